# For bucket my-videos, where it deletes every file under the key prefix after 30 days.
# Adds these rules to the lifecycle rules of bucket my-videos, and keeps its others.
# Replaces or removes those with ID remotion-abort-uploads, remotion-expire-renders.

& {
  $ErrorActionPreference = 'Stop'
  Set-StrictMode -Off
  $text = @'
{
  "Rules": [
    {
      "ID": "remotion-abort-uploads",
      "Status": "Enabled",
      "Filter": {
        "Prefix": ""
      },
      "AbortIncompleteMultipartUpload": {
        "DaysAfterInitiation": 1
      }
    },
    {
      "ID": "remotion-expire-renders",
      "Status": "Enabled",
      "Filter": {
        "Prefix": "it's/\"$HOME\"/${{a}}/\\\u0021d&(e)#f:/\u00ff/"
      },
      "Expiration": {
        "Days": 30
      }
    }
  ]
}
'@
  $bucket = 'my-videos'
  $put = 's3api', 'put-bucket-lifecycle-configuration', '--bucket', $bucket
  $list = 'Rules'
  $id = 'ID'
  $ours = 'remotion-abort-uploads', 'remotion-expire-renders'

  function Invoke-Aws {
    aws @args
    if ($LASTEXITCODE -ne 0) { throw "aws $($args[0]) $($args[1]) failed, and nothing was changed." }
  }

  function Read-Old {
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
    $said = aws s3api get-bucket-lifecycle-configuration --bucket $bucket --output json 2>&1
    $old = ($said | Where-Object { $_ -is [string] }) -join "`n"
    if ($old -and $LASTEXITCODE -eq 0) { return $old }
    if ("$said" -notmatch '\(NoSuchLifecycleConfiguration\)') { throw "Nothing was changed. $said" }
  }

  function Get-Plain($items) {
    $sorted = $items | Sort-Object $id | ForEach-Object { $_ | Select-Object @($_.PSObject.Properties.Name | Sort-Object) }
    ($sorted | ForEach-Object { ConvertTo-Json $_ -Depth 100 -Compress }) -join "`n" -replace '\[("[^"]*")\]', '$1'
  }

  $new = $text
  $was = Read-Old
  if (-not $was) {
    "Bucket $bucket had no lifecycle rules. To go back: aws s3api delete-bucket-lifecycle --bucket $bucket"
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
    $size = $merged.TransitionDefaultMinimumObjectSize
    $more = @(if ($size) { '--transition-default-minimum-object-size', $size })
    $put += $more
    'This is what was there:'
    ConvertTo-Json @{ Rules = $merged.Rules } -Depth 100 -Compress
    'To go back, save that as old.json and run:'
    "aws s3api put-bucket-lifecycle-configuration --bucket $bucket $more --lifecycle-configuration file://old.json"
    $merged.$list = @($merged.$list | Where-Object { $ours -cnotcontains $_.$id }) + $added
    $new = [regex]::Replace((ConvertTo-Json @{ Rules = $merged.Rules } -Depth 100 -Compress), '[^\x00-\x7f]', { '\u{0:x4}' -f [int][char]$args[0].Value })
  }
  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $new)
    Invoke-Aws @put --lifecycle-configuration "file://$file" | Out-Null
    'All of this is there now.'
  } finally {
    Remove-Item $file
  }
}
