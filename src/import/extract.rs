//! Finds the JSON in a text: one value, or several with commas, rules, headings or prompts between them.

use super::document::{PolicyType, Span};
use super::extractor::{Extractor, Heading, WrapperContext};
use super::finding::{self, At, FindingLog};
use super::inventory::{Instead, Inventory};
use super::json::{is_odd_space, ValueReader};
use super::prose;
use super::source_map::{is_encoded, is_quote, SourceMap};
use super::value::{Node, Part};
use super::Pasted;
use crate::search;

/// Reads all documents of one text: the `parts` that readers of other languages made values of, and what stands between
/// them as JSON among other text.
pub(super) fn text(
    pasted: &Pasted<'_>,
    parts: &[Part],
    value: fn(&mut Extractor<'_>, &SourceMap<'_>, &Node),
    report: &mut FindingLog,
    inventory: &mut Inventory,
) {
    let text = pasted.text;
    let layer = SourceMap::pasted(text);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    let (said, unread) = (report.findings.len(), report.unread.len());
    let found = (inventory.documents.len(), inventory.attached.len());
    if let Some(name) = other_language(text).filter(|_| pasted.parts.is_none()) {
        let line = text.trim().lines().next().unwrap_or_default().trim_end().len();
        report.left(whole.clone());
        inventory.has_more = true;
        return report.say(&finding::NOT_JSON, At::default(), whole.start..whole.start + line, &[name]);
    }
    let mut finder = Extractor {
        report,
        inventory,
        value,
        part: read_all,
        context: WrapperContext { kind: pasted.boundary.then_some(PolicyType::Boundary), ..WrapperContext::default() },
        heading: Heading::default(),
        open_brackets: Vec::new(),
        layers: 0,
        considered: false,
        recovering: false,
        made: false,
    };
    let mut at = 0;
    for Part { span, reading } in parts {
        read_all(&layer, at..span.start, &mut finder);
        reading.unread.iter().for_each(|span| {
            let line = layer.part(span).trim_start().lines().next().unwrap_or_default();
            finder.report.stop(&finding::NOT_READ, span.clone(), &[line]);
        });
        finder.made = true;
        reading.values.iter().for_each(|node| finder.look(&layer, node));
        finder.made = false;
        at = span.end;
    }
    read_all(&layer, at..text.len(), &mut finder);
    finder.end_heading();
    let open = finder.open_brackets.last().filter(|_| finder.report.unread.len() == unread);
    if let Some(open) = open {
        finder.report.stop(&finding::OPEN_BRACKET, *open..*open + 1, &[]);
    }
    let considered = finder.considered || report.unread.len() > unread;
    if !parts.is_empty() {
        // Such as comments before the first name of a template: nobody wants JSON there.
        let mut at = 0;
        report.findings.retain(|finding| {
            at += 1;
            at <= said || finding.code != finding::SKIPPED_TEXT.code
        });
    }
    let wrong =
        report.findings.iter().skip(said).any(|finding| finding.severity == crate::diagnostics::Severity::Error);
    let none = found == (inventory.documents.len(), inventory.attached.len());
    if none && !considered && !wrong && !whole.is_empty() {
        let error = inventory.instead == Some(Instead::Error);
        let sentence = if error { &finding::ERROR_MESSAGE } else { &finding::NO_POLICY };
        report.say(sentence, At::default(), whole, &[]);
    }
}

/// Reads the values of a part of a layer, one after another.
fn read_all(layer: &SourceMap<'_>, part: Span, finder: &mut Extractor<'_>) {
    let mut at = part.start;
    let mut fresh = true;
    loop {
        let said = finder.report.findings.len();
        let unread = finder.report.unread.len();
        let mut reader = ValueReader { layer, report: &mut *finder.report, at, end: part.end, broken: false };
        reader.skip_space(false);
        at = reader.at;
        let Some(next) = reader.peek() else { return };
        let rest = layer.part(&(at..part.end));
        if is_encoded(rest) {
            at = encoded(layer, at..part.end, finder);
        } else if matches!(next, '{' | '[') && (fresh || begins_json(rest)) || is_quote(next) && holds_value(rest) {
            let node = reader.value(0);
            let broken = reader.broken || node.is_none();
            let start = std::mem::replace(&mut at, reader.at);
            let documents = finder.inventory.documents.len();
            finder.recovering |= broken;
            let slips = finder.report.findings.len();
            if let Some(node) = &node {
                finder.look(layer, node);
            }
            let found = finder.inventory.documents.len() > documents;
            if broken {
                // Pieces lack much; what broke it is the one thing to say.
                finder.report.findings.truncate(slips);
            } else if !found && slips > said {
                // Slips in what is no policy are nobody's concern.
                finder.report.findings.drain(said..slips);
            }
            fresh = !broken;
            if broken {
                let read = layer.part(&(start..at));
                let first = layer.part(&(part.start..start)).trim().is_empty();
                let speaks = prose::speaks_of_policy(read);
                if !found && (!first || !speaks) {
                    // Code, or a bracket in prose; but who knows what it was to hold.
                    finder.report.findings.truncate(said);
                    finder.report.unread.truncate(unread);
                    let sentence = if speaks { &finding::NOT_READ } else { &finding::OPEN_BRACKET };
                    let line = read.lines().next().unwrap_or_default();
                    finder.report.stop(sentence, layer.span(&(start..start + next.len_utf8())), &[line]);
                }
            }
            continue;
        } else if next == ',' || next == ';' || is_quote(next) && rest.len() == 1 {
            at += next.len_utf8();
        } else if let Some(length) = separator(rest) {
            at += length;
        } else {
            at = skip(layer, at..part.end, finder);
            fresh = false;
            continue;
        }
        fresh = true;
    }
}

/// `---`, or the fence of a code block.
fn separator(rest: &str) -> Option<usize> {
    // Most lines are not even read to their ends.
    if !rest.starts_with(['-', '=', '`']) {
        return None;
    }
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let rule = line.trim_end();
    let is = rule.len() >= 3 && (rule.bytes().all(|b| b == b'-' || b == b'=') || is_fence(rule));
    is.then_some(line.len())
}

fn is_fence(line: &str) -> bool {
    line.strip_prefix("```").is_some_and(|language| language.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Passes over what is no JSON, up to where some may begin, and says so.
fn skip(layer: &SourceMap<'_>, part: Span, finder: &mut Extractor<'_>) -> usize {
    let rest = layer.part(&part);
    let mut end = rest.len();
    let mut line_start = false;
    for (at, character) in rest.char_indices() {
        crate::work::step();
        let tail = rest.get(at..).unwrap_or_default();
        let begins = at > 0
            && match character {
                '{' | '[' => begins_json(tail),
                '"' | '\'' => holds_value(tail),
                '%' => {
                    !rest.get(..at).unwrap_or_default().ends_with(|c: char| c.is_ascii_alphanumeric())
                        && is_encoded(tail)
                }
                '-' | '`' => line_start && separator(tail).is_some(),
                _ => false,
            };
        if begins {
            end = at;
            break;
        }
        line_start = matches!(character, '\n' | '\r') || line_start && matches!(character, ' ' | '\t');
    }
    let skipped = rest.get(..end).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || is_odd_space(c));
    let span = layer.span(&(part.start..part.start + skipped.len()));
    finder.inventory.has_more |= !skipped.is_empty();
    let first = skipped.get(..1).unwrap_or_default();
    let unread = finder.report.unread.len();
    let bracket = first == "}" || first == "]";
    prose::read(finder, layer, &(part.start..part.start + skipped.len()));
    // A comment's policy is not in force, and a heading has none on its line.
    let line = skipped.rsplit('\n').next().unwrap_or_default().trim_start();
    let between = rest.get(skipped.len()..end).unwrap_or_default();
    if end < rest.len() && !search::has(between, "\n") && (line.starts_with('#') || line.starts_with("//")) {
        finder.report.stop(&finding::NOT_READ, span.clone(), &[line]);
    }
    if bracket && !finder.recovering {
        finder.report.say(&finding::STRAY_BRACKET, At::default(), span.start..span.start + 1, &[first]);
    } else if finder.report.unread.len() == unread && skipped.bytes().any(|b| b.is_ascii_alphanumeric()) {
        let line = skipped.lines().next().unwrap_or_default();
        finder.report.say(&finding::SKIPPED_TEXT, At::default(), span, &[line]);
    }
    part.start + end
}

/// Whether a quote opens a string that holds a value: brackets, plain or encoded.
fn holds_value(rest: &str) -> bool {
    let mut characters = rest.chars();
    characters.next();
    let inside = characters.as_str();
    // Single quotes are a shell's: what is inside is read without them.
    !rest.starts_with('\'') && (inside.starts_with(['{', '[']) || is_encoded(inside))
}

/// Whether a bracket in prose opens a value: a name or a value in quotes, or another bracket, follows.
fn begins_json(rest: &str) -> bool {
    let mut brackets = rest.chars();
    let first = brackets.next();
    let inside = brackets.as_str().trim_start_matches(|c: char| {
        crate::work::step();
        c.is_ascii_whitespace() || is_odd_space(c)
    });
    let second = inside.chars().next();
    match first {
        Some('{') => second.is_some_and(|c| is_quote(c) || c == '{') || is_named(inside),
        _ => second == Some('{'),
    }
}

/// Whether a name without quotes and a colon stand here.
fn is_named(inside: &str) -> bool {
    let end = inside.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    end > 0 && inside.get(end..).is_some_and(|rest| rest.starts_with(':') && !rest.starts_with("::"))
}

/// Reads a URL-encoded run, which ends at white space or a quote. Gives its end.
fn encoded(layer: &SourceMap<'_>, part: Span, finder: &mut Extractor<'_>) -> usize {
    let run = layer.part(&part).split(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'').next();
    let end = part.start + run.unwrap_or_default().len();
    finder.decode(layer, &(part.start..end));
    end
}

/// What a text is in when nothing in it is JSON and its reader is not there.
fn other_language(pasted: &str) -> Option<&'static str> {
    let first = pasted.trim_start_matches(|c: char| c.is_whitespace() || is_odd_space(c)).chars().next()?;
    if matches!(first, '{' | '[' | '%') || is_quote(first) {
        return None;
    }
    let json = ["\"Statement\"", "\"Effect\"", "%22Statement%22", "%22statement%22", "\"statement\"", "“Statement"];
    if json.iter().any(|mark| search::has(pasted, mark)) {
        return None;
    }
    let hcl = ["jsonencode(", "resource \"aws_", "data \"aws_", "statement {", "Statement = "];
    let yaml = ["Statement:", "PolicyDocument:", "Effect:", "Action:"];
    if hcl.iter().any(|mark| search::has(pasted, mark)) {
        Some("Terraform's language")
    } else if yaml.iter().any(|mark| search::has(pasted, mark)) && !search::has(pasted, "{\n") {
        Some("YAML")
    } else {
        None
    }
}
