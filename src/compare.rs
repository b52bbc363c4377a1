//! What an upgrade asks for: the difference between the texts of two Remotion versions, why, and what to add.

use crate::addition::{addition, Addition, Permission};
use crate::build::version;
use crate::catalog::{self, Version};
use crate::diagnostics::{self, Note, Problem};
use crate::mark::Marked;
use crate::policies;
use crate::remotion;
use crate::setup::{self, mistyped, BuildCall, CallValue, Inputs, Text};
use serde::Serialize;

/// Two versions of one policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompareCall {
    /// The policy and its other inputs; its version is not looked at.
    pub call: BuildCall,
    /// The version upgraded from. Required.
    pub from: Option<String>,
    /// The version upgraded to. Default: the newest in the data.
    pub to: Option<String>,
}

impl CompareCall {
    /// A call as JavaScript gave it: `from`, `to`, and the fields of [`BuildCall`].
    ///
    /// # Errors
    /// As [`BuildCall::read`], and when there is a `version`.
    pub fn read(value: CallValue) -> Result<CompareCall, String> {
        let CallValue::Fields(fields) = value else {
            return Err("a call is an object, such as {policy: 'user', from: '4.0.400'}".into());
        };
        let mut compare = CompareCall::default();
        for (name, value) in fields {
            let version = match name.as_str() {
                "from" => &mut compare.from,
                "to" => &mut compare.to,
                "version" if value != CallValue::Nothing => {
                    return Err("a comparison takes `from` and `to`, and no field `version`".into());
                }
                _ => {
                    compare.call.set(&name, value)?;
                    continue;
                }
            };
            *version = match value {
                CallValue::Nothing => None,
                CallValue::Text(text) => Some(text),
                _ => return Err(mistyped(&name, "a string")),
            };
        }
        compare.call.refuse_foreign()?;
        Ok(compare)
    }
}

/// The difference, or everything that stands in its way.
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and a box would be in the way of every match")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompareAnswer {
    /// `ok: true`
    Compared(Compared),
    /// `ok: false`: in the order of the fields.
    Refused(Vec<Problem>),
}

/// What one version's text has and another's has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// As it was read.
    pub from: String,
    /// Likewise.
    pub to: String,
    /// In the order of the newer text.
    pub added: Vec<Change>,
    /// In the order of the older text. Keeping them does no harm.
    pub removed: Vec<Change>,
    /// What the added permissions come to, to paste beside the old policy. `None` when nothing was added.
    pub addition: Option<Addition>,
    /// What is not exactly known of the two versions.
    pub notes: Vec<Note>,
}

/// A permission that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `service:Name`
    pub action: &'static str,
    /// As the text has it.
    pub resource: String,
    /// What Remotion does with it, or did. `None` when this data does not say.
    pub reason: Option<&'static str>,
    /// The first version known to have the change.
    pub since: String,
    /// The last version known not to have it: when it is not the one right before, the change came in between.
    pub after: String,
}

impl Serialize for CompareAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        match self {
            CompareAnswer::Compared(compared) => {
                let mut answer = serializer.serialize_struct("CompareAnswer", 7)?;
                answer.serialize_field("ok", &true)?;
                answer.serialize_field("from", &compared.from)?;
                answer.serialize_field("to", &compared.to)?;
                answer.serialize_field("added", &compared.added)?;
                answer.serialize_field("removed", &compared.removed)?;
                answer.serialize_field("addition", &compared.addition)?;
                answer.serialize_field("notes", &compared.notes)?;
                answer.end()
            }
            CompareAnswer::Refused(problems) => {
                let mut answer = serializer.serialize_struct("CompareAnswer", 2)?;
                answer.serialize_field("ok", &false)?;
                answer.serialize_field("problems", problems)?;
                answer.end()
            }
        }
    }
}

/// Compares the texts of two versions.
///
/// # Errors
/// There are none: what is wrong with the inputs is the answer.
pub fn compare(call: &CompareCall) -> CompareAnswer {
    let (older, newer) = match (read(call, "from"), read(call, "to")) {
        (Ok(older), Ok(newer)) => (older, newer),
        (older, newer) => {
            // What is wrong beside the versions is wrong in both.
            let mut problems = older.err().unwrap_or_default();
            for problem in newer.err().unwrap_or_default() {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
            return CompareAnswer::Refused(problems);
        }
    };
    let (before, after) = (permissions(&older), permissions(&newer));
    let missing_in =
        |others: &[Permission], permission: &&Permission| !others.iter().any(|other| same(other, permission));
    let new: Vec<Permission> = after.iter().filter(|one| missing_in(&before, one)).cloned().collect();
    let gone: Vec<Permission> = before.iter().filter(|one| missing_in(&after, one)).cloned().collect();
    let steps = steps(&older, &newer);
    let (from, mut notes) = version(&older);
    let (to, more) = version(&newer);
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    CompareAnswer::Compared(Compared {
        from,
        to,
        notes,
        added: new.iter().map(|one| change(one, &newer, &steps)).collect(),
        removed: gone.iter().map(|one| change(one, &older, &steps)).collect(),
        addition: addition(&new, &[], &newer),
    })
}

/// The inputs at one of the two versions, whose own problems get the name of its field.
fn read(call: &CompareCall, field: &'static str) -> Result<Inputs, Vec<Problem>> {
    let version = if field == "from" { &call.from } else { &call.to };
    let mut at = call.call.clone();
    at.set_text(Text::Version, version.clone());
    if field == "from" {
        // What the page states is the text of the newer one.
        at.set_text(Text::PublishedPolicy, None);
    }
    let kind = at.kind().map_err(|problem| vec![problem])?;
    let named = |mut problem: Problem| {
        if problem.field == Text::Version.name() {
            problem.field = field;
        }
        problem
    };
    if field == "from" && at.text(Text::Version).is_none() {
        let newest = catalog::newest().text();
        return Err(vec![diagnostics::REQUIRED
            .problem(field, &["the version you upgrade from", &diagnostics::fill(FROM, &[&newest])])]);
    }
    if !kind.grants() {
        return Err(vec![diagnostics::NOT_A_PERMISSION.problem(Text::Policy.name(), &[kind.name()])]);
    }
    setup::check(&at, kind).map_err(|problems| problems.into_iter().map(named).collect())
}

const FROM: &str = "write it like `{0}`; `npx remotion versions` prints yours";

fn permissions(inputs: &Inputs) -> Vec<Permission> {
    let statements = policies::draft(inputs).map(|draft| draft.statements).unwrap_or_default();
    let mut permissions = Vec::new();
    for statement in &statements {
        for action in &statement.actions {
            for resource in &statement.resources {
                // Not the marks around what the reader typed, which only printed texts may hold.
                let resource = Marked::new(resource).text;
                permissions.push(Permission { action, resource });
            }
        }
    }
    permissions
}

fn same(one: &Permission, other: &Permission) -> bool {
    one.action == other.action && one.resource == other.resource
}

/// The versions at which a text may change between the two, oldest first, each with what it grants.
fn steps(one: &Inputs, other: &Inputs) -> Vec<(Version, Vec<Permission>)> {
    let (low, high) = (one.version.min(other.version), one.version.max(other.version));
    let mut versions = vec![low];
    for range in catalog::ranges().filter(|range| !range.gap) {
        versions.extend([range.from, range.to]);
    }
    // The rules for a reader's own bucket change between these two.
    versions.extend([high, remotion::BEFORE_WRITE_ONLY, remotion::WRITE_ONLY_SINCE]);
    versions.retain(|version| (low..=high).contains(version));
    let mut steps: Vec<(Version, Vec<Permission>)> = Vec::new();
    while let Some(next) = versions.iter().copied().min() {
        versions.retain(|version| *version != next);
        let mut inputs = if next == other.version { other.clone() } else { one.clone() };
        inputs.version = next;
        steps.push((next, permissions(&inputs)));
    }
    steps
}

fn change(permission: &Permission, inputs: &Inputs, steps: &[(Version, Vec<Permission>)]) -> Change {
    let has = |granted: &[Permission]| granted.iter().any(|other| same(other, permission));
    // The last time it came or went is the one that made the difference.
    let turn = steps.iter().zip(steps.iter().skip(1)).rfind(|((_, old), (_, new))| has(old) != has(new));
    let (after, since) = turn.map(|((after, _), (since, _))| (after.text(), since.text())).unwrap_or_default();
    let Permission { action, resource } = permission.clone();
    let reason = remotion::reason(inputs, action, &resource);
    Change { action, resource, reason, since, after }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(policy: &str, from: &str, to: &str) -> Compared {
        let call = CompareCall { call: BuildCall::new(policy), from: Some(from.into()), to: Some(to.into()) };
        match compare(&call) {
            CompareAnswer::Compared(compared) => compared,
            CompareAnswer::Refused(problems) => panic!("{problems:?}"),
        }
    }

    fn list(changes: &[Change]) -> Vec<String> {
        let line =
            |change: &Change| format!("{} {} {}..{}", change.action, change.resource, change.after, change.since);
        changes.iter().map(line).collect()
    }

    #[test]
    fn an_upgrade_past_4_0_418_needs_put_bucket_policy() {
        let upgrade = compared("user", "4.0.400", "4.0.527");
        assert_eq!(list(&upgrade.added), ["s3:PutBucketPolicy arn:aws:s3:::remotionlambda-* 4.0.417..4.0.418"]);
        assert_eq!(list(&upgrade.removed), [""; 0]);
        let text = upgrade.addition.map(|addition| addition.text).unwrap_or_default();
        assert!(text.contains("\"s3:PutBucketPolicy\""), "{text}");
    }

    #[test]
    fn a_downgrade_is_the_upgrade_turned_round() {
        let (up, down) = (compared("user", "3.0.0", "4.0.527"), compared("user", "4.0.527", "3.0.0"));
        assert_eq!((list(&up.added), list(&up.removed)), (list(&down.removed), list(&down.added)));
        assert_eq!(up.added.len(), 7);
        assert_eq!(
            list(&up.removed),
            [
                "iam:GetUser arn:aws:iam::*:user/${aws:username} 3.3.7..3.3.8",
                "s3:PutBucketWebsite arn:aws:s3:::remotionlambda-* 3.3.8..3.3.12",
                "s3:DeleteBucketWebsite arn:aws:s3:::remotionlambda-* 3.3.8..3.3.12",
            ]
        );
    }

    #[test]
    fn versions_with_the_same_text_ask_for_nothing() {
        let same = compared("user", "4.0.418", "4.0.527");
        assert_eq!((same.added.len(), same.removed.len(), same.addition), (0, 0, None));
    }

    #[test]
    fn a_write_only_bucket_loses_its_read_permissions_when_remotion_no_longer_needs_them() {
        let mut call = CompareCall { call: BuildCall::new("destination"), from: Some("4.0.500".into()), to: None };
        call.call = call.call.with(Text::Bucket, "my-videos").with_flag(crate::setup::Flag::WriteOnly);
        let CompareAnswer::Compared(compared) = compare(&call) else { panic!("refused") };
        assert_eq!(
            list(&compared.removed),
            [
                "s3:GetObject arn:aws:s3:::my-videos/* 4.0.522..4.0.523",
                "s3:ListBucket arn:aws:s3:::my-videos 4.0.522..4.0.523",
            ]
        );
        // The catalogue finds them, although the bucket is one that the reader typed.
        assert!(compared.removed.iter().all(|change| change.reason.is_some()), "{:?}", compared.removed);
    }

    #[test]
    fn problems_name_the_field_of_their_version() {
        let call = CompareCall { call: BuildCall::new("user"), from: Some("four".into()), to: Some("five".into()) };
        let CompareAnswer::Refused(problems) = compare(&call) else { panic!("compared") };
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["from", "to"]);
        let CompareAnswer::Refused(problems) = compare(&CompareCall { from: None, ..call }) else { panic!("compared") };
        assert_eq!(problems.first().map(|problem| (problem.code, problem.field)), Some(("required", "from")));
    }
}
