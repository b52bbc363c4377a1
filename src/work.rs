//! A count of the work done, by which tests hold it in proportion to the text. Nothing is counted outside of them.

#[cfg(all(test, not(target_arch = "wasm32")))]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step of work.
#[inline(always)]
pub(crate) fn step() {
    steps(1);
}

/// Many of them.
#[inline(always)]
pub(crate) fn steps(count: usize) {
    #[cfg(all(test, not(target_arch = "wasm32")))]
    STEPS.with(|steps| steps.set(steps.get() + count as u64));
    #[cfg(not(all(test, not(target_arch = "wasm32"))))]
    let _ = count;
}

/// How many steps `work` takes on this thread.
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) fn counted(work: impl FnOnce()) -> u64 {
    let before = STEPS.with(std::cell::Cell::get);
    work();
    STEPS.with(std::cell::Cell::get) - before
}
