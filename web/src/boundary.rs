//! What the exported functions of both modules are made of: decode, call, encode. Nothing here knows what a policy is.
//!
//! The exports themselves are in `module/`: a module holds whatever is exported here, wanted there or not.

use crate::widget::{self, ChangeDetail};
pub use crate::widget::{Host, CHECKER_STYLE, PARTS_STYLE, STYLE};
use js_sys::Reflect;
use rules::check::{CheckAnswer, CheckCall, EvaluateCall};
use rules::compare::CompareCall;
use rules::explain::ExplainCall;
use rules::setup::{BuildCall, CallValue};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Builds one text.
///
/// # Errors
/// When `call` is not a call: a field that does not exist, or one of the wrong type.
pub fn build(call: &JsValue) -> Result<JsValue, JsValue> {
    encode(&rules::build(&BuildCall::read(value(call, 0)).map_err(refuse)?))
}

/// Compares the texts of two versions.
///
/// # Errors
/// As [`build`].
pub fn compare(call: &JsValue) -> Result<JsValue, JsValue> {
    encode(&rules::compare(&CompareCall::read(value(call, 0)).map_err(refuse)?))
}

/// Whether policies allow what Remotion needs. `readings` of the call is a function: what the readers make of a text. Most
/// texts need none, and are as long to pass to it as to check.
///
/// # Errors
/// As [`build`].
pub fn check(call: &JsValue) -> Result<JsValue, JsValue> {
    let mut asked = CheckCall::read(value(call, 0)).map_err(refuse)?;
    let mut answer = rules::check(&asked);
    if matches!(&answer, CheckAnswer::Checked(checked) if checked.has_more) {
        if let Some(read) = Reflect::get(call, &"readings".into())?.dyn_ref::<js_sys::Function>() {
            for text in asked.texts.iter().chain(&asked.boundary) {
                let reading = read.call1(&JsValue::UNDEFINED, &text.into())?.as_string();
                asked.readings.extend(reading.map(|reading| (text.clone(), reading)));
            }
            answer = rules::check(&asked);
        }
    }
    encode(&answer)
}

/// What the errors in a text say, and what to do.
///
/// # Errors
/// As [`build`].
pub fn explain(call: &JsValue) -> Result<JsValue, JsValue> {
    encode(&rules::explain(&ExplainCall::read(value(call, 0)).map_err(refuse)?))
}

/// What policies make of one request.
///
/// # Errors
/// As [`build`].
pub fn evaluate(call: &JsValue) -> Result<String, JsValue> {
    Ok(rules::evaluate(&EvaluateCall::read(value(call, 0)).map_err(refuse)?).into())
}

/// What the data knows.
///
/// # Errors
/// None that can happen: the answer is plain data.
pub fn releases() -> Result<JsValue, JsValue> {
    encode(&rules::releases())
}

/// A mounted widget that shows one policy.
pub struct PolicyWidget(widget::Widget<widget::Model>);

/// A mounted widget that checks what the reader pastes.
pub struct CheckerWidget(widget::Widget<widget::Checker>);

impl PolicyWidget {
    /// Renders into `root`, after what is there. `inputs` are the element's attributes.
    ///
    /// # Errors
    /// What the page threw.
    pub fn new(root: &web_sys::ShadowRoot, inputs: &js_sys::Object, host: Host) -> Result<Self, JsValue> {
        widget::Widget::new(root, &pairs(inputs), host, encode_told).map(PolicyWidget)
    }

    /// Takes all inputs anew and writes what differs.
    ///
    /// # Errors
    /// What the page threw.
    pub fn update(&self, inputs: &js_sys::Object) -> Result<(), JsValue> {
        self.0.update(&pairs(inputs))
    }

    /// The page has gone to a link to this policy.
    pub fn follow(&self) {
        self.0.follow();
    }
}

impl CheckerWidget {
    /// As [`PolicyWidget::new`].
    ///
    /// # Errors
    /// What the page threw.
    pub fn new(root: &web_sys::ShadowRoot, inputs: &js_sys::Object, host: Host) -> Result<Self, JsValue> {
        widget::Widget::new(root, &pairs(inputs), host, encode_told).map(CheckerWidget)
    }

    /// As [`PolicyWidget::update`].
    ///
    /// # Errors
    /// What the page threw.
    pub fn update(&self, inputs: &js_sys::Object) -> Result<(), JsValue> {
        self.0.update(&pairs(inputs))
    }

    /// The readers of other languages are there now: reads what was left unread.
    pub fn can_read(&self) {
        self.0.can_read();
    }
}

/// The call and the answer of a `change` event.
fn encode_told(told: &ChangeDetail<'_>) -> Result<(JsValue, JsValue), JsValue> {
    let call = encode(&told.call)?;
    for (name, value) in &told.more {
        Reflect::set(&call, &(*name).into(), &(*value).into())?;
    }
    let Some(verdict) = told.verdict else { return Ok((call, encode(told.answer)?)) };
    let answer = js_sys::Object::new().into();
    Reflect::set(&answer, &"ok".into(), &JsValue::TRUE)?;
    Reflect::set(&answer, &"verdict".into(), &verdict.name().into())?;
    Ok((call, answer))
}

/// What JavaScript gave, without what no call can hold.
///
/// By hand, where every other shape crosses with serde-wasm-bindgen: its deserialiser can say what it found instead of
/// what it wanted, and the printing of any number that takes would add 14 kB to the module.
fn value(given: &JsValue, depth: u8) -> CallValue {
    if let Some(text) = given.as_string() {
        return CallValue::Text(text);
    }
    if let Some(flag) = given.as_bool() {
        return CallValue::Flag(flag);
    }
    if given.is_null() || given.is_undefined() {
        return CallValue::Nothing;
    }
    // A call is three deep; an object can contain itself.
    let Some(object) = given.dyn_ref::<js_sys::Object>().filter(|_| depth < 4 && !given.is_function()) else {
        return CallValue::Other;
    };
    if let Some(list) = given.dyn_ref::<js_sys::Array>() {
        return CallValue::List(list.iter().map(|one| value(&one, depth + 1)).collect());
    }
    let field = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), value(&entry.get(1), depth + 1))
    };
    CallValue::Fields(js_sys::Object::entries(object).iter().map(field).collect())
}

fn refuse(message: String) -> JsValue {
    JsError::new(&message).into()
}

/// The own properties of an object whose values are strings, without line breaks: the field that shows an input has one
/// line, and what is built has to be what it shows. What a page states is in no field.
fn pairs(object: &js_sys::Object) -> Vec<(String, String)> {
    let pair = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        let mut value = entry.get(1).as_string()?;
        let name = entry.get(0).as_string()?;
        if name != widget::PUBLISHED_POLICY {
            value.retain(|character| !matches!(character, '\n' | '\r'));
        }
        Some((name, value))
    };
    js_sys::Object::entries(object).iter().filter_map(pair).collect()
}

/// `None` becomes `null`, and maps become objects, as in the types.
fn encode<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
