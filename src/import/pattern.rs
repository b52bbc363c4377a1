//! What an action and a resource must look like.

use super::document::Item;
use super::finding::{self, At, Report};
use super::layer::Layer;
use crate::names::closest;
use crate::partition::Partition;
use crate::search;

/// Says what is wrong with an action pattern. Whether it means something all the same.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
pub(super) fn action(report: &mut Report, item: &Item, at: At<'_>) -> bool {
    let text = item.text.as_str();
    if text == "*" {
        return true;
    }
    let span = item.span.clone();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'?' | b'-' | b'_' | b':' | b'.');
    if !text.bytes().all(fits) {
        report.say(&finding::ACTION_CHARACTERS, at, span, &[text]);
        return false;
    }
    let well = match text.split_once(':') {
        Some((service, name)) => !service.is_empty() && !name.is_empty() && !search::has(name, ":"),
        None => false,
    };
    if well {
        return true;
    }
    match text.split_once('.') {
        Some((service, name)) if !search::has(text, ":") && !service.is_empty() && !name.is_empty() => {
            let mut meant = String::from(service);
            meant.push(':');
            meant.push_str(name);
            report.say(&finding::ACTION_DOT, at, span, &[text, &meant]);
        }
        _ => report.say(&finding::ACTION_NO_SERVICE, at, span, &[text]),
    }
    false
}

/// Likewise for a resource pattern: `*`, or an ARN.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
pub(super) fn resource(report: &mut Report, item: &Item, at: At<'_>, variables: bool) -> bool {
    let text = item.text.as_str();
    if text == "*" {
        return true;
    }
    let filled = placeholders(report, item, at, variables);
    let span = item.span.clone();
    let Some(rest) = text.strip_prefix("arn:") else {
        report.say(&finding::RESOURCE_NO_ARN, at, span, &[text]);
        return false;
    };
    // A colon inside `${…}` does not end a part, but then there is one too many, never one too few.
    if rest.splitn(5, ':').count() < 5 {
        report.say(&finding::RESOURCE_FIELDS, at, span, &[text]);
        return false;
    }
    let partition = rest.split(':').next().unwrap_or_default();
    let open = partition.contains(['*', '?', '$', '<', '{']);
    if !open && Partition::named(partition).is_none() {
        let names = Partition::ALL.iter().map(|partition| partition.name());
        let near = if partition.len() > 24 { None } else { closest(partition, names) };
        report.say(&finding::PARTITION_UNKNOWN, at, span, &[partition, near.unwrap_or("aws")]);
        return false;
    }
    filled
}

/// Says what nobody filled in: `<your-bucket>`, `{bucket}`, and `${bucket}`, which is no variable of IAM's. Whether
/// there was none.
fn placeholders(report: &mut Report, item: &Item, at: At<'_>, variables: bool) -> bool {
    let mut rest = item.text.as_str();
    while let Some(open) = rest.find(['<', '{']) {
        crate::work::step();
        let dollar = rest.get(..open).is_some_and(|before| before.ends_with('$'));
        let inside = rest.get(open + 1..).unwrap_or_default();
        let closing = if rest.get(open..=open) == Some("<") { '>' } else { '}' };
        // Without its like there is none after it either, or the walk would start anew at each.
        let Some(close) = inside.find(closing) else { return true };
        let name = inside.get(..close).unwrap_or_default();
        let from = if dollar { open - 1 } else { open };
        let whole = rest.get(from..open + close + 2).unwrap_or_default();
        // A variable has a service; `${*}`, `${?}` and `${$}` are the signs themselves.
        // <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
        let variable = closing == '}' && dollar && (search::has(name, ":") || matches!(name, "*" | "?" | "$"));
        if !variable {
            report.say(&finding::PLACEHOLDER, at, item.span.clone(), &[whole]);
            return false;
        }
        if !variables {
            report.say(&finding::VARIABLE_IS_TEXT, at, item.span.clone(), &[whole]);
            return true;
        }
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    true
}

/// Says which character IAM takes in no policy at all. Whether there is none: it takes tab, line ends, and U+0020 to U+00FF.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html>
pub(super) fn characters(
    report: &mut Report,
    layer: &Layer<'_>,
    node: &super::json::Node,
    text: &str,
    at: At<'_>,
) -> bool {
    let refused = |c: &char| *c > '\u{ff}' || *c < ' ' && !matches!(c, '\t' | '\n' | '\r');
    let Some(character) = text.chars().find(refused) else { return true };
    let name = if is_invisible(character) { crate::words::code_point(character) } else { character.to_string() };
    report.say(&finding::CHARACTER_REFUSED, at, layer.span(&node.span), &[&name]);
    false
}

fn is_invisible(character: char) -> bool {
    character < ' ' || super::json::is_odd_space(character)
}
