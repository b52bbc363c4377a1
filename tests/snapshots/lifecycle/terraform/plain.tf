# For bucket remotionlambda-useast1-abcdefghij.
# Replaces all lifecycle rules of bucket remotionlambda-useast1-abcdefghij, if there are any. This prints them:
# aws s3api get-bucket-lifecycle-configuration --bucket remotionlambda-useast1-abcdefghij
# If it prints rules, first add them here, but none with ID remotion-abort-uploads, remotion-expire-renders.

resource "aws_s3_bucket_lifecycle_configuration" "remotion_lifecycle_remotionlambda_useast1_abcdefghij" {
  bucket = "remotionlambda-useast1-abcdefghij"

  rule {
    id     = "remotion-abort-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
