//! Remotion's own policies by version, and its regions: a lookup over `catalog/table.rs`.
//!
//! The table is made from what Remotion's published packages print. npm's registry as it was read lacks many
//! versions, so a version can lie between two that were asked: where both print the same, it does too.

#[rustfmt::skip] // written by a program, one row a line
mod table;

use crate::diagnostics::{digits, fill};
use crate::partition::Partition;

/// A version of `@remotion/lambda`: three numbers, no prerelease.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u16,
    minor: u16,
    patch: u16,
}

impl Version {
    pub(crate) const fn new(major: u16, minor: u16, patch: u16) -> Version {
        Version { major, minor, patch }
    }

    /// Reads `4.0.527`, also as a release tag has it (`v4.0.527`) and as `package.json` has it (`^4.0.527`), with
    /// space around it. `None` for anything else: a range of several versions has no one text.
    pub fn parse(text: &str) -> Option<Version> {
        let text = text.trim();
        let text = text.strip_prefix(['v', '^', '~']).unwrap_or(text);
        let mut numbers = text.split('.').map(number);
        let version = Version::new(numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(version)
    }

    /// As npm prints it: `4.0.527`.
    pub fn text(self) -> String {
        let [major, minor, patch] = [self.major, self.minor, self.patch].map(|number| digits(number.into()));
        [&major, ".", &minor, ".", &patch].concat()
    }

    /// Whether no version lies between this one and `newer`.
    fn is_just_before(self, newer: Version) -> bool {
        self.major == newer.major && self.minor == newer.minor && newer.patch.checked_sub(self.patch) == Some(1)
    }
}

/// Digits only: Rust's own `parse` takes `+4` as well.
fn number(digits: &str) -> Option<u16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The first version the data covers.
pub(crate) const OLDEST: Version = Version::new(3, 0, 0);

/// A Statement of one of Remotion's policies. All of them allow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) sid: &'static str,
    actions: &'static [u8],
    resources: &'static [u8],
}

impl Row {
    /// `service:Name`, in Remotion's order.
    pub(crate) fn actions(&self) -> Vec<&'static str> {
        let mut actions = Vec::new();
        for place in self.actions {
            actions.extend(table::ACTIONS.get(usize::from(*place)));
        }
        actions
    }

    /// `*` and ARNs of the partition, in Remotion's order.
    pub(crate) fn resources(&self, partition: Partition) -> Vec<String> {
        let mut resources = Vec::new();
        for place in self.resources {
            let tail = table::RESOURCES.get(usize::from(*place)).copied().unwrap_or_default();
            let head = if tail == "*" { "" } else { "arn:{0}:" };
            resources.push(fill(&[head, tail].concat(), &[partition.name()]));
        }
        resources
    }
}

/// Versions that print the same in one partition. Both ends were asked.
#[derive(Debug)]
struct HistorySpan {
    from: Version,
    to: Version,
    user: u8,
    role: u8,
}

/// Oldest first. Empty for a partition that Remotion has no policies for.
fn history(partition: Partition) -> &'static [HistorySpan] {
    match partition {
        Partition::Aws => table::AWS,
        Partition::AwsCn => table::AWS_CN,
        _ => &[],
    }
}

/// What `getUserPolicy` prints for the partition: nothing for one that Remotion has no policies for.
///
/// A version in a gap gets the newer of the two texts: since 3.3.12 Remotion's lists have only grown, so it serves both.
/// One newer than the data gets the newest.
pub(crate) fn user(version: Version, partition: Partition) -> Vec<Row> {
    rows(version, partition, |span| span.user)
}

/// What `getRolePolicy` prints, chosen as [`user`] does.
pub(crate) fn role(version: Version, partition: Partition) -> Vec<Row> {
    rows(version, partition, |span| span.role)
}

fn rows(version: Version, partition: Partition, policy: fn(&HistorySpan) -> u8) -> Vec<Row> {
    let history = history(partition);
    let span = history.iter().find(|span| version <= span.to).or(history.last());
    let statements = span.and_then(|span| table::POLICIES.get(usize::from(policy(span))));
    let mut rows = Vec::new();
    for place in statements.copied().unwrap_or_default() {
        rows.extend(table::STATEMENTS.get(usize::from(*place)).copied());
    }
    rows
}

/// What is known of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// It was asked, or lies between two that print the same.
    Known,
    /// The text changed between the two versions, or may have, and none between them was asked. The text given is that of
    /// `before`.
    Gap { after: Version, before: Version },
    /// Newer than [`newest`], whose text is given.
    Newer,
}

/// How well [`user`]'s text is known for a version.
pub(crate) fn find_user(version: Version, partition: Partition) -> Lookup {
    found(version, partition, |span| span.user)
}

/// The same for [`role`].
pub(crate) fn find_role(version: Version, partition: Partition) -> Lookup {
    found(version, partition, |span| span.role)
}

fn found(version: Version, partition: Partition, policy: fn(&HistorySpan) -> u8) -> Lookup {
    if version > newest() {
        return Lookup::Newer;
    }
    let history = history(partition);
    if let Some(first) = history.first().filter(|first| partition == Partition::AwsCn && version < first.from) {
        return Lookup::Gap { after: CHINA_SINCE, before: first.from };
    }
    let mut boundaries = history.iter().zip(history.iter().skip(1));
    match boundaries.find(|(older, newer)| older.to < version && version < newer.from) {
        Some((older, newer)) if policy(older) != policy(newer) => Lookup::Gap { after: older.to, before: newer.from },
        _ => Lookup::Known,
    }
}

/// A part of the history of the texts for `aws`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionRange {
    /// The first version.
    pub from: Version,
    /// The last version.
    pub to: Version,
    /// Number of the user policy's text: equal numbers are equal texts.
    pub user: usize,
    /// Number of the role policy's text.
    pub role: usize,
    /// The text changed somewhere between `from` and `to`, both of which were asked and are the ends of the ranges
    /// next to it. The numbers are those of `to`, which every version in a gap gets.
    pub gap: bool,
}

/// The history of the texts for `aws`, oldest first. No gap stands between versions that follow each other.
pub fn ranges() -> impl Iterator<Item = VersionRange> {
    let mut older: Option<&HistorySpan> = None;
    table::AWS.iter().flat_map(move |span| {
        let range = |from, gap| VersionRange { from, to: span.to, user: span.user.into(), role: span.role.into(), gap };
        let gap = older.replace(span).filter(|older| !older.to.is_just_before(span.from));
        let gap = gap.map(|older| VersionRange { to: span.from, ..range(older.to, true) });
        gap.into_iter().chain([range(span.from, false)])
    })
}

/// The newest version in the data.
pub fn newest() -> Version {
    table::NEWEST
}

/// The day [`newest`] was published: `2026-09-22`.
pub fn newest_date() -> &'static str {
    table::NEWEST_DATE
}

/// Remotion's `getUserPolicy` takes a partition from here on (its pull request 10383, "Support AWS China regions"). The
/// version itself was not to be had, and neither was any up to 4.0.515, the first one asked that knows `aws-cn`.
pub(crate) const CHINA_SINCE: Version = Version::new(4, 0, 510);

/// A region Remotion Lambda can run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogRegion {
    /// As in ARNs: `eu-central-1`.
    pub name: &'static str,
    /// Whether it is in Remotion's `DEFAULT_AWS_REGIONS`, those AWS enables in a new account.
    pub in_default: bool,
}

/// Remotion's `AWS_REGIONS`, in its order, as of [`newest`].
pub fn regions() -> &'static [CatalogRegion] {
    table::REGIONS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_people_copy_it() {
        for text in ["4.0.527", "v4.0.527", " ^4.0.527 ", "~4.0.527"] {
            assert_eq!(Version::parse(text).map(|version| version.text()).as_deref(), Some("4.0.527"), "{text}");
        }
    }

    #[test]
    fn what_is_not_one_version_is_none() {
        for text in [
            "",
            "4",
            "4.0",
            "4.0.",
            "4.0.527.1",
            "4.0.x",
            "4.0.+5",
            "4.0.-5",
            ">=4.0.1",
            "4.0.70000",
            "4.0.1-rc",
            "4.0.٤",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number() {
        assert!(Version::new(3, 3, 103) < Version::new(4, 0, 1));
        assert!(Version::new(4, 0, 99) < Version::new(4, 0, 100));
    }

    #[test]
    fn every_number_in_the_table_is_a_place_in_its_list() {
        let fits = |places: &[u8], length: usize| places.iter().all(|place| usize::from(*place) < length);
        assert!(table::STATEMENTS.iter().all(|row| fits(row.actions, table::ACTIONS.len())));
        assert!(table::STATEMENTS.iter().all(|row| fits(row.resources, table::RESOURCES.len())));
        assert!(table::POLICIES.iter().all(|rows| fits(rows, table::STATEMENTS.len())));
        let spans = || table::AWS.iter().chain(table::AWS_CN);
        assert!(spans().all(|span| fits(&[span.user, span.role], table::POLICIES.len())));
    }

    #[test]
    fn both_histories_are_in_order_and_reach_from_the_first_to_the_newest() {
        assert_eq!(table::AWS.first().map(|span| span.from), Some(OLDEST));
        assert!(table::AWS_CN.first().is_some_and(|span| CHINA_SINCE <= span.from));
        for history in [table::AWS, table::AWS_CN] {
            assert_eq!(history.last().map(|span| span.to), Some(newest()));
            assert!(history.iter().all(|span| span.from <= span.to));
            assert!(history.windows(2).all(|pair| pair[0].to < pair[1].from));
        }
    }

    #[test]
    fn a_partition_without_remotion_has_no_policies() {
        for partition in Partition::ALL.into_iter().filter(|partition| !partition.has_remotion()) {
            assert_eq!(user(newest(), partition).len() + role(newest(), partition).len(), 0);
        }
    }
}
