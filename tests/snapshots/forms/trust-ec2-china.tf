# For Remotion {newest}, from data of {published}.
# For the role of an EC2 instance.
# Creates role remotion-executionrole with this trust relationship.

resource "aws_iam_role" "remotion" {
  name = "remotion-executionrole"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TrustService"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com.cn"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}
