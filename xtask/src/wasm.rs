//! The modules: compiled by wasm-pack, made small by xtask/js/finish.mjs and wasm-opt, and held to their sizes.

use crate::files;
use crate::process::{cargo, output, program, root, run, say};
use crate::{texts, tools};
use remotion_policy_builder::{releases, ReleasesAnswer};
use semver::Version;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A module, which is a crate in module/ and two files in pkg/wasm.
pub(crate) struct Module {
    /// The folder of its crate.
    pub(crate) folder: &'static str,
    /// What its files' names begin with.
    name: &'static str,
    package: &'static str,
    /// What a reader of a page that needs it has to fetch, module and glue together, in bytes as brotli sends them. It
    /// keeps what there is from growing unseen. 45 kB is where it should be; docs/size.md says what was tried.
    ///
    /// This is for the code as it is, with the data up to [`REFERENCE`]; [`allowance`] is what later data may add.
    pub(crate) budget: u64,
}

/// The newest version of Remotion in the data that the budgets were measured with. Whoever measures them again with newer
/// data raises this too, and the allowance begins at nothing.
const REFERENCE: Version = Version::new(4, 0, 527);

/// What a release with the same policies may add: other digits compress otherwise. Measured: -46 to +13 bytes.
const OTHER_DIGITS: u64 = 64;

/// What a release with other policies may add. Measured, in the checker, which has more of it: a new action 100 bytes, a
/// new Statement with an action, a service and a resource of its own 137, both at once 237. The sentences somebody
/// writes about them are code, and not in this.
const OTHER_POLICIES: u64 = 256;

/// What releases since [`REFERENCE`] may add to a module, so that none of them fails for its size.
fn allowance(releases: &ReleasesAnswer) -> u64 {
    let is_later = |version: &str| Version::parse(version).is_ok_and(|version| version > REFERENCE);
    let changes = releases.ranges.iter().filter(|range| !range.gap && is_later(&range.from)).count();
    let digits = if is_later(&releases.newest) { OTHER_DIGITS } else { 0 };
    digits + OTHER_POLICIES * changes as u64
}

pub(crate) const MODULES: [Module; 4] = [
    Module {
        folder: "builder",
        name: "remotion_policy_builder",
        package: "remotion-policy-builder-module",
        budget: 85_800,
    },
    // The same with what only some setups need: trust relationships with tokens, what belongs to a bucket
    // or key, what is added to Remotion's own policies, and whole setups.
    Module {
        folder: "setups",
        name: "remotion_policy_setups",
        package: "remotion-policy-setups-module",
        budget: 125_200,
    },
    Module {
        folder: "checker",
        name: "remotion_policy_checker",
        package: "remotion-policy-checker-module",
        budget: 215_000,
    },
    // Of it, 21,000 are the grammar of YAML, 8,000 what is made of that, 34,000 Terraform and JavaScript, 8,700 scripts.
    Module {
        folder: "readers",
        name: "remotion_policy_readers",
        package: "remotion-policy-readers-module",
        budget: 74_400,
    },
];

impl Module {
    pub(crate) fn file(&self) -> String {
        [self.name, "_bg.wasm"].concat()
    }

    fn glue(&self) -> String {
        [self.name, ".js"].concat()
    }

    /// Makes what wasm-bindgen left in a folder as small as it gets.
    fn finish(&self, options: &[&str], folder: &Path) -> Result<(), String> {
        let (file, glue) = (folder.join(self.file()), folder.join(self.glue()));
        // Not in pkg/builder.js, which every page view pays for.
        let more = if self.folder == "builder" { "export const more=()=>import('../setups.js');" } else { "" };
        run(program("node").arg("xtask/js/finish.mjs").args([&file, &glue]).arg(more))?;
        let optimiser = "node_modules/binaryen/bin/wasm-opt";
        run(program("node").arg(optimiser).args(options).args(WASM_OPT).arg(&file).arg("-o").arg(&file))
    }
}

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

/// Writes the texts of pkg/policies.js and .json, and pkg/wasm unless it already holds what the sources as they are lead to.
pub(crate) fn build() -> Result<(), String> {
    texts::write()?;
    tools::wasm()?;
    tools::node_modules()?;
    let stamp = root().join("target/wasm.stamp");
    if stamp.is_file() && files::read_text(&stamp)? == state()? {
        return Ok(());
    }
    say("building the modules (a minute, when anything they are made of has changed)");
    build_in(&root(), &root().join("target"))?;
    files::write(&stamp, state()?)
}

/// Builds the sources of a checkout into its pkg/wasm, with what cargo makes on the way in `target`.
pub(crate) fn build_in(checkout: &Path, target: &Path) -> Result<(), String> {
    for module in &MODULES {
        run(program("wasm-pack")
            .current_dir(checkout)
            .args(["build", &["module/", module.folder].concat()])
            .args(["--target", "web", "--release", "--mode", "no-install"])
            // pkg/ has its own package.json; and wasm-pack's .gitignore would keep the module out of the npm package.
            .args(["--no-pack", "--no-gitignore"])
            .args(["--out-dir", "../../pkg/wasm", "--out-name", module.name])
            .env("PATH", tools::wasm()?)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_ENCODED_RUSTFLAGS", without_home()?))?;
        module.finish(&[], &checkout.join("pkg/wasm"))?;
    }
    Ok(())
}

/// Writes the modules as [`build`] makes them into a folder, but with their functions' names: to tell what the bytes are.
pub(crate) fn build_named(folder: &Path) -> Result<(), String> {
    let path = tools::wasm()?;
    for module in &MODULES {
        // What wasm-pack does up to here, so this is mostly there already.
        run(cargo()
            .args(["build", "--package", module.package, "--release", "--locked"])
            .args(["--target", "wasm32-unknown-unknown"])
            .env("CARGO_ENCODED_RUSTFLAGS", without_home()?))?;
        let made = module.package.replace('-', "_") + ".wasm";
        run(program("wasm-bindgen")
            .args(["--target", "web", "--out-name", module.name, "--out-dir"])
            .arg(folder)
            .arg(root().join("target/wasm32-unknown-unknown/release").join(made))
            .env("PATH", &path))?;
        module.finish(&["--debuginfo"], folder)?;
    }
    Ok(())
}

/// Prints what there is to fetch and fails when it is more than a budget.
pub(crate) fn check_size() -> Result<(), String> {
    println!("{:>24}  {:>9}  {:>9}  {:>9}", "bytes", "raw", "gzip -9", "brotli 11");
    let mut failures = Vec::new();
    for module in &MODULES {
        let files = [module.file(), module.glue()].map(|name| folder().join(name));
        let printed = output(program("node").arg("xtask/js/sizes.mjs").args(&files))?;
        let sizes = printed.lines().map(Sizes::read).collect::<Option<Vec<_>>>();
        let Some([wasm, glue]) = sizes.as_deref() else {
            return Err(format!(
                "xtask/js/sizes.mjs should print three numbers for each of two files, not:\n{printed}"
            ));
        };
        let both = Sizes { raw: wasm.raw + glue.raw, gzip: wasm.gzip + glue.gzip, brotli: wasm.brotli + glue.brotli };
        for (name, sizes) in [(".wasm", wasm), ("glue (.js)", glue), ("together", &both)] {
            let name = format!("{} {name}", module.folder);
            println!("{name:>24}  {:>9}  {:>9}  {:>9}", sizes.raw, sizes.gzip, sizes.brotli);
        }
        let budget = module.budget + allowance(&releases());
        println!("{:>24}  {:>9}  {:>9}  {:>9}", "budget", "", "", budget);
        if both.brotli > budget {
            failures.push(format!(
                "The {} and its glue are {} bytes over their budget. Find what grew, or raise it in xtask/src/wasm.rs \
                 and say in CHANGELOG.md what the bytes buy.",
                module.folder,
                both.brotli - budget
            ));
        }
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
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
    let sources = all(&[
        "src",
        "module",
        "web",
        "Cargo.toml",
        "Cargo.lock",
        "package-lock.json",
        "xtask/src/wasm.rs",
        "xtask/js/finish.mjs",
    ])?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use remotion_policy_builder::RangeRow;

    #[test]
    fn data_since_the_reference_may_add_what_each_change_is_allowed() {
        let range = |from: &str, gap| RangeRow { from: from.into(), to: from.into(), user: 0, role: 0, gap };
        let at = |newest: &str, ranges| allowance(&ReleasesAnswer { newest: newest.into(), ranges, ..releases() });
        assert_eq!(at("4.0.527", vec![range("4.0.418", false)]), 0);
        assert_eq!(at("4.0.528", vec![range("4.0.418", false)]), OTHER_DIGITS);
        let changed = vec![range("4.0.528", false), range("4.0.528", true), range("4.0.600", false)];
        assert_eq!(at("4.0.600", changed), OTHER_DIGITS + 2 * OTHER_POLICIES);
    }
}
