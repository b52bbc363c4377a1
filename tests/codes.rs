//! `pkg/codes.d.ts` and `docs/codes.md` list every code, as it is in the sentences of the crate's source. `UPDATE_EXPECT=1
//! cargo test --test codes` writes them anew; the diff is the review. A code is part of the public API: none is renamed or taken away.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use expect_test::expect_file;
use std::collections::BTreeMap;

const INPUTS: &str = include_str!("../src/diagnostics.rs");
const TEXTS: &str = include_str!("../src/import/finding/sentences.rs");
const WIDE: &str = include_str!("../src/check/overly_permissive.rs");

/// The string literal that a text begins with, and what comes after it. Only `\"`, `\\` and a `\` at the end of a line are
/// escapes in these files.
fn literal(text: &str) -> (String, &str) {
    let mut rest = text.trim_start().strip_prefix('"').unwrap().chars();
    let mut read = String::new();
    loop {
        match rest.next().unwrap() {
            '"' => return (read, rest.as_str()),
            '\\' => match rest.next().unwrap() {
                '\n' => rest = rest.as_str().trim_start().chars(),
                escaped => read.push(escaped),
            },
            other => read.push(other),
        }
    }
}

/// A sentence of the source, with `…` for its gaps.
struct Sentence {
    code: String,
    severity: &'static str,
    message: String,
    help: String,
}

const SEVERITIES: [(&str, &str); 5] = [
    ("problem", ""),
    ("error", "error"),
    ("security_warning", "security-warning"),
    ("warning", "warning"),
    ("suggestion", "suggestion"),
];

fn without_gaps(text: &str) -> String {
    ["{0}", "{1}", "{2}", "{3}"].iter().fold(text.to_string(), |text, gap| text.replace(gap, "…"))
}

/// Every sentence that is a constant of this type.
fn sentences(source: &str, of: &str) -> Vec<Sentence> {
    let comma = |rest: &str| rest.trim_start().strip_prefix(',').unwrap().to_string();
    let constants = source.split(of).skip(1).map(|constant| {
        let (made_by, arguments) = constant.split_once('(').unwrap();
        let (_, severity) = SEVERITIES.into_iter().find(|(name, _)| *name == made_by.trim()).unwrap();
        let (code, rest) = literal(arguments);
        let rest = comma(rest);
        let (message, rest) = literal(&rest);
        let rest = comma(rest);
        // A help that stands in a constant has no words here.
        let help = if rest.trim_start().starts_with('"') { literal(&rest).0 } else { String::new() };
        let about_security = rest.split("\npub").next().unwrap().contains(".about_security()");
        let severity = if about_security { "security-warning" } else { severity };
        Sentence { code, severity, message: without_gaps(&message), help: without_gaps(&help) }
    });
    constants.collect()
}

/// The rows of a page for the reader of a code.
fn rows(sentences: &[Sentence]) -> String {
    let mut rows: Vec<String> = sentences
        .iter()
        .map(|Sentence { code, severity, message, help }| {
            let cells = [code.as_str(), severity, message, help].map(|cell| cell.replace('|', "\\|"));
            let [code, severity, message, help] = cells;
            let severity = if severity.is_empty() { String::new() } else { format!(" {severity} |") };
            format!("| `{code}` |{severity} {message} | {help} |\n")
        })
        .collect();
    rows.sort();
    rows.dedup();
    rows.concat()
}

/// A union of codes, each with what it says. One code can have several sentences.
fn union(name: &str, of: &str, sentences: &[Sentence]) -> String {
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Sentence { code, message, .. } in sentences {
        let said = codes.entry(code).or_default();
        if !said.contains(&message.as_str()) {
            said.push(message);
        }
    }
    let lines = codes.iter().map(|(code, said)| {
        let comment: String = said.iter().map(|message| format!("  // {message}\n")).collect();
        format!("{comment}  | '{code}'\n")
    });
    format!("/** {of} */\nexport type {name} =\n{};\n", lines.collect::<String>().trim_end())
}

/// The wide Statements, which are pointed out by the code of each width.
fn widths() -> Vec<Sentence> {
    let (codes, words) = WIDE.split_once("fn words(").unwrap();
    let code = |line: &str| {
        let (width, code) = line.trim().strip_prefix("Width::")?.split_once(" => ")?;
        let (_, said) = words.split_once(&format!("Width::{width} => (")).unwrap();
        let (message, rest) = literal(said);
        let (help, _) = literal(rest.trim_start().strip_prefix(',').unwrap());
        let (message, help) = (without_gaps(&message), without_gaps(&help));
        Some(Sentence { code: literal(code).0, severity: "security-warning", message, help })
    };
    codes.lines().filter_map(code).collect()
}

#[test]
fn the_types_and_the_page_list_every_code() {
    let (problems, notes) = (sentences(INPUTS, ": ProblemMessage ="), sentences(INPUTS, ": NoteMessage ="));
    let mut texts = sentences(TEXTS, ": FindingMessage =");
    texts.extend(widths());
    assert!([problems.len(), notes.len(), texts.len()].iter().all(|count| *count > 4));
    let file = [
        "// Written by `UPDATE_EXPECT=1 cargo test --test codes` from the sentences in the source. Above a code is what it\n\
         // says, with `…` for what depends on the case. Codes are stable; the wording is not.\n"
            .to_string(),
        union("ProblemCode", "What is wrong with an input.", &problems),
        union("NoteCode", "What is noted of a text that was built, or of two versions.", &notes),
        union("FindingCode", "What is found in a text that was pasted.", &texts),
    ];
    expect_file!["../pkg/codes.d.ts"].assert_eq(&file.join("\n"));
    let page = [
        "# Codes\n\nWritten by `UPDATE_EXPECT=1 cargo test --test codes` from the messages in the source; do not edit. `…` is\n\
         filled in. Codes are stable; the wording is not.\n\n## Problems of inputs\n\n\
         `problems` of an answer.\n\n| code | message | what to do |\n| --- | --- | --- |\n",
        &rows(&problems),
        "\n## Notes\n\n`notes` of `build()` and `compare()`.\n\n\
         | code | severity | message | what to do |\n| --- | --- | --- | --- |\n",
        &rows(&notes),
        "\n## Findings\n\n`findings` of `check()`.\n\n\
         | code | severity | message | what to do |\n| --- | --- | --- | --- |\n",
        &rows(&texts),
    ];
    expect_file!["../docs/codes.md"].assert_eq(&page.concat());
}
