//! What holds for any text: no panic, places inside the text, work in proportion to its length.
#![allow(clippy::indexing_slicing, reason = "a test may fail")]

use proptest::prelude::*;

use crate::build::build;
use crate::import::document::{Document, Item, Scope, Span};
use crate::import::finding::MOST;
use crate::import::inventory::Inventory as Parsed;
use crate::import::span::Positions;
use crate::import::{read, Pasted};
use crate::setup::Kind;
use crate::work::counted;
use crate::{BuildAnswer, BuildCall, FLAGS};

const NEST: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#;

fn parse(texts: &[&str]) -> Parsed {
    let pasted: Vec<Pasted<'_>> = texts.iter().map(|text| Pasted { text, ..Pasted::default() }).collect();
    read(&pasted)
}

fn items(scope: &Scope) -> &[Item] {
    match scope {
        Scope::Only(items) | Scope::AllBut(items) => items,
    }
}

fn sound(texts: &[&str], parsed: &Parsed) -> Result<(), TestCaseError> {
    let inside = |text: usize, span: &Span| texts[text].get(span.clone()).is_some();
    prop_assert!(parsed.findings.len() <= MOST + 1);
    for finding in &parsed.findings {
        prop_assert!(inside(finding.text, &finding.span), "{finding:?}");
        prop_assert!(finding.document.is_none_or(|document| document < parsed.documents.len()), "{finding:?}");
        let (start, end) = Positions::new(texts[finding.text]).ends(&finding.span);
        prop_assert!(start.utf16 <= end.utf16 && (start.line, start.column) <= (end.line, end.column));
    }
    for document in &parsed.documents {
        prop_assert!(inside(document.text, &document.span));
        for statement in &document.statements {
            prop_assert!(inside(document.text, &statement.span));
            let values = statement.conditions.iter().flat_map(|condition| &condition.values);
            for item in items(&statement.actions).iter().chain(items(&statement.resources)).chain(values) {
                prop_assert!(inside(document.text, &item.span), "{item:?}");
            }
            prop_assert!(statement.conditions.iter().all(|condition| inside(document.text, &condition.span)));
        }
    }
    Ok(())
}

/// The text of every identity policy, with options and without.
fn generated() -> Vec<String> {
    let mut texts = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.grants()) {
        for region in ["us-east-1", "cn-north-1"] {
            for flags in [FLAGS, &[]] {
                let mut call = BuildCall::new(kind.name());
                for (name, value) in [
                    ("bucket", "my-videos"),
                    ("region", region),
                    ("key-prefix", "a b/${x}\u{e9}"),
                    ("privacy", "public"),
                ] {
                    call.set_attribute(name, Some(value));
                }
                call = flags.iter().fold(call, |call, flag| call.with_flag(*flag));
                if let BuildAnswer::Built(built) = build(&call) {
                    texts.push(built.marked.text);
                }
            }
        }
    }
    texts
}

/// What the crate's own printer would print of a document.
fn printed(document: &Document) -> serde_json::Value {
    let list = |scope: &Scope| items(scope).iter().map(|item| item.text.clone()).collect::<Vec<_>>();
    let statements = document.statements.iter().map(|statement| {
        serde_json::json!({
            "Sid": statement.sid,
            "Effect": "Allow",
            "Action": list(&statement.actions),
            "Resource": list(&statement.resources),
        })
    });
    serde_json::json!({ "Version": "2012-10-17", "Statement": statements.collect::<Vec<_>>() })
}

fn percent_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn steps(text: &str) -> u64 {
    counted(|| {
        parse(&[text]);
    })
}

#[test]
fn a_generated_policy_is_read_without_a_finding_however_it_is_wrapped() {
    let texts = generated();
    assert!(texts.len() >= 10, "{}", texts.len());
    for text in &texts {
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let quoted = serde_json::to_string(text).expect("a string");
        let wrapped = [
            text.clone(),
            percent_encoded(text),
            quoted.clone(),
            format!("{{\"PolicyName\": \"x\", \"PolicyDocument\": {text}}}"),
            format!("{{\"PolicyVersion\": {{\"Document\": {quoted}, \"IsDefaultVersion\": true}}}}"),
            format!("{{\"PolicyDocument\": \"{}\"}}", percent_encoded(text)),
        ];
        for paste in &wrapped {
            let parsed = parse(&[paste]);
            // The prefix of this test holds what looks like a placeholder.
            let said: Vec<_> = parsed.findings.iter().filter(|finding| finding.code != "placeholder-left").collect();
            assert!(said.is_empty(), "{said:?} in {paste}");
            assert_eq!(parsed.documents.len(), 1, "{paste}");
            assert_eq!(printed(&parsed.documents[0]), value);
        }
    }
}

#[test]
fn twice_the_text_is_about_twice_the_work() {
    let statement = r#"{"Sid":"a","Effect":"Allow","Action":["s3:*","x"],"Resource":"arn:aws:s3:::${a}"}"#;
    let attached = r#"{"PolicyArn":"arn:p"}"#;
    let policy = format!(r#"{{"Arn":"arn:p","PolicyVersionList":[{{"Document":{NEST}}}]}}"#);
    let many = |item: &str, n: usize| vec![item; n].join(",");
    type Make<'a> = Box<dyn Fn(usize) -> String + 'a>;
    let makers: Vec<(&str, Make<'_>)> = vec![
        ("documents", Box::new(|n| NEST.repeat(n))),
        ("statements", Box::new(|n| format!("{{\"Statement\":[{}]}}", many(statement, n)))),
        ("keys", Box::new(|n| format!("{{\"Statement\":{{{}}}}}", many("\"Effect\":\"Allow\"", n)))),
        ("brackets", Box::new(|n| "[".repeat(n))),
        ("closed", Box::new(|n| "[".repeat(n) + &"]".repeat(n))),
        ("braces", Box::new(|n| "x {".repeat(n))),
        ("braces apart", Box::new(|n| "x { ".repeat(n))),
        ("spaces", Box::new(|n| format!("x {{{}", " ".repeat(n)))),
        ("quotes", Box::new(|n| "\"".repeat(n))),
        ("curly quotes", Box::new(|n| "“”".repeat(n))),
        ("commas", Box::new(|n| format!("[{}]", ",".repeat(n)))),
        ("comments", Box::new(|n| "/**/".repeat(n))),
        ("open comments", Box::new(|n| "/*".repeat(n))),
        ("slashes", Box::new(|n| "/ ".repeat(n))),
        ("backslashes", Box::new(|n| format!("\"{}\"", "\\".repeat(n)))),
        ("percent", Box::new(|n| "%7B".repeat(n))),
        ("percent lines", Box::new(|n| "%7B\n".repeat(n))),
        ("encoded", Box::new(|n| percent_encoded(&NEST.repeat(n)))),
        ("rules", Box::new(|n| "---\n".repeat(n))),
        ("dashes", Box::new(|n| "-".repeat(n))),
        ("prose", Box::new(|n| "Policy 1: [a] {b}\n".repeat(n))),
        ("placeholders", Box::new(|n| statement.replace("${a}", &"${a:b}".repeat(n)))),
        ("open placeholders", Box::new(|n| statement.replace("${a}", &"{<".repeat(n)))),
        (
            "attached",
            Box::new(|n| {
                let (attached, policies) = (many(attached, n), many(&policy, n));
                format!(
                    "{{\"RoleDetailList\":[{{\"AttachedManagedPolicies\":[{attached}]}}],\"Policies\":[{policies}]}}"
                )
            }),
        ),
        ("names", Box::new(|n| format!("{{\"PolicyName\":\"{}\",{}}}", "x".repeat(n), many("\"a\":[]", n)))),
        (
            "operators",
            Box::new(|n| {
                let keys = many("\"StringLike\":{\"aws:a\":[\"x\"]}", n);
                format!("{{\"Statement\":{{\"Condition\":{{{keys}}}}}}}")
            }),
        ),
    ];
    for (name, make) in &makers {
        let (small, large) = (steps(&make(1000)), steps(&make(2000)));
        assert!(large <= small * 5 / 2 + 100, "{name}: {small} steps, then {large}");
        assert!(large <= 12 * make(2000).len() as u64 + 100, "{name}: {large} steps for {} bytes", make(2000).len());
        let parsed = parse(&[&make(2000)]);
        assert!(parsed.findings.len() <= MOST + 1, "{name}");
    }
}

#[test]
fn nesting_cannot_overflow_the_stack() {
    for open in ["[", "{\"a\":", "[{\"a\":", "{\"Statement\":[", "\"[\\\"", "%5B"] {
        let parsed = parse(&[&open.repeat(200_000)]);
        assert!(!parsed.unread.is_empty(), "{open}");
    }
}

/// Policies, wrappers and slips, in pieces.
fn piece() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "“",
        "'",
        "\\",
        "\\u00e9",
        "%7B",
        "%22",
        "%C3",
        " ",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{feff}",
        "//",
        "/*",
        "*/",
        "#",
        "---",
        "```json\n",
        "Statement",
        "\"Statement\":",
        "\"Version\":\"2012-10-17\"",
        "\"Effect\":\"Allow\"",
        "\"Action\":",
        "\"Resource\":\"*\"",
        "\"s3:*\"",
        "\"Condition\":{\"Bool\":{\"a:b\":true}}",
        "\"PolicyDocument\":",
        "\"RoleDetailList\":[",
        "\"PermissionsBoundary\":\"a\"",
        "${",
        "<b>",
        "é",
        "𝒳",
        "null",
        "-1",
        NEST,
    ])
    .prop_map(str::to_string);
    prop_oneof![4 => known, 1 => "\\PC{0,4}", 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic(pieces in proptest::collection::vec(piece(), 0..30)) {
        let text = pieces.concat();
        sound(&[&text], &parse(&[&text]))?;
        let encoded = percent_encoded(&text);
        sound(&[&encoded, &text], &parse(&[&encoded, &text]))?;
        let quoted = serde_json::to_string(&text).unwrap_or_default();
        sound(&[&quoted], &parse(&[&quoted]))?;
    }

    #[test]
    fn a_policy_with_letters_lost_or_added_is_read_without_a_panic(
        which in any::<prop::sample::Index>(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), proptest::option::of(piece())), 1..6),
    ) {
        let texts = generated();
        let mut text: Vec<char> = which.get(&texts).chars().collect();
        for (at, edit) in edits {
            let at = at.index(text.len().max(1));
            match edit {
                Some(added) => { text.splice(at..at, added.chars()); }
                None if at < text.len() => { text.remove(at); }
                None => {}
            }
        }
        let text: String = text.into_iter().collect();
        sound(&[&text], &parse(&[&text]))?;
    }
}
