sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role of a Kubernetes service account.
# Creates an identity provider for oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE if there is none. Creates role remotion-executionrole with the trust relationship below. If the role exists, replaces its trust relationship.

set -eu

policy() {
  cat <<'POLICY'
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
POLICY
}

provider='arn:aws-cn:iam::123456789012:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE'
found=$(aws iam list-open-id-connect-providers --region cn-north-1 --query "OpenIDConnectProviderList[?Arn=='$provider'].Arn" --output text)
if [ -z "$found" ]; then
  aws iam create-open-id-connect-provider --region cn-north-1 --url 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE' --client-id-list '["sts.amazonaws.com.cn", "sts.amazonaws.com"]' >/dev/null
else
  for audience in 'sts.amazonaws.com.cn' 'sts.amazonaws.com'; do
    known=$(aws iam get-open-id-connect-provider --region cn-north-1 --open-id-connect-provider-arn "$provider" --query "ClientIDList[?@=='$audience']" --output text)
    [ -n "$known" ] || aws iam add-client-id-to-open-id-connect-provider --region cn-north-1 --cli-input-json "{\"OpenIDConnectProviderArn\": \"$provider\", \"ClientID\": \"$audience\"}"
  done
fi

role='remotion-executionrole'
found=$(aws iam list-roles --region cn-north-1 --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --region cn-north-1 --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role --region cn-north-1 --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role --region cn-north-1 --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy --region cn-north-1 --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
SCRIPT
