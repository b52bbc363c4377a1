# For Remotion {newest}, from data of {published}.
# For the role of the code that calls Remotion.
# Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.

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
  role       = "remotion-executionrole"
  policy_arn = aws_iam_policy.remotion_executionrole_policy.arn
}
