//! Many random actions in a browser, with what must hold checked after each: tests/chaos.

use crate::process::{program, root, run};
use crate::serve::Server;
use crate::{site, tools};
use std::thread;

/// The test group: always the same seeds, so that what failed fails again. `CHAOS_SEED` takes one of your own and
/// `CHAOS_ACTIONS` (10,000) says how many actions in all.
pub(crate) fn run_actions() -> Result<(), String> {
    let browser = tools::browser()?;
    let folder = root().join("target/chaos/site");
    site::write(&folder)?;
    let server = Server::bind(&folder, 0)?;
    let address = server.address.clone();
    thread::spawn(|| server.run());
    run(program("node").arg("tests/chaos/chaos.mjs").env("SITE_URL", address).env("CHROMIUM", browser.chromium))
}
