//! What other engines make of the same policies and requests: nothing of them is shipped.

use crate::files;
use crate::process::{cargo, program, root, run, say};
use crate::{tools, wasm};
use std::path::PathBuf;

/// Installs what tests/differential/package-lock.json lists, unless exactly that is there already.
pub(crate) fn packages() -> Result<PathBuf, String> {
    tools::node()?;
    let folder = root().join("tests/differential");
    let lock = files::fingerprint(&[folder.join("package-lock.json")])?;
    // `npm ci` empties node_modules first, so the stamp goes with what it vouches for.
    let stamp = folder.join("node_modules/.installed-from");
    if !stamp.is_file() || files::read_text(&stamp)? != lock {
        say("installing iam-simulate (20 MB, seconds)");
        run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
        files::write(&stamp, lock)?;
    }
    Ok(folder)
}

/// The test group: `evaluate` and `check` beside two engines that share nothing with them.
pub(crate) fn test() -> Result<(), String> {
    wasm::build()?;
    let folder = packages()?;
    let target = root().join("target/differential");
    run(cargo()
        .args(["build", "--release", "--locked"])
        .current_dir(folder.join("iam-rs"))
        .env("CARGO_TARGET_DIR", &target))?;
    run(program("node")
        .args(["--test", "--test-reporter=spec"])
        .args(["actions.test.mjs", "differential.test.mjs"].map(|file| folder.join(file)))
        .env("IAM_RS", target.join(format!("release/differential-iam-rs{}", std::env::consts::EXE_SUFFIX))))
}
