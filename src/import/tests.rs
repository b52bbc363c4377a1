//! The cases in `tests/cases/parse`, and what holds for any text whatever.

mod cases;
mod languages;
mod properties;
mod roundtrip;
