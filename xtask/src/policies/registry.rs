//! The npm registry, through the plain `npm` client.

use crate::process::program;
use semver::Version;
use serde::de::DeserializeOwned;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

pub(super) const PACKAGE: &str = "@remotion/lambda";

/// Where the data begins. npm has one earlier release, 2.1.2, whose description is that of another package.
const OLDEST: Version = Version::new(3, 0, 0);

/// Why npm gave nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is no such package, or no such version of it.
    NotPublished(String),
    /// npm or the network failed; trying again may help. npm's error code.
    Unreachable(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotPublished(spec) => write!(f, "{spec} is not in the registry."),
            Refusal::Unreachable(code) => write!(f, "npm did not answer ({code})."),
        }
    }
}

/// What `npm view` prints of a package.
#[derive(Deserialize)]
struct View {
    versions: Vec<String>,
    /// Of every version, and of `created` and `modified`.
    time: BTreeMap<String, String>,
}

/// The releases from [`OLDEST`] on, without prereleases, and the day npm says each was published.
pub(super) fn releases() -> Result<BTreeMap<Version, String>, Refusal> {
    let view: View = understood(npm(&mut view(&["versions", "time"]), PACKAGE)?)?;
    let release = |name: &String| {
        let version = Version::parse(name).ok()?;
        let day = view.time.get(name).map_or_else(String::new, |time| time.chars().take(10).collect());
        (version.pre.is_empty() && version >= OLDEST).then_some((version, day))
    };
    Ok(view.versions.iter().filter_map(release).collect())
}

/// The version people get who name none.
pub(super) fn newest() -> Result<Version, Refusal> {
    understood(npm(&mut view(&["version"]), PACKAGE)?)
}

fn understood<T: DeserializeOwned>(answer: Value) -> Result<T, Refusal> {
    serde_json::from_value(answer).map_err(|error| Refusal::Unreachable(error.to_string()))
}

/// Puts one package into `folder`'s `node_modules`, unless it is there already.
///
/// Without its dependencies, which are hundreds, and of its files only those Node loads: a package is about 8 MB,
/// nearly all of it the binary that is deployed to Lambda.
pub(super) fn install(spec: &str, folder: &Path) -> Result<(), Refusal> {
    let name = spec.rsplit_once('@').map_or(spec, |(name, _)| name);
    let installed = folder.join("node_modules").join(name);
    if installed.exists() {
        return Ok(());
    }
    unpack(spec, &folder.join("incoming"), &installed)
}

/// The last step is the one that makes the package be there, so an interrupted run leaves none that is half there.
fn unpack(spec: &str, incoming: &Path, installed: &Path) -> Result<(), Refusal> {
    let broken = |error: std::io::Error| Refusal::Unreachable(format!("{spec}: {error}"));
    if incoming.exists() {
        fs::remove_dir_all(incoming).map_err(broken)?;
    }
    fs::create_dir_all(incoming).map_err(broken)?;
    let pack = ["pack", "--json", "--silent", "--pack-destination"];
    npm(program("npm").args(pack).arg(incoming).arg(spec), spec)?;
    for entry in fs::read_dir(incoming).map_err(broken)? {
        let mut tar = program("tar");
        tar.arg("-xzf").arg(entry.map_err(broken)?.path()).args(["--strip-components=1", "-C"]).arg(incoming);
        if !tar.status().map_err(broken)?.success() {
            return Err(Refusal::Unreachable(format!("{spec}: tar failed")));
        }
    }
    prune(incoming).map_err(broken)?;
    let parent = installed.parent().unwrap_or(installed);
    fs::create_dir_all(parent).map_err(broken)?;
    fs::rename(incoming, installed).map_err(broken)
}

fn prune(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kept = path.extension().is_some_and(|extension| extension == "js" || extension == "json");
        if entry.file_type()?.is_dir() {
            prune(&path)?;
        } else if !kept {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn view(fields: &[&str]) -> Command {
    let mut command = program("npm");
    command.args(["view", PACKAGE, "--json"]).args(fields);
    command
}

/// npm's answer. With `--json` it prints its errors to standard output too, as `{"error": {"code": …}}`.
fn npm(command: &mut Command, asked_for: &str) -> Result<Value, Refusal> {
    let output = command.output().map_err(|error| Refusal::Unreachable(error.to_string()))?;
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    if output.status.success() {
        return Ok(answer);
    }
    Err(match answer.pointer("/error/code").and_then(Value::as_str) {
        Some("E404" | "ETARGET") => Refusal::NotPublished(asked_for.into()),
        Some(code) => Refusal::Unreachable(code.into()),
        None => Refusal::Unreachable(output.status.to_string()),
    })
}
