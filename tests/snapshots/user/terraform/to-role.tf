# For Remotion {newest}, from data of {published}.
# For the role that deploys and renders.
# Creates managed policy remotion-user-policy and attaches it to role my-function.

resource "aws_iam_policy" "remotion_user_policy" {
  name = "remotion-user-policy"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "HandleQuotas"
        Effect = "Allow"
        Action = [
          "servicequotas:GetServiceQuota",
          "servicequotas:GetAWSDefaultServiceQuota",
          "servicequotas:RequestServiceQuotaIncrease",
          "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "PermissionValidation"
        Effect = "Allow"
        Action = [
          "iam:SimulatePrincipalPolicy",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "LambdaInvokation"
        Effect = "Allow"
        Action = [
          "iam:PassRole",
        ]
        Resource = [
          "arn:aws-cn:iam::*:role/remotion-lambda-role",
        ]
      },
      {
        Sid    = "Storage"
        Effect = "Allow"
        Action = [
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
          "s3:PutLifecycleConfiguration",
        ]
        Resource = [
          "arn:aws-cn:s3:::remotionlambda-*",
        ]
      },
      {
        Sid    = "BucketListing"
        Effect = "Allow"
        Action = [
          "s3:ListAllMyBuckets",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "FunctionListing"
        Effect = "Allow"
        Action = [
          "lambda:ListFunctions",
          "lambda:GetFunction",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "FunctionManagement"
        Effect = "Allow"
        Action = [
          "lambda:InvokeAsync",
          "lambda:InvokeFunction",
          "lambda:CreateFunction",
          "lambda:DeleteFunction",
          "lambda:PutFunctionEventInvokeConfig",
          "lambda:PutRuntimeManagementConfig",
          "lambda:TagResource",
        ]
        Resource = [
          "arn:aws-cn:lambda:*:*:function:remotion-render-*",
        ]
      },
      {
        Sid    = "LogsRetention"
        Effect = "Allow"
        Action = [
          "logs:CreateLogGroup",
          "logs:PutRetentionPolicy",
        ]
        Resource = [
          "arn:aws-cn:logs:*:*:log-group:/aws/lambda/remotion-render-*",
        ]
      },
      {
        Sid    = "FetchBinaries"
        Effect = "Allow"
        Action = [
          "lambda:GetLayerVersion",
        ]
        Resource = [
          "arn:aws-cn:lambda:*:488211338238:layer:LambdaInsightsExtension*",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "remotion_user_policy" {
  role       = "my-function"
  policy_arn = aws_iam_policy.remotion_user_policy.arn
}
