//! Policies bent in many ways: what is said of a need agrees with what is said of each request.

use super::super::decide::{decide, machine, pieces, PermissionStatus};
use super::super::evaluate::evaluate;
use super::super::inclusion::Budget;
use super::super::inclusion::{ends, walk};
use super::super::inputs;
use super::super::required::{needs, RequiredPermission};
use super::super::rules::Access;
use super::super::sample::{document, judged};
use super::super::whose::Holder;
use super::generated::{call, policy};
use crate::remotion::Fact;
use crate::remotion::ResourceType;
use proptest::prelude::*;
use serde_json::{json, Value};

/// A Statement that meets Remotion's resources half way.
fn statement() -> impl Strategy<Value = Value> {
    let pick = |values: &'static [&'static str]| proptest::sample::select(values);
    let action = pick(&[
        "*",
        "s3:*",
        "S3:put*",
        "s3:?etObject",
        "lambda:*",
        "logs:Create*",
        "iam:PassRole",
        "s3:List*",
        "kms:*",
    ]);
    let resource = pick(&[
        "*",
        "arn:aws:s3:::*",
        "arn:aws:s3:::*/*",
        "arn:aws:s3:::remotionlambda-*",
        "arn:aws:s3:::remotionlambda-*/*",
        "arn:aws:s3:::remotionlambda-?*/*.mp4",
        "arn:aws:s3:::my-*/v*",
        "arn:aws:s3:::my-videos/renders/*",
        "arn:aws:lambda:*:*:function:*-render-*",
        "arn:aws:lambda:us-east-1:*",
        "arn:aws:lambda:*:123456789012:function:remotion-render-*",
        "arn:aws:logs:*:*:log-group:/aws/lambda/remotion-render-*:*",
        "arn:aws:iam::*:role/*-role",
        "arn:*:s3:::*",
        "arn:aws:s3*",
        "arn:aws:s3:::${aws:username}/*",
        "arn:aws-cn:s3:::*",
    ]);
    let condition = prop_oneof![
        4 => Just(json!({})),
        1 => Just(json!({"Bool": {"aws:SecureTransport": "true"}})),
        1 => Just(json!({"Bool": {"aws:SecureTransport": "false"}})),
        1 => Just(json!({"StringEquals": {"aws:RequestedRegion": "us-east-1"}})),
        1 => Just(json!({"StringEquals": {"s3:x-amz-acl": "public-read"}})),
        1 => Just(json!({"StringEquals": {"aws:PrincipalOrgID": "o-1"}})),
    ];
    (
        pick(&["Allow", "Allow", "Deny"]),
        action,
        any::<[bool; 2]>(),
        proptest::collection::vec(resource, 1..3),
        condition,
    )
        .prop_map(|(effect, action, [not_action, not_resource], resources, condition)| {
            let mut statement = json!({"Effect": effect, "Condition": condition});
            statement[if not_action && not_resource { "NotAction" } else { "Action" }] = action.into();
            statement[if not_resource { "NotResource" } else { "Resource" }] = resources.into();
            statement
        })
}

/// Some resources of the need, short and long.
fn samples(need: &RequiredPermission) -> Vec<String> {
    let (machine, shapes) = machine(need, &pieces(need));
    let mut texts = Vec::new();
    walk(&machine, shapes, 0, 3_000, &mut |_, text| {
        texts.push(text());
        texts.len() > 10
    });
    let mut more = Vec::new();
    for text in &texts {
        for tail in ["z", ".mp4", "/v/renders/1/artifacts/x.mp4", ":1", "-role", "videos"] {
            more.push([text.as_str(), tail].concat());
        }
    }
    more.retain(|text| ends(&machine, shapes, &machine.run(text)));
    texts.extend(more);
    texts
}

/// What is known of the request, for a need that names the caller with its name.
fn facts(need: &RequiredPermission, resource: &str) -> Vec<Fact> {
    let mut facts = need.facts.clone();
    if let Some((_, name)) = resource.split_once(":user/").filter(|_| need.applies_to == ResourceType::User) {
        facts.push(Fact {
            key: "aws:username".into(),
            values: vec![name.into()],
            sometimes_absent: false,
            is_pattern: false,
            why: "",
        });
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_need_and_its_requests_agree(
        call in call(),
        built in any::<bool>(),
        more in proptest::collection::vec(statement(), 0..4),
        boundary in proptest::option::weighted(0.3, proptest::collection::vec(statement(), 1..3)),
        only in any::<proptest::sample::Index>(),
    ) {
        let Some(policy) = policy(&call) else { return Ok(()) };
        let needs = needs(&inputs(&call).unwrap());
        let mut documents = Vec::new();
        if built {
            documents.push(document(&policy));
        }
        documents.push(document(&json!({"Version": "2012-10-17", "Statement": more})));
        if let Some(boundary) = boundary {
            documents.push(document(&json!({"Version": "2012-10-17", "Boundary": true, "Statement": boundary})));
        }
        let start = only.index(needs.len());
        for need in needs.iter().skip(start).take(4) {
            let outcome = decide(&judged(&documents).documents, &Holder::default(), need, &mut Budget::new());
            // No Statement would be named of what is left open because there is too much of it.
            prop_assert!(outcome.status != PermissionStatus::Conditional || !outcome.statements.is_empty());
            let ask = |resource: &str| evaluate(&judged(&documents), need.action, resource, Some(need.partition), &facts(need, resource));
            for sample in samples(need) {
                let access = ask(&sample);
                let fits = match outcome.status {
                    PermissionStatus::Allowed => access == Access::Allowed,
                    PermissionStatus::Missing => access == Access::ImplicitDeny,
                    PermissionStatus::Denied => matches!(access, Access::ImplicitDeny | Access::ExplicitDeny),
                    PermissionStatus::Conditional => matches!(access, Access::Allowed | Access::Conditional),
                    PermissionStatus::Partly => true,
                };
                prop_assert!(fits, "{:?} {:?} {:?} {:?}", need, sample, access, outcome);
            }
            if matches!(outcome.status, PermissionStatus::Missing | PermissionStatus::Partly | PermissionStatus::Denied) {
                let example = outcome.example.clone().unwrap();
                let access = ask(&example);
                prop_assert!(matches!(access, Access::ImplicitDeny | Access::ExplicitDeny), "{:?} {:?}", need, outcome);
                let (machine, shapes) = machine(need, &pieces(need));
                prop_assert!(ends(&machine, shapes, &machine.run(&example)), "{:?}", example);
            } else {
                prop_assert_eq!(outcome.example, None);
            }
        }
    }
}
