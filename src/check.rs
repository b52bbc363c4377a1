//! Whether the policies a reader has let Remotion do what it needs, and what is missing.
//!
//! From the pasted text to the answer: `parse` reads texts into [`document`]s and says what is wrong with them, `needs`
//! lists what Remotion needs, `evaluate` decides each need against the documents, `addition` writes what is missing.

pub(crate) mod document;
pub(crate) mod finding;
pub(crate) mod parse;
pub(crate) mod span;
