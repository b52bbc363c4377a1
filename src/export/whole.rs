//! A whole setup in one text: the parts with their numbers, one script, one template or one Terraform file. What a form
//! makes of a part is what it makes of that policy by itself; roles that the text makes are named by reference, so that
//! a tool makes them first. What no form can do, such as the render call, is a comment at the end.

use super::resource::{self, Resource, ResourceKind};
use super::{ascii, aws_cli, cloudformation, header, terraform, Deployment, Format, How, IamResource};
use crate::diagnostics::{digits, fill};
use crate::partition::Partition;

/// All of it.
pub(crate) struct Whole<'a> {
    /// Of the stack or the file, without ending.
    pub(crate) name: &'a str,
    /// As [`Deployment::header`].
    pub(crate) header: Vec<String>,
    pub(crate) partition: Partition,
    /// Where the bucket is, if that is known.
    pub(crate) region: Option<String>,
    pub(crate) pieces: Vec<Piece<'a>>,
}

/// A part.
pub(crate) struct Piece<'a> {
    pub(crate) title: &'a str,
    /// A sentence without a stop.
    pub(crate) what: &'a str,
    pub(crate) text: &'a str,
    pub(crate) language: &'a str,
    pub(crate) made: Made<'a>,
}

/// What a form makes of a part.
pub(crate) enum Made<'a> {
    /// A policy or a role.
    Iam(Deployment<'a>),
    /// What belongs to a bucket or key.
    Resource(Resource<'a>),
    /// The instance profile of a role.
    Profile(IamResource),
    /// It is made with the next part.
    WithNext,
    /// Nothing: the reader does it.
    ByReader,
}

/// The whole in a form, its language and the ending of its file.
pub(crate) fn print(format: Format, mut whole: Whole<'_>) -> (String, &'static str, &'static str) {
    if format == Format::Json {
        return (markdown(&whole), "markdown", ".md");
    }
    refer(format, &mut whole);
    let mut lines = std::mem::take(&mut whole.header);
    let (mut blocks, mut by_hand) = (Vec::new(), Vec::new());
    for piece in &whole.pieces {
        match &piece.made {
            Made::WithNext => {}
            Made::Iam(sheet) => {
                lines.push(sheet.made.sentence(format, sheet.provider));
                blocks.push(match format {
                    Format::AwsCli => aws_cli::commands(sheet),
                    Format::CloudFormation => cloudformation::resources(sheet),
                    _ => terraform::resources(sheet),
                });
            }
            Made::Profile(role) => {
                let unless = if format == Format::AwsCli { ", unless it has one" } else { "" };
                lines.push(fill("Creates an instance profile for role {0}{1}.", &[&role.name, unless]));
                blocks.push(match format {
                    Format::AwsCli => aws_cli::instance_profile(&role.name, whole.partition),
                    Format::CloudFormation => cloudformation::instance_profile(role),
                    _ => terraform::instance_profile(role),
                });
            }
            // The other forms take a whole policy of a key.
            Made::Resource(of) if of.kind != ResourceKind::KeyPolicy || format == Format::AwsCli => {
                lines.append(&mut of.sentences(format));
                blocks.push(match format {
                    Format::AwsCli => resource::sh::commands(of),
                    Format::CloudFormation => resource::stack_resource(of),
                    _ => resource::terraform_resource(of),
                });
            }
            Made::Resource(_) | Made::ByReader => by_hand.push(piece),
        }
    }
    let titles: Vec<String> = by_hand.iter().map(|piece| piece.title.to_string()).collect();
    lines.push(fill("What you must do yourself is in comments at the end: {0}.", &[&titles.join(", ")]));
    let mut end = String::new();
    for piece in by_hand {
        end.push_str(&comment(piece));
    }
    let text = match format {
        Format::AwsCli => {
            lines.push("If it stops, fix the cause and run it again. What was created stays.".to_string());
            // Each in a shell of its own, which may leave early.
            let blocks: String = blocks.iter().map(|block| ["(\n", block, ")\n\n"].concat()).collect();
            let end = ascii(end.trim_start_matches('\n'));
            [aws_cli::BEGIN, &header(&lines, "# "), aws_cli::STRICT, &blocks, &end, aws_cli::END].concat()
        }
        Format::CloudFormation => {
            let region = whole.region.as_ref().map(|region| [" --region ", region].concat()).unwrap_or_default();
            [header(&lines, "# "), cloudformation::head(whole.name, &region), blocks.concat(), end].concat()
        }
        _ => {
            lines.push("If your configuration has a provider block for aws, delete the one here.".to_string());
            let region = whole.region.as_ref().map(|region| fill(REGION, &[&terraform::quote(region)]));
            let provider = fill(PROVIDER, &[&region.unwrap_or_default()]);
            [header(&lines, "# "), provider, blocks.join("\n"), end].concat()
        }
    };
    (text, format.language(), format.extension())
}

const PROVIDER: &str = "provider \"aws\" {{0}}\n\n";

const REGION: &str = "\n  region = {0}\n";

/// Has every policy name its role by what the form calls it, if the text makes that role.
fn refer(format: Format, whole: &mut Whole<'_>) {
    let mut roles = Vec::new();
    for piece in &whole.pieces {
        if let Made::Iam(Deployment { made, .. }) = &piece.made {
            if made.how == How::Role {
                let reference = match format {
                    Format::CloudFormation => Some(["!Ref ", &made.id("")].concat()),
                    Format::Terraform => Some(fill("aws_iam_role.{0}.name", &[&made.id("_")])),
                    _ => None,
                };
                roles.push((made.name.clone(), reference));
            }
        }
    }
    for piece in &mut whole.pieces {
        if let Made::Iam(Deployment { made, .. }) = &mut piece.made {
            let role =
                roles.iter().find(|(name, _)| !made.to.is_user && made.how != How::Role && *name == made.to.name);
            made.to.reference = role.and_then(|(_, reference)| reference.clone());
        }
    }
}

fn markdown(whole: &Whole<'_>) -> String {
    let mut text = "# Remotion Lambda setup\n".to_string();
    for line in &whole.header {
        text.push_str(&fill("\n{0}\n", &[line]));
    }
    for (piece, number) in whole.pieces.iter().zip(1..) {
        let values = [&digits(number), piece.title, piece.what, piece.language, piece.text.trim_end()];
        text.push_str(&fill("\n## {0}. {1}\n\n{2}.\n\n```{3}\n{4}\n```\n", &values));
    }
    text
}

/// What the reader does.
fn comment(piece: &Piece<'_>) -> String {
    let mut text = fill("\n# {0}: {1}.\n#\n", &[piece.title, piece.what]);
    for line in crate::search::split(piece.text.trim_end(), "\n") {
        text.push_str(["# ", line].concat().trim_end());
        text.push('\n');
    }
    text
}

/// The commands that make the instance profile of a role that has none.
pub(crate) fn profile(role: &str, partition: Partition) -> String {
    fill(PROFILE, &[&aws_cli::quote(role), aws_cli::region(partition)])
}

const PROFILE: &str = "aws iam create-instance-profile{1} --instance-profile-name={0}
aws iam add-role-to-instance-profile{1} --instance-profile-name={0} --role-name={0}
";
