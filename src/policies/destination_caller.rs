//! `destination-caller`: for the caller, so that it can fetch or delete what was rendered into the reader's bucket.
//! Rendering itself needs nothing there: the render function's role writes.
//!
//! Sources: `packages/lambda-client/src/{presign-url,read-file,delete-file}.ts` of Remotion.

use super::Draft;
use crate::inputs::Inputs;
use crate::mark::mark;
use crate::policy::Statement;
use crate::words;

pub(super) fn draft(inputs: &Inputs) -> Draft {
    let mut statements = Vec::new();
    if let Some(bucket) = inputs.bucket.as_ref().filter(|bucket| !bucket.is_remotions_own()) {
        let arn = inputs.bucket_arn(bucket);
        let objects = match &inputs.key_prefix {
            Some(prefix) => [&arn, "/", &mark(&prefix.in_resource()), "*"].concat(),
            None => [&arn, "/*"].concat(),
        };
        if inputs.download {
            statements.push(Statement::allow(
                "ReadRenders",
                &["s3:GetObject"],
                vec![objects.clone()],
                "`downloadMedia()` reads the file. A link made by `presignUrl()` reads it in the name of whoever \
                 signed, and the permission must still be there when the link is opened.",
            ));
        }
        if inputs.delete {
            statements.push(Statement::allow(
                "DeleteRenders",
                &["s3:DeleteObject"],
                vec![objects],
                "`deleteRender()` deletes the file. In a bucket with versioning it leaves a delete marker; versions \
                 stay.",
            ));
        }
    }
    if let Some(key) = inputs.kms_key.as_ref().filter(|_| inputs.download) {
        statements.push(Statement::allow(
            "DecryptWithOwnKey",
            &["kms:Decrypt"],
            vec![mark(&key.arn)],
            "The file is encrypted with your key, so reading it means decrypting with it.",
        ));
    }
    let mut notes = inputs.bucket_notes();
    if inputs.download {
        notes.push(words::DOWNLOAD_ALSO.note(&[]));
    }
    if inputs.delete {
        notes.push(words::DELETE_ALSO_REMOTION.note(&[]));
    }
    Draft { statements, notes }
}
