//! What comes in and what goes out: dependencies and their licences, lock files, the package's files, the workflows that
//! release it, and whether two builds of the same sources give the same modules.

use crate::process::{cargo, output, program, root, run, say};
use crate::{files, tools, wasm};
use std::path::Path;
use std::time::Instant;

/// Folders with a package-lock.json.
const LOCKED: [&str; 6] = [".", "tests/bench", "tests/differential", "tests/oracles", "tests/sites", "tests/supply"];

/// The names of all the package ships, one a line, in git: a file that comes or goes is then a line of a diff.
const PACKAGE_FILES: &str = "tests/supply/package-files.txt";

/// The test group.
pub(crate) fn check() -> Result<(), String> {
    lock_files()?;
    crates()?;
    npm_signatures();
    wasm::build()?;
    package_files()?;
    release()?;
    reproducible()
}

/// The package as it is published, the workflows that publish it, and their scripts.
fn release() -> Result<(), String> {
    let folder = root().join("tests/supply");
    let lock = files::fingerprint(&[folder.join("package-lock.json")])?;
    // `npm ci` empties node_modules first, so the stamp goes with what it vouches for.
    let stamp = folder.join("node_modules/.installed-from");
    if !stamp.is_file() || files::read_text(&stamp)? != lock {
        say("installing the Node packages of tests/supply/package-lock.json (13 MB, seconds)");
        run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
        files::write(&stamp, lock)?;
    }
    run(program("node").args(["--test", "--test-reporter=spec"]).args(files::tests_in("tests/supply", "test.mjs")?))
}

/// Lock files that are there and say what the manifests beside them ask for.
fn lock_files() -> Result<(), String> {
    say("comparing the lock files with what they lock");
    let stale = |error: String| format!("{error} Bring the lock file into step, and read its diff.");
    output(cargo().args(["metadata", "--locked", "--format-version", "1"])).map_err(stale)?;
    tools::node()?;
    for folder in LOCKED {
        let folder = root().join(folder);
        output(program("npm").args(["ci", "--dry-run", "--ignore-scripts"]).current_dir(folder)).map_err(stale)?;
    }
    Ok(())
}

/// Licences, sources, duplicates and, where the database can be had, known faults of every crate.
fn crates() -> Result<(), String> {
    let path = tools::cargo_deny()?;
    run(program("cargo-deny").args(["check", "licenses", "bans", "sources"]).env("PATH", &path))?;
    let mut advisories = program("cargo-deny");
    advisories.args(["check", "advisories"]).env("PATH", &path);
    let said = advisories.output().map_err(|error| format!("`cargo-deny` cannot be started: {error}."))?;
    let text = String::from_utf8_lossy(&said.stderr);
    print!("{text}");
    if said.status.success() {
        return Ok(());
    }
    if text.contains("failed to fetch advisory database") {
        say("NOT CHECKED: RustSec's advisories are on github.com, which cannot be reached from here; CI has to");
        return Ok(());
    }
    Err("A dependency has an advisory. What cargo-deny printed above says which, and what to do.".into())
}

/// Registry signatures of the npm packages that test and build. None of them is shipped, so this informs only.
fn npm_signatures() {
    if tools::node_modules().and_then(|()| run(program("npm").args(["audit", "signatures"]))).is_err() {
        say("NOT CHECKED: npm could not check the registry's signatures; what it printed above says why. \
             package-lock.json holds a hash of each, and `npm ci` refuses any other content");
    }
}

/// The package's list of files with their hashes, in target/package-files.txt; their names are compared with git's.
fn package_files() -> Result<(), String> {
    let list = output(program("node").arg("xtask/js/package-files.mjs").arg("pkg"))?;
    files::write(&root().join("target/package-files.txt"), &list)?;
    print!("{list}");
    let is: Vec<&str> = list.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).collect();
    let known = files::read_text(&root().join(PACKAGE_FILES))?;
    let differences = differences(&known.lines().collect::<Vec<_>>(), &is);
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!("The package does not ship what {PACKAGE_FILES} lists:\n{}", differences.join("\n")))
}

/// One line for each name on one side only.
fn differences(wanted: &[&str], found: &[&str]) -> Vec<String> {
    let missing = wanted.iter().filter(|name| !found.contains(name)).map(|name| format!("- {name}"));
    let surplus = found.iter().filter(|name| !wanted.contains(name)).map(|name| format!("+ {name}"));
    missing.chain(surplus).collect()
}

/// Builds copies of the sources in two places from nothing, and compares the modules byte by byte.
fn reproducible() -> Result<(), String> {
    say("building the modules twice from nothing, in two places (two to three minutes)");
    let places = root().join("target/supply");
    files::remove(&places)?;
    // Of different length and depth: a path that got into the module would move everything behind it.
    let checkouts = [places.join("a"), places.join("another place/further down")];
    let mut modules = Vec::new();
    for checkout in &checkouts {
        let start = Instant::now();
        copy(checkout)?;
        wasm::build_in(checkout, &checkout.join("built elsewhere"))?;
        let read = |module: &wasm::Module| files::read(&checkout.join("pkg/wasm").join(module.file()));
        modules.push(wasm::MODULES.iter().map(read).collect::<Result<Vec<_>, _>>()?.concat());
        println!("That build took {} s.", start.elapsed().as_secs());
    }
    let [one, other] = modules.as_slice() else { return Err("There should be two builds.".into()) };
    if let Some(place) = first_difference(one, other) {
        return Err(format!(
            "Two builds of the same sources differ, first at byte {place}; they are in {}.",
            places.display()
        ));
    }
    println!("Both builds gave the same {} bytes.", one.len());
    files::remove(&places)
}

/// What a module is made of, and no more.
fn copy(to: &Path) -> Result<(), String> {
    // The manifest names the tests that have a runner of their own, and is refused without them.
    let tests = ["tests/explain.rs", "tests/field.rs", "tests/levels.rs", "tests/snapshots.rs"];
    let sources = ["Cargo.toml", "Cargo.lock", "src", "web", "module", "xtask/Cargo.toml", "xtask/src"];
    for name in sources.into_iter().chain(tests) {
        for file in files::list(&root().join(name))? {
            let path = file.strip_prefix(root()).map_err(|error| format!("{}: {error}.", file.display()))?;
            files::write(&to.join(path), files::read(&file)?)?;
        }
    }
    Ok(())
}

/// Where two texts first differ, or one of them ends.
fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    let shared = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    (shared < one.len().max(other.len())).then_some(shared)
}

#[cfg(test)]
mod tests {
    use super::{differences, first_difference};

    #[test]
    fn a_file_that_came_or_went_is_named() {
        assert!(differences(&["a", "b"], &["a", "b"]).is_empty());
        assert_eq!(differences(&["a", "b"], &["b", "c"]), ["- a", "+ c"]);
    }

    #[test]
    fn modules_that_differ_differ_at_a_byte_or_in_length() {
        assert_eq!(first_difference(b"same", b"same"), None);
        assert_eq!(first_difference(b"same", b"sane"), Some(2));
        assert_eq!(first_difference(b"same", b"same and more"), Some(4));
    }
}
