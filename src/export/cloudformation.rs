//! CloudFormation: a template in YAML.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html>
//!
//! There is no `Fn::Sub` in it, so IAM's `${*}` needs no escape.

use super::{header, Deployment, IamResource};
use crate::diagnostics::fill;
use crate::json::Json;

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    [header(&sheet.header, "# "), head(&sheet.made.id("-"), ""), resources(sheet)].concat()
}

/// Of a stack of that name. `options` of the command to deploy it begin with a space.
pub(super) fn head(stack: &str, options: &str) -> String {
    fill(HEAD, &[stack, options])
}

pub(super) fn resources(sheet: &Deployment<'_>) -> String {
    let made = &sheet.made;
    let (mut provided, mut after) = (String::new(), String::new());
    if let Some(provider) = sheet.provider() {
        let id = provider.id("");
        provided = provider.fill(PROVIDER, scalar, "\n        - ", [&id, ""]);
        after = fill(AFTER_PROVIDER, &[&id]);
    }
    let class = made.pick(["ManagedPolicy", "Policy", "Role"]);
    let mut text = provided;
    text.push_str(&made.fill([POLICY, POLICY, ROLE], scalar, [&after, &made.id(""), class]));
    value(&mut text, &sheet.policy.document(), "\n        ", false);
    text.push('\n');
    text
}

const HEAD: &str =
    "# aws cloudformation deploy --stack-name {0} --template-file {0}.yaml --capabilities CAPABILITY_NAMED_IAM{1}
AWSTemplateFormatVersion: '2010-09-09'
Resources:
";

const POLICY: &str = "  {4}:
    Type: AWS::IAM::{5}
    Properties:
      {5}Name: {0}
      {6}s:
        - {2}
      PolicyDocument:";

const ROLE: &str = "  {4}:
    Type: AWS::IAM::{5}
{3}    Properties:
      {5}Name: {0}
      AssumeRolePolicyDocument:";

/// Of a role that the template makes.
pub(super) fn instance_profile(role: &IamResource) -> String {
    fill(PROFILE, &[&role.id(""), &scalar(&role.name)])
}

const PROFILE: &str = "  {0}InstanceProfile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      InstanceProfileName: {1}
      Roles:
        - !Ref {0}
";

const PROVIDER: &str = "  {3}:
    Type: AWS::IAM::OIDCProvider
    DeletionPolicy: RetainExceptOnCreate
    UpdateReplacePolicy: Retain
    Properties:
      Url: {0}
      ClientIdList:
        - {1}
";

const AFTER_PROVIDER: &str = "    DependsOn: {0}
";

/// What stands after a `:` or a `-`. `line` is a line end and the indentation of what is inside; what is inside a `-`
/// begins on its line.
pub(super) fn value(text: &mut String, value: &Json, line: &str, is_item: bool) {
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
pub(super) fn scalar(text: &str) -> String {
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
