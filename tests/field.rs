//! What people paste, and what is right: `tests/cases/field`. See the README there.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{evaluate, CheckAnswer, CheckCall, Checked, EvaluateCall, Verdict};
use serde_json::{json, Value};
use std::fmt::Write as _;
use support::{check_call, entry, given, run};

mod support;

/// What the module of the readers makes of each text.
fn readings(call: &CheckCall) -> Vec<(String, String)> {
    let texts = call.texts.iter().chain(&call.boundary);
    let read = |text| remotion_policy_languages::pack(&remotion_policy_languages::read(text));
    texts.map(|text| (text.clone(), read(text))).collect()
}

/// Against what 4.0.527 needs, unless the call names another version: a newer one may need more.
fn checked(call: &Value) -> Checked {
    let mut call = call.clone();
    for requirement in call["requirements"].as_array_mut().into_iter().flatten() {
        if requirement["version"].is_null() && requirement["policy"] != "trust" {
            requirement["version"] = "4.0.527".into();
        }
    }
    let readers = call.as_object_mut().and_then(|call| call.remove("readers")) != Some(false.into());
    let mut call = CheckCall::read(given(&call)).expect("a call");
    if readers {
        call.readings = readings(&call);
    }
    check_call(&call)
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
            if !statuses.as_array().unwrap().contains(&row.status.name().into()) {
                faults.push(format!("{action} is {}", row.status.name()));
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

fn folder() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/field/").to_string()
}

fn json_of(file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder() + file).unwrap()).expect("JSON")
}

/// A text with documents in place of their names: `@full@` plain, with one more `@` for each string they are in.
fn filled(text: &str, documents: &Value) -> String {
    let mut text = text.to_string();
    for level in (0..3).rev() {
        for (name, document) in documents.as_object().unwrap() {
            let document = (0..level).fold(document.to_string(), |text, _| {
                let quoted = serde_json::to_string(&text).unwrap();
                quoted[1..quoted.len() - 1].to_string()
            });
            text = text.replace(&format!("@{name}{}", "@".repeat(level + 1)), &document);
        }
    }
    text
}

/// The cases of the files: the call, and what is expected.
fn cases() -> Vec<(String, Value, Value)> {
    let (more, tokens) = (json_of("more.json"), json_of("tokens.json"));
    let own = [&more, &tokens].into_iter().flat_map(|cases| cases["cases"].as_array().unwrap());
    let mut cases = Vec::new();
    for case in json_of("cases.json").as_array().unwrap().iter().chain(own) {
        let text = match case["file"].as_str() {
            Some(file) => std::fs::read_to_string(folder() + file).unwrap(),
            None => filled(case["text"].as_str().unwrap(), &more["documents"]),
        };
        let mut call = json!({ "text": text, "requirements": case["requirements"] });
        call["readers"] = case["readers"].clone();
        for field in ["principal", "boundary"] {
            if let Some(value) = case[field].as_str() {
                call[field] = filled(value, &more["documents"]).into();
            }
        }
        cases.push((case["id"].as_str().unwrap().to_string(), call, case["expect"].clone()));
    }
    cases
}

fn is_judged_as_it_should_be(call: &Value, expected: &Value) {
    let checked = checked(call);
    let faults = faults(&checked, expected);
    assert!(faults.is_empty(), "{}: {}", faults.join("; "), checked.summary);
}

fn is_sufficient(call: &Value) -> bool {
    checked(call).verdict == Verdict::Sufficient
}

/// Without the readers of other languages.
fn alone(call: &Value) -> Value {
    let mut call = call.clone();
    call["readers"] = false.into();
    call
}

fn with(call: &Value, text: &str) -> Value {
    let mut call = call.clone();
    call["text"] = text.into();
    call
}

const ALLOW: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

/// The same Deny in forms that are not read, or not as a policy of the principal's.
const DENIES: &[&str] = &[
    "Version: '2012-10-17'\nStatement:\n  - Effect: Deny\n    Action: '*'\n    Resource: '*'",
    "statement {\n  effect = \"Deny\"\n  actions = [\"*\"]\n  resources = [\"*\"]\n}",
    "policy = jsonencode({ Statement = [{ Effect = \"Deny\", Action = \"*\", Resource = \"*\" }] })",
    "new PolicyStatement({effect: Effect.DENY, actions: ['*'], resources: ['*']})",
    "iam.PolicyStatement(effect=iam.Effect.DENY, actions=['*'], resources=['*'])",
    "{Effect: 'Deny', Action: '*', Resource: '*'}",
    "{\"effect\":\"Deny\",\"actions\":[\"*\"],\"resources\":[\"*\"]}",
    "<Effect>Deny</Effect>",
    "{&quot;Effect&quot;: &quot;Deny&quot;}",
    "eyJWZXJzaW9uIjoiMjAxMi0xMC0xNyIsIlN0YXRlbWVudCI6W3siRWZmZWN0IjoiRGVueSIsIkFjdGlvbiI6IioiLCJSZXNvdXJjZSI6IioifV19",
    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\"",
    "everybody else denies it",
];

fn a_deny_in_a_form_that_is_not_read_is_never_overlooked() {
    let mut sufficient = 0;
    for (id, call, _) in cases().into_iter().filter(|(_, call, _)| is_sufficient(call)) {
        let text = call["text"].as_str().unwrap();
        sufficient += 1;
        // Who may assume a role is no question of the role's own policies, and some of these are read as such.
        let trusts = call["requirements"].as_array().unwrap().iter().all(|one| one["policy"] == "trust");
        for deny in DENIES.iter().filter(|deny| !trusts || !deny.to_lowercase().replace('"', "").starts_with("{effect"))
        {
            for call in [alone(&call), call.clone()].iter().take(if trusts { 1 } else { 2 }) {
                assert!(!is_sufficient(&with(call, &format!("{text}\n{deny}\n"))), "{id}, then {deny}");
                assert!(!is_sufficient(&with(call, &format!("{deny}\n{text}"))), "{id}, after {deny}");
            }
        }
    }
    assert!(sufficient > 40, "only {sufficient}");
}

fn adding_what_cannot_be_read_or_is_anothers_makes_nothing_sufficient() {
    let other = |kind: &str| format!(r#"{{"{kind}":"somebody-else","PolicyName":"x","PolicyDocument":{ALLOW}}}"#);
    let added = [
        "permissions: {".to_string(),
        "Statement:\n  - Effect: Allow\n    Action: '*'\n    Resource: '*'".into(),
        "new PolicyStatement({actions: ['*'], resources: ['*']})".into(),
        other("RoleName"),
        other("UserName"),
        format!("## Policy of the role `somebody-else`\n{ALLOW}"),
        format!(r#"{{"PolicySummary":{{"Type":"SERVICE_CONTROL_POLICY"}},"Content":{ALLOW}}}"#),
        format!(r#"{{"PolicyVersion":{{"Document":{ALLOW},"VersionId":"v1","IsDefaultVersion":false}}}}"#),
    ];
    for (id, call, _) in cases().into_iter().filter(|(_, call, _)| !is_sufficient(call)) {
        let text = call["text"].as_str().unwrap();
        // Nobody else is somebody else where nobody is named.
        let named = !checked(&call).principals.is_empty();
        for (at, added) in added.iter().enumerate().filter(|(at, _)| named || !(3..6).contains(at)) {
            // Those in other languages are read where there are readers.
            let call = if at < 3 { alone(&call) } else { call.clone() };
            assert!(!is_sufficient(&with(&call, &format!("{text}\n{added}\n"))), "{id} with {at}: {added}");
        }
    }
}

/// The text without one Allow of its policies, for each it has.
fn without_an_allow(text: &str) -> Vec<String> {
    let statement =
        [r#"{"Sid":""#, r#"{"Effect":"Allow""#, r#"{"Action":""#, r#"{\"Sid\":"#, r#"{\"Effect\":\"Allow\""#];
    let mut found = Vec::new();
    for start in text.match_indices('{').map(|(at, _)| at) {
        let rest = &text[start..];
        if !statement.iter().any(|head| rest.replace(' ', "").starts_with(head)) {
            continue;
        }
        let Some(end) = rest.find('}') else { continue };
        if rest[..end].contains("Deny") || rest[1..end].contains('{') {
            continue;
        }
        // Any other action keeps the text what it was.
        let gone = rest[..end]
            .replace("s3:", "sqs:")
            .replace("lambda:", "sqs:")
            .replace("logs:", "sqs:")
            .replace("\"*\"", "\"sqs:x\"");
        found.push([&text[..start], &gone, &rest[end..]].concat());
    }
    found
}

fn taking_an_allow_away_makes_nothing_sufficient() {
    let mut tried = 0;
    for (id, call, _) in cases() {
        let text = call["text"].as_str().unwrap();
        let before = is_sufficient(&call);
        for less in without_an_allow(text) {
            assert!(before || !is_sufficient(&with(&call, &less)), "{id}: {less}");
            tried += 1;
        }
    }
    assert!(tried > 80, "{tried}");
}

/// A case of judge.json.
fn is_no_longer_judged_wrongly(case: &Value) {
    let want = &case["want"];
    if case["call"] == "evaluate" {
        let decision = evaluate(&EvaluateCall::read(given(&case["input"])).expect("a call"));
        assert!(want["decision"].as_array().unwrap().contains(&decision.into()), "{decision}");
        return;
    }
    let start = std::time::Instant::now();
    is_judged_as_it_should_be(&case["input"], want);
    // Unoptimised and beside other tests; work in proportion to the text takes a fiftieth.
    let is_late = want["ms"].as_u64().is_some_and(|most| start.elapsed().as_millis() as u64 > most * 10);
    assert!(!is_late, "{:?}", start.elapsed());
}

fn main() {
    let mut entries = vec![
        entry(
            "a_deny_in_a_form_that_is_not_read_is_never_overlooked",
            a_deny_in_a_form_that_is_not_read_is_never_overlooked,
        ),
        entry(
            "adding_what_cannot_be_read_or_is_anothers_makes_nothing_sufficient",
            adding_what_cannot_be_read_or_is_anothers_makes_nothing_sufficient,
        ),
        entry("taking_an_allow_away_makes_nothing_sufficient", taking_an_allow_away_makes_nothing_sufficient),
    ];
    let cases = cases();
    assert!(cases.len() > 180, "only {} cases", cases.len());
    for (id, call, expected) in cases {
        entries.push(entry(format!("cases/{id}"), move || is_judged_as_it_should_be(&call, &expected)));
    }
    for case in json_of("judge.json").as_array().unwrap().clone() {
        let id = case["id"].as_str().unwrap().to_owned();
        entries.push(entry(format!("judge/{id}"), move || is_no_longer_judged_wrongly(&case)));
    }
    run(entries);
}
