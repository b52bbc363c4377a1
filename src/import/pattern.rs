//! What an action and a resource must look like.

use super::document::Item;
use super::finding::{self, At, FindingLog};
use super::source_map::SourceMap;
use super::value::{has_hole, hole, CLOSE, OPEN};
use crate::partition::Partition;
use crate::search;
use crate::setup::names::closest;

/// Says what is wrong with an action pattern. Whether it means something all the same.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
pub(super) fn action(report: &mut FindingLog, item: &Item, at: At<'_>) -> bool {
    let text = item.text.as_str();
    if text == "*" {
        return true;
    }
    let span = item.span.clone();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'?' | b'-' | b'_' | b':' | b'.');
    if !text.bytes().all(fits) {
        // What is filled in may be anything.
        if has_hole(text) {
            return true;
        }
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

/// Likewise for a resource pattern: `*`, or an ARN. What nobody filled in becomes a hole.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
pub(super) fn resource(report: &mut FindingLog, item: &mut Item, at: At<'_>, variables: bool, careful: bool) -> bool {
    if item.text == "*" {
        return true;
    }
    if may_have_gaps(&item.text) {
        placeholders(report, item, at, variables, careful);
    }
    // The two characters around what is filled in later are not ASCII.
    let plain = (!item.text.is_ascii()).then(|| without_holes(&item.text));
    let text = plain.as_deref().unwrap_or(&item.text);
    let span = item.span.clone();
    // A hole may hold all of it, or its beginning.
    if text.starts_with('*') && item.text != text {
        return true;
    }
    let Some(rest) = text.strip_prefix("arn:") else {
        report.say(&finding::RESOURCE_NO_ARN, at, span, &[text]);
        return false;
    };
    let partition = rest.split(':').next().unwrap_or_default();
    let open = partition.contains(['*', '?', '$']);
    if !open && Partition::named(partition).is_none() {
        let names = Partition::ALL.iter().map(|partition| partition.name());
        let near = if partition.len() > 24 { None } else { closest(partition, &mut { names }) };
        report.say(&finding::PARTITION_UNKNOWN, at, span, &[partition, near.unwrap_or("aws")]);
        return false;
    }
    // A colon inside `${…}` does not end a part, but then there is one too many, never one too few.
    if rest.splitn(5, ':').count() < 5 {
        report.say(&finding::RESOURCE_FIELDS, at, span, &[text]);
    }
    true
}

/// Whether a resource has anything that [`placeholders`] looks at; most have nothing.
fn may_have_gaps(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().any(|byte| {
        let begins = match byte {
            b'$' | b'{' | b'<' | 0x80.. => true,
            b'y' | b'Y' if !before.is_ascii_alphanumeric() => true,
            b'A'..=b'Z' => before == b':',
            _ => false,
        };
        before = byte;
        begins
    })
}

/// The text with `*` for each hole.
pub(super) fn without_holes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            OPEN => {
                inside = true;
                plain.push('*');
            }
            CLOSE => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// Says what nobody filled in: `<your-bucket>`, `{bucket}`, `$BUCKET`, `YOUR_BUCKET`, and `${bucket}`, which is no
/// variable of IAM's. It becomes a hole; but a key of an object may hold such characters, so that there an Allow is
/// taken by its letters, unless `careful`.
fn placeholders(report: &mut FindingLog, item: &mut Item, at: At<'_>, variables: bool, careful: bool) {
    let text = std::mem::take(&mut item.text);
    let mut filled = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut is_said = false;
    // Without its like there is none after it either, or the walk would start anew at each.
    let (mut closed, mut pointed) = (true, true);
    while let Some(c) = rest.chars().next() {
        crate::work::step();
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let length = match c {
            OPEN => search::find(rest, "\u{e001}").map_or(rest.len(), |end| end + CLOSE.len_utf8()),
            '$' if after.starts_with('{') && closed => {
                let end = after.find('}');
                closed = end.is_some();
                let name = end.and_then(|end| after.get(1..end)).unwrap_or_default();
                // A variable has a service; `${*}`, `${?}` and `${$}` are the signs themselves.
                // <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
                let own = name.starts_with("AWS::");
                if !own && (search::has(name, ":") || matches!(name, "*" | "?" | "$")) {
                    let whole = rest.get(..name.len() + 3).unwrap_or_default();
                    if !variables && !is_said {
                        is_said = true;
                        report.say(&finding::VARIABLE_IS_TEXT, at, item.span.clone(), &[whole]);
                    }
                    filled.push_str(whole);
                    rest = rest.get(whole.len()..).unwrap_or_default();
                    continue;
                }
                if own {
                    filled.push_str(&hole(name));
                    rest = rest.get(name.len() + 3..).unwrap_or_default();
                    continue;
                }
                if closed {
                    name.len() + 3
                } else {
                    0
                }
            }
            '$' => name_length(after).map_or(0, |length| length + 1),
            '{' if closed => {
                let end = after.find('}');
                closed = end.is_some();
                end.map_or(0, |end| end + 2)
            }
            '<' if pointed => {
                let end = after.find('>');
                pointed = end.is_some();
                end.map_or(0, |end| end + 2)
            }
            'y' | 'Y' if !filled.ends_with(|c: char| c.is_ascii_alphanumeric()) => yours(rest),
            'A'..='Z' if filled.ends_with(':') => segment(&filled, rest),
            _ => 0,
        };
        if length == 0 {
            filled.push(c);
            rest = after;
            continue;
        }
        let whole = rest.get(..length).unwrap_or_default();
        if c == OPEN {
            filled.push_str(whole);
        } else {
            if !is_said {
                is_said = true;
                report.say(&finding::PLACEHOLDER, at, item.span.clone(), &[whole]);
            }
            let literal = !careful && !whole.starts_with("${") && in_key(&filled);
            filled.push_str(&if literal { whole.to_string() } else { hole(whole) });
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    item.text = filled;
}

/// Whether an ARN is read up to the key of an object.
fn in_key(arn: &str) -> bool {
    search::cut(arn, ":s3:::").is_some_and(|(_, name)| search::has(name, "/"))
}

/// Bytes of the name of a shell's variable.
fn name_length(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0 && !text.starts_with(|c: char| c.is_ascii_digit())).then_some(end)
}

/// Bytes of `YOUR_ACCOUNT_ID` or `your-bucket`.
fn yours(text: &str) -> usize {
    let is = text.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("your-") || head.eq_ignore_ascii_case("your_"));
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(text.len());
    if is {
        end
    } else {
        0
    }
}

/// Bytes of a region or an account in capitals: `REGION`, `ACCOUNT_ID`.
fn segment(before: &str, text: &str) -> usize {
    let at = without_holes(before).split(':').count();
    let end = text.find(':').unwrap_or(0);
    let capitals =
        text.bytes().take(end).all(|b| b.is_ascii_uppercase() || matches!(b, b'_' | b'-') || b.is_ascii_digit());
    if matches!(at, 4 | 5) && capitals {
        end
    } else {
        0
    }
}

/// Says which character IAM takes in no policy at all. Whether there is none: it takes tab, line ends, and U+0020 to U+00FF.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html>
pub(super) fn characters(
    report: &mut FindingLog,
    layer: &SourceMap<'_>,
    node: &super::value::Node,
    text: &str,
    at: At<'_>,
) -> bool {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return true;
    }
    let refused =
        |c: &char| *c > '\u{ff}' && !matches!(*c, OPEN | CLOSE) || *c < ' ' && !matches!(c, '\t' | '\n' | '\r');
    let Some(character) = text.chars().find(refused) else { return true };
    let name = if is_invisible(character) { crate::diagnostics::code_point(character) } else { character.to_string() };
    report.say(&finding::CHARACTER_REFUSED, at, layer.span(&node.span), &[&name]);
    false
}

fn is_invisible(character: char) -> bool {
    character < ' ' || super::json::is_odd_space(character)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_text_that_is_not_looked_at_has_nothing_to_be_filled_in(
            text in "(arn:aws:s3:)?([$<>{}:]|[ab1]|[AB]|your-|YOUR_|é){0,8}",
            careful: bool,
            variables: bool,
        ) {
            let mut report = FindingLog::new();
            let mut item = Item { text: text.clone(), span: Default::default() };
            placeholders(&mut report, &mut item, At::default(), variables, careful);
            if !may_have_gaps(&text) {
                prop_assert_eq!((item.text.as_str(), report.findings.len()), (text.as_str(), 0));
            }
        }
    }
}
