//! pkg/custom-elements.json lists the attributes that the widgets know, and no other.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{Input, Kind, Text, FLAGS, TEXTS};
use serde_json::Value;
use std::collections::BTreeSet;

/// Attributes that the element itself reads: `pkg/shell.js`, `pkg/controller.js` and `pkg/tabs.js`.
const SHELL: [&str; 3] = ["loading", "tab-group", "wasm"];

fn listed(tag: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(include_str!("../pkg/custom-elements.json")).unwrap();
    let modules = manifest["modules"].as_array().unwrap().iter();
    let declarations = modules.filter_map(|module| module["declarations"].as_array()).flatten();
    let element = declarations.clone().find(|declaration| declaration["tagName"] == tag).unwrap();
    element["attributes"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_string()).collect()
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
    let known: BTreeSet<_> = fields.map(attribute).chain(SHELL.map(String::from)).collect();
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
    let own = ["for", "from", "format"].into_iter().chain(SHELL).map(String::from);
    assert_eq!(listed("remotion-policy-checker"), names.map(attribute).chain(own).collect());
}
