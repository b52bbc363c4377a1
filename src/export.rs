//! The forms a text can take. One file a form, each with its own escaping; a policy's own form is JSON, printed by
//! [`crate::policy::Policy::to_json`].
//!
//! Each form is a whole: it creates the policy and attaches it. ARNs are literal in all of them, although
//! CloudFormation, CDK, Terraform and Pulumi can ask for the partition they deploy to: a policy for China is another
//! text (other layers, another name of EC2), so that it would be right in its own partition only and look right in any.
//! Literal, it is the JSON form wherever it goes, and IAM refuses it in the wrong partition.

mod aws_cli;
mod braces;
mod cdk;
mod cloudformation;
pub(crate) mod credentials;
mod id;
mod powershell;
mod pulumi;
pub(crate) mod render_call;
pub(crate) mod resource;
mod terraform;
pub(crate) mod whole;

use crate::diagnostics::{fill, joined};
use crate::partition::Partition;
use crate::policy::Policy;
use crate::{RESOURCES, SETUPS};

pub(crate) use id::{hash, id};

/// All a printer needs to know. Values the reader typed carry their marks ([`crate::mark`]), and a printer's escaping
/// leaves these alone.
pub(crate) struct Deployment<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) made: IamResource,
    /// Of a role that is assumed with a token: the identity provider that its trust relationship names.
    pub(crate) provider: Option<&'a Provider>,
    pub(crate) partition: Partition,
    /// What the comment at the head says, one line each: ASCII without quotes and without line ends.
    pub(crate) header: Vec<String>,
}

impl Deployment<'_> {
    /// The identity provider. Where none can be, nothing of it is in the module.
    fn provider(&self) -> Option<&Provider> {
        self.provider.filter(|_| SETUPS)
    }
}

/// What a policy becomes in an account.
pub(crate) struct IamResource {
    pub(crate) how: How,
    /// In IAM, of the policy or the role.
    pub(crate) name: String,
    /// Whom it is attached to; of a role, the role itself.
    pub(crate) to: Identity,
}

/// As what a policy is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// A managed policy, attached.
    Managed,
    /// An inline policy.
    Inline,
    /// A role whose trust relationship it is.
    Role,
}

/// An OpenID Connect identity provider. Other roles of the account may need it too, so that a script uses one that
/// exists, and no form deletes it with the role.
pub(crate) struct Provider {
    pub(crate) arn: String,
    /// Without `https://`.
    pub(crate) issuer: String,
    /// AWS calls them client IDs.
    pub(crate) audiences: Vec<String>,
}

impl Provider {
    /// A template, filled in: the quoted address, the quoted audiences with `between` between them, the quoted ARN, and
    /// what the form adds.
    fn fill(&self, template: &str, quote: fn(&str) -> String, between: &str, [a, b]: [&str; 2]) -> String {
        let audiences = self.audiences(quote, between);
        let url = quote(&["https://", &self.issuer].concat());
        fill(template, &[&url, &audiences, &quote(&self.arn), a, b])
    }

    fn audiences(&self, quote: fn(&str) -> String, between: &str) -> String {
        joined(&self.audiences, &quote, between)
    }

    /// Their list in JSON.
    fn json_audiences(&self) -> String {
        let quoted = |audience: &str| ["\"", audience, "\""].concat();
        fill("[{0}]", &[&joined(&self.audiences, &quoted, ", ")])
    }

    /// As the API of IAM takes it.
    pub(crate) fn request(&self) -> String {
        let audiences = self.audiences(|audience| ["\"", audience, "\""].concat(), ",\n    ");
        fill("{\n  \"Url\": \"https://{0}\",\n  \"ClientIDList\": [\n    {1}\n  ]\n}", &[&self.issuer, &audiences])
    }

    /// What a form calls it: the same for every role that needs it, so that a tool refuses to make it a second time.
    fn id(&self, joint: &str) -> String {
        id::id(&["provider-", &self.issuer].concat(), joint)
    }
}

/// A role or a user, by name.
pub(crate) struct Identity {
    pub(crate) is_user: bool,
    pub(crate) name: String,
    /// What stands in place of its quoted name, where the same text makes it.
    pub(crate) reference: Option<String>,
}

impl Identity {
    /// `role` or `user`, as AWS's commands and Terraform's resources spell it.
    pub(crate) fn kind(&self) -> &'static str {
        if self.is_user {
            "user"
        } else {
            "role"
        }
    }

    /// `Role` or `User`, as resource types spell it.
    fn type_name(&self) -> &'static str {
        if self.is_user {
            "User"
        } else {
            "Role"
        }
    }
}

impl IamResource {
    /// In a sentence: what running the text does. A script also takes what is there already, which the others refuse;
    /// but for inline policies, which all of them replace.
    pub(crate) fn sentence(&self, format: Format, provider: Option<&Provider>) -> String {
        let is_script = matches!(format, Format::AwsCli | Format::PowerShell);
        let sentence = match self.how {
            How::Managed if is_script => {
                "Creates managed policy {0}, or a new version of it, and attaches it to {1} {2}."
            }
            How::Managed => "Creates managed policy {0} and attaches it to {1} {2}.",
            How::Inline => "Puts inline policy {0} on {1} {2}. Replaces one of that name.",
            How::Role if is_script => {
                "Creates role {0} with the trust relationship below. If the role exists, replaces its trust relationship."
            }
            How::Role => "Creates role {0} with the trust relationship below.",
        };
        let sentence = fill(sentence, &[&self.name, self.to.kind(), &self.to.name]);
        let Some(provider) = provider.filter(|_| SETUPS) else { return sentence };
        let first = "Creates an identity provider for {0}{1}. {2}";
        fill(first, &[&provider.issuer, if is_script { " if there is none" } else { "" }, &sentence])
    }

    /// What a form calls it: see [`mod@id`].
    pub(crate) fn id(&self, joint: &str) -> String {
        // No policy's name begins so.
        let head = if self.how == How::Role { "trust-" } else { "" };
        id::id(&[head, &self.name].concat(), joint)
    }

    /// That of managed policies, of inline policies or of roles.
    fn pick(&self, [managed, inline, role]: [&'static str; 3]) -> &'static str {
        match self.how {
            How::Managed => managed,
            How::Inline => inline,
            How::Role => role,
        }
    }

    /// A template, picked and filled in: the quoted name, `role` or `user` and the quoted name of that; what the form
    /// adds; `Role` or `User`.
    fn fill(&self, templates: [&'static str; 3], quote: fn(&str) -> String, [a, b, c]: [&str; 3]) -> String {
        let reference = self.to.reference.as_ref().filter(|_| RESOURCES);
        let (name, to) = (quote(&self.name), reference.map_or_else(|| quote(&self.to.name), String::clone));
        fill(self.pick(templates), &[&name, self.to.kind(), &to, a, b, c, self.to.type_name()])
    }
}

/// The forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The policy alone.
    Json,
    /// A script for a POSIX shell.
    AwsCli,
    /// A script for PowerShell with the AWS CLI.
    PowerShell,
    /// A template in YAML.
    CloudFormation,
    /// HCL.
    Terraform,
    /// An app of AWS CDK in TypeScript.
    Cdk,
    /// A program of Pulumi in TypeScript.
    Pulumi,
    /// Of the render call only.
    TypeScript,
}

/// Those of a policy, in the order a reader meets them; the first is the default.
pub const OF_POLICIES: &[Format] = &[
    Format::Json,
    Format::AwsCli,
    Format::PowerShell,
    Format::CloudFormation,
    Format::Terraform,
    Format::Cdk,
    Format::Pulumi,
];

impl Format {
    /// The name in a call.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::AwsCli => "aws-cli",
            Format::PowerShell => "aws-cli-powershell",
            Format::CloudFormation => "cloudformation",
            Format::Terraform => "terraform",
            Format::Cdk => "cdk",
            Format::Pulumi => "pulumi",
            Format::TypeScript => "typescript",
        }
    }

    /// For syntax colouring.
    pub(crate) fn language(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::AwsCli => "sh",
            Format::PowerShell => "powershell",
            Format::CloudFormation => "yaml",
            Format::Terraform => "hcl",
            Format::Cdk | Format::Pulumi | Format::TypeScript => "typescript",
        }
    }

    /// Of a file, with its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json => ".json",
            Format::AwsCli => ".sh",
            Format::PowerShell => ".ps1",
            Format::CloudFormation => ".yaml",
            Format::Terraform => ".tf",
            Format::Cdk | Format::Pulumi | Format::TypeScript => ".ts",
        }
    }
}

/// The sheet in a form. All but JSON end in a line feed, as source files do.
pub(crate) fn print(format: Format, sheet: &Deployment<'_>) -> String {
    match format {
        Format::AwsCli => aws_cli::print(sheet),
        Format::PowerShell => powershell::print(sheet),
        Format::CloudFormation => cloudformation::print(sheet),
        Format::Terraform => terraform::print(sheet),
        Format::Cdk => cdk::print(sheet),
        Format::Pulumi => pulumi::print(sheet),
        Format::Json | Format::TypeScript => sheet.policy.to_json(),
    }
}

/// The header as comments that begin with `mark`, and an empty line after them.
fn header(lines: &[String], mark: &str) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(mark);
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    text
}

/// JSON in ASCII, for command lines: whatever the encoding of a terminal, a file or a locale, it arrives. `!` goes too,
/// because shells that take a paste expand it, even where all else is quoted.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '!' | '\u{7f}'..='\u{ff}' => {
                let code = u32::from(character);
                text.push_str("\\u00");
                for digit in [code >> 4, code & 15] {
                    text.push(char::from_digit(digit, 16).unwrap_or_default());
                }
            }
            other => text.push(other),
        }
    }
    text
}

/// The ending of a file in a language that is none of a [`Format`] or is, with its dot.
pub(crate) fn extension(language: &str) -> &'static str {
    match language {
        "sh" => ".sh",
        "yaml" => ".yaml",
        "ini" => ".ini",
        "typescript" => ".ts",
        _ => ".json",
    }
}

#[cfg(test)]
mod tests;
