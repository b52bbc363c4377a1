//! Reads what people paste: policies in whatever they are wrapped in, and what the wrapper says of them.
//!
//! It ends with an [`Inventory`]: each document with its place, kind, principal and whether it is in force; what is attached
//! by name only; what was not read. Nothing here knows what Remotion needs, and nothing of the check looks at a text.
//!
//! `scan` finds JSON in a text, `json` reads it into values, `prose` looks at what stands between; `find` looks through
//! values for documents, with `template`, `terraform` and `trail` for what is wrapped in a deployment or a log; `statement`
//! reads the documents.
//!
//! **How a reader of another language plugs in.** It turns a text into [`value::Node`]s and knows nothing of policies: see
//! [`value`] for what it gives. Spans are bytes of the pasted text, and parts that are filled in elsewhere are holes. They
//! come to [`read`] as the `values` of a [`Pasted`], and everything after them is the same for every language. What such
//! a reader could not read it gives as `unread`.

mod condition;
pub(crate) mod document;
mod element;
mod find;
pub(crate) mod finding;
pub(crate) mod inventory;
mod json;
pub(crate) mod layer;
mod pattern;
mod prose;
mod scan;
pub(crate) mod span;
mod statement;
mod template;
mod terraform;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod trail;
pub(crate) mod value;

use document::{Document, Span};
use finding::Report;
use inventory::Inventory;

/// A text as it was pasted.
#[derive(Debug, Default)]
pub(crate) struct Pasted<'a> {
    pub(crate) text: &'a str,
    /// It holds a permissions boundary.
    pub(crate) boundary: bool,
    /// What a reader of its language made of it.
    pub(crate) values: Option<Vec<value::Node>>,
    /// What that reader could not read.
    pub(crate) unread: Vec<Span>,
}

/// Reads texts, each holding any number of documents. Takes time and memory in proportion to their length.
pub(crate) fn read(texts: &[Pasted<'_>]) -> Inventory {
    let mut report = Report::new();
    let mut inventory = Inventory::default();
    for (index, pasted) in texts.iter().enumerate() {
        report.turn_to(index);
        pasted.unread.iter().for_each(|span| report.left(span.clone()));
        scan::text(pasted.text, pasted.values.as_deref(), pasted.boundary, &mut report, &mut inventory);
    }
    let Report { mut findings, unread, .. } = report;
    inventory.settle();
    for finding in findings.iter_mut().filter(|finding| finding.document.is_none()) {
        finding.document = inventory.documents.iter().position(|document: &Document| {
            document.text == finding.text
                && document.span.start <= finding.span.start
                && finding.span.end <= document.span.end
        });
    }
    Inventory { findings, unread, ..inventory }
}
