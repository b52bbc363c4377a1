//! The policy `caller`, by the calls that code and commands make.
//!
//! The table is written by hand from what each call was seen to request, with every request recorded and denied alone. It
//! shares nothing with the catalogue.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use proptest::prelude::*;
use remotion_policy_builder::setup::calls;
use remotion_policy_builder::{
    build, characters, check, BuildAnswer, BuildCall, CallValue, CheckAnswer, CheckCall, Text, Verdict,
};
use std::collections::BTreeSet;

fn caller(calls: &str) -> BuildCall {
    BuildCall::new("caller").with(Text::Calls, calls)
}

fn text(call: &BuildCall) -> String {
    match build(call) {
        BuildAnswer::Built(built) => built.marked.text,
        BuildAnswer::Refused(problems) => panic!("{call:?}: {problems:?}"),
    }
}

/// What a policy grants: actions, each with its resource without `arn:aws:`.
fn grants(call: &BuildCall) -> BTreeSet<String> {
    let policy: serde_json::Value = serde_json::from_str(&text(call)).unwrap();
    let mut grants = BTreeSet::new();
    for statement in policy["Statement"].as_array().unwrap() {
        for action in statement["Action"].as_array().unwrap() {
            for resource in statement["Resource"].as_array().unwrap() {
                let resource = resource.as_str().unwrap();
                let short = resource.strip_prefix("arn:aws:").unwrap_or(resource);
                grants.insert(format!("{} {short}", action.as_str().unwrap()));
            }
        }
    }
    grants
}

const F: &str = "lambda:*:*:function:remotion-render-*";
const B: &str = "s3:::remotionlambda-*";
const RENDERS: &str = "s3:::remotionlambda-*/renders/*";
const PROPS: &str = "s3:::remotionlambda-*/input-props/*";
const SITES: &str = "s3:::remotionlambda-*/sites/*";
const LOGS: &str = "logs:*:*:log-group:/aws/lambda/remotion-render-*";
const ROLE: &str = "iam::*:role/remotion-lambda-role";
const LAYERS: &str = "lambda:*:678892195805:layer:remotion-binaries-*";

type Row = (&'static str, &'static [(&'static str, &'static str)]);

const TABLE: &[Row] = &[
    ("renderMediaOnLambda", &[("lambda:InvokeFunction", F)]),
    ("renderStillOnLambda", &[("lambda:InvokeFunction", F)]),
    ("getCompositionsOnLambda", &[("lambda:InvokeFunction", F)]),
    ("getRenderProgress", &[("lambda:InvokeFunction", F)]),
    ("skipLambdaInvocation", &[("s3:GetObject", RENDERS)]),
    (
        "largeInputProps",
        &[("s3:PutObject s3:PutObjectAcl", PROPS), ("s3:ListAllMyBuckets", "*"), ("s3:GetBucketLocation", B)],
    ),
    ("cancelRenderOnLambda", &[("s3:GetObject s3:PutObject s3:PutObjectAcl", RENDERS)]),
    ("downloadMedia", &[("s3:GetObject", RENDERS)]),
    ("presignUrl", &[("s3:GetObject", RENDERS)]),
    ("deleteRender", &[("s3:GetObject s3:DeleteObject", RENDERS), ("s3:ListBucket", B)]),
    ("render", &[("lambda:ListFunctions", "*"), ("lambda:InvokeFunction", F), ("s3:GetObject", RENDERS)]),
    ("still", &[("lambda:ListFunctions", "*"), ("lambda:InvokeFunction", F)]),
    ("compositions", &[("lambda:ListFunctions", "*"), ("lambda:InvokeFunction", F)]),
    (
        "getOrCreateBucket",
        &[
            ("s3:ListAllMyBuckets", "*"),
            ("s3:GetBucketLocation s3:CreateBucket s3:PutBucketOwnershipControls", B),
            ("s3:PutBucketPublicAccessBlock s3:PutBucketAcl s3:PutBucketPolicy", B),
        ],
    ),
    (
        "deploySite",
        &[("s3:GetBucketLocation s3:ListBucket", B), ("s3:PutObject s3:PutObjectAcl s3:DeleteObject", SITES)],
    ),
    (
        "sites create",
        &[
            ("s3:GetBucketLocation s3:ListBucket", B),
            ("s3:PutObject s3:PutObjectAcl s3:DeleteObject", SITES),
            ("s3:ListAllMyBuckets", "*"),
        ],
    ),
    ("deleteSite", &[("s3:ListBucket", B), ("s3:DeleteObject", SITES)]),
    ("getSites", &[("s3:ListAllMyBuckets", "*"), ("s3:GetBucketLocation s3:ListBucket", B), ("s3:GetObject", SITES)]),
    (
        "sites rm",
        &[
            ("s3:ListAllMyBuckets", "*"),
            ("s3:GetBucketLocation s3:ListBucket s3:PutLifecycleConfiguration", B),
            ("s3:GetObject s3:DeleteObject", SITES),
        ],
    ),
    (
        "deployFunction",
        &[
            ("lambda:ListFunctions", "*"),
            ("lambda:CreateFunction lambda:PutFunctionEventInvokeConfig lambda:GetFunction", F),
            ("lambda:TagResource lambda:PutRuntimeManagementConfig lambda:InvokeFunction", F),
            ("iam:PassRole", ROLE),
            ("lambda:GetLayerVersion", LAYERS),
            ("logs:CreateLogGroup logs:PutRetentionPolicy", LOGS),
        ],
    ),
    ("deleteFunction", &[("lambda:DeleteFunction", F)]),
    ("getFunctions", &[("lambda:ListFunctions", "*"), ("lambda:InvokeFunction", F)]),
    ("getFunctionInfo", &[("lambda:GetFunction lambda:InvokeFunction", F)]),
    ("functions rm", &[("lambda:GetFunction lambda:InvokeFunction lambda:DeleteFunction", F)]),
    (
        "functions rmall",
        &[("lambda:ListFunctions", "*"), ("lambda:GetFunction lambda:InvokeFunction lambda:DeleteFunction", F)],
    ),
    (
        "quotas",
        &[
            ("servicequotas:GetServiceQuota servicequotas:GetAWSDefaultServiceQuota", "*"),
            ("servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota", "*"),
        ],
    ),
    (
        "quotas increase",
        &[
            ("servicequotas:GetServiceQuota servicequotas:GetAWSDefaultServiceQuota", "*"),
            ("servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota", "*"),
            ("servicequotas:RequestServiceQuotaIncrease", "*"),
        ],
    ),
    ("simulatePermissions", &[("iam:SimulatePrincipalPolicy", "*")]),
];

/// The same call under another name.
const ALIASES: &[(&str, &str)] = &[
    ("deploySiteFromBundle", "deploySite"),
    ("sites ls", "getSites"),
    ("sites rmall", "sites rm"),
    ("functions deploy", "deployFunction"),
    ("functions ls", "getFunctions"),
    ("policies validate", "simulatePermissions"),
];

#[test]
fn each_call_is_granted_what_it_was_seen_to_request() {
    for (call, rows) in TABLE {
        let mut expected = BTreeSet::new();
        for (actions, resource) in *rows {
            expected.extend(actions.split(' ').map(|action| format!("{action} {resource}")));
        }
        assert_eq!(grants(&caller(call)), expected, "{call}");
    }
}

#[test]
fn every_name_of_a_call_is_in_the_table() {
    let known: Vec<&str> =
        calls::names().iter().flat_map(|names| names.split('|')).map(|name| name.trim_end_matches("()")).collect();
    let mut listed: Vec<&str> = TABLE.iter().map(|(call, _)| *call).collect();
    listed.extend(ALIASES.iter().map(|(alias, _)| alias));
    assert_eq!(known.iter().collect::<BTreeSet<_>>(), listed.iter().collect::<BTreeSet<_>>());
    for (alias, call) in ALIASES {
        assert_eq!(text(&caller(alias)), text(&caller(call)), "{alias}");
    }
}

/// Without white space and Sids, which nobody has to copy.
fn size(call: &BuildCall) -> usize {
    let mut policy: serde_json::Value = serde_json::from_str(&text(call)).unwrap();
    for statement in policy["Statement"].as_array_mut().unwrap() {
        statement.as_object_mut().unwrap().remove("Sid");
    }
    policy.to_string().len()
}

#[test]
fn rendering_is_one_action_and_the_default() {
    let rendering = text(&BuildCall::new("caller"));
    assert_eq!(grants(&BuildCall::new("caller")).len(), 1);
    assert_eq!(rendering, text(&caller("renderMediaOnLambda")));
    let user = characters(&text(&BuildCall::new("user").with(Text::Version, "4.0.527")));
    let sizes = [BuildCall::new("caller"), caller("deploySite"), caller("sites create"), caller("deployFunction")];
    assert_eq!((user, sizes.each_ref().map(size)), (1779, [153, 286, 355, 740]));
}

#[test]
fn it_is_narrowed_by_region_account_function_bucket_and_role() {
    let call = caller("renderMediaOnLambda, largeInputProps, deployFunction, getSites")
        .with(Text::Region, "eu-central-1")
        .with(Text::AccountId, "123456789012")
        .with(Text::FunctionName, "acme-render")
        .with(Text::RemotionBucket, "acme-remotion")
        .with(Text::FunctionRole, "arn:aws:iam::123456789012:role/video/render");
    let granted = grants(&call);
    for expected in [
        "lambda:InvokeFunction lambda:eu-central-1:123456789012:function:acme-render",
        "s3:PutObject s3:::acme-remotion/input-props/*",
        "s3:ListBucket s3:::acme-remotion",
        // It lists all buckets, and asks for the region of each that is older than December 2022.
        "s3:ListAllMyBuckets *",
        "s3:GetBucketLocation s3:::remotionlambda-*",
        "iam:PassRole iam::123456789012:role/video/render",
        "logs:CreateLogGroup logs:eu-central-1:123456789012:log-group:/aws/lambda/acme-render*",
    ] {
        assert!(granted.contains(expected), "{expected} {granted:#?}");
    }
    let forced = caller("largeInputProps, sites create, sites rm").with(Text::RemotionBucket, "acme-remotion");
    assert!(!grants(&forced).iter().any(|one| one.starts_with("s3:PutLifecycle")), "{:?}", grants(&forced));
    let props = caller("largeInputProps").with(Text::RemotionBucket, "acme-remotion");
    assert_eq!(grants(&props).len(), 2, "{:?}", grants(&props));
    let prefix = caller("render").with(Text::FunctionName, "acme-*");
    assert!(grants(&prefix).contains("lambda:InvokeFunction lambda:*:*:function:acme-*"));
}

#[test]
fn names_are_read_as_a_reader_writes_them() {
    let whole = text(&caller("deploySite, functions ls"));
    for typed in [
        "deploySite functions ls",
        "functions  ls,deploySite",
        "deploySite() functions ls",
        "DEPLOYSITE; npx remotion lambda functions ls",
    ] {
        assert_eq!(text(&caller(typed)), whole, "{typed}");
    }
    let list = ["deploySite", "functions ls"].map(|name| CallValue::Text(name.into())).to_vec();
    let read =
        |calls| BuildCall::read(CallValue::Fields(vec![("policy".into(), CallValue::Text("caller".into())), calls]));
    assert_eq!(text(&read(("calls".into(), CallValue::List(list))).unwrap()), whole);
    let refused = |value| read(("calls".into(), value)).unwrap_err();
    assert_eq!(refused(CallValue::Text("render".into())), "the field `calls` must be an array of strings");
    assert_eq!(refused(CallValue::List(vec![CallValue::Other])), "the field `calls` must be an array of strings");
    assert_eq!(read(("calls".into(), CallValue::Nothing)), Ok(BuildCall::new("caller")));
}

#[test]
fn what_is_no_call_is_a_problem_beside_the_field() {
    let problems = |call: &BuildCall| match build(call) {
        BuildAnswer::Built(built) => panic!("{}", built.marked.text),
        BuildAnswer::Refused(problems) => problems
            .iter()
            .map(|problem| format!("{} {}: {}; {}", problem.field, problem.code, problem.message, problem.help))
            .collect::<Vec<_>>(),
    };
    assert_eq!(
        problems(&caller("deploySites, sites lss, fly")),
        [
            "calls unknown-call: `deploySites` is not a call or command of Remotion Lambda; did you mean `deploySite`?",
            "calls unknown-call: `sites lss` is not a call or command of Remotion Lambda; did you mean `sites ls`?",
            "calls unknown-call: `fly` is not a call or command of Remotion Lambda that sends a request; use names such as \
             `renderMediaOnLambda` or `sites create`",
        ]
    );
    assert_eq!(problems(&caller("")), ["calls required: a call is missing; choose at least one"]);
    let wrong = BuildCall::new("caller").with(Text::FunctionName, "a b").with(Text::RemotionBucket, "A");
    let fields: Vec<String> =
        problems(&wrong).iter().map(|problem| problem.split(' ').next().unwrap().to_string()).collect();
    assert_eq!(fields, ["functionName", "remotionBucket", "remotionBucket"]);
}

fn check_against(policies: &[BuildCall], requirement: &BuildCall) -> Verdict {
    let texts = policies.iter().map(text).collect();
    let call = CheckCall { texts, requirements: vec![requirement.clone()], ..CheckCall::default() };
    match check(&call) {
        CheckAnswer::Checked(checked) => checked.verdict,
        CheckAnswer::Refused(problems) => panic!("{problems:?}"),
    }
}

#[test]
fn the_policy_of_a_call_is_sufficient_for_it_and_only_the_whole_user_policy_for_all() {
    for call in calls::names() {
        let name = call.split(['|', '(']).next().unwrap();
        for region in ["", "eu-central-1"] {
            // Of one version: a release may take an action out of the policy of the user.
            let call = caller(name).with(Text::Region, region).with(Text::Version, "4.0.527");
            let user = BuildCall::new("user").with(Text::Version, "4.0.527");
            assert_eq!(check_against(std::slice::from_ref(&call), &call), Verdict::Sufficient, "{name}");
            assert_eq!(check_against(&[user], &call), Verdict::Sufficient, "{name}");
        }
    }
    assert_eq!(check_against(&[BuildCall::new("caller")], &caller("deploySite")), Verdict::Insufficient);
    assert_eq!(check_against(&[caller("deploySite")], &BuildCall::new("caller")), Verdict::Insufficient);
}

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    let all: Vec<&'static str> = calls::names().iter().map(|names| names.split(['|', '(']).next().unwrap()).collect();
    proptest::sample::subsequence(all, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_calls_never_grant_less((few, more) in (names(), names())) {
        let (few, more) = (few.join(" "), [few, more].concat().join(", "));
        let (less, all) = (grants(&caller(&few)), grants(&caller(&more)));
        prop_assert!(less.is_subset(&all), "{few} in {more}: {:?}", less.difference(&all).collect::<Vec<_>>());
    }

    #[test]
    fn calls_together_grant_what_each_grants(some in names()) {
        let each: BTreeSet<String> = some.iter().flat_map(|name| grants(&caller(name))).collect();
        prop_assert_eq!(grants(&caller(&some.join(" "))), each);
    }
}

#[test]
fn the_types_list_every_name() {
    let types = include_str!("../pkg/types.d.ts");
    let union = types.split("export type RemotionCall =").nth(1).unwrap().split(';').next().unwrap();
    let listed: Vec<&str> = union.split('|').map(|name| name.trim().trim_matches('\'')).skip(1).collect();
    let known: Vec<&str> =
        calls::names().iter().flat_map(|names| names.split('|')).map(|name| name.trim_end_matches("()")).collect();
    assert_eq!(listed, known);
}
