sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For remotion-lambda-role, the role of the render function.
# Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "WriteRenders",
      "Effect": "Allow",
      "Action": [
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:GetObject",
        "s3:AbortMultipartUpload"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/it's/\"$HOME\"/${$}{{a}}/$$${*}/%{b}/`c`/\\\u0021d&(e)#f:/\u00ff/*",
        "arn:aws:s3:::my-videos/renders/*/artifacts/*"
      ]
    },
    {
      "Sid": "SeeMissingFiles",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos"
      ]
    }
  ]
}
POLICY
}

name='remotion-output-bucket-my-videos'
role='remotion-lambda-role'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
SCRIPT
