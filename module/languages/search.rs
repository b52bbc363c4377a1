//! A text in a text, as the core has it and for the same reason: the standard library's is 1 kB of the module, brotli.

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

/// What stands before and after the first `part`.
pub(crate) fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

pub(crate) fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// A line without the white space that it begins with. Most of that is ASCII, and passed without a look at Unicode's.
pub(crate) fn unindented(line: &str) -> &str {
    line.trim_ascii_start().trim_start()
}
