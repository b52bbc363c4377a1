//! Addresses of the server: which file they lead to, and what kind of file that is.

use std::path::{Path, PathBuf};

/// Where an address leads within the folder; nowhere when it would lead out of it.
pub(crate) fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = decode(path.strip_prefix('/')?)?;
    let plain = |name: &str| name != ".." && !name.contains(['\\', ':', '\0']);
    path.split('/').all(plain).then(|| folder.join(path.trim_start_matches('/')))
}

/// Undoes percent-encoding; nothing when that leaves no text.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let digits = Some(digits).filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// What a browser is told the file is.
pub(crate) fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md" | "ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, inside};
    use std::path::{Path, PathBuf};

    #[test]
    fn addresses_stay_inside_the_folder() {
        let site = Path::new("site");
        for (path, expected) in [
            ("/", Some("site/")),
            ("/a/b.html", Some("site/a/b.html")),
            ("/a%20b", Some("site/a b")),
            ("/...", Some("site/...")),
            ("//etc/passwd", Some("site/etc/passwd")),
            ("/%2fetc/passwd", Some("site/etc/passwd")),
            ("/..", None),
            ("/a/../../b", None),
            ("/%2e%2e/b", None),
            ("/..%2fb", None),
            ("/..\\b", None),
            ("/c:/b", None),
            ("/a%00", None),
            ("/%ff", None),
            ("/%+1", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(inside(site, path), expected.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn decodes_only_whole_escapes() {
        assert_eq!(decode("%C3%A9%25"), Some("é%".into()));
        for wrong in ["%", "%2", "%zz", "%é", "%C3"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
