//! What an error means: who was denied what, why, and what to do, before anything is said of policies.

use super::places::select;
use super::Checker;
use crate::widget::tree::{el, Element};
use crate::widget::view;
use rules::diagnostics::{digits, fill};
use rules::explain::Denial;

/// More of a log help nobody: the first are mended first.
const DENIALS: usize = 10;

pub(super) fn view(checker: &Checker) -> Element {
    let denials = if checker.pending { &[] } else { checker.explained.as_slice() };
    let more = denials.len().saturating_sub(DENIALS);
    el("div")
        .attr("role", "group")
        .class("explained")
        .attr("aria-label", "The error")
        .attr_if(denials.is_empty(), "hidden", "")
        .children(denials.iter().take(DENIALS).enumerate().map(|(at, one)| denial(at, one, checker)))
        .child(el("p").class("size").attr_if(more == 0, "hidden", "").text(&fill("And {0} more.", &[&digits(more)])))
}

fn denial(at: usize, denial: &Denial, checker: &Checker) -> Element {
    let place = |range: &rules::check::TextRange, template: &str| fill(template, &[&digits(range.line)]);
    let mut links =
        el("p").class("deciding").child(select(&place(&denial.range, "The error, line {0}"), "denial", &[at]));
    if let Some(range) = denial.pasted.as_ref().and_then(|pasted| pasted.range.as_ref()) {
        links = links.child(select(&place(range, "The policy, line {0}"), "beside", &[at]));
    }
    let can_add = checker.is_error() && super::is_mended_by_adding(denial);
    if can_add && checker.helped() != Some(at) {
        links = links.child(select("Show what to add", "add", &[at]));
    }
    if let Some(link) = denial.link {
        links = links.child(view::outside(link).text("Documentation"));
    }
    el("div")
        .class("denial")
        .child(el("p").class("sentence").prose(&denial.message))
        .child(el("p").child(el("strong").text("What to do: ")).prose(&denial.help))
        .child(
            el("ul")
                .attr_if(denial.steps.is_empty(), "hidden", "")
                .children(denial.steps.iter().map(|step| el("li").prose(step))),
        )
        .child(links)
}
