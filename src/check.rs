//! Whether the policies a reader has let Remotion do what it needs, and what is missing.
//!
//! From the pasted text to the answer: [`import`] reads texts into an inventory, `whose` finds out whose policies are
//! judged and what each document counts as, `required` lists what Remotion needs, `decide` decides each need against the
//! documents, `addition` writes what is missing.

mod answer;
pub(crate) mod beside;
mod call;
mod condition;
mod decide;
mod evaluate;
mod inclusion;
mod merge;
mod near;
mod nfa;
mod overly_permissive;
mod pattern;
mod places;
mod report;
mod required;
mod rules;
mod tokens;
mod whose;

#[cfg(test)]
mod sample;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use crate::import::document::PolicyType;
pub use crate::import::inventory::What;
pub use crate::remotion::Necessity;
pub use answer::{
    AttachedRow, CheckAnswer, Checked, DecidedRow, DocumentRow, FindingRow, Merged, PermissionRow, Place, PrincipalRow,
    StatementRow, TextRange, UnreadRow, Verdict,
};
pub use call::{CheckCall, EvaluateCall};
pub use condition::UNDECIDED;
pub use decide::PermissionStatus;
pub use near::OF_DEPLOYER;

use crate::addition::{addition, Permission};
use crate::attach;
use crate::diagnostics::Problem;
use crate::export::{How, IamResource};
use crate::import::document::{Document, Effect, Item, Scope, Statement};
use crate::import::inventory::{Attached, Inventory, PrincipalKind};
use crate::import::value::unpack;
use crate::import::{self, Pasted};
use crate::mark::Marked;
use crate::policies;
use crate::policy::Principal;
use crate::remotion::{Fact, Level};
use crate::setup::{self, BuildCall, Inputs, Kind, Text};
use decide::{decide, Outcome};
use inclusion::Budget;
use places::PlaceOutcomes;
use report::Report;
pub(crate) use required::needs;
use required::RequiredPermission;
pub(crate) use rules::Access;
use whose::{judge, Counted, Judged, Open, Side};

/// Whether policies allow what Remotion needs.
///
/// # Errors
/// There are none: what is wrong with the texts or the inputs is the answer.
pub fn check(call: &CheckCall) -> CheckAnswer {
    let mut asked = match asked(&call.requirements) {
        Ok(asked) => asked,
        Err(problems) => return CheckAnswer::Refused(problems),
    };
    let inventory = import::read(&pasted(&call.texts, &call.boundary, &call.readings));
    let mut judged: Vec<Judged<'_>> = Vec::new();
    for JudgedRequirement { call: requirement, inputs, at } in &mut asked {
        let one = judge(&inventory, &who(requirement, inputs, call.principal.as_deref()));
        let same = |other: &Judged<'_>| (other.who, &other.holder, &other.open) == (one.who, &one.holder, &one.open);
        *at = judged.iter().position(same).unwrap_or_else(|| {
            judged.push(one);
            judged.len() - 1
        });
    }
    let empty = call.texts.iter().all(|text| text.trim().is_empty()) || inventory.holds_nothing();
    let mut effort = Budget::new();
    let decided = PlaceOutcomes::new(&judged, wanted(&asked), &mut effort);
    let (PlaceOutcomes { wanted, mut outcomes }, places) =
        if empty { (decided, Vec::new()) } else { places::find(&judged, &asked, decided, &mut effort) };
    let documents = || inventory.documents.iter();
    let taken: Vec<&str> = documents().flat_map(|document| &document.statements).filter_map(sid).collect();
    // What a trust policy lacks is no permission to add.
    let first = asked.iter().find(|asked| asked.inputs.kind != Kind::Trust);
    let permissions = if empty { Vec::new() } else { helpful(&judged, &wanted, &outcomes, &inventory, &mut effort) };
    let addition = first.and_then(|asked| addition(&permissions, &taken, &asked.inputs));
    for ((_, at), outcome) in wanted.iter().zip(&mut outcomes) {
        let open = judged.get(*at).is_some_and(|judged| judged.open.iter().any(|open| open.may_allow(&inventory)));
        if empty || open && matches!(outcome.status, PermissionStatus::Missing | PermissionStatus::Partly) {
            (outcome.status, outcome.example) = (PermissionStatus::Conditional, None);
        }
    }
    let buckets: Vec<&str> =
        asked.iter().flat_map(|asked| asked.inputs.output_buckets()).map(|bucket| bucket.name.as_str()).collect();
    let (inventory, judged, wanted, outcomes, places) = (&inventory, &judged, &wanted, &outcomes, &places);
    let report = Report { call, inventory, judged, wanted, outcomes, places, buckets: &buckets, empty };
    CheckAnswer::Checked(report.write(addition))
}

/// What is needed, and of whom, by place among those judged.
type Wanted = (RequiredPermission, usize);

fn pasted<'a>(texts: &'a [String], boundary: &'a [String], readings: &[(String, String)]) -> Vec<Pasted<'a>> {
    let texts = texts.iter().map(|text| (text, false)).chain(boundary.iter().map(|text| (text, true)));
    let parts = |text: &String| readings.iter().find(|(other, _)| other == text).and_then(|(_, packed)| unpack(packed));
    texts.map(|(text, boundary)| Pasted { text, boundary, parts: parts(text) }).collect()
}

/// Whom a requirement asks about.
fn who(call: &BuildCall, inputs: &Inputs, chosen: Option<&str>) -> whose::Subject {
    let mut asked = whose::Subject { chosen: chosen.map(str::to_string), ..whose::Subject::default() };
    if let Some(IamResource { how, to, .. }) = attach::made(inputs) {
        let kind = if to.is_user { PrincipalKind::User } else { PrincipalKind::Role };
        let functions = matches!(inputs.kind, Kind::Role | Kind::Destination);
        asked.is_named = if functions { inputs.function_role.is_some() } else { inputs.attach_to.is_some() };
        asked.wanted.kind = Some(kind);
        asked.wanted.name = Some(Marked::new(&to.name).text);
        if how == How::Role {
            asked.wanted.trusted = policies::trusted(inputs).principal.map(|principal| match principal {
                Principal::Service(names) => ["Service:", &names.0.concat()].concat(),
                Principal::Aws(arn) => Marked::new(&arn).text,
                Principal::Anyone => "*".to_string(),
                Principal::Federated(arn) => ["Federated:", &Marked::new(&arn).text].concat(),
            });
        } else {
            asked.only = Some(kind).filter(|_| !matches!(inputs.kind, Kind::Caller | Kind::DestinationCaller));
        }
    }
    let typed =
        call.text(Text::AccountId).and_then(|typed| crate::setup::names::account_id(Text::AccountId, typed).ok());
    asked.wanted.account = inputs.account_id.clone().or(typed);
    asked
}

fn sid(statement: &Statement) -> Option<&str> {
    statement.sid.as_deref()
}

/// A requirement, its inputs, and its place among those judged.
struct JudgedRequirement<'a> {
    call: &'a BuildCall,
    inputs: Inputs,
    at: usize,
}

/// Checks the inputs of all requirements.
fn asked(calls: &[BuildCall]) -> Result<Vec<JudgedRequirement<'_>>, Vec<Problem>> {
    let (mut asked, mut problems) = (Vec::new(), Vec::new());
    for call in calls {
        match inputs(call) {
            // Whoever may assume a role is judged alone.
            Ok(all) => {
                for inputs in all.by_service() {
                    asked.push(JudgedRequirement { call, inputs, at: 0 });
                }
            }
            // Requirements share inputs, and with them what is wrong.
            Err(more) => more.into_iter().for_each(|problem| {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }),
        }
    }
    if problems.is_empty() {
        Ok(asked)
    } else {
        Err(problems)
    }
}

fn inputs(call: &BuildCall) -> Result<Inputs, Vec<Problem>> {
    let kind = call.kind().map_err(|problem| vec![problem])?;
    if !kind.grants() && kind != Kind::Trust {
        return Err(vec![crate::diagnostics::NOT_A_PERMISSION.problem("policy", &[kind.name()])]);
    }
    setup::check(call, kind)
}

/// What all requirements need, each of those judged at its place.
fn wanted(asked: &[JudgedRequirement<'_>]) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for JudgedRequirement { inputs, at, .. } in asked {
        needs(inputs).into_iter().for_each(|need| want(&mut wanted, need, *at));
    }
    wanted
}

/// Once each, at the higher of two levels. Needs that differ in what is known of their requests are not one.
fn want(wanted: &mut Vec<Wanted>, need: RequiredPermission, at: usize) {
    let same = |(one, of): &&mut Wanted| {
        one.action == need.action && one.resource == need.resource && one.facts == need.facts && *of == at
    };
    match wanted.iter_mut().find(same) {
        Some((one, _)) if need.level == Level::Must || one.level == Level::Unused => one.level = need.level,
        Some(_) => {}
        None => wanted.push((need, at)),
    }
}

/// What is missing and would be allowed by an Allow more. It would not where a Deny or a boundary is in the way, and who
/// knows where nothing of the principal could be read.
fn helpful(
    judged: &[Judged<'_>],
    wanted: &[Wanted],
    outcomes: &[Outcome],
    inventory: &Inventory,
    effort: &mut Budget,
) -> Vec<Permission> {
    let missing = |((need, _), outcome): &(&Wanted, &Outcome)| {
        need.level != Level::Unused && matches!(outcome.status, PermissionStatus::Missing | PermissionStatus::Partly)
    };
    let mut permissions = Vec::new();
    for ((need, at), _) in wanted.iter().zip(outcomes).filter(missing) {
        let Some(judged) = judged.get(*at).filter(|judged| judged.kind() != import::document::PolicyType::Trust) else {
            continue;
        };
        let known = judged.open.iter().all(|open| matches!(open, Open::Attached(_)) || !open.may_allow(inventory));
        if !known {
            continue;
        }
        let granting = granting(need);
        let mut with = judged.documents.clone();
        with.push(Counted { document: &granting, side: Side::Grants, sure: true });
        // Without either, an Allow more is all it takes.
        let hindered = judged.documents.iter().any(|counted| {
            !matches!(counted.side, Side::Out | Side::Grants)
                || counted.side == Side::Grants
                    && counted.document.statements.iter().any(|one| one.effect == Effect::Deny)
        });
        if !hindered || decide(&with, &judged.holder, need, effort).status == PermissionStatus::Allowed {
            permissions.push(Permission { action: need.action, resource: need.resource.clone() });
        }
    }
    permissions
}

/// A document that allows just this.
fn granting(need: &RequiredPermission) -> Document {
    let only = |text: &str| Scope::Only(vec![Item { text: text.to_string(), span: 0..0 }]);
    let attached = Attached { what: What::Inline, name: String::new(), of: Vec::new(), text: 0, span: 0..0 };
    let mut document = attached.allows_all();
    for statement in &mut document.statements {
        statement.actions = only(need.action);
        statement.resources = only(&need.resource);
    }
    document
}

/// As JavaScript knows it.
pub(crate) fn name(access: Access) -> &'static str {
    match access {
        Access::Allowed => "allowed",
        Access::ImplicitDeny => "implicitDeny",
        Access::ExplicitDeny => "explicitDeny",
        Access::Conditional => "conditional",
    }
}

/// What policies make of one request: `allowed`, `implicitDeny`, `explicitDeny` or `conditional`.
///
/// A condition on a key that `context` does not name is left open, and so is one with an operator that is not decided
/// here (numbers, dates, addresses, binary values). A text that cannot be read leaves everything open.
pub fn evaluate(call: &EvaluateCall) -> &'static str {
    let inventory = import::read(&pasted(&call.texts, &call.boundary, &call.readings));
    let fact = |(key, values): &(String, Vec<String>)| Fact {
        key: key.clone().into(),
        values: values.clone(),
        sometimes_absent: false,
        is_pattern: false,
        why: "",
    };
    let facts: Vec<Fact> = call.context.iter().map(fact).collect();
    let judged = judge(&inventory, &whose::Subject { chosen: call.principal.clone(), ..whose::Subject::default() });
    let access = evaluate::evaluate(&judged, &call.action, &call.resource, None, &facts);
    name(if_all_is_here(access, &judged, &inventory))
}

/// What a request comes to, when not all may be here that has a say in it.
fn if_all_is_here(access: Access, judged: &Judged<'_>, inventory: &Inventory) -> Access {
    let open = |open: &&Open| **open != Open::NotInForce;
    let mut open = judged.open.iter().filter(open);
    let is_open = match access {
        Access::Allowed => open.next().is_some(),
        Access::ImplicitDeny => open.any(|open| open.may_allow(inventory)),
        _ => false,
    };
    if is_open {
        Access::Conditional
    } else {
        access
    }
}
