//! What each policy is made as, and which IAM identity it goes to: Remotion's names where its docs fix one.
//!
//! Setup guide: policy `remotion-lambda-policy` on role `remotion-lambda-role`. "Using Lambda without IAM user": managed
//! policy `remotion-executionrole-policy` on the role of the code that starts renders.

use crate::mark::mark;
use crate::setup::names::FUNCTION_ROLE;
use crate::setup::{Inputs, Kind, Service};
use crate::snippet::{Identity, Made};

/// The role of the code that starts renders, where the reader names none. Remotion's docs leave it open; this one goes
/// with the name of its policy.
const CALLER_ROLE: &str = "remotion-executionrole";

/// The user that deploys and renders, where the reader names none: the example of Remotion's setup guide.
const CALLER_USER: &str = "remotion-user";

/// `None` for the render call, which is no policy.
pub(crate) fn made(inputs: &Inputs) -> Option<Made> {
    let caller = || attach_to(inputs).unwrap_or_else(|| Identity::Role(CALLER_ROLE.to_string()));
    // One name for each bucket: with one for all, the policy for a second bucket would take the place of the first.
    let of_bucket = |head: &str| {
        let mut name = head.to_string();
        if let Some(bucket) = &inputs.bucket {
            name.push_str(&mark(&bucket.name));
        }
        name
    };
    let managed = || "remotion-executionrole-policy".to_string();
    Some(match inputs.kind {
        Kind::User => Made::Managed {
            name: managed(),
            to: attach_to(inputs).unwrap_or_else(|| Identity::User(CALLER_USER.to_string())),
        },
        Kind::Caller => Made::Managed { name: managed(), to: caller() },
        Kind::Role => Made::Inline { name: "remotion-lambda-policy".to_string(), to: function_role(inputs) },
        Kind::Destination => Made::Inline { name: of_bucket("remotion-output-bucket-"), to: function_role(inputs) },
        Kind::DestinationCaller => Made::Inline { name: of_bucket("remotion-output-bucket-caller-"), to: caller() },
        Kind::Trust => {
            let default = if inputs.service == Service::Lambda { FUNCTION_ROLE } else { CALLER_ROLE };
            Made::Role { name: attach_to(inputs).map_or_else(|| default.to_string(), Identity::into_name) }
        }
        Kind::RenderCall => return None,
    })
}

fn function_role(inputs: &Inputs) -> Identity {
    Identity::Role(inputs.function_role.as_ref().map_or_else(|| FUNCTION_ROLE.to_string(), |role| mark(&role.name)))
}

/// The role or user the reader names.
fn attach_to(inputs: &Inputs) -> Option<Identity> {
    let to = inputs.attach_to.as_ref()?;
    let name = mark(&to.name.name);
    Some(if to.is_user { Identity::User(name) } else { Identity::Role(name) })
}
