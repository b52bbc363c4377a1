//! The module that reads other languages than JSON: what it exports to JavaScript, and no more.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

use alloc::string::String;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The standard library's would bring along what prints its words, which nobody sees.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// What a text holds in the languages read here, packed for the module of the checker; see `module/values/wire.rs`.
#[wasm_bindgen]
pub fn read(text: &str) -> String {
    remotion_policy_languages::pack(&remotion_policy_languages::read(text))
}
