//! `cargo xtask mutants`: `cargo mutants` with the settings of .cargo/mutants.toml, in two rounds. Takes hours for all.

use crate::process::{cargo, root, say};
use crate::tools;
use std::ffi::OsStr;
use std::process::Command;

/// Modules of tests on long and on random texts: most of the time of the unit tests, and rarely what notices first.
const SLOW: [&str; 2] = ["proportion::", "properties::"];

/// What cargo-mutants ends with when there were mutants that no test noticed, and when there were some without end.
const MISSED: [i32; 2] = [2, 3];

/// `cargo xtask mutants [OPTION…]`, options being those of cargo-mutants, such as `--file src/mark.rs`.
pub(crate) fn command(arguments: &[String]) -> Result<(), String> {
    let path = tools::cargo_mutants()?;
    say("changing one thing at a time in a copy (hours, minutes with `--file`); results are in target/mutants.out");
    say("first round: the quick unit tests, which notice most mutants");
    let mut quick = mutants(&path, arguments);
    quick.args(["--", "--lib", "--"]).args(SLOW.iter().flat_map(|name| ["--skip", name]));
    if round(&mut quick)? == 0 {
        return Ok(());
    }
    say("second round: all host tests, on what the first round missed");
    let mut thorough = mutants(&path, arguments);
    // Slower to build and five times as fast to run, which is most of what these tests take.
    thorough.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1").args(["--iterate", "--", "--lib", "--tests"]);
    match round(&mut thorough)? {
        0 => Ok(()),
        _ => Err("Some mutants lived: target/mutants.out/missed.txt. Known ones are in tests/mutants.md.".into()),
    }
}

fn mutants(path: &OsStr, arguments: &[String]) -> Command {
    let named = arguments.iter().any(|argument| argument == "--file" || argument == "-f");
    let mut command = cargo();
    command
        .args(["mutants", "--no-shuffle", "--timeout", "120", "--output"])
        .arg(root().join("target"))
        .args(arguments)
        // The settings list all rules, and would add them to the files that are named.
        .args(named.then_some("--no-config"))
        .env("PATH", path)
        // Nobody looks at these with a debugger, and they link in half the time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // That a case fails is enough to know: not the smallest one, and not again for the next mutant.
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
    command
}

/// Runs it to its end and returns what it ended with, where that says how the mutants fared.
fn round(command: &mut Command) -> Result<i32, String> {
    let status = command.status().map_err(|error| format!("cargo-mutants cannot be started: {error}."))?;
    match status.code() {
        Some(code) if code == 0 || MISSED.contains(&code) => Ok(code),
        _ => Err(format!("cargo-mutants failed ({status}). What it printed above says why.")),
    }
}
