# For anyone on the internet: it makes the sites in bucket remotionlambda-useast1-abcdefghij public.
# Adds these Statements to the policy of bucket remotionlambda-useast1-abcdefghij, and keeps its others.
# Replaces or removes those with Sid RemotionPublicRead, PublicReadGetObject.

& {
  $ErrorActionPreference = 'Stop'
  Set-StrictMode -Off
  $text = @'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RemotionPublicRead",
      "Effect": "Allow",
      "Principal": "*",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::remotionlambda-useast1-abcdefghij/sites/*"
      ]
    }
  ]
}
'@
  $bucket = 'remotionlambda-useast1-abcdefghij'
  $put = 's3api', 'put-bucket-policy', '--bucket', $bucket
  $list = 'Statement'
  $id = 'Sid'
  $ours = 'RemotionPublicRead', 'PublicReadGetObject'

  function Invoke-Aws {
    aws @args
    if ($LASTEXITCODE -ne 0) { throw "aws $($args[0]) $($args[1]) failed, and nothing was changed." }
  }

  function Read-Old {
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
    $said = aws s3api get-bucket-policy --bucket $bucket --query Policy --output text 2>&1
    $old = ($said | Where-Object { $_ -is [string] }) -join "`n"
    if ($old -and $LASTEXITCODE -eq 0) { return $old }
    if ("$said" -notmatch '\(NoSuchBucketPolicy\)') { throw "Nothing was changed. $said" }
  }

  function Get-Plain($items) {
    $sorted = $items | Sort-Object $id | ForEach-Object { $_ | Select-Object @($_.PSObject.Properties.Name | Sort-Object) }
    ($sorted | ForEach-Object { ConvertTo-Json $_ -Depth 100 -Compress }) -join "`n" -replace '\[("[^"]*")\]', '$1'
  }

  $new = $text
  $was = Read-Old
  if (-not $was) {
    "Bucket $bucket had no policy. To go back: aws s3api delete-bucket-policy --bucket $bucket"
  } else {
    if ($was -match '[^\x00-\x7f]') { throw 'Nothing was changed: what is there has characters that PowerShell may misread. Add this by hand.' }
    $merged = $was | ConvertFrom-Json
    $added = $text | ConvertFrom-Json
    $added = @($added.$list)
    $replaced = @($merged.$list | Where-Object { $ours -ccontains $_.$id })
    if ((Get-Plain $replaced) -ceq (Get-Plain $added)) {
      'Nothing was changed: all of this is there already.'
      return
    }
    'This is what was there:'
    ConvertTo-Json $merged -Depth 100 -Compress
    'To go back, save that as old.json and run:'
    "aws s3api put-bucket-policy --bucket $bucket --policy file://old.json"
    $merged.$list = @($merged.$list | Where-Object { $ours -cnotcontains $_.$id }) + $added
    $new = [regex]::Replace((ConvertTo-Json $merged -Depth 100 -Compress), '[^\x00-\x7f]', { '\u{0:x4}' -f [int][char]$args[0].Value })
  }
  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $new)
    Invoke-Aws @put --policy "file://$file" | Out-Null
    'All of this is there now.'
  } finally {
    Remove-Item $file
  }
}
