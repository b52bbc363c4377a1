# For bucket my-videos, where it deletes every file under the key prefix after 30 days.
# Replaces all lifecycle rules of bucket my-videos, if there are any. This prints them:
# aws s3api get-bucket-lifecycle-configuration --bucket my-videos
# If it prints rules, first add them here, but none with ID remotion-abort-uploads, remotion-expire-renders.

resource "aws_s3_bucket_lifecycle_configuration" "remotion_lifecycle_my_videos" {
  bucket = "my-videos"

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

  rule {
    id     = "remotion-expire-renders"
    status = "Enabled"

    filter {
      prefix = "it's/\"$HOME\"/$${{a}}/\\!d&(e)#f:/ÿ/"
    }

    expiration {
      days = 30
    }
  }
}
