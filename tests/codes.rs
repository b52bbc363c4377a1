//! `pkg/codes.d.ts` lists every code, as it is in the sentences of the crate's source. `UPDATE_EXPECT=1 cargo test --test
//! codes` writes it anew; the diff is the review. A code is part of the public API: none is renamed or taken away.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use expect_test::expect_file;
use std::collections::BTreeMap;

const INPUTS: &str = include_str!("../src/words.rs");
const TEXTS: &str = include_str!("../src/import/finding/sentences.rs");
const WIDE: &str = include_str!("../src/check/wide.rs");

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

/// Code and message of every sentence that is a constant of this type.
fn sentences(source: &str, of: &str) -> Vec<(String, String)> {
    let arguments = source.split(of).skip(1).map(|constant| constant.split_once('(').unwrap().1);
    let parts = arguments.map(|arguments| {
        let (code, rest) = literal(arguments);
        let (message, _) = literal(rest.trim_start().strip_prefix(',').unwrap());
        (code, message)
    });
    parts.collect()
}

/// A union of codes, each with what it says. A gap is `…`; one code can have several sentences.
fn union(name: &str, of: &str, sentences: Vec<(String, String)>) -> String {
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (code, message) in sentences {
        let message = ["{0}", "{1}", "{2}", "{3}"].iter().fold(message, |message, gap| message.replace(gap, "…"));
        let said = codes.entry(code).or_default();
        if !said.contains(&message) {
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
fn widths() -> Vec<(String, String)> {
    let (codes, words) = WIDE.split_once("fn words(").unwrap();
    let code = |line: &str| {
        let (width, code) = line.trim().strip_prefix("Width::")?.split_once(" => ")?;
        let (_, said) = words.split_once(&format!("Width::{width} => (")).unwrap();
        Some((literal(code).0, literal(said).0))
    };
    codes.lines().filter_map(code).collect()
}

#[test]
fn the_types_of_the_package_list_every_code() {
    let (problems, notes) = (sentences(INPUTS, ": ProblemSentence ="), sentences(INPUTS, ": NoteSentence ="));
    let (texts, widths) = (sentences(TEXTS, ": Sentence ="), widths());
    assert!([problems.len(), notes.len(), texts.len(), widths.len()].iter().all(|count| *count > 4));
    let file = [
        "// Written by `UPDATE_EXPECT=1 cargo test --test codes` from the sentences in the source. Above a code is what it\n\
         // says, with `…` for what depends on the case. Codes are stable; the wording is not.\n"
            .to_string(),
        union("ProblemCode", "What is wrong with an input.", problems),
        union("NoteCode", "What is noted of a text that was built, or of two versions.", notes),
        union("FindingCode", "What is found in a text that was pasted.", [texts, widths].concat()),
    ];
    expect_file!["../pkg/codes.d.ts"].assert_eq(&file.join("\n"));
}
