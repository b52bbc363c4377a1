# For Remotion {newest}, from data of {published}.
# For the role of a Kubernetes service account.
# Creates an identity provider for oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE if there is none. Creates role remotion-executionrole with the trust relationship below. If the role exists, replaces its trust relationship.

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
        "Federated": "arn:aws-cn:iam::123456789012:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
      },
      "Action": [
        "sts:AssumeRoleWithWebIdentity"
      ],
      "Condition": {
        "StringEquals": {
          "oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud": [
            "sts.amazonaws.com.cn",
            "sts.amazonaws.com"
          ],
          "oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub": "system:serviceaccount:video:site"
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
    $provider = 'arn:aws-cn:iam::123456789012:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE'
    $found = Invoke-Iam list-open-id-connect-providers --query "OpenIDConnectProviderList[?Arn=='$provider'].Arn" --output text
    if (-not $found) {
      [IO.File]::WriteAllText($file, '["sts.amazonaws.com.cn", "sts.amazonaws.com"]')
      Invoke-Iam create-open-id-connect-provider --url 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE' --client-id-list "file://$file" | Out-Null
    } else {
      $known = Invoke-Iam get-open-id-connect-provider --open-id-connect-provider-arn $provider --query ClientIDList --output text
      foreach ($audience in 'sts.amazonaws.com.cn', 'sts.amazonaws.com') {
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
