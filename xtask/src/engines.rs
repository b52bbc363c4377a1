//! The pages' tests in the engines that the `browser` group does not use: the same files, in Firefox and in WebKit.

use crate::process::{program, root, run};
use crate::serve::Server;
use crate::{files, site, tools};
use std::thread;

pub(crate) fn test() -> Result<(), String> {
    let firefox = tools::firefox_and_webkit()?;
    // The other files open no page, so an engine makes no difference to them.
    let mut tests = Vec::new();
    for file in files::tests_in("tests/browser", "test.mjs")? {
        // Where a page scrolls to while widgets mount is not yet settled in Firefox: once 622 px off in 16 runs.
        if file.ends_with("landing.test.mjs") {
            continue;
        }
        if files::read_text(&file)?.contains("'./browser.mjs'") {
            tests.push(file);
        }
    }
    if tests.is_empty() {
        return Err("No file in tests/browser/ imports ./browser.mjs, so nothing was tested.".into());
    }
    let folder = site::default_folder();
    site::write(&folder)?;
    let server = Server::bind(&folder, 0)?;
    let address = server.address.clone();
    thread::spawn(|| server.run());
    let mut failed = Vec::new();
    let mut tallies = String::new();
    for engine in ["firefox", "webkit"] {
        println!("\n{engine}");
        let tally = root().join(format!("target/engines-{engine}.txt"));
        files::write(&tally, format!("{engine}: not run\n"))?;
        let done = run(program("node")
            .args(["--test", "--test-concurrency=2", "--test-reporter=spec", "--test-reporter-destination=stdout"])
            .args(["--test-reporter=./tests/browser/tally.mjs", "--test-reporter-destination"])
            .arg(&tally)
            .args(&tests)
            .env("ENGINE", engine)
            .env("FIREFOX", &firefox)
            .env("SITE_URL", &address));
        if done.is_err() {
            failed.push(engine);
        }
        tallies += &files::read_text(&tally)?;
    }
    println!("\n{tallies}");
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("Tests failed in {}. What they printed above says why.", failed.join(" and ")))
}
