sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For my-function, the role that is to be assumed.
# Creates role my-function with the trust relationship below. If the role exists, replaces its trust relationship.

set -eu

policy() {
  cat <<'POLICY'
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
POLICY
}

role='my-function'
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
