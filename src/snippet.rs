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
mod powershell;
mod pulumi;
pub(crate) mod render_call;
mod terraform;

use crate::partition::Partition;
use crate::policy::Policy;
use crate::words::fill;

/// All a printer needs to know. Values the reader typed carry their marks ([`crate::mark`]), and a printer's escaping
/// leaves these alone.
pub(crate) struct Sheet<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) made: Made,
    pub(crate) partition: Partition,
    /// What the comment at the head says, one line each: ASCII without quotes and without line ends.
    pub(crate) header: Vec<String>,
}

/// What a policy becomes in an account.
pub(crate) enum Made {
    /// A managed policy, attached.
    Managed { name: String, to: Identity },
    /// An inline policy.
    Inline { name: String, to: Identity },
    /// A role whose trust relationship the policy is.
    Role { name: String },
}

/// Whom a policy is attached to, by name.
pub(crate) enum Identity {
    Role(String),
    User(String),
}

impl Identity {
    pub(crate) fn name(&self) -> &str {
        match self {
            Identity::Role(name) | Identity::User(name) => name,
        }
    }

    pub(crate) fn into_name(self) -> String {
        match self {
            Identity::Role(name) | Identity::User(name) => name,
        }
    }

    /// `role` or `user`, as AWS's commands and Terraform's resources spell it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Identity::Role(_) => "role",
            Identity::User(_) => "user",
        }
    }

    /// `Role` or `User`, as resource types spell it.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Identity::Role(_) => "Role",
            Identity::User(_) => "User",
        }
    }
}

impl Made {
    /// In a sentence: what running the text does.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Made::Managed { name, to } => {
                fill("Creates managed policy {0} and attaches it to {1} {2}.", &[name, to.kind(), to.name()])
            }
            Made::Inline { name, to } => fill("Puts inline policy {0} on {1} {2}.", &[name, to.kind(), to.name()]),
            Made::Role { name } => fill("Creates role {0} with this trust relationship.", &[name]),
        }
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
pub(crate) fn print(format: Format, sheet: &Sheet<'_>) -> String {
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
fn header(sheet: &Sheet<'_>, mark: &str) -> String {
    let mut text = String::new();
    for line in &sheet.header {
        text.push_str(mark);
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    text
}

/// JSON in ASCII, for command lines: whatever the encoding of a terminal, a file or a locale, it arrives. `!` goes too,
/// because shells that take a paste expand it, even where all else is quoted.
fn ascii_json(sheet: &Sheet<'_>) -> String {
    let json = sheet.policy.to_json();
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

#[cfg(test)]
mod tests;
