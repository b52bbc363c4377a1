# For Remotion {newest}, from data of {published}.
# For the user that fetches or deletes finished videos.
# Puts inline policy remotion-caller-output-bucket-my-videos on user ci. Replaces one of that name.

resource "aws_iam_user_policy" "remotion_caller_output_bucket_my_videos" {
  name = "remotion-caller-output-bucket-my-videos"
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
