//! Light colouring of a snippet, line by line: which parts are keys, strings, comments, and which the reader typed.

use rules::mark::MarkedRange;
use std::ops::Range;

/// What a part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenStyle {
    Plain,
    Key,
    String,
    Comment,
}

/// A run of a line with one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinePart<'a> {
    pub(crate) text: &'a str,
    pub(crate) token: TokenStyle,
    /// It came from the reader, or, with `true`, it stands in for what belongs there.
    pub(crate) is_stand_in: Option<bool>,
}

/// The lines of `text`, each cut where the look changes. `ranges` are byte ranges in `text`, in order.
pub(crate) fn lines<'a>(text: &'a str, ranges: &[MarkedRange]) -> Vec<Vec<LinePart<'a>>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in rules::search::split(text, "\n") {
        let mut parts = Vec::new();
        let mut at = 0;
        for (token, end) in tokens(line) {
            cut(line.get(at..end).unwrap_or_default(), start + at, token, ranges, &mut parts);
            at = end;
        }
        lines.push(parts);
        start += line.len() + 1;
    }
    lines
}

/// Cuts one run of a line, which begins at byte `at` of the text, where the reader's parts begin and end.
fn cut<'a>(run: &'a str, at: usize, token: TokenStyle, ranges: &[MarkedRange], parts: &mut Vec<LinePart<'a>>) {
    let mut done = 0;
    let mut push = |range: Range<usize>, is_stand_in: Option<bool>| {
        if let Some(text) = run.get(range).filter(|text| !text.is_empty()) {
            parts.push(LinePart { text, token, is_stand_in });
        }
    };
    for MarkedRange { range, is_stand_in } in ranges {
        let start = range.start.saturating_sub(at).clamp(done, run.len());
        let end = range.end.saturating_sub(at).clamp(start, run.len());
        if start < end {
            push(done..start, None);
            push(start..end, Some(*is_stand_in));
            done = end;
        }
    }
    push(done..run.len(), None);
}

/// Quoted strings, keys (a word or string before a colon or `=`) and comments: `//`, and `#` where a line begins with
/// it. The languages look alike enough, and a here-document of JSON like the JSON it is. Each with its end in the line.
fn tokens(line: &str) -> Vec<(TokenStyle, usize)> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            '/' if rest.starts_with("//") => rest.len(),
            '#' if line.trim_start().len() == rest.len() => rest.len(),
            c if c.is_ascii_alphabetic() => word(rest),
            _ => first.len_utf8(),
        };
        // Every length is that of a start of `rest`; the default only spares the module a panic message.
        let (run, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let token = match first {
            '/' | '#' if run.len() > 1 => TokenStyle::Comment,
            // Not the `s3` of `s3:PutObject`.
            _ if run.len() > 1 && (tail == ":" || tail.starts_with(": ")) => TokenStyle::Key,
            c if c.is_ascii_alphabetic() && tail.trim_start().starts_with("= ") => TokenStyle::Key,
            '"' | '\'' => TokenStyle::String,
            _ => TokenStyle::Plain,
        };
        rest = tail;
        let end = line.len() - rest.len();
        match tokens.last_mut() {
            // One run for all that looks the same, because each is a node of the page.
            Some((TokenStyle::Plain, last)) if token == TokenStyle::Plain => *last = end,
            _ => tokens.push((token, end)),
        }
    }
    tokens
}

/// Length of the word `text` starts with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Length of the quoted string `text` starts with, quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, ranges: &[MarkedRange]) -> Vec<String> {
        lines(text, ranges)
            .iter()
            .map(|parts| {
                let show = |part: &LinePart<'_>| {
                    let sign = part.is_stand_in.map_or("", |is_stand_in| if is_stand_in { "~" } else { "!" });
                    format!("{:?}{sign}({})", part.token, part.text)
                };
                parts.iter().map(show).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn nothing_is_lost_or_added() {
        let text = "{\n  \"a\\\"b\": \"x'y\",\n  // c: 'd'\n  key: 'it\\'s', é\n}\n";
        let back: Vec<String> = lines(text, &[]).iter().map(|l| l.iter().map(|p| p.text).collect()).collect();
        assert_eq!(back.join("\n"), text);
    }

    #[test]
    fn comments_begin_with_a_number_sign_only_where_a_line_does() {
        assert_eq!(show("  # why", &[]), ["Plain(  ) Comment(# why)"]);
        assert_eq!(show("a #b", &[]), ["Plain(a #b)"]);
    }

    #[test]
    fn an_action_is_no_key_and_an_attribute_is() {
        assert!(!show("- s3:PutObject", &[])[0].contains("Key"));
        assert_eq!(show("Action:", &[]), ["Key(Action) Plain(:)"]);
        assert!(show("Sid    = \"0\"", &[])[0].starts_with("Key(Sid)"));
        assert_eq!(show("role_arn = a", &[]), ["Key(role_arn) Plain( = a)"]);
    }

    #[test]
    fn keys_strings_comments_and_the_readers_own_parts() {
        let text = "\"Sid\": \"my-b\",\nkey: 'v', // why";
        let ranges =
            [MarkedRange { range: 8..12, is_stand_in: false }, MarkedRange { range: 21..22, is_stand_in: true }];
        assert_eq!(
            show(text, &ranges),
            [
                "Key(\"Sid\") Plain(: ) String(\") String!(my-b) String(\") Plain(,)",
                "Key(key) Plain(: ) String(') String~(v) String(') Plain(, ) Comment(// why)"
            ]
        );
    }
}
