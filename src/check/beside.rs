//! Policies that are pasted beside an error: what they make of the request that was denied, and where to look.

use super::evaluate::evaluate;
use super::rules::{has_action, Access};
use super::whose::{judge, Counted, Holder, Judged, Side, Subject};
use crate::import::document::{Document, Effect, Scope, Span};
use crate::import::inventory::{Inventory, PrincipalKind};
use crate::import::{self, Pasted};
use crate::remotion::{self, OPERATIONS};
use crate::setup::names::closest;

/// A request that was denied, and to whom.
pub(crate) struct Denied<'a> {
    pub(crate) action: &'a str,
    pub(crate) resource: &'a str,
    pub(crate) kind: Option<PrincipalKind>,
    pub(crate) name: Option<&'a str>,
    pub(crate) account: Option<&'a str>,
}

/// What policies make of it.
pub(crate) struct Beside {
    pub(crate) access: Access,
    /// Likewise, if not all that is attached may be here, as JavaScript knows it.
    pub(crate) decision: &'static str,
    /// Whose they are, if AWS names somebody else: `role/NAME`.
    pub(crate) others: Option<String>,
    pub(crate) look: Option<(Span, Look)>,
}

/// What to look at.
pub(crate) enum Look {
    /// A Statement that denies.
    Deny,
    /// An action that is a letter off, or an operation of the API.
    Action(String),
    /// A resource, of a Statement that allows the action.
    Resource(String),
    /// A boundary, or another policy that has to allow as well.
    Limit,
}

/// What a text holds beside an error. `None` where that is no policy.
pub(crate) fn pasted(text: &str) -> Option<Inventory> {
    let inventory = import::read(&[Pasted { text, ..Pasted::default() }]);
    inventory.documents.iter().any(|document| document.absent.is_none()).then_some(inventory)
}

/// `None` where no policy of the principal's is in force.
pub(crate) fn beside(inventory: &Inventory, denied: &Denied<'_>) -> Option<Beside> {
    let owned = |text: Option<&str>| text.map(str::to_string);
    let wanted =
        Holder { kind: denied.kind, name: owned(denied.name), account: owned(denied.account), ..Holder::default() };
    let mut judged = judge(inventory, &Subject { wanted, is_named: denied.name.is_some(), ..Subject::default() });
    let is_own = |counted: &Counted<'_>| counted.side == Side::Grants;
    if !judged.documents.iter().any(is_own) {
        return None;
    }
    let others = judged.who.and_then(|who| inventory.principals.get(who)).filter(|who| {
        denied.name.is_some_and(|name| name != who.name) || denied.kind.is_some_and(|kind| kind != who.kind)
    });
    let others = others.map(|who| [who.kind.name(), "/", &who.name].concat());
    let access = of(&judged, denied);
    let mut look = None;
    if access == Access::ExplicitDeny {
        look = denying(&judged, denied).map(|span| (span, Look::Deny));
    } else if access == Access::ImplicitDeny {
        let limit = judged.documents.iter().find(|counted| counted.side == Side::Limits);
        let limit = limit.map(|counted| counted.document.span.clone());
        judged.documents.retain(is_own);
        look = if of(&judged, denied) == Access::Allowed {
            limit.map(|span| (span, Look::Limit))
        } else {
            near(&judged, denied)
        };
    }
    let decision = super::if_all_is_here(access, &judged, inventory);
    Some(Beside { access, decision: super::name(decision), others, look })
}

fn of(judged: &Judged<'_>, denied: &Denied<'_>) -> Access {
    evaluate(judged, denied.action, denied.resource, None, &[])
}

/// The first Statement that denies by itself.
fn denying(judged: &Judged<'_>, denied: &Denied<'_>) -> Option<Span> {
    for counted in &judged.documents {
        for statement in &counted.document.statements {
            let document = Document { statements: vec![statement.clone()], ..counted.document.clone() };
            let mut one = judged.clone();
            one.documents = vec![Counted { document: &document, ..*counted }];
            if of(&one, denied) == Access::ExplicitDeny {
                return Some(statement.span.clone());
            }
        }
    }
    None
}

/// What is nearly it: an action that none is called, or else the resource that has most in common with the one asked for.
fn near(judged: &Judged<'_>, denied: &Denied<'_>) -> Option<(Span, Look)> {
    let mut best: Option<(usize, Span, Look)> = None;
    for counted in judged.documents.iter().filter(|counted| counted.side == Side::Grants) {
        for statement in counted.document.statements.iter().filter(|one| one.effect == Effect::Allow) {
            let (Scope::Only(actions), Scope::Only(resources)) = (&statement.actions, &statement.resources) else {
                continue;
            };
            if has_action(statement, denied.action) {
                for item in resources {
                    let common = item.text.bytes().zip(denied.resource.bytes()).take_while(|(a, b)| a == b).count();
                    if best.as_ref().is_none_or(|(most, ..)| common > *most) {
                        best = Some((common, item.span.clone(), Look::Resource(item.text.clone())));
                    }
                }
                continue;
            }
            for item in actions {
                let is_called = |(call, action): &(&str, &str)| {
                    call.eq_ignore_ascii_case(&item.text) && action.eq_ignore_ascii_case(denied.action)
                };
                let exists = remotion::actions().any(|action| action.eq_ignore_ascii_case(&item.text));
                let is_close = || closest(&item.text, &mut std::iter::once(denied.action)).is_some();
                if OPERATIONS.iter().any(is_called) || !exists && !item.text.contains(['*', '?']) && is_close() {
                    return Some((item.span.clone(), Look::Action(item.text.clone())));
                }
            }
        }
    }
    best.map(|(_, span, look)| (span, look))
}
