//! AWS CLI in PowerShell, as [`crate::export::powershell`] writes it, with what [`super::sh`] does.
//!
//! In Windows PowerShell 5.1, standard error can be read only where a failure does not stop the script. What it reads from
//! a program may be misread unless it is ASCII, and what is sent must be: so it changes nothing where there are other
//! characters. A list at the top of JSON is one object there and several in PowerShell 7, unless it has a variable. The
//! AWS CLI gives the members of a lifecycle rule in an order of its own.

use super::{Resource, ResourceKind};
use crate::diagnostics::{fill, joined};
use crate::export::{ascii, powershell::quote, Format};

pub(super) fn print(resource: &Resource<'_>) -> String {
    let region = resource.region.as_deref().unwrap_or_default();
    let [variable, list, id] = match resource.kind {
        ResourceKind::BucketPolicy => ["bucket", "Statement", "Sid"],
        ResourceKind::KeyPolicy => ["key", "Statement", "Sid"],
        ResourceKind::Lifecycle => ["bucket", "Rules", "ID"],
    };
    let mut text = resource.header("# ", Format::PowerShell);
    text.push_str("& {\n  $ErrorActionPreference = 'Stop'\n  Set-StrictMode -Off\n  $text = @'\n");
    text.push_str(&ascii(&resource.policy.to_json()));
    text.push_str("\n'@\n");
    let [get, absent, put, option, first] = match resource.kind {
        ResourceKind::BucketPolicy => [GET_POLICY, "\\(NoSuchBucketPolicy\\)", PUT_POLICY, "--policy", FIRST_POLICY],
        // A key always has one, and this matches nothing.
        ResourceKind::KeyPolicy => [GET_KEY_POLICY, "(?!)", PUT_KEY_POLICY, "--policy", FIRST_KEY_POLICY],
        ResourceKind::Lifecycle => {
            [GET_RULES, "\\(NoSuchLifecycleConfiguration\\)", PUT_RULES, "--lifecycle-configuration", FIRST_RULES]
        }
    };
    let ours = joined(&resource.ours, &quote, ", ");
    text.push_str(&fill(NAMES, &[variable, &quote(&resource.of), put, list, id, &ours]));
    text.push_str(&fill(READ, &[get, region, absent]));
    let added = if resource.kind == ResourceKind::KeyPolicy { "" } else { ".$list" };
    let [merged, size, back] = match resource.kind {
        ResourceKind::BucketPolicy => ["$merged", "", BACK_POLICY],
        ResourceKind::KeyPolicy => ["$merged", "", BACK_KEY_POLICY],
        ResourceKind::Lifecycle => [WHOLE_RULES, SIZE, BACK_RULES],
    };
    text.push_str(&fill(MERGE, &[&fill(first, &[region]), added, size, merged, &fill(back, &[region]), option]));
    text
}

const NAMES: &str = r#"  ${0} = {1}
  $put = {2}
  $list = '{3}'
  $id = '{4}'
  $ours = {5}
"#;

const PUT_POLICY: &str = "'s3api', 'put-bucket-policy', '--bucket', $bucket";
const PUT_KEY_POLICY: &str = "'kms', 'put-key-policy', '--key-id', $key, '--policy-name', 'default'";
const PUT_RULES: &str = "'s3api', 'put-bucket-lifecycle-configuration', '--bucket', $bucket";

const READ: &str = r#"
  function Invoke-Aws {
    aws @args{1}
    if ($LASTEXITCODE -ne 0) { throw "aws $($args[0]) $($args[1]) failed, and nothing was changed." }
  }

  function Read-Old {
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
    $said = aws {0}{1} 2>&1
    $old = ($said | Where-Object { $_ -is [string] }) -join "`n"
    if ($old -and $LASTEXITCODE -eq 0) { return $old }
    if ("$said" -notmatch '{2}') { throw "Nothing was changed. $said" }
  }

  function Get-Plain($items) {
    $sorted = $items | Sort-Object $id | ForEach-Object { $_ | Select-Object @($_.PSObject.Properties.Name | Sort-Object) }
    ($sorted | ForEach-Object { ConvertTo-Json $_ -Depth 100 -Compress }) -join "`n" -replace '\[("[^"]*")\]', '$1'
  }

"#;

const GET_POLICY: &str = "s3api get-bucket-policy --bucket $bucket --query Policy --output text";
const GET_KEY_POLICY: &str = "kms get-key-policy --key-id $key --policy-name default --query Policy --output text";
const GET_RULES: &str = "s3api get-bucket-lifecycle-configuration --bucket $bucket --output json";

const FIRST_POLICY: &str =
    "\"Bucket $bucket had no policy. To go back: aws s3api delete-bucket-policy{0} --bucket $bucket\"";
const FIRST_KEY_POLICY: &str = "throw 'Nothing was changed: the key has no policy.'";
const FIRST_RULES: &str =
    "\"Bucket $bucket had no lifecycle rules. To go back: aws s3api delete-bucket-lifecycle{0} --bucket $bucket\"";

const BACK_POLICY: &str = "s3api put-bucket-policy{0} --bucket $bucket";
const BACK_KEY_POLICY: &str = "kms put-key-policy{0} --key-id $key --policy-name default";
const BACK_RULES: &str = "s3api put-bucket-lifecycle-configuration{0} --bucket $bucket $more";

const WHOLE_RULES: &str = "@{ Rules = $merged.Rules }";

/// One setting of the whole is lost where it is not sent again.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html>
const SIZE: &str = r#"    $size = $merged.TransitionDefaultMinimumObjectSize
    $more = @(if ($size) { '--transition-default-minimum-object-size', $size })
    $put += $more
"#;

const MERGE: &str = r#"  $new = $text
  $was = Read-Old
  if (-not $was) {
    {0}
  } else {
    if ($was -match '[^\x00-\x7f]') { throw 'Nothing was changed: what is there has characters that PowerShell may misread. Add this by hand.' }
    $merged = $was | ConvertFrom-Json
    $added = $text | ConvertFrom-Json
    $added = @($added{1})
    $replaced = @($merged.$list | Where-Object { $ours -ccontains $_.$id })
    if ((Get-Plain $replaced) -ceq (Get-Plain $added)) {
      'Nothing was changed: all of this is there already.'
      return
    }
{2}    'This is what was there:'
    ConvertTo-Json {3} -Depth 100 -Compress
    'To go back, save that as old.json and run:'
    "aws {4} {5} file://old.json"
    $merged.$list = @($merged.$list | Where-Object { $ours -cnotcontains $_.$id }) + $added
    $new = [regex]::Replace((ConvertTo-Json {3} -Depth 100 -Compress), '[^\x00-\x7f]', { '\u{0:x4}' -f [int][char]$args[0].Value })
  }
  $file = [IO.Path]::GetTempFileName()
  try {
    [IO.File]::WriteAllText($file, $new)
    Invoke-Aws @put {5} "file://$file" | Out-Null
    'All of this is there now.'
  } finally {
    Remove-Item $file
  }
}
"#;
