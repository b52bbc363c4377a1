//! "The page's own text wins": a policy as the page around an element states it, for a version of Remotion that is newer
//! than the data.
//!
//! Remotion's policies and docs change in the same commit, so what a docs page was rendered with is never stale, and this
//! crate's data may be. The text counts only where it can be nothing else: its version is newer than the newest known
//! ([`crate::setup::check`]), it is a policy for an identity, and its ARNs are of the partition that is asked about.
//! Else the newest known text stands, with the note that it is older.
//!
//! Where it counts, the JSON form is the text itself, and every other form prints the same document, whatever elements
//! it has ([`Json`]). What it allows is required by the check and compared with other versions; the catalogue says why,
//! where it has a row for it.

use crate::json::Json;
use crate::mark::mark;
use crate::partition::Partition;
use crate::policy::{Policy, Statement};
use crate::search;
use std::cell::Cell;

/// What a statement allows.
pub(crate) struct Granted {
    pub(crate) sid: &'static str,
    pub(crate) actions: Vec<&'static str>,
    pub(crate) resources: Vec<String>,
}

/// The text without the white space around it. `None` when it is no policy of an identity in the partition. `prefixes` is
/// what to find in it, and what the reader has in its place, which is marked.
pub(crate) fn read(text: &str, partition: Partition, prefixes: Option<(&str, &str)>) -> Option<String> {
    // No policy holds these, and some are the marks.
    if text.chars().any(|character| character > '\u{ff}' || matches!(character, '\u{7f}'..='\u{9f}')) {
        return None;
    }
    let mut rest = text.trim();
    let mut text = String::new();
    if let Some((old, new)) = prefixes {
        while let Some((before, after)) = search::cut(rest, old) {
            text.push_str(before);
            text.push_str(&mark(new));
            rest = after;
        }
    }
    text.push_str(rest);
    let document = Json::read(&text)?;
    if document.get("Version")?.text() != Some("2012-10-17") {
        return None;
    }
    for statement in document.get("Statement")?.items() {
        if !is_of_identity(statement) {
            return None;
        }
    }
    // A text without ARNs is not known to be for any but the first.
    let mut is_here = partition == Partition::Aws;
    let mut rest = text.as_str();
    let arn = ["\"arn:", partition.name(), ":"].concat();
    while let Some((_, after)) = search::cut(rest, "\"arn:") {
        is_here = true;
        if !after.starts_with(arn.get(5..)?) {
            return None;
        }
        rest = after;
    }
    (is_here && !granted(&text).is_empty()).then_some(text)
}

/// What a text that [`read`] has taken allows, statement by statement. Conditions are left to whoever reads the text, and
/// what is said by exception counts as everything: of what Remotion may need, nothing is left out.
pub(crate) fn granted(text: &str) -> Vec<Granted> {
    let mut all = Vec::new();
    let document = Json::read(text);
    let statements = document.as_ref().and_then(|document| document.get("Statement"));
    for statement in statements.map(Json::items).unwrap_or_default() {
        if text_of(statement, "Effect") != "Allow" {
            continue;
        }
        let mut actions = Vec::new();
        for action in texts(statement, "Action") {
            actions.push(kept(action));
        }
        let mut resources = Vec::new();
        for resource in texts(statement, "Resource") {
            resources.push(resource.to_string());
        }
        all.push(Granted { sid: kept(text_of(statement, "Sid")), actions, resources });
    }
    all
}

/// The text with Statements of our own after those it has; as it is where there are none.
pub(crate) fn beside(text: String, more: Vec<Statement>) -> String {
    let Some(Json::Object(mut members)) = Json::read(&text).filter(|_| !more.is_empty()) else { return text };
    let Json::Object(ours) = Policy::new(more).document() else { return text };
    for (name, value) in &mut members {
        if name != "Statement" {
            continue;
        }
        let mut all = match std::mem::replace(value, Json::Bare(String::new())) {
            Json::List(items) => items,
            one => vec![(String::new(), one)],
        };
        for (_, value) in ours {
            if let Json::List(items) = value {
                all.extend(items);
            }
        }
        *value = Json::List(all);
        break;
    }
    let mut text = String::new();
    Json::Object(members).print("", &mut text);
    text
}

/// Whether a statement belongs in a policy of a user or role, with all that such a one needs.
fn is_of_identity(statement: &Json) -> bool {
    for (name, not) in [("Action", "NotAction"), ("Resource", "NotResource")] {
        let (one, other) = (statement.get(name), statement.get(not));
        let Some(value) = one.or(other).filter(|_| one.is_none() || other.is_none()) else { return false };
        let items = value.items();
        if items.is_empty() || items.iter().any(|item| item.text().is_none()) {
            return false;
        }
    }
    matches!(text_of(statement, "Effect"), "Allow" | "Deny")
        && statement.get("Principal").is_none()
        && statement.get("NotPrincipal").is_none()
}

fn text_of<'a>(statement: &'a Json, name: &str) -> &'a str {
    statement.get(name).and_then(Json::text).unwrap_or_default()
}

fn texts<'a>(statement: &'a Json, name: &str) -> Vec<&'a str> {
    let Some(value) = statement.get(name) else { return vec!["*"] };
    let mut texts = Vec::new();
    for item in value.items() {
        texts.push(item.text().unwrap_or_default());
    }
    texts
}

thread_local! {
    static KEPT: Cell<Vec<&'static str>> = const { Cell::new(Vec::new()) };
}

/// The same text for ever. All other actions and Sids are part of the program, and everything is made for them; those of
/// a page are few, and each is kept once.
fn kept(text: &str) -> &'static str {
    let mut all = KEPT.take();
    let known = all.iter().find(|known| **known == text).copied();
    let kept = known.unwrap_or_else(|| {
        let new: &'static str = String::leak(text.to_string());
        all.push(new);
        new
    });
    KEPT.set(all);
    kept
}
