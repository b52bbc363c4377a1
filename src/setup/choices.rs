//! Fields with a closed set of values.

use super::fields::Text;
use super::kind::Kind;
use super::names::closest;
use crate::diagnostics::{self, Problem};

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
}

/// The values a text can have, when it is one of a set; the first is not always the default.
pub fn values(field: Text) -> Vec<&'static str> {
    match field {
        Text::Policy => Kind::ALL.map(Kind::name).to_vec(),
        Text::Privacy => PRIVACIES.iter().map(|value| value.name()).collect(),
        Text::ObjectOwnership => OWNERSHIPS.iter().map(|value| value.name()).collect(),
        Text::Service => SERVICES.iter().map(|value| value.name()).collect(),
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
        assert_eq!(first_and_count(Text::Policy), (Some("user"), 7));
        assert!(values(Text::Privacy).contains(&"no-acl"));
        assert!(values(Text::ObjectOwnership).contains(&"acls-enabled"));
        assert!(values(Text::Service).contains(&"ecs-tasks"));
        assert!(values(Text::Bucket).is_empty());
    }
}
