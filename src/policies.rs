//! The policies, each named by whom it is for. One file a policy: its Statements, why each is there, what to note.

mod caller;
mod destination;
mod destination_caller;
mod remotion;
mod trust;

pub(crate) use destination::{BEFORE_WRITE_ONLY, WRITE_ONLY_SINCE};

use crate::inputs::{Inputs, Kind};
use crate::policy::{Policy, Statement};
use crate::words::Note;

/// A policy before it is printed.
pub(crate) struct Draft {
    pub(crate) statements: Vec<Statement>,
    pub(crate) notes: Vec<Note>,
}

/// The Statements for checked inputs. `None` for the render call, which is no policy.
pub(crate) fn draft(inputs: &Inputs) -> Option<Draft> {
    Some(match inputs.kind {
        Kind::User => remotion::user(inputs),
        Kind::Role => remotion::role(inputs),
        Kind::Caller => caller::draft(inputs),
        Kind::Destination => destination::draft(inputs),
        Kind::DestinationCaller => destination_caller::draft(inputs),
        Kind::Trust => trust::draft(inputs),
        Kind::RenderCall => return None,
    })
}

impl Draft {
    pub(crate) fn into_policy(self) -> (Policy, Vec<Note>) {
        (Policy::new(self.statements), self.notes)
    }
}
