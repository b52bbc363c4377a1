//! What is enough: the case files in `tests/cases/levels`; see the README there for how to add one.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{check, BuildCall, CheckAnswer, CheckCall, Flag, Text, Value as Given};
use serde_json::{json, Value};

fn given(value: &Value) -> Given {
    match value {
        Value::Null => Given::Nothing,
        Value::String(text) => Given::Text(text.clone()),
        Value::Bool(flag) => Given::Flag(*flag),
        Value::Object(fields) => {
            Given::Fields(fields.iter().map(|(name, value)| (name.clone(), given(value))).collect())
        }
        other => panic!("{other} in a call"),
    }
}

fn check_case(case: &Value) {
    let name = &case["name"];
    let texts = case["policies"].as_array().expect("policies").iter().map(Value::to_string).collect();
    let calls = case["requirements"].as_array().expect("requirements").iter();
    // The cases are about what this version needs; another may need more.
    let read = |call| match BuildCall::read(given(call)).expect("a call") {
        call if call.text(Text::Version).is_none() => call.with(Text::Version, "4.0.527"),
        call => call,
    };
    let requirements = calls.map(read).collect();
    let call = CheckCall { texts, requirements, ..CheckCall::default() };
    let CheckAnswer::Checked(checked) = check(&call) else { panic!("{name} was refused") };
    let rows = &checked.permissions;
    let verdict = serde_json::to_value(checked.verdict).unwrap();
    assert_eq!(verdict, case["verdict"], "{name}: {} {rows:#?}", checked.summary);
    assert_eq!(json!(checked.sufficient_in), case["sufficientIn"], "{name}");
    let empty = serde_json::Map::new();
    for (action, status) in case["status"].as_object().unwrap_or(&empty) {
        let mut rows = rows.iter().filter(|row| row.action == action).peekable();
        assert!(rows.peek().is_some(), "{name}: {action} is not asked for");
        assert!(rows.all(|row| row.status == status), "{name}: {action}");
    }
    for action in case["notMust"].as_array().into_iter().flatten() {
        assert!(rows.iter().all(|row| row.action != action || row.level != "must"), "{name}: {action}");
    }
    for (action, resources) in case["asks"].as_object().unwrap_or(&empty) {
        let asked: Vec<&str> =
            rows.iter().filter(|row| row.action == action).map(|row| row.resource.as_str()).collect();
        assert_eq!(json!(asked), *resources, "{name}: {action}");
    }
}

#[test]
fn every_case_comes_out_as_written() {
    let folder = [env!("CARGO_MANIFEST_DIR"), "/tests/cases/levels"].concat();
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "json") {
            let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).expect("cases");
            count += cases.len();
            cases.iter().for_each(check_case);
        }
    }
    assert!(count > 15, "only {count} cases were found");
}

#[test]
fn the_summary_says_where_it_is_enough() {
    let summary = |requirement: BuildCall, resource: &str| {
        let allow = json!({ "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": resource });
        let text = json!({ "Version": "2012-10-17", "Statement": [allow] }).to_string();
        let call = CheckCall { texts: vec![text], requirements: vec![requirement], ..CheckCall::default() };
        let CheckAnswer::Checked(checked) = check(&call) else { panic!("refused") };
        checked.summary
    };
    let caller = || BuildCall::new("caller").with_flag(Flag::ForceBucketName);
    let function = |place: &str| format!("arn:aws:lambda:{place}:function:remotion-render-*");
    let rest =
        "the one permission Remotion must have is allowed. 3 more are not allowed, which are needed only in the \
                cases that are named below.";
    assert_eq!(summary(caller(), &function("*:*")), format!("Enough: {rest}"));
    for (place, words) in
        [("eu-west-1:123456789012", "in eu-west-1 of account 123456789012"), ("eu-west-1:*", "in eu-west-1")]
    {
        assert_eq!(summary(caller(), &function(place)), format!("Enough {words}: {rest}"));
    }
    let deletes = caller().with(Text::Region, "eu-west-1").with_flag(Flag::Delete);
    let since = "This is for Remotion buckets made since December 2022, which have the region in their name.";
    assert!(summary(deletes, &function("*:*")).ends_with(since));
    assert_eq!(summary(caller(), &function("*:123456789012")), format!("Enough in account 123456789012: {rest}"));
}
