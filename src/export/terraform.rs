//! Terraform: resources of the AWS provider, in HCL as `terraform fmt` leaves it.
//! <https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences>

use super::{braces, header, Deployment, IamResource};
use crate::diagnostics::fill;

pub(super) const HCL: braces::Grammar = braces::Grammar { is: " = ", end: "", aligns: true, quote };

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    [header(&sheet.header, "# "), resources(sheet)].concat()
}

pub(super) fn resources(sheet: &Deployment<'_>) -> String {
    let document = braces::policy(&HCL, sheet.policy, "  ");
    let (mut provided, mut after) = (String::new(), String::new());
    if let Some(provider) = sheet.provider() {
        let id = provider.id("_");
        provided = provider.fill(PROVIDER, quote, ", ", [&id, ""]);
        after = fill(AFTER_PROVIDER, &[&id]);
    }
    let values = [document.as_str(), &sheet.made.id("_"), &after];
    let text = sheet.made.fill([MANAGED, INLINE, ROLE], quote, values);
    [provided, text].concat()
}

/// Of a role that the configuration makes.
pub(super) fn instance_profile(role: &IamResource) -> String {
    fill(PROFILE, &[&role.id("_"), &quote(&role.name)])
}

const PROFILE: &str = "resource \"aws_iam_instance_profile\" \"{0}\" {
  name = {1}
  role = aws_iam_role.{0}.name
}
";

const MANAGED: &str = "resource \"aws_iam_policy\" \"{4}\" {
  name = {0}

  policy = jsonencode({3})
}

resource \"aws_iam_{1}_policy_attachment\" \"{4}\" {
  {1}       = {2}
  policy_arn = aws_iam_policy.{4}.arn
}
";

const INLINE: &str = "resource \"aws_iam_{1}_policy\" \"{4}\" {
  name = {0}
  {1} = {2}

  policy = jsonencode({3})
}
";

const ROLE: &str = "resource \"aws_iam_role\" \"{4}\" {
  name = {0}

  assume_role_policy = jsonencode({3}){5}
}
";

/// Other roles may need it too, and Terraform has nothing that keeps a resource when the rest is destroyed.
const PROVIDER: &str = "resource \"aws_iam_openid_connect_provider\" \"{3}\" {
  url            = {0}
  client_id_list = [{1}]

  lifecycle {
    prevent_destroy = true
  }
}

";

const AFTER_PROVIDER: &str = "

  depends_on = [aws_iam_openid_connect_provider.{0}]";

/// A quoted template: `${` and `%{` would begin an interpolation and a directive, and are written `$${` and `%%{`. A
/// `$` or `%` before those would change what they mean, and is written by its code.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = "\"".to_string();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\' | '"', _) => quoted.push('\\'),
            ('$' | '%', Some('{')) => quoted.push(character),
            ('$', Some('$')) => {
                quoted.push_str("\\u0024");
                continue;
            }
            ('%', Some('%')) => {
                quoted.push_str("\\u0025");
                continue;
            }
            _ => {}
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn terraform_reads_a_string_as_it_was() {
        for (text, want) in [
            ("arn:aws:s3:::b/*", r#""arn:aws:s3:::b/*""#),
            ("a${*}b", r#""a$${*}b""#),
            ("%{if}", r#""%%{if}""#),
            ("$${*}", r#""\u0024$${*}""#),
            ("%%{x}", r#""\u0025%%{x}""#),
            ("$a%b{}", r#""$a%b{}""#),
            ("q\"b\\", r#""q\"b\\""#),
        ] {
            assert_eq!(quote(text), want);
        }
    }
}
