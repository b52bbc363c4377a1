//! How a reading crosses from the module of the readers to that of the checker: as one string, because strings are what
//! both already pass to JavaScript and back.
//!
//! A number is its groups of five bits, the lowest first, each a character from a space on; all but the last have 32 more.
//! A string is its number of bytes and itself. A span is its start and length.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Member, Node, Part, Reading, Span, Value, DEEPEST};

/// Writes the parts of a text.
pub fn pack(parts: &[Part]) -> String {
    let mut out = String::new();
    number(&mut out, parts.len());
    for Part { span, reading } in parts {
        place(&mut out, span);
        number(&mut out, reading.values.len());
        reading.values.iter().for_each(|value| node(&mut out, value));
        number(&mut out, reading.unread.len());
        reading.unread.iter().for_each(|span| place(&mut out, span));
    }
    out
}

fn number(out: &mut String, mut number: usize) {
    loop {
        let rest = number >> 5;
        out.push(char::from(b' ' + (number & 31) as u8 + if rest > 0 { 32 } else { 0 }));
        if rest == 0 {
            return;
        }
        number = rest;
    }
}

fn place(out: &mut String, span: &Span) {
    number(out, span.start);
    number(out, span.end.saturating_sub(span.start));
}

fn string(out: &mut String, text: &str) {
    number(out, text.len());
    out.push_str(text);
}

fn node(out: &mut String, node: &Node) {
    place(out, &node.span);
    match &node.value {
        Value::Null => number(out, 0),
        Value::Bare(text) => {
            number(out, 1);
            string(out, text);
        }
        Value::Text(text) => {
            number(out, 2);
            string(out, text);
        }
        Value::List(items) => {
            number(out, 3);
            number(out, items.len());
            items.iter().for_each(|item| self::node(out, item));
        }
        Value::Object(members) => {
            number(out, 4);
            number(out, members.len());
            for member in members {
                string(out, &member.key);
                place(out, &member.key_span);
                self::node(out, &member.value);
            }
        }
    }
}

/// Reads what [`pack`] wrote. `None` when it is something else.
pub fn unpack(packed: &str) -> Option<Vec<Part>> {
    let mut source = Source(packed);
    let parts = source.all(|source| {
        let span = source.place()?;
        let values = source.all(|source| source.node(0))?;
        let unread = source.all(Source::place)?;
        Some(Part { span, reading: Reading { values, unread } })
    })?;
    source.0.is_empty().then_some(parts)
}

struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let digit = self.0.bytes().next()?.checked_sub(b' ').filter(|digit| *digit < 64)?;
            self.0 = self.0.get(1..)?;
            // No text is longer than 32 bits can say.
            if shift > 30 {
                return None;
            }
            number |= usize::from(digit & 31) << shift;
            if digit < 32 {
                return Some(number);
            }
            shift += 5;
        }
    }

    fn place(&mut self) -> Option<Span> {
        let start = self.number()?;
        Some(start..start.checked_add(self.number()?)?)
    }

    fn string(&mut self) -> Option<String> {
        let length = self.number()?;
        let text = self.0.get(..length)?;
        self.0 = self.0.get(length..)?;
        Some(text.to_string())
    }

    fn all<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| one(self)).collect()
    }

    fn node(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        let span = self.place()?;
        let value = match self.number()? {
            0 => Value::Null,
            1 => Value::Bare(self.string()?),
            2 => Value::Text(self.string()?),
            3 => Value::List(self.all(|source| source.node(depth + 1))?),
            4 => Value::Object(self.all(|source| {
                let (key, key_span) = (source.string()?, source.place()?);
                Some(Member { key, key_span, value: source.node(depth + 1)? })
            })?),
            _ => return None,
        };
        Some(Node { span, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hole;
    use alloc::vec;

    fn sample() -> Vec<Part> {
        let list = |items| Value::List(items);
        let text = Node::of_text(["é ", &hole("var.bucket"), "\n\""].concat(), 31..99_999);
        let bare = Node { span: 0..0, value: Value::Bare("1e3".into()) };
        let null = Node { span: 1_000_000..1_000_032, value: Value::Null };
        let member = Member { key: "Ключ".into(), key_span: 4..5, value: text.clone() };
        let object = Node { span: 2..7, value: Value::Object(vec![member]) };
        let nested =
            Node { span: 1..9, value: list(vec![text, bare, object, Node { span: 3..3, value: list(vec![]) }]) };
        let reading = Reading { values: vec![nested, null], unread: vec![7..63, 64..1024] };
        vec![Part { span: 0..1_048_576, reading }, Part { span: 3..3, reading: Reading::default() }]
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        assert_eq!(unpack(&pack(&sample())), Some(sample()));
        assert_eq!(unpack(&pack(&[])), Some(vec![]));
    }

    #[test]
    fn anything_else_is_nothing() {
        let packed = pack(&sample());
        let cuts = packed.char_indices().map(|(at, _)| &packed[..at]);
        assert!(cuts.into_iter().all(|cut| unpack(cut).is_none()));
        for other in ["x", "____________________", "\u{7f}", "{}", &[&packed, " "].concat()] {
            assert_eq!(unpack(other), None, "{other}");
        }
        let deep = (0..DEEPEST + 2).fold(String::new(), |inner, _| ["  #!", &inner].concat());
        assert_eq!(unpack(&["!  !", &deep, "    ", " "].concat()), None);
    }
}
