//! Reads what people paste: policies in whatever they are wrapped in, and what the wrapper says of them.
//!
//! It ends with an [`Inventory`]: each document with its place, kind, principal and whether it is in force; what is attached
//! by name only; what was not read. Nothing here knows what Remotion needs, and nothing of the check looks at a text.
//!
//! `extract` finds JSON in a text, `json` reads it into values, `prose` looks at what stands between; `wrapper` looks through
//! values for documents, with `template`, `terraform` and `trail` for what is wrapped in a deployment or a log; `statement`
//! reads the documents.
//!
//! **How readers of other languages plug in.** They are in `module/languages`, which a module of its own exports: text in,
//! [`value::Part`]s out, and no word of policies. They come to [`read`] as the `parts` of a [`Pasted`], and everything
//! after them is the same for every language. They count only where something would not be read, or be wrong, without them.

mod condition;
pub(crate) mod document;
mod element;
mod extract;
mod extractor;
pub(crate) mod finding;
mod intrinsic;
pub(crate) mod inventory;
mod json;
mod pattern;
mod prose;
mod reading;
pub(crate) mod source_map;
pub(crate) mod span;
mod statement;
mod template;
mod terraform;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod trail;
pub(crate) mod value;
mod wrapper;

use document::Document;
use finding::{Finding, FindingLog};
use inventory::{Instead, Inventory};

/// A text as it was pasted.
#[derive(Debug, Default)]
pub(crate) struct Pasted<'a> {
    pub(crate) text: &'a str,
    /// It holds a permissions boundary.
    pub(crate) boundary: bool,
    /// What readers of other languages made of it, if they are there.
    pub(crate) parts: Option<Vec<value::Part>>,
}

/// How much there is of what reading adds to.
struct Checkpoint {
    findings: usize,
    unread: usize,
    documents: usize,
    principals: usize,
    attached: usize,
    calls: usize,
    scripted: bool,
    instead: Option<Instead>,
}

impl Checkpoint {
    fn new(report: &FindingLog, inventory: &Inventory) -> Checkpoint {
        Checkpoint {
            findings: report.findings.len(),
            unread: report.unread.len(),
            documents: inventory.documents.len(),
            principals: inventory.principals.len(),
            attached: inventory.attached.len(),
            calls: inventory.calls.len(),
            scripted: inventory.scripted,
            instead: inventory.instead,
        }
    }

    /// Takes away what was added since.
    fn restore(&self, report: &mut FindingLog, inventory: &mut Inventory) {
        report.findings.truncate(self.findings);
        report.unread.truncate(self.unread);
        inventory.documents.truncate(self.documents);
        inventory.principals.truncate(self.principals);
        inventory.attached.truncate(self.attached);
        inventory.calls.truncate(self.calls);
        inventory.scripted = self.scripted;
        inventory.instead = self.instead;
    }
}

/// Reads one text: as JSON among other text, and where that leaves something unread, wrong, only named or to a script,
/// with what readers of other languages made of it, unless that is less.
fn one(index: usize, pasted: &Pasted<'_>, report: &mut FindingLog, inventory: &mut Inventory) {
    let before = Checkpoint::new(report, inventory);
    let mut read = |parts: &[value::Part]| {
        before.restore(report, inventory);
        report.turn_to(index);
        extract::text(pasted, parts, wrapper::value, report, inventory);
        inventory.has_more |= report.findings.len() > before.findings || report.unread.len() > before.unread;
        let is_error = |finding: &Finding| finding.severity == crate::diagnostics::Severity::Error;
        let sound = !report.findings.iter().skip(before.findings).any(is_error);
        let shown = inventory.attached.len() == before.attached;
        let scripted = inventory.scripted != before.scripted;
        (report.unread.len() == before.unread, (sound, shown, scripted), inventory.documents.len())
    };
    let (whole, (sound, shown, scripted), documents) = read(&[]);
    let parts = pasted.parts.as_deref().unwrap_or_default();
    // In a script or in code, JSON is only a part of what it says.
    let all = documents > before.documents && parts.first().is_some_and(|part| part.span == (0..pasted.text.len()));
    let code = all || scripted;
    if !(whole && sound && shown && !code || parts.is_empty()) {
        let (still, _, more) = read(parts);
        if !still && if whole { !code } else { sound && more < documents } {
            read(&[]);
        }
    }
    inventory.wants_readers |= pasted.parts.is_none() && !(whole && sound && !scripted);
}

/// Reads texts, each holding any number of documents. Takes time and memory in proportion to their length.
pub(crate) fn read(texts: &[Pasted<'_>]) -> Inventory {
    let mut report = FindingLog::new();
    let mut inventory = Inventory::default();
    for (index, pasted) in texts.iter().enumerate() {
        one(index, pasted, &mut report, &mut inventory);
    }
    let FindingLog { mut findings, unread, .. } = report;
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
