//! What only a whole setup shows: its three questions, and the table of its parts, each of which opens in its place.

use super::labels;
use super::message::Status;
use super::model::Model;
use super::tree::{el, Element};
use super::view::{button, capitalised, fields, lines, outside};
use rules::api::Part;
use rules::diagnostics::{digits, fill, grouped};
use rules::setup::{Input, Text};

/// The inputs by the question that they answer.
pub(super) fn questions(model: &Model, inputs: &[Input]) -> Element {
    let mut all = el("div").class("questions");
    for (at, question) in labels::QUESTIONS.iter().enumerate() {
        let mut of_it = Vec::new();
        for input in inputs {
            if question_of(*input) == at {
                of_it.push(*input);
            }
        }
        let id = ["question-", &digits(at + 1)].concat();
        let title = fill("{0}. {1}", &[&digits(at + 1), question]);
        let group = el("div").class("question").attr("role", "group").attr("aria-labelledby", &id);
        all = all.child(group.child(el("p").class("title").attr("id", &id).text(&title)).child(fields(model, &of_it)));
    }
    all
}

fn question_of(input: Input) -> usize {
    match input {
        Input::Text(Text::Calls) => 1,
        Input::Text(Text::Bucket | Text::Privacy | Text::Region) => 2,
        _ => 0,
    }
}

/// The table. A part opens in a row of its own, which is there closed as well, so that the rows keep their places.
pub(super) fn table(model: &Model) -> Element {
    let empty = Vec::new();
    let parts = model.shown().map_or(&empty, |built| &built.parts);
    let open = model.open_part();
    let mut rows = el("tbody");
    for (at, part) in parts.iter().enumerate() {
        let (number, is_open) = (digits(at + 1), open == Some(at));
        let expanded = if is_open { "true" } else { "false" };
        let name = button(&["part-", &number].concat()).class("link").attr("aria-expanded", expanded);
        let name = name.text(&fill("{0}. {1}", &[&number, part.title]));
        let row = el("tr").child(el("th").attr("scope", "row").child(name));
        rows = rows.child(row.child(el("td").prose(&capitalised(&part.goes_to))));
        let cell = el("td").attr("colspan", "2").children(is_open.then(|| opened(model, part)));
        rows = rows.child(el("tr").attr_if(!is_open, "hidden", "").child(cell));
    }
    let column = |text: &str| el("th").attr("scope", "col").text(text);
    let head = el("thead").child(el("tr").child(column("Part")).child(column("Where it goes")));
    let table = el("table").attr("aria-labelledby", "parts").child(head).child(rows);
    let title = el("p").class("title").attr("id", "parts").text("What goes where");
    el("div").class("parts").attr_if(parts.is_empty(), "hidden", "").child(title).child(table)
}

fn opened(model: &Model, part: &Part) -> Element {
    let said = match model.status {
        Some(Status::PartCopied) => "Copied to the clipboard.",
        Some(Status::PartRefused) => {
            "The browser did not allow copying. The text is selected: press Ctrl+C, or ⌘C on a Mac."
        }
        _ => "",
    };
    let copied = model.status == Some(Status::PartCopied);
    let label = if copied { "Copied" } else { "Copy" };
    let named = fill("{0}: {1}", &[label, part.title]);
    let copy = button("copy-part").class("primary").attr("aria-label", &named).text(label);
    let copy = copy.attr_if(!model.is_ready(), "aria-disabled", "true");
    let name = if model.is_ready() { part.file_name.as_str() } else { "Example, not ready to copy" };
    let size = part.size.map(|size| {
        let (used, limit) = (grouped(size.characters), grouped(size.limit));
        fill("{0} of the {1} characters that fit into {2}, white space not counted.", &[&used, &limit, size.place])
    });
    let console =
        part.console.as_ref().map(|link| el("p").class("console").child(outside(&link.url).text(&link.label)));
    let text = el("pre").class("part-text").attr("tabindex", "0").attr("role", "group");
    let text = text.attr("aria-label", &fill("Text of: {0}", &[part.title]));
    let text = text.child(el("code").children(lines(&part.marked)));
    let bar = el("div").class("bar").child(super::view::file(said, name)).child(copy);
    el("div")
        .child(el("p").class("what").prose(&[&part.what, "."].concat()))
        .child(el("div").class(if model.is_ready() { "text" } else { "text example" }).child(bar).child(text))
        .child(el("p").class("size").text(&size.unwrap_or_default()))
        .children(console)
}
