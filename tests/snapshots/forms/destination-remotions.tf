# For Remotion {newest}, from data of {published}.
# For remotion-lambda-role, the role of the render function.
# Puts inline policy remotion-output-bucket-remotionlambda-useast1-abcdefghij on role remotion-lambda-role.

resource "aws_iam_role_policy" "remotion" {
  name = "remotion-output-bucket-remotionlambda-useast1-abcdefghij"
  role = "remotion-lambda-role"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AbortFailedUpload"
        Effect = "Allow"
        Action = [
          "s3:AbortMultipartUpload",
        ]
        Resource = [
          "arn:aws:s3:::remotionlambda-useast1-abcdefghij/*",
        ]
      },
      {
        Sid    = "EncryptWithOwnKey"
        Effect = "Allow"
        Action = [
          "kms:GenerateDataKey",
          "kms:Decrypt",
        ]
        Resource = [
          "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        ]
      },
    ]
  })
}
