//! The constructs of CDK, Pulumi and SST: what each makes, as CloudFormation has it, and what the methods that give
//! permissions add to it.
//!
//! CDK: <https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam-readme.html>, Pulumi:
//! <https://www.pulumi.com/registry/packages/aws/api-docs/iam/>, SST: <https://sst.dev/docs/component/aws/function/#permissions>

use super::{digits, is_open, list, reference, text};
use crate::expression::{document, object, Construct, ExpressionReader};
use crate::prelude::*;
use crate::token::{group, span, Token, TokenKind};
use crate::{hole, search, Member, Node, Span, Value};

/// Classes that make something of IAM, what CloudFormation calls it, and what it calls its name.
const CLASSES: [(&str, &str, &str); 21] = [
    ("Role", "AWS::IAM::Role", "RoleName"),
    ("CfnRole", "AWS::IAM::Role", "RoleName"),
    ("LazyRole", "AWS::IAM::Role", "RoleName"),
    ("User", "AWS::IAM::User", "UserName"),
    ("CfnUser", "AWS::IAM::User", "UserName"),
    ("Group", "AWS::IAM::Group", "GroupName"),
    ("CfnGroup", "AWS::IAM::Group", "GroupName"),
    // An inline policy is attached by calls as a managed one is.
    ("Policy", "AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("ManagedPolicy", "AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("CfnManagedPolicy", "AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("CfnPolicy", "AWS::IAM::Policy", "PolicyName"),
    ("RolePolicy", "AWS::IAM::Policy", "PolicyName"),
    ("UserPolicy", "AWS::IAM::Policy", "PolicyName"),
    ("GroupPolicy", "AWS::IAM::Policy", "PolicyName"),
    ("CfnRolePolicy", "AWS::IAM::Policy", "PolicyName"),
    ("CfnUserPolicy", "AWS::IAM::Policy", "PolicyName"),
    ("RolePolicyAttachment", "", ""),
    ("UserPolicyAttachment", "", ""),
    ("PolicyAttachment", "", ""),
    ("BucketPolicy", "AWS::S3::BucketPolicy", ""),
    ("CfnBucketPolicy", "AWS::S3::BucketPolicy", ""),
];

/// Properties of these, and what CloudFormation calls them.
const PROPERTIES: [(&str, &str); 25] = [
    ("roleName", "RoleName"),
    ("userName", "UserName"),
    ("groupName", "GroupName"),
    ("policyName", "PolicyName"),
    ("managedPolicyName", "ManagedPolicyName"),
    ("assumeRolePolicy", "AssumeRolePolicyDocument"),
    ("assumeRolePolicyDocument", "AssumeRolePolicyDocument"),
    ("assumedBy", "AssumeRolePolicyDocument"),
    ("inlinePolicies", "Policies"),
    ("policies", "Policies"),
    ("managedPolicies", "ManagedPolicyArns"),
    ("managedPolicyArns", "ManagedPolicyArns"),
    ("permissionsBoundary", "PermissionsBoundary"),
    ("statements", "PolicyDocument"),
    ("document", "PolicyDocument"),
    ("policy", "PolicyDocument"),
    ("policyDocument", "PolicyDocument"),
    ("role", "Roles"),
    ("roles", "Roles"),
    ("user", "Users"),
    ("users", "Users"),
    ("group", "Groups"),
    ("groups", "Groups"),
    ("policyArn", "PolicyArn"),
    ("name", ""),
];

/// Whether a class makes something of IAM.
pub(super) fn is_class(class: &str) -> bool {
    CLASSES.iter().any(|(name, ..)| *name == class)
}

impl<'a> ExpressionReader<'a> {
    /// `new a.b.Class(…)`: its names, what is in its brackets, and where it ends.
    pub(super) fn made_here(&self, at: usize) -> Option<(Vec<&'a str>, &'a [Token], usize)> {
        let mut names = vec![self.word(at + 1)];
        let mut next = at + 2;
        while self.sign(next) == "." {
            names.push(self.word(next + 1));
            next += 2;
        }
        if self.sign(next) != "(" {
            return None;
        }
        let (inside, length) = group(self.from(next))?;
        Some((names, inside, next + length))
    }

    pub(super) fn constructed(&mut self, at: usize, open: bool) -> Option<usize> {
        let (names, inside, end) = self.made_here(at)?;
        let all = self.tokens.get(at..end)?;
        let class = names.last().copied().unwrap_or_default();
        let arguments = self.split(inside, false);
        if arguments.len() > 1 && is_class(class) {
            self.construct(class, inside, all, open);
            return Some(end);
        }
        // Anything else that may run as a role of its own, with what that may do.
        let mut runs_as = None;
        for argument in arguments {
            let Some((inside, _)) = group(argument).filter(|_| self.is(argument.first(), "{")) else { continue };
            for entry in self.split(inside, false) {
                let key = entry.first().map(|key| self.part(key).trim_matches(['\'', '"'])).unwrap_or_default();
                let is = matches!(key, "permissions" | "initialPolicy" | "policyStatements");
                let Some(value) = entry.get(2..).filter(|_| is && self.is(entry.get(1), ":")) else { continue };
                let statements = self.statements(value);
                let who = runs_as.take().unwrap_or_else(|| self.runs_as(at));
                runs_as = Some(who.clone());
                self.cover(&span(entry));
                self.policy("Roles", who, statements, span(entry), open);
            }
        }
        None
    }

    /// Statements in a list. Other things in it are left.
    pub(super) fn statements(&mut self, value: &[Token]) -> Vec<Node> {
        let node = self.value(value);
        let mut statements = Vec::new();
        for node in node.alone() {
            // SST's name of a service is all of it.
            let service =
                node.text().filter(|text| *text == "*" || text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            if let Some(service) = service {
                let action = if service == "*" { "*".to_string() } else { [service, ":*"].concat() };
                let all = [("Effect", "Allow"), ("Action", &action), ("Resource", "*")];
                let all = all.into_iter().map(|(key, value)| (key, text(value, &node.span))).collect();
                statements.push(object(all, node.span.clone()));
                continue;
            }
            if node.members().is_empty() {
                self.leave(node.span.clone());
            }
            if node.get("Statement").is_some() {
                statements.extend(node.get("Statement").map(Node::alone).unwrap_or_default().iter().cloned());
            } else if node.text().is_none() || is_open(node) {
                let node = self.statement(node.clone());
                statements.push(node);
            }
        }
        statements
    }

    /// The role that a construct runs as: the one it is given, or one of its own.
    fn runs_as(&mut self, at: usize) -> Node {
        let part = self.at(at).map(Token::span).unwrap_or_default();
        let Some((_, inside, _)) = self.made_here(at) else { return text(&hole("role"), &part) };
        let arguments = self.split(inside, false);
        for argument in &arguments {
            let Some((inside, _)) = group(argument).filter(|_| self.is(argument.first(), "{")) else { continue };
            for entry in self.split(inside, false) {
                if self.is(entry.first(), "role") {
                    let node = self.value(entry.get(2..).unwrap_or(entry));
                    return if reference(&node).is_some() || node.text().is_some() {
                        node
                    } else {
                        text(&hole("role"), &part)
                    };
                }
            }
        }
        let id = arguments
            .iter()
            .take(2)
            .find(|argument| argument.first().is_some_and(|first| first.kind == TokenKind::Quoted));
        let id = id.map(|id| self.source(id).trim_matches(['\'', '"', '`'])).unwrap_or("role");
        object(vec![("Ref", text(id, &part))], part)
    }

    /// Whose a call is, and the list of a policy that they stand in.
    fn holder(&mut self, names: &[&str], part: &Span) -> (&'static str, Node, bool) {
        let names = match names {
            [rest @ .., "role" | "grantPrincipal" | "executionRole"]
                if !rest.is_empty() && rest != ["this"] && rest != ["props"] =>
            {
                rest
            }
            all => all,
        };
        let (name, rest) = match names {
            ["this", name, rest @ ..] => (["this.", name].concat(), rest),
            [name, rest @ ..] => (name.to_string(), rest),
            [] => (String::new(), names),
        };
        let unknown = text(&hole(&names.join(".")), part);
        // Of several of one name nobody knows which.
        let lost = self.find(&name).is_none() && self.is_noted(&name);
        let place = self.find(&name).filter(|_| rest.is_empty()).map(|found| found.from as usize);
        let node = match place {
            Some(at) if self.word(at) == "new" && self.class_at(at).is_none() => self.runs_as(at),
            Some(_) => match self.named(&name) {
                Some(tokens) => self.value(tokens),
                None => unknown.clone(),
            },
            None => unknown.clone(),
        };
        let class = reference(&node).and_then(|logical| self.made.iter().find(|made| made.logical == logical));
        let list = match class.map(|made| made.class) {
            Some("AWS::IAM::User") => "Users",
            Some("AWS::IAM::Group") => "Groups",
            _ => "Roles",
        };
        if reference(&node).is_some() || node.text().is_some() {
            (list, node, lost)
        } else {
            (list, unknown, lost)
        }
    }

    fn is_noted(&self, name: &str) -> bool {
        let at = self.names.partition_point(|other| other.name.as_str() < name);
        self.names.get(at).is_some_and(|found| found.name == name)
    }

    fn class_at(&self, at: usize) -> Option<&'static str> {
        let (names, ..) = self.made_here(at)?;
        let class = names.last().copied().unwrap_or_default();
        CLASSES.iter().find(|(name, ..)| *name == class).map(|(_, kind, _)| *kind)
    }

    /// Keeps a policy of these Statements.
    fn policy(&mut self, list_name: &str, who: Node, statements: Vec<Node>, part: Span, open: bool) {
        if statements.is_empty() {
            return;
        }
        let name = reference(&who).or(who.text()).unwrap_or_default().to_string();
        let place = who.span.clone();
        let all = vec![(list_name, list(vec![who], &place)), ("PolicyDocument", document(statements, part.clone()))];
        self.keep(&name, "AWS::IAM::Policy", object(all, part.clone()), &part, open);
    }

    /// Keeps a resource of a template.
    fn keep(&mut self, logical: &str, kind: &str, properties: Node, part: &Span, open: bool) {
        let mut all = vec![("Type", text(kind, part)), ("Properties", properties)];
        if open {
            all.push(("Condition", text("", part)));
        }
        let resource = object(all, part.clone());
        self.values.push(object(vec![(logical, resource)], part.clone()));
    }

    /// Keeps what attaches a managed policy.
    fn attach(&mut self, list_name: &str, who: &Node, policy: Node, part: &Span, open: bool) {
        let (kind, key) = match list_name {
            "Users" => ("AWS::IAM::User", "UserName"),
            "Groups" => ("AWS::IAM::Group", "GroupName"),
            _ => ("AWS::IAM::Role", "RoleName"),
        };
        let logical = reference(who).or(who.text()).unwrap_or_default().to_string();
        let mut all = vec![("ManagedPolicyArns", list(vec![policy], part))];
        if who.text().is_some() {
            all.push((key, who.clone()));
        }
        self.keep(&logical, kind, object(all, part.clone()), part, open);
    }

    /// A call of a method that gives permissions. Gives where it ends.
    pub(super) fn called(&mut self, at: usize, open: bool) -> Option<usize> {
        let method = self.word(at);
        let is = [
            "addToPolicy",
            "addToRolePolicy",
            "addToPrincipalPolicy",
            "attachPermissions",
            "addToResourcePolicy",
            "addManagedPolicy",
            "attachInlinePolicy",
            "attachToRole",
            "attachToUser",
            "attachToGroup",
            "addStatements",
        ];
        if !is.contains(&method) {
            return None;
        }
        let (inside, length) = group(self.from(at + 1))?;
        let end = at + 1 + length;
        let names = self.before(at - 1);
        let first = at.checked_sub(2 * names.len())?;
        // `x && y.call()`
        let open = open
            || matches!(first.checked_sub(1).map(|before| self.sign(before)), Some("&&" | "||" | "??" | "?" | ":"));
        let part = span(self.tokens.get(first..end)?);
        if method == "addStatements" && names.last() != Some(&"assumeRolePolicy") {
            return None;
        }
        let arguments = self.split(inside, false);
        match method {
            "addToPolicy" | "addToRolePolicy" | "addToPrincipalPolicy" | "attachPermissions" => {
                let (list_name, who, lost) = self.holder(&names, &part);
                let mut statements = Vec::new();
                for argument in arguments {
                    statements.extend(self.statements(argument));
                }
                self.policy(list_name, who, statements, part.clone(), open || lost);
            }
            "addToResourcePolicy" | "addStatements" => {
                let mut statements = Vec::new();
                for argument in arguments {
                    statements.extend(self.statements(argument));
                }
                let document = document(statements, part.clone());
                let whose = self.declared(&names);
                let (kind, key) = if method == "addStatements" {
                    ("AWS::IAM::Role", "AssumeRolePolicyDocument")
                } else if search::has(whose, "Bucket") {
                    ("AWS::S3::BucketPolicy", "PolicyDocument")
                } else if search::has(whose, "Key") {
                    ("AWS::KMS::Key", "KeyPolicy")
                } else {
                    ("AWS::Other::Policy", "PolicyDocument")
                };
                let who = self.holder(names.get(..names.len().saturating_sub(1)).unwrap_or_default(), &part).1;
                let logical = reference(&who).or(who.text()).unwrap_or_default().to_string();
                self.keep(&logical, kind, object(vec![(key, document)], part.clone()), &part, open);
            }
            "addManagedPolicy" | "attachInlinePolicy" => {
                let (list_name, who, lost) = self.holder(&names, &part);
                let policy = self.value(inside);
                self.attach(list_name, &who, policy, &part, open || lost);
            }
            _ => {
                let policy = self.holder(&names, &part).1;
                let list_name = match method {
                    "attachToUser" => "Users",
                    "attachToGroup" => "Groups",
                    _ => "Roles",
                };
                let who = self.value(inside);
                self.attach(list_name, &who, policy, &part, open);
            }
        }
        self.cover(&part);
        Some(end)
    }

    /// The source of what a name stands for, up to its brackets.
    fn declared(&self, names: &[&str]) -> &'a str {
        let name = match names {
            ["this", name] => ["this.", name].concat(),
            [name] => name.to_string(),
            _ => return "",
        };
        let Some(found) = self.find(&name) else { return "" };
        let source = self.tokens.get(found.from as usize..found.to as usize).map(|tokens| self.source(tokens));
        source.and_then(|source| source.split('(').next()).unwrap_or_default()
    }

    /// Makes what a construct makes, once, and gives a reference to it.
    pub(super) fn construct(&mut self, class: &str, inside: &[Token], all: &[Token], open: bool) -> Node {
        let part = span(all);
        if let Some(made) = self.made.iter().find(|made| made.start == part.start) {
            return object(vec![("Ref", text(&made.logical, &part))], part);
        }
        let Some((_, kind, name_key)) = CLASSES.iter().find(|(name, ..)| *name == class) else {
            return self.unknown(all);
        };
        // Every reference looks through them.
        if self.made.len() == 500 {
            self.leave(part);
            return self.unknown(all);
        }
        let arguments = self.split(inside, false);
        let pulumi =
            arguments.first().and_then(|first| first.first()).is_some_and(|first| first.kind == TokenKind::Quoted);
        let id = arguments.get(usize::from(!pulumi)).copied().unwrap_or_default();
        let given = arguments.get(if pulumi { 1 } else { 2 }).copied();
        let mut logical = self.source(id).trim_matches(['\'', '"', '`']).to_string();
        if logical.is_empty() || self.made.iter().any(|made| made.logical == logical && made.class == *kind) {
            logical.push_str(&["@", &digits(part.start)].concat());
        }
        self.made.push(Construct { start: part.start, logical: logical.clone(), class: kind });
        self.cover(&part);
        let mut properties: Vec<Member> = Vec::new();
        let given = given.map(|given| self.value(given));
        match given.map(|given| (given.span.clone(), given.value)) {
            Some((_, Value::Object(members))) => {
                for member in members {
                    self.property(member, name_key, &mut properties);
                }
            }
            Some((part, _)) => self.leave(part),
            None => {}
        }
        let properties = Node { span: part.clone(), value: Value::Object(properties) };
        if kind.is_empty() {
            let policy = properties.get("PolicyArn").cloned().unwrap_or_else(|| text(&hole("policyArn"), &part));
            for list_name in ["Roles", "Users", "Groups"] {
                for who in properties.get(list_name).map(Node::alone).unwrap_or_default() {
                    self.attach(list_name, who, policy.clone(), &part, open);
                }
            }
        } else {
            self.keep(&logical, kind, properties, &part, open);
        }
        object(vec![("Ref", text(&logical, &part))], part)
    }

    /// A property as CloudFormation has it.
    fn property(&mut self, member: Member, name_key: &str, properties: &mut Vec<Member>) {
        let Member { key, key_span, mut value } = member;
        let Some((_, name)) = PROPERTIES.iter().find(|(other, _)| *other == key) else {
            if value
                .members()
                .iter()
                .chain(value.items().iter().flat_map(Node::members))
                .any(|member| search::has(&member.key, "olicy"))
            {
                self.leave(value.span);
            }
            return;
        };
        let name = if name.is_empty() { name_key } else { name };
        let part = value.span.clone();
        match name {
            "PolicyDocument" if key == "statements" => {
                let mut statements = Vec::new();
                for node in value.alone().to_vec() {
                    statements.push(if node.members().is_empty() { node } else { self.statement(node) });
                }
                value = document(statements, part);
            }
            "AssumeRolePolicyDocument" if key == "assumedBy" => {
                if value.members().is_empty() {
                    self.leave(part);
                    return;
                }
                let statement = object(
                    vec![
                        ("Effect", text("Allow", &part)),
                        ("Action", text("sts:AssumeRole", &part)),
                        ("Principal", value),
                    ],
                    part.clone(),
                );
                value = document(vec![statement], part);
            }
            "PolicyDocument" | "AssumeRolePolicyDocument" if is_open(&value) => self.leave(part),
            // Documents by their names.
            "Policies" if !value.members().is_empty() => {
                let mut all = Vec::new();
                if let Value::Object(members) = value.value {
                    for member in members {
                        if is_open(&member.value) {
                            self.leave(member.value.span.clone());
                        }
                        let named =
                            vec![("PolicyName", text(&member.key, &member.key_span)), ("PolicyDocument", member.value)];
                        all.push(object(named, member.key_span));
                    }
                }
                value = list(all, &part);
            }
            "Policies" => {
                for node in value.alone() {
                    let document = node.get("PolicyDocument").or_else(|| node.get("policy"));
                    if document.is_none_or(is_open) {
                        self.leave(node.span.clone());
                    }
                }
            }
            "ManagedPolicyArns" if value.text().is_some() => value = list(vec![value], &part),
            "Roles" | "Users" | "Groups" if reference(&value).is_some() => value = list(vec![value], &part),
            "RoleName" | "UserName" | "GroupName" | "PolicyName" | "ManagedPolicyName" if value.text().is_none() => {
                return
            }
            _ => {}
        }
        properties.push(Member { key: name.into(), key_span, value });
    }
}
