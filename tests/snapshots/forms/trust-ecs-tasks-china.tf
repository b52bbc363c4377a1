# For Remotion {newest}, from data of {published}.
# For the task role of an ECS or Fargate task.
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
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = [
          "sts:AssumeRole",
        ]
      },
    ]
  })
}
