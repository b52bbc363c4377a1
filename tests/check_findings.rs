//! What is found in pasted policies: the sentences, their order, and the documents they are about.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{BuildCall, Severity};
use support::{checked, destination, document};

mod support;

#[test]
fn what_aws_refuses_comes_before_what_is_wide_and_each_names_its_document() {
    let wide = document(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    let broken = document(r#"{"Effect":"Perhaps","Action":"s3:GetObject","Resource":"*"}"#);
    let both = format!("{wide}\n{wide}");
    let checked = checked(&[&both, &broken], &[destination()]);
    let documents: Vec<(usize, usize)> = checked.documents.iter().map(|row| (row.text_index, row.statements)).collect();
    assert_eq!(documents, [(0, 1), (0, 1), (1, 1)]);
    let found: Vec<(Severity, &str, usize, Option<usize>)> =
        checked.findings.iter().map(|one| (one.severity, one.code, one.text_index, one.document_index)).collect();
    let everything = |document| (Severity::SecurityWarning, "wide-everything", 0, Some(document));
    assert_eq!(found, [(Severity::Error, "effect-wrong", 1, Some(2)), everything(0), everything(1)]);
    // The same slip in the second of two documents is about the second.
    let slip = document(r#"{"Sid":"a b","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"#);
    let checked = self::checked(&[&format!("{wide}\n{slip}\n{wide}")], &[destination()]);
    let slips = checked.findings.iter().filter(|one| one.code.starts_with("sid"));
    assert_eq!(slips.map(|one| one.document_index).collect::<Vec<_>>(), [Some(1)]);
}

#[test]
fn only_with_the_form_of_its_arn_do_all_buckets_mean_everything() {
    for (resource, status) in
        [("arn:aws:s3:::*", "allowed"), ("*", "allowed"), ("x:s3:::*", "missing"), ("arn:aws:s3:::a*", "missing")]
    {
        let allow = document(&format!(r#"{{"Effect":"Allow","Action":"*","Resource":"{resource}"}}"#));
        let rows = checked(&[&allow], &[BuildCall::new("user")]).permissions;
        let status_of = |action: &str| rows.iter().find(|row| row.action == action).unwrap().status.name();
        assert_eq!(status_of("s3:ListAllMyBuckets"), status, "{resource}");
        let everything = if resource == "*" { "allowed" } else { "missing" };
        assert_eq!(status_of("lambda:ListFunctions"), everything, "{resource}");
    }
}

#[test]
fn findings_come_worst_first_and_once() {
    let texts = [
        r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
        r#"{"Version":"2008-10-17","Statement":[{"Effect":"Perhaps","Action":"s3:GetObject","Resource":"*"}]}"#,
    ];
    let found = checked(&texts, &[destination()]).findings;
    let found: Vec<(Severity, &str, usize)> =
        found.iter().map(|one| (one.severity, one.code, one.text_index)).collect();
    use Severity::{Error, SecurityWarning, Suggestion, Warning};
    let rank = |severity| [Error, SecurityWarning, Warning, Suggestion].iter().position(|one| *one == severity);
    assert!(found.windows(2).all(|pair| rank(pair[0].0) <= rank(pair[1].0)), "{found:?}");
    let said = |severity| found.iter().any(|(one, ..)| *one == severity);
    assert!(said(SecurityWarning) && said(Warning), "{found:?}");
    assert!(found.iter().all(|one| found.iter().filter(|other| one == *other).count() == 1), "{found:?}");
    assert_eq!(found[0], (Error, "effect-wrong", 1));
}

#[test]
fn what_is_wide_is_said_with_what_to_do() {
    let wide = document(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    let checked = checked(&[&wide], &[destination()]);
    let said: Vec<(&str, &str)> =
        checked.findings.iter().map(|one| (one.message.as_str(), one.help.as_str())).collect();
    let message = "this allows every action on every resource of the account";
    assert_eq!(said, [(message, "Remotion does not need that: list the actions it needs")]);
}

#[test]
fn a_finding_of_the_layout_is_of_the_document_it_lies_in() {
    let plain = document(r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"#);
    let comma = plain.replace("}]", "},]");
    let texts = [&plain, &format!("{plain}\n{comma} between {plain}"), &comma];
    let found = checked(&texts.map(String::as_str), &[BuildCall::new("role")]).findings;
    let places: Vec<_> = found.iter().map(|row| (row.code, row.text_index, row.document_index)).collect();
    assert_eq!(places, [("trailing-comma", 1, Some(2)), ("trailing-comma", 2, Some(4)), ("skipped-text", 1, None)]);
}

/// Whether a finding of the text says just this.
fn says(text: &str, message: &str, help: &str) -> bool {
    let findings = checked(&[text], &[BuildCall::new("role")]).findings;
    findings.iter().any(|row| (row.message.as_str(), row.help.as_str()) == (message, help))
}

fn conditional(condition: &str) -> String {
    document(&format!(r#"{{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{condition}}}"#))
}

#[test]
fn what_is_not_known_is_told_what_may_have_been_meant() {
    let long = "StringEquals".repeat(4);
    let operator = |name: &str| conditional(&format!(r#"{{"{name}":{{"a":"b"}}}}"#));
    let in_place_of = |known: &str, unknown: &str| conditional("{}").replace(known, unknown);
    let all =
        "remove it. The elements are `Sid`, `Effect`, `Action`, `Resource`, `Condition`, `NotAction` and `NotResource`";
    for (text, name, what, help) in [
        (operator("StringEqual"), "StringEqual", "a condition operator", "did you mean `StringEquals`?"),
        (operator(&long), long.as_str(), "a condition operator", "use an operator from the linked page"),
        (
            in_place_of("Statement", "Statment"),
            "Statment",
            "an element of a policy document",
            "did you mean `Statement`?",
        ),
        (in_place_of("Resource", "Resources"), "Resources", "an element of a Statement", "did you mean `Resource`?"),
        (in_place_of("Condition", "Comment"), "Comment", "an element of a Statement", all),
    ] {
        assert!(says(&text, &format!("`{name}` is not {what}"), help), "{text}");
    }
}

#[test]
fn what_stands_in_the_wrong_place_is_called_what_it_is() {
    let shape = r#"write `"Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}`"#;
    for (value, kind) in [
        (r#"["a"]"#, "a list"),
        ("null", "null"),
        ("true", "true or false"),
        ("false", "true or false"),
        ("1", "a number"),
    ] {
        let message = format!("`Condition` is {kind}, not an object of operators");
        assert!(says(&conditional(value), &message, shape), "{value}");
    }
    for (value, expected) in [("{;}", "a name in quotes or `}`"), (r#"{"Bool":{};}"#, "`,` or `}`")] {
        let message = format!("expected {expected}, found `;`");
        assert!(says(&conditional(value), &message, "also check what comes just before it"), "{value}");
    }
}

#[test]
fn what_is_wrong_in_a_text_is_shown_as_it_stands_there() {
    let action = |action: &str| document(&format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"*"}}"#));
    let resource = |arn: &str| document(&format!(r#"{{"Effect":"Allow","Action":"s3:Get*","Resource":"{arn}"}}"#));
    let users = |names: &[&str]| {
        let user = |name: &&str| {
            format!(r#"{{"UserName":"{name}","Arn":"a","AttachedManagedPolicies":[{{"PolicyArn":"p"}}]}}"#)
        };
        let users: Vec<_> = names.iter().map(user).collect();
        format!(r#"{{"UserDetailList":[{}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}}"#, users.join(","))
    };
    for (text, said) in [
        (action("s3.GetObject"), "did you mean `s3:GetObject`?"),
        (action("s3."), "has no service"),
        (action(".GetObject"), "has no service"),
        (action("s3.x:"), "has no service"),
        (resource("arn:aws-cm:s3:::a/*"), "did you mean `aws-cn`?"),
        (resource("arn:azure:s3:::a/*"), "did you mean `aws`?"),
        (resource("arn:aws:s3:::${bucket}/*"), "`${bucket}` looks like"),
        (resource("arn:aws:s3:::${aws:username}/<your-key>/*"), "`<your-key>` looks like"),
        (resource("arn:aws:s3:::a\u{200b}/*"), "the character `U+200B`"),
        (resource("arn:aws:s3:::字/*"), "the character `字`"),
        (resource("arn:aws:s3:::a\\u0001/*"), "the character `U+0001`"),
        (resource("arn:aws:s3:::ÿ\\t/*"), "nothing"),
        (users(&["ann", "bob"]), ": user/ann, user/bob;"),
        (users(&["ann", "bob", "cem", "dia"]), ": user/ann, user/bob, user/cem, user/dia;"),
        (users(&["ann", "bob", "cem", "dia", "eva"]), ": user/ann, user/bob, user/cem, user/dia, …;"),
    ] {
        let findings = checked(&[&text], &[BuildCall::new("role")]).findings;
        let first = findings.first().map_or("nothing".to_string(), |row| format!("{}; {}", row.message, row.help));
        assert!(first.contains(said), "{text}: {first}");
    }
}

#[test]
fn the_deployers_policy_is_pointed_out_where_the_render_functions_is_asked_about() {
    let deployer = support::built(&BuildCall::new("user")).marked.text;
    let codes = |text: &str, asked: &[BuildCall]| {
        let found = checked(&[text], asked).findings;
        found.iter().filter(|one| one.code == "of-deployer").map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    let found = codes(&deployer, &[BuildCall::new("role"), destination()]);
    assert_eq!(found.len(), 1, "{found:?}");
    for asked in [BuildCall::new("user"), BuildCall::new("caller")] {
        assert_eq!(codes(&deployer, &[asked]), [] as [String; 0]);
    }
    assert_eq!(
        codes(&support::built(&BuildCall::new("role")).marked.text, &[BuildCall::new("role")]),
        [] as [String; 0]
    );
    let denies = document(r#"{"Effect":"Deny","Action":"iam:PassRole","Resource":"*"}"#);
    assert_eq!(codes(&denies, &[BuildCall::new("role")]), [] as [String; 0]);
}
