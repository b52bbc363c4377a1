//! Errors that people paste, and what is said of them. The cases: `tests/cases/explain/README.md`.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use remotion_policy_builder::{build, explain, BuildAnswer, CallValue, ExplainAnswer, ExplainCall, Text};
use serde_json::{json, Map, Value as Json};
use support::{entry, json_files, run};

mod support;

/// A string, a list of lines, or JSON to be printed.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(lines) if lines.iter().all(Json::is_string) => {
            lines.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

/// The version of a case that names none. What a later one grants is not in the cases.
const VERSION: &str = "4.0.527";

fn call(case: &Json) -> ExplainCall {
    let mut fields = vec![("text".to_string(), CallValue::Text(text(&case["text"])))];
    if case["setup"]["version"].is_null() {
        fields.push(("version".to_string(), CallValue::Text(VERSION.into())));
    }
    for (name, value) in case["setup"].as_object().into_iter().flatten() {
        let one = |value: &Json| value.as_bool().map_or_else(|| CallValue::Text(text(value)), CallValue::Flag);
        let value = value.as_array().map_or_else(|| one(value), |list| CallValue::List(list.iter().map(one).collect()));
        fields.push((name.clone(), value));
    }
    ExplainCall::read(CallValue::Fields(fields)).unwrap()
}

fn underlined(pasted: &str, range: &Json) -> String {
    let units: Vec<u16> = pasted.encode_utf16().collect();
    let place = |name: &str| usize::try_from(range[name].as_u64().unwrap()).unwrap();
    String::from_utf16(&units[place("start")..place("end")]).unwrap()
}

/// A denial as a case writes it.
fn summary(pasted_text: &str, denial: &Json) -> Map<String, Json> {
    let mut shown = denial.as_object().unwrap().clone();
    shown.insert("at".into(), underlined(pasted_text, &denial["range"]).into());
    shown.remove("range");
    let pasted = &denial["pasted"];
    let decision = pasted["decision"].as_str().unwrap_or("-");
    let look = if pasted["range"].is_object() { underlined(pasted_text, &pasted["range"]) } else { "-".into() };
    shown.insert("pasted".into(), if pasted.is_object() { format!("{decision} {look}") } else { "-".into() }.into());
    let principal = &denial["principal"];
    let part = |name: &str| principal[name].as_str().unwrap_or("-").to_string();
    if principal.is_object() {
        shown.insert("principal".into(), format!("{} {} {}", part("kind"), part("name"), part("account")).into());
        shown.insert("arn".into(), principal["arn"].clone());
    }
    let policies = denial["policies"].as_array().unwrap().iter();
    let policy = |call: &Json| {
        let fields = call.as_object().unwrap().iter().filter(|(name, value)| *name != "policy" && **value != VERSION);
        let fields: Vec<String> = fields.map(|(name, value)| format!(" {name}={}", text(value))).collect();
        format!("{}{}", text(&call["policy"]), fields.concat())
    };
    let policies: Vec<String> = policies.map(policy).collect();
    shown.insert("policies".into(), policies.into());
    let statements = denial["addition"]["policy"]["Statement"].as_array().into_iter().flatten();
    let list = |value: &Json| value.as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join(", ");
    let added: Vec<String> =
        statements.map(|one| format!("{} on {}", list(&one["Action"]), list(&one["Resource"]))).collect();
    shown.insert("addition".into(), added.into());
    shown
}

fn explained(case: &Json) -> Json {
    let call = call(case);
    let answer = serde_json::to_value(explain(&call)).unwrap();
    if answer["ok"] == json!(false) {
        return answer;
    }
    let denials = answer["denials"].as_array().unwrap().iter();
    let unread = answer["unread"].as_array().unwrap().iter();
    json!({
        "denials": denials.map(|denial| summary(&call.text, denial)).collect::<Vec<_>>(),
        "unread": unread.map(|range| underlined(&call.text, range)).collect::<Vec<_>>(),
    })
}

/// What of `wanted` is not so.
fn differences(wanted: &Json, got: &Json) -> Vec<String> {
    let mut wrong = Vec::new();
    let (wants, gets) = (wanted["denials"].as_array(), got["denials"].as_array());
    let (wants, gets) = (wants.cloned().unwrap_or_default(), gets.cloned().unwrap_or_default());
    if wants.len() != gets.len() {
        wrong.push(format!("{} denials, not {}", gets.len(), wants.len()));
    }
    for (want, get) in wants.iter().zip(&gets) {
        for (name, value) in want.as_object().unwrap() {
            let said = [&get["message"], &get["help"], &get["steps"]].map(Json::to_string).join(" ");
            if name == "says" {
                let lacking = value.as_array().unwrap().iter().map(text).filter(|part| !said.contains(part));
                wrong.extend(lacking.map(|part| format!("does not say {part:?}")));
            } else if name == "silent" {
                let present = value.as_array().unwrap().iter().map(text).filter(|part| said.contains(part));
                wrong.extend(present.map(|part| format!("says {part:?}")));
            } else if value != &get[name] {
                wrong.push(format!("{name}: {} and not {value}", get[name]));
            }
        }
    }
    if let Some(unread) = wanted.get("unread") {
        if *unread != got["unread"] {
            wrong.push(format!("unread: {} and not {unread}", got["unread"]));
        }
    }
    wrong
}

/// What each case is called, and the case.
fn cases() -> Vec<(String, Json)> {
    let files = json_files("explain");
    let cases = files.iter().flat_map(|(file, cases)| cases.as_array().unwrap().iter().map(move |case| (file, case)));
    cases.map(|(file, case)| (format!("{file}/{}", text(&case["name"])), case.clone())).collect()
}

fn is_explained_as_written(case: &Json) {
    let got = explained(case);
    let wrong = differences(case, &got);
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), serde_json::to_string_pretty(&got).unwrap());
}

fn every_policy_of_every_case_can_be_built() {
    let mut built = 0;
    for (_, case) in cases() {
        let ExplainAnswer::Explained { denials, .. } = explain(&call(&case)) else { continue };
        for denial in denials {
            for policy in &denial.policies {
                assert!(matches!(build(policy), BuildAnswer::Built(_)), "{}: {policy:?}", case["name"]);
                built += 1;
            }
            let kinds: Vec<_> = denial.policies.iter().map(|policy| policy.text(Text::Policy)).collect();
            assert!(
                kinds.len() <= 3 && kinds.iter().all(|kind| kinds.iter().filter(|other| *other == kind).count() == 1)
            );
            assert!(!denial.message.is_empty() && !denial.help.is_empty());
            // No gap was left, and nothing that stands for nothing.
            let all = [denial.message.clone(), denial.help.clone(), denial.steps.join(" ")].join(" ");
            assert!(!all.contains("``") && !all.contains("  ") && !all.contains("{0}"), "{all}");
        }
    }
    assert!(built > 10);
}

fn main() {
    let mut entries = vec![entry("every_policy_of_every_case_can_be_built", every_policy_of_every_case_can_be_built)];
    entries.extend(cases().into_iter().map(|(name, case)| entry(name, move || is_explained_as_written(&case))));
    assert!(entries.len() > 30, "only {} cases", entries.len());
    run(entries);
}
