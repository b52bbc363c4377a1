//! What comes in: [`ExplainCall`], a text and the setup fields of a build call.

use crate::diagnostics::Problem;
use crate::setup::{self, mistyped, BuildCall, CallValue, Input, Kind, Text, TEXTS};

/// Errors to explain, and what is known of the setup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExplainCall {
    /// As it was pasted: a sentence, a stack, a log, JSON.
    pub text: String,
    /// Fields of a build call without a policy.
    pub setup: BuildCall,
}

impl ExplainCall {
    /// A call as JavaScript gave it.
    ///
    /// # Errors
    /// A sentence for the programmer who made the call: a field that does not exist, one of the wrong type, or no text.
    pub fn read(value: CallValue) -> Result<ExplainCall, String> {
        let CallValue::Fields(fields) = value else { return Err("a call is an object, such as {text: '…'}".into()) };
        let (mut text, mut setup) = (None, BuildCall::default());
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("text", CallValue::Text(given)) => text = Some(given),
                ("text", CallValue::Nothing) => {}
                ("text", _) => return Err(mistyped(&name, "a string")),
                ("policy", CallValue::Nothing) => {}
                ("policy", _) => return Err("the call of `explain` takes no field `policy`".into()),
                (_, value) => setup.set(&name, value)?,
            }
        }
        let text = text.ok_or("there is no text to explain: give `text`")?;
        Ok(ExplainCall { text, setup })
    }

    /// What is wrong with the fields that are given, each asked of a policy that takes it.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        // A whole setup has the fields of the others.
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Setup) {
            for problem in setup::check(&call_for(kind, &self.setup), kind).err().unwrap_or_default() {
                // A policy that this module is built without is not the reader's mistake.
                let is_given = TEXTS.iter().any(|field| {
                    *field != Text::Policy && field.name() == problem.field && self.setup.text(*field).is_some()
                });
                if is_given && !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        problems
    }
}

/// The fields of a setup that a policy takes.
pub(super) fn call_for(kind: Kind, setup: &BuildCall) -> BuildCall {
    let has_forms = kind.grants() || kind == Kind::Trust;
    let keep = |input: Input| kind.takes(input) && (input != Input::Text(Text::Format) || has_forms);
    setup.clone().only(keep).with(Text::Policy, kind.name())
}
