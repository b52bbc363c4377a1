//! CloudFormation: a template in YAML.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html>
//!
//! There is no `Fn::Sub` in it, so IAM's `${*}` needs no escape.

use super::{header, Made, Sheet};
use crate::json::Json;
use crate::words::fill;

pub(super) fn print(sheet: &Sheet<'_>) -> String {
    let (template, class, property, name, to) = match &sheet.made {
        Made::Managed { name, to } => (POLICY, "ManagedPolicy", "ManagedPolicyName", name, Some(to)),
        Made::Inline { name, to } => (POLICY, "Policy", "PolicyName", name, Some(to)),
        Made::Role { name } => (ROLE, "Role", "RoleName", name, None),
    };
    let (kind, to) = to.map_or(("", ""), |to| (to.type_name(), to.name()));
    let mut text = header(sheet, "# ");
    text.push_str(&fill(template, &[class, property, &scalar(name), kind, &scalar(to)]));
    value(&mut text, &sheet.policy.document(), "\n        ", false);
    text.push('\n');
    text
}

const POLICY: &str = "AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RemotionPolicy:
    Type: AWS::IAM::{0}
    Properties:
      {1}: {2}
      {3}s:
        - {4}
      PolicyDocument:";

const ROLE: &str = "AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RemotionRole:
    Type: AWS::IAM::{0}
    Properties:
      {1}: {2}
      AssumeRolePolicyDocument:";

/// What stands after a `:` or a `-`. `line` is a line end and the indentation of what is inside; what is inside a `-`
/// begins on its line.
fn value(text: &mut String, value: &Json, line: &str, is_item: bool) {
    let deeper = [line, "  "].concat();
    match value {
        Json::Bare(word) => text.push_str(&[" ", word].concat()),
        Json::Text(string) => text.push_str(&[" ", &scalar(string)].concat()),
        Json::List(items) if items.is_empty() => text.push_str(" []"),
        Json::Object(members) if members.is_empty() => text.push_str(" {}"),
        Json::List(items) => {
            for (_, item) in items {
                text.push_str(line);
                text.push('-');
                self::value(text, item, &deeper, true);
            }
        }
        Json::Object(members) => {
            for (at, (name, value)) in members.iter().enumerate() {
                text.push_str(if is_item && at == 0 { " " } else { line });
                // Names of elements that short, and no words of YAML.
                let is_plain = matches!(name.as_str(), "Id" | "Sid" | "AWS");
                text.push_str(&if is_plain { name.clone() } else { scalar(name) });
                text.push(':');
                self::value(text, value, &deeper, false);
            }
        }
    }
}

/// Plain when no reader of YAML could take it for anything but text, else in single quotes, where only `'` is special.
/// The words that are booleans or null to some of them have five letters at most, as `false`; but for `Allow`.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ':';
    let begins = text.chars().next().is_some_and(|first| first.is_ascii_alphabetic());
    if begins && (text.len() > 5 || text == "Allow") && text.chars().all(plain) && !text.ends_with(':') {
        return text.to_string();
    }
    let mut quoted = "'".to_string();
    for character in text.chars() {
        if character == '\'' {
            quoted.push('\'');
        }
        quoted.push(character);
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn what_yaml_could_take_for_something_else_is_quoted() {
        for plain in ["s3:PutObject", "HandleQuotas", "Allow"] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, want) in [
            ("0", "'0'"),
            ("false", "'false'"),
            ("No", "'No'"),
            ("*", "'*'"),
            ("it's", "'it''s'"),
            ("a: b", "'a: b'"),
            ("ends-in:", "'ends-in:'"),
            ("abcdef:", "'abcdef:'"),
            ("a${*}", "'a${*}'"),
            ("#x \\ \"", "'#x \\ \"'"),
            ("2012-10-17", "'2012-10-17'"),
            ("1:30:00", "'1:30:00'"),
        ] {
            assert_eq!(scalar(text), want);
        }
    }
}
