# For Remotion {newest}, from data of {published}.
# For the code that calls Remotion and for render, the role of the render function.
# Creates managed policy remotion-caller-policy-films and attaches it to role films.
# Puts inline policy remotion-lambda-policy on role render. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role render. Replaces one of that name.
# What you must do yourself is in comments at the end: Render call, Credentials (GitHub Actions).
# If your configuration has a provider block for aws, delete the one here.

provider "aws" {}

resource "aws_iam_policy" "remotion_caller_policy_films" {
  name = "remotion-caller-policy-films"

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

resource "aws_iam_role_policy_attachment" "remotion_caller_policy_films" {
  role       = "films"
  policy_arn = aws_iam_policy.remotion_caller_policy_films.arn
}

resource "aws_iam_role_policy" "remotion_lambda_policy" {
  name = "remotion-lambda-policy"
  role = "render"

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
  role = "render"

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
