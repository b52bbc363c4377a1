//! `cargo xtask mutants`: `cargo mutants` with the settings of .cargo/mutants.toml. Takes an hour or so.

use crate::process::{cargo, root, run, say};
use crate::tools;

/// `cargo xtask mutants [OPTION…]`, options being those of cargo-mutants, such as `--file src/mark.rs`.
pub(crate) fn command(arguments: &[String]) -> Result<(), String> {
    let path = tools::cargo_mutants()?;
    say("changing one thing at a time in a copy (an hour, less with `--file`); results are in target/mutants.out");
    run(cargo()
        .args(["mutants", "--no-shuffle", "--timeout", "60", "--output"])
        .arg(root().join("target"))
        .args(arguments)
        .env("PATH", path)
        // Nobody looks at these with a debugger, and they link in half the time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))
}
