//! Finds policy documents in what was read, whatever they are wrapped in.

use super::document::{Document, Span};
use super::finding::{self, At, Report};
use super::json::{Member, Node, Value};
use super::layer::Layer;
use super::{principal, scan, statement};

/// Looks through values and keeps what it finds.
pub(crate) struct Finder<'r> {
    pub(crate) report: &'r mut Report,
    pub(crate) documents: &'r mut Vec<Document>,
    /// What is found is a permissions boundary.
    pub(crate) boundary: bool,
    /// What the wrapper calls what is inside.
    pub(crate) name: Option<String>,
    /// Texts inside texts around the one being read.
    pub(crate) layers: usize,
    /// Something was understood, though it may hold no document.
    pub(crate) considered: bool,
}

/// Texts in texts: a URL-encoded document in a string of a document in a string.
const MOST_LAYERS: usize = 4;

impl Finder<'_> {
    /// Reads every document in a value.
    pub(crate) fn look(&mut self, layer: &Layer<'_>, node: &Node) {
        crate::work::step();
        match &node.value {
            Value::Text(text) => self.string(layer, node, text),
            Value::List(items) if !items.is_empty() && items.iter().all(is_statement) => {
                self.statements_alone(layer, node, items);
            }
            Value::List(items) => items.iter().for_each(|item| self.look(layer, item)),
            Value::Object(_) if is_statement(node) => {
                self.statements_alone(layer, node, std::slice::from_ref(node));
            }
            Value::Object(_) if is_document(node) => self.document(layer, node),
            Value::Object(members) => {
                if !principal::account(self, layer, node) && !self.is_of_a_resource(layer, node) {
                    self.wrapper(layer, node, members);
                }
            }
            Value::Null | Value::Bare(_) => {}
        }
    }

    /// Likewise, in a value that is called something.
    pub(crate) fn look_in(&mut self, layer: &Layer<'_>, node: &Node, name: Option<&str>) {
        let outer = self.name.clone();
        if let Some(name) = name {
            self.name = Some(super::finding::cut(name));
        }
        self.look(layer, node);
        self.name = outer;
    }

    fn document(&mut self, layer: &Layer<'_>, node: &Node) {
        if is_trust(node) {
            self.skip_trust(layer, node);
        } else {
            statement::document(self, layer, node);
        }
    }

    fn statements_alone(&mut self, layer: &Layer<'_>, node: &Node, statements: &[Node]) {
        self.report.document = Some(self.documents.len());
        self.report.say(&finding::STATEMENT_ALONE, At::default(), layer.span(&node.span), &[]);
        statement::keep(self, layer, &node.span, true, false, statements);
    }

    pub(crate) fn skip_trust(&mut self, layer: &Layer<'_>, node: &Node) {
        self.considered = true;
        self.report.say(&finding::TRUST_SKIPPED, At::default(), layer.span(&node.span), &[]);
    }

    /// A string that holds a document, plainly or URL-encoded.
    fn string(&mut self, layer: &Layer<'_>, node: &Node, text: &str) {
        let begins = text.trim_start();
        // Decoding shows whether an encoded one is a policy; of other JSON in strings, slips are nobody's concern.
        let plain = begins.starts_with(['{', '[']) && (mentions(text, "statement") || mentions(text, "effect"));
        if !plain && !scan::is_encoded(begins) {
            return;
        }
        // Without the quotes, which may be curly.
        let whole = layer.part(&node.span);
        let quote = |character: Option<char>| character.map_or(0, char::len_utf8);
        let content = node.span.start + quote(whole.chars().next())..node.span.end - quote(whole.chars().next_back());
        self.inside(layer, &content, &layer.unescaped(&content));
    }

    /// Reads a URL-encoded part of a text.
    pub(crate) fn decode(&mut self, layer: &Layer<'_>, part: &Span) {
        match layer.percent_decoded(part) {
            Ok(decoded) => self.inside(layer, part, &decoded),
            Err(span) => self.report.stop(&finding::BAD_PERCENT, span, &[]),
        }
    }

    fn inside(&mut self, layer: &Layer<'_>, part: &Span, decoded: &Layer<'_>) {
        if self.layers == MOST_LAYERS {
            self.report.stop(&finding::TOO_DEEP, layer.span(part), &[&crate::words::digits(MOST_LAYERS)]);
            return;
        }
        self.layers += 1;
        scan::read_all(decoded, 0..decoded.text.len(), self);
        self.layers -= 1;
    }

    /// Anything else: what the command line prints, a template, a plan.
    fn wrapper(&mut self, layer: &Layer<'_>, node: &Node, members: &[Member]) {
        let name = node.get("PolicyName").or_else(|| node.get("name")).and_then(Node::text);
        for member in members {
            let value = &member.value;
            let at = |key: &str| member.key.eq_ignore_ascii_case(key);
            if at("AssumeRolePolicyDocument") || at("assume_role_policy") {
                self.skip_trust(layer, value);
            } else if at("PermissionsBoundary") || at("permissions_boundary") {
                self.boundary(layer, value);
            } else if at("PolicyVersionList") {
                self.look_in_default(layer, value, name);
            } else if at("AttachedPolicies") || at("PolicyNames") || at("DefaultVersionId") {
                self.considered = true;
                self.report.stop(&finding::NAMES_ONLY, layer.span(&value.span), &[]);
            } else {
                if at("IsDefaultVersion") && is_false(value) {
                    self.report.say(&finding::OLD_POLICY_VERSION, At::default(), layer.span(&value.span), &[]);
                }
                self.look_in(layer, value, name);
            }
        }
    }

    /// The versions of a managed policy: only the one in force.
    pub(crate) fn look_in_default(&mut self, layer: &Layer<'_>, versions: &Node, name: Option<&str>) {
        for version in versions.items().iter().filter(|version| !version.get("IsDefaultVersion").is_some_and(is_false))
        {
            self.look_in(layer, version, name);
        }
    }

    /// Where a wrapper names the boundary, or holds it.
    fn boundary(&mut self, layer: &Layer<'_>, value: &Node) {
        let found = self.documents.len();
        let outer = std::mem::replace(&mut self.boundary, true);
        self.look(layer, value);
        self.boundary = outer;
        let arn = value.text().or_else(|| value.get("PermissionsBoundaryArn")?.text());
        if let (Some(arn), true) = (arn, self.documents.len() == found) {
            self.considered = true;
            self.report.say(&finding::BOUNDARY_NOT_PASTED, At::default(), layer.span(&value.span), &[arn]);
        }
    }

    /// A resource of a CloudFormation template or a Terraform plan that is none of IAM's: its policy, if it has one,
    /// is not what a user or role may do.
    fn is_of_a_resource(&mut self, layer: &Layer<'_>, node: &Node) -> bool {
        let Some(kind) = node.get("Type").and_then(Node::text) else { return false };
        let cloud_formation = kind.starts_with("AWS::") && !kind.starts_with("AWS::IAM::");
        let terraform = kind.starts_with("aws_") && !kind.starts_with("aws_iam_");
        let other = cloud_formation && !kind.starts_with("AWS::Serverless::") || terraform;
        if other && mentions(kind, "policy") {
            self.considered = true;
            self.report.say(&finding::RESOURCE_POLICY_SKIPPED, At::default(), layer.span(&node.span), &[kind]);
        }
        other
    }
}

fn is_false(node: &Node) -> bool {
    matches!(&node.value, Value::Bare(word) if word == "false")
}

/// Whether a text holds a word of lower-case ASCII letters, in any case.
fn mentions(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn is_statement(node: &Node) -> bool {
    let has = |key| node.get(key).is_some();
    has("Effect") && (has("Action") || has("NotAction") || has("Resource")) && !has("Statement")
}

/// A `Version` of the language is enough: a misspelt `Statement` should be seen as one.
fn is_document(node: &Node) -> bool {
    let version = node.get("Version").and_then(Node::text);
    node.get("Statement").is_some() || matches!(version, Some("2012-10-17" | "2008-10-17"))
}

/// Who may assume a role, in every Statement: a principal, and no resource.
fn is_trust(node: &Node) -> bool {
    let Some(statement) = node.get("Statement") else { return false };
    let statements = match &statement.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(statement),
    };
    let assumes = |node: &Node| node.get("Principal").is_some() && node.get("Resource").is_none();
    !statements.is_empty() && statements.iter().all(assumes)
}
