//! What comes in: [`CheckCall`] and [`EvaluateCall`], read field by field as JavaScript gave them.

use crate::diagnostics::fill;
use crate::setup::names::closest;
use crate::setup::{mistyped, BuildCall, CallValue};

/// Policies to check, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckCall {
    /// As they were pasted: each holds any number of documents, in whatever the AWS tools wrap them.
    pub texts: Vec<String>,
    /// The permissions boundary of the same user or role, likewise.
    pub boundary: Vec<String>,
    /// The policies whose permissions are needed. Required, at least one.
    pub requirements: Vec<BuildCall>,
    /// Whose policies to judge, when the texts hold those of several: `role/NAME`, `user/NAME`, `group/NAME`, or an ARN.
    pub principal: Option<String>,
    /// Whether to write the addition into the last document of the texts as well.
    pub merge: bool,
    /// Texts, and what the module of the readers made of each; none while that is not there.
    pub readings: Vec<(String, String)>,
}

impl CheckCall {
    /// A call as JavaScript gave it.
    ///
    /// # Errors
    /// A sentence for the programmer who made the call: a field that does not exist, one of the wrong type, or no text
    /// or no requirement.
    pub fn read(value: CallValue) -> Result<CheckCall, String> {
        let CallValue::Fields(fields) = value else {
            return Err("a call is an object, such as {text: '…', requirements: [{policy: 'user'}]}".into());
        };
        let (mut call, mut texts) = (CheckCall::default(), None);
        for (name, value) in fields {
            match (name.as_str(), value) {
                (_, CallValue::Nothing) => {}
                ("text", CallValue::Text(text)) => texts = Some(vec![text]),
                ("text", _) => return Err(mistyped(&name, "a string")),
                ("texts", value) => texts = Some(strings(&name, value)?),
                ("boundary", value) => call.boundary = strings(&name, value)?,
                ("requirements", CallValue::List(calls)) => {
                    call.requirements = calls.into_iter().map(BuildCall::read).collect::<Result<_, _>>()?;
                }
                ("requirements", _) => return Err(mistyped(&name, "an array of calls")),
                ("principal", CallValue::Text(principal)) => call.principal = Some(principal),
                ("principal", _) => return Err(mistyped(&name, "a string")),
                ("merge", CallValue::Flag(merge)) => call.merge = merge,
                ("readings", value) => call.readings = readings(value),
                ("merge", _) => return Err(mistyped(&name, "true or false")),
                _ => return Err(unknown(&name, &["text", "texts", "boundary", "principal", "requirements", "merge"])),
            }
        }
        call.texts = texts.ok_or("there is no text to check: give `text` or `texts`")?;
        if call.requirements.is_empty() {
            return Err("`requirements` names no policy, such as [{policy: 'user'}]".into());
        }
        Ok(call)
    }
}

/// One request to decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvaluateCall {
    /// As in [`CheckCall`].
    pub texts: Vec<String>,
    /// Likewise.
    pub boundary: Vec<String>,
    /// Likewise.
    pub principal: Option<String>,
    /// `service:Name`, in any case. Required.
    pub action: String,
    /// An ARN, or `*` where the action takes no resource. Required.
    pub resource: String,
    /// Likewise.
    pub readings: Vec<(String, String)>,
    /// Condition keys the request is known to have, or with no value, known not to have.
    pub context: Vec<(String, Vec<String>)>,
}

impl EvaluateCall {
    /// A call as JavaScript gave it.
    ///
    /// # Errors
    /// As [`CheckCall::read`].
    pub fn read(value: CallValue) -> Result<EvaluateCall, String> {
        let CallValue::Fields(fields) = value else {
            return Err("a call is an object, such as {texts: ['…'], action: 's3:PutObject', resource: '…'}".into());
        };
        let mut call = EvaluateCall::default();
        for (name, value) in fields {
            match (name.as_str(), value) {
                (_, CallValue::Nothing) => {}
                ("texts", value) => call.texts = strings(&name, value)?,
                ("boundary", value) => call.boundary = strings(&name, value)?,
                ("principal", CallValue::Text(principal)) => call.principal = Some(principal),
                ("action", CallValue::Text(action)) => call.action = action,
                ("resource", CallValue::Text(resource)) => call.resource = resource,
                ("principal" | "action" | "resource", _) => return Err(mistyped(&name, "a string")),
                ("readings", value) => call.readings = readings(value),
                ("context", CallValue::Fields(pairs)) => {
                    for (key, value) in pairs {
                        let values = match value {
                            CallValue::Nothing => Vec::new(),
                            CallValue::Flag(flag) => vec![if flag { "true".into() } else { "false".into() }],
                            value => strings(&name, value)?,
                        };
                        call.context.push((key, values));
                    }
                }
                ("context", _) => return Err(mistyped(&name, "an object of condition keys and values")),
                _ => return Err(unknown(&name, &["texts", "boundary", "principal", "action", "resource", "context"])),
            }
        }
        if call.texts.is_empty() || call.action.is_empty() || call.resource.is_empty() {
            return Err("`texts`, `action` and `resource` are all needed".into());
        }
        Ok(call)
    }
}

/// The fields that hold a string.
fn readings(value: CallValue) -> Vec<(String, String)> {
    let CallValue::Fields(fields) = value else { return Vec::new() };
    let reading = |(text, reading)| match reading {
        CallValue::Text(reading) => Some((text, reading)),
        _ => None,
    };
    fields.into_iter().filter_map(reading).collect()
}

/// A string, or an array of them.
fn strings(name: &str, value: CallValue) -> Result<Vec<String>, String> {
    let one = |value| match value {
        CallValue::Text(text) => Ok(text),
        _ => Err(mistyped(name, "a string or an array of strings")),
    };
    match value {
        CallValue::List(list) => list.into_iter().map(one).collect(),
        value => Ok(vec![one(value)?]),
    }
}

fn unknown(name: &str, known: &[&'static str]) -> String {
    match closest(name, &mut known.iter().copied()) {
        Some(near) => fill("there is no field `{0}`; did you mean `{1}`?", &[name, near]),
        None => fill("there is no field `{0}`", &[name]),
    }
}
