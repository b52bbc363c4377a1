//! The case files in `tests/cases/evaluate`: see the README there for how to add one.

use super::super::decide::{decide, PermissionStatus};
use super::super::evaluate::evaluate;
use super::super::inclusion::Budget;
use super::super::inputs;
use super::super::required::needs;
use super::super::rules::Access;
use super::super::sample::{document, judged};
use super::super::whose::Holder;
use crate::remotion::Fact;
use crate::setup::BuildCall;
use serde_json::Value;

fn access(access: Access) -> &'static str {
    match access {
        Access::Allowed => "allowed",
        Access::ImplicitDeny => "implicitDeny",
        Access::ExplicitDeny => "explicitDeny",
        Access::Conditional => "conditional",
    }
}

fn status(status: PermissionStatus) -> &'static str {
    match status {
        PermissionStatus::Allowed => "allowed",
        PermissionStatus::Missing => "missing",
        PermissionStatus::Partly => "partly",
        PermissionStatus::Denied => "denied",
        PermissionStatus::Conditional => "conditional",
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

fn facts(context: &Value) -> Vec<Fact> {
    let fact = |(key, value): (&String, &Value)| {
        let values = match value {
            Value::Array(values) => values.iter().map(text).collect(),
            Value::Null => Vec::new(),
            one => vec![text(one)],
        };
        Fact { key: key.clone().into(), values, sometimes_absent: false, is_pattern: false, why: "" }
    };
    context.as_object().into_iter().flatten().map(fact).collect()
}

fn call(fields: &Value) -> BuildCall {
    let mut call = BuildCall::default();
    for (name, value) in fields.as_object().expect("fields") {
        let known = call.set_attribute(name, Some(&text(value)));
        assert!(known, "no input is called {name}");
    }
    call
}

/// What the case gives, to be compared with what it expects.
fn given(case: &Value) -> Value {
    let documents: Vec<_> = case["policies"].as_array().expect("policies").iter().map(document).collect();
    let (request, need) = (&case["request"], &case["need"]);
    if request.is_object() {
        let (action, resource) = (text(&request["action"]), text(&request["resource"]));
        return access(evaluate(&judged(&documents), &action, &resource, None, &facts(&request["context"]))).into();
    }
    let needs = needs(&inputs(&call(&need["inputs"])).expect("valid inputs"));
    let found = needs
        .iter()
        .find(|one| one.action == need["action"] && (need["resource"].is_null() || one.resource == need["resource"]));
    let outcome =
        decide(&judged(&documents).documents, &Holder::default(), found.expect("such a need"), &mut Budget::new());
    let mut given = serde_json::json!({ "status": status(outcome.status) });
    let expected = &case["expected"];
    let keys = [
        ("example", outcome.example.map(Value::from).unwrap_or_default()),
        ("conditionKeys", outcome.condition_keys.into()),
        ("blockedByBoundary", outcome.blocked_by_boundary.into()),
        (
            "statements",
            outcome.statements.iter().map(|(document, index)| vec![*document, *index]).collect::<Vec<_>>().into(),
        ),
        ("decidedConditions", outcome.decided_conditions.iter().map(|one| one.key.clone()).collect::<Vec<_>>().into()),
    ];
    // Only what the case is about is written in it.
    for (key, value) in keys.into_iter().filter(|(key, _)| expected.get(key).is_some()) {
        given[key] = value;
    }
    given
}

#[test]
fn every_case_comes_out_as_written() {
    let folder = [env!("CARGO_MANIFEST_DIR"), "/tests/cases/evaluate"].concat();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let cases: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).expect("an array of cases");
        for case in &cases {
            count += 1;
            let given = given(case);
            if given != case["expected"] {
                wrong.push(format!(
                    "{}: {}\n  expected {}\n  came     {given}",
                    file.display(),
                    case["name"],
                    case["expected"]
                ));
            }
        }
    }
    assert!(count > 60, "only {count} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
