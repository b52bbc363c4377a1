sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the execution role of a Lambda function.
# Creates role remotion-lambda-role with the trust relationship below. If the role exists, replaces its trust relationship.

set -eu

policy() {
  cat <<'POLICY'
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
POLICY
}

role='remotion-lambda-role'
found=$(aws iam list-roles --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
SCRIPT
