//! What each policy is made as, under which name, and which IAM identity it goes to: Remotion's names where its docs have
//! one. Every name in a format comes from these ([`IamResource::id`]), and no two policies share one.
//!
//! Setup guide: policy `remotion-lambda-policy` on role `remotion-lambda-role`, `remotion-user-policy` on user
//! `remotion-user`. "Using Lambda without IAM user": managed policy `remotion-executionrole-policy` on the role of the
//! code that starts renders; other guides of Remotion ask for it by that name.

use crate::export::{How, IamResource, Identity, Provider};
use crate::mark::mark;
use crate::setup::names::{marked, CALLER_ROLE, FUNCTION_ROLE};
use crate::setup::{Inputs, Kind, Service, Token};
use crate::SETUPS;

/// The user that deploys and renders, where the reader names none: the example of Remotion's setup guide.
const CALLER_USER: &str = "remotion-user";

/// How the name of the policy of a caller begins that Remotion's guides do not name.
const OF_CALLER: &str = "remotion-caller-policy-";

/// `None` for the render call, which is no policy.
pub(crate) fn made(inputs: &Inputs) -> Option<IamResource> {
    let mut bucket = None;
    let (how, name) = match inputs.kind {
        Kind::User => (How::Managed, "remotion-user-policy"),
        Kind::Caller => (How::Managed, "remotion-executionrole-policy"),
        Kind::Role => (How::Inline, "remotion-lambda-policy"),
        // One name for each bucket: with one for all, the policy for a second bucket would take the place of the first.
        // A bucket has 63 characters at most, and the name of a policy 128. What comes before the bucket is the
        // beginning of no other name, whatever a bucket is called.
        Kind::Destination | Kind::DestinationCaller => {
            bucket = inputs.bucket.as_ref();
            let is_callers = inputs.kind == Kind::DestinationCaller;
            (How::Inline, if is_callers { "remotion-caller-output-bucket-" } else { "remotion-output-bucket-" })
        }
        Kind::Trust => (How::Role, ""),
        Kind::RenderCall | Kind::BucketPolicy | Kind::KeyPolicy | Kind::Lifecycle | Kind::Setup => return None,
    };
    let to = to(inputs);
    let named = inputs.attach_to.as_ref().filter(|_| inputs.kind == Kind::Caller).map(|to| (&to.name.name, to.is_user));
    let name = match (how, bucket, named) {
        (How::Role, ..) => to.name.clone(),
        (_, Some(bucket), _) => [name, &mark(&bucket.name)].concat(),
        // Callers make different calls: with one name for all, the policy of the second would take the place of the first.
        (_, _, Some((whose, is_user))) if ![CALLER_ROLE, CALLER_USER].contains(&whose.as_str()) => {
            [OF_CALLER, if is_user { "of-user-" } else { "" }, &to.name].concat()
        }
        _ => name.to_string(),
    };
    Some(IamResource { how, name, to })
}

/// The identity provider that the trust relationship needs, unless the reader names it: then it exists.
pub(crate) fn provider(inputs: &Inputs) -> Option<Provider> {
    if !SETUPS {
        return None;
    }
    let exists = inputs.issuer().is_some_and(|issuer| issuer.account.is_some());
    let token = Token::of(inputs).filter(|_| !exists)?;
    Some(Provider { arn: token.provider(inputs), issuer: token.issuer, audiences: token.audiences })
}

/// The ARN of the role that gets a trust relationship, without marks.
pub(crate) fn role_arn(inputs: &Inputs) -> String {
    let name = inputs.attach_to.as_ref().map_or_else(|| CALLER_ROLE.to_string(), |to| to.name.full_name());
    ["arn:", inputs.partition.name(), ":iam::", inputs.account().unwrap_or_default(), ":role/", &name].concat()
}

/// The role or user that the reader names, or the one of Remotion's guides.
fn to(inputs: &Inputs) -> Identity {
    let function = matches!(inputs.kind, Kind::Role | Kind::Destination);
    let (is_user, named) = match (&inputs.attach_to, &inputs.function_role) {
        (_, role) if function => (false, role.as_ref()),
        (Some(to), _) => (to.is_user, Some(&to.name)),
        _ => (inputs.kind == Kind::User, None),
    };
    let default = match inputs.kind {
        Kind::User => CALLER_USER,
        Kind::Trust if inputs.service == Service::Lambda && inputs.more_services().is_empty() => FUNCTION_ROLE,
        _ if function => FUNCTION_ROLE,
        _ => CALLER_ROLE,
    };
    let name = named.map_or_else(|| default.to_string(), |role| marked(&role.name));
    Identity { is_user, name, reference: None }
}
