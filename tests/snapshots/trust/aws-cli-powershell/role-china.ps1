# For Remotion {newest}, from data of {published}.
# For my-function, the role that is to be assumed.
# Creates role my-function with the trust relationship below. If the role exists, replaces its trust relationship.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustRole",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws-cn:iam::123456789012:role/ci/deployer"
      },
      "Action": [
        "sts:AssumeRole"
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
    $role = 'my-function'
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
