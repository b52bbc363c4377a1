//! The project's commands: `cargo xtask serve`, `cargo xtask test` and what they stand on.

mod address;
mod bench;
mod chaos;
mod differential;
mod fallback;
mod files;
mod fuzz;
mod hostile;
mod mutants;
mod oracles;
mod policies;
mod process;
mod serve;
mod site;
mod sites;
mod supply;
mod test;
mod texts;
mod tools;
mod wasm;

use std::process::ExitCode;

/// One command: what is typed, what it does, and the function that does it.
struct Command {
    name: &'static str,
    arguments: &'static str,
    summary: &'static str,
    run: fn(&[String]) -> Result<(), String>,
}

const COMMANDS: [Command; 8] = [
    Command {
        name: "serve",
        arguments: "[--port N]",
        summary: "build everything and serve the docs page on this machine",
        run: serve::command,
    },
    Command {
        name: "test",
        arguments: "[GROUP…|--all|--list] [--keep-going]",
        summary: "run the quick test groups, those named, or all of them",
        run: test::command,
    },
    Command { name: "build", arguments: "", summary: "build pkg/wasm and pkg/policies.json, print sizes", run: build },
    Command {
        name: "site",
        arguments: "[--out FOLDER]",
        summary: "write the docs page as static files (to target/site)",
        run: site::command,
    },
    Command {
        name: "bench",
        arguments: "[--write] [--all]",
        summary: "measure beside peers, and print a table (also to target/bench.md; --write: to README.md)",
        run: bench::command,
    },
    Command {
        name: "mutants",
        arguments: "[OPTION…]",
        summary: "change the rules one at a time and see whether a test notices",
        run: mutants::command,
    },
    Command {
        name: "policies",
        arguments: "[--check|--from PATH|--sample …]",
        summary: "read Remotion's policies from its published packages",
        run: policies::run,
    },
    Command { name: "help", arguments: "", summary: "print this", run: help },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        None => ("help", arguments.as_slice()),
        Some((name, rest)) => (name.as_str(), rest),
    };
    let done = match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(rest),
        None => Err(format!("There is no command `{name}`. `cargo xtask help` lists those there are.")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("`cargo xtask build` takes nothing more.".into());
    }
    wasm::build()?;
    wasm::check_size()
}

fn help(_: &[String]) -> Result<(), String> {
    for command in &COMMANDS {
        let usage = format!("cargo xtask {} {}", command.name, command.arguments);
        println!("{usage:<58} {}", command.summary);
    }
    Ok(())
}
