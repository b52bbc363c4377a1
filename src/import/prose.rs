//! What stands between values: headings, commands, prompts, code. It is asked whose the next policy is, which policies
//! it names, and whether it is itself a policy in a form that is not read.

use super::document::{PolicyType, Span};
use super::extractor::Extractor;
use super::finding;
use super::inventory::{Instead, PrincipalKind, What};
use super::source_map::SourceMap;
use crate::search;

/// Takes in a part of a layer that is no value.
pub(super) fn read(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, part: &Span) {
    let text = layer.part(part);
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'{' | b'[' => finder.open_brackets.push(layer.span(&(part.start + at..part.start + at)).start),
            b'}' | b']' => drop(finder.open_brackets.pop()),
            _ => {}
        }
    }
    if is_error(text) {
        finder.inventory.instead = Some(Instead::Error);
        if search::has(text, "explicit deny") {
            finder.attach(What::Boundary, "", layer.span(part));
        }
        return;
    }
    let mut at = part.start;
    for line in text.split('\n') {
        // Only the last line before a document is about it.
        if line.bytes().any(|b| b.is_ascii_alphanumeric()) {
            finder.end_heading();
        }
        self::line(finder, layer, at, line);
        at += line.len() + 1;
    }
    if speaks_of_policy(text) || holds_encoded(text) {
        let line = text.trim_start().lines().next().unwrap_or_default();
        finder.considered = true;
        if finder.recovering {
            finder.report.left(layer.span(part));
        } else {
            finder.report.stop(&finding::NOT_READ, layer.span(part), &[line.trim_end()]);
        }
    }
}

/// A name or a word without the marks around it.
fn bare(chunk: &str) -> &str {
    chunk.trim_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '/' | '@' | '+' | '='))
}

fn line(finder: &mut Extractor<'_>, layer: &SourceMap<'_>, start: usize, line: &str) {
    let mut kinds: Vec<(PrincipalKind, &str)> = Vec::new();
    let (mut before, mut flag) = ("", "");
    let mut found = false;
    let mut names_policy = false;
    let has = |part| search::has(line, part);
    let sets = || ["put-", "create-", "attach-", "detach-", "delete-", "update-"].into_iter().any(has);
    finder.inventory.scripted |= has(" --") && (has("$") || has("file:") || sets()) || has("\"--");
    for chunk in line.split_ascii_whitespace() {
        crate::work::step();
        let word = bare(chunk);
        let at = start + (chunk.as_ptr() as usize - line.as_ptr() as usize);
        let span = layer.span(&(at..at + chunk.len()));
        let is_variable = search::has(chunk, "$");
        names_policy |= word == "get-policy-version" || word == "get-policy";
        if let Some((name, value)) = chunk.split_once('=').filter(|_| chunk.starts_with("--")) {
            found |= option(finder, name, bare(value), (names_policy, is_variable), span.clone());
        } else if chunk.starts_with("--") {
            flag = chunk;
        } else if !flag.is_empty() {
            found |= option(finder, flag, word, (names_policy, is_variable), span.clone());
            flag = "";
        } else if word.starts_with("arn:") {
            found |= arn(finder, word, span.clone());
        }
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        let negated = ["no", "without", "not"].iter().any(|no| before.eq_ignore_ascii_case(no));
        let kind = if is("boundary") {
            Some(PolicyType::Boundary)
        } else if is("scp") || is("policy") && before.eq_ignore_ascii_case("control") {
            Some(if search::has(line, "esource control") { PolicyType::Rcp } else { PolicyType::Scp })
        } else if is("rcp") {
            Some(PolicyType::Rcp)
        } else if is("policy") && before.eq_ignore_ascii_case("session") {
            Some(PolicyType::Session)
        } else {
            None
        };
        if let Some(kind) = kind.filter(|_| !negated && (!is("boundary") || !has_word(line, "no"))) {
            finder.heading.kind = Some((kind, span.clone()));
        }
        for (who, name) in
            [(PrincipalKind::Role, "role"), (PrincipalKind::User, "user"), (PrincipalKind::Group, "group")]
        {
            if is(name) {
                kinds.push((who, name));
            }
        }
        before = word;
    }
    if !kinds.is_empty() && search::has(line, "$") {
        // Whose it is stands in a variable.
        finder.heading.of.clear();
        return;
    }
    let Some((who, word)) = kinds.first().filter(|first| !found && kinds.iter().all(|other| other == *first)) else {
        return;
    };
    let name = named(line, word).unwrap_or_else(|| bare(line));
    let at = start + (line.len() - line.trim_start().len());
    let span = layer.span(&(at..at + line.trim().len()));
    let place = finder.principal(*who, &finding::cut(name), None, span);
    finder.heading.of = vec![place];
}

fn has_word(line: &str, word: &str) -> bool {
    line.split_ascii_whitespace().any(|chunk| bare(chunk).eq_ignore_ascii_case(word))
}

/// The name of a role or user in a line that speaks of one: what holds the word, in quotes or after it.
fn named<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let is_name = |name: &str| {
        name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'=' | b'.' | b'@' | b'-'))
            && !name.is_empty()
            && !search::has(name, "olicy")
    };
    let compound = |name: &str| name.bytes().any(|b| matches!(b, b'-' | b'_' | b'@' | b'.'));
    let capital = |name: &str| name.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    let mut after = false;
    let mut best: Option<(u8, &str)> = None;
    for chunk in line.split_ascii_whitespace() {
        let name = bare(chunk);
        let holds = name.len() > word.len() && name.to_ascii_lowercase().ends_with(word);
        let rank = match () {
            () if !is_name(name) => 0,
            () if holds => 4,
            () if after && (compound(name) || capital(name) || name.len() == 1) => 3,
            () if chunk.starts_with(['`', '"', '\'']) => 2,
            () if compound(name) => 1,
            () => 0,
        };
        if rank > best.map_or(0, |(rank, _)| rank) {
            best = Some((rank, name));
        }
        after = name.eq_ignore_ascii_case(word);
    }
    best.map(|(_, name)| name)
}

/// An option of the AWS command line. Whether it names a principal. `of` is of the command, that it prints a policy, and
/// of the value, that it is a variable.
fn option(finder: &mut Extractor<'_>, name: &str, value: &str, of: (bool, bool), span: Span) -> bool {
    let (names_policy, is_variable) = of;
    let who = match name {
        "--role-name" => PrincipalKind::Role,
        "--user-name" => PrincipalKind::User,
        "--group-name" => PrincipalKind::Group,
        "--permissions-boundary" => {
            finder.attach(What::Boundary, value, span);
            return false;
        }
        "--policy-arn" => {
            if names_policy {
                finder.heading.arn = Some(value.to_string());
            } else {
                finder.attach(What::Managed, value, span);
            }
            return false;
        }
        _ => {
            if value.starts_with("file:") || search::has(value, "=file:") {
                finder.attach(What::Unknown, value, span);
            }
            return false;
        }
    };
    finder.heading.of.clear();
    if !is_variable {
        let place = finder.principal(who, value, None, span);
        finder.heading.of.push(place);
    }
    true
}

/// An ARN of IAM. Whether it names a principal.
fn arn(finder: &mut Extractor<'_>, arn: &str, span: Span) -> bool {
    let mut parts = arn.splitn(6, ':').skip(2);
    let (Some("iam"), Some(_), Some(account), Some(rest)) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (kind, path) = rest.split_once('/').unwrap_or((rest, ""));
    let who = match kind {
        "role" => PrincipalKind::Role,
        "user" => PrincipalKind::User,
        "group" => PrincipalKind::Group,
        "policy" => {
            finder.attach(What::Managed, arn, span);
            return false;
        }
        _ => return false,
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    let place = finder.principal(who, name, Some(account), span);
    finder.heading.of = vec![place];
    true
}

/// Whether a text is what AWS says when it refuses a request.
pub(super) fn is_error(text: &str) -> bool {
    ["not authorized to", "AccessDenied", "UnauthorizedOperation", "AccessControlListNotSupported", "Access Denied"]
        .iter()
        .any(|words| search::has(text, words))
}

/// Words that stand in policies, and in code that makes them, and nowhere else.
const STRONG: &[&str] = &[
    "deny",
    "denies",
    "notaction",
    "notactions",
    "notresource",
    "notresources",
    "notprincipal",
    "notprincipals",
    "policydocument",
    "policystatement",
    "permissionsboundary",
    "permissions_boundary",
    "managedpolicyarns",
    "managed_policy_arns",
    "managedpolicies",
    "managedpolicy",
    "fromawsmanagedpolicyname",
    "addtopolicy",
    "addtorolepolicy",
    "addtoprincipalpolicy",
    "inlinepolicies",
    "iamrolestatements",
    "jsonencode",
];

/// Words that do, with a sign after them that gives them a value.
const WEAK: &[&str] = &[
    "effect",
    "action",
    "actions",
    "resource",
    "resources",
    "statement",
    "statements",
    "principal",
    "principals",
    "condition",
    "conditions",
];

/// Whether a text that is not read looks like a policy, or like code that makes one.
pub(super) fn speaks_of_policy(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = text;
    let mut before = "";
    while let Some(start) = rest.find(is_letter) {
        let word = rest.get(start..).unwrap_or_default();
        let end = word.find(|c| !is_letter(c)).unwrap_or(word.len());
        let (Some(word), Some(after)) = (word.get(..end), word.get(end..)) else { break };
        crate::work::steps(start + end);
        rest = after;
        // `token.actions.githubusercontent.com` issues GitHub's tokens.
        let is_host = before == "token" && word == "actions" && start == 1;
        before = word;
        if word.len() > 30 || is_host {
            continue;
        }
        let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
        if is(STRONG) || word.starts_with("aws_iam_") {
            return true;
        }
        let mut next = after.trim_start_matches(['"', '\'', '`', '\\', ' ', '\t', '”', '’']).chars();
        let gives = match next.next() {
            Some(':' | '=' | '(' | '[' | '{') => true,
            Some('.') => next.next().is_some_and(|c| c.is_ascii_alphabetic()),
            _ => false,
        };
        if gives && (is(WEAK) || word.starts_with("grant") && word.len() > 5) {
            return true;
        }
    }
    false
}

/// Whether a text holds a long run of Base64 that begins as JSON does, or as what gzip makes.
fn holds_encoded(text: &str) -> bool {
    let is_base64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_');
    text.split(|c: char| !c.is_ascii() || !is_base64(c as u8)).any(|run| {
        crate::work::steps(run.len());
        run.len() >= 64 && ["ey", "ew", "W3", "Ww", "Wy", "H4s"].iter().any(|head| run.starts_with(head))
    })
}
