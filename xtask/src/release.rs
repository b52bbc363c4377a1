//! `cargo xtask release`: takes in a release of Remotion, and ends with everything that depends on it in step.
//!
//! What stays to be done by a person is to read the difference, and to write the reason of a permission that is new:
//! a test in `src/remotion/tests.rs` warns of each that has none.

use crate::files::{read_text, write};
use crate::mdx;
use crate::policies::{self, Release};
use crate::process::{cargo, root, run, say};
use semver::Version;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// A package that is installed or built in a checkout, such as node_modules/@remotion/lambda; default: npm's newest
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// The day it was published; default: the day npm says, or with --from today
    #[arg(long, value_name = "DATE", value_parser = policies::date)]
    on: Option<String>,
}

/// `cargo xtask release`
pub(crate) fn command(options: &Options) -> Result<(), String> {
    let Some(release) = policies::take_in(options.from.as_deref(), options.on.as_deref())? else {
        println!("There is nothing to take in: data/remotion.json says the same already.");
        return Ok(());
    };
    let (changelog, manifest) = (root().join("CHANGELOG.md"), root().join("pkg/package.json"));
    let package = read_text(&manifest)?;
    let (log, version) = logged(&read_text(&changelog)?, &package_version(&package)?, &release)?;
    write(&changelog, log)?;
    write(&manifest, with_version(&package, &version)?)?;
    say("writing the texts that tests compare, and the docs page as MDX");
    mdx::save()?;
    run(cargo().args(["test", "--quiet", "--test", "snapshots"]).env("UPDATE_EXPECT", "1"))?;
    say("running the host tests, which warn of each permission that has no reason");
    // Without those that measure how work grows with a text: half of the time, and no release has a part in it.
    run(cargo().args(["test", "--quiet", "--workspace", "--no-fail-fast", "--", "--skip", "proportion::"]))?;
    println!(
        "Remotion {} is taken in, for version {version} of the package. Read the difference, run `cargo xtask test`, \
         and commit.",
        release.version
    );
    Ok(())
}

/// What the change log says of a release.
fn entry(release: &Release) -> String {
    let Release { version, before, changes } = release;
    match changes.as_slice() {
        [] => format!("- Remotion {version}. Its policies are those of {before}."),
        changes => format!("- Remotion {version}. {}", changes.join(" ")),
    }
}

/// The change log with a release in it, and the version of the package that it is in.
///
/// What stands under `Unreleased` is in that version too. It is the one in package.json, or, when the log has that one
/// already, the next patch: new texts of Remotion's change no name, code or shape.
fn logged(log: &str, current: &Version, release: &Release) -> Result<(String, Version), String> {
    let mut lines: Vec<String> = log.lines().map(String::from).collect();
    let entry = entry(release);
    let start = format!("- Remotion {}. ", release.version);
    if let Some(line) = lines.iter_mut().find(|line| line.starts_with(&start)) {
        *line = entry;
        return Ok((lines.join("\n") + "\n", current.clone()));
    }
    let heading = |line: &String| line.starts_with("## ");
    let logged = |version: &Version| lines.contains(&format!("## {version}"));
    let mut version = current.clone();
    while logged(&version) {
        version.patch += 1;
    }
    let newest = lines.iter().position(heading).ok_or("CHANGELOG.md has no heading that starts with `## `.")?;
    let title = format!("## {version}");
    match lines.get_mut(newest) {
        Some(line) if line == "## Unreleased" => *line = title,
        _ => drop(lines.splice(newest..newest, [title, String::new()])),
    }
    let end = lines.iter().skip(newest + 1).position(heading).map_or(lines.len(), |next| newest + 1 + next);
    let section = lines.get(newest..end).unwrap_or_default();
    match section.iter().position(|line| line == "### Remotion") {
        Some(at) => lines.insert(newest + at + 2, entry),
        None => {
            let blank = section.last().is_some_and(String::is_empty);
            let block = [String::new(), "### Remotion".into(), String::new(), entry, String::new()];
            lines.splice(end..end, block.into_iter().skip(usize::from(blank)));
        }
    }
    Ok((lines.join("\n").trim_end().to_owned() + "\n", version))
}

/// The line of package.json that has the version.
fn version_line(package: &str) -> Result<&str, String> {
    let line = package.lines().find(|line| line.starts_with("  \"version\": \""));
    line.ok_or_else(|| "pkg/package.json has no line `  \"version\": \"…\",`.".into())
}

pub(crate) fn package_version(package: &str) -> Result<Version, String> {
    let text = version_line(package)?.split('"').nth(3).unwrap_or_default();
    Version::parse(text).map_err(|error| format!("pkg/package.json: `{text}` is not a version: {error}."))
}

fn with_version(package: &str, version: &Version) -> Result<String, String> {
    Ok(package.replacen(version_line(package)?, &format!("  \"version\": \"{version}\","), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(patch: u64, changes: &[&str]) -> Release {
        Release {
            version: Version::new(4, 0, patch),
            before: Version::new(4, 0, patch - 1),
            changes: changes.iter().map(|change| String::from(*change)).collect(),
        }
    }

    const UNRELEASED: &str = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A form.\n";

    #[test]
    fn what_is_unreleased_becomes_the_version_of_the_package() {
        let (log, version) = logged(UNRELEASED, &Version::new(0, 1, 0), &release(2, &[])).unwrap();
        assert_eq!(version, Version::new(0, 1, 0));
        assert_eq!(
            log,
            "# Changelog\n\n## 0.1.0\n\n### Added\n\n- A form.\n\n### Remotion\n\n- Remotion 4.0.2. Its policies are \
             those of 4.0.1.\n"
        );
    }

    #[test]
    fn a_version_that_the_log_has_is_followed_by_the_next_patch() {
        let (log, version) = logged(UNRELEASED, &Version::new(0, 1, 0), &release(2, &[])).unwrap();
        let (log, version) = logged(&log, &version, &release(3, &["The user policy adds `a:B`."])).unwrap();
        assert_eq!(version, Version::new(0, 1, 1));
        let start =
            "# Changelog\n\n## 0.1.1\n\n### Remotion\n\n- Remotion 4.0.3. The user policy adds `a:B`.\n\n## 0.1.0\n";
        assert!(log.starts_with(start), "{log}");
    }

    #[test]
    fn a_release_taken_in_again_has_its_line_written_anew() {
        let (log, version) = logged(UNRELEASED, &Version::new(0, 1, 0), &release(2, &["Wrong."])).unwrap();
        let again = logged(&log, &version, &release(2, &["Right."])).unwrap();
        assert_eq!(again, (log.replace("Wrong.", "Right."), version));
    }

    #[test]
    fn only_the_version_of_package_json_changes() {
        let package = read_text(&root().join("pkg/package.json")).unwrap();
        let current = package_version(&package).unwrap();
        assert_eq!(with_version(&package, &current).unwrap(), package);
        let other = with_version(&package, &Version::new(9, 8, 7)).unwrap();
        assert_eq!(package_version(&other), Ok(Version::new(9, 8, 7)));
        assert_eq!(other.lines().filter(|line| !package.contains(line)).count(), 1);
    }
}
