# For Remotion {newest}, from data of {published}.
# For the role of a GitHub Actions job.
# Creates an identity provider for token.actions.githubusercontent.com if there is none. Creates role remotion-executionrole with the trust relationship below. If the role exists, replaces its trust relationship.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustToken",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
      },
      "Action": [
        "sts:AssumeRoleWithWebIdentity"
      ],
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com.cn",
          "token.actions.githubusercontent.com:sub": "repo:acme@123456/films@456789:environment:it's%3A\"a\"\\\u0021%{b}#&(\u00e9"
        }
      }
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
    $provider = 'arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'
    $found = Invoke-Iam list-open-id-connect-providers --query "OpenIDConnectProviderList[?Arn=='$provider'].Arn" --output text
    if (-not $found) {
      [IO.File]::WriteAllText($file, '["sts.amazonaws.com.cn"]')
      Invoke-Iam create-open-id-connect-provider --url 'https://token.actions.githubusercontent.com' --client-id-list "file://$file" | Out-Null
    } else {
      $known = Invoke-Iam get-open-id-connect-provider --open-id-connect-provider-arn $provider --query ClientIDList --output text
      foreach ($audience in 'sts.amazonaws.com.cn') {
        if ("$known".Split() -cnotcontains $audience) {
          [IO.File]::WriteAllText($file, $audience)
          Invoke-Iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn $provider --client-id "file://$file"
        }
      }
    }
    [IO.File]::WriteAllText($file, $policy)
    $role = 'remotion-executionrole'
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
