sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the code that calls Remotion and for render, the role of the render function.
# Creates role site with the trust relationship below. If the role exists, replaces its trust relationship.
# Creates an instance profile for role site, unless it has one.
# Creates managed policy remotion-caller-policy-site, or a new version of it, and attaches it to role site.
# Creates role render with the trust relationship below. If the role exists, replaces its trust relationship.
# Puts inline policy remotion-lambda-policy on role render. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role render. Replaces one of that name.
# What you must do yourself is in comments at the end: Render call, Credentials (EC2).
# If it stops, fix the cause and run it again. What was created stays.

set -eu

(
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

role='site'
found=$(aws iam list-roles --region cn-north-1 --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --region cn-north-1 --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role --region cn-north-1 --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role --region cn-north-1 --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy --region cn-north-1 --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
)

(
role='site'
found=$(aws iam list-instance-profiles-for-role --region cn-north-1 --role-name="$role" --query 'InstanceProfiles[].InstanceProfileName' --output text)
if [ -z "$found" ]; then
  found=$(aws iam list-instance-profiles --region cn-north-1 --query "InstanceProfiles[?InstanceProfileName=='$role'].InstanceProfileName" --output text)
  [ -n "$found" ] || aws iam create-instance-profile --region cn-north-1 --instance-profile-name="$role" >/dev/null
  aws iam add-role-to-instance-profile --region cn-north-1 --instance-profile-name="$role" --role-name="$role"
fi
echo "Role $role has an instance profile."
)

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
        "arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*"
      ]
    }
  ]
}
POLICY
}

name='remotion-caller-policy-site'
role='site'
aws iam get-role --region cn-north-1 --role-name="$role" >/dev/null

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
aws iam attach-role-policy --region cn-north-1 --role-name="$role" --policy-arn "$arn"
echo "$arn is attached to role $role."
)

(
policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "TrustService",
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole"
      ]
    }
  ]
}
POLICY
}

role='render'
found=$(aws iam list-roles --region cn-north-1 --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role --region cn-north-1 --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role --region cn-north-1 --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role --region cn-north-1 --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy --region cn-north-1 --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
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
        "arn:aws-cn:s3:::remotionlambda-*"
      ]
    },
    {
      "Sid": "2",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction"
      ],
      "Resource": [
        "arn:aws-cn:lambda:*:*:function:remotion-render-*"
      ]
    },
    {
      "Sid": "3",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogGroup"
      ],
      "Resource": [
        "arn:aws-cn:logs:*:*:log-group:/aws/lambda-insights"
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
        "arn:aws-cn:logs:*:*:log-group:/aws/lambda/remotion-render-*",
        "arn:aws-cn:logs:*:*:log-group:/aws/lambda-insights:*"
      ]
    }
  ]
}
POLICY
}

name='remotion-lambda-policy'
role='render'
aws iam put-role-policy --region cn-north-1 --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
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
        "s3:GetObject",
        "s3:AbortMultipartUpload"
      ],
      "Resource": [
        "arn:aws-cn:s3:::my-videos/*"
      ]
    },
    {
      "Sid": "SeeMissingFiles",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws-cn:s3:::my-videos"
      ]
    }
  ]
}
POLICY
}

name='remotion-output-bucket-my-videos'
role='render'
aws iam put-role-policy --region cn-north-1 --role-name="$role" --policy-name "$name" --policy-document "$(policy)"
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
#   // Where your function is deployed
#   region: 'cn-north-1',
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
#   privacy: 'no-acl',
# });

# Credentials (EC2): Gives the role to your instance, and tells Remotion to look for its credentials. Set the variable where the code runs. Replace the example values.
#
# aws ec2 associate-iam-instance-profile --region cn-north-1 --instance-id 'i-1234567890abcdef0' --iam-instance-profile 'Name=site'
# # Where the code runs:
# export REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1
SCRIPT
