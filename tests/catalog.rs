//! The crate against the data: for every version whose package was asked, it prints what Remotion printed, to the byte.
//! Through the public functions, so that nothing between the table and the reader can change a text.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{build, releases, BuildAnswer, BuildCall, Built, Text};
use serde_json::Value;

fn data() -> Value {
    serde_json::from_str(include_str!("../data/remotion.json")).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap()
}

/// The text with this id, as Remotion printed it.
fn remotions(data: &Value, id: &Value) -> String {
    let text = list(data, "texts").iter().find(|text| text["id"] == *id).unwrap();
    let lines: Vec<&str> = list(text, "lines").iter().map(|line| line.as_str().unwrap()).collect();
    lines.join("\n")
}

/// What the crate makes for a version; `partition` by one of its regions.
#[track_caller]
fn ours(policy: &str, version: &str, partition: &str) -> Built {
    let region = match partition {
        "aws" => "us-east-1",
        "aws-cn" => "cn-north-1",
        other => panic!("no region of {other} is known here"),
    };
    let call = BuildCall::new(policy).with(Text::Version, version).with(Text::Region, region);
    match build(&call) {
        BuildAnswer::Built(built) => built,
        BuildAnswer::Refused(problems) => panic!("{policy} {version} {partition}: {problems:?}"),
    }
}

#[test]
fn every_version_asked_prints_as_remotion_printed_it() {
    let data = data();
    let mut compared = 0;
    for range in list(&data, "ranges") {
        for policy in ["user", "role"] {
            for (partition, id) in range[policy].as_object().unwrap() {
                let want = remotions(&data, id);
                for version in list(range, "asked") {
                    let version = version.as_str().unwrap();
                    let built = ours(policy, version, partition);
                    assert!(built.marked.text == want, "{policy} {version} {partition}:\n{}", built.marked.text);
                    assert_eq!(built.version, version);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 400, "only {compared} texts were compared");
}

#[test]
fn a_version_in_a_gap_gets_the_text_after_it() {
    let data = data();
    let texts = |end: &str| ["user", "role"].map(|policy| ours(policy, end, "aws").marked.text);
    for gap in list(&data, "gaps") {
        let (after, before) = (gap["after"].as_str().unwrap(), gap["before"].as_str().unwrap());
        let (start, patch) = after.rsplit_once('.').unwrap();
        let inside = format!("{start}.{}", patch.parse::<u16>().unwrap() + 1);
        assert_eq!(texts(&inside), texts(before));
    }
}

#[test]
fn a_version_newer_than_the_data_gets_the_newest_text() {
    let newest = releases().newest;
    for policy in ["user", "role"] {
        let built = ours(policy, "4.0.65535", "aws");
        assert_eq!(built.marked.text, ours(policy, &newest, "aws").marked.text);
        assert_eq!(built.version, newest);
    }
}

#[test]
fn the_releases_are_those_of_the_data() {
    let (data, releases) = (data(), releases());
    assert_eq!(data["newest"]["version"], releases.newest);
    assert_eq!(data["newest"]["published"]["on"], releases.published);
    let regions: Vec<_> = releases.regions.iter().map(|region| (region.name, region.default)).collect();
    let want = list(&data, "regions").iter();
    let want: Vec<_> = want
        .map(|region| (region["name"].as_str().unwrap(), region["enabled_by_default"].as_bool().unwrap()))
        .collect();
    assert_eq!(regions, want);
}

#[test]
fn the_history_is_that_of_the_texts_for_aws() {
    let data = data();
    let mut want: Vec<(&str, &str, bool)> = Vec::new();
    let mut texts = [&Value::Null; 2];
    for range in list(&data, "ranges") {
        let (from, to) = (range["from"].as_str().unwrap(), range["to"].as_str().unwrap());
        let older = std::mem::replace(&mut texts, [&range["user"]["aws"], &range["role"]["aws"]]);
        // A range that differs from the one before only in China is the same one here.
        if older == texts {
            want.last_mut().unwrap().1 = to;
            continue;
        }
        let gap = list(&data, "gaps").iter().find(|gap| gap["before"] == from);
        want.extend(gap.map(|gap| (gap["after"].as_str().unwrap(), from, true)));
        want.push((from, to, false));
    }
    let ranges = releases().ranges;
    let history: Vec<_> = ranges.iter().map(|range| (range.from.as_str(), range.to.as_str(), range.gap)).collect();
    assert_eq!(history, want);
}

#[test]
fn of_a_version_that_was_asked_nothing_is_in_doubt() {
    let data = data();
    for range in list(&data, "ranges") {
        for policy in ["user", "role"] {
            for partition in range[policy].as_object().unwrap().keys() {
                for version in list(range, "asked").iter().map(|version| version.as_str().unwrap()) {
                    let built = ours(policy, version, partition);
                    let doubt = built.notes.iter().find(|note| note.code.starts_with("version-"));
                    assert_eq!(doubt, None, "{policy} {version} {partition}");
                }
            }
        }
    }
}
