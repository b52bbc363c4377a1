# For Remotion {newest}, from data of {published}.
# For the user that calls Remotion.
# Creates managed policy remotion-caller-policy-of-user--a+b=c,d@e.f, or a new version of it, and attaches it to user -a+b=c,d@e.f.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RenderFunctions",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*"
      ]
    }
  ]
}
'@

  function Invoke-Iam {
    aws iam @args --region cn-north-1
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $policy)
    $name = 'remotion-caller-policy-of-user--a+b=c,d@e.f'
    $user = '-a+b=c,d@e.f'
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
          throw "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --region cn-north-1 --policy-arn $arn --version-id VERSION, and run this again."
        }
        "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
        "aws iam set-default-policy-version --region cn-north-1 --policy-arn $arn --version-id $was"
        Invoke-Iam create-policy-version --policy-arn $arn --policy-document "file://$file" --set-as-default | Out-Null
      }
    }
    Invoke-Iam attach-user-policy "--user-name=$user" --policy-arn $arn
    "$arn is attached to user $user."
  } finally {
    Remove-Item $file
  }
}
