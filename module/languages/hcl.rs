//! Reads Terraform's language, HCL: resources as `terraform show -json` prints them, with the policies of
//! `aws_iam_policy_document` in AWS's form.
//!
//! Syntax: <https://developer.hashicorp.com/terraform/language/syntax/configuration>. What names stand for:
//! <https://developer.hashicorp.com/terraform/language/expressions/references>

use crate::expression::{document, object, perhaps, ExpressionReader, Name};
use crate::prelude::*;
use crate::token::{group, length, span, tokens, Token, TokenKind};
use crate::{hole, search, Member, Node, Reading, Span, Value, OPEN};

/// Whether a text looks like it.
pub(crate) fn is(text: &str, lines: &[&str]) -> bool {
    const BEGIN: [&str; 8] = [
        "resource \"",
        "data \"aws_",
        "module \"",
        "variable \"",
        "locals {",
        "statement {",
        "inline_policy {",
        "dynamic \"",
    ];
    // A line of JSON begins with a sign.
    let begins = |line: &str| {
        line.starts_with(|c: char| c.is_ascii_lowercase()) && BEGIN.iter().any(|mark| line.starts_with(mark))
    };
    let encodes = |line: &str| search::cut(line, "jsonencode(").is_some_and(|(before, _)| before.contains('='));
    lines.iter().any(|line| begins(search::unindented(line)))
        || search::has(text, "jsonencode(") && lines.iter().any(|line| encodes(line))
}

/// A part of a file or of a block.
enum BodyItem<'t> {
    /// `key = value`
    Attribute(&'t Token, &'t [Token]),
    /// `kind "label" { … }`: the kind, the labels, what is inside, and all of it.
    Block(&'t Token, &'t [Token], &'t [Token], &'t [Token]),
    Other(&'t [Token]),
}

impl BodyItem<'_> {
    fn span(&self) -> Span {
        match self {
            BodyItem::Attribute(key, value) => key.start()..span(value).end,
            BodyItem::Block(.., whole) | BodyItem::Other(whole) => span(whole),
        }
    }
}

pub(crate) fn read(text: &str) -> Reading {
    let all = tokens(text, 0..text.len(), true);
    let mut reader = ExpressionReader::new(text, &all, true);
    let items = reader.items(&all);
    for item in &items {
        reader.name(item);
    }
    reader.sort();
    let mut statements = Vec::new();
    let mut json = Vec::new();
    let mut owned = false;
    for item in &items {
        match item {
            BodyItem::Block(kind, [label, name], inside, whole) if reader.is(Some(kind), "resource") => {
                let (label, name) = (reader.label(label), reader.label(name));
                owned |= label.starts_with("aws_iam_");
                reader.resource(label, name, inside, &span(whole));
            }
            BodyItem::Block(kind, [], inside, whole) if reader.is(Some(kind), "statement") => {
                statements.push(reader.statement_block(inside, span(whole)));
                reader.cover(&span(whole));
            }
            BodyItem::Block(kind, [], inside, whole) if reader.is(Some(kind), "inline_policy") => {
                let node = reader.inline_policy(inside, span(whole));
                reader.values.push(node);
            }
            BodyItem::Block(kind, .., inside, whole) if reader.is(Some(kind), "variable") => {
                let head = span(whole).start..inside.first().map_or(span(whole).end, Token::start);
                reader.cover(&head);
                for item in reader.items(inside) {
                    match item {
                        BodyItem::Attribute(key, _) if reader.is(Some(key), "default") => {}
                        _ => reader.cover(&item.span()),
                    }
                }
            }
            BodyItem::Block(kind, .., whole) => {
                let is = ["data", "output", "provider", "terraform", "moved", "import", "removed"]
                    .contains(&reader.part(kind));
                if is {
                    reader.cover(&span(whole));
                }
            }
            BodyItem::Attribute(key, value) if reader.speaks(&item.span()) => {
                let node = reader.value(value);
                if node.text().is_none_or(is_json) {
                    let place = item.span();
                    reader.cover(&place);
                    let node = object(vec![(reader.part(key), node)], place);
                    reader.values.push(node);
                }
            }
            // JSON beside it.
            BodyItem::Other(group) if group.len() > 1 && reader.speaks(&span(group)) => {
                let node = reader.value(group);
                json.push(node);
            }
            _ => {}
        }
    }
    if !statements.is_empty() {
        let part =
            statements.first().map_or(0, |node| node.span.start)..statements.last().map_or(0, |node| node.span.end);
        reader.values.push(document(statements, part));
    }
    // Documents that nothing here is made of. Where there are resources, who knows whether they are in force.
    let mut loose = Vec::new();
    for item in &items {
        if let BodyItem::Block(kind, [label, name], inside, whole) = item {
            let is = reader.is(Some(kind), "data") && reader.label(label) == "aws_iam_policy_document";
            if is && !reader.is_taken(inside) {
                let name = reader.label(name);
                loose.extend(reader.policy_document(name, None, span(whole)).map(|node| (inside, node)));
            }
        }
    }
    for (inside, node) in loose {
        if !reader.is_taken(inside) {
            reader.values.push(if owned { perhaps(node) } else { node });
        }
    }
    let alone = reader.values.is_empty() && json.len() < 2;
    for node in json {
        // Of several nobody says whether they are one's.
        let whose = ["RoleName", "UserName", "GroupName"].iter().any(|key| node.get(key).is_some());
        reader.values.push(if alone || whose { node } else { perhaps(node) });
    }
    reader.finish()
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// What the provider itself knows, as CloudFormation calls it, which is what the core knows.
const OWN: [(&str, &str, &str); 7] = [
    ("aws_caller_identity", "account_id", "AWS::AccountId"),
    ("aws_caller_identity", "id", "AWS::AccountId"),
    ("aws_region", "name", "AWS::Region"),
    ("aws_region", "region", "AWS::Region"),
    ("aws_region", "id", "AWS::Region"),
    ("aws_partition", "partition", "AWS::Partition"),
    ("aws_partition", "id", "AWS::Partition"),
];

impl<'a> ExpressionReader<'a> {
    /// The parts of a file or block.
    fn items<'t>(&self, tokens: &'t [Token]) -> Vec<BodyItem<'t>> {
        let mut items = Vec::new();
        let mut at = 0;
        while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
            let (item, length) = self.item(rest);
            items.push(item);
            at += length.max(1);
        }
        items
    }

    fn item<'t>(&self, tokens: &'t [Token]) -> (BodyItem<'t>, usize) {
        // To the end of the line, as groups count.
        let line_from = |from: usize| {
            let mut at = from;
            while tokens.get(at).is_some_and(|token| at == from || !token.line && token.kind != TokenKind::Close) {
                at += length(tokens.get(at..).unwrap_or_default());
            }
            at.min(tokens.len())
        };
        let part = |from: usize, to: usize| tokens.get(from..to).unwrap_or_default();
        let Some(first) = tokens.first() else { return (BodyItem::Other(&[]), 0) };
        if first.kind == TokenKind::Word || first.kind == TokenKind::Quoted && self.is(tokens.get(1), "=") {
            if self.is(tokens.get(1), "=") {
                let end = line_from(2);
                return (BodyItem::Attribute(first, part(2, end)), end);
            }
            let labels = part(1, tokens.len()).iter();
            let is_label = |token: &&Token| !token.line && matches!(token.kind, TokenKind::Quoted | TokenKind::Word);
            let open = 1 + labels.take_while(is_label).count();
            if let Some((inside, length)) = group(part(open, tokens.len())).filter(|_| self.is(tokens.get(open), "{")) {
                let whole = part(0, open + length);
                return (BodyItem::Block(first, part(1, open), inside, whole), whole.len());
            }
            let end = line_from(0);
            return (BodyItem::Other(part(0, end)), end);
        }
        let end = length(tokens);
        (BodyItem::Other(part(0, end)), end)
    }

    fn label(&self, token: &Token) -> &'a str {
        self.part(token).trim_matches('"')
    }

    /// Notes what can be referred to.
    fn name(&mut self, item: &BodyItem<'_>) {
        let BodyItem::Block(kind, labels, inside, _) = item else { return };
        let labels: Vec<&str> = labels.iter().map(|label| self.label(label)).collect();
        match (self.part(kind), labels.as_slice()) {
            ("variable", [name]) => {
                for item in self.items(inside) {
                    match item {
                        BodyItem::Attribute(key, value) if self.is(Some(key), "default") => {
                            self.note(["var.", name].concat(), value);
                        }
                        _ => {}
                    }
                }
            }
            ("locals", []) => {
                for item in self.items(inside) {
                    if let BodyItem::Attribute(key, value) = item {
                        self.note(["local.", self.label(key)].concat(), value);
                    }
                }
            }
            ("resource", [kind, name]) => self.note([*kind, ".", name].concat(), inside),
            ("data", [kind, name]) => self.note(["data.", kind, ".", name].concat(), inside),
            _ => {}
        }
    }

    pub(crate) fn note(&mut self, name: String, tokens: &[Token]) {
        let start = span(tokens).start;
        let from = self.tokens.partition_point(|token| token.start() < start);
        if !tokens.is_empty() {
            self.names.push(Name { name, from: from as u32, to: (from + tokens.len()) as u32 });
        }
    }

    fn is_taken(&self, tokens: &[Token]) -> bool {
        self.taken.get(span(tokens).start) == Some(&true)
    }

    fn attribute<'t>(&self, inside: &'t [Token], name: &str) -> Option<&'t [Token]> {
        self.items(inside).into_iter().find_map(|item| match item {
            BodyItem::Attribute(key, value) if self.part(key) == name => Some(value),
            _ => None,
        })
    }

    /// Reads a resource of IAM, or of what has policies; others have no say in permissions.
    fn resource(&mut self, kind: &str, name: &str, inside: &[Token], whole: &Span) {
        const OTHERS: [&str; 4] =
            ["aws_s3_bucket_policy", "aws_kms_key", "aws_kms_key_policy", "aws_organizations_policy"];
        let begins = |heads: &[&str]| heads.iter().any(|head| kind.starts_with(head));
        if !begins(&["aws_iam_", "aws_ssoadmin_"]) && !OTHERS.contains(&kind) {
            if begins(&["aws_"]) && !begins(&["aws_vpc_endpoint", "aws_cloudformation_", "aws_organizations_"]) {
                self.cover(whole);
            }
            return;
        }
        self.cover(whole);
        let mut sure = true;
        let mut instances = vec![None];
        if let Some(count) = self.attribute(inside, "count") {
            match self.value(count).value {
                Value::Bare(count) if count == "1" => {}
                Value::Bare(count) if count == "0" => return,
                _ => sure = false,
            }
        }
        if let Some(each) = self.attribute(inside, "for_each") {
            let each = self.value(each);
            match self.instances(&each, span(inside).len()) {
                Some(found) => instances = found.into_iter().map(Some).collect(),
                None => sure = false,
            }
        }
        for each in instances {
            let index = each.as_ref().and_then(|[key, _]| key.text()).map(str::to_string);
            let outer = core::mem::replace(&mut self.each, each);
            let node = self.attributes(kind, name, index.as_deref(), inside, whole);
            self.values.push(if sure { node } else { perhaps(node) });
            self.each = outer;
        }
    }

    /// What a resource is made for: keys and values. `None` when the text does not say.
    fn instances(&mut self, each: &Node, length: usize) -> Option<Vec<[Node; 2]>> {
        let mut found = Vec::new();
        for item in each.items() {
            item.text().filter(|text| !text.contains(OPEN))?;
            found.push([item.clone(), item.clone()]);
        }
        for member in each.members() {
            let key = Node::of_text(member.key.clone(), member.key_span.clone());
            found.push([key, member.value.clone()]);
        }
        let known = matches!(each.value, Value::List(_)) || !found.is_empty();
        self.spend(found.len().checked_mul(length)?)?;
        known.then_some(found)
    }

    /// A resource as `terraform show -json` prints it.
    fn attributes(&mut self, kind: &str, name: &str, index: Option<&str>, inside: &[Token], whole: &Span) -> Node {
        let mut values: Vec<Member> = Vec::new();
        let mut inline = Vec::new();
        let place = whole.start..whole.start;
        for item in self.items(inside) {
            match item {
                BodyItem::Attribute(key, value) => {
                    let (key_span, key) = (key.span(), self.part(key));
                    if matches!(key, "count" | "for_each" | "provider" | "depends_on" | "tags" | "arn") {
                        continue;
                    }
                    let (source, mut value) = (value, self.value(value));
                    match key {
                        "policy" | "content" | "inline_policy" | "assume_role_policy"
                            if value.text().is_some_and(|text| !is_json(text)) =>
                        {
                            // What it says comes to be later.
                            if !(key == "policy" && kind.ends_with("policy")) {
                                self.leave(value.span);
                            }
                            continue;
                        }
                        "policy" | "content" | "inline_policy" | "assume_role_policy" | "managed_policy_arns" => {}
                        _ if matches!(value.value, Value::Object(_)) => {
                            value.value = Value::Text(self.hole(source));
                        }
                        _ => {}
                    }
                    if let Value::Bare(text) = &value.value {
                        value.value = Value::Text(text.clone());
                    }
                    if !matches!(value.value, Value::Null) {
                        values.push(Member { key: key.into(), key_span, value });
                    }
                }
                BodyItem::Block(key, [], inside, whole) if self.is(Some(key), "inline_policy") => {
                    inline.push(self.inline_policy(inside, span(whole)));
                }
                BodyItem::Block(.., whole) => {
                    if self.speaks(&span(whole)) || search::has(self.source(whole), "policy") {
                        self.leave(span(whole));
                    }
                }
                BodyItem::Other(part) => self.leave(span(part)),
            }
        }
        let mut push =
            |key: &str, node: Node| values.push(Member { key: key.into(), key_span: place.clone(), value: node });
        if !inline.is_empty() {
            push("inline_policy", Node { span: whole.clone(), value: Value::List(inline) });
        }
        if kind == "aws_iam_policy" {
            push("arn", Node::of_text(address(name, index), place.clone()));
        }
        let values = Node { span: whole.clone(), value: Value::Object(values) };
        let text = |text: &str| Node::of_text(text, place.clone());
        object(vec![("type", text(kind)), ("name", text(name)), ("values", values)], whole.clone())
    }

    /// `inline_policy { name, policy }` in a role.
    fn inline_policy(&mut self, inside: &[Token], part: Span) -> Node {
        let mut members = Vec::new();
        for item in self.items(inside) {
            match item {
                BodyItem::Attribute(key, value) => {
                    let value = self.value(value);
                    if self.is(Some(key), "policy") && value.text().is_some_and(|text| !is_json(text)) {
                        self.leave(value.span.clone());
                    }
                    members.push(Member { key: self.part(key).into(), key_span: key.span(), value });
                }
                _ => self.leave(item.span()),
            }
        }
        self.cover(&part);
        Node { span: part, value: Value::Object(members) }
    }

    /// What `data "aws_iam_policy_document"` makes, with the documents it takes over.
    /// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>
    fn policy_document(&mut self, name: &str, index: Option<&str>, part: Span) -> Option<Node> {
        let inside = self.named(&["data.aws_iam_policy_document.", name].concat())?;
        let outer = self.enter(inside, index);
        let (mut before, mut own, mut after) = (Vec::new(), Vec::new(), Vec::new());
        for item in self.items(inside) {
            match item {
                BodyItem::Attribute(key, value) => match self.part(key) {
                    "source_policy_documents" | "source_json" => before.extend(self.taken_over(value)),
                    "override_policy_documents" | "override_json" => after.extend(self.taken_over(value)),
                    "version" | "policy_id" | "for_each" | "count" | "provider" => {}
                    _ => self.leave(item.span()),
                },
                BodyItem::Block(key, [], inside, whole) if self.is(Some(key), "statement") => {
                    own.push(self.statement_block(inside, span(whole)));
                }
                BodyItem::Block(_, labels, _, whole) => {
                    let name: Vec<&str> = labels.iter().map(|label| self.label(label)).collect();
                    own.push(Node::of_text(hole(&["dynamic ", &name.concat()].concat()), span(whole)));
                }
                BodyItem::Other(part) => self.leave(span(part)),
            }
        }
        self.each = outer;
        let mut statements: Vec<Node> = before;
        for node in own.into_iter().chain(after) {
            // The later of two with one Sid stands.
            let sid = node.get("Sid").and_then(Node::text).unwrap_or_default();
            let same = |other: &&mut Node| !sid.is_empty() && other.get("Sid").and_then(Node::text) == Some(sid);
            match statements.iter_mut().take(200).find(same) {
                Some(other) => *other = node,
                None => statements.push(node),
            }
        }
        Some(document(statements, part))
    }

    /// The Statements of documents in a list.
    fn taken_over(&mut self, value: &[Token]) -> Vec<Node> {
        let node = self.value(value);
        let mut statements = Vec::new();
        for node in node.alone() {
            match node.get("Statement") {
                Some(all) => statements.extend(all.alone().iter().cloned()),
                None if node.text().is_some_and(is_json) => self.leave(node.span.clone()),
                None => statements.push(Node::of_text(node.text().unwrap_or(&hole("")), node.span.clone())),
            }
        }
        statements
    }

    /// A `statement` block.
    fn statement_block(&mut self, inside: &[Token], part: Span) -> Node {
        let mut members: Vec<Member> = Vec::new();
        let mut sure = true;
        for item in self.items(inside) {
            match item {
                BodyItem::Attribute(key, value) => {
                    let value = self.value(value);
                    members.push(Member { key: self.part(key).into(), key_span: key.span(), value });
                }
                BodyItem::Block(key, [], inside, whole) => {
                    let name = self.part(key);
                    let fields = self.items(inside).into_iter().map(|item| match item {
                        BodyItem::Attribute(key, value) => Some((key, value)),
                        _ => None,
                    });
                    let Some(fields) = fields.collect::<Option<Vec<_>>>() else {
                        self.leave(span(whole));
                        continue;
                    };
                    let fields = fields.into_iter().map(|(key, value)| Member {
                        key: self.part(key).into(),
                        key_span: key.span(),
                        value: self.value(value),
                    });
                    let node = Node { span: span(whole), value: Value::Object(fields.collect()) };
                    match members.iter_mut().take(16).find(|member| member.key == name) {
                        Some(Member { value: Node { value: Value::List(all), .. }, .. }) => all.push(node),
                        _ => members.push(Member {
                            key: name.into(),
                            key_span: key.span(),
                            value: Node { span: span(whole), value: Value::List(vec![node]) },
                        }),
                    }
                }
                // There may be more to it.
                BodyItem::Block(..) => sure = false,
                BodyItem::Other(part) => self.leave(span(part)),
            }
        }
        let node = self.statement(Node { span: part, value: Value::Object(members) });
        if sure {
            node
        } else {
            perhaps(node)
        }
    }

    /// Takes what is inside of a block that is made for each of several to be about one of them. Gives what was before.
    fn enter(&mut self, inside: &[Token], index: Option<&str>) -> Option<[Node; 2]> {
        let mut each = None;
        if let (Some(tokens), Some(index)) = (self.attribute(inside, "for_each"), index) {
            let node = self.value(tokens);
            let found = self.instances(&node, 0).unwrap_or_default();
            each = found.into_iter().find(|[key, _]| key.text() == Some(index));
        }
        core::mem::replace(&mut self.each, each)
    }

    /// What a name or a call stands for.
    pub(crate) fn hcl_path(&mut self, all: &[Token]) -> Node {
        let mut names: Vec<&str> = Vec::new();
        let mut index: Option<String> = None;
        let mut at = 0;
        while let Some(token) = all.get(at) {
            let rest = all.get(at..).unwrap_or_default();
            match (token.kind, group(rest)) {
                (TokenKind::Word, _) if at == 0 => names.push(self.part(token)),
                (TokenKind::Sign, _)
                    if self.is(Some(token), ".") && rest.get(1).is_some_and(|next| next.kind == TokenKind::Word) =>
                {
                    names.extend(rest.get(1).map(|next| self.part(next)));
                    at += 1;
                }
                (TokenKind::Open, Some((inside, length))) if self.is(Some(token), "[") => {
                    match self.value(inside).value {
                        Value::Text(text) | Value::Bare(text) if index.is_none() => index = Some(text),
                        _ => return self.unknown(all),
                    }
                    at += length - 1;
                }
                (TokenKind::Open, Some((inside, length))) if at == 1 && length + 1 == all.len() => {
                    return self.function(names.first().copied().unwrap_or_default(), inside, all);
                }
                _ => return self.unknown(all),
            }
            at += 1;
        }
        let part = span(all);
        let text = |text: String| Node::of_text(text, part.clone());
        let found = match names.as_slice() {
            [kind @ ("var" | "local"), name, rest @ ..] => match self.named(&[*kind, ".", name].concat()) {
                Some(tokens) => {
                    let outer = self.each.take();
                    let node = self.value(tokens);
                    self.each = outer;
                    pick(node, rest.iter().copied().chain(index.as_deref()))
                }
                None => None,
            },
            ["each", which @ ("key" | "value"), rest @ ..] => {
                let at = usize::from(*which == "value");
                let node = self.each.as_ref().and_then(|each| each.get(at));
                let length = node.map_or(0, |node| node.span.len());
                let node = node.cloned().filter(|_| self.spend(length).is_some());
                node.and_then(|node| pick(node, rest.iter().copied().chain(index.as_deref())))
            }
            ["data", "aws_iam_policy_document", name, "json" | "minified_json"] => {
                let node = self.policy_document(name, index.as_deref(), part.clone());
                let at = self
                    .find(&["data.aws_iam_policy_document.", name].concat())
                    .and_then(|found| self.tokens.get(found.from as usize));
                at.map(Token::start).into_iter().for_each(|at| self.take(at));
                node
            }
            ["data", kind, name, attribute] => {
                match OWN.iter().find(|(other, key, _)| other == kind && key == attribute) {
                    Some((.., own)) => Some(text(hole(own))),
                    None => self.attribute_of("data.", kind, name, attribute, index.as_deref()).map(text),
                }
            }
            // Terraform puts the policy of a resource into what it prints of it.
            [kind, name, "policy"] => match self.named(&[*kind, ".", name].concat()) {
                Some(inside) => self.attribute(inside, "policy").map(|tokens| self.value(tokens)),
                None => None,
            },
            [kind, name, attribute] => self.attribute_of("", kind, name, attribute, index.as_deref()).map(text),
            _ => None,
        };
        match found {
            Some(node) => Node { span: if matches!(node.value, Value::Object(_)) { node.span } else { part }, ..node },
            None => self.unknown(all),
        }
    }

    /// What a block that the text shows says of itself.
    fn attribute_of(
        &mut self,
        head: &str,
        kind: &str,
        name: &str,
        attribute: &str,
        index: Option<&str>,
    ) -> Option<String> {
        let whose = [head, kind, ".", name].concat();
        let is_principal = matches!(kind, "aws_iam_role" | "aws_iam_user" | "aws_iam_group");
        let Some(inside) = self.named(&whose) else {
            // By whatever it is called, it is the same one.
            return (is_principal && matches!(attribute, "name" | "id")).then(|| hole(&whose));
        };
        if kind == "aws_iam_policy" && head.is_empty() && matches!(attribute, "arn" | "id") {
            return Some(address(name, index.filter(|_| self.attribute(inside, "for_each").is_some())));
        }
        let key = match (kind, attribute) {
            ("aws_s3_bucket", "id" | "arn" | "bucket") => "bucket",
            (_, "name" | "id" | "arn") if is_principal => "name",
            _ => attribute,
        };
        let outer = self.enter(inside, index);
        let given = self.attribute(inside, key).map(|tokens| (tokens, self.value(tokens)));
        let path = self.attribute(inside, "path").map(|tokens| self.value(tokens));
        self.each = outer;
        let given = match given {
            Some((_, Node { value: Value::Text(text), .. })) => text,
            Some((tokens, _)) => self.hole(tokens),
            None if is_principal && head.is_empty() => name.to_string(),
            None => return None,
        };
        Some(match (kind, attribute) {
            ("aws_s3_bucket", "arn") => ["arn:", &hole("AWS::Partition"), ":s3:::", &given].concat(),
            (_, "arn") if is_principal => {
                let who = kind.rsplit('_').next().unwrap_or_default();
                let path = path.as_ref().map_or("/", |path| path.text().unwrap_or("/*/"));
                let account = hole("AWS::AccountId");
                ["arn:", &hole("AWS::Partition"), ":iam::", &account, ":", who, path, &given].concat()
            }
            _ => given,
        })
    }

    /// <https://developer.hashicorp.com/terraform/language/functions>
    fn function(&mut self, name: &str, inside: &[Token], all: &[Token]) -> Node {
        let part = span(all);
        let arguments = self.split(inside, false);
        let first = arguments.first().copied().unwrap_or_default();
        match name {
            "jsonencode" | "jsondecode" | "toset" | "tolist" | "sort" | "distinct" | "compact" | "sensitive"
            | "nonsensitive" | "tostring" | "trimspace" => {
                let node = self.value(first);
                // What is encoded is a text, and what is not known of it is all of it.
                if name == "jsonencode" && node.text().is_some() {
                    return self.unknown(all);
                }
                node
            }
            "concat" | "flatten" => {
                let mut items = Vec::new();
                for argument in arguments {
                    let node = self.value(argument);
                    let nested = name == "flatten";
                    for node in if nested { node.alone() } else { core::slice::from_ref(&node) } {
                        items.extend(node.alone().iter().cloned());
                    }
                }
                Node { span: part, value: Value::List(items) }
            }
            "merge" => {
                let mut members: Vec<Member> = Vec::new();
                for argument in arguments {
                    match self.value(argument).value {
                        Value::Object(all) if all.len() < 64 => {
                            members.retain(|member| all.iter().all(|other| other.key != member.key));
                            members.extend(all);
                        }
                        _ => members.push(self.anything(argument)),
                    }
                }
                Node { span: part, value: Value::Object(members) }
            }
            "join" => {
                let [separator, list] = arguments.as_slice() else { return self.unknown(all) };
                let (separator, list) = (self.value(separator), self.value(list));
                let items: Option<Vec<&str>> = list.items().iter().map(Node::text).collect();
                match (separator.text(), items, &list.value) {
                    (Some(separator), Some(items), Value::List(_)) => Node::of_text(items.join(separator), part),
                    _ => self.unknown(all),
                }
            }
            "format" => {
                let mut rest = arguments.into_iter();
                let Some(pattern) = rest.next().map(|first| self.value(first)) else { return self.unknown(all) };
                let mut text = String::new();
                let mut left = pattern.text().unwrap_or("%s");
                while let Some((piece, after)) = search::cut(left, "%s") {
                    text.push_str(piece);
                    left = after;
                    match rest.next().map(|argument| (argument, self.value(argument))) {
                        Some((_, Node { value: Value::Text(given) | Value::Bare(given), .. })) => text.push_str(&given),
                        Some((argument, _)) => text.push_str(&self.hole(argument)),
                        None => text.push_str(&hole("format")),
                    }
                }
                text.push_str(left);
                // `%d` and the like.
                if text.contains('%') {
                    return self.unknown(all);
                }
                Node::of_text(text, part)
            }
            _ => self.unknown(all),
        }
    }
}

/// What the core calls a policy that a resource makes, for its attachments.
fn address(name: &str, index: Option<&str>) -> String {
    match index {
        Some(index) => ["policy/", name, "[", index, "]"].concat(),
        None => ["policy/", name].concat(),
    }
}

/// The value under some names, one in another.
fn pick<'n>(node: Node, names: impl Iterator<Item = &'n str>) -> Option<Node> {
    let mut node = node;
    for name in names {
        let found = match node.value {
            Value::Object(members) => members.into_iter().find(|member| member.key == name)?.value,
            Value::List(items) => items.into_iter().nth(name.parse().ok()?)?,
            _ => return None,
        };
        node = found;
    }
    Some(node)
}
