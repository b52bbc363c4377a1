//! What the commands need beyond Rust: found where it is, installed where it is not, never asked about.

use crate::files;
use crate::process::{cargo, output, program, root, run, say};
use std::env::consts::EXE_SUFFIX;
use std::env::{join_paths, split_paths, var_os};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";
const WASM_PACK: &str = "0.15.1";
const CARGO_FUZZ: &str = "0.13.1";
const CARGO_DENY: &str = "0.20.2";
const CARGO_MUTANTS: &str = "27.1.0";
pub(crate) const NODE: u32 = 20;

/// The Chromium that pages are opened in, and the program through which `wasm-pack test` steers it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

/// Sees to Rust's wasm target, `wasm-pack` and the `wasm-bindgen` of Cargo.lock; returns the `PATH` they are on.
pub(crate) fn wasm() -> Result<OsString, String> {
    wasm_target()?;
    let folder = cache()?.join("cargo");
    let path = path_with(&folder.join("bin"))?;
    let lock = files::read_text(&root().join("Cargo.lock"))?;
    let bindgen = locked_version(&lock, "wasm-bindgen")
        .ok_or("Cargo.lock names no wasm-bindgen. Restore it with `git checkout Cargo.lock`.")?;
    cargo_tool("wasm-pack", "wasm-pack", WASM_PACK, &folder, &path)?;
    // Its version is part of the module it reads: any other than the library's is refused.
    cargo_tool("wasm-bindgen-cli", "wasm-bindgen", bindgen, &folder, &path)?;
    // What they were built from is ten times their size, and not needed until their versions change.
    files::remove(&folder.join("target"))?;
    Ok(path)
}

/// Sees to a nightly compiler and `cargo-fuzz`; returns the `PATH` they are on.
pub(crate) fn fuzz() -> Result<OsString, String> {
    if output(program("rustc").args(["+nightly", "--version"])).is_err() {
        say("adding a nightly compiler, which fuzzing needs (a minute, once)");
        run(program("rustup").args(["toolchain", "install", "nightly", "--profile", "minimal"])).map_err(|error| {
            format!("{error} Fuzzing needs a toolchain that rustup calls `nightly`; the other test groups do not.")
        })?;
    }
    tool_beside_cargo("cargo-fuzz", CARGO_FUZZ)
}

/// Sees to `cargo-deny`; returns the `PATH` it is on.
pub(crate) fn cargo_deny() -> Result<OsString, String> {
    tool_beside_cargo("cargo-deny", CARGO_DENY)
}

/// Sees to `cargo-mutants`; returns the `PATH` it is on.
pub(crate) fn cargo_mutants() -> Result<OsString, String> {
    tool_beside_cargo("cargo-mutants", CARGO_MUTANTS)
}

fn tool_beside_cargo(name: &str, version: &str) -> Result<OsString, String> {
    let folder = cache()?.join("cargo");
    let path = path_with(&folder.join("bin"))?;
    cargo_tool(name, name, version, &folder, &path)?;
    files::remove(&folder.join("target"))?;
    Ok(path)
}

/// Sees to the library that Rust needs to compile for a browser.
pub(crate) fn wasm_target() -> Result<(), String> {
    let libraries = output(program("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    say(&format!("adding Rust's {TARGET} target, which the modules are compiled for (seconds, once)"));
    run(program("rustup").args(["target", "add", TARGET]))
        .map_err(|error| format!("{error} Where Rust came without rustup, install its {TARGET} library the same way."))
}

/// Sees to rustfmt and clippy, which rustup leaves out of its minimal profile.
pub(crate) fn lints() -> Result<(), String> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(cargo().args([command, "--version"])).is_err() {
            say(&format!("adding {component}, which checks the sources (seconds, once)"));
            run(program("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Checks that there is a Node that runs the scripts, and says what to do otherwise.
pub(crate) fn node() -> Result<(), String> {
    let help = format!("Install Node {NODE} or newer, then run the command again.");
    let version = output(program("node").arg("--version")).map_err(|error| format!("{error} {help}"))?;
    match major(&version) {
        Some(major) if major >= NODE => Ok(()),
        _ => Err(format!("This is Node {}. {help}", version.trim())),
    }
}

/// Installs what package-lock.json lists, unless exactly that is there already.
pub(crate) fn node_modules() -> Result<(), String> {
    node()?;
    let lock = files::fingerprint(&[root().join("package-lock.json")])?;
    // `npm ci` empties node_modules first, so the stamp goes with what it vouches for.
    let stamp = root().join("node_modules/.installed-from");
    if stamp.is_file() && files::read_text(&stamp)? == lock {
        return Ok(());
    }
    say("installing the Node packages of package-lock.json (under a minute)");
    run(program("npm").args(["ci", "--ignore-scripts"]))?;
    files::write(&stamp, lock)
}

/// Sees to a Python with exactly the packages that a list names; returns the folder of their programs.
pub(crate) fn python(list: &Path) -> Result<PathBuf, String> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err("The AWS provider of Terraform comes for Linux on x86-64 only, so this runs there only.".into());
    }
    let folder = cache()?.join("python");
    let (programs, stamp) = (folder.join("bin"), folder.join("installed"));
    let wanted = files::read_text(list)?;
    if stamp.is_file() && files::read_text(&stamp)? == wanted {
        return Ok(programs);
    }
    // Without `ensurepip`, which Debian has in a package of its own, an environment cannot be made.
    if output(program("python3").args(["-c", "import ensurepip"])).is_err() {
        apt_install(
            &["python3-venv"],
            "for the tools written in Python (under a minute, once)",
            "There is no Python that makes virtual environments. Install Python 3.11 or newer with its `venv` \
             (Debian: python3-venv), then run the command again.",
        )?;
    }
    say("installing the Python packages of tests/oracles/requirements.txt (730 MB, a minute, once)");
    files::remove(&folder)?;
    run(program("python3").args(["-m", "venv"]).arg(&folder))?;
    run(program(programs.join("python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement"])
        .arg(list))
    .map_err(|error| format!("{error} Python has to be 3.11 or newer, and has to reach its registry of packages."))?;
    files::write(&stamp, wanted)?;
    Ok(programs)
}

/// Finds Chromium and its driver: as `CHROMIUM` and `CHROMEDRIVER` say, else on `PATH`, else from Debian's packages.
pub(crate) fn browser() -> Result<Browser, String> {
    if let Some(browser) = find_browser()? {
        return Ok(browser);
    }
    let help = "Install Chromium and ChromeDriver of the same version, or name their programs in the \
                variables CHROMIUM and CHROMEDRIVER, then run the command again.";
    apt_install(
        &["chromium", "chromium-driver"],
        "in which the pages are tested (1 to 3 minutes, once)",
        &format!("There is no Chromium with its ChromeDriver on PATH. {help}"),
    )?;
    find_browser()?.ok_or(format!("The packages were installed, but bring no Chromium here. {help}"))
}

/// Finds Firefox, and what WebKit needs: as `FIREFOX` says, else on `PATH`, else from Debian's packages.
pub(crate) fn firefox_and_webkit() -> Result<PathBuf, String> {
    let path = var_os("PATH").unwrap_or_default();
    let found = || -> Result<Option<PathBuf>, String> {
        let webkit = find("WebKitWebDriver", &path).and(find("Xvfb", &path));
        Ok(named_or_found("FIREFOX", &["firefox-esr", "firefox"])?.filter(|_| webkit.is_some()))
    };
    if let Some(firefox) = found()? {
        return Ok(firefox);
    }
    let help = "Install Firefox, WebKitWebDriver with its MiniBrowser, and Xvfb, then run the command again.";
    apt_install(
        &["firefox-esr", "webkit2gtk-driver", "xvfb"],
        "in which the pages are tested besides Chromium (1 to 3 minutes, once)",
        &format!("Firefox, WebKitWebDriver or Xvfb is not on PATH. {help}"),
    )?;
    found()?.ok_or(format!("The packages were installed, but bring no Firefox or WebKit here. {help}"))
}

fn find_browser() -> Result<Option<Browser>, String> {
    let chromium = named_or_found("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
    let chromedriver = named_or_found("CHROMEDRIVER", &["chromedriver"])?;
    Ok(chromium.zip(chromedriver).map(|(chromium, chromedriver)| Browser { chromium, chromedriver }))
}

/// A program that a variable names, else the first of `names` on `PATH`.
fn named_or_found(variable: &str, names: &[&str]) -> Result<Option<PathBuf>, String> {
    let path = var_os("PATH").unwrap_or_default();
    match var_os(variable).filter(|value| !value.is_empty()) {
        None => Ok(names.iter().find_map(|name| find(name, &path))),
        Some(value) if Path::new(&value).is_file() => Ok(Some(value.into())),
        Some(value) => Err(format!(
            "The variable {variable} names {}, which is not a file. Correct it or unset it.",
            value.to_string_lossy()
        )),
    }
}

/// Installs packages of Debian's; `otherwise` is the problem where this is no Debian, or may not be done.
fn apt_install(packages: &[&str], purpose: &str, otherwise: &str) -> Result<(), String> {
    let (first, rest) = apt().ok_or(otherwise)?;
    say(&format!("installing {}, {purpose}", packages.join(" and ")));
    let apt_get = |arguments: &[&str]| {
        run(program(first).args(rest).args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments))
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// What to put before `apt-get` so that it has its environment and its rights; nothing where it cannot have them.
fn apt() -> Option<(&'static str, &'static [&'static str])> {
    find("apt-get", &var_os("PATH").unwrap_or_default())?;
    if output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Some(("env", &[]));
    }
    let without_password = output(program("sudo").args(["-n", "true"]));
    without_password.is_ok().then_some(("sudo", &["-n", "env"]))
}

/// Installs a program from crates.io into `folder`, unless `path` leads to exactly this version of it.
fn cargo_tool(package: &str, name: &str, version: &str, folder: &Path, path: &OsStr) -> Result<(), String> {
    let installed = find(name, path).and_then(|tool| output(program(tool).arg("--version")).ok());
    if installed.is_some_and(|text| text.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    say(&format!("installing {package} {version} (2 to 5 minutes, once)"));
    // Built fast rather than to be fast: the module they work on is small. One build folder, as they share crates.
    let install = |how: &[&str]| {
        run(cargo()
            .args(["install", package, "--version", version, "--root"])
            .arg(folder)
            .args(how)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0"))
    };
    install(&["--locked"]).or_else(|_| {
        say("once more, with the newest dependencies that fit in place of those it was released with");
        install(&[])
    })
}

/// The version of a package in the text of a Cargo.lock, where it is the line after the name.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    version.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The first number of what `node --version` prints.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Where tools are kept from one clone to the next.
fn cache() -> Result<PathBuf, String> {
    let given = |variable| var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = given("POLICY_BUILDER_TOOLS")
        .or_else(|| given("XDG_CACHE_HOME"))
        .or_else(|| given("HOME").map(|home| home.join(".cache")))
        .ok_or("There is no home folder to keep tools in. Name a folder in the variable POLICY_BUILDER_TOOLS.")?;
    Ok(folder.join("remotion-policy-builder"))
}

fn path_with(first: &Path) -> Result<OsString, String> {
    let path = var_os("PATH").unwrap_or_default();
    join_paths(std::iter::once(first.to_owned()).chain(split_paths(&path)))
        .map_err(|error| format!("{} cannot be put on PATH: {error}.", first.display()))
}

fn find(name: &str, path: &OsStr) -> Option<PathBuf> {
    split_paths(path).map(|folder| folder.join(format!("{name}{EXE_SUFFIX}"))).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::{locked_version, major};

    #[test]
    fn reads_the_version_of_exactly_the_named_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
        assert_eq!(locked_version("name = \"wasm-bindgen\"", "wasm-bindgen"), None);
    }

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v24.0.0-nightly"), Some(24));
        assert_eq!(major("node"), None);
    }
}
