# For Remotion {newest}, from data of {published}.
# For the user that calls Remotion.
# Creates managed policy remotion-caller-policy-of-user--a+b=c,d@e.f and attaches it to user -a+b=c,d@e.f.

resource "aws_iam_policy" "remotion_caller_policy_of_user__a_b_c_d_e_f_fe0db04c" {
  name = "remotion-caller-policy-of-user--a+b=c,d@e.f"

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

resource "aws_iam_user_policy_attachment" "remotion_caller_policy_of_user__a_b_c_d_e_f_fe0db04c" {
  user       = "-a+b=c,d@e.f"
  policy_arn = aws_iam_policy.remotion_caller_policy_of_user__a_b_c_d_e_f_fe0db04c.arn
}
