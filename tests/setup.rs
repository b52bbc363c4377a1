//! The policy `setup`: which parts it has, that each is what its policy gives by itself, and what is refused.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{build, BuildAnswer, BuildCall, Built, Part, Text};
use serde_json::Value;

mod support;

fn call(line: &str) -> BuildCall {
    let mut call = BuildCall::default();
    for word in format!("policy={line}").split(' ') {
        let (field, value) = word.split_once('=').unwrap_or((word, ""));
        assert!(call.set_attribute(field, Some(&value.replace('~', " "))), "no attribute {field}");
    }
    call
}

#[track_caller]
fn built(line: &str) -> Built {
    support::built(&call(line))
}

#[track_caller]
fn refused(line: &str) -> Vec<String> {
    match build(&call(line)) {
        BuildAnswer::Built(built) => panic!("{line}: {}", built.marked.text),
        BuildAnswer::Refused(problems) => {
            problems.iter().map(|problem| format!("{} {}", problem.field, problem.code)).collect()
        }
    }
}

fn titles(line: &str) -> Vec<&'static str> {
    built(line).parts.iter().map(|part| part.title).collect()
}

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const PROVIDER: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const GITHUB: &str = "service=github-actions repository=acme/films branch=main";

/// The setup, and for each part that is a policy the line that gives it by itself.
fn setups() -> Vec<(String, Vec<String>)> {
    let render = |more: &str| format!("render-call bucket=my-videos{more}");
    let mut setups = vec![
        (
            "setup bucket=my-videos".to_string(),
            vec![
                "trust attach-to=role/remotion-executionrole".into(),
                "caller".into(),
                "trust".into(),
                "role".into(),
                "destination bucket=my-videos".into(),
                render(""),
            ],
        ),
        (
            format!("setup {GITHUB} account-id=123456789012 bucket=my-videos calls=renderMediaOnLambda,downloadMedia,deleteRender key-prefix=a privacy=no-acl object-ownership=acls-enabled kms-key-arn={KEY} region=us-east-1 public-read=prefix distribution=EDFDVBD632BHDS5 tls-only attach-to=role/films function-role=render function-name=acme-* remotion-bucket=remotionlambda-abc version=4.0.500"),
            vec![
                format!("trust {GITHUB} account-id=123456789012 attach-to=role/films region=us-east-1"),
                "caller calls=renderMediaOnLambda,downloadMedia,deleteRender region=us-east-1 account-id=123456789012 attach-to=role/films function-name=acme-* remotion-bucket=remotionlambda-abc function-role=render version=4.0.500".into(),
                format!("destination-caller bucket=my-videos download delete key-prefix=a kms-key-arn={KEY} region=us-east-1 account-id=123456789012 attach-to=role/films version=4.0.500"),
                "trust attach-to=role/render region=us-east-1".into(),
                "role region=us-east-1 account-id=123456789012 function-role=render function-name=acme-* remotion-bucket=remotionlambda-abc version=4.0.500".into(),
                format!("destination bucket=my-videos key-prefix=a privacy=no-acl object-ownership=acls-enabled kms-key-arn={KEY} region=us-east-1 account-id=123456789012 function-role=render version=4.0.500"),
                "bucket-policy bucket=my-videos public-read=prefix key-prefix=a distribution=EDFDVBD632BHDS5 account-id=123456789012 tls-only region=us-east-1".into(),
                format!("key-policy kms-key-arn={KEY} reader=role/films distribution=EDFDVBD632BHDS5 function-role=render account-id=123456789012"),
                render(&format!(" key-prefix=a privacy=no-acl object-ownership=acls-enabled kms-key-arn={KEY} region=us-east-1")),
            ],
        ),
        // Another field has the account that a part needs.
        (
            format!("setup {GITHUB} issuer={PROVIDER} bucket=my-videos distribution=EDFDVBD632BHDS5"),
            vec![
                format!("trust {GITHUB} issuer={PROVIDER}"),
                "caller".into(),
                "trust".into(),
                "role".into(),
                "destination bucket=my-videos".into(),
                "bucket-policy bucket=my-videos distribution=EDFDVBD632BHDS5 account-id=123456789012".into(),
                render(""),
            ],
        ),
        (
            format!("setup {GITHUB} function-role=arn:aws:iam::123456789012:role/x/render bucket=my-videos"),
            vec![
                format!("trust {GITHUB} account-id=123456789012"),
                "caller function-role=arn:aws:iam::123456789012:role/x/render".into(),
                "role function-role=arn:aws:iam::123456789012:role/x/render".into(),
                "destination bucket=my-videos function-role=arn:aws:iam::123456789012:role/x/render".into(),
                render(""),
            ],
        ),
        (
            "setup attach-to=user/ci bucket=my-videos calls=presignUrl region=cn-north-1".into(),
            vec![
                "caller calls=presignUrl attach-to=user/ci region=cn-north-1".into(),
                "destination-caller download bucket=my-videos attach-to=user/ci region=cn-north-1".into(),
                "trust region=cn-north-1".into(),
                "role region=cn-north-1".into(),
                "destination bucket=my-videos region=cn-north-1".into(),
                render(" region=cn-north-1"),
            ],
        ),
    ];
    for service in [
        "service=ec2",
        "service=ecs-tasks account-id=123456789012",
        "service=account trusted-account=210987654321 external-id=acme",
        "service=role trusted-account=210987654321 trusted-role=app",
        "service=gitlab account-id=123456789012 repository=acme/films tag=v1",
        "service=vercel account-id=123456789012 team=acme project=films",
        "service=eks-pod-identity namespace=video service-account=site",
        "service=eks-irsa account-id=123456789012 namespace=video service-account=site issuer=https://oidc.eks.eu-central-1.amazonaws.com/id/A1",
    ] {
        let account = if service.contains(" account-id") { " account-id=123456789012" } else { "" };
        setups.push((
            format!("setup {service} region=eu-central-1 bucket=my-videos"),
            vec![
                format!("trust {service} region=eu-central-1"),
                format!("caller region=eu-central-1{account}"),
                "trust region=eu-central-1".into(),
                format!("role region=eu-central-1{account}"),
                format!("destination bucket=my-videos region=eu-central-1{account}"),
                render(" region=eu-central-1"),
            ],
        ));
    }
    setups
}

#[test]
fn a_part_is_what_its_policy_is_by_itself() {
    for (line, singles) in setups() {
        let whole = built(&line);
        let parts: Vec<&Part> = whole.parts.iter().filter(|part| part.policy.is_some()).collect();
        assert_eq!(parts.len(), singles.len(), "{line}: {:?}", titles(&line));
        for (part, single) in parts.iter().zip(&singles) {
            let alone = built(single);
            assert_eq!(part.policy, call(single).text(Text::Policy), "{line}: {single}");
            // By itself, a render call has no name of a function.
            if !(line.contains("function-name=") && part.policy == Some("render-call")) {
                assert_eq!(part.marked.text, alone.marked.text, "{line}: {single}");
            }
            assert_eq!((part.size, part.language), (alone.size, alone.language), "{line}: {single}");
            assert_eq!((&part.file_name, &part.console), (&alone.file_name, &alone.console), "{line}: {single}");
        }
    }
}

#[test]
fn every_form_holds_every_part() {
    let same = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for (line, _) in setups() {
        let markdown = built(&line);
        for part in &markdown.parts {
            let text = format!("```{}\n{}\n```\n", part.language, part.marked.text.trim_end());
            assert!(markdown.marked.text.contains(&text), "{line}: {}", part.title);
        }
        let script = built(&format!("{line} format=aws-cli"));
        let mut documents = Vec::new();
        for block in script.marked.text.split("<<'POLICY'\n").skip(1) {
            documents.push(same(block.split_once("\nPOLICY\n").unwrap().0));
        }
        let is_document = |part: &&Part| part.policy.is_some() && part.language == "json";
        let wanted: Vec<Value> =
            markdown.parts.iter().filter(is_document).map(|part| same(&part.marked.text)).collect();
        assert_eq!(documents, wanted, "{line}");
        for format in ["aws-cli", "cloudformation", "terraform"] {
            let form = built(&format!("{line} format={format}"));
            assert_eq!(form.parts, markdown.parts, "{line}");
            for part in markdown.parts.iter().filter(|part| part.language == "typescript" || part.policy.is_none()) {
                let is_comment = !["Identity provider", "Instance profile of the caller"].contains(&part.title);
                let comment = format!("\n# {}: ", part.title);
                assert_eq!(form.marked.text.contains(&comment), is_comment, "{line}: {}", part.title);
            }
            // Every other part of a policy is in the text itself, with all its Sids.
            for part in markdown.parts.iter().filter(is_document) {
                let is_comment = part.policy == Some("key-policy") && format != "aws-cli";
                let title = format!("\n# {}: ", part.title);
                assert_eq!(form.marked.text.contains(&title), is_comment, "{line}: {}", part.title);
                let policy = same(&part.marked.text);
                let statements = policy.get("Statement").unwrap_or(&policy).as_array().unwrap();
                for sid in statements.iter().map(|statement| statement["Sid"].as_str().unwrap()) {
                    assert!(form.marked.text.contains(sid), "{line} {format}: {sid} of {}", part.title);
                }
            }
        }
    }
}

#[test]
fn the_parts_are_in_the_order_in_which_they_are_made() {
    assert_eq!(
        titles(&format!(
            "setup {GITHUB} account-id=123456789012 bucket=my-videos calls=presignUrl kms-key-arn={KEY} tls-only"
        )),
        [
            "Identity provider",
            "Role of the caller",
            "Policy of the caller",
            "Output bucket, for the caller",
            "Role of the render function",
            "Policy of the render function",
            "Output bucket, for the render function",
            "Bucket policy",
            "Statements for the key policy",
            "Render call",
            "Credentials (GitHub Actions)"
        ]
    );
    assert_eq!(
        titles("setup service=ec2 bucket=my-videos")[..3],
        ["Role of the caller", "Instance profile of the caller", "Policy of the caller"]
    );
}

#[test]
fn a_role_or_provider_that_is_named_by_its_arn_is_not_made() {
    let role = |name: &str| format!("arn:aws:iam::123456789012:role/{name}");
    let both = format!("attach-to={} function-role={}", role("app"), role("render"));
    for (line, want) in [
        (format!("{GITHUB} account-id=123456789012"), [true, true, true]),
        (format!("{GITHUB} issuer={PROVIDER}"), [false, true, true]),
        (format!("{GITHUB} attach-to={}", role("app")), [false, false, true]),
        (format!("service=ec2 {both}"), [false, false, false]),
        (format!("service=ec2 function-role={}", role("render")), [false, true, false]),
        ("attach-to=user/ci".into(), [false, false, true]),
    ] {
        let titles = titles(&format!("setup bucket=my-videos {line}"));
        let made = ["Identity provider", "Role of the caller", "Role of the render function"];
        assert_eq!(made.map(|title| titles.contains(&title)), want, "{line}");
        let has_profile = titles.contains(&"Instance profile of the caller");
        assert_eq!(has_profile, line.starts_with("service=ec2") && want[1], "{line}");
        // What is there is named, and what is made is referred to.
        for (format, reference) in [("cloudformation", "- !Ref Trust"), ("terraform", "= aws_iam_role.trust_")] {
            let text = built(&format!("setup bucket=my-videos {line} format={format}")).marked.text;
            assert_eq!(text.contains(reference), want[1] || want[2], "{line} {format}");
        }
    }
}

#[test]
fn one_role_for_both_is_refused_unless_it_is_there_for_both() {
    let arn = "arn:aws:iam::123456789012:role/x";
    for (line, want) in [
        ("function-role=remotion-executionrole".to_string(), Some("functionRole same-role")),
        ("attach-to=role/remotion-lambda-role".into(), Some("attachTo same-role")),
        ("attach-to=role/a function-role=A".into(), Some("attachTo same-role")),
        (format!("attach-to={arn} function-role=x"), Some("attachTo same-role")),
        (format!("attach-to={arn} function-role={arn}"), None),
        ("attach-to=user/remotion-lambda-role".into(), None),
        ("attach-to=role/a function-role=b".into(), None),
    ] {
        let line = format!("setup bucket=my-videos {line}");
        match want {
            Some(want) => assert_eq!(refused(&line), [want], "{line}"),
            None => assert!(!built(&line).parts.is_empty(), "{line}"),
        }
    }
}

#[test]
fn what_is_missing_or_wrong_is_said_of_the_field_that_the_setup_has() {
    for (line, want) in [
        ("setup bucket=my-videos service=github-actions", vec!["accountId required", "repository required", "branch required"]),
        ("setup bucket=my-videos service=role", vec!["trustedAccount required", "trustedRole required"]),
        ("setup bucket=my-videos public-read=prefix", vec!["keyPrefix required"]),
        ("setup bucket=my-videos distribution=EDFDVBD632BHDS5", vec!["accountId required"]),
        ("setup bucket=my-videos function-name=a/b", vec!["functionName function-prefix"]),
        ("setup bucket=my-videos remotion-bucket=acme_remotion", vec!["remotionBucket bucket-character"]),
        ("setup bucket=my-videos calls=rendr", vec!["calls unknown-call"]),
        // A service assumes a role.
        ("setup bucket=my-videos service=ec2 attach-to=user/ci", vec!["attachTo attach-to"]),
        ("setup bucket=my-videos attach-to=ci", vec!["attachTo attach-to"]),
        ("setup bucket=my-videos format=cdk", vec!["format not-one-of"]),
        (
            "setup bucket=my-videos attach-to=arn:aws:iam::123456789012:role/a function-role=arn:aws:iam::210987654321:role/b",
            vec!["functionRole account-contradicts-role"],
        ),
        (
            "setup bucket=my-videos region=us-east-1 remotion-bucket=arn:aws-cn:s3:::acme-remotion",
            vec!["remotionBucket other-partition"],
        ),
    ] {
        assert_eq!(refused(line), want, "{line}");
    }
}

#[test]
fn without_a_bucket_videos_stay_in_remotions_and_no_part_is_about_one() {
    let without =
        ["Role of the caller", "Policy of the caller", "Role of the render function", "Policy of the render function"];
    // Fields about a bucket have no effect without one.
    for more in ["", "public-read=all tls-only", "kms-key-arn=none key-prefix=a privacy=x"] {
        assert_eq!(
            titles(format!("setup {more}").trim()),
            [without.as_slice(), &["Render call", "Credentials (Lambda)"]].concat(),
            "{more}"
        );
    }
    assert!(!built("setup").marked.text.contains("your-bucket"));
    assert!(titles("setup bucket=my-videos").contains(&"Output bucket, for the render function"));
    assert!(!titles("setup calls=sites~create").contains(&"Render call"));
}

#[test]
fn the_render_call_has_the_names_that_the_setup_has() {
    let render_call = |line: &str| -> String {
        let part = built(line).parts.into_iter().find(|part| part.title == "Render call");
        part.map(|part| part.marked.text).unwrap_or_default()
    };
    let plain = render_call("setup");
    assert!(plain.contains("speculateFunctionName({") && plain.contains("  speculateFunctionName,\n"));
    assert!(!plain.contains("outName") && !plain.contains("forceBucketName"), "{plain}");
    let own = render_call("setup bucket=my-videos function-name=acme remotion-bucket=acme-remotion");
    for line in ["  functionName: 'acme',\n", "  forceBucketName: 'acme-remotion',\n", "    bucketName: 'my-videos',\n"]
    {
        assert!(own.contains(line), "{own}");
    }
    assert!(!own.contains("speculate"), "{own}");
    assert!(render_call("setup function-name=acme-*").contains("  functionName: 'acme-function',\n"));
    assert_eq!(render_call("setup function-name=remotion-render-*"), plain);
}

#[test]
fn each_of_several_callers_gets_its_credentials_and_an_instance_its_profile() {
    let places = |line: &str| -> Vec<(&'static str, String)> {
        let parts = built(line).parts.into_iter().filter(|part| part.policy.is_none());
        parts.map(|part| (part.title, part.goes_to)).collect()
    };
    let role = "role `remotion-executionrole`".to_string();
    assert_eq!(
        places("setup service=lambda,ec2"),
        [
            ("Instance profile of the caller", role),
            ("Credentials (Lambda)", "your Lambda function".to_string()),
            ("Credentials (EC2)", "your EC2 instance".to_string()),
        ]
    );
    assert_eq!(titles("setup service=ec2~lambda"), titles("setup service=ec2,lambda"));
    let files: Vec<String> = built("setup service=lambda,ec2").parts.into_iter().map(|part| part.file_name).collect();
    assert!((1..files.len()).all(|at| !files[at..].contains(&files[at - 1])), "{files:?}");
}

#[test]
fn what_a_part_answers_is_no_note_and_what_none_answers_is_one() {
    let codes = |line: &str| -> Vec<&'static str> { built(line).notes.iter().map(|note| note.code).collect() };
    let all = format!(
        "setup {GITHUB} account-id=123456789012 bucket=my-videos calls=downloadMedia,deleteRender kms-key-arn={KEY}"
    );
    for code in [
        "identity-provider",
        "credentials-github",
        "download-also-remotion-bucket",
        "delete-also-remotion-bucket",
        "kms-key-policy",
    ] {
        assert!(!codes(&all).contains(&code), "{code}");
    }
    let mut found = codes(&all);
    found.sort_unstable();
    let count = found.len();
    found.dedup();
    assert_eq!(found.len(), count, "a note stands once");
    let with = |more: &str| codes(&format!("setup bucket=my-videos {more}"));
    assert!(with("remotion-bucket=acme-remotion").contains(&"own-remotion-bucket"));
    assert!(!with("remotion-bucket=remotionlambda-abc").contains(&"own-remotion-bucket"));
    for (name, want) in [
        ("acme-render", false),
        ("acme-*", true),
        ("remotion-render-*", false),
        ("remotion-render-4-0-527-mem2048mb-disk2048mb-120sec", false),
    ] {
        assert_eq!(with(&format!("function-name={name}")).contains(&"call-function-name"), want, "{name}");
    }
    assert!(with("function-role=render").contains(&"custom-role"));
    assert!(!with("function-role=remotion-lambda-role").contains(&"custom-role"));
    assert!(with("public-read=all").contains(&"public-files"));
    assert!(built("setup bucket=my-videos public-read=all").principal.contains("anyone on the internet"));
}

#[test]
fn what_a_setup_leaves_to_others_is_a_note() {
    let has = |line: &str, code: &str| built(line).notes.iter().any(|note| note.code == code);
    let existing = "attach-to=arn:aws:iam::123456789012:role/app";
    assert!(has(&format!("setup {existing}"), "trust-stays") && !has("setup attach-to=role/app", "trust-stays"));
    let other = "service=role trusted-role=arn:aws:iam::210987654321:role/app";
    assert!(has(&format!("setup {other}"), "assuming-side") && !has("setup", "assuming-side"));
    for field in ["public-read=all", "tls-only", "distribution=E1ABCDEFGHIJKL", "kms-key-arn=none"] {
        assert!(has(&format!("setup {field}"), "needs-bucket"), "{field}");
    }
    assert!(!has("setup public-read=none", "needs-bucket") && !has("setup bucket=my-videos tls-only", "needs-bucket"));
    let encrypted = format!("setup bucket=my-videos kms-key-arn={KEY}");
    assert!(has(&format!("{encrypted} public-read=sites"), "kms-with-sites") && !has(&encrypted, "kms-with-sites"));
}

#[test]
fn a_field_that_a_setup_does_not_show_stands_in_no_way() {
    let plain = built("setup bucket=my-videos");
    for field in ["buckets=..", "buckets=acme-films", "write-only", "function-prefix=acme"] {
        assert_eq!(built(&format!("setup bucket=my-videos {field}")), plain, "{field}");
    }
}

#[test]
fn only_a_setup_has_parts() {
    for line in ["user", "trust", "destination bucket=my-videos", "lifecycle bucket=my-videos"] {
        assert!(built(line).parts.is_empty());
        assert!(serde_json::to_value(build(&call(line))).unwrap().get("parts").is_none());
    }
    let answer = serde_json::to_value(build(&call("setup bucket=my-videos"))).unwrap();
    let parts = answer["parts"].as_array().unwrap();
    let numbers: Vec<u64> = parts.iter().map(|part| part["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!((&parts[6]["policy"], &parts[5]["policy"]), (&Value::Null, &Value::from("render-call")));
}
