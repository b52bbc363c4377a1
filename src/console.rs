//! Where in the AWS console a text goes. Forms as Remotion's docs and its `get-aws-urls.ts` write them; no page of the
//! console takes a policy as a parameter, so the way is always copy, open, paste.

use crate::api::ConsoleLink;
use crate::diagnostics::fill;
use crate::setup::{Inputs, Kind};
use crate::RESOURCES;

/// `None` for a text that is no policy.
pub(crate) fn link(inputs: &Inputs) -> Option<ConsoleLink> {
    let host = inputs.partition.console()?;
    let bucket = inputs.bucket.as_ref().map_or("", |bucket| &bucket.name);
    let (label, url) = match inputs.kind {
        Kind::User | Kind::Role | Kind::Caller => {
            ("Open policies in the IAM console", "https://{0}/iamv2/home?#/policies")
        }
        Kind::Destination => (
            "Open “Create inline policy” of {1} in the IAM console",
            "https://{0}/iam/home#/roles/{1}$createPolicy?step=edit",
        ),
        Kind::RenderCall => return None,
        Kind::DestinationCaller | Kind::Trust => ("Open roles in the IAM console", "https://{0}/iamv2/home#/roles"),
        _ if !RESOURCES => return None,
        Kind::BucketPolicy => ("Open the bucket in the S3 console", "https://{0}/s3/buckets/{2}?tab=permissions"),
        Kind::KeyPolicy => ("Open keys in the KMS console", "https://{0}/kms/home#/kms/keys"),
        // The console takes no rules as text, and a setup has parts for several pages.
        Kind::Lifecycle | Kind::Setup => return None,
    };
    let values = [host, inputs.function_role_name(), bucket];
    Some(ConsoleLink { label: fill(label, &values), url: fill(url, &values) })
}
