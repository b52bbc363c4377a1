//! Finds the JSON in a text: one value, or several with commas, rules, headings or prompts between them.

use super::document::{Document, Span};
use super::find::Finder;
use super::finding::{self, At, Report};
use super::json::{is_odd_space, is_quote, Reader};
use super::layer::Layer;
use crate::search;

/// Reads all documents of one text.
pub(crate) fn text(pasted: &str, boundary: bool, report: &mut Report, documents: &mut Vec<Document>) {
    let layer = Layer::pasted(pasted);
    let said = report.findings.len();
    let found = documents.len();
    if let Some(sentence) = other_language(pasted) {
        let first = pasted.len() - pasted.trim_start().len();
        let line = pasted.trim().lines().next().unwrap_or_default().trim_end().len();
        return report.stop(sentence, first..first + line, &[]);
    }
    let mut finder = Finder { report, documents, boundary, name: None, layers: 0, considered: false };
    read_all(&layer, 0..pasted.len(), &mut finder);
    let considered = finder.considered;
    let wrong = report.findings.iter().skip(said).any(|finding| finding.severity == crate::words::Severity::Error);
    if documents.len() == found && !considered && !wrong && !pasted.trim().is_empty() {
        let start = pasted.len() - pasted.trim_start().len();
        report.stop(&finding::NO_POLICY, start..pasted.trim_end().len(), &[]);
    }
}

/// Reads the values of a part of a layer, one after another.
pub(crate) fn read_all(layer: &Layer<'_>, part: Span, finder: &mut Finder<'_>) {
    let mut at = part.start;
    let mut fresh = true;
    loop {
        let mut reader = Reader { layer, report: &mut *finder.report, at, end: part.end };
        reader.skip_space();
        at = reader.at;
        let Some(next) = reader.peek() else { return };
        let rest = layer.part(&(at..part.end));
        if is_encoded(rest) {
            at = encoded(layer, at..part.end, finder);
        } else if next == '{' || next == '[' || is_quote(next) {
            if !fresh && !begins_json(rest) {
                at = skip(layer, at..part.end, finder);
                continue;
            }
            let Some(node) = reader.value(0) else { return };
            at = reader.at;
            finder.look(layer, &node);
        } else if next == ',' || next == ';' {
            at += 1;
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
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let rule = line.trim_end();
    let is = rule.len() >= 3 && (rule.bytes().all(|b| b == b'-' || b == b'=') || is_fence(rule));
    is.then_some(line.len())
}

fn is_fence(line: &str) -> bool {
    line.strip_prefix("```").is_some_and(|language| language.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Passes over what is no JSON, up to where some may begin, and says so.
fn skip(layer: &Layer<'_>, part: Span, finder: &mut Finder<'_>) -> usize {
    let rest = layer.part(&part);
    let mut end = rest.len();
    let mut line_start = false;
    for (at, character) in rest.char_indices() {
        crate::work::step();
        let tail = rest.get(at..).unwrap_or_default();
        let begins = at > 0
            && match character {
                '{' | '[' => begins_json(tail),
                '"' | '%' => line_start && (is_encoded(tail) || tail.starts_with("\"{")),
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
    let first = skipped.get(..1).unwrap_or_default();
    if first == "}" || first == "]" {
        finder.report.say(&finding::STRAY_BRACKET, At::default(), span.start..span.start + 1, &[first]);
    } else {
        let line = skipped.lines().next().unwrap_or_default();
        finder.report.say(&finding::SKIPPED_TEXT, At::default(), span, &[line]);
    }
    part.start + end
}

/// Whether a bracket in prose opens a value: a name or a value in quotes, or another bracket, follows.
fn begins_json(rest: &str) -> bool {
    let mut brackets = rest.chars();
    let first = brackets.next();
    if first.is_some_and(is_quote) {
        return rest.starts_with("\"{");
    }
    let inside = brackets.as_str().trim_start_matches(|c: char| {
        crate::work::step();
        c.is_ascii_whitespace() || is_odd_space(c)
    });
    let second = inside.chars().next();
    match first {
        Some('{') => second.is_some_and(is_quote),
        _ => second == Some('{'),
    }
}

/// Whether `{`, `[` or `"` stands here URL-encoded.
pub(crate) fn is_encoded(rest: &str) -> bool {
    rest.get(..3).is_some_and(|head| ["%7B", "%5B", "%22"].iter().any(|code| head.eq_ignore_ascii_case(code)))
}

/// Reads a URL-encoded run, which ends at white space or a quote. Gives its end.
fn encoded(layer: &Layer<'_>, part: Span, finder: &mut Finder<'_>) -> usize {
    let run = layer.part(&part).split(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'').next();
    let end = part.start + run.unwrap_or_default().len();
    finder.decode(layer, &(part.start..end));
    end
}

/// What to say of a text in a language that is not read, when nothing in it is JSON.
fn other_language(pasted: &str) -> Option<&'static finding::Sentence> {
    let first = pasted.trim_start_matches(|c: char| c.is_whitespace() || is_odd_space(c)).chars().next()?;
    if matches!(first, '{' | '[' | '%') || is_quote(first) {
        return None;
    }
    let json = ["\"Statement\"", "\"Effect\"", "%22Statement%22", "%22statement%22", "\"statement\"", "“Statement"];
    if json.iter().any(|mark| search::has(pasted, mark)) {
        return None;
    }
    let hcl = ["jsonencode(", "aws_iam_", "resource \"", "data \"", "statement {", "Statement = "];
    let yaml = ["Statement:", "PolicyDocument:", "Effect:", "Action:"];
    if hcl.iter().any(|mark| search::has(pasted, mark)) {
        Some(&finding::NOT_JSON_HCL)
    } else if yaml.iter().any(|mark| search::has(pasted, mark)) {
        Some(&finding::NOT_JSON_YAML)
    } else {
        None
    }
}
