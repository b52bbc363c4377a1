//! The table of what Remotion needs, worst first; what is allowed is folded.

use super::places::select;
use super::Checker;
use crate::widget::tree::{el, Element};
use rules::check::{Checked, Necessity, PermissionRow, PermissionStatus, StatementRow, Verdict};
use rules::diagnostics::fill;

pub(super) fn view(checker: &Checker) -> Element {
    let none = Checked::default();
    let checked = checker.shown().unwrap_or(&none);
    let (allowed, others): (Vec<&PermissionRow>, Vec<&PermissionRow>) = checked
        .permissions
        .iter()
        .partition(|row| row.status == PermissionStatus::Allowed || row.level == Necessity::Unused);
    let empty = checked.verdict == Verdict::Empty;
    let count = |rows: &[&PermissionRow], template: &str| fill(template, &[&rules::diagnostics::digits(rows.len())]);
    // Before there is a text, all is missing, and that is no news.
    let folded = if empty { count(&others, "Permissions to check ({0})") } else { count(&allowed, "{0} allowed") };
    let (open, closed): (&[&PermissionRow], &[&PermissionRow]) =
        if empty { (&[], &others) } else { (&others, &allowed) };
    el("div")
        .attr("role", "group")
        .class("needs")
        .attr("aria-label", "What Remotion needs")
        .attr_if(checked.permissions.is_empty() || checker.is_error() || checker.asks(), "hidden", "")
        .child(
            el("div")
                .attr_if(open.is_empty(), "hidden", "")
                .child(el("p").class("heading").text("Permissions that need attention"))
                .child(table(open, checked, empty)),
        )
        .child(
            el("details")
                .class("allowed")
                .attr_if(closed.is_empty(), "hidden", "")
                .child(el("summary").text(&folded))
                .child(table(closed, checked, empty)),
        )
}

/// Roles are spelt out, because a table laid out as blocks is no table to a screen reader.
fn table(rows: &[&PermissionRow], checked: &Checked, empty: bool) -> Element {
    let head = |text: &str| el("th").attr("role", "columnheader").attr("scope", "col").text(text);
    el("table")
        .attr("role", "table")
        .child(
            el("thead").attr("role", "rowgroup").child(
                el("tr")
                    .attr("role", "row")
                    .child(head(if empty { "Level" } else { "Status" }))
                    .child(head("Permission"))
                    .child(head("Why")),
            ),
        )
        .child(el("tbody").attr("role", "rowgroup").children(rows.iter().map(|row| permission(row, checked, empty))))
}

/// Sign and word of a status.
fn status(status: PermissionStatus) -> (&'static str, &'static str) {
    match status {
        PermissionStatus::Allowed => ("✓", "Allowed"),
        PermissionStatus::Partly => ("◐", "Partly"),
        PermissionStatus::Denied => ("⊘", "Denied"),
        PermissionStatus::Conditional => ("?", "It depends"),
        PermissionStatus::Missing => ("✕", "Missing"),
    }
}

fn permission(row: &PermissionRow, checked: &Checked, empty: bool) -> Element {
    let cell = || el("td").attr("role", "cell");
    let (sign, word) = status(row.status);
    let level = match row.level {
        Necessity::Must => "Always needed",
        Necessity::Case => "Sometimes needed",
        Necessity::Unused => "Not used by Remotion",
    };
    let mut state = cell().class("state");
    if !empty {
        state = state.child(
            el("span")
                .class(&["badge ", row.status.name()].concat())
                .child(el("span").attr("aria-hidden", "true").text(sign))
                .text(word),
        );
    }
    let mut tr = el("tr").attr("role", "row");
    // A row that another one overtakes stays as it is. Two of the same key would only be written anew.
    let bytes = row.action.bytes().chain(row.resource.bytes());
    tr.key = bytes.fold(1, |key: u32, byte| key.wrapping_mul(31).wrapping_add(byte.into())) | 1;
    tr.child(state.child(el("span").class("level").text(level)))
        .child(
            cell()
                .class("permission")
                .child(el("code").class("action").text(row.action))
                .child(el("code").class("resource").text(&row.resource)),
        )
        .child(why(row, checked, cell().class("because")))
}

fn why(row: &PermissionRow, checked: &Checked, mut cell: Element) -> Element {
    cell = cell.child(el("p").prose(row.reason.unwrap_or_default()));
    if let Some(case) = row.needed_for {
        cell = cell.child(el("p").class("detail").prose(&fill("Only for {0}.", &[case])));
    }
    // Of what is missing altogether, any would do.
    if let Some(example) = row.example.as_ref().filter(|_| row.status != PermissionStatus::Missing) {
        cell = cell.child(el("p").class("detail").text("Not allowed, for example: ").child(el("code").text(example)));
    }
    if !row.condition_keys.is_empty() {
        let mut keys = el("p").class("detail").text("Depends on: ");
        for (at, key) in row.condition_keys.iter().enumerate() {
            keys = keys.text(if at == 0 { "" } else { ", " }).child(el("code").text(key));
        }
        cell = cell.child(keys);
    }
    for decided in &row.decided_conditions {
        let met = if decided.met { " is met: " } else { " is not met: " };
        cell = cell.child(el("p").class("detail").child(el("code").text(&decided.key)).text(met).prose(decided.why));
    }
    if row.blocked_by_boundary {
        cell =
            cell.child(el("p").class("detail").text("The policies allow it, but the permissions boundary does not."));
    }
    if row.statements.is_empty() {
        return cell;
    }
    cell.child(el("p").class("deciding").children(row.statements.iter().take(8).map(|one| statement(one, checked))))
}

fn statement(row: &StatementRow, checked: &Checked) -> Element {
    let document = checked.documents.get(row.document_index);
    let number = rules::diagnostics::digits(row.statement_index + 1);
    let line = rules::diagnostics::digits(row.range.line);
    let template = if document.is_some_and(|document| document.boundary) {
        "Boundary, Statement {0}{1}, line {2}"
    } else {
        "Statement {0}{1}, line {2}"
    };
    let sid = row.sid.as_ref().map(|sid| [" “", sid, "”"].concat()).unwrap_or_default();
    select(&fill(template, &[&number, &sid, &line]), "select", &[row.document_index, row.statement_index])
}
