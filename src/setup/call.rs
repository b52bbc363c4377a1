//! What the reader gave, before anything is checked.

use super::calls;
use super::choices::{extra_names, one_of};
use super::fields::{is_attribute, Flag, Input, Text, FLAGS, TEXTS};
use super::kind::Kind;
use super::names::closest;
use crate::diagnostics::{self, Problem};
use crate::search;
use serde::Serialize;

/// What to build, as the reader gave it: nothing is checked yet, and a field left out has its default.
///
/// Text is trimmed and an empty text counts as left out, as an empty form field does. Each policy looks only at the
/// fields it takes ([`crate::Kind::takes`]), so that a mistake in another field does not matter to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildCall {
    texts: [Option<String>; TEXTS.len()],
    flags: [Option<bool>; FLAGS.len()],
}

impl Default for BuildCall {
    fn default() -> BuildCall {
        BuildCall { texts: [const { None }; TEXTS.len()], flags: [None; FLAGS.len()] }
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

    /// What a field lists between commas, which is a list in JavaScript; services between spaces too. The name of a bucket
    /// with a space in it is wrong, and not two names.
    #[inline(never)]
    pub(crate) fn list(&self, field: Text) -> Vec<&str> {
        let mut list = Vec::new();
        for words in search::split(self.raw(field).unwrap_or_default(), ",") {
            let by = if field == Text::Service { " " } else { "," };
            for one in search::split(words, by) {
                if !one.trim().is_empty() {
                    list.push(one.trim());
                }
            }
        }
        list
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

impl BuildCall {
    /// A call as JavaScript gave it.
    ///
    /// # Errors
    /// As [`BuildCall::set`], and when the policy does not take a field.
    pub fn read(value: CallValue) -> Result<BuildCall, String> {
        let CallValue::Fields(fields) = value else {
            return Err("a call is an object, such as {policy: 'user'}".into());
        };
        let mut call = BuildCall::default();
        for (name, value) in fields {
            call.set(&name, value)?;
        }
        call.refuse_foreign()?;
        Ok(call)
    }

    /// Refuses a field that the policy does not take. Which policy an unknown name means is not known: that is a problem of
    /// its own.
    pub(crate) fn refuse_foreign(&self) -> Result<(), String> {
        let Ok(kind) = self.kind() else { return Ok(()) };
        match self.given().find(|input| !kind.takes(*input)) {
            Some(input) => {
                Err(diagnostics::fill("the policy `{0}` takes no field `{1}`", &[kind.name(), input.name()]))
            }
            None => Ok(()),
        }
    }

    /// Which text it asks for.
    ///
    /// # Errors
    /// None is named, or one that does not exist.
    pub fn kind(&self) -> Result<Kind, Problem> {
        match self.text(Text::Policy) {
            Some(typed) => one_of(Text::Policy, "policy", typed, &Kind::ALL, Kind::name),
            None => {
                let list = diagnostics::fill("say which: `{0}`", &[&Kind::ALL.map(Kind::name).join("`, `")]);
                Err(diagnostics::REQUIRED.problem(Text::Policy.name(), &["the policy", &list]))
            }
        }
    }
}

/// The value of a field as JavaScript gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallValue {
    /// `undefined` or `null`: left out.
    Nothing,
    /// A string.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// An array.
    List(Vec<CallValue>),
    /// Any other object: its own properties.
    Fields(Vec<(String, CallValue)>),
    /// Anything else, which no field takes: a number, a function.
    Other,
}

impl BuildCall {
    /// Sets a field by its name in JavaScript.
    ///
    /// # Errors
    /// A sentence for the programmer who made the call: there is no such field, with the nearest one if it is near, or
    /// the value is of the wrong type.
    pub fn set(&mut self, name: &str, value: CallValue) -> Result<(), String> {
        if let Some(field) = TEXTS.iter().find(|field| field.name() == name) {
            let is_list = matches!(field, Text::Calls | Text::Extras | Text::Buckets | Text::Service);
            // One value is as good as a list of it.
            let is_text = !is_list || *field == Text::Service;
            let wanted = match (is_list, is_text) {
                (true, true) => "a string or an array of strings",
                (true, false) => "an array of strings",
                _ => "a string",
            };
            match value {
                CallValue::Nothing => self.set_text(*field, None),
                CallValue::Text(text) if is_text => self.set_text(*field, Some(text)),
                CallValue::List(list) if is_list => {
                    let mut text = String::new();
                    for one in &list {
                        let CallValue::Text(one) = one else { return Err(mistyped(name, wanted)) };
                        text.push_str(one);
                        text.push(',');
                    }
                    self.set_text(*field, Some(text));
                }
                _ => return Err(mistyped(name, wanted)),
            }
        } else if let Some(field) = FLAGS.iter().find(|field| field.name() == name) {
            match value {
                CallValue::Nothing => self.set_flag(*field, None),
                CallValue::Flag(flag) => self.set_flag(*field, Some(flag)),
                _ => return Err(mistyped(name, "true or false")),
            }
        } else {
            let names = TEXTS.iter().map(|field| field.name()).chain(FLAGS.iter().map(|field| field.name()));
            return Err(match closest(name, &mut { names }) {
                Some(near) => diagnostics::fill("there is no field `{0}`; did you mean `{1}`?", &[name, near]),
                None => diagnostics::fill("there is no field `{0}`", &[name]),
            });
        }
        Ok(())
    }
}

/// What is said of a value of the wrong type, to the programmer.
pub(crate) fn mistyped(name: &str, wanted: &str) -> String {
    diagnostics::fill("the field `{0}` must be {1}", &[name, wanted])
}

/// Serialised as JavaScript gives it, for the `change` event: only what is set.
impl Serialize for BuildCall {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        for field in TEXTS {
            let (name, list) = (field.name(), self.list(*field));
            match (*field, self.raw(*field)) {
                (_, None) => {}
                (Text::Calls, text) => map.serialize_entry(name, &calls::list(calls::known(text)))?,
                (Text::Extras, Some(text)) => map.serialize_entry(name, &extra_names(text))?,
                (Text::Service, _) if list.len() == 1 => map.serialize_entry(name, &list.concat())?,
                (Text::Service | Text::Buckets, _) if list.is_empty() => {}
                (Text::Service | Text::Buckets, _) => map.serialize_entry(name, &list)?,
                _ => {
                    if let Some(text) = self.text(*field) {
                        map.serialize_entry(name, text)?;
                    }
                }
            }
        }
        for field in FLAGS.iter().filter(|field| self.flag(**field)) {
            map.serialize_entry(field.name(), &true)?;
        }
        map.end()
    }
}
