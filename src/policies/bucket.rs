//! `bucket-policy`: who may read a bucket, and how. A resource policy, with a principal in each statement.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status>

use crate::diagnostics::{self, fill, Note};
use crate::mark::mark;
use crate::policy::{Principal, Statement};
use crate::setup::{Inputs, PublicRead};

/// Where Remotion puts sites (`getSitesKey` in `packages/serverless-client/src/constants.ts`).
const SITES: &str = "sites/";

/// The Sid of what anyone may read.
pub(super) const PUBLIC: &str = "RemotionPublicRead";

/// That of Remotion's own policy, which lets anyone read every file (`createBucket` in
/// `packages/lambda-client/src/create-bucket.ts`).
pub(super) const REMOTIONS_PUBLIC: &str = "PublicReadGetObject";

pub(super) fn statements(inputs: &Inputs) -> Vec<Statement> {
    let mut statements = Vec::new();
    let bucket = bucket_arn(inputs);
    let files = |folder: &str| [&bucket, "/", folder, "*"].concat();
    if let Some(folder) = public_folder(inputs) {
        let reason = "Anyone on the internet who knows the address of a file may read it.";
        let actions = [("s3:GetObject", reason)];
        statements.push(Statement::of_resource(PUBLIC, Principal::Anyone, &actions, vec![files(&folder)]));
    }
    if let Some(distribution) = inputs.distribution_arn() {
        statements.push(read_by_cloudfront(distribution, "s3:GetObject", files("")));
    }
    if inputs.tls_only() {
        let actions = [("s3:*", "Requests over plain HTTP are denied. Remotion uses HTTPS.")];
        let all = vec![bucket.clone(), files("")];
        let deny = Statement::of_resource("RemotionTlsOnly", Principal::Anyone, &actions, all);
        let deny = Statement { effect: "Deny", ..deny };
        statements.push(deny.only_if("Bool", "aws:SecureTransport", vec!["false".to_string()]));
    }
    statements
}

/// What CloudFront may do with a file or a key, for one distribution.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>
pub(super) fn read_by_cloudfront(distribution: String, action: &'static str, resource: String) -> Statement {
    let reason = "CloudFront reads files for this distribution, by origin access control (OAC).";
    let principal = Principal::service("cloudfront.amazonaws.com");
    Statement::of_resource("RemotionReadByCloudFront", principal, &[(action, reason)], vec![resource]).only_if(
        "StringEquals",
        "AWS:SourceArn",
        vec![distribution],
    )
}

/// Without anything of a file.
fn bucket_arn(inputs: &Inputs) -> String {
    let name = inputs.bucket.as_ref().map(|bucket| mark(&bucket.name)).unwrap_or_default();
    ["arn:", inputs.partition.name(), ":s3:::", &name].concat()
}

/// As it stands in a `Resource`; empty for the whole bucket, `None` when nothing is public.
fn public_folder(inputs: &Inputs) -> Option<String> {
    match inputs.public_read() {
        PublicRead::None => None,
        PublicRead::Prefix => inputs.key_prefix.as_ref().map(|prefix| mark(&prefix.in_resource())),
        PublicRead::Sites => Some(SITES.to_string()),
        PublicRead::All => Some(String::new()),
    }
}

/// What anyone may read, in words.
pub(crate) fn public_files(inputs: &Inputs) -> Option<&'static str> {
    Some(match inputs.public_read() {
        PublicRead::None => return None,
        PublicRead::Prefix => "every file under the key prefix",
        PublicRead::Sites => "the sites",
        PublicRead::All => "every file",
    })
}

/// Whether it says nothing of who may read.
pub(super) fn is_as_public_as_before(inputs: &Inputs) -> bool {
    inputs.public_read() == PublicRead::None && inputs.distribution().is_none()
}

pub(super) fn notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    let bucket = inputs.bucket.as_ref().map_or("", |bucket| &bucket.name);
    if let Some(files) = public_files(inputs) {
        notes.push(diagnostics::PUBLIC_FILES.note(&[&fill("{0} in `{1}`", &[files, bucket])]));
        // Remotion turns them off in a bucket that it makes.
        if !inputs.is_remotions_bucket() {
            notes.push(diagnostics::PUBLIC_SWITCHES.note(&[bucket]));
        }
    }
    if inputs.distribution().is_some() {
        notes.push(diagnostics::CLOUDFRONT_SWITCHES.note(&[]));
    }
    if inputs.is_remotions_bucket() {
        let by_hand = if is_as_public_as_before(inputs) {
            "keep that Statement: the render function can load a site only if anyone can read `sites/`"
        } else {
            "if you add these Statements by hand, delete that one: otherwise every file stays public. The scripts do it"
        };
        notes.push(diagnostics::REMOTION_BUCKET_POLICY.note(&[by_hand]));
    } else {
        notes.push(diagnostics::ONE_BUCKET_POLICY.note(&[]));
    }
    inputs.bucket_notes(notes);
}
