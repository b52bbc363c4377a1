sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role that deploys and renders.
# Creates managed policy remotion-user-policy, or a new version of it, and attaches it to role my-function.

set -eu

policy() {
  cat <<'POLICY'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "HandleQuotas",
      "Effect": "Allow",
      "Action": [
        "servicequotas:GetServiceQuota",
        "servicequotas:GetAWSDefaultServiceQuota",
        "servicequotas:RequestServiceQuotaIncrease",
        "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "PermissionValidation",
      "Effect": "Allow",
      "Action": [
        "iam:SimulatePrincipalPolicy"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "LambdaInvokation",
      "Effect": "Allow",
      "Action": [
        "iam:PassRole"
      ],
      "Resource": [
        "arn:aws-cn:iam::*:role/remotion-lambda-role"
      ]
    },
    {
      "Sid": "Storage",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:PutObjectAcl",
        "s3:PutObject",
        "s3:CreateBucket",
        "s3:ListBucket",
        "s3:GetBucketLocation",
        "s3:PutBucketAcl",
        "s3:DeleteBucket",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketPolicy",
        "s3:PutLifecycleConfiguration"
      ],
      "Resource": [
        "arn:aws-cn:s3:::remotionlambda-*"
      ]
    },
    {
      "Sid": "BucketListing",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "FunctionListing",
      "Effect": "Allow",
      "Action": [
        "lambda:ListFunctions",
        "lambda:GetFunction"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "FunctionManagement",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeAsync",
        "lambda:InvokeFunction",
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:PutFunctionEventInvokeConfig",
        "lambda:PutRuntimeManagementConfig",
        "lambda:TagResource"
      ],
      "Resource": [
        "arn:aws-cn:lambda:*:*:function:remotion-render-*"
      ]
    },
    {
      "Sid": "LogsRetention",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogGroup",
        "logs:PutRetentionPolicy"
      ],
      "Resource": [
        "arn:aws-cn:logs:*:*:log-group:/aws/lambda/remotion-render-*"
      ]
    },
    {
      "Sid": "FetchBinaries",
      "Effect": "Allow",
      "Action": [
        "lambda:GetLayerVersion"
      ],
      "Resource": [
        "arn:aws-cn:lambda:*:488211338238:layer:LambdaInsightsExtension*"
      ]
    }
  ]
}
POLICY
}

name='remotion-user-policy'
role='my-function'
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
SCRIPT
