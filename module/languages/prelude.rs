//! What every file has with the standard library, and would not without it.

pub(crate) use alloc::string::{String, ToString};
pub(crate) use alloc::vec::Vec;
