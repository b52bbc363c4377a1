//! One Statement while it is read, and what is said of it.

use super::document::Span;
use super::element::{duplicates, wrong_type};
use super::finding::{self, At, FindingLog};
use super::source_map::SourceMap;
use super::value::Node;

/// One Statement being read.
pub(super) struct StatementReading<'a> {
    pub(super) report: &'a mut FindingLog,
    pub(super) layer: &'a SourceMap<'a>,
    pub(super) index: usize,
    pub(super) variables: bool,
    pub(super) doubtful: bool,
    /// It is a policy of a resource, which names principals.
    pub(super) of_resource: bool,
    /// It is a trust policy, which names no resource.
    pub(super) trust: bool,
}

impl<'a> StatementReading<'a> {
    pub(super) fn at(&self, element: &'a str) -> At<'a> {
        At { statement: Some(self.index), element, item: None }
    }

    pub(super) fn say(&mut self, sentence: &finding::FindingMessage, element: &'a str, span: &Span, values: &[&str]) {
        let span = self.layer.span(span);
        self.report.say(sentence, self.at(element), span, values);
    }

    pub(super) fn wrong_type(&mut self, node: &Node, at: At<'_>, expected: &str) {
        self.doubtful = true;
        wrong_type(self.report, self.layer, node, at, expected);
    }

    /// Says which names an object has twice.
    pub(super) fn once(&mut self, object: &Node, at: At<'_>) {
        self.doubtful |= duplicates(self.report, self.layer, object, at);
    }
}
