//! The module: everything `remotion_policy_builder` exports to JavaScript.

pub use remotion_policy_builder::*;
