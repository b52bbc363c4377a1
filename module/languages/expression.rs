//! Reads expressions of Terraform and of JavaScript: what objects, lists and strings are in both. What names and calls
//! mean is each language's own, in its file.
//!
//! What is not understood becomes a hole with its source as name. If it holds words of policies it is unread as well, so
//! that nothing in it is overlooked. A name that stands for a value is followed, as often as the length of the text
//! allows for.

use crate::prelude::*;
use crate::token::{filling, group, length, span, tokens, variable, Token, TokenKind};
use crate::{hole, words, Member, Node, Span, Value, DEEPEST, OPEN};

/// What a name stands for: the tokens from one place to another.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) name: String,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// Says of a name that what it stands for is not known.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// A construct that is made: where, what the template calls it, and its class.
pub(crate) struct Construct {
    pub(crate) start: usize,
    pub(crate) logical: String,
    pub(crate) class: &'static str,
}

pub(crate) struct ExpressionReader<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// Terraform's language.
    pub(crate) hcl: bool,
    /// JSON in a string of the language: its strings are filled in as the one around is.
    embedded: bool,
    /// JSON in a shell's string, and what its variables are, if it fills them in.
    shell: Option<Option<Vec<(String, String)>>>,
    /// Sorted.
    pub(crate) names: Vec<Name>,
    pub(crate) values: Vec<Node>,
    unread: Vec<Span>,
    /// Where words of policies stand, and whether something has read them.
    words: Vec<(u32, bool)>,
    /// How many bytes names may still stand for.
    budget: usize,
    depth: usize,
    /// What `each.key` and `each.value` are.
    pub(crate) each: Option<[Node; 2]>,
    /// Which constructs are made already, by the byte they begin at.
    pub(crate) made: Vec<Construct>,
    /// Which tokens a value was made of, by the byte they begin at; what names were followed to.
    pub(crate) taken: Vec<bool>,
    pub(crate) followed: Vec<bool>,
    /// What parameters stand for while what they are parameters of is read.
    pub(crate) bound: Vec<(String, Node)>,
}

/// At most so many parts are listed as unread.
const MOST: usize = 100;

impl<'a> ExpressionReader<'a> {
    pub(crate) fn new(text: &'a str, all: &'a [Token], hcl: bool) -> ExpressionReader<'a> {
        let mut places = Vec::new();
        // Of a shell, all but comments.
        if all.is_empty() {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                if !line.trim_start().starts_with('#') {
                    words::places(text, &(at..at + line.len()), &mut places);
                }
                at += line.len();
            }
        }
        for token in all.iter().filter(|token| !matches!(token.kind, TokenKind::Open | TokenKind::Close)) {
            words::places(text, &token.span(), &mut places);
        }
        ExpressionReader {
            text,
            tokens: all,
            hcl,
            embedded: false,
            shell: None,
            names: Vec::new(),
            values: Vec::new(),
            unread: Vec::new(),
            words: places.into_iter().map(|at| (at, false)).collect(),
            budget: 4 * text.len() + 4096,
            depth: 0,
            each: None,
            made: Vec::new(),
            taken: vec![false; text.len() + 1],
            followed: vec![false; text.len() + 1],
            bound: Vec::new(),
        }
    }

    /// Makes the names ready to be found. The only sort here: the code of one is among the larger functions.
    #[inline(never)]
    pub(crate) fn sort(&mut self) {
        self.names.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    }

    /// What was read, and what of the rest may hold a policy.
    pub(crate) fn finish(mut self) -> crate::Reading {
        let mut at = 0;
        while let Some((word, read)) = self.words.get(at).copied() {
            at += 1;
            if read || self.unread.len() == MOST {
                continue;
            }
            // The lines from here to the last such word that no read one stands before.
            let mut last = word as usize;
            while let Some((word, false)) = self.words.get(at).copied() {
                last = word as usize;
                at += 1;
            }
            let word = word as usize;
            let start = self.text.get(..word).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
            let rest = self.text.get(last..).unwrap_or_default();
            let end = last + rest.find('\n').unwrap_or(rest.len());
            self.leave(start..end);
        }
        crate::Reading { values: self.values, unread: self.unread }
    }

    pub(crate) fn part(&self, token: &Token) -> &'a str {
        self.text.get(token.span()).unwrap_or_default()
    }

    pub(crate) fn is(&self, token: Option<&Token>, sign: &str) -> bool {
        token.is_some_and(|token| token.kind != TokenKind::Quoted && self.part(token) == sign)
    }

    /// The source of some tokens.
    pub(crate) fn source(&self, tokens: &[Token]) -> &'a str {
        self.text.get(span(tokens)).unwrap_or_default()
    }

    fn words_in(&mut self, part: &Span) -> &mut [(u32, bool)] {
        let from = self.words.partition_point(|(at, _)| (*at as usize) < part.start);
        let to = self.words.partition_point(|(at, _)| (*at as usize) < part.end);
        self.words.get_mut(from..to).unwrap_or_default()
    }

    /// Whether there are words of policies in a part.
    pub(crate) fn speaks(&mut self, part: &Span) -> bool {
        !self.words_in(part).is_empty()
    }

    /// A part was read, or is known to be no policy.
    pub(crate) fn cover(&mut self, part: &Span) {
        self.words_in(part).iter_mut().for_each(|(_, read)| *read = true);
    }

    /// A value is made of what begins here.
    pub(crate) fn take(&mut self, at: usize) {
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
    }

    /// A part may hold a policy and was not read.
    pub(crate) fn leave(&mut self, part: Span) {
        if self.unread.len() < MOST && !self.unread.contains(&part) {
            self.unread.push(part);
        }
    }

    /// What is not understood.
    pub(crate) fn unknown(&mut self, tokens: &[Token]) -> Node {
        let part = span(tokens);
        if self.speaks(&part) {
            self.leave(part.clone());
        }
        Node::of_text(self.hole(tokens), part)
    }

    pub(crate) fn hole(&self, tokens: &[Token]) -> String {
        let words: Vec<&str> = self.source(tokens).split_ascii_whitespace().take(16).collect();
        hole(&words.join(" "))
    }

    /// The place among the names, if there is one such name.
    pub(crate) fn find(&self, name: &str) -> Option<&Name> {
        let at = self.names.partition_point(|other| other.name.as_str() < name);
        let found = self.names.get(at).filter(|found| found.name == name)?;
        let twice = self.names.get(at + 1).is_some_and(|next| next.name == name);
        Some(found).filter(|found| !twice && found.from != UNKNOWN)
    }

    /// What a name stands for, if the text is not followed too often.
    pub(crate) fn named(&mut self, name: &str) -> Option<&'a [Token]> {
        let found = self.find(name)?;
        let tokens = self.tokens.get(found.from as usize..found.to as usize)?;
        let part = span(tokens);
        self.spend(part.len() + 16)?;
        self.cover(&part);
        self.followed.get_mut(part)?.fill(true);
        Some(tokens)
    }

    /// Takes from what names may stand for.
    pub(crate) fn spend(&mut self, bytes: usize) -> Option<()> {
        self.budget = self.budget.checked_sub(bytes)?;
        Some(())
    }

    /// The value of an expression.
    pub(crate) fn value(&mut self, tokens: &[Token]) -> Node {
        let tokens = if self.hcl { tokens } else { self.without_types(tokens) };
        self.depth += 1;
        let node = if self.depth < DEEPEST / 2 { self.expression(tokens) } else { self.too_deep(tokens) };
        self.depth -= 1;
        node
    }

    fn too_deep(&mut self, tokens: &[Token]) -> Node {
        self.leave(span(tokens));
        self.unknown(tokens)
    }

    /// Without `as const`, `as X`, `satisfies X`, `!` and brackets around.
    fn without_types<'t>(&self, tokens: &'t [Token]) -> &'t [Token] {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if at > 0 && token.kind == TokenKind::Word && matches!(self.part(token), "as" | "satisfies") {
                return tokens.get(..at).unwrap_or_default();
            }
            at += length(tokens.get(at..).unwrap_or_default());
        }
        match tokens.split_last() {
            Some((last, rest)) if self.is(Some(last), "!") => rest,
            _ => tokens,
        }
    }

    fn expression(&mut self, tokens: &[Token]) -> Node {
        let (mut at, mut choice, mut sum, mut other) = (0, None, false, false);
        while let Some(token) = tokens.get(at) {
            if token.kind == TokenKind::Sign {
                match self.part(token) {
                    "?" => {
                        choice = Some(at);
                        break;
                    }
                    "+" if !self.hcl => sum = true,
                    "." | "?." | "!" => {}
                    _ => other = true,
                }
            }
            at += length(tokens.get(at..).unwrap_or_default());
        }
        if let Some(at) = choice {
            return self.choice(tokens, at);
        }
        if other {
            return self.unknown(tokens);
        }
        if sum {
            return self.sum(tokens);
        }
        let Some(first) = tokens.first() else { return self.unknown(tokens) };
        let whole = length(tokens) == tokens.len();
        match (first.kind, group(tokens)) {
            (TokenKind::Open, Some((inside, _))) if whole => match self.part(first) {
                "{" => self.object(span(tokens), inside),
                "[" => self.list(span(tokens), inside),
                _ => self.value(inside),
            },
            (TokenKind::Quoted, _) if whole => self.quoted(first),
            (TokenKind::Heredoc, _) if whole => self.heredoc(first),
            (TokenKind::Word, _) => match self.part(first) {
                word @ ("true" | "false") if whole => Node { span: first.span(), value: Value::Bare(word.into()) },
                "null" | "undefined" if whole => Node { span: first.span(), value: Value::Null },
                word if whole && word.bytes().all(|b| b.is_ascii_digit()) => {
                    Node { span: first.span(), value: Value::Bare(word.into()) }
                }
                _ if self.hcl => self.hcl_path(tokens),
                _ => self.js_path(tokens),
            },
            _ => self.unknown(tokens),
        }
    }

    /// `condition ? one : other`: of documents and Statements either, of anything else a hole.
    fn choice(&mut self, tokens: &[Token], question: usize) -> Node {
        let (mut at, mut inner) = (question + 1, 0);
        while let Some(token) = tokens.get(at) {
            if self.is(Some(token), "?") {
                inner += 1;
            } else if self.is(Some(token), ":") {
                if inner == 0 {
                    break;
                }
                inner -= 1;
            }
            at += length(tokens.get(at..).unwrap_or_default());
        }
        let (Some(one), Some(other)) = (tokens.get(question + 1..at), tokens.get(at + 1..)) else {
            return self.unknown(tokens);
        };
        let (one, other) = (self.value(one), self.value(other));
        if one.text().is_some() && one.text() == other.text() {
            return one;
        }
        let part = span(tokens);
        let holds = |node: &Node| node.alone().iter().any(|node| !node.members().is_empty());
        if !holds(&one) && !holds(&other) {
            return Node::of_text(self.hole(tokens), part);
        }
        for side in [&one, &other] {
            if side.text().is_some() {
                self.leave(side.span.clone());
            }
        }
        let test = Node::of_text("", part.clone());
        either(vec![test, one, other], part)
    }

    /// Strings with `+` between them.
    fn sum(&mut self, tokens: &[Token]) -> Node {
        let mut text = String::new();
        let (mut from, mut at) = (0, 0);
        loop {
            let token = tokens.get(at);
            if token.is_none() || self.is(token, "+") {
                let part = tokens.get(from..at).unwrap_or_default();
                match self.value(part).value {
                    Value::Text(part) | Value::Bare(part) => text.push_str(&part),
                    _ => text.push_str(&self.hole(part)),
                }
                from = at + 1;
            }
            if token.is_none() {
                return Node::of_text(text, span(tokens));
            }
            at += length(tokens.get(at..).unwrap_or_default());
        }
    }

    /// Splits the inside of a group at its commas, and where lines end it too.
    pub(crate) fn split<'t>(&self, tokens: &'t [Token], lines: bool) -> Vec<&'t [Token]> {
        let mut parts = Vec::new();
        let (mut from, mut at) = (0, 0);
        loop {
            let token = tokens.get(at);
            let comma = self.is(token, ",");
            if token.is_none_or(|token| comma || lines && token.line && at > from) {
                let part = tokens.get(from..at).unwrap_or_default();
                if !part.is_empty() {
                    parts.push(part);
                }
                from = at + usize::from(comma);
            }
            if token.is_none() {
                return parts;
            }
            at += length(tokens.get(at..).unwrap_or_default());
        }
    }

    pub(crate) fn list(&mut self, part: Span, inside: &[Token]) -> Node {
        if self.hcl && self.is(inside.first(), "for") {
            return self.unknown(inside);
        }
        let mut items = Vec::new();
        for item in self.split(inside, false) {
            if self.is(item.first(), "...") {
                let spread = self.value(item.get(1..).unwrap_or_default());
                match spread.value {
                    Value::List(all) => items.extend(all),
                    _ => items.push(spread),
                }
            } else {
                items.push(self.value(item));
            }
        }
        Node { span: part, value: Value::List(items) }
    }

    pub(crate) fn object(&mut self, part: Span, inside: &[Token]) -> Node {
        if self.hcl && self.is(inside.first(), "for") {
            return self.unknown(inside);
        }
        self.take(part.start);
        let lines = self.hcl || self.embedded;
        let mut members: Vec<Member> = Vec::new();
        for entry in self.split(inside, lines) {
            let spread = self.is(entry.first(), "...");
            if spread {
                let value = self.value(entry.get(1..).unwrap_or_default());
                match value.value {
                    Value::Object(all) if all.len() < 64 => {
                        members.retain(|member| all.iter().all(|other| other.key != member.key));
                        members.extend(all);
                    }
                    _ => members.push(self.anything(entry)),
                }
                continue;
            }
            let Some((key, rest)) = self.key(entry) else {
                // A method, or a slip.
                self.leave(span(entry));
                continue;
            };
            // What is written after a spread stands for what is in it.
            if members.len() < 64 {
                members.retain(|member| member.key != key.0);
            }
            let value = match rest {
                Some(rest) => self.value(rest),
                None => self.value(entry),
            };
            members.push(Member { key: key.0, key_span: key.1, value });
        }
        self.cover(&part);
        Node { span: part, value: Value::Object(members) }
    }

    /// What may stand for anything in an object: an element without a name.
    pub(crate) fn anything(&mut self, tokens: &[Token]) -> Member {
        let part = span(tokens);
        self.leave(part.clone());
        let value = Node { span: part.clone(), value: Value::Null };
        Member { key: self.hole(tokens), key_span: part, value }
    }

    /// The key of an entry, and its value, if it is not just a name.
    #[allow(clippy::type_complexity, reason = "a key with its place, and what is left")]
    fn key<'t>(&mut self, entry: &'t [Token]) -> Option<((String, Span), Option<&'t [Token]>)> {
        let first = entry.first()?;
        let length = length(entry);
        let is_sign = |token: Option<&Token>| self.is(token, ":") || self.hcl && self.is(token, "=");
        if entry.len() == 1 && first.kind == TokenKind::Word && !self.hcl {
            return Some(((self.part(first).to_string(), first.span()), None));
        }
        if !is_sign(entry.get(length)) {
            return None;
        }
        let rest = entry.get(length + 1..).filter(|rest| !rest.is_empty())?;
        let key = match first.kind {
            TokenKind::Word => self.part(first).to_string(),
            TokenKind::Quoted => self.quoted(first).text()?.to_string(),
            // `(var.key)` in Terraform, `[key]` in JavaScript.
            TokenKind::Open => {
                let inside = group(entry)?.0;
                let node = self.value(inside);
                node.text()?.to_string()
            }
            _ => return None,
        };
        Some(((key, span(entry.get(..length)?)), Some(rest)))
    }

    /// A string in quotes.
    pub(crate) fn quoted(&mut self, token: &Token) -> Node {
        let source = self.part(token);
        let inside = token.start() + 1..token.span().end - 1;
        let body = self.text.get(inside.clone()).unwrap_or_default();
        let template = source.starts_with('`');
        let fills = match &self.shell {
            Some(variables) => variables.is_some(),
            None => self.hcl || self.embedded || template,
        };
        if template && body.trim_start().starts_with('{') && !body.contains('\\') {
            return self.inner(inside);
        }
        // Nothing but `${…}` is the value itself.
        if self.hcl && !self.embedded && body.starts_with("${") && body.ends_with('}') {
            let all = filling(self.text, inside.start + 1..inside.end, true);
            if let Some((inside, _)) = group(&all) {
                if all.last().is_some_and(|last| last.span().end == token.span().end - 1) {
                    return self.value(inside);
                }
            }
        }
        let text = self.filled(inside, fills, true);
        Node::of_text(text, token.span())
    }

    /// What a part of a string says, with what is filled in and, where there are any, escapes.
    fn filled(&mut self, part: Span, fills: bool, escapes: bool) -> String {
        let (text, hcl) = (self.text, self.hcl);
        let mut filled = String::new();
        let mut at = part.start;
        while at < part.end {
            let rest = text.get(at..part.end).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let double = |sign: &str| hcl && rest.starts_with(sign);
            if c == '\\' && escapes && !(self.shell.is_some() && rest.starts_with("\\$")) {
                let (said, length) = escape(rest, hcl);
                filled.extend(said);
                at += length;
            } else if let Some((said, length)) = self.shell.as_ref().filter(|_| fills).and_then(|_| self.variable(rest))
            {
                filled.push_str(&said);
                at += length;
            } else if fills && self.shell.is_none() && (double("$${") || double("%%{")) {
                filled.push(c);
                filled.push('{');
                at += 3;
            } else if fills && self.shell.is_none() && (rest.starts_with("${") || double("%{")) {
                let all = filling(text, at + 1..part.end, hcl);
                let Some((inside, _)) = group(&all) else {
                    filled.push_str(&hole(rest));
                    break;
                };
                // Past its `}`, which stands after what is inside.
                let end = all.get(inside.len() + 1).map_or(part.end, |close| close.span().end);
                let value = if c == '$' { self.value(inside).value } else { Value::Null };
                match value {
                    Value::Text(text) | Value::Bare(text) => filled.push_str(&text),
                    _ => filled.push_str(&self.hole(inside)),
                }
                at = end;
            } else {
                filled.push(c);
                at += c.len_utf8();
            }
        }
        filled
    }

    /// What a shell's variable stands for, and how long it is.
    fn variable(&self, rest: &str) -> Option<(String, usize)> {
        if rest.starts_with("\\$") {
            return Some(("$".into(), 2));
        }
        let (name, length) = variable(rest)?;
        let variables = self.shell.as_ref()?.as_ref()?;
        let value = variables.iter().rev().find(|(other, _)| other == name);
        Some((value.map_or_else(|| hole(name), |(_, value)| value.clone()), length))
    }

    /// JSON in a shell's text, which fills in variables, if there are any.
    pub(crate) fn json(&mut self, part: Span, variables: Option<Vec<(String, String)>>) -> Node {
        self.shell = Some(variables);
        self.embedded = true;
        self.cover(&part);
        let all = crate::token::json(self.text, part.clone());
        let node = self.value(&all);
        if node.members().is_empty() && node.items().is_empty() {
            self.leave(part);
        }
        node
    }

    /// JSON in a string of the language.
    fn inner(&mut self, part: Span) -> Node {
        let all = tokens(self.text, part, true);
        let outer = core::mem::replace(&mut self.embedded, true);
        let node = self.value(&all);
        self.embedded = outer;
        if node.members().is_empty() && node.items().is_empty() {
            self.leave(node.span.clone());
        }
        node
    }

    /// The lines of `<<EOF`.
    fn heredoc(&mut self, token: &Token) -> Node {
        let source = self.part(token);
        let start = token.start() + source.find('\n').map_or(source.len(), |end| end + 1);
        let end = token.start() + source.rfind('\n').unwrap_or_default();
        let body = start..end.max(start);
        if self.text.get(body.clone()).unwrap_or_default().trim_start().starts_with(['{', '[']) {
            return self.inner(body);
        }
        if self.speaks(&body) {
            self.leave(body.clone());
        }
        let text = self.filled(body, true, false);
        Node::of_text(text, token.span())
    }
}

/// One of several, as CloudFormation has it: the first says which.
pub(crate) fn either(sides: Vec<Node>, part: Span) -> Node {
    object(vec![("Fn::If", Node { span: part.clone(), value: Value::List(sides) })], part)
}

/// In force perhaps.
pub(crate) fn perhaps(node: Node) -> Node {
    let part = node.span.clone();
    either(vec![Node { span: part.clone(), value: Value::Null }, node], part)
}

pub(crate) fn object(members: Vec<(&str, Node)>, part: Span) -> Node {
    let member = |(key, value): (&str, Node)| Member { key: key.into(), key_span: value.span.clone(), value };
    Node { span: part, value: Value::Object(members.into_iter().map(member).collect()) }
}

/// A document of these Statements.
pub(crate) fn document(statements: Vec<Node>, part: Span) -> Node {
    let version = Node::of_text("2012-10-17", part.start..part.start);
    let statements = Node { span: part.clone(), value: Value::List(statements) };
    object(vec![("Version", version), ("Statement", statements)], part)
}

/// Names of the elements of a Statement in Terraform, CDK and Pulumi, without `_` and in lower case, and AWS's own.
const ELEMENTS: [(&str, &str); 14] = [
    ("sid", "Sid"),
    ("effect", "Effect"),
    ("action", "Action"),
    ("actions", "Action"),
    ("notaction", "NotAction"),
    ("notactions", "NotAction"),
    ("resource", "Resource"),
    ("resources", "Resource"),
    ("notresource", "NotResource"),
    ("notresources", "NotResource"),
    ("principals", "Principal"),
    ("notprincipals", "NotPrincipal"),
    ("condition", "Condition"),
    ("conditions", "Condition"),
];

impl ExpressionReader<'_> {
    /// A Statement, of what Terraform, CDK, Pulumi and SST call its elements. It allows, if it does not say.
    pub(crate) fn statement(&mut self, node: Node) -> Node {
        let part = node.span.clone();
        let Value::Object(given) = node.value else { return node };
        // One that is as AWS has it.
        if given.iter().any(|member| matches!(member.key.as_str(), "Fn::If" | "Effect")) {
            return Node { span: part, value: Value::Object(given) };
        }
        let mut members = Vec::new();
        let mut has_effect = false;
        for Member { key, key_span, mut value } in given {
            let plain: String = key.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect();
            let Some((_, name)) = ELEMENTS.iter().find(|(other, _)| *other == plain) else {
                self.leave(key_span.clone());
                if key.contains(OPEN) {
                    members.push(Member { key, key_span, value });
                }
                continue;
            };
            if matches!(value.value, Value::Null) {
                continue;
            }
            match *name {
                "Effect" => {
                    has_effect = true;
                    let allows = |text: &str| text.eq_ignore_ascii_case("allow");
                    let denies = |text: &str| text.eq_ignore_ascii_case("deny");
                    match value.text() {
                        Some(text) if allows(text) => value.value = Value::Text("Allow".into()),
                        Some(text) if denies(text) => value.value = Value::Text("Deny".into()),
                        _ => {}
                    }
                }
                "Principal" | "NotPrincipal" => value = principals(value),
                "Condition" => value = conditions(value),
                _ => {}
            }
            members.push(Member { key: name.to_string(), key_span, value });
        }
        if !has_effect {
            let place = part.start..part.start;
            let value = Node::of_text("Allow", place.clone());
            members.push(Member { key: "Effect".into(), key_span: place, value });
        }
        Node { span: part, value: Value::Object(members) }
    }
}

/// `[{type, identifiers}]`, or objects that AWS has.
fn principals(node: Node) -> Node {
    let Value::List(all) = node.value else { return node };
    let mut members: Vec<Member> = Vec::new();
    for one in all {
        let kind = one.get("type").and_then(Node::text).map(str::to_string);
        match (kind, one.get("identifiers").cloned(), one.value) {
            (Some(kind), Some(names), _) => {
                let key = if kind == "*" { "AWS".into() } else { kind };
                members.push(Member { key, key_span: one.span, value: names });
            }
            (_, _, Value::Object(all)) => members.extend(all),
            (_, _, value) => {
                let value = Node { span: one.span.clone(), value };
                members.push(Member { key: "AWS".into(), key_span: one.span, value });
            }
        }
    }
    // Several of one type are one list.
    let mut merged: Vec<Member> = Vec::new();
    for member in members {
        match merged.iter_mut().take(16).find(|other| other.key == member.key) {
            Some(other) => join(&mut other.value, member.value),
            None => merged.push(member),
        }
    }
    Node { span: node.span, value: Value::Object(merged) }
}

/// `[{test, variable, values}]` as operators with keys.
fn conditions(node: Node) -> Node {
    let Value::List(all) = node.value else { return node };
    let mut operators: Vec<Member> = Vec::new();
    for one in all {
        let text = |key| one.get(key).and_then(Node::text).map(str::to_string);
        let (Some(test), Some(key), Some(values)) = (text("test"), text("variable"), one.get("values").cloned()) else {
            // No operator: what it asks for is not known.
            operators.push(Member { key: hole("condition"), key_span: one.span.clone(), value: one });
            continue;
        };
        let entry = Member { key, key_span: one.span.clone(), value: values };
        match operators.iter_mut().take(64).find(|member| member.key == test) {
            Some(Member { value: Node { value: Value::Object(entries), .. }, .. }) => {
                match entries.iter_mut().take(64).find(|other| other.key == entry.key) {
                    Some(other) => join(&mut other.value, entry.value),
                    None => entries.push(entry),
                }
            }
            _ => {
                let value = Node { span: one.span.clone(), value: Value::Object(vec![entry]) };
                operators.push(Member { key: test, key_span: one.span, value });
            }
        }
    }
    Node { span: node.span, value: Value::Object(operators) }
}

/// Makes one list of two values.
fn join(one: &mut Node, other: Node) {
    let first = core::mem::replace(&mut one.value, Value::Null);
    let mut items = match first {
        Value::List(items) => items,
        value => vec![Node { span: one.span.clone(), value }],
    };
    match other.value {
        Value::List(more) => items.extend(more),
        _ => items.push(other),
    }
    one.value = Value::List(items);
}

/// What the escape at the start says, and its length.
fn escape(rest: &str, hcl: bool) -> (Option<char>, usize) {
    let mut chars = rest.chars();
    chars.next();
    let Some(c) = chars.next() else { return (None, 1) };
    let hex = |from: usize, to: usize| {
        let digits = rest.get(from..to).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (code, length) = match c {
        'n' => return (Some('\n'), 2),
        't' => return (Some('\t'), 2),
        'r' => return (Some('\r'), 2),
        'b' => return (Some('\u{8}'), 2),
        'f' => return (Some('\u{c}'), 2),
        // The line goes on.
        '\n' if !hcl => return (None, 2),
        'x' if !hcl => (hex(2, 4), 4),
        'u' if rest.get(2..3) == Some("{") => {
            let end = rest.get(..12).unwrap_or(rest).find('}').unwrap_or(3);
            (hex(3, end), end + 1)
        }
        'u' => match (hex(2, 6), hex(8, 12)) {
            // Two of them are one character.
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                (Some(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 12)
            }
            (code, _) => (code, 6),
        },
        'U' if hcl => (hex(2, 10), 10),
        _ => return (Some(c), 1 + c.len_utf8()),
    };
    match code.and_then(char::from_u32) {
        Some(c) => (Some(c), length),
        None => (Some(c), 1 + c.len_utf8()),
    }
}
