//! Reads policies as people have them: documents, what the AWS command line prints, URL-encoded, escaped, several.
//!
//! `scan` finds JSON in a text, `json` reads it, `find` finds documents in what was read, `statement` reads those.

mod condition;
pub(crate) mod document;
mod element;
mod find;
pub(crate) mod finding;
mod json;
mod layer;
mod pattern;
mod principal;
mod scan;
pub(crate) mod span;
mod statement;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use document::Document;
use finding::{Finding, Report};

/// What pasted texts say.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// In the order they were found.
    pub(crate) documents: Vec<Document>,
    /// In the order they were found; at most 101.
    pub(crate) findings: Vec<Finding>,
    /// Something that may be a policy could not be read at all, so that `documents` may lack an Allow or a Deny.
    pub(crate) unread: bool,
}

/// Reads texts, each holding any number of documents. Takes time and memory in proportion to their length.
pub(crate) fn parse(texts: &[&str]) -> Parsed {
    parse_with_boundary(texts, &[])
}

/// Likewise, with texts that hold a permissions boundary. They are counted on after the others.
pub(crate) fn parse_with_boundary(texts: &[&str], boundaries: &[&str]) -> Parsed {
    let mut report = Report::new();
    let mut documents = Vec::new();
    for (index, text) in texts.iter().chain(boundaries).enumerate() {
        report.turn_to(index);
        scan::text(text, index >= texts.len(), &mut report, &mut documents);
    }
    let Report { mut findings, unread, .. } = report;
    if documents.iter().any(|document| document.boundary) {
        findings.retain(|finding| finding.code != finding::BOUNDARY_NOT_PASTED.code);
    }
    for finding in findings.iter_mut().filter(|finding| finding.document.is_none()) {
        finding.document = documents.iter().position(|document: &Document| {
            document.text == finding.text
                && document.span.start <= finding.span.start
                && finding.span.end <= document.span.end
        });
    }
    Parsed { documents, findings, unread }
}
