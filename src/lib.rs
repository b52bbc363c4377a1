//! The rules of the policy builder: from what a reader says of their setup to a policy, and from pasted policies to what
//! they allow. `web/` shows them in a page.
//!
//! This crate is private (`publish = false`): its API follows the needs of the modules. The public API is the npm package
//! in `pkg/`. docs/architecture.md says where things are.
//!
//! ```
//! use remotion_policy_builder::{build, BuildAnswer, BuildCall, Text};
//!
//! let call = BuildCall::new("destination").with(Text::Bucket, "my-videos");
//! let BuildAnswer::Built(built) = build(&call) else { panic!("the bucket is fine") };
//! assert!(built.marked.text.contains("arn:aws:s3:::my-videos/*"));
//! ```

pub mod addition;
pub mod api;
mod attach;
pub mod build;
pub mod catalog;
pub mod check;
pub mod compare;
mod console;
pub mod explain;
mod import;
mod json;
pub mod mark;
pub mod partition;
mod policies;
mod policy;
mod published;
mod remotion;
pub mod search;
pub mod setup;
pub mod snippet;
pub mod words;
mod work;

pub use addition::Addition;
pub use api::{BuildAnswer, Built, ConsoleLink, Range, Reason, RegionRow, ReleasesAnswer, Size};
pub use build::{build, example, releases};
pub use check::{
    check, evaluate, AttachedRow, CheckAnswer, CheckCall, Checked, DecidedRow, DocumentRow, EvaluateCall, FindingRow,
    Merged, Place, PrincipalRow, RequiredPermission, StatementRow, TextRange, UnreadRow, Verdict, UNDECIDED,
};
pub use compare::{compare, Change, CompareAnswer, CompareCall, Compared};
pub use explain::{explain, Cause, Denial, DeniedPrincipal, ExplainAnswer, ExplainCall, PastedDecision, Who};
pub use mark::Marked;
pub use partition::Partition;
pub use policy::{characters, Policy, Principal, Statement};
pub use setup::{BuildCall, Flag, Input, Kind, Text, Value, FLAGS, TEXTS};
pub use words::{Note, Problem, Severity};
