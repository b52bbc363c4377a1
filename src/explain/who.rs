//! Whose request it was, and what that is in a Remotion setup.

use super::answer::{DeniedPrincipal, PrincipalType, Who};
use super::read::{DenialField, Found};
use crate::search;
use crate::setup::{names, Text};

/// What a name shows beyond [`Who`]: each is said in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// The role that the reader names, or Remotion's default.
    FunctionRole,
    /// The session is named as a render function is.
    FunctionSession,
    /// The user of Remotion's setup guide.
    SetupUser,
    /// A permission set of IAM Identity Center.
    SignedIn,
    /// A role of the platform the code runs on.
    Platform(&'static str),
    None,
}

/// Roles that belong to a platform. Its keys are in the environment, and Remotion takes them where there are no others.
/// Vercel: issue 4838 of Remotion. Amplify: the role of its builds.
const PLATFORMS: [(&str, &str); 2] =
    [("cloudwatch_logs_events_putter", "Vercel"), ("AemiliaControlPlaneLambda-", "AWS Amplify")];

const SIGNED_IN: &str = "AWSReservedSSO_";

/// Whether a role is one that IAM Identity Center made of a permission set.
pub fn is_signed_in(role: &str) -> bool {
    role.starts_with(SIGNED_IN)
}

/// Takes a principal apart, as AWS or a masked log writes it.
pub(super) fn principal(said: &str) -> DeniedPrincipal {
    let is_arn = said.starts_with("arn:");
    let resource = if is_arn { part(said, 5) } else { said };
    let (head, rest) = search::cut(resource, "/").unwrap_or((resource, ""));
    let kind = match head {
        "user" => PrincipalType::User,
        "role" => PrincipalType::Role,
        "assumed-role" => PrincipalType::AssumedRole,
        "federated-user" => PrincipalType::FederatedUser,
        "root" => PrincipalType::Root,
        _ if search::has(said, ".amazonaws.com") => PrincipalType::Service,
        _ => PrincipalType::Unknown,
    };
    let name = match kind {
        PrincipalType::AssumedRole => search::cut(rest, "/").map_or(rest, |(role, _)| role),
        PrincipalType::Service | PrincipalType::Unknown if !is_arn => said,
        _ => last(rest),
    };
    DeniedPrincipal {
        kind,
        name: (!name.is_empty()).then(|| name.to_string()),
        account: names::account_id(Text::AccountId, part(said, 4)).ok(),
        arn: is_arn.then(|| said.to_string()),
    }
}

/// One of the six parts of an ARN; empty where there is none.
#[inline(never)] // called all over
pub(super) fn part(arn: &str, at: usize) -> &str {
    let mut rest = arn;
    for _ in 0..at {
        rest = search::cut(rest, ":").map_or("", |(_, rest)| rest);
    }
    if at < 5 {
        rest = search::cut(rest, ":").map_or(rest, |(part, _)| part);
    }
    rest
}

/// What stands after the last slash.
fn last(path: &str) -> &str {
    after_last(path, "/")
}

/// What stands after the last colon.
pub(super) fn last_part(arn: &str) -> &str {
    after_last(arn, ":")
}

fn after_last<'a>(text: &'a str, mark: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = search::cut(rest, mark) {
        rest = after;
    }
    rest
}

/// What a principal is, by its name; where its name says nothing, by what it asked for.
pub(super) fn who(
    principal: &DeniedPrincipal,
    found: &Found,
    function_role: &str,
    function_prefix: &str,
) -> (Who, Sign) {
    let name = principal.name.as_deref().unwrap_or_default();
    if matches!(principal.kind, PrincipalType::Role | PrincipalType::AssumedRole) {
        if name == function_role {
            return (Who::RenderFunction, Sign::FunctionRole);
        }
        if let Some((_, platform)) = PLATFORMS.iter().find(|(role, _)| name.starts_with(role)) {
            return (Who::Other, Sign::Platform(platform));
        }
        let session = principal.arn.as_deref().map_or("", last);
        if principal.kind == PrincipalType::AssumedRole && session.starts_with(function_prefix) {
            return (Who::RenderFunction, Sign::FunctionSession);
        }
    }
    let resource = found.get(DenialField::Resource).unwrap_or_default();
    let who = found.get(DenialField::Action).map_or(Who::Unknown, |action| by_action(action, resource));
    match who {
        Who::Unknown | Who::Other => (who, Sign::None),
        // Whoever it is may want the role to deploy as well as to call.
        _ if principal.kind == PrincipalType::User && found.get(DenialField::Action) == Some("sts:AssumeRole") => {
            (Who::Unknown, Sign::None)
        }
        _ if principal.kind == PrincipalType::User && name == "remotion-user" => (Who::Deployer, Sign::SetupUser),
        _ if is_signed_in(name) => (Who::Deployer, Sign::SignedIn),
        _ if matches!(principal.kind, PrincipalType::Service | PrincipalType::Root) => (Who::Other, Sign::None),
        _ if name.is_empty() || name == "anonymous" => (Who::Unknown, Sign::None),
        _ => (who, Sign::None),
    }
}

/// Who makes a request, of those who are not the render function.
fn by_action(action: &str, resource: &str) -> Who {
    /// Reading, writing and deleting files, and finding the bucket: whoever calls Remotion. The same in `sites/`, and
    /// everything else of these services, is deploying.
    const CALLERS: [&str; 6] = [
        "s3:GetObject",
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:DeleteObject",
        "s3:ListAllMyBuckets",
        "lambda:InvokeFunction",
    ];
    let service = part(action, 0);
    let is_site = search::has(resource, ":::remotionlambda-") && search::has(resource, "/sites/");
    let is_own_bucket = action == "s3:ListBucket" && !search::has(resource, ":::remotionlambda-");
    match service {
        "s3" | "lambda" if (CALLERS.contains(&action) || is_own_bucket) && !is_site => Who::Caller,
        "kms" | "sts" => Who::Caller,
        "s3" | "lambda" | "servicequotas" | "logs" => Who::Deployer,
        _ if matches!(action, "iam:PassRole" | "iam:SimulatePrincipalPolicy" | "iam:CreateServiceLinkedRole") => {
            Who::Deployer
        }
        _ if CHOOSING.contains(&action) => Who::Deployer,
        _ => Who::Other,
    }
}

/// To choose a VPC when deploying: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html>.
pub(super) const CHOOSING: [&str; 3] = ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"];

/// The name of a permission set, without what IAM Identity Center puts around it.
pub(super) fn permission_set(role: &str) -> Option<&str> {
    let set = role.strip_prefix(SIGNED_IN)?;
    // After it come an underscore and 16 digits.
    set.get(..set.len().checked_sub(17)?)
}
