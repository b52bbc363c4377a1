//! Inputs that no person would think of, led by what they reach in the code: the targets of the folder fuzz/.

use crate::files;
use crate::process::{output, program, root, run, say};
use crate::tools;

/// One file each in fuzz/targets, and the folders of the inputs it starts with.
const TARGETS: [(&str, &[&str]); 5] = [
    ("check", &["fuzz/seeds/check"]),
    ("explain", &["fuzz/seeds/explain"]),
    ("inputs", &["fuzz/seeds/inputs"]),
    ("names", &["fuzz/seeds/names"]),
    ("read", &["tests/snapshots", "tests/cases/field"]),
];

/// Seconds for each target, when the variable FUZZ_SECONDS does not say otherwise.
const SECONDS: &str = "20";

/// The test group: every target for a while.
pub(crate) fn test() -> Result<(), String> {
    let path = tools::fuzz()?;
    let seconds = std::env::var("FUZZ_SECONDS").unwrap_or_else(|_| SECONDS.into());
    let host = output(program("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("`rustc -vV` names no host.")?;
    // No sanitizer: there is no unsafe code here to find faults in, and without it a run gets ten times as far.
    run(program("cargo")
        .args(["+nightly", "fuzz", "build", "--sanitizer", "none", "--target-dir", "target/fuzz"])
        .env("PATH", path))?;
    for (target, seeds) in TARGETS {
        say(&format!("feeding `{target}` for {seconds} s"));
        let corpus = root().join("target/fuzz/corpus").join(target);
        let artifacts = root().join("target/fuzz/artifacts").join(target);
        for folder in [&corpus, &artifacts] {
            files::write(&folder.join(".keep"), "")?;
        }
        run(program(root().join("target/fuzz").join(host).join("release").join(target))
            .arg(&corpus)
            .args(seeds.iter().map(|folder| root().join(folder)))
            .arg(format!("-max_total_time={seconds}"))
            // The same inputs every time, as far as the time goes; to look for others, delete the corpus or run longer.
            .arg("-seed=20260922")
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            // Megabytes, and seconds for one input.
            .args(["-rss_limit_mb=2048", "-timeout=10", "-print_final_stats=1", "-verbosity=0"]))
        .map_err(|error| format!("{error} The input that did it is in {}.", artifacts.display()))?;
    }
    Ok(())
}
