//! One package of Remotion: getting it, and asking its own code.

use super::facts::{Names, Policies, Region};
use super::registry::{self, Refusal, PACKAGE};
use crate::process::{output, program, root};
use semver::Version;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What `xtask/js/dump-policies.mjs` prints.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Printed {
    Needs { needs: String },
    Answer(Answer),
}

/// What a package says.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    pub(super) version: Version,
    #[serde(flatten)]
    pub(super) policies: Policies,
    names: Option<Names>,
    regions: Option<Vec<Region>>,
}

impl Answer {
    pub(super) fn names_and_regions(&self) -> Result<(Names, Vec<Region>), String> {
        match (&self.names, &self.regions) {
            (Some(names), Some(regions)) => Ok((names.clone(), regions.clone())),
            _ => Err(format!("Remotion {} does not say its names and regions.", self.version)),
        }
    }
}

/// Where the packages of earlier runs are.
pub(super) fn kept() -> PathBuf {
    root().join("target/remotion-packages")
}

/// Downloads one version into a folder, unless an earlier run did, and asks it.
///
/// The inner error is for the data: why this version cannot be had. The outer one ends the run.
pub(super) fn fetch(version: &Version, with_names: bool, folder: &Path) -> Result<Result<Answer, String>, String> {
    let folder = folder.join(version.to_string());
    let mut installed = BTreeSet::new();
    let mut next = format!("{PACKAGE}@{version}");
    let package = folder.join("node_modules").join(PACKAGE);
    loop {
        match registry::install(&next, &folder) {
            Err(Refusal::NotPublished(spec)) => return Ok(Err(format!("{spec} is not in the registry"))),
            Err(refusal) => return Err(refusal.into()),
            Ok(()) => installed.insert(next),
        };
        match ask(&package, with_names)? {
            Printed::Answer(answer) => return Ok(Ok(answer)),
            Printed::Needs { needs } if installed.contains(&needs) => {
                return Err(format!("Remotion {version} does not find {needs}, which is installed."))
            }
            Printed::Needs { needs } => next = needs,
        }
    }
}

/// Asks a package on this machine, which must have its dependencies.
pub(super) fn ask_complete(folder: &Path) -> Result<Answer, String> {
    // Programs run in the folder of the repository; the person may be elsewhere.
    let folder =
        &std::path::absolute(folder).map_err(|error| format!("{} is no folder: {error}.", folder.display()))?;
    match ask(folder, true)? {
        Printed::Answer(answer) => Ok(answer),
        Printed::Needs { needs } => Err(format!(
            "The package in {} needs {needs}, which is not installed there. Run its package manager's `install`.",
            folder.display()
        )),
    }
}

fn ask(folder: &Path, with_names: bool) -> Result<Printed, String> {
    let mut node = program("node");
    node.arg("xtask/js/dump-policies.mjs").arg(folder);
    if with_names {
        node.arg("--names");
    }
    let printed = output(&mut node)?;
    serde_json::from_str(&printed)
        .map_err(|error| format!("The answer of the package in {} is not understood: {error}.", folder.display()))
}
