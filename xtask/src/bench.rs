//! `cargo xtask bench`: what the reader waits for and what it costs, each figure beside a peer measured in the same run.

use crate::process::{cargo, program, root, run, say};
use crate::serve::Server;
use crate::{differential, files, oracles, site, sites, tools, wasm};
use std::path::PathBuf;
use std::thread;

const PAGE: &str = "docs/benchmarks.md";
/// What the page quotes stands between these.
const MARKS: [&str; 2] = ["<!-- bench -->\n", "<!-- /bench -->\n"];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Put the table into docs/benchmarks.md too
    #[arg(long)]
    write: bool,
    /// Measure in built sites too (minutes more)
    #[arg(long)]
    all: bool,
}

/// `cargo xtask bench`
///
/// What cannot be measured stands in the table as such, and fails the command when all the rest has been printed.
pub(crate) fn command(options: &Options) -> Result<(), String> {
    if options.write && std::env::var_os("ONLY").is_some() {
        return Err("With ONLY there is not the whole table, so there is nothing to --write.".into());
    }
    let page = root().join(PAGE);
    // Known before minutes of measuring, not after.
    quote(&files::read_text(&page)?, "")?;

    let browser = tools::browser()?;
    packages()?;
    oracles::packages()?;
    differential::packages()?;
    let out = root().join("target/bench");
    // A folder of its own: tests may write theirs meanwhile.
    let folder = out.join("site");
    site::write(&folder)?;
    let address = serve(folder.clone())?;
    let named = out.join("named");
    // The figures of all groups but one do not need these: that one then says what is missing.
    let mut failures = Vec::new();
    failures.extend(wasm::build_named(&named).err());
    let criterion = out.join("criterion");
    files::remove(&criterion)?;
    say("measuring the rules on the host (a minute, and one more to compile them the first time)");
    failures.extend(
        run(cargo()
            .args(["bench", "--locked", "--bench", "growth"])
            .current_dir(root().join("tests/bench/host"))
            .env("CARGO_TARGET_DIR", out.join("host"))
            .env("CRITERION_HOME", &criterion))
        .err(),
    );

    let (table, breakdown) = (root().join("target/bench.md"), out.join("breakdown.md"));
    say("measuring in Node and in the browser (five minutes; the machine should have nothing else to do)");
    let mut measure = program("node");
    measure
        .arg("tests/bench/bench.mjs")
        .env("SITE_URL", address)
        .env("SITE_FOLDER", &folder)
        .env("CHROMIUM", browser.chromium)
        .env("CRITERION", &criterion)
        .env("NAMED", &named)
        .env("TABLE", &table)
        .env("BREAKDOWN", &breakdown);
    if options.all {
        match sites::build().and_then(serve) {
            Ok(address) => {
                measure.env("SITES_URL", address);
            }
            Err(problem) => failures.push(problem),
        }
    }
    failures.extend(run(&mut measure).err());
    let figures = files::read_text(&table)?;
    println!("\n{figures}\n{}", files::read_text(&breakdown)?);
    if !failures.is_empty() {
        return Err(format!("Not all could be measured.\n{}", failures.join("\n")));
    }
    if options.write {
        files::write(&page, quote(&files::read_text(&page)?, &figures)?)?;
        println!("The table is in {PAGE} too.");
    }
    Ok(())
}

/// Serves a folder for as long as this program runs; returns where.
fn serve(folder: PathBuf) -> Result<String, String> {
    let server = Server::bind(&folder, 0)?;
    let address = server.address.clone();
    thread::spawn(|| server.run());
    Ok(address)
}

/// Installs what tests/bench/package-lock.json lists, unless exactly that is there already.
fn packages() -> Result<(), String> {
    tools::node()?;
    let folder = root().join("tests/bench");
    let lock = files::fingerprint(&[folder.join("package-lock.json")])?;
    // `npm ci` empties node_modules first, so the stamp goes with what it vouches for.
    let stamp = folder.join("node_modules/.installed-from");
    if stamp.is_file() && files::read_text(&stamp)? == lock {
        return Ok(());
    }
    say("installing esbuild and React from tests/bench/package-lock.json (20 MB, seconds)");
    run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
    files::write(&stamp, lock)
}

/// A text with `figures` in place of what stands between the marks.
fn quote(text: &str, figures: &str) -> Result<String, String> {
    let [open, close] = MARKS;
    let parts = text.split_once(open).and_then(|(before, rest)| Some((before, rest.split_once(close)?.1)));
    let (before, after) = parts.ok_or_else(|| {
        format!("{PAGE} has no lines `{}` and `{}` to put the table between.", open.trim(), close.trim())
    })?;
    Ok(format!("{before}{open}\n{}\n\n{close}{after}", figures.trim()))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn the_table_takes_the_place_of_the_last_one_and_nothing_else_changes() {
        let page = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";
        let new = "before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n";
        assert_eq!(quote(page, "new\n").as_deref(), Ok(new));
        assert_eq!(quote(new, "new\n").as_deref(), Ok(new), "it can be done again");
    }

    #[test]
    fn a_page_without_the_marks_is_not_written_to() {
        for page in ["", "<!-- bench -->\n", "<!-- /bench -->\n<!-- bench -->\n"] {
            assert!(quote(page, "new").is_err_and(|problem| problem.contains("<!-- /bench -->")), "{page}");
        }
    }
}
