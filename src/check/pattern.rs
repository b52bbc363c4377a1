//! Strings of a policy with wildcards and variables: reading them, and comparing them with a plain text.
//!
//! What wildcards mean: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>,
//! variables: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>.

use crate::import::value::{CLOSE, OPEN};
use crate::remotion::Fact;
use crate::work::{step, steps};

/// A part of a string of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Char(char),
    /// `?`
    One,
    /// `*`; never two in a row.
    Many,
}

/// A string of a policy, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob {
    pub(super) pieces: Vec<Piece>,
    /// Keys of the variables whose value is not known. Each stands in `pieces` as [`Piece::Many`], so what the pieces
    /// match the string may match, and what they do not match it cannot.
    pub(super) unknown: Vec<String>,
}

impl Glob {
    /// Completes an ARN with parts left out: AWS refuses some of these and completes others with wildcards. Whether there
    /// were any. Taken `wide`, it is all it may be the beginning of.
    pub(super) fn complete(&mut self, wide: bool) -> bool {
        let colons = self.pieces.iter().filter(|piece| **piece == Piece::Char(':')).count();
        // A star at the end takes what is left out as well.
        if !(1..5).contains(&colons) || self.pieces.last() == Some(&Piece::Many) {
            return false;
        }
        if wide {
            self.push(Piece::Many);
        } else {
            for _ in colons..5 {
                self.pieces.extend([Piece::Char(':'), Piece::Many]);
            }
        }
        true
    }

    fn push(&mut self, piece: Piece) {
        if piece != Piece::Many || self.pieces.last() != Some(&Piece::Many) {
            self.pieces.push(piece);
        }
    }
}

/// Reads a string. With `variables` (a document of version `2012-10-17`), `${*}`, `${?}` and `${$}` are the plain
/// characters and any other `${…}` is the value of a key of the request.
pub(super) fn read(text: &str, variables: bool, facts: &[Fact]) -> Glob {
    let mut glob = Glob { pieces: Vec::with_capacity(text.len()), unknown: Vec::new() };
    let is_plain = |byte: &u8| byte.is_ascii() && !matches!(byte, b'*' | b'?' | b'$');
    let mut rest = text.chars();
    loop {
        let plain = rest.as_str().as_bytes();
        let plain = plain.get(..plain.iter().take_while(|byte| is_plain(byte)).count()).unwrap_or_default();
        steps(plain.len());
        glob.pieces.extend(plain.iter().map(|byte| Piece::Char(char::from(*byte))));
        rest = rest.as_str().get(plain.len()..).unwrap_or_default().chars();
        step();
        let Some(first) = rest.next() else { return glob };
        match first {
            '*' => glob.push(Piece::Many),
            '?' => glob.pieces.push(Piece::One),
            OPEN => {
                let (name, after) = rest.as_str().split_once(CLOSE).unwrap_or((rest.as_str(), ""));
                if !is_own(name, &glob.pieces, after) {
                    glob.unknown.push(name.to_string());
                }
                glob.push(Piece::Many);
                rest = after.chars();
            }
            '$' => match rest.as_str().strip_prefix('{').filter(|_| variables).and_then(|rest| rest.split_once('}')) {
                Some((name, after)) => {
                    read_variable(&mut glob, name, facts);
                    rest = after.chars();
                }
                None => glob.pieces.push(Piece::Char(first)),
            },
            _ => glob.pieces.push(Piece::Char(first)),
        }
    }
}

/// Whether what a template fills in is the setup's own region, account or partition, where an ARN has it.
fn is_own(name: &str, before: &[Piece], after: &str) -> bool {
    let colons = before.iter().filter(|piece| **piece == Piece::Char(':')).count();
    let place = match name {
        "AWS::Partition" => 1,
        "AWS::Region" => 3,
        "AWS::AccountId" => 4,
        _ => return false,
    };
    colons == place && before.last() == Some(&Piece::Char(':')) && after.starts_with(':')
}

/// `name` is what stands between the braces: a key, and after a comma its default in single quotes.
fn read_variable(glob: &mut Glob, name: &str, facts: &[Fact]) {
    let (key, default) = name.split_once(',').map_or((name, None), |(key, default)| (key, Some(default)));
    let key = key.trim();
    let value = match (name, Fact::of(key, facts)) {
        ("*" | "?" | "$", _) => Some(name),
        (_, Some(fact)) if fact.sometimes_absent || fact.is_pattern => None,
        (_, Some(fact)) => match fact.values.as_slice() {
            [value] => Some(value.as_str()),
            [] => default.map(|default| default.trim().trim_matches('\'')),
            // Keys with several values cannot be variables.
            _ => None,
        },
        (_, None) => None,
    };
    match value {
        Some(value) => value.chars().for_each(|c| glob.push(Piece::Char(c))),
        None => {
            glob.push(Piece::Many);
            glob.unknown.push(key.to_string());
        }
    }
}

/// Whether the pieces match all of `text`, `*` and `?` standing for any characters. At most pieces × text steps.
pub(super) fn matches(pieces: &[Piece], text: &str) -> bool {
    let (mut pieces, mut text) = (pieces, text.chars());
    // After the last `*`: what follows it, and where it ends if it takes one character more.
    let mut star: Option<(&[Piece], std::str::Chars<'_>)> = None;
    loop {
        step();
        if let Some((Piece::Many, after)) = pieces.split_first() {
            pieces = after;
            star = Some((after, text.clone()));
            continue;
        }
        let mut ahead = text.clone();
        let fits = match (pieces.split_first(), ahead.next()) {
            (None, None) => return true,
            (Some((piece, after)), Some(c)) if *piece == Piece::One || *piece == Piece::Char(c) => Some(after),
            _ => None,
        };
        match (fits, &mut star) {
            (Some(after), _) => (pieces, text) = (after, ahead),
            (None, Some((after, from))) => {
                if from.next().is_none() {
                    return false;
                }
                (pieces, text) = (*after, from.clone());
            }
            (None, None) => return false,
        }
    }
}

/// Whether a pattern matches every text that `need` stands for, both read narrowly; `None` where that is not soon seen.
pub(super) fn covers(mut pattern: &[Piece], mut need: &[Piece]) -> Option<bool> {
    // At the end, or before a colon, a star crosses colons.
    let crosses = |after: &[Piece]| matches!(after.first(), None | Some(Piece::Char(':')));
    // What follows the last star, and what of the need it has not taken.
    let mut star: Option<(&[Piece], &[Piece])> = None;
    let mut several = false;
    // A star that takes no more than it must looks at each piece twice.
    for _ in 0..2 * need.len() + 8 {
        step();
        if let [Piece::Many, after @ ..] = pattern {
            if after.is_empty() {
                return Some(true);
            }
            (pattern, several, star) = (after, star.is_some(), Some((after, need)));
            continue;
        }
        let fits = match (pattern.first(), need.first()) {
            (None, None) => return Some(true),
            (Some(Piece::One), Some(Piece::Char(c))) => *c != ':',
            (Some(piece), Some(other)) => piece == other,
            _ => false,
        };
        if fits {
            (pattern, need) = (pattern.get(1..)?, need.get(1..)?);
            continue;
        }
        let Some((after, [taken, rest @ ..])) = star else { return Some(false) };
        let has_colon = match taken {
            Piece::Char(c) => *c == ':',
            Piece::One => false,
            Piece::Many => crosses(rest),
        };
        // An earlier star may have had to take more.
        if has_colon && !crosses(after) {
            return if several { None } else { Some(false) };
        }
        (pattern, need, star) = (after, rest, Some((after, rest)));
    }
    None
}

/// Whether an item of `Action` matches an action, in any case. Where it lacks the `service:` that AWS demands of all
/// but `*`, it matches only if `wide`.
#[inline(always)] // each requirement asks every item of every Statement
pub(super) fn matches_action(item: &str, action: &str, wide: bool) -> bool {
    // Most begin or end with another letter, of which a bit is the case.
    let differs = |item: Option<&u8>, action: Option<&u8>| match (item, action) {
        (Some(b'*' | b'?'), _) => false,
        (Some(item), Some(action)) => item | 0x20 != action | 0x20,
        _ => true,
    };
    let (bytes, letters) = (item.as_bytes(), action.as_bytes());
    !differs(bytes.first(), letters.first())
        && !differs(bytes.last(), letters.last())
        && matches_all(item, action, wide)
}

#[inline(never)]
fn matches_all(item: &str, action: &str, wide: bool) -> bool {
    matches_bytes(item.as_bytes(), action.as_bytes())
        && (wide || crate::search::has(item, ":") || item.bytes().all(|byte| byte == b'*'))
}

fn matches_bytes(mut item: &[u8], mut action: &[u8]) -> bool {
    let mut star: Option<(&[u8], &[u8])> = None;
    loop {
        step();
        match (item.split_first(), action.split_first()) {
            (Some((b'*', after)), _) => {
                item = after;
                star = Some((after, action));
            }
            (None, None) => return true,
            (Some((byte, after)), Some((c, ahead))) if *byte == b'?' || byte.eq_ignore_ascii_case(c) => {
                (item, action) = (after, ahead);
            }
            _ => match star.and_then(|(after, from)| Some((after, from.split_first()?.1))) {
                Some((after, from)) => {
                    (item, action) = (after, from);
                    star = Some((after, from));
                }
                None => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Piece> {
        read(text, true, &[]).pieces
    }

    #[test]
    fn a_star_stands_for_any_text_and_a_question_mark_for_one_character() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("a*c", "ac", true),
            ("a*c", "abcabc", true),
            ("a*c", "abcab", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b", "xxaxxb", true),
            ("*a*b", "xxbxxa", false),
            ("", "", true),
            ("", "a", false),
            ("ä?", "äö", true),
        ] {
            assert_eq!(matches(&all(pattern), text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn stars_beside_each_other_are_one() {
        assert_eq!(all("**a***?**"), all("*a*?*"));
    }

    #[test]
    fn a_pattern_covers_another_that_is_narrower() {
        for (pattern, need, expected) in [
            ("arn:aws:s3:::a-*", "arn:aws:s3:::a-b*/c", Some(true)),
            ("arn:aws:s3:::a-*", "arn:aws:s3:::a*", Some(false)),
            ("arn:aws:lambda:*:*:function:f-*", "arn:aws:lambda:us-east-1:1:function:f-*", Some(true)),
            ("arn:aws:lambda:*:*:function:f-*", "arn:aws:lambda:*:*:function:f-x", Some(true)),
            ("arn:aws:lambda:*:*:function:f-*", "arn:aws:lambda:us-east-1:1:function:g", Some(false)),
            ("arn:aws:iam::*:role/a*b", "arn:aws:iam::1:role/ab", Some(true)),
            ("arn:aws:iam::*:role/a*b", "arn:aws:iam::1:role/a:b", None),
            ("arn:aws:iam::1:role/a*b", "arn:aws:iam::1:role/a:b", Some(false)),
            ("arn:aws:iam::*:role/a*b", "arn:aws:iam::1:role/a?cb", Some(true)),
            ("arn:aws:iam::*:role/a?", "arn:aws:iam::1:role/a:", Some(false)),
            ("arn:aws:iam::*:role/a?", "arn:aws:iam::1:role/a*", Some(false)),
            ("arn:aws:iam::a*c/*", "arn:aws:iam::a*/c", Some(false)),
            ("arn:aws:iam::a*c/*", "arn:aws:iam::a*b*c/", Some(true)),
            ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a", Some(true)),
            ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/", Some(false)),
        ] {
            assert_eq!(covers(&all(pattern), &all(need)), expected, "{pattern} {need}");
        }
    }

    #[test]
    fn actions_match_in_any_case_and_need_their_service() {
        for (item, expected) in [
            ("s3:GetObject", true),
            ("S3:getobject", true),
            ("s3:Get*", true),
            ("s3:?etObject", true),
            ("*", true),
            ("s3:*", true),
            ("*:GetObject", true),
            ("s3:Get", false),
            ("s3:GetObject?", false),
            ("s3*", false),
            ("", false),
        ] {
            assert_eq!(matches_action(item, "s3:GetObject", false), expected, "{item}");
        }
        assert!(matches_action("s3*", "s3:GetObject", true));
    }

    #[test]
    fn escapes_are_text_and_variables_are_unknown() {
        assert_eq!(all("a${*}b${$}"), "a*b$".chars().map(Piece::Char).collect::<Vec<_>>());
        let glob = read("user/${aws:username}", true, &[]);
        assert_eq!(glob.unknown, ["aws:username"]);
        assert!(matches(&glob.pieces, "user/ann"));
        let old = read("${aws:username}", false, &[]);
        assert!(old.unknown.is_empty() && matches(&old.pieces, "${aws:username}"));
    }

    #[test]
    fn a_variable_of_a_key_that_only_some_requests_have_is_unknown() {
        let fact =
            Fact { key: "k:Key".into(), values: vec!["a".into()], sometimes_absent: true, is_pattern: false, why: "" };
        assert_eq!(read("${k:Key}", true, &[fact]).unknown, ["k:Key"]);
    }

    #[test]
    fn a_pattern_of_many_stars_takes_no_longer_than_its_length_times_the_text() {
        let pattern = all(&"*a".repeat(2000));
        assert!(!matches(&pattern, &"a".repeat(1999)));
        assert!(matches(&pattern, &"a".repeat(2000)));
    }
}
