//! What others say of our texts: Remotion's published packages, each asked through its own code and its own types; and
//! every tool that a form of a policy is for.

use crate::files::{self, tests_in};
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
        say("installing the Node packages of tests/oracles/package-lock.json (600 MB, a minute)");
        run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
        files::write(&stamp, lock)?;
    }
    Ok(folder)
}

/// The test group: our texts beside those of the published packages, our call beside their types, and every form of the
/// policies given to the tool that reads it.
pub(crate) fn test() -> Result<(), String> {
    wasm::build()?;
    let folder = packages()?;
    tools::node_modules()?;
    let python = tools::python(&folder.join("requirements.txt"))?;
    say("fetching the packages at both ends of every range of versions anew (a minute)");
    let xtask = std::env::current_exe().map_err(|error| format!("This program does not know where it is: {error}."))?;
    // With a cache of its own, so that npm has to fetch too.
    let cache = root().join("target/oracles-npm");
    files::remove(&cache)?;
    run(program(xtask).args(["policies", "--sample"]).env("npm_config_cache", &cache))?;
    files::remove(&cache)?;
    run(program("node")
        // One file after the other: each has work for two cores.
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(tests_in("tests/oracles", "test.mjs")?)
        .env("PRINTED", root().join("target/oracles/printed.json"))
        .env("PYTHON_TOOLS", python))
}
