//! What `terraform show -json` prints of a plan or a state, and the state file.
//!
//! Shape: <https://developer.hashicorp.com/terraform/internals/json-format>; resources:
//! <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy>

use super::document::{Absence, PolicyType};
use super::extractor::{organization, Extractor};
use super::finding;
use super::inventory::{PrincipalKind, What};
use super::source_map::SourceMap;
use super::value::{Node, Value};

/// Reads a plan or a state, if the value is one: what will be, and of what was, that it is no more.
pub(super) fn plan(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node) -> bool {
    let (planned, changes) = (node.get("planned_values"), node.get("resource_changes"));
    if planned.is_none() && changes.is_none() && node.get("terraform_version").is_none() {
        return false;
    }
    finder.considered = true;
    for member in node.members() {
        match member.key.as_str() {
            "planned_values" | "values" | "resources" => finder.look(layer, without_outputs(&member.value)),
            // What comes of a change is among the planned values as well.
            "resource_changes" => {
                for change in member.value.items() {
                    changed(finder, layer, change, planned.is_none());
                }
            }
            "prior_state" => look_before(finder, layer, &member.value, Absence::Before),
            _ => {}
        }
    }
    true
}

/// Outputs repeat what resources hold.
fn without_outputs(node: &Node) -> &Node {
    node.get("root_module").unwrap_or(node)
}

fn changed(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node, after: bool) {
    let Some(change) = node.get("change") else { return };
    if let Some(before) = change.get("before") {
        let deleted = change.get("after").is_some_and(|after| matches!(after.value, Value::Null));
        let absence = if deleted { Absence::Deleted } else { Absence::Before };
        let outer = finder.context.absent.replace(absence);
        attributes(finder, layer, node, before, true);
        finder.context.absent = outer;
    }
    match change.get("after").filter(|_| after) {
        Some(value) if !value.members().is_empty() => attributes(finder, layer, node, value, false),
        _ => {}
    }
}

fn look_before(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node, absence: Absence) {
    let outer = finder.context.absent.replace(absence);
    finder.look(layer, node.get("values").map_or(node, without_outputs));
    finder.context.absent = outer;
}

/// Reads a resource of a plan or a state, if the value is one.
pub(super) fn resource(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node) -> bool {
    if node.get("type").and_then(Node::text).is_none_or(|kind| !kind.starts_with("aws_")) {
        return false;
    }
    if let Some(instances) = node.get("instances") {
        for instance in instances.items() {
            if let Some(values) = instance.get("attributes") {
                attributes(finder, layer, node, values, false);
            }
        }
    } else if let Some(values) = node.get("values") {
        attributes(finder, layer, node, values, false);
    } else if node.get("change").is_some() {
        changed(finder, layer, node, true);
    } else {
        return false;
    }
    true
}

/// The attributes of a resource. Those `before` a change attach nothing.
fn attributes(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node, values: &Node, before: bool) {
    // Data holds what resources are made of, and is in force only as theirs.
    if node.get("mode").and_then(Node::text) == Some("data") {
        return;
    }
    let kind = node.get("type").and_then(Node::text).unwrap_or_default();
    let before = before || finder.context.absent.is_some();
    let outer = finder.context.clone();
    finder.considered = true;
    let text = |key: &str| values.get(key).and_then(Node::text).filter(|text| !text.is_empty());
    let name = text("name").or_else(|| node.get("name").and_then(Node::text));
    finder.context.name = name.map(finding::cut);
    match kind {
        "aws_iam_role" | "aws_iam_user" | "aws_iam_group" => {
            let who = if kind.ends_with('e') {
                PrincipalKind::Role
            } else if kind.ends_with('r') {
                PrincipalKind::User
            } else {
                PrincipalKind::Group
            };
            let account = text("arn").and_then(|arn| arn.split(':').nth(4));
            let place = finder.principal(who, name.unwrap_or_default(), account, layer.span(&values.span));
            finder.context.of = vec![place];
            for member in values.members() {
                let value = &member.value;
                match member.key.as_str() {
                    "assume_role_policy" => finder.look_as(layer, value, PolicyType::Trust),
                    "inline_policy" => finder.look(layer, value),
                    "managed_policy_arns" if !before => finder.managed(layer, value),
                    "permissions_boundary" if !before && value.text() != Some("") => finder.boundary(layer, value),
                    _ => {}
                }
            }
        }
        "aws_s3_bucket_policy" => finder.context.kind = Some(PolicyType::Bucket),
        "aws_kms_key" | "aws_kms_key_policy" => finder.context.kind = Some(PolicyType::Key),
        "aws_organizations_policy" => {
            finder.context.kind = Some(organization(text("type").unwrap_or("SERVICE_CONTROL_POLICY")));
        }
        "aws_iam_policy" => {
            finder.context.managed = true;
            finder.context.arn = Some(text("arn").or(name).unwrap_or_default().to_string());
        }
        _ if kind.starts_with("aws_iam_") || kind.starts_with("aws_ssoadmin_") => {
            let mut of = Vec::new();
            for (key, who) in [
                ("role", PrincipalKind::Role),
                ("user", PrincipalKind::User),
                ("group", PrincipalKind::Group),
                ("roles", PrincipalKind::Role),
                ("users", PrincipalKind::User),
                ("permission_set_arn", PrincipalKind::Role),
            ] {
                for node in values.get(key).map(Node::alone).unwrap_or_default() {
                    if let Some(name) = node.text() {
                        of.push(finder.principal(who, name, None, layer.span(&node.span)));
                    }
                }
            }
            finder.context.of = of;
            let what = if kind.ends_with("_attachment") { What::Managed } else { What::Group };
            let attached = if kind.ends_with("_membership") { values.get("groups") } else { values.get("policy_arn") };
            let attaches = what == What::Managed || kind.ends_with("_membership");
            for node in attached.unwrap_or(values).alone().iter().filter(|_| attaches && !before) {
                finder.attach(what, node.text().unwrap_or_default(), layer.span(&node.span));
            }
        }
        _ => {
            finder.context = outer;
            return;
        }
    }
    let policy = ["policy", "content", "inline_policy"].iter().find_map(|key| values.get(key));
    let holds = kind.ends_with("policy") || kind == "aws_kms_key";
    match policy {
        Some(policy) if holds && !matches!(policy.value, Value::Null) => finder.look(layer, policy),
        // It comes to be when the plan is carried out.
        _ if holds && kind.ends_with("policy") && !before => {
            finder.attach(What::Unknown, name.unwrap_or_default(), layer.span(&values.span));
        }
        _ => {}
    }
    finder.context = outer;
}
