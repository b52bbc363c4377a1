sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the user that fetches or deletes finished videos.
# Puts inline policy remotion-caller-output-bucket-my-videos on user ci. Replaces one of that name.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "DeleteRenders",
      "Effect": "Allow",
      "Action": [
        "s3:DeleteObject"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/*"
      ]
    }
  ]
}
POLICY
}

name='remotion-caller-output-bucket-my-videos'
user='ci'
aws iam put-user-policy --user-name="$user" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on user $user."
SCRIPT
