# For Remotion {newest}, from data of {published}.
# For remotion-lambda-role, the role of the render function.
# Puts inline policy remotion-lambda-policy on role remotion-lambda-role. Replaces one of that name.

resource "aws_iam_role_policy" "remotion_lambda_policy" {
  name = "remotion-lambda-policy"
  role = "remotion-lambda-role"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "0"
        Effect = "Allow"
        Action = [
          "s3:ListAllMyBuckets",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "1"
        Effect = "Allow"
        Action = [
          "s3:CreateBucket",
          "s3:ListBucket",
          "s3:PutBucketAcl",
          "s3:GetObject",
          "s3:DeleteObject",
          "s3:PutObjectAcl",
          "s3:PutObject",
          "s3:GetBucketLocation",
        ]
        Resource = [
          "arn:aws:s3:::remotionlambda-*",
        ]
      },
      {
        Sid    = "2"
        Effect = "Allow"
        Action = [
          "lambda:InvokeFunction",
        ]
        Resource = [
          "arn:aws:lambda:*:*:function:remotion-render-*",
        ]
      },
      {
        Sid    = "3"
        Effect = "Allow"
        Action = [
          "logs:CreateLogGroup",
        ]
        Resource = [
          "arn:aws:logs:*:*:log-group:/aws/lambda-insights",
        ]
      },
      {
        Sid    = "4"
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
        ]
        Resource = [
          "arn:aws:logs:*:*:log-group:/aws/lambda/remotion-render-*",
          "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*",
        ]
      },
      {
        Sid    = "OwnFunction"
        Effect = "Allow"
        Action = [
          "lambda:InvokeFunction",
        ]
        Resource = [
          "arn:aws:lambda:*:*:function:acme-render",
        ]
      },
      {
        Sid    = "OwnFunctionLogs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
        ]
        Resource = [
          "arn:aws:logs:*:*:log-group:/aws/lambda/acme-render*",
        ]
      },
      {
        Sid    = "OwnBucket"
        Effect = "Allow"
        Action = [
          "s3:ListBucket",
        ]
        Resource = [
          "arn:aws:s3:::acme-remotion",
        ]
      },
      {
        Sid    = "OwnBucketFiles"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:DeleteObject",
          "s3:PutObjectAcl",
          "s3:PutObject",
        ]
        Resource = [
          "arn:aws:s3:::acme-remotion/*",
        ]
      },
      {
        Sid    = "OwnBucketKey"
        Effect = "Allow"
        Action = [
          "kms:GenerateDataKey",
          "kms:Decrypt",
        ]
        Resource = [
          "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        ]
      },
    ]
  })
}
