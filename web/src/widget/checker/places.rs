//! Places of the pasted texts, in words, and the buttons that select them.

use crate::widget::tree::{el, Element};
use rules::check::TextRange;
use rules::diagnostics::{digits, fill};

/// Where it is.
pub(super) fn place(range: &TextRange, text: usize) -> String {
    let template = if text == 0 { "Line {0}, column {1}" } else { "Boundary, line {0}, column {1}" };
    fill(template, &[&digits(range.line), &digits(range.column)])
}

/// A button that selects the part of the text it is about: that of a finding, by its number, or of a Statement, by its
/// document and its place there. Not by where that is, which changes with each letter before it.
pub(super) fn select(label: &str, what: &str, numbers: &[usize]) -> Element {
    let mut action = what.to_string();
    for number in numbers {
        action.push('-');
        action.push_str(&digits(*number));
    }
    el("button").attr("type", "button").class("link").attr("data-do", &action).text(label)
}
