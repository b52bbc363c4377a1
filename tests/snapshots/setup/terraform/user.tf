# For Remotion {newest}, from data of {published}.
# For the user that calls Remotion and for remotion-lambda-role, the role of the render function.
# Creates managed policy remotion-executionrole-policy and attaches it to user remotion-user.
# Puts inline policy remotion-caller-output-bucket-my-videos on user remotion-user. Replaces one of that name.
# Creates role remotion-lambda-role with the trust relationship below.
# Puts inline policy remotion-lambda-policy on role remotion-lambda-role. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.
# What you must do yourself is in comments at the end: Statements for the key policy, Render call, Credentials.
# If your configuration has a provider block for aws, delete the one here.

provider "aws" {
  region = "us-east-1"
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
      {
        Sid    = "Renders"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::remotionlambda-*/renders/*",
        ]
      },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "remotion_executionrole_policy" {
  user       = "remotion-user"
  policy_arn = aws_iam_policy.remotion_executionrole_policy.arn
}

resource "aws_iam_user_policy" "remotion_caller_output_bucket_my_videos" {
  name = "remotion-caller-output-bucket-my-videos"
  user = "remotion-user"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ReadRenders"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/*",
        ]
      },
      {
        Sid    = "DecryptWithOwnKey"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
        ]
        Resource = [
          "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        ]
      },
    ]
  })
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
      {
        Sid    = "EncryptWithOwnKey"
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

# Statements for the key policy: Let the principals in them use the key. Add them to the Statements of the key's own policy, and keep those that are there, or you can lose control of the key.
#
# [
#   {
#     "Sid": "RemotionRenderFunction",
#     "Effect": "Allow",
#     "Principal": {
#       "AWS": "arn:aws:iam::123456789012:role/remotion-lambda-role"
#     },
#     "Action": [
#       "kms:GenerateDataKey",
#       "kms:Decrypt"
#     ],
#     "Resource": [
#       "*"
#     ],
#     "Condition": {
#       "StringEquals": {
#         "kms:ViaService": "s3.us-east-1.amazonaws.com",
#         "kms:CallerAccount": "123456789012"
#       }
#     }
#   },
#   {
#     "Sid": "RemotionReader",
#     "Effect": "Allow",
#     "Principal": {
#       "AWS": "arn:aws:iam::123456789012:user/remotion-user"
#     },
#     "Action": [
#       "kms:Decrypt"
#     ],
#     "Resource": [
#       "*"
#     ],
#     "Condition": {
#       "StringEquals": {
#         "kms:ViaService": "s3.us-east-1.amazonaws.com",
#         "kms:CallerAccount": "123456789012"
#       }
#     }
#   }
# ]

# Render call: Renders into your bucket, because `outName` is an object.
#
# import {
#   renderMediaOnLambda,
#   speculateFunctionName,
# } from '@remotion/lambda/client';
#
# const {renderId, bucketName} = await renderMediaOnLambda({
#   // Where your function is deployed
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

# Credentials: Creates an access key for the user. Set these two variables where the code runs.
#
# aws iam create-access-key --user-name='remotion-user'
# export REMOTION_AWS_ACCESS_KEY_ID=
# export REMOTION_AWS_SECRET_ACCESS_KEY=
