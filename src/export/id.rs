//! Names of stacks, resources and files in the formats. Each is the policy's name in IAM, written as the language writes
//! names, so that all formats of one page can be used together in one folder, program or account.

/// A name as an identifier of letters, digits and `joint`, which is `-`, `_` or nothing; words then begin with a
/// capital. It begins with a letter if the name does. Where two names would be the same, it ends in a hash of the name.
/// What is not ASCII is a mark ([`crate::mark`]), and is left out.
pub(crate) fn id(name: &str, joint: &str) -> String {
    let mut id = String::with_capacity(name.len() + 9);
    let (mut exact, mut begins) = (true, true);
    for byte in name.bytes().filter(u8::is_ascii) {
        let is_part = byte.is_ascii_alphanumeric();
        if joint.is_empty() {
            // A capital stands for a hyphen and a small letter, and for nothing else.
            exact &= if begins { byte.is_ascii_lowercase() } else { !byte.is_ascii_uppercase() };
        }
        exact &= is_part || byte == b'-';
        match (is_part, joint.is_empty() && begins) {
            (true, true) => id.push(char::from(byte.to_ascii_uppercase())),
            (true, false) => id.push(char::from(byte)),
            (false, _) => id.push_str(joint),
        }
        begins = !is_part;
    }
    if !exact {
        id.push_str(joint);
        id.push_str(&hash(name));
    }
    id
}

/// FNV-1a, in eight hexadecimal digits, of what is ASCII. <https://datatracker.ietf.org/doc/draft-eastlake-fnv/>
pub(crate) fn hash(text: &str) -> String {
    let mut hash = 0x811c_9dc5_u32;
    for byte in text.bytes().filter(u8::is_ascii) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    let digit = |place: u32| char::from_digit(hash >> (28 - 4 * place) & 15, 16).unwrap_or_default();
    (0..8).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{hash, id};
    use crate::mark::mark;

    #[test]
    fn a_name_is_written_as_each_language_writes_names() {
        for (name, kebab, snake, pascal) in [
            ("remotion-user-policy", "remotion-user-policy", "remotion_user_policy", "RemotionUserPolicy"),
            ("b-1", "b-1", "b_1", "B1ae6031cb"),
        ] {
            assert_eq!([id(name, "-"), id(name, "_"), id(name, "")], [kebab, snake, pascal]);
        }
        assert_eq!(id(&mark("a-b"), "-"), "a-b");
    }

    #[test]
    fn different_names_have_different_ids() {
        let names = ["a-b", "a.b", "a_b", "ab", "aB", "a--b", "a-B", "A-b", "a-1", "a1", "a+1", "a=1", "a@1", "a,1"];
        for joint in ["-", "_", ""] {
            let mut ids: Vec<String> = names.iter().map(|name| id(name, joint)).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), names.len(), "{ids:?}");
        }
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!([hash(""), hash("a"), hash("foobar")], ["811c9dc5", "e40c292c", "bf9cf968"]);
    }
}
