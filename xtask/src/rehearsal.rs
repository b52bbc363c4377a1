//! The test group `release`: `cargo xtask release` in a copy of the sources, with releases that do not exist.
//!
//! Each of them is taken in on top of the one before, as real ones are.

use crate::files;
use crate::policies::synthetic::{self, Change, ACTION_OF_NEW_STATEMENT, NEW_ACTION};
use crate::process::{output, program, root, say};
use crate::release;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// A release, and what has to come of it.
struct Rehearsal {
    name: &'static str,
    change: Change,
    /// A part of its line in the change log.
    log: &'static str,
    /// Actions of which a warning has to say that they have no reason.
    warned_of: &'static [&'static str],
}

const REHEARSALS: [Rehearsal; 4] = [
    Rehearsal { name: "the same policies", change: Change::Nothing, log: "Its policies are those of ", warned_of: &[] },
    Rehearsal {
        name: "a new action",
        change: Change::NewAction,
        log: "The user policy adds `s3:RehearseRelease`.",
        warned_of: &[NEW_ACTION],
    },
    Rehearsal {
        name: "a new Statement with a new resource",
        change: Change::NewStatement,
        log: "The user policy adds `rehearsal:Perform`. The role policy adds `rehearsal:Perform`.",
        warned_of: &[NEW_ACTION, ACTION_OF_NEW_STATEMENT],
    },
    Rehearsal {
        name: "an action less",
        change: Change::ActionGone,
        log: "The user policy no longer has `",
        warned_of: &[NEW_ACTION, ACTION_OF_NEW_STATEMENT],
    },
];

/// What every release changes.
const ALWAYS: [&str; 3] = ["CHANGELOG.md", "data/remotion.json", "src/catalog/table.rs"];

/// What a release changes but for the first one, which is in the version that is there.
const MANIFEST: &str = "pkg/package.json";

/// What a release with other policies changes besides: these texts.
const TEXTS: &str = "tests/snapshots/";

/// And this page, which says how the policies grew.
const PAGE: &str = "docs/without-iam.mdx";

/// The day all of them are published.
const DAY: &str = "2099-12-31";

/// The test group.
pub(crate) fn check() -> Result<(), String> {
    let folder = root().join("target/rehearsal");
    let tree = folder.join("tree");
    let sources = sources()?;
    copy(&sources, &tree)?;
    for rehearsal in &REHEARSALS {
        let start = Instant::now();
        say(&format!("rehearsing a release: {}", rehearsal.name));
        rehearse(rehearsal, &folder, &sources).map_err(|problem| format!("{}: {problem}", rehearsal.name))?;
        println!("taken in after {} s", start.elapsed().as_secs());
    }
    Ok(())
}

fn rehearse(rehearsal: &Rehearsal, folder: &Path, sources: &[PathBuf]) -> Result<(), String> {
    let (tree, package) = (folder.join("tree"), folder.join("package"));
    let before = contents(&tree, sources)?;
    let data = files::read_text(&tree.join("data/remotion.json"))?;
    let version = synthetic::write_next(&data, rehearsal.change, &package)?;
    let printed = take_in(&package, &tree, &folder.join("target"))?;
    let after = contents(&tree, sources)?;
    let changed: Vec<String> = after
        .iter()
        .filter(|(path, content)| before.get(*path) != Some(content))
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    println!("It changes {}.", summary(&changed));
    if let Some(missing) = ALWAYS.iter().find(|always| changed.iter().all(|path| path != *always)) {
        return Err(format!("It has not changed {missing}."));
    }
    let expected = |path: &String| {
        path == MANIFEST
            || ALWAYS.contains(&path.as_str())
            || (rehearsal.change != Change::Nothing && (path == PAGE || path.starts_with(TEXTS)))
    };
    if let Some(other) = changed.iter().find(|path| !expected(path)) {
        return Err(format!("It has changed {other}, which such a release should leave alone."));
    }
    let log = files::read_text(&tree.join("CHANGELOG.md"))?;
    let line = log.lines().find(|line| line.starts_with(&format!("- Remotion {version}. "))).unwrap_or_default();
    println!("{line}");
    if !line.contains(rehearsal.log) {
        return Err(format!("The line of the change log does not say `{}`.", rehearsal.log));
    }
    let package = release::package_version(&files::read_text(&tree.join(MANIFEST))?)?;
    let title = format!("## {package}");
    let old_log = before.get(Path::new("CHANGELOG.md")).map(|log| String::from_utf8_lossy(log)).unwrap_or_default();
    if old_log.lines().any(|line| line == title) || log.lines().find(|line| line.starts_with("## ")) != Some(&title) {
        return Err(format!("Version {package} of the package is not a new one, or not the first in the change log."));
    }
    let warnings: Vec<&str> = printed.lines().filter(|line| line.contains("warning: ")).collect();
    let warned =
        |action: &&&str| warnings.iter().any(|line| line.contains(**action) && line.contains("data/remotion.json:"));
    warnings.iter().for_each(|line| println!("{line}"));
    if let Some(silent) = rehearsal.warned_of.iter().find(|action| !warned(action)) {
        return Err(format!("No warning says that {silent} has no reason."));
    }
    Ok(())
}

/// Runs the command in the copy; returns what it prints.
fn take_in(package: &Path, tree: &Path, target: &Path) -> Result<String, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["xtask", "release", "--on", DAY, "--from"])
        .arg(package)
        .current_dir(tree)
        // Not ours: cargo would take what is compiled here for what is compiled there.
        .env("CARGO_TARGET_DIR", target)
        // The group `host` has random inputs in full.
        .env("PROPTEST_CASES", "32");
    let done = command.output().map_err(|error| format!("cargo cannot be started: {error}."))?;
    let printed = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    if done.status.success() {
        return Ok(printed);
    }
    Err(format!("`cargo xtask release` failed in {}:\n{printed}", tree.display()))
}

/// Every file of the sources, as git knows them.
fn sources() -> Result<Vec<PathBuf>, String> {
    let listed = output(program("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let mut files: Vec<PathBuf> = listed.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect();
    files.retain(|file| root().join(file).is_file());
    Ok(files)
}

/// Makes a folder hold these files and no others, writing only what differs: cargo goes by the time of a file.
fn copy(sources: &[PathBuf], to: &Path) -> Result<(), String> {
    let mut stale: Vec<PathBuf> = if to.is_dir() { files::list(to)? } else { Vec::new() };
    for file in sources {
        let (from, to) = (root().join(file), to.join(file));
        stale.retain(|path| *path != to);
        let content = files::read(&from)?;
        if !to.is_file() || files::read(&to)? != content {
            files::write(&to, content)?;
        }
    }
    stale.iter().try_for_each(|file| {
        fs::remove_file(file).map_err(|error| format!("{} cannot be removed: {error}.", file.display()))
    })
}

fn contents(tree: &Path, sources: &[PathBuf]) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    sources.iter().map(|file| Ok((file.clone(), files::read(&tree.join(file))?))).collect()
}

/// The files, and only the number of the many texts.
fn summary(changed: &[String]) -> String {
    let (texts, others): (Vec<&String>, Vec<&String>) = changed.iter().partition(|path| path.starts_with(TEXTS));
    let others: Vec<&str> = others.into_iter().map(String::as_str).collect();
    format!("{} and {} files of {TEXTS}", others.join(", "), texts.len())
}
