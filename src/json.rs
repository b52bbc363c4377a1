//! A policy as a tree of JSON: what the forms print, and a strict reader for it.
//!
//! Every form prints what the JSON form says, because it is made from that text. So one way serves our own policies and one
//! that a page states, whatever elements it has. The checker's reader ([`crate::import`]) forgives and explains, and is
//! most of the checker; this one takes JSON or nothing. serde_json's would sort names or bring a map of its own, and reads
//! numbers, which a policy has none of.

/// A value. Names stay in their order, and numbers as they are written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// A number, `true`, `false` or `null`.
    Bare(String),
    Text(String),
    /// Its names are empty.
    List(Members),
    Object(Members),
}

pub(crate) type Members = Vec<(String, Json)>;

/// Values inside values. A policy has five.
const DEEPEST: usize = 16;

impl Json {
    /// `None` for anything but one value and white space around it, and for an escape of a character that no policy
    /// holds: IAM takes U+0020 to U+00FF, and some of those are control characters, one of which ends a line of YAML.
    pub(crate) fn read(text: &str) -> Option<Json> {
        let mut reader = JsonReader { text, at: 0 };
        let value = reader.value(0)?;
        (reader.next().is_none()).then_some(value)
    }

    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        let Json::Object(members) = self else { return None };
        for (key, value) in members {
            if key == name {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a list; of anything else, itself: IAM takes one for a list of one.
    pub(crate) fn items(&self) -> Vec<&Json> {
        let Json::List(members) = self else { return vec![self] };
        let mut items = Vec::new();
        for (_, item) in members {
            items.push(item);
        }
        items
    }

    /// The text again, indented by two spaces a level as `JSON.stringify` does.
    pub(crate) fn print(&self, indent: &str, text: &mut String) {
        let (open, close, members) = match self {
            Json::Bare(word) => return text.push_str(word),
            Json::Text(value) => return quote(value, text),
            Json::List(members) => ("[", "]", members),
            Json::Object(members) => ("{", "}", members),
        };
        text.push_str(open);
        let inner = [indent, "  "].concat();
        for (at, (name, value)) in members.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            text.push_str(&inner);
            if open == "{" {
                quote(name, text);
                text.push_str(": ");
            }
            value.print(&inner, text);
        }
        if !members.is_empty() {
            text.push('\n');
            text.push_str(indent);
        }
        text.push_str(close);
    }

    /// Whether a form writes it on the line of its name.
    pub(crate) fn is_on_one_line(&self) -> bool {
        match self {
            Json::Bare(_) | Json::Text(_) => true,
            Json::List(members) | Json::Object(members) => members.is_empty(),
        }
    }
}

/// No policy holds a character that needs another escape.
fn quote(value: &str, text: &mut String) {
    text.push('"');
    for character in value.chars() {
        if matches!(character, '"' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text.push('"');
}

struct JsonReader<'a> {
    text: &'a str,
    at: usize,
}

impl JsonReader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Passes a byte, and the space before it.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.next() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        if self.take(b'{') {
            return self.members(b'}', depth).map(Json::Object);
        }
        if self.take(b'[') {
            return self.members(b']', depth).map(Json::List);
        }
        if self.take(b'"') {
            return self.string().map(Json::Text);
        }
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z')) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at)?;
        (matches!(word, "true" | "false" | "null") || is_number(word)).then(|| Json::Bare(word.to_string()))
    }

    /// Up to the bracket that closes them.
    fn members(&mut self, close: u8, depth: usize) -> Option<Members> {
        let mut members = Vec::new();
        while !self.take(close) {
            if !members.is_empty() && !self.take(b',') {
                return None;
            }
            let mut name = String::new();
            if close == b'}' {
                if !self.take(b'"') {
                    return None;
                }
                name = self.string()?;
                if !self.take(b':') {
                    return None;
                }
            }
            members.push((name, self.value(depth + 1)?));
        }
        Some(members)
    }

    /// The rest of a string whose first quote has been read.
    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            text.push_str(self.text.get(start..self.at)?);
            let end = self.peek()?;
            self.at += 1;
            match end {
                b'"' => return Some(text),
                b'\\' => text.push(self.escaped()?),
                // A tab or a line end.
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let escaped = self.peek()?;
        self.at += 1;
        match escaped {
            b'"' | b'\\' | b'/' => Some(char::from(escaped)),
            b'u' => {
                let mut code = 0;
                for _ in 0..4 {
                    code = code * 16 + char::from(self.peek()?).to_digit(16)?;
                    self.at += 1;
                }
                matches!(code, 0x20..=0x7e | 0xa0..=0xff).then_some(char::from(code as u8))
            }
            _ => None,
        }
    }
}

/// A whole number. Others have no place in a policy.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word).as_bytes();
    match digits {
        [] | [b'0', _, ..] => false,
        _ => digits.iter().all(u8::is_ascii_digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_json_reads_is_read_the_same() {
        for text in [
            r#"{"b":[1,-20,0,true,null,{}],"a":"x\"\\\/\u00e9"}"#,
            " [ ] ",
            "\t{\r\n}",
            r#""é""#,
            r#"[[],{"a":{"b":[""]}}]"#,
        ] {
            let want: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(Json::read(text).map(|json| plain(&json)), Some(want), "{text}");
        }
    }

    fn plain(json: &Json) -> serde_json::Value {
        match json {
            Json::Bare(word) => serde_json::from_str(word).unwrap(),
            Json::Text(text) => text.as_str().into(),
            Json::List(items) => items.iter().map(|(_, item)| plain(item)).collect(),
            Json::Object(members) => {
                serde_json::Value::Object(members.iter().map(|(name, value)| (name.clone(), plain(value))).collect())
            }
        }
    }

    #[test]
    fn what_is_not_json_or_no_iam_text_is_none() {
        let deep = ["[".repeat(40), "]".repeat(40)].concat();
        for text in [
            "",
            "{",
            "{]",
            "[1,]",
            "[,1]",
            "[1 2]",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            r#"{a:1}"#,
            "'a'",
            "nul",
            "01",
            "1.5",
            "-",
            "[] []",
            r#""a"#,
            r#""\n""#,
            r#""\u20ac""#,
            "\"a\nb\"",
            r#""\u12""#,
            "[1]// x",
            "\u{a0}[]",
            &deep,
        ] {
            assert_eq!(Json::read(text), None, "{text}");
        }
    }
}
