# For Remotion {newest}, from data of {published}.
# For the role that is to be assumed.
# Creates role remotion-executionrole with this trust relationship.

resource "aws_iam_role" "remotion" {
  name = "remotion-executionrole"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustAccount"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::123456789012:root"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}
