//! A widget in a root of its own, and what it said: for the test of each module, which is `super::module`.
#![allow(dead_code, reason = "no test needs all of it")]

use super::module::Widget;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, ShadowRoot};

#[wasm_bindgen(inline_js = r#"
export function recording_host(log) {
  return {
    guard: (run) => run,
    edit: (name, value, shared) => log.push(['edit', name, value ?? null, shared]),
    explain: (text) => log.push(['explain', text]),
    changed: (call, answer) => log.push(['changed', call, answer]),
  };
}
export function fresh_root() {
  const element = document.createElement('div');
  document.body.append(element);
  return element.attachShadow({mode: 'open'});
}
export function set_value(field, value) { field.value = value; }
export function key_event(key) { return new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}); }
export function paste_event() { return new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}); }
export function watch(root) {
  const seen = [];
  const observer = new MutationObserver(records => seen.push(...records));
  observer.observe(root, {subtree: true, childList: true, attributes: true, characterData: true});
  return () => { seen.push(...observer.takeRecords()); return seen.splice(0).length; };
}
export function message_of(error) { return error instanceof Error ? error.message : `not an Error: ${error}`; }
export function json(value) { return JSON.stringify(value); }
"#)]
extern "C" {
    pub(crate) fn recording_host(log: &Array) -> remotion_policy_web::boundary::Host;
    pub(crate) fn fresh_root() -> ShadowRoot;
    pub(crate) fn set_value(field: &Element, value: &str);
    pub(crate) fn key_event(key: &str) -> Event;
    pub(crate) fn paste_event() -> Event;
    pub(crate) fn watch(root: &ShadowRoot) -> js_sys::Function;
    pub(crate) fn message_of(error: &JsValue) -> String;
    pub(crate) fn json(value: &JsValue) -> String;
}

/// A mounted widget with everything it told its host.
pub(crate) struct Stage {
    pub(crate) root: ShadowRoot,
    pub(crate) log: Array,
    pub(crate) widget: Widget,
}

impl Stage {
    pub(crate) fn new(inputs: &str) -> Stage {
        let (root, log) = (fresh_root(), Array::new());
        let widget = Widget::new(&root, &object(inputs), recording_host(&log)).unwrap();
        Stage { root, log, widget }
    }

    pub(crate) fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    pub(crate) fn type_into(&self, name: &str, value: &str) {
        let field = self.find(&format!("[name={name}]"));
        set_value(&field, value);
        field.dispatch_event(&bubbling("input")).unwrap();
    }

    pub(crate) fn update(&self, inputs: &str) {
        self.widget.update(&object(inputs)).unwrap();
    }
}

pub(crate) fn bubbling(name: &str) -> Event {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    Event::new_with_event_init_dict(name, &init).unwrap()
}

/// `policy=user region=us-east-1` as the object of attributes the element hands over.
pub(crate) fn object(inputs: &str) -> Object {
    let object = Object::new();
    for pair in inputs.split(' ').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Reflect::set(&object, &name.into(), &value.into()).unwrap();
    }
    object
}

pub(crate) fn calls(log: &Array) -> Vec<String> {
    log.iter().map(|entry| json(&entry)).collect()
}
