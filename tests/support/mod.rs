//! What several files of tests stand on.
#![allow(dead_code, reason = "no file uses all of it")]

use libtest_mimic::{Arguments, Trial};
use remotion_policy_builder::{
    build, check, BuildAnswer, BuildCall, Built, CallValue as Given, CheckAnswer, CheckCall, Checked, Text,
};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[track_caller]
pub(crate) fn built(call: &BuildCall) -> Built {
    match build(call) {
        BuildAnswer::Built(built) => built,
        BuildAnswer::Refused(problems) => panic!("{call:?}: {problems:?}"),
    }
}

#[track_caller]
pub(crate) fn check_call(call: &CheckCall) -> Checked {
    match check(call) {
        CheckAnswer::Checked(checked) => checked,
        CheckAnswer::Refused(problems) => panic!("{problems:?}"),
    }
}

/// Texts against what calls need, with what is to be added merged into them.
#[track_caller]
pub(crate) fn checked(texts: &[&str], requirements: &[BuildCall]) -> Checked {
    let texts = texts.iter().map(|text| (*text).to_string()).collect();
    check_call(&CheckCall { texts, requirements: requirements.to_vec(), merge: true, ..CheckCall::default() })
}

/// A policy of these Statements.
pub(crate) fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

pub(crate) fn destination() -> BuildCall {
    BuildCall::new("destination").with(Text::Bucket, "my-videos")
}

/// JSON as the boundary gives it to the rules.
pub(crate) fn given(value: &Value) -> Given {
    match value {
        Value::Null => Given::Nothing,
        Value::Bool(flag) => Given::Flag(*flag),
        Value::String(text) => Given::Text(text.clone()),
        Value::Number(number) => Given::Text(number.to_string()),
        Value::Array(items) => Given::List(items.iter().map(given).collect()),
        Value::Object(fields) => Given::Fields(fields.iter().map(|(key, value)| (key.clone(), given(value))).collect()),
    }
}

/// The JSON files of a folder in tests/cases, by their names without the ending.
pub(crate) fn json_files(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    let read = |file: &Path| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let value = serde_json::from_str(&fs::read_to_string(file).unwrap());
        (name, value.unwrap_or_else(|error| panic!("{}: {error}", file.display())))
    };
    files.iter().map(|file| read(file)).collect()
}

/// An entry of a runner; it fails by panicking.
pub(crate) fn entry(name: impl Into<String>, test: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, || {
        test();
        Ok(())
    })
}

/// Runs them as `cargo test` asks: all, those whose names hold a word, or a list. All of them are dots, not lines.
pub(crate) fn run(entries: Vec<Trial>) -> ! {
    let mut arguments = Arguments::from_args();
    arguments.quiet |= arguments.filter.is_none() && arguments.format.is_none();
    libtest_mimic::run(&arguments, entries).exit()
}
