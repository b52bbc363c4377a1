//! What `user` and `role` get beside Remotion's texts: by extras, a role, function, bucket and key of one's own.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{
    build, check, compare, BuildAnswer, BuildCall, Built, CallValue, CheckAnswer, CheckCall, Checked, CompareAnswer,
    CompareCall, Text, Verdict,
};
use serde_json::{json, Value};

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// A call as an element's attributes would make it.
#[track_caller]
fn call(line: &str) -> BuildCall {
    let mut words = line.split(' ');
    let mut call = BuildCall::new(words.next().unwrap());
    for word in words {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        assert!(call.set_attribute(name, Some(&value.replace("{key}", KEY))), "no attribute {name}");
    }
    call
}

#[track_caller]
fn built(line: &str) -> Built {
    match build(&call(line)) {
        BuildAnswer::Built(built) => built,
        BuildAnswer::Refused(problems) => panic!("{line}: {problems:?}"),
    }
}

#[track_caller]
fn statements(line: &str) -> Vec<Value> {
    let policy: Value = serde_json::from_str(&built(line).marked.text).unwrap();
    policy["Statement"].as_array().unwrap().clone()
}

/// What is added to Remotion's own text, which stays as it is.
#[track_caller]
fn added(line: &str) -> Vec<Value> {
    let words: Vec<&str> = line.split(' ').collect();
    let plain = words.iter().filter(|word| word.starts_with("region=") || word.starts_with("function-prefix="));
    let plain = [&words[..1], &plain.copied().collect::<Vec<_>>()].concat().join(" ");
    let (mut all, remotions) = (statements(line), statements(&plain));
    let more = all.split_off(remotions.len());
    assert_eq!(all, remotions, "{line}");
    more
}

fn sids(line: &str) -> Vec<String> {
    added(line).iter().map(|statement| statement["Sid"].as_str().unwrap().to_string()).collect()
}

fn notes(line: &str) -> Vec<(&'static str, String)> {
    built(line).notes.into_iter().map(|note| (note.code, [note.message, note.help].join("; "))).collect()
}

fn has_note(line: &str, code: &str) -> bool {
    notes(line).iter().any(|(found, _)| *found == code)
}

#[test]
fn each_extra_is_a_statement_of_its_own_beside_remotions_text() {
    for (line, want) in [
        ("user", &[][..]),
        ("role", &[]),
        ("user extras=", &[]),
        ("user extras=layers", &["OwnLayers", "ChangeLayers"]),
        ("user region=cn-north-1", &[]),
        ("user region=cn-north-1 extras=layers", &["OwnLayers", "ChangeLayers"]),
        ("user region=ap-east-1 extras=insights", &["InsightsLayer"]),
        ("user extras=vpc", &["ChooseVpc"]),
        ("role extras=vpc", &["ConnectToVpc"]),
        ("user extras=QUOTA-INCREASE;vpc,vpc", &["ChooseVpc", "FirstQuotaIncrease"]),
        ("user function-role=remotion-lambda-role", &[]),
        ("user function-role=mine", &["PassOwnRole"]),
        ("user function-role=arn:aws:iam::123456789012:role/x/remotion-lambda-role", &["PassOwnRole"]),
        ("role function-role=mine", &[]),
        ("user function-name=acme", &["OwnFunction", "OwnFunctionLogs"]),
        ("role function-name=acme-*", &["OwnFunction", "OwnFunctionLogs"]),
        ("role function-prefix=acme- function-name=remotion-render-x", &["OwnFunction", "OwnFunctionLogs"]),
        ("user remotion-bucket=acme", &["OwnBucket", "OwnBucketFiles"]),
        ("role remotion-bucket=acme kms-key-arn={key}", &["OwnBucket", "OwnBucketFiles", "OwnBucketKey"]),
        ("user kms-key-arn={key}", &["OwnBucketKey"]),
    ] {
        assert_eq!(sids(line), want, "{line}");
    }
}

#[test]
fn what_adds_nothing_says_so_and_leaves_the_text_alone() {
    for (line, why) in [
        ("user extras=insights", "except in af-south-1"),
        ("user region=eu-west-1 extras=insights", "except in af-south-1"),
        ("role region=af-south-1 extras=insights", "has the log group of Lambda Insights already"),
        ("role extras=layers", "only the policy `user` needs it"),
        ("role extras=quota-increase", "only the policy `user` needs it"),
        ("user function-name=remotion-render-mine", "covers every function whose name starts so"),
        ("role function-prefix=acme- function-name=acme-render", "covers every function whose name starts so"),
        ("user remotion-bucket=remotionlambda-useast1-abc", "covers every bucket whose name starts with"),
    ] {
        assert_eq!(added(line), [Value::Null; 0], "{line}");
        let said: Vec<String> =
            notes(line).into_iter().filter(|(code, _)| *code == "extra-without-effect").map(|(_, said)| said).collect();
        assert!(said.len() == 1 && said[0].contains(why), "{line}: {said:?}");
    }
    for line in ["user", "role", "user extras=layers,vpc,quota-increase", "user region=eu-south-1 extras=insights"] {
        assert!(!has_note(line, "extra-without-effect"), "{line}");
    }
}

#[test]
fn the_layer_of_lambda_insights_is_that_of_the_region() {
    for (region, account) in [
        ("af-south-1", "012438385374"),
        ("ap-east-1", "519774774795"),
        ("ap-northeast-3", "194566237122"),
        ("eu-south-1", "339249233099"),
    ] {
        let resource = &added(&format!("user region={region} extras=insights"))[0]["Resource"][0];
        assert_eq!(
            *resource,
            json!(format!("arn:aws:lambda:{region}:{account}:layer:LambdaInsightsExtension-Arm64:*"))
        );
        assert!(has_note(&format!("user region={region}"), "insights-layer"));
        assert!(!has_note(&format!("user region={region} extras=insights"), "insights-layer"));
    }
}

#[test]
fn a_role_of_ones_own_can_be_passed_to_lambda_alone_where_the_key_is_known() {
    let passed = |line: &str| {
        let [one] = &added(line)[..] else { panic!("{line}") };
        (one["Resource"][0].as_str().unwrap().to_string(), one["Condition"].clone())
    };
    let to_lambda = json!({ "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } });
    let arn = "arn:aws:iam::123456789012:role/media/render";
    assert_eq!(passed(&format!("user function-role={arn}")), (arn.to_string(), to_lambda.clone()));
    assert_eq!(passed("user function-role=render"), ("arn:aws:iam::*:role/render".to_string(), to_lambda));
    let china = passed("user region=cn-north-1 function-role=render");
    assert_eq!(china, ("arn:aws-cn:iam::*:role/render".to_string(), Value::Null));
}

#[test]
fn an_unknown_extra_is_an_error_next_to_its_field() {
    let refused = |line: &str| match build(&call(line)) {
        BuildAnswer::Built(_) => panic!("{line} was built"),
        BuildAnswer::Refused(problems) => {
            problems.iter().map(|one| format!("{} {}: {}", one.field, one.code, one.help)).collect::<Vec<_>>()
        }
    };
    let list = "`layers`, `insights`, `vpc`, `quota-increase`";
    assert_eq!(
        refused("user extras=layer,vpc,nothing"),
        [
            format!("extras not-one-of: did you mean `layers`? It is one of {list}"),
            format!("extras not-one-of: use one of {list}")
        ]
    );
    assert_eq!(refused("user extras=?,VPC"), [format!("extras not-one-of: use one of {list}")]);
    let text = CallValue::Text("vpc".into());
    let fields = |value: CallValue| {
        BuildCall::read(CallValue::Fields(vec![
            ("policy".into(), CallValue::Text("role".into())),
            ("extras".into(), value),
        ]))
    };
    assert_eq!(fields(text.clone()).err().as_deref(), Some("the field `extras` must be an array of strings"));
    let read = fields(CallValue::List(vec![text])).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), json!({ "policy": "role", "extras": ["vpc"] }));
}

#[test]
fn what_a_region_asks_for_is_offered_beside_what_is_chosen() {
    let mend = |line: &str, code: &str| {
        let notes = built(line).notes;
        notes.into_iter().find(|note| note.code == code).map(|note| note.mend)
    };
    let extras = |value: &str| Some(("extras", value.to_string()));
    assert_eq!(mend("user region=cn-north-1", "china-layers"), extras("layers"));
    assert_eq!(mend("user region=cn-north-1 extras=vpc", "china-layers"), extras("vpc, layers"));
    assert_eq!(mend("user region=cn-north-1 extras=layers", "china-layers"), Some(("", String::new())));
    assert_eq!(mend("user region=eu-south-1", "insights-layer"), extras("insights"));
    assert_eq!(mend("role region=cn-north-1", "china-layers"), None);
}

#[test]
fn names_of_ones_own_say_what_remotion_cannot_do_with_them() {
    let said = |line: &str, code: &str| notes(line).into_iter().find(|(found, _)| *found == code).unwrap().1;
    for policy in ["user", "role"] {
        let function = said(&format!("{policy} function-name=acme"), "function-prefix-own");
        assert!(function.contains("`getFunctions()` does not list it") && function.contains("creates a second one"));
        let bucket = said(&format!("{policy} remotion-bucket=acme"), "own-remotion-bucket");
        for part in ["`acme` yourself with ACLs enabled", "`forceBucketName`", "`bypassBucketNameValidation`"] {
            assert!(bucket.contains(part), "{bucket}");
        }
        assert!(has_note(&format!("{policy} kms-key-arn={{key}}"), "kms-with-sites"));
        assert!(has_note(&format!("{policy} kms-key-arn={{key}} region=eu-west-1"), "kms-other-region"));
    }
    let whom = said("user kms-key-arn={key} attach-to=role/ci", "kms-key-policy");
    assert!(whom.starts_with("the key policy must allow ci, or"), "{whom}");
    let twice = notes("role function-prefix=acme- function-name=other");
    assert_eq!(twice.iter().filter(|(code, _)| *code == "function-prefix-own").count(), 1);
}

#[test]
fn what_is_new_in_a_version_is_noted_from_that_version_on() {
    for (line, version, before, code) in [
        ("role", "4.0.535", "4.0.534", "render-frames"),
        ("destination bucket=acme", "4.0.535", "4.0.534", "render-frames"),
        ("user", "4.0.542", "4.0.541", "render-and-stream"),
        ("caller", "4.0.542", "4.0.541", "render-and-stream"),
    ] {
        assert!(has_note(&format!("{line} version={version}"), code), "{line}");
        assert!(!has_note(&format!("{line} version={before}"), code), "{line}");
    }
}

#[test]
fn a_user_policy_that_is_too_large_for_an_inline_policy_says_so() {
    assert!(has_note("user extras=quota-increase", "inline-full"));
    assert!(!has_note("user", "inline-full") && has_note("user", "inline-room"));
    let all = "user region=ap-east-1 function-role=mine function-name=acme remotion-bucket=acme kms-key-arn={key} \
               extras=layers,insights,vpc,quota-increase";
    let size = built(&all.replace("{key}", &KEY.replace("us-east-1", "ap-east-1"))).size.unwrap();
    assert!(size.characters < size.limit && size.limit == 6144, "{size:?}");
    let role = built("role function-name=acme remotion-bucket=acme kms-key-arn={key} extras=vpc");
    assert!(!role.notes.iter().any(|note| ["inline-full", "over-limit"].contains(&note.code)));
}

#[test]
fn a_text_that_the_page_states_keeps_its_statements_and_gets_the_extras() {
    let stated = r#"{"Version":"2012-10-17","Statement":{"Sid":"One","Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::remotionlambda-*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}}"#;
    let call =
        |extras: &str| call("role version=99.0.0").with(Text::PublishedPolicy, stated).with(Text::Extras, extras);
    let text = |extras: &str| match build(&call(extras)) {
        BuildAnswer::Built(built) => built.marked.text,
        BuildAnswer::Refused(problems) => panic!("{problems:?}"),
    };
    assert_eq!(text(""), stated);
    let policy: Value = serde_json::from_str(&text("vpc")).unwrap();
    let before: Value = serde_json::from_str(stated).unwrap();
    assert_eq!(policy["Statement"][0], before["Statement"]);
    assert_eq!(policy["Statement"][1], added("role extras=vpc")[0]);
    assert!(
        text("vpc").starts_with("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Sid\": \"One\"")
    );
}

fn checked(text: &str, line: &str) -> Checked {
    let asked = CheckCall { texts: vec![text.to_string()], requirements: vec![call(line)], ..CheckCall::default() };
    match check(&asked) {
        CheckAnswer::Checked(checked) => checked,
        CheckAnswer::Refused(problems) => panic!("{line}: {problems:?}"),
    }
}

const CHECKED: [&str; 13] = [
    "user extras=layers",
    "user region=cn-north-1 extras=layers",
    "user region=eu-south-1 extras=insights",
    "user extras=vpc",
    "role extras=vpc",
    "user extras=quota-increase",
    "user function-role=mine",
    "user region=cn-north-1 function-role=arn:aws-cn:iam::123456789012:role/x/mine extras=layers",
    "user function-name=acme",
    "role function-name=acme-*",
    "user remotion-bucket=acme",
    "role remotion-bucket=acme kms-key-arn={key}",
    "user kms-key-arn={key}",
];

#[test]
fn the_checker_finds_each_extra_that_is_missing_and_what_it_adds_is_right() {
    for line in CHECKED {
        let text = built(line).marked.text;
        let whole = checked(&text, line);
        assert_eq!(whole.verdict, Verdict::Sufficient, "{line}");
        assert_eq!(whole.addition, None, "{line}");
        let policy: Value = serde_json::from_str(&text).unwrap();
        let all = policy["Statement"].as_array().unwrap();
        for (at, statement) in all.iter().enumerate().skip(all.len() - added(line).len()) {
            let mut less = policy.clone();
            less["Statement"].as_array_mut().unwrap().remove(at);
            let found = checked(&less.to_string(), line);
            let addition = found.addition.unwrap_or_else(|| panic!("{line} without {}", statement["Sid"]));
            let mut actions: Vec<&str> =
                addition.policy.statements.iter().flat_map(|one| one.actions.iter().copied()).collect();
            actions.sort_unstable();
            let mut lost: Vec<&str> =
                statement["Action"].as_array().unwrap().iter().map(|action| action.as_str().unwrap()).collect();
            lost.sort_unstable();
            assert_eq!(actions, lost, "{line}");
            // Both documents together are enough.
            let both = [less.to_string(), addition.text].join("\n");
            assert_eq!(checked(&both, line).verdict, Verdict::Sufficient, "{line}");
        }
    }
}

#[test]
fn a_comparison_of_versions_is_not_about_the_extras() {
    let compared = |line: &str| {
        let from = if line.contains("cn-north-1") { "4.0.510" } else { "3.0.0" };
        match compare(&CompareCall { call: call(line), from: Some(from.into()), to: Some("4.0.527".into()) }) {
            CompareAnswer::Compared(compared) => json!([compared.added, compared.removed]),
            CompareAnswer::Refused(problems) => panic!("{line}: {problems:?}"),
        }
    };
    for line in CHECKED {
        let words = line.split(' ').filter(|word| !word.contains('=') || word.starts_with("region="));
        assert_eq!(compared(line), compared(&words.collect::<Vec<_>>().join(" ")), "{line}");
    }
}
