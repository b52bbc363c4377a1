//! What a policy says before anybody has set anything: pages hold it as text, for readers without scripts.

use crate::files;
use crate::process::root;
use remotion_policy_builder::{example, BuildCall, Kind};
use serde_json::{Map, Value};

/// The text that answers a call, or an example of it when the call leaves something open.
pub(crate) fn text(call: &BuildCall) -> Result<String, String> {
    let built = example(call, call.kind().unwrap_or(Kind::User));
    built.map(|built| built.marked.text).ok_or("It has no text: look at its attributes.".into())
}

/// Writes the text of every policy: pkg/policies.json for everybody, and pkg/policies.js for pages that React renders,
/// because not every bundler or browser imports JSON.
pub(crate) fn write() -> Result<(), String> {
    let mut texts = Map::new();
    for kind in Kind::ALL {
        let mut call = BuildCall::default();
        call.set_attribute("policy", Some(kind.name()));
        texts.insert(kind.name().to_owned(), Value::String(text(&call)?));
    }
    let json = serde_json::to_string_pretty(&texts)
        .map_err(|error| format!("The texts of the policies cannot be written as JSON: {error}."))?;
    files::write(&root().join("pkg/policies.js"), format!("export default {json};\n"))?;
    files::write(&root().join("pkg/policies.json"), json + "\n")
}

#[cfg(test)]
mod tests {
    use super::text;
    use remotion_policy_builder::{BuildCall, Kind};

    #[test]
    fn every_policy_has_a_text_before_anybody_has_set_anything() {
        for kind in Kind::ALL {
            let mut call = BuildCall::default();
            call.set_attribute("policy", Some(kind.name()));
            assert!(text(&call).is_ok_and(|text| !text.is_empty()), "{}", kind.name());
        }
    }
}
