#![doc = include_str!("../README.md")]

mod addition;
mod api;
mod attach;
mod build;
mod catalog;
mod check;
mod compare;
mod console;
mod explain;
mod import;
mod inputs;
mod json;
mod mark;
mod names;
mod partition;
mod policies;
mod policy;
mod published;
mod remotion;
mod search;
mod snippet;
mod words;
mod work;

pub mod wasm;
mod widget;

pub use addition::Addition;
pub use api::{
    BuildAnswer, BuildCall, Built, Flag, Input, Range, Reason, RegionRow, ReleasesAnswer, Size, Text, Value, FLAGS,
    TEXTS,
};
pub use build::{build, example, releases};
pub use check::{
    check, evaluate, AttachedRow, CheckAnswer, CheckCall, Checked, DecidedRow, DocumentRow, EvaluateCall, FindingRow,
    Merged, Place, PrincipalRow, RequiredPermission, StatementRow, TextRange, UnreadRow, Verdict, UNDECIDED,
};
pub use compare::{compare, Change, CompareAnswer, CompareCall, Compared};
pub use console::ConsoleLink;
pub use explain::{explain, Cause, Denial, DeniedPrincipal, ExplainAnswer, ExplainCall, Who};
pub use inputs::Kind;
pub use mark::Marked;
pub use partition::Partition;
pub use policy::{characters, Policy, Principal, Statement};
pub use words::{Note, Problem, Severity};
