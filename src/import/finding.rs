//! What is wrong with a pasted policy, and where: findings, and how they are collected. Their words: [`sentences`].

mod sentences;

use super::document::Span;
use super::value::{CLOSE, OPEN};
use crate::diagnostics::{fill, Severity};
pub(crate) use sentences::*;

/// One thing to say about a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Stable, kebab-case.
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    /// Which text.
    pub(crate) text: usize,
    /// Which of the documents found, when it stands in one.
    pub(crate) document: Option<usize>,
    /// `Statement[2].Action[0]`; empty when it is about JSON or about what the document is wrapped in.
    pub(crate) path: String,
    /// Where in the text, in bytes.
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) link: Option<&'static str>,
}

/// A sentence with gaps.
pub(crate) struct FindingMessage {
    pub(crate) code: &'static str,
    severity: Severity,
    message: &'static str,
    help: &'static str,
    link: Option<&'static str>,
}

impl FindingMessage {
    /// Said of a part of a text.
    pub(crate) fn finding(&self, text: usize, span: Span, values: &[&str]) -> Finding {
        let values: Vec<String> = values.iter().map(|value| cut(value)).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        Finding {
            code: self.code,
            severity: self.severity,
            text,
            document: None,
            path: String::new(),
            span,
            message: fill(self.message, &values),
            help: fill(self.help, &values),
            link: self.link,
        }
    }
}

/// A part of a text that may hold a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) text: usize,
    pub(crate) span: Span,
}

/// Collects findings, up to [`MOST`], whatever the text.
pub(crate) struct FindingLog {
    pub(crate) findings: Vec<Finding>,
    /// The text being read.
    pub(crate) text: usize,
    /// The document being read.
    pub(crate) document: Option<usize>,
    /// Where a policy may be that could not be read; not more than [`MOST`].
    pub(crate) unread: Vec<Unread>,
    /// Codes said of this text that are said once.
    said: Vec<&'static str>,
}

/// More do not help anybody, and a text of a million commas would give a million.
pub(crate) const MOST: usize = 100;

/// Where in a document: the Statement, the element in it, the item in that.
#[derive(Clone, Copy, Default)]
pub(crate) struct At<'a> {
    pub(crate) statement: Option<usize>,
    pub(crate) element: &'a str,
    pub(crate) item: Option<usize>,
}

impl FindingLog {
    pub(crate) fn new() -> FindingLog {
        FindingLog { findings: Vec::new(), text: 0, document: None, unread: Vec::new(), said: Vec::new() }
    }

    /// From here on, findings are about this text.
    pub(crate) fn turn_to(&mut self, text: usize) {
        self.text = text;
        self.document = None;
        self.said.clear();
    }

    #[inline(never)] // as small at each of its many calls as a call can be
    pub(crate) fn say(&mut self, sentence: &FindingMessage, at: At<'_>, span: Span, values: &[&str]) {
        if let Some(last) = self.findings.get_mut(MOST) {
            // As severe as the worst of what it stands for.
            last.severity = last.severity.min(sentence.severity);
            return;
        }
        let severity = sentence.severity;
        let sentence = if self.findings.len() < MOST { sentence } else { &MORE_FINDINGS };
        let mut finding = sentence.finding(self.text, span, values);
        (finding.document, finding.path, finding.severity) = (self.document, at.path(), severity);
        self.findings.push(finding);
    }

    /// Of a slip that is all over a text once it is in it, such as curly quotes: only where it is first.
    pub(crate) fn say_once(&mut self, sentence: &FindingMessage, span: Span, values: &[&str]) {
        if !self.said.contains(&sentence.code) {
            self.said.push(sentence.code);
            self.say(sentence, At::default(), span, values);
        }
    }

    /// Something that stops the reading of a policy.
    pub(crate) fn stop(&mut self, sentence: &FindingMessage, span: Span, values: &[&str]) {
        self.left(span.clone());
        self.say(sentence, At::default(), span, values);
    }

    /// Notes a part that may hold a policy and is not read.
    pub(crate) fn left(&mut self, span: Span) {
        if self.unread.len() < MOST {
            self.unread.push(Unread { text: self.text, span });
        }
    }
}

impl At<'_> {
    fn path(self) -> String {
        let mut path = String::new();
        if let Some(index) = self.statement {
            path.push_str("Statement");
            push_index(&mut path, index);
            if !self.element.is_empty() {
                path.push('.');
            }
        }
        path.push_str(&cut(self.element));
        if let Some(index) = self.item {
            push_index(&mut path, index);
        }
        path
    }
}

fn push_index(path: &mut String, index: usize) {
    path.push('[');
    path.push_str(&crate::diagnostics::digits(index));
    path.push(']');
}

/// The reader's own text, on one line and short enough for a sentence.
pub(crate) fn cut(text: &str) -> String {
    const LONGEST: usize = 64;
    let mut short = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            short.push('…');
            break;
        }
        match character {
            OPEN => short.push_str("${"),
            CLOSE => short.push('}'),
            _ => short.push(if character.is_control() { ' ' } else { character }),
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_end_with_a_last_word_however_many_there_are() {
        let mut report = FindingLog::new();
        for at in 0..1000 {
            report.say(&COMMENT, At::default(), at..at + 1, &[]);
        }
        assert_eq!(report.findings.len(), MOST + 1);
        let last = |report: &FindingLog| report.findings.last().map(|finding| (finding.code, finding.severity));
        assert_eq!(last(&report), Some(("more-findings", Severity::Error)));
        // It is as severe as the worst of what it stands for.
        let mut report = FindingLog::new();
        for at in 0..1000 {
            report.say(&TEMPLATE_FUNCTION, At::default(), at..at + 1, &["Fn::Sub"]);
        }
        assert_eq!(last(&report), Some(("more-findings", Severity::Suggestion)));
        report.say(&COMMENT, At::default(), 0..1, &[]);
        assert_eq!(last(&report), Some(("more-findings", Severity::Error)));
    }

    #[test]
    fn the_readers_text_is_cut_short_and_on_one_line() {
        assert_eq!(cut("a\nb"), "a b");
        assert_eq!(cut(&"é".repeat(65)), "é".repeat(64) + "…");
    }

    #[test]
    fn a_path_reads_as_one_would_write_it() {
        let at = At { statement: Some(2), element: "Action", item: Some(0) };
        assert_eq!(at.path(), "Statement[2].Action[0]");
        assert_eq!(At { item: None, ..at }.path(), "Statement[2].Action");
        assert_eq!(At { element: "", item: None, ..at }.path(), "Statement[2]");
        assert_eq!(At { element: "Version", ..At::default() }.path(), "Version");
    }
}
