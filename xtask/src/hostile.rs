//! Bad luck on request, for the pages that show what the widget does when the network lets it down.
//!
//! Any address of the server takes these after a `?`, joined by `&`:
//!
//! | query | the answer |
//! | --- | --- |
//! | `delay=SECONDS` | comes that much later, at most a minute |
//! | `status=404` | has this status, and the file all the same |
//! | `mime=text/plain` | is of this type, whatever the file is |
//! | `cut=BYTES` | ends after so many bytes, though more were announced |
//!
//! Other names are left alone: a page may add `?1` to get past a cache.

use crate::address::decode;
use std::time::Duration;

/// What is to go wrong with one answer.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Hostility {
    pub(crate) delay: Duration,
    pub(crate) status: Option<u16>,
    pub(crate) mime: Option<String>,
    pub(crate) cut: Option<usize>,
}

impl Hostility {
    /// Reads what follows the `?` of an address.
    pub(crate) fn read(query: &str) -> Result<Self, String> {
        let mut hostility = Self::default();
        for part in query.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = decode(value).ok_or(format!("`{part}` has a % that is not followed by two digits."))?;
            let wrong = |wanted: &str| format!("`{name}` takes {wanted}, not `{value}`.");
            match name {
                "delay" => {
                    let seconds = value.parse().ok().filter(|seconds| (0.0..=60.0).contains(seconds));
                    hostility.delay = Duration::from_secs_f64(seconds.ok_or(wrong("0 to 60 seconds"))?);
                }
                "status" => {
                    let status = value.parse().ok().filter(|status| (200..=599).contains(status));
                    hostility.status = Some(status.ok_or(wrong("a status from 200 to 599"))?);
                }
                "mime" => {
                    // It becomes a line of the answer's head: nothing in it may end that line.
                    let is_type = value.contains('/') && value.chars().all(|c| c.is_ascii_graphic() || c == ' ');
                    hostility.mime = Some(is_type.then_some(&value).ok_or(wrong("a type like text/plain"))?.clone());
                }
                "cut" => hostility.cut = Some(value.parse().map_err(|_| wrong("a number of bytes"))?),
                _ => {}
            }
        }
        Ok(hostility)
    }
}

#[cfg(test)]
mod tests {
    use super::Hostility;
    use std::time::Duration;

    #[test]
    fn reads_all_together() {
        let expected = Hostility {
            delay: Duration::from_millis(1500),
            status: Some(503),
            mime: Some("text/plain; charset=utf-8".into()),
            cut: Some(10),
        };
        let query = "delay=1.5&status=503&mime=text%2Fplain;%20charset=utf-8&cut=10";
        assert_eq!(Hostility::read(query), Ok(expected));
    }

    #[test]
    fn leaves_other_names_alone() {
        for query in ["", "1", "v=2&delays=3"] {
            assert_eq!(Hostility::read(query), Ok(Hostility::default()), "{query}");
        }
    }

    #[test]
    fn refuses_what_it_cannot_do() {
        for (query, problem) in [
            ("delay=NaN", "`delay` takes 0 to 60 seconds, not `NaN`."),
            ("delay=61", "`delay` takes 0 to 60 seconds, not `61`."),
            ("status=99", "`status` takes a status from 200 to 599, not `99`."),
            ("mime=text", "`mime` takes a type like text/plain, not `text`."),
            ("mime=a/b%0d%0aX:1", "`mime` takes a type like text/plain, not `a/b\r\nX:1`."),
            ("cut=half", "`cut` takes a number of bytes, not `half`."),
            ("cut=%", "`cut=%` has a % that is not followed by two digits."),
        ] {
            assert_eq!(Hostility::read(query), Err(problem.into()));
        }
    }
}
