//! Folders of files: listing, copying, and telling whether anything in them has changed.

use crate::process::root;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Every file under a folder, or the file itself, in a settled order. `node_modules` is passed over.
pub(crate) fn list(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(|error| format!("The folder {} cannot be read: {error}.", path.display()))?;
    entries.retain(|entry| !entry.ends_with("node_modules"));
    entries.sort();
    let lists = entries.iter().map(|entry| list(entry)).collect::<Result<Vec<_>, _>>()?;
    Ok(lists.concat())
}

/// The tests of a folder of the repository, by the ending of their names; not those in folders below it.
pub(crate) fn tests_in(folder: &str, ending: &str) -> Result<Vec<PathBuf>, String> {
    let folder = root().join(folder);
    let mut found = list(&folder)?;
    found.retain(|file| file.parent() == Some(&folder) && file.to_string_lossy().ends_with(&format!(".{ending}")));
    Ok(found)
}

/// A fingerprint of the names and contents of all files under the given paths; a path that is not there counts as empty.
///
/// Times are not looked at: a fresh clone gives every file a new one.
pub(crate) fn fingerprint(paths: &[PathBuf]) -> Result<String, String> {
    let mut hasher = DefaultHasher::new();
    for path in paths.iter().filter(|path| path.exists()) {
        for file in list(path)? {
            file.hash(&mut hasher);
            read(&file)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// Reads a whole file of text.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// Writes a whole file, and the folders it is in.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, content))
        .map_err(|error| format!("{} cannot be written: {error}.", path.display()))
}

/// Removes a folder and all in it, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), String> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| format!("{} cannot be removed: {error}.", folder.display()))
}
