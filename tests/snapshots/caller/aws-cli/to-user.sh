sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the user that calls Remotion.
# Creates managed policy remotion-caller-policy-of-user--a+b=c,d@e.f, or a new version of it, and attaches it to user -a+b=c,d@e.f.

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
        "arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*"
      ]
    }
  ]
}
POLICY
}

name='remotion-caller-policy-of-user--a+b=c,d@e.f'
user='-a+b=c,d@e.f'
aws iam get-user --region cn-north-1 --user-name="$user" >/dev/null

arn=$(aws iam list-policies --region cn-north-1 --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text)
if [ -z "$arn" ]; then
  arn=$(aws iam create-policy --region cn-north-1 --policy-name "$name" --policy-document "$(policy)" --query Policy.Arn --output text)
else
  was=$(aws iam list-policy-versions --region cn-north-1 --policy-arn "$arn" --query 'Versions[?IsDefaultVersion].VersionId' --output text)
  text=$(aws iam get-policy-version --region cn-north-1 --policy-arn "$arn" --version-id "$was" --query PolicyVersion.Document --output json)
  if [ "$(printf '%s\n' "$text" | sed 's/^ *//')" != "$(policy | sed 's/^ *//')" ]; then
    old=$(aws iam list-policy-versions --region cn-north-1 --policy-arn "$arn" --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text)
    if [ "$(echo "$old" | wc -w)" -ge 4 ]; then
      echo "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --region cn-north-1 --policy-arn $arn --version-id VERSION, and run this again." >&2
      exit 1
    fi
    echo "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
    echo "aws iam set-default-policy-version --region cn-north-1 --policy-arn $arn --version-id $was"
    aws iam create-policy-version --region cn-north-1 --policy-arn "$arn" --policy-document "$(policy)" --set-as-default >/dev/null
  fi
fi
aws iam attach-user-policy --region cn-north-1 --user-name="$user" --policy-arn "$arn"
echo "$arn is attached to user $user."
SCRIPT
