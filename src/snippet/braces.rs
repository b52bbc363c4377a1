//! A policy as an object in braces, for the languages that have them: HCL and TypeScript differ in little else than
//! how an entry is written and a string is quoted.

use crate::policy::{Policy, Principal, Statement};

/// How a language writes objects.
pub(super) struct Grammar {
    /// Between a key and its value.
    pub(super) is: &'static str,
    /// After an entry.
    pub(super) end: &'static str,
    /// After `Sid`, where a language's formatter aligns it with `Effect`.
    pub(super) pad: &'static str,
    /// A string literal.
    pub(super) quote: fn(&str) -> String,
}

/// The policy from its `{` to its `}`, every line but the first indented by `indent`.
pub(super) fn policy(grammar: &Grammar, policy: &Policy, indent: &str) -> String {
    let mut out = Out { grammar, text: String::new(), indent: indent.to_string() };
    out.open("{");
    out.entry("Version", "", policy.version);
    out.key("Statement");
    out.open("[");
    for statement in &policy.statements {
        out.statement(statement);
    }
    out.close("]");
    out.text.push_str(out.grammar.end);
    out.close("}");
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

    fn key(&mut self, key: &str) {
        self.line();
        self.text.push_str(key);
        self.text.push_str(self.grammar.is);
    }

    fn entry(&mut self, key: &str, pad: &str, value: &str) {
        self.line();
        self.text.push_str(key);
        self.text.push_str(pad);
        self.text.push_str(self.grammar.is);
        self.text.push_str(&(self.grammar.quote)(value));
        self.text.push_str(self.grammar.end);
    }

    fn list<T: AsRef<str>>(&mut self, key: &str, values: &[T]) {
        self.key(key);
        self.open("[");
        for value in values {
            self.line();
            self.text.push_str(&(self.grammar.quote)(value.as_ref()));
            self.text.push(',');
        }
        self.close("]");
        self.text.push_str(self.grammar.end);
    }

    fn statement(&mut self, statement: &Statement) {
        self.line();
        self.open("{");
        self.entry("Sid", self.grammar.pad, statement.sid);
        self.entry("Effect", "", statement.effect);
        if let Some(principal) = &statement.principal {
            let (key, value) = match principal {
                Principal::Service(name) => ("Service", name),
                Principal::Aws(arn) => ("AWS", arn),
            };
            self.key("Principal");
            self.open("{");
            self.entry(key, "", value);
            self.close("}");
            self.text.push_str(self.grammar.end);
        }
        self.list("Action", &statement.actions);
        if !statement.resources.is_empty() {
            self.list("Resource", &statement.resources);
        }
        self.close("}");
        self.text.push(',');
    }
}

/// TypeScript.
pub(super) const TYPESCRIPT: Grammar = Grammar { is: ": ", end: ",", pad: "", quote: single_quoted };

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
