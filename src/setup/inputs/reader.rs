//! Reads the fields of a call one by one, and collects what is wrong with them.

use crate::diagnostics::{self, Problem};
use crate::setup::call::BuildCall;
use crate::setup::choices::one_of;
use crate::setup::fields::{Flag, Input, Text};

/// Collects problems while each field is read.
pub(super) struct InputReader<'a> {
    pub(super) call: &'a BuildCall,
    /// Only what the reader can see is checked, so that no hidden field stands in the way.
    pub(super) visible: Vec<Input>,
    pub(super) problems: Vec<Problem>,
}

impl InputReader<'_> {
    /// What is typed in a field that the reader sees.
    pub(super) fn text(&self, field: Text) -> Option<&str> {
        self.call.text(field).filter(|_| self.visible.contains(&Input::Text(field)))
    }

    /// Whether a box that the reader sees is ticked.
    pub(super) fn flag(&self, field: Flag) -> bool {
        self.call.flag(field) && self.visible.contains(&Input::Flag(field))
    }

    /// Parses a field; what fails is kept as a problem and reads as left out.
    pub(super) fn read<T, P: Into<Problems>>(
        &mut self,
        field: Text,
        parse: impl Fn(&str) -> Result<T, P>,
    ) -> Option<T> {
        match self.text(field).map(parse)? {
            Ok(value) => Some(value),
            Err(problems) => {
                self.problems.extend(problems.into().0);
                None
            }
        }
    }

    /// Reads a field that takes one of a set of names.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        field: Text,
        what: &str,
        set: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        self.read(field, |typed| one_of(field, what, typed, set, name))
    }

    /// Has a problem where a field is empty.
    pub(super) fn require(&mut self, field: Text, what: &str, help: &str) {
        if self.text(field).is_none() {
            self.problems.push(diagnostics::REQUIRED.problem(field.name(), &[what, help]));
        }
    }
}

/// One problem or several.
pub(super) struct Problems(Vec<Problem>);

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        Problems(vec![problem])
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Problems {
        Problems(problems)
    }
}
