//! Sentences and names that never change, on their way to JavaScript: as the name of a variant, of which serde-wasm-bindgen
//! makes one string and keeps it. Any other is decoded anew in each answer, which takes longer than to decide what it says.

use serde::{Serialize, Serializer};

struct Fixed(&'static str);

impl Serialize for Fixed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("", 0, self.0)
    }
}

/// For `serialize_with`.
pub(crate) fn text<S: Serializer>(text: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
    Fixed(text).serialize(serializer)
}

/// Likewise, of one that may not be there.
pub(crate) fn option<S: Serializer>(text: &Option<&'static str>, serializer: S) -> Result<S::Ok, S::Error> {
    text.map(Fixed).serialize(serializer)
}
