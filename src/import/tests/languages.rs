//! Texts in other languages than JSON, as the readers in `module/languages` give them.
#![allow(clippy::indexing_slicing, reason = "a test may fail")]

use super::cases::{answer, run, summary};
use crate::import::document::Document;
use crate::import::inventory::Inventory;
use crate::import::{read, Pasted};

fn pasted(text: &str) -> Pasted<'_> {
    Pasted { text, parts: Some(remotion_policy_languages::read(text)), ..Pasted::default() }
}

fn parse(text: &str) -> Inventory {
    read(&[pasted(text)])
}

#[test]
fn what_is_written_in_other_languages_is_read() {
    let count = run("languages", pasted);
    assert!(count > 55, "only {count} cases: were they moved?");
}

/// Statements without their places.
fn plain(document: &Document) -> String {
    summary(&Document { of: Vec::new(), name: None, perhaps: false, ..document.clone() }, &Inventory::default())
}

/// What the builder writes, and what it is in JSON.
#[test]
fn every_form_we_write_is_read_back() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
    let (mut count, mut wrong) = (0, String::new());
    for file in std::fs::read_dir(format!("{folder}/forms")).expect("forms").filter_map(Result::ok) {
        let name = file.file_name().into_string().expect("a name");
        // Of YAML and JSON there are tests where they are read.
        let (stem, form) = split(&name);
        if !matches!(form, "tf" | "cdk.ts" | "pulumi.ts") {
            continue;
        }
        let text = std::fs::read_to_string(file.path()).expect("readable");
        let json = std::fs::read_to_string(format!("{folder}/{stem}.json")).expect("the policy in JSON");
        let (parsed, whole) = (parse(&text), read(&[Pasted { text: &json, ..Pasted::default() }]));
        count += 1;
        let found: Vec<String> = parsed.documents.iter().map(plain).collect();
        let wanted: Vec<String> = whole.documents.iter().map(plain).collect();
        let said = |inventory: &Inventory| {
            let errors = inventory.findings.iter().filter(|finding| finding.severity == crate::words::Severity::Error);
            errors.map(|finding| finding.code).collect::<Vec<_>>()
        };
        let one = parsed.principals.iter().all(|one| one.name == parsed.principals[0].name);
        let sure = parsed.documents.iter().all(|document| !document.perhaps && !document.of.is_empty());
        if found != wanted
            || !one
            || !sure
            || !parsed.unread.is_empty()
            || !parsed.attached.is_empty()
            || said(&parsed) != said(&whole)
        {
            let out = answer(&parsed, &[text]);
            wrong.push_str(&format!("\n{name}: {found:#?}\nnot {wanted:#?}\n{out:#}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", &wrong[..wrong.len().min(4000)]);
    assert!(count > 120, "only {count}");
}

/// `role-3.0.0.cdk.ts` is `role-3.0.0` and `cdk.ts`.
fn split(name: &str) -> (&str, &str) {
    for end in ["tf", "cdk.ts", "pulumi.ts", "sh", "ps1"] {
        if let Some(stem) = name.strip_suffix(end).and_then(|stem| stem.strip_suffix('.')) {
            return (stem, end);
        }
    }
    ("", "")
}
