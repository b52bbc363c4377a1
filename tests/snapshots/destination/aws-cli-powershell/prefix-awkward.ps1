# For Remotion {newest}, from data of {published}.
# For remotion-lambda-role, the role of the render function.
# Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "WriteRenders",
      "Effect": "Allow",
      "Action": [
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:GetObject",
        "s3:AbortMultipartUpload"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/a${*}b${?}c${$}{d}'\"\\\u00e9/*",
        "arn:aws:s3:::my-videos/renders/*/artifacts/*"
      ]
    },
    {
      "Sid": "SeeMissingFiles",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos"
      ]
    }
  ]
}
'@

  function Invoke-Iam {
    aws iam @args
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $policy)
    $name = 'remotion-output-bucket-my-videos'
    $role = 'remotion-lambda-role'
    Invoke-Iam put-role-policy "--role-name=$role" --policy-name $name --policy-document "file://$file"
    "$name is on role $role."
  } finally {
    Remove-Item $file
  }
}
