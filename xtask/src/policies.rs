//! What Remotion's packages print, and the crate's table made from it: all of it anew with `cargo xtask policies`, and
//! one release more with `cargo xtask release`.
//!
//! Remotion's code is asked, never copied: `data/remotion.json` holds what the functions of each published package
//! answered, and `src/catalog/table.rs` is that data in the form the crate looks things up in.

mod changes;
mod compact;
mod facts;
mod package;
mod registry;
pub(crate) mod synthetic;
mod table;

use crate::files::{read_text, remove, write};
use crate::process::root;
use facts::{Facts, Published};
use package::Answer;
use registry::Refusal;
use semver::Version;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(clap::Args)]
#[group(id = "task", multiple = false)]
pub(crate) struct Options {
    /// Only write the table from the data
    #[arg(long, group = "task")]
    table: bool,
    /// Fetch both ends of every range anew, and write target/oracles/printed.json
    #[arg(long, group = "task")]
    sample: bool,
    /// Is the data as new as npm? Ends with 0 for yes, 1 for no, 2 when npm does not answer
    #[arg(long, group = "task")]
    check: bool,
    /// The day the newest version was published; default: the day npm says
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "task")]
    on: Option<String>,
}

/// Reads a day such as 2026-09-22.
pub(crate) fn date(text: &str) -> Result<String, String> {
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => Ok(text.into()),
        _ => Err(format!("`{text}` is not a date such as 2026-09-22")),
    }
}

/// Packages fetched at once. A fetch is one `npm` that mostly waits.
const WORKERS: usize = 4;

/// `cargo xtask policies`
pub(crate) fn command(options: &Options) -> Result<(), String> {
    match options {
        Options { table: true, .. } => save_table(&read()?),
        Options { sample: true, .. } => sample(),
        Options { check: true, .. } => check(),
        Options { on, .. } => save(&from_npm(on.as_deref())?),
    }
}

/// A release that has been taken in.
pub(crate) struct Release {
    pub(crate) version: Version,
    /// The newest version before it that was asked.
    pub(crate) before: Version,
    /// What has changed between the two, as sentences.
    pub(crate) changes: Vec<String>,
}

/// Adds the package in a folder, or every newer one that npm has, to the data and the table.
///
/// `None` when the data says all that already; then nothing is written.
pub(crate) fn take_in(from: Option<&Path>, on: Option<&str>) -> Result<Option<Release>, String> {
    let known = read()?;
    let mut facts = known.clone();
    match from {
        Some(folder) => add_from_folder(&mut facts, folder, on)?,
        None => add_from_npm(&mut facts, on)?,
    }
    if facts == known {
        return Ok(None);
    }
    save(&facts)?;
    let mut newest = facts.samples.iter().rev();
    let (Some((version, new)), Some((before, old))) = (newest.next(), newest.next()) else {
        return Err("The data had no version to compare the new one with.".into());
    };
    Ok(Some(Release { version: version.clone(), before: before.clone(), changes: changes::sentences(old, new)? }))
}

fn add_from_folder(facts: &mut Facts, folder: &Path, on: Option<&str>) -> Result<(), String> {
    let answer = package::ask_complete(folder)?;
    let (known, version) = (facts.newest()?, answer.version.clone());
    if version < *known {
        return Err(format!(
            "The package in {} is Remotion {version}, and the data knows {known}. `cargo xtask policies` reads older \
             versions from npm.",
            folder.display(),
        ));
    }
    let published = match on {
        Some(on) => Published::from_person(on),
        // Read once more: the day stays.
        None if version == *known => facts.published.clone(),
        None => Published::from_clock()?,
    };
    // npm may have said the same before.
    if facts.samples.get(&version) != Some(&answer.policies) {
        facts.from_folders.insert(version);
    }
    add(facts, answer, published)
}

/// Every version that npm has and that is newer than all the data knows.
fn add_from_npm(facts: &mut Facts, on: Option<&str>) -> Result<(), String> {
    let known = facts.newest()?.clone();
    let releases = registry::releases()?;
    let newer: Vec<&Version> = releases.keys().filter(|version| **version > known).collect();
    let Some(newest) = newer.last() else { return Ok(()) };
    let published = match on {
        Some(on) => Published::from_person(on),
        None => Published::from_npm(newest, &releases)?,
    };
    for version in newer {
        match package::fetch(version, true, &package::kept())? {
            Ok(answer) => add(facts, answer, published.clone())?,
            Err(reason) => drop(facts.missing.insert(version.clone(), reason)),
        }
    }
    Ok(())
}

/// What a version added to one of the policies for `aws`.
pub(crate) struct Growth {
    /// The first version that was asked and has it.
    pub(crate) version: Version,
    /// Whether the version right before was asked too.
    pub(crate) exact: bool,
    pub(crate) policy: &'static str,
    /// Actions, some with a resource; code is between backticks.
    pub(crate) added: Vec<String>,
}

/// All that Remotion's policies ever came to grant, oldest first.
pub(crate) fn growth() -> Result<Vec<Growth>, String> {
    let facts = read()?;
    let mut grown = Vec::new();
    for ((before, old), (version, new)) in facts.samples.iter().zip(facts.samples.iter().skip(1)) {
        for (policy, old, new) in [("user", &old.user, &new.user), ("role", &old.role, &new.role)] {
            let (Some(old), Some(new)) = (old.get("aws"), new.get("aws")) else { continue };
            let added = changes::added(old, new)?;
            let exact = facts::follows(before, version);
            if !added.is_empty() {
                grown.push(Growth { version: version.clone(), exact, policy, added });
            }
        }
    }
    Ok(grown)
}

fn data_path() -> PathBuf {
    root().join("data/remotion.json")
}

fn table_path() -> PathBuf {
    root().join("src/catalog/table.rs")
}

fn read() -> Result<Facts, String> {
    Facts::parse(&read_text(&data_path())?).map_err(|problem| format!("data/remotion.json: {problem}"))
}

/// The table comes first: it refuses facts it cannot hold, and then nothing has been written.
fn save(facts: &Facts) -> Result<(), String> {
    save_table(facts)?;
    write(&data_path(), facts.print()?)
}

fn save_table(facts: &Facts) -> Result<(), String> {
    write(&table_path(), table::print(facts)?)
}

/// All facts anew, from every release npm has of Remotion 3 and later.
fn from_npm(date: Option<&str>) -> Result<Facts, String> {
    let releases = registry::releases()?;
    let versions: Vec<&Version> = releases.keys().collect();
    let mut facts = Facts::default();
    for (version, fetched) in fetch_all(&versions, &package::kept())? {
        match fetched {
            Ok(answer) => facts.samples.insert(version, answer.policies).map(drop),
            Err(reason) => facts.missing.insert(version, reason).map(drop),
        };
    }
    let newest = facts.newest()?.clone();
    facts.published = match date {
        Some(date) => Published::from_person(date),
        None => Published::from_npm(&newest, &releases)?,
    };
    let answer =
        package::fetch(&newest, true, &package::kept())?.map_err(|reason| format!("Remotion {newest}: {reason}"))?;
    (facts.names, facts.regions) = answer.names_and_regions()?;
    Ok(facts)
}

type Fetched = (Version, Result<Answer, String>);

fn fetch_all(versions: &[&Version], folder: &Path) -> Result<Vec<Fetched>, String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(version) = versions.get(number) else {
                return Ok(done);
            };
            done.push(((*version).clone(), package::fetch(version, false, folder)?));
            println!("[{}/{}] {version}", number + 1, versions.len());
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, Result<Vec<Fetched>, String>>| {
            worker.join().unwrap_or_else(|_| Err("A worker stopped.".into()))
        };
        let lists: Result<Vec<_>, String> = workers.into_iter().map(join).collect();
        Ok(lists?.into_iter().flatten().collect())
    })
}

/// Adds what a package says, in place of what was known of the same version.
fn add(facts: &mut Facts, answer: Answer, published: Published) -> Result<(), String> {
    let version = answer.version.clone();
    if facts.samples.keys().all(|known| *known <= version) {
        facts.published = published;
        let (names, regions) = answer.names_and_regions()?;
        facts.names = names;
        facts.regions = regions;
    }
    facts.missing.remove(&version);
    facts.samples.insert(version, answer.policies);
    Ok(())
}

/// What `cargo xtask policies --sample` writes.
#[derive(serde::Serialize, Default)]
struct Sample {
    printed: BTreeMap<Version, facts::Policies>,
    /// Versions read from a folder that npm does not have (yet).
    unpublished: Vec<Version>,
}

/// Asks the packages at both ends of every range, for those who will not take the data's word for it.
///
/// Nothing an earlier run fetched is used: the folder is emptied first.
fn sample() -> Result<(), String> {
    let folder = root().join("target/oracles");
    let facts = read()?;
    remove(&folder)?;
    let mut sample = Sample::default();
    for (version, fetched) in fetch_all(&facts.ends(), &folder)? {
        match fetched {
            Ok(answer) => drop(sample.printed.insert(version, answer.policies)),
            Err(_) if facts.from_folders.contains(&version) => sample.unpublished.push(version),
            Err(reason) => return Err(format!("Remotion {version}: {reason}.")),
        }
    }
    let text = serde_json::to_string(&sample).map_err(|error| error.to_string())?;
    write(&folder.join("printed.json"), text)
}

fn check() -> Result<(), String> {
    let known = read()?.newest()?.clone();
    match registry::newest() {
        Ok(newest) if newest <= known => {
            println!("The data is current: it knows Remotion {known}, and npm has nothing newer.");
            Ok(())
        }
        Ok(newest) => Err(format!(
            "The data is behind: it knows Remotion {known}, and npm has {newest}. `cargo xtask \
             release` takes it in."
        )),
        Err(refusal) => {
            eprintln!("{refusal} So it is not known whether there is anything newer than {known}.");
            // Nobody's fault here, so scripts get to tell it from being behind.
            std::process::exit(2)
        }
    }
}

impl From<Refusal> for String {
    fn from(refusal: Refusal) -> String {
        refusal.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_exactly_what_its_facts_print() {
        let text = read_text(&data_path()).unwrap();
        assert_eq!(Facts::parse(&text).unwrap().print().unwrap(), text);
    }

    #[test]
    fn the_table_is_fresh() {
        let fresh = table::print(&read().unwrap()).unwrap();
        let checked_in = read_text(&table_path()).unwrap_or_default();
        if fresh != checked_in {
            write(&table_path(), fresh).unwrap();
            panic!(
                "src/catalog/table.rs was not what data/remotion.json makes it. It has been written anew: commit it."
            );
        }
    }

    #[test]
    fn remotions_names_are_those_the_product_is_written_for() {
        let facts = read().unwrap();
        assert_eq!(facts.names.bucket_prefix, "remotionlambda-");
        assert_eq!(facts.names.function_prefix, "remotion-render-");
        assert_eq!(facts.names.role_name, "remotion-lambda-role");
        assert_eq!(facts.names.default_region, "us-east-1");
    }

    /// The answer of a package whose user policy is `user`, with one region.
    fn answer(version: &str, user: &str, region: &str) -> Answer {
        let names = r#"{"bucket_prefix": "b", "function_prefix": "f", "role_name": "r", "default_region": "d"}"#;
        let regions = format!(r#"[{{"name": "{region}", "enabled_by_default": true}}]"#);
        let policies = format!(r#""user": {{"aws": "{user}"}}, "role": {{"aws": "role"}}"#);
        let text = format!(r#"{{"version": "{version}", {policies}, "names": {names}, "regions": {regions}}}"#);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_newest_package_brings_the_date_and_the_regions_and_an_older_one_only_its_texts() {
        let mut facts = Facts::default();
        let on = |date| Published::from_person(date);
        add(&mut facts, answer("4.0.2", "new", "us-east-1"), on("2026-09-22")).unwrap();
        add(&mut facts, answer("4.0.1", "old", "eu-west-1"), on("2026-09-01")).unwrap();
        assert_eq!(facts.published.on, "2026-09-22");
        assert_eq!(facts.regions.first().map(|region| region.name.as_str()), Some("us-east-1"));
        assert_eq!(facts.samples.len(), 2);
    }

    #[test]
    fn a_package_takes_the_place_of_the_same_version() {
        let mut facts = Facts::default();
        let version = Version::new(4, 0, 2);
        facts.missing.insert(version.clone(), "a reason".into());
        for text in ["first", "second"] {
            add(&mut facts, answer("4.0.2", text, "us-east-1"), Published::from_person("2026-09-22")).unwrap();
        }
        assert!(facts.missing.is_empty());
        assert_eq!(facts.samples.get(&version).map(|printed| printed.user["aws"].as_str()), Some("second"));
    }

    #[test]
    fn a_date_has_the_form_of_one() {
        assert_eq!(date("2026-09-22"), Ok("2026-09-22".into()));
        assert_eq!(date("22.9.2026"), Err("`22.9.2026` is not a date such as 2026-09-22".into()));
    }
}
