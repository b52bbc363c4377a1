//! The check where it changes its answer, as far as no other test looks there. What `cargo xtask mutants` found.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{
    check, compare, evaluate, BuildCall, CheckAnswer, CheckCall, Checked, CompareAnswer, CompareCall, EvaluateCall,
    Flag, Text,
};

fn checked(texts: &[&str], requirements: &[BuildCall]) -> Checked {
    let texts = texts.iter().map(|text| (*text).to_string()).collect();
    let call = CheckCall { texts, requirements: requirements.to_vec(), merge: true, ..CheckCall::default() };
    match check(&call) {
        CheckAnswer::Checked(checked) => checked,
        CheckAnswer::Refused(problems) => panic!("{problems:?}"),
    }
}

fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

fn destination() -> BuildCall {
    BuildCall::new("destination").with(Text::Bucket, "my-videos")
}

#[test]
fn what_is_to_be_added_is_measured_against_the_quota_of_whom_it_goes_to() {
    let size = |call: BuildCall| checked(&[&document("")], &[call]).addition.unwrap().size;
    let user = size(BuildCall::new("user"));
    assert_eq!((user.limit, user.place), (2048, "all inline policies of a user together"));
    for call in [BuildCall::new("role"), destination(), BuildCall::new("user").with(Text::UserName, "role/deployer")] {
        let role = size(call);
        assert_eq!((role.limit, role.place), (10_240, "all inline policies of a role together"));
    }
    let caller = BuildCall::new("runtime").with(Text::UserName, "ci");
    assert_eq!(size(caller).limit, 2048);
}

#[test]
fn what_is_to_be_added_takes_no_sid_that_is_taken() {
    let sids = |statements: &str| -> Vec<&str> {
        let addition = checked(&[&document(statements)], &[destination()]).addition.unwrap();
        addition.policy.statements.iter().map(|statement| statement.sid).collect()
    };
    assert_eq!(sids("")[0], "RemotionNeeds1");
    let taken = r#"{"Sid":"RemotionNeeds1","Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}"#;
    assert_eq!(sids(taken)[0], "RemotionNeeds2");
}

#[test]
fn what_two_policies_need_is_needed_as_much_as_the_one_that_needs_it_more() {
    let level = |calls: &[BuildCall]| {
        let rows = checked(&[&document("")], calls).requirements;
        let levels: Vec<&str> = rows.iter().filter(|row| row.action == "s3:GetObject").map(|row| row.level).collect();
        assert_eq!(levels.len(), 1, "{rows:?}");
        levels[0]
    };
    let (should, must) = (destination(), destination().with(Text::Version, "4.0.522").with_flag(Flag::WriteOnly));
    assert_eq!(level(&[should.clone()]), "should");
    assert_eq!(level(&[must.clone()]), "must");
    assert_eq!(level(&[should.clone(), should.clone()]), "should");
    assert_eq!(level(&[should.clone(), must.clone()]), "must");
    assert_eq!(level(&[must, should]), "must");
}

#[test]
fn a_request_is_left_open_where_a_text_cannot_be_read_unless_a_deny_settles_it() {
    let ask = |texts: &[&str]| {
        evaluate(&EvaluateCall {
            texts: texts.iter().map(|text| (*text).to_string()).collect(),
            action: "s3:GetObject".into(),
            resource: "arn:aws:s3:::my-videos/a".into(),
            ..EvaluateCall::default()
        })
    };
    let all = |effect: &str| document(&format!(r#"{{"Effect":"{effect}","Action":"s3:*","Resource":"*"}}"#));
    let (allow, deny, unread) = (all("Allow"), all("Deny"), "[".repeat(400));
    assert_eq!(ask(&[&allow]), "allowed");
    assert_eq!(ask(&[&document("")]), "implicitDeny");
    assert_eq!(ask(&[&allow, &unread]), "conditional");
    assert_eq!(ask(&[&document(""), &unread]), "conditional");
    assert_eq!(ask(&[&deny, &unread]), "explicitDeny");
}

#[test]
fn what_two_versions_leave_in_doubt_is_said_once_for_both_and_once_each_otherwise() {
    let notes = |from: &str, to: &str| {
        let call = CompareCall { call: BuildCall::new("user"), from: Some(from.into()), to: Some(to.into()) };
        let CompareAnswer::Compared(compared) = compare(&call) else { panic!("refused") };
        compared.notes.into_iter().map(|note| note.code).collect::<Vec<_>>()
    };
    assert_eq!(notes("4.0.500", "4.0.500"), [""; 0]);
    assert_eq!(notes("4.0.60000", "4.0.60000"), ["version-newer"]);
    assert_eq!(notes("4.0.60000", "4.0.60001"), ["version-newer", "version-newer"]);
    assert_eq!(notes("4.0.500", "4.0.60001"), ["version-newer"]);
}

#[test]
fn an_example_of_what_is_missing_looks_like_a_real_resource() {
    let example = |call: BuildCall, action: &str| {
        let rows = checked(&[&document("")], &[call]).requirements;
        rows.into_iter().find(|row| row.action == action).and_then(|row| row.example).unwrap_or_default()
    };
    for (policy, action, resource) in [
        ("user", "lambda:GetFunction", "arn:aws:lambda:us-east-1:123456789012:function:example"),
        ("user", "lambda:GetLayerVersion", "arn:aws:lambda:us-east-1:678892195805:layer:remotion-binaries-example:1"),
        ("user", "iam:SimulatePrincipalPolicy", "arn:aws:iam::123456789012:user/example"),
        (
            "user",
            "servicequotas:RequestServiceQuotaIncrease",
            "arn:aws:servicequotas:us-east-1:123456789012:example/example",
        ),
        (
            "role",
            "logs:PutLogEvents",
            "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/remotion-render-example:log-stream:example",
        ),
        ("role", "s3:ListAllMyBuckets", "*"),
    ] {
        assert_eq!(example(BuildCall::new(policy), action), resource);
    }
    let china = BuildCall::new("user").with(Text::Region, "cn-north-1");
    assert_eq!(example(china, "lambda:GetFunction"), "arn:aws-cn:lambda:cn-north-1:123456789012:function:example");
}

#[test]
fn patterns_too_many_to_decide_are_never_called_enough_and_never_called_missing() {
    let pattern = |at| format!("\"arn:aws:s3:::*{}b{}*c\"", "?".repeat(at), "?".repeat(40));
    let patterns = (0..40).map(pattern).collect::<Vec<_>>().join(",");
    let text = document(&format!(r#"{{"Effect":"Allow","Action":"s3:PutObject","Resource":[{patterns}]}}"#));
    let checked = checked(&[&text], &[destination()]);
    let row = checked.requirements.iter().find(|row| row.action == "s3:PutObject").unwrap();
    assert_eq!((row.status, &row.example), ("conditional", &None));
}
