sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the user or role that fetches or deletes finished videos.
# Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadRenders",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws-cn:s3:::my-videos/$${*}${?}%%{b}\u0021\u0021'@\u00a1\u00ff/*",
        "arn:aws-cn:s3:::my-videos/renders/*/artifacts/*"
      ]
    }
  ]
}
POLICY
}

name='remotion-caller-output-bucket-my-videos'
role='remotion-executionrole'
aws iam put-role-policy --region cn-north-1 --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
SCRIPT
