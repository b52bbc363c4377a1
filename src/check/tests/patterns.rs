//! The walk against trying every short text.

use super::super::inclusion::walk;
use super::super::nfa::{Nfa, WildcardReach};
use super::super::pattern::{covers, read, Piece};
use proptest::prelude::*;

const HEAD: &str = "arn:p:s:";

/// The definition, word for word and as slow as it is.
fn means(pieces: &[Piece], text: &[char], reading: WildcardReach) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Char(c), rest @ ..] => text.first() == Some(c) && means(rest, &text[1..], reading),
        [Piece::One, rest @ ..] => {
            let one = text.first().is_some_and(|c| reading == WildcardReach::Wide || *c != ':');
            one && means(rest, &text[1..], reading)
        }
        [Piece::Many, rest @ ..] => {
            let last = matches!(rest.first(), None | Some(Piece::Char(':')));
            let crosses = last || reading == WildcardReach::Wide;
            (0..=text.len())
                .take_while(|taken| crosses || !text[..*taken].contains(&':'))
                .any(|taken| means(rest, &text[taken..], reading))
        }
    }
}

fn pattern() -> impl Strategy<Value = (Vec<Piece>, WildcardReach)> {
    let reading = prop_oneof![Just(WildcardReach::Narrow), Just(WildcardReach::Wide)];
    ("[ex:*?]{0,5}", reading).prop_map(|(tail, reading)| (read(&[HEAD, &tail].concat(), false, &[]).pieces, reading))
}

fn texts() -> Vec<Vec<char>> {
    let mut texts: Vec<Vec<char>> = vec![HEAD.chars().collect()];
    let mut start = 0;
    for _ in 0..5 {
        let end = texts.len();
        for at in start..end {
            for c in ['e', 'x', ':', 'z'] {
                let mut longer = texts[at].clone();
                longer.push(c);
                texts.push(longer);
            }
        }
        start = end;
    }
    texts
}

/// Which patterns match, a bit each.
fn mask(patterns: &[(Vec<Piece>, WildcardReach)], text: &[char]) -> u32 {
    let bit =
        |(at, (pieces, reading)): (usize, &(Vec<Piece>, WildcardReach))| u32::from(means(pieces, text, *reading)) << at;
    patterns.iter().enumerate().map(bit).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_walk_finds_each_way_texts_can_match_and_no_other(
        need in pattern(),
        patterns in proptest::collection::vec(pattern(), 1..4),
    ) {
        let mut machine = Nfa::default();
        machine.add(&need.0, need.1);
        for (pieces, reading) in &patterns {
            machine.add(pieces, *reading);
        }
        let mut found = Vec::new();
        let walked = walk(&machine, 0, 0, 1_000_000, &mut |state, text| {
            let ended = state.iter().map(|place| machine.owner(*place)).filter(|(owner, ended)| *owner > 0 && *ended);
            let mask: u32 = ended.map(|(owner, _)| 1 << (owner - 1)).sum();
            if found.iter().all(|(known, _)| *known != mask) {
                found.push((mask, text()));
            }
            false
        });
        prop_assert!(walked.complete);
        for (found, text) in &found {
            let text: Vec<char> = text.chars().collect();
            prop_assert!(means(&need.0, &text, need.1));
            prop_assert_eq!(mask(&patterns, &text), *found);
        }
        for text in texts().iter().filter(|text| means(&need.0, text, need.1)) {
            let mask = mask(&patterns, text);
            prop_assert!(found.iter().any(|(known, _)| *known == mask), "{:?}", text);
        }
    }

    #[test]
    fn what_is_seen_to_cover_at_once_covers_and_what_is_seen_not_to_does_not(need in pattern(), one in pattern()) {
        let mut machine = Nfa::default();
        machine.add(&one.0, WildcardReach::Narrow);
        let is_all = machine.run_all(&need.0).iter().any(|place| machine.owner(*place).1);
        if let Some(said) = covers(&one.0, &need.0) {
            prop_assert_eq!(said, is_all);
        }
        if covers(&one.0, &need.0) == Some(true) {
            for text in texts().iter().filter(|text| means(&need.0, text, WildcardReach::Narrow)) {
                prop_assert!(means(&one.0, text, WildcardReach::Narrow), "{:?}", text);
            }
        }
    }

    #[test]
    fn what_covers_at_a_glance_covers(need in pattern(), one in pattern()) {
        let narrow = (need.0, WildcardReach::Narrow);
        let mut machine = Nfa::default();
        machine.add(&one.0, one.1);
        if machine.run_all(&narrow.0).iter().any(|place| machine.owner(*place).1) {
            for text in texts().iter().filter(|text| means(&narrow.0, text, WildcardReach::Narrow)) {
                prop_assert!(means(&one.0, text, one.1), "{:?}", text);
            }
        }
    }
}

#[test]
fn many_stars_cost_in_proportion_to_their_number() {
    let work = |stars: usize| {
        let mut machine = Nfa::default();
        machine.add(&read("arn:aws:s3:::remotionlambda-*", true, &[]).pieces, WildcardReach::Narrow);
        machine.add_shape("arn:aws:s3:::B/O");
        let text = ["arn:aws:s3:::remotionlambda-", &"*a".repeat(stars), "*b"].concat();
        machine.add(&read(&text, true, &[]).pieces, WildcardReach::Wide);
        machine.add(&read(&text, true, &[]).pieces, WildcardReach::Narrow);
        let walked = walk(&machine, 1, 0, usize::MAX, &mut |_, _| false);
        assert!(walked.complete);
        walked.work
    };
    let (some, more) = (work(50), work(200));
    assert!(more < some * 6, "{some} {more}");
    assert!(more < 200_000, "{more}");
}

#[test]
fn a_walk_that_would_take_too_long_says_so() {
    let mut machine = Nfa::default();
    machine.add(&read("arn:aws:s3:::*", true, &[]).pieces, WildcardReach::Narrow);
    machine.add_shape("arn:aws:s3:::B/O");
    for at in 0..40 {
        let text = ["arn:aws:s3:::*", &"?".repeat(at), "b", &"?".repeat(40), "*c"].concat();
        machine.add(&read(&text, true, &[]).pieces, WildcardReach::Wide);
    }
    let walked = walk(&machine, 1, 0, 100_000, &mut |_, _| false);
    assert!(!walked.complete);
    assert!(walked.work < 200_000, "{}", walked.work);
}
