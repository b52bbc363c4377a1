//! What holds for any input whatever.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use proptest::prelude::*;
use remotion_policy_builder::{
    build, example, BuildAnswer, BuildCall, Built, Input, Kind, Partition, Text, FLAGS, TEXTS,
};
use serde_json::Value;

/// Text as people type it: plausible values, pieces of them, and anything at all.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "",
            " ",
            "my-videos",
            "my.videos",
            "remotionlambda-x",
            "s3://b-1/k/",
            "https://b-1.s3.eu-west-1.amazonaws.com/a%2",
            "arn:aws:s3:::b-1/*",
            "arn:aws-cn:s3:::b-1",
            "arn:aws-us-gov:s3:::b-1",
            "arn:aws-cn:iam::123456789012:role/x",
            "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "x-123456789012-us-east-1-an",
            "-an",
            "us-east-1",
            "cn-north-1",
            "us-gov-west-1",
            "me-south-1",
            "public",
            "private",
            "no-acl",
            "acls-disabled",
            "acls-enabled",
            "ec2",
            "account",
            "role",
            "4.0.527",
            "terraform",
            "aws-cli",
            "4.0.100",
            "3.0.0",
            "99.0.0",
            "4.0",
            "123456789012",
            "1234-5678-9012",
            "remotion-lambda-role",
            "arn:aws:iam::123456789012:role/a/b",
            "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            "${aws:username}",
            "a*b?",
            "\"}]",
            "\\",
            "'",
        ])
        .prop_map(str::to_string),
        "[a-z0-9.-]{0,70}",
        "\\PC{0,12}",
        any::<String>(),
    ]
}

fn call() -> impl Strategy<Value = BuildCall> {
    let policy = proptest::sample::select(Kind::ALL.to_vec());
    let texts = proptest::collection::vec(proptest::option::weighted(0.5, typed()), TEXTS.len() - 1);
    let flags = proptest::collection::vec(any::<bool>(), FLAGS.len());
    (policy, texts, flags).prop_map(|(policy, texts, flags)| {
        let mut call = BuildCall::new(policy.name());
        for (field, text) in TEXTS.iter().skip(1).zip(texts) {
            if let Some(text) = text {
                call = call.with(*field, &text);
            }
        }
        for (flag, _) in FLAGS.iter().zip(flags).filter(|(_, on)| *on) {
            call = call.with_flag(*flag);
        }
        call
    })
}

/// Inputs that are all valid, so that most answers are texts.
fn valid_call() -> impl Strategy<Value = BuildCall> {
    let pick = |values: &'static [&'static str]| proptest::sample::select(values);
    (
        proptest::sample::select(Kind::ALL.to_vec()),
        // Begins and ends so that no reserved prefix or suffix can come out.
        "[a-w0-9][a-z0-9-]{1,50}[0-9]".prop_map(|name| name.replace("--", "-x")),
        pick(&["", "us-east-1", "eu-central-1", "cn-north-1", "cn-northwest-1"]),
        "[a-zA-Z0-9][a-zA-Z0-9$*?{}%!`&()#'\"\\\\ \u{a1}-\u{ff}/-]{0,20}",
        pick(&["", "public", "private", "no-acl"]),
        pick(&["", "acls-disabled", "acls-enabled", "unknown"]),
        pick(&["lambda", "ec2", "ecs-tasks", "account", "role"]),
        pick(&["", "4.0.527", "4.0.515"]),
        proptest::collection::vec(any::<bool>(), FLAGS.len()),
    )
        .prop_map(|(policy, bucket, region, prefix, privacy, ownership, service, version, flags)| {
            let mut call = BuildCall::new(policy.name());
            let values = [
                ("bucket", bucket.as_str()),
                ("buckets", if flags[1] { "acme-films, acme.shorts" } else { "" }),
                ("region", region),
                ("key-prefix", prefix.as_str()),
                ("privacy", privacy),
                ("object-ownership", ownership),
                ("service", service),
                ("version", version),
                ("account-id", "123456789012"),
                ("function-role", "a-role"),
                ("attach-to", "role/b-role"),
                ("trusted-account", "123456789012"),
                ("trusted-role", "a-role"),
                ("public-read", if flags[0] { "prefix" } else { "sites" }),
                ("distribution", "EDFDVBD632BHDS5"),
                ("reader", "user/a-user"),
                ("expire-after-days", "30"),
            ];
            let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
            let key = Some(key).filter(|_| policy == Kind::KeyPolicy);
            assert!(call.set_attribute("kms-key-arn", key));
            for (name, value) in values {
                assert!(call.set_attribute(name, Some(value)));
            }
            for (flag, _) in FLAGS.iter().zip(flags).filter(|(_, on)| *on) {
                call = call.with_flag(*flag);
            }
            call
        })
}

/// A valid call for a policy, in a form other than JSON.
fn form_call() -> impl Strategy<Value = (BuildCall, BuildCall)> {
    let formats = ["aws-cli", "aws-cli-powershell", "cloudformation", "terraform", "cdk", "pulumi"];
    let call = valid_call().prop_filter("a policy", |call| call.kind().is_ok_and(|kind| kind.formats().len() > 1));
    (call, proptest::sample::select(formats.to_vec()))
        .prop_map(|(json, format)| (json.clone(), json.with(Text::Format, format)))
}

/// What stands between a line that ends in `head` and the next line that is `tail`.
fn between<'a>(text: &'a str, head: &str, tail: &str) -> &'a str {
    let start = text.find(head).expect("the head") + head.len();
    let length = text[start..].find(tail).expect("the tail");
    &text[start..start + length]
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// What must hold of every text that is a policy.
fn sound(built: &Built) -> Result<(), TestCaseError> {
    let text = &built.marked.text;
    for range in built.marked.ranges.iter().map(|one| &one.range) {
        prop_assert!(text.get(range.clone()).is_some_and(|typed| !typed.is_empty()), "{range:?} of {text}");
    }
    prop_assert!(text.chars().all(|c| matches!(c, '\n' | ' '..='\u{ff}')), "a character IAM refuses: {text}");
    prop_assert!(text.lines().all(|line| !line.ends_with(' ')));
    let Some(size) = built.size else { return Ok(()) };
    prop_assert!(size.characters <= size.limit);
    if built.language != "json" {
        return Ok(());
    }

    let policy: Value = serde_json::from_str(text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    prop_assert_eq!(&policy["Version"], "2012-10-17");
    let statements = policy["Statement"].as_array().cloned().unwrap_or_default();
    prop_assert!(!statements.is_empty());
    let mut sids = Vec::new();
    let mut partitions = Vec::new();
    for statement in &statements {
        let sid = statement["Sid"].as_str().unwrap_or_default().to_string();
        prop_assert!(
            !sid.is_empty() && sid.bytes().all(|b| b.is_ascii_alphanumeric()) && !sids.contains(&sid),
            "{sid}"
        );
        sids.push(sid);
        prop_assert_eq!(&statement["Effect"], "Allow");
        let trust = statement.get("Principal").is_some();
        prop_assert_eq!(trust, statement.get("Resource").is_none());
        for arn in strings(&statement["Resource"]).iter().chain(&strings(&statement["Principal"]["AWS"])) {
            if arn != "*" {
                let partition = arn.strip_prefix("arn:").and_then(|rest| rest.split(':').next()).unwrap_or_default();
                prop_assert!(Partition::named(partition).is_some_and(Partition::has_remotion), "{arn}");
                partitions.push(partition.to_string());
            }
        }
        for action in strings(&statement["Action"]) {
            let bucket_action = matches!(action.as_str(), "s3:ListBucket");
            let object_action = action.starts_with("s3:") && (action.contains("Object") || action.ends_with("Upload"));
            // Remotion's own two policies mix them on purpose: their `*` crosses the slash.
            let own = ["remotion-user-policy.json", "remotion-lambda-policy.json"].contains(&built.file_name.as_str());
            for arn in strings(&statement["Resource"]).iter().filter(|_| !own) {
                prop_assert!(!(bucket_action && arn.contains('/')), "{action} on {arn}");
                prop_assert!(!object_action || arn.contains('/'), "{action} on {arn}");
            }
        }
    }
    partitions.dedup();
    prop_assert!(partitions.len() <= 1, "{partitions:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_the_answer_is_sound(call in call()) {
        match build(&call) {
            BuildAnswer::Built(built) => sound(&built)?,
            BuildAnswer::Refused(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in &problems {
                    prop_assert!(!problem.message.is_empty() && !problem.help.is_empty());
                    // Where a setup asks for its parts, their fields are not those that the reader sees.
                    let is_taken = call.kind().map_or(true, |kind| {
                        let texts = TEXTS.iter().map(|field| Input::Text(*field));
                        let mut inputs = texts.chain(FLAGS.iter().map(|flag| Input::Flag(*flag)));
                        inputs.any(|input| input.name() == problem.field && kind.takes(input))
                    });
                    prop_assert!(is_taken, "{problem:?}");
                }
            }
        }
        prop_assert_eq!(build(&call), build(&call));
    }

    #[test]
    fn there_is_always_an_example_to_show(call in call()) {
        let shown = example(&call, call.kind().unwrap_or(Kind::User));
        prop_assert!(shown.is_some());
        sound(&shown.unwrap_or_default())?;
    }

    #[test]
    fn every_form_is_a_clean_file_that_holds_the_whole_policy((json, form) in form_call()) {
        let (BuildAnswer::Built(json), BuildAnswer::Built(built)) = (build(&json), build(&form)) else { return Ok(()) };
        let text = &built.marked.text;
        prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{text}");
        prop_assert!(text.lines().all(|line| line.trim_end_matches(' ') == line), "{text}");
        prop_assert!(text.chars().all(|c| matches!(c, '\n' | ' '..='\u{ff}')), "{text}");
        prop_assert!(!built.marked.ranges.iter().any(|one| text[one.range.clone()].is_empty()));
        prop_assert_eq!((built.size, &built.notes, &built.reasons), (json.size, &json.notes, &json.reasons));
        let document = match form.text(Text::Format) {
            // It has many: tests/setup.rs.
            Some("aws-cli") if form.kind() == Ok(Kind::Setup) => return Ok(()),
            Some("aws-cli") => between(text, "<<'POLICY'\n", "\nPOLICY\n"),
            Some("aws-cli-powershell") => between(text, "@'\n", "\n'@\n"),
            _ => return Ok(()),
        };
        // Shells that take a paste expand `!`, and terminals and files differ in their encoding.
        prop_assert!(text.is_ascii() && !document.contains('!'), "{text}");
        let read: Value = serde_json::from_str(document).expect("JSON");
        let wanted: Value = serde_json::from_str(&json.marked.text).expect("JSON");
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn valid_inputs_give_a_sound_text_with_the_reader_in_it(call in valid_call()) {
        let nothing_to_do = |problem: &remotion_policy_builder::Problem| problem.code == "nothing-ticked";
        match build(&call) {
            BuildAnswer::Built(built) => {
                sound(&built)?;
                let bucket = call.text(remotion_policy_builder::Text::Bucket).unwrap_or_default();
                if built.file_name.contains("output-bucket") || built.file_name == "render.ts" {
                    prop_assert!(built.marked.ranges.iter().any(|one| &built.marked.text[one.range.clone()] == bucket));
                }
            }
            BuildAnswer::Refused(problems) => prop_assert!(problems.iter().all(nothing_to_do), "{problems:?}"),
        }
    }
}
