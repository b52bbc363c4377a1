# For Remotion {newest}, from data of {published}.
# For the execution role of a Lambda function.
# Creates role remotion-lambda-role with the trust relationship below.

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
