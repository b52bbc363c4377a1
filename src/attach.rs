//! What each policy is made as, and which IAM identity it goes to: Remotion's names where its docs fix one.
//!
//! Setup guide: policy `remotion-lambda-policy` on role `remotion-lambda-role`. "Using Lambda without IAM user": managed
//! policy `remotion-executionrole-policy` on the role of the code that starts renders.

use crate::inputs::{Inputs, Kind, Service, ROLE_NAME};
use crate::mark::mark;
use crate::snippet::{Identity, Made};

/// The role of the code that starts renders, where the reader names none. Remotion's docs leave it open; this one goes
/// with the name of its policy.
const CALLER_ROLE: &str = "remotion-executionrole";

/// The user that deploys and renders, where the reader names none: the example of Remotion's setup guide.
const CALLER_USER: &str = "remotion-user";

/// `None` for the render call, which is no policy.
pub(crate) fn made(inputs: &Inputs) -> Option<Made> {
    let caller = || caller(inputs).unwrap_or_else(|| Identity::Role(CALLER_ROLE.to_string()));
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
            to: caller_by_user_name(inputs).unwrap_or_else(|| Identity::User(CALLER_USER.to_string())),
        },
        Kind::Caller => Made::Managed { name: managed(), to: caller() },
        Kind::Role => Made::Inline { name: "remotion-lambda-policy".to_string(), to: render_function(inputs) },
        Kind::Destination => Made::Inline { name: of_bucket("remotion-output-bucket-"), to: render_function(inputs) },
        Kind::DestinationCaller => Made::Inline { name: of_bucket("remotion-output-bucket-caller-"), to: caller() },
        Kind::Trust => {
            Made::Role { name: if inputs.service == Service::Lambda { ROLE_NAME } else { CALLER_ROLE }.to_string() }
        }
        Kind::RenderCall => return None,
    })
}

fn render_function(inputs: &Inputs) -> Identity {
    Identity::Role(inputs.role.as_ref().map_or_else(|| ROLE_NAME.to_string(), |role| mark(&role.name)))
}

fn caller_by_user_name(inputs: &Inputs) -> Option<Identity> {
    let caller = inputs.caller.as_ref()?;
    let name = mark(&caller.role.name);
    Some(if caller.is_user { Identity::User(name) } else { Identity::Role(name) })
}

/// The one the reader names, whichever field it is named in. Not for `user`: its role is the one it passes on.
fn caller(inputs: &Inputs) -> Option<Identity> {
    let role = || Some(Identity::Role(mark(&inputs.role.as_ref()?.name)));
    caller_by_user_name(inputs).or_else(role)
}
