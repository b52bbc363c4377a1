//! What the documents allow that Remotion never asks for: advice, since wide is not wrong.

use super::pattern::matches_action;
use crate::import::document::{Document, Effect, Item, PolicyType, Scope, Statement};

/// In which way a Statement is wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// `*` on `*`.
    Everything,
    /// `NotAction`.
    NotAction,
    /// `NotResource`.
    NotResource,
    /// Such as `s3:*` on `*`.
    Service,
    /// `iam:PassRole` on any role, to any service.
    PassRole,
}

impl Width {
    /// Stable, kebab-case.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Width::Everything => "wide-everything",
            Width::NotAction => "wide-not-action",
            Width::NotResource => "wide-not-resource",
            Width::Service => "wide-service",
            Width::PassRole => "wide-pass-role",
        }
    }

    /// What is so, and what to do.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Width::Everything => (
                "this allows every action on every resource of the account",
                "Remotion does not need that: list the actions it needs",
            ),
            Width::NotAction => (
                "`NotAction` allows every action except those listed, including actions that AWS adds later",
                "list the actions that are needed with `Action`",
            ),
            Width::NotResource => (
                "`NotResource` allows the actions on every resource except those listed",
                "list the resources that are needed with `Resource`",
            ),
            Width::Service => (
                "this allows every action of a service on all its resources",
                "Remotion needs some of these actions, on its own buckets, functions and log groups",
            ),
            Width::PassRole => (
                "this allows passing any role of the account to any service, including roles with more permissions",
                "name the render function's role, or ask for `iam:PassedToService` to be `lambda.amazonaws.com`",
            ),
        }
    }
}

/// A Statement that is wider than Remotion needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wide {
    pub(crate) document: usize,
    pub(crate) index: usize,
    pub(crate) width: Width,
}

/// The wide Statements of policies that grant, in the order of the texts; of each, the widest way.
pub(crate) fn wide(documents: &[Document]) -> Vec<Wide> {
    let mut found = Vec::new();
    let grants = |policy: &Document| policy.kind == PolicyType::Identity && policy.absent.is_none();
    for (document, policy) in documents.iter().enumerate().filter(|(_, policy)| grants(policy)) {
        for (index, statement) in policy.statements.iter().enumerate() {
            if let Some(width) = width(statement).filter(|_| statement.effect == Effect::Allow) {
                found.push(Wide { document, index, width });
            }
        }
    }
    found
}

fn width(statement: &Statement) -> Option<Width> {
    // What could not be read is not wide for that, and a condition may narrow it to nothing.
    let open = |scope: &Scope| matches!(scope, Scope::AllBut(items) if items.is_empty());
    let narrowed = !statement.conditions.is_empty();
    if open(&statement.actions) || open(&statement.resources) {
        return None;
    }
    let Scope::Only(actions) = &statement.actions else { return (!narrowed).then_some(Width::NotAction) };
    let Scope::Only(resources) = &statement.resources else { return (!narrowed).then_some(Width::NotResource) };
    let all = |item: &Item| !item.text.is_empty() && item.text.bytes().all(|byte| byte == b'*');
    let on_all = resources.iter().any(all);
    let on_roles = resources.iter().any(|item| item.text.ends_with("::*:role/*") || item.text.ends_with(":role/*"));
    let whole = |item: &Item| item.text.split_once(':').is_some_and(|(_, names)| names == "*");
    let to_lambda = |key: &str| key.eq_ignore_ascii_case("iam:PassedToService");
    if on_all && !narrowed && actions.iter().any(all) {
        return Some(Width::Everything);
    }
    if (on_all || on_roles)
        && actions.iter().any(|item| matches_action(&item.text, "iam:PassRole", false))
        && !statement.conditions.iter().any(|condition| to_lambda(&condition.key))
    {
        return Some(Width::PassRole);
    }
    (on_all && !narrowed && actions.iter().any(whole)).then_some(Width::Service)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::documents;

    #[track_caller]
    fn widths(statement: &str) -> Vec<Width> {
        wide(&documents(&[&["{\"Statement\": ", statement, "}"].concat()])).iter().map(|wide| wide.width).collect()
    }

    #[test]
    fn a_statement_wider_than_remotion_needs_is_pointed_out() {
        for (statement, expected) in [
            (r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#, Some(Width::Everything)),
            (r#"{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}"#, Some(Width::NotAction)),
            (r#"{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "*"}"#, Some(Width::NotResource)),
            (r#"{"Effect": "Allow", "Action": ["a:b", "s3:*"], "Resource": "*"}"#, Some(Width::Service)),
            (r#"{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}"#, Some(Width::PassRole)),
            (r#"{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}"#, Some(Width::PassRole)),
            (
                r#"{"Effect": "Allow", "Action": "iam:passrole", "Resource": "arn:aws:iam::1:role/*"}"#,
                Some(Width::PassRole),
            ),
            (r#"{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::1:role/a"}"#, None),
            (r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a/*"}"#, None),
            (r#"{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}"#, None),
            (r#"{"Effect": "Deny", "Action": "*", "Resource": "*"}"#, None),
        ] {
            assert_eq!(widths(statement), expected.into_iter().collect::<Vec<_>>(), "{statement}");
        }
    }

    #[test]
    fn passing_any_role_to_lambda_alone_is_not_wide() {
        let condition = r#""Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}"#;
        let head = r#"{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*", "#;
        assert_eq!(widths(&[head, condition, "}"].concat()), []);
    }
}
