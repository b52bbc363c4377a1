sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role of the code that starts renders.
# Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "InvokeRenderFunction",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:*:*:function:remotion-render-*"
      ]
    },
    {
      "Sid": "UseRemotionBucket",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:PutObject",
        "s3:PutObjectAcl"
      ],
      "Resource": [
        "arn:aws:s3:::remotionlambda-*/*"
      ]
    },
    {
      "Sid": "FindRemotionBucket",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "LocateRemotionBucket",
      "Effect": "Allow",
      "Action": [
        "s3:GetBucketLocation"
      ],
      "Resource": [
        "arn:aws:s3:::remotionlambda-*"
      ]
    }
  ]
}
POLICY
}

name='remotion-executionrole-policy'
role='remotion-executionrole'
aws iam get-role --role-name="$role" >/dev/null

arn=$(aws iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text)
if [ -z "$arn" ]; then
  arn=$(aws iam create-policy --policy-name "$name" --policy-document "$(policy)" --query Policy.Arn --output text)
else
  # IAM keeps five versions of a policy.
  old=$(aws iam list-policy-versions --policy-arn "$arn" --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text)
  if [ "$(echo "$old" | wc -w)" -ge 4 ]; then
    echo "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old" >&2
    echo "with: aws iam delete-policy-version --policy-arn $arn --version-id VERSION" >&2
    echo "and run this again." >&2
    exit 1
  fi
  aws iam create-policy-version --policy-arn "$arn" --policy-document "$(policy)" --set-as-default >/dev/null
fi
aws iam attach-role-policy --role-name="$role" --policy-arn "$arn"
echo "$arn is attached to role $role."
SCRIPT
