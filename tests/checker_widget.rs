//! The module that checks policies, in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "../module/checker/lib.rs"]
#[allow(unreachable_pub, reason = "exports of a module, for once in a test")]
mod module;
mod stage;

use js_sys::{Array, Reflect};
use module::{check, compare, evaluate, stylesheet, Widget};
use stage::{bubbling, calls, fresh_root, json, message_of, object, Stage};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
export function guarding_host(timers) {
  const guarded = new Set();
  const { setTimeout } = window;
  window.setTimeout = (run, milliseconds) => timers.push(`${milliseconds} ${guarded.has(run)}`);
  return {
    guard: (run) => { const safe = () => run(); guarded.add(safe); return safe; },
    edit: () => {},
    changed: () => { window.setTimeout = setTimeout; },
  };
}
"#)]
extern "C" {
    /// Notes which timers have a function that the host guards, until it is told of a change.
    fn guarding_host(timers: &Array) -> remotion_policy_web::boundary::Host;
}

#[wasm_bindgen_test]
fn the_checker_never_writes_the_text_area_and_tells_only_the_verdict() {
    let stage = Stage::new("for=user");
    let area = stage.find("[name=text]");
    // A composition that is under way fires input events like any other, with what is composed so far.
    stage.type_into("text", "{\"Statement\": [ にほ");
    stage.update("for=user region=eu-west-1");
    assert_eq!(stage.find("[name=text]"), area, "the same text area");
    assert!(stage.text(".sentence").starts_with("AWS would not"), "{}", stage.text(".sentence"));
    stage.type_into("text", "{\"Version\": \"2012-10-17\", \"Statement\": []}");
    assert!(stage.text(".sentence").starts_with("Not enough"), "{}", stage.text(".sentence"));
    stage.type_into("from", "4.0.400");
    stage.update("for=user region=eu-west-1 from=4.0.400");
    let told = calls(&stage.log);
    assert_eq!(told.first().map(String::as_str), Some(r#"["edit","from","4.0.400",false]"#));
    assert!(told.iter().any(|one| one.contains(r#""for":"user""#) && one.contains(r#""verdict":"insufficient""#)));
    assert!(told.iter().all(|one| !one.contains("Statement")), "{told:?}");
}

#[wasm_bindgen_test]
fn whatever_a_timer_runs_is_guarded_so_that_a_panic_in_it_ends_all_widgets_with_a_sentence() {
    let (root, timers) = (fresh_root(), Array::new());
    let widget = Widget::new(&root, &object("for=user from=4.0.400"), guarding_host(&timers)).unwrap();
    let stage = Stage { root, log: timers, widget };
    stage.type_into("text", "{\"Version\": \"2012-10-17\", \"Statement\": []}");
    stage.find("[data-do=download]").dispatch_event(&bubbling("click")).unwrap();
    assert_eq!(calls(&stage.log), [r#""600 true""#, r#""6000 true""#]);
    stage.type_into("from", "4.0.300");
    stage.update("for=user from=4.0.300");
}

#[wasm_bindgen_test]
fn answers_cross_as_plain_objects_and_a_wrong_call_is_thrown() {
    let call = js_sys::JSON::parse(
        r#"{"text": "{\"Version\": \"2012-10-17\", \"Statement\": []}", "requirements": [{"policy": "role"}]}"#,
    );
    let answer = json(&check(&call.unwrap()).unwrap());
    assert!(answer.starts_with(r#"{"ok":true,"verdict":"insufficient""#), "{answer}");
    let versions = js_sys::JSON::parse(r#"{"policy": "user", "from": "4.0.400"}"#).unwrap();
    let answer = json(&compare(&versions).unwrap());
    assert!(answer.contains("s3:PutBucketPolicy"), "{answer}");
    let request = js_sys::JSON::parse(
        r#"{"texts": "{\"Version\": \"2012-10-17\", \"Statement\": []}", "action": "s3:GetObject", "resource": "*"}"#,
    )
    .unwrap();
    assert_eq!(evaluate(&request).unwrap(), "implicitDeny");
    let thrown = check(&JsValue::NULL).unwrap_err();
    assert!(message_of(&thrown).starts_with("a call is an object"), "{}", message_of(&thrown));
    assert!(stylesheet().contains(".paste"));
}

#[wasm_bindgen_test]
fn a_checker_without_a_version_asks_for_what_the_page_states() {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:New","Resource":"*"}}"#;
    let stage = Stage::new("for=user");
    let inputs = object("for=user publishedVersion=99.0.0");
    Reflect::set(&inputs, &"publishedPolicy".into(), &text.into()).unwrap();
    stage.widget.update(&inputs).unwrap();
    stage.type_into("text", &text.replace("s3:New", "s3:Old"));
    assert!(stage.text(".checker").contains("s3:New"));
    assert!(stage.text(".stamp").contains("Remotion 99.0.0 needs"));
    stage.type_into("version", "4.0.500");
    assert!(!stage.text(".checker").contains("s3:New"));
}
