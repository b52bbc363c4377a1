//! The checker as a tree, from top to bottom. It keeps its shape while the reader types, as [`crate::widget::view`] does.

use super::places::{place, select};
use super::{examples, explained, found, permissions, Checker, BOUNDARY, FROM, QUESTION, TEXT, WHOSE};
use crate::widget::labels;
use crate::widget::message::Status;
use crate::widget::page::View;
use crate::widget::tree::{el, Element, ViewNode};
use crate::widget::view;
use rules::api::Built;
use rules::catalog;
use rules::check::{Checked, FindingRow, PermissionRow, PermissionStatus, Verdict};
use rules::compare::Change;
use rules::diagnostics::{fill, grouped};
use rules::explain::is_signed_in;
use rules::export::Format;
use rules::mark::Marked;
use rules::setup::{Input, Kind};

impl View for Checker {
    fn view(&self) -> Element {
        whole(self)
    }
}

fn whole(checker: &Checker) -> Element {
    let (mut first, mut more) = checker.inputs();
    let elsewhere = checker.form.take_setup(&mut first, &mut more);
    el("div")
        .class("frame checker")
        .attr("part", "frame")
        .attr("role", "group")
        .attr("aria-labelledby", "title")
        .child(
            el("header").child(el("p").class("title").attr("id", "title").text("Check an error or a policy")).child(
                el("p")
                    .class("principal")
                    .text("Paste your policies, or the error AWS gave you. The text stays in this page."),
            ),
        )
        .child(paste(checker))
        .child(explained::view(checker))
        .child(verdict(checker))
        .child(principals(checker))
        .child(view::setup_line(&checker.form, &elsewhere))
        .child(fields(checker, &first))
        .child(view::above(&checker.form, &mut Vec::new()))
        .child(view::options(&checker.form, &more))
        .child(el("p").class("said").attr("role", "status").text(&checker.said))
        .child(found::view(checker.shown()))
        .child(upgrade(checker))
        .child(findings(checker))
        .child(snippet(checker))
        .child(permissions::view(checker))
        .child(el("p").class("stamp").prose(&fill(
            "Compared with what Remotion {0} needs and this page knows. Service control policies, bucket and key \
             policies and session policies are not seen here. AWS has the last word.",
            &[checker.call().text(rules::setup::Text::Version).unwrap_or(&catalog::newest().text())],
        )))
}

fn fields(checker: &Checker, first: &[Input]) -> Element {
    let mut fields = view::fields(&checker.form, first);
    // An error names the principal itself, and none is about an upgrade.
    let is_error = checker.is_error();
    fields.children.insert(0, ViewNode::Element(whose(checker).attr_if(is_error, "hidden", "")));
    let last = fields.children.len().saturating_sub(1);
    let is_from_hidden = is_error && checker.from.is_empty();
    fields.children.insert(last, ViewNode::Element(from(checker).attr_if(is_from_hidden, "hidden", "")));
    fields
}

fn field(name: &str, label: &str, control: Element, help: Element) -> Element {
    let control = control.attr("id", name).attr("name", name).attr("aria-describedby", &[name, "-help"].concat());
    el("div")
        .class("field")
        .child(el("label").attr("for", name).text(label))
        .child(control)
        .child(help.class("help").attr("id", &[name, "-help"].concat()))
}

fn whose(checker: &Checker) -> Element {
    let option = |kind: Kind, label: &str| el("option").attr("value", kind.name()).text(label);
    let mut control = el("select").children([
        option(Kind::Role, "Render function"),
        option(Kind::User, "Deployer"),
        option(Kind::Caller, "Caller"),
    ]);
    control.value = Some(checker.whose().name().to_string());
    let hint = match checker.whose() {
        Kind::User => "The user or role your machine or CI signs in as.",
        Kind::Caller => "The role of your own code that starts renders.",
        _ => "Usually `remotion-lambda-role`.",
    };
    field(WHOSE, "Whose policies", control, el("div").child(el("p").prose(hint)))
}

fn from(checker: &Checker) -> Element {
    let problems = &checker.upgrade.problems;
    let wrong = !problems.is_empty() && !checker.typing_from;
    let mut control = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr_if(wrong, "aria-invalid", "true");
    control.value = Some(checker.from.clone());
    let help = if problems.is_empty() {
        el("div").child(el("p").text("Optional. Shows which permissions the upgrade adds and removes."))
    } else {
        let class = if wrong { "error" } else { "unfinished" };
        el("div").children(problems.iter().map(|problem| view::sentence(problem, class)))
    };
    field(FROM, "Upgrading from", control, help)
}

/// The text areas. Nothing here ever writes their values: what is in them is the reader's, with caret and undo.
fn paste(checker: &Checker) -> Element {
    let area = |name: &str, rows: &str| {
        el("textarea")
            .attr("id", name)
            .attr("name", name)
            .attr("rows", rows)
            .attr("autocomplete", "off")
            .attr("autocapitalize", "none")
            .attr("autocorrect", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &[name, "-help"].concat())
    };
    let help = |name: &str, text: &str| el("p").class("help").attr("id", &[name, "-help"].concat()).prose(text);
    let call = &checker.form.call;
    // What only grew with time is not older in every policy.
    let apt = |example: &&examples::Example| checker.whose() != Kind::Caller || **example != examples::Example::Older;
    let example = |example: &examples::Example| {
        el("button").attr("type", "button").attr("data-do", example.button()).text(&example.label(call))
    };
    el("div")
        .class("paste")
        .child(el("label").attr("for", TEXT).text("Policies attached today, or the error AWS gave you"))
        .child(area(TEXT, "10"))
        .child(help(
            TEXT,
            "All of them, one after another: as the console shows them, or what `aws iam get-role-policy`, \
             `get-policy-version` and the like print. An error is read wherever it stands: a log, a stack, CloudTrail.",
        ))
        .child(
            el("p")
                .class("examples")
                .attr("role", "group")
                .attr("aria-label", "Examples")
                .child(el("span").text("Try one: "))
                .children(examples::ALL.iter().filter(apt).map(example)),
        )
        .child(
            el("details")
                .class("boundary")
                .child(el("summary").text("Permissions boundary"))
                .child(el("label").attr("for", BOUNDARY).text("The boundary’s policy"))
                .child(area(BOUNDARY, "5"))
                .child(help(BOUNDARY, "Only if one is set. It limits what all policies together can allow.")),
        )
}

/// Word, sign and class of a verdict: colour is never alone.
fn state(checker: &Checker) -> (&'static str, &'static str) {
    match checker.verdict() {
        _ if checker.pending => ("…", "verdict empty"),
        _ if checker.asks() => ("?", "verdict conditional"),
        None => ("!", "verdict invalid"),
        Some(Verdict::Sufficient) => ("✓", "verdict sufficient"),
        Some(Verdict::Conditional) => ("?", "verdict conditional"),
        Some(Verdict::Insufficient) => ("✕", "verdict insufficient"),
        Some(Verdict::Invalid) => ("!", "verdict invalid"),
        Some(Verdict::Empty) => ("·", "verdict empty"),
    }
}

fn verdict(checker: &Checker) -> Element {
    let (sign, class) = state(checker);
    let sentence = match &checker.checked {
        _ if checker.pending => "This text is long. It is checked when you stop typing.",
        _ if checker.asks() => QUESTION,
        Some(checked) => checked.summary.as_str(),
        None => "Not yet: a field below needs attention.",
    };
    el("div")
        .class(class)
        .attr_if(checker.is_error(), "hidden", "")
        .child(el("span").class("sign").attr("aria-hidden", "true").text(sign))
        .child(
            el("div")
                .child(el("p").class("sentence").text(sentence))
                .child(
                    el("p").class("age").attr_if(checker.enough_for.is_empty(), "hidden", "").text(&checker.enough_for),
                )
                .child(question(checker)),
        )
}

/// Whose the policies are, when nothing says so and they look like another's.
fn question(checker: &Checker) -> Element {
    let answer = |kind: Kind, label: &str| {
        el("button").attr("type", "button").attr("data-do", &["whose-", kind.name()].concat()).text(label)
    };
    el("p")
        .class("examples")
        .attr("role", "group")
        .attr("aria-label", "Whose are they")
        .attr_if(!checker.asks(), "hidden", "")
        .child(answer(Kind::User, "The deployer’s"))
        .child(answer(Kind::Role, "The render function’s"))
}

/// Whose policies were judged, and a button for each other of whom the text holds policies.
fn principals(checker: &Checker) -> Element {
    let none = Checked::default();
    let checked = checker.shown().unwrap_or(&none);
    let judged = checked.principal.as_deref();
    let others = checked.principals.iter().enumerate().filter(|(_, row)| judged != Some(&row.principal)).take(FINDINGS);
    let button = |(number, row): (usize, &rules::check::PrincipalRow)| {
        let action = ["judge-", &rules::diagnostics::digits(number)].concat();
        el("button").attr("type", "button").attr("data-do", &action).text(&fill("Check {0}", &[&row.principal]))
    };
    el("p")
        .class("examples")
        .attr("role", "group")
        .attr("aria-label", "Whose policies are checked")
        .attr_if(checked.principals.is_empty(), "hidden", "")
        .child(el("span").text(if judged.is_some() { "Checked: " } else { "Whose policies? " }))
        .child(el("code").attr_if(judged.is_none(), "hidden", "").text(judged.unwrap_or_default()))
        .text(" ")
        .children(others.map(button))
}

fn upgrade(checker: &Checker) -> Element {
    let upgrade = &checker.upgrade;
    let list = |title: &str, changes: &[Change], sign: &'static str| {
        el("div")
            .attr_if(changes.is_empty(), "hidden", "")
            .child(el("p").class("heading").text(title))
            .child(el("ul").class("changes").children(changes.iter().map(|one| change(one, sign))))
    };
    let versions = [upgrade.from.as_str(), &upgrade.to];
    let rows = checker.shown().map(|checked| checked.permissions.as_slice()).unwrap_or_default();
    let any = |change: &Change, allowed: bool| {
        rows.iter().any(|row| row.action == change.action && (row.status == PermissionStatus::Allowed) == allowed)
    };
    let lacks = |change: &Change| {
        let is_lacking =
            |row: &PermissionRow| matches!(row.status, PermissionStatus::Missing | PermissionStatus::Denied);
        rows.iter().any(|row| row.action == change.action && is_lacking(row))
    };
    let is_allowed = |change: &Change| any(change, true) && !any(change, false);
    let all_allowed = checker.verdict() == Some(Verdict::Sufficient) && upgrade.added.iter().all(is_allowed);
    let sentence = match (upgrade.added.is_empty(), upgrade.removed.is_empty()) {
        (true, true) => "From {0} to {1}: no new permissions.",
        (true, false) => "From {0} to {1}: no new permissions, and some are no longer used.",
        _ if checker.verdict() == Some(Verdict::Empty) => "From {0} to {1}: new permissions are needed.",
        _ if all_allowed => "From {0} to {1}: new permissions, and they are allowed here.",
        _ if upgrade.added.iter().any(lacks) => {
            "From {0} to {1}: new permissions, and not all of them are allowed here."
        }
        _ => "From {0} to {1}: new permissions.",
    };
    el("div")
        .attr("role", "group")
        .class("upgrade")
        .attr("aria-label", "Upgrade")
        .attr_if(!upgrade.asked || upgrade.from.is_empty() || checker.asks(), "hidden", "")
        .child(el("p").class("heading").text(&fill(sentence, &versions)))
        .child(list("Added", &upgrade.added, "+"))
        .child(list("Removed (safe to keep)", &upgrade.removed, "−"))
}

fn change(change: &Change, sign: &'static str) -> Element {
    let when = match (change.after.is_empty(), is_next(&change.after, &change.since)) {
        (true, _) => String::new(),
        (_, true) => fill("Since {0}.", &[&change.since]),
        _ => fill("Between {0} and {1}.", &[&change.after, &change.since]),
    };
    el("li").child(el("span").class("sign").attr("aria-hidden", "true").text(sign)).child(
        el("div")
            .child(el("code").text(change.action))
            .text(" ")
            .child(el("code").class("resource").text(&change.resource))
            .child(el("p").class("reason").text(&when).text(" ").prose(change.reason.unwrap_or_default())),
    )
}

/// Whether no version lies between the two.
fn is_next(after: &str, since: &str) -> bool {
    match (after.rsplit_once('.'), since.rsplit_once('.')) {
        (Some((line, last)), Some((other, next))) => {
            let number = |text: &str| text.parse::<u32>().ok();
            line == other && number(last).map(|last| last + 1) == number(next)
        }
        _ => false,
    }
}

/// More findings than these help nobody: the first are mended first.
const FINDINGS: usize = 40;

fn findings(checker: &Checker) -> Element {
    let none = Checked::default();
    let found = &checker.shown().unwrap_or(&none).findings;
    let more = found.len().saturating_sub(FINDINGS);
    let rest = fill("And {0} more.", &[&rules::diagnostics::digits(more)]);
    el("div")
        .attr("role", "group")
        .class("findings")
        .attr("aria-label", "About the text")
        .attr_if(found.is_empty() || checker.is_error(), "hidden", "")
        .child(el("ul").class("notes").children(found.iter().take(FINDINGS).enumerate().map(finding)))
        .child(el("p").class("size").attr_if(more == 0, "hidden", "").text(&rest))
}

fn finding((number, finding): (usize, &FindingRow)) -> Element {
    let (class, label) = view::severity(finding.severity);
    let mut text = el("p")
        .child(el("strong").text(label))
        .prose(&view::capitalised(&fill("{0}. ", &[&finding.message])))
        .prose(&view::capitalised(&fill("{0}.", &[&finding.help])));
    if let Some(link) = finding.link {
        text = text.text(" ").child(view::outside(link).text("Documentation"));
    }
    el("li").class(class).child(select(&place(&finding.range, finding.text_index), "select", &[number])).child(text)
}

/// A text longer than this, in bytes, is shown without colours.
const PLAIN: usize = 32 * 1024;

fn snippet(checker: &Checker) -> Element {
    let text = checker.snippet().filter(|_| !checker.pending && !checker.asks()).unwrap_or_default();
    let button = |action: &str, label: &str| el("button").attr("type", "button").attr("data-do", action).text(label);
    let copied = checker.status == Some(Status::Copied);
    let checked = checker.shown();
    let can_merge = checked.is_some_and(|checked| checked.merged.is_some());
    let empty = checker.verdict() == Some(Verdict::Empty);
    let helped = checker.helped().and_then(|at| checker.explained.get(at));
    let (one, other) = match (helped.map(|denial| denial.policies.is_empty()), checker.whole) {
        (Some(true), _) => ("The Statement to add", ""),
        (Some(false), false) if helped.is_some_and(|denial| denial.is_all) => ("The policy to add", ""),
        (Some(false), _) if helped.is_some_and(|denial| checker.is_alone(denial)) => ("Only what was denied", ""),
        (Some(false), false) => ("The policy to add", "Only what was denied"),
        (Some(false), true) => ("Only what was denied", "The policy to add"),
        (None, true) => ("Your policy with the missing permissions", "Only the missing permissions"),
        (None, false) if empty => ("What the upgrade adds", ""),
        (None, false) => ("Policy to add", "Add to my policy"),
    };
    let (heading, can_turn) = (one, !other.is_empty() && (helped.is_some() || can_merge));
    let merged = checker.whole && helped.is_none();
    let addition = match helped {
        Some(denial) if checker.whole || denial.policies.is_empty() || checker.is_alone(denial) => {
            denial.addition.as_ref()
        }
        Some(_) => None,
        None if empty => checker.upgrade.addition.as_ref(),
        None => checked.and_then(|checked| checked.addition.as_ref()),
    };
    let size = addition.filter(|_| !merged).map(|addition| {
        let (used, limit) = (grouped(addition.size.characters), grouped(addition.size.limit));
        fill("{0} characters without white space; {2} may have {1}.", &[&used, &limit, addition.size.place])
    });
    el("div")
        .attr("role", "group")
        .class("addition")
        .attr("aria-label", heading)
        .attr_if(text.is_empty(), "hidden", "")
        .child(el("p").class("heading").text(heading))
        .child(el("p").class("help").prose(place_of(checker, merged)))
        .child(
            el("div").class("text").child(view::tabs(&checker.form).attr_if(merged, "hidden", "")).child(
                el("div")
                    .class("panel")
                    .attr("id", "panel")
                    .attr("role", if merged { "group" } else { "tabpanel" })
                    .attr("aria-labelledby", &view::tab_id(checker.form.format()))
                    .child(
                        el("div")
                            .class("bar")
                            .child(view::file(status(checker), &checker.file_name()))
                            .child(button("copy", if copied { "Copied" } else { "Copy" }).class("primary"))
                            .child(button("download", "Download"))
                            .child(button("whole", other).attr_if(!can_turn, "hidden", ""))
                            .child(button("replace", "Replace the pasted text").attr_if(!merged, "hidden", "")),
                    )
                    .child(
                        el("pre")
                            .class("snippet")
                            .attr("part", "snippet")
                            .attr("tabindex", "0")
                            .attr("role", "group")
                            .attr("aria-label", &fill("Text of: {0}", &[heading]))
                            .child(code(text)),
                    ),
            ),
        )
        .child(el("p").class("size").text(&size.unwrap_or_default()))
}

/// Where the snippet goes.
fn place_of(checker: &Checker, merged: bool) -> &'static str {
    let denial = checker.helped().and_then(|at| checker.explained.get(at));
    let name = denial.and_then(|denial| denial.principal.as_ref()?.name.as_deref()).unwrap_or_default();
    let is_trust = denial.is_some_and(|denial| denial.policies.iter().any(|call| call.kind() == Ok(Kind::Trust)));
    match checker.form.format() {
        _ if merged => "Put it in place of the policy that was pasted.",
        Format::Json if is_trust => labels::place(Kind::Trust, Format::Json),
        Format::Json if is_signed_in(name) => {
            "In IAM Identity Center, open the permission set and its inline policy. Paste it there."
        }
        Format::Json => {
            "In the IAM console, open the role or user: Add permissions, Create inline policy, JSON. Paste it there."
        }
        format => labels::place(Kind::Role, format),
    }
}

fn code(text: &str) -> Element {
    if text.len() > PLAIN {
        return el("code").text(text);
    }
    let marked = Marked { text: text.to_string(), ranges: Vec::new() };
    el("code").children(view::lines(&Built { marked, ..Built::default() }))
}

fn status(checker: &Checker) -> &'static str {
    match checker.status {
        Some(Status::Copied) => "Copied to the clipboard.",
        Some(Status::CopyRefused) => {
            "The browser did not allow copying. The text is selected: press Ctrl+C, or ⌘C on a Mac."
        }
        Some(Status::Downloaded) => "Saved.",
        _ => "",
    }
}
