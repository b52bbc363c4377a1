//! The values of a text, whatever language it is in: what a reader gives and [`super::find`] looks through.

pub(crate) use remotion_policy_values::{hole, unpack, Member, Node, Part, Value, CLOSE, DEEPEST, OPEN};
