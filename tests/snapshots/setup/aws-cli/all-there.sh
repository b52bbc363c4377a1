sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the code that calls Remotion and for render, the role of the render function.
# Creates managed policy remotion-caller-policy-films, or a new version of it, and attaches it to role films.
# Puts inline policy remotion-lambda-policy on role render. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role render. Replaces one of that name.
# What you must do yourself is in comments at the end: Render call, Credentials (GitHub Actions).
# If it stops, fix the cause and run it again. What was created stays.

set -eu

(
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

name='remotion-caller-policy-films'
role='films'
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
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "0",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:CreateBucket",
        "s3:ListBucket",
        "s3:PutBucketAcl",
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:PutObjectAcl",
        "s3:PutObject",
        "s3:GetBucketLocation"
      ],
      "Resource": [
        "arn:aws:s3:::remotionlambda-*"
      ]
    },
    {
      "Sid": "2",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws:lambda:*:*:function:remotion-render-*"
      ]
    },
    {
      "Sid": "3",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogGroup"
      ],
      "Resource": [
        "arn:aws:logs:*:*:log-group:/aws/lambda-insights"
      ]
    },
    {
      "Sid": "4",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogStream",
        "logs:PutLogEvents"
      ],
      "Resource": [
        "arn:aws:logs:*:*:log-group:/aws/lambda/remotion-render-*",
        "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*"
      ]
    }
  ]
}
POLICY
}

name='remotion-lambda-policy'
role='render'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
)

(
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
        "arn:aws:s3:::my-videos/*"
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
role='render'
aws iam put-role-policy --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on role $role."
)

# Render call: Renders into your bucket, because `outName` is an object.
#
# import {
#   renderMediaOnLambda,
#   speculateFunctionName,
# } from '@remotion/lambda/client';
#
# const {renderId, bucketName} = await renderMediaOnLambda({
#   // An example: use the region where your function is deployed
#   region: 'us-east-1',
#   // The settings your function was deployed with
#   functionName: speculateFunctionName({
#     memorySizeInMb: 2048,
#     diskSizeInMb: 2048,
#     timeoutInSeconds: 120,
#   }),
#   // The name of a site, or the URL that deploySite() gave
#   serveUrl: 'my-site',
#   composition: 'MyVideo',
#   codec: 'h264',
#   // A plain string would stay in Remotion's own bucket
#   outName: {
#     bucketName: 'my-videos',
#     key: 'video.mp4',
#   },
#   privacy: 'public',
# });

# Credentials (GitHub Actions): Lets the job assume the role before it calls Remotion. Add this to the job. Replace the example values.
#
# permissions:
#   contents: read
#   id-token: write
# steps:
#   - uses: aws-actions/configure-aws-credentials@v6
#     with:
#       role-to-assume: "arn:aws:iam::123456789012:role/ci/films"
#       audience: sts.amazonaws.com
#       aws-region: us-east-1
SCRIPT
