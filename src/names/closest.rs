//! "Did you mean": the nearest of a closed set, if it is near.

/// The candidate with the fewest edits from `typed`, if they are at most a third of it; the first of equals.
pub(crate) fn closest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.len() / 3).clamp(1, 4);
    let candidates: Vec<&str> = candidates.collect();
    // `ecs` is meant for `ecs-tasks`, however near `ec2` is.
    let begun = candidates.iter().filter(|candidate| typed.len() > 1 && candidate.starts_with(typed));
    if let [only] = begun.collect::<Vec<_>>().as_slice() {
        return Some(only);
    }
    candidates
        .into_iter()
        .map(|candidate| (distance(typed, candidate), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance in bytes, case ignored: the sets are ASCII.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let substituted = diagonal + usize::from(!x.eq_ignore_ascii_case(&y));
            diagonal = *cell;
            left = substituted.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let set = || ["public", "private", "no-acl"].into_iter();
        assert_eq!(closest("pubic", set()), Some("public"));
        assert_eq!(closest("Private", set()), Some("private"));
        assert_eq!(closest("noacl", set()), Some("no-acl"));
        assert_eq!(closest("everyone", set()), None);
        assert_eq!(closest("", set()), None);
        assert_eq!(closest("ecs", ["ec2", "ecs-tasks"].into_iter()), Some("ecs-tasks"));
    }

    #[test]
    fn distance_is_levenshteins() {
        for (a, b, edits) in [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("a", "A", 0)]
        {
            assert_eq!(distance(a, b), edits, "{a} {b}");
            assert_eq!(distance(b, a), edits, "{b} {a}");
        }
    }
}
