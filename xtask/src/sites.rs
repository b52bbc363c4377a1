//! Other people's sites: each is built with the package as npm would ship it, and read in a browser.

use crate::process::{program, root, run, say};
use crate::serve::Server;
use crate::{files, tools, wasm};
use std::path::PathBuf;
use std::thread;

/// Builds the sites of tests/sites and runs the tests that read them.
pub(crate) fn check() -> Result<(), String> {
    let browser = tools::browser()?;
    let folder = build()?;
    let server = Server::bind(&folder, 0)?;
    let address = server.address.clone();
    thread::spawn(|| server.run());
    run(program("node")
        .args(["--test", "--test-reporter=spec"])
        .args(files::tests_in("tests/sites", "test.mjs")?)
        .env("SITE_URL", address)
        .env("CHROMIUM", browser.chromium))
}

/// Builds the sites; returns the folder to serve them from.
pub(crate) fn build() -> Result<PathBuf, String> {
    wasm::build()?;
    install()?;
    let folder = root().join("target/sites");
    say("building the sites (two to three minutes)");
    run(program("node").arg("tests/sites/build.mjs").arg(&folder))?;
    Ok(folder)
}

/// Installs what tests/sites/package-lock.json lists, unless exactly that is there already.
fn install() -> Result<(), String> {
    let folder = root().join("tests/sites");
    let lock = files::fingerprint(&[folder.join("package-lock.json")])?;
    let stamp = folder.join("node_modules/.installed-from");
    if stamp.is_file() && files::read_text(&stamp)? == lock {
        return Ok(());
    }
    say(
        "installing Docusaurus, Next.js, Vite, Starlight, SvelteKit, React 18 and 19 and Remotion Lambda from tests/sites/package-lock.json \
         (1 GB, one to two minutes)",
    );
    run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
    files::write(&stamp, lock)
}
