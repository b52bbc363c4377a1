# For Remotion {newest}, from data of {published}.
# For the code that calls Remotion and for remotion-lambda-role, the role of the render function.
# Creates role remotion-executionrole with the trust relationship below.
# Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.
# Creates role remotion-lambda-role with the trust relationship below.
# Puts inline policy remotion-lambda-policy on role remotion-lambda-role. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.
# What you must do yourself is in comments at the end: Render call, Credentials (Lambda).
# If your configuration has a provider block for aws, delete the one here.

provider "aws" {}

resource "aws_iam_role" "trust_remotion_executionrole" {
  name = "remotion-executionrole"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustService"
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}

resource "aws_iam_policy" "remotion_executionrole_policy" {
  name = "remotion-executionrole-policy"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "RenderFunctions"
        Effect = "Allow"
        Action = [
          "lambda:InvokeFunction",
        ]
        Resource = [
          "arn:aws:lambda:*:*:function:remotion-render-*",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "remotion_executionrole_policy" {
  role       = aws_iam_role.trust_remotion_executionrole.name
  policy_arn = aws_iam_policy.remotion_executionrole_policy.arn
}

resource "aws_iam_role" "trust_remotion_lambda_role" {
  name = "remotion-lambda-role"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustService"
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy" "remotion_lambda_policy" {
  name = "remotion-lambda-policy"
  role = aws_iam_role.trust_remotion_lambda_role.name

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
    ]
  })
}

resource "aws_iam_role_policy" "remotion_output_bucket_my_videos" {
  name = "remotion-output-bucket-my-videos"
  role = aws_iam_role.trust_remotion_lambda_role.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "WriteRenders"
        Effect = "Allow"
        Action = [
          "s3:PutObject",
          "s3:PutObjectAcl",
          "s3:GetObject",
          "s3:AbortMultipartUpload",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/*",
        ]
      },
      {
        Sid    = "SeeMissingFiles"
        Effect = "Allow"
        Action = [
          "s3:ListBucket",
        ]
        Resource = [
          "arn:aws:s3:::my-videos",
        ]
      },
    ]
  })
}

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

# Credentials (Lambda): Replaces the role of your function, so the function loses what its old role allows, such as writing logs. To keep that role, give its ARN as the caller. Remotion finds the credentials. Replace the example values.
#
# aws lambda update-function-configuration --region us-east-1 --function-name 'your-function' --role 'arn:aws:iam::123456789012:role/remotion-executionrole'
