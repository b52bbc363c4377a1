//! Every text a reader can copy, byte for byte, one file each; and beside it all that is said about it.
//! The newest version and its day are `{newest}` and `{published}` there: a release that changes no policy changes no file,
//! and the diff of one that does is what it changes.
//! `UPDATE_EXPECT=1 cargo test --test snapshots` rewrites them; the diff is the review.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use expect_test::expect_file;
use remotion_policy_builder::{build, releases, BuildAnswer, BuildCall, Built, Text};
use std::path::PathBuf;

#[path = "snapshots/cases.rs"]
mod cases;

/// Format and the ending of its files.
const FORMS: [(&str, &str); 6] = [
    ("aws-cli", "sh"),
    ("aws-cli-powershell", "ps1"),
    ("cloudformation", "yaml"),
    ("terraform", "tf"),
    ("cdk", "cdk.ts"),
    ("pulumi", "pulumi.ts"),
];

#[track_caller]
fn expect(file: &str, text: &str) {
    let releases = releases();
    let text = text.replace(&releases.newest, "{newest}").replace(releases.published, "{published}");
    expect_file![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(file)].assert_eq(&text);
}

/// A form says of a policy what its JSON says, but for the text.
fn every_form_is_exactly_this(name: &str, call: &BuildCall, json: &Built) {
    for (format, ending) in FORMS {
        let call = call.clone().with(Text::Format, format);
        let BuildAnswer::Built(built) = build(&call) else { panic!("{name} {format}: {:?}", build(&call)) };
        expect(&format!("forms/{name}.{ending}"), &built.marked.text);
        assert_eq!(
            (built.size, &built.notes, &built.reasons),
            (json.size, &json.notes, &json.reasons),
            "{name} {format}"
        );
        assert_eq!((&built.version, &built.principal), (&json.version, &json.principal), "{name} {format}");
        let ending = ending.rsplit('.').next().unwrap();
        let stem = json.file_name.strip_suffix(".json").unwrap();
        assert_eq!(built.file_name, format!("{stem}.{ending}"));
    }
}

#[test]
fn every_text_is_exactly_this() {
    for (name, line) in cases::all() {
        let mut call = BuildCall::default();
        for word in line.split(' ') {
            let (field, value) = word.split_once('=').unwrap_or((word, ""));
            assert!(call.set_attribute(field, Some(value)), "no attribute {field}");
        }
        let BuildAnswer::Built(built) = build(&call) else { panic!("{name}: {:?}", build(&call)) };
        let extension = if built.language == "json" { "json" } else { "ts" };
        expect(&format!("{name}.{extension}"), &built.marked.text);
        if built.size.is_some() {
            every_form_is_exactly_this(name, &call, &built);
        }

        let mut about =
            format!("{line}\n\nfor: {}\nfile: {}\nversion: {}\n", built.principal, built.file_name, built.version);
        if let Some(size) = built.size {
            about += &format!("size: {} of {}, {}\n", size.characters, size.limit, size.place);
        }
        for range in &built.marked.ranges {
            about += &format!("typed: {}\n", &built.marked.text[range.clone()]);
        }
        for reason in &built.reasons {
            let why = reason.reason.as_deref().unwrap_or("no reason");
            about += &format!("\n{} {}: {why}\n", reason.sid, reason.action);
        }
        for note in &built.notes {
            about += &format!("\n{:?} {}: {}; {}\n", note.severity, note.code, note.message, note.help);
            about += &note.link.map(|link| format!("{link}\n")).unwrap_or_default();
        }
        expect(&format!("{name}.about.txt"), &about);
    }
}
