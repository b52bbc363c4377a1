//! `lifecycle`: rules by which a bucket deletes what failed uploads left, and old renders.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html>

use crate::diagnostics::{self, fill, Note};
use crate::mark::mark;
use crate::setup::Inputs;

/// Those of the rules.
pub(super) const IDS: [&str; 2] = ["remotion-abort-uploads", "remotion-expire-renders"];

const ABORT: &str = "{
  \"Rules\": [
    {
      \"ID\": \"remotion-abort-uploads\",
      \"Status\": \"Enabled\",
      \"Filter\": {
        \"Prefix\": \"\"
      },
      \"AbortIncompleteMultipartUpload\": {
        \"DaysAfterInitiation\": 1
      }
    }{0}
  ]
}";

const EXPIRE: &str = ",
    {
      \"ID\": \"remotion-expire-renders\",
      \"Status\": \"Enabled\",
      \"Filter\": {
        \"Prefix\": {0}
      },
      \"Expiration\": {
        \"Days\": {1}
      }
    }";

/// As `aws s3api put-bucket-lifecycle-configuration` takes it.
pub(super) fn rules(inputs: &Inputs) -> String {
    let expire = expiry(inputs).map_or_else(String::new, |[prefix, days]| {
        // A string of JSON has no way to fail.
        let prefix = serde_json::to_string_pretty(&prefix).unwrap_or_default();
        fill(EXPIRE, &[&prefix, &days])
    });
    fill(ABORT, &[&expire])
}

/// The folder whose files are deleted, and after how many days.
pub(crate) fn expiry(inputs: &Inputs) -> Option<[String; 2]> {
    let (prefix, days) = (inputs.key_prefix.as_ref()?, inputs.expire_after_days()?);
    Some([mark(&prefix.key), mark(days)])
}

pub(super) fn notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    if inputs.is_remotions_bucket() {
        notes.push(diagnostics::LIFECYCLE_ERASED.note(&[]));
    }
    notes.push(diagnostics::ONE_LIFECYCLE.note(&[]));
    if let Some(days) = inputs.expire_after_days() {
        notes.push(diagnostics::EXPIRY.note(&[days]));
    }
    inputs.bucket_notes(notes);
}
