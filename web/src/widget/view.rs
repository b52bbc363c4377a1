//! The pieces of a widget, each from the model to a tree. `arranged.rs` puts them together.
//!
//! The tree keeps its shape while the reader types, so that comparing old and new by position is enough and focus,
//! caret and open disclosures stay where they are.

use super::highlight::{self, TokenStyle};
use super::labels;
use super::message::Status;
use super::model::{text_named, Model};
use super::tree::{el, Element};
use rules::api::{BuildAnswer, Built, Reason};
use rules::catalog;
use rules::diagnostics::{digits, fill, grouped, Note, Problem, Severity};
use rules::export::Format;
use rules::mark::Marked;
use rules::partition::Partition;
use rules::search::split;
use rules::setup::calls::{self, PRESETS};
use rules::setup::{self, Flag, Input, Kind, Text, TEXTS};
use rules::RESOURCES;

/// The field that says whom the policy goes to, which JSON does not name and every other form does. Taken out of `more`.
pub(super) fn whose(model: &Model, more: &mut Vec<Input>) -> Option<Text> {
    let field = [Text::AttachTo, Text::FunctionRole].into_iter().find(|field| more.contains(&Input::Text(*field)));
    let field = field.filter(|_| model.format() != Format::Json)?;
    more.retain(|input| *input != Input::Text(field));
    Some(field)
}

pub(super) fn heading(model: &Model) -> Element {
    let (principal, identity) =
        model.shown().map(|built| (built.principal.as_str(), built.identity)).unwrap_or_default();
    el("header").child(el("p").class("title").attr("id", "title").text(&capitalised(labels::title(model.kind)))).child(
        el("p")
            .class("principal")
            .text("For ")
            .child(el("strong").text(principal))
            .text(". ")
            .child(el("span").prose(&fill(labels::place(model.kind, model.format()), &[identity]))),
    )
}

/// Problems of inputs that have no field in sight, such as a policy that does not exist: the page's author should see them.
pub(super) fn elsewhere(model: &Model, inputs: &[Input]) -> Element {
    let half_typed = model.editing.map_or("", Text::name);
    let has_field =
        |problem: &Problem| problem.field == half_typed || inputs.iter().any(|input| input.name() == problem.field);
    let all: &[Problem] = match &model.answer {
        BuildAnswer::Built(_) => &[],
        BuildAnswer::Refused(problems) => problems,
    };
    let mut sentences = Vec::new();
    for problem in all {
        if !has_field(problem) {
            sentences.push(sentence(problem, "error"));
        }
    }
    el("div").class("elsewhere").attr_if(sentences.is_empty(), "hidden", "").children(sentences)
}

/// Which inputs a link has set, of those that this text takes, until the reader changes them.
pub(super) fn linked(model: &Model, inputs: &[Input]) -> Element {
    let name = |input: &Input| match input {
        Input::Text(field) => labels::text(*field, model.kind),
        Input::Flag(flag) => flag.name(),
    };
    let named: Vec<&str> = model.linked.iter().filter(|input| inputs.contains(input)).map(name).collect();
    let line = el("p").class("linked").attr_if(named.is_empty(), "hidden", "");
    line.text(&fill("From the link that you opened: {0}. Check them before you use the text.", &[&named.join(", ")]))
}

/// Which inputs that are set come from the place where the page asks for them; or which of them are in the way.
pub(super) fn setup_line(model: &Model, inputs: &[Text]) -> Element {
    let is_wrong = |field: &&Text| !problems(model, field.name()).is_empty();
    let any_wrong = inputs.iter().any(|field| is_wrong(&field));
    let mut listed = Vec::new();
    for field in inputs {
        let is_meant = if any_wrong { is_wrong(&field) } else { model.call.text(*field).is_some() };
        if is_meant {
            listed.push(labels::text(*field, model.kind));
        }
    }
    let line = el("p")
        .class(if model.status == Some(Status::NotReady) { "setup error" } else { "setup" })
        .attr_if(inputs.is_empty(), "hidden", "")
        .text(if any_wrong { "Missing or wrong in " } else { "From " });
    if listed.is_empty() {
        listed.push("nothing yet");
    }
    line.child(setup_link(model)).text(&fill(": {0}.", &[&listed.join(", ")]))
}

/// What the link that led here does not hold, for whoever takes the text for the sender's.
pub(super) fn left_out(model: &Model) -> Element {
    let mut labels = Vec::new();
    for field in TEXTS.iter().copied().filter(|field| model.is_left_out(*field)) {
        labels.push(labels::text(field, model.kind));
    }
    let sentence = "The link left this out: {0}. Enter it, or the text differs from the sender’s.";
    let line = el("p").class("note warning setup").attr_if(labels.is_empty(), "hidden", "");
    line.text(&fill(sentence, &[&labels.join(", ")]))
}

fn setup_link(model: &Model) -> Element {
    el("a").attr("href", &model.setup).text("your setup")
}

pub(super) fn sentence(problem: &Problem, class: &str) -> Element {
    let stop = if problem.help.ends_with('?') { "" } else { "." };
    el("p").class(class).prose(&capitalised(&fill("{0}: {1}{2}", &[&problem.message, &problem.help, stop])))
}

pub(super) fn options(model: &Model, inputs: &[Input]) -> Element {
    let troubled =
        inputs.iter().any(|input| matches!(input, Input::Text(field) if !problems(model, field.name()).is_empty()));
    let label = if troubled { "More options (one needs attention)" } else { "More options" };
    el("details")
        .class("options")
        .attr_if(inputs.is_empty(), "hidden", "")
        .child(el("summary").text(label))
        .child(fields(model, inputs))
}

/// Boxes to tick are one row at the end: between fields, each would stand in a cell too large for it.
pub(super) fn fields(model: &Model, inputs: &[Input]) -> Element {
    let (mut texts, mut boxes) = (Vec::new(), Vec::new());
    for input in inputs {
        match input {
            Input::Text(Text::Calls) => texts.push(calls(model)),
            Input::Text(Text::Extras) => texts.push(extras(model)),
            Input::Text(field) => texts.push(text_field(model, *field)),
            Input::Flag(flag) => boxes.push(check_box(model, *flag)),
        }
    }
    el("div")
        .class("fields")
        .attr_if(inputs.is_empty(), "hidden", "")
        .children(texts)
        .child(el("div").class("boxes").attr_if(boxes.is_empty(), "hidden", "").children(boxes))
}

fn problems<'a>(model: &'a Model, field: &str) -> Vec<&'a Problem> {
    match &model.answer {
        BuildAnswer::Built(_) => Vec::new(),
        BuildAnswer::Refused(problems) => problems.iter().filter(|problem| problem.field == field).collect(),
    }
}

fn text_field(model: &Model, field: Text) -> Element {
    let name = field.name();
    let raw = model.call.raw(field).unwrap_or_default();
    let problems = problems(model, name);
    // What is missing is a thing to do, and what is half typed is not wrong yet.
    let missing = problems.iter().all(|problem| problem.code == "required");
    let asked_for = model.status == Some(Status::NotReady);
    let calm = model.editing == Some(field) || missing && !asked_for;
    let wrong = !calm && !problems.is_empty();
    let help = [name, "-help"].concat();

    let control = match field {
        Text::Region => region_control(raw),
        Text::Service => service_control(model, raw),
        _ if !setup::values(field).is_empty() => choice_control(field, raw),
        _ => el("input")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("autocapitalize", "none")
            .attr("autocorrect", "off")
            .attr("spellcheck", "false")
            .attr_if(matches!(field, Text::AccountId | Text::TrustedAccount), "inputmode", "numeric"),
    };
    let mut control = control
        .attr("id", name)
        .attr("name", name)
        .attr("aria-describedby", &help)
        .attr_if(setup::is_required(model.kind, &model.call, field) && !model.asks_only(), "aria-required", "true")
        .attr_if(wrong, "aria-invalid", "true");
    if control.value.is_none() {
        control.value = Some(raw.to_string());
    }

    let mut below = el("div").class("help").attr("id", &help);
    if problems.is_empty() || calm && missing {
        below = below.child(el("p").prose(&fill(labels::hint(field, model.kind), &[&catalog::newest().text()])));
    } else {
        let class = if wrong { "error" } else { "unfinished" };
        below = below.children(problems.iter().map(|problem| sentence(problem, class)));
    }
    if model.has_checker && problems.iter().any(|problem| problem.code == "bucket-is-error") {
        below = below.child(button("explain").class("link").text("Explain this error"));
    }
    let label = el("label").attr("for", name).text(labels::text(field, model.kind));
    let others = (field == Text::Service).then(|| also(model));
    el("div").class("field").child(label).child(control).child(below).children(others)
}

/// The first of those who may assume the role; what is no service stays as it was typed.
fn service_control(model: &Model, raw: &str) -> Element {
    let services = setup::services_of(&model.call);
    let is_known = problems(model, Text::Service.name()).is_empty();
    let first = services.first().copied().filter(|_| is_known && !raw.is_empty());
    choice_control(Text::Service, first.unwrap_or(raw))
}

/// A box for each service that may be among several.
fn also(model: &Model) -> Element {
    let chosen = setup::services_of(&model.call);
    let mut boxes = el("div").class("boxes");
    let mut named = String::new();
    for service in setup::values(Text::Service) {
        let is_chosen = chosen.contains(&service);
        if chosen.first() == Some(&service) || !setup::is_one_of_several(service) {
            continue;
        }
        let label = labels::choice(service);
        if is_chosen {
            named = [named.as_str(), if named.is_empty() { "" } else { ", " }, label].concat();
        }
        let mut control = el("input").attr("type", "checkbox").attr("name", "also");
        control.checked = Some(is_chosen);
        control.value = Some(service.to_string());
        boxes = boxes.child(el("label").class("box").child(control).child(el("span").text(label)));
    }
    let named = if named.is_empty() { "none" } else { &named };
    el("details").class("also").child(el("summary").text(&fill("Others who may assume it: {0}", &[named]))).child(boxes)
}

/// A button for each set of calls that go together, and a box for each call.
fn calls(model: &Model) -> Element {
    let chosen = model.calls();
    let (mut presets, mut boxes) = (el("div").class("boxes"), el("div").class("boxes"));
    let names = calls::names();
    for (at, (set, label)) in PRESETS.iter().zip(labels::PRESETS).enumerate() {
        let is_it = if chosen == *set { "true" } else { "false" };
        let number = digits(names.len() + at);
        let button = el("button").attr("type", "button").attr("data-do", &["calls-", &number].concat());
        presets = presets.child(button.attr("aria-pressed", is_it).text(label));
    }
    for (at, names) in names.into_iter().enumerate() {
        let mut control = el("input").attr("type", "checkbox").attr("name", "calls");
        control.checked = Some(chosen & 1 << at != 0);
        control.value = Some(digits(at));
        let label = ["`", &split(names, "|").join("`, `"), "`"].concat();
        boxes = boxes.child(el("label").class("box").child(control).child(el("span").prose(&label)));
    }
    let count = fill("Calls chosen: {0}", &[&digits(chosen.count_ones() as usize)]);
    let details = el("details").child(el("summary").text(&count)).child(boxes);
    list(model, Text::Calls, vec![presets, details])
}

/// A box for each extra that the policy can have.
fn extras(model: &Model) -> Element {
    let typed = model.call.raw(Text::Extras).unwrap_or_default();
    let mut boxes = el("div").class("boxes");
    for name in setup::extras_of(model.kind) {
        let id = ["extras-", name].concat();
        let mut control = el("input").attr("type", "checkbox").attr("name", "extras").attr("id", &id);
        control.checked = Some(setup::has_extra(typed, name));
        control.value = Some(name.to_string());
        boxes = boxes.child(el("label").class("box").child(control).child(el("span").prose(labels::choice(name))));
    }
    list(model, Text::Extras, vec![boxes])
}

/// A field that is a list: what it is chosen with, between its name and what is said of it.
fn list(model: &Model, field: Text, controls: Vec<Element>) -> Element {
    let name = field.name();
    let (label, help) = ([name, "-label"].concat(), [name, "-help"].concat());
    let problems = problems(model, name);
    let below = el("div").class("help").attr("id", &help).child(el("p").prose(labels::hint(field, model.kind)));
    el("div")
        .class("field list")
        .attr("role", "group")
        .attr("aria-labelledby", &label)
        .attr("aria-describedby", &help)
        .child(el("p").attr("id", &label).text(labels::text(field, model.kind)))
        .children(controls)
        .child(below.children(problems.iter().map(|problem| sentence(problem, "error"))))
}

pub(super) fn button(action: &str) -> Element {
    el("button").attr("type", "button").attr("data-do", action)
}

/// What makes the text useless, or another than was meant, each with the button that mends it.
pub(super) fn above(model: &Model, used: &mut Vec<&'static str>) -> Element {
    let mut above = model.notes();
    above.retain(|note| note.is_above);
    notes(model, above, used).class("notes above")
}

/// Notes, each with the button that mends it, unless that stands elsewhere: `used` has the fields of those. What the
/// page's setup says leads there.
fn notes(model: &Model, notes: Vec<&Note>, used: &mut Vec<&'static str>) -> Element {
    let mut list = el("ul").attr_if(notes.is_empty(), "hidden", "");
    for one in notes {
        let (field, value) = &one.mend;
        let mut item = if model.setup.starts_with('#') && model.is_said(&one.message) {
            if used.contains(field) {
                continue;
            }
            let (class, label) = severity(one.severity);
            let name = text_named(field).map_or("a note", |field| labels::text(field, model.kind));
            let text = el("p").child(el("strong").text(label)).text(&fill("See {0} in ", &[name]));
            let text = text.child(setup_link(model)).text(".");
            el("li").class(class).child(text)
        } else {
            note(one)
        };
        if !field.is_empty() && !used.contains(field) {
            let label = if *field == Text::KeyPrefix.name() { "Use folder `{0}`" } else { "Use `{0}`" };
            item = item.child(button(&["use-", field].concat()).prose(&fill(label, &[value])));
            used.push(field);
        }
        list = list.child(item);
    }
    list
}

fn region_control(chosen: &str) -> Element {
    let group = |label: &'static str, wanted: fn(&catalog::CatalogRegion) -> bool| {
        let rows = catalog::regions().iter().filter(move |row| wanted(row));
        el("optgroup").attr("label", label).children(rows.map(|row| option(row.name, row.name)))
    };
    let in_china = |row: &catalog::CatalogRegion| Partition::of_region(row.name) == Some(Partition::AwsCn);
    let known = chosen.is_empty() || catalog::regions().iter().any(|row| row.name == chosen);
    el("select")
        .children([option("", "Any region")])
        .children((!known).then(|| option(chosen, chosen)))
        .child(group("Remotion’s default regions", |row| row.in_default))
        .child(group("Other regions", |row| !row.in_default && Partition::of_region(row.name) == Some(Partition::Aws)))
        .child(group("China", in_china))
}

fn choice_control(field: Text, chosen: &str) -> Element {
    let values = setup::values(field);
    let known = chosen.is_empty() || values.contains(&chosen);
    let mut select = el("select")
        .children((!known).then(|| option(chosen, chosen)))
        .children(values.iter().map(|value| option(value, labels::choice(value))));
    select.value = Some(if chosen.is_empty() { labels::default_choice(field) } else { chosen }.to_string());
    select
}

fn option(value: &str, label: &str) -> Element {
    el("option").attr("value", value).text(label)
}

fn check_box(model: &Model, flag: Flag) -> Element {
    let name = flag.name();
    let help = [name, "-help"].concat();
    let mut control = el("input")
        .attr("type", "checkbox")
        .attr("id", name)
        .attr("name", name)
        .attr("aria-describedby", help.as_str());
    control.checked = Some(model.call.flag(flag));
    let problems = problems(model, name);
    let class = if model.status == Some(Status::NotReady) { "error" } else { "unfinished" };
    let sentences = problems.iter().map(|problem| sentence(problem, class));
    el("div")
        .class("field box")
        .child(control)
        .child(el("label").attr("for", name).prose(labels::flag(flag, model.kind)))
        .child(el("div").class("help").attr("id", &help).children(sentences))
}

/// Copy first, with a name that tells it apart from those of other boxes.
fn buttons(model: &Model) -> [Element; 3] {
    let ready = matches!(model.answer, BuildAnswer::Built(_));
    let copied = model.status == Some(Status::Copied);
    let linked = model.status == Some(Status::LinkCopied);
    let unless_ready = |button: Element| button.attr_if(!ready, "aria-disabled", "true");
    let copy = if copied { "Copied" } else { "Copy" };
    let named = [copy, " the ", labels::title(model.kind)].concat();
    [
        unless_ready(button("copy").class("primary").attr("aria-label", &named)).text(copy),
        unless_ready(button("download")).text("Download"),
        button("copy-link").text(if linked { "Link copied" } else { "Copy link" }),
    ]
}

pub(super) fn snippet(model: &Model, whose: Option<Text>) -> Element {
    let ready = matches!(model.answer, BuildAnswer::Built(_));
    let empty = Built::default();
    let built = model.shown().unwrap_or(&empty);
    let name = if ready { built.file_name.as_str() } else { "Example, not ready to copy" };
    let is_prose = RESOURCES && model.kind == Kind::Setup && model.format() == Format::Json;
    el("div").class(if ready { "text" } else { "text example" }).child(tabs(model)).child(
        el("div")
            .class("panel")
            .attr("id", "panel")
            .attr("role", if model.kind.formats().len() > 1 { "tabpanel" } else { "group" })
            .attr("aria-labelledby", &tab_id(model.format()))
            .child(
                el("div")
                    .class("bar whose")
                    .attr_if(whose.is_none(), "hidden", "")
                    .children(whose.map(|field| text_field(model, field))),
            )
            .child(el("div").class("bar").child(file(&status(model), name)).children(buttons(model)))
            .child(
                el("pre")
                    .class(if is_prose { "snippet wrapped" } else { "snippet" })
                    .attr("part", "snippet")
                    .attr("tabindex", "0")
                    .attr("role", "group")
                    .attr("aria-label", &fill("Text of: {0}", &[labels::title(model.kind)]))
                    .child(el("code").children(lines(&built.marked))),
            ),
    )
}

/// The name of the file, in whose place a button's outcome is said.
pub(super) fn file(status: &str, name: &str) -> Element {
    let status = el("p").class("status").attr("role", "status").text(status);
    el("div").class("name").child(status).child(el("span").class("file").text(name))
}

/// The forms. A text that has one only shows no tabs, and its panel is a plain group.
pub(super) fn tabs(model: &Model) -> Element {
    let chosen = model.format();
    let formats = model.kind.formats();
    let tab = |format: &Format| {
        let selected = *format == chosen;
        el("button")
            .attr("type", "button")
            .attr("role", "tab")
            .attr("id", &tab_id(*format))
            .attr("data-do", &tab_id(*format))
            .attr("aria-controls", "panel")
            .attr("aria-selected", if selected { "true" } else { "false" })
            .attr("tabindex", if selected { "0" } else { "-1" })
            .text(labels::format(*format))
    };
    el("div")
        .class("tabs")
        .attr("role", "tablist")
        .attr("aria-label", "Format")
        .attr_if(formats.len() < 2, "hidden", "")
        .children(formats.iter().map(tab))
}

pub(super) fn tab_id(format: Format) -> String {
    ["format-", format.name()].concat()
}

pub(super) fn lines(marked: &Marked) -> Vec<Element> {
    // A line feed at the end of the text ends its last line and begins no new one.
    let text = marked.text.as_str();
    let shown = text.strip_suffix('\n').unwrap_or(text);
    let lines = highlight::lines(shown, &marked.ranges);
    let last = lines.len();
    let line = |(number, parts): (usize, &Vec<highlight::LinePart<'_>>)| {
        let mut line = el("span").class("line");
        for part in parts {
            let look = match (part.is_stand_in, part.token) {
                (Some(false), _) => "mark",
                (Some(true), _) => "stand-in",
                (None, TokenStyle::Plain) => "",
                (None, TokenStyle::Key) => "key",
                (None, TokenStyle::String) => "string",
                (None, TokenStyle::Comment) => "comment",
            };
            line = if look.is_empty() {
                line.text(part.text)
            } else {
                line.child(el(if look == "mark" { "mark" } else { "span" }).attr("part", look).text(part.text))
            };
        }
        if number + 1 < last {
            line = line.text("\n");
        }
        line
    };
    lines.iter().enumerate().map(line).collect()
}

/// What belongs beside the text.
pub(super) fn below(model: &Model, used: &mut Vec<&'static str>) -> Vec<Element> {
    let empty = Built::default();
    let built = model.shown().unwrap_or(&empty);
    let ready = matches!(model.answer, BuildAnswer::Built(_));
    let size = built.size.filter(|_| ready);
    let counted = size.map(|size| {
        let (used, limit) = (grouped(size.characters), grouped(size.limit));
        fill("{0} of the {1} characters that fit into {2}, white space not counted.", &[&used, &limit, size.place])
    });
    let mut reasons = el("dl");
    for Reason { action, reason, .. } in &built.reasons {
        let reason = reason.as_deref().unwrap_or_default();
        reasons = reasons.child(el("dt").child(el("code").text(action))).child(el("dd").prose(reason));
    }
    let mut below = beside(model, used);
    below.push(
        el("details")
            .class("why")
            .attr_if(built.reasons.is_empty(), "hidden", "")
            .child(el("summary").text("Why each permission"))
            .child(reasons),
    );
    below.push(el("p").class("size").text(&counted.unwrap_or_default()));
    below
}

/// The notes that do not belong above the text. One warning and one suggestion are open: nobody reads more.
pub(super) fn beside(model: &Model, used: &mut Vec<&'static str>) -> Vec<Element> {
    let (mut open, mut rest, mut seen) = (Vec::new(), Vec::new(), [false; 2]);
    for note in model.notes() {
        if note.is_above {
            continue;
        }
        let [warning, suggestion] = &mut seen;
        let seen = if note.severity == Severity::Suggestion { suggestion } else { warning };
        if std::mem::replace(seen, true) { &mut rest } else { &mut open }.push(note);
    }
    let label = if rest.len() == 1 { "1 more note" } else { "{0} more notes" };
    let more = el("details")
        .attr_if(rest.is_empty(), "hidden", "")
        .child(el("summary").text(&fill(label, &[&digits(rest.len())])));
    vec![notes(model, open, used).class("notes"), more.child(notes(model, rest, used).class("notes"))]
}

/// Class and label of what is said.
pub(super) fn severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("note refused", "Error: "),
        Severity::SecurityWarning => ("note warning", "Security: "),
        Severity::Warning => ("note warning", "Warning: "),
        Severity::Suggestion => ("note", "Note: "),
    }
}

pub(super) fn note(note: &Note) -> Element {
    let (class, label) = severity(note.severity);
    let sentence = capitalised(&fill("{0}. ", &[&note.message]));
    let help = capitalised(&fill("{0}.", &[&note.help]));
    let mut text = el("p").child(el("strong").text(label)).prose(&sentence).prose(&help);
    if let Some(link) = note.link {
        text = text.text(" ").child(outside(link).text(labels::page(link)));
    }
    el("li").class(class).child(text)
}

pub(super) fn outside(link: &str) -> Element {
    el("a").attr("href", link).attr("target", "_blank").attr("rel", "noreferrer")
}

pub(super) fn stamp(model: &Model) -> Element {
    let empty = Built::default();
    let built = model.shown().unwrap_or(&empty);
    let newest = catalog::newest().text();
    let known = if built.version == newest {
        ", published {2}."
    } else {
        ". The newest version known here is {1}, published {2}."
    };
    let check = match model.kind {
        Kind::User => " `npx remotion lambda policies user` prints the policy of your version.",
        Kind::Role => " `npx remotion lambda policies role` prints the policy of your version.",
        _ => " `npm view @remotion/lambda version` prints the newest version.",
    };
    let sentence = if model.is_said(check) {
        "For Remotion {0}.".to_string()
    } else {
        ["For Remotion {0}", known, check].concat()
    };
    el("p").class("stamp").prose(&fill(&sentence, &[&built.version, &newest, catalog::newest_date()]))
}

pub(super) fn console_link(model: &Model) -> Element {
    let paragraph = el("p").class("console");
    match model.shown().and_then(|built| built.console.as_ref()) {
        Some(link) => paragraph.child(outside(&link.url).text(&link.label)),
        None => paragraph.attr("hidden", ""),
    }
}

fn status(model: &Model) -> String {
    let file = model.shown().map(|built| built.file_name.as_str()).unwrap_or_default();
    match model.status {
        None => String::new(),
        Some(Status::Copied) => "Copied to the clipboard.".into(),
        Some(Status::LinkCopied) => "Link copied. It contains no account IDs, KMS keys or role names.".into(),
        Some(Status::Downloaded) => fill("Saved as {0}.", &[file]),
        Some(Status::CopyRefused) => {
            "The browser did not allow copying. The text is selected: press Ctrl+C, or ⌘C on a Mac.".into()
        }
        // Said beside the part.
        Some(Status::PartCopied | Status::PartRefused) => String::new(),
        Some(Status::LinkRefused) => "The browser did not allow copying the link.".into(),
        Some(Status::NotReady) => "Not yet: first correct the marked field. Until then this is an example.".into(),
    }
}

/// Messages are written lower case, to stand anywhere; here they begin a sentence.
pub(super) fn capitalised(text: &str) -> String {
    let mut text = text.to_string();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
