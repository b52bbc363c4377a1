//! Byte offset -> what an editor and a reader count by. The only place where bytes become lines, columns and UTF-16.

use super::document::Span;

/// A place in a text, as JavaScript and people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// UTF-16 units from the start of the text: what `setSelectionRange` of a text area takes.
    pub(crate) utf16: usize,
    /// From 1. `\n`, `\r\n` and a lone `\r` end a line.
    pub(crate) line: usize,
    /// From 1, in UTF-16 units.
    pub(crate) column: usize,
}

/// The places of one text. Built in one walk; a lookup then reads at most [`STEP`] bytes, so that many findings in a
/// large text, or in one long line, stay linear.
pub(crate) struct Positions<'a> {
    text: &'a str,
    /// At the first character boundary at or after every multiple of [`STEP`].
    marks: Vec<Mark>,
}

/// Bytes between two marks.
const STEP: usize = 64;

#[derive(Clone, Copy)]
struct Mark {
    byte: usize,
    place: Position,
}

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str) -> Positions<'a> {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut at = Mark { byte: 0, place: Position { utf16: 0, line: 1, column: 1 } };
        marks.push(at);
        let mut next = STEP;
        let mut before = 0;
        for byte in text.bytes() {
            // Most characters end no line, and take one byte.
            if at.byte < next && (b' '..0x80).contains(&byte) {
                at.byte += 1;
                at.place.utf16 += 1;
                at.place.column += 1;
                before = byte;
                continue;
            }
            // Not between `\r` and `\n`: a walk from a mark sees nothing before it.
            if at.byte >= next && begins(byte) && !(before == b'\r' && byte == b'\n') {
                marks.push(at);
                next += STEP;
            }
            at.pass(byte, before);
            before = byte;
        }
        Positions { text, marks }
    }

    /// Where a byte is. Inside a character it is the start of it; beyond the end it is the end.
    pub(crate) fn at(&self, byte: usize) -> Position {
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let after = self.marks.partition_point(|mark| mark.byte <= end);
        let Some(mark) = self.marks.get(after.saturating_sub(1)) else {
            return Position { utf16: 0, line: 1, column: 1 };
        };
        let mut at = *mark;
        let mut before = 0;
        for next in self.text.bytes().take(end).skip(at.byte) {
            at.pass(next, before);
            before = next;
        }
        at.place
    }

    /// Start and end of a span.
    pub(crate) fn ends(&self, span: &Span) -> (Position, Position) {
        (self.at(span.start), self.at(span.end))
    }
}

impl Mark {
    /// Passes a byte of UTF-8. A character counts with its first.
    #[inline(always)] // twice, for every byte
    fn pass(&mut self, byte: u8, before: u8) {
        // What takes four bytes takes two units of UTF-16.
        let units = usize::from(begins(byte)) + usize::from(byte >= 0xF0);
        self.byte += 1;
        self.place.utf16 += units;
        match byte {
            // The `\r` has ended the line.
            b'\n' if before == b'\r' => {}
            b'\n' | b'\r' => {
                self.place.line += 1;
                self.place.column = 1;
            }
            _ => self.place.column += units,
        }
    }
}

/// Whether a byte of UTF-8 is the first of a character.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By counting from the start.
    fn counted(text: &str, byte: usize) -> Position {
        let before = &text[..byte];
        // What a `\r` ended is still one line when the `\n` follows.
        let whole = before.replace("\r\n", "\n").replace('\r', "\n");
        let last = whole.rsplit('\n').next().unwrap_or_default();
        let line = whole.matches('\n').count() + 1;
        Position { utf16: before.encode_utf16().count(), line, column: last.encode_utf16().count() + 1 }
    }

    #[test]
    fn every_byte_of_a_text_is_where_counting_says() {
        let long = "wide 𝒳 é\r\nnext\rlast\n".repeat(60);
        for text in ["", "a", "é𝒳\n\r\n\r𝒳x", long.as_str(), &"x".repeat(900), &"\r\n".repeat(400)] {
            let places = Positions::new(text);
            let mut start = 0;
            for byte in 0..text.len() {
                // Inside a character it is the start of it.
                start = if text.is_char_boundary(byte) { byte } else { start };
                assert_eq!(places.at(byte), counted(text, start), "{byte} of {text:?}");
            }
            assert_eq!(places.at(text.len()), counted(text, text.len()));
            assert_eq!(places.at(text.len() + 9), counted(text, text.len()));
        }
    }

    #[test]
    fn a_span_has_two_ends() {
        let (start, end) = Positions::new("é\n\"𝒳\"").ends(&(3..9));
        assert_eq!((start.utf16, start.line, start.column), (2, 2, 1));
        assert_eq!((end.utf16, end.line, end.column), (6, 2, 5));
    }
}
