sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role or user that fetches or deletes finished videos.
# Puts inline policy remotion-output-bucket-caller-my-videos on role remotion-executionrole.

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
        "arn:aws:s3:::my-videos/final/*",
        "arn:aws:s3:::my-videos/renders/*/artifacts/*"
      ]
    },
    {
      "Sid": "DeleteRenders",
      "Effect": "Allow",
      "Action": [
        "s3:DeleteObject"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/final/*"
      ]
    },
    {
      "Sid": "DecryptWithOwnKey",
      "Effect": "Allow",
      "Action": [
        "kms:Decrypt"
      ],
      "Resource": [
        "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      ]
    }
  ]
}
POLICY
}

name='remotion-output-bucket-caller-my-videos'
role='remotion-executionrole'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
SCRIPT
