//! Every text a reader can copy, byte for byte, one file each; and beside the JSON all that is said about it.
//! The newest version and its day are `{newest}` and `{published}` there: a release that changes no policy changes no file,
//! and the diff of one that does is what it changes. How to add one: tests/snapshots/README.md.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use expect_test::expect_file;
use remotion_policy_builder::{releases, BuildCall, Built, Text};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use support::{built, entry, run};

mod support;

#[path = "snapshots/cases.rs"]
mod cases;
use cases::Case;

/// Format and the ending of its files.
const FORMS: [(&str, &str); 6] = [
    ("aws-cli", "sh"),
    ("aws-cli-powershell", "ps1"),
    ("cloudformation", "yaml"),
    ("terraform", "tf"),
    ("cdk", "cdk.ts"),
    ("pulumi", "pulumi.ts"),
];

/// Of these each form is held too: one for each kind of thing a form makes, and those with characters that some grammar
/// reads as its own. `import::tests::roundtrip` and tests/oracles try every form of many more.
const IN_EVERY_FORM: [&str; 28] = [
    "user/plain",
    "user/all-extras",
    "user/to-role",
    "role/plain",
    "role/own-names",
    "caller/plain",
    "caller/to-user",
    "destination/all",
    "destination/prefix-awkward",
    "destination/prefix-special",
    "destination-caller/prefix-special",
    "destination-caller/to-user",
    "trust/lambda",
    "trust/role-china",
    "trust/github-environment",
    "trust/several",
    "trust/eks-irsa-china",
    "bucket-policy/sites",
    "bucket-policy/prefix-special",
    "bucket-policy/china",
    "key-policy/all",
    "lifecycle/plain",
    "lifecycle/expire",
    "setup/plain",
    "setup/ec2-china",
    "setup/github",
    "setup/user",
    "setup/all-there",
];

fn in_every_form(case: &Case) -> bool {
    IN_EVERY_FORM.contains(&&*format!("{}/{}", case.policy, case.name))
}

/// Those of [`FORMS`] that a policy has.
fn forms(case: &Case) -> Vec<(&'static str, &'static str)> {
    let kind = case.call().kind().unwrap();
    FORMS.into_iter().filter(|(form, _)| kind.formats().iter().any(|format| format.name() == *form)).collect()
}

/// The language in which a case is held with all that is said about it, and the ending of its files.
fn own(case: &Case) -> (&'static str, &'static str) {
    match case.policy {
        "render-call" => ("typescript", "ts"),
        "setup" => ("json", "md"),
        _ => ("json", "json"),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// `destination/terraform/kms.tf`: the entry is called so too, without the ending.
fn file(case: &Case, form: &str, ending: &str) -> PathBuf {
    folder().join(case.policy).join(form).join(format!("{}.{ending}", case.name))
}

fn expect(file: PathBuf, text: &str) {
    let releases = releases();
    let text = text.replace(&releases.newest, "{newest}").replace(releases.published, "{published}");
    expect_file![file].assert_eq(&text);
}

/// The text itself, and what is said about it.
fn text_and_about(case: &Case) {
    let built = built(&case.call());
    let (form, ending) = own(case);
    expect(file(case, form, ending), &built.marked.text);
    expect(file(case, form, "about.txt"), &about(case, &built));
    if form == "json" {
        forms_differ_in_the_text_alone(case, &built);
    }
}

fn about(case: &Case, built: &Built) -> String {
    let Built { principal, file_name, version, .. } = built;
    let mut about = format!("{}\n\nfor: {principal}\nfile: {file_name}\nversion: {version}\n", case.attributes);
    if let Some(size) = built.size {
        about += &format!("size: {} of {}, {}\n", size.characters, size.limit, size.place);
    }
    for one in &built.marked.ranges {
        let what = if one.is_stand_in { "example" } else { "typed" };
        about += &format!("{what}: {}\n", built.marked.text.get(one.range.clone()).unwrap());
    }
    for part in &built.parts {
        let (policy, size) = (part.policy.unwrap_or("no policy"), part.size.map_or(0, |size| size.characters));
        about += &format!("\n{policy}, {}, {}, {}, {size}: {}\n", part.title, part.goes_to, part.file_name, part.what);
    }
    for reason in &built.reasons {
        let why = reason.reason.as_deref().unwrap_or("no reason");
        about += &format!("\n{} {}: {why}\n", reason.sid, reason.action);
    }
    for note in &built.notes {
        about += &format!("\n{:?} {}: {}; {}\n", note.severity, note.code, note.message, note.help);
        about += &note.link.map(|link| format!("{link}\n")).unwrap_or_default();
    }
    about
}

/// A form says of a policy what its JSON says, but for the text.
fn forms_differ_in_the_text_alone(case: &Case, json: &Built) {
    for (format, ending) in forms(case) {
        let form = built(&case.call().with(Text::Format, format));
        assert_eq!((form.size, &form.notes, &form.reasons), (json.size, &json.notes, &json.reasons), "{format}");
        assert_eq!((&form.version, &form.principal), (&json.version, &json.principal), "{format}");
        let ending = ending.rsplit('.').next().unwrap();
        assert_eq!(form.parts, json.parts, "{format}");
        assert_eq!(form.file_name, format!("{}.{ending}", json.file_name.rsplit_once('.').unwrap().0));
    }
}

/// A file that no case has would never be looked at again.
fn every_file_has_its_case() {
    let mut known = HashSet::new();
    for case in cases::all() {
        let (form, ending) = own(&case);
        known.extend([file(&case, form, ending), file(&case, form, "about.txt")]);
        let forms = forms(&case).into_iter().filter(|_| in_every_form(&case));
        known.extend(forms.map(|(form, ending)| file(&case, form, ending)));
    }
    let inside = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let files = inside(folder()).flat_map(inside).flat_map(inside);
    let others: Vec<_> = files.filter(|file| !known.contains(file)).collect();
    assert!(others.is_empty(), "no case in tests/snapshots/cases.rs has these: {others:?}");
}

fn main() {
    let mut entries = vec![entry("every_file_has_its_case", every_file_has_its_case)];
    for case in cases::all() {
        let (policy, name) = (case.policy, case.name);
        for (form, ending) in forms(&case).into_iter().filter(|_| in_every_form(&case)) {
            let (call, file) = (case.call().with(Text::Format, form), file(&case, form, ending));
            let test = move || expect(file, &built(&call).marked.text);
            entries.push(entry(format!("{policy}/{form}/{name}"), test));
        }
        entries.push(entry(format!("{policy}/{}/{name}", own(&case).0), move || text_and_about(&case)));
    }
    run(entries);
}
