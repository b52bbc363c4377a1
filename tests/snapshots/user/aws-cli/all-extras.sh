sh <<'SCRIPT'
# For Remotion {newest}, from data of {published}.
# For the role that deploys and renders.
# Creates managed policy remotion-user-policy, or a new version of it, and attaches it to role deployer.

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
        "arn:aws:iam::*:role/remotion-lambda-role"
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
        "arn:aws:s3:::remotionlambda-*"
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
        "arn:aws:lambda:*:*:function:remotion-render-*"
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
        "arn:aws:logs:*:*:log-group:/aws/lambda/remotion-render-*"
      ]
    },
    {
      "Sid": "FetchBinaries",
      "Effect": "Allow",
      "Action": [
        "lambda:GetLayerVersion"
      ],
      "Resource": [
        "arn:aws:lambda:*:678892195805:layer:remotion-binaries-*",
        "arn:aws:lambda:*:580247275435:layer:LambdaInsightsExtension*"
      ]
    },
    {
      "Sid": "OwnLayers",
      "Effect": "Allow",
      "Action": [
        "lambda:GetLayerVersion"
      ],
      "Resource": [
        "arn:aws:lambda:*:*:layer:*"
      ]
    },
    {
      "Sid": "ChangeLayers",
      "Effect": "Allow",
      "Action": [
        "lambda:GetFunctionConfiguration",
        "lambda:UpdateFunctionConfiguration"
      ],
      "Resource": [
        "arn:aws:lambda:*:*:function:remotion-render-*"
      ]
    },
    {
      "Sid": "InsightsLayer",
      "Effect": "Allow",
      "Action": [
        "lambda:GetLayerVersion"
      ],
      "Resource": [
        "arn:aws:lambda:ap-northeast-3:194566237122:layer:LambdaInsightsExtension-Arm64:*"
      ]
    },
    {
      "Sid": "ChooseVpc",
      "Effect": "Allow",
      "Action": [
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs"
      ],
      "Resource": [
        "*"
      ]
    },
    {
      "Sid": "FirstQuotaIncrease",
      "Effect": "Allow",
      "Action": [
        "iam:CreateServiceLinkedRole"
      ],
      "Resource": [
        "arn:aws:iam::*:role/aws-service-role/servicequotas.amazonaws.com/AWSServiceRoleForServiceQuotas"
      ],
      "Condition": {
        "StringLike": {
          "iam:AWSServiceName": "servicequotas.amazonaws.com"
        }
      }
    },
    {
      "Sid": "PassOwnRole",
      "Effect": "Allow",
      "Action": [
        "iam:PassRole"
      ],
      "Resource": [
        "arn:aws:iam::123456789012:role/render"
      ],
      "Condition": {
        "StringEquals": {
          "iam:PassedToService": "lambda.amazonaws.com"
        }
      }
    },
    {
      "Sid": "OwnFunction",
      "Effect": "Allow",
      "Action": [
        "lambda:InvokeFunction",
        "lambda:DeleteFunction",
        "lambda:CreateFunction",
        "lambda:PutFunctionEventInvokeConfig",
        "lambda:PutRuntimeManagementConfig",
        "lambda:TagResource"
      ],
      "Resource": [
        "arn:aws:lambda:*:123456789012:function:acme-render-*"
      ]
    },
    {
      "Sid": "OwnFunctionLogs",
      "Effect": "Allow",
      "Action": [
        "logs:CreateLogGroup",
        "logs:PutRetentionPolicy"
      ],
      "Resource": [
        "arn:aws:logs:*:123456789012:log-group:/aws/lambda/acme-render-*"
      ]
    },
    {
      "Sid": "OwnBucket",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket",
        "s3:GetBucketLocation"
      ],
      "Resource": [
        "arn:aws:s3:::acme-remotion"
      ]
    },
    {
      "Sid": "OwnBucketFiles",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:PutObjectAcl",
        "s3:PutObject"
      ],
      "Resource": [
        "arn:aws:s3:::acme-remotion/*"
      ]
    }
  ]
}
POLICY
}

name='remotion-user-policy'
role='deployer'
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
