#![doc = include_str!("../README.md")]

mod api;
mod attach;
mod build;
mod catalog;
mod console;
mod inputs;
mod mark;
mod names;
mod partition;
mod policies;
mod policy;
mod snippet;
mod words;

pub mod wasm;
mod widget;

pub use api::{
    BuildAnswer, BuildCall, Built, Flag, Range, Reason, RegionRow, ReleasesAnswer, Size, Text, Value, FLAGS, TEXTS,
};
pub use build::{build, example, releases};
pub use console::ConsoleLink;
pub use inputs::{Input, Kind};
pub use mark::Marked;
pub use partition::Partition;
pub use policy::{characters, Policy, Principal, Statement};
pub use words::{Note, Problem, Severity};
