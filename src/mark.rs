//! Remembers which parts of a text came from the reader, through any printer.
//!
//! A value is put between two private-use characters when it enters a policy, and [`Marked::new`] takes them out again
//! after printing. What stands in for a value that nobody has given yet begins with a third. No checked input can hold them, because IAM accepts U+0020 to U+00FF only, and no printer
//! escapes them, so one way serves JSON, TypeScript and every format to come.

use crate::SETUPS;
use std::ops::Range;

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
const OPEN_STAND_IN: char = '\u{E002}';

/// A bucket and a role that nobody has, in examples.
pub(crate) const BUCKET: &str = "your-bucket-name";
pub(crate) const ROLE: &str = "your-role-name";
/// The account of AWS's own examples.
pub(crate) const ACCOUNT: &str = "123456789012";
/// Likewise what only [`crate::SETUPS`] have.
pub(crate) const OF_SETUPS: [&str; 7] = [
    "your-name/your-repository",
    "your-branch",
    "your-team",
    "your-project",
    "your-namespace",
    "your-service-account",
    "your-folder/",
];

/// What each of the three begins with in UTF-8.
const FIRST: u8 = 0xEE;

/// `value`, marked as the reader's own, unless it is one that nobody has.
pub(crate) fn mark(value: &str) -> String {
    let of_setups = SETUPS && OF_SETUPS.contains(&value);
    let open = if of_setups || [BUCKET, ROLE, ACCOUNT].contains(&value) { OPEN_STAND_IN } else { OPEN };
    between(open, value)
}

/// `value`, marked as an example of what belongs there.
pub(crate) fn stand_in(value: &str) -> String {
    between(OPEN_STAND_IN, value)
}

fn between(open: char, value: &str) -> String {
    let mut marked = String::with_capacity(value.len() + 6);
    marked.push(open);
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
    pub ranges: Vec<MarkedRange>,
}

/// A part of a text that another reader would have otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedRange {
    /// In bytes.
    pub range: Range<usize>,
    /// Nobody typed it: it is an example of what belongs there.
    pub is_stand_in: bool,
}

impl Marked {
    /// Takes the marks out of `printed`.
    pub(crate) fn new(printed: &str) -> Marked {
        // The search for one byte is many times as fast as a look at each character.
        if !printed.as_bytes().contains(&FIRST) {
            return Marked { text: printed.to_string(), ranges: Vec::new() };
        }
        let mut marked = Marked { text: String::with_capacity(printed.len()), ranges: Vec::new() };
        let (mut start, mut is_stand_in) = (0, false);
        for character in printed.chars() {
            match character {
                OPEN | OPEN_STAND_IN => (start, is_stand_in) = (marked.text.len(), character == OPEN_STAND_IN),
                CLOSE => marked.ranges.push(MarkedRange { range: start..marked.text.len(), is_stand_in }),
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
        assert_eq!(marked.ranges, [MarkedRange { range: 13..22, is_stand_in: false }]);
    }

    #[test]
    fn what_nobody_has_stands_in() {
        let marked = Marked::new(&[mark("your-bucket-name"), mark("my-bucket"), stand_in("us-east-1")].concat());
        let found: Vec<_> =
            marked.ranges.iter().map(|one| (&marked.text[one.range.clone()], one.is_stand_in)).collect();
        assert_eq!(found, [("your-bucket-name", true), ("my-bucket", false), ("us-east-1", true)]);
    }
}
