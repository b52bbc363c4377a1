# For Remotion {newest}, from data of {published}.
# For the role or user that fetches or deletes finished videos.
# Puts inline policy remotion-output-bucket-caller-my-videos on user ci.

resource "aws_iam_user_policy" "remotion" {
  name = "remotion-output-bucket-caller-my-videos"
  user = "ci"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DeleteRenders"
        Effect = "Allow"
        Action = [
          "s3:DeleteObject",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/*",
        ]
      },
    ]
  })
}
