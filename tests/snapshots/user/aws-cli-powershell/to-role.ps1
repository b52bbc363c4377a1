# For Remotion {newest}, from data of {published}.
# For the role that deploys and renders.
# Creates managed policy remotion-user-policy, or a new version of it, and attaches it to role my-function.

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
'@

  function Invoke-Iam {
    aws iam @args --region cn-north-1
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $policy)
    $name = 'remotion-user-policy'
    $role = 'my-function'
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
          throw "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version --region cn-north-1 --policy-arn $arn --version-id VERSION, and run this again."
        }
        "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
        "aws iam set-default-policy-version --region cn-north-1 --policy-arn $arn --version-id $was"
        Invoke-Iam create-policy-version --policy-arn $arn --policy-document "file://$file" --set-as-default | Out-Null
      }
    }
    Invoke-Iam attach-role-policy "--role-name=$role" --policy-arn $arn
    "$arn is attached to role $role."
  } finally {
    Remove-Item $file
  }
}
