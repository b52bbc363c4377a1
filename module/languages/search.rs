//! A text in a text, as the core has it and for the same reason: the standard library's is 1 kB of the module, brotli.

use crate::prelude::*;

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

/// The lines of a text without their ends, as the standard library's, which takes several times as long.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some((line, after)) = cut(rest, "\n") {
        lines.push(line.strip_suffix('\r').unwrap_or(line));
        rest = after;
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// A line without the white space that it begins with. Most of that is ASCII, and passed without a look at Unicode's.
pub(crate) fn unindented(line: &str) -> &str {
    let rest = line.trim_ascii_start();
    if rest.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        rest
    } else {
        rest.trim_start()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "\n", "a", "a\n", "a\r\n\nb\r", "\r\n\r", "é\n\né"] {
            assert_eq!(lines(text), text.lines().collect::<Vec<_>>(), "{text:?}");
        }
    }
}
