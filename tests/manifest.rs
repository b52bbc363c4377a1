//! pkg/custom-elements.json lists the attributes, variables and parts that the widgets know, and no other; so does README.md.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{Input, Kind, Text, FLAGS, TEXTS};
use serde_json::Value;
use std::collections::BTreeSet;

/// Attributes that are no inputs: for `pkg/shell.js`, `pkg/controller.js` and `pkg/tabs.js`, and for the view.
const SHELL: [&str; 4] = ["loading", "setup", "tab-group", "wasm"];

/// What only the view reads: `web/src/widget/model.rs`.
const LOOK: &str = "compact";

fn listed(tag: &str) -> BTreeSet<String> {
    listed_as("attributes", tag)
}

fn listed_as(member: &str, tag: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(include_str!("../pkg/custom-elements.json")).unwrap();
    let modules = manifest["modules"].as_array().unwrap().iter();
    let declarations = modules.filter_map(|module| module["declarations"].as_array()).flatten();
    let element = declarations.clone().find(|declaration| declaration["tagName"] == tag).unwrap();
    element[member].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_string()).collect()
}

/// `keyPrefix` as an attribute: `key-prefix`.
fn attribute(name: &str) -> String {
    let letters = name.chars();
    letters.flat_map(|c| c.is_ascii_uppercase().then_some('-').into_iter().chain([c.to_ascii_lowercase()])).collect()
}

#[test]
fn the_policy_element_has_every_field_of_a_build_call() {
    let fields = TEXTS
        .iter()
        .filter(|text| **text != Text::PublishedPolicy)
        .map(|text| text.name())
        .chain(FLAGS.iter().map(|flag| flag.name()));
    let known: BTreeSet<_> =
        fields.map(attribute).chain(SHELL.map(String::from)).chain([LOOK.into(), "setups-wasm".into()]).collect();
    assert_eq!(listed("remotion-policy"), known);
}

#[test]
fn the_checker_element_has_the_fields_of_the_policies_it_checks() {
    let checked = [Kind::Role, Kind::User, Kind::Caller, Kind::Destination, Kind::DestinationCaller];
    let inputs = checked.iter().flat_map(|kind| [kind.inputs().0, kind.inputs().1].concat());
    let names = inputs.map(|input| match input {
        Input::Text(text) => text.name(),
        Input::Flag(flag) => flag.name(),
    });
    let own = ["for", "from", "format", "readers-wasm"].into_iter().chain(SHELL).map(String::from);
    assert_eq!(listed("remotion-policy-checker"), names.map(attribute).chain(own).collect());
}

/// What follows these words in a text, up to anything that is no letter or hyphen.
fn names(text: &str, before: &str) -> BTreeSet<String> {
    let ends = text.split(before).skip(1);
    let name = |rest: &str| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next().unwrap().to_string();
    ends.map(name).collect()
}

#[test]
fn both_elements_and_the_docs_have_every_variable_of_the_style_sheets() {
    let sheets = [
        include_str!("../web/src/widget/style.css"),
        include_str!("../web/src/widget/checker.css"),
        include_str!("../web/src/widget/parts.css"),
    ]
    .concat();
    let known: BTreeSet<_> = names(&sheets, "var(--rpb-").iter().map(|name| ["--rpb-", name].concat()).collect();
    for tag in ["remotion-policy", "remotion-policy-checker"] {
        assert_eq!(listed_as("cssProperties", tag), known);
    }
    let documented = names(include_str!("../docs/element.md"), "`--rpb-");
    assert_eq!(documented.iter().map(|name| ["--rpb-", name].concat()).collect::<BTreeSet<_>>(), known);
}

#[test]
fn both_elements_and_the_docs_have_every_part_of_the_view() {
    let view = include_str!("../web/src/widget/view.rs");
    let tokens = view.split_once("let look = match").unwrap().1.split_once("};").unwrap().0;
    let quoted = tokens.split('"').skip(1).step_by(2).filter(|name| !name.is_empty()).map(String::from);
    let frame = names(include_str!("../web/src/widget/arranged.rs"), r#".attr("part", ""#);
    let known: BTreeSet<_> =
        names(view, r#".attr("part", ""#).into_iter().chain(frame).chain(quoted).chain(["notice".into()]).collect();
    for tag in ["remotion-policy", "remotion-policy-checker"] {
        assert_eq!(listed_as("cssParts", tag), known);
    }
    let documented = include_str!("../docs/element.md").split_once("\nParts: ").unwrap().1.split_once('.').unwrap().0;
    assert_eq!(documented.split('`').skip(1).step_by(2).map(String::from).collect::<BTreeSet<_>>(), known);
}
