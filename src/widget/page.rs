//! What a widget is: one text to build, or the check of what the reader has.

use super::checker::Checker;
use super::model::{Effect, Message, Model};
use super::tree::Element;
use super::{checker, view};

/// One of the two, by the attribute `policy`.
#[allow(clippy::large_enum_variant, reason = "there is one a widget, and a box would be in the way of every match")]
pub(crate) enum Page {
    Policy(Model),
    Check(Checker),
}

/// The value of `policy` that asks for the checker. No policy has this name, and `build` refuses it.
const CHECK: &str = "check";

fn is_check(inputs: &[(String, String)]) -> bool {
    inputs.iter().any(|(name, value)| name == "policy" && value.trim().eq_ignore_ascii_case(CHECK))
}

impl Page {
    pub(crate) fn new(inputs: &[(String, String)]) -> Page {
        if is_check(inputs) {
            Page::Check(Checker::new(inputs))
        } else {
            Page::Policy(Model::new(inputs))
        }
    }

    /// Takes all inputs anew. `true` when they differ from before.
    pub(crate) fn set(&mut self, inputs: &[(String, String)]) -> bool {
        match self {
            Page::Policy(model) if !is_check(inputs) => model.set(inputs),
            Page::Check(checker) if is_check(inputs) => checker.set(inputs),
            _ => {
                *self = Page::new(inputs);
                true
            }
        }
    }

    /// Takes a message in and says what the page must do about it, and whether an input is another now.
    pub(crate) fn update(&mut self, message: Message) -> (Vec<Effect>, bool) {
        match self {
            Page::Policy(model) => model.update(message),
            Page::Check(checker) => checker.update(message),
        }
    }

    /// Takes the edits of a link in.
    pub(crate) fn apply(&mut self, effects: &[Effect]) -> bool {
        match self {
            Page::Policy(model) => model.apply(effects),
            Page::Check(checker) => checker.apply(effects),
        }
    }

    /// The edits a link asks for. None leads to the checker, whose text no link could hold.
    pub(crate) fn follow(&self, pairs: &[(String, String)]) -> Vec<Effect> {
        match self {
            Page::Policy(model) => model.follow(pairs),
            Page::Check(_) => Vec::new(),
        }
    }

    pub(crate) fn view(&self) -> Element {
        match self {
            Page::Policy(model) => view::view(model),
            Page::Check(checker) => checker::view::view(checker),
        }
    }
}
