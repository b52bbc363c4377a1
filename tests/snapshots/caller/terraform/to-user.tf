# For Remotion {newest}, from data of {published}.
# For the user that calls Remotion.
# Creates managed policy remotion-executionrole-policy and attaches it to user -a+b=c,d@e.f.

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
          "arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*",
        ]
      },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "remotion_executionrole_policy" {
  user       = "-a+b=c,d@e.f"
  policy_arn = aws_iam_policy.remotion_executionrole_policy.arn
}
