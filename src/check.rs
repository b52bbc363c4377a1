//! Whether the policies a reader has let Remotion do what it needs, and what is missing.
//!
//! From the pasted text to the answer: `parse` reads texts into [`document`]s and says what is wrong with them, `needs`
//! lists what Remotion needs, `evaluate` decides each need against the documents, `addition` writes what is missing.

#![allow(dead_code, reason = "the answer, which reads it all, comes next")]

mod actions;
mod condition;
mod decide;
pub(crate) mod document;
mod evaluate;
mod machine;
mod needs;
mod pattern;
mod rules;
mod walk;
mod wide;

#[cfg(test)]
mod sample;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
