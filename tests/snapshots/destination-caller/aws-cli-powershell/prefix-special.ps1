# For Remotion {newest}, from data of {published}.
# For the user or role that fetches or deletes finished videos.
# Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.

& {
  $ErrorActionPreference = 'Stop'
  $policy = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadRenders",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws-cn:s3:::my-videos/$${*}${?}%%{b}\u0021\u0021'@\u00a1\u00ff/*",
        "arn:aws-cn:s3:::my-videos/renders/*/artifacts/*"
      ]
    }
  ]
}
'@

  function Invoke-Iam {
    aws iam @args --region cn-north-1
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $policy)
    $name = 'remotion-caller-output-bucket-my-videos'
    $role = 'remotion-executionrole'
    Invoke-Iam put-role-policy "--role-name=$role" --policy-name $name --policy-document "file://$file"
    "$name is on role $role."
  } finally {
    Remove-Item $file
  }
}
