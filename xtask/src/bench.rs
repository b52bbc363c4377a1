//! `cargo xtask bench`: what the reader waits for and what it costs, each figure beside a peer measured in the same run.

use crate::process::{output, program, root, say};
use crate::serve::Server;
use crate::{differential, files, oracles, site, tools};
use std::thread;

/// `cargo xtask bench`
pub(crate) fn command(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("`cargo xtask bench` takes nothing more.".into());
    }
    let browser = tools::browser()?;
    oracles::packages()?;
    differential::packages()?;
    // A folder of its own: tests may write theirs meanwhile.
    let folder = root().join("target/bench/site");
    site::write(&folder)?;
    let server = Server::bind(&folder, 0)?;
    let address = server.address.clone();
    thread::spawn(|| server.run());
    say("measuring (under 4 minutes; the machine should have nothing else to do)");
    let table = output(
        program("node")
            .arg("tests/bench/bench.mjs")
            .env("SITE_URL", address)
            .env("SITE_FOLDER", &folder)
            .env("CHROMIUM", browser.chromium),
    )?;
    print!("{table}");
    files::write(&root().join("target/bench.md"), table)
}
