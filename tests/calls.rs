//! What JavaScript gives is read into a call, or refused with a sentence for the programmer who wrote it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use remotion_policy_builder::{BuildCall, CallValue, CheckCall, CompareCall, EvaluateCall, Text};

fn text(text: &str) -> CallValue {
    CallValue::Text(text.to_string())
}

fn texts(list: &[&str]) -> CallValue {
    CallValue::List(list.iter().copied().map(text).collect())
}

fn fields<const N: usize>(pairs: [(&str, CallValue); N]) -> CallValue {
    CallValue::Fields(pairs.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
}

fn user() -> CallValue {
    CallValue::List(vec![fields([("policy", text("user"))])])
}

#[test]
fn two_versions_of_a_policy_are_asked_for_by_name() {
    let call = CompareCall::read(fields([
        ("policy", text("role")),
        ("from", text("4.0.400")),
        ("to", text("4.0.500")),
        ("region", text("us-east-1")),
    ]));
    let want = CompareCall {
        call: BuildCall::new("role").with(Text::Region, "us-east-1"),
        from: Some("4.0.400".into()),
        to: Some("4.0.500".into()),
    };
    assert_eq!(call, Ok(want));
    let newest =
        CompareCall::read(fields([("policy", text("role")), ("from", text("4.0.400")), ("to", CallValue::Nothing)]));
    assert_eq!(newest.unwrap().to, None);
    let mistyped = CompareCall::read(fields([("from", CallValue::Flag(true))]));
    assert_eq!(mistyped, Err("the field `from` must be a string".into()));
    assert!(CompareCall::read(text("user")).unwrap_err().starts_with("a call is an object"));
}

#[test]
fn a_check_takes_one_text_or_several() {
    let read = |name, value| CheckCall::read(fields([(name, value), ("requirements", user())])).unwrap();
    assert_eq!(read("text", text("{}")).texts, ["{}"]);
    assert_eq!(read("texts", texts(&["{}", "[]"])).texts, ["{}", "[]"]);
    assert_eq!(read("texts", text("{}")).texts, ["{}"]);
    let whole = CheckCall::read(fields([
        ("text", text("{}")),
        ("boundary", texts(&["{}", "1"])),
        ("principal", text("role/r")),
        ("requirements", user()),
        ("merge", CallValue::Flag(true)),
        ("readings", fields([("{}", text("!")), ("1", CallValue::Nothing)])),
    ]));
    let want = CheckCall {
        texts: vec!["{}".into()],
        boundary: vec!["{}".into(), "1".into()],
        principal: Some("role/r".into()),
        requirements: vec![BuildCall::new("user")],
        merge: true,
        readings: vec![("{}".into(), "!".into())],
    };
    assert_eq!(whole, Ok(want));
}

#[test]
fn a_check_that_leaves_something_out_is_told_what() {
    let refused = |value| CheckCall::read(value).unwrap_err();
    assert!(refused(text("{}")).starts_with("a call is an object"));
    assert!(refused(fields([("requirements", user())])).starts_with("there is no text to check"));
    assert!(refused(fields([("text", CallValue::Nothing), ("requirements", user())])).starts_with("there is no text"));
    assert!(refused(fields([("text", text("{}"))])).starts_with("`requirements` names no policy"));
    let with = |name, value| refused(fields([("text", text("{}")), ("requirements", user()), (name, value)]));
    assert_eq!(with("text", CallValue::Flag(true)), "the field `text` must be a string");
    assert_eq!(with("texts", CallValue::Flag(true)), "the field `texts` must be a string or an array of strings");
    assert_eq!(
        with("boundary", CallValue::List(vec![CallValue::Other])),
        "the field `boundary` must be a string or an array of strings"
    );
    assert_eq!(with("requirements", text("user")), "the field `requirements` must be an array of calls");
    assert_eq!(with("principal", CallValue::Flag(true)), "the field `principal` must be a string");
    assert_eq!(with("merge", text("yes")), "the field `merge` must be true or false");
    assert_eq!(with("boundry", text("")), "there is no field `boundry`; did you mean `boundary`?");
    assert_eq!(with("nonsense", text("")), "there is no field `nonsense`");
}

#[test]
fn a_request_is_read_with_what_is_known_of_it() {
    let call = EvaluateCall::read(fields([
        ("texts", text("{}")),
        ("boundary", text("[]")),
        ("principal", text("role/r")),
        ("action", text("s3:GetObject")),
        ("resource", text("*")),
        (
            "context",
            fields([
                ("aws:username", text("ann")),
                ("aws:TagKeys", texts(&["a", "b"])),
                ("aws:SecureTransport", CallValue::Flag(true)),
                ("aws:ViaAWSService", CallValue::Flag(false)),
                ("aws:PrincipalOrgID", CallValue::Nothing),
            ]),
        ),
    ]));
    let context = [
        ("aws:username", vec!["ann"]),
        ("aws:TagKeys", vec!["a", "b"]),
        ("aws:SecureTransport", vec!["true"]),
        ("aws:ViaAWSService", vec!["false"]),
        ("aws:PrincipalOrgID", vec![]),
    ];
    let owned = |(key, values): (&str, Vec<&str>)| (key.to_string(), values.into_iter().map(String::from).collect());
    let want = EvaluateCall {
        texts: vec!["{}".into()],
        boundary: vec!["[]".into()],
        principal: Some("role/r".into()),
        action: "s3:GetObject".into(),
        resource: "*".into(),
        context: context.into_iter().map(owned).collect(),
        readings: Vec::new(),
    };
    assert_eq!(call, Ok(want));
}

#[test]
fn a_request_that_leaves_something_out_is_told_what() {
    let refused = |value| EvaluateCall::read(value).unwrap_err();
    let all = |skip: &str| {
        let all = [("texts", text("{}")), ("action", text("s3:GetObject")), ("resource", text("*"))];
        all.into_iter().filter(|(name, _)| *name != skip).map(|(name, value)| (name.to_string(), value)).collect()
    };
    let mut nothing: Vec<(String, CallValue)> = all("");
    nothing.push(("boundary".into(), CallValue::Nothing));
    assert_eq!(EvaluateCall::read(CallValue::Fields(nothing)).map(|call| call.boundary), Ok(Vec::new()));
    for left_out in ["texts", "action", "resource"] {
        assert_eq!(refused(CallValue::Fields(all(left_out))), "`texts`, `action` and `resource` are all needed");
    }
    let with = |name: &str, value| {
        let mut fields: Vec<(String, CallValue)> = all("");
        fields.push((name.to_string(), value));
        refused(CallValue::Fields(fields))
    };
    assert!(refused(text("{}")).starts_with("a call is an object"));
    assert_eq!(with("action", CallValue::Flag(true)), "the field `action` must be a string");
    assert_eq!(with("resource", CallValue::Flag(true)), "the field `resource` must be a string");
    assert_eq!(with("context", text("a")), "the field `context` must be an object of condition keys and values");
    assert_eq!(
        with("context", fields([("aws:username", CallValue::Other)])),
        "the field `context` must be a string or an array of strings"
    );
    assert_eq!(with("actoin", text("")), "there is no field `actoin`; did you mean `action`?");
}
