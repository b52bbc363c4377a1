//! What people paste, and what is right: `tests/cases/field`. See the README there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{check, evaluate, CheckAnswer, CheckCall, Checked, EvaluateCall, Value as Input};
use serde_json::{json, Value};
use std::fmt::Write as _;

/// As the boundary gives it to the core.
fn input(value: &Value) -> Input {
    match value {
        Value::Null => Input::Nothing,
        Value::Bool(flag) => Input::Flag(*flag),
        Value::String(text) => Input::Text(text.clone()),
        Value::Array(items) => Input::List(items.iter().map(input).collect()),
        Value::Object(fields) => Input::Fields(fields.iter().map(|(key, value)| (key.clone(), input(value))).collect()),
        Value::Number(number) => Input::Text(number.to_string()),
    }
}

fn checked(call: &Value) -> Checked {
    match check(&CheckCall::read(input(call)).expect("a call")) {
        CheckAnswer::Checked(checked) => checked,
        CheckAnswer::Refused(problems) => panic!("{problems:?}"),
    }
}

/// Everything that is said of a text.
fn said(checked: &Checked) -> String {
    let mut said = checked.summary.clone();
    for finding in &checked.findings {
        let _ = write!(said, "\n{} {} {}", finding.code, finding.message, finding.help);
    }
    for row in &checked.permissions {
        for hint in [row.condition_keys.join(" "), row.decided_conditions.iter().map(|one| one.why).collect()] {
            let _ = write!(said, "\n{hint}");
        }
    }
    said
}

/// What is not as it should be.
fn faults(checked: &Checked, want: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let answer = serde_json::to_value(CheckAnswer::Checked(checked.clone())).unwrap();
    let verdict = &answer["verdict"];
    let list = |key: &str| want[key].as_array().cloned().unwrap_or_default();
    if !list("verdict").is_empty() && !list("verdict").contains(verdict) {
        faults.push(format!("the verdict is {verdict}"));
    }
    if list("notVerdict").contains(verdict) {
        faults.push(format!("the verdict is {verdict}"));
    }
    let said = said(checked);
    for words in list("says") {
        let words = words.as_str().unwrap().replace('\\', "");
        if !said.contains(&words) {
            faults.push(format!("nothing says {words}"));
        }
    }
    for words in list("silent") {
        if said.contains(words.as_str().unwrap()) {
            faults.push(format!("something says {words}"));
        }
    }
    for (action, statuses) in want["status"].as_object().into_iter().flatten() {
        for row in checked.permissions.iter().filter(|row| row.action == action) {
            if !statuses.as_array().unwrap().contains(&row.status.into()) {
                faults.push(format!("{action} is {}", row.status));
            }
        }
    }
    for code in list("noFinding") {
        if checked.findings.iter().any(|finding| finding.code == code) {
            faults.push(format!("there is a {code}"));
        }
    }
    if want["readable"] == true && (checked.documents.is_empty() || said.contains("no-policy")) {
        faults.push("no document was found".into());
    }
    if want["documents"].as_u64().is_some_and(|least| (checked.documents.len() as u64) < least) {
        faults.push(format!("{} documents were found", checked.documents.len()));
    }
    faults
}

/// Cases that wait for a reader of their language, or for what is known of Remotion's requests.
const WAITING: &[&str] = &["04ts", "06tf", "18", "10", "12", "67", "69", "01", "03", "21", "66"];

fn folder() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/field/").to_string()
}

fn cases(file: &str) -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(folder() + file).unwrap()).expect("a list of cases")
}

#[test]
fn what_people_paste_is_judged_as_it_should_be() {
    let (mut count, mut wrong) = (0, String::new());
    for case in cases("cases.json").iter().chain(&cases("more.json")) {
        if WAITING.iter().any(|id| case["id"] == *id) {
            continue;
        }
        let text = match (&case["file"], &case["text"]) {
            (Value::String(file), _) => std::fs::read_to_string(folder() + file).unwrap(),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Array(lines)) => lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n"),
            (_, value) => value.to_string(),
        };
        let mut call = json!({ "text": text, "requirements": case["requirements"] });
        for field in ["principal", "boundary"] {
            if !case[field].is_null() {
                call[field] = case[field].clone();
            }
        }
        let checked = checked(&call);
        for fault in faults(&checked, &case["expect"]) {
            let _ = writeln!(wrong, "{}: {fault}: {}", case["id"], checked.summary);
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 8, "only {count} cases");
}

#[test]
fn what_was_judged_wrongly_before_is_judged_as_it_should_be() {
    let mut wrong = String::new();
    for case in &cases("judge.json") {
        let want = &case["want"];
        if case["call"] == "evaluate" {
            let decision = evaluate(&EvaluateCall::read(input(&case["input"])).expect("a call"));
            if !want["decision"].as_array().unwrap().contains(&decision.into()) {
                let _ = writeln!(wrong, "{}: {decision}", case["id"]);
            }
            continue;
        }
        let checked = checked(&case["input"]);
        for fault in faults(&checked, want) {
            let _ = writeln!(wrong, "{}: {fault}: {}", case["id"], checked.summary);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
