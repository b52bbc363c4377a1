# For anyone on the internet: it makes every file under the key prefix in bucket my-videos public.
# Replaces the policy of bucket my-videos, if there is one. This prints it:
# aws s3api get-bucket-policy --bucket my-videos
# If it prints a policy, first add its Statements here, but none with Sid RemotionPublicRead.

resource "aws_s3_bucket_policy" "remotion_bucket_policy_my_videos" {
  bucket = "my-videos"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RemotionPublicRead"
        Effect    = "Allow"
        Principal = "*"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::my-videos/it's/\"$HOME\"/$${$}{{a}}/\u0024\u0024$${*}/%%{b}/`c`/\\!d&(e)#f:/ÿ/*",
        ]
      },
    ]
  })
}
