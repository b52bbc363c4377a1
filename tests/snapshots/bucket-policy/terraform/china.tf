# For anyone on the internet: it makes every file in bucket my-videos public.
# Replaces the policy of bucket my-videos, if there is one. This prints it:
# aws s3api get-bucket-policy --region cn-north-1 --bucket my-videos
# If it prints a policy, first add its Statements here, but none with Sid RemotionPublicRead, RemotionReadByCloudFront, RemotionTlsOnly.

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
          "arn:aws-cn:s3:::my-videos/*",
        ]
      },
      {
        Sid    = "RemotionReadByCloudFront"
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws-cn:s3:::my-videos/*",
        ]
        Condition = {
          StringEquals = {
            "AWS:SourceArn" = "arn:aws-cn:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"
          }
        }
      },
      {
        Sid       = "RemotionTlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action = [
          "s3:*",
        ]
        Resource = [
          "arn:aws-cn:s3:::my-videos",
          "arn:aws-cn:s3:::my-videos/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
}
