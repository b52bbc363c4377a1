//! Events of CloudTrail: a call that set a policy, if it succeeded.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html>

use super::document::Absence;
use super::extractor::Extractor;
use super::inventory::{Instead, What};
use super::source_map::SourceMap;
use super::value::{Node, Value};

/// Reads an event, if the value is one.
pub(super) fn event(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node) -> bool {
    let Some(call) = node.get("eventName").and_then(Node::text) else { return false };
    let Some(parameters) = node.get("requestParameters") else { return false };
    let is = |key: &str| node.get(key).is_some_and(|value| !matches!(value.value, Value::Null));
    let failed = is("errorCode") || is("errorMessage");
    if failed && finder.inventory.instead.is_none() {
        finder.inventory.instead = Some(Instead::Error);
    }
    finder.considered = true;
    let outer = finder.context.clone();
    let name = |key: &str| parameters.get(key).and_then(Node::text);
    if failed {
        finder.context.absent = Some(Absence::Failed);
    } else if parameters.get("setAsDefault").is_some_and(super::extractor::is_false) {
        finder.context.absent = Some(Absence::OldVersion);
    } else if let Some(whose) = ["roleName", "userName", "groupName", "policyArn"].iter().find_map(|key| name(key)) {
        // The last call decides: it takes the place of what an earlier one set, or takes it away.
        finder.context.call = Some(finder.inventory.calls.len());
        let key = [whose, "/", name("policyName").unwrap_or_default()].concat();
        finder.inventory.calls.push((key, finder.inventory.calls.len()));
    }
    finder.look(layer, parameters);
    if let Some(arn) = name("policyArn").filter(|_| !failed && call.starts_with("Attach")) {
        finder.context.of = finder.inventory.principals.len().checked_sub(1).into_iter().collect();
        finder.attach(What::Managed, arn, layer.span(&parameters.span));
    }
    finder.context = outer;
    true
}
