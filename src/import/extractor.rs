//! What looks for documents carries this through the values of a text: what the wrappers around a value say, and where
//! what is found is kept. Whoever understands one kind of wrapper takes it, and hands values inside back to [`Extractor::look`].

use super::document::{Absence, PolicyType, Span};
use super::finding::{self, FindingLog};
use super::intrinsic;
use super::inventory::{Attached, Instead, Inventory, NamedPrincipal, PrincipalKind, What};
use super::source_map::SourceMap;
use super::value::{Node, Value};

/// Looks through values and keeps what it finds.
pub(crate) struct Extractor<'r> {
    pub(crate) report: &'r mut FindingLog,
    pub(crate) inventory: &'r mut Inventory,
    /// Reads every document in a value. It stands above what looks into one kind of wrapper, and so does the next.
    pub(crate) value: fn(&mut Extractor<'_>, &SourceMap<'_>, &Node),
    /// Reads the values of a part of a layer, one after another.
    pub(crate) part: fn(&SourceMap<'_>, Span, &mut Extractor<'_>),
    /// What the wrappers around the value being read say.
    pub(crate) context: WrapperContext,
    /// What the text before it says.
    pub(crate) heading: Heading,
    /// Brackets outside of values that nothing has closed.
    pub(crate) open_brackets: Vec<usize>,
    /// Texts inside texts around the one being read.
    pub(crate) layers: usize,
    /// Something was understood, though it may hold no document.
    pub(crate) considered: bool,
    /// A part before could not be read, so that pieces of a document are no surprise.
    pub(crate) recovering: bool,
    /// The values are what a reader of another language made, and the layer is the text in that language.
    pub(crate) made: bool,
}

/// What wrappers say of a document inside.
#[derive(Debug, Clone, Default)]
pub(crate) struct WrapperContext {
    pub(crate) name: Option<String>,
    /// By places among the principals.
    pub(crate) of: Vec<usize>,
    pub(crate) kind: Option<PolicyType>,
    pub(crate) absent: Option<Absence>,
    pub(crate) perhaps: bool,
    pub(crate) arn: Option<String>,
    pub(crate) managed: bool,
    pub(crate) call: Option<usize>,
    /// It is one of a list.
    pub(crate) listed: bool,
}

/// What the text before a value says of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heading {
    /// Whose the next policies are, by place among the principals.
    pub(crate) of: Vec<usize>,
    /// What the next policy is, with the part that says so; until there is one, it is only named.
    pub(crate) kind: Option<(PolicyType, Span)>,
    /// The ARN of the managed policy that is printed next.
    pub(crate) arn: Option<String>,
}

/// Texts in texts: a URL-encoded document in a string of a document in a string.
const MOST_LAYERS: usize = 4;

impl Extractor<'_> {
    /// Reads every document in a value.
    pub(crate) fn look(&mut self, layer: &SourceMap<'_>, node: &Node) {
        (self.value)(self, layer, node);
    }

    /// Likewise, as a document of a kind.
    pub(crate) fn look_as(&mut self, layer: &SourceMap<'_>, value: &Node, kind: PolicyType) {
        let outer = self.context.kind.replace(kind);
        self.look(layer, value);
        self.context.kind = outer;
    }

    /// Where a wrapper names the boundary, or holds it.
    pub(crate) fn boundary(&mut self, layer: &SourceMap<'_>, value: &Node) {
        let found = self.inventory.documents.len();
        self.look_as(layer, value, PolicyType::Boundary);
        if self.inventory.documents.len() > found || matches!(value.value, Value::Null) {
            return;
        }
        let name = value.get("PermissionsBoundaryArn").and_then(Node::text).map(str::to_string);
        let name = name.or_else(|| intrinsic::reference(value)).unwrap_or_default();
        if !name.is_empty() || value.text().is_none() {
            self.attach(What::Boundary, &name, layer.span(&value.span));
        }
    }

    /// Managed policies that are attached: ARNs, or objects that hold one.
    pub(crate) fn managed(&mut self, layer: &SourceMap<'_>, value: &Node) {
        self.names_only();
        for attached in value.alone() {
            let name = attached.get("PolicyArn").and_then(Node::text).map(str::to_string);
            let Some(name) = name.or_else(|| intrinsic::reference(attached)).filter(|name| !name.is_empty()) else {
                self.look(layer, attached);
                continue;
            };
            self.attach(What::Managed, &name, layer.span(&attached.span));
        }
    }

    /// Reads a URL-encoded part of a text.
    pub(crate) fn decode(&mut self, layer: &SourceMap<'_>, part: &Span) {
        match layer.percent_decoded(part) {
            Ok(decoded) => self.inside(layer, part, &decoded),
            Err(span) => self.report.stop(&finding::BAD_PERCENT, span, &[]),
        }
    }

    pub(crate) fn inside(&mut self, layer: &SourceMap<'_>, part: &Span, decoded: &SourceMap<'_>) {
        if self.layers == MOST_LAYERS {
            self.report.stop(&finding::TOO_DEEP, layer.span(part), &[&crate::diagnostics::digits(MOST_LAYERS)]);
            return;
        }
        self.layers += 1;
        (self.part)(decoded, 0..decoded.text.len(), self);
        self.layers -= 1;
    }

    /// Notes that policies are named whose texts are not shown.
    pub(crate) fn names_only(&mut self) {
        self.considered = true;
        self.inventory.instead = self.inventory.instead.or(Some(Instead::Names));
    }

    /// Notes a principal, and gives its place.
    pub(crate) fn principal(&mut self, kind: PrincipalKind, name: &str, account: Option<&str>, span: Span) -> usize {
        let account = account.filter(|account| account.len() == 12).map(str::to_string);
        let name = finding::cut(name);
        let (logical, groups, text) = (None, Vec::new(), self.report.text);
        self.inventory.principals.push(NamedPrincipal { kind, name, logical, account, groups, text, span });
        self.inventory.principals.len() - 1
    }

    /// Notes something that is only named.
    pub(crate) fn attach(&mut self, what: What, name: &str, span: Span) {
        let of = if self.context.of.is_empty() { &self.heading.of } else { &self.context.of }.clone();
        self.considered = true;
        // What is attached perhaps is not shown to be, whatever it says.
        let what = if self.context.perhaps && what != What::Boundary { What::Unknown } else { what };
        self.inventory.attached.push(Attached { what, name: name.to_string(), of, text: self.report.text, span });
    }

    /// Ends what the text before the last value said. A boundary it spoke of and did not show is only named.
    pub(crate) fn end_heading(&mut self) {
        if let Some((PolicyType::Boundary | PolicyType::Session | PolicyType::Scp | PolicyType::Rcp, span)) =
            self.heading.kind.take()
        {
            self.attach(What::Boundary, "", span);
        }
        self.heading.arn = None;
    }
}

/// What kind of policy of an organisation it is. <https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html>
pub(super) fn organization(kind: &str) -> PolicyType {
    match kind {
        "SERVICE_CONTROL_POLICY" => PolicyType::Scp,
        "RESOURCE_CONTROL_POLICY" => PolicyType::Rcp,
        _ => PolicyType::Resource,
    }
}

pub(super) fn is_false(node: &Node) -> bool {
    matches!(&node.value, Value::Bare(word) if word == "false")
}

/// Whether a text holds a word of lower-case ASCII letters, in any case.
pub(super) fn mentions(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
