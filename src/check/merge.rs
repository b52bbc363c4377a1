//! Puts Statements into a policy as somebody pasted it, and touches nothing else of it.

use crate::import::document::{Document, Span};
use crate::policy::Policy;
use crate::search;

/// `text` with the Statements of `addition` after the last one of `document`, indented as the others are. `None` where
/// the document is not plain JSON in the text (URL-encoded, inside a string), and is better replaced as a whole.
pub(crate) fn merge(text: &str, document: &Document, addition: &Policy) -> Option<String> {
    let (first, last) = (document.statements.first()?, document.statements.last()?);
    if !is_object(text, &document.span) || !is_object(text, &first.span) || !is_object(text, &last.span) {
        return None;
    }
    let before = text.get(document.span.start..first.span.start)?.trim_end();
    // `{"Statement": {`: in a string the quotes of the names would be escaped.
    let name = before.strip_suffix(['[', ':'])?.trim_end().trim_end_matches(':').trim_end();
    if !name.ends_with("\"Statement\"") || name.ends_with("\\\"Statement\"") {
        return None;
    }
    let alone = before.ends_with(':');
    let style = Style::of(text, &last.span);
    let mut added = String::new();
    for statement in &addition.statements {
        added.push(',');
        added.push_str(&style.between);
        // Printing strings and sequences into memory has no way to fail.
        added.push_str(&style.print(&serde_json::to_string_pretty(statement).ok()?));
    }
    let mut merged = String::with_capacity(text.len() + added.len() + 2);
    merged.push_str(text.get(..first.span.start)?);
    if alone {
        merged.push('[');
    }
    merged.push_str(text.get(first.span.start..last.span.end)?);
    merged.push_str(&added);
    if alone {
        merged.push(']');
    }
    merged.push_str(text.get(last.span.end..)?);
    Some(merged)
}

fn is_object(text: &str, span: &Span) -> bool {
    text.get(span.clone()).is_some_and(|text| text.starts_with('{') && text.ends_with('}'))
}

/// How the Statements of a text are laid out.
struct Style {
    /// Between the comma and the next Statement.
    between: String,
    /// One step of indentation, empty when everything stands on one line.
    step: String,
    /// How far the Statements are indented.
    base: String,
    /// How a line ends.
    end: &'static str,
}

impl Style {
    /// That of one Statement in the text.
    fn of(text: &str, span: &Span) -> Style {
        let before = text.get(..span.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let base: String = line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
        let own = text.get(span.clone()).unwrap_or_default();
        let inner = own.split('\n').nth(1).map(|line| line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect());
        let inner: Option<String> = inner;
        let step = inner.and_then(|inner| Some(inner.strip_prefix(base.as_str())?.to_string())).unwrap_or_default();
        let alone = line.trim().is_empty();
        let end = if search::has(text, "\r\n") { "\r\n" } else { "\n" };
        let between = match (step.is_empty(), alone && search::has(before, "\n")) {
            // On a line of its own, or next to the `}` of the one before.
            (_, true) => [end, &base].concat(),
            (true, false) => String::new(),
            (false, false) => " ".to_string(),
        };
        Style { between, step, base, end }
    }

    /// A Statement as `JSON.stringify(statement, null, 2)` prints it, in this style.
    fn print(&self, pretty: &str) -> String {
        let mut text = String::new();
        for (number, line) in pretty.split('\n').enumerate() {
            let inner = line.trim_start_matches(' ');
            if self.step.is_empty() {
                text.push_str(&compact(inner));
                continue;
            }
            if number > 0 {
                text.push_str(self.end);
                text.push_str(&self.base);
                for _ in 0..(line.len() - inner.len()) / 2 {
                    text.push_str(&self.step);
                }
            }
            text.push_str(inner);
        }
        text
    }
}

/// A line without the space after a name's colon; no other space in it is outside a string.
fn compact(line: &str) -> String {
    match line.strip_prefix('"').and_then(|rest| search::cut(rest, "\": ")) {
        Some((name, value)) => ["\"", name, "\":", value].concat(),
        None => line.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::addition::{addition, Permission};
    use crate::import::document::{Effect, Scope, Statement};

    /// Merges into a text in which `«` and `»` stand around each Statement.
    fn merged(marked: &str) -> Option<String> {
        let mut text = String::new();
        let mut statements = Vec::new();
        let mut start = 0;
        for character in marked.chars() {
            match character {
                '«' => start = text.len(),
                '»' => statements.push(Statement {
                    span: start..text.len(),
                    sid: None,
                    effect: Effect::Allow,
                    principals: None,
                    actions: Scope::Only(Vec::new()),
                    resources: Scope::Only(Vec::new()),
                    conditions: Vec::new(),
                    doubtful: false,
                }),
                _ => text.push(character),
            }
        }
        let span = text.find('{')?..text.rfind('}')? + 1;
        let policy = crate::check::sample::document(&serde_json::json!({"Version": "2012-10-17"}));
        let document = Document { span, statements, ..policy };
        let needed = Permission { action: "s3:PutObject", resource: "arn:aws:s3:::b/*".into() };
        let inputs = crate::setup::check(&crate::BuildCall::new("role"), crate::Kind::Role).ok()?;
        merge(&text, &document, &addition(&[needed], &[], &inputs)?.policy)
    }

    #[test]
    fn four_spaces_stay_four_spaces() {
        let before = "{\n    \"Statement\": [\n        «{\n            \"Effect\": \"Deny\"\n        }»\n    ]\n}";
        let expected = "{\n    \"Statement\": [\n        {\n            \"Effect\": \"Deny\"\n        },\n        {\n            \
                        \"Sid\": \"RemotionNeeds1\",\n            \"Effect\": \"Allow\",\n            \"Action\": [\n                \
                        \"s3:PutObject\"\n            ],\n            \"Resource\": [\n                \"arn:aws:s3:::b/*\"\n            \
                        ]\n        }\n    ]\n}";
        assert_eq!(merged(before).as_deref(), Some(expected));
    }

    #[test]
    fn one_line_stays_one_line() {
        let expected =
            "{\"Statement\":[{},{\"Sid\":\"RemotionNeeds1\",\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\
                        \"Resource\":[\"arn:aws:s3:::b/*\"]}],\"Version\":\"2012-10-17\"}";
        assert_eq!(merged("{\"Statement\":[«{}»],\"Version\":\"2012-10-17\"}").as_deref(), Some(expected));
    }

    #[test]
    fn a_statement_that_stood_alone_becomes_a_list() {
        let text = merged("{\"Statement\": «{}»}").unwrap_or_default();
        assert!(text.starts_with("{\"Statement\": [{},{\"Sid\"") && text.ends_with("]}]}"), "{text}");
    }

    #[test]
    fn what_is_not_plain_json_is_left_alone() {
        assert_eq!(merged("\"{\\\"Statement\\\": [«{}»]}\""), None);
    }
}
