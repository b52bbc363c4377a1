//! Needs that no version of Remotion has so far and another may have.

use super::super::actions::Takes;
use super::super::decide::{decide, Outcome, Status};
use super::super::needs::{needs, Need};
use super::super::sample::document;
use super::super::walk::Effort;
use crate::api::BuildCall;
use serde_json::json;

fn need(policy: &str, action: &str, resource: &str) -> Need {
    let all = needs(&BuildCall::new(policy)).expect("valid inputs");
    let mut need = all.into_iter().find(|need| need.action == action).expect("an action that is needed");
    need.resource = resource.into();
    need
}

fn outcome(statement: serde_json::Value, need: &Need) -> Outcome {
    decide(&[document(&json!({ "Version": "2012-10-17", "Statement": statement }))], need, &mut Effort::new())
}

#[test]
fn a_log_group_is_the_same_by_either_of_its_arns() {
    for (asked, given) in [("", ":*"), (":*", ""), (":*", ":*")] {
        let arn = "arn:aws:logs:*:*:log-group:/a";
        let need = need("role", "logs:CreateLogGroup", &format!("{arn}{asked}"));
        let allow = json!({ "Effect": "Allow", "Action": "*", "Resource": format!("{arn}{given}") });
        assert_eq!(outcome(allow, &need).status, Status::Allowed, "{asked} {given}");
    }
}

#[test]
fn what_is_asked_for_on_everything_is_shown_by_what_looks_real() {
    for (takes, example) in [
        (Takes::Everything, "*"),
        (Takes::Bucket, "arn:aws:s3:::example"),
        (Takes::Object, "arn:aws:s3:::example/example"),
        (Takes::LayerVersion, "arn:aws:lambda:us-east-1:123456789012:layer:example:1"),
        (Takes::LogStream, "arn:aws:logs:us-east-1:123456789012:log-group:example:log-stream:example"),
        (Takes::Role, "arn:aws:iam::123456789012:role/example"),
        (Takes::Quota, "arn:aws:servicequotas:us-east-1:123456789012:lambda/example"),
    ] {
        let need = Need { takes, ..need("user", "iam:PassRole", "*") };
        let outcome = outcome(json!([]), &need);
        assert_eq!((outcome.status, outcome.example.as_deref()), (Status::Missing, Some(example)), "{takes:?}");
    }
}
