//! The printers beside each other: what must hold of every one.

use super::*;
use crate::mark::{mark, Marked};
use crate::policy::Statement;

const ALL: [Format; 6] =
    [Format::AwsCli, Format::PowerShell, Format::CloudFormation, Format::Terraform, Format::Cdk, Format::Pulumi];

fn policy(resource: &str) -> Policy {
    Policy::new(vec![Statement::allow("Write", vec!["s3:PutObject"], vec![resource.to_string()])])
}

fn printed(format: Format, policy: &Policy, made: IamResource) -> String {
    let sheet = Deployment { policy, made, provider: None, partition: Partition::Aws, header: vec!["For you.".into()] };
    Marked::new(&print(format, &sheet)).text
}

fn made(how: How, name: &str) -> IamResource {
    IamResource { how, name: name.into(), to: Identity { is_user: false, name: "a-role".into(), reference: None } }
}

fn inline(name: &str) -> IamResource {
    made(How::Inline, name)
}

#[test]
fn marks_pass_through_every_printer() {
    for format in ALL {
        let policy = policy(&format!("arn:aws:s3:::{}/*", mark("my-videos")));
        let made = inline(&mark("my-policy"));
        let sheet = Deployment { policy: &policy, made, provider: None, partition: Partition::Aws, header: Vec::new() };
        let marked = Marked::new(&print(format, &sheet));
        let typed: Vec<&str> = marked.ranges.iter().map(|one| &marked.text[one.range.clone()]).collect();
        assert_eq!(typed.iter().filter(|text| **text == "my-videos").count(), 1, "{format:?}: {typed:?}");
        assert!(typed.contains(&"my-policy"), "{format:?}: {typed:?}");
        assert!(!marked.text.contains(['\u{E000}', '\u{E001}', '\u{E002}']), "{format:?}");
    }
}

#[test]
fn every_special_character_is_written_as_the_grammar_wants() {
    let key = "it's \"a\" $x ${*} $${$}{y} %{z} `w` \\ ! & ( ) é ÿ";
    for (format, want) in [
        (Format::AwsCli, r#""it's \"a\" $x ${*} $${$}{y} %{z} `w` \\ \u0021 & ( ) \u00e9 \u00ff""#),
        (Format::PowerShell, r#""it's \"a\" $x ${*} $${$}{y} %{z} `w` \\ \u0021 & ( ) \u00e9 \u00ff""#),
        (Format::CloudFormation, r#"'it''s "a" $x ${*} $${$}{y} %{z} `w` \ ! & ( ) é ÿ'"#),
        (Format::Terraform, r#""it's \"a\" $x $${*} \u0024$${$}{y} %%{z} `w` \\ ! & ( ) é ÿ""#),
        (Format::Cdk, r#"'it\'s "a" $x ${*} $${$}{y} %{z} `w` \\ ! & ( ) é ÿ'"#),
        (Format::Pulumi, r#"'it\'s "a" $x ${*} $${$}{y} %{z} `w` \\ ! & ( ) é ÿ'"#),
    ] {
        let text = printed(format, &policy(key), inline("p"));
        assert!(text.contains(want), "{format:?}: {text}");
    }
}

#[test]
fn a_text_begins_with_its_header_and_ends_in_one_line_feed() {
    for format in ALL {
        let text = printed(format, &policy("*"), made(How::Role, "r"));
        assert!(text.lines().take(2).any(|line| line.ends_with(" For you.")), "{text}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{text}");
        assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
    }
}

#[test]
fn only_china_needs_a_region() {
    for format in [Format::AwsCli, Format::PowerShell] {
        for (partition, has) in [(Partition::Aws, false), (Partition::AwsCn, true)] {
            let policy = policy("*");
            let sheet =
                Deployment { policy: &policy, made: inline("p"), provider: None, partition, header: Vec::new() };
            assert_eq!(print(format, &sheet).contains("--region cn-north-1"), has, "{format:?}");
        }
    }
}
