# For Remotion {newest}, from data of {published}.
# For the user that fetches or deletes finished videos.
# Puts inline policy remotion-caller-output-bucket-my-videos on user ci. Replaces one of that name.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "DeleteRenders",
      "Effect": "Allow",
      "Action": [
        "s3:DeleteObject"
      ],
      "Resource": [
        "arn:aws:s3:::my-videos/*"
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
    $name = 'remotion-caller-output-bucket-my-videos'
    $user = 'ci'
    Invoke-Iam put-user-policy "--user-name=$user" --policy-name $name --policy-document "file://$file"
    "$name is on user $user."
  } finally {
    Remove-Item $file
  }
}
