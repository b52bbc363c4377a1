//! The smallest policy that grants a list of permissions: what an upgrade or a check says to add.

use crate::api::Size;
use crate::attach;
use crate::build::print_beside;
use crate::policy::{characters, Policy, Statement};
use crate::setup::Inputs;
use serde::Serialize;

/// An action on a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Permission {
    /// `service:Name`
    pub(crate) action: &'static str,
    /// An ARN, which may hold wildcards, or `*`.
    pub(crate) resource: String,
}

/// A policy to add beside what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addition {
    /// The whole document, as JSON.
    pub policy: Policy,
    /// The same as text, ready to copy, in the form that the call asked for.
    pub text: String,
    /// As a further inline policy; all of a principal's count together.
    pub size: Size,
}

/// Sids beyond these are left out, which IAM allows.
const SIDS: [&str; 12] = [
    "RemotionNeeds1",
    "RemotionNeeds2",
    "RemotionNeeds3",
    "RemotionNeeds4",
    "RemotionNeeds5",
    "RemotionNeeds6",
    "RemotionNeeds7",
    "RemotionNeeds8",
    "RemotionNeeds9",
    "RemotionNeeds10",
    "RemotionNeeds11",
    "RemotionNeeds12",
];

/// Grants exactly these permissions: actions that share all their resources share a Statement. `None` for none.
/// `taken` are Sids it must not use; `inputs` say whose it is, and in which form to print it.
pub(crate) fn addition(permissions: &[Permission], taken: &[&str], inputs: &Inputs) -> Option<Addition> {
    let mut groups: Vec<(Vec<&'static str>, Vec<String>)> = Vec::new();
    for (at, permission) in permissions.iter().enumerate() {
        let action = permission.action;
        if permissions.iter().take(at).any(|earlier| earlier.action == action) {
            continue;
        }
        let mut resources: Vec<String> = Vec::new();
        for same in permissions.iter().filter(|other| other.action == action) {
            if !resources.contains(&same.resource) {
                resources.push(same.resource.clone());
            }
        }
        match groups.iter_mut().find(|(_, others)| *others == resources) {
            Some((actions, _)) => actions.push(action),
            None => groups.push((vec![action], resources)),
        }
    }
    let mut sids = SIDS.into_iter().filter(|sid| !taken.contains(sid));
    let mut statements = Vec::new();
    for (actions, resources) in groups {
        statements.push(Statement::allow(sids.next().unwrap_or_default(), actions, resources));
    }
    if statements.is_empty() {
        return None;
    }
    let policy = Policy::new(statements);
    let (place, limit) = place(inputs);
    let size = Size { characters: characters(&policy.to_json()), limit, place };
    let text = print_beside(inputs, &policy);
    Some(Addition { policy, text, size })
}

/// Beside what is there, it is inline: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
fn place(inputs: &Inputs) -> (&'static str, usize) {
    if attach::made(inputs).is_some_and(|made| made.to.is_user) {
        ("all inline policies of a user together", 2048)
    } else {
        ("all inline policies of a role together", 10_240)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(pairs: &[(&'static str, &str)]) -> Option<String> {
        let permission =
            |(action, resource): &(&'static str, &str)| Permission { action, resource: (*resource).to_string() };
        let inputs = crate::setup::check(&crate::BuildCall::new("role"), crate::Kind::Role).ok()?;
        let permissions: Vec<Permission> = pairs.iter().map(permission).collect();
        let statement = |s: &Statement| format!("{} {} {}", s.sid, s.actions.join("+"), s.resources.join("+"));
        let added = addition(&permissions, &["RemotionNeeds2"], &inputs)?;
        Some(added.policy.statements.iter().map(statement).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn nothing_to_add_is_no_document() {
        assert_eq!(grant(&[]), None);
    }

    #[test]
    fn actions_that_share_all_their_resources_share_a_statement() {
        let pairs = [("s3:GetObject", "a"), ("s3:GetObject", "b"), ("s3:PutObject", "a"), ("s3:PutObject", "b")];
        assert_eq!(grant(&pairs).as_deref(), Some("RemotionNeeds1 s3:GetObject+s3:PutObject a+b"));
    }

    #[test]
    fn no_action_gets_a_resource_it_was_not_asked_for() {
        let pairs = [("s3:GetObject", "a"), ("s3:GetObject", "b"), ("s3:PutObject", "a"), ("s3:GetObject", "a")];
        let expected = "RemotionNeeds1 s3:GetObject a+b; RemotionNeeds3 s3:PutObject a";
        assert_eq!(grant(&pairs).as_deref(), Some(expected));
    }
}
