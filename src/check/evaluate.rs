//! One request.

use super::nfa::Nfa;
use super::pattern::Piece;
use super::rules::{log_group, Access, RequestSet, Rules};
use super::whose::Judged;
use crate::partition::Partition;
use crate::remotion::{resource_type, Fact, ResourceType};

/// What the documents make of a request: an action on one resource (`*` where the action takes none), of which only
/// `facts` are known, in a partition that only `*` leaves open. A condition on anything else is left open.
pub(crate) fn evaluate(
    judged: &Judged<'_>,
    action: &str,
    resource: &str,
    partition: Option<Partition>,
    facts: &[Fact],
) -> Access {
    // "No permissions are required to perform this operation", nor can a Deny take it away.
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    if action.eq_ignore_ascii_case("sts:GetCallerIdentity") {
        return Access::Allowed;
    }
    let applies_to = resource_type(action);
    let resource = if applies_to == Some(ResourceType::LogGroup) { log_group(resource) } else { resource };
    let pieces: Vec<Piece> = resource.chars().map(Piece::Char).collect();
    let holder = &judged.holder;
    let asked =
        RequestSet { action, applies_to, resource: &pieces, facts, holder, partition, own_user: false, but: &[] };
    let rules = Rules::gather(&judged.documents, &asked);
    let mut machine = Nfa::default();
    rules.compile(&mut machine);
    rules.access(&rules.applied(&machine, 0, &machine.run(resource)))
}
