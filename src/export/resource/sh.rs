//! AWS CLI in a POSIX shell, as [`crate::export::aws_cli`] writes it. It reads what is there, and tells its absence from
//! any other failure by the code of the error. Where there is something, `jq` merges: without it, nothing is changed.
//!
//! What is compared has its lists sorted and those of one taken apart, because S3 does not keep a policy as it was sent.

use super::{Resource, ResourceKind};
use crate::diagnostics::{fill, joined};
use crate::export::aws_cli::{quote, BEGIN, END, STRICT};
use crate::export::{ascii, Format};

pub(super) fn print(resource: &Resource<'_>) -> String {
    [BEGIN, &resource.header("# ", Format::AwsCli), STRICT, &commands(resource), END].concat()
}

pub(in crate::export) fn commands(resource: &Resource<'_>) -> String {
    let region = resource.region.as_deref().unwrap_or_default();
    let command = |text: &str| fill(text, &[region]);
    let (read, list, id) = match resource.kind {
        ResourceKind::BucketPolicy => {
            let first = [command(GET_POLICY), "NoSuchBucketPolicy".to_string(), command(FIRST_POLICY)];
            let [get, absent, first] = &first;
            (fill(FIRST, &[get, absent, first]) + &fill(READ, &[get, TEXT_OF_POLICY]), "Statement", "Sid")
        }
        // A key always has one.
        ResourceKind::KeyPolicy => (fill(READ, &[&command(GET_KEY_POLICY), TEXT_OF_POLICY]), "Statement", "Sid"),
        ResourceKind::Lifecycle => {
            let first = [command(GET_RULES), "NoSuchLifecycleConfiguration".to_string(), command(FIRST_RULES)];
            let [get, absent, first] = &first;
            (fill(FIRST, &[get, absent, first]) + &fill(READ, &[get, "--output json"]), "Rules", "ID")
        }
    };
    let quoted = |name: &str| ["\"", name, "\""].concat();
    let ours = joined(&resource.ours, &quoted, ", ");
    let mut text = "text() {\n  cat <<'POLICY'\n".to_string();
    text.push_str(&ascii(&resource.policy.to_json()));
    text.push_str("\nPOLICY\n}\n\n");
    let variable = if resource.kind == ResourceKind::KeyPolicy { "key" } else { "bucket" };
    text.push_str(&fill("{0}={1}\n", &[variable, &quote(&resource.of)]));
    text.push_str(&read);
    text.push_str(JQ);
    text.push_str(if resource.kind == ResourceKind::Lifecycle { SIZE } else { "" });
    text.push_str(&fill(MERGE, &[list, id, &ours]));
    let [was, put, back] = match resource.kind {
        ResourceKind::BucketPolicy => ["Bucket $bucket had this policy:", PUT_POLICY, BACK_POLICY],
        ResourceKind::KeyPolicy => ["The key had this policy:", PUT_KEY_POLICY, BACK_KEY_POLICY],
        ResourceKind::Lifecycle => ["Bucket $bucket had these lifecycle rules:", PUT_RULES, BACK_RULES],
    };
    text.push_str(&fill(LAST, &[was, &command(back), &command(put)]));
    text
}

/// What the command prints where there is nothing, it prints to standard error. Of other failures nothing follows.
const FIRST: &str = r#"if ! problem=$(aws {0} 2>&1 >/dev/null); then
  case $problem in
    *'({1})'*)
{2}      exit
      ;;
  esac
  printf '%s\n' "$problem" 'Nothing was changed.' >&2
  exit 1
fi
"#;

const READ: &str = r#"was=$(aws {0} {1}) || {
  echo 'Nothing was changed.' >&2
  exit 1
}
"#;

const GET_POLICY: &str = "s3api get-bucket-policy{0} --bucket \"$bucket\"";
const GET_KEY_POLICY: &str = "kms get-key-policy{0} --key-id \"$key\" --policy-name default";
const TEXT_OF_POLICY: &str = "--query Policy --output text";
const GET_RULES: &str = "s3api get-bucket-lifecycle-configuration{0} --bucket \"$bucket\"";

const FIRST_POLICY: &str = r#"      aws s3api put-bucket-policy{0} --bucket "$bucket" --policy "$(text)"
      echo "Bucket $bucket had no policy, and has this one now. To go back: aws s3api delete-bucket-policy{0} --bucket $bucket"
"#;

const FIRST_RULES: &str = r#"      aws s3api put-bucket-lifecycle-configuration{0} --bucket "$bucket" --lifecycle-configuration "$(text)" >/dev/null
      echo "Bucket $bucket had no lifecycle rules, and has these now. To go back: aws s3api delete-bucket-lifecycle{0} --bucket $bucket"
"#;

const JQ: &str = r#"if ! command -v jq >/dev/null; then
  echo 'Nothing was changed: this needs jq to add to what is there. Install jq and run this again, or add it by hand.' >&2
  exit 1
fi
"#;

/// One setting of the whole is lost where it is not sent again.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html>
const SIZE: &str = r#"size=$(printf '%s' "$was" | jq -r '.TransitionDefaultMinimumObjectSize // empty')
was=$(printf '%s' "$was" | jq '{Rules}')
"#;

/// What is added is in a list of that name, or is that list. Something that has no Sid is somebody else's.
const MERGE: &str = r#"new=$(text | jq -c --argjson was "$was" --arg list {0} --arg id {1} --argjson ours '[{2}]' '
  (if type == "array" then . else .[$list] end) as $new | $was |
  .[$list] = [.[$list] | if type == "array" then .[] else . end | select(.[$id] as $one | any($ours[]; . == $one) | not)] + $new')
"#;

const PUT_POLICY: &str = "s3api put-bucket-policy{0} --bucket \"$bucket\" --policy";
const PUT_KEY_POLICY: &str = "kms put-key-policy{0} --key-id \"$key\" --policy-name default --policy";
const PUT_RULES: &str = "s3api put-bucket-lifecycle-configuration{0} --bucket \"$bucket\" \
                         ${size:+--transition-default-minimum-object-size \"$size\"} --lifecycle-configuration";

const BACK_POLICY: &str = "s3api put-bucket-policy{0} --bucket $bucket --policy";
const BACK_KEY_POLICY: &str = "kms put-key-policy{0} --key-id $key --policy-name default --policy";
const BACK_RULES: &str = "s3api put-bucket-lifecycle-configuration{0} --bucket $bucket\
                          ${size:+ --transition-default-minimum-object-size $size} --lifecycle-configuration";

const LAST: &str = r#"plain() {
  jq -S 'walk(if type == "array" then sort | if length == 1 then .[0] else . end else . end)'
}
if [ "$(printf '%s' "$was" | plain)" = "$(printf '%s' "$new" | plain)" ]; then
  echo 'Nothing was changed: all of this is there already.'
  exit
fi
printf '%s\n' "{0}" "$was" 'To go back, save that as old.json and run:' "aws {1} file://old.json"
aws {2} "$new" >/dev/null
echo 'All of this is there now.'
"#;
