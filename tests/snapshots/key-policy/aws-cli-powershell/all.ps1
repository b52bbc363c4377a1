# For the KMS key that encrypts the bucket.
# Adds these Statements to the policy of the key, and keeps its others.
# Replaces or removes those with Sid RemotionRenderFunction, RemotionReader, RemotionReadByCloudFront.

& {
  $ErrorActionPreference = 'Stop'
  Set-StrictMode -Off
  $text = @'
[
  {
    "Sid": "RemotionRenderFunction",
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::123456789012:role/ci-role"
    },
    "Action": [
      "kms:GenerateDataKey",
      "kms:Decrypt"
    ],
    "Resource": [
      "*"
    ],
    "Condition": {
      "StringEquals": {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
        "kms:CallerAccount": "123456789012"
      }
    }
  },
  {
    "Sid": "RemotionReader",
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::123456789012:user/ci"
    },
    "Action": [
      "kms:Decrypt"
    ],
    "Resource": [
      "*"
    ],
    "Condition": {
      "StringEquals": {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
        "kms:CallerAccount": "123456789012"
      }
    }
  },
  {
    "Sid": "RemotionReadByCloudFront",
    "Effect": "Allow",
    "Principal": {
      "Service": "cloudfront.amazonaws.com"
    },
    "Action": [
      "kms:Decrypt"
    ],
    "Resource": [
      "*"
    ],
    "Condition": {
      "StringEquals": {
        "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"
      }
    }
  }
]
'@
  $key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  $put = 'kms', 'put-key-policy', '--key-id', $key, '--policy-name', 'default'
  $list = 'Statement'
  $id = 'Sid'
  $ours = 'RemotionRenderFunction', 'RemotionReader', 'RemotionReadByCloudFront'

  function Invoke-Aws {
    aws @args --region us-east-1
    if ($LASTEXITCODE -ne 0) { throw "aws $($args[0]) $($args[1]) failed, and nothing was changed." }
  }

  function Read-Old {
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
    $said = aws kms get-key-policy --key-id $key --policy-name default --query Policy --output text --region us-east-1 2>&1
    $old = ($said | Where-Object { $_ -is [string] }) -join "`n"
    if ($old -and $LASTEXITCODE -eq 0) { return $old }
    if ("$said" -notmatch '(?!)') { throw "Nothing was changed. $said" }
  }

  function Get-Plain($items) {
    $sorted = $items | Sort-Object $id | ForEach-Object { $_ | Select-Object @($_.PSObject.Properties.Name | Sort-Object) }
    ($sorted | ForEach-Object { ConvertTo-Json $_ -Depth 100 -Compress }) -join "`n" -replace '\[("[^"]*")\]', '$1'
  }

  $new = $text
  $was = Read-Old
  if (-not $was) {
    throw 'Nothing was changed: the key has no policy.'
  } else {
    if ($was -match '[^\x00-\x7f]') { throw 'Nothing was changed: what is there has characters that PowerShell may misread. Add this by hand.' }
    $merged = $was | ConvertFrom-Json
    $added = $text | ConvertFrom-Json
    $added = @($added)
    $replaced = @($merged.$list | Where-Object { $ours -ccontains $_.$id })
    if ((Get-Plain $replaced) -ceq (Get-Plain $added)) {
      'Nothing was changed: all of this is there already.'
      return
    }
    'This is what was there:'
    ConvertTo-Json $merged -Depth 100 -Compress
    'To go back, save that as old.json and run:'
    "aws kms put-key-policy --region us-east-1 --key-id $key --policy-name default --policy file://old.json"
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
