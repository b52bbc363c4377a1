//! From one version to another: what came and what went, and which versions a pasted text is enough for.

use rules::addition::Addition;
use rules::catalog;
use rules::compare::{compare, Change, CompareAnswer, CompareCall};
use rules::diagnostics::{fill, Problem};
use rules::setup::{BuildCall, Kind, Text};

/// Two versions compared, over all policies that are needed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Upgrade {
    /// What was compared: the policies that are needed, and the version as it was typed.
    of: (Vec<BuildCall>, String),
    /// No version to come from was given.
    pub(crate) asked: bool,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) added: Vec<Change>,
    pub(crate) removed: Vec<Change>,
    pub(crate) addition: Option<Addition>,
    /// Of the version it comes from; those of the others are said at their fields.
    pub(crate) problems: Vec<Problem>,
}

impl Upgrade {
    /// Whether [`Upgrade::new`] would come to the same: while the reader types into the text, it does.
    pub(crate) fn is_of(&self, calls: &[BuildCall], from: &str) -> bool {
        self.of.0 == calls && self.of.1 == from
    }

    pub(crate) fn new(calls: &[BuildCall], from: &str) -> Upgrade {
        let of = (calls.to_vec(), from.to_string());
        let mut upgrade = Upgrade { of, asked: !from.trim().is_empty(), ..Upgrade::default() };
        for call in calls.iter().filter(|_| upgrade.asked) {
            let to = call.text(Text::Version).map(str::to_string);
            let question = CompareCall { call: call.clone(), from: Some(from.into()), to };
            match compare(&question) {
                CompareAnswer::Compared(compared) => {
                    (upgrade.from, upgrade.to) = (compared.from, compared.to);
                    upgrade.added.extend(compared.added);
                    upgrade.removed.extend(compared.removed);
                    upgrade.addition = upgrade.addition.or(compared.addition);
                }
                CompareAnswer::Refused(problems) => {
                    for problem in problems.into_iter().filter(|problem| problem.field == super::FROM) {
                        if !upgrade.problems.contains(&problem) {
                            upgrade.problems.push(problem);
                        }
                    }
                }
            }
        }
        upgrade
    }
}

/// The newest versions whose text of a policy is enough, in a sentence; empty where the history does not show.
pub(super) fn newest_enough(kind: Kind, is_enough_for: impl Fn(&str) -> bool) -> String {
    let number = |range: &catalog::VersionRange| if kind == Kind::User { range.user } else { range.role };
    let mut ranges: Vec<catalog::VersionRange> = catalog::ranges().filter(|range| !range.gap).collect();
    let newest = ranges.last().map(number);
    while let Some(range) = ranges.pop() {
        let mut from = range.from;
        while let Some(before) = ranges.last().filter(|before| number(before) == number(&range)) {
            from = before.from;
            ranges.pop();
        }
        if is_enough_for(&range.to.text()) {
            let sentence = if newest == Some(number(&range)) {
                "This text allows all that Remotion {0} to {1}, the newest version known here, may need."
            } else {
                "This text allows all that Remotion {0} to {1} may need. Later versions may need more."
            };
            return fill(sentence, &[&from.text(), &range.to.text()]);
        }
    }
    String::new()
}
