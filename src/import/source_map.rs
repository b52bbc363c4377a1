//! A text, or what was decoded out of one, that knows where each of its bytes came from.

use std::borrow::Cow;

use super::document::Span;
use super::value::{CLOSE, OPEN};

/// A text to read. Positions in it become positions in what was pasted by [`SourceMap::span`].
pub(crate) struct SourceMap<'a> {
    pub(crate) text: Cow<'a, str>,
    /// For each byte where it came from, and one more for the end. Empty when the text is the pasted one.
    origins: Vec<u32>,
}

impl<'a> SourceMap<'a> {
    pub(crate) fn pasted(text: &'a str) -> SourceMap<'a> {
        SourceMap { text: Cow::Borrowed(text), origins: Vec::new() }
    }

    fn origin(&self, byte: usize) -> usize {
        match self.origins.get(byte) {
            Some(origin) => *origin as usize,
            None => byte,
        }
    }

    /// The part of the pasted text that this part of the layer came from.
    pub(crate) fn span(&self, span: &Span) -> Span {
        self.origin(span.start)..self.origin(span.end)
    }

    pub(crate) fn part(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The part of a string inside its quotes, if it has some, which may be curly.
    pub(crate) fn content(&self, node: &super::value::Node) -> Span {
        let whole = self.part(&node.span);
        let quote = |character: Option<char>| character.filter(|c| is_quote(*c) || *c == '`').map_or(0, char::len_utf8);
        let (first, last) = (quote(whole.chars().next()), quote(whole.chars().next_back()));
        node.span.start + first..(node.span.end - last).max(node.span.start + first)
    }

    /// What a JSON string says, given the part between its quotes. An escape that is none stays as it is.
    pub(crate) fn unescaped(&self, content: &Span) -> SourceMap<'static> {
        let mut out = Decoded::default();
        let mut at = content.start;
        let mut rest = self.part(content).chars();
        while let Some(character) = rest.next() {
            crate::work::step();
            let mut said = character;
            let mut read = character.len_utf8();
            if character == '\\' {
                if let Some((meant, length)) = escape(rest.as_str()) {
                    said = meant;
                    read += length;
                    rest = rest.as_str().get(length..).unwrap_or_default().chars();
                }
            }
            // A character that stands for itself keeps its bytes apart; an escape is one place.
            out.push(said, self, at);
            at += read;
        }
        out.finish(self.origin(content.end))
    }

    /// What a reader of another language made of a part: each character at the next one like it, which is its own but for
    /// escapes and what is filled in.
    pub(crate) fn aligned(&self, part: &Span, said: &str) -> SourceMap<'static> {
        let mut out = Decoded::default();
        let mut rest = self.part(part);
        let mut filled_in = false;
        for character in said.chars() {
            crate::work::step();
            filled_in |= character == OPEN;
            if !filled_in {
                // Further away it is another.
                let next = rest.char_indices().take(64).find(|(_, other)| *other == character);
                rest = next.and_then(|(at, _)| rest.get(at..)).unwrap_or(rest);
            }
            filled_in &= character != CLOSE;
            out.push(character, self, part.end - rest.len());
            if !filled_in && rest.starts_with(character) {
                rest = rest.get(character.len_utf8()..).unwrap_or_default();
            }
        }
        out.finish(self.origin(part.end))
    }

    /// What URL-encoded text says. `+` is a space: AWS encodes as RFC 3986 does, where a plus sign is `%2B`, so that a
    /// bare one comes from encoders for forms. The error is where it is not UTF-8, in the pasted text.
    pub(crate) fn percent_decoded(&self, part: &Span) -> Result<SourceMap<'static>, Span> {
        let mut bytes = Vec::with_capacity(part.len());
        let mut origins = Vec::with_capacity(part.len() + 1);
        let encoded = self.part(part).as_bytes();
        let mut at = 0;
        while let Some(byte) = encoded.get(at) {
            crate::work::step();
            let hex = |offset: usize| encoded.get(at + offset).and_then(|digit| (*digit as char).to_digit(16));
            origins.push(narrow(self.origin(part.start + at)));
            match (byte, hex(1), hex(2)) {
                (b'%', Some(high), Some(low)) => {
                    bytes.push((high * 16 + low) as u8);
                    at += 3;
                }
                (b'+', ..) => {
                    bytes.push(b' ');
                    at += 1;
                }
                _ => {
                    bytes.push(*byte);
                    at += 1;
                }
            }
        }
        origins.push(narrow(self.origin(part.end)));
        match String::from_utf8(bytes) {
            Ok(text) => Ok(SourceMap { text: Cow::Owned(text), origins }),
            Err(_) => Err(self.span(part)),
        }
    }
}

/// No text in a browser is longer than that, and a longer one on a host only loses its places.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[derive(Default)]
struct Decoded {
    text: String,
    origins: Vec<u32>,
}

impl Decoded {
    fn push(&mut self, character: char, from: &SourceMap<'_>, at: usize) {
        let origin = narrow(from.origin(at));
        self.text.push(character);
        self.origins.resize(self.text.len(), origin);
    }

    fn finish(mut self, end: usize) -> SourceMap<'static> {
        self.origins.push(narrow(end));
        SourceMap { text: Cow::Owned(self.text), origins: self.origins }
    }
}

/// What the escape after a backslash means, and how many bytes it takes. `None` when it is no escape.
pub(crate) fn escape(rest: &str) -> Option<(char, usize)> {
    let simple = match rest.bytes().next()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(rest),
        _ => return None,
    };
    Some((simple, 1))
}

/// `uXXXX`, or two of them for a surrogate pair.
fn unicode(rest: &str) -> Option<(char, usize)> {
    let high = four_digits(rest.get(1..5)?)?;
    if let Some(character) = char::from_u32(high) {
        return Some((character, 5));
    }
    let low = four_digits(rest.get(5..11)?.strip_prefix("\\u")?)?;
    if high < 0xDC00 && (0xDC00..0xE000).contains(&low) {
        let character = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))?;
        return Some((character, 11));
    }
    None
}

fn four_digits(digits: &str) -> Option<u32> {
    // `from_str_radix` would take a sign.
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

/// Whether a character opens or closes a text, in any typography.
pub(crate) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '«' | '»' | '＂')
}

/// Whether `{`, `[` or `"` stands here URL-encoded.
pub(crate) fn is_encoded(rest: &str) -> bool {
    rest.get(..3).is_some_and(|head| ["%7B", "%5B", "%22"].iter().any(|code| head.eq_ignore_ascii_case(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decoded_twice_is_still_found_in_the_text() {
        let pasted = r#"x"%7B\u0022é\"%22""#;
        let text = SourceMap::pasted(pasted);
        let content = 2..pasted.len() - 1;
        let once = text.unescaped(&content);
        assert_eq!(once.text, "%7B\"é\"%22");
        let twice = once.percent_decoded(&(0..once.text.len())).unwrap_or_else(|_| panic!("UTF-8"));
        assert_eq!(twice.text, "{\"é\"\"");
        let origin = |from: usize, to: usize| &pasted[twice.span(&(from..to))];
        assert_eq!(origin(0, 1), "%7B");
        assert_eq!(origin(1, 2), r"\u0022");
        assert_eq!(origin(2, 4), "é");
        assert_eq!(origin(4, 6), r#"\"%22"#);
    }

    #[test]
    fn what_a_reader_made_is_found_in_the_text() {
        let pasted = "x: !Sub |\n    {\"a\":\n     \"${B}-c\"}\n";
        let said = "{\"a\":\n \"\u{e000}B\u{e001}-c\"}\n";
        let layer = SourceMap::pasted(pasted).aligned(&(3..pasted.len()), said);
        assert_eq!(layer.text, said);
        for whole in ["{", "\"a\"", "-c\"}"] {
            let at = said.find(whole).unwrap_or_default();
            assert_eq!(&pasted[layer.span(&(at..at + whole.len()))], whole);
        }
    }

    #[test]
    fn escapes_are_those_of_json() {
        for (rest, meant) in [
            ("n", Some(('\n', 1))),
            ("r", Some(('\r', 1))),
            ("t", Some(('\t', 1))),
            ("b", Some(('\u{8}', 1))),
            ("f", Some(('\u{c}', 1))),
            ("/", Some(('/', 1))),
            ("\"", Some(('"', 1))),
            (r"\", Some(('\\', 1))),
            ("u00e9x", Some(('é', 5))),
            (r"ud83d\ude00", Some(('😀', 11))),
            ("ud83d", None),
            (r"ud83d\u0041", None),
            (r"ude00\ud83d", None),
            ("u+0e9", None),
            ("u00é", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(escape(rest), meant, "{rest}");
        }
    }

    #[test]
    fn percent_signs_that_encode_nothing_stay() {
        let text = SourceMap::pasted("100%+%zz%C3%A9%2");
        let decoded = text.percent_decoded(&(0..16)).unwrap_or_else(|_| panic!("UTF-8"));
        assert_eq!(decoded.text, "100% %zzé%2");
        assert!(SourceMap::pasted("%C3x").percent_decoded(&(0..4)).is_err());
    }
}
