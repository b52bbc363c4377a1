sh <<'SCRIPT'
# For Remotion 99.0.0, as the page that this comes from states it.
# For the user or role that deploys and renders.
# Creates managed policy remotion-user-policy, or a new version of it, and attaches it to user remotion-user.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Id": "remotion's \"policy\" of the future",
  "Statement": [
    {
      "Sid": "Quotas2",
      "Effect": "Allow",
      "Action": ["servicequotas:GetServiceQuota", "servicequotas:GetAWSDefaultServiceQuota"],
      "Resource": "*"
    },
    {
      "Sid": "LambdaInvokation",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": ["arn:aws:iam::*:role/remotion-lambda-role"],
      "Condition": {
        "StringEquals": { "iam:PassedToService": ["lambda.amazonaws.com", "it's $HOME ${aws:username} %{x} caf\u00e9\u0021"] },
        "Bool": { "aws:SecureTransport": true, "aws:MultiFactorAuthPresent": "false" },
        "NumericLessThan": { "s3:max-keys": -10 },
        "Null": {}
      }
    },
    {
      "Sid": "Storage",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"],
      "Resource": ["arn:aws:s3:::remotionlambda-*"]
    },
    {
      "Sid": "RenderQueue",
      "Effect": "Allow",
      "Action": ["sqs:SendMessage"],
      "Resource": ["arn:aws:sqs:*:*:remotion-render-*"],
      "Unheard": [[{ "Of": null }, []], { "On": "Off" }]
    },
    { "Effect": "Deny", "NotAction": ["s3:*"], "NotResource": ["*"] }
  ]
}
POLICY
}

name='remotion-user-policy'
user='remotion-user'
aws iam get-user --user-name="$user" >/dev/null

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
aws iam attach-user-policy --user-name="$user" --policy-arn "$arn"
echo "$arn is attached to user $user."
SCRIPT
