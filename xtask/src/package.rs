//! `cargo xtask package`: the package as it is published, and its hashes, for a release and for whoever rebuilds one.

use crate::process::{program, root, run};
use crate::{tools, wasm};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The tag that is released; it has to be the version's
    #[arg(long)]
    tag: Option<String>,
    /// Where the sources are, such as https://github.com/owner/name
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
    /// Default: the repository
    #[arg(long, value_name = "URL")]
    homepage: Option<String>,
    /// Who publishes it; default: nobody is named
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
}

/// `cargo xtask package`
pub(crate) fn command(options: &Options) -> Result<(), String> {
    wasm::build()?;
    tools::node()?;
    let out = root().join("target/package");
    run(program("node").args(["xtask/js/package.mjs", "pkg", "CHANGELOG.md"]).arg(&out).args(arguments(options)))?;
    println!("The package is {}.", out.join("package.tgz").display());
    Ok(())
}

fn arguments(options: &Options) -> Vec<String> {
    let Options { tag, repository, homepage, author } = options;
    let given = [("--tag", tag), ("--repository", repository), ("--homepage", homepage), ("--author", author)];
    // Joined, so that a value may begin with a hyphen.
    given.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))).collect()
}
