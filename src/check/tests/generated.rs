//! The policies this crate builds, checked against what they are built for.

use super::super::decide::{decide, machine, pieces, Outcome, PermissionStatus};
use super::super::inclusion::walk;
use super::super::inclusion::Budget;
use super::super::inputs;
use super::super::required::{needs, RequiredPermission};
use super::super::sample::{document, judged};
use super::super::whose::Holder;
use crate::api::BuildAnswer;
use crate::build::build;
use crate::catalog::{self, Version};
use crate::remotion::Level;
use crate::setup::{self, BuildCall, Flag, Kind, Text};
use proptest::prelude::*;
use serde_json::Value;

/// Valid calls of every policy, version, partition and option.
pub(super) fn call() -> impl Strategy<Value = BuildCall> {
    // What Remotion needs is known up to this version. A later text may lack some of it, and is then not enough.
    let last = Version::new(4, 0, 527);
    let versions = catalog::ranges().flat_map(|range| [range.from, range.to]).filter(|version| *version <= last);
    let mut versions: Vec<String> = versions.map(|version| version.text()).collect();
    versions.extend(["4.0.522".into(), "4.0.523".into()]);
    let kinds = vec![Kind::User, Kind::Role, Kind::Caller, Kind::Destination, Kind::DestinationCaller];
    let pick = |values: &'static [&'static str]| proptest::sample::select(values);
    let texts = (
        pick(&["", "us-east-1", "eu-central-1", "cn-north-1"]),
        pick(&["", "123456789012"]),
        pick(&["", "videos", "a/b*c", "${x}?"]),
        pick(&["", "public", "private", "no-acl"]),
        (pick(&["my-videos", "remotionlambda-mine"]), pick(&["", "acme-films, my-videos", "remotionlambda-other"])),
    );
    let flags = (any::<[bool; 4]>(), any::<bool>());
    (proptest::sample::select(kinds), proptest::sample::select(versions), texts, flags).prop_map(
        |(kind, version, (region, account, prefix, privacy, (bucket, buckets)), (flags, key))| {
            let china = region.starts_with("cn");
            let version = if china && version.as_str() < "4.0.515" { "4.0.527".into() } else { version };
            let region_of_key = if region.is_empty() { "us-east-1" } else { region };
            let partition = if china { "aws-cn" } else { "aws" };
            let key_arn = ["arn:", partition, ":kms:", region_of_key, ":123456789012:key/", KEY].concat();
            let mut call = BuildCall::new(kind.name())
                .with(Text::Version, &version)
                .with(Text::Region, region)
                .with(Text::AccountId, account)
                .with(Text::KeyPrefix, prefix)
                .with(Text::Privacy, privacy)
                .with(Text::Bucket, bucket)
                .with(Text::Buckets, buckets)
                .with(Text::KmsKeyArn, if key { &key_arn } else { "" });
            let all = [Flag::WriteOnly, Flag::Download, Flag::Delete];
            for (flag, _) in all.into_iter().zip(flags).filter(|(_, on)| *on) {
                call = call.with_flag(flag);
            }
            call
        },
    )
}

const KEY: &str = "1234abcd-12ab-34cd-56ef-1234567890ab";

pub(super) fn policy(call: &BuildCall) -> Option<Value> {
    match build(call) {
        BuildAnswer::Built(built) => serde_json::from_str(&built.marked.text).ok(),
        BuildAnswer::Refused(_) => None,
    }
}

/// Layers of the reader's own, which Remotion's text cannot name and which China needs.
fn own_layers() -> Value {
    serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [
            { "Effect": "Allow", "Action": ["lambda:GetLayerVersion"], "Resource": ["arn:aws-cn:lambda:*:*:layer:*"] },
            {
                "Effect": "Allow",
                "Action": ["lambda:GetFunctionConfiguration", "lambda:UpdateFunctionConfiguration"],
                "Resource": ["arn:aws-cn:lambda:*:*:function:remotion-render-*"]
            }
        ]
    })
}

/// The policy, and beside it what else it takes: for a bucket of Remotion's the policy that reaches it already, and in
/// China layers of the reader's own.
fn enough(call: &BuildCall) -> Option<Vec<Value>> {
    let mut all = vec![policy(call)?];
    let is_remotions = |field| call.text(field).is_some_and(|bucket| bucket.starts_with("remotionlambda-"));
    if is_remotions(Text::Bucket) || is_remotions(Text::Buckets) {
        let beside = if call.text(Text::Policy) == Some("destination") { "role" } else { "user" };
        let beside = BuildCall::new(beside)
            .with(Text::Version, call.text(Text::Version).unwrap_or_default())
            .with(Text::Region, call.text(Text::Region).unwrap_or_default());
        all.push(policy(&beside)?);
    }
    if call.text(Text::Region).is_some_and(|region| region.starts_with("cn-")) {
        all.push(own_layers());
    }
    Some(all)
}

fn check(policies: &[Value], need: &RequiredPermission) -> Outcome {
    let documents: Vec<_> = policies.iter().map(document).collect();
    decide(&judged(&documents).documents, &Holder::default(), need, &mut Budget::new())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_policy_allows_what_it_is_built_for(call in call()) {
        if let Some(policy) = enough(&call) {
            let needs = needs(&inputs(&call).unwrap());
            prop_assert!(!needs.is_empty());
            for need in needs {
                let outcome = check(&policy, &need);
                prop_assert_eq!(outcome.status, PermissionStatus::Allowed, "{:?} {:?}", need, outcome);
            }
        }
    }

    #[test]
    fn without_an_action_that_action_is_missing_and_nothing_else(call in call(), which in any::<proptest::sample::Index>()) {
        let Some(mut policy) = enough(&call) else { return Ok(()) };
        let needs = needs(&inputs(&call).unwrap());
        let gone = needs[which.index(needs.len())].action;
        let statements = policy.iter_mut().flat_map(|policy| policy["Statement"].as_array_mut().unwrap());
        for statement in statements {
            let kept = |actions: &Value| -> Vec<Value> {
                actions.as_array().unwrap().iter().filter(|action| *action != gone).cloned().collect()
            };
            statement["Action"] = kept(&statement["Action"]).into();
        }
        for need in needs {
            let outcome = check(&policy, &need);
            let expected = if need.action == gone { PermissionStatus::Missing } else { PermissionStatus::Allowed };
            prop_assert_eq!(outcome.status, expected, "{:?}", need);
            prop_assert_eq!(outcome.example.is_some(), need.action == gone);
        }
    }

    #[test]
    fn every_need_is_about_something(call in call()) {
        for need in inputs(&call).map(|inputs| needs(&inputs)).unwrap_or_default() {
            let (machine, shapes) = machine(&need, &pieces(&need));
            let mut found = false;
            walk(&machine, shapes, 0, usize::MAX, &mut |_, _| { found = true; true });
            prop_assert!(found, "{:?}", need);
        }
    }
}

#[track_caller]
fn levels(call: &BuildCall) -> (Vec<String>, Vec<String>) {
    let needs = needs(&inputs(call).unwrap());
    let of = |level| {
        needs
            .iter()
            .filter(|need| (need.level == Level::Must) == level)
            .map(|need| [need.action, " ", &need.resource].concat())
            .collect()
    };
    (of(true), of(false))
}

#[test]
fn a_destination_must_be_written_and_should_be_read() {
    let call = BuildCall::new("destination").with(Text::Bucket, "my-videos").with(Text::KeyPrefix, "out");
    let (must, should) = levels(&call);
    assert_eq!(must, ["s3:PutObject arn:aws:s3:::my-videos/out/*", "s3:PutObjectAcl arn:aws:s3:::my-videos/out/*"]);
    assert_eq!(
        should,
        [
            "s3:PutObject arn:aws:s3:::my-videos/renders/*/artifacts/*",
            "s3:PutObjectAcl arn:aws:s3:::my-videos/renders/*/artifacts/*",
            "s3:GetObject arn:aws:s3:::my-videos/out/*",
            "s3:GetObject arn:aws:s3:::my-videos/renders/*/artifacts/*",
            "s3:AbortMultipartUpload arn:aws:s3:::my-videos/out/*",
            "s3:AbortMultipartUpload arn:aws:s3:::my-videos/renders/*/artifacts/*",
            "s3:ListBucket arn:aws:s3:::my-videos",
        ]
    );
}

#[test]
fn before_4_0_523_a_destination_must_be_readable() {
    let call = BuildCall::new("destination").with(Text::Bucket, "my-videos").with(Text::Version, "4.0.522");
    let (must, should) = levels(&call);
    assert!(must.contains(&"s3:ListBucket arn:aws:s3:::my-videos".to_string()), "{must:?}");
    assert!(must.contains(&"s3:GetObject arn:aws:s3:::my-videos/*".to_string()), "{must:?}");
    assert_eq!(should, ["s3:AbortMultipartUpload arn:aws:s3:::my-videos/*"]);
}

#[test]
fn region_and_account_are_filled_in_but_not_in_a_layer_of_remotions() {
    let call = BuildCall::new("user").with(Text::Region, "us-east-1").with(Text::AccountId, "123456789012");
    let (must, should) = levels(&call);
    for need in [
        "lambda:InvokeFunction arn:aws:lambda:us-east-1:123456789012:function:remotion-render-*",
        "lambda:GetLayerVersion arn:aws:lambda:us-east-1:678892195805:layer:remotion-binaries-*",
        "iam:PassRole arn:aws:iam::123456789012:role/remotion-lambda-role",
        "s3:ListBucket arn:aws:s3:::remotionlambda-useast1-*",
        "s3:ListAllMyBuckets *",
    ] {
        assert!(must.iter().any(|line| line == need), "{need} {must:#?}");
    }
    for action in
        ["lambda:InvokeAsync", "iam:SimulatePrincipalPolicy", "servicequotas:GetServiceQuota", "lambda:GetLayerVersion"]
    {
        assert!(should.iter().any(|line| line.starts_with(action)), "{action} {should:#?}");
    }
}

#[test]
fn a_trust_relationship_needs_that_the_role_can_be_assumed_and_a_render_call_nothing() {
    let trust = needs(&inputs(&BuildCall::new("trust").with(Text::Service, "ec2")).unwrap());
    assert_eq!(trust.iter().map(|need| need.action).collect::<Vec<_>>(), ["sts:AssumeRole"]);
    let render =
        setup::check(&BuildCall::new("render-call").with(Text::Bucket, "my-videos"), Kind::RenderCall).unwrap();
    assert_eq!(needs(&render), []);
    assert!(inputs(&BuildCall::new("destination")).is_err());
}
