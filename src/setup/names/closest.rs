//! "Did you mean": the nearest of a closed set, if it is near.

/// The candidate with the fewest edits from `typed`, if they are at most a third of it; the first of equals.
pub(crate) fn closest<'a>(typed: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut least = (typed.len() / 3).clamp(1, 4) + 1;
    let (mut nearest, mut begun, mut begins) = (None, 0, None);
    for candidate in candidates {
        // `ecs` is meant for `ecs-tasks`, however near `ec2` is.
        if typed.len() > 1 && candidate.starts_with(typed) {
            begun += 1;
            begins = Some(candidate);
        }
        let edits = distance(typed, candidate);
        if edits < least {
            least = edits;
            nearest = Some(candidate);
        }
    }
    if begun == 1 {
        begins
    } else {
        nearest
    }
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
        assert_eq!(closest("pubic", &mut set()), Some("public"));
        assert_eq!(closest("Private", &mut set()), Some("private"));
        assert_eq!(closest("noacl", &mut set()), Some("no-acl"));
        assert_eq!(closest("everyone", &mut set()), None);
        assert_eq!(closest("", &mut set()), None);
        assert_eq!(closest("ecs", &mut ["ec2", "ecs-tasks"].into_iter()), Some("ecs-tasks"));
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
