//! `serverless.yml`: the roles it makes, as the CloudFormation that the Serverless Framework makes of it.
//!
//! <https://www.serverless.com/framework/docs/providers/aws/guide/iam>,
//! <https://www.serverless.com/framework/docs/guides/variables>; roles of functions are those of the plugin
//! <https://github.com/functionalone/serverless-iam-roles-per-function>.

use super::size;
use crate::{hole, Member, Node, Span, Value};

/// What the role of all functions is called in the template.
const ROLE: &str = "IamRoleLambdaExecution";

/// The values of a document: of a `serverless.yml`, or a part of one, its roles and what else it holds; any other as it is.
pub(super) fn read(mut root: Node, unread: &mut Vec<Span>) -> Vec<Node> {
    if !is_serverless(&root) {
        return vec![root];
    }
    let mut filled = Vec::new();
    let mut room = 2 * size(&root).0 + 65_536;
    each(&root, &mut |text| filled.push(fill(&root, text, &mut room)));
    fill_in(&mut root, &mut filled.into_iter());

    let mut values = Vec::new();
    let provider = root.get("provider").unwrap_or(&root);
    let shared = provider.get("iam").and_then(|iam| iam.get("role")).unwrap_or(provider);
    let mut maker = Maker { root: &root, unread };
    values.extend(maker.role(ROLE, shared, provider.get("iam").and_then(|_| shared.get("name")), None));
    for function in root.get("functions").map(Node::alone).unwrap_or_default().iter().flat_map(Node::members) {
        let own = &function.value;
        if own.get("iamRoleStatements").is_some() {
            let name = [&function.key, ROLE].concat();
            let inherits =
                own.get("iamRoleStatementsInherit").is_some_and(|flag| flag.value == Value::Bare("true".into()));
            values.extend(maker.role(&name, own, own.get("iamRoleStatementsName"), Some(shared).filter(|_| inherits)));
        }
    }
    if let Value::Object(members) = root.value {
        for member in members.into_iter().filter(|member| !READ.contains(&member.key.as_str())) {
            let span = member.key_span.start..member.value.span.end.max(member.key_span.start);
            values.push(Node { span, value: Value::Object(vec![member]) });
        }
    }
    values
}

fn is_serverless(root: &Node) -> bool {
    let provider = root.get("provider");
    let from = provider.unwrap_or(root);
    let makes_role =
        from.get("iamRoleStatements").is_some() || from.get("iam").is_some_and(|iam| iam.get("role").is_some());
    makes_role || provider.is_some() && root.get("service").is_some()
}

/// What is read here, and what others refer to.
const READ: [&str; 5] = ["provider", "iam", "iamRoleStatements", "functions", "custom"];

struct Maker<'a> {
    root: &'a Node,
    unread: &'a mut Vec<Span>,
}

impl Maker<'_> {
    /// A role as CloudFormation has it. It may inherit Statements.
    fn role(&mut self, logical: &str, from: &Node, name: Option<&Node>, parent: Option<&Node>) -> Option<Node> {
        let first = |names: &[&str]| names.iter().find_map(|name| from.get(name)).map(|node| follow(self.root, node));
        let statements = first(&["statements", "iamRoleStatements"]);
        let managed = first(&["managedPolicies", "iamManagedPolicies"]);
        let boundary = first(&["permissionsBoundary", "permissionBoundary", "rolePermissionsBoundary"]);
        let span = statements.or(managed).or(boundary)?.span.clone();
        let object = |members: Vec<(&str, Node)>| {
            let member = |(key, value): (&str, Node)| Member { key: key.into(), key_span: span.clone(), value };
            Node { span: span.clone(), value: Value::Object(members.into_iter().map(member).collect()) }
        };
        let text = |text: &str| Node::of_text(text, span.clone());
        let mut properties = Vec::new();
        properties.extend(name.filter(|name| name.text().is_some()).map(|name| ("RoleName", name.clone())));
        let mut list = Vec::new();
        for from in
            parent.iter().flat_map(|parent| ["statements", "iamRoleStatements"].map(|name| parent.get(name))).flatten()
        {
            self.statements(from, &mut list);
        }
        if let Some(statements) = statements {
            self.statements(statements, &mut list);
        }
        if !list.is_empty() {
            let list = Node { span: span.clone(), value: Value::List(list) };
            let document = object(vec![("Version", text("2012-10-17")), ("Statement", list)]);
            let policy = object(vec![("PolicyName", text("serverless")), ("PolicyDocument", document)]);
            properties.push(("Policies", Node { span: span.clone(), value: Value::List(vec![policy]) }));
        }
        properties.extend(managed.map(|managed| ("ManagedPolicyArns", managed.clone())));
        properties.extend(boundary.map(|boundary| ("PermissionsBoundary", boundary.clone())));
        let resource = object(vec![("Type", text("AWS::IAM::Role")), ("Properties", object(properties))]);
        Some(object(vec![(logical, resource)]))
    }

    /// Statements where they are written or referred to.
    fn statements(&mut self, from: &Node, list: &mut Vec<Node>) {
        for statement in follow(self.root, from).alone() {
            let statement = follow(self.root, statement);
            match &statement.value {
                Value::Object(_) => list.push(statement.clone()),
                Value::List(more) => list.extend(more.iter().cloned()),
                _ => self.unread.push(statement.span.clone()),
            }
        }
    }
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

fn each(node: &Node, take: &mut impl FnMut(&str)) {
    match &node.value {
        Value::Text(text) => take(text),
        Value::List(items) => items.iter().for_each(|item| each(item, take)),
        Value::Object(members) => members.iter().for_each(|member| each(&member.value, take)),
        _ => {}
    }
}

fn fill_in(node: &mut Node, filled: &mut impl Iterator<Item = Option<String>>) {
    match &mut node.value {
        Value::Text(text) => {
            if let Some(other) = filled.next().flatten() {
                *text = other;
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| fill_in(item, filled)),
        Value::Object(members) => members.iter_mut().for_each(|member| fill_in(&mut member.value, filled)),
        _ => {}
    }
}

/// A text with its variables filled in: by what the file says itself, else by holes. `None` when it stays as it is.
fn fill(root: &Node, text: &str, room: &mut usize) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, variable) = rest.split_at(start);
        out.push_str(before);
        let end = closing(variable)?;
        let name = variable.get(2..end)?.trim();
        rest = variable.get(end + 1..).unwrap_or_default();
        let known = name.strip_prefix("self:").and_then(|path| at(root, path));
        match known.and_then(Node::text).filter(|text| !text.contains("${") && text.len() <= *room) {
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
