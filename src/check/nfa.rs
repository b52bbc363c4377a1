//! Several patterns read side by side, one character at a time.
//!
//! A pattern is a row of places; from each, a character may lead to the next place or stay. All patterns lie in one
//! list, and a state is the sorted list of the places one may be in, so patterns that no longer match cost nothing.

use super::pattern::Piece;
use crate::work::steps;

/// A set of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    Nothing,
    Char(char),
    Any,
    NoColon,
    /// Letters, digits, `-`, `_`: function and layer names.
    Word,
    /// Lower case letters, digits, `-`, `.`: bucket names.
    Bucket,
    /// Lower case letters, digits, `-`: regions, key ids.
    Lower,
    Digit,
}

impl Set {
    fn has(self, c: char) -> bool {
        let lower = c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        match self {
            Set::Nothing => false,
            Set::Char(one) => one == c,
            Set::Any => true,
            Set::NoColon => c != ':',
            Set::Word => lower || c.is_ascii_uppercase() || c == '_',
            Set::Bucket => lower || c == '.',
            Set::Lower => lower,
            Set::Digit => c.is_ascii_digit(),
        }
    }

    /// Whether every character of `other` is in this set.
    fn includes(self, other: Set) -> bool {
        match (self, other) {
            (_, Set::Nothing) => true,
            (_, Set::Char(c)) => self.has(c),
            (Set::Any, _) => true,
            (Set::NoColon, _) => other != Set::Any,
            (Set::Word | Set::Bucket, Set::Lower) => true,
            (Set::Word | Set::Bucket | Set::Lower, Set::Digit) => true,
            _ => self == other,
        }
    }
}

/// How far wildcards reach, where AWS leaves it open.
///
/// AWS: wildcards stand "within the individual segments of an ARN (the parts separated by colons)", and a `*` that is
/// "the last character of a resource ARN segment" can "expand to match beyond the colon boundaries". "You can't use a
/// wildcard in the service segment".
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WildcardReach {
    /// Word for word: only that last `*` crosses colons, and what is neither `*` nor an ARN matches nothing.
    Narrow,
    /// Every `*` and `?` stands for any character.
    Wide,
}

/// The places of all patterns.
#[derive(Debug, Default)]
pub(super) struct Nfa {
    places: Vec<NfaState>,
    /// First and last place of each pattern.
    ends: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct NfaState {
    /// Characters that lead to the next place.
    step: Set,
    /// Characters that stay.
    stay: Set,
    /// First place from which everything up to here may stay here instead, so that being here makes being there
    /// needless. It keeps states small whatever the number of stars.
    floor: u32,
    /// Which pattern it is of.
    owner: u32,
}

impl Nfa {
    fn place(&mut self, step: Set, stay: Set) {
        let mut floor = self.places.len() as u32;
        let owner = self.ends.len() as u32;
        steps(1);
        while stay != Set::Nothing && floor > 0 {
            let Some(before) = self.places.get(floor as usize - 1) else { break };
            if before.owner != owner || !stay.includes(before.step) || !stay.includes(before.stay) {
                break;
            }
            steps(1);
            // Whatever may stay there may stay here.
            floor = before.floor;
        }
        self.places.push(NfaState { step, stay, floor, owner });
    }

    fn close(&mut self, start: usize) {
        self.ends.push((start as u32, self.places.len() as u32 - 1));
    }

    /// Adds a pattern. They are numbered as they come.
    pub(super) fn add(&mut self, pieces: &[Piece], reading: WildcardReach) {
        let start = self.places.len();
        self.places.reserve(pieces.len() + 1);
        let mut stay = Set::Nothing;
        if reading == WildcardReach::Narrow && !is_arn(pieces) {
            self.place(Set::Nothing, Set::Nothing);
            self.place(Set::Nothing, Set::Nothing);
            self.close(start);
            return;
        }
        for (at, piece) in pieces.iter().enumerate() {
            let step = match piece {
                Piece::Char(c) => Set::Char(*c),
                Piece::One if reading == WildcardReach::Narrow => Set::NoColon,
                Piece::One => Set::Any,
                Piece::Many => {
                    let last = matches!(pieces.get(at + 1), None | Some(Piece::Char(':')));
                    stay = if last || reading == WildcardReach::Wide { Set::Any } else { Set::NoColon };
                    continue;
                }
            };
            self.place(step, stay);
            stay = Set::Nothing;
        }
        self.place(Set::Nothing, stay);
        self.close(start);
    }

    /// Adds the shape of a kind of ARN, in which capitals stand for sets: `A` 12 digits, `R` a region, `B` a bucket,
    /// `D` a number, `W` a name, `N` anything without a colon, `O` anything; all but `A` one character or more.
    pub(super) fn add_shape(&mut self, shape: &str) {
        let start = self.places.len();
        let mut stay = Set::Nothing;
        for c in shape.chars() {
            let (set, count) = match c {
                'A' => (Set::Digit, 12),
                'D' => (Set::Digit, 1),
                'R' => (Set::Lower, 1),
                'B' => (Set::Bucket, 1),
                'W' => (Set::Word, 1),
                'N' => (Set::NoColon, 1),
                'O' => (Set::Any, 1),
                _ => (Set::Char(c), 1),
            };
            for _ in 0..count {
                self.place(set, stay);
                stay = Set::Nothing;
            }
            if count == 1 && !matches!(set, Set::Char(_)) {
                stay = set;
            }
        }
        self.place(Set::Nothing, stay);
        self.close(start);
    }

    pub(super) fn start(&self) -> Vec<u32> {
        self.ends.iter().map(|(first, _)| *first).collect()
    }

    /// Where one may be after any one character of `set`, whichever it is.
    pub(super) fn next(&self, from: &[u32], set: Set, to: &mut Vec<u32>) {
        to.clear();
        steps(from.len());
        for place in from {
            let Some(NfaState { step, stay, .. }) = self.places.get(*place as usize) else { continue };
            if stay.includes(set) {
                self.arrive(*place, to);
            }
            if *step != Set::Nothing && step.includes(set) {
                self.arrive(*place + 1, to);
            }
        }
    }

    fn arrive(&self, place: u32, to: &mut Vec<u32>) {
        if to.last() == Some(&place) {
            return;
        }
        let floor = self.places.get(place as usize).map_or(place, |place| place.floor);
        while to.last().is_some_and(|last| *last >= floor) {
            to.pop();
        }
        to.push(place);
    }

    /// The pattern of a place, and whether all of it is matched there.
    pub(super) fn owner(&self, place: u32) -> (usize, bool) {
        let owner = self.places.get(place as usize).map_or(usize::MAX, |place| place.owner as usize);
        (owner, self.ends.get(owner).is_some_and(|(_, last)| *last == place))
    }

    /// What leads on from a place: by a step, by staying.
    pub(super) fn ways(&self, place: u32) -> (Set, Set) {
        self.places.get(place as usize).map_or((Set::Nothing, Set::Nothing), |place| (place.step, place.stay))
    }

    /// The state after a whole text.
    pub(super) fn run(&self, text: &str) -> Vec<u32> {
        self.run_within(text, &mut usize::MAX.clone()).unwrap_or_default()
    }

    /// The state after a whole text; `None` once more than `left` places were looked at. What is left is left in `left`.
    pub(super) fn run_within(&self, text: &str, left: &mut usize) -> Option<Vec<u32>> {
        let (mut state, mut after) = (self.start(), Vec::new());
        for c in text.chars() {
            *left = left.checked_sub(state.len())?;
            self.next(&state, Set::Char(c), &mut after);
            std::mem::swap(&mut state, &mut after);
        }
        Some(state)
    }

    /// The state after whatever text `pieces` stand for, read narrowly: a pattern whose end is in it matches every
    /// such text. One that is not may match them all the same.
    pub(super) fn run_all(&self, pieces: &[Piece]) -> Vec<u32> {
        let (mut state, mut after) = (self.start(), Vec::new());
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Char(c) => self.next(&state, Set::Char(*c), &mut after),
                Piece::One => self.next(&state, Set::NoColon, &mut after),
                Piece::Many => {
                    let last = matches!(pieces.get(at + 1), None | Some(Piece::Char(':')));
                    let set = if last { Set::Any } else { Set::NoColon };
                    after.clear();
                    after.extend(state.iter().filter(|place| self.ways(**place).1.includes(set)));
                }
            }
            std::mem::swap(&mut state, &mut after);
        }
        state
    }
}

/// `*`, or `arn:` and a service without wildcards.
pub(super) fn is_arn(pieces: &[Piece]) -> bool {
    if pieces == [Piece::Many] || pieces == [Piece::Char('*')] {
        return true;
    }
    let mut segments = pieces.split(|piece| *piece == Piece::Char(':'));
    let head = segments.next() == Some(&[Piece::Char('a'), Piece::Char('r'), Piece::Char('n')]);
    let service = segments.nth(1).unwrap_or_default();
    head && pieces.len() > 3 && service.iter().all(|piece| matches!(piece, Piece::Char(_)))
}

/// Whether no text can match both: their beginnings before any wildcard differ.
pub(super) fn are_apart(one: &[Piece], other: &[Piece]) -> bool {
    for (one, other) in one.iter().zip(other) {
        match (one, other) {
            (Piece::Char(one), Piece::Char(other)) if one != other => return true,
            (Piece::Char(_), Piece::Char(_)) => {}
            _ => return false,
        }
    }
    false
}
