//! Runs the case files. What a case looks like: `tests/cases/parse/README.md`.
#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use std::fmt::Write as _;

use serde_json::{json, Value};

use crate::import::document::PolicyType;
use crate::import::document::{Document, Effect, Scope};
use crate::import::inventory::Inventory;
use crate::import::{read, Pasted};

/// The texts under a key: a string, a list of lines, or JSON to be printed; under the plural, a list of these.
fn texts(case: &Value, one: &str, many: &str) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(lines) if lines.iter().all(Value::is_string) => {
            lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    };
    let many = case[many].as_array().into_iter().flatten();
    many.chain(case.get(one)).map(text).collect()
}

pub(super) fn summary(document: &Document, inventory: &Inventory) -> String {
    let scope = |scope: &Scope| {
        let (head, items) = match scope {
            Scope::Only(items) => ("", items),
            Scope::AllBut(items) => ("all but ", items),
        };
        if items.is_empty() && head == "all but " {
            return "anything".to_string();
        }
        let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        format!("{head}{}", if texts.is_empty() { "nothing".into() } else { texts.join(", ") })
    };
    let mut line = String::new();
    let kind = format!("{:?}", document.kind).to_lowercase();
    if document.kind != PolicyType::Identity {
        let _ = write!(line, "{kind} ");
    }
    if let Some(absent) = document.absent {
        let _ = write!(line, "({absent:?}) ");
    }
    if document.perhaps {
        line.push_str("perhaps ");
    }
    for of in &document.of {
        let of = &inventory.principals[*of];
        let _ = write!(line, "{}/{} ", of.kind.name(), of.name);
    }
    if let Some(name) = &document.name {
        let _ = write!(line, "{name}: ");
    }
    if !document.variables {
        line.push_str("(old) ");
    }
    for (index, statement) in document.statements.iter().enumerate() {
        let separator = if index > 0 { "; " } else { "" };
        let doubtful = if statement.doubtful { "doubtful " } else { "" };
        let effect = if statement.effect == Effect::Allow { "Allow" } else { "Deny" };
        let (actions, resources) = (scope(&statement.actions), scope(&statement.resources));
        let _ = write!(line, "{separator}{doubtful}{effect} {actions} on {resources}");
        for condition in &statement.conditions {
            let values: Vec<&str> = condition.values.iter().map(|value| value.text.as_str()).collect();
            let _ = write!(line, " if {} {} {}", condition.operator, condition.key, values.join(", "));
        }
    }
    line
}

/// What came out, in the words of a case file.
pub(super) fn answer(parsed: &Inventory, texts: &[String]) -> Value {
    let findings: Vec<Value> = parsed
        .findings
        .iter()
        .map(|finding| {
            let underlined = &texts[finding.text][finding.span.clone()];
            json!([finding.code, finding.severity, finding.path, underlined])
        })
        .collect();
    let documents: Vec<String> = parsed.documents.iter().map(|document| summary(document, parsed)).collect();
    let mut answer = json!({ "findings": findings, "documents": documents });
    if !parsed.unread.is_empty() {
        let unread = parsed.unread.iter().map(|unread| &texts[unread.text][unread.span.clone()]);
        answer["unread"] = unread.collect::<Vec<_>>().into();
    }
    if !parsed.attached.is_empty() {
        let attached = |attached: &crate::import::inventory::Attached| {
            let of = attached.of.iter().map(|of| &parsed.principals[*of]);
            let of: Vec<String> = of.map(|of| format!(" of {}/{}", of.kind.name(), of.name)).collect();
            format!("{:?} {}{}", attached.what, attached.name, of.concat())
        };
        answer["attached"] = parsed.attached.iter().map(attached).collect::<Vec<_>>().into();
    }
    answer
}

/// What a text is read as.
pub(super) type Read = fn(&str) -> Pasted<'_>;

/// Runs the files of a folder. Gives the number of their cases.
pub(super) fn run(folder: &str, reads: Read) -> usize {
    let folder = format!("{}/tests/cases/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut wrong = String::new();
    let mut count = 0;
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("cases").filter_map(Result::ok).collect();
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|name| name == "json")) {
        let text = std::fs::read_to_string(file.path()).expect("readable");
        let cases: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{:?}: {error}", file.path()));
        for case in cases.as_array().expect("a list of cases") {
            count += 1;
            let mut all = texts(case, "text", "texts");
            let plain = all.len();
            all.extend(texts(case, "boundary", "boundaries"));
            let borrowed: Vec<&str> = all.iter().map(String::as_str).collect();
            let pasted = |(at, text)| Pasted { boundary: at >= plain, ..reads(text) };
            let pasted: Vec<Pasted<'_>> = borrowed.into_iter().enumerate().map(pasted).collect();
            let parsed = read(&pasted);
            let answer = answer(&parsed, &all);
            let keys = ["findings", "documents", "unread", "attached"];
            let same = keys.iter().all(|key| {
                let expected = case.get(*key).cloned();
                expected.unwrap_or_else(|| if ["unread", "attached"].contains(key) { Value::Null } else { json!([]) })
                    == answer[*key]
            });
            if !same {
                let name = &case["name"];
                let expected =
                    json!({ "findings": case["findings"], "documents": case["documents"], "unread": case["unread"] });
                let _ = write!(wrong, "\n{:?} {name}\n  expected {expected}\n  but got  {answer}\n", file.file_name());
            }
            for finding in &parsed.findings {
                assert!(!finding.message.contains('{') || finding.message.contains('`'), "{}", finding.message);
                assert!(!finding.message.ends_with('.') && !finding.message.contains('\n'), "{}", finding.message);
                assert!(!finding.help.is_empty(), "{}", finding.code);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    count
}

#[test]
fn every_case_file_is_right() {
    let count = run("parse", |text| Pasted { text, ..Pasted::default() });
    assert!(count > 50, "only {count} cases: were they moved?");
}
