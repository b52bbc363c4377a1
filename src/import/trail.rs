//! Events of CloudTrail: a call that set a policy, if it succeeded.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html>

use super::document::Absence;
use super::find::Finder;
use super::inventory::{Instead, What};
use super::layer::Layer;
use super::value::{Node, Value};

/// Reads an event, if the value is one.
pub(super) fn event(finder: &mut Finder<'_>, layer: &Layer<'_>, node: &Node) -> bool {
    let Some(call) = node.get("eventName").and_then(Node::text) else { return false };
    let Some(parameters) = node.get("requestParameters") else { return false };
    let is = |key: &str| node.get(key).is_some_and(|value| !matches!(value.value, Value::Null));
    let failed = is("errorCode") || is("errorMessage");
    if failed && finder.inventory.instead.is_none() {
        finder.inventory.instead = Some(Instead::Error);
    }
    finder.considered = true;
    let outer = finder.context.clone();
    let from = finder.inventory.documents.len();
    let name = |key: &str| parameters.get(key).and_then(Node::text);
    if failed {
        finder.context.absent = Some(Absence::Failed);
    } else if parameters.get("setAsDefault").is_some_and(super::find::is_false) {
        finder.context.absent = Some(Absence::OldVersion);
    }
    finder.look(layer, parameters);
    finder.context = outer;
    if failed {
        return true;
    }
    // The last call decides: it takes the place of what an earlier one set, or takes it away.
    let whose = ["roleName", "userName", "groupName", "policyArn"].iter().find_map(|key| name(key));
    let key = [whose.unwrap_or_default(), "/", name("policyName").unwrap_or_default()].concat();
    let to = finder.inventory.documents.len();
    if call.starts_with("Delete") {
        finder.inventory.removed.push((key, to));
    } else {
        finder.inventory.set.extend((from..to).map(|place| (key.clone(), place)));
    }
    if let Some(arn) = name("policyArn") {
        let of: Vec<usize> = finder.inventory.principals.len().checked_sub(1).into_iter().collect();
        if call.starts_with("Attach") {
            finder.attach(What::Managed, arn, &of, layer.span(&parameters.span));
        } else if call.starts_with("Detach") {
            finder.inventory.detached.push((arn.to_string(), finder.inventory.attached.len()));
        }
    }
    true
}
