//! The module that reads other languages than JSON: what it exports to JavaScript, and no more.

use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// What a text holds in the languages read here, packed for the module of the checker; see `module/values/wire.rs`.
#[wasm_bindgen]
pub fn read(text: &str) -> String {
    remotion_policy_languages::pack(&remotion_policy_languages::read(text))
}
