//! The docs page as a folder of static files that any host can serve, under any path.

use crate::files;
use crate::html::{self, Attributes};
use crate::policies::{self, Growth};
use crate::process::{program, root, run, say};
use crate::{fallback, texts, tools, wasm};
use remotion_policy_builder::BuildCall;
use std::path::{Path, PathBuf};

/// Where the site is written when nobody says otherwise.
pub(crate) fn default_folder() -> PathBuf {
    root().join("target/site")
}

/// `cargo xtask site`: the pages as they are served here, or with `out` as a host should have them.
pub(crate) fn command(out: Option<PathBuf>) -> Result<(), String> {
    let served = default_folder();
    write(&served)?;
    let Some(out) = out else {
        println!("The site is in {}.", served.display());
        return Ok(());
    };
    let out = std::path::absolute(&out)
        .map_err(|error| format!("{} is not a folder to write to: {error}.", out.display()))?;
    // What is in it stays: a page that somebody still has open fetches the rest of what it came with.
    run(program("node").arg("xtask/js/hosted.mjs").args([&served, &out]))?;
    println!("The site is in {}.", out.display());
    Ok(())
}

/// Writes www/, the element's scripts and module, and Infima's sheet, into a folder that is emptied first.
pub(crate) fn write(folder: &Path) -> Result<(), String> {
    wasm::build()?;
    tools::node_modules()?;
    say("writing the site");
    files::remove(folder)?;
    let www = root().join("www");
    for file in files::list(&www)? {
        let to = folder.join(relative(&file, &www)?);
        if file.extension().is_some_and(|extension| extension == "html") {
            let page = files::read_text(&file)?;
            files::write(&to, complete(&page).map_err(|error| format!("{}: {error}", file.display()))?)?;
        } else {
            files::write(&to, files::read(&file)?)?;
        }
    }
    let package = root().join("pkg");
    let fetched = |file: &PathBuf| {
        let named = file.extension().is_some_and(|extension| extension == "js" || extension == "wasm");
        named && !file.starts_with(package.join("cli"))
    };
    for file in files::list(&package)?.iter().filter(|file| fetched(file)) {
        files::write(&folder.join("pkg").join(relative(file, &package)?), files::read(file)?)?;
    }
    let sheet = root().join("node_modules/infima/dist/css/default/default.min.css");
    files::write(&folder.join("infima.css"), files::read(&sheet)?)
}

/// Stands in www/index.html where the rows of a table go: version, policy, what was added.
const GROWTH: &str = "<!-- growth -->";

/// A page with what is made of the data: the texts of its policies, and how Remotion's grew.
pub(crate) fn complete(page: &str) -> Result<String, String> {
    fallback::fill(&with_growth(page)?, policy_text)
}

/// A page with the rows of that table.
pub(crate) fn with_growth(page: &str) -> Result<String, String> {
    let rows = policies::growth()?.iter().map(row).collect::<Vec<_>>().join("\n                  ");
    Ok(page.replace(GROWTH, &rows))
}

fn row(growth: &Growth) -> String {
    let Growth { version, exact, policy, added } = growth;
    let by = if *exact { "" } else { "by " };
    // Every other backtick ends what the one before began.
    let mut added = html::escape(&added.join(", "));
    while added.contains('`') {
        added = added.replacen('`', "<code>", 1).replacen('`', "</code>", 1);
    }
    format!("<tr><th scope=\"row\">{by}{version}</th><td>{policy}</td><td>{added}</td></tr>")
}

/// The text an element would show.
fn policy_text(attributes: &Attributes) -> Result<String, String> {
    let mut call = BuildCall::default();
    for (name, value) in attributes {
        call.set_attribute(name, Some(value));
    }
    texts::text(&call)
}

fn relative<'a>(file: &'a Path, folder: &Path) -> Result<&'a Path, String> {
    file.strip_prefix(folder).map_err(|_| format!("{} is not in {}.", file.display(), folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_a_row_with_its_code_marked() {
        let added = ["`a:B` on `c/<d>`", "`e:F`"].map(String::from).to_vec();
        let growth = Growth { version: semver::Version::new(4, 0, 2), exact: false, policy: "user", added };
        let added = "<code>a:B</code> on <code>c/&lt;d&gt;</code>, <code>e:F</code>";
        assert_eq!(row(&growth), format!("<tr><th scope=\"row\">by 4.0.2</th><td>user</td><td>{added}</td></tr>"));
    }

    #[test]
    fn the_docs_page_says_how_the_policies_grew() {
        let page = files::read_text(&root().join("www/index.html")).unwrap();
        assert!(page.contains(GROWTH));
        let row = "<th scope=\"row\">4.0.418</th><td>user</td><td><code>s3:PutBucketPolicy</code></td>";
        assert!(complete(&page).unwrap().contains(row));
    }
}
