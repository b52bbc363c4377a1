//! Whether a request meets a `Condition`, as far as the request is known.
//!
//! Operators and absent keys:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>; sets:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>.

use super::nfa::{are_apart, Nfa, WildcardReach};
use super::pattern::{matches, read, Glob, Piece};
use crate::import::document::Condition;
use crate::remotion::Fact;

/// Whether a condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    Always,
    Never,
    /// By some of the requests, and by others not.
    Sometimes,
    Unknown,
}

/// Families of operators that are never decided. `IfExists`, `ForAnyValue:` and `ForAllValues:` are decided with every
/// other operator but `Null`, which AWS does not let be combined.
pub const UNDECIDED: &[&str] = &["Numeric…", "Date…", "BinaryEquals", "IpAddress", "NotIpAddress"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Test {
    Equals,
    EqualsIgnoreCase,
    Like,
    Arn,
    Bool,
}

/// The test of an operator without prefix and suffix, and whether it is turned round. `None` for what is not decided.
fn test(operator: &str) -> Option<(Test, bool)> {
    static TESTS: &[(&str, Test, bool)] = &[
        ("StringEquals", Test::Equals, false),
        ("StringNotEquals", Test::Equals, true),
        ("StringEqualsIgnoreCase", Test::EqualsIgnoreCase, false),
        ("StringNotEqualsIgnoreCase", Test::EqualsIgnoreCase, true),
        ("StringLike", Test::Like, false),
        ("StringNotLike", Test::Like, true),
        // "ArnEquals and ArnLike behave identically."
        ("ArnEquals", Test::Arn, false),
        ("ArnLike", Test::Arn, false),
        ("ArnNotEquals", Test::Arn, true),
        ("ArnNotLike", Test::Arn, true),
        ("Bool", Test::Bool, false),
    ];
    let row = TESTS.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(operator))?;
    Some((row.1, row.2))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    One,
    Any,
    All,
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}

fn strip_suffix<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    tail.eq_ignore_ascii_case(suffix).then_some(head)
}

/// Whether the request meets the condition; `variables` as in [`read`].
pub(super) fn met(condition: &Condition, variables: bool, facts: &[Fact]) -> Met {
    let Some(fact) = Fact::of(&condition.key, facts) else { return Met::Unknown };
    let present = of_values(condition, variables, facts, fact, &fact.values);
    if !fact.sometimes_absent {
        return present;
    }
    let absent = of_values(condition, variables, facts, fact, &[]);
    match (present, absent) {
        (Met::Unknown, _) | (_, Met::Unknown) => Met::Unknown,
        _ if present == absent => present,
        _ => Met::Sometimes,
    }
}

fn of_values(condition: &Condition, variables: bool, facts: &[Fact], fact: &Fact, values: &[String]) -> Met {
    let operator = condition.operator.as_str();
    if operator.eq_ignore_ascii_case("Null") {
        let met = |text: &str| truth(text).map(|absent| absent == values.is_empty());
        return condition.values.iter().map(|value| met(&value.text)).fold(Some(false), or).into();
    }
    let (over, operator) = match (strip_prefix(operator, "ForAnyValue:"), strip_prefix(operator, "ForAllValues:")) {
        (Some(rest), _) => (Over::Any, rest),
        (_, Some(rest)) => (Over::All, rest),
        _ => (Over::One, operator),
    };
    // "It also returns true if the key values in the request resolve to a null dataset, such as an empty string."
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    let values = if over == Over::All && values.iter().all(String::is_empty) { &[] } else { values };
    let (if_exists, operator) = strip_suffix(operator, "IfExists").map_or((false, operator), |rest| (true, rest));
    let Some((test, not)) = test(operator) else { return Met::Unknown };
    match (values, over, if_exists) {
        ([], Over::All, _) | ([], Over::One, true) => return Met::Always,
        // "For no matching key or if the key does not exist, the condition returns false"; that IfExists says the
        // contrary is not resolved in words.
        ([], Over::Any, true) => return Met::Unknown,
        ([], Over::Any, false) => return Met::Never,
        // "If the policy condition requires that the key is not matched […] and the right key is not present, the
        // condition is true."
        ([], Over::One, false) => return Some(not).into(),
        // AWS gives such a key no meaning without ForAnyValue or ForAllValues.
        ([_, _, ..], Over::One, _) => return Met::Unknown,
        _ => {}
    }
    let wanted: Vec<Glob> =
        condition.values.iter().map(|item| read_value(test, &item.text, variables, facts)).collect();
    let each = values.iter().map(|value| {
        let holds = |glob: &Glob| if fact.is_pattern { holds_all(test, glob, value) } else { holds(test, glob, value) };
        let any = wanted.iter().map(holds).fold(Some(false), or);
        any.map(|any| any != not)
    });
    match over {
        Over::Any => each.fold(Some(false), or).into(),
        _ => each.map(|one| one.map(|one| !one)).fold(Some(false), or).map(|some_not| !some_not).into(),
    }
}

fn read_value(test: Test, text: &str, variables: bool, facts: &[Fact]) -> Glob {
    if variables && crate::search::has(text, "${") || crate::search::has(text, "\u{e000}") {
        return read(text, variables, facts);
    }
    match test {
        Test::Like | Test::Arn => read(text, false, facts),
        // Here wildcards are plain characters.
        _ => Glob { pieces: text.chars().map(Piece::Char).collect(), unknown: Vec::new() },
    }
}

/// Whether a value of the request is the one wanted; `None` when a variable decides.
fn holds(test: Test, wanted: &Glob, value: &str) -> Option<bool> {
    let holds = match test {
        Test::Like => matches(&wanted.pieces, value),
        Test::Arn => matches_arn(&wanted.pieces, value),
        Test::Equals => matches(&wanted.pieces, value),
        Test::EqualsIgnoreCase | Test::Bool => {
            let lower = |piece: &Piece| match piece {
                Piece::Char(c) => Piece::Char(c.to_ascii_lowercase()),
                _ => *piece,
            };
            let pieces: Vec<Piece> = wanted.pieces.iter().map(lower).collect();
            matches(&pieces, &value.to_ascii_lowercase())
        }
    };
    match holds {
        true if !wanted.unknown.is_empty() => None,
        // ASCII only: letters beyond may be the same in another case.
        false if test == Test::EqualsIgnoreCase && !value.is_ascii() => None,
        _ => Some(holds),
    }
}

/// Whether each value that a pattern stands for is the one wanted, or none is; `None` when some may be.
fn holds_all(test: Test, wanted: &Glob, pattern: &str) -> Option<bool> {
    let given = read(pattern, false, &[]).pieces;
    if !wanted.unknown.is_empty() || matches!(test, Test::EqualsIgnoreCase | Test::Bool) {
        return None;
    }
    let covers = |wanted: &[Piece], given: &[Piece]| {
        let mut machine = Nfa::default();
        machine.add(wanted, WildcardReach::Wide);
        if are_apart(wanted, given) {
            Some(false)
        } else {
            machine.run_all(given).iter().any(|place| machine.owner(*place).1).then_some(true)
        }
    };
    if test != Test::Arn {
        return covers(&wanted.pieces, &given);
    }
    let colon = |piece: &Piece| *piece == Piece::Char(':');
    let (wanted, given) = (wanted.pieces.splitn(6, colon), given.splitn(6, colon));
    let (wanted, given): (Vec<_>, Vec<_>) = (wanted.collect(), given.collect());
    let mut all = Some(wanted.len() == given.len());
    for (wanted, given) in wanted.iter().zip(&given) {
        all = match (all, covers(wanted, given)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
    }
    all
}

/// "Each of the six colon-delimited components of the ARN is checked separately."
fn matches_arn(wanted: &[Piece], value: &str) -> bool {
    let mut values = value.splitn(6, ':');
    let mut components = wanted.splitn(6, |piece| *piece == Piece::Char(':'));
    loop {
        match (components.next(), values.next()) {
            (None, None) => return true,
            (Some(pieces), Some(value)) if matches(pieces, value) => {}
            _ => return false,
        }
    }
}

fn truth(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn or(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

impl From<Option<bool>> for Met {
    fn from(met: Option<bool>) -> Met {
        match met {
            Some(true) => Met::Always,
            Some(false) => Met::Never,
            None => Met::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Item;

    fn condition(operator: &str, key: &str, values: &[&str]) -> Condition {
        let values = values.iter().map(|text| Item { text: (*text).into(), span: 0..0 }).collect();
        Condition { operator: operator.into(), key: key.into(), values, span: 0..0 }
    }

    fn facts(values: &[&str]) -> Vec<Fact> {
        let values = values.iter().map(|value| (*value).to_string()).collect();
        vec![Fact { key: "k:Key".into(), values, sometimes_absent: false, is_pattern: false, why: "" }]
    }

    #[test]
    fn each_operator_means_what_aws_says() {
        use Met::{Always, Never, Unknown};
        for (operator, wanted, values, expected) in [
            ("StringEquals", &["a"][..], &["a"][..], Always),
            ("StringEquals", &["b", "a"], &["a"], Always),
            ("StringEquals", &["A"], &["a"], Never),
            ("StringEquals", &["*"], &["a"], Never),
            ("StringEquals", &["a"], &[], Never),
            ("StringNotEquals", &["a"], &["b"], Always),
            ("StringNotEquals", &["b", "a"], &["a"], Never),
            ("StringNotEquals", &["a"], &[], Always),
            ("StringEqualsIgnoreCase", &["A"], &["a"], Always),
            ("StringNotEqualsIgnoreCase", &["A"], &["a"], Never),
            ("StringLike", &["a*"], &["abc"], Always),
            ("StringLike", &["a?"], &["abc"], Never),
            ("StringNotLike", &["a*"], &["abc"], Never),
            ("stringlike", &["a*"], &["abc"], Always),
            ("StringEqualsIfExists", &["a"], &[], Always),
            ("StringEqualsIfExists", &["a"], &["b"], Never),
            ("StringNotEqualsIfExists", &["a"], &["a"], Never),
            ("StringLike", &["a${*}"], &["a*"], Always),
            ("StringLike", &["a${*}"], &["ab"], Never),
            ("StringEquals", &["a${aws:username}"], &["ab"], Unknown),
            ("StringEquals", &["a${aws:username}"], &["b"], Never),
            ("StringEquals", &["${aws:username}", "b"], &["b"], Always),
            ("StringEquals", &["${k:Key}"], &["b"], Always),
            ("ArnLike", &["arn:aws:iam::*:role/*"], &["arn:aws:iam::1:role/a:b"], Always),
            ("ArnEquals", &["arn:aws:iam::*:role/*"], &["arn:aws:iam::1:role/a"], Always),
            ("ArnLike", &["arn:*:role/a"], &["arn:aws:iam::1:role/a"], Never),
            ("ArnNotLike", &["arn:aws:iam::*:role/*"], &["arn:aws:iam::1:user/a"], Always),
            ("Bool", &["true"], &["true"], Always),
            ("Bool", &["TRUE"], &["false"], Never),
            ("Bool", &["true"], &[], Never),
            ("BoolIfExists", &["true"], &[], Always),
            ("Null", &["true"], &[], Always),
            ("Null", &["true"], &["a"], Never),
            ("Null", &["false"], &["a"], Always),
            ("Null", &["maybe"], &["a"], Unknown),
            ("Null", &["true", "false"], &["a"], Always),
            ("ForAnyValue:StringEquals", &["a"], &["b", "a"], Always),
            ("ForAnyValue:StringEquals", &["a"], &["b"], Never),
            ("ForAnyValue:StringEquals", &["a"], &[], Never),
            ("ForAnyValue:StringNotEquals", &["a"], &["a", "b"], Always),
            ("ForAnyValue:StringNotEquals", &["a"], &[], Never),
            ("ForAllValues:StringEquals", &["a", "b"], &["b", "a"], Always),
            ("ForAllValues:StringEquals", &["a"], &["b", "a"], Never),
            ("ForAllValues:StringEquals", &["a"], &[], Always),
            ("ForAllValues:StringNotLike", &["a*"], &["b", "ab"], Never),
            ("ForAllValues:StringLikeIfExists", &["a*"], &[], Always),
            ("StringEquals", &["a"], &["a", "b"], Unknown),
            ("NumericEquals", &["1"], &["1"], Unknown),
            ("IpAddress", &["10.0.0.0/8"], &["10.0.0.1"], Unknown),
            ("ForAnyValue:Null", &["true"], &["a"], Unknown),
        ] {
            let condition = condition(operator, "K:key", wanted);
            assert_eq!(met(&condition, true, &facts(values)), expected, "{operator} {wanted:?} {values:?}");
        }
    }

    #[test]
    fn a_key_nothing_is_known_of_is_not_decided() {
        for operator in ["StringEquals", "StringNotEquals", "StringEqualsIfExists", "Null", "ForAllValues:StringLike"] {
            assert_eq!(met(&condition(operator, "aws:PrincipalOrgID", &["a"]), true, &facts(&["a"])), Met::Unknown);
        }
    }

    #[test]
    fn a_key_that_only_some_requests_have_may_be_met_sometimes() {
        let facts = vec![Fact { sometimes_absent: true, ..facts(&["a"]).remove(0) }];
        let met = |operator, wanted| met(&condition(operator, "k:Key", &[wanted]), true, &facts);
        assert_eq!(met("StringEquals", "a"), Met::Sometimes);
        assert_eq!(met("StringEquals", "b"), Met::Never);
        assert_eq!(met("StringEqualsIfExists", "a"), Met::Always);
        assert_eq!(met("StringNotEquals", "b"), Met::Always);
        for operator in ["StringEquals", "StringNotEqualsIfExists"] {
            assert_eq!(met(operator, "${k:Unknown}"), Met::Unknown);
        }
    }

    #[test]
    fn a_key_of_many_values_is_met_if_each_of_them_meets_it() {
        use Met::{Always, Never, Unknown};
        for (operator, wanted, given, expected) in [
            ("StringLike", "a:*", "a:b/*", Always),
            ("StringLike", "a:b/*", "a:b/*", Always),
            ("StringLike", "a:?*", "a:b/*", Always),
            ("StringLike", "*c", "a:b/*", Unknown),
            ("StringLike", "a:b/?", "a:b/*", Unknown),
            ("StringEquals", "a:b/*", "a:b/*", Unknown),
            ("StringEquals", "a:b/c", "a:b/*", Unknown),
            ("StringEquals", "a:c", "a:b/*", Never),
            ("StringNotEquals", "a:c", "a:b/*", Always),
            ("StringNotLike", "a:*", "a:b/*", Never),
            ("StringNotLike", "a:b/c", "a:b/*", Unknown),
            ("StringEqualsIgnoreCase", "a:c", "a:b/*", Unknown),
            ("StringLike", "${aws:username}", "a:b/*", Unknown),
            ("ArnLike", "arn:aws:ecs:*:1:*", "arn:aws:ecs:*:1:*", Always),
            ("ArnLike", "arn:aws:ecs:eu-west-1:1:*", "arn:aws:ecs:*:1:*", Unknown),
            ("ArnLike", "arn:aws:ecs:*:2:*", "arn:aws:ecs:*:1:*", Never),
            ("ArnLike", "arn:aws:ecs:*", "arn:aws:ecs:*:1:*", Never),
            ("Null", "false", "a:b/*", Always),
        ] {
            let facts = vec![Fact { is_pattern: true, ..facts(&[given]).remove(0) }];
            assert_eq!(met(&condition(operator, "k:Key", &[wanted]), true, &facts), expected, "{operator} {wanted}");
        }
    }
}
