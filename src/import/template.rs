//! CloudFormation, SAM and what the CDK synthesises: resources that hold policies.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html>

use super::document::PolicyType;
use super::extractor::{mentions, organization, Extractor};
use super::finding;
use super::intrinsic::reference;
use super::inventory::{PrincipalKind, What};
use super::source_map::SourceMap;
use super::value::Node;

/// Reads a resource of a template, if the value is one.
pub(super) fn resource(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, logical: &str, node: &Node) -> bool {
    let Some(kind) = node.get("Type").and_then(Node::text).filter(|kind| kind.starts_with("AWS::")) else {
        return false;
    };
    let Some(properties) = node.get("Properties") else { return kind != "AWS::IAM::ManagedPolicy" };
    let outer = finder.context.clone();
    finder.context.perhaps |= node.get("Condition").is_some();
    match kind {
        "AWS::IAM::Role"
        | "AWS::IAM::User"
        | "AWS::IAM::Group"
        | "AWS::Serverless::Function"
        | "AWS::SSO::PermissionSet" => principal(finder, layer, logical, kind, properties),
        "AWS::IAM::Policy"
        | "AWS::IAM::ManagedPolicy"
        | "AWS::IAM::RolePolicy"
        | "AWS::IAM::UserPolicy"
        | "AWS::IAM::GroupPolicy" => policy(finder, layer, logical, kind, properties),
        "AWS::S3::BucketPolicy" => finder.context.kind = Some(PolicyType::Bucket),
        "AWS::KMS::Key" => finder.context.kind = Some(PolicyType::Key),
        "AWS::Organizations::Policy" => {
            let kind = properties.get("Type").and_then(Node::text).unwrap_or_default();
            finder.context.kind = Some(organization(kind));
        }
        _ if mentions(kind, "policy") => finder.context.kind = Some(PolicyType::Resource),
        _ => {
            finder.context = outer;
            return true;
        }
    }
    finder.considered = true;
    finder.look(layer, properties);
    finder.context = outer;
    true
}

fn principal(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, logical: &str, kind: &str, properties: &Node) {
    let (who, key) = match kind {
        "AWS::IAM::User" => (PrincipalKind::User, "UserName"),
        "AWS::IAM::Group" => (PrincipalKind::Group, "GroupName"),
        "AWS::SSO::PermissionSet" => (PrincipalKind::Role, "Name"),
        _ => (PrincipalKind::Role, "RoleName"),
    };
    // SAM makes a role of this name for a function.
    let mut own = logical.to_string();
    if kind == "AWS::Serverless::Function" {
        if properties.get("Policies").is_none() {
            return;
        }
        own.push_str("Role");
    }
    let name = properties.get(key).and_then(Node::text).unwrap_or(&own);
    let place = finder.principal(who, name, None, layer.span(&properties.span));
    if let Some(principal) = finder.inventory.principals.get_mut(place) {
        principal.logical = Some(own);
    }
    finder.context.of = vec![place];
    if kind == "AWS::Serverless::Function" {
        for policy in properties.get("Policies").map(Node::alone).unwrap_or_default() {
            // A name, an ARN, or one of SAM's own templates.
            let named = policy.text().is_some() || policy.get("Statement").is_none();
            if named {
                let name = reference(policy).or_else(|| policy.members().first().map(|first| first.key.clone()));
                finder.attach(What::Managed, &name.unwrap_or_default(), layer.span(&policy.span));
            }
        }
    }
}

fn policy(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, logical: &str, kind: &str, properties: &Node) {
    let name = properties.get("PolicyName").or_else(|| properties.get("ManagedPolicyName")).and_then(Node::text);
    finder.context.name = Some(finding::cut(name.unwrap_or(logical)));
    let mut of = Vec::new();
    for (key, who) in [
        ("Roles", PrincipalKind::Role),
        ("Users", PrincipalKind::User),
        ("Groups", PrincipalKind::Group),
        ("RoleName", PrincipalKind::Role),
        ("UserName", PrincipalKind::User),
        ("GroupName", PrincipalKind::Group),
    ] {
        for node in properties.get(key).map(Node::alone).unwrap_or_default() {
            let Some(name) = reference(node) else { continue };
            let place = finder.principal(who, &name, None, layer.span(&node.span));
            if let Some(principal) = finder.inventory.principals.get_mut(place) {
                principal.logical = node.text().is_none().then_some(name);
            }
            of.push(place);
        }
    }
    finder.context.of = of;
    finder.context.managed = kind == "AWS::IAM::ManagedPolicy";
    finder.context.arn = Some(logical.to_string()).filter(|_| finder.context.managed);
}

/// Reads what a function of a template chooses between, if the value is one. Any of them may be it.
pub(super) fn choice(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node) -> bool {
    let [only] = node.members() else { return false };
    if only.key != "Fn::If" {
        return false;
    }
    let outer = std::mem::replace(&mut finder.context.perhaps, true);
    only.value.items().iter().skip(1).for_each(|node| finder.look(layer, node));
    finder.context.perhaps = outer;
    true
}
