//! What is known of the condition keys of Remotion's requests.

use crate::catalog::Version;
use crate::partition::Partition;
use crate::setup::{Inputs, Privacy};
use std::borrow::Cow;

use super::resource_type::ResourceType;
use super::when::WRITE_ONLY_SINCE;

/// What is known of one key of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// In any case: `aws:RequestedRegion`.
    pub(crate) key: Cow<'static, str>,
    /// Empty when the request does not have the key.
    pub(crate) values: Vec<String>,
    /// Some of the requests lack the key, though others have these values.
    pub(crate) sometimes_absent: bool,
    /// The requests have any value that the patterns stand for.
    pub(crate) is_pattern: bool,
    /// Why it is so, in a sentence for the reader. Empty when the reader said so.
    pub(crate) why: &'static str,
}

impl Fact {
    /// What is known of a key; `None` when nothing is.
    pub(crate) fn of<'a>(key: &str, facts: &'a [Fact]) -> Option<&'a Fact> {
        facts.iter().find(|fact| fact.key.eq_ignore_ascii_case(key))
    }
}

/// Who sends a request, and with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// Remotion, to an endpoint of the region.
    Direct,
    /// Remotion, to IAM's one endpoint.
    Iam,
    /// Remotion; Lambda is the service that gets the role.
    PassRole,
    /// Service Quotas, for whoever asks for a higher quota.
    QuotaRole,
    /// Lambda, for the function that runs.
    ByLambda,
    /// S3, for an object that Remotion reads or writes.
    ByS3,
    /// Remotion, with the ACL `private`.
    PrivateUpload,
    /// Remotion, with the ACL that `privacy` asks for.
    Upload,
    /// Remotion, with one ACL or another.
    AnyUpload,
}

/// Conditional uploads, which Remotion makes since then (pull request 11161).
const CONDITIONAL_SINCE: Version = WRITE_ONLY_SINCE;

/// What is known of the requests for an action on `resource`.
pub(super) fn facts(
    context: Context,
    action: &str,
    applies_to: ResourceType,
    inputs: &Inputs,
    resource: &str,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut known = |key: &'static str, value: Option<&str>, sometimes_absent, why| {
        let values = value.map(str::to_string).into_iter().collect();
        facts.push(Fact { key: key.into(), values, sometimes_absent, is_pattern: false, why });
    };
    if !matches!(context, Context::ByLambda | Context::ByS3 | Context::QuotaRole) {
        // packages/lambda-client/src/get-*-client.ts: the endpoints of the AWS SDK, which are HTTPS.
        known("aws:SecureTransport", Some("true"), false, "Remotion calls AWS over HTTPS only.");
        // IAM's one endpoint counts as us-east-1; which one does in China is not documented.
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
        if let Some(region) = inputs.region.as_ref().filter(|_| !matches!(context, Context::Iam | Context::PassRole)) {
            known("aws:RequestedRegion", Some(&region.name), false, "Remotion calls AWS in the region you chose.");
        }
    }
    // Every write says whose bucket it expects, and functions are called by name: nothing of another account is reached.
    if matches!(applies_to, ResourceType::Bucket | ResourceType::Object | ResourceType::Function) {
        if let Some(account) = inputs.account() {
            let why = "Remotion uses buckets and functions of your account only.";
            known("aws:ResourceAccount", Some(account), false, why);
        }
    }
    match context {
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
        Context::PassRole => known(
            "iam:PassedToService",
            Some("lambda.amazonaws.com"),
            false,
            "Remotion passes the role to AWS Lambda and to no other service.",
        ),
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
        Context::QuotaRole if inputs.partition == Partition::Aws => known(
            "iam:AWSServiceName",
            Some("servicequotas.amazonaws.com"),
            false,
            "The role is for Service Quotas and no other service.",
        ),
        // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
        Context::ByS3 if inputs.partition == Partition::Aws => {
            if let Some(region) = resource.split(':').nth(3) {
                let via = ["s3.", region, ".amazonaws.com"].concat();
                known("kms:ViaService", Some(&via), false, "S3 uses the key for Remotion; Remotion does not call KMS.");
            }
        }
        Context::PrivateUpload | Context::Upload | Context::AnyUpload => {
            let why = "Remotion sends no encryption header: the bucket’s default encryption applies.";
            known("s3:x-amz-server-side-encryption", None, false, why);
            known("s3:x-amz-server-side-encryption-aws-kms-key-id", None, false, why);
            let writes = action == "s3:PutObject";
            let acl = match (context, inputs.privacy) {
                (Context::AnyUpload, _) => None,
                (Context::PrivateUpload, _) | (_, Privacy::Private) => Some(Some("private")),
                (_, Privacy::Public) => Some(Some("public-read")),
                (_, Privacy::NoAcl) => Some(None),
            };
            if let Some(acl) = acl {
                // Files over 5 MiB go up in parts, and only the first of those requests has the header.
                let parts = acl.is_some() && writes;
                let why = match (acl.is_some(), parts) {
                    (false, _) => "With the privacy you chose, Remotion sends no ACL.",
                    (_, true) => {
                        "Remotion sends the ACL of the privacy you chose with a file, but not with the parts of one \
                         over 5 MiB."
                    }
                    _ => "Remotion sends the ACL of the privacy you chose.",
                };
                known("s3:x-amz-acl", acl, parts, why);
            }
            if context == Context::Upload && writes && inputs.version >= CONDITIONAL_SINCE {
                let why =
                    "Remotion sends it with the upload of a video, but not with a still or with `overwrite: true`.";
                known("s3:if-none-match", Some("*"), true, why);
            }
        }
        _ => {}
    }
    facts
}
