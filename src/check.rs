//! Whether the policies a reader has let Remotion do what it needs, and what is missing.
//!
//! From the pasted text to the answer: `parse` reads texts into [`document`]s and says what is wrong with them, `needs`
//! lists what Remotion needs, `evaluate` decides each need against the documents, `addition` writes what is missing.

mod actions;
mod answer;
mod call;
mod condition;
mod decide;
mod evaluate;
mod machine;
mod merge;
mod needs;
mod pattern;
mod report;
mod rules;
mod walk;
mod wide;

#[cfg(test)]
mod sample;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use answer::{
    CheckAnswer, Checked, DecidedRow, DocumentRow, FindingRow, Merged, RequiredPermission, StatementRow, TextRange,
    Verdict,
};
pub use call::{CheckCall, EvaluateCall};
pub use condition::UNDECIDED;

use crate::addition::{addition, Permission};
use crate::import;
use crate::import::document::{Document, Effect, Item, Scope, Statement};
use crate::inputs;
use crate::words::Problem;
use condition::Fact;
use decide::{decide, Outcome, Status};
use needs::{needs, Level, Need};
use report::Report;
use rules::Access;
use walk::Effort;

/// Whether policies allow what Remotion needs.
///
/// # Errors
/// There are none: what is wrong with the texts or the inputs is the answer.
pub fn check(call: &CheckCall) -> CheckAnswer {
    let (mut wanted, mut problems) = (Vec::new(), Vec::new());
    for requirement in &call.requirements {
        match requirements(requirement) {
            Ok(needs) => needs.into_iter().for_each(|need| want(&mut wanted, need)),
            // Requirements share inputs, and with them what is wrong.
            Err(more) => more.into_iter().for_each(|problem| {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }),
        }
    }
    if !problems.is_empty() {
        return CheckAnswer::Refused(problems);
    }
    let texts: Vec<&str> = call.texts.iter().map(String::as_str).collect();
    let boundary: Vec<&str> = call.boundary.iter().map(String::as_str).collect();
    let parsed = import::parse_with_boundary(&texts, &boundary);
    let mut effort = Effort::new();
    let outcomes: Vec<Outcome> = wanted.iter().map(|need| decide(&parsed.documents, need, &mut effort)).collect();

    let taken: Vec<&str> = parsed.documents.iter().flat_map(|document| &document.statements).filter_map(sid).collect();
    let first = call.requirements.first().and_then(|first| inputs::check(first, inputs::kind(first).ok()?).ok());
    let permissions = helpful(&parsed.documents, &wanted, &outcomes, &mut effort);
    let addition = first.and_then(|inputs| addition(&permissions, &taken, &inputs));
    let report = Report { call, parsed: &parsed, needs: &wanted, outcomes: &outcomes };
    CheckAnswer::Checked(report.write(addition))
}

fn sid(statement: &Statement) -> Option<&str> {
    statement.sid.as_deref()
}

fn requirements(call: &crate::BuildCall) -> Result<Vec<Need>, Vec<Problem>> {
    let kind = inputs::kind(call).map_err(|problem| vec![problem])?;
    if matches!(kind, inputs::Kind::Trust | inputs::Kind::RenderCall) {
        return Err(vec![crate::words::NOT_A_PERMISSION.problem("policy", &[kind.name()])]);
    }
    needs(call)
}

/// Once each, at the higher of two levels.
fn want(wanted: &mut Vec<Need>, need: Need) {
    match wanted.iter_mut().find(|one| one.action == need.action && one.resource == need.resource) {
        Some(one) if need.level == Level::Must => one.level = Level::Must,
        Some(_) => {}
        None => wanted.push(need),
    }
}

/// What is missing and would be allowed by an Allow more. It would not where a Deny or a boundary is in the way.
fn helpful(documents: &[Document], needs: &[Need], outcomes: &[Outcome], effort: &mut Effort) -> Vec<Permission> {
    let missing = |outcome: &Outcome| matches!(outcome.status, Status::Missing | Status::Partly);
    // Without either, an Allow more is all it takes.
    let hindered = |document: &Document| {
        document.boundary || document.statements.iter().any(|statement| statement.effect == Effect::Deny)
    };
    let hindered = documents.iter().any(hindered);
    let mut with = if hindered { documents.to_vec() } else { Vec::new() };
    let mut permissions = Vec::new();
    for (need, _) in needs.iter().zip(outcomes).filter(|(_, outcome)| missing(outcome)) {
        with.push(granting(need));
        let helps = !hindered || decide(&with, need, effort).status == Status::Allowed;
        with.pop();
        if helps {
            let (action, reason, resource) = (need.action, need.reason, need.resource.clone());
            permissions.push(Permission { action, resource, reason });
        }
    }
    permissions
}

/// A document that allows just this.
fn granting(need: &Need) -> Document {
    let only = |text: &str| Scope::Only(vec![Item { text: text.to_string(), span: 0..0 }]);
    let statement = Statement {
        span: 0..0,
        sid: None,
        effect: Effect::Allow,
        actions: only(need.action),
        resources: only(&need.resource),
        conditions: Vec::new(),
        doubtful: false,
    };
    Document { text: 0, span: 0..0, name: None, boundary: false, variables: true, statements: vec![statement] }
}

/// What policies make of one request: `allowed`, `implicitDeny`, `explicitDeny` or `conditional`.
///
/// A condition on a key that `context` does not name is left open, and so is one with an operator that is not decided
/// here (numbers, dates, addresses, binary values). A text that cannot be read leaves everything open.
pub fn evaluate(call: &EvaluateCall) -> &'static str {
    let texts: Vec<&str> = call.texts.iter().map(String::as_str).collect();
    let boundary: Vec<&str> = call.boundary.iter().map(String::as_str).collect();
    let parsed = import::parse_with_boundary(&texts, &boundary);
    let fact = |(key, values): &(String, Vec<String>)| Fact {
        key: key.clone(),
        values: values.clone(),
        sometimes_absent: false,
        why: "",
    };
    let facts: Vec<Fact> = call.context.iter().map(fact).collect();
    match evaluate::evaluate(&parsed.documents, &call.action, &call.resource, &facts) {
        Access::ExplicitDeny => "explicitDeny",
        _ if parsed.unread => "conditional",
        Access::Allowed => "allowed",
        Access::ImplicitDeny => "implicitDeny",
        Access::Conditional => "conditional",
    }
}
