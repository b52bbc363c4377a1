//! `caller`: for a caller that renders and does nothing else, such as your own Lambda function, an EC2 instance, an
//! ECS task or a CI job.
//!
//! What such a caller was seen to request (`packages/lambda-client/src` of Remotion 4.0.527): `InvokeFunction` on the
//! render function; in Remotion's bucket `GetObject`, and `PutObject` with an ACL for large input props and for
//! cancelling; `ListBuckets` to find that bucket, unless `forceBucketName` names it.

use super::Draft;
use crate::inputs::Inputs;
use crate::mark::mark;
use crate::names::REMOTION_PREFIX;
use crate::policy::Statement;
use crate::words;

/// Remotion's own prefix of function names (`RENDER_FN_PREFIX`).
pub(crate) const FUNCTION_PREFIX: &str = "remotion-render-";

pub(super) fn draft(inputs: &Inputs) -> Draft {
    let partition = inputs.partition.name();
    let region = inputs.region.as_ref().map_or_else(|| "*".to_string(), |region| mark(&region.name));
    let account = inputs.account_id.as_ref().map_or_else(|| "*".to_string(), |account| mark(account));
    let prefix = inputs.function_prefix.as_ref().map_or_else(|| FUNCTION_PREFIX.to_string(), |prefix| mark(prefix));

    let mut statements = vec![
        Statement::allow(
            "InvokeRenderFunction",
            &["lambda:InvokeFunction"],
            vec![["arn:", partition, ":lambda:", &region, ":", &account, ":function:", &prefix, "*"].concat()],
            "Starting a render, a still or a progress check invokes the render function. \
             The `*` stands for version, memory, disk and timeout, which Remotion writes into the function’s name.",
        ),
        Statement::allow(
            "UseRemotionBucket",
            &["s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"],
            vec![["arn:", partition, ":s3:::", REMOTION_PREFIX, "*/*"].concat()],
            "Progress is read from Remotion’s own bucket. Input props too large for the request, and the marker that \
             cancels a render, are written there with a private ACL, which is why `s3:PutObjectAcl` is needed too.",
        ),
    ];
    if inputs.delete {
        statements.push(Statement::allow(
            "ListRenders",
            &["s3:ListBucket"],
            vec![["arn:", partition, ":s3:::", REMOTION_PREFIX, "*"].concat()],
            "`deleteRender()` lists what a render left in Remotion’s bucket.",
        ));
        statements.push(Statement::allow(
            "DeleteRenders",
            &["s3:DeleteObject"],
            vec![["arn:", partition, ":s3:::", REMOTION_PREFIX, "*/*"].concat()],
            "`deleteRender()` deletes these files.",
        ));
    }
    if !inputs.force_bucket_name {
        statements.push(Statement::allow(
            "FindRemotionBucket",
            &["s3:ListAllMyBuckets"],
            vec!["*".to_string()],
            "Without `forceBucketName`, Remotion lists your buckets to find its own. S3 has no narrower form of this.",
        ));
    }

    let mut notes = vec![words::RENDER_ONLY.note(&[])];
    if inputs.function_prefix.as_deref().is_some_and(|prefix| prefix != FUNCTION_PREFIX) {
        notes.push(words::FUNCTION_PREFIX_OWN.note(&[]));
    }
    Draft { statements, notes }
}
