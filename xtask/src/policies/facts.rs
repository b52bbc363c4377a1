//! `data/remotion.json`: its shape on disk, made to be read in a diff, and the same facts as the program uses them.

use crate::process::{output, program};
use semver::Version;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The first words of the data file.
const ABOUT: &str = "What the functions of Remotion's npm package @remotion/lambda print, version by version. Written \
by `cargo xtask release` and `cargo xtask policies`; do not edit. `texts` holds each distinct text once, as its lines; `ranges` says which \
versions printed it, naming every version that was asked; between the two versions of a gap the text changed and none \
was asked; `missing` lists versions that are on npm and could not be asked, `from_folders` those not taken from npm.";

/// The texts of one version, by partition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Policies {
    /// What `getUserPolicy` prints.
    pub(super) user: BTreeMap<String, String>,
    /// What `getRolePolicy` prints.
    pub(super) role: BTreeMap<String, String>,
}

/// Names that Remotion's policies and buckets are made with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    /// `REMOTION_BUCKET_PREFIX`
    pub(super) bucket_prefix: String,
    /// `RENDER_FN_PREFIX`
    pub(super) function_prefix: String,
    /// `ROLE_NAME`
    pub(super) role_name: String,
    /// `DEFAULT_REGION`
    pub(super) default_region: String,
}

/// A region of `AWS_REGIONS`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    pub(super) name: String,
    /// Whether it is in `DEFAULT_AWS_REGIONS`: AWS enables it in a new account.
    pub(super) enabled_by_default: bool,
}

/// The day the newest version was published, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Published {
    pub(super) on: String,
    pub(super) source: String,
}

impl Published {
    /// npm's date, if it can be believed: a registry's copy shows the day it copied an old version. Every version but
    /// the newest may have been copied late without harm, so it is enough that no other date is later.
    pub(super) fn from_npm(newest: &Version, releases: &BTreeMap<Version, String>) -> Result<Published, String> {
        let on = releases.get(newest).filter(|on| releases.values().all(|other| other <= on));
        match on {
            Some(on) => Ok(Published {
                on: on.clone(),
                source: "`npm view @remotion/lambda time`, where no version has a later date".into(),
            }),
            None => Err(format!(
                "npm has no date for Remotion {newest} that can be believed: another version's is later. \
                 Give it with `--on`."
            )),
        }
    }

    pub(super) fn from_person(on: &str) -> Published {
        Published { on: on.into(), source: "given with --on".into() }
    }

    /// Today.
    pub(super) fn from_clock() -> Result<Published, String> {
        let printed = output(program("node").args(["--print", "new Date().toISOString().slice(0, 10)"]))?;
        Ok(Published { on: printed.trim().into(), source: "the day it was read from a folder".into() })
    }
}

/// Everything known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Of the newest version, as are `names` and `regions`.
    pub(super) published: Published,
    pub(super) names: Names,
    /// In Remotion's order.
    pub(super) regions: Vec<Region>,
    pub(super) samples: BTreeMap<Version, Policies>,
    /// Versions that could not be asked, and why.
    pub(super) missing: BTreeMap<Version, String>,
    /// Samples that are not from npm.
    pub(super) from_folders: BTreeSet<Version>,
}

impl Facts {
    pub(super) fn newest(&self) -> Result<&Version, String> {
        let newest = self.samples.keys().next_back();
        newest.ok_or_else(|| "No version is known.".into())
    }

    /// The first and last version of each run that prints the same; oldest first.
    pub(super) fn ends(&self) -> Vec<&Version> {
        let mut runs: Vec<(&Version, &Version, &Policies)> = Vec::new();
        for (version, policies) in &self.samples {
            match runs.last_mut() {
                Some((_, last, same)) if *same == policies => *last = version,
                _ => runs.push((version, version, policies)),
            }
        }
        let mut ends: Vec<_> = runs.into_iter().flat_map(|(first, last, _)| [first, last]).collect();
        ends.dedup();
        ends
    }

    pub(super) fn parse(text: &str) -> Result<Facts, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let text_of = |ids: &BTreeMap<String, String>| -> Result<BTreeMap<String, String>, String> {
            let find = |(partition, id): (&String, &String)| {
                let text = file.texts.iter().find(|text| text.id == *id);
                let text = text.ok_or_else(|| format!("there is no text {id}"))?;
                Ok((partition.clone(), text.lines.join("\n")))
            };
            ids.iter().map(find).collect()
        };
        let mut samples = BTreeMap::new();
        for range in &file.ranges {
            let policies = Policies { user: text_of(&range.user)?, role: text_of(&range.role)? };
            for version in &range.asked {
                samples.insert(version.clone(), policies.clone());
            }
        }
        Ok(Facts {
            published: file.newest.published,
            names: file.names,
            regions: file.regions,
            samples,
            missing: file.missing,
            from_folders: file.from_folders,
        })
    }

    pub(super) fn print(&self) -> Result<String, String> {
        let mut texts = Texts::default();
        let mut ranges: Vec<Range> = Vec::new();
        for (version, policies) in &self.samples {
            let user = texts.ids("user", &policies.user);
            let role = texts.ids("role", &policies.role);
            match ranges.last_mut() {
                Some(range) if range.user == user && range.role == role => {
                    range.to = version.clone();
                    range.asked.push(version.clone());
                }
                _ => ranges.push(Range {
                    from: version.clone(),
                    to: version.clone(),
                    user,
                    role,
                    asked: vec![version.clone()],
                }),
            }
        }
        let file = File {
            about: ABOUT.into(),
            newest: Newest { version: self.newest()?.clone(), published: self.published.clone() },
            names: self.names.clone(),
            regions: self.regions.clone(),
            gaps: gaps(&ranges),
            ranges,
            missing: self.missing.clone(),
            from_folders: self.from_folders.clone(),
            texts: texts.0,
        };
        let text = serde_json::to_string_pretty(&file).map_err(|error| error.to_string())?;
        Ok(text + "\n")
    }
}

/// Where neighbouring ranges leave out versions. Those of 4.0.417 and 4.0.418 leave out none.
fn gaps(ranges: &[Range]) -> Vec<Gap> {
    let gap = |(older, newer): (&Range, &Range)| {
        let (after, before) = (&older.to, &newer.from);
        (!follows(after, before)).then(|| Gap { after: after.clone(), before: before.clone() })
    };
    ranges.iter().zip(ranges.iter().skip(1)).filter_map(gap).collect()
}

/// Whether there is no version between the two.
pub(super) fn follows(before: &Version, version: &Version) -> bool {
    *version == Version::new(before.major, before.minor, before.patch + 1)
}

/// The distinct texts, named by policy, partition and order of appearance: `user-1`, `role-aws-cn-1`.
#[derive(Default)]
struct Texts(Vec<Text>);

impl Texts {
    fn ids(&mut self, policy: &str, printed: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let id = |(partition, text): (&String, &String)| {
            let kind = match partition.as_str() {
                "aws" => policy.to_string(),
                other => format!("{policy}-{other}"),
            };
            (partition.clone(), self.id(&kind, text))
        };
        printed.iter().map(id).collect()
    }

    fn id(&mut self, kind: &str, text: &str) -> String {
        let lines: Vec<String> = text.split('\n').map(String::from).collect();
        let of_kind = || self.0.iter().filter(|known| known.kind() == kind);
        if let Some(known) = of_kind().find(|known| known.lines == lines) {
            return known.id.clone();
        }
        let id = format!("{kind}-{}", of_kind().count() + 1);
        self.0.push(Text { id: id.clone(), lines });
        id
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    newest: Newest,
    names: Names,
    regions: Vec<Region>,
    gaps: Vec<Gap>,
    ranges: Vec<Range>,
    missing: BTreeMap<Version, String>,
    from_folders: BTreeSet<Version>,
    texts: Vec<Text>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Newest {
    version: Version,
    published: Published,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gap {
    after: Version,
    before: Version,
}

/// Versions that print the same in every partition, and the ids of what they print.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    from: Version,
    to: Version,
    user: BTreeMap<String, String>,
    role: BTreeMap<String, String>,
    asked: Vec<Version>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    id: String,
    lines: Vec<String>,
}

impl Text {
    fn kind(&self) -> &str {
        self.id.rsplit_once('-').map_or("", |(kind, _)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policies(user: &str, role: &str) -> Policies {
        let printed = |text: &str| BTreeMap::from([("aws".to_string(), text.to_string())]);
        Policies { user: printed(user), role: printed(role) }
    }

    fn facts(samples: &[(&str, Policies)]) -> Facts {
        let sample = |(version, policies): &(&str, Policies)| (Version::parse(version).unwrap(), policies.clone());
        Facts { samples: samples.iter().map(sample).collect(), ..Facts::default() }
    }

    fn file(facts: &Facts) -> File {
        serde_json::from_str(&facts.print().unwrap()).unwrap()
    }

    #[test]
    fn a_text_is_kept_to_the_byte_whatever_its_line_ends() {
        let facts = facts(&[("4.0.1", policies("{\r\n}\n\n", "")), ("4.0.2", policies(" {}", "\t"))]);
        assert_eq!(Facts::parse(&facts.print().unwrap()), Ok(facts));
    }

    #[test]
    fn a_text_that_comes_back_is_the_one_it_was() {
        let file = file(&facts(&[
            ("4.0.1", policies("a", "r")),
            ("4.0.2", policies("b", "r")),
            ("4.0.3", policies("a", "r")),
        ]));
        let ids: Vec<&str> = file.ranges.iter().filter_map(|range| range.user.get("aws")).map(String::as_str).collect();
        assert_eq!(ids, ["user-1", "user-2", "user-1"]);
        assert_eq!(file.texts.len(), 3);
    }

    #[test]
    fn a_run_of_one_version_has_one_end() {
        let (a, b) = (policies("a", "r"), policies("b", "r"));
        let versions = ["4.0.1", "4.0.2", "4.0.3", "4.0.4", "4.0.5", "4.0.6"];
        let texts = [a.clone(), a.clone(), a.clone(), b, a.clone(), a];
        let facts = facts(&versions.into_iter().zip(texts).collect::<Vec<_>>());
        let ends: Vec<String> = facts.ends().into_iter().map(Version::to_string).collect();
        assert_eq!(ends, ["4.0.1", "4.0.3", "4.0.4", "4.0.5", "4.0.6"]);
    }

    #[test]
    fn only_versions_left_out_make_a_gap() {
        let file = file(&facts(&[
            ("3.3.103", policies("a", "r")),
            ("4.0.1", policies("a", "r")),
            ("4.0.39", policies("b", "r")),
            ("4.0.40", policies("c", "r")),
        ]));
        let gaps: Vec<String> = file.gaps.iter().map(|gap| format!("{} {}", gap.after, gap.before)).collect();
        assert_eq!(gaps, ["4.0.1 4.0.39"]);
    }

    #[test]
    fn the_date_of_a_copy_is_not_believed() {
        let releases = |days: [&str; 2]| {
            let versions = [Version::new(4, 0, 1), Version::new(4, 0, 2)];
            versions.into_iter().zip(days.map(String::from)).collect::<BTreeMap<_, _>>()
        };
        let newest = Version::new(4, 0, 2);
        let believed = Published::from_npm(&newest, &releases(["2026-09-01", "2026-09-22"]));
        assert_eq!(believed.map(|published| published.on), Ok("2026-09-22".into()));
        assert_eq!(
            Published::from_npm(&newest, &releases(["2026-09-23", "2026-09-22"])),
            Err("npm has no date for Remotion 4.0.2 that can be believed: another version's is later. Give it with `--on`.".into())
        );
    }
}
