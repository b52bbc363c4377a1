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
pub mod diagnostics;
pub mod explain;
pub mod export;
mod fixed;
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
mod work;

/// Whether this is built with the services of a trust relationship that only some setups have. A page fetches the module
/// without them first: see docs/architecture.md, "The builder in two sizes".
pub const SETUPS: bool = cfg!(feature = "setups");

/// Whether this is built with the policies that belong to a bucket or key, and with whole setups, which have them as parts.
/// The checker has no use for them.
pub const RESOURCES: bool = cfg!(feature = "resources");

pub use addition::Addition;
pub use api::{BuildAnswer, Built, ConsoleLink, Part, RangeRow, Reason, RegionRow, ReleasesAnswer, Size};
pub use build::{build, example, releases};
pub use check::{
    check, evaluate, AttachedRow, CheckAnswer, CheckCall, Checked, DecidedRow, DocumentRow, EvaluateCall, FindingRow,
    Merged, PermissionRow, Place, PrincipalRow, StatementRow, TextRange, UnreadRow, Verdict, UNDECIDED,
};
pub use compare::{compare, Change, CompareAnswer, CompareCall, Compared};
pub use diagnostics::{Note, Problem, Severity};
pub use explain::{explain, Cause, Denial, DeniedPrincipal, ExplainAnswer, ExplainCall, PastedDecision, Who};
pub use mark::{Marked, MarkedRange};
pub use partition::Partition;
pub use policy::{characters, Policy, Principal, Statement};
pub use setup::{BuildCall, CallValue, Flag, Input, Kind, Text, FLAGS, TEXTS};
