sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role that is to be assumed.
# Creates role remotion-executionrole with this trust relationship.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustAccount",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::123456789012:root"
      },
      "Action": [
        "sts:AssumeRole"
      ]
    }
  ]
}
POLICY
}

role='remotion-executionrole'
found=$(aws iam list-roles --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  aws iam update-assume-role-policy --role-name="$role" --policy-document "$(policy)"
fi
echo "Role $role has this trust relationship."
SCRIPT
