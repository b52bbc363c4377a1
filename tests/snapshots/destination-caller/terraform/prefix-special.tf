# For Remotion {newest}, from data of {published}.
# For the user or role that fetches or deletes finished videos.
# Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.

resource "aws_iam_role_policy" "remotion_caller_output_bucket_my_videos" {
  name = "remotion-caller-output-bucket-my-videos"
  role = "remotion-executionrole"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ReadRenders"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws-cn:s3:::my-videos/\u0024$${*}$${?}\u0025%%{b}!!'@¡ÿ/*",
          "arn:aws-cn:s3:::my-videos/renders/*/artifacts/*",
        ]
      },
    ]
  })
}
