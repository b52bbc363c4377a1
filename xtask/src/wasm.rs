//! The module: compiled by wasm-pack, made small by wasm-opt, and held to its size.

use crate::files;
use crate::process::{cargo, output, program, root, run, say};
use crate::{texts, tools};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub(crate) const MODULE: &str = "remotion_policy_builder_bg.wasm";
const GLUE: &str = "remotion_policy_builder.js";

/// What a reader of the page may have to fetch, module and glue together, in bytes as brotli sends them.
/// It keeps what there is from growing unseen. 45 kB is where it should be; CONTRIBUTING.md says what was tried.
const BUDGET: u64 = 138_000;

/// For size before speed, with what rustc's output uses; every browser has had these features since 2021.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Writes pkg/policies.json, and pkg/wasm unless it already holds what the sources as they are lead to.
pub(crate) fn build() -> Result<(), String> {
    texts::write()?;
    tools::wasm()?;
    tools::node_modules()?;
    let stamp = root().join("target/wasm.stamp");
    if stamp.is_file() && files::read_text(&stamp)? == state()? {
        return Ok(());
    }
    say("building the module (a minute, when anything it is made of has changed)");
    build_in(&root(), &root().join("target"))?;
    files::write(&stamp, state()?)
}

/// Builds the sources of a checkout into its pkg/wasm, with what cargo makes on the way in `target`.
pub(crate) fn build_in(checkout: &Path, target: &Path) -> Result<(), String> {
    let out = checkout.join("pkg/wasm");
    run(program("wasm-pack")
        .current_dir(checkout)
        .args(["build", "module", "--target", "web", "--release", "--mode", "no-install"])
        // pkg/ has its own package.json; and wasm-pack's .gitignore would keep the module out of the npm package.
        .args(["--no-pack", "--no-gitignore"])
        .args(["--out-dir", "../pkg/wasm", "--out-name", "remotion_policy_builder"])
        .env("PATH", tools::wasm()?)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_ENCODED_RUSTFLAGS", without_home()?))?;
    let module = out.join(MODULE);
    run(program("node").arg("node_modules/binaryen/bin/wasm-opt").args(WASM_OPT).arg(&module).arg("-o").arg(&module))
}

/// Writes the module as [`build`] makes it, but with its functions' names: to tell what its bytes are.
pub(crate) fn build_named(to: &Path) -> Result<(), String> {
    let path = tools::wasm()?;
    // What wasm-pack does up to here, so this is mostly there already.
    run(cargo()
        .args(["build", "--package", "remotion-policy-builder-module", "--release", "--locked"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_ENCODED_RUSTFLAGS", without_home()?))?;
    let out = root().join("target/bench/named");
    run(program("wasm-bindgen")
        .args(["--target", "web", "--out-name", "remotion_policy_builder", "--out-dir"])
        .arg(&out)
        .arg(root().join("target/wasm32-unknown-unknown/release/remotion_policy_builder_module.wasm"))
        .env("PATH", path))?;
    let optimise = ["node_modules/binaryen/bin/wasm-opt", "--debuginfo"];
    run(program("node").args(optimise).args(WASM_OPT).arg(out.join(MODULE)).arg("-o").arg(to))
}

/// Prints what there is to fetch and fails when it is more than the budget.
pub(crate) fn check_size() -> Result<(), String> {
    let files = [MODULE, GLUE].map(|name| folder().join(name));
    let printed = output(program("node").arg("xtask/js/sizes.mjs").args(&files))?;
    let sizes = printed.lines().map(Sizes::read).collect::<Option<Vec<_>>>();
    let Some([module, glue]) = sizes.as_deref() else {
        return Err(format!("xtask/js/sizes.mjs should print three numbers for each of two files, not:\n{printed}"));
    };
    let both = Sizes { raw: module.raw + glue.raw, gzip: module.gzip + glue.gzip, brotli: module.brotli + glue.brotli };
    println!("{:>24}  {:>9}  {:>9}  {:>9}", "bytes", "raw", "gzip -9", "brotli 11");
    for (name, sizes) in [("module (.wasm)", module), ("glue (.js)", glue), ("together", &both)] {
        println!("{name:>24}  {:>9}  {:>9}  {:>9}", sizes.raw, sizes.gzip, sizes.brotli);
    }
    println!("{:>24}  {:>9}  {:>9}  {BUDGET:>9}", "budget", "", "");
    if both.brotli > BUDGET {
        return Err(format!(
            "The module and its glue are {} bytes over the budget. Find what grew, or raise BUDGET in \
             xtask/src/wasm.rs and say in CHANGELOG.md what the bytes buy.",
            both.brotli - BUDGET
        ));
    }
    Ok(())
}

/// One file's bytes, as they are and as a server may send them.
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Sizes {
    fn read(line: &str) -> Option<Self> {
        let mut numbers = line.split(' ').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { raw: next()?, gzip: next()?, brotli: next()? })
    }
}

fn folder() -> PathBuf {
    root().join("pkg/wasm")
}

/// What was built from what: the sources, the tools' versions, and the files that came out.
///
/// The files are part of it because others write them too: wasm-pack called by hand leaves a module not optimised.
fn state() -> Result<String, String> {
    let all = |names: &[&str]| files::fingerprint(&names.iter().map(|name| root().join(name)).collect::<Vec<_>>());
    let sources = all(&["src", "module", "Cargo.toml", "Cargo.lock", "package-lock.json", "xtask/src/wasm.rs"])?;
    let made = files::fingerprint(&[folder()])?;
    let compiler = output(program("rustc").arg("--version"))?;
    Ok(format!("{sources}\n{made}\n{compiler}"))
}

/// Compiler flags that take the home folder out of the places a panic would name.
///
/// They are text inside the module: each reader would fetch them, and they would differ from machine to machine.
fn without_home() -> Result<OsString, String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let mut flags = OsString::new();
    let Some(sources) = home.map(|home| home.join("registry/src")).filter(|sources| sources.is_dir()) else {
        return Ok(flags);
    };
    let registries = std::fs::read_dir(&sources)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(|error| format!("The folder {} cannot be read: {error}.", sources.display()))?;
    for registry in registries {
        // Flags are parted by this character, so that a folder's name may hold spaces.
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(registry);
        flags.push("=");
    }
    Ok(flags)
}
