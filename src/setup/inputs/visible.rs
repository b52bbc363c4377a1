//! Which inputs a policy shows, which of them it cannot do without, and which need the larger module.

use crate::setup::call::BuildCall;
use crate::setup::calls::{self, DEPLOY_FUNCTION};
use crate::setup::choices::{named, services, Service, SERVICES};
use crate::setup::fields::{Flag, Input, Text};
use crate::setup::kind::Kind;
use crate::setup::names::FUNCTION_ROLE;
use crate::{RESOURCES, SETUPS};

/// The inputs to show: those of the kind, less the ones that another input makes pointless.
pub fn visible(kind: Kind, call: &BuildCall) -> (Vec<Input>, Vec<Input>) {
    let services = trusted(call);
    let takes = |field| services.iter().any(|service| service.takes(field));
    let (first, more) = kind.inputs();
    let has_trust = has_trust(kind);
    let keep = |inputs: &[Input], is_first: bool| {
        let mut kept = Vec::new();
        for input in inputs {
            let is_kept = match (kind, input) {
                // Where it has no default, it is not one of the rarer ones.
                (_, Input::Text(Text::Issuer)) if has_trust => {
                    takes(Text::Issuer) && needing(&services, Text::Issuer).is_some() == is_first
                }
                // Of a bucket that there is not.
                (Kind::Setup, input) if RESOURCES && call.text(Text::Bucket).is_none() && is_of_bucket(*input) => false,
                // The caller's policy looks at it too.
                (Kind::Setup, Input::Text(Text::AccountId)) if RESOURCES => true,
                (_, Input::Text(field)) if has_trust => takes(*field),
                // Elsewhere it would say that something is public, or deleted.
                (Kind::BucketPolicy, Input::Text(Text::KeyPrefix)) if RESOURCES => {
                    call.text(Text::PublicRead).is_some_and(|typed| typed.eq_ignore_ascii_case("prefix"))
                }
                // An ARN has it.
                (Kind::BucketPolicy, Input::Text(Text::AccountId)) if RESOURCES => {
                    call.text(Text::Distribution).is_some_and(|typed| !typed.starts_with("arn:"))
                }
                // Only a deployed function is given its role.
                (Kind::Caller, Input::Text(Text::FunctionRole)) => {
                    calls::known(call.raw(Text::Calls)) & DEPLOY_FUNCTION != 0
                }
                _ => true,
            };
            if is_kept {
                kept.push(*input);
            }
        }
        kept
    };
    (keep(first, true), keep(more, false))
}

/// Whether an input says something of the output bucket.
fn is_of_bucket(input: Input) -> bool {
    use Text::{Distribution, KeyPrefix, KmsKeyArn, ObjectOwnership, Privacy, PublicRead};
    match input {
        Input::Text(field) => {
            matches!(field, KeyPrefix | Privacy | ObjectOwnership | KmsKeyArn | PublicRead | Distribution)
        }
        Input::Flag(flag) => flag == Flag::TlsOnly,
    }
}

/// Whether the call asks for what this module does not have, and would leave out: see [`SETUPS`].
pub fn lacks(kind: Kind, call: &BuildCall) -> bool {
    lacking(kind, call).is_some()
}

/// The field that asks for it.
pub(super) fn lacking(kind: Kind, call: &BuildCall) -> Option<Text> {
    if !RESOURCES && kind.is_apart() {
        return Some(Text::Policy);
    }
    if SETUPS {
        return None;
    }
    match kind {
        Kind::Trust => {
            let services = trusted(call);
            let is_given = |field| call.text(field).is_some() && services.iter().any(|service| service.takes(field));
            let is_apart = services.len() > 1 || services.iter().any(|service| service.is_apart());
            (is_apart || is_given(Text::ExternalId) || is_given(Text::AccountId)).then_some(Text::Service)
        }
        Kind::User | Kind::Role => ADDING.into_iter().find(|field| {
            // Whoever runs a function passes no role.
            let is_usual = |typed: &str| *field == Text::FunctionRole && (kind == Kind::Role || typed == FUNCTION_ROLE);
            call.text(*field).is_some_and(|typed| !is_usual(typed))
        }),
        _ => None,
    }
}

/// What adds Statements to Remotion's own policies.
const ADDING: [Text; 5] = [Text::Extras, Text::FunctionRole, Text::FunctionName, Text::RemotionBucket, Text::KmsKeyArn];

/// Whether it has the fields of a trust relationship.
pub(super) fn has_trust(kind: Kind) -> bool {
    kind == Kind::Trust || RESOURCES && kind == Kind::Setup
}

/// The services of a trust relationship; the default where none is named that exists.
pub(super) fn trusted(call: &BuildCall) -> Vec<Service> {
    let mut services = services(&call.list(Text::Service));
    if services.is_empty() {
        services.push(Service::Lambda);
    }
    services
}

/// Who may assume the role, by name; the first decides what the other fields mean.
pub fn services_of(call: &BuildCall) -> Vec<&'static str> {
    trusted(call).iter().map(|service| service.name()).collect()
}

/// The field with another service in the place of the first; what is typed wrong goes with it.
pub fn with_first_service(call: &BuildCall, first: &str) -> String {
    let mut text = first.to_string();
    if !SETUPS {
        return text;
    }
    for service in services_of(call).into_iter().skip(1).filter(|service| *service != first) {
        text = [text.as_str(), ", ", service].concat();
    }
    text
}

/// The field with a service that it has not, or without one that it has. What is typed wrong stays in it. Without [`SETUPS`],
/// it has one: with the second, a larger module takes over.
pub fn with_service(call: &BuildCall, service: &str) -> String {
    if !SETUPS {
        return [services_of(call).first().copied().unwrap_or_default(), ", ", service].concat();
    }
    let mut list = call.list(Text::Service);
    if list.is_empty() {
        list = services_of(call);
    }
    let all = list.len();
    list.retain(|typed| !typed.eq_ignore_ascii_case(service));
    if list.len() == all {
        list.push(service);
    }
    let mut text = String::new();
    for one in list {
        text = [text.as_str(), if text.is_empty() { "" } else { ", " }, one].concat();
    }
    text
}

/// Whether a service can be one of several: the tokens of two issuers cannot.
pub fn is_one_of_several(service: &str) -> bool {
    named(SERVICES, Service::name, service).is_some_and(|service| !service.has_tokens())
}

/// The first that cannot do without a field.
pub(super) fn needing(services: &[Service], field: Text) -> Option<Service> {
    services.iter().copied().find(|service| service.takes(field) && service.needs(field))
}

/// Whether the policy cannot be built without the field, given that it is shown.
pub fn is_required(kind: Kind, call: &BuildCall, field: Text) -> bool {
    let (first, _) = kind.inputs();
    match field {
        // Remotion's own takes its place.
        Text::Bucket => first.contains(&Input::Text(field)) && !(RESOURCES && kind == Kind::Setup),
        _ if kind == Kind::Trust => needing(&trusted(call), field).is_some(),
        _ if !RESOURCES => false,
        Text::KmsKeyArn => kind == Kind::KeyPolicy,
        // It is shown only where an ID needs it.
        Text::AccountId if kind == Kind::BucketPolicy => true,
        Text::KeyPrefix => match kind {
            // Likewise, where it says what is public.
            Kind::BucketPolicy => true,
            Kind::Setup => call.text(Text::PublicRead).is_some_and(|typed| typed.eq_ignore_ascii_case("prefix")),
            Kind::Lifecycle => call.text(Text::ExpireAfterDays).is_some(),
            _ => false,
        },
        _ => kind == Kind::Setup && needing(&trusted(call), field).is_some(),
    }
}

/// Whether the policy cannot be built without the field, or one of some in its place.
pub fn is_needed(kind: Kind, call: &BuildCall, field: Text) -> bool {
    let is_reference = matches!(field, Text::Branch | Text::Tag | Text::Environment);
    let has_jobs = || trusted(call).iter().any(|service| service.takes(Text::Branch));
    is_required(kind, call, field) || SETUPS && has_trust(kind) && is_reference && has_jobs()
}

#[cfg(test)]
mod tests {
    use super::{is_required, BuildCall, Input, Kind, Text};
    use crate::setup::fields::TEXTS;

    #[test]
    fn only_a_bucket_and_whom_a_role_trusts_have_no_default() {
        let trust = BuildCall::new("trust").with(Text::Service, "role");
        for field in TEXTS.iter().copied() {
            assert_eq!(is_required(Kind::Destination, &trust, field), field == Text::Bucket, "{}", field.name());
            let named = [Text::TrustedAccount, Text::TrustedRole].contains(&field);
            let shown = super::visible(Kind::Trust, &trust).0.contains(&Input::Text(field));
            assert_eq!(shown && is_required(Kind::Trust, &trust, field), named, "{}", field.name());
        }
    }
}
