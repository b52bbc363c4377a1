//! The docs page as a folder of static files that any host can serve, under any path.

use crate::fallback::{self, Attributes};
use crate::files;
use crate::process::{root, say};
use crate::{texts, tools, wasm};
use remotion_policy_builder::BuildCall;
use std::path::{Path, PathBuf};

/// Where the site is written when nobody says otherwise.
pub(crate) fn default_folder() -> PathBuf {
    root().join("target/site")
}

/// `cargo xtask site [--out DIR]`
pub(crate) fn command(arguments: &[String]) -> Result<(), String> {
    let folder = match arguments {
        [] => default_folder(),
        [option, folder] if option == "--out" => {
            std::path::absolute(folder).map_err(|error| format!("{folder} is not a folder to write to: {error}."))?
        }
        _ => return Err("Write `cargo xtask site`, or `cargo xtask site --out FOLDER`.".into()),
    };
    write(&folder)?;
    println!("The site is in {}.", folder.display());
    Ok(())
}

/// Writes www/, the element's scripts and module, and Infima's sheet.
///
/// Our own folder is emptied first; a folder that somebody named may hold more than a site, and keeps it.
pub(crate) fn write(folder: &Path) -> Result<(), String> {
    wasm::build()?;
    tools::node_modules()?;
    say("writing the site");
    if folder == default_folder() {
        files::remove(folder)?;
    }
    let www = root().join("www");
    for file in files::list(&www)? {
        let to = folder.join(relative(&file, &www)?);
        if file.extension().is_some_and(|extension| extension == "html") {
            let page = files::read_text(&file)?;
            let filled = fallback::fill(&page, policy_text).map_err(|error| format!("{}: {error}", file.display()))?;
            files::write(&to, filled)?;
        } else {
            files::write(&to, files::read(&file)?)?;
        }
    }
    let package = root().join("pkg");
    let fetched = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "js" || extension == "wasm");
    for file in files::list(&package)?.iter().filter(|file| fetched(file)) {
        files::write(&folder.join("pkg").join(relative(file, &package)?), files::read(file)?)?;
    }
    let sheet = root().join("node_modules/infima/dist/css/default/default.min.css");
    files::write(&folder.join("infima.css"), files::read(&sheet)?)
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
