//! What Remotion needs: the (action, resource) pairs of the policies this crate builds, each with how much it matters.

use super::actions::{takes, Takes};
use super::condition::Fact;
use crate::api::BuildCall;
use crate::compare;
use crate::inputs::{self, Inputs, Kind, Privacy};
use crate::mark::Marked;
use crate::partition::Partition;
use crate::policies;
use crate::policies::WRITE_ONLY_SINCE;
use crate::words::Problem;

/// One action on one set of resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    /// `s3:PutObject`.
    pub(crate) action: &'static str,
    /// A pattern, or `*`. Only those resources in it that the action applies to are needed.
    pub(crate) resource: String,
    pub(crate) level: Level,
    /// Why it is needed, in a sentence for the reader.
    pub(crate) reason: &'static str,
    /// What the action applies to.
    pub(crate) takes: Takes,
    pub(crate) partition: Partition,
    /// What is known of the requests.
    pub(crate) facts: Vec<Fact>,
}

/// How much a need matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Without it a deployment or a render fails.
    Must,
    /// Without it something fails that is not needed to render, or an error is harder to read.
    Should,
}

/// What the policy of a call needs, in the order of its Statements. None for `trust` and `render-call`, which allow
/// nothing.
///
/// # Errors
/// What is wrong with the inputs, as `build` says it.
pub(crate) fn needs(call: &BuildCall) -> Result<Vec<Need>, Vec<Problem>> {
    let kind = inputs::kind(call).map_err(|problem| vec![problem])?;
    let inputs = inputs::check(call, kind)?;
    let statements = policies::draft(&inputs).filter(|_| kind != Kind::Trust).map(|draft| draft.statements);
    let mut needs: Vec<Need> = Vec::new();
    for statement in statements.unwrap_or_default() {
        for action in &statement.actions {
            let Some(takes) = takes(action) else { continue };
            for resource in &statement.resources {
                let resource = fill(&Marked::new(resource).text, &inputs, inputs.account());
                let known = needs.iter().any(|need| need.action == *action && need.resource == resource);
                if known {
                    continue;
                }
                let level = level(&inputs, action, &resource);
                let reason = compare::why(action).unwrap_or(statement.reason);
                let facts = facts(&inputs, action, &resource);
                let partition = inputs.partition;
                needs.push(Need { action, resource, level, reason, takes, partition, facts });
            }
        }
    }
    Ok(needs)
}

/// Region and account written in where the policy has `*`.
fn fill(resource: &str, inputs: &Inputs, account: Option<&str>) -> String {
    let mut filled = String::with_capacity(resource.len() + 24);
    for (at, segment) in resource.splitn(6, ':').enumerate() {
        if at > 0 {
            filled.push(':');
        }
        let region = inputs.region.as_ref().map(|region| region.name.as_str());
        let known = match at {
            3 => region,
            4 => account,
            _ => None,
        };
        filled.push_str(known.filter(|_| segment == "*").unwrap_or(segment));
    }
    filled
}

fn level(inputs: &Inputs, action: &str, resource: &str) -> Level {
    let should = match (inputs.kind, action) {
        // Only `npx remotion lambda policies validate` calls it, `iam:GetUser` in versions up to 3.3.7
        // (packages/lambda/src/api/iam-validation/simulate.ts).
        (Kind::User, "iam:SimulatePrincipalPolicy" | "iam:GetUser") => true,
        // No code path of Remotion calls it; InvokeFunction serves streaming as well.
        // https://docs.aws.amazon.com/lambda/latest/dg/API_InvokeWithResponseStream.html
        (Kind::User, "lambda:InvokeAsync") => true,
        // Denied, Remotion goes on: with a public ACL in place of the bucket policy, without pinning the runtime, without
        // tags (packages/lambda-client/src/create-bucket.ts, packages/lambda/src/api/create-function.ts).
        (Kind::User, "s3:PutBucketPolicy" | "lambda:PutRuntimeManagementConfig" | "lambda:TagResource") => true,
        // Only `npx remotion lambda quotas` calls them.
        (Kind::User, _) if action.starts_with("servicequotas:") => true,
        // Lambda Insights, which is off unless asked for: a layer when deploying, a log group when running.
        (Kind::User, "lambda:GetLayerVersion") => crate::search::has(resource, ":layer:LambdaInsightsExtension"),
        (Kind::Role, _) => crate::search::has(resource, ":log-group:/aws/lambda-insights"),
        // A failed abort hides the error before it and leaves parts that are billed; the render has failed anyway.
        (Kind::Destination, "s3:AbortMultipartUpload") => true,
        // The check for an existing file. Since 4.0.523 it may be denied (pull request 11161 of Remotion).
        (Kind::Destination, "s3:GetObject" | "s3:ListBucket") => {
            inputs.version >= WRITE_ONLY_SINCE || is_artifacts(resource)
        }
        // An artifact that fails is logged and does not fail the render (packages/serverless/src).
        (Kind::Destination, _) => is_artifacts(resource),
        _ => false,
    };
    if should {
        Level::Should
    } else {
        Level::Must
    }
}

fn is_artifacts(resource: &str) -> bool {
    resource.ends_with("/renders/*/artifacts/*")
}

/// What Remotion's requests always have.
fn facts(inputs: &Inputs, action: &str, resource: &str) -> Vec<Fact> {
    let service = action.split(':').next().unwrap_or_default();
    let mut facts = Vec::new();
    let mut known = |key: &str, value: Option<&str>, sometimes_absent, why| {
        let values = value.map(str::to_string).into_iter().collect();
        facts.push(Fact { key: key.into(), values, sometimes_absent, why });
    };
    // S3 calls KMS, and Lambda writes the function's logs: those are not Remotion's requests.
    if service != "kms" && !(inputs.kind == Kind::Role && service == "logs") {
        // packages/lambda-client/src/get-*-client.ts: the endpoints of the AWS SDK, which are HTTPS.
        known("aws:SecureTransport", Some("true"), false, "Remotion speaks to AWS over HTTPS only.");
        match (&inputs.region, service) {
            // IAM's one endpoint counts as us-east-1; which one does in China is not documented.
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
            (_, "iam") => {}
            (Some(region), _) => {
                known("aws:RequestedRegion", Some(&region.name), false, "Remotion calls AWS in the region you chose.")
            }
            (None, _) => {}
        }
    }
    match action {
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
        "iam:PassRole" => known(
            "iam:PassedToService",
            Some("lambda.amazonaws.com"),
            false,
            "Remotion passes the role to AWS Lambda and to no other service.",
        ),
        "s3:PutObject" | "s3:PutObjectAcl" => {
            let acl = match (inputs.kind, inputs.privacy) {
                // Input props and the marker that cancels a render.
                (Kind::Caller, _) | (Kind::Destination, Privacy::Private) => Some(Some("private")),
                (Kind::Destination, Privacy::Public) => Some(Some("public-read")),
                (Kind::Destination, Privacy::NoAcl) => Some(None),
                // Remotion's own bucket gets both kinds of files.
                _ => None,
            };
            if let Some(acl) = acl {
                // Files over 5 MiB go up in parts, and only the first of those requests has the header.
                let parts = acl.is_some() && action == "s3:PutObject";
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
        }
        _ => {}
    }
    if service == "kms" && inputs.partition == Partition::Aws {
        // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
        if let Some(region) = resource.split(':').nth(3) {
            let mut via = "s3.".to_string();
            via.push_str(region);
            via.push_str(".amazonaws.com");
            known("kms:ViaService", Some(&via), false, "S3 uses the key for Remotion; Remotion does not call KMS.");
        }
    }
    facts
}
