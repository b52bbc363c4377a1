# For Remotion 4.0.500, from data of {published}.
# For the code that calls Remotion and for remotion-lambda-role, the role of the render function, and for anyone on the internet: it makes every file under the key prefix in bucket my-videos public.
# Creates an identity provider for token.actions.githubusercontent.com. Creates role remotion-executionrole with the trust relationship below.
# Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.
# Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.
# Creates role remotion-lambda-role with the trust relationship below.
# Puts inline policy remotion-lambda-policy on role remotion-lambda-role. Replaces one of that name.
# Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.
# Replaces the policy of bucket my-videos, if there is one. This prints it:
# aws s3api get-bucket-policy --region us-east-1 --bucket my-videos
# If it prints a policy, first add its Statements here, but none with Sid RemotionPublicRead, RemotionReadByCloudFront, RemotionTlsOnly.
# What you must do yourself is in comments at the end: Statements for the key policy, Render call, Credentials (GitHub Actions).
# If your configuration has a provider block for aws, delete the one here.

provider "aws" {
  region = "us-east-1"
}

resource "aws_iam_openid_connect_provider" "provider_token_actions_githubusercontent_com_3dd13b01" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "trust_remotion_executionrole" {
  name = "remotion-executionrole"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustToken"
        Effect = "Allow"
        Principal = {
          Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
        }
        Action = [
          "sts:AssumeRoleWithWebIdentity",
        ]
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = "repo:acme@123456/films@456789:environment:it's%3A\"a\"\\!%%{b}#&(é"
          }
        }
      },
    ]
  })

  depends_on = [aws_iam_openid_connect_provider.provider_token_actions_githubusercontent_com_3dd13b01]
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
          "arn:aws:lambda:us-east-1:123456789012:function:acme-render",
        ]
      },
      {
        Sid    = "Renders"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::acme-remotion/renders/*",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "remotion_executionrole_policy" {
  role       = aws_iam_role.trust_remotion_executionrole.name
  policy_arn = aws_iam_policy.remotion_executionrole_policy.arn
}

resource "aws_iam_role_policy" "remotion_caller_output_bucket_my_videos" {
  name = "remotion-caller-output-bucket-my-videos"
  role = aws_iam_role.trust_remotion_executionrole.name

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
          "arn:aws:s3:::my-videos/it's/\"$HOME\"/$${$}{{a}}/\u0024\u0024$${*}/%%{b}/`c`/\\!d&(e)#f:/ÿ/*",
          "arn:aws:s3:::my-videos/renders/*/artifacts/*",
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
      {
        Sid    = "OwnFunction"
        Effect = "Allow"
        Action = [
          "lambda:InvokeFunction",
        ]
        Resource = [
          "arn:aws:lambda:*:123456789012:function:acme-render",
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
          "arn:aws:logs:*:123456789012:log-group:/aws/lambda/acme-render*",
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
          "s3:GetObject",
          "s3:AbortMultipartUpload",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/it's/\"$HOME\"/$${$}{{a}}/\u0024\u0024$${*}/%%{b}/`c`/\\!d&(e)#f:/ÿ/*",
          "arn:aws:s3:::my-videos/renders/*/artifacts/*",
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

resource "aws_s3_bucket_policy" "remotion_bucket_policy_my_videos" {
  bucket = "my-videos"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RemotionPublicRead"
        Effect    = "Allow"
        Principal = "*"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/it's/\"$HOME\"/$${$}{{a}}/\u0024\u0024$${*}/%%{b}/`c`/\\!d&(e)#f:/ÿ/*",
        ]
      },
      {
        Sid    = "RemotionReadByCloudFront"
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/*",
        ]
        Condition = {
          StringEquals = {
            "AWS:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"
          }
        }
      },
      {
        Sid       = "RemotionTlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action = [
          "s3:*",
        ]
        Resource = [
          "arn:aws:s3:::my-videos",
          "arn:aws:s3:::my-videos/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
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
#       "AWS": "arn:aws:iam::123456789012:role/remotion-executionrole"
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
#   },
#   {
#     "Sid": "RemotionReadByCloudFront",
#     "Effect": "Allow",
#     "Principal": {
#       "Service": "cloudfront.amazonaws.com"
#     },
#     "Action": [
#       "kms:Decrypt"
#     ],
#     "Resource": [
#       "*"
#     ],
#     "Condition": {
#       "StringEquals": {
#         "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"
#       }
#     }
#   }
# ]

# Render call: Renders into your bucket, because `outName` is an object.
#
# import {
#   renderMediaOnLambda,
# } from '@remotion/lambda/client';
#
# const {renderId, bucketName} = await renderMediaOnLambda({
#   // Where your function is deployed
#   region: 'us-east-1',
#   functionName: 'acme-render',
#   forceBucketName: 'acme-remotion',
#   // The name of a site, or the URL that deploySite() gave
#   serveUrl: 'my-site',
#   composition: 'MyVideo',
#   codec: 'h264',
#   // A plain string would stay in Remotion's own bucket
#   outName: {
#     bucketName: 'my-videos',
#     key: 'it\'s/"$HOME"/${{a}}/$$*/%{b}/`c`/\\!d&(e)#f:/ÿ/video.mp4',
#   },
#   privacy: 'no-acl',
# });

# Credentials (GitHub Actions): Lets the job assume the role before it calls Remotion. Add this to the job. Replace the example values.
#
# environment: "it's:\"a\"\\!%{b}#&(é"
# permissions:
#   contents: read
#   id-token: write
# steps:
#   - uses: aws-actions/configure-aws-credentials@v6
#     with:
#       role-to-assume: "arn:aws:iam::123456789012:role/remotion-executionrole"
#       audience: sts.amazonaws.com
#       aws-region: us-east-1
