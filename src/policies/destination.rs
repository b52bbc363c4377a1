//! `destination`: for the render function's role, so that it can write into the reader's own bucket.
//!
//! The calls behind each action were recorded from Remotion 4.0.527 (`packages/lambda-client/src/write-file.ts`,
//! `head-file.ts`, `packages/serverless/src/handlers/launch.ts`); which action a call needs is from
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>.

use super::Draft;
use crate::catalog::Version;
use crate::inputs::{Inputs, Ownership, Privacy};
use crate::mark::mark;
use crate::policy::Statement;
use crate::words::{self, Note};

/// From here on Remotion renders into a bucket it may only write to, and checks for an existing file again when it
/// uploads (pull request 11161 of Remotion).
pub(crate) const WRITE_ONLY_SINCE: Version = Version::new(4, 0, 523);

/// The version right before.
pub(crate) const BEFORE_WRITE_ONLY: Version = Version::new(4, 0, 522);

pub(super) fn draft(inputs: &Inputs) -> Draft {
    let write_only = inputs.write_only && inputs.version >= WRITE_ONLY_SINCE;
    let mut statements = Vec::new();
    if let Some(bucket) = &inputs.bucket {
        let arn = inputs.bucket_arn(bucket);
        if bucket.is_remotions_own() {
            statements.push(Statement::allow(
                "AbortFailedUpload",
                &["s3:AbortMultipartUpload"],
                vec![[&arn, "/*"].concat()],
                "The one thing Remotion’s role policy lacks here: cleaning up after an upload that failed. Without it \
                 the error you see is this one instead of the real one, and the parts stay behind and are billed.",
            ));
        } else {
            statements.push(write(inputs, &arn, write_only));
            if !write_only {
                statements.push(Statement::allow(
                    "SeeMissingFiles",
                    &["s3:ListBucket"],
                    vec![arn],
                    "With this, S3 answers “not found” for a file that is not there. Without it the answer is \
                     “access denied”, whether or not the file exists. It applies to the bucket, not to its objects.",
                ));
            }
        }
    }
    if let Some(key) = &inputs.kms_key {
        statements.push(Statement::allow(
            "EncryptWithOwnKey",
            &["kms:GenerateDataKey", "kms:Decrypt"],
            vec![mark(&key.arn)],
            "S3 encrypts each file with a data key made from yours. Uploads in parts, which is any file over 5 MiB, \
             also need `kms:Decrypt`.",
        ));
    }
    Draft { statements, notes: notes(inputs, write_only) }
}

fn write(inputs: &Inputs, arn: &str, write_only: bool) -> Statement {
    let mut actions = vec!["s3:PutObject"];
    if inputs.privacy != Privacy::NoAcl {
        actions.push("s3:PutObjectAcl");
    }
    if !write_only {
        actions.push("s3:GetObject");
    }
    actions.push("s3:AbortMultipartUpload");
    let resources = match &inputs.key_prefix {
        Some(prefix) => vec![
            [arn, "/", &mark(&prefix.in_resource()), "*"].concat(),
            // Artifacts ignore the prefix: packages/serverless/src, artifact keys.
            [arn, "/renders/*/artifacts/*"].concat(),
        ],
        None => vec![[arn, "/*"].concat()],
    };
    let reason = match (inputs.privacy == Privacy::NoAcl, write_only) {
        (false, false) => {
            "`PutObject` uploads the file and `PutObjectAcl` sets the ACL that `privacy` asks for. `GetObject` lets \
             Remotion see before the render whether the file exists. `AbortMultipartUpload` cleans up after a failed \
             upload; without it the real error is hidden and the parts are billed."
        }
        (true, false) => {
            "`PutObject` uploads the file; no ACL is sent with `no-acl`. `GetObject` lets Remotion see before the \
             render whether the file exists. `AbortMultipartUpload` cleans up after a failed upload; without it the \
             real error is hidden and the parts are billed."
        }
        (false, true) => {
            "`PutObject` uploads the file and `PutObjectAcl` sets the ACL that `privacy` asks for. \
             `AbortMultipartUpload` cleans up after a failed upload; without it the real error is hidden and the \
             parts are billed."
        }
        (true, true) => {
            "`PutObject` uploads the file; no ACL is sent with `no-acl`. `AbortMultipartUpload` cleans up after a \
             failed upload; without it the real error is hidden and the parts are billed."
        }
    };
    Statement::allow("WriteRenders", &actions, resources, reason)
}

fn notes(inputs: &Inputs, write_only: bool) -> Vec<Note> {
    let mut notes = inputs.bucket_notes();
    notes.extend(inputs.upload_notes());
    if inputs.bucket.as_ref().is_some_and(|bucket| bucket.is_remotions_own()) {
        return notes;
    }
    if write_only {
        notes.push(words::WRITE_ONLY_COST.note(&[]));
    } else if inputs.write_only {
        notes.push(words::WRITE_ONLY_TOO_OLD.note(&[&inputs.version.text()]));
    }
    if inputs.key_prefix.is_some() {
        notes.push(words::ARTIFACTS_PREFIX.note(&[]));
    }
    notes
}

impl Inputs {
    /// Notes on bucket settings that decide whether an upload succeeds, whatever the policy says.
    pub(crate) fn upload_notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.privacy == Privacy::Public && self.kms_key.is_some() {
            notes.push(words::PUBLIC_WITH_KMS.note(&[]));
        }
        match (self.privacy, self.ownership) {
            (Privacy::NoAcl, _) => {}
            (privacy, Ownership::AclsDisabled) => notes.push(words::ACLS_DISABLED.note(&[privacy.name()])),
            (privacy, Ownership::Unknown) => notes.push(words::ACLS_UNKNOWN.note(&[privacy.name()])),
            (_, Ownership::AclsEnabled) => {}
        }
        if self.privacy == Privacy::Public && self.ownership != Ownership::AclsDisabled {
            notes.push(words::BLOCK_PUBLIC_ACCESS.note(&[]));
        }
        notes
    }
}
