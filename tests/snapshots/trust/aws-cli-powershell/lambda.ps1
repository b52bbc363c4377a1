# For Remotion {newest}, from data of {published}.
# For the execution role of a Lambda function.
# Creates role remotion-lambda-role with the trust relationship below. If the role exists, replaces its trust relationship.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustService",
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole"
      ]
    }
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
    $role = 'remotion-lambda-role'
    $found = Invoke-Iam list-roles --query "Roles[?RoleName=='$role'].RoleName" --output text
    if (-not $found) {
      Invoke-Iam create-role "--role-name=$role" --assume-role-policy-document "file://$file" | Out-Null
    } else {
      $text = Invoke-Iam get-role "--role-name=$role" --query Role.AssumeRolePolicyDocument --output json
      "Role $role exists. This replaces its trust relationship, which was:"
      $text
      Invoke-Iam update-assume-role-policy "--role-name=$role" --policy-document "file://$file"
    }
    "Role $role has this trust relationship."
  } finally {
    Remove-Item $file
  }
}
