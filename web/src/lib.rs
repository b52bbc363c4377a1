//! The rules in a page: calls and answers across the boundary, and the widgets. The modules in `module/` export what is
//! here; nothing here knows what a policy is.
//!
//! This crate is private (`publish = false`), like the rules. docs/architecture.md says where things are.

pub mod boundary;
mod widget;
