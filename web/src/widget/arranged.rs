//! Model to tree: all of a widget, from top to bottom.

use super::model::Model;
use super::page::View;
use super::parts;
use super::tree::{el, Element};
use super::view::{
    above, below, beside, capitalised, console_link, elsewhere, fields, heading, left_out, linked, options,
};
use super::view::{setup_line, snippet, stamp, whose};
use rules::setup::{self, Input, Kind};
use rules::RESOURCES;

impl View for Model {
    fn view(&self) -> Element {
        whole(self)
    }
}

/// The whole widget.
fn whole(model: &Model) -> Element {
    let (mut first, mut more) = setup::visible(model.kind, &model.call);
    let mut all = [first.as_slice(), &more].concat();
    let from_link = linked(model, &all);
    let asked = model.take_setup(&mut first, &mut more);
    let said = el("p").class("said").attr("role", "status").text(&capitalised(&model.said));
    if model.asks_only() {
        let inputs: Vec<Input> = asked.into_iter().map(Input::Text).collect();
        let frame = el("div").class("frame").attr("part", "frame").attr("role", "group");
        let mut used = Vec::new();
        let frame = frame.attr("aria-label", "Your setup").child(said).child(fields(model, &inputs));
        return frame.child(above(model, &mut used)).children(beside(model, &mut used));
    }
    if model.compact {
        let rest = [first.as_slice(), &more].concat();
        first.clear();
        more.clear();
        for input in rest {
            // What the text cannot do without stays in sight.
            let is_needed = matches!(input, Input::Text(field) if setup::is_needed(model.kind, &model.call, field));
            if is_needed { &mut first } else { &mut more }.push(input);
        }
    }
    let is_whole = RESOURCES && model.kind == Kind::Setup;
    let whose = whose(model, &mut more);
    if model.compact {
        // What the page asks for elsewhere has a line of its own.
        all.retain(|input| !more.contains(input));
    }
    let mut used = Vec::new();
    // A group and no landmark: a page may hold many, and two with one name would be indistinct.
    let frame = el("div")
        .class("frame")
        .attr("part", "frame")
        .attr("role", "group")
        .attr("aria-labelledby", "title")
        .child(heading(model))
        .child(said)
        .child(from_link)
        .child(elsewhere(model, &all))
        .child(setup_line(model, &asked))
        .child(left_out(model))
        .child(if is_whole { parts::questions(model, &first) } else { fields(model, &first) });
    if model.compact {
        frame.child(above(model, &mut used)).child(snippet(model, whose)).child(stamp(model)).child(
            el("details")
                .class("options")
                .child(el("summary").text("Options and reasons"))
                .child(fields(model, &more))
                .children(below(model, &mut used))
                .child(console_link(model)),
        )
    } else {
        frame
            .child(options(model, &more))
            .child(above(model, &mut used))
            .children(is_whole.then(|| parts::table(model)))
            .child(snippet(model, whose))
            .child(el("footer").children(below(model, &mut used)).child(stamp(model)).child(console_link(model)))
    }
}
