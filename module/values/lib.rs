//! The values of a text, whatever language it is in.
//!
//! A reader of a language gives the values that the same policy has in JSON: objects with the names that AWS,
//! CloudFormation or Terraform use, lists, strings. What is filled in elsewhere stands in a string between [`OPEN`] and
//! [`CLOSE`], by its name: `arn:aws:s3:::` and a hole called `var.bucket`. Spans are bytes of the text.

#![no_std] // as the module of the readers is: see its Cargo.toml

extern crate alloc;

mod wire;

use alloc::string::String;
use alloc::vec::Vec;
pub use wire::{pack, unpack};

/// A part of a text, in bytes, on character boundaries.
pub type Span = core::ops::Range<usize>;

/// Begins the name of a part that the text does not give. No policy holds this character.
pub const OPEN: char = '\u{e000}';
/// Ends it.
pub const CLOSE: char = '\u{e001}';

/// Values inside values, at most. IAM needs five; what policies are wrapped in, and Terraform plans, about fifteen.
pub const DEEPEST: usize = 64;

/// A part that the text does not give.
pub fn hole(name: &str) -> String {
    let mut hole = String::from(OPEN);
    hole.extend(name.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).take(64));
    hole.push(CLOSE);
    hole
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// With its quotes or brackets.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true`, `false`, or a number, as written.
    Bare(String),
    /// What a string says, without quotes and escapes.
    Text(String),
    /// In their order.
    List(Vec<Node>),
    /// In their order; a name can be there twice.
    Object(Vec<Member>),
}

/// A name of an object and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name.
    pub key: String,
    /// Where it stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// What a reader made of a text in its language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The values, one after another.
    pub values: Vec<Node>,
    /// What may hold a policy and could not be read.
    pub unread: Vec<Span>,
}

/// A part of a text that is in a language, and what its reader made of it. Spans are bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub reading: Reading,
}

impl Node {
    /// A string.
    pub fn of_text(text: impl Into<String>, span: Span) -> Node {
        Node { span, value: Value::Text(text.into()) }
    }

    /// What it says, if it is a string.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The names and values of an object.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of a list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The items of a list; of anything else, itself.
    pub fn alone(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => core::slice::from_ref(self),
        }
    }

    /// The value of a name, in any case of its letters.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members().iter().find(|member| member.key.eq_ignore_ascii_case(key)).map(|member| &member.value)
    }

    /// What kind of value it is, for a sentence.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bare(word) if word == "true" || word == "false" => "true or false",
            Value::Bare(_) => "a number",
            Value::Text(_) => "a string",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// Moves its places by so many bytes.
    pub fn shift(&mut self, by: usize) {
        let moved = |span: &mut Span| *span = span.start + by..span.end + by;
        moved(&mut self.span);
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(by)),
            Value::Object(members) => members.iter_mut().for_each(|member| {
                moved(&mut member.key_span);
                member.value.shift(by);
            }),
            _ => {}
        }
    }
}

impl Reading {
    /// Moves its places by so many bytes.
    pub fn shift(&mut self, by: usize) {
        self.values.iter_mut().for_each(|node| node.shift(by));
        self.unread.iter_mut().for_each(|span| *span = span.start + by..span.end + by);
    }
}
