//! Reads a `Condition` block: operator, key, values.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>

use super::document::{Condition, Item};
use super::finding::{self, At};
use super::reading::StatementReading;
use super::value::{has_hole, Member, Node, Value};
use super::{intrinsic, pattern};
use crate::setup::names::closest;

/// Without `ForAllValues:`, `ForAnyValue:` and `IfExists`.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
const OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "Null",
];

pub(super) fn read(reading: &mut StatementReading<'_>, block: &Node) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let at = At { statement: Some(reading.index), element: "Condition", item: None };
    if intrinsic::text(block).is_some() {
        reading.doubtful = true;
        return conditions;
    }
    if !is_object(reading, block, "Condition", "an object of operators", at) {
        return conditions;
    }
    reading.once(block, at);
    empty(reading, block, at);
    for member in block.members() {
        operator(reading, member, &mut conditions);
    }
    conditions
}

fn operator(reading: &mut StatementReading<'_>, member: &Member, conditions: &mut Vec<Condition>) {
    crate::work::step();
    let operator = member.key.as_str();
    let mut path = String::from("Condition.");
    path.push_str(&finding::cut(operator));
    let at = At { statement: Some(reading.index), element: &path, item: None };
    check_operator(reading, member, at);
    if !is_object(reading, &member.value, operator, "an object of condition keys", at) {
        return;
    }
    reading.once(&member.value, at);
    empty(reading, &member.value, at);
    for entry in member.value.members() {
        crate::work::step();
        let key = entry.key.as_str();
        let mut path = path.clone();
        path.push('.');
        path.push_str(&finding::cut(key));
        let at = At { statement: Some(reading.index), element: &path, item: None };
        let span = reading.layer.span(&(entry.key_span.start..entry.value.span.end));
        if has_hole(key) {
            reading.doubtful = true;
        } else if !crate::search::has(key, ":") {
            reading.doubtful = true;
            reading.report.say(&finding::CONDITION_KEY_FORM, at, reading.layer.span(&entry.key_span), &[key]);
        }
        let values = values(reading, &entry.value, at);
        // Only as long as an operator is: a name of half the text would be copied for each of its keys.
        conditions.push(Condition { operator: finding::cut(operator), key: key.to_string(), values, span });
    }
}

/// A block without a condition: AWS does not say whether it is always met or never.
fn empty(reading: &mut StatementReading<'_>, block: &Node, at: At<'_>) {
    if block.members().is_empty() {
        reading.doubtful = true;
        reading.report.say(&finding::EMPTY_CONDITION, at, reading.layer.span(&block.span), &[at.element]);
    }
}

/// Strings, booleans and numbers, one or a list of them.
fn values(reading: &mut StatementReading<'_>, node: &Node, at: At<'_>) -> Vec<Item> {
    let nodes = match &node.value {
        Value::List(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(node),
    };
    if nodes.is_empty() {
        reading.doubtful = true;
        reading.report.say(&finding::EMPTY_LIST, at, reading.layer.span(&node.span), &[at.element]);
    }
    let mut items = Vec::with_capacity(nodes.len());
    for (index, value) in nodes.iter().enumerate() {
        crate::work::step();
        let list = matches!(node.value, Value::List(_));
        let at = At { item: list.then_some(index), ..at };
        match &value.value {
            Value::Text(text) | Value::Bare(text) => {
                pattern::characters(reading.report, reading.layer, value, text, at);
                items.push(Item { text: text.clone(), span: reading.layer.span(&value.span) });
            }
            _ => match intrinsic::text(value) {
                Some(text) => items.push(Item { text, span: reading.layer.span(&value.span) }),
                None => reading.wrong_type(value, at, "a string"),
            },
        }
    }
    items
}

fn is_object(reading: &mut StatementReading<'_>, node: &Node, name: &str, expected: &str, at: At<'_>) -> bool {
    let is = matches!(node.value, Value::Object(_));
    if !is {
        reading.doubtful = true;
        if node.text().is_some_and(has_hole) {
            return false;
        }
        let span = reading.layer.span(&node.span);
        reading.report.say(&finding::CONDITION_SHAPE, at, span, &[name, node.kind(), expected]);
    }
    is
}

fn check_operator(reading: &mut StatementReading<'_>, member: &Member, at: At<'_>) {
    let operator = member.key.as_str();
    let bare = operator.split_once(':').map_or(operator, |(set, rest)| match set {
        "ForAllValues" | "ForAnyValue" => rest,
        _ => operator,
    });
    let bare = bare.strip_suffix("IfExists").unwrap_or(bare);
    if OPERATORS.iter().any(|known| known.eq_ignore_ascii_case(bare)) {
        return;
    }
    reading.doubtful = true;
    if has_hole(operator) {
        return;
    }
    let span = reading.layer.span(&member.key_span);
    let near = if bare.len() > 40 { None } else { closest(bare, &mut OPERATORS.iter().copied()) };
    match near {
        Some(near) => reading.report.say(&finding::OPERATOR_MISSPELT, at, span, &[operator, near]),
        None => reading.report.say(&finding::OPERATOR_UNKNOWN, at, span, &[operator]),
    }
}
