//! Texts in other languages than JSON, as the readers in `module/languages` give them.
#![allow(clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use super::cases::{answer, run, summary};
use super::roundtrip::cases as snapshots;
use crate::build::build;
use crate::import::document::Document;
use crate::import::inventory::Inventory;
use crate::import::{read, Pasted};
use crate::{BuildAnswer, Text};

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
    let (mut count, mut wrong) = (0, String::new());
    // Of YAML and JSON there are tests where they are read.
    let forms = ["terraform", "cdk", "pulumi", "aws-cli", "aws-cli-powershell"];
    let cases =
        snapshots::all().filter(|case| case.call().kind().is_ok_and(|kind| kind.grants() || kind.name() == "trust"));
    for (case, form) in cases.flat_map(|case| forms.map(|form| (case.call(), form))) {
        let text = |form: &str| match build(&case.clone().with(Text::Format, form)) {
            BuildAnswer::Built(built) => built.marked.text,
            BuildAnswer::Refused(problems) => panic!("{problems:?}"),
        };
        let (text, json) = (text(form), text("json"));
        let (parsed, whole) = (parse(&text), read(&[Pasted { text: &json, ..Pasted::default() }]));
        count += 1;
        let found: Vec<String> = parsed.documents.iter().map(plain).collect();
        let wanted: Vec<String> = whole.documents.iter().map(plain).collect();
        let said = |inventory: &Inventory| {
            let errors =
                inventory.findings.iter().filter(|finding| finding.severity == crate::diagnostics::Severity::Error);
            errors.map(|finding| finding.code).collect::<Vec<_>>()
        };
        let of = parsed.documents.iter().flat_map(|document| &document.of);
        let names: Vec<&str> = of.map(|of| parsed.principals[*of].name.as_str()).collect();
        let one = names.iter().all(|name| *name == names[0] && !name.contains(['$', ' ']));
        let sure = parsed.documents.iter().all(|document| !document.perhaps && !document.of.is_empty());
        if found != wanted
            || !one
            || !sure
            || !parsed.unread.is_empty()
            || !parsed.attached.is_empty()
            || said(&parsed) != said(&whole)
        {
            let out = answer(&parsed, std::slice::from_ref(&text));
            wrong.push_str(&format!("\n{text}: {found:#?}\nnot {wanted:#?}\n{out:#}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", &wrong[..wrong.len().min(4000)]);
    assert!(count > 120, "only {count}");
}

/// Likewise what belongs to a bucket, and to nobody. Statements of a key are no document, in any form.
#[test]
fn every_form_of_a_bucket_policy_is_read_back() {
    let (mut count, mut wrong) = (0, String::new());
    for case in snapshots::all().filter(|case| matches!(case.policy, "bucket-policy" | "key-policy" | "lifecycle")) {
        let formats = case.call().kind().map(|kind| kind.formats()).unwrap_or_default();
        let text = |form: &str| match build(&case.call().with(Text::Format, form)) {
            BuildAnswer::Built(built) => built.marked.text,
            BuildAnswer::Refused(problems) => panic!("{problems:?}"),
        };
        let json = text("json");
        let whole = read(&[Pasted { text: &json, ..Pasted::default() }]);
        for form in formats.iter().skip(1).map(|format| format.name()) {
            let text = text(form);
            let parsed = parse(&text);
            count += 1;
            let plain = |inventory: &Inventory| inventory.documents.iter().map(plain).collect::<Vec<_>>();
            let codes = |inventory: &Inventory| {
                let errors =
                    inventory.findings.iter().filter(|finding| finding.severity == crate::diagnostics::Severity::Error);
                errors.map(|finding| finding.code).collect::<Vec<_>>()
            };
            let same = (plain(&parsed), codes(&parsed)) == (plain(&whole), codes(&whole));
            if !same || !parsed.unread.is_empty() || !parsed.attached.is_empty() || !parsed.principals.is_empty() {
                let unread: Vec<_> = parsed.unread.iter().map(|one| &text[one.span.clone()]).collect();
                let found = (plain(&parsed), codes(&parsed), unread, parsed.attached.len());
                let principals: Vec<_> = parsed.principals.iter().map(|one| &one.name).collect();
                wrong.push_str(&format!(
                    "\n{}/{} {form}: {found:#?} {principals:?}\nnot {:#?} {:?}\n",
                    case.policy,
                    case.name,
                    plain(&whole),
                    codes(&whole)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", &wrong[..wrong.len().min(9000)]);
    assert!(count > 50, "only {count}");
}

/// The texts of the cases.
fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/languages");
    let mut texts = Vec::new();
    let files = std::fs::read_dir(folder).expect("cases").filter_map(Result::ok).map(|file| file.path());
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let text = std::fs::read_to_string(file).expect("readable");
        let cases: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for case in cases.as_array().expect("a list") {
            let lines: Vec<&str> =
                case["text"].as_array().expect("lines").iter().filter_map(|line| line.as_str()).collect();
            texts.push(lines.join("\n"));
        }
    }
    texts
}

/// Reads a text, and looks whether all places are in it.
fn sound(text: &str) {
    fn node_in(text: &str, node: &remotion_policy_languages::Node) {
        assert!(text.get(node.span.clone()).is_some(), "{:?} in {text}", node.span);
        node.items().iter().for_each(|item| node_in(text, item));
        for member in node.members() {
            assert!(text.get(member.key_span.clone()).is_some(), "{:?} in {text}", member.key_span);
            node_in(text, &member.value);
        }
    }
    for part in remotion_policy_languages::read(text) {
        part.reading.unread.iter().for_each(|span| assert!(text.get(span.clone()).is_some(), "{span:?} in {text}"));
        part.reading.values.iter().for_each(|value| node_in(text, value));
    }
}

#[test]
fn whatever_is_cut_off_or_lost_is_read_without_a_panic() {
    for text in texts() {
        for (at, c) in text.char_indices().skip(text.len() % 11).step_by(11) {
            sound(&text[..at]);
            sound(&text[at..]);
            sound(&[&text[..at], &text[at + c.len_utf8()..]].concat());
            sound(&[&text[..at], "é", &text[at + c.len_utf8()..]].concat());
        }
    }
}

/// Shapes that would take the square of their length, or more, if anything did.
fn hostile() -> Vec<(&'static str, String)> {
    let head = "const x = new PolicyStatement({});\n";
    let hcl = "locals { z = 1 }\n";
    let shell = "aws iam put-role-policy --role-name r\n";
    let mut shapes = Vec::new();
    for part in [
        "[",
        "]",
        "{a:",
        "{",
        "}",
        "[]",
        "()",
        "(",
        "\"",
        "'",
        "`",
        "\\",
        "\\\"",
        "${",
        "`${",
        "\"${",
        "$",
        "<<A\n",
        "a.b.",
        "a(",
        "a?b:",
        "a+",
        "a=",
        "const a=",
        "const a=a;",
        "x.push(",
        "new Role(this,'a',{});",
        "$(",
        "cat <<E\n",
        "A=$A$A\n",
        "/*",
        "/ ",
        "(a)=>",
        "x=>",
        "Effect:",
        "{Effect:'Allow',",
        "[{Effect:'Allow'},",
        "permissions:[],",
        "...a,",
        "é",
        "\n",
        "\r",
        "#",
        ";",
        "|",
        "&",
        "@'\n",
        "resource \"aws_iam_role\" \"x\" {}\n",
        "data \"aws_iam_policy_document\" \"x\" {}\n",
        "statement {\n}\n",
        "a = [\n",
        "a = {\n",
        "locals {\na = [local.a, local.a]\n}\n",
        "Action = local.z\n",
        "if (a) {",
        "role.addToPolicy(a);",
        "action ",
        "aws iam put-role-policy --role-name r --policy-name p --policy-document '{\"Statement\":[]}'\n",
        "aws iam attach-role-policy --role-name r --policy-arn a\n",
        "x.apply(v=>[v,",
        "${a}",
        "%{",
        "\"%{",
    ] {
        shapes.push((part, head));
        shapes.push((part, hcl));
        shapes.push((part, shell));
    }
    let many = |(part, head): (&'static str, &str)| (part, [head, &part.repeat(SIZE / part.len())].concat());
    let mut shapes: Vec<(&'static str, String)> = shapes.into_iter().map(many).collect();
    let chain = |line: &dyn Fn(usize) -> String| (0..5_000).map(line).collect::<String>();
    shapes.push(("names of names in JavaScript", chain(&|at| format!("const a{at} = [a{0}, a{0}];\n", at + 1)) + head));
    shapes.push((
        "names of names in Terraform",
        chain(&|at| format!("locals {{\n  a{at} = [local.a{0}, local.a{0}]\n}}\n", at + 1)),
    ));
    let document = |at| {
        format!(
            "data \"aws_iam_policy_document\" \"d{at}\" {{\n  source_policy_documents = [data.aws_iam_policy_document.d{}.json]\n}}\n",
            at + 1
        )
    };
    shapes.push(("documents of documents", chain(&document)));
    let conditions = "condition {\n test = \"A\"\n variable = \"a:b\"\n values = [\"c\"]\n}\n".repeat(2000);
    shapes.push(("conditions", format!("statement {{\n{conditions}}}\n")));
    shapes
}

const SIZE: usize = 60_000;

#[test]
fn long_texts_take_no_longer_than_their_length() {
    for (name, text) in hostile() {
        let start = std::time::Instant::now();
        sound(&text);
        // Unoptimised, and beside other tests; the square of it would take minutes.
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{name:?} takes {took:?}: {}", &text[..40]);
    }
}
