//! Remembers which parts of a text came from the reader, through any printer.
//!
//! A value is put between two private-use characters when it enters a policy, and [`Marked::new`] takes them out again
//! after printing. No checked input can hold them, because IAM accepts U+0020 to U+00FF only, and no printer
//! escapes them, so one way serves JSON, TypeScript and every format to come.

use std::ops::Range;

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// What either begins with in UTF-8.
const FIRST: u8 = 0xEE;

/// `value`, marked as the reader's own.
pub(crate) fn mark(value: &str) -> String {
    let mut marked = String::with_capacity(value.len() + 6);
    marked.push(OPEN);
    marked.push_str(value);
    marked.push(CLOSE);
    marked
}

/// A printed text and the byte ranges in it that the reader typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// What is copied.
    pub text: String,
    /// In order, not overlapping, on character boundaries.
    pub ranges: Vec<Range<usize>>,
}

impl Marked {
    /// Takes the marks out of `printed`.
    pub(crate) fn new(printed: &str) -> Marked {
        // The search for one byte is many times as fast as a look at each character.
        if !printed.as_bytes().contains(&FIRST) {
            return Marked { text: printed.to_string(), ranges: Vec::new() };
        }
        let mut marked = Marked { text: String::with_capacity(printed.len()), ranges: Vec::new() };
        let mut start = 0;
        for character in printed.chars() {
            match character {
                OPEN => start = marked.text.len(),
                CLOSE => marked.ranges.push(start..marked.text.len()),
                _ => marked.text.push(character),
            }
        }
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out_as_ranges() {
        let marked = Marked::new(&format!("arn:aws:s3:::{}/*", mark("my-bucket")));
        assert_eq!(marked.text, "arn:aws:s3:::my-bucket/*");
        assert_eq!(marked.ranges, vec![13..22]);
    }
}
