//! The values of a text, whatever language it is in: what a reader gives and [`super::find`] looks through.

pub(crate) use remotion_policy_values::{hole, unpack, Member, Node, Part, Value, CLOSE, DEEPEST, OPEN};

/// Whether a part of a string is filled in elsewhere.
pub(crate) fn has_hole(text: &str) -> bool {
    crate::search::has(text, "\u{e000}")
}
