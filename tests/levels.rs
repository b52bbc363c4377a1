//! What is enough: the case files in `tests/cases/levels`; see the README there for how to add one.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{BuildCall, CheckCall, Text};
use serde_json::{json, Value};
use support::{check_call, checked, document, entry, given, json_files, run};

mod support;

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
    let checked = check_call(&call);
    let rows = &checked.permissions;
    let verdict = serde_json::to_value(checked.verdict).unwrap();
    assert_eq!(verdict, case["verdict"], "{name}: {} {rows:#?}", checked.summary);
    assert_eq!(json!(checked.sufficient_in), case["sufficientIn"], "{name}");
    let empty = serde_json::Map::new();
    for (action, status) in case["status"].as_object().unwrap_or(&empty) {
        let mut rows = rows.iter().filter(|row| row.action == action).peekable();
        assert!(rows.peek().is_some(), "{name}: {action} is not asked for");
        assert!(rows.all(|row| row.status.name() == status), "{name}: {action}");
    }
    for action in case["notMust"].as_array().into_iter().flatten() {
        assert!(rows.iter().all(|row| row.action != action || row.level.name() != "must"), "{name}: {action}");
    }
    for (action, resources) in case["asks"].as_object().unwrap_or(&empty) {
        let asked: Vec<&str> =
            rows.iter().filter(|row| row.action == action).map(|row| row.resource.as_str()).collect();
        assert_eq!(json!(asked), *resources, "{name}: {action}");
    }
}

fn the_summary_says_where_it_is_enough() {
    let summary = |requirement: BuildCall, resource: &str| {
        let allow = json!({ "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": resource });
        checked(&[&document(&allow.to_string())], &[requirement]).summary
    };
    let caller = || BuildCall::new("caller");
    let function = |place: &str| format!("arn:aws:lambda:{place}:function:remotion-render-*");
    let rest = "the one permission Remotion must have is allowed.";
    assert_eq!(summary(caller(), &function("*:*")), format!("Enough: {rest}"));
    for (place, words) in
        [("eu-west-1:123456789012", "in eu-west-1 of account 123456789012"), ("eu-west-1:*", "in eu-west-1")]
    {
        assert_eq!(summary(caller(), &function(place)), format!("Enough {words}: {rest}"));
    }
    let deletes = caller().with(Text::Region, "eu-west-1").with(Text::Calls, "deleteRender");
    let since = "This is for Remotion buckets made since December 2022, which have the region in their name.";
    assert!(summary(deletes, &function("*:*")).ends_with(since));
    assert_eq!(summary(caller(), &function("*:123456789012")), format!("Enough in account 123456789012: {rest}"));
}

fn main() {
    let mut entries = vec![entry("the_summary_says_where_it_is_enough", the_summary_says_where_it_is_enough)];
    for (file, cases) in json_files("levels") {
        for case in cases.as_array().unwrap().clone() {
            entries.push(entry(format!("{file}/{}", case["name"].as_str().unwrap()), move || check_case(&case)));
        }
    }
    assert!(entries.len() > 15, "only {} cases", entries.len());
    run(entries);
}
