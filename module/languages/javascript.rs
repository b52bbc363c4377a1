//! Reads JavaScript and TypeScript: object literals, names and calls. What CDK, Pulumi and SST make of them is in
//! `constructs`.
//!
//! It does not parse the whole language. It looks for known constructs, calls and literals anywhere in the text, and
//! replaces a name that has exactly one value. Code in a condition or a loop may or may not run.

mod constructs;

use crate::expression::{document, object, perhaps, ExpressionReader, Name, UNKNOWN};
use crate::prelude::*;
use crate::token::{group, length, span, tokens, Token, TokenKind};
use crate::{hole, search, Member, Node, Reading, Span, Value, OPEN};

/// Whether a text looks like it.
pub(crate) fn is(text: &str, lines: &[&str]) -> bool {
    const HOLD: [&str; 10] = [
        "PolicyStatement({",
        "PolicyDocument({",
        "JSON.stringify({",
        "addToPolicy(",
        "addToRolePolicy(",
        "addToPrincipalPolicy(",
        "new aws.",
        "new iam.",
        "new sst.",
        "module.exports",
    ];
    const DECLARE: [&str; 5] = ["const ", "let ", "var ", "export const ", "export default "];
    let declares = |line: &str| {
        let rest = DECLARE.iter().find_map(|head| line.strip_prefix(head));
        rest.is_some_and(|rest| rest.contains('=') || rest.ends_with('{') || rest.ends_with('('))
            || line.starts_with("new ") && line.contains('(')
            || line.starts_with("import ") && (search::has(line, " from '") || search::has(line, " from \""))
    };
    let mut holds = false;
    for line in lines {
        // What YAML begins with, which may hold code.
        let name = line.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if name > 0 && line.get(name..).is_some_and(|rest| rest == ":" || rest.starts_with(": ")) {
            return false;
        }
        // Most lines of JSON have none of these signs.
        let may_hold = line.bytes().any(|byte| byte == b'(' || byte == b'.');
        holds |= name > 0 && declares(line) || may_hold && HOLD.iter().any(|mark| search::has(line, mark));
    }
    holds || is_literal(text)
}

/// An object whose names have no quotes.
fn is_literal(text: &str) -> bool {
    let first = text
        .trim_start()
        .strip_prefix(['{', '['])
        .unwrap_or_default()
        .trim_start_matches(['{', '[', ' ', '\n', '\r', '\t']);
    let name = first.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    name > 0 && first.get(name..).is_some_and(|rest| rest.starts_with(':'))
}

/// What calls make something grow that a name stands for.
const CHANGE: [&str; 14] = [
    "push",
    "unshift",
    "splice",
    "pop",
    "shift",
    "fill",
    "addActions",
    "addResources",
    "addNotActions",
    "addNotResources",
    "addCondition",
    "addConditions",
    "addPrincipals",
    "addStatements",
];

pub(crate) fn read(text: &str) -> Reading {
    let all = tokens(text, 0..text.len(), false);
    let mut reader = ExpressionReader::new(text, &all, false);
    reader.declare();
    reader.sort();
    reader.walk();
    reader.loose();
    reader.finish()
}

/// A node that is text.
fn text(text: &str, part: &Span) -> Node {
    Node::of_text(text, part.clone())
}

/// What the setup itself is: account, region and partition.
fn setup(part: &Span) -> Node {
    let own = |name| text(&hole(name), part);
    let (account, region, partition) = (own("AWS::AccountId"), own("AWS::Region"), own("AWS::Partition"));
    let all = vec![
        ("account", account.clone()),
        ("accountId", account),
        ("region", region.clone()),
        ("name", region.clone()),
        ("id", region),
        ("partition", partition),
    ];
    object(all, part.clone())
}

fn bucket(name: &str, part: &Span) -> Node {
    let arn = ["arn:", &hole("AWS::Partition"), ":s3:::", name].concat();
    let all = [("bucketName", name), ("bucket", name), ("id", name), ("bucketArn", &arn), ("arn", &arn)];
    object(all.into_iter().map(|(key, value)| (key, text(value, part))).collect(), part.clone())
}

fn list(items: Vec<Node>, part: &Span) -> Node {
    Node { span: part.clone(), value: Value::List(items) }
}

/// The name in `{Ref: name}`.
fn reference(node: &Node) -> Option<&str> {
    match node.members() {
        [only] if only.key == "Ref" => only.value.text(),
        _ => None,
    }
}

/// Whether it is a text that the source does not give.
fn is_open(node: &Node) -> bool {
    node.text().is_some_and(|text| !text.trim_start().starts_with(['{', '[']))
}

impl<'a> ExpressionReader<'a> {
    fn at(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn from(&self, at: usize) -> &'a [Token] {
        self.tokens.get(at..).unwrap_or_default()
    }

    fn word(&self, at: usize) -> &'a str {
        self.at(at).filter(|token| token.kind == TokenKind::Word).map_or("", |token| self.part(token))
    }

    fn sign(&self, at: usize) -> &'a str {
        self.at(at).filter(|token| token.kind != TokenKind::Quoted).map_or("", |token| self.part(token))
    }

    fn lose(&mut self, name: &str) {
        self.names.push(Name { name: name.into(), from: UNKNOWN, to: UNKNOWN });
    }

    /// Where the expression ends that begins at a place: at `,`, `;` or a bracket, or with its line when the next begins
    /// something else.
    fn end(&self, from: usize) -> usize {
        let (mut at, mut most) = (from, 256);
        while let Some(token) = self.at(at) {
            // Longer than anybody follows, or assigned in turn.
            most -= 1;
            if most == 0 || self.sign(at) == "=" {
                return self.tokens.len();
            }
            let before = if at > from { self.at(at - 1) } else { None };
            let goes_on = before.is_none_or(|before| before.kind == TokenKind::Sign && self.part(before) != "!");
            let begins = token.line
                && !goes_on
                && (matches!(token.kind, TokenKind::Word | TokenKind::Quoted)
                    || self.is(Some(token), "{")
                    || self.is(Some(token), "@"))
                && !matches!(self.part(token), "as" | "satisfies" | "in" | "instanceof");
            if token.kind == TokenKind::Close || begins || matches!(self.sign(at), "," | ";") {
                break;
            }
            at += length(self.from(at));
        }
        at
    }

    /// Notes what names stand for, and of which nobody knows.
    fn declare(&mut self) {
        for at in 0..self.tokens.len() {
            match self.word(at) {
                "const" | "let" | "var" => {
                    let name = self.word(at + 1);
                    let mut is = at + 2;
                    // Past its type.
                    if self.sign(is) == ":" {
                        let most = is + 64;
                        while is < most && !matches!(self.sign(is), "=" | ";" | "" | ")") {
                            is += length(self.from(is));
                        }
                    }
                    let named = span(self.tokens.get(at..is).unwrap_or_default());
                    self.cover(&named);
                    if name.is_empty() {
                        self.lose_all(at + 1);
                    } else if self.sign(is) == "=" {
                        let end = self.end(is + 1);
                        self.names.push(Name { name: name.into(), from: is as u32 + 1, to: end as u32 });
                    } else {
                        self.lose(name);
                    }
                }
                "assign" if self.sign(at + 1) == "(" => self.lose(self.word(at + 2)),
                "delete" => self.lose(self.word(at + 1)),
                // Types.
                "PolicyStatement" | "PolicyDocument" | "ManagedPolicy" if !matches!(self.sign(at + 1), "(" | ".") => {
                    let part = span(self.tokens.get(at..=at).unwrap_or_default());
                    self.cover(&part);
                }
                name if CHANGE.contains(&name) && self.sign(at + 1) == "(" && at > 0 => {
                    let names = self.before(at - 1);
                    self.lose_path(&names);
                }
                name if !name.is_empty() && self.sign(at + 1) == "=>" => self.lose(name),
                _ => {}
            }
            match self.sign(at) {
                "=" | "+=" | "??" if at > 0 => self.assigned(at),
                "(" => self.parameters(at),
                _ => {}
            }
        }
    }

    /// Names of a group of parameters, or of a pattern.
    fn lose_all(&mut self, at: usize) {
        let Some((inside, _)) = group(self.from(at)) else { return };
        for token in inside.iter().filter(|token| token.kind == TokenKind::Word) {
            let name = self.part(token);
            self.lose(name);
        }
    }

    fn parameters(&mut self, at: usize) {
        let after = at + length(self.from(at));
        let is_call = at == 0 || self.word(at - 1).is_empty();
        let is = match self.sign(after) {
            "=>" => true,
            "{" | ":" => !is_call && !matches!(self.word(at - 1), "if" | "for" | "while" | "switch" | "with"),
            _ => false,
        };
        // Parameters are few; anything longer is the arguments of a call.
        if is && after - at < 200 {
            self.lose_all(at);
        }
    }

    fn assigned(&mut self, at: usize) {
        let names = self.before(at);
        let plain = self.sign(at) == "=";
        let (Some(first), true) = (names.first().copied(), self.sign(at) != "??") else { return };
        let start = at - (2 * names.len() - 1).min(at);
        let declared =
            start > 0 && (matches!(self.word(start - 1), "const" | "let" | "var") || self.sign(start - 1) == ":");
        if declared && names.len() == 1 {
            return;
        }
        let (from, to) = (at as u32 + 1, self.end(at + 1) as u32);
        match names.as_slice() {
            [name] if plain => {
                self.names.push(Name { name: (*name).into(), from, to });
                self.names.push(Name { name: ["this.", name].concat(), from, to });
            }
            ["this", name] if plain => self.names.push(Name { name: ["this.", name].concat(), from, to }),
            _ => {
                let _ = first;
                self.lose_path(&names);
            }
        }
    }

    fn lose_path(&mut self, names: &[&str]) {
        match names {
            ["this", name, ..] => self.lose(&["this.", name].concat()),
            [name, ..] => self.lose(name),
            [] => {}
        }
    }

    /// The names with dots between them that end before a place. None when it is something else.
    fn before(&self, at: usize) -> Vec<&'a str> {
        let mut names = Vec::new();
        let mut at = at;
        while at > 0 && names.len() < 16 {
            if self.sign(at - 1) == "!" {
                at -= 1;
                continue;
            }
            let name = self.word(at - 1);
            if name.is_empty() {
                return Vec::new();
            }
            names.push(name);
            if at < 2 || !matches!(self.sign(at - 2), "." | "?.") {
                break;
            }
            at -= 2;
        }
        names.reverse();
        names
    }

    /// Makes what constructs and calls make.
    fn walk(&mut self) {
        let (mut at, mut open) = (0, 0);
        while at < self.tokens.len() {
            let word = self.word(at);
            match word {
                "if" | "for" | "while" | "switch" | "else" | "case" | "catch" => {
                    let mut inside = at + 1;
                    if self.sign(inside) == "(" {
                        inside += length(self.from(inside));
                    }
                    let is_block = self.sign(inside) == "{";
                    let end = if is_block { inside + length(self.from(inside)) } else { self.end(inside) };
                    open = open.max(end);
                }
                // Names of classes are no policies.
                "import" => {
                    let end = self.end(at + 1);
                    self.cover(&span(self.tokens.get(at..end).unwrap_or_default()));
                }
                "new" => {
                    if let Some(end) = self.constructed(at, at < open) {
                        at = end;
                        continue;
                    }
                }
                "" => {}
                _ if self.sign(at + 1) == "(" && at > 1 && matches!(self.sign(at - 1), "." | "?.") => {
                    if let Some(end) = self.called(at, at < open) {
                        at = end;
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Documents and Statements that nothing here is made of.
    fn loose(&mut self) {
        let mut found: Vec<(usize, Node)> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let rest = self.from(at);
            let end = at + length(rest);
            let start = rest.first().map_or(0, Token::start);
            let done = self.taken.get(start) == Some(&true);
            let whole = rest.get(..end - at).unwrap_or_default();
            let node = match (self.sign(at), group(rest)) {
                _ if done => None,
                ("[", Some((inside, _))) => {
                    let first = inside.first().map_or(0, Token::start);
                    let is = self.is_statement(inside) && self.taken.get(first) != Some(&true);
                    is.then(|| document(self.statements(whole), span(whole)))
                }
                ("{", Some((inside, _))) => self.literal(inside, whole),
                ("new", _) => match self.made_here(at) {
                    Some((names, _, end)) if matches!(names.last(), Some(&("PolicyStatement" | "PolicyDocument"))) => {
                        self.loose_call(self.tokens.get(at..end).unwrap_or_default())
                    }
                    _ => None,
                },
                ("getPolicyDocument" | "getPolicyDocumentOutput", _) => {
                    let end = at + 1 + length(self.from(at + 1));
                    self.loose_call(self.tokens.get(at..end).unwrap_or_default())
                }
                _ if rest.first().is_some_and(|first| first.kind == TokenKind::Quoted) => {
                    let source = self.source(whole).get(1..).unwrap_or_default();
                    let is = source.trim_start().starts_with('{') && self.speaks(&span(whole));
                    is.then(|| self.value(whole))
                }
                _ => None,
            };
            if let Some(node) = node {
                // With the name it has.
                let named = at >= 2 && matches!(self.sign(at - 1), ":" | "=");
                let from = self.at(if named { at - 2 } else { at }).map_or(node.span.start, Token::start);
                self.cover(&(from..node.span.end));
                let after = self.tokens.partition_point(|token| token.start() < node.span.end);
                found.push((start, node));
                at = after.max(at + 1);
            } else {
                at += 1;
            }
        }
        found.retain(|(start, _)| self.followed.get(*start) != Some(&true));
        // Of several nobody says whether they are one's.
        let sure = found.len() < 2 && self.values.is_empty();
        for (_, node) in found {
            let whose = ["RoleName", "UserName", "GroupName", "Resources"].iter().any(|key| node.get(key).is_some());
            self.values.push(if sure || whose { node } else { perhaps(node) });
        }
    }

    /// A Statement or document that a call makes.
    fn loose_call(&mut self, all: &[Token]) -> Option<Node> {
        let node = self.value(all);
        self.cover(&span(all));
        if node.get("Effect").is_some() {
            return Some(document(vec![node], span(all)));
        }
        Some(node).filter(|node| !node.members().is_empty())
    }

    /// Whether a list begins with a Statement.
    fn is_statement(&self, inside: &[Token]) -> bool {
        match inside.first().map(|first| self.part(first)) {
            Some("new") => inside.iter().take(8).any(|token| self.is(Some(token), "PolicyStatement")),
            Some("{") => group(inside).is_some_and(|(inside, _)| {
                let has = |name| self.has(inside, name);
                has("Effect") || has("actions") && has("resources")
            }),
            _ => false,
        }
    }

    /// Whether an object has a name.
    fn has(&self, inside: &[Token], name: &str) -> bool {
        let mut at = 0;
        while let Some(token) = inside.get(at) {
            let is_key = at == 0 || self.is(inside.get(at - 1), ",");
            if is_key && self.part(token).trim_matches(['\'', '"']) == name {
                return true;
            }
            at += length(inside.get(at..).unwrap_or_default());
        }
        false
    }

    /// An object that is, or holds, a policy as AWS has it.
    fn literal(&mut self, inside: &[Token], all: &[Token]) -> Option<Node> {
        let part = span(all);
        if !self.speaks(&part) {
            return None;
        }
        let has = |name| self.has(inside, name);
        let alone = has("Effect");
        let whole = ["Statement", "Effect", "PolicyDocument", "AssumeRolePolicyDocument", "Resources", "PolicyArn"];
        if whole.into_iter().any(has) {
            let node = self.value(all);
            for member in node.members().iter().filter(|member| member.key.ends_with("Document")) {
                if is_open(&member.value) {
                    self.leave(member.value.span.clone());
                }
            }
            if let (Some(arn), None) = (node.get("PolicyArn").cloned(), node.get("PolicyDocument")) {
                let mut node = node;
                let place = arn.span.clone();
                let attached = object(vec![("PolicyArn", arn)], place.clone());
                if let Value::Object(members) = &mut node.value {
                    members.push(Member {
                        key: "AttachedPolicies".into(),
                        key_span: place.clone(),
                        value: list(vec![attached], &place),
                    });
                }
                return Some(node);
            }
            return Some(if alone { document(vec![node], part) } else { node });
        }
        if has("actions") && has("resources") {
            let node = self.value(all);
            return Some(document(vec![self.statement(node)], part));
        }
        None
    }

    /// What names and calls stand for.
    pub(crate) fn js_path(&mut self, all: &[Token]) -> Node {
        let mut at = usize::from(self.is(all.first(), "await"));
        let is_new = self.is(all.get(at), "new");
        at += usize::from(is_new);
        let mut names: Vec<&str> = Vec::new();
        let mut node: Option<Node> = None;
        let part = span(all);
        while let Some(token) = all.get(at) {
            let rest = all.get(at..).unwrap_or_default();
            let mut taken = 1;
            match (token.kind, group(rest)) {
                (TokenKind::Word, _) if names.is_empty() && node.is_none() => names.push(self.part(token)),
                (TokenKind::Sign, _) if matches!(self.part(token), "." | "?.") => {
                    let name = rest.get(1).filter(|next| next.kind == TokenKind::Word).map(|next| self.part(next));
                    let Some(name) = name else { return self.unknown(all) };
                    taken = 2;
                    if let Some(value) = node.take() {
                        let call = group(rest.get(2..).unwrap_or_default()).filter(|_| self.is(rest.get(2), "("));
                        taken += call.map_or(0, |(_, length)| length);
                        let Some(found) = self.member(value, name, call.map(|(inside, _)| inside)) else {
                            return self.unknown(all);
                        };
                        node = Some(found);
                    } else {
                        names.push(name);
                    }
                }
                (TokenKind::Sign, _) if self.is(Some(token), "!") => {}
                (TokenKind::Open, Some((inside, length))) if self.is(Some(token), "(") && node.is_none() => {
                    taken = length;
                    let call = all.get(..at + length).unwrap_or_default();
                    let whose = match names.split_last() {
                        Some((last, whose)) if !whose.is_empty() && !is_new => {
                            self.stands_for(whose, &part).and_then(|value| self.member(value, last, Some(inside)))
                        }
                        _ => None,
                    };
                    node = Some(whose.unwrap_or_else(|| self.call(&names, inside, call, is_new)));
                }
                (TokenKind::Open, Some((inside, length))) if self.is(Some(token), "[") => {
                    taken = length;
                    let value = node.take().or_else(|| self.stands_for(&names, &part));
                    let key = self.value(inside);
                    let found = match (value, key.value) {
                        (Some(value), Value::Text(key) | Value::Bare(key)) => self.member(value, &key, None),
                        _ => None,
                    };
                    let Some(found) = found else { return self.unknown(all) };
                    node = Some(found);
                }
                (TokenKind::Quoted, _)
                    if names.last().is_some_and(|name| name.ends_with("interpolate")) && node.is_none() =>
                {
                    node = Some(self.quoted(token));
                }
                _ => return self.unknown(all),
            }
            at += taken;
        }
        let node = node.or_else(|| self.stands_for(&names, &part));
        node.unwrap_or_else(|| self.unknown(all))
    }

    /// What names with dots between them stand for.
    fn stands_for(&mut self, names: &[&str], part: &Span) -> Option<Node> {
        match names {
            [.., "Effect", "ALLOW"] => return Some(text("Allow", part)),
            [.., "Effect", "DENY"] => return Some(text("Deny", part)),
            [.., "Aws", "ACCOUNT_ID"] => return Some(text(&hole("AWS::AccountId"), part)),
            [.., "Aws", "REGION"] => return Some(text(&hole("AWS::Region"), part)),
            [.., "Aws", "PARTITION"] => return Some(text(&hole("AWS::Partition"), part)),
            _ => {}
        }
        let (name, rest) = match names {
            ["this", name, rest @ ..] => (["this.", name].concat(), rest),
            [name, rest @ ..] => (name.to_string(), rest),
            [] => return None,
        };
        if let Some((_, bound)) = self.bound.iter().rev().find(|(bound, _)| *bound == name) {
            let length = bound.span.len();
            let mut node = bound.clone();
            self.spend(length)?;
            for name in rest {
                node = self.member(node, name, None)?;
            }
            return Some(node);
        }
        if self.find(&name).is_none() {
            return match names {
                ["this" | "stack", key @ ("account" | "region" | "partition")] => setup(part).get(key).cloned(),
                _ => None,
            };
        }
        let tokens = self.named(&name)?;
        let mut node = self.value(tokens);
        for name in rest {
            node = self.member(node, name, None)?;
        }
        Some(node)
    }

    /// A property of a value, or what a method makes of it.
    fn member(&mut self, node: Node, name: &str, call: Option<&[Token]>) -> Option<Node> {
        let part = node.span.clone();
        if let Some(logical) = reference(&node) {
            let same =
                ["roleName", "userName", "groupName", "name", "id", "arn", "ref", "roleArn", "userArn", "groupArn"];
            let policy = ["managedPolicyArn", "attrArn", "attrPolicyArn", "attrId"];
            let _ = logical;
            return Some(node).filter(|_| call.is_none() && (same.contains(&name) || policy.contains(&name)));
        }
        if let Some(inside) = call {
            let source = self.source(inside);
            if node.get("Statement").is_some() && name == "toJSON" {
                return Some(node);
            }
            if matches!(name, "then" | "apply") && self.bound.len() < 8 {
                // `x => …` or `(x) => …`
                let at = length(inside);
                let body = inside.get(at + 1..).filter(|_| self.is(inside.get(at), "=>"))?;
                let name = inside.iter().find(|token| token.kind == TokenKind::Word).map(|token| self.part(token))?;
                if self.is(body.first(), "{") {
                    return None;
                }
                self.spend(source.len())?;
                self.bound.push((name.into(), node));
                let value = self.value(body);
                self.bound.pop();
                return Some(value);
            }
            if name == "arnForObjects" {
                let arn = node.get("bucketArn").and_then(Node::text)?.to_string();
                let inside = self.value(inside);
                let key = inside.text().map_or_else(|| hole(source), str::to_string);
                return Some(text(&[&arn, "/", &key].concat(), &part));
            }
            return None;
        }
        if node.get("Statement").is_some() && matches!(name, "json" | "minifiedJson") {
            return Some(node);
        }
        match node.value {
            Value::Object(members) => members.into_iter().find(|member| member.key == name).map(|member| member.value),
            Value::List(items) => items.into_iter().nth(name.parse().ok()?),
            _ => None,
        }
    }

    /// A call, or `new`.
    fn call(&mut self, names: &[&str], inside: &[Token], all: &[Token], is_new: bool) -> Node {
        let part = span(all);
        let arguments = self.split(inside, false);
        let first = arguments.first().copied().unwrap_or_default();
        let third = arguments.get(2).copied().unwrap_or_default();
        let last = names.last().copied().unwrap_or_default();
        let start = all.iter().find(|token| self.is(Some(token), if is_new { "new" } else { last }));
        start.map(Token::start).into_iter().for_each(|at| self.take(at));
        match last {
            "PolicyStatement" if is_new => {
                let node = self.value(first);
                if node.members().is_empty() {
                    return self.unknown(all);
                }
                let mut node = self.statement(node);
                let has = |keys: [&str; 2]| keys.iter().any(|key| node.get(key).is_some());
                // The rest may be added later.
                if !has(["Action", "NotAction"]) || !has(["Resource", "NotResource"]) && node.get("Principal").is_none()
                {
                    let more = self.anything(all);
                    if let Value::Object(members) = &mut node.value {
                        members.push(more);
                    }
                }
                node
            }
            "assumeRolePolicyForPrincipal" => {
                let principal = self.value(first);
                let (effect, action) = (text("Allow", &part), text("sts:AssumeRole", &part));
                let statement =
                    object(vec![("Effect", effect), ("Action", action), ("Principal", principal)], part.clone());
                document(vec![statement], part)
            }
            "PolicyDocument" | "getPolicyDocument" | "getPolicyDocumentOutput" => {
                let given = self.value(first);
                let mut statements = Vec::new();
                for member in given.members() {
                    match member.key.as_str() {
                        "statements" | "Statement" => {
                            for node in member.value.alone().to_vec() {
                                statements.push(if node.members().is_empty() { node } else { self.statement(node) });
                            }
                        }
                        "version" | "policyId" | "assignSids" | "minimize" | "Version" => {}
                        _ => statements.push(text(&hole(&member.key), &member.value.span)),
                    }
                }
                if given.members().is_empty() {
                    return self.unknown(all);
                }
                document(statements, part)
            }
            "fromJson" | "stringify" | "jsonStringify" | "output" => self.value(first),
            "concat" if names.len() == 2 => {
                let mut joined = String::new();
                for argument in arguments {
                    match self.value(argument).value {
                        Value::Text(part) | Value::Bare(part) => joined.push_str(&part),
                        _ => joined.push_str(&self.hole(argument)),
                    }
                }
                text(&joined, &part)
            }
            "fromAwsManagedPolicyName" => {
                let name = self.value(first);
                let name = name.text().unwrap_or_default();
                text(&["arn:", &hole("AWS::Partition"), ":iam::aws:policy/", name].concat(), &part)
            }
            "fromManagedPolicyArn" | "fromRoleName" | "fromUserName" | "fromGroupName" if arguments.len() > 2 => {
                let node = self.value(third);
                text(&node.text().map_or_else(|| self.hole(third), str::to_string), &part)
            }
            "fromRoleArn" | "fromUserArn" if arguments.len() > 2 => {
                let node = self.value(third);
                let name = node.text().and_then(|arn| arn.rsplit('/').next());
                let name = name.filter(|name| !name.contains(['$', OPEN]));
                text(&name.map_or_else(|| self.hole(third), str::to_string), &part)
            }
            "fromBucketName" if arguments.len() > 2 => {
                let node = self.value(third);
                bucket(&node.text().map_or_else(|| self.hole(third), str::to_string), &part)
            }
            "Bucket" | "BucketV2" if is_new => {
                let given = arguments.last().copied().map(|last| self.value(last));
                let named = given.as_ref().and_then(|given| given.get("bucketName").or_else(|| given.get("bucket")));
                match named.and_then(Node::text) {
                    Some(name) => bucket(name, &part),
                    None => self.unknown(all),
                }
            }
            "ServicePrincipal"
            | "ArnPrincipal"
            | "AccountPrincipal"
            | "FederatedPrincipal"
            | "WebIdentityPrincipal"
                if is_new =>
            {
                let key = match last {
                    "ServicePrincipal" => "Service",
                    "ArnPrincipal" | "AccountPrincipal" => "AWS",
                    _ => "Federated",
                };
                let name = self.value(first);
                let name = Node::of_text(name.text().map_or_else(|| self.hole(first), str::to_string), name.span);
                object(vec![(key, name)], part)
            }
            "AccountRootPrincipal" => {
                let arn = ["arn:", &hole("AWS::Partition"), ":iam::", &hole("AWS::AccountId"), ":root"].concat();
                object(vec![("AWS", text(&arn, &part))], part)
            }
            "AnyPrincipal" | "StarPrincipal" => object(vec![("AWS", text("*", &part))], part),
            "of" if names.ends_with(&["Stack", "of"]) => setup(&part),
            "getCallerIdentity"
            | "getCallerIdentityOutput"
            | "getRegion"
            | "getRegionOutput"
            | "getPartition"
            | "getPartitionOutput" => setup(&part),
            "sub" if names.ends_with(&["Fn", "sub"]) && arguments.len() == 1 => {
                let node = self.value(first);
                object(vec![("Fn::Sub", node)], part)
            }
            _ if is_new && arguments.len() > 1 && constructs::is_class(last) => {
                self.construct(last, inside, all, false)
            }
            _ => self.unknown(all),
        }
    }
}

fn digits(mut number: usize) -> String {
    let mut digits = String::new();
    loop {
        digits.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return digits;
        }
    }
}
