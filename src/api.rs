//! What comes out: [`BuildAnswer`] and [`ReleasesAnswer`]. Plain data, camelCase outside, the same for JavaScript and for
//! Rust.

use crate::diagnostics::{Note, Problem};
use crate::fixed;
use crate::mark::Marked;
use crate::RESOURCES;
use serde::Serialize;

/// The policy, or everything that stands in its way.
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and a box would be in the way of every match")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuildAnswer {
    /// `ok: true`.
    Built(Built),
    /// `ok: false`: in the order of the fields.
    Refused(Vec<Problem>),
}

/// A text ready to copy, and what belongs beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Built {
    /// The text, and which parts of it the reader typed.
    pub marked: Marked,
    /// For syntax colouring: `json`, `sh`, `powershell`, `yaml`, `hcl` or `typescript`.
    pub language: &'static str,
    /// A name to save it under.
    pub file_name: String,
    /// Whom the policy is for, in words.
    pub principal: String,
    /// What it is attached to: `user`, `role`, or `user or role` while the reader has not said which.
    pub identity: &'static str,
    /// `None` for a text that is no policy.
    pub size: Option<Size>,
    /// Worst first.
    pub notes: Vec<Note>,
    /// Version of `@remotion/lambda` the text is for.
    pub version: String,
    /// Why each permission is there, in the order of the text.
    pub reasons: Vec<Reason>,
    /// The page of the AWS console where a policy's JSON is pasted.
    pub console: Option<ConsoleLink>,
    /// Of a whole setup: what it consists of, in order. Empty for all else.
    pub parts: Vec<Part>,
}

/// A part of a whole setup: one thing that goes to one place, in its own form whatever the form of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The policy whose text it is; `None` for what no policy builds: an identity provider, an instance profile,
    /// credentials.
    pub policy: Option<&'static str>,
    /// What it is called, as a heading.
    pub title: &'static str,
    /// What it is attached to or belongs to. Backticks are code.
    pub goes_to: String,
    /// In a sentence: what it is for, and what to do with it. Backticks are code.
    pub what: String,
    /// The text, and which parts of it the reader typed.
    pub marked: Marked,
    /// As [`Built::language`].
    pub language: &'static str,
    /// As [`Built::file_name`].
    pub file_name: String,
    /// As [`Built::size`].
    pub size: Option<Size>,
    /// As [`Built::console`].
    pub console: Option<ConsoleLink>,
}

/// Why a permission is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Of its statement.
    #[serde(serialize_with = "fixed::text")]
    pub sid: &'static str,
    /// `service:Name`
    #[serde(serialize_with = "fixed::text")]
    pub action: &'static str,
    /// What Remotion does with it. `None` when a release of Remotion added it and this data does not say why.
    pub reason: Option<String>,
}

/// How much of a quota a policy takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Size {
    /// As IAM counts: without white space.
    pub characters: usize,
    /// What the place takes.
    pub limit: usize,
    /// Where the policy goes, with its article: `a managed policy`.
    pub place: &'static str,
}

/// The outside shape: only what the frozen interface names.
impl Serialize for BuildAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        match self {
            BuildAnswer::Built(built) => {
                let parts = Some(&built.parts).filter(|parts| RESOURCES && !parts.is_empty());
                let mut answer = serializer.serialize_struct("BuildAnswer", if parts.is_some() { 10 } else { 9 })?;
                answer.serialize_field("ok", &true)?;
                answer.serialize_field("text", &built.marked.text)?;
                answer.serialize_field("language", built.language)?;
                answer.serialize_field("fileName", &built.file_name)?;
                answer.serialize_field("principal", &built.principal)?;
                answer.serialize_field("size", &built.size)?;
                answer.serialize_field("notes", &built.notes)?;
                answer.serialize_field("version", &built.version)?;
                answer.serialize_field("reasons", &built.reasons)?;
                if let Some(parts) = parts {
                    answer.serialize_field("parts", &parts.iter().zip(1..).map(NumberedPart).collect::<Vec<_>>())?;
                }
                answer.end()
            }
            BuildAnswer::Refused(problems) => {
                let mut answer = serializer.serialize_struct("BuildAnswer", 2)?;
                answer.serialize_field("ok", &false)?;
                answer.serialize_field("problems", problems)?;
                answer.end()
            }
        }
    }
}

/// A part, and its number from 1.
struct NumberedPart<'a>((&'a Part, usize));

impl Serialize for NumberedPart<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let NumberedPart((part, number)) = self;
        let mut answer = serializer.serialize_struct("Part", 9)?;
        answer.serialize_field("number", number)?;
        answer.serialize_field("policy", &part.policy)?;
        answer.serialize_field("title", part.title)?;
        answer.serialize_field("goesTo", &part.goes_to)?;
        answer.serialize_field("what", &part.what)?;
        answer.serialize_field("text", &part.marked.text)?;
        answer.serialize_field("language", part.language)?;
        answer.serialize_field("fileName", &part.file_name)?;
        answer.serialize_field("size", &part.size)?;
        answer.end()
    }
}

/// A page of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleLink {
    /// What opens.
    pub label: String,
    /// Its address.
    pub url: String,
}

/// What the data knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleasesAnswer {
    /// Newest version in the data.
    pub newest: String,
    /// The day it was published, `2026-09-22`.
    pub published: &'static str,
    /// Oldest first. Versions of a range have the same texts.
    pub ranges: Vec<RangeRow>,
    /// In Remotion's order.
    pub regions: Vec<RegionRow>,
}

/// A run of versions with the same texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RangeRow {
    /// First version.
    pub from: String,
    /// Last version, inclusive.
    pub to: String,
    /// Number of the user policy's text; equal numbers are equal texts.
    pub user: usize,
    /// Number of the role policy's text.
    pub role: usize,
    /// The text changed somewhere after `from`, with `to` at the latest, and no version between them was to be had.
    /// Both ends were, and belong to the ranges next to this one.
    pub gap: bool,
}

/// A region Remotion supports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegionRow {
    /// `us-east-1`
    pub name: &'static str,
    /// `aws` or `aws-cn`
    pub partition: &'static str,
    /// Host of its AWS console, `console.aws.amazon.com`. Pages of one region stand under `{name}.` before it.
    pub console: &'static str,
    /// Whether it is one of Remotion's default regions.
    pub default: bool,
}
