//! The policies of one user or role in what `aws iam get-account-authorization-details` prints.
//!
//! Shape: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>

use std::cell::Cell;

use super::element::{self, Names};
use super::find::Finder;
use super::finding::{self, At};
use super::json::Node;
use super::layer::Layer;

/// Reads the account's details, if that is what they are.
pub(super) fn account(finder: &mut Finder<'_>, layer: &Layer<'_>, node: &Node) -> bool {
    let lists = [node.get("UserDetailList"), node.get("RoleDetailList"), node.get("GroupDetailList")];
    if lists.iter().all(Option::is_none) {
        return false;
    }
    let [users, roles, groups] = lists.map(|list| list.map(Node::items).unwrap_or_default());
    let policies = node.get("Policies").map(Node::items).unwrap_or_default();
    let policies = by_name(policies, "Arn");
    let mut principals: Vec<&Node> = users.iter().chain(roles).collect();
    if principals.is_empty() {
        principals = groups.iter().collect();
    }
    match principals.as_slice() {
        [] => {
            for policy in &policies {
                finder.look(layer, policy.node);
            }
        }
        [one] => {
            finder.considered = true;
            read(finder, layer, one, &policies, &by_name(groups, "GroupName"));
            if let Some(boundary) = one.get("PermissionsBoundary") {
                read_boundary(finder, layer, boundary, &policies);
            }
        }
        [_, second, ..] => {
            finder.considered = true;
            let names: Vec<&str> = principals.iter().take(4).filter_map(|principal| name(principal)).collect();
            let mut list = names.join(", ");
            if principals.len() > names.len() {
                list.push_str(", …");
            }
            let values = [&crate::words::digits(principals.len()), list.as_str()];
            finder.report.stop(&finding::SEVERAL_PRINCIPALS, layer.span(&second.span), &values);
        }
    }
    true
}

/// One of a list, found by its name.
struct Named<'a> {
    name: &'a str,
    node: &'a Node,
    /// It was read. However often it is attached, it counts once, and the work stays in proportion to the text.
    read: Cell<bool>,
}

/// Sorted, so that each of many is found without going through all.
fn by_name<'a>(items: &'a [Node], key: &str) -> Vec<Named<'a>> {
    let name = |node: &'a Node| node.get(key).and_then(Node::text);
    let mut names: Names = Vec::new();
    for (place, node) in items.iter().enumerate() {
        if let Some(name) = name(node) {
            names.push((name.to_string(), place));
        }
    }
    element::by_name(&mut names);
    let mut named = Vec::with_capacity(names.len());
    for (_, place) in &names {
        if let Some(node) = items.get(*place) {
            named.push(Named { name: name(node).unwrap_or_default(), node, read: Cell::new(false) });
        }
    }
    named
}

fn find<'a, 'n>(named: &'a [Named<'n>], name: &str) -> Option<&'a Named<'n>> {
    let at = named.binary_search_by(|other| other.name.cmp(name)).ok()?;
    named.get(at)
}

fn name(principal: &Node) -> Option<&str> {
    ["UserName", "RoleName", "GroupName"].iter().find_map(|key| principal.get(key)?.text())
}

/// A user, role or group: its inline policies, those attached, those of its groups.
fn read(finder: &mut Finder<'_>, layer: &Layer<'_>, principal: &Node, policies: &[Named<'_>], groups: &[Named<'_>]) {
    for key in ["UserPolicyList", "RolePolicyList", "GroupPolicyList"] {
        if let Some(inline) = principal.get(key) {
            finder.look(layer, inline);
        }
    }
    for attached in principal.get("AttachedManagedPolicies").map(Node::items).unwrap_or_default() {
        let Some(arn) = attached.get("PolicyArn").and_then(Node::text) else { continue };
        match find(policies, arn) {
            Some(policy) if policy.read.replace(true) => {}
            Some(policy) => read_managed(finder, layer, policy.node),
            None => {
                finder.report.say(&finding::ATTACHED_NOT_PASTED, At::default(), layer.span(&attached.span), &[arn]);
            }
        }
    }
    for member in principal.get("GroupList").map(Node::items).unwrap_or_default() {
        let Some(name) = member.text() else { continue };
        match find(groups, name) {
            Some(group) if group.read.replace(true) => {}
            Some(group) => read(finder, layer, group.node, policies, &[]),
            None => finder.report.say(&finding::GROUP_NOT_PASTED, At::default(), layer.span(&member.span), &[name]),
        }
    }
}

fn read_managed(finder: &mut Finder<'_>, layer: &Layer<'_>, policy: &Node) {
    if let Some(versions) = policy.get("PolicyVersionList") {
        finder.look_in_default(layer, versions, policy.get("PolicyName").and_then(Node::text));
    }
}

fn read_boundary(finder: &mut Finder<'_>, layer: &Layer<'_>, boundary: &Node, policies: &[Named<'_>]) {
    let Some(arn) = boundary.get("PermissionsBoundaryArn").and_then(Node::text) else { return };
    match find(policies, arn) {
        Some(policy) => {
            let outer = std::mem::replace(&mut finder.boundary, true);
            read_managed(finder, layer, policy.node);
            finder.boundary = outer;
        }
        None => finder.report.say(&finding::BOUNDARY_NOT_PASTED, At::default(), layer.span(&boundary.span), &[arn]),
    }
}
