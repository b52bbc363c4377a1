//! Where a text holds another. The standard library does it faster, and is 3 kB of a module, brotli, for that and for
//! what it would say in a panic that cannot happen; the texts here are as long as a policy, the parts a few characters.

/// The first place of `part`, in bytes.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let Some(first) = part.first() else { return Some(0) };
    let mut at = 0;
    loop {
        // Most places differ in the first byte already.
        at += text.get(at..)?.iter().position(|byte| byte == first)?;
        if text.get(at..)?.starts_with(part) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a part stands anywhere in a text.
pub fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// Whether a text has a wildcard.
#[inline(never)]
pub(crate) fn is_wild(text: &str) -> bool {
    text.bytes().any(|byte| byte == b'*' || byte == b'?')
}

/// What stands before and after the first `part`.
#[inline(never)]
pub fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// The parts of a text between `by`, at least one.
#[inline(never)]
pub fn split<'a>(text: &'a str, by: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, after)) = cut(rest, by) {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// What stands before and after the first `by`; all and nothing without one.
#[inline(never)]
pub fn halves<'a>(text: &'a str, by: &str) -> (&'a str, &'a str) {
    cut(text, by).unwrap_or((text, ""))
}

/// What a table of lines says of a key, after a tab; nothing of one it does not know.
#[inline(never)]
pub fn line(table: &'static str, key: &str) -> &'static str {
    let mut rest = table;
    while !rest.is_empty() {
        let (line, after) = halves(rest, "\n");
        if let Some(said) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix('\t')) {
            return said;
        }
        rest = after;
    }
    ""
}

/// What stands before and after the last `by`.
#[inline(never)]
pub fn cut_last<'a>(text: &'a str, by: &str) -> Option<(&'a str, &'a str)> {
    let mut at = None;
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| find(rest, by)) {
        at = Some(from + found);
        from += found + by.len();
    }
    let at = at?;
    Some((text.get(..at)?, text.get(at + by.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_what_the_standard_library_finds() {
        for text in ["", "a", "aab", "ab.-c", "é:s3:::é", "aaaa"] {
            for part in ["", "a", "ab", "-.", ".-", ":s3:::", "é", "aaaaa"] {
                assert_eq!(find(text, part), text.find(part), "{part} in {text}");
                assert_eq!(cut(text, part), text.split_once(part), "{part} in {text}");
                assert_eq!(has(text, part), text.contains(part), "{part} in {text}");
            }
        }
    }
}
