//! From what was found to what is said: rows, worst first, the findings, the verdict.

use super::answer::{
    Checked, DecidedRow, DocumentRow, FindingRow, Merged, RequiredPermission, StatementRow, TextRange, Verdict,
};
use super::call::CheckCall;
use super::decide::{Outcome, Status};
use super::merge::merge;
use super::needs::{Level, Need};
use super::wide::{wide, Wide};
use crate::addition::Addition;
use crate::import::finding::Finding;
use crate::import::span::Places;
use crate::import::Parsed;
use crate::words::{fill, Severity};

/// Everything there is to say something about.
pub(super) struct Report<'a> {
    pub(super) call: &'a CheckCall,
    pub(super) parsed: &'a Parsed,
    pub(super) needs: &'a [Need],
    /// One a need, in the same order.
    pub(super) outcomes: &'a [Outcome],
}

/// Worst first.
const STATUSES: [(Status, &str); 5] = [
    (Status::Denied, "denied"),
    (Status::Missing, "missing"),
    (Status::Partly, "partly"),
    (Status::Conditional, "conditional"),
    (Status::Allowed, "allowed"),
];

impl Report<'_> {
    pub(super) fn write(&self, addition: Option<Addition>) -> Checked {
        let places: Vec<Places<'_>> =
            self.call.texts.iter().chain(&self.call.boundary).map(|text| Places::new(text)).collect();
        let verdict = self.verdict();
        Checked {
            verdict,
            summary: self.summary(verdict),
            documents: self.documents(&places),
            permissions: self.permissions(&places),
            findings: self.findings(&places),
            merged: addition.as_ref().filter(|_| self.call.merge).and_then(|addition| self.merged(addition)),
            addition,
        }
    }

    fn documents(&self, places: &[Places<'_>]) -> Vec<DocumentRow> {
        let row = |document: &crate::import::document::Document| {
            Some(DocumentRow {
                text_index: document.text,
                range: TextRange::new(places.get(document.text)?, &document.span),
                name: document.name.clone(),
                boundary: document.boundary,
                statements: document.statements.len(),
            })
        };
        self.parsed.documents.iter().filter_map(row).collect()
    }

    /// By status and then by level, each in the order of the needs. Passes instead of a sort, whose code would be one of
    /// the larger functions of the module.
    fn permissions(&self, places: &[Places<'_>]) -> Vec<RequiredPermission> {
        let mut rows = Vec::with_capacity(self.needs.len());
        for allowed in [false, true] {
            for level in [Level::Must, Level::Should] {
                for (status, name) in STATUSES.iter().filter(|(status, _)| (*status == Status::Allowed) == allowed) {
                    let all = self.needs.iter().zip(self.outcomes);
                    let those = all.filter(|(need, outcome)| need.level == level && outcome.status == *status);
                    rows.extend(those.map(|(need, outcome)| self.permission(need, outcome, name, places)));
                }
            }
        }
        rows
    }

    fn permission(
        &self,
        need: &Need,
        outcome: &Outcome,
        status: &'static str,
        places: &[Places<'_>],
    ) -> RequiredPermission {
        let statement = |(document, index): &(usize, usize)| self.statement(*document, *index, places);
        let decided = |decided: &super::rules::Decided| DecidedRow {
            key: decided.key.clone(),
            met: decided.met,
            why: decided.why,
        };
        RequiredPermission {
            action: need.action,
            resource: need.resource.clone(),
            level: if need.level == Level::Must { "must" } else { "should" },
            status,
            reason: need.reason,
            statements: outcome.statements.iter().filter_map(statement).collect(),
            example: outcome.example.clone(),
            condition_keys: outcome.condition_keys.clone(),
            decided_conditions: outcome.decided_conditions.iter().map(decided).collect(),
            blocked_by_boundary: outcome.blocked_by_boundary,
        }
    }

    fn statement(&self, document: usize, index: usize, places: &[Places<'_>]) -> Option<StatementRow> {
        let of = self.parsed.documents.get(document)?;
        let statement = of.statements.get(index)?;
        let range = TextRange::new(places.get(of.text)?, &statement.span);
        let sid = statement.sid.clone();
        Some(StatementRow { document_index: document, statement_index: index, sid, range })
    }

    fn findings(&self, places: &[Places<'_>]) -> Vec<FindingRow> {
        let mut rows = Vec::new();
        for severity in Severity::ALL {
            let those = self.parsed.findings.iter().filter(|finding| finding.severity == severity);
            rows.extend(those.filter_map(|finding| finding_row(finding, places)));
            if severity == Severity::SecurityWarning {
                rows.extend(wide(&self.parsed.documents).iter().filter_map(|wide| self.wide_row(wide, places)));
            }
        }
        rows
    }

    fn wide_row(&self, wide: &Wide, places: &[Places<'_>]) -> Option<FindingRow> {
        let statement = self.statement(wide.document, wide.index, places)?;
        let (message, help) = wide.width.words();
        Some(FindingRow {
            code: wide.width.code(),
            severity: Severity::SecurityWarning,
            path: fill("Statement[{0}]", &[&crate::words::digits(wide.index)]),
            text_index: self.parsed.documents.get(wide.document)?.text,
            document_index: Some(wide.document),
            range: statement.range,
            message: message.into(),
            help: help.into(),
            link: None,
        })
    }

    fn verdict(&self) -> Verdict {
        let must = |status: Status| self.count(Level::Must, status) > 0;
        let refused = self.parsed.findings.iter().any(|finding| finding.severity == Severity::Error);
        if self.call.texts.iter().all(|text| text.trim().is_empty()) {
            Verdict::Empty
        } else if refused || self.parsed.unread {
            Verdict::Invalid
        } else if must(Status::Denied) || must(Status::Missing) || must(Status::Partly) {
            Verdict::Insufficient
        } else if must(Status::Conditional) || self.parsed.findings.iter().any(is_absence) {
            Verdict::Conditional
        } else {
            Verdict::Sufficient
        }
    }

    fn count(&self, level: Level, status: Status) -> usize {
        let all = self.needs.iter().zip(self.outcomes);
        all.filter(|(need, outcome)| need.level == level && outcome.status == status).count()
    }

    fn summary(&self, verdict: Verdict) -> String {
        let of = |level| self.needs.iter().filter(|need| need.level == level).count();
        let (must, allowed) = (of(Level::Must), self.count(Level::Must, Status::Allowed));
        let should = of(Level::Should) - self.count(Level::Should, Status::Allowed);
        let values = [must, must - allowed, self.count(Level::Must, Status::Denied), should].map(crate::words::digits);
        let [must, lacking, denied, should_lack] = &values;
        let mut summary = match verdict {
            Verdict::Empty => "Paste the policies that are attached today.",
            Verdict::Invalid => {
                "AWS would not accept this text as it stands. Read as it was probably meant, {1} of the {0} permissions \
                 Remotion must have would not be certain."
            }
            Verdict::Insufficient if denied == lacking => {
                "Not enough: of the {0} permissions Remotion must have, {1} cannot be used because of a Deny."
            }
            Verdict::Insufficient if denied != "0" => {
                "Not enough: of the {0} permissions Remotion must have, {1} cannot be used, {2} of them because of a Deny."
            }
            Verdict::Insufficient => "Not enough: of the {0} permissions Remotion must have, {1} cannot be used.",
            Verdict::Conditional if lacking == "0" => {
                "It depends: all {0} permissions Remotion must have are allowed here, but not all that is attached was \
                 pasted."
            }
            Verdict::Conditional => {
                "It depends: of the {0} permissions Remotion must have, {1} cannot be decided from what is pasted."
            }
            Verdict::Sufficient => "Enough: all {0} permissions Remotion must have are allowed.",
        }
        .to_string();
        if should != 0 && matches!(verdict, Verdict::Sufficient | Verdict::Conditional) {
            summary.push_str(if should == 1 {
                " One that it should have, and can do without, is not."
            } else {
                " {3} that it should have, and can do without, are not."
            });
        }
        fill(&summary, &[must, lacking, denied, should_lack])
    }

    /// Into the last document that allows something. Not into a text that AWS refuses: it has to be mended first.
    fn merged(&self, addition: &Addition) -> Option<Merged> {
        let document = self.parsed.documents.iter().rfind(|document| !document.boundary)?;
        if self.parsed.findings.iter().any(|finding| finding.severity == Severity::Error) {
            return None;
        }
        let text = self.call.texts.get(document.text)?;
        let merged = merge(text, document, &addition.policy)?;
        // Read again: every Statement that was there must be there still, and those added after them.
        let again = crate::import::parse(&[&merged]);
        let count = |parsed: &Parsed, text| {
            let here = parsed.documents.iter().filter(|document| document.text == text);
            here.map(|document| document.statements.len()).sum::<usize>()
        };
        let expected = count(self.parsed, document.text) + addition.policy.statements.len();
        (count(&again, 0) == expected).then_some(Merged { text_index: document.text, text: merged })
    }
}

/// Whether a finding says that something with a say in it was not pasted.
fn is_absence(finding: &Finding) -> bool {
    ["attached-not-pasted", "group-not-pasted", "boundary-not-pasted"].contains(&finding.code)
}

fn finding_row(finding: &Finding, places: &[Places<'_>]) -> Option<FindingRow> {
    Some(FindingRow {
        code: finding.code,
        severity: finding.severity,
        path: finding.path.clone(),
        text_index: finding.text,
        document_index: finding.document,
        range: TextRange::new(places.get(finding.text)?, &finding.span),
        message: finding.message.clone(),
        help: finding.help.clone(),
        link: finding.link,
    })
}
