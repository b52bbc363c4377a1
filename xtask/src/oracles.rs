//! What others say of our texts: Remotion's published packages, each asked through its own code and its own types.

use crate::files;
use crate::process::{program, root, run, say};
use crate::{tools, wasm};
use std::path::PathBuf;

/// Installs what tests/oracles/package-lock.json lists, unless exactly that is there already.
pub(crate) fn packages() -> Result<PathBuf, String> {
    tools::node()?;
    let folder = root().join("tests/oracles");
    let lock = files::fingerprint(&[folder.join("package-lock.json")])?;
    // `npm ci` empties node_modules first, so the stamp goes with what it vouches for.
    let stamp = folder.join("node_modules/.installed-from");
    if !stamp.is_file() || files::read_text(&stamp)? != lock {
        say("installing Remotion's own packages (200 MB, half a minute)");
        run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
        files::write(&stamp, lock)?;
    }
    Ok(folder)
}

/// The test group: our texts beside those of the published packages, and our call beside their types.
pub(crate) fn test() -> Result<(), String> {
    wasm::build()?;
    let folder = packages()?;
    say("fetching the packages at both ends of every range of versions anew (a minute)");
    let xtask = std::env::current_exe().map_err(|error| format!("This program does not know where it is: {error}."))?;
    // With a cache of its own, so that npm has to fetch too.
    let cache = root().join("target/oracles-npm");
    files::remove(&cache)?;
    run(program(xtask).args(["policies", "--sample"]).env("npm_config_cache", &cache))?;
    files::remove(&cache)?;
    run(program("node")
        .args(["--test", "--test-reporter=spec"])
        .args(["policies.test.mjs", "render-call.test.mjs"].map(|name| folder.join(name)))
        .env("PRINTED", root().join("target/oracles/printed.json")))
}
