//! What comes out: [`CheckAnswer`], the verdict with everything it rests on.

use super::decide::PermissionStatus;
use crate::addition::Addition;
use crate::diagnostics::{Problem, Severity};
use crate::fixed;
use crate::import::document::{PolicyType, Span};
use crate::import::inventory::What;
use crate::import::span::Positions;
use crate::remotion::Necessity;
use serde::Serialize;

/// The verdict, or what is wrong with the requirements.
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and a box would be in the way of every match")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckAnswer {
    /// `ok: true`. What is wrong with the texts is in `findings`.
    Checked(Checked),
    /// `ok: false`: problems with the inputs of a requirement, as `build` says them.
    Refused(Vec<Problem>),
}

/// Whether the policies do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// In a word.
    pub verdict: Verdict,
    /// In a sentence.
    pub summary: String,
    /// Where it is sufficient, when neither region nor account was named and the policies are narrowed to some. Empty
    /// when the verdict holds wherever it was asked about.
    pub sufficient_in: Vec<Place>,
    /// Whose policies were judged: `role/NAME`, `user/NAME` or `group/NAME`, if the texts name anybody.
    pub principal: Option<String>,
    /// Everybody whose policies the texts hold.
    pub principals: Vec<PrincipalRow>,
    /// What is attached and only named, so that what it says is not known.
    pub attached_by_name: Vec<AttachedRow>,
    /// Parts that look like policies and could not be read.
    pub unread: Vec<UnreadRow>,
    /// The documents found, in the order of the texts; `document_index` elsewhere is a place in this list.
    pub documents: Vec<DocumentRow>,
    /// What is needed, worst first.
    pub permissions: Vec<PermissionRow>,
    /// What is wrong with the texts: worst first, each in the order of the texts.
    pub findings: Vec<FindingRow>,
    /// What to add, when adding helps.
    pub addition: Option<Addition>,
    /// The last document's whole text with the addition in it, when it was asked for and can be done.
    pub merged: Option<Merged>,
    /// Readers of other languages may read more of the texts, and are not there. JavaScript does not get it.
    pub wants_readers: bool,
    /// The readers of other languages must read the texts too: there is more in them than valid JSON. Not serialised either.
    pub has_more: bool,
}

/// Whether the policies do, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Everything Remotion must have is allowed.
    Sufficient,
    /// Nothing is missing, but some of it hangs on conditions or on more than could be decided.
    Conditional,
    /// Something Remotion must have is missing or denied.
    Insufficient,
    /// AWS does not accept the text, or it could not be read.
    Invalid,
    /// There is no text.
    #[default]
    Empty,
}

impl Verdict {
    /// As JavaScript knows it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Sufficient => "sufficient",
            Verdict::Conditional => "conditional",
            Verdict::Insufficient => "insufficient",
            Verdict::Invalid => "invalid",
            Verdict::Empty => "empty",
        }
    }
}

/// A region, an account, or a region of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// `None`: any.
    pub region: Option<String>,
    /// Likewise.
    pub account_id: Option<String>,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRow {
    /// Which of the texts it stands in; boundaries are counted after the others.
    pub text_index: usize,
    /// Where in it.
    pub range: TextRange,
    /// What its wrapper calls it.
    pub name: Option<String>,
    /// What it is: `identity-policy`, `permissions-boundary`, `session-policy`, `trust-policy`, `bucket-policy`,
    /// `key-policy`, `resource-policy`, `service-control-policy` or `resource-control-policy`.
    pub kind: PolicyType,
    /// Whose it is, as in [`Checked::principal`], if the text says so.
    pub principal: Option<String>,
    /// Whether it is in force.
    pub in_force: bool,
    /// Why it is not.
    pub why: Option<&'static str>,
    /// Whether it counts for whom the verdict is about.
    pub used: bool,
    /// Whether it is a permissions boundary.
    pub boundary: bool,
    /// How many Statements it has.
    pub statements: usize,
}

/// Somebody whose policies the texts hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrincipalRow {
    /// `role/NAME`, `user/NAME` or `group/NAME`, as [`super::CheckCall::principal`] takes it.
    pub principal: String,
    /// Which of the texts names them first.
    pub text_index: usize,
    /// Where in it.
    pub range: TextRange,
}

/// Something attached that is only named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachedRow {
    /// `managed`, `inline`, `group`, `boundary`, or `unknown` for a policy that comes to be when a plan is carried out.
    pub kind: What,
    /// Its name or ARN.
    pub name: String,
    /// Whose it is, if the text says so.
    pub principal: Option<String>,
    /// Which of the texts.
    pub text_index: usize,
    /// Where in it.
    pub range: TextRange,
}

/// A part of a text that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnreadRow {
    /// Which of the texts.
    pub text_index: usize,
    /// Where in it.
    pub range: TextRange,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TextRange {
    /// First character, in UTF-16 units from the start of the text, as `setSelectionRange` takes it.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// Line of `start`, from 1.
    pub line: usize,
    /// Column of `start`, from 1, in UTF-16 units.
    pub column: usize,
}

impl TextRange {
    pub(crate) fn new(places: &Positions<'_>, span: &Span) -> TextRange {
        let (start, end) = places.ends(span);
        TextRange { start: start.utf16, end: end.utf16, line: start.line, column: start.column }
    }
}

/// Something Remotion needs, and what the policies make of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionRow {
    /// `service:Name`
    #[serde(serialize_with = "fixed::text")]
    pub action: &'static str,
    /// An ARN, which may hold wildcards, or `*`.
    pub resource: String,
    /// `must`: what the policy is for fails without it. `case`: needed only for what `needed_for` says. `unused`: in
    /// Remotion's own text, and nothing in Remotion uses it.
    pub level: Necessity,
    /// The one case that needs it, in words; `None` unless the level is `case`.
    #[serde(serialize_with = "fixed::option")]
    pub needed_for: Option<&'static str>,
    /// `allowed`, `missing`, `partly`, `denied` or `conditional`.
    pub status: PermissionStatus,
    /// What Remotion does with it. `None` when a release of Remotion added it and this data does not say why.
    #[serde(serialize_with = "fixed::option")]
    pub reason: Option<&'static str>,
    /// The Statements that decide.
    pub statements: Vec<StatementRow>,
    /// A resource that is not allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The condition keys and policy variables it depends on.
    pub condition_keys: Vec<String>,
    /// Conditions that could be decided, because Remotion's requests always or never meet them.
    pub decided_conditions: Vec<DecidedRow>,
    /// The policies allow it, and the permissions boundary does not.
    pub blocked_by_boundary: bool,
}

/// A Statement of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementRow {
    /// Its document.
    pub document_index: usize,
    /// Its place there, from 0.
    pub statement_index: usize,
    /// Its Sid.
    pub sid: Option<String>,
    /// Where in the text.
    pub range: TextRange,
}

/// A condition that could be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecidedRow {
    /// `aws:SecureTransport`
    pub key: String,
    /// Whether Remotion's requests meet it.
    pub met: bool,
    /// Why, in a sentence.
    pub why: &'static str,
}

/// Something to say about a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingRow {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// `Statement[2].Action[0]`; empty when it is about the text as a whole.
    pub path: String,
    /// Which of the texts.
    pub text_index: usize,
    /// Which document, when it is in one.
    pub document_index: Option<usize>,
    /// Where in the text.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Where it is documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'static str>,
}

/// A text with the addition in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Merged {
    /// Which of the texts.
    pub text_index: usize,
    /// What it becomes.
    pub text: String,
}

impl Serialize for CheckAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        match self {
            CheckAnswer::Checked(checked) => {
                let mut answer = serializer.serialize_struct("CheckAnswer", 13)?;
                answer.serialize_field("ok", &true)?;
                answer.serialize_field("verdict", &checked.verdict)?;
                answer.serialize_field("summary", &checked.summary)?;
                answer.serialize_field("sufficientIn", &checked.sufficient_in)?;
                answer.serialize_field("principal", &checked.principal)?;
                answer.serialize_field("principals", &checked.principals)?;
                answer.serialize_field("documents", &checked.documents)?;
                answer.serialize_field("attachedByName", &checked.attached_by_name)?;
                answer.serialize_field("unread", &checked.unread)?;
                answer.serialize_field("permissions", &checked.permissions)?;
                answer.serialize_field("findings", &checked.findings)?;
                answer.serialize_field("addition", &checked.addition)?;
                answer.serialize_field("merged", &checked.merged)?;
                answer.end()
            }
            CheckAnswer::Refused(problems) => {
                let mut answer = serializer.serialize_struct("CheckAnswer", 2)?;
                answer.serialize_field("ok", &false)?;
                answer.serialize_field("problems", problems)?;
                answer.end()
            }
        }
    }
}
