//! The elements of a document and of a Statement: which there are, and what an unknown one was meant to be.
//!
//! Grammar: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use super::finding::{self, At, FindingLog};
use super::source_map::SourceMap;
use super::value::{has_hole, Member, Node};
use crate::setup::names::closest;

/// An object whose elements are named by a closed set.
pub(super) struct Elements<'a> {
    found: Vec<(&'static str, &'a Member)>,
    /// One was unknown, not written as AWS writes it, or there twice.
    pub(super) doubtful: bool,
    /// Those that were there twice, of which only the first is read.
    twice: Vec<&'static str>,
}

pub(super) const DOCUMENT: &[&str] = &["Version", "Id", "Statement"];
pub(super) const STATEMENT: &[&str] =
    &["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition", "Principal", "NotPrincipal"];

/// Sorts the members of an object by what they are; says which are nothing.
pub(super) fn elements<'a>(
    report: &mut FindingLog,
    layer: &SourceMap<'_>,
    object: &'a Node,
    set: &[&'static str],
    statement: Option<usize>,
) -> Elements<'a> {
    let mut elements = Elements { found: Vec::new(), doubtful: false, twice: Vec::new() };
    for member in object.members() {
        crate::work::step();
        let key = member.key.as_str();
        let at = At { statement, element: key, item: None };
        let span = layer.span(&member.key_span);
        let Some(name) = set.iter().copied().find(|name| name.eq_ignore_ascii_case(key)) else {
            elements.doubtful = true;
            if !has_hole(key) {
                say_unknown(report, key, set, at, span);
            }
            continue;
        };
        if name != key {
            elements.doubtful = true;
            report.say(&finding::ELEMENT_CASE, at, span.clone(), &[key, name]);
        }
        if elements.get(name).is_some() {
            elements.doubtful = true;
            if !elements.is_twice(name) {
                elements.twice.push(name);
            }
            report.say(&finding::DUPLICATE_KEY, at, span, &[key]);
        } else {
            elements.found.push((name, member));
        }
    }
    elements
}

fn say_unknown(report: &mut FindingLog, key: &str, set: &[&'static str], at: At<'_>, span: std::ops::Range<usize>) {
    let (whole, unknown) = if set == DOCUMENT {
        ("policy document", &finding::DOCUMENT_ELEMENT_UNKNOWN)
    } else {
        ("Statement", &finding::STATEMENT_ELEMENT_UNKNOWN)
    };
    // Comparing letter by letter is for words, not for whatever else may stand there.
    let near = if key.len() > 24 { None } else { closest(key, &mut set.iter().copied()) };
    match near {
        Some(near) => report.say(&finding::ELEMENT_MISSPELT, at, span, &[key, whole, near]),
        None => report.say(unknown, at, span, &[key, whole]),
    }
}

impl<'a> Elements<'a> {
    pub(super) fn is_twice(&self, name: &str) -> bool {
        self.twice.contains(&name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Member> {
        self.found.iter().find(|(other, _)| *other == name).map(|(_, member)| *member)
    }
}

/// Says which names an object of any names has twice; letter case makes no difference. Whether there were any.
pub(super) fn duplicates(report: &mut FindingLog, layer: &SourceMap<'_>, object: &Node, at: At<'_>) -> bool {
    let members = object.members();
    if members.len() < 2 {
        return false;
    }
    let mut names: Names = Vec::with_capacity(members.len());
    for (index, member) in members.iter().enumerate() {
        names.push((member.key.to_ascii_lowercase(), index));
    }
    let mut any = false;
    for index in repeated(names) {
        if let Some(member) = members.get(index) {
            any = true;
            report.say(&finding::DUPLICATE_KEY, at, layer.span(&member.key_span), &[&member.key]);
        }
    }
    any
}

/// Names with the places they stand at.
pub(crate) type Names = Vec<(String, usize)>;

/// The only sort here: the code of one is among the larger functions of the module.
#[inline(never)]
pub(crate) fn by_name(names: &mut Names) {
    names.sort_unstable();
}

/// The places of the names that an earlier one is equal to, by name.
pub(super) fn repeated(mut names: Names) -> Vec<usize> {
    by_name(&mut names);
    let mut places = Vec::new();
    for pair in names.windows(2) {
        if let [(first, _), (second, index)] = pair {
            if first == second {
                places.push(*index);
            }
        }
    }
    places
}

/// Says that a value is not of the type it should be.
pub(super) fn wrong_type(report: &mut FindingLog, layer: &SourceMap<'_>, node: &Node, at: At<'_>, expected: &str) {
    report.say(&finding::WRONG_TYPE, at, layer.span(&node.span), &[at.element, node.kind(), expected]);
}
