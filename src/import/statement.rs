//! Reads a policy document and its Statements.
//!
//! Elements: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>

use super::document::{Document, Effect, Item, PolicyType, Scope, Span, Statement};
use super::element::{self, elements, repeated, wrong_type, Elements};
use super::extractor::Extractor;
use super::finding::{self, At, FindingLog};
use super::reading::StatementReading;
use super::source_map::SourceMap;
use super::value::{has_hole, Member, Node, Value};
use super::{condition, intrinsic, pattern};

/// Reads a document and keeps it.
pub(super) fn document(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node) {
    let report = &mut *finder.report;
    report.document = Some(finder.inventory.documents.len());
    let found = elements(report, layer, node, element::DOCUMENT, None);
    let variables = version(report, layer, node, found.get("Version"));
    let at = At { element: "Statement", ..At::default() };
    if found.is_twice("Statement") {
        report.left(layer.span(&node.span));
    }
    let statements = match found.get("Statement") {
        None => {
            report.stop(&finding::STATEMENT_MISSING, layer.span(&node.span), &[]);
            &[]
        }
        Some(member) => match &member.value.value {
            Value::List(items) => {
                if items.is_empty() {
                    report.say(&finding::EMPTY_LIST, at, layer.span(&member.value.span), &["Statement"]);
                }
                items.as_slice()
            }
            Value::Object(_) => std::slice::from_ref(&member.value),
            value => {
                if !matches!(value, Value::Text(text) if has_hole(text)) {
                    wrong_type(report, layer, &member.value, at, "a list of Statements");
                }
                report.left(layer.span(&member.value.span));
                &[]
            }
        },
    };
    if let Some(id) = found.get("Id").filter(|_| kind(finder, statements) == PolicyType::Identity) {
        finder.report.say(
            &finding::ID_NOT_ALLOWED,
            At { element: "Id", ..At::default() },
            layer.span(&id.key_span),
            &[],
        );
    }
    keep(finder, layer, &node.span, variables, found.doubtful, statements);
}

/// Keeps Statements as a document. `variables` and `doubtful` are what the document says of all of them.
pub(super) fn keep(
    finder: &mut Extractor<'_>,
    layer: &SourceMap<'_>,
    span: &Span,
    variables: bool,
    doubtful: bool,
    statements: &[Node],
) {
    let kind = kind(finder, statements);
    let of_resource = matches!(
        kind,
        PolicyType::Trust | PolicyType::Bucket | PolicyType::Key | PolicyType::Resource | PolicyType::Rcp
    );
    let mut reading = StatementReading {
        report: &mut *finder.report,
        layer,
        index: 0,
        variables,
        doubtful,
        of_resource,
        trust: kind == PolicyType::Trust,
    };
    let mut kept: Vec<Statement> = Vec::with_capacity(statements.len());
    let mut sids = Vec::new();
    for (index, node) in statements.iter().enumerate() {
        reading.index = index;
        reading.any(node, doubtful, &mut kept, &mut sids);
    }
    sids_once(reading.report, layer, &sids);
    let context = &finder.context;
    let managed = context.managed || context.arn.is_some();
    finder.inventory.documents.push(Document {
        text: finder.report.text,
        span: layer.span(span),
        name: context.name.clone(),
        kind,
        of: if context.of.is_empty() && !managed { finder.heading.of.clone() } else { context.of.clone() },
        absent: context.absent,
        perhaps: context.perhaps,
        arn: context.arn.clone(),
        managed: context.managed,
        call: context.call,
        variables,
        statements: kept,
    });
    finder.report.document = None;
    if finder.context.kind.is_none() && is_headed(finder) {
        finder.heading.kind = None;
    }
}

/// Whether the text before a document may say what it is.
fn is_headed(finder: &Extractor<'_>) -> bool {
    finder.context.of.is_empty() && finder.context.absent.is_none()
}

/// What a document is: as the wrapper says, else as its Statements show, else as the heading says.
fn kind(finder: &mut Extractor<'_>, statements: &[Node]) -> PolicyType {
    if let Some(kind) = finder.context.kind {
        return kind;
    }
    let has_principal = |node: &Node| node.get("Principal").or_else(|| node.get("NotPrincipal")).is_some();
    let mentions = |part: &str| {
        statements.iter().any(|node| {
            let element = |key| node.get(key).map(Node::alone).unwrap_or_default();
            let texts = element("Action").iter().chain(element("Resource")).filter_map(Node::text);
            texts.into_iter().any(|text| crate::search::has(text, part))
        })
    };
    // Where the wrapper says whose it is, the text before it is about something else.
    if let Some((kind, _)) = finder.heading.kind.as_ref().filter(|_| is_headed(finder)) {
        return *kind;
    }
    if statements.is_empty() || !statements.iter().all(has_principal) {
        return PolicyType::Identity;
    }
    if mentions("sts:") && !statements.iter().any(|node| node.get("Resource").is_some()) {
        PolicyType::Trust
    } else if mentions("arn:") && mentions(":s3:::") {
        PolicyType::Bucket
    } else if mentions("kms:") {
        PolicyType::Key
    } else {
        PolicyType::Resource
    }
}

/// Whether variables are variables. Of a version that is none they may be.
fn version(report: &mut FindingLog, layer: &SourceMap<'_>, node: &Node, version: Option<&Member>) -> bool {
    let at = At { element: "Version", ..At::default() };
    let Some(member) = version else {
        // The bracket, because there is nothing else to point at.
        let open = node.span.start..node.span.start + 1;
        report.say(&finding::VERSION_MISSING, at, layer.span(&open), &[]);
        return false;
    };
    let span = layer.span(&member.value.span);
    match member.value.text() {
        Some("2012-10-17") => return true,
        Some("2008-10-17") => {
            report.say(&finding::VERSION_OLD, at, span, &[]);
            return false;
        }
        Some(other) => report.say(&finding::VERSION_WRONG, at, span, &[other]),
        None => wrong_type(report, layer, &member.value, at, "`2012-10-17` in quotes"),
    }
    true
}

/// Says which Sids an earlier Statement has.
fn sids_once(report: &mut FindingLog, layer: &SourceMap<'_>, sids: &[(&Node, usize)]) {
    let mut names = Vec::with_capacity(sids.len());
    for (place, (node, _)) in sids.iter().enumerate() {
        names.push((node.text().unwrap_or_default().to_string(), place));
    }
    for place in repeated(names) {
        let Some((node, index)) = sids.get(place) else { continue };
        if let Some(sid) = node.text().filter(|sid| !sid.is_empty()) {
            let at = At { statement: Some(*index), element: "Sid", item: None };
            report.say(&finding::SID_TWICE, at, layer.span(&node.span), &[sid]);
        }
    }
}

/// Keeps a Statement. Of actions with parts that are filled in it may be about any that they can be.
fn keep_actions(mut statement: Statement, kept: &mut Vec<Statement>) {
    let (Scope::Only(items) | Scope::AllBut(items)) = &mut statement.actions;
    let open: Vec<Item> = items.iter().filter(|item| has_hole(&item.text)).cloned().collect();
    if open.is_empty() {
        return kept.push(statement);
    }
    items.retain(|item| !has_hole(&item.text));
    let (certain, only) = (!items.is_empty(), matches!(statement.actions, Scope::Only(_)));
    let mut other = Statement { doubtful: true, ..statement.clone() };
    if only {
        let any = |item: Item| Item { text: pattern::without_holes(&item.text), ..item };
        other.actions = Scope::Only(open.into_iter().map(any).collect());
        kept.extend(Some(statement).filter(|_| certain));
    }
    kept.push(other);
}

/// A Statement of which nothing is known: it may deny anything.
fn unread(span: Span) -> Statement {
    Statement {
        span,
        sid: None,
        effect: Effect::Deny,
        principals: None,
        actions: ANYTHING,
        resources: ANYTHING,
        conditions: Vec::new(),
        doubtful: true,
    }
}

/// What a scope that could not be read may be, in a Statement that is doubtful for it.
const ANYTHING: Scope = Scope::AllBut(Vec::new());

/// The strings of a scope.
struct Strings {
    items: Vec<Item>,
    /// All were strings.
    whole: bool,
    /// All are as they should be.
    sound: bool,
}

impl<'a> StatementReading<'a> {
    /// A Statement, or what a template chooses between.
    fn any<'n>(
        &mut self,
        node: &'n Node,
        doubtful: bool,
        kept: &mut Vec<Statement>,
        sids: &mut Vec<(&'n Node, usize)>,
    ) {
        self.doubtful = doubtful;
        match (&node.value, node.members()) {
            (_, [only]) if only.key == "Fn::If" => {
                for choice in only.value.items().iter().skip(1) {
                    self.any(choice, true, kept, sids);
                }
            }
            // `AWS::NoValue`
            (_, [only]) if only.key == "Ref" && doubtful => {}
            (Value::Object(_), _) => {
                let (statement, sid) = self.statement(node);
                sids.extend(sid.map(|node| (node, self.index)));
                keep_actions(statement, kept);
            }
            (Value::List(items), _) => items.iter().for_each(|node| self.any(node, doubtful, kept, sids)),
            (Value::Text(text), _) if has_hole(text) => {
                let span = self.layer.span(&node.span);
                self.report.left(span.clone());
                kept.push(unread(span));
            }
            _ => {
                let at = At { statement: Some(self.index), ..At::default() };
                let span = self.layer.span(&node.span);
                let values = ["Statement", node.kind(), "an object"];
                self.report.say(&finding::WRONG_TYPE, at, span.clone(), &values);
                kept.push(unread(span));
            }
        }
    }

    /// The principals a Statement of a resource is about.
    fn principals(&mut self, found: &Elements<'_>) -> Option<Scope> {
        let (not, member) = match (found.get("Principal"), found.get("NotPrincipal")) {
            (Some(member), None) => (false, member),
            (None, Some(member)) => (true, member),
            _ => return None,
        };
        let mut items = Vec::new();
        let span = self.layer.span(&member.value.span);
        let mut push =
            |service: &str, node: &Node| match node.text().map(str::to_string).or_else(|| intrinsic::text(node)) {
                Some(text) => {
                    let text = if service.is_empty() { text } else { [service, ":", &text].concat() };
                    items.push(Item { text, span: span.clone() });
                    true
                }
                None => false,
            };
        let mut whole = true;
        match &member.value.value {
            Value::Object(members) => {
                for member in members {
                    let service = if member.key == "AWS" { "" } else { member.key.as_str() };
                    for node in member.value.alone() {
                        whole &= push(service, node);
                    }
                }
            }
            _ => whole = push("", &member.value),
        }
        if !whole {
            self.doubtful = true;
        }
        Some(if not { Scope::AllBut(items) } else { Scope::Only(items) })
    }

    /// The Statement, and its Sid to be compared with the others.
    fn statement<'n>(&mut self, node: &'n Node) -> (Statement, Option<&'n Node>) {
        let found = elements(self.report, self.layer, node, element::STATEMENT, Some(self.index));
        self.doubtful |= found.doubtful;
        let principals = if self.of_resource { self.principals(&found) } else { None };
        for name in ["Principal", "NotPrincipal"] {
            if let Some(member) = found.get(name).filter(|_| !self.of_resource) {
                self.doubtful = true;
                self.say(&finding::PRINCIPAL, name, &member.key_span, &[name]);
            }
        }
        let sid = found.get("Sid").and_then(|member| self.sid(&member.value));
        let effect = self.effect(&found, node);
        let actions = self.scope(&found, node, effect, "Action", "NotAction");
        let resources = if self.trust && found.get("Resource").is_none() {
            ANYTHING
        } else {
            self.scope(&found, node, effect, "Resource", "NotResource")
        };
        let conditions = match found.get("Condition") {
            Some(member) => condition::read(self, &member.value),
            None => Vec::new(),
        };
        let text = sid.and_then(Node::text).map(str::to_string);
        let span = self.layer.span(&node.span);
        let doubtful = self.doubtful;
        (Statement { span, sid: text, effect, principals, actions, resources, conditions, doubtful }, sid)
    }

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html>
    fn sid<'n>(&mut self, node: &'n Node) -> Option<&'n Node> {
        let Some(sid) = node.text() else {
            self.wrong_type(node, self.at("Sid"), "a string");
            return None;
        };
        // Policies of resources take other characters too.
        if !self.of_resource && !has_hole(sid) && !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.say(&finding::SID_CHARACTERS, "Sid", &node.span, &[sid]);
        }
        Some(node)
    }

    /// What is neither may have been meant to deny, so that nothing is called allowed against it.
    fn effect(&mut self, found: &Elements<'_>, node: &Node) -> Effect {
        let Some(member) = found.get("Effect") else {
            self.missing("Effect", node);
            return Effect::Deny;
        };
        let Some(written) = member.value.text() else {
            self.wrong_type(&member.value, self.at("Effect"), "`Allow` or `Deny`");
            return Effect::Deny;
        };
        if written != "Allow" && written != "Deny" {
            self.doubtful = true;
            if has_hole(written) {
                return Effect::Deny;
            }
            self.say(&finding::EFFECT_WRONG, "Effect", &member.value.span, &[written]);
        }
        if written.trim().eq_ignore_ascii_case("Allow") && !found.is_twice("Effect") {
            Effect::Allow
        } else {
            Effect::Deny
        }
    }

    fn scope(
        &mut self,
        found: &Elements<'_>,
        node: &Node,
        effect: Effect,
        only: &'static str,
        but: &'static str,
    ) -> Scope {
        let (name, member) = match (found.get(only), found.get(but)) {
            (Some(member), None) => (only, member),
            (None, Some(member)) => (but, member),
            (Some(member), Some(other)) => {
                self.doubtful = true;
                self.say(&finding::ELEMENTS_EXCLUDE, but, &other.key_span, &[only, but]);
                // Read for what else is wrong with it.
                self.strings(&member.value, self.at(only), true);
                return ANYTHING;
            }
            (None, None) => {
                self.missing(only, node);
                return ANYTHING;
            }
        };
        // What allows nothing adds nothing; what should deny, or be left out, may have been meant to do more. And
        // everything but nothing is everything, which nobody means.
        let careful = effect == Effect::Deny || name == but;
        let strings = self.strings(&member.value, self.at(name), careful);
        let (whole, sound) = (strings.whole && !found.is_twice(name), strings.sound);
        if !whole || !sound && careful || name == but && strings.items.is_empty() {
            self.doubtful = true;
            return ANYTHING;
        }
        if name == only {
            return Scope::Only(strings.items);
        }
        if effect == Effect::Allow {
            self.say(&finding::ALLOWS_ALL_BUT, but, &member.key_span, &[but]);
        }
        Scope::AllBut(strings.items)
    }

    /// A string or a list of strings.
    fn strings(&mut self, node: &Node, at: At<'a>, careful: bool) -> Strings {
        let nodes = match &node.value {
            Value::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if nodes.is_empty() {
            self.report.say(&finding::EMPTY_LIST, at, self.layer.span(&node.span), &[at.element]);
        }
        let list = matches!(node.value, Value::List(_));
        let mut strings = Strings { items: Vec::with_capacity(nodes.len()), whole: true, sound: true };
        for (index, node) in nodes.iter().enumerate() {
            crate::work::step();
            let at = At { item: list.then_some(index), ..at };
            let Some(text) = node.text().map(str::to_string).or_else(|| intrinsic::text(node)) else {
                self.wrong_type(node, at, "a string");
                strings.whole = false;
                continue;
            };
            intrinsic::say(self.report, self.layer, node, at, &text);
            let possible = pattern::characters(self.report, self.layer, node, &text, at);
            let mut item = Item { text, span: self.layer.span(&node.span) };
            strings.sound &= possible
                && if at.element.ends_with("Action") {
                    pattern::action(self.report, &item, at)
                } else {
                    pattern::resource(self.report, &mut item, at, self.variables, careful)
                };
            strings.items.push(item);
        }
        strings
    }

    fn missing(&mut self, name: &'static str, node: &Node) {
        self.doubtful = true;
        // It may be in what is filled in.
        if node.members().iter().any(|member| has_hole(&member.key)) {
            return;
        }
        // The bracket, because there is nothing else to point at.
        self.say(&finding::ELEMENT_MISSING, name, &(node.span.start..node.span.start + 1), &[name]);
    }
}
