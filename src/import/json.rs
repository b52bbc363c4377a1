//! Reads JSON, and what people have instead of it: where the meaning is beyond doubt a slip is a finding, not the end.
//!
//! One walk over the text, and one more over strings with escapes. Values nest at most [`DEEPEST`] deep, so the stack
//! is bounded. Numbers stay text: a policy has no arithmetic.

use crate::search;
use std::ops::Range;

use super::document::Span;
use super::finding::{self, At, FindingLog};
use super::source_map::{is_quote, SourceMap};
use super::value::{Member, Node, Value, DEEPEST};

pub(crate) struct ValueReader<'a, 'r> {
    pub(crate) layer: &'a SourceMap<'a>,
    pub(crate) report: &'r mut FindingLog,
    /// The next byte; always a character boundary.
    pub(crate) at: usize,
    /// Where the text ends for this reader.
    pub(crate) end: usize,
    /// Something could not be read. What was read up to there is still given.
    pub(crate) broken: bool,
}

impl ValueReader<'_, '_> {
    /// The value that begins at the next character that is no space. `None` when there is none; what is inside brackets
    /// is given as far as it could be read. The report says what could not.
    pub(crate) fn value(&mut self, depth: usize) -> Option<Node> {
        self.skip_space(true);
        let start = self.at;
        if depth > DEEPEST {
            let span = self.here();
            return self.stop(&finding::TOO_DEEP, span, &[&crate::diagnostics::digits(DEEPEST)]);
        }
        let value = match self.peek() {
            Some('{') => self.object(depth)?,
            Some('[') => self.list(depth)?,
            Some(quote) if is_quote(quote) => Value::Text(self.string()?.0),
            Some('-' | '0'..='9') => self.bare(),
            Some(character) if character.is_ascii_alphabetic() => self.word()?,
            _ => return self.unexpected("a value"),
        };
        Some(Node { span: start..self.at, value })
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut members: Vec<Member> = Vec::new();
        if self.members(depth, &mut members).is_none() {
            self.broken = true;
        }
        Some(Value::Object(members))
    }

    fn members(&mut self, depth: usize, members: &mut Vec<Member>) -> Option<()> {
        let open = self.here();
        self.bump();
        let mut comma = Some(self.at..self.at);
        loop {
            self.skip_space(true);
            match self.peek() {
                None => return self.stop(&finding::NEVER_CLOSED, open, &["{", "}"]),
                Some('}') => break,
                Some(',') => self.comma(&mut comma),
                Some(character) if is_quote(character) || is_name(character) => {
                    self.need_comma(&mut comma);
                    let (key, key_span) = self.key()?;
                    self.skip_space(true);
                    if self.peek() != Some(':') {
                        return self.unexpected("a `:`");
                    }
                    self.bump();
                    let value = self.value(depth + 1)?;
                    members.push(Member { key, key_span, value });
                    if self.broken {
                        return None;
                    }
                }
                Some(_) if comma.is_some() => return self.unexpected("a name in quotes or `}`"),
                Some(_) => return self.unexpected("`,` or `}`"),
            }
        }
        self.trailing(comma.filter(|_| !members.is_empty()));
        self.bump();
        Some(())
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        if self.items(depth, &mut items).is_none() {
            self.broken = true;
        }
        Some(Value::List(items))
    }

    fn items(&mut self, depth: usize, items: &mut Vec<Node>) -> Option<()> {
        let open = self.here();
        self.bump();
        let mut comma = Some(self.at..self.at);
        loop {
            self.skip_space(true);
            match self.peek() {
                None => return self.stop(&finding::NEVER_CLOSED, open, &["[", "]"]),
                Some(']') => break,
                Some(',') => self.comma(&mut comma),
                Some('}' | ':') => return self.unexpected("`,` or `]`"),
                Some(_) => {
                    self.need_comma(&mut comma);
                    items.push(self.value(depth + 1)?);
                    if self.broken {
                        return None;
                    }
                }
            }
        }
        self.trailing(comma.filter(|_| !items.is_empty()));
        self.bump();
        Some(())
    }

    /// Passes a comma between values. `last` is the one since the last value, or at the start an empty place.
    fn comma(&mut self, last: &mut Option<Span>) {
        if last.is_some() {
            self.say(&finding::EXTRA_COMMA, &[]);
        }
        *last = Some(self.here());
        self.bump();
    }

    fn need_comma(&mut self, last: &mut Option<Span>) {
        if last.take().is_none() {
            self.say(&finding::MISSING_COMMA, &[]);
        }
    }

    fn trailing(&mut self, comma: Option<Span>) {
        if let Some(comma) = comma {
            self.report.say(&finding::TRAILING_COMMA, At::default(), self.layer.span(&comma), &[]);
        }
    }

    fn key(&mut self) -> Option<(String, Span)> {
        let start = self.at;
        if self.peek().is_some_and(is_quote) {
            return self.string();
        }
        while self.peek().is_some_and(is_name) {
            self.bump();
        }
        let span = start..self.at;
        let key = self.layer.part(&span).to_string();
        self.report.say_once(&finding::UNQUOTED_KEY, self.layer.span(&span), &[&key]);
        Some((key, span))
    }

    /// A string from quote to quote: what it says, and where it stands with its quotes.
    pub(crate) fn string(&mut self) -> Option<(String, Span)> {
        let start = self.at;
        let first = self.here();
        let open = self.bump()?;
        if open == '\'' {
            self.report.say_once(&finding::SINGLE_QUOTES, self.layer.span(&first), &[]);
        } else if open != '"' {
            let quote = self.layer.part(&first);
            self.report.say_once(&finding::CURLY_QUOTES, self.layer.span(&first), &[quote]);
        }
        let content = self.at;
        let mut escaped = false;
        loop {
            // Most characters neither end a string nor need a second look.
            self.pass(|byte| (b' '..0x80).contains(&byte) && !matches!(byte, b'"' | b'\'' | b'\\'));
            let at = self.at;
            match self.peek() {
                None | Some('\n' | '\r') => return self.stop(&finding::UNTERMINATED, start..at, &[]),
                Some(character) if closes(open, character) => break,
                Some('\\') => {
                    escaped = true;
                    let rest = self.layer.part(&(at + 1..self.end));
                    match super::source_map::escape(rest) {
                        Some((_, length)) => self.at += 1 + length,
                        None => {
                            // `\` and the character it escapes, unless the line ends there.
                            let next = rest.chars().next().filter(|next| !matches!(next, '\n' | '\r'));
                            let whole = at..at + 1 + next.map_or(0, char::len_utf8);
                            let wrong = self.layer.part(&whole);
                            let meant = next == Some('\'') && open == '\'';
                            if !meant {
                                let span = self.layer.span(&whole);
                                self.report.say(&finding::BAD_ESCAPE, At::default(), span, &[wrong]);
                            }
                            self.at = whole.end;
                        }
                    }
                }
                Some(character) => {
                    if character < ' ' {
                        self.say(&finding::CONTROL_CHARACTER, &[]);
                    }
                    self.bump();
                }
            }
        }
        let inside = content..self.at;
        self.bump();
        let text = if escaped {
            self.layer.unescaped(&inside).text.into_owned()
        } else {
            self.layer.part(&inside).to_string()
        };
        Some((text, start..self.at))
    }

    fn bare(&mut self) -> Value {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')) {
            self.bump();
        }
        Value::Bare(self.layer.part(&(start..self.at)).to_string())
    }

    fn word(&mut self) -> Option<Value> {
        let start = self.at;
        match self.bare() {
            Value::Bare(word) if word == "null" => Some(Value::Null),
            Value::Bare(word) if word == "true" || word == "false" => Some(Value::Bare(word)),
            _ => {
                let span = start..self.at;
                let word = self.layer.part(&span);
                self.stop(&finding::UNEXPECTED, span.clone(), &[word, "a value in quotes"])
            }
        }
    }

    /// White space, and the odd spaces and, inside of values, the comments that are read as such.
    pub(crate) fn skip_space(&mut self, comments: bool) {
        loop {
            self.pass(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
            let Some(character) = self.peek() else { return };
            match character {
                '\u{feff}' if self.at == 0 => self.say_once(&finding::BYTE_ORDER_MARK),
                _ if is_odd_space(character) => self.say_once(&finding::ODD_SPACE),
                '#' | '/' if comments => {
                    let Some(length) = self.comment_length() else { return };
                    let span = self.layer.span(&(self.at..self.at + length));
                    self.report.say(&finding::COMMENT, At::default(), span, &[]);
                    self.at += length;
                    continue;
                }
                _ => return,
            }
            self.bump();
        }
    }

    /// Bytes of the comment that begins here.
    fn comment_length(&self) -> Option<usize> {
        let rest = self.layer.part(&(self.at..self.end));
        if rest.starts_with("/*") {
            return Some(search::find(rest, "*/").map_or(rest.len(), |end| end + 2));
        }
        let line = rest.starts_with('#') || rest.starts_with("//");
        line.then(|| rest.find(['\n', '\r']).unwrap_or(rest.len()))
    }

    /// Passes ASCII characters of a kind.
    #[inline(always)] // twice; called through a pointer, it would be half of what reading takes
    fn pass(&mut self, kind: impl Fn(u8) -> bool) {
        let rest = self.layer.text.as_bytes().get(self.at..self.end).unwrap_or_default();
        let mut length = 0;
        while rest.get(length).is_some_and(|byte| kind(*byte)) {
            length += 1;
        }
        crate::work::steps(length);
        self.at += length;
    }

    pub(crate) fn peek(&self) -> Option<char> {
        match self.layer.text.as_bytes().get(self.at).filter(|_| self.at < self.end)? {
            byte @ 0..0x80 => Some(char::from(*byte)),
            _ => self.layer.part(&(self.at..self.end)).chars().next(),
        }
    }

    pub(crate) fn bump(&mut self) -> Option<char> {
        crate::work::step();
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    /// The next character, or the end.
    fn here(&self) -> Range<usize> {
        self.at..self.at + self.peek().map_or(0, char::len_utf8)
    }

    fn say(&mut self, sentence: &finding::FindingMessage, values: &[&str]) {
        let span = self.layer.span(&self.here());
        self.report.say(sentence, At::default(), span, values);
    }

    fn say_once(&mut self, sentence: &finding::FindingMessage) {
        let span = self.layer.span(&self.here());
        self.report.say_once(sentence, span, &[]);
    }

    fn unexpected<T>(&mut self, expected: &str) -> Option<T> {
        let here = self.here();
        if here.is_empty() {
            return self.stop(&finding::UNEXPECTED_END, here, &[expected]);
        }
        let found = self.layer.part(&here);
        self.stop(&finding::UNEXPECTED, here.clone(), &[found, expected])
    }

    fn stop<T>(&mut self, sentence: &finding::FindingMessage, span: Span, values: &[&str]) -> Option<T> {
        self.report.stop(sentence, self.layer.span(&span), values);
        None
    }
}

/// A curly quote is closed by any curly double one or a straight one, as chats mix them; a straight one by its like.
fn closes(open: char, character: char) -> bool {
    match open {
        '"' | '\'' | '＂' => character == open,
        '‘' | '’' => matches!(character, '‘' | '’' | '\''),
        '«' | '»' => matches!(character, '«' | '»'),
        _ => matches!(character, '“' | '”' | '‟' | '"'),
    }
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$')
}

/// Spaces that come from web pages and word processors.
pub(crate) fn is_odd_space(character: char) -> bool {
    matches!(
        character,
        '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}' | '\u{feff}'
    )
}
