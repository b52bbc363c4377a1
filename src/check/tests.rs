//! What holds for the engine as a whole. Host only: files are read and properties tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

mod cases;
mod generated;
mod mutated;
mod patterns;
mod proportion;
mod resources;
