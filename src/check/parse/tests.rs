//! The cases in `tests/cases/parse`, and what holds for any text whatever.

mod cases;
mod properties;

use std::cell::Cell;

thread_local! {
    /// Steps of work on this thread; see [`super::step`].
    pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
}
