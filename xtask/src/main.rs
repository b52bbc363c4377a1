//! The project's commands: `cargo xtask serve`, `cargo xtask test` and what they stand on.

mod address;
mod bench;
mod chaos;
mod differential;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
mod docs;
mod engines;
mod fallback;
mod files;
mod fuzz;
mod hostile;
mod html;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
mod layers;
mod mdx;
mod mutants;
mod oracles;
mod package;
mod policies;
mod process;
mod rehearsal;
mod release;
mod serve;
mod site;
mod sites;
mod supply;
mod test;
mod texts;
mod tools;
mod wasm;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The project's commands
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve the docs page on this machine
    Serve {
        #[arg(long, value_name = "NUMBER", default_value_t = serve::PORT)]
        port: u16,
    },
    /// Run the quick test groups, those named, or all of them
    Test(test::Options),
    /// Build pkg/wasm and pkg/policies.js, and print sizes
    Build,
    /// Pack the npm package as it is published, and print its hashes
    Package(package::Options),
    /// Write the docs page as static files, to serve here or for a host
    Site {
        /// For a host, with everything that may be cached in a folder named by its contents; default: target/site, as
        /// it is served here
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Measure beside peers, and print a table (also to target/bench.md)
    Bench(bench::Options),
    /// Change the rules one at a time and see whether a test notices
    Mutants {
        /// Options of cargo-mutants, such as `--file src/mark.rs`
        #[arg(value_name = "OPTION", trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Take in a release of Remotion: data, texts, change log and package version
    Release(release::Options),
    /// Read again what every release of Remotion prints
    Policies(policies::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve { port } => serve::command(port),
        Command::Test(options) => test::command(&options),
        Command::Build => build(),
        Command::Package(options) => package::command(&options),
        Command::Site { out } => site::command(out),
        Command::Bench(options) => bench::command(&options),
        Command::Mutants { options } => mutants::command(&options),
        Command::Release(options) => release::command(&options),
        Command::Policies(options) => policies::command(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    wasm::build()?;
    wasm::check_size()
}
