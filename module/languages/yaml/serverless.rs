//! `serverless.yml`: the roles it makes, as the CloudFormation that the Serverless Framework makes of it.
//!
//! <https://www.serverless.com/framework/docs/providers/aws/guide/iam>,
//! <https://www.serverless.com/framework/docs/guides/variables>; roles of functions are those of the plugin
//! <https://github.com/functionalone/serverless-iam-roles-per-function>.

use super::size;
use crate::prelude::*;
use crate::search::find;
use crate::{hole, Member, Node, Reading, Span, Value};

/// What the role of all functions is called in the template.
const ROLE: &str = "IamRoleLambdaExecution";

/// Adds the values of a document: of a `serverless.yml`, or a part of one, its roles and what else it holds; any other as
/// it is.
pub(super) fn read(mut root: Node, reading: &mut Reading) {
    if !is_serverless(&root) {
        reading.values.push(root);
        return;
    }
    let mut room = 2 * size(&root).0 + 65_536;
    let source = root.clone();
    fill_in(&mut root, &source, &mut room);

    let provider = root.get("provider").unwrap_or(&root);
    let shared = provider.get("iam").and_then(|iam| iam.get("role")).unwrap_or(provider);
    let mut maker = Maker { root: &root, reading };
    maker.role(ROLE, shared, provider.get("iam").and_then(|_| shared.get("name")), None);
    for functions in root.get("functions").map(Node::alone).unwrap_or_default() {
        for Member { key, value: own, .. } in functions.members() {
            if own.get("iamRoleStatements").is_some() {
                let inherits = own.get("iamRoleStatementsInherit").is_some_and(|flag| !is_false(flag));
                let parent = Some(shared).filter(|_| inherits);
                maker.role(&[key, ROLE].concat(), own, own.get("iamRoleStatementsName"), parent);
            }
        }
    }
    if let Value::Object(members) = root.value {
        for member in members {
            if !READ.contains(&member.key.as_str()) {
                let span = member.key_span.start..member.value.span.end.max(member.key_span.start);
                reading.values.push(Node { span, value: Value::Object(vec![member]) });
            }
        }
    }
}

fn is_false(node: &Node) -> bool {
    matches!(&node.value, Value::Bare(word) if word == "false")
}

fn is_serverless(root: &Node) -> bool {
    let provider = root.get("provider");
    let from = provider.unwrap_or(root);
    let makes_role =
        from.get("iamRoleStatements").is_some() || from.get("iam").is_some_and(|iam| iam.get("role").is_some());
    makes_role || provider.is_some() && root.get("service").is_some()
}

/// Where the Statements of a role are.
const STATEMENTS: [&str; 2] = ["statements", "iamRoleStatements"];

/// What is read here, and what others refer to.
const READ: [&str; 5] = ["provider", "iam", "iamRoleStatements", "functions", "custom"];

struct Maker<'a> {
    root: &'a Node,
    reading: &'a mut Reading,
}

impl Maker<'_> {
    /// A role as CloudFormation has it. It may inherit Statements.
    fn role(&mut self, logical: &str, from: &Node, name: Option<&Node>, parent: Option<&Node>) {
        let statements = first(self.root, from, &STATEMENTS);
        let managed = first(self.root, from, &["managedPolicies", "iamManagedPolicies"]);
        let boundary =
            first(self.root, from, &["permissionsBoundary", "permissionBoundary", "rolePermissionsBoundary"]);
        let Some(Node { span, .. }) = statements.or(managed).or(boundary) else { return };
        let text = |text: &str| Node::of_text(text, span.clone());
        let mut properties = Vec::new();
        if let Some(name) = name.filter(|name| name.text().is_some()) {
            properties.push(("RoleName", name.clone()));
        }
        let mut list = Vec::new();
        let inherited = parent.and_then(|parent| first(self.root, parent, &STATEMENTS));
        for from in [inherited, statements].into_iter().flatten() {
            self.statements(from, &mut list);
        }
        if !list.is_empty() {
            let list = Node { span: span.clone(), value: Value::List(list) };
            let document = object(span, vec![("Version", text("2012-10-17")), ("Statement", list)]);
            let policy = object(span, vec![("PolicyName", text("serverless")), ("PolicyDocument", document)]);
            properties.push(("Policies", Node { span: span.clone(), value: Value::List(vec![policy]) }));
        }
        for (key, node) in [("ManagedPolicyArns", managed), ("PermissionsBoundary", boundary)] {
            if let Some(node) = node {
                properties.push((key, node.clone()));
            }
        }
        let resource = vec![("Type", text("AWS::IAM::Role")), ("Properties", object(span, properties))];
        self.reading.values.push(object(span, vec![(logical, object(span, resource))]));
    }

    /// Statements where they are written or referred to.
    fn statements(&mut self, from: &Node, list: &mut Vec<Node>) {
        for statement in follow(self.root, from).alone() {
            let statement = follow(self.root, statement);
            match &statement.value {
                Value::Object(_) => list.push(statement.clone()),
                Value::List(more) => list.extend(more.iter().cloned()),
                _ => self.reading.unread.push(statement.span.clone()),
            }
        }
    }
}

/// The value of the first of these names that is there.
fn first<'a>(root: &'a Node, from: &'a Node, names: &[&str]) -> Option<&'a Node> {
    names.iter().find_map(|name| from.get(name)).map(|node| follow(root, node))
}

/// What a value that is nothing but `${self:…}` refers to; else itself.
fn follow<'a>(root: &'a Node, node: &'a Node) -> &'a Node {
    let path = node.text().and_then(|text| text.strip_prefix("${self:")).and_then(|path| path.strip_suffix('}'));
    path.and_then(|path| at(root, path)).unwrap_or(node)
}

/// The value at a path such as `custom.bucket`.
fn at<'a>(root: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('.')
        .try_fold(root, |node, key| node.members().iter().find(|member| member.key == key).map(|member| &member.value))
}

fn object(span: &Span, members: Vec<(&str, Node)>) -> Node {
    let mut all = Vec::with_capacity(members.len());
    for (key, value) in members {
        all.push(Member { key: key.into(), key_span: span.clone(), value });
    }
    Node { span: span.clone(), value: Value::Object(all) }
}

/// Fills in the variables of all texts.
fn fill_in(node: &mut Node, root: &Node, room: &mut usize) {
    match &mut node.value {
        Value::Text(text) => {
            if let Some(filled) = fill(root, text, room) {
                *text = filled;
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| fill_in(item, root, room)),
        Value::Object(members) => members.iter_mut().for_each(|member| fill_in(&mut member.value, root, room)),
        _ => {}
    }
}

/// A text with its variables filled in: by what the file says itself, else by holes. `None` when it stays as it is.
fn fill(root: &Node, text: &str, room: &mut usize) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = find(rest, "${") {
        let (before, variable) = (rest.get(..start)?, rest.get(start..)?);
        out.push_str(before);
        let end = closing(variable)?;
        let name = variable.get(2..end)?.trim();
        rest = variable.get(end + 1..).unwrap_or_default();
        let known = name.strip_prefix("self:").and_then(|path| at(root, path));
        match known.and_then(Node::text).filter(|text| find(text, "${").is_none() && text.len() <= *room) {
            Some(text) => {
                *room -= text.len();
                out.push_str(text);
            }
            // It is followed as a whole.
            None if known.is_some() && before.is_empty() && rest.is_empty() => return None,
            None => match own(name) {
                Some(own) => out.push_str(&hole(own)),
                // One of IAM's own, such as `${aws:username}`.
                None if name.starts_with("aws:") => out.push_str(variable.get(..end + 1)?),
                None => out.push_str(&hole(name)),
            },
        }
    }
    (rest.len() < text.len()).then(|| out + rest)
}

/// Where the bracket of a variable closes, others inside of it.
fn closing(variable: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in variable.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What CloudFormation calls the same.
fn own(name: &str) -> Option<&'static str> {
    Some(match name {
        "aws:accountId" | "AWS::AccountId" => "AWS::AccountId",
        "aws:region" | "AWS::Region" | "opt:region" | "self:provider.region" => "AWS::Region",
        "aws:partition" | "AWS::Partition" => "AWS::Partition",
        _ => return None,
    })
}
