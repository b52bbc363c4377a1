# For Remotion {newest}, from data of {published}.
# For my-function, the role that is to be assumed.
# Creates role my-function with the trust relationship below.

resource "aws_iam_role" "trust_my_function" {
  name = "my-function"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustRole"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws-cn:iam::123456789012:role/ci/deployer"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}
