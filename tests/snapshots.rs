//! Every text a reader can copy, byte for byte, one file each; and beside it all that is said about it.
//! The newest version and its day are `{newest}` and `{published}` there: a release that changes no policy changes no file,
//! and the diff of one that does is what it changes.
//! `UPDATE_EXPECT=1 cargo test --test snapshots` rewrites them; the diff is the review.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use expect_test::expect_file;
use remotion_policy_builder::{build, releases, BuildAnswer, BuildCall, Built, Text};
use std::path::PathBuf;

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const CHINA_KEY: &str = "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// Name of the files, and the attributes.
const CASES: &[(&str, &str)] = &[
    ("user", "policy=user"),
    ("user-china", "policy=user region=cn-north-1"),
    ("user-4.0.417", "policy=user version=4.0.417"),
    ("user-3.0.0", "policy=user version=3.0.0"),
    ("role", "policy=role"),
    ("role-china", "policy=role region=cn-northwest-1"),
    ("role-3.0.0", "policy=role version=3.0.0"),
    ("caller", "policy=caller"),
    ("caller-narrow", "policy=caller region=eu-central-1 account-id=123456789012 force-bucket-name"),
    ("caller-delete", "policy=caller delete function-prefix=acme-render-"),
    ("caller-china", "policy=caller region=cn-north-1"),
    ("destination", "policy=destination bucket=my-videos"),
    ("destination-private", "policy=destination bucket=my-videos privacy=private object-ownership=acls-enabled"),
    ("destination-no-acl", "policy=destination bucket=my-videos privacy=no-acl object-ownership=acls-disabled"),
    ("destination-write-only", "policy=destination bucket=my-videos privacy=no-acl write-only"),
    ("destination-write-only-acl", "policy=destination bucket=my-videos write-only"),
    ("destination-write-only-old", "policy=destination bucket=my-videos write-only version=4.0.521"),
    ("destination-prefix", "policy=destination bucket=my-videos key-prefix=2026/final"),
    ("destination-prefix-awkward", "policy=destination bucket=my-videos key-prefix=a*b?c${d}'\"\\é"),
    ("destination-kms", "policy=destination bucket=my-videos privacy=no-acl region=us-east-1 kms-key-arn={key}"),
    ("destination-china", "policy=destination bucket=my-videos privacy=no-acl region=cn-north-1 kms-key-arn={china}"),
    ("destination-remotions", "policy=destination bucket=remotionlambda-useast1-abcdefghij kms-key-arn={key}"),
    ("destination-all", "policy=destination bucket=my.videos-123456789012-us-east-1-an region=us-east-1 account-id=123456789012 privacy=private key-prefix=x kms-key-arn={key}"),
    ("destination-caller-download", "policy=destination-caller bucket=my-videos download"),
    ("destination-caller-delete", "policy=destination-caller bucket=my-videos delete"),
    ("destination-caller-both-kms", "policy=destination-caller bucket=my-videos download delete key-prefix=final kms-key-arn={key}"),
    ("destination-caller-china", "policy=destination-caller bucket=my-videos download delete region=cn-north-1"),
    ("destination-caller-remotions-kms", "policy=destination-caller bucket=remotionlambda-x download kms-key-arn={key}"),
    ("trust-lambda", "policy=trust"),
    ("trust-ec2", "policy=trust service=ec2"),
    ("trust-ec2-china", "policy=trust service=ec2 region=cn-north-1"),
    ("trust-ecs-tasks-china", "policy=trust service=ecs-tasks region=cn-north-1"),
    ("trust-account", "policy=trust service=account trusted-account=123456789012"),
    ("trust-role", "policy=trust service=role trusted-account=123456789012 trusted-role=deployer"),
    ("trust-role-china", "policy=trust service=role region=cn-north-1 attach-to=role/my-function trusted-role=arn:aws-cn:iam::123456789012:role/ci/deployer"),
    ("user-to-user", "policy=user attach-to=arn:aws:iam::123456789012:user/ci/deployer"),
    ("user-to-role", "policy=user region=cn-northwest-1 attach-to=role/my-function"),
    ("caller-to-role", "policy=caller attach-to=arn:aws:iam::123456789012:role/service-role/my-function"),
    ("caller-to-user", "policy=caller region=cn-north-1 attach-to=user/-a+b=c,d@e.f"),
    ("destination-to-role", "policy=destination bucket=my-videos function-role=-a+b=c,d@e.f"),
    ("destination-caller-to-user", "policy=destination-caller bucket=my-videos delete attach-to=user/ci"),
    ("destination-caller-to-role", "policy=destination-caller bucket=my-videos download attach-to=role/my-function"),
    ("destination-prefix-special", "policy=destination bucket=my-videos key-prefix=it's/\"$HOME\"/${{a}}/$$*/%{b}/`c`/\\!d&(e)#f:/\u{ff}"),
    ("destination-caller-prefix-special", "policy=destination-caller bucket=my-videos download region=cn-north-1 key-prefix=$*?%%{b}!!'@\u{a1}\u{ff}"),
    ("call", "policy=render-call bucket=my-videos"),
    ("call-full", "policy=render-call bucket=my-videos region=eu-west-1 privacy=no-acl key-prefix=it's/\\final"),
];

/// Format and the ending of its files.
const FORMS: [(&str, &str); 6] = [
    ("aws-cli", "sh"),
    ("aws-cli-powershell", "ps1"),
    ("cloudformation", "yaml"),
    ("terraform", "tf"),
    ("cdk", "cdk.ts"),
    ("pulumi", "pulumi.ts"),
];

#[track_caller]
fn expect(file: &str, text: &str) {
    let releases = releases();
    let text = text.replace(&releases.newest, "{newest}").replace(releases.published, "{published}");
    expect_file![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(file)].assert_eq(&text);
}

/// A form says of a policy what its JSON says, but for the text.
fn every_form_is_exactly_this(name: &str, call: &BuildCall, json: &Built) {
    for (format, ending) in FORMS {
        let call = call.clone().with(Text::Format, format);
        let BuildAnswer::Built(built) = build(&call) else { panic!("{name} {format}: {:?}", build(&call)) };
        expect(&format!("forms/{name}.{ending}"), &built.marked.text);
        assert_eq!(
            (built.size, &built.notes, &built.reasons),
            (json.size, &json.notes, &json.reasons),
            "{name} {format}"
        );
        assert_eq!((&built.version, &built.principal), (&json.version, &json.principal), "{name} {format}");
        let ending = ending.rsplit('.').next().unwrap();
        let stem = json.file_name.strip_suffix(".json").unwrap();
        assert_eq!(built.file_name, format!("{stem}.{ending}"));
    }
}

#[test]
fn every_text_is_exactly_this() {
    for (name, line) in CASES {
        let line = line.replace("{key}", KEY).replace("{china}", CHINA_KEY);
        let mut call = BuildCall::default();
        for word in line.split(' ') {
            let (field, value) = word.split_once('=').unwrap_or((word, ""));
            assert!(call.set_attribute(field, Some(value)), "no attribute {field}");
        }
        let BuildAnswer::Built(built) = build(&call) else { panic!("{name}: {:?}", build(&call)) };
        let extension = if built.language == "json" { "json" } else { "ts" };
        expect(&format!("{name}.{extension}"), &built.marked.text);
        if built.size.is_some() {
            every_form_is_exactly_this(name, &call, &built);
        }

        let mut about =
            format!("{line}\n\nfor: {}\nfile: {}\nversion: {}\n", built.principal, built.file_name, built.version);
        if let Some(size) = built.size {
            about += &format!("size: {} of {}, {}\n", size.characters, size.limit, size.place);
        }
        for range in &built.marked.ranges {
            about += &format!("typed: {}\n", &built.marked.text[range.clone()]);
        }
        for reason in &built.reasons {
            let why = reason.reason.as_deref().unwrap_or("no reason");
            about += &format!("\n{} {}: {why}\n", reason.sid, reason.action);
        }
        for note in &built.notes {
            about += &format!("\n{:?} {}: {}; {}\n", note.severity, note.code, note.message, note.help);
            about += &note.link.map(|link| format!("{link}\n")).unwrap_or_default();
        }
        expect(&format!("{name}.about.txt"), &about);
    }
}
