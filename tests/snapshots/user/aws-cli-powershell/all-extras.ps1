# For Remotion {newest}, from data of {published}.
# For the role that deploys and renders.
# Creates managed policy remotion-user-policy, or a new version of it, and attaches it to role deployer.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
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
'@

  function Invoke-Iam {
    aws iam @args
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $policy)
    $name = 'remotion-user-policy'
    $role = 'deployer'
    Invoke-Iam get-role "--role-name=$role" | Out-Null
    $arn = Invoke-Iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text
    if (-not $arn) {
      $arn = Invoke-Iam create-policy --policy-name $name --policy-document "file://$file" --query Policy.Arn --output text
    } else {
      $was = Invoke-Iam list-policy-versions --policy-arn $arn --query 'Versions[?IsDefaultVersion].VersionId' --output text
      $text = Invoke-Iam get-policy-version --policy-arn $arn --version-id $was --query PolicyVersion.Document --output json
      if (($text -join "`n" -replace '\r?\n *') -cne ($policy -replace '\r?\n *')) {
        $old = Invoke-Iam list-policy-versions --policy-arn $arn --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text
        if ("$old".Split().Count -ge 4) {
          throw "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --policy-arn $arn --version-id VERSION, and run this again."
        }
        "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
        "aws iam set-default-policy-version --policy-arn $arn --version-id $was"
        Invoke-Iam create-policy-version --policy-arn $arn --policy-document "file://$file" --set-as-default | Out-Null
      }
    }
    Invoke-Iam attach-role-policy "--role-name=$role" --policy-arn $arn
    "$arn is attached to role $role."
  } finally {
    Remove-Item $file
  }
}
