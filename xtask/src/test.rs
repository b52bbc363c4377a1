//! `cargo xtask test`: the groups of tests, what each proves, and a summary at the end.

use crate::files::tests_in;
use crate::process::{cargo, program, root, run};
use crate::serve::Server;
use crate::{chaos, differential, engines, files, fuzz, oracles, rehearsal, site, sites, supply, tools, wasm};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// A group of tests.
struct Group {
    name: &'static str,
    proves: &'static str,
    when: When,
    run: fn() -> Result<(), String>,
}

/// When a group runs without being named.
#[derive(Clone, Copy, PartialEq)]
enum When {
    /// Always.
    Quick,
    /// With `--all`.
    All,
}

/// In the order they run, which is that of what they need: a fault is shown by the simplest group that has it.
const GROUPS: [Group; 13] = [
    Group { name: "host", proves: "the rules, the exact texts, formatting and lints", when: When::Quick, run: host },
    Group {
        name: "wasm",
        proves: "the widget and the boundary, in a headless browser",
        when: When::Quick,
        run: in_browser,
    },
    Group {
        name: "browser",
        proves: "the package, its types, and the pages as a reader uses them",
        when: When::Quick,
        run: pages,
    },
    Group {
        name: "cli",
        proves: "the command line, and a repository that holds its policies in CI",
        when: When::Quick,
        run: command_line,
    },
    Group { name: "size", proves: "each module with its glue stays within its budget", when: When::Quick, run: size },
    Group {
        name: "release",
        proves: "one command takes in a release of Remotion, with the same policies or with others",
        when: When::All,
        run: rehearsal::check,
    },
    Group {
        name: "oracles",
        proves:
            "the texts are those of Remotion's packages, and every form does what it says in the tool that reads it",
        when: When::All,
        run: oracles::test,
    },
    Group {
        name: "differential",
        proves: "requests are decided as two other engines decide them",
        when: When::All,
        run: differential::test,
    },
    Group {
        name: "engines",
        proves: "the element and the pages in Firefox and WebKit, as far as their drivers go",
        when: When::All,
        run: engines::test,
    },
    Group { name: "fuzz", proves: "no text or input makes it panic or hang", when: When::All, run: fuzz::test },
    Group {
        name: "sites",
        proves: "the npm package in sites of Docusaurus, Next.js, Vite and plain HTML",
        when: When::All,
        run: sites::check,
    },
    Group {
        name: "chaos",
        proves: "ten thousand random actions leave text, inputs and clipboard in step",
        when: When::All,
        run: chaos::run_actions,
    },
    Group {
        name: "supply",
        proves: "dependencies, lock files, the package, its release, and a build that can be repeated",
        when: When::All,
        run: supply::check,
    },
];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Groups to run; default: the quick ones
    #[arg(value_name = "GROUP", value_parser = clap::builder::PossibleValuesParser::new(GROUPS.map(|group| group.name)))]
    groups: Vec<String>,
    /// Run all groups
    #[arg(long)]
    all: bool,
    /// Print the groups and what each proves
    #[arg(long)]
    list: bool,
    /// Run the groups after one that failed, too
    #[arg(long)]
    keep_going: bool,
}

/// `cargo xtask test`
pub(crate) fn command(options: &Options) -> Result<(), String> {
    if options.list {
        for group in &GROUPS {
            let when = match group.when {
                When::Quick => "",
                When::All => " (by name, or with --all)",
            };
            println!("{:<12} {}{when}", group.name, group.proves);
        }
        return Ok(());
    }
    let chosen = |group: &&Group| {
        options.groups.iter().any(|name| name == group.name)
            || options.all
            || (options.groups.is_empty() && group.when == When::Quick)
    };
    run_groups(&GROUPS.iter().filter(chosen).collect::<Vec<_>>(), options.keep_going)
}

fn run_groups(groups: &[&Group], keep_going: bool) -> Result<(), String> {
    let start = Instant::now();
    let mut lines = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    for group in groups {
        if failed > 0 && !keep_going {
            lines.push(format!("{:<12} not run", group.name));
            continue;
        }
        println!("\n== {}: {}", group.name, group.proves);
        let start = Instant::now();
        let done = (group.run)();
        let time = seconds(start.elapsed());
        match done {
            Ok(()) => {
                passed += 1;
                lines.push(format!("{:<12} passed {time}", group.name));
            }
            Err(problem) => {
                failed += 1;
                lines.push(format!("{:<12} FAILED {time}  {problem}", group.name));
            }
        }
    }
    println!("\n== summary\n{}\n{:<12}        {}", lines.join("\n"), "all", seconds(start.elapsed()));
    let skipped = groups.len() - passed - failed;
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed > 0 {
        return Err("Not all groups passed; run one alone with `cargo xtask test GROUP`.".into());
    }
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:>7.1} s", time.as_secs_f64())
}

fn host() -> Result<(), String> {
    tools::lints()?;
    tools::wasm_target()?;
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    run(cargo()
        .args(["clippy", "--target", "wasm32-unknown-unknown", "--lib"])
        .args(browser_tests()?)
        .args(["--", "-D", "warnings"]))?;
    run(cargo().args(["test", "--workspace"]))
}

fn in_browser() -> Result<(), String> {
    let path = tools::wasm()?;
    let browser = tools::browser()?;
    let tests = browser_tests()?;
    if tests.is_empty() {
        return Err("No file in tests/ says `run_in_browser`, so nothing was tested.".into());
    }
    run(program("wasm-pack")
        .args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
        .arg(&browser.chromedriver)
        .arg("--")
        .args(tests)
        .env("PATH", path)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver(&browser.chromium)?)
        // Seconds; the 20 and 5 it takes by itself are short on a machine that builds at the same time.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30"))
}

/// Options of cargo that choose the tests written for a browser, and no others: those could not read their files there.
fn browser_tests() -> Result<Vec<String>, String> {
    let mut options = Vec::new();
    for file in tests_in("tests", "rs")? {
        if files::read_text(&file)?.contains("run_in_browser") {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            options.extend(["--test".to_owned(), name.into_owned()]);
        }
    }
    Ok(options)
}

/// webdriver.json, with the browser that was found: ChromeDriver would look for one of its own choice.
fn webdriver(chromium: &Path) -> Result<PathBuf, String> {
    let text = files::read_text(&root().join("webdriver.json"))?;
    let mut capabilities: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| format!("webdriver.json is not JSON: {error}."))?;
    let options = capabilities.get_mut("goog:chromeOptions").and_then(serde_json::Value::as_object_mut);
    let options = options.ok_or("webdriver.json has no object `goog:chromeOptions` to put the browser in.")?;
    options.insert("binary".into(), chromium.to_string_lossy().into());
    let file = root().join("target/webdriver.json");
    files::write(&file, capabilities.to_string())?;
    Ok(file)
}

fn pages() -> Result<(), String> {
    let browser = tools::browser()?;
    let tests = tests_in("tests/browser", "test.mjs")?;
    if tests.is_empty() {
        return Err("There is no tests/browser/*.test.mjs, so nothing was tested.".into());
    }
    let folder = site::default_folder();
    site::write(&folder)?;
    run(program("node").args(["node_modules/typescript/bin/tsc", "--project", "tests/types"]))?;
    let server = Server::bind(&folder, 0)?;
    let address = server.address.clone();
    thread::spawn(|| server.run());
    run(program("node")
        // Pages wait more than they compute: two files at a time, on any machine.
        .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
        .args(tests)
        .env("SITE_URL", address)
        .env("CHROMIUM", browser.chromium))
}

fn command_line() -> Result<(), String> {
    wasm::build()?;
    tools::node_modules()?;
    run(program("node").args(["--test", "--test-reporter=spec"]).args(tests_in("tests/cli", "test.mjs")?))
}

fn size() -> Result<(), String> {
    wasm::build()?;
    wasm::check_size()
}
