//! From what was found to what is said: rows, worst first, the findings, the verdict.

use super::answer::{
    AttachedRow, Checked, DecidedRow, DocumentRow, FindingRow, Merged, PermissionRow, Place, PrincipalRow,
    StatementRow, TextRange, UnreadRow, Verdict,
};
use super::call::CheckCall;
use super::decide::{Outcome, PermissionStatus};
use super::merge::merge;
use super::overly_permissive::{wide, Wide};
use super::required::RequiredPermission;
use super::whose::{candidates, Counted, Judged, Open, Side};
use super::Wanted;
use crate::addition::Addition;
use crate::diagnostics::{fill, Severity};
use crate::import::document::{Absence, Document, PolicyType};
use crate::import::finding::Unread;
use crate::import::finding::{self, cut, Finding, MOST};
use crate::import::inventory::{Attached, Instead, Inventory, PrincipalKind, What};
use crate::import::span::Positions;
use crate::import::{self, Pasted};
use crate::remotion::Level;
use crate::remotion::Necessity;

/// Everything there is to say something about.
pub(super) struct Report<'a> {
    pub(super) call: &'a CheckCall,
    pub(super) inventory: &'a Inventory,
    pub(super) judged: &'a [Judged<'a>],
    pub(super) wanted: &'a [Wanted],
    /// One a need, in the same order.
    pub(super) outcomes: &'a [Outcome],
    /// The only places it was decided for, if it was not everywhere.
    pub(super) places: &'a [Place],
    /// The names of the buckets that the requirements are about.
    pub(super) buckets: &'a [&'a str],
    /// There is no policy in the texts, nor the name of one.
    pub(super) empty: bool,
}

impl Report<'_> {
    pub(super) fn write(&self, addition: Option<Addition>) -> Checked {
        let places: Vec<Positions<'_>> =
            self.call.texts.iter().chain(&self.call.boundary).map(|text| Positions::new(text)).collect();
        let verdict = self.verdict();
        Checked {
            verdict,
            summary: self.summary(verdict),
            sufficient_in: if verdict == Verdict::Sufficient { self.places.to_vec() } else { Vec::new() },
            principal: self.judged.first().and_then(|judged| self.named(&[judged.who?])),
            principals: candidates(self.inventory, self.kind())
                .iter()
                .filter_map(|at| self.principal(*at, &places))
                .collect(),
            documents: self.documents(&places),
            attached_by_name: self.attached(&places),
            unread: self.unread(&places),
            permissions: self.permissions(&places),
            findings: self.findings(&places),
            merged: addition.as_ref().filter(|_| self.call.merge).and_then(|addition| self.merged(addition)),
            addition,
            wants_readers: self.inventory.wants_readers,
            has_more: self.inventory.has_more,
        }
    }

    fn documents(&self, places: &[Positions<'_>]) -> Vec<DocumentRow> {
        let row = |(at, document): (usize, &Document)| {
            Some(DocumentRow {
                text_index: document.text,
                range: TextRange::new(places.get(document.text)?, &document.span),
                name: document.name.clone(),
                kind: document.kind,
                principal: self.named(&document.of),
                in_force: document.absent.is_none(),
                why: document.absent.map(why),
                used: self
                    .judged
                    .iter()
                    .any(|judged| judged.documents.get(at).is_some_and(|counted| counted.side != Side::Out)),
                boundary: document.kind == PolicyType::Boundary,
                statements: document.statements.len(),
            })
        };
        self.inventory.documents.iter().enumerate().filter_map(row).collect()
    }

    /// `role/NAME`, of the first of several.
    fn named(&self, of: &[usize]) -> Option<String> {
        let principal = self.inventory.principals.get(*of.first()?)?;
        Some([principal.kind.name(), "/", &principal.name].concat())
    }

    fn principal(&self, at: usize, places: &[Positions<'_>]) -> Option<PrincipalRow> {
        let principal = self.inventory.principals.get(at)?;
        let range = TextRange::new(places.get(principal.text)?, &principal.span);
        Some(PrincipalRow { principal: self.named(&[at])?, text_index: principal.text, range })
    }

    fn attached(&self, places: &[Positions<'_>]) -> Vec<AttachedRow> {
        let row = |attached: &Attached| {
            Some(AttachedRow {
                kind: attached.what,
                name: cut(&attached.name),
                principal: self.named(&attached.of),
                text_index: attached.text,
                range: TextRange::new(places.get(attached.text)?, &attached.span),
            })
        };
        self.inventory.attached.iter().take(MOST).filter_map(row).collect()
    }

    fn unread(&self, places: &[Positions<'_>]) -> Vec<UnreadRow> {
        let row = |unread: &Unread| {
            Some(UnreadRow { text_index: unread.text, range: TextRange::new(places.get(unread.text)?, &unread.span) })
        };
        self.inventory.unread.iter().filter_map(row).collect()
    }

    /// By status and then by level, each in the order of the needs. Passes instead of a sort, whose code would be one of
    /// the larger functions of the module.
    fn permissions(&self, places: &[Positions<'_>]) -> Vec<PermissionRow> {
        let mut rows = Vec::with_capacity(self.wanted.len());
        for allowed in [false, true] {
            for level in Necessity::ALL {
                for status in
                    PermissionStatus::ALL.into_iter().filter(|status| (*status == PermissionStatus::Allowed) == allowed)
                {
                    let all = self.wanted.iter().zip(self.outcomes);
                    let those =
                        all.filter(|((need, _), outcome)| need.level.necessity() == level && outcome.status == status);
                    rows.extend(those.map(|((need, _), outcome)| self.permission(need, outcome, places)));
                }
            }
        }
        rows
    }

    fn permission(&self, need: &RequiredPermission, outcome: &Outcome, places: &[Positions<'_>]) -> PermissionRow {
        let statement = |(document, index): &(usize, usize)| self.statement(*document, *index, places);
        let decided = |decided: &super::rules::DecidedCondition| DecidedRow {
            key: decided.key.clone(),
            met: decided.met,
            why: decided.why,
        };
        PermissionRow {
            action: need.action,
            resource: need.resource.clone(),
            level: need.level.necessity(),
            needed_for: need.level.needed_for(),
            status: outcome.status,
            reason: need.reason,
            statements: outcome.statements.iter().filter_map(statement).collect(),
            example: outcome.example.clone(),
            condition_keys: outcome.condition_keys.clone(),
            decided_conditions: outcome.decided_conditions.iter().map(decided).collect(),
            blocked_by_boundary: outcome.blocked_by_boundary,
        }
    }

    fn statement(&self, document: usize, index: usize, places: &[Positions<'_>]) -> Option<StatementRow> {
        let of = self.inventory.documents.get(document)?;
        let statement = of.statements.get(index)?;
        let range = TextRange::new(places.get(of.text)?, &statement.span);
        let sid = statement.sid.clone();
        Some(StatementRow { document_index: document, statement_index: index, sid, range })
    }

    fn findings(&self, places: &[Positions<'_>]) -> Vec<FindingRow> {
        let mut found = self.opened();
        if let Some(judged) = self.judged.first() {
            found.extend(super::near::near(&judged.documents, self.buckets));
            // Of a role that the text names, it is known whose they are.
            if judged.who.is_none() {
                found.extend(super::near::of_deployer(&judged.documents, &self.call.requirements));
            }
        }
        found.extend(self.inventory.findings.iter().filter(|finding| self.is_about(finding)).cloned());
        let mut rows = Vec::new();
        for severity in Severity::ALL {
            let those = found.iter().filter(|finding| finding.severity == severity);
            rows.extend(those.filter_map(|finding| finding_row(finding, places)));
            if severity == Severity::SecurityWarning {
                let wide = wide(&self.inventory.documents);
                let wide = wide.iter().filter(|wide| self.counts(wide.document));
                rows.extend(wide.filter_map(|wide| self.wide_row(wide, places)));
            }
        }
        rows
    }

    /// What kind of policies of a principal is asked about first.
    fn kind(&self) -> PolicyType {
        self.judged.first().map_or(PolicyType::Identity, Judged::kind)
    }

    /// Whether a document counts for anybody who is judged, or nobody could be.
    fn counts(&self, document: usize) -> bool {
        self.judged.iter().any(|judged| {
            let side = judged.documents.get(document).map(|counted| counted.side);
            side != Some(Side::Out) || judged.open.contains(&Open::Choose)
        })
    }

    fn is_about(&self, finding: &Finding) -> bool {
        finding.document.is_none_or(|document| self.counts(document))
    }

    /// What keeps the answer open, as findings. Parts that were not read have theirs.
    fn opened(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for judged in self.judged {
            for open in &judged.open {
                if let Some(finding) = self.open(judged, *open).filter(|_| found.len() < MOST) {
                    if !found.contains(&finding) {
                        found.push(finding);
                    }
                }
            }
        }
        found
    }

    fn open(&self, judged: &Judged<'_>, open: Open) -> Option<Finding> {
        let principals = &self.inventory.principals;
        match open {
            Open::Unread => None,
            Open::NotInForce => {
                let document = self.inventory.documents.first()?;
                let trusts = judged.kind() == PolicyType::Trust;
                let sentence = if trusts { &finding::NO_TRUST_POLICY } else { &finding::NOT_IN_FORCE };
                Some(sentence.finding(document.text, document.span.clone(), &[]))
            }
            Open::Choose => {
                let candidates = candidates(self.inventory, judged.kind());
                let mut names = String::new();
                for at in candidates.iter().take(4) {
                    if !names.is_empty() {
                        names.push_str(", ");
                    }
                    names.push_str(&self.named(&[*at])?);
                }
                if candidates.len() > 4 {
                    names.push_str(", …");
                }
                let first = principals.get(*candidates.first()?)?;
                Some(finding::CHOOSE_PRINCIPAL.finding(first.text, first.span.clone(), &[&names]))
            }
            Open::OtherKind | Open::OtherName => {
                let is = principals.get(judged.who?)?;
                let kind = judged.wanted.kind.map_or("role", PrincipalKind::name);
                let name = judged.wanted.name.as_deref().unwrap_or_default();
                let values = [is.kind.name(), &is.name, kind, name];
                Some(finding::OTHER_PRINCIPAL.finding(is.text, is.span.clone(), &values))
            }
            Open::Attached(at) => {
                let attached = self.inventory.attached.get(at)?;
                let sentence = match attached.what {
                    What::Managed => &finding::ATTACHED_NOT_PASTED,
                    What::Inline => &finding::INLINE_NOT_PASTED,
                    What::Group => &finding::GROUP_NOT_PASTED,
                    What::Boundary => &finding::BOUNDARY_NOT_PASTED,
                    What::Unknown => &finding::MADE_LATER,
                };
                let name = attached.name.as_str();
                // What comes from a text goes into a command only if it is what IAM takes for a name.
                let is_name = |b: u8| b.is_ascii_alphanumeric() || b"+=,.@_/:-".contains(&b);
                let safe = if !name.is_empty() && name.len() < 200 && name.bytes().all(is_name) { name } else { "…" };
                let shown = if name.is_empty() { "…" } else { name };
                Some(sentence.finding(attached.text, attached.span.clone(), &[shown, safe]))
            }
        }
    }

    fn wide_row(&self, wide: &Wide, places: &[Positions<'_>]) -> Option<FindingRow> {
        let statement = self.statement(wide.document, wide.index, places)?;
        let (message, help) = wide.width.words();
        Some(FindingRow {
            code: wide.width.code(),
            severity: Severity::SecurityWarning,
            path: fill("Statement[{0}]", &[&crate::diagnostics::digits(wide.index)]),
            text_index: self.inventory.documents.get(wide.document)?.text,
            document_index: Some(wide.document),
            range: statement.range,
            message: message.into(),
            help: help.into(),
            link: None,
        })
    }

    fn verdict(&self) -> Verdict {
        let must = |status: PermissionStatus| self.count(Necessity::Must, status) > 0;
        let refused = |finding: &Finding| finding.severity == Severity::Error && self.is_about(finding);
        if self.empty {
            Verdict::Empty
        } else if self.inventory.findings.iter().any(refused) {
            Verdict::Invalid
        } else if must(PermissionStatus::Denied) || must(PermissionStatus::Missing) || must(PermissionStatus::Partly) {
            Verdict::Insufficient
        } else if must(PermissionStatus::Conditional) || self.judged.iter().any(|judged| !judged.open.is_empty()) {
            Verdict::Conditional
        } else {
            Verdict::Sufficient
        }
    }

    fn count(&self, level: Necessity, status: PermissionStatus) -> usize {
        let all = self.wanted.iter().zip(self.outcomes);
        all.filter(|((need, _), outcome)| need.level.necessity() == level && outcome.status == status).count()
    }

    /// What keeps the answer open, in a sentence.
    fn why_open(&self) -> Option<&'static str> {
        let open = |open: &Open| self.judged.iter().any(|judged| judged.open.contains(open));
        Some(if open(&Open::Choose) {
            "It depends: this holds policies of several users and roles. Choose the one that Remotion runs as."
        } else if open(&Open::OtherKind) || open(&Open::OtherName) {
            "It depends: these are not the policies of the user or role that is asked about."
        } else if open(&Open::NotInForce) {
            "It depends: none of these documents is in force and of the kind that is asked about."
        } else if open(&Open::Unread) {
            "It depends: a part of the text that looks like a policy could not be read."
        } else {
            return None;
        })
    }

    fn summary(&self, verdict: Verdict) -> String {
        let of = |level: Necessity| self.wanted.iter().filter(|(need, _)| need.level.necessity() == level).count();
        let (must, allowed) = (of(Necessity::Must), self.count(Necessity::Must, PermissionStatus::Allowed));
        let cases = of(Necessity::Case) - self.count(Necessity::Case, PermissionStatus::Allowed);
        let values = [must, must - allowed, self.count(Necessity::Must, PermissionStatus::Denied), cases]
            .map(crate::diagnostics::digits);
        let [of_must, lacking, denied, of_cases] = &values;
        let mut summary = match verdict {
            Verdict::Empty => match self.inventory.instead {
                Some(Instead::Error) => {
                    "This is an error message, not a policy. Paste the policies of the user or role that it names."
                }
                Some(Instead::Names) => "These are names of policies. Paste what the policies say.",
                Some(Instead::Simulation) => "This is the answer of a simulator. Paste the policies that it was asked about.",
                None if !self.is_blank() => "No policy was found in this text. Paste the policies that are attached today.",
                None => "Nothing to check yet.",
            },
            Verdict::Conditional if self.why_open().is_some() => self.why_open().unwrap_or_default(),
            Verdict::Invalid if lacking == "0" && self.judged.iter().all(|judged| judged.open.is_empty()) => {
                "AWS would not accept this text as it stands. Read as it was probably meant, all {0} permissions Remotion \
                 must have would be allowed."
            }
            Verdict::Invalid if lacking == "0" => "AWS would not accept this text as it stands.",
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
                "It depends: all {0} permissions Remotion must have are allowed here{4}, but not all that is attached \
                 was pasted."
            }
            Verdict::Conditional => {
                "It depends: of the {0} permissions Remotion must have, {1} cannot be decided from what is pasted."
            }
            Verdict::Sufficient if must == 1 => "Enough{4}: the one permission Remotion must have is allowed.",
            Verdict::Sufficient => "Enough{4}: all {0} permissions Remotion must have are allowed.",
        }
        .to_string();
        if matches!(verdict, Verdict::Sufficient | Verdict::Conditional) {
            summary.push_str(match cases {
                0 => "",
                1 => " One more is not allowed, which is needed only in the case that is named below.",
                _ => " {3} more are not allowed, which are needed only in the cases that are named below.",
            });
        }
        let is_by_region = |(need, _): &Wanted| need.level == Level::Must && need.is_by_region;
        if !matches!(verdict, Verdict::Empty | Verdict::Invalid) && self.wanted.iter().any(is_by_region) {
            summary.push_str(
                " This is for Remotion buckets made since December 2022, which have the region in their name.",
            );
        }
        fill(&summary, &[of_must, lacking, denied, of_cases, &self.place()])
    }

    /// ` in eu-central-1 of account 123456789012`; nothing when it is everywhere.
    fn place(&self) -> String {
        let mut text = String::new();
        for (at, place) in self.places.iter().enumerate() {
            let joint = match at {
                0 => " in ",
                _ if at + 1 == self.places.len() => " and ",
                _ => ", ",
            };
            let (region, account) = (place.region.as_deref(), place.account_id.as_deref());
            let template = match (region, account) {
                (Some(_), Some(_)) => "{0} of account {1}",
                (Some(_), None) => "{0}",
                _ => "account {1}",
            };
            text.push_str(joint);
            text.push_str(&fill(template, &[region.unwrap_or_default(), account.unwrap_or_default()]));
        }
        text
    }

    fn is_blank(&self) -> bool {
        self.call.texts.iter().all(|text| text.trim().is_empty())
    }

    /// Into the last document that allows something. Not into a text that AWS refuses: it has to be mended first.
    fn merged(&self, addition: &Addition) -> Option<Merged> {
        let judged = self.judged.first()?;
        let grants = |counted: &&Counted<'_>| counted.side == Side::Grants && counted.sure;
        let document = judged.documents.iter().rfind(grants)?.document;
        if self.inventory.findings.iter().any(|finding| finding.severity == Severity::Error) {
            return None;
        }
        let text = self.call.texts.get(document.text)?;
        let merged = merge(text, document, &addition.policy)?;
        // Read again: every Statement that was there must be there still, and those added after them.
        let again = import::read(&[Pasted { text: &merged, ..Pasted::default() }]);
        let count = |inventory: &Inventory, text| {
            let here = inventory.documents.iter().filter(|document| document.text == text);
            here.map(|document| document.statements.len()).sum::<usize>()
        };
        let expected = count(self.inventory, document.text) + addition.policy.statements.len();
        (count(&again, 0) == expected).then_some(Merged { text_index: document.text, text: merged })
    }
}

fn why(absence: Absence) -> &'static str {
    match absence {
        Absence::OldVersion => "Another version of the policy is the one in force.",
        Absence::Before => "It is replaced by what is planned.",
        Absence::Replaced => "A later call set another one, or deleted it.",
        Absence::Deleted => "It is deleted.",
        Absence::Failed => "The call that should have set it failed.",
        Absence::Unattached => "It is attached to nobody in this text.",
    }
}

fn finding_row(finding: &Finding, places: &[Positions<'_>]) -> Option<FindingRow> {
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
