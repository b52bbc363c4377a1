# For anyone on the internet: it makes the sites in bucket remotionlambda-useast1-abcdefghij public.
# Replaces the policy of bucket remotionlambda-useast1-abcdefghij, if there is one. This prints it:
# aws s3api get-bucket-policy --bucket remotionlambda-useast1-abcdefghij
# If it prints a policy, first add its Statements here, but none with Sid RemotionPublicRead, PublicReadGetObject.

resource "aws_s3_bucket_policy" "remotion_bucket_policy_remotionlambda_useast1_abcdefghij" {
  bucket = "remotionlambda-useast1-abcdefghij"

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
          "arn:aws:s3:::remotionlambda-useast1-abcdefghij/sites/*",
        ]
      },
    ]
  })
}
