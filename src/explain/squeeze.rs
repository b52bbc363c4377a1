//! A pasted text without what tools put around and between its words: white space, line breaks, gutters, colours,
//! escapes, entities. What is left is read as if nobody had wrapped or quoted it, and each of its bytes knows where it
//! came from and what stood before it.

use crate::import::document::Span;
use crate::import::source_map::escape;
use crate::search;
use crate::work::{step, steps};

/// A text with all white space taken out.
pub(super) struct Squeezed {
    pub(super) text: String,
    /// For each byte where its character begins in the pasted text, and where it ends.
    origins: Vec<(u32, u32)>,
    /// For each byte what was taken out before it.
    gaps: Vec<Gap>,
}

/// What stood between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Gap {
    Nothing,
    /// A line break, with or without spaces, and the gutter of the next line: where a terminal breaks a long line, it
    /// stands inside a word.
    Line,
    Space,
}

fn hex_byte(hex: &str) -> Option<u8> {
    let mut byte = 0;
    for digit in hex.chars() {
        byte = byte * 16 + digit.to_digit(16)? as u8;
    }
    Some(byte)
}

/// How far into a colour code the text is.
#[derive(Clone, Copy, PartialEq)]
enum Code {
    None,
    /// After the escape character.
    Escape,
    /// After its bracket.
    Inside,
}

struct Squeezer<'a> {
    pasted: &'a str,
    out: Squeezed,
    gap: Gap,
    /// Nothing but spaces and digits so far, which may be a line's number.
    line_start: bool,
    code: Code,
    /// Between the angle brackets of `arn:aws:iam::<account id>:user/x`, whose spaces part no words.
    placeholder: bool,
    /// The text is URL-encoded as a whole.
    percent: bool,
}

/// Tags that pages put around names, without the first bracket.
const TAGS: [&str; 9] = ["code>", "/code>", "b>", "/b>", "strong>", "/strong>", "span>", "/span>", "wbr>"];

/// Character entities, as XML and HTML write what JSON and sentences quote with.
const ENTITIES: [(&str, char); 9] = [
    ("quot;", '"'),
    ("#34;", '"'),
    ("#x22;", '"'),
    ("apos;", '\''),
    ("#39;", '\''),
    ("#x27;", '\''),
    ("lt;", '<'),
    ("gt;", '>'),
    ("nbsp;", ' '),
];

impl Squeezed {
    pub(super) fn new(pasted: &str) -> Squeezed {
        let encoded = |words: &str| search::has(pasted, words);
        let percent = encoded("%20not%20authorized") || encoded("+not+authorized") || encoded("%3A+arn%3Aaws");
        let out = Squeezed { text: String::with_capacity(pasted.len()), origins: Vec::new(), gaps: Vec::new() };
        let mut squeezer =
            Squeezer { pasted, out, gap: Gap::Space, line_start: true, code: Code::None, placeholder: false, percent };
        squeezer.run();
        squeezer.out
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    #[inline(never)] // called all over
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    /// Whether `phrase`, in lower case and without spaces, stands at a place, in any case.
    #[inline(never)] // called all over
    pub(super) fn is_at(&self, at: usize, phrase: &str) -> bool {
        let part = self.text.as_bytes().get(at..at + phrase.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(phrase.as_bytes()))
    }

    /// The place after `phrase`, where it stands here.
    #[inline(never)] // called all over
    pub(super) fn after(&self, at: usize, phrase: &str) -> Option<usize> {
        self.is_at(at, phrase).then_some(at + phrase.len())
    }

    /// The first place of `phrase` in a part.
    #[inline(never)] // called all over
    pub(super) fn find(&self, part: Span, phrase: &str) -> Option<usize> {
        let end = part.end.min(self.len());
        steps(end.saturating_sub(part.start));
        (part.start..end).find(|at| self.is_at(*at, phrase) && at + phrase.len() <= end)
    }

    #[inline(never)] // called all over
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or(Gap::Space)
    }

    /// A part as it was pasted, without the spaces.
    #[inline(never)] // called all over
    pub(super) fn part(&self, part: &Span) -> &str {
        self.text.get(part.clone()).unwrap_or_default()
    }

    /// Likewise, with the spaces.
    #[inline(never)] // called all over
    pub(super) fn words(&self, part: &Span) -> String {
        let mut words = String::new();
        let start = part.start;
        for (at, character) in self.part(part).char_indices() {
            if at > 0 && self.gap(start + at) == Gap::Space {
                words.push(' ');
            }
            words.push(character);
        }
        words
    }

    /// Where a part stands in the pasted text.
    pub(super) fn span(&self, part: &Span) -> Span {
        let start = self.origins.get(part.start).map_or(0, |(start, _)| *start as usize);
        let end = self.origins.get(part.end.saturating_sub(1)).map_or(start, |(_, end)| *end as usize);
        start..end.max(start)
    }
}

impl Squeezer<'_> {
    fn run(&mut self) {
        let mut at = self.line_number(0);
        self.out.origins.reserve(self.pasted.len());
        self.out.gaps.reserve(self.pasted.len());
        loop {
            at += self.plain(at);
            let Some(character) = self.pasted.get(at..).and_then(|rest| rest.chars().next()) else { return };
            step();
            let (said, length) = self.said(at, character);
            let end = at + length;
            if let Some(said) = said {
                self.take(said, at, end);
            }
            at = if character == '\n' { self.line_number(end) } else { end };
        }
    }

    /// Takes the characters from here on that are what they say, and the spaces before them. Most are.
    fn plain(&mut self, at: usize) -> usize {
        if self.code != Code::None || self.placeholder {
            return 0;
        }
        let rest = self.pasted.get(at..).unwrap_or_default();
        let spaces = rest.bytes().take_while(|byte| *byte == b' ').count();
        let rest = rest.get(spaces..).unwrap_or_default();
        let is_plain = |byte: &u8| {
            byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'&' | b'<' | b'>' | b'%' | b'+' | b'[' | b'|')
        };
        let length = rest.bytes().take_while(is_plain).count();
        steps(spaces + length);
        if spaces > 0 && !self.line_start {
            self.widen(Gap::Space);
        }
        if length > 0 {
            self.line_start = false;
            self.out.text.push_str(rest.get(..length).unwrap_or_default());
            self.out.gaps.push(self.gap);
            self.out.gaps.resize(self.out.text.len(), Gap::Nothing);
            let start = u32::try_from(at + spaces).unwrap_or(u32::MAX - length as u32);
            self.out.origins.extend((start..start + length as u32).map(|place| (place, place + 1)));
            self.gap = Gap::Nothing;
        }
        spaces + length
    }

    /// Where a line begins after its number and the bar beside it; likewise after `web-1  |`, with which Docker begins it.
    fn line_number(&self, at: usize) -> usize {
        let line = self.pasted.get(at..).unwrap_or_default();
        let skip =
            |from: usize, skipped: fn(&u8) -> bool| from + line.bytes().skip(from).take(40).take_while(skipped).count();
        let digits = skip(0, |byte| *byte == b' ');
        let number = skip(digits, |byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
        let bar = skip(number, |byte| *byte == b' ');
        let is_bar = line.get(bar..).is_some_and(|rest| rest.starts_with(['|', '│']));
        let is_numbered =
            number.checked_sub(1).and_then(|last| line.as_bytes().get(last)).is_some_and(u8::is_ascii_digit);
        at + if number > digits && is_numbered && is_bar { bar } else { 0 }
    }

    /// What is said at a place, undoing escapes and entities, and how many bytes say it.
    fn said(&self, at: usize, character: char) -> (Option<char>, usize) {
        let rest = |length: usize| self.pasted.get(at + length..).unwrap_or_default();
        let mut length = character.len_utf8();
        let mut said = Some(character);
        if character == '\\' {
            // Text in JSON in JSON has several before each quote.
            length += rest(length).bytes().take_while(|byte| *byte == b'\\').count();
            let after = rest(length);
            let (meant, more) = match escape(after) {
                Some((meant, more)) => (Some(meant), more),
                None if after.starts_with('\'') => (Some('\''), 1),
                None if after.starts_with("x1b") || after.starts_with("033") => (Some('\u{1b}'), 3),
                None if after.starts_with('\n') => (Some('\n'), 1),
                // One of its own, as in a path of Windows.
                None => (None, 0),
            };
            said = meant;
            length += more;
        }
        if said == Some('&') {
            while rest(length).starts_with("amp;") {
                length += 4;
            }
            if let Some((name, meant)) = ENTITIES.iter().find(|(name, _)| rest(length).starts_with(name)) {
                said = Some(*meant);
                length += name.len();
            }
        } else if said == Some('<') {
            if let Some(tag) = TAGS.iter().find(|tag| rest(length).starts_with(**tag)) {
                return (None, length + tag.len());
            }
        } else if said == Some('%') && self.percent {
            let byte = rest(length).get(..2).and_then(hex_byte);
            if let Some(byte) = byte.filter(u8::is_ascii) {
                said = Some(char::from(byte));
                length += 2;
            }
        } else if said == Some('+') && self.percent {
            said = Some(' ');
        }
        (said, length)
    }

    fn take(&mut self, said: char, at: usize, end: usize) {
        match (self.code, said) {
            (Code::Escape, '[') => return self.code = Code::Inside,
            (Code::Inside, '0'..='9' | ';' | ':' | '?') => return,
            (Code::Inside, _) => return self.code = Code::None,
            _ => self.code = Code::None,
        }
        match said {
            '\u{1b}' => self.code = Code::Escape,
            '\n' | '\r' => {
                self.widen(Gap::Line);
                self.line_start = true;
            }
            // Spaces after a line break are its indentation.
            ' ' | '\t' | '\u{a0}' if self.line_start => {}
            // The frames that tools draw, and what mail and Markdown quote with.
            '\u{2500}'..='\u{259f}' => self.widen(Gap::Line),
            '|' | '>' if self.line_start => self.widen(Gap::Line),
            '|' if self.pasted.get(end..).is_some_and(|rest| rest.starts_with(['\n', '\r'])) => {}
            '[' if self.is_bare_code(end) => self.code = Code::Inside,
            // Zero-width characters, which web pages put into long names.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if said.is_whitespace() && self.placeholder => {}
            _ if said.is_whitespace() || said.is_control() => self.widen(Gap::Space),
            _ => {
                self.line_start = false;
                self.placeholder = said == '<' && self.out.text.ends_with(':') || self.placeholder && said != '>';
                self.push(if matches!(said, '“' | '”' | '„') { '"' } else { said }, at, end);
            }
        }
    }

    /// A colour code that lost its escape character on the way: `[31m`.
    fn is_bare_code(&self, at: usize) -> bool {
        let rest = self.pasted.get(at..).unwrap_or_default();
        let digits = rest.bytes().take(8).take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        digits > 0 && rest.as_bytes().get(digits) == Some(&b'm')
    }

    fn widen(&mut self, gap: Gap) {
        if gap > self.gap {
            self.gap = gap;
        }
    }

    fn push(&mut self, character: char, at: usize, end: usize) {
        self.out.text.push(character);
        let len = self.out.text.len();
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        self.out.gaps.resize(self.out.origins.len() + 1, self.gap);
        self.out.gaps.resize(len, Gap::Nothing);
        self.out.origins.resize(len, (place(at), place(end)));
        self.gap = Gap::Nothing;
    }
}
