//! What holds of `check` and `evaluate` for every policy that can be built, and for policies bent in any way.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use proptest::prelude::*;
use remotion_policy_builder::{
    build, evaluate, releases, BuildAnswer, BuildCall, CheckCall, Checked, EvaluateCall, Flag, PermissionRow, Text,
    Verdict, FLAGS,
};
use serde_json::{json, Value};
use support::check_call;

mod support;

const KINDS: [&str; 5] = ["user", "role", "caller", "destination", "destination-caller"];
const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// Every policy with permissions, at both ends of every range of versions, in both partitions, with and without each
/// option; those that cannot be are left out.
fn calls() -> Vec<BuildCall> {
    let mut versions: Vec<String> = releases().ranges.into_iter().flat_map(|range| [range.from, range.to]).collect();
    versions.dedup();
    let mut calls = Vec::new();
    for version in &versions {
        for kind in KINDS {
            for region in ["", "us-east-1", "cn-north-1"] {
                let call = BuildCall::new(kind)
                    .with(Text::Version, version)
                    .with(Text::Region, region)
                    .with(Text::Bucket, "my-videos");
                calls.push(call.clone());
                calls.push(FLAGS.iter().fold(call.clone(), |call, flag| call.with_flag(*flag)));
                calls.push(call.clone().with_flag(Flag::Download).with(Text::KeyPrefix, "a*b/c"));
                calls.push(call.clone().with_flag(Flag::Delete).with(Text::Privacy, "no-acl"));
                calls.push(
                    call.with(Text::AccountId, "123456789012").with(Text::KmsKeyArn, KEY).with_flag(Flag::Download),
                );
            }
        }
    }
    calls.retain(|call| matches!(build(call), BuildAnswer::Built(_)));
    calls
}

fn built(call: &BuildCall) -> String {
    support::built(call).marked.text
}

/// The policy with all that it is for: in China, Remotion's user policy cannot name the layers that the reader hosts.
fn complete(call: &BuildCall) -> Value {
    let mut policy: Value = serde_json::from_str(&built(call)).unwrap();
    let china = call.text(Text::Region).is_some_and(|region| region.starts_with("cn-"));
    if china && call.text(Text::Policy) == Some("user") {
        policy["Statement"].as_array_mut().unwrap().extend([
            json!({ "Effect": "Allow", "Action": ["lambda:GetLayerVersion"], "Resource": "arn:aws-cn:lambda:*:*:layer:*" }),
            json!({
                "Effect": "Allow",
                "Action": ["lambda:GetFunctionConfiguration", "lambda:UpdateFunctionConfiguration"],
                "Resource": "arn:aws-cn:lambda:*:*:function:remotion-render-*"
            }),
        ]);
    }
    policy
}

fn checked(texts: &[&str], boundary: &[String], call: &BuildCall) -> Checked {
    let texts = texts.iter().map(|text| (*text).to_string()).collect();
    let requirements = vec![call.clone()];
    check_call(&CheckCall { texts, boundary: boundary.to_vec(), requirements, ..CheckCall::default() })
}

/// What a request to a resource of the requirement comes to, when nothing else is known of it but the caller's name.
fn decided(texts: &[&str], boundary: &[String], row: &PermissionRow, resource: &str) -> &'static str {
    let caller = resource.split_once(":user/").map_or("ann", |(_, name)| name);
    evaluate(&EvaluateCall {
        texts: texts.iter().map(|text| (*text).to_string()).collect(),
        boundary: boundary.to_vec(),
        action: row.action.into(),
        resource: resource.into(),
        context: vec![("aws:username".into(), vec![caller.into()])],
        ..EvaluateCall::default()
    })
}

/// A resource of the requirement. Each wildcard stands for something of `fillings`, as the resource type has it.
fn sample(row: &PermissionRow, fillings: &[&str]) -> Option<String> {
    let takes_object = row.action.contains("Object") || row.action.ends_with("Upload");
    if row.action.starts_with("iam:") && row.resource.contains("${") {
        return Some(row.resource.replace("${aws:username}", fillings[0]));
    }
    if row.resource == "*" || row.resource.ends_with(":*") {
        return (row.resource == "*").then(|| "*".to_string());
    }
    let text = row.resource.replace("${*}", "\u{1}").replace("${?}", "?").replace("${$}", "$");
    let (mut sample, mut at) = (String::new(), 0);
    for c in text.chars() {
        let segment = sample.matches(':').count();
        match c {
            '\u{1}' => sample.push('*'),
            '*' if segment == 3 => sample.push_str("us-east-1"),
            '*' if segment == 4 => sample.push_str("123456789012"),
            '*' => {
                sample.push_str(fillings[at % fillings.len()]);
                at += 1;
            }
            c => sample.push(c),
        }
    }
    if row.action.starts_with("s3:") && takes_object && !sample.contains('/') {
        sample.push_str("/renders/1/out.mp4");
    }
    Some(sample)
}

/// The actions of a policy, each once.
fn actions(policy: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for statement in policy["Statement"].as_array().unwrap() {
        for action in statement["Action"].as_array().unwrap() {
            let action = action.as_str().unwrap().to_string();
            if !found.contains(&action) {
                found.push(action);
            }
        }
    }
    found
}

/// The policy without an action; a Statement that had no other goes with it.
fn without(policy: &Value, gone: &str) -> Value {
    let mut policy = policy.clone();
    let statements = policy["Statement"].as_array_mut().unwrap();
    for statement in statements.iter_mut() {
        statement["Action"].as_array_mut().unwrap().retain(|action| action != gone);
    }
    statements.retain(|statement| statement["Action"] != json!([]));
    policy
}

#[test]
fn every_policy_is_enough_for_what_it_is_built_for() {
    let calls = calls();
    assert!(calls.len() > 500, "{}", calls.len());
    let mut rows = 0;
    for call in &calls {
        let text = complete(call).to_string();
        let checked = checked(&[&text], &[], call);
        assert_eq!((checked.verdict, checked.addition), (Verdict::Sufficient, None), "{call:?}");
        for row in &checked.permissions {
            assert_eq!(row.status.name(), "allowed", "{call:?} {row:?}");
            for fillings in [["x", "y1"], ["a-b", "useast1-c"]] {
                let Some(sample) = sample(row, &fillings) else { continue };
                assert_eq!(decided(&[&text], &[], row, &sample), "allowed", "{call:?} {row:?} {sample}");
                rows += 1;
            }
        }
    }
    assert!(rows > 5_000, "{rows}");
}

#[test]
fn without_one_action_exactly_that_one_is_missing_and_adding_what_is_said_mends_it() {
    let (mut seen, mut removed) = (Vec::new(), 0);
    for call in calls() {
        let policy = complete(&call);
        let text = policy.to_string();
        // Equal texts of different versions are checked once for each set of requirements.
        let rows = checked(&[&text], &[], &call).permissions;
        let key = (text.clone(), rows.iter().map(|row| (row.action, row.level.name())).collect::<Vec<_>>());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        for gone in actions(&policy) {
            let less = without(&policy, &gone).to_string();
            let checked = checked(&[&less], &[], &call);
            for row in &checked.permissions {
                // Every Statement lost the action, so nothing of it is allowed: never `partly`.
                let expected = if row.action == gone { "missing" } else { "allowed" };
                assert_eq!(row.status.name(), expected, "{call:?} {row:?} without {gone}");
                assert_eq!(row.example.is_some(), row.action == gone);
                if let Some(example) = &row.example {
                    assert_eq!(decided(&[&less], &[], row, example), "implicitDeny", "{row:?}");
                }
            }
            let mut rows = checked.permissions.iter().filter(|row| row.action == gone).peekable();
            assert!(rows.peek().is_some(), "{gone} is asked for");
            let is_unused = rows.all(|row| row.level.name() == "unused");
            assert_eq!(checked.addition.is_none(), is_unused, "{gone}: nobody is told to add what nothing uses");
            let addition = checked.addition.map(|addition| addition.text).unwrap_or_default();
            let mended = self::checked(&[&less, &addition], &[], &call);
            let mut rows = mended.permissions.iter();
            assert!(
                rows.all(|row| row.status.name() == "allowed" || row.level.name() == "unused"),
                "{gone} {mended:?}"
            );
            removed += 1;
        }
    }
    assert!(removed > 300, "{removed}");
}

/// A Statement that meets Remotion's resources half way.
fn statement() -> impl Strategy<Value = Value> {
    let pick = |values: &'static [&'static str]| proptest::sample::select(values);
    let action =
        pick(&["*", "s3:*", "S3:put*", "s3:?etObject", "lambda:*", "logs:Create*", "iam:PassRole", "s3:List*"]);
    let resource = pick(&[
        "*",
        "arn:aws:s3:::*/*",
        "arn:aws:s3:::remotionlambda-*",
        "arn:aws:s3:::remotionlambda-?*/*.mp4",
        "arn:aws:s3:::my-videos/a*",
        "arn:aws:lambda:*:*:function:*-render-*",
        "arn:aws:lambda:us-east-1:*",
        "arn:aws:iam::*:role/*-role",
        "arn:*:s3:::*",
        "arn:aws:s3:::${aws:username}/*",
    ]);
    let condition = prop_oneof![
        4 => Just(json!({})),
        1 => Just(json!({"Bool": {"aws:SecureTransport": "true"}})),
        1 => Just(json!({"StringEquals": {"aws:PrincipalOrgID": "o-1"}})),
    ];
    let effect = pick(&["Allow", "Allow", "Deny"]);
    (effect, action, any::<[bool; 2]>(), proptest::collection::vec(resource, 1..3), condition).prop_map(
        |(effect, action, [not_action, not_resource], resources, condition)| {
            let mut statement = json!({"Effect": effect});
            statement[if not_action && not_resource { "NotAction" } else { "Action" }] = action.into();
            statement[if not_resource { "NotResource" } else { "Resource" }] = resources.into();
            if condition != json!({}) {
                statement["Condition"] = condition;
            }
            statement
        },
    )
}

fn document(statements: Vec<Value>) -> String {
    json!({"Version": "2012-10-17", "Statement": statements}).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_of_all_is_so_of_each(
        kind in proptest::sample::select(&KINDS[..]),
        with in any::<bool>(),
        gone in any::<proptest::sample::Index>(),
        more in proptest::collection::vec(statement(), 1..4),
        bounds in proptest::option::weighted(0.3, proptest::collection::vec(statement(), 1..3)),
        fillings in ["[a-z0-9]{1,8}", "[a-z0-9]{1,3}-render-[a-z]{1,4}"],
    ) {
        let call = BuildCall::new(kind).with(Text::Bucket, "my-videos").with_flag(Flag::Download);
        let policy: Value = serde_json::from_str(&built(&call)).unwrap();
        let all = actions(&policy);
        let bent = without(&policy, &all[gone.index(all.len())]).to_string();
        let more = document(more);
        let texts: Vec<&str> = if with { vec![&bent, &more] } else { vec![&more] };
        let boundary: Vec<String> = bounds.into_iter().map(document).collect();
        let before = checked(&texts, &boundary, &call);
        // A Deny that hangs on the caller's name is sure only where the name is known.
        let named = texts.iter().copied().chain(boundary.iter().map(String::as_str)).any(|text| text.contains(":::${"));
        for row in &before.permissions {
            let ask = |resource: &str| decided(&texts, &boundary, row, resource);
            if let Some(sample) = sample(row, &[&fillings[0], &fillings[1]]) {
                let access = ask(&sample);
                // What Remotion always sends was decided in the row, and is left open for a single request.
                let open = access == "conditional";
                match row.status.name() {
                    "allowed" => prop_assert!(access == "allowed" || open && !row.decided_conditions.is_empty(), "{row:?} {sample} {access}"),
                    "missing" => prop_assert!(access == "implicitDeny" || access == "explicitDeny" && named || open && !row.decided_conditions.is_empty(), "{row:?} {sample} {access}"),
                    "denied" => prop_assert!(access != "allowed", "{row:?} {sample} {access}"),
                    _ => {}
                }
            }
            if let Some(example) = &row.example {
                let access = ask(example);
                prop_assert!(access != "allowed", "{row:?}");
                prop_assert!(access != "conditional" || !row.decided_conditions.is_empty(), "{row:?}");
            }
            prop_assert_eq!(row.example.is_some(), ["missing", "partly", "denied"].contains(&row.status.name()), "{:?}", row);
        }
        if let Some(addition) = &before.addition {
            let mut with = texts.clone();
            with.push(&addition.text);
            let after = checked(&with, &boundary, &call);
            for (action, resource) in before.permissions.iter().map(|row| (row.action, &row.resource)) {
                let find = |rows: &Checked| {
                    let row = rows.permissions.iter().find(|row| row.action == action && row.resource == *resource);
                    row.unwrap().clone()
                };
                let (was, is) = (find(&before), find(&after));
                let added = addition.policy.statements.iter().any(|s| s.actions.contains(&action) && s.resources.contains(resource));
                if added {
                    prop_assert_eq!(is.status.name(), "allowed", "{:?}", was);
                } else if was.level.name() != "unused" && (was.status.name() == "missing" || was.status.name() == "partly") {
                    // A Deny, a boundary or an open condition stands in the way.
                    let deny = more.contains("Deny");
                    prop_assert!(deny || !boundary.is_empty(), "{was:?}");
                }
            }
        }
    }
}
