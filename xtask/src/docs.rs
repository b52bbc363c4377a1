//! The documents against the code: commands, port, attributes, entries, sizes and the oldest Node are read from where
//! they are decided, and so cannot be another in a text.

use crate::files::read_text;
use crate::process::root;
use crate::{files, serve, tools, wasm, Arguments};
use clap::{CommandFactory, Parser};
use remotion_policy_builder::{example, BuildCall, Kind, Text};
use serde_json::Value;

const DOCUMENTS: [&str; 16] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "pkg/README.md",
    "docs/api.md",
    "docs/architecture.md",
    "docs/benchmarks.md",
    "docs/cli.md",
    "docs/element.md",
    "docs/formats.md",
    "docs/migration.md",
    "docs/release.md",
    "docs/size.md",
    "docs/verify-on-aws.md",
    "docs/without-iam.mdx",
];

fn document(name: &str) -> String {
    read_text(&root().join(name)).unwrap()
}

fn json(name: &str) -> Value {
    serde_json::from_str(&document(name)).unwrap()
}

/// What stands between backticks in a line.
fn code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The rows of the table whose head begins so, as cells.
fn table<'a>(text: &'a str, head: &str) -> Vec<Vec<&'a str>> {
    let (_, rest) = text.split_once(head).unwrap_or_else(|| panic!("there is no table `{head}`"));
    let rows = rest.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Every command line in a document that calls this program, without its first two words. An option that is named
/// alone, later in the same paragraph or row, is that command's.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut last = None;
    let mut in_block = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        }
        if line.is_empty() || line.starts_with('|') {
            last = None;
        }
        for piece in if in_block { vec![line] } else { code(line).collect() } {
            if let Some((_, call)) = piece.split_once("cargo xtask ") {
                let call = call.split(['#', '`']).next().unwrap_or_default().trim();
                last = call.split(' ').next().map(String::from);
                found.push(call.to_owned());
            } else if let (true, Some(name)) = (piece.starts_with("--"), &last) {
                found.push(format!("{name} {piece}"));
            }
        }
    }
    found.retain(|call| call != "…");
    found
}

#[test]
fn commands_are_found_where_a_reader_finds_them() {
    let text = "`cargo xtask a`, and `--b` of it.\n\n`--no`\n| `A=1 cargo xtask c d` | `--e F` |\n```sh\ncargo xtask g # h\n```";
    assert_eq!(commands(text), ["a", "a --b", "c d", "c --e F", "g"]);
}

#[test]
fn every_command_in_a_document_is_one_that_is_understood() {
    let mut count = 0;
    for name in DOCUMENTS {
        for call in commands(&document(name)) {
            let words = std::iter::once("xtask").chain(call.split(' '));
            // Words in capitals stand for something of the reader's; a day has to look like one.
            let words = words.map(|word| if word == "DATE" { "2026-09-22" } else { word });
            if let Err(error) = Arguments::try_parse_from(words) {
                panic!("{name}: `cargo xtask {call}`: {error}");
            }
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn every_command_in_a_workflow_or_its_scripts_is_one_that_is_understood() {
    let mut count = 0;
    for folder in [".github/workflows", ".github/steps"] {
        for file in files::list(&root().join(folder)).unwrap() {
            let text = read_text(&file).unwrap().replace("\"$port\"", "8000");
            for (at, start) in text.match_indices("cargo xtask ") {
                let call =
                    text[at + start.len()..].split(['\n', '|', '"', '`', '\\', '&', '2']).next().unwrap_or_default();
                let words = std::iter::once("xtask").chain(call.split_whitespace());
                if let Err(error) = Arguments::try_parse_from(words) {
                    panic!("{}: `cargo xtask {call}`: {error}", file.display());
                }
                count += 1;
            }
        }
    }
    assert!(count > 6, "{count}");
}

#[test]
fn every_command_is_in_the_readme_or_the_guide() {
    let all = [document("README.md"), document("CONTRIBUTING.md")].concat();
    for command in Arguments::command().get_subcommands() {
        assert!(all.contains(&format!("`cargo xtask {}", command.get_name())), "{}", command.get_name());
    }
}

#[test]
fn the_page_is_where_the_documents_say() {
    let mut count = 0;
    for name in DOCUMENTS {
        let text = document(name);
        for (at, start) in text.match_indices("localhost:") {
            let port: String = text[at + start.len()..].chars().take_while(char::is_ascii_digit).collect();
            assert_eq!(port, serve::PORT.to_string(), "{name}");
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn every_link_in_a_document_leads_to_a_file() {
    let mut count = 0;
    for name in DOCUMENTS.iter().filter(|name| name.ends_with(".md")) {
        let text = document(name);
        for rest in text.split("](").skip(1) {
            let (link, _) = rest.split_once(')').unwrap();
            let path = link.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") || path.starts_with('…') {
                continue;
            }
            let folder = root().join(name);
            assert!(folder.parent().unwrap().join(path).is_file(), "{name}: {link}");
            count += 1;
        }
    }
    assert!(count > 15, "{count}");
}

/// The attributes of an element in custom-elements.json, which a test holds against the code.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let manifest = json("pkg/custom-elements.json");
    let modules = manifest["modules"].as_array().unwrap().iter();
    let mut declared = modules.flat_map(|module| module["declarations"].as_array().into_iter().flatten());
    let element = declared.find(|declared| declared["tagName"] == tag).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let attributes = element["attributes"].as_array().unwrap().iter();
    attributes.map(|attribute| (text(&attribute["name"]), text(&attribute["type"]["text"]))).collect()
}

#[test]
fn the_table_of_attributes_has_all_of_them_with_their_values() {
    let element = document("docs/element.md");
    let mut left = attributes("remotion-policy");
    for row in table(&element, "| attribute | values") {
        for name in code(row[0]) {
            let at = left.iter().position(|(known, _)| known == name);
            let (_, values) = left.remove(at.unwrap_or_else(|| panic!("there is no attribute `{name}`")));
            let listed: Vec<String> = code(row[1]).map(|value| format!("'{value}'")).collect();
            if values.contains('\'') && !listed.is_empty() {
                assert_eq!(listed.join(" | "), values, "{name}");
            }
        }
    }
    assert_eq!(left, [], "not in the table");
}

#[test]
fn the_attributes_of_the_checker_are_named_where_it_is_explained() {
    let element = document("docs/element.md");
    let (_, section) = element.split_once("## `<remotion-policy-checker>`").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let known = attributes("remotion-policy");
    for (name, _) in attributes("remotion-policy-checker") {
        if known.iter().any(|(known, _)| *known == name) {
            continue;
        }
        assert!(section.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn the_table_of_policies_has_all_of_them() {
    let readme = document("README.md");
    let rows = table(&readme, "| `policy` | for");
    let names: Vec<&str> = rows.iter().flat_map(|row| code(row[0])).collect();
    assert_eq!(names, Kind::ALL.map(Kind::name));
}

#[test]
fn the_table_of_forms_has_all_of_them() {
    let formats = document("docs/formats.md");
    let rows = table(&formats, "| `format` | what");
    let names: Vec<String> = rows.iter().flat_map(|row| code(row[0])).map(|name| format!("'{name}'")).collect();
    let formats = attributes("remotion-policy").into_iter().find(|(name, _)| name == "format");
    assert_eq!(Some(("format".into(), names.join(" | "))), formats);
    for name in rows.iter().flat_map(|row| code(row[0])) {
        let policy = if name == "typescript" { "render-call" } else { "trust" };
        let call = BuildCall::new(policy).with(Text::Format, name);
        assert!(call.kind().is_ok_and(|kind| example(&call, kind).is_some()), "{name}");
    }
}

#[test]
fn every_import_is_of_an_entry_that_exports_it() {
    let package = json("pkg/package.json");
    let mut count = 0;
    for name in DOCUMENTS {
        let text = document(name);
        for (before, after) in text.match_indices(" from 'remotion-policy-builder").map(|(at, _)| text.split_at(at)) {
            let entry = after.split('\'').nth(1).unwrap().replacen("remotion-policy-builder", ".", 1);
            let types = package["exports"][&entry]["types"].as_str();
            let types = document(&format!("pkg/{}", types.unwrap_or_else(|| panic!("{name}: there is no `{entry}`"))));
            let (_, names) = before.rsplit_once('{').unwrap();
            for imported in names.trim_end_matches('}').split(',').map(str::trim) {
                let exported = types.lines().any(|line| {
                    let mut words = line.split(|c: char| !c.is_alphanumeric());
                    line.starts_with("export") && words.any(|word| word == imported)
                });
                assert!(exported, "{name}: `{entry}` exports no {imported}");
                count += 1;
            }
        }
    }
    assert!(count > 10, "{count}");
}

/// `66,495` bytes in the kilobytes of a table.
fn kilobytes(bytes: u64) -> String {
    format!("{} kB", (bytes + 500) / 1000)
}

#[test]
fn the_sizes_are_those_of_the_budgets() {
    let readme = document("README.md");
    let rows = table(&readme, "| | raw | gzip | brotli |");
    let row = |start: &str| rows.iter().find(|row| row[0].starts_with(start)).unwrap();
    let starts = [
        "on interest in a policy",
        "when GitHub Actions, GitLab, Vercel or EKS is chosen",
        "on interest in a checker",
        "when a text in YAML or code is pasted",
    ];
    for (module, start) in wasm::MODULES.iter().zip(starts) {
        assert_eq!(row(start)[3], kilobytes(module.budget), "{}", module.folder);
    }
    let test = document("tests/browser/package.test.mjs");
    let (_, limit) = test.split_once("assert.ok(element < ").unwrap();
    let (limit, _) = limit.split_once(',').unwrap();
    assert_eq!(row("before anybody shows interest")[2], format!("under {limit} B"));
}

#[test]
fn the_oldest_node_is_the_same_everywhere() {
    let oldest = tools::NODE.to_string();
    for manifest in ["package.json", "pkg/package.json"] {
        let engine = json(manifest)["engines"]["node"].as_str().unwrap().to_owned();
        let major: String =
            engine.trim_start_matches(['>', '=', '^']).chars().take_while(char::is_ascii_digit).collect();
        assert_eq!(major, oldest, "{manifest}");
    }
    let mut count = 0;
    for name in DOCUMENTS {
        let text = document(name);
        for (at, start) in text.match_indices("Node ") {
            let (named, rest) = text[at + start.len()..].split_once(|c: char| !c.is_ascii_digit()).unwrap();
            if rest.starts_with("or newer") || rest.starts_with("and newer") {
                assert_eq!(named, oldest, "{name}");
                count += 1;
            }
        }
    }
    assert!(count > 1, "{count}");
}
