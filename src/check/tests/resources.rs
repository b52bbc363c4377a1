//! Resources that no version of Remotion needs so far, and policies that nobody may have written yet.

use super::super::decide::{decide, Outcome, PermissionStatus};
use super::super::inclusion::Budget;
use super::super::inputs;
use super::super::required::{needs, RequiredPermission};
use super::super::sample::{document, judged};
use super::super::whose::Holder;
use crate::remotion::ResourceType;
use crate::setup::{BuildCall, Text};
use serde_json::json;

fn need(policy: &str, action: &str, resource: &str) -> RequiredPermission {
    // What later versions no longer ask for is still a need to decide.
    let all = needs(&inputs(&BuildCall::new(policy).with(Text::Version, "4.0.527")).expect("valid inputs"));
    let mut need = all.into_iter().find(|need| need.action == action).expect("an action that is needed");
    need.resource = resource.into();
    need
}

fn outcome(statement: serde_json::Value, need: &RequiredPermission) -> Outcome {
    decide(
        &judged(&[document(&json!({ "Version": "2012-10-17", "Statement": statement }))]).documents,
        &Holder::default(),
        need,
        &mut Budget::new(),
    )
}

#[test]
fn a_log_group_is_the_same_by_either_of_its_arns() {
    for (asked, given) in [("", ":*"), (":*", ""), (":*", ":*")] {
        let arn = "arn:aws:logs:*:*:log-group:/a";
        let need = need("role", "logs:CreateLogGroup", &format!("{arn}{asked}"));
        let allow = json!({ "Effect": "Allow", "Action": "*", "Resource": format!("{arn}{given}") });
        assert_eq!(outcome(allow, &need).status, PermissionStatus::Allowed, "{asked} {given}");
    }
}

#[test]
fn what_is_asked_for_on_everything_is_shown_by_what_looks_real() {
    for (applies_to, example) in [
        (ResourceType::Everything, "*"),
        (ResourceType::Bucket, "arn:aws:s3:::example"),
        (ResourceType::Object, "arn:aws:s3:::example/example"),
        (ResourceType::LayerVersion, "arn:aws:lambda:us-east-1:123456789012:layer:example:1"),
        (ResourceType::LogStream, "arn:aws:logs:us-east-1:123456789012:log-group:example:log-stream:example"),
        (ResourceType::Role, "arn:aws:iam::123456789012:role/example"),
        (ResourceType::Quota, "arn:aws:servicequotas:us-east-1:123456789012:lambda/example"),
    ] {
        let need = RequiredPermission { applies_to, ..need("user", "iam:PassRole", "*") };
        let outcome = outcome(json!([]), &need);
        assert_eq!(
            (outcome.status, outcome.example.as_deref()),
            (PermissionStatus::Missing, Some(example)),
            "{applies_to:?}"
        );
    }
}

#[test]
fn the_one_character_that_a_policy_leaves_out_is_found() {
    let all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.:_~ !üßäöéèáàâçñ|§";
    let need = need("user", "s3:GetObject", "arn:aws:s3:::films/*");
    for left_out in all.chars() {
        let begins = |c: char| format!("arn:aws:s3:::films/{c}*");
        let resources: Vec<_> = all.chars().filter(|c| *c != left_out).map(begins).collect();
        let outcome = outcome(json!({ "Effect": "Allow", "Action": "*", "Resource": resources }), &need);
        let example = outcome.example.unwrap_or_default();
        assert_eq!(outcome.status, PermissionStatus::Partly, "{left_out}");
        assert!(example.starts_with(begins(left_out).trim_end_matches('*')), "{left_out}: {example}");
    }
}

#[test]
fn accounts_that_begin_with_nine_digits_are_not_all() {
    let need = need("user", "lambda:GetFunction", "arn:aws:lambda:*:*:function:*");
    let of = |digit: u8| format!("arn:aws:lambda:*:{digit}*:function:*");
    let accounts = |digits: std::ops::RangeInclusive<u8>| {
        let resources: Vec<_> = digits.map(of).collect();
        outcome(json!({ "Effect": "Allow", "Action": "*", "Resource": resources }), &need).status
    };
    assert_eq!((accounts(1..=9), accounts(0..=9)), (PermissionStatus::Partly, PermissionStatus::Allowed));
}

#[test]
fn beside_one_that_allows_all_a_statement_that_leaves_out_just_this_decides_nothing() {
    let need = need("user", "s3:GetObject", "arn:aws:s3:::films/*");
    let statements = json!([
        { "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::films/*" },
        { "Effect": "Allow", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::films/new/*" },
    ]);
    let outcome = outcome(statements, &need);
    assert_eq!(
        (outcome.status, outcome.statements.as_slice()),
        (PermissionStatus::Partly, [(0, 1), (0, 2)].as_slice())
    );
}
