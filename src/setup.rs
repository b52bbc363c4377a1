//! What the reader says of their setup: given field by field ([`BuildCall`]), and checked once for one policy ([`Inputs`]).

mod call;
pub mod calls;
mod choices;
mod fields;
mod inputs;
mod kind;
pub mod names;
mod token;

pub(crate) use call::mistyped;
pub use call::{BuildCall, CallValue};
pub use choices::{extras_of, has_extra, values, with_extra};
pub(crate) use choices::{Extra, Ownership, Privacy, PublicRead, Service};
pub use fields::{attribute_name, Flag, Input, Text, FLAGS, TEXTS};
pub(crate) use inputs::{check, Inputs};
pub use inputs::{
    is_needed, is_one_of_several, is_required, lacks, services_of, visible, with_first_service, with_service,
};
pub use kind::Kind;
pub(crate) use token::Token;
