//! One request.

use super::actions::{takes, Takes};
use super::condition::Fact;
use super::machine::Machine;
use super::pattern::Piece;
use super::rules::{log_group, Access, Asked, Rules};
use crate::import::document::Document;

/// What the documents make of a request: an action on one resource (`*` where the action takes none), of which only
/// `facts` are known. A condition on anything else is left open.
pub(crate) fn evaluate(documents: &[Document], action: &str, resource: &str, facts: &[Fact]) -> Access {
    let takes = takes(action);
    let resource = if takes == Some(Takes::LogGroup) { log_group(resource) } else { resource };
    let pieces: Vec<Piece> = resource.chars().map(Piece::Char).collect();
    let rules = Rules::gather(documents, &Asked { action, takes, resource: &pieces, facts, own_user: false });
    let mut machine = Machine::default();
    rules.compile(&mut machine);
    rules.access(&rules.applied(&machine, 0, &machine.run(resource)))
}
