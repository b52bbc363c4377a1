# For Remotion {newest}, from data of {published}.
# For the user whose code starts renders.
# Creates managed policy remotion-executionrole-policy and attaches it to user -a+b=c,d@e.f.

resource "aws_iam_policy" "remotion_executionrole_policy" {
  name = "remotion-executionrole-policy"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "InvokeRenderFunction"
        Effect = "Allow"
        Action = [
          "lambda:InvokeFunction",
        ]
        Resource = [
          "arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*",
        ]
      },
      {
        Sid    = "UseRemotionBucket"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
          "s3:PutObjectAcl",
        ]
        Resource = [
          "arn:aws-cn:s3:::remotionlambda-*/*",
        ]
      },
      {
        Sid    = "FindRemotionBucket"
        Effect = "Allow"
        Action = [
          "s3:ListAllMyBuckets",
        ]
        Resource = [
          "*",
        ]
      },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "remotion_executionrole_policy" {
  user       = "-a+b=c,d@e.f"
  policy_arn = aws_iam_policy.remotion_executionrole_policy.arn
}
