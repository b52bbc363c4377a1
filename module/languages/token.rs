//! Splits a text into words, strings, signs and groups in brackets: the same for every language here.
//!
//! One walk over the text. A token knows whether a line begins with it, and an opening bracket how many tokens it holds,
//! so that whole groups are passed over in one step.

use crate::prelude::*;
use crate::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name, a keyword or a number.
    Word,
    /// In quotes of any kind, with them.
    Quoted,
    /// `<<EOF` to the line that ends it.
    Heredoc,
    Open,
    Close,
    /// Operators and everything else.
    Sign,
    /// A string or a comment that does not end.
    Broken,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// Of an opening bracket: the tokens up to its closing one, or [`NEVER`].
    inside: u32,
    pub(crate) kind: TokenKind,
    /// It is the first of its line.
    pub(crate) line: bool,
}

const NEVER: u32 = u32::MAX;

impl Token {
    pub(crate) fn span(&self) -> Span {
        self.start as usize..self.end as usize
    }

    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }
}

/// What is inside the group that begins a slice, and how many tokens the group takes. `None` when nothing closes it.
pub(crate) fn group(tokens: &[Token]) -> Option<(&[Token], usize)> {
    let first = tokens.first().filter(|first| first.kind == TokenKind::Open && first.inside != NEVER)?;
    let inside = first.inside as usize;
    Some((tokens.get(1..=inside)?, inside + 2))
}

/// Tokens to pass over: one, or a whole group.
pub(crate) fn length(tokens: &[Token]) -> usize {
    group(tokens).map_or(1, |(_, length)| length)
}

/// From the first to the last.
pub(crate) fn span(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span().start..last.span().end,
        _ => 0..0,
    }
}

/// Signs of more than one character, longer ones first.
const SIGNS: [&str; 14] = ["...", "===", "!==", "=>", "==", "!=", "<=", ">=", "+=", "&&", "||", "??", "?.", "::"];

struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Terraform's language, where names hold dashes.
    hcl: bool,
    /// Strings hold `${…}`, with whatever is in it.
    fills: bool,
    tokens: Vec<Token>,
    /// Places of the brackets that are open.
    open: Vec<usize>,
    /// How many of each kind: round, square, curly.
    count: [usize; 3],
    line: bool,
}

/// The tokens of a part of a text.
pub(crate) fn tokens(text: &str, part: Span, hcl: bool) -> Vec<Token> {
    let mut lexer = Lexer::new(text, part, hcl);
    while lexer.at < lexer.bytes.len() {
        lexer.next();
    }
    lexer.tokens
}

/// Likewise, of JSON.
pub(crate) fn json(text: &str, part: Span) -> Vec<Token> {
    let mut lexer = Lexer::new(text, part, true);
    lexer.fills = false;
    while lexer.at < lexer.bytes.len() {
        lexer.next();
    }
    lexer.tokens
}

/// Likewise, of the group that a part begins with, whatever follows it.
pub(crate) fn filling(text: &str, part: Span, hcl: bool) -> Vec<Token> {
    let mut lexer = Lexer::new(text, part, hcl);
    loop {
        lexer.next();
        if lexer.open.is_empty() || lexer.at >= lexer.bytes.len() {
            return lexer.tokens;
        }
    }
}

/// Whether a byte stands in names: of other scripts, too.
pub(crate) fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$') || b >= 0x80
}

impl Lexer<'_> {
    fn new(text: &str, part: Span, hcl: bool) -> Lexer<'_> {
        let bytes = text.as_bytes().get(..part.end).unwrap_or_default();
        Lexer {
            bytes,
            at: part.start,
            hcl,
            fills: true,
            tokens: Vec::new(),
            open: Vec::new(),
            count: [0; 3],
            line: true,
        }
    }

    fn peek(&self, offset: usize) -> u8 {
        self.bytes.get(self.at + offset).copied().unwrap_or_default()
    }

    fn push(&mut self, kind: TokenKind, end: usize) {
        let (start, end) = (self.at, end.min(self.bytes.len()));
        let line = core::mem::replace(&mut self.line, false);
        self.tokens.push(Token { start: start as u32, end: end as u32, inside: NEVER, kind, line });
        self.at = end;
    }

    fn next(&mut self) {
        let first = self.peek(0);
        match first {
            b'\n' => {
                self.line = true;
                self.at += 1;
            }
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'#' if self.hcl => self.at = self.line_end(),
            // Not that of `https://` in prose.
            b'/' if self.peek(1) == b'/' && (self.at == 0 || self.bytes.get(self.at - 1) != Some(&b':')) => {
                self.at = self.line_end();
            }
            b'/' if self.peek(1) == b'*' => match self.find(self.at + 2, b"*/") {
                Some(end) => self.at = end,
                None => self.push(TokenKind::Broken, self.bytes.len()),
            },
            b'/' if !self.hcl && self.may_be_pattern() => self.pattern(),
            b'<' if self.hcl && self.peek(1) == b'<' => self.heredoc(),
            b'"' => self.quoted(),
            b'\'' | b'`' if !self.hcl => self.quoted(),
            b'(' | b'[' | b'{' => {
                self.open.push(self.tokens.len());
                *self.count_of(first) += 1;
                self.push(TokenKind::Open, self.at + 1);
            }
            b')' | b']' | b'}' => self.close(first),
            _ if is_name(first) => {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let is = |b: &u8| is_name(*b) && (!self.hcl || *b != b'$') || self.hcl && *b == b'-';
                let length = rest.iter().take_while(|b| is(b)).count();
                // A `$` alone.
                let kind = if length == 0 { TokenKind::Sign } else { TokenKind::Word };
                self.push(kind, self.at + length.max(1));
            }
            _ => {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let sign = SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes()));
                self.push(TokenKind::Sign, self.at + sign.map_or(1, |sign| sign.len()));
            }
        }
    }

    fn line_end(&self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at + rest.iter().take_while(|b| **b != b'\n').count()
    }

    /// The end of the next `part`.
    fn find(&self, from: usize, part: &[u8]) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        rest.windows(part.len()).position(|window| window == part).map(|at| from + at + part.len())
    }

    fn count_of(&mut self, bracket: u8) -> &mut usize {
        let [round, square, curly] = &mut self.count;
        match bracket {
            b'(' | b')' => round,
            b'[' | b']' => square,
            _ => curly,
        }
    }

    /// Closes the last bracket of the kind. What was opened in it and not closed never will be.
    fn close(&mut self, bracket: u8) {
        if *self.count_of(bracket) > 0 {
            while let Some(at) = self.open.pop() {
                let inside = (self.tokens.len() - at - 1) as u32;
                let Some(token) = self.tokens.get_mut(at) else { break };
                let open = self.bytes.get(token.start()).copied().unwrap_or_default();
                let is = matches!((open, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
                token.inside = if is { inside } else { NEVER };
                *self.count_of(open) -= 1;
                if is {
                    break;
                }
            }
        }
        self.push(TokenKind::Close, self.at + 1);
    }

    /// Whether a slash begins a regular expression: where a value may stand, and not in a tag that closes.
    fn may_be_pattern(&self) -> bool {
        self.tokens.last().is_none_or(|last| match last.kind {
            TokenKind::Open => true,
            TokenKind::Sign => self.bytes.get(last.start()) != Some(&b'<'),
            _ => false,
        })
    }

    fn pattern(&mut self) {
        let mut at = self.at + 1;
        let mut class = false;
        loop {
            match self.bytes.get(at) {
                None | Some(b'\n') => return self.push(TokenKind::Broken, at),
                Some(b'\\') => at += 1,
                Some(b'[') => class = true,
                Some(b']') => class = false,
                Some(b'/') if !class => return self.push(TokenKind::Sign, at + 1),
                _ => {}
            }
            at += 1;
        }
    }

    /// A string, with whatever stands in its `${…}`.
    fn quoted(&mut self) {
        let mut around = vec![self.peek(0)];
        let mut at = self.at + 1;
        while let Some(inner) = around.last().copied() {
            let Some(b) = self.bytes.get(at).copied() else { return self.push(TokenKind::Broken, at) };
            let fills = self.fills && inner == if self.hcl { b'"' } else { b'`' };
            if inner == b'}' {
                match b {
                    b'{' => around.push(b'}'),
                    b'}' => drop(around.pop()),
                    b'"' => around.push(b),
                    b'\'' | b'`' if !self.hcl => around.push(b),
                    _ => {}
                }
            } else if b == inner {
                around.pop();
            } else if b == b'\\' {
                at += 1;
            } else if b == b'\n' && inner != b'`' {
                return self.push(TokenKind::Broken, at);
            } else if fills && (b == b'$' || self.hcl && b == b'%') {
                if self.hcl && self.bytes.get(at + 1) == Some(&b) && self.bytes.get(at + 2) == Some(&b'{') {
                    at += 2;
                } else if self.bytes.get(at + 1) == Some(&b'{') {
                    around.push(b'}');
                    at += 1;
                }
            }
            at += 1;
        }
        self.push(TokenKind::Quoted, at);
    }

    /// `<<EOF` or `<<-EOF`, the lines, and `EOF` alone on one.
    fn heredoc(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let head = if rest.get(2) == Some(&b'-') { 3 } else { 2 };
        let name: &[u8] = rest.get(head..).unwrap_or_default();
        let name = name.get(..name.iter().take_while(|b| is_name(**b)).count()).unwrap_or_default();
        if name.is_empty() {
            return self.push(TokenKind::Sign, self.at + 2);
        }
        let mut at = self.at;
        for line in rest.split(|b| *b == b'\n') {
            let begins = at;
            at += line.len() + 1;
            if begins > self.at && line.trim_ascii() == name {
                return self.push(TokenKind::Heredoc, begins + line.len());
            }
        }
        self.push(TokenKind::Broken, self.bytes.len());
    }
}

/// The name of the variable that begins here, `$NAME` or `${NAME}`, and its length.
pub(crate) fn variable(rest: &str) -> Option<(&str, usize)> {
    let name = rest.strip_prefix('$')?;
    if let Some(name) = name.strip_prefix('{') {
        let end = name.get(..64).unwrap_or(name).find('}')?;
        return Some((name.get(..end)?, end + 3));
    }
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
    Some((name.get(..end)?, end + 1)).filter(|_| end > 0)
}
