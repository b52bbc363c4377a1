sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role of an EC2 instance.
# Creates role remotion-executionrole with this trust relationship.

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
        "Service": "ec2.amazonaws.com.cn"
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
found=$(aws iam list-roles --region cn-north-1 --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --region cn-north-1 --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  aws iam update-assume-role-policy --region cn-north-1 --role-name="$role" --policy-document "$(policy)"
fi
echo "Role $role has this trust relationship."
SCRIPT
