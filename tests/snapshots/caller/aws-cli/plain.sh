sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role of the code that calls Remotion.
# Creates managed policy remotion-executionrole-policy, or a new version of it, and attaches it to role remotion-executionrole.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RenderFunctions",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:*:*:function:remotion-render-*"
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
  was=$(aws iam list-policy-versions --policy-arn "$arn" --query 'Versions[?IsDefaultVersion].VersionId' --output text)
  text=$(aws iam get-policy-version --policy-arn "$arn" --version-id "$was" --query PolicyVersion.Document --output json)
  if [ "$(printf '%s\n' "$text" | sed 's/^ *//')" != "$(policy | sed 's/^ *//')" ]; then
    old=$(aws iam list-policy-versions --policy-arn "$arn" --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text)
    if [ "$(echo "$old" | wc -w)" -ge 4 ]; then
      echo "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --policy-arn $arn --version-id VERSION, and run this again." >&2
      exit 1
    fi
    echo "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
    echo "aws iam set-default-policy-version --policy-arn $arn --version-id $was"
    aws iam create-policy-version --policy-arn "$arn" --policy-document "$(policy)" --set-as-default >/dev/null
  fi
fi
aws iam attach-role-policy --role-name="$role" --policy-arn "$arn"
echo "$arn is attached to role $role."
SCRIPT
