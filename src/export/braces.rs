//! A policy as an object in braces, for the languages that have them: HCL and TypeScript differ in little else than
//! how an entry is written and a string is quoted.

use crate::json::Json;
use crate::policy::Policy;

/// How a language writes objects.
pub(super) struct Grammar {
    /// Between a key and its value.
    pub(super) is: &'static str,
    /// After an entry.
    pub(super) end: &'static str,
    /// Whether its formatter aligns the values of entries that follow each other, each on one line.
    pub(super) aligns: bool,
    /// A string literal.
    pub(super) quote: fn(&str) -> String,
}

/// The policy from its `{` to its `}`, every line but the first indented by `indent`.
pub(super) fn policy(grammar: &Grammar, policy: &Policy, indent: &str) -> String {
    let mut out = Out { grammar, text: String::new(), indent: indent.to_string() };
    out.value(&policy.document());
    out.text
}

struct Out<'a> {
    grammar: &'a Grammar,
    text: String,
    indent: String,
}

impl Out<'_> {
    fn line(&mut self) {
        self.text.push('\n');
        self.text.push_str(&self.indent);
    }

    fn open(&mut self, bracket: &str) {
        self.text.push_str(bracket);
        self.indent.push_str("  ");
    }

    fn close(&mut self, bracket: &str) {
        self.indent.truncate(self.indent.len().saturating_sub(2));
        self.line();
        self.text.push_str(bracket);
    }

    /// A name, in quotes unless it is a word.
    fn key(&self, name: &str) -> String {
        let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_word {
            name.to_string()
        } else {
            (self.grammar.quote)(name)
        }
    }

    fn value(&mut self, value: &Json) {
        match value {
            Json::Bare(word) => self.text.push_str(word),
            Json::Text(text) => self.text.push_str(&(self.grammar.quote)(text)),
            Json::List(items) if items.is_empty() => self.text.push_str("[]"),
            Json::Object(members) if members.is_empty() => self.text.push_str("{}"),
            Json::List(items) => {
                self.open("[");
                for (_, item) in items {
                    self.line();
                    self.value(item);
                    self.text.push(',');
                }
                self.close("]");
            }
            Json::Object(members) => {
                self.open("{");
                let mut width = 0;
                for (at, (name, value)) in members.iter().enumerate() {
                    if !value.is_on_one_line() {
                        width = 0;
                    } else if width == 0 {
                        width = self.width(members.get(at..).unwrap_or_default());
                    }
                    let key = self.key(name);
                    self.line();
                    self.text.push_str(&key);
                    for _ in key.len()..width {
                        self.text.push(' ');
                    }
                    self.text.push_str(self.grammar.is);
                    self.value(value);
                    self.text.push_str(self.grammar.end);
                }
                self.close("}");
            }
        }
    }

    /// How wide the names are of the entries that come first and are on one line each, where a formatter aligns these.
    fn width(&self, members: &[(String, Json)]) -> usize {
        let mut width = 0;
        for (name, value) in members {
            if !self.grammar.aligns || !value.is_on_one_line() {
                break;
            }
            width = width.max(self.key(name).len());
        }
        width
    }
}

/// TypeScript.
pub(super) const TYPESCRIPT: Grammar = Grammar { is: ": ", end: ",", aligns: false, quote: single_quoted };

/// A TypeScript string. No checked input holds a line end, and `${` means nothing between single quotes.
pub(super) fn single_quoted(text: &str) -> String {
    let mut quoted = "'".to_string();
    for character in text.chars() {
        if matches!(character, '\\' | '\'') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('\'');
    quoted
}

/// A name of words that begin with a capital, as that of a variable.
pub(super) fn small(name: &str) -> String {
    let mut variable = name.to_string();
    if let Some(first) = variable.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    variable
}
