//! Prints values as JSON, for tests to compare.

use crate::prelude::*;
use crate::{Node, Reading, Value, CLOSE, OPEN};

/// A hole stands as `⟨name⟩`.
pub(crate) fn json(node: &Node) -> String {
    let all = |parts: Vec<String>| parts.join(",");
    match &node.value {
        Value::Null => "null".into(),
        Value::Bare(word) => word.clone(),
        Value::Text(text) => text_of(text),
        Value::List(items) => format!("[{}]", all(items.iter().map(json).collect())),
        Value::Object(members) => {
            let member = |member: &crate::Member| format!("{}:{}", text_of(&member.key), json(&member.value));
            format!("{{{}}}", all(members.iter().map(member).collect()))
        }
    }
}

fn text_of(text: &str) -> String {
    format!("{:?}", text.replace(OPEN, "⟨").replace(CLOSE, "⟩"))
}

/// All values of a reading, one a line.
pub(crate) fn values(reading: &Reading) -> String {
    reading.values.iter().map(json).collect::<Vec<_>>().join("\n")
}
