# For Remotion 99.0.0, as the page that this comes from states it.
# For the user or role that deploys and renders.
# Creates managed policy remotion-user-policy, or a new version of it, and attaches it to user remotion-user.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Id": "remotion's \"policy\" of the future",
  "Statement": [
    {
      "Sid": "Quotas2",
      "Effect": "Allow",
      "Action": ["servicequotas:GetServiceQuota", "servicequotas:GetAWSDefaultServiceQuota"],
      "Resource": "*"
    },
    {
      "Sid": "LambdaInvokation",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": ["arn:aws:iam::*:role/remotion-lambda-role"],
      "Condition": {
        "StringEquals": { "iam:PassedToService": ["lambda.amazonaws.com", "it's $HOME ${aws:username} %{x} caf\u00e9\u0021"] },
        "Bool": { "aws:SecureTransport": true, "aws:MultiFactorAuthPresent": "false" },
        "NumericLessThan": { "s3:max-keys": -10 },
        "Null": {}
      }
    },
    {
      "Sid": "Storage",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"],
      "Resource": ["arn:aws:s3:::remotionlambda-*"]
    },
    {
      "Sid": "RenderQueue",
      "Effect": "Allow",
      "Action": ["sqs:SendMessage"],
      "Resource": ["arn:aws:sqs:*:*:remotion-render-*"],
      "Unheard": [[{ "Of": null }, []], { "On": "Off" }]
    },
    { "Effect": "Deny", "NotAction": ["s3:*"], "NotResource": ["*"] }
  ]
}
'@

  function Invoke-Iam {
    aws iam @args
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $policy)
    $name = 'remotion-user-policy'
    $user = 'remotion-user'
    Invoke-Iam get-user "--user-name=$user" | Out-Null
    $arn = Invoke-Iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text
    if (-not $arn) {
      $arn = Invoke-Iam create-policy --policy-name $name --policy-document "file://$file" --query Policy.Arn --output text
    } else {
      $was = Invoke-Iam list-policy-versions --policy-arn $arn --query 'Versions[?IsDefaultVersion].VersionId' --output text
      $text = Invoke-Iam get-policy-version --policy-arn $arn --version-id $was --query PolicyVersion.Document --output json
      if (($text -join "`n" -replace '\r?\n *') -cne ($policy -replace '\r?\n *')) {
        $old = Invoke-Iam list-policy-versions --policy-arn $arn --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text
        if ("$old".Split().Count -ge 4) {
          throw "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --policy-arn $arn --version-id VERSION, and run this again."
        }
        "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
        "aws iam set-default-policy-version --policy-arn $arn --version-id $was"
        Invoke-Iam create-policy-version --policy-arn $arn --policy-document "file://$file" --set-as-default | Out-Null
      }
    }
    Invoke-Iam attach-user-policy "--user-name=$user" --policy-arn $arn
    "$arn is attached to user $user."
  } finally {
    Remove-Item $file
  }
}
