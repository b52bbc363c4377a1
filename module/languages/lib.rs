//! Reads policies written in other languages than JSON: text in, values with their places out.
//!
//! Each language has a file with two functions: `is(text)`, whether a text looks like it, and `read(text) -> Reading`, what
//! values it holds, and what of it may hold a policy and could not be read. A reader never fails and never panics, takes
//! time and memory in proportion to the length, and gives values at most [`DEEPEST`] deep. A value has the names that it
//! has in JSON, as AWS, CloudFormation or Terraform print it; what the text does not give is a [`hole`].
//!
//! Here is only which part of a text is in which language. YAML is what is left, as far as its grammar goes: it has no
//! bracket by which it could be told from prose.

#![no_std] // as the module of the readers is: see its Cargo.toml

#[macro_use]
extern crate alloc;

mod expression;
mod hcl;
mod javascript;
#[cfg(test)]
mod json;
mod prelude;
mod search;
mod shell;
mod token;
mod words;
mod yaml;

use prelude::*;
pub use remotion_policy_values::{hole, pack, unpack, Member, Node, Part, Reading, Span, Value, CLOSE, DEEPEST, OPEN};

/// A language: what a Markdown fence calls it, whether a text looks like it, given its lines too, and its reader.
struct Language {
    names: &'static [&'static str],
    is: fn(&str, &[&str]) -> bool,
    read: fn(&str) -> Reading,
}

/// The first that a text looks like is taken. If there is none, there may still be YAML in it.
const LANGUAGES: &[Language] = &[
    Language { names: &["sh", "bash", "zsh", "shell", "powershell", "ps1", "pwsh"], is: shell::is, read: shell::read },
    Language { names: &["hcl", "tf", "terraform"], is: hcl::is, read: hcl::read },
    Language {
        names: &["js", "ts", "javascript", "typescript", "jsx", "tsx", "mjs", "mts"],
        is: javascript::is,
        read: javascript::read,
    },
];

/// The parts of a text that are in a language of ours, in their order. The others are JSON, prose, or not known.
pub fn read(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let blocks = fenced(text);
    if blocks.is_empty() {
        part(text, "", 0..text.len(), &mut parts);
    }
    for (name, span) in blocks {
        part(text, name, span, &mut parts);
    }
    parts
}

fn part(text: &str, name: &str, span: Span, parts: &mut Vec<Part>) {
    let Some(inside) = text.get(span.clone()) else { return };
    let named = || LANGUAGES.iter().find(|language| language.names.contains(&name));
    let lines = search::lines(inside);
    match LANGUAGES.iter().find(|language| (language.is)(inside, &lines)).or_else(named) {
        Some(language) => {
            let mut reading = (language.read)(inside);
            reading.shift(span.start);
            parts.push(Part { span, reading });
        }
        None => yaml::parts(inside, span.start, parts),
    }
}

/// The code blocks of Markdown: what each is called, and its text.
fn fenced(text: &str) -> Vec<(&str, Span)> {
    let mut blocks = Vec::new();
    // Most texts have none.
    if !search::has(text, "```") {
        return blocks;
    }
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if let Some(name) = search::unindented(line).strip_prefix("```").map(str::trim_end) {
            open = match open {
                Some((name, start)) => {
                    blocks.push((name, start..at));
                    None
                }
                None => Some((name.split_ascii_whitespace().next().unwrap_or_default(), end)),
            };
        }
        at = end;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_blocks_are_found_with_their_names() {
        let text = "The role:\n```yaml title=x\na: 1\n```\nand\n  ```\nb\n  ```\n``` ts\nopen";
        let found: Vec<(&str, &str)> = fenced(text).into_iter().map(|(name, span)| (name, &text[span])).collect();
        assert_eq!(found, [("yaml", "a: 1\n"), ("", "b\n")]);
    }
}
