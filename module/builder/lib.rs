//! The module that builds policies: what it exports to JavaScript, and no more. What the exports do is in `web/src/boundary.rs`.

use remotion_policy_web::boundary::{self, Host};
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Builds one text; see `build` in `pkg/types.d.ts`.
///
/// # Errors
/// Throws an `Error` when `call` is not a call: a field that does not exist, or one of the wrong type.
#[wasm_bindgen]
pub fn build(call: &JsValue) -> Result<JsValue, JsValue> {
    boundary::build(call)
}

/// What the data knows; see `releases` in `pkg/types.d.ts`.
///
/// # Errors
/// None that can happen: the answer is plain data.
#[wasm_bindgen]
pub fn releases() -> Result<JsValue, JsValue> {
    boundary::releases()
}

/// The widget's style sheet, for `CSSStyleSheet.replaceSync`.
#[wasm_bindgen]
pub fn stylesheet() -> String {
    [boundary::STYLE, boundary::PARTS_STYLE].concat()
}

/// A mounted widget that shows one policy.
#[wasm_bindgen]
pub struct Widget(boundary::PolicyWidget);

#[wasm_bindgen]
impl Widget {
    /// Renders into `root`, after what is there. `inputs` are the element's attributes.
    ///
    /// # Errors
    /// Throws what the page threw.
    #[wasm_bindgen(constructor)]
    pub fn new(root: &web_sys::ShadowRoot, inputs: &js_sys::Object, host: Host) -> Result<Widget, JsValue> {
        boundary::PolicyWidget::new(root, inputs, host).map(Widget)
    }

    /// Takes all inputs anew and writes what differs.
    ///
    /// # Errors
    /// Throws what the page threw.
    pub fn update(&self, inputs: &js_sys::Object) -> Result<(), JsValue> {
        self.0.update(inputs)
    }

    /// The page has gone to a link to this policy.
    pub fn follow(&self) {
        self.0.follow();
    }
}
