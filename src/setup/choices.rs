//! Fields with a closed set of values.

use super::fields::Text;
use super::kind::Kind;
use super::names::closest;
use crate::diagnostics::{self, Problem};
use crate::{search, SETUPS};

/// A closed set of values with the names they have in a call.
macro_rules! closed_set {
    ($(#[$doc:meta])* $name:ident, $values:ident: $($variant:ident = $text:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($variant,)* }

        impl $name {
            pub(crate) fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        pub(super) const $values: &[$name] = &[$($name::$variant,)*];
    };
}

closed_set! {
    /// Remotion's `privacy`: which ACL an upload asks for, or none.
    Privacy, PRIVACIES: Public = "public", Private = "private", NoAcl = "no-acl",
}

closed_set! {
    /// Object Ownership of the bucket.
    Ownership, OWNERSHIPS: AclsDisabled = "acls-disabled", AclsEnabled = "acls-enabled", Unknown = "unknown",
}

closed_set! {
    /// Who may assume the role.
    Service, SERVICES: Lambda = "lambda", Ec2 = "ec2", EcsTasks = "ecs-tasks", Account = "account", Role = "role",
    GithubActions = "github-actions", Gitlab = "gitlab", Vercel = "vercel", EksPodIdentity = "eks-pod-identity",
    EksIrsa = "eks-irsa",
}

impl Service {
    /// Whether it assumes the role with a token, which somebody else than AWS issues.
    pub(crate) fn has_tokens(self) -> bool {
        matches!(self, Service::GithubActions | Service::Gitlab | Service::Vercel | Service::EksIrsa)
    }

    /// Whether only some setups have it: see [`crate::SETUPS`].
    pub(super) fn is_apart(self) -> bool {
        self.has_tokens() || self == Service::EksPodIdentity
    }

    /// Whether a trust relationship with it looks at a field.
    pub(super) fn takes(self, field: Text) -> bool {
        if !crate::SETUPS && self.is_apart() {
            return field == Text::Service;
        }
        use Service::{Account, EcsTasks, EksIrsa, EksPodIdentity, GithubActions, Gitlab, Role, Vercel};
        match field {
            Text::TrustedAccount | Text::ExternalId => matches!(self, Account | Role),
            Text::TrustedRole => self == Role,
            Text::AccountId => self.has_tokens() || self == EcsTasks,
            Text::Repository | Text::Branch | Text::Tag => matches!(self, GithubActions | Gitlab),
            Text::Environment => matches!(self, GithubActions | Vercel),
            Text::Team | Text::Project => self == Vercel,
            Text::Issuer => self.has_tokens(),
            Text::Namespace | Text::ServiceAccount => matches!(self, EksPodIdentity | EksIrsa),
            _ => true,
        }
    }

    /// Whether it cannot do without the field.
    pub(super) fn needs(self, field: Text) -> bool {
        use Service::{EksIrsa, EksPodIdentity};
        match field {
            Text::Repository | Text::Team | Text::Project | Text::TrustedAccount | Text::TrustedRole => true,
            Text::AccountId => self.has_tokens(),
            Text::Issuer => self == EksIrsa,
            Text::Namespace | Text::ServiceAccount => self != EksPodIdentity,
            _ => false,
        }
    }
}

/// The services among these words, each once: the one with tokens first, because it decides what the other fields mean,
/// and then as they are typed. Words that are none are left out.
pub(super) fn services(typed: &[&str]) -> Vec<Service> {
    let mut services = Vec::new();
    for with_tokens in [true, false] {
        for word in typed {
            if let Some(service) = named(SERVICES, Service::name, word) {
                if service.has_tokens() == with_tokens && !services.contains(&service) {
                    services.push(service);
                }
            }
        }
    }
    services
}

closed_set! {
    /// What a bucket policy lets anyone read.
    PublicRead, PUBLIC_READS: None = "none", Prefix = "prefix", Sites = "sites", All = "all",
}

closed_set! {
    /// What a deployment has besides, and Remotion's own policies do not grant.
    Extra, EXTRAS: Layers = "layers", Insights = "insights", Vpc = "vpc", QuotaIncrease = "quota-increase",
}

/// The words of a list.
fn words(typed: &str) -> Vec<String> {
    let spaced = |c: char| if matches!(c, ' ' | '\n' | '\t' | ',' | ';' | '[' | ']' | '"' | '\'') { ' ' } else { c };
    let text: String = typed.chars().map(spaced).collect();
    let words = search::split(&text, " ").into_iter().filter(|word| !word.is_empty());
    words.map(str::to_string).collect()
}

impl Extra {
    /// Whether a policy can have it. Who runs a function needs no more than a way into a VPC.
    pub(crate) fn is_of(self, kind: Kind) -> bool {
        kind == Kind::User || kind == Kind::Role && self == Extra::Vpc
    }
}

/// The names of those that a policy can have.
pub fn extras_of(kind: Kind) -> Vec<&'static str> {
    EXTRAS.iter().filter(|extra| extra.is_of(kind)).map(|extra| extra.name()).collect()
}

/// The extras that a field names, each once and in their own order.
pub(super) fn extras(typed: &str) -> Result<Vec<Extra>, Vec<Problem>> {
    let (mut named, mut problems) = (Vec::new(), Vec::new());
    for word in words(typed) {
        match one_of(Text::Extras, "known extra", &word, EXTRAS, Extra::name) {
            Ok(extra) => named.push(extra),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(EXTRAS.iter().copied().filter(|extra| named.contains(extra)).collect())
    } else {
        Err(problems)
    }
}

/// The names in a field, as JavaScript has them; a word that is none is left out.
pub(super) fn extra_names(typed: &str) -> Vec<&'static str> {
    let mut names = extras_of(Kind::User);
    names.retain(|extra| has_extra(typed, extra));
    names
}

/// Whether a field names an extra. Without [`SETUPS`] nothing is made of it: with the first, a larger module takes over.
pub fn has_extra(typed: &str, extra: &str) -> bool {
    if !SETUPS {
        return search::has(typed, extra);
    }
    words(typed).iter().any(|word| word.eq_ignore_ascii_case(extra))
}

/// The same field with one of them added, or taken out. What is typed wrong stays in it.
pub fn with_extra(typed: &str, extra: &str, on: bool) -> String {
    if !SETUPS {
        return if on { extra } else { "" }.to_string();
    }
    let mut list = words(typed);
    list.retain(|word| !word.eq_ignore_ascii_case(extra));
    if on {
        list.push(extra.to_string());
    }
    list.join(", ")
}

/// The values a text can have, when it is one of a set; the first is not always the default.
pub fn values(field: Text) -> Vec<&'static str> {
    match field {
        Text::Policy => Kind::ALL.map(Kind::name).to_vec(),
        Text::Privacy => PRIVACIES.iter().map(|value| value.name()).collect(),
        Text::ObjectOwnership => OWNERSHIPS.iter().map(|value| value.name()).collect(),
        Text::Service => SERVICES.iter().map(|value| value.name()).collect(),
        Text::PublicRead if crate::RESOURCES => PUBLIC_READS.iter().map(|value| value.name()).collect(),
        _ => Vec::new(),
    }
}

/// The value of that name, in any case.
pub(super) fn named<T: Copy>(set: &[T], name: fn(T) -> &'static str, typed: &str) -> Option<T> {
    set.iter().copied().find(|value| name(*value).eq_ignore_ascii_case(typed))
}

pub(super) fn one_of<T: Copy>(
    field: Text,
    what: &str,
    typed: &str,
    set: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, Problem> {
    if let Some(value) = named(set, name, typed) {
        return Ok(value);
    }
    let names: Vec<&str> = set.iter().map(|value| name(*value)).collect();
    let list = diagnostics::fill("`{0}`", &[&names.join("`, `")]);
    Err(match closest(typed, &mut names.iter().copied()) {
        Some(near) => diagnostics::DID_YOU_MEAN.problem(field.name(), &[typed, what, &list, near]),
        None => diagnostics::NOT_ONE_OF.problem(field.name(), &[typed, what, &list]),
    })
}

#[cfg(test)]
mod tests {
    use super::{values, Text};

    #[test]
    fn every_choice_offers_its_values() {
        let first_and_count = |field| (values(field).first().copied(), values(field).len());
        assert_eq!(first_and_count(Text::Policy), (Some("user"), 11));
        assert!(values(Text::Privacy).contains(&"no-acl"));
        assert!(values(Text::ObjectOwnership).contains(&"acls-enabled"));
        assert!(values(Text::Service).contains(&"ecs-tasks"));
        assert!(values(Text::Bucket).is_empty());
    }
}
