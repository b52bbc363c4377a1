//! The values of a text, whatever language it is in: what a reader gives and [`super::find`] looks through.
//!
//! A reader of another language gives the values that the same policy has in JSON: objects with the names that AWS,
//! CloudFormation or Terraform use, lists, strings. What is filled in elsewhere stands in a string between [`OPEN`] and
//! [`CLOSE`], by its name: `arn:aws:s3:::` and a hole called `var.bucket`.

use super::document::Span;

/// Begins the name of a part that the text does not give. No policy holds this character.
pub(crate) const OPEN: char = '\u{e000}';
/// Ends it.
pub(crate) const CLOSE: char = '\u{e001}';

/// A part that the text does not give.
pub(crate) fn hole(name: &str) -> String {
    let mut hole = String::from(OPEN);
    hole.extend(name.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).take(64));
    hole.push(CLOSE);
    hole
}

/// A value and where it stands in its layer.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

#[derive(Debug)]
pub(crate) enum Value {
    Null,
    /// `true`, `false`, or a number, as written.
    Bare(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

impl Node {
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The items of a list; of anything else, itself.
    pub(crate) fn alone(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The value of a name, in any case of its letters.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.members().iter().find(|member| member.key.eq_ignore_ascii_case(key)).map(|member| &member.value)
    }

    /// What kind of value it is, for a sentence.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bare(word) if word == "true" || word == "false" => "true or false",
            Value::Bare(_) => "a number",
            Value::Text(_) => "a string",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}
