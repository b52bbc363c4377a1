//! The module that checks policies: what it exports to JavaScript, and no more. What the exports do is in `web/src/boundary.rs`.

use remotion_policy_web::boundary::{self, Host};
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Whether policies allow what Remotion needs; see `check` in `pkg/types.d.ts`.
///
/// # Errors
/// Throws an `Error` when `call` is not a call: a field that does not exist, or one of the wrong type.
#[wasm_bindgen]
pub fn check(call: &JsValue) -> Result<JsValue, JsValue> {
    boundary::check(call)
}

/// Compares the texts of two versions; see `compare` in `pkg/types.d.ts`.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn compare(call: &JsValue) -> Result<JsValue, JsValue> {
    boundary::compare(call)
}

/// What policies make of one request; see `evaluate` in `pkg/types.d.ts`.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn evaluate(call: &JsValue) -> Result<String, JsValue> {
    boundary::evaluate(call)
}

/// What the errors in a text say, and what to do; see `explain` in `pkg/types.d.ts`.
///
/// # Errors
/// As [`check`].
#[wasm_bindgen]
pub fn explain(call: &JsValue) -> Result<JsValue, JsValue> {
    boundary::explain(call)
}

/// The widget's style sheet, for `CSSStyleSheet.replaceSync`.
#[wasm_bindgen]
pub fn stylesheet() -> String {
    [boundary::STYLE, boundary::CHECKER_STYLE].concat()
}

/// A mounted widget that checks what the reader pastes.
#[wasm_bindgen]
pub struct Widget(boundary::CheckerWidget);

#[wasm_bindgen]
impl Widget {
    /// Renders into `root`, after what is there. `inputs` are the element's attributes.
    ///
    /// # Errors
    /// Throws what the page threw.
    #[wasm_bindgen(constructor)]
    pub fn new(root: &web_sys::ShadowRoot, inputs: &js_sys::Object, host: Host) -> Result<Widget, JsValue> {
        boundary::CheckerWidget::new(root, inputs, host).map(Widget)
    }

    /// Takes all inputs anew and writes what differs.
    ///
    /// # Errors
    /// Throws what the page threw.
    pub fn update(&self, inputs: &js_sys::Object) -> Result<(), JsValue> {
        self.0.update(inputs)
    }

    /// The module of the readers is there now: reads what was left unread.
    #[wasm_bindgen(js_name = canRead)]
    pub fn can_read(&self) {
        self.0.can_read();
    }
}
