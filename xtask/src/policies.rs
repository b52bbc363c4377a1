//! `cargo xtask policies`: what Remotion's packages print, and the crate's table made from it.
//!
//! Remotion's code is asked, never copied: `data/remotion.json` holds what the functions of each published package
//! answered, and `src/catalog/table.rs` is that data in the form the crate looks things up in.

mod compact;
mod facts;
mod package;
mod registry;
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

const USAGE: &str = "\
cargo xtask policies [--on DATE]              read every version npm has; write the data and the table
cargo xtask policies --from FOLDER --on DATE  add one package, installed or built in a checkout
cargo xtask policies --table                  write the table from the data alone
cargo xtask policies --sample                 fetch both ends of every range anew; write target/oracles/printed.json
cargo xtask policies --check                  is the data as new as npm? 0 yes, 1 no, 2 npm did not answer
DATE, such as 2026-09-22, is the day the newest version is published.";

/// Packages fetched at once. A fetch is one `npm` that mostly waits.
const WORKERS: usize = 4;

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => save(&from_npm(None)?),
        ["--on", date] => save(&from_npm(Some(date))?),
        ["--check"] => check(),
        ["--from", folder, "--on", date] => {
            let mut facts = read()?;
            add(&mut facts, package::ask_complete(Path::new(folder))?, date)?;
            save(&facts)
        }
        ["--sample"] => sample(),
        ["--table"] => save_table(&read()?),
        _ => Err(USAGE.into()),
    }
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
        Some(date) => Published::from_person(date)?,
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

/// Adds what a package on this machine says, in place of what was known of the same version.
fn add(facts: &mut Facts, answer: Answer, date: &str) -> Result<(), String> {
    let version = answer.version.clone();
    if facts.samples.keys().all(|known| *known <= version) {
        facts.published = Published::from_person(date)?;
        let (names, regions) = answer.names_and_regions()?;
        facts.names = names;
        facts.regions = regions;
    }
    facts.missing.remove(&version);
    facts.samples.insert(version.clone(), answer.policies);
    facts.from_folders.insert(version);
    Ok(())
}

/// Asks the packages at both ends of every range, for those who will not take the data's word for it.
///
/// Nothing an earlier run fetched is used: the folder is emptied first.
fn sample() -> Result<(), String> {
    let folder = root().join("target/oracles");
    let facts = read()?;
    remove(&folder)?;
    let mut printed = BTreeMap::new();
    for (version, fetched) in fetch_all(&facts.ends(), &folder)? {
        let answer = fetched.map_err(|reason| format!("Remotion {version}: {reason}."))?;
        printed.insert(version, answer.policies);
    }
    let text = serde_json::to_string(&printed).map_err(|error| error.to_string())?;
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
            "The data is behind: it knows Remotion {known}, and npm has {newest}. Run `cargo xtask policies`, read \
             the difference in data/remotion.json, and commit it with src/catalog/table.rs."
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
        add(&mut facts, answer("4.0.2", "new", "us-east-1"), "2026-09-22").unwrap();
        add(&mut facts, answer("4.0.1", "old", "eu-west-1"), "2026-09-01").unwrap();
        assert_eq!(facts.published.on, "2026-09-22");
        assert_eq!(facts.regions.first().map(|region| region.name.as_str()), Some("us-east-1"));
        assert_eq!(facts.samples.len(), 2);
    }

    #[test]
    fn a_package_takes_the_place_of_the_same_version() {
        let mut facts = Facts::default();
        let version = Version::new(4, 0, 2);
        facts.missing.insert(version.clone(), "a reason".into());
        add(&mut facts, answer("4.0.2", "first", "us-east-1"), "2026-09-22").unwrap();
        add(&mut facts, answer("4.0.2", "second", "us-east-1"), "2026-09-22").unwrap();
        assert!(facts.missing.is_empty());
        assert_eq!(facts.samples.get(&version).map(|printed| printed.user["aws"].as_str()), Some("second"));
        assert!(facts.from_folders.contains(&version));
    }

    #[test]
    fn an_unknown_option_is_answered_with_the_usage() {
        assert_eq!(run(&["--tabel".into()]), Err(USAGE.into()));
    }
}
