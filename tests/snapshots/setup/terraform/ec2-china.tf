# For Remotion {newest}, from data of {published}.
# For the code that calls Remotion and for render, the role of the render function.
# Creates role site with the trust relationship below.
# Creates an instance profile for role site.
# Creates managed policy remotion-caller-policy-site and attaches it to role site.
# Creates role render with the trust relationship below.
# Puts inline policy remotion-lambda-policy on role render. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role render. Replaces one of that name.
# What you must do yourself is in comments at the end: Render call, Credentials (EC2).
# If your configuration has a provider block for aws, delete the one here.

provider "aws" {
  region = "cn-north-1"
}

resource "aws_iam_role" "trust_site" {
  name = "site"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustService"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com.cn"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}

resource "aws_iam_instance_profile" "trust_site" {
  name = "site"
  role = aws_iam_role.trust_site.name
}

resource "aws_iam_policy" "remotion_caller_policy_site" {
  name = "remotion-caller-policy-site"

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
          "arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "remotion_caller_policy_site" {
  role       = aws_iam_role.trust_site.name
  policy_arn = aws_iam_policy.remotion_caller_policy_site.arn
}

resource "aws_iam_role" "trust_render" {
  name = "render"

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
  role = aws_iam_role.trust_render.name

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
          "arn:aws-cn:s3:::remotionlambda-*",
        ]
      },
      {
        Sid    = "2"
        Effect = "Allow"
        Action = [
          "lambda:InvokeFunction",
        ]
        Resource = [
          "arn:aws-cn:lambda:*:*:function:remotion-render-*",
        ]
      },
      {
        Sid    = "3"
        Effect = "Allow"
        Action = [
          "logs:CreateLogGroup",
        ]
        Resource = [
          "arn:aws-cn:logs:*:*:log-group:/aws/lambda-insights",
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
          "arn:aws-cn:logs:*:*:log-group:/aws/lambda/remotion-render-*",
          "arn:aws-cn:logs:*:*:log-group:/aws/lambda-insights:*",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy" "remotion_output_bucket_my_videos" {
  name = "remotion-output-bucket-my-videos"
  role = aws_iam_role.trust_render.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "WriteRenders"
        Effect = "Allow"
        Action = [
          "s3:PutObject",
          "s3:GetObject",
          "s3:AbortMultipartUpload",
        ]
        Resource = [
          "arn:aws-cn:s3:::my-videos/*",
        ]
      },
      {
        Sid    = "SeeMissingFiles"
        Effect = "Allow"
        Action = [
          "s3:ListBucket",
        ]
        Resource = [
          "arn:aws-cn:s3:::my-videos",
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
