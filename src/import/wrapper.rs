//! Finds policy documents in values, whatever they are wrapped in, and what the wrapper says of them: whose they are, of
//! which kind, whether they are in force, what is attached beside them.
//!
//! It takes the values of any language: see [`super`] for what a reader of one gives.

use super::document::{Absence, PolicyType};
use super::extractor::{is_false, mentions, organization, Extractor};
use super::finding::{self, At};
use super::inventory::{Instead, PrincipalKind, What};
use super::source_map::{is_encoded, SourceMap};
use super::value::{Member, Node, Value};
use super::{intrinsic, prose, statement, template, terraform, trail};

/// Names in a wrapper, with the kind of principal they are of.
const NAMES: [(&str, PrincipalKind); 3] =
    [("RoleName", PrincipalKind::Role), ("UserName", PrincipalKind::User), ("GroupName", PrincipalKind::Group)];

/// What stands under a name in a wrapper.
#[derive(Clone, Copy)]
enum Key {
    Trust,
    Encryption,
    Boundary,
    Managed,
    Inline,
    Groups,
    Version,
    Document,
    /// An element of a Statement, where there is none.
    Statement,
}

static KEYS: &[(&str, Key)] = &[
    ("AssumeRolePolicyDocument", Key::Trust),
    ("assume_role_policy", Key::Trust),
    ("KeyPolicy", Key::Encryption),
    ("PermissionsBoundary", Key::Boundary),
    ("permissions_boundary", Key::Boundary),
    ("AttachedPolicies", Key::Managed),
    ("managed_policy_arns", Key::Managed),
    ("AttachedManagedPolicies", Key::Managed),
    ("ManagedPolicyArns", Key::Managed),
    ("ManagedPolicies", Key::Managed),
    ("PolicyNames", Key::Inline),
    ("GroupList", Key::Groups),
    ("Groups", Key::Groups),
    ("DefaultVersionId", Key::Version),
    ("PolicyDocument", Key::Document),
    ("Effect", Key::Statement),
    ("Action", Key::Statement),
    ("Actions", Key::Statement),
    ("NotAction", Key::Statement),
    ("NotActions", Key::Statement),
];

/// Reads every document in a value.
pub(super) fn value(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, node: &Node) {
    finder.value(layer, node);
}

impl Extractor<'_> {
    fn value(&mut self, layer: &SourceMap<'_>, node: &Node) {
        crate::work::step();
        match &node.value {
            Value::Text(text) => self.string(layer, node, text),
            Value::List(items) if !items.is_empty() && items.iter().all(is_statement) => {
                self.statements_alone(layer, node, items);
            }
            Value::List(items) => {
                let listed = std::mem::replace(&mut self.context.listed, true);
                items.iter().for_each(|item| self.look(layer, item));
                self.context.listed = listed;
            }
            Value::Object(_) if is_statement(node) => {
                self.statements_alone(layer, node, std::slice::from_ref(node));
            }
            Value::Object(_) if is_document(node) => statement::document(self, layer, node),
            Value::Object(members) => {
                let known = trail::event(self, layer, node)
                    || terraform::plan(self, layer, node)
                    || terraform::resource(self, layer, node)
                    || template::choice(self, layer, node);
                if !known {
                    self.wrapper(layer, node, members);
                }
            }
            Value::Null | Value::Bare(_) => {}
        }
    }

    fn statements_alone(&mut self, layer: &SourceMap<'_>, node: &Node, statements: &[Node]) {
        self.report.document = Some(self.inventory.documents.len());
        if !self.recovering {
            let is_keys = statements.iter().all(is_of_key);
            let sentence = if is_keys { &finding::STATEMENTS_TO_ADD } else { &finding::STATEMENT_ALONE };
            self.report.say(sentence, At::default(), layer.span(&node.span), &[]);
        }
        statement::keep(self, layer, &node.span, true, false, statements);
    }

    /// A string that holds a document, plainly or URL-encoded.
    fn string(&mut self, layer: &SourceMap<'_>, node: &Node, text: &str) {
        let begins = text.trim_start();
        // Decoding shows whether an encoded one is a policy; of other JSON in strings, slips are nobody's concern.
        let plain = begins.starts_with(['{', '[']) && (mentions(text, "statement") || mentions(text, "effect"));
        if !plain && !is_encoded(begins) {
            // A template or a script in a string.
            if begins.len() > 20 && prose::speaks_of_policy(text) {
                self.considered = true;
                self.report.stop(&finding::NOT_READ, layer.span(&node.span), &[begins]);
            }
            return;
        }
        let content = layer.content(node);
        let said = if self.made { layer.aligned(&node.span, text) } else { layer.unescaped(&content) };
        let outer = std::mem::take(&mut self.made);
        self.inside(layer, &content, &said);
        self.made = outer;
    }

    /// Anything else: what the command line prints, a template, a script's own object.
    fn wrapper(&mut self, layer: &SourceMap<'_>, node: &Node, members: &[Member]) {
        if node.get("EvaluationResults").is_some() || node.get("EvalDecision").is_some() {
            self.considered = true;
            self.inventory.instead = Some(Instead::Simulation);
            return;
        }
        let outer = self.context.clone();
        self.wrapped_by(layer, node);
        for member in members {
            self.member(layer, node, member);
        }
        self.context = outer;
    }

    /// Takes in what an object says of the documents in it.
    fn wrapped_by(&mut self, layer: &SourceMap<'_>, node: &Node) {
        let text = |key: &str| node.get(key).and_then(Node::text);
        if let Some(name) = text("PolicyName").or_else(|| text("name")) {
            self.context.name = Some(finding::cut(name));
        }
        let account = text("Arn").and_then(account);
        for (key, who) in NAMES {
            if let Some(name) = node.get(key) {
                let place = self.principal(who, name.text().unwrap_or_default(), account, layer.span(&name.span));
                self.context.of = vec![place];
            }
        }
        if node.get("PolicyVersionList").is_some() {
            self.context.arn = text("Arn").map(str::to_string);
            self.context.managed = true;
        }
        if node.get("VersionId").is_some() && self.context.arn.is_none() {
            self.context.arn = Some(self.heading.arn.clone().unwrap_or_default());
        }
        if let Some(flag) = node.get("IsDefaultVersion").filter(|flag| is_false(flag)) {
            self.context.absent = Some(Absence::OldVersion);
            if !self.context.managed {
                self.report.say(&finding::OLD_POLICY_VERSION, At::default(), layer.span(&flag.span), &[]);
            }
        }
        if let Some(kind) = node.get("PolicySummary").and_then(|summary| summary.get("Type")).and_then(Node::text) {
            self.context.kind = Some(organization(kind));
        }
    }

    fn member(&mut self, layer: &SourceMap<'_>, node: &Node, member: &Member) {
        let value = &member.value;
        if template::resource(self, layer, &member.key, value) {
            return;
        }
        let key = KEYS.iter().find(|(key, _)| member.key.eq_ignore_ascii_case(key)).map(|(_, key)| *key);
        match key {
            Some(Key::Trust) => self.look_as(layer, value, PolicyType::Trust),
            Some(Key::Encryption) => self.look_as(layer, value, PolicyType::Key),
            Some(Key::Boundary) => self.boundary(layer, value),
            Some(Key::Managed) => self.managed(layer, value),
            Some(Key::Inline) => {
                self.names_only();
                value.items().iter().for_each(|name| {
                    self.attach(What::Inline, name.text().unwrap_or_default(), layer.span(&name.span));
                });
            }
            Some(Key::Groups) => self.groups(layer, value),
            Some(Key::Version) => {
                self.names_only();
                let arn = node.get("Arn").and_then(Node::text).filter(|_| !self.context.listed);
                if let Some(arn) = arn.filter(|_| node.get("PolicyVersionList").is_none()) {
                    self.attach(What::Managed, arn, layer.span(&value.span));
                    self.heading.arn = Some(arn.to_string());
                }
            }
            Some(Key::Statement) => {
                self.considered = true;
                self.report.stop(&finding::NOT_READ, layer.span(&node.span), &[layer.part(&member.key_span)]);
            }
            Some(Key::Document) => {
                let before = (self.inventory.documents.len(), self.report.unread.len());
                self.look(layer, value);
                if before == (self.inventory.documents.len(), self.report.unread.len()) {
                    self.report.stop(&finding::NOT_READ, layer.span(&member.key_span), &[&member.key]);
                }
            }
            None => self.look(layer, value),
        }
    }

    /// Groups a user is in: names, or objects that hold one. A group with its policies is read as one.
    fn groups(&mut self, layer: &SourceMap<'_>, value: &Node) {
        for group in value.items() {
            let name = group.get("GroupName").and_then(Node::text).map(str::to_string);
            match name.or_else(|| intrinsic::reference(group)) {
                Some(name) if group.get("GroupPolicyList").is_none() => {
                    self.attach(What::Group, &name, layer.span(&group.span));
                }
                _ => self.look(layer, group),
            }
        }
    }
}

/// The account of an ARN.
fn account(arn: &str) -> Option<&str> {
    arn.split(':').nth(4)
}

/// Whether a Statement belongs into the policy of a key, to which the policy `key-policy` adds. No other text by itself is
/// part of a policy that is there: a trust relationship, for example, is replaced as a whole.
fn is_of_key(node: &Node) -> bool {
    let is_kms = |item: &Node| item.text().is_some_and(|action| action.starts_with("kms:"));
    let all = match node.get("Action") {
        Some(Node { value: Value::List(items), .. }) => !items.is_empty() && items.iter().all(is_kms),
        Some(action) => is_kms(action),
        None => false,
    };
    all && node.get("Principal").is_some()
}

fn is_statement(node: &Node) -> bool {
    let has = |key| node.get(key).is_some();
    let about = || {
        ["Action", "NotAction", "Resource", "NotResource", "Actions", "Resources", "NotActions", "NotResources"]
            .into_iter()
            .any(has)
    };
    has("Effect") && about() && !has("Statement")
}

/// A `Version` of the language is enough: a misspelt `Statement` should be seen as one.
fn is_document(node: &Node) -> bool {
    let version = node.get("Version").and_then(Node::text);
    node.get("Statement").is_some() || matches!(version, Some("2012-10-17" | "2008-10-17"))
}
