//! The functions of CloudFormation's templates, as values: what one refers to, and the text that one makes.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use super::finding::{self, At};
use super::source_map::SourceMap;
use super::value::{hole, Node, Value};

/// What a value names: its text, or what a function of a template refers to.
pub(super) fn reference(node: &Node) -> Option<String> {
    if let Some(text) = node.text() {
        return Some(text.to_string());
    }
    match node.members() {
        [only] if only.key == "Ref" => only.value.text().map(str::to_string),
        [only] if only.key == "Fn::GetAtt" => {
            let first = only.value.items().first().and_then(Node::text).or(only.value.text())?;
            first.split('.').next().map(str::to_string)
        }
        _ => text(node),
    }
}

/// The text that a function of a template makes, with holes for what it fills in. `None` when it is no function.
pub(super) fn text(node: &Node) -> Option<String> {
    let [only] = node.members() else { return None };
    let value = &only.value;
    Some(match only.key.as_str() {
        "Ref" => hole(value.text()?),
        "Fn::Sub" => substituted(value.alone().first()?.text()?),
        "Fn::Join" => {
            let [separator, parts] = value.items() else { return Some(hole(&only.key)) };
            let mut joined = String::new();
            for (at, part) in parts.items().iter().enumerate() {
                if at > 0 {
                    joined.push_str(separator.text().unwrap_or_default());
                }
                joined.push_str(
                    &part.text().map(str::to_string).or_else(|| text(part)).unwrap_or_else(|| hole("Fn::Join")),
                );
            }
            joined
        }
        "Fn::GetAtt" => {
            let parts: Vec<&str> = value.alone().iter().filter_map(Node::text).collect();
            hole(&parts.join("."))
        }
        key if key.starts_with("Fn::") => hole(key),
        _ => return None,
    })
}

/// `Fn::Sub`: `${Name}` is filled in, `${!Name}` is `${Name}` itself.
fn substituted(text: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = crate::search::cut(rest, "${") {
        filled.push_str(before);
        let Some((name, after)) = crate::search::cut(after, "}") else {
            rest = after;
            break;
        };
        match name.strip_prefix('!') {
            Some(literal) => {
                filled.push_str("${");
                filled.push_str(literal);
                filled.push('}');
            }
            None => filled.push_str(&hole(name)),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Says of what a template fills in that it is not known.
pub(super) fn say(report: &mut finding::FindingLog, layer: &SourceMap<'_>, node: &Node, at: At<'_>, name: &str) {
    if let Value::Object(_) = node.value {
        report.say(&finding::TEMPLATE_FUNCTION, at, layer.span(&node.span), &[name]);
    }
}
