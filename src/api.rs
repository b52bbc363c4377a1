//! What goes in and what comes out: [`BuildCall`] and [`BuildAnswer`], [`ReleasesAnswer`]. Plain data, camelCase
//! outside, the same for JavaScript, for the element's attributes and for Rust.

use crate::console::ConsoleLink;
use crate::mark::Marked;
use crate::names::closest;
use crate::words::{Note, Problem};
use serde::Serialize;

/// What to build, as the reader gave it: nothing is checked yet, and a field left out has its default.
///
/// Text is trimmed and an empty text counts as left out, as an empty form field does. Each policy looks only at the
/// fields it takes ([`crate::Kind::takes`]), so that a mistake in another field does not matter to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BuildCall {
    texts: [Option<String>; TEXTS.len()],
    flags: [Option<bool>; FLAGS.len()],
}

macro_rules! fields {
    ($kinds:ident, $kind:ident: $($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field of [`BuildCall`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $kind { $($(#[$doc])* $variant,)* }

        /// All of them, in the order problems are reported.
        pub const $kinds: &[$kind] = &[$($kind::$variant,)*];

        impl $kind {
            /// The name in JavaScript, camelCase.
            pub fn name(self) -> &'static str {
                match self { $($kind::$variant => $name,)* }
            }
        }
    };
}

fields! { TEXTS, Text:
    /// Which policy: `user`, `role`, `caller`, `destination`, `destination-caller`, `trust`, `render-call`. Required.
    Policy = "policy",
    /// `json` (the default), `aws-cli`, `aws-cli-powershell`, `cloudformation`, `terraform`, `cdk` or `pulumi`; for
    /// `render-call` there is only `typescript`.
    Format = "format",
    /// Version of `@remotion/lambda`, such as `4.0.527`. Default: the newest in the data.
    Version = "version",
    /// AWS region. Default: none is assumed, and the partition is `aws`.
    Region = "region",
    /// The reader's own output bucket: its name, or an address that holds it.
    Bucket = "bucket",
    /// Folder in the bucket that renders go to. Default: the whole bucket.
    KeyPrefix = "keyPrefix",
    /// `public` (Remotion's default), `private` or `no-acl`.
    Privacy = "privacy",
    /// Object Ownership of the bucket: `acls-disabled`, `acls-enabled` or `unknown` (the default).
    ObjectOwnership = "objectOwnership",
    /// ARN of the customer managed key the bucket is encrypted with, if it is.
    KmsKeyArn = "kmsKeyArn",
    /// The reader's own account, 12 digits. Narrows ARNs and lets names that hold an account be checked.
    AccountId = "accountId",
    /// The render function's role: a name or an ARN. Default: `remotion-lambda-role`. The `user` policy passes it to
    /// Lambda, the policies `role` and `destination` go to it.
    FunctionRole = "functionRole",
    /// Whom the policy is attached to: `role/NAME`, `user/NAME`, or the ARN of a role or user. Default:
    /// `user/remotion-user` for `user`, `role/remotion-executionrole` for `caller` and `destination-caller`. For `trust`
    /// the role that gets the trust relationship. Only forms that attach use it.
    AttachTo = "attachTo",
    /// The account that may assume the role, 12 digits; for service `role` the account of `trustedRole`.
    TrustedAccount = "trustedAccount",
    /// The role that may assume the role: its ARN, or its name, which needs `trustedAccount`.
    TrustedRole = "trustedRole",
    /// What the render function's name starts with. Default: `remotion-render-`.
    FunctionPrefix = "functionPrefix",
    /// Who assumes the role: `lambda` (the default), `ec2`, `ecs-tasks`, `account` or `role`.
    Service = "service",
    /// The policy `user` or `role` as the page around states it, in JSON. It counts when `version` is newer than the
    /// newest in the data, and then it is the policy. Not an attribute: an element reads it between its tags.
    PublishedPolicy = "publishedPolicy",
}

fields! { FLAGS, Flag:
    /// The render function may write to the bucket but not read it.
    WriteOnly = "writeOnly",
    /// The caller uses `downloadMedia()` or `presignUrl()`.
    Download = "download",
    /// The caller uses `deleteRender()`.
    Delete = "delete",
    /// The caller always passes `forceBucketName`, so it need not list buckets.
    ForceBucketName = "forceBucketName",
}

/// A field of [`BuildCall`] of either sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A text or one of a set.
    Text(Text),
    /// On or off.
    Flag(Flag),
}

impl Input {
    /// The name in JavaScript, camelCase.
    pub fn name(self) -> &'static str {
        match self {
            Input::Text(field) => field.name(),
            Input::Flag(field) => field.name(),
        }
    }
}

impl BuildCall {
    /// A call for `policy` with every other field left out.
    pub fn new(policy: &str) -> BuildCall {
        BuildCall::default().with(Text::Policy, policy)
    }

    /// The same call with one text set.
    #[must_use]
    pub fn with(mut self, field: Text, value: &str) -> BuildCall {
        self.set_text(field, Some(value.to_string()));
        self
    }

    /// The same call with one flag on.
    #[must_use]
    pub fn with_flag(mut self, field: Flag) -> BuildCall {
        self.set_flag(field, Some(true));
        self
    }

    /// The text of a field, trimmed; `None` when left out or empty.
    pub fn text(&self, field: Text) -> Option<&str> {
        let text = self.texts.get(field as usize)?.as_deref()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The text of a field exactly as given, for the form field that shows it.
    pub fn raw(&self, field: Text) -> Option<&str> {
        self.texts.get(field as usize)?.as_deref()
    }

    /// Whether a flag is on.
    pub fn flag(&self, field: Flag) -> bool {
        self.flags.get(field as usize).copied().flatten().unwrap_or_default()
    }

    /// Sets an input, or takes it away.
    pub fn set_text(&mut self, field: Text, value: Option<String>) {
        if let Some(slot) = self.texts.get_mut(field as usize) {
            *slot = value;
        }
    }

    pub(crate) fn set_flag(&mut self, field: Flag, value: Option<bool>) {
        if let Some(slot) = self.flags.get_mut(field as usize) {
            *slot = value;
        }
    }

    /// The same call with those fields alone that `keep` wants.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(Input) -> bool) -> BuildCall {
        for field in TEXTS.iter().filter(|field| !keep(Input::Text(**field))) {
            self.set_text(*field, None);
        }
        for field in FLAGS.iter().filter(|field| !keep(Input::Flag(**field))) {
            self.set_flag(*field, None);
        }
        self
    }

    /// The fields that are set.
    pub(crate) fn given(&self) -> impl Iterator<Item = Input> + '_ {
        let texts = TEXTS.iter().filter(|field| self.raw(**field).is_some()).map(|field| Input::Text(*field));
        let flags = FLAGS.iter().filter(|field| self.flags.get(**field as usize).copied().flatten().is_some());
        texts.chain(flags.map(|field| Input::Flag(*field)))
    }

    /// Sets the field an element's attribute stands for (`key-prefix` is `keyPrefix`), or leaves it out with `None`;
    /// `false` when there is no such field. A flag is on unless its value is `false`.
    pub fn set_attribute(&mut self, attribute: &str, value: Option<&str>) -> bool {
        let mut fields = TEXTS.iter().filter(|field| **field != Text::PublishedPolicy);
        if let Some(field) = fields.find(|field| is_attribute(field.name(), attribute)) {
            self.set_text(*field, value.map(str::to_string));
        } else if let Some(field) = FLAGS.iter().find(|field| is_attribute(field.name(), attribute)) {
            self.set_flag(*field, value.map(|value| value != "false"));
        } else {
            return false;
        }
        true
    }
}

/// Whether the kebab-case `attribute` is the camelCase `name`.
fn is_attribute(name: &str, attribute: &str) -> bool {
    attribute == attribute_name(name)
}

/// `keyPrefix` as an attribute: `key-prefix`. The one place where the two cases meet.
pub fn attribute_name(name: &str) -> String {
    let mut attribute = String::with_capacity(name.len() + 2);
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            attribute.push('-');
        }
        attribute.push(character.to_ascii_lowercase());
    }
    attribute
}

/// The value of a field as JavaScript gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `undefined` or `null`: left out.
    Nothing,
    /// A string.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// An array.
    List(Vec<Value>),
    /// Any other object: its own properties.
    Fields(Vec<(String, Value)>),
    /// Anything else, which no field takes: a number, a function.
    Other,
}

impl BuildCall {
    /// Sets a field by its name in JavaScript.
    ///
    /// # Errors
    /// A sentence for the programmer who made the call: there is no such field, with the nearest one if it is near, or
    /// the value is of the wrong type.
    pub fn set(&mut self, name: &str, value: Value) -> Result<(), String> {
        if let Some(field) = TEXTS.iter().find(|field| field.name() == name) {
            match value {
                Value::Nothing => self.set_text(*field, None),
                Value::Text(text) => self.set_text(*field, Some(text)),
                _ => return Err(mistyped(name, "a string")),
            }
        } else if let Some(field) = FLAGS.iter().find(|field| field.name() == name) {
            match value {
                Value::Nothing => self.set_flag(*field, None),
                Value::Flag(flag) => self.set_flag(*field, Some(flag)),
                _ => return Err(mistyped(name, "true or false")),
            }
        } else {
            let names = TEXTS.iter().map(|field| field.name()).chain(FLAGS.iter().map(|field| field.name()));
            return Err(match closest(name, &mut { names }) {
                Some(near) => crate::words::fill("there is no field `{0}`; did you mean `{1}`?", &[name, near]),
                None => crate::words::fill("there is no field `{0}`", &[name]),
            });
        }
        Ok(())
    }
}

/// What is said of a value of the wrong type, to the programmer.
pub(crate) fn mistyped(name: &str, wanted: &str) -> String {
    crate::words::fill("the field `{0}` must be {1}", &[name, wanted])
}

/// Serialised as JavaScript gives it, for the `change` event: only what is set.
impl Serialize for BuildCall {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        for field in TEXTS {
            if let Some(text) = self.text(*field) {
                map.serialize_entry(field.name(), text)?;
            }
        }
        for field in FLAGS.iter().filter(|field| self.flag(**field)) {
            map.serialize_entry(field.name(), &true)?;
        }
        map.end()
    }
}

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
}

/// Why a permission is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Of its statement.
    pub sid: &'static str,
    /// `service:Name`
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
                let mut answer = serializer.serialize_struct("BuildAnswer", 9)?;
                answer.serialize_field("ok", &true)?;
                answer.serialize_field("text", &built.marked.text)?;
                answer.serialize_field("language", built.language)?;
                answer.serialize_field("fileName", &built.file_name)?;
                answer.serialize_field("principal", &built.principal)?;
                answer.serialize_field("size", &built.size)?;
                answer.serialize_field("notes", &built.notes)?;
                answer.serialize_field("version", &built.version)?;
                answer.serialize_field("reasons", &built.reasons)?;
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

/// What the data knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleasesAnswer {
    /// Newest version in the data.
    pub newest: String,
    /// The day it was published, `2026-09-22`.
    pub published: &'static str,
    /// Oldest first. Versions of a range have the same texts.
    pub ranges: Vec<Range>,
    /// In Remotion's order.
    pub regions: Vec<RegionRow>,
}

/// A run of versions with the same texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Range {
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
    /// Whether it is one of Remotion's default regions.
    pub default: bool,
}
