//! Documents for tests, from JSON that is taken to be right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use super::whose::{Counted, Holder, Judged, Side};
use crate::import::document::{Condition, Document, Effect, Item, PolicyType, Scope, Statement};
use serde_json::Value;

/// One document a text; a text with `"Boundary": true` beside its Statements is a boundary.
pub(crate) fn documents(texts: &[&str]) -> Vec<Document> {
    texts.iter().map(|text| document(&serde_json::from_str(text).expect("JSON"))).collect()
}

/// Judged as the policies of nobody in particular.
pub(crate) fn judged(documents: &[Document]) -> Judged<'_> {
    let mut counted = Vec::new();
    for document in documents {
        let side = if document.kind == PolicyType::Boundary { Side::Limits } else { Side::Grants };
        counted.push(Counted { document, side, sure: true });
    }
    Judged { who: None, holder: Holder::default(), wanted: Holder::default(), documents: counted, open: Vec::new() }
}

pub(crate) fn document(policy: &Value) -> Document {
    Document {
        text: 0,
        span: 0..0,
        name: None,
        kind: if policy["Boundary"] == true { PolicyType::Boundary } else { PolicyType::Identity },
        of: Vec::new(),
        absent: None,
        perhaps: false,
        arn: None,
        managed: false,
        call: None,
        variables: policy["Version"] == "2012-10-17",
        statements: list(&policy["Statement"]).iter().map(statement).collect(),
    }
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

fn items(value: &Value) -> Vec<Item> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    list(value).iter().map(|value| Item { text: text(value), span: 0..0 }).collect()
}

fn scope(statement: &Value, only: &str, all_but: &str) -> Scope {
    match statement.get(only) {
        Some(value) => Scope::Only(items(value)),
        None => Scope::AllBut(items(&statement[all_but])),
    }
}

fn statement(statement: &Value) -> Statement {
    let mut conditions = Vec::new();
    for (operator, block) in statement["Condition"].as_object().into_iter().flatten() {
        for (key, values) in block.as_object().expect("keys") {
            conditions.push(Condition {
                operator: operator.clone(),
                key: key.clone(),
                values: items(values),
                span: 0..0,
            });
        }
    }
    Statement {
        span: 0..0,
        sid: statement["Sid"].as_str().map(str::to_string),
        effect: if statement["Effect"] == "Deny" { Effect::Deny } else { Effect::Allow },
        principals: None,
        actions: scope(statement, "Action", "NotAction"),
        resources: scope(statement, "Resource", "NotResource"),
        conditions,
        doubtful: !statement["Principal"].is_null(),
    }
}
