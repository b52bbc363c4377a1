//! YAML: CloudFormation and SAM with their short tags, `serverless.yml`, policies themselves.
//!
//! The grammar is `saphyr-parser`'s, whose events have places. What is made of them is what the same text is in JSON: a
//! tag such as `!Sub` is the function `Fn::Sub`, an alias is what its anchor holds, `<<` is merged. Numbers are strings, as
//! CloudFormation makes of them.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

mod serverless;

use crate::prelude::*;
use crate::search;
use crate::{hole, Member, Node, Part, Reading, Span, Value, DEEPEST};
use alloc::borrow::Cow;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

/// Values inside values. `serverless` puts what it finds a few deeper, and [`DEEPEST`] is for all.
const LIMIT: usize = DEEPEST - 10;

/// A text in which the grammar ends more often is not tried any further: each try may read to its end.
const TRIES: usize = 16;

/// The parts of a text that are YAML and speak of policies, among prose. `from` is where the text begins.
pub(crate) fn parts(text: &str, from: usize, parts: &mut Vec<Part>) {
    let mut at = 0;
    if text.trim_start().starts_with(['{', '[']) {
        return;
    }
    for _ in 0..TRIES {
        let Some(rest) = text.get(at..) else { return };
        let Some(start) = begins(rest).map(|start| at + start) else { return };
        let Some(rest) = text.get(start..) else { return };
        let (mut reading, length) = read(rest);
        at = start + length.max(1);
        if WORDS.iter().any(|word| search::has(rest.get(..length).unwrap_or_default(), word)) {
            reading.shift(from + start);
            parts.push(Part { span: from + start..from + start + length, reading });
        }
    }
}

/// Parts of words of which one stands in whatever holds a policy.
const WORDS: [&str; 3] = ["ffect", "olic", "tatement"];

/// Where the first line stands that may begin a YAML document: a name with a colon, or an item with one.
fn begins(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let item = bare.trim_start_matches("- ").trim_start();
        let end =
            item.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.' | '"' | '\'' | ':' | '$'));
        let name = item.get(..end.unwrap_or(item.len())).unwrap_or_default();
        // A name in quotes with a comma or a bracket at the end of its line is JSON's.
        let json = bare.starts_with('"') && bare.ends_with([',', '{', '[']);
        if bare == "---" || name.len() > 1 && name.ends_with(':') && !json {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Reads a text of which at least the beginning is YAML, and gives where that ends: at its end, or where the grammar
/// does.
pub(crate) fn read(text: &str) -> (Reading, usize) {
    let mut builder = Builder::new(text);
    let mut end = text.len();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => builder.event(event, span.start.index(), span.end.index()),
            Err(error) => {
                let at = builder.places.byte(error.marker().index());
                // The line that is no YAML is part of what was meant to be.
                end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |line| at + line + 1);
                let line = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1);
                builder.break_off(line..end);
                break;
            }
        }
    }
    let mut reading = builder.reading;
    for node in core::mem::take(&mut reading.values) {
        serverless::read(node, &mut reading);
    }
    (reading, end)
}

/// Characters to bytes: the parser counts the former.
struct ByteOffsets {
    /// Of each character and of the end; none where both are the same.
    bytes: Vec<u32>,
    length: usize,
}

impl ByteOffsets {
    fn new(text: &str) -> ByteOffsets {
        let starts = || text.char_indices().map(|(at, _)| at as u32);
        ByteOffsets { bytes: if text.is_ascii() { Vec::new() } else { starts().collect() }, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            character.min(self.length)
        } else {
            self.bytes.get(character).map_or(self.length, |byte| *byte as usize)
        }
    }
}

/// A list or an object that has not ended.
struct Unfinished {
    start: usize,
    /// The end of the last value in it.
    end: usize,
    /// Of the values around it and itself.
    depth: usize,
    anchor: usize,
    tag: Option<Function>,
    inside: Inside,
}

enum Inside {
    List(Vec<Node>),
    /// The members, and a key whose value is next.
    Object(Vec<Member>, Option<(String, Span)>),
}

/// What a tag makes of a value.
enum Function {
    /// A function of CloudFormation.
    Named(String),
    /// Whatever a tool makes of it.
    Unknown(String),
    /// A string, whatever it looks like.
    Text,
}

struct Builder<'t> {
    text: &'t str,
    places: ByteOffsets,
    reading: Reading,
    open: Vec<Unfinished>,
    /// Values begun inside of one that is too deep, and where that one begins.
    skipped: usize,
    skipped_from: usize,
    /// By the parser's numbers, which begin at 1.
    anchors: Vec<Option<Node>>,
    /// What copies may take, so that aliases of aliases stay in proportion to the text.
    room: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Builder<'t> {
        Builder {
            text,
            places: ByteOffsets::new(text),
            reading: Reading::default(),
            open: Vec::new(),
            skipped: 0,
            skipped_from: 0,
            anchors: Vec::new(),
            room: 4 * text.len() + 65_536,
        }
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        let (start, end) = (self.places.byte(start), self.places.byte(end));
        let span = start..end.max(start);
        if self.skipped > 0 {
            match event {
                Event::SequenceStart(..) | Event::MappingStart(..) => self.skipped += 1,
                Event::SequenceEnd | Event::MappingEnd => self.skipped -= 1,
                _ => {}
            }
            if self.skipped == 0 {
                self.unknown("…", self.skipped_from..span.end);
            }
            return;
        }
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let function = tag.map(|tag| function(&tag));
                let value = scalar(value, style == ScalarStyle::Plain && function.is_none());
                let whole = self.text.get(span.clone()).unwrap_or_default();
                let span = span.start..span.start + whole.trim_end().len();
                let node = self.made(Node { span, value }, function);
                self.put(node, anchor);
            }
            Event::SequenceStart(anchor, tag) => self.begin(span.start, anchor, tag, Inside::List(Vec::new())),
            Event::MappingStart(anchor, tag) => self.begin(span.start, anchor, tag, Inside::Object(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                // The end of one that is laid out by indentation is where the next thing begins.
                let closes = self.text.get(span.clone()).is_some_and(|end| end.ends_with([']', '}']));
                self.end(if closes { span.end } else { 0 });
            }
            Event::Alias(id) => self.alias(id, span),
            _ => {}
        }
    }

    fn depth(&self) -> usize {
        self.open.last().map_or(0, |open| open.depth)
    }

    fn begin(&mut self, start: usize, anchor: usize, tag: Option<Cow<'_, Tag>>, inside: Inside) {
        let tag = tag.map(|tag| function(&tag));
        let depth = self.depth() + 1 + usize::from(tag.is_some());
        if depth > LIMIT {
            (self.skipped, self.skipped_from) = (1, start);
            return;
        }
        self.open.push(Unfinished { start, end: start, depth, anchor, tag, inside });
    }

    /// Ends the innermost list or object. `at` is after its bracket, if it has one.
    fn end(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        let span = open.start..at.max(open.end).max(open.start);
        let value = match open.inside {
            Inside::List(items) => Value::List(items),
            Inside::Object(members, _) => Value::Object(self.merged(members, &span)),
        };
        let node = self.made(Node { span, value }, open.tag);
        self.put(node, open.anchor);
    }

    /// What a tag makes of a value.
    fn made(&mut self, node: Node, function: Option<Function>) -> Node {
        match function {
            None | Some(Function::Text) => node,
            Some(Function::Named(key)) => {
                let span = node.span.clone();
                let member = Member { key, key_span: span.clone(), value: node };
                Node { span, value: Value::Object(vec![member]) }
            }
            Some(Function::Unknown(name)) => {
                if !matches!(node.value, Value::Text(_) | Value::Null) {
                    self.reading.unread.push(node.span.clone());
                }
                Node::of_text(hole(&name), node.span)
            }
        }
    }

    /// Puts a value where it belongs.
    fn put(&mut self, node: Node, anchor: usize) {
        if anchor > 0 && self.affords(&node) {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            if let Some(slot) = self.anchors.get_mut(anchor) {
                *slot = Some(node.clone());
            }
        }
        let Some(open) = self.open.last_mut() else {
            self.reading.values.push(node);
            return;
        };
        // An alias may stand before the end of what is around it, and what it holds far away.
        open.end = open.end.max(node.span.end);
        match &mut open.inside {
            Inside::List(items) => items.push(node),
            Inside::Object(members, key) => match key.take() {
                Some((key, key_span)) => members.push(Member { key, key_span, value: node }),
                None => {
                    let written = || self.text.get(node.span.clone()).unwrap_or_default().to_string();
                    *key = Some(match node.value {
                        Value::Text(text) | Value::Bare(text) => (text, node.span),
                        _ => (written(), node.span),
                    });
                }
            },
        }
    }

    fn alias(&mut self, id: usize, span: Span) {
        let held = self.anchors.get(id).and_then(Option::clone);
        match held.filter(|node| self.depth() + size(node).1 <= LIMIT && self.affords(node)) {
            Some(mut node) => {
                let end = span.end;
                // Its own place is the alias's; what is in it stands at the anchor.
                node.span = span;
                self.put(node, 0);
                if let Some(open) = self.open.last_mut() {
                    open.end = end.max(open.end);
                }
            }
            None => self.unknown("*", span),
        }
    }

    fn affords(&mut self, node: &Node) -> bool {
        let (size, _) = size(node);
        let affords = size <= self.room;
        self.room -= if affords { size } else { 0 };
        affords
    }

    /// Something that is there and not read.
    fn unknown(&mut self, name: &str, span: Span) {
        self.reading.unread.push(span.clone());
        self.put(Node::of_text(hole(name), span), 0);
    }

    /// Takes in what `<<` refers to; what the object says itself comes first.
    fn merged(&mut self, mut members: Vec<Member>, span: &Span) -> Vec<Member> {
        while let Some(at) = members.iter().position(|member| member.key == "<<") {
            let merge = members.remove(at).value;
            let sources = match merge.value {
                Value::List(items) => items,
                _ => vec![merge],
            };
            for source in sources {
                let Value::Object(more) = source.value else {
                    self.reading.unread.push(source.span);
                    continue;
                };
                if more.len().saturating_mul(members.len()) > 1_000_000 {
                    self.reading.unread.push(span.clone());
                    continue;
                }
                for member in more {
                    if members.iter().all(|own| own.key != member.key) {
                        members.push(member);
                    }
                }
            }
        }
        members
    }

    /// The text is no YAML from here on.
    fn break_off(&mut self, span: Span) {
        self.reading.unread.push(span.clone());
        if core::mem::take(&mut self.skipped) > 0 {
            self.unknown("…", self.skipped_from..span.end);
        }
        while let Some(open) = self.open.last_mut() {
            if let Inside::Object(_, key @ Some(_)) = &mut open.inside {
                let named = key.take().map(|(_, span)| span);
                self.reading.unread.extend(named);
            }
            self.end(0);
        }
    }
}

/// How much a value holds, and how deep it is.
fn size(node: &Node) -> (usize, usize) {
    let mut size = 16;
    let mut deepest = 0;
    let mut add = |node: &Node| {
        let (more, depth) = self::size(node);
        size += more;
        deepest = deepest.max(depth);
    };
    match &node.value {
        Value::List(items) => items.iter().for_each(&mut add),
        Value::Object(members) => members.iter().for_each(|member| add(&member.value)),
        _ => {}
    }
    match &node.value {
        Value::Text(text) | Value::Bare(text) => size += text.len(),
        Value::Object(members) => size += members.iter().map(|member| member.key.len()).sum::<usize>(),
        _ => {}
    }
    (size, deepest + 1)
}

/// A scalar by the core schema, <https://yaml.org/spec/1.2.2/#103-core-schema>, if it is `plain`.
fn scalar(value: Cow<'_, str>, plain: bool) -> Value {
    match &*value {
        "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
        "true" | "True" | "TRUE" if plain => Value::Bare("true".into()),
        "false" | "False" | "FALSE" if plain => Value::Bare("false".into()),
        _ => Value::Text(value.into_owned()),
    }
}

fn function(tag: &Tag) -> Function {
    let name = tag.suffix.as_str();
    if tag.is_yaml_core_schema() || tag.handle.is_empty() || name.is_empty() {
        return match name {
            "binary" => Function::Unknown("!!binary".into()),
            _ => Function::Text,
        };
    }
    match name {
        "Ref" | "Condition" => Function::Named(name.into()),
        "And" | "Base64" | "Cidr" | "Equals" | "FindInMap" | "GetAZs" | "GetAtt" | "If" | "ImportValue" | "Join"
        | "Length" | "Not" | "Or" | "Select" | "Split" | "Sub" | "ToJsonString" | "Transform" => {
            Function::Named(["Fn::", name].concat())
        }
        _ => Function::Unknown(["!", name].concat()),
    }
}

#[cfg(test)]
mod tests;
