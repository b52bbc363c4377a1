#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use super::*;
use crate::json::values;

/// Its values, when all of it is read.
fn whole(text: &str) -> String {
    let (reading, end) = read(text);
    assert_eq!((reading.unread.as_slice(), end), (&[][..], text.len()), "{text}");
    values(&reading)
}

/// Its values, and what of it is not read.
fn partly(text: &str) -> (String, Vec<String>) {
    let (reading, _) = read(text);
    let unread = reading.unread.iter().map(|span| text[span.clone()].to_string()).collect();
    (values(&reading), unread)
}

#[test]
fn values_are_those_of_the_same_json() {
    assert_eq!(
        whole("Version: 2012-10-17\nSid: 1\nOn: true\nNo: 'true'\nNothing:\nList:\n- a\n- [\"b\\n\", {c: d}]\n"),
        r#"{"Version":"2012-10-17","Sid":"1","On":true,"No":"true","Nothing":null,"List":["a",["b\n",{"c":"d"}]]}"#
    );
    assert_eq!(
        whole("a: 012345678901\n---\nb: |\n  {\"x\":\n    1}\n...\n"),
        "{\"a\":\"012345678901\"}\n{\"b\":\"{\\\"x\\\":\\n  1}\\n\"}"
    );
}

#[test]
fn short_tags_are_functions() {
    assert_eq!(
        whole("a: !Sub '${B}'\nb: !GetAtt R.Arn\nc: !If [D, !Ref E, !Ref AWS::NoValue]\nd: !Join ['', [x, !Ref F]]\n"),
        concat!(
            r#"{"a":{"Fn::Sub":"${B}"},"b":{"Fn::GetAtt":"R.Arn"},"#,
            r#""c":{"Fn::If":["D",{"Ref":"E"},{"Ref":"AWS::NoValue"}]},"d":{"Fn::Join":["",["x",{"Ref":"F"}]]}}"#
        )
    );
    assert_eq!(whole("a: !!str true\nb: !secret x\n"), r#"{"a":"true","b":"⟨!secret⟩"}"#);
    // Who knows what it makes of a list.
    assert_eq!(partly("a: !include [b, c]"), (r#"{"a":"⟨!include⟩"}"#.into(), vec!["!include [b, c]".to_string()]));
}

#[test]
fn aliases_and_merges_are_what_they_stand_for() {
    assert_eq!(
        whole("x: &x {a: 1, b: [2]}\ny: *x\nz:\n  <<: *x\n  a: 3\n"),
        r#"{"x":{"a":"1","b":["2"]},"y":{"a":"1","b":["2"]},"z":{"a":"3","b":["2"]}}"#
    );
    assert_eq!(whole("- &a {k: 1}\n- &b {l: 2}\n- <<: [*a, *b]\n"), r#"[{"k":"1"},{"l":"2"},{"k":"1","l":"2"}]"#);
    assert_eq!(partly("<<: [x]\na: b"), (r#"{"a":"b"}"#.into(), vec!["x".to_string()]));
}

#[test]
fn places_are_those_in_the_text() {
    let text = "é: ü\nStatement:\n  - Action: \"s3:*\"\n    Resource: !Sub x\n\nNext: 1\n";
    let (reading, _) = read(text);
    let at = |node: &Node| text[node.span.clone()].to_string();
    let statements = reading.values[0].get("Statement").unwrap();
    assert_eq!(at(statements), "- Action: \"s3:*\"\n    Resource: !Sub x");
    assert_eq!(at(&statements.items()[0]), "Action: \"s3:*\"\n    Resource: !Sub x");
    assert_eq!(at(statements.items()[0].get("Action").unwrap()), "\"s3:*\"");
    assert_eq!(at(statements.items()[0].get("Resource").unwrap()), "!Sub x");
    assert_eq!(&text[reading.values[0].members()[1].key_span.clone()], "Statement");
    assert_eq!(at(&reading.values[0]), text.trim_end());
}

#[test]
fn what_is_no_yaml_any_more_is_unread_and_what_came_before_is_kept() {
    assert_eq!(
        partly("Statement:\n  - Effect: Allow\n    Action:\n   Bad: x\nmore: y\n"),
        (r#"{"Statement":[{"Effect":"Allow","Action":null}]}"#.into(), vec!["   Bad: x\n".to_string()])
    );
    let (_, unread) = partly("Statement: [{Effect: Deny, Action: '*'");
    assert!(!unread.is_empty());
    let (_, unread) = partly("Effect: 'Deny\nAction: x\n");
    assert!(!unread.is_empty());
}

#[test]
fn what_is_too_deep_is_unread() {
    let deep = |levels: usize| format!("a: {}x{}\nb: c\n", "[".repeat(levels), "]".repeat(levels));
    whole(&deep(LIMIT - 1));
    let (found, unread) = partly(&deep(LIMIT));
    assert_eq!((found.contains("\"b\":\"c\""), unread), (true, vec!["[x]".to_string()]));
    let (_, unread) = partly(&"- ".repeat(100_000));
    assert_eq!(unread.len(), 1);
    assert!(!partly(&"[".repeat(100_000)).1.is_empty());
    assert!(!partly(&"? ".repeat(10_000)).1.is_empty());
}

#[test]
fn aliases_of_aliases_stay_in_proportion() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        bomb += &format!("a{level}: &a{level} [{}]\n", before.trim_end_matches(", "));
    }
    let (reading, _) = read(&bomb);
    let size: usize = reading.values.iter().map(|node| size(node).0).sum();
    assert!(size < 8 * bomb.len() + 200_000 && !reading.unread.is_empty(), "{size}");
}

#[test]
fn parts_are_found_in_prose() {
    let found =
        |text: &'static str| -> Vec<&str> { crate::read(text).into_iter().map(|part| &text[part.span]).collect() };
    assert_eq!(
        found("Policy of my role, please help\n\nStatement:\n- Effect: Allow\n"),
        ["Statement:\n- Effect: Allow\n"]
    );
    assert_eq!(
        found("see\n```yaml\nEffect: Allow\n```\nand\n```\nEffect: Deny\n```\n"),
        ["Effect: Allow\n", "Effect: Deny\n"]
    );
    assert!(found("Note: this is of no use\n").is_empty());
    assert!(found("nothing here").is_empty());
}

#[test]
fn no_text_is_too_odd() {
    for text in [
        "",
        "\0",
        "\u{feff}a: b",
        "a: \u{0}\nb: c",
        "%YAML 9\n---\na",
        "---\n...\n---",
        "&a *a",
        "*a",
        "? ? ?",
        "!<x> y",
        "\t- a",
        "a:\r\n- b\r\n",
        "- !!binary [x]",
    ] {
        let (reading, end) = read(text);
        assert!(end <= text.len(), "{text:?}");
        for span in &reading.unread {
            assert!(text.get(span.clone()).is_some(), "{text:?}");
        }
    }
}

#[test]
fn serverless_makes_a_role_of_its_statements() {
    let made = |text: &str| values(&read(text).0);
    let role = |name: &str, statements: &str| {
        format!(
            "{{\"{name}\":{{\"Type\":\"AWS::IAM::Role\",\"Properties\":{{\"Policies\":[{{\"PolicyName\":\"serverless\",\
             \"PolicyDocument\":{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}}}]}}}}}}"
        )
    };
    let statement = r#"{"Effect":"Allow","Resource":"arn:⟨AWS::Partition⟩:x:⟨AWS::Region⟩:⟨AWS::AccountId⟩:⟨opt:a⟩"}"#;
    let text = "- Effect: Allow\n        Resource: arn:${aws:partition}:x:${aws:region}:${aws:accountId}:${opt:a}\n";
    let new = format!("service: x\nprovider:\n  name: aws\n  iam:\n    role:\n      statements:\n      {text}");
    assert_eq!(made(&new), role(ROLE, statement) + "\n{\"service\":\"x\"}");
    let old = format!("provider:\n  iamRoleStatements:\n      {text}");
    assert_eq!(made(&old), role(ROLE, statement));
    // What the file says itself is filled in; IAM's own variables stay.
    let text = "custom: {a: b, list: [{Effect: Deny}]}\nprovider:\n  iamRoleStatements:\n  - {Sid: '${self:custom.a}-${aws:username}'}\n  - ${self:custom.list}\n";
    assert_eq!(made(text), role(ROLE, r#"{"Sid":"b-${aws:username}"},{"Effect":"Deny"}"#));
    let text = "provider:\n  iamRoleStatements: ${file(./iam.yml)}\n";
    assert_eq!(partly(text).1, ["${file(./iam.yml)}"]);
    // Of a function, with those of all.
    let text = "provider:\n  iamRoleStatements: [{Sid: a}]\nfunctions:\n  f:\n    iamRoleStatementsInherit: true\n    iamRoleStatements: [{Sid: b}]\n";
    assert_eq!(
        made(text),
        role(ROLE, r#"{"Sid":"a"}"#) + "\n" + &role(&format!("f{ROLE}"), r#"{"Sid":"a"},{"Sid":"b"}"#)
    );
}

const ROLE: &str = "IamRoleLambdaExecution";
