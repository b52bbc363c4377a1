//! Trust policies whose door is wider than its owner may think, or is walled up: by the condition on a token's subject.
//!
//! What IAM itself refuses to save: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>.
//! Subjects: <https://docs.github.com/en/actions/reference/security/oidc>, <https://docs.gitlab.com/ci/cloud_services/aws/>,
//! <https://vercel.com/docs/oidc/aws>.

use crate::import::document::{Condition, Effect, Item, Scope, Statement};
use crate::import::finding::{self, FindingMessage};
use crate::search;

const WILDCARDS: [char; 2] = ['*', '?'];

/// What a subject begins with, and what ends the name of the owner after it.
const OWNERS: [(&str, &str); 3] = [("repo:", "/"), ("project_path:", "/"), ("owner:", ":")];

/// Claims that a token of any owner can have: its audience, and what an owner names in their own repositories.
const OF_ANYONE: [&str; 4] = ["aud", "ref", "environment", "workflow"];

/// The findings about one Statement of a trust policy.
pub(super) fn of(statement: &Statement, say: &mut dyn FnMut(&FindingMessage, &Item, &[&str])) {
    let Some(Scope::Only(principals)) = &statement.principals else { return };
    if statement.effect != Effect::Allow {
        return;
    }
    for principal in principals {
        if principal.text == "*" && statement.conditions.is_empty() {
            say(&finding::TRUST_ANYONE, principal, &[]);
        }
        if principal.text.ends_with(":root") && statement.conditions.is_empty() {
            say(&finding::TRUST_ACCOUNT, principal, &[]);
        }
        let Some((_, issuer)) = search::cut(&principal.text, ":oidc-provider/") else { continue };
        let is_key = |condition: &Condition, claim: &str| {
            let key = condition.key.as_str();
            let (head, tail) = key.split_at_checked(issuer.len()).unwrap_or_default();
            head.eq_ignore_ascii_case(issuer)
                && tail.strip_prefix(':').is_some_and(|tail| tail.eq_ignore_ascii_case(claim))
        };
        let is_open = |condition: &Condition| {
            let all = |item: &Item| item.text.chars().all(|character| WILDCARDS.contains(&character));
            let operator = condition.operator.as_str();
            // These are met where the token has no such claim, and what is only excluded leaves everybody else.
            let is_met_without = operator.ends_with("IfExists") || operator.starts_with("ForAllValues:");
            OF_ANYONE.iter().any(|claim| is_key(condition, claim))
                || search::has(operator, "Not")
                || operator == "Null"
                || is_met_without && !is_key(condition, "sub")
                || condition.values.iter().any(all)
        };
        if statement.conditions.iter().all(is_open) {
            say(&finding::TOKEN_ANYONE, principal, &[issuer]);
        }
        if !statement.conditions.iter().any(|condition| is_key(condition, "aud")) {
            say(&finding::TOKEN_AUDIENCE, principal, &[issuer]);
        }
        for condition in statement.conditions.iter().filter(|condition| is_key(condition, "sub") && !is_open(condition))
        {
            condition.values.iter().for_each(|value| subject(&condition.operator, value, say));
        }
    }
}

/// What is to be said of a value that a subject is compared with.
fn subject(operator: &str, value: &Item, say: &mut dyn FnMut(&FindingMessage, &Item, &[&str])) {
    let text = value.text.as_str();
    let is_equals = search::has(operator, "StringEquals");
    if !is_equals && !search::has(operator, "StringLike") {
        return;
    }
    let wild = search::is_wild(text);
    let owner = OWNERS.iter().find_map(|(head, end)| Some(search::halves(text.strip_prefix(head)?, end).0));
    if is_equals && wild {
        say(&finding::TOKEN_STAR, value, &[text, operator]);
    } else if wild && owner.is_none_or(search::is_wild) && !text.starts_with("system:") {
        say(&finding::TOKEN_STRANGERS, value, &[text]);
    } else if wild {
        say(&finding::TOKEN_WIDE, value, &[text]);
    } else if text.ends_with(":pull_request") {
        say(&finding::TOKEN_PULL_REQUEST, value, &[text]);
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::import::{self, Pasted};

    /// The codes of what is said of a trust policy for GitHub with these conditions.
    #[track_caller]
    fn codes(principal: &str, conditions: &str) -> Vec<&'static str> {
        let text = [
            r#"{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": "#,
            principal,
            r#", "Condition": {"#,
            conditions,
            "}}}",
        ]
        .concat();
        let mut codes = Vec::new();
        let pasted = Pasted { text: &text, boundary: false, parts: None };
        for statement in import::read(&[pasted]).documents.iter().flat_map(|document| &document.statements) {
            of(statement, &mut |sentence, _, _| codes.push(sentence.code));
        }
        codes
    }

    const GITHUB: &str =
        r#"{"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}"#;

    #[test]
    fn a_subject_that_is_wide_or_never_met_is_pointed_out() {
        for (operator, subject, expected) in [
            ("StringEquals", "repo:acme/films:ref:refs/heads/main", None),
            ("StringLike", "repo:acme/films:ref:refs/heads/main", None),
            ("StringEquals", "repo:acme/films:*", Some("token-star")),
            ("StringLike", "repo:acme/films:*", Some("token-wide")),
            ("StringLike", "repo:acme/*", Some("token-wide")),
            ("StringLike", "repo:acme*", Some("token-strangers")),
            ("StringLike", "repo:acme*/films:*", Some("token-strangers")),
            ("StringLike", "repo:acme@*/films@*:environment:production", Some("token-strangers")),
            ("StringLike", "*films*", Some("token-strangers")),
            ("StringLike", "project_path:acme/films:ref_type:branch:ref:*", Some("token-wide")),
            ("StringLike", "project_path:*", Some("token-strangers")),
            ("StringLike", "owner:acme:project:*:environment:production", Some("token-wide")),
            ("StringLike", "owner:*:project:site:environment:production", Some("token-strangers")),
            ("StringLike", "system:serviceaccount:*:*", Some("token-wide")),
            ("StringEquals", "repo:acme/films:pull_request", Some("token-pull-request")),
            ("ForAnyValue:StringLike", "repo:acme/*", Some("token-wide")),
            ("StringNotLike", "repo:acme/*", Some("token-anyone")),
            ("Null", "false", Some("token-anyone")),
            ("StringLikeIfExists", "repo:acme/films:*", Some("token-wide")),
            ("StringLike", "*", Some("token-anyone")),
        ] {
            let audience =
                r#""ForAnyValue:StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "#;
            let head = r#"": {"token.actions.githubusercontent.com:sub": ""#;
            let condition = [audience, r#"""#, operator, head, subject, r#""}"#];
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(codes(GITHUB, &condition.concat()), expected, "{operator} {subject}");
        }
    }

    #[test]
    fn a_token_that_nothing_limits_but_its_audience_is_anyones() {
        let audience = r#""StringLike": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}"#;
        assert_eq!(codes(GITHUB, audience), ["token-anyone"]);
        assert_eq!(codes(GITHUB, ""), ["token-anyone", "token-audience"]);
        for (operator, expected) in [
            ("StringEquals", None),
            ("StringEqualsIfExists", Some("token-anyone")),
            ("ForAllValues:StringEquals", Some("token-anyone")),
            ("StringNotEquals", Some("token-anyone")),
        ] {
            let key = r#"": {"token.actions.githubusercontent.com:repository_id": "1"}"#;
            let found = codes(GITHUB, &[audience, r#", ""#, operator, key].concat());
            assert_eq!(found, Vec::from_iter(expected), "{operator}");
        }
    }

    #[test]
    fn a_claim_that_any_owner_can_have_limits_nobody() {
        let audience = r#""StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "#;
        for (claim, value, expected) in [
            ("ref", "refs/heads/main", Some("token-anyone")),
            ("environment", "production", Some("token-anyone")),
            ("workflow", "deploy", Some("token-anyone")),
            ("repository", "*", Some("token-anyone")),
            ("repository", "acme/films", None),
            ("repository_owner_id", "12", None),
            ("job_workflow_ref", "acme/films/.github/workflows/a.yml@refs/heads/main", None),
        ] {
            let head = r#""StringLike": {"token.actions.githubusercontent.com:"#;
            let found = codes(GITHUB, &[audience, head, claim, r#"": ""#, value, r#""}"#].concat());
            assert_eq!(found, Vec::from_iter(expected), "{claim} {value}");
        }
    }

    #[test]
    fn a_role_for_everybody_is_pointed_out() {
        assert_eq!(codes(r#""*""#, ""), ["trust-anyone"]);
        assert_eq!(codes(r#"{"AWS": "*"}"#, ""), ["trust-anyone"]);
        assert_eq!(codes(r#"{"AWS": "*"}"#, r#""StringEquals": {"aws:PrincipalOrgID": "o-1"}"#), [""; 0]);
        let account = r#"{"AWS": "arn:aws:iam::123456789012:root"}"#;
        assert_eq!(codes(account, ""), ["trust-account"]);
        assert_eq!(codes(account, r#""StringEquals": {"sts:ExternalId": "acme-7"}"#), [""; 0]);
        assert_eq!(codes(r#"{"Service": "lambda.amazonaws.com"}"#, ""), [""; 0]);
    }
}
