//! What was found in the text, as a short list: each document with whose it is and whether it counts, what is only named,
//! what was not read. Each place is a button that selects it.

use super::places::{place, select};
use crate::widget::tree::{el, Element};
use rules::check::{Checked, DocumentRow, PolicyType, TextRange};
use rules::diagnostics::{digits, fill};

/// What the buttons select, by its number.
const DOCUMENT: &str = "document";
const NAMED: &str = "named";
const UNREAD: &str = "unread";

/// More lines than these, and more places on one, help nobody.
const LINES: usize = 20;
const PLACES: usize = 8;

/// One line: what it is, and where.
struct Line {
    what: String,
    why: Option<&'static str>,
    places: Vec<Element>,
    more: usize,
}

pub(super) fn view(checked: Option<&Checked>) -> Element {
    let lines = checked.map(lines).unwrap_or_default();
    let more = lines.len().saturating_sub(LINES);
    let hidden = lines.len() < 2 && lines.iter().all(|line| line.places.len() < 2);
    el("div")
        .attr("role", "group")
        .class("found")
        .attr("aria-label", "Found in the text")
        .attr_if(hidden, "hidden", "")
        .child(el("p").class("heading").text("Found in the text"))
        .child(el("ul").class("places").children(lines.into_iter().take(LINES).map(line)))
        .child(el("p").class("size").attr_if(more == 0, "hidden", "").text(&fill("And {0} more.", &[&digits(more)])))
}

fn line(line: Line) -> Element {
    let mut item = el("li").prose(&line.what).text(": ");
    for (at, place) in line.places.into_iter().enumerate() {
        item = item.text(if at == 0 { "" } else { ", " }).child(place);
    }
    if line.more > 0 {
        item = item.text(&fill(" and {0} more", &[&digits(line.more)]));
    }
    if let Some(why) = line.why {
        item = item.text(". ").prose(why);
    }
    item
}

fn lines(checked: &Checked) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, document) in checked.documents.iter().enumerate() {
        let what = (what(document), document.why);
        add(&mut lines, what, (document.text_index, &document.range), (DOCUMENT, at));
    }
    for (at, named) in checked.attached_by_name.iter().enumerate() {
        let what = fill("Named, but not shown: `{0}`{1}", &[&named.name, &of(named.principal.as_deref())]);
        add(&mut lines, (what, None), (named.text_index, &named.range), (NAMED, at));
    }
    for (at, unread) in checked.unread.iter().enumerate() {
        add(&mut lines, ("Not read".to_string(), None), (unread.text_index, &unread.range), (UNREAD, at));
    }
    lines
}

/// What is alike shares a line.
fn add(
    lines: &mut Vec<Line>,
    (what, why): (String, Option<&'static str>),
    (text, range): (usize, &TextRange),
    button: (&str, usize),
) {
    let at = lines.iter().position(|line| line.what == what && line.why == why).unwrap_or_else(|| {
        lines.push(Line { what, why, places: Vec::new(), more: 0 });
        lines.len() - 1
    });
    let Some(line) = lines.get_mut(at) else { return };
    if line.places.len() < PLACES {
        line.places.push(select(&place(range, text), button.0, &[button.1]));
    } else {
        line.more += 1;
    }
}

fn what(document: &DocumentRow) -> String {
    let kind = match document.kind {
        PolicyType::Identity => "Policy",
        PolicyType::Boundary => "Permissions boundary",
        PolicyType::Session => "Session policy",
        PolicyType::Trust => "Trust policy",
        PolicyType::Bucket => "Bucket policy",
        PolicyType::Key => "Key policy",
        PolicyType::Scp => "Service control policy",
        PolicyType::Rcp => "Resource control policy",
        PolicyType::Resource => "Policy of a resource",
    };
    let status = match (document.in_force, document.used) {
        (false, _) => " (not in force)",
        (true, false) => " (not used)",
        _ => "",
    };
    [kind, &of(document.principal.as_deref()), status].concat()
}

/// What a button selects: which text, and where in it. `None` for other buttons.
pub(super) fn place_of(checked: &Checked, button: &str) -> Option<(usize, TextRange)> {
    let (kind, number) = button.split_once('-')?;
    let number: usize = number.parse().ok()?;
    match kind {
        DOCUMENT => checked.documents.get(number).map(|row| (row.text_index, row.range)),
        NAMED => checked.attached_by_name.get(number).map(|row| (row.text_index, row.range)),
        UNREAD => checked.unread.get(number).map(|row| (row.text_index, row.range)),
        _ => None,
    }
}

fn of(principal: Option<&str>) -> String {
    principal.map_or_else(String::new, |principal| fill(" of `{0}`", &[principal]))
}
