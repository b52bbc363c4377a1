//! What is accepted, what is refused with which words, and what is noted. Each test is a table; all variation is in it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{build, example, BuildAnswer, BuildCall, Built, Severity, Text};

/// A call as an element's attributes would make it: `policy bucket=… flag`.
#[track_caller]
fn call(line: &str) -> BuildCall {
    let mut words = line.split(' ');
    let mut call = BuildCall::new(words.next().expect("a policy"));
    for word in words {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        assert!(call.set_attribute(name, Some(&value.replace('~', " "))), "no attribute {name}");
    }
    call
}

#[track_caller]
fn built(line: &str) -> Built {
    match build(&call(line)) {
        BuildAnswer::Built(built) => built,
        BuildAnswer::Refused(problems) => panic!("{line}: {problems:?}"),
    }
}

/// `field code: message` of every problem.
#[track_caller]
fn refused(line: &str) -> Vec<String> {
    match build(&call(line)) {
        BuildAnswer::Built(built) => panic!("{line} was built: {}", built.marked.text),
        BuildAnswer::Refused(problems) => {
            problems.iter().map(|p| format!("{} {}: {}", p.field, p.code, p.message)).collect()
        }
    }
}

fn codes(line: &str) -> Vec<&'static str> {
    built(line).notes.iter().map(|note| note.code).collect()
}

#[test]
fn a_bucket_name_that_cannot_exist_is_refused_with_its_reason() {
    for (name, want) in [
        ("", "bucket required: the bucket is missing"),
        ("ab", "bucket bucket-length: a bucket name has 3 to 63 characters, but this one has 2"),
        ("my_videos", "bucket bucket-character: a bucket name cannot contain `_`"),
        ("my~videos", "bucket bucket-character: a bucket name cannot contain a space"),
        ("müsli-videos", "bucket bucket-character: a bucket name cannot contain `ü`"),
        ("MyVideos", "bucket bucket-capitals: a bucket name cannot have capital letters"),
        ("-videos", "bucket bucket-ends: a bucket name starts and ends with a letter or digit"),
        ("videos-", "bucket bucket-ends: a bucket name starts and ends with a letter or digit"),
        ("my..videos", "bucket bucket-dots: a bucket name cannot have two dots in a row"),
        ("my-.videos", "bucket bucket-label: a bucket name cannot have a hyphen next to a dot"),
        ("my.-videos", "bucket bucket-label: a bucket name cannot have a hyphen next to a dot"),
        ("192.168.5.4", "bucket bucket-numbers: `192.168.5.4` looks like an IP address"),
        ("1.2.3", "bucket bucket-numbers: `1.2.3` looks like an IP address"),
        ("xn--videos", "bucket bucket-prefix: a bucket name cannot start with `xn--`: AWS reserves this prefix"),
        ("sthree-x", "bucket bucket-prefix: a bucket name cannot start with `sthree-`: AWS reserves this prefix"),
        ("amzn-s3-demo-x", "bucket bucket-prefix: a bucket name cannot start with `amzn-s3-demo-`: AWS reserves this prefix"),
        ("a-b-s3alias", "bucket bucket-suffix: a name that ends in `-s3alias` is an access point alias, not a bucket"),
        ("a--ol-s3", "bucket bucket-suffix: a name that ends in `--ol-s3` is an Object Lambda access point alias, not a bucket"),
        ("abc.mrap", "bucket bucket-suffix: a name that ends in `.mrap` is a Multi-Region Access Point alias, not a bucket"),
        ("a--use1-az4--x-s3", "bucket bucket-suffix: a name that ends in `--x-s3` is a directory bucket (S3 Express One Zone), not a bucket"),
        ("a--table-s3", "bucket bucket-suffix: a name that ends in `--table-s3` is an S3 Tables bucket, not a bucket"),
        ("videos-an", "bucket bucket-account-regional: a bucket name that ends in `-an` has the form `prefix-123456789012-us-east-1-an`"),
        ("videos-123456789012-mars-east-1-an", "bucket bucket-account-regional: a bucket name that ends in `-an` has the form `prefix-123456789012-us-east-1-an`"),
        ("videos-12345678901-us-east-1-an", "bucket bucket-account-regional: a bucket name that ends in `-an` has the form `prefix-123456789012-us-east-1-an`"),
        ("s3://", "bucket bucket-no-name: the address has no bucket name"),
        ("https://s3.amazonaws.com/", "bucket bucket-no-name: the address has no bucket name"),
        ("https://example.com/videos", "bucket bucket-not-s3: this address does not name an S3 bucket"),
        ("arn:aws:sns:us-east-1:123456789012:topic", "bucket bucket-not-s3: this address does not name an S3 bucket"),
        ("arn:aws:s3:us-east-1:123456789012:accesspoint/mine", "bucket bucket-access-point: this is the ARN of an access point, not of a bucket"),
        ("arn:aws:s3-outposts:us-east-1:123456789012:outpost/op-1/accesspoint/mine", "bucket bucket-access-point: this is the ARN of an access point, not of a bucket"),
        ("AccessDenied:~Access~Denied", "bucket bucket-is-error: this is an error message, not a bucket"),
        ("User:~arn:aws:sts::123456789012:assumed-role/x/y~is~not~authorized", "bucket bucket-is-error: this is an error message, not a bucket"),
        ("S3~refused~the~upload~of~out/video.mp4", "bucket bucket-is-error: this is an error message, not a bucket"),
    ] {
        assert_eq!(refused(&format!("destination bucket={name}")), [want], "{name}");
    }
    assert_eq!(refused(&format!("destination bucket={}", "a".repeat(64))).len(), 1);
    for name in ["abc".to_string(), "a".repeat(63), "my.videos-1".into(), "a-1.b".into(), "1a.2.3".into()] {
        built(&format!("destination bucket={name}"));
    }
}

#[test]
fn everything_wrong_is_reported_at_once_in_the_order_of_the_fields() {
    assert_eq!(
        refused("destination bucket=My_Videos- region=us-est-1 privacy=pubic kms-key-arn=alias/k version=4 account-id=12 function-role=a/b key-prefix=é"),
        [
            "version version-form: `4` is not a Remotion version",
            "region region-unknown: `us-est-1` is not an AWS region",
            "bucket bucket-capitals: a bucket name cannot have capital letters",
            "bucket bucket-character: a bucket name cannot contain `_`",
            "bucket bucket-ends: a bucket name starts and ends with a letter or digit",
            "keyPrefix key-prefix-start: Remotion does not accept a key that starts with `é`",
            "privacy not-one-of: `pubic` is not a privacy setting",
            "kmsKeyArn kms-alias: `alias/k` is an alias, but a policy needs the key itself",
            "accountId account-id: `12` is not an account ID, which has 12 digits",
            "functionRole role-name: `a/b` is not a valid role name",
        ]
    );
}

#[test]
fn a_functions_name_has_64_characters_at_most_and_no_dot() {
    for prefix in ["my.render-", "", "*"].map(str::to_string).into_iter().chain(["a".repeat(65), "a".repeat(64)]) {
        let fine = prefix.len() == 64 || prefix.is_empty();
        let problems = match build(&call(&format!("role function-prefix={prefix}"))) {
            BuildAnswer::Built(_) => Vec::new(),
            BuildAnswer::Refused(problems) => problems.iter().map(|problem| problem.field).collect(),
        };
        assert_eq!(problems, if fine { vec![] } else { vec!["functionPrefix"] }, "{prefix}");
    }
}

#[test]
fn a_field_the_policy_does_not_show_never_stands_in_its_way() {
    built("user bucket=NOT_A_BUCKET trusted-account=1 privacy=y");
    built("caller kms-key-arn=x extras=y");
    built("trust account-id=1 trusted-role=/ bucket=-");
    built("role service=nonsense");
}

#[test]
fn near_misses_are_named() {
    let help = |line: &str| match build(&call(line)) {
        BuildAnswer::Refused(problems) => problems[0].help.clone(),
        BuildAnswer::Built(_) => panic!("{line} was built"),
    };
    assert_eq!(
        help("destination bucket=abc privacy=noacl"),
        "did you mean `no-acl`? It is one of `public`, `private`, `no-acl`"
    );
    assert_eq!(help("destination bucket=abc privacy=everybody"), "use one of `public`, `private`, `no-acl`");
    assert_eq!(help("usr"), "did you mean `user`? It is one of `user`, `role`, `caller`, `destination`, `destination-caller`, `trust`, `render-call`, `bucket-policy`, `key-policy`, `lifecycle`, `setup`");
    assert_eq!(help("user region=eu-central1"), "did you mean `eu-central-1`?");
    for name in ["My_Videos-", "XN--videos", "Videos-an"] {
        let capitals = help(&format!("destination bucket={name}"));
        assert!(capitals.starts_with("copy the name from the S3 console. Old us-east-1"), "no such name: {capitals}");
    }
    assert_eq!(help("destination bucket=MyVideos"), "did you mean `myvideos`? Old us-east-1 buckets may have capitals, but Remotion refuses them: render into another bucket");
}

#[test]
fn the_note_on_the_key_policy_names_whom_it_must_allow() {
    let key = "bucket=films kms-key-arn=arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    for (inputs, whom) in [
        ("destination", "remotion-lambda-role"),
        ("destination function-role=my-role", "my-role"),
        ("render-call", "remotion-lambda-role"),
        ("destination-caller download", "the caller"),
        ("destination-caller download attach-to=user/films-site", "films-site"),
    ] {
        let notes = built(&format!("{inputs} {key}")).notes;
        let note = notes.iter().find(|note| note.code == "kms-key-policy").expect(inputs);
        assert!(note.message.starts_with(&format!("the key policy must allow {whom}, or")), "{}", note.message);
    }
}

#[test]
fn kms_keys_are_named_by_their_arn() {
    let id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    for key in [
        format!("arn:aws:kms:us-east-1:123456789012:key/{id}"),
        "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab".to_string(),
    ] {
        built(&format!("destination bucket=abc kms-key-arn={key}"));
    }
    for (key, code) in [
        (id.to_string(), "kms-not-an-arn"),
        ("alias/mine".into(), "kms-alias"),
        ("arn:aws:kms:us-east-1:123456789012:alias/mine".into(), "kms-alias"),
        (format!("arn:aws:kms:us-east-1:12345678901:key/{id}"), "kms-not-an-arn"),
        (format!("arn:aws:kms:cn-north-1:123456789012:key/{id}"), "kms-not-an-arn"),
        (format!("arn:aws:s3:us-east-1:123456789012:key/{id}"), "kms-not-an-arn"),
        (format!("arn:aws:kms:us-east-1:123456789012:key/{id}:x"), "kms-not-an-arn"),
        (format!("arn:aws:kms:us-east-1:123456789012:key/{id}-ff"), "kms-not-an-arn"),
        ("arn:aws:kms:us-east-1:123456789012:key/*".into(), "kms-not-an-arn"),
    ] {
        let problems = refused(&format!("destination bucket=abc kms-key-arn={key}"));
        assert!(problems[0].starts_with(&format!("kmsKeyArn {code}")), "{key}: {problems:?}");
    }
    let china = format!("arn:aws-cn:kms:cn-north-1:123456789012:key/{id}");
    assert_eq!(
        refused(&format!("destination bucket=abc region=us-east-1 kms-key-arn={china}")),
        ["kmsKeyArn other-partition: this is in partition `aws-cn`, but the region is in `aws`"]
    );
    let text = built(&format!("destination bucket=abc kms-key-arn={china}")).marked.text;
    assert!(!text.contains("arn:aws:"), "without a region the key tells the partition: {text}");
}

#[test]
fn a_key_prefix_is_a_folder_and_never_a_wildcard() {
    for (typed, resource) in [
        ("videos", "arn:aws:s3:::abc/videos/*"),
        ("videos/", "arn:aws:s3:::abc/videos/*"),
        ("/videos/a", "arn:aws:s3:::abc/videos/a/*"),
        ("a*b?c", "arn:aws:s3:::abc/a${*}b${?}c/*"),
        ("a${x}", "arn:aws:s3:::abc/a${$}{x}/*"),
        ("a$b", "arn:aws:s3:::abc/a$b/*"),
        ("caf\u{e9}", "arn:aws:s3:::abc/café/*"),
        ("a\"b\\", "arn:aws:s3:::abc/a\\\"b\\\\/*"),
        ("/", "arn:aws:s3:::abc/*"),
    ] {
        let text = built(&format!("destination bucket=abc key-prefix={typed}")).marked.text;
        assert!(text.contains(&format!("\"{resource}\"")), "{typed}: {text}");
        assert_eq!(text.contains("renders/*/artifacts/*"), typed != "/", "{typed}");
    }
    for (typed, want) in [
        ("{x", "keyPrefix key-prefix-start: Remotion does not accept a key that starts with `{`"),
        ("%41", "keyPrefix key-prefix-start: Remotion does not accept a key that starts with `%`"),
        ("a\u{1F3A5}", "keyPrefix key-prefix-character: an IAM policy cannot contain the character `\u{1F3A5}`"),
        ("a\tb", "keyPrefix key-prefix-character: an IAM policy cannot contain the character U+0009"),
    ] {
        assert_eq!(refused(&format!("destination bucket=abc key-prefix={typed}")), [want], "{typed}");
    }
    let long = "a".repeat(1023);
    assert_eq!(
        refused(&format!("destination bucket=abc key-prefix={long}")),
        ["keyPrefix key-prefix-length: an S3 key has at most 1,024 bytes, but this prefix has 1,024"]
    );
}

#[test]
fn names_are_taken_from_what_people_paste() {
    let text = |line: &str| built(line).marked.text;
    assert_eq!(text("destination bucket=s3://abc/k"), text("destination bucket=abc"));
    assert_eq!(text("caller account-id=1234-5678-9012"), text("caller account-id=123456789012"));
    assert_eq!(text("caller function-name=remotion-render-*"), text("caller"));
    assert_eq!(text("user version=v4.0.527"), text("user version=4.0.527"));
    assert_eq!(text("user version=^4.0.527"), text("user version=4.0.527"));
    assert_eq!(text("user region=US-EAST-1"), text("user"));
    assert!(built("role function-role=arn:aws:iam::123456789012:role/x/mine").principal.starts_with("mine, "));
}

#[test]
fn what_no_policy_can_fix_is_a_warning_with_a_way_out() {
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    for (line, code) in [
        ("destination bucket=abc object-ownership=acls-disabled".to_string(), "acls-disabled"),
        ("destination bucket=abc privacy=private object-ownership=acls-disabled".into(), "acls-disabled"),
        (format!("destination bucket=abc kms-key-arn={key}"), "public-with-kms"),
        (format!("destination bucket=abc privacy=no-acl region=eu-west-1 kms-key-arn={key}"), "kms-other-region"),
        ("destination bucket=s3.eu-west-1.amazonaws.com/abc region=us-east-1".into(), "bucket-other-region"),
        ("destination bucket=x-123456789012-us-east-1-an region=eu-west-1".into(), "bucket-other-region"),
        ("destination bucket=x-123456789012-us-east-1-an account-id=210987654321".into(), "bucket-other-account"),
        ("destination bucket=my.videos".into(), "bucket-with-dots"),
        ("destination bucket=abc".into(), "acls-unknown"),
        ("destination bucket=abc".into(), "block-public-access"),
        ("destination bucket=abc write-only version=4.0.521".into(), "write-only-too-old"),
        ("user region=me-south-1".into(), "region-unsupported"),
        ("user region=cn-north-1".into(), "china-layers"),
        ("user function-role=mine".into(), "role-needs-pass-role"),
        ("user version=4.0.999".into(), "version-newer"),
        ("destination bucket=abc version=4.0.999".into(), "version-newer"),
        ("user version=4.0.30".into(), "version-in-gap"),
        ("user region=cn-north-1 version=4.0.512".into(), "version-in-gap"),
        (
            format!("destination bucket=x-123456789012-eu-west-1-an privacy=no-acl kms-key-arn={key}"),
            "kms-other-region",
        ),
        (
            "destination bucket=x-123456789012-us-east-1-an function-role=arn:aws:iam::210987654321:role/x".into(),
            "bucket-other-account",
        ),
        ("user function-role=arn:aws:iam::123456789012:role/x/remotion-lambda-role".into(), "role-needs-pass-role"),
    ] {
        let built = built(&line);
        let note =
            built.notes.iter().find(|note| note.code == code).unwrap_or_else(|| panic!("{line}: {:?}", built.notes));
        assert_eq!(note.severity, Severity::Warning, "{line}");
        assert!(!note.help.is_empty());
    }
    assert!(!codes("destination bucket=abc privacy=no-acl object-ownership=acls-disabled").contains(&"acls-disabled"));
}

#[test]
fn where_remotion_does_not_run_no_policy_is_written() {
    for (region, partition) in [
        ("us-gov-west-1", "aws-us-gov"),
        ("eusc-de-east-1", "aws-eusc"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
    ] {
        for policy in [
            "user",
            "role",
            "caller",
            "destination bucket=abc",
            "destination-caller bucket=abc download",
            "trust",
            "render-call bucket=abc",
        ] {
            assert_eq!(
                refused(&format!("{policy} region={region}")),
                [format!("region partition-unsupported: Remotion Lambda does not run in partition `{partition}`")]
            );
        }
    }
    assert_eq!(
        refused("user region=cn-north-1 version=4.0.500"),
        ["version version-before-china: Remotion 4.0.500 does not support regions in China"]
    );
}

#[test]
fn whatever_names_a_partition_decides_it_and_two_that_differ_are_refused() {
    let id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    for line in [
        "destination bucket=arn:aws-cn:s3:::abc".to_string(),
        "destination bucket=https://abc.s3.cn-north-1.amazonaws.com.cn/".into(),
        "destination bucket=abc-123456789012-cn-north-1-an".into(),
        format!("destination bucket=abc kms-key-arn=arn:aws-cn:kms:cn-north-1:123456789012:key/{id}"),
        "trust service=role trusted-role=arn:aws-cn:iam::123456789012:role/ci/deployer".into(),
    ] {
        let built = built(&line);
        assert!(built.marked.text.contains("\"arn:aws-cn:"), "{line}: {}", built.marked.text);
        assert!(!built.marked.text.contains("\"arn:aws:"), "{line}: {}", built.marked.text);
        let url = &built.console.as_ref().expect("a link").url;
        assert!(url.starts_with("https://console.amazonaws.cn/"), "{line}: {url}");
    }
    for (line, want) in [
        (
            format!("destination bucket=abc kms-key-arn=arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/{id}"),
            "kmsKeyArn partition-unsupported: Remotion Lambda does not run in partition `aws-us-gov`",
        ),
        (
            "destination bucket=arn:aws-us-gov:s3:::abc".into(),
            "bucket partition-unsupported: Remotion Lambda does not run in partition `aws-us-gov`",
        ),
        (
            format!(
                "destination bucket=abc version=4.0.100 kms-key-arn=arn:aws-cn:kms:cn-north-1:123456789012:key/{id}"
            ),
            "version version-before-china: Remotion 4.0.100 does not support regions in China",
        ),
        (
            "destination bucket=arn:aws-cn:s3:::abc region=us-east-1".into(),
            "bucket other-partition: this is in partition `aws-cn`, but the region is in `aws`",
        ),
        (
            "trust service=role trusted-role=arn:aws:iam::123456789012:role/x trusted-account=210987654321".into(),
            "trustedAccount account-contradicts-role: the ARN of the trusted role contains another account: 123456789012",
        ),
    ] {
        assert_eq!(refused(&line), [want], "{line}");
    }
}

#[test]
fn what_is_good_to_know_is_a_suggestion_and_wide_trust_a_security_warning() {
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    for (line, code) in [
        ("user".to_string(), "inline-room"),
        ("user region=af-south-1".into(), "insights-layer"),
        ("caller".into(), "only-these-calls"),
        ("caller calls=sites,create".into(), "sites-need-bucket"),
        ("caller function-name=acme-*".into(), "function-prefix-own"),
        ("destination bucket=abc".into(), "bucket-same-account"),
        ("destination bucket=abc write-only".into(), "write-only-cost"),
        ("destination bucket=abc key-prefix=x".into(), "artifacts-prefix"),
        ("destination bucket=abc key-prefix=/x".into(), "key-prefix-slash"),
        ("destination bucket=s3://abc/x/y".into(), "bucket-from-address"),
        ("destination bucket=s3://abc/x/y".into(), "bucket-address-names-more"),
        ("destination bucket=abc/out key-prefix=other".into(), "bucket-address-names-more"),
        (format!("destination bucket=abc privacy=no-acl kms-key-arn={key}"), "kms-key-policy"),
        (
            format!("destination bucket=abc privacy=no-acl account-id=210987654321 kms-key-arn={key}"),
            "kms-other-account",
        ),
        ("destination-caller bucket=abc download".into(), "download-also-remotion-bucket"),
        ("destination-caller bucket=abc delete".into(), "delete-also-remotion-bucket"),
        ("trust service=account trusted-account=123456789012".into(), "trust-account-wide"),
    ] {
        let built = built(&line);
        let note =
            built.notes.iter().find(|note| note.code == code).unwrap_or_else(|| panic!("{line}: {:?}", built.notes));
        assert_eq!(
            note.severity,
            if code == "trust-account-wide" { Severity::SecurityWarning } else { Severity::Suggestion },
            "{line}"
        );
    }
    let quiet = codes("destination bucket=x-123456789012-us-east-1-an account-id=123456789012");
    assert!(!quiet.contains(&"bucket-same-account"), "known to be the same: {quiet:?}");
    assert!(codes("role version=4.0.30").is_empty(), "only the user policy changed in this gap");
}

#[test]
fn a_choice_in_any_case_shows_the_fields_it_needs() {
    assert_eq!(refused("trust service=ROLE").len(), 2);
    built("trust service=Role trusted-role=x trusted-account=123456789012");
}

#[test]
fn remotions_own_buckets_are_already_covered() {
    let built = built("destination bucket=remotionlambda-useast1-abcdefghij key-prefix=x write-only");
    assert!(built.notes.iter().any(|note| note.code == "bucket-already-covered"));
    assert_eq!(built.reasons.iter().map(|reason| reason.sid).collect::<Vec<_>>(), ["AbortFailedUpload"]);
}

#[test]
fn several_output_buckets_share_the_statements_of_one() {
    let one = built("destination bucket=my-videos key-prefix=a").marked.text;
    // Itself, in any form, is not another one.
    for same in ["", ",", "my-videos", "s3://my-videos/a/,~my-videos"] {
        assert_eq!(
            built(&format!("destination bucket=my-videos key-prefix=a buckets={same}")).marked.text,
            one,
            "{same}"
        );
    }
    let two =
        built("destination bucket=my-videos key-prefix=a buckets=~arn:aws:s3:::acme-films~,acme-films").marked.text;
    let dotted = codes("destination bucket=my.videos buckets=my.videos,a.b,a.b");
    assert_eq!(dotted.iter().filter(|code| **code == "bucket-with-dots").count(), 2, "{dotted:?}");
    let resources = |text: &str| -> Vec<String> {
        text.split('"').filter(|part| part.starts_with("arn:")).map(str::to_string).collect()
    };
    let mut wanted = Vec::new();
    for resource in resources(&one) {
        wanted.extend([resource.clone(), resource.replace("my-videos", "acme-films")]);
    }
    assert_eq!(resources(&two), wanted);
    assert_eq!(two.matches("\"Sid\"").count(), one.matches("\"Sid\"").count());
    let cli = built("destination bucket=my-videos buckets=acme-films format=aws-cli").marked.text;
    assert!(cli.contains("name='remotion-output-bucket-my-videos'"), "{cli}");
}

#[test]
fn each_of_several_output_buckets_gets_what_it_needs() {
    let with = |more: &str| built(&format!("destination bucket=my-videos {more}"));
    // One text for both: it says nothing of what Remotion's own policy grants in its bucket already.
    let mixed = with("buckets=remotionlambda-useast1-abcdefghij");
    assert!(mixed.marked.text.contains("arn:aws:s3:::remotionlambda-useast1-abcdefghij/*"), "{}", mixed.marked.text);
    assert!(mixed.notes.iter().all(|note| note.code != "bucket-already-covered"), "{:?}", mixed.notes);
    let sids = |buckets: &str| -> Vec<&str> {
        built(&format!("destination {buckets}")).reasons.iter().map(|reason| reason.sid).collect()
    };
    assert_eq!(sids("bucket=remotionlambda-a buckets=remotionlambda-b"), ["AbortFailedUpload"]);
    for (line, code) in [
        ("buckets=remotionlambda-useast1-abcdefghij privacy=private", "private-in-remotion-bucket"),
        ("buckets=remotionlambda-useast1-abcdefghij", "acls-unknown"),
        ("buckets=acme.films", "bucket-with-dots"),
        ("buckets=x-123456789012-eu-west-3-an region=us-east-1", "bucket-other-region"),
        ("buckets=s3://abc/out/", "bucket-from-address"),
        (
            "privacy=no-acl buckets=x-123456789012-eu-west-3-an \
             kms-key-arn=arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "kms-other-region",
        ),
    ] {
        let notes = with(line).notes;
        let note = notes.iter().find(|note| note.code == code).unwrap_or_else(|| panic!("{line}: {notes:?}"));
        let is_of_one = note.code.starts_with("bucket-");
        assert!(!is_of_one || note.mend.0.is_empty(), "the region and folder are those of all: {note:?}");
    }
    let notes = with("buckets=acme-films,acme-shorts").notes;
    assert_eq!(notes.iter().filter(|note| note.code == "bucket-same-account").count(), 1, "{notes:?}");
}

#[test]
fn a_problem_of_one_of_several_buckets_names_it() {
    for (buckets, want) in [
        (
            "acme-films,My_Bucket,ab",
            vec![
                "buckets bucket-capitals: `My_Bucket`: a bucket name cannot have capital letters",
                "buckets bucket-character: `My_Bucket`: a bucket name cannot contain `_`",
                "buckets bucket-length: `ab`: a bucket name has 3 to 63 characters, but this one has 2",
            ],
        ),
        ("acme~films", vec!["buckets bucket-character: `acme films`: a bucket name cannot contain a space"]),
        (
            "arn:aws-cn:s3:::acme-films",
            vec!["buckets other-partition: this is in partition `aws-cn`, but the region is in `aws`"],
        ),
    ] {
        for policy in ["destination", "destination-caller download"] {
            let line = format!("{policy} bucket=my-videos region=us-east-1 buckets={buckets}");
            assert_eq!(refused(&line), want, "{line}");
        }
    }
    assert_eq!(refused("destination buckets=acme-films"), ["bucket required: the bucket is missing"]);
    let example = example(&call("destination bucket=my-videos buckets=ab"), remotion_policy_builder::Kind::Destination);
    assert!(example.expect("an example").marked.text.contains("my-videos"));
}

/// The policy `caller` reaches the files of renders there, and of these calls only.
#[test]
fn the_caller_is_granted_what_it_fetches_from_remotions_own_bucket() {
    let text = built("destination-caller bucket=remotionlambda-useast1-abcdefghij download key-prefix=x").marked.text;
    assert!(text.contains("arn:aws:s3:::remotionlambda-useast1-abcdefghij/x/*"), "{text}");
}

#[test]
fn a_caller_that_only_renders_needs_nothing_in_the_bucket() {
    assert_eq!(
        refused("destination-caller bucket=abc"),
        ["download nothing-ticked: a caller that only renders needs no permission in this bucket"]
    );
}

#[test]
fn the_role_that_is_trusted_must_be_known() {
    assert_eq!(refused("trust service=account"), ["trustedAccount required: the trusted account is missing"]);
    assert_eq!(
        refused("trust service=role"),
        [
            "trustedAccount required: the trusted account is missing",
            "trustedRole required: the trusted role is missing"
        ]
    );
    let text = built("trust service=role trusted-role=arn:aws:iam::123456789012:role/ci/deploy").marked.text;
    assert!(text.contains("\"AWS\": \"arn:aws:iam::123456789012:role/ci/deploy\""), "{text}");
}

#[test]
fn a_policy_is_attached_to_whom_the_reader_names() {
    for (line, want) in [
        ("user", "user       = \"remotion-user\""),
        ("user function-role=mine", "user       = \"remotion-user\""),
        ("user attach-to=user/ci", "user       = \"ci\""),
        ("user attach-to=arn:aws:iam::123456789012:user/x/ci", "user       = \"ci\""),
        ("user attach-to=role/my-function", "role       = \"my-function\""),
        ("user attach-to=arn:aws:iam::123456789012:role/x/my-function", "role       = \"my-function\""),
        ("caller", "role       = \"remotion-executionrole\""),
        ("caller attach-to=role/my-function", "role       = \"my-function\""),
        ("caller attach-to=user/ci", "user       = \"ci\""),
        ("role", "role = \"remotion-lambda-role\""),
        ("role function-role=mine", "role = \"mine\""),
        ("destination bucket=abc", "name = \"remotion-output-bucket-abc\"\n  role = \"remotion-lambda-role\""),
        ("destination-caller bucket=abc download", "role = \"remotion-executionrole\""),
        ("destination-caller bucket=abc download attach-to=user/ci", "user = \"ci\""),
        ("trust", "name = \"remotion-lambda-role\""),
        ("trust service=ec2", "name = \"remotion-executionrole\""),
        ("trust attach-to=role/mine", "name = \"mine\""),
        ("trust service=ec2 attach-to=arn:aws:iam::123456789012:role/x/mine", "name = \"mine\""),
    ] {
        let text = built(&format!("{line} format=terraform")).marked.text;
        assert!(text.contains(&format!("  {want}\n")), "{line}: {text}");
    }
    for name in ["a/b", "role/", "role/a/b", "group/a", "arn:aws:iam::123456789012:group/x", "ä"] {
        let problems = refused(&format!("user attach-to={name}"));
        assert_eq!(problems, [format!("attachTo attach-to: `{name}` is not a role or user")]);
    }
    for name in ["user/a", "role/", "arn:aws:iam::123456789012:user/x"] {
        let problems = refused(&format!("trust attach-to={name}"));
        assert_eq!(problems, [format!("attachTo attach-to: `{name}` is not a role")]);
    }
    assert_eq!(
        refused("user region=us-east-1 attach-to=arn:aws-cn:iam::123456789012:user/x"),
        ["attachTo other-partition: this is in partition `aws-cn`, but the region is in `aws`"]
    );
}

#[test]
fn the_longest_names_fit_where_they_go() {
    let bucket = format!("{}.{}", "a".repeat(31), "b".repeat(31));
    let role = format!("{}+=,.@-_", "R".repeat(57));
    let stem = |line: &str| built(line).file_name.strip_suffix(".json").expect("JSON").to_string();
    for line in [
        format!("destination bucket={bucket}"),
        format!("destination-caller bucket={bucket} download"),
        format!("trust attach-to=role/{role}"),
    ] {
        // A stack's name has 128 characters at most, as has a policy's.
        let stem = stem(&line);
        assert!(stem.len() <= 128, "{stem}");
        assert!(stem.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{stem}");
        let template = built(&format!("{line} format=cloudformation")).marked.text;
        assert!(template.contains(&format!("--stack-name {stem} --template-file {stem}.yaml ")), "{template}");
    }
    let longest = format!("name = \"remotion-caller-output-bucket-{bucket}\"");
    let text = built(&format!("destination-caller bucket={bucket} download format=terraform")).marked.text;
    assert!(text.contains(&longest) && longest.len() <= 128, "{text}");
}

#[test]
fn no_two_policies_of_a_page_share_a_name() {
    let mut stems: Vec<String> = [
        "user",
        "role",
        "caller",
        "destination bucket=abc",
        "destination bucket=a.c",
        "destination bucket=a-c",
        "destination bucket=caller-abc",
        "destination-caller bucket=abc download",
        "destination-caller bucket=a.c download",
        "trust",
        "trust service=ec2",
        "trust attach-to=role/remotion-user-policy",
        "trust attach-to=role/a_b",
        "trust attach-to=role/a-b",
    ]
    .map(|line| built(line).file_name)
    .to_vec();
    stems.sort();
    let count = stems.len();
    stems.dedup();
    assert_eq!(stems.len(), count, "{stems:?}");
}

#[test]
fn a_bare_name_to_attach_to_is_refused_with_what_to_write() {
    let problem = |line: &str| match build(&call(line)) {
        BuildAnswer::Refused(problems) => format!("{}; {}", problems[0].message, problems[0].help),
        BuildAnswer::Built(_) => panic!("{line} was built"),
    };
    assert_eq!(
        problem("user attach-to=ci"),
        "`ci` does not say whether it is a role or a user; write `role/ci` or `user/ci`"
    );
    assert_eq!(problem("trust attach-to=ci"), "`role/` is missing before `ci`; write `role/ci`");
}

#[test]
fn an_account_that_contradicts_an_arn_is_refused_wherever_the_arn_stands() {
    let role = "arn:aws:iam::123456789012:role/x";
    for (line, what) in [
        (format!("user account-id=210987654321 function-role={role}"), "the function's role"),
        (format!("role account-id=210987654321 function-role={role}"), "the function's role"),
        (format!("user account-id=210987654321 attach-to={role}"), "the role or user"),
        ("caller account-id=210987654321 attach-to=arn:aws:iam::123456789012:user/x".into(), "the role or user"),
    ] {
        let want =
            format!("accountId account-contradicts-role: the ARN of {what} contains another account: 123456789012");
        assert_eq!(refused(&line), [want], "{line}");
    }
}

#[test]
fn a_text_has_the_forms_it_has_and_no_others() {
    assert_eq!(refused("user format=typescript"), ["format not-one-of: `typescript` is not a format of this text"]);
    assert_eq!(
        refused("render-call bucket=abc format=terraform"),
        ["format not-one-of: `terraform` is not a format of this text"]
    );
    assert_eq!(built("role format=Terraform").language, "hcl");
}

#[test]
fn sizes_are_counted_without_white_space_against_the_place_the_policy_goes_to() {
    let size = |line: &str| built(line).size.map(|size| (size.characters, size.limit));
    assert_eq!(size("user version=4.0.527"), Some((1779, 6144)));
    assert_eq!(size("user version=4.0.527 region=cn-north-1"), Some((1736, 6144)));
    assert_eq!(size("role version=4.0.527"), Some((800, 6144)));
    assert_eq!(size("role version=4.0.527 region=cn-north-1"), Some((815, 6144)));
    assert_eq!(size("trust").map(|(_, limit)| limit), Some(2048));
    assert_eq!(size("render-call bucket=abc"), None);
}

#[test]
fn a_wrong_field_or_type_is_an_error_that_names_it() {
    use remotion_policy_builder::CallValue;
    let mut call = BuildCall::default();
    for (name, value, want) in [
        ("buckt", CallValue::Nothing, "there is no field `buckt`; did you mean `bucket`?"),
        ("keyprefix", CallValue::Nothing, "there is no field `keyprefix`; did you mean `keyPrefix`?"),
        ("colour", CallValue::Nothing, "there is no field `colour`"),
        ("bucket", CallValue::Other, "the field `bucket` must be a string"),
        ("bucket", CallValue::Flag(true), "the field `bucket` must be a string"),
        ("writeOnly", CallValue::Text("yes".into()), "the field `writeOnly` must be true or false"),
        ("buckets", CallValue::Text("acme-films".into()), "the field `buckets` must be an array of strings"),
        ("buckets", CallValue::List(vec![CallValue::Other]), "the field `buckets` must be an array of strings"),
    ] {
        assert_eq!(call.set(name, value), Err(want.to_string()));
    }
    assert_eq!(call, BuildCall::default());
}

#[test]
fn a_list_in_javascript_is_a_text_between_commas_in_an_attribute() {
    use remotion_policy_builder::CallValue;
    let text = |text: &str| CallValue::Text(text.to_string());
    let mut given = call("destination bucket=my-videos");
    given.set("buckets", CallValue::List(vec![text("acme-films"), text("s3://acme-shorts/x")])).unwrap();
    let typed = call("destination bucket=my-videos buckets=,acme-films,~s3://acme-shorts/x");
    let json = r#"{"policy":"destination","bucket":"my-videos","buckets":["acme-films","s3://acme-shorts/x"]}"#;
    for call in [given, typed] {
        assert_eq!(serde_json::to_string(&call).unwrap(), json);
        assert!(matches!(build(&call), BuildAnswer::Built(_)), "{call:?}");
    }
    let empty = call("destination bucket=my-videos buckets=,");
    assert_eq!(serde_json::to_string(&empty).unwrap(), r#"{"policy":"destination","bucket":"my-videos"}"#);
}

#[test]
fn a_field_that_the_policy_does_not_take_is_an_error_that_names_both() {
    use remotion_policy_builder::{CallValue, CheckCall, CompareCall, Input, Kind, FLAGS, TEXTS};
    let text = |text: &str| CallValue::Text(text.to_string());
    let fields = |pairs: &[(&str, CallValue)]| {
        CallValue::Fields(pairs.iter().map(|(name, value)| ((*name).to_string(), value.clone())).collect())
    };
    let all: Vec<Input> =
        TEXTS.iter().map(|field| Input::Text(*field)).chain(FLAGS.iter().map(|flag| Input::Flag(*flag))).collect();
    for kind in Kind::ALL {
        for input in &all {
            let value = match input {
                Input::Text(Text::Policy) => continue,
                Input::Text(Text::Calls | Text::Extras | Text::Buckets) => CallValue::List(vec![text("x")]),
                Input::Text(_) => text("x"),
                Input::Flag(_) => CallValue::Flag(false),
            };
            let want = format!("the policy `{}` takes no field `{}`", kind.name(), input.name());
            // Order does not matter, and a field that is left out is none.
            for call in [
                [(input.name(), value.clone()), ("policy", text(kind.name()))],
                [("policy", text(kind.name())), (input.name(), value.clone())],
            ] {
                let refused = BuildCall::read(fields(&call)).err();
                assert_eq!(refused, (!kind.takes(*input)).then(|| want.clone()));
            }
            assert!(
                BuildCall::read(fields(&[("policy", text(kind.name())), (input.name(), CallValue::Nothing)])).is_ok()
            );
        }
    }
    let foreign = [("policy", text("user")), ("bucket", text("my-videos"))];
    let want = Some("the policy `user` takes no field `bucket`".to_string());
    assert_eq!(CompareCall::read(fields(&[&foreign[..], &[("from", text("4.0.0"))]].concat())).err(), want);
    let check = [("text", text("")), ("requirements", CallValue::List(vec![fields(&foreign)]))];
    assert_eq!(CheckCall::read(fields(&check)).err(), want);
    assert_eq!(
        CompareCall::read(fields(&[("policy", text("user")), ("version", text("4.0.0"))])).err().as_deref(),
        Some("a comparison takes `from` and `to`, and no field `version`")
    );
    // What an unknown policy takes is not known: the answer says that it is unknown.
    assert!(BuildCall::read(fields(&[("policy", text("runtime")), ("bucket", text("x"))])).is_ok());
}

#[test]
fn what_one_input_mends_says_which_and_stands_above_the_text() {
    let key = |region: &str| format!("arn:aws:kms:{region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    for (line, want) in [
        ("bucket=abc object-ownership=acls-disabled".to_string(), Some(("acls-disabled", "privacy no-acl"))),
        ("bucket=abc object-ownership=acls-disabled privacy=no-acl".into(), None),
        ("bucket=abc/out".into(), Some(("bucket-address-names-more", "keyPrefix out/"))),
        ("bucket=abc/out key-prefix=/out".into(), None),
        ("bucket=s3://abc/out/a.mp4".into(), Some(("bucket-address-names-more", "keyPrefix out/"))),
        ("bucket=s3://abc/a.mp4".into(), None),
        (
            "bucket=https://abc.s3.eu-west-3.amazonaws.com region=us-east-1".into(),
            Some(("bucket-other-region", "region eu-west-3")),
        ),
        (
            "bucket=https://abc.s3.eu-west-3.amazonaws.com".into(),
            Some(("bucket-address-names-more", "region eu-west-3")),
        ),
        (
            "bucket=x-123456789012-eu-west-3-an region=us-east-1".into(),
            Some(("bucket-other-region", "region eu-west-3")),
        ),
        (
            format!("bucket=abc region=us-east-1 kms-key-arn={} privacy=no-acl", key("eu-west-3")),
            Some(("kms-other-region", "region eu-west-3")),
        ),
        (
            format!(
                "bucket=x-123456789012-us-east-1-an region=us-east-1 kms-key-arn={} privacy=no-acl",
                key("eu-west-3")
            ),
            Some(("kms-other-region", "")),
        ),
        ("bucket=x-123456789012-us-east-1-an account-id=210987654321".into(), Some(("bucket-other-account", ""))),
        (
            format!("bucket=abc object-ownership=acls-enabled kms-key-arn={}", key("us-east-1")),
            Some(("public-with-kms", "privacy no-acl")),
        ),
    ] {
        let notes = built(&format!("destination {line}")).notes;
        let above: Vec<_> = notes.iter().filter(|note| note.is_above).collect();
        let mend =
            |note: &remotion_policy_builder::Note| [note.mend.0, &note.mend.1].join(" ").trim_start().to_string();
        let found: Vec<_> = above.iter().map(|note| (note.code, mend(note))).collect();
        assert_eq!(found, Vec::from_iter(want.map(|(code, mend)| (code, mend.to_string()))), "{line}");
    }
}

#[test]
fn a_bucket_policy_says_first_what_it_makes_public_and_is_refused_where_that_is_not_clear() {
    const BUCKET: &str = "bucket-policy bucket=my-videos";
    for (scope, files) in
        [("all", "every file"), ("sites", "the sites"), ("prefix key-prefix=a", "every file under the key prefix")]
    {
        let public = built(&format!("{BUCKET} public-read={scope}"));
        assert_eq!(public.principal, format!("anyone on the internet: it makes {files} in bucket my-videos public"));
        assert_eq!((public.notes[0].code, public.notes[0].severity), ("public-files", Severity::SecurityWarning));
        assert!(public.notes[0].message.contains(files));
        assert!(public.notes.iter().any(|note| note.code == "public-access-switches"));
        assert!(public.console.unwrap().url.contains("/s3/buckets/my-videos?"));
    }
    let private = built(&format!("{BUCKET} tls-only distribution=EDFDVBD632BHDS5 account-id=123456789012"));
    assert!(!private.marked.text.contains("RemotionPublicRead") && !private.principal.contains("internet"));
    assert!(private.notes.iter().all(|note| !note.code.starts_with("public-")));
    let wrong = "bucket-policy bucket=my-videos public-read";
    for (line, want) in [
        (BUCKET.to_string(), "tlsOnly no-statement: this bucket policy would say nothing"),
        // Either would be the whole bucket.
        (format!("{wrong}=prefix"), "keyPrefix required: the key prefix is missing"),
        (format!("{wrong}=prefix key-prefix=/"), "keyPrefix required: the key prefix is missing"),
        (format!("{wrong}=al"), "publicRead not-one-of: `al` is not a scope"),
        (
            format!("{BUCKET} distribution=EDFDVBD632BHDS5"),
            "accountId required: the account of the distribution is missing",
        ),
        (
            format!("{BUCKET} distribution=d111111abcdef8.cloudfront.net"),
            "distribution distribution: `d111111abcdef8.cloudfront.net` is not a CloudFront distribution",
        ),
    ] {
        assert_eq!(refused(&line), [want], "{line}");
    }
    // Public videos with ACLs off have an answer.
    for ownership in ["acls-disabled", "unknown"] {
        let destination = built(&format!("destination bucket=my-videos object-ownership={ownership}"));
        assert!(destination.notes.iter().any(|note| note.help.contains("`no-acl`") || note.help.contains("'no-acl'")));
        assert!(destination.notes.iter().any(|note| note.help.contains("`bucket-policy`")));
    }
}

#[test]
fn a_render_call_is_for_the_region_of_the_bucket_or_key_or_marks_an_example() {
    let key = "arn:aws:kms:eu-west-3:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    for (line, region, is_stand_in) in [
        ("bucket=abc".to_string(), "us-east-1", true),
        ("bucket=abc region=us-east-1".into(), "us-east-1", false),
        ("bucket=x-123456789012-eu-west-3-an".into(), "eu-west-3", false),
        ("bucket=abc.s3.eu-west-3.amazonaws.com".into(), "eu-west-3", false),
        (format!("bucket=abc kms-key-arn={key}"), "eu-west-3", false),
        ("bucket=arn:aws-cn:s3:::abc".into(), "cn-north-1", true),
    ] {
        let marked = built(&format!("render-call {line}")).marked;
        let first = &marked.ranges[0];
        assert_eq!((&marked.text[first.range.clone()], first.is_stand_in), (region, is_stand_in), "{line}");
        assert_eq!(marked.text.contains("An example: use the region"), is_stand_in, "{line}");
    }
}

const GITHUB: &str = "trust service=github-actions account-id=123456789012 repository=acme/films";

#[test]
fn what_a_trust_relationship_with_tokens_cannot_do_without_is_asked_for() {
    for (line, problems) in [
        (
            "trust service=github-actions",
            "accountId required: your account ID is missing\n\
             repository required: the repository is missing\n\
             branch required: the branch, tag or environment is missing",
        ),
        (
            "trust service=gitlab account-id=123456789012 environment=prod",
            "repository required: the repository is missing\n\
             branch required: the branch, tag or environment is missing",
        ),
        (
            "trust service=vercel account-id=123456789012",
            "team required: the team is missing\nproject required: the project is missing",
        ),
        (
            "trust service=eks-irsa account-id=123456789012",
            "issuer required: the issuer is missing\n\
             namespace required: the namespace is missing\n\
             serviceAccount required: the service account is missing",
        ),
    ] {
        assert_eq!(refused(line).join("\n"), problems, "{line}");
    }
    built("trust service=eks-pod-identity");
    built("trust service=github-actions repository=acme/films branch=main attach-to=arn:aws:iam::123456789012:role/ci");
}

#[test]
fn what_would_trust_strangers_or_nobody_is_refused() {
    let vercel = "trust service=vercel account-id=123456789012 team=acme project=site";
    for (line, problem) in [
        (format!("{GITHUB} branch=main tag=v1"), "tag one-reference"),
        (format!("{GITHUB} branch=main environment=production"), "environment one-reference"),
        (format!("{GITHUB} branch=a?"), "branch token-character"),
        (format!("{GITHUB} branch=${{aws:username}}"), "branch token-character"),
        (format!("{GITHUB} branch=main issuer=https://gitlab.com"), "issuer other-platform"),
        // Somebody else may have a repository of that name on github.com or gitlab.com.
        ("trust service=github-actions account-id=123456789012 repository=https://git.acme.dev/acme/films branch=main issuer=arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com".into(), "issuer other-issuer"),
        ("trust service=gitlab account-id=123456789012 repository=https://git.acme.dev/acme/films branch=main issuer=https://gitlab.com".into(), "issuer other-issuer"),
        ("trust service=gitlab account-id=123456789012 repository=git.acme.dev/acme/films branch=main".into(), "repository repository"),
        ("trust service=github-actions account-id=123456789012 repository=https://raw.githubusercontent.com/acme/films/main/a.json branch=main".into(), "repository other-platform"),
        (format!("{GITHUB} branch=main issuer=https://token.actions.mallory.dev"), "issuer other-platform"),
        (format!("{vercel} issuer=https://oidc.vercel.com/mallory"), "issuer other-platform"),
        (format!("{vercel} issuer=https://token.actions.githubusercontent.com"), "issuer other-platform"),
        ("trust service=github-actions account-id=123456789012 repository=acme/* branch=main".into(), "repository token-wildcard"),
        ("trust service=gitlab account-id=123456789012 repository=*/films branch=main".into(), "repository token-wildcard"),
        ("trust service=vercel account-id=123456789012 team=* project=site".into(), "team token-wildcard"),
        ("trust service=eks-pod-identity namespace=*".into(), "namespace token-wildcard"),
        ("trust service=github-actions account-id=123456789012 repository=https://gitlab.com/acme/films branch=main".into(), "repository other-platform"),
        ("trust service=gitlab account-id=123456789012 repository=https://github.com/acme/films branch=main".into(), "repository other-platform"),
        (format!("{GITHUB} branch=main issuer=arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"), "accountId account-contradicts-role"),
        (format!("{GITHUB} branch=main region=us-east-1 issuer=arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"), "issuer other-partition"),
        ("trust service=role trusted-role=arn:aws:iam::123456789012:role/x external-id=x".into(), "externalId external-id"),
    ] {
        let problems = refused(&line);
        assert_eq!(problems.len(), 1, "{line}: {problems:?}");
        assert!(problems[0].starts_with(&format!("{problem}: ")), "{line}: {problems:?}");
    }
}

#[test]
fn a_service_looks_at_its_own_fields_alone() {
    let lambda = built("trust").marked.text;
    let others = "repository=? branch=? tag=? environment=? team=? project=? issuer=? namespace=? service-account=? external-id=?";
    assert_eq!(built(&format!("trust {others} account-id=1 trusted-role=?")).marked.text, lambda);
    let text = built(&format!("{GITHUB} branch=main team=? namespace=? external-id=? trusted-account=1")).marked.text;
    assert_eq!(text, built(&format!("{GITHUB} branch=main")).marked.text);
}

#[test]
fn only_a_name_with_a_star_is_a_pattern_and_that_is_a_security_warning() {
    for (line, operator, warns) in [
        (format!("{GITHUB} branch=main"), "StringEquals", false),
        (format!("{GITHUB} branch=*"), "StringLike", true),
        (format!("{GITHUB} environment=pr-*"), "StringLike", true),
        ("trust service=vercel account-id=123456789012 team=acme project=*".into(), "StringLike", true),
        ("trust service=vercel account-id=123456789012 team=acme project=site".into(), "StringEquals", false),
    ] {
        let built = built(&line);
        let document: serde_json::Value = serde_json::from_str(&built.marked.text).unwrap();
        let keys = document["Statement"][0]["Condition"][operator].as_object().unwrap();
        assert!(keys.keys().any(|key| key.ends_with(":sub")), "{line}");
        assert_eq!(built.notes.iter().any(|note| note.code == "token-pattern"), warns, "{line}");
    }
}

#[test]
fn that_every_branch_can_use_an_environment_of_github_is_said() {
    let vercel = "trust service=vercel account-id=123456789012 team=acme project=site environment=production";
    let says = |line: &str| built(line).notes.iter().any(|note| note.code == "environment-branches");
    assert!(says(&format!("{GITHUB} environment=production")));
    assert!(!says(&format!("{GITHUB} branch=main")) && !says(vercel));
}

#[test]
fn an_identity_provider_that_exists_is_not_created() {
    let named = "issuer=arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    for format in ["aws-cli", "aws-cli-powershell", "cloudformation", "terraform", "cdk", "pulumi"] {
        let text = |more: &str| built(format!("{GITHUB} branch=main format={format} {more}").trim_end()).marked.text;
        let creates = |text: &str| {
            ["create-open-id-connect-provider", "OIDCProvider", "aws_iam_openid", "OpenIdConnectProvider("]
                .iter()
                .any(|way| text.contains(way))
        };
        assert!(creates(&text("")), "{format}");
        assert!(!creates(&text(named)), "{format}");
    }
    let notes = |more: &str| built(format!("{GITHUB} branch=main {more}").trim_end()).notes;
    assert!(notes("").iter().any(|note| note.code == "identity-provider"));
    assert!(!notes(named).iter().any(|note| note.code == "identity-provider"));
}

#[test]
fn a_repository_of_github_with_capitals_is_noted() {
    for (repository, service, noted) in [
        ("acme/films", "github-actions", None),
        ("https://GitHub.com/acme/films", "github-actions", None),
        ("acme@1/films@2", "github-actions", None),
        ("acme/Films", "github-actions", Some("upper and lower case matter in `acme/Films`")),
        ("Acme@1/films@2,Acme/films", "github-actions", Some("upper and lower case matter in `Acme/films`")),
        ("acme/Films", "gitlab", None),
    ] {
        let line = format!("trust service={service} account-id=123456789012 branch=Main repository={repository}");
        let notes = built(&line).notes;
        let note = notes.iter().find(|note| note.code == "repository-case").map(|note| note.message.as_str());
        assert_eq!(note, noted, "{line}");
    }
}

#[test]
fn that_the_tokens_of_a_repository_may_have_ids_stands_above_the_text() {
    for (repository, stands) in [
        ("acme/films", true),
        ("https://acme.ghe.com/acme/films", true),
        ("acme@1/films@2", false),
        ("acme/films,acme@1/films@2", false),
        // GitHub Enterprise Server has none.
        ("https://github.acme.dev/acme/films", false),
    ] {
        let line = format!("trust service=github-actions account-id=123456789012 branch=main repository={repository}");
        let notes = built(&line).notes;
        assert_eq!(notes.iter().any(|note| note.is_above && note.code == "github-without-ids"), stands, "{repository}");
    }
}

#[test]
fn a_statement_of_a_key_names_the_account_of_its_own_principal() {
    let key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let accounts = |more: &str| -> Vec<[String; 2]> {
        let text = built(&format!("key-policy kms-key-arn={key} {more}")).marked.text;
        let statements: serde_json::Value = serde_json::from_str(&text).unwrap();
        let of = |one: &serde_json::Value| {
            let arn = one["Principal"]["AWS"].as_str().unwrap().split(':').nth(4).unwrap().to_string();
            [arn, one["Condition"]["StringEquals"]["kms:CallerAccount"].as_str().unwrap().to_string()]
        };
        statements.as_array().unwrap().iter().map(of).collect()
    };
    let (own, other) = ("123456789012", "210987654321");
    let both = |a: &str, b: &str| vec![[a, a].map(str::to_string), [b, b].map(str::to_string)];
    assert_eq!(accounts("reader=role/app"), both(own, own));
    assert_eq!(accounts(&format!("reader=arn:aws:iam::{other}:role/app")), both(own, other));
    assert_eq!(accounts(&format!("reader=role/app function-role=arn:aws:iam::{other}:role/render")), both(other, own));
    assert_eq!(accounts(&format!("reader=role/app account-id={other}")), both(other, other));
    let noted = |more: &str| {
        let notes = built(&format!("key-policy kms-key-arn={key} {more}")).notes;
        notes.iter().any(|note| note.code == "key-for-other-account")
    };
    assert!(noted(&format!("reader=arn:aws:iam::{other}:role/app")) && !noted("reader=role/app"));
}

#[test]
fn each_caller_has_a_policy_of_its_own_name() {
    let name = |to: &str| built(format!("caller {to}").trim()).file_name;
    assert_eq!(name(""), "remotion-executionrole-policy.json");
    assert_eq!(name("attach-to=role/remotion-executionrole"), name(""));
    assert_eq!(name("attach-to=role/ci"), "remotion-caller-policy-ci.json");
    assert_eq!(name("attach-to=user/ci"), "remotion-caller-policy-of-user-ci.json");
}

#[test]
fn a_script_leaves_nothing_public_or_deleted_that_the_text_does_not_say() {
    for format in ["aws-cli", "aws-cli-powershell"] {
        let replaces = |line: &str| {
            let text = built(&format!("{line} format={format}")).marked.text;
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix("# Replaces or removes those with "))
                .map(str::to_string);
            line.unwrap_or_else(|| panic!("{text}"))
        };
        for (line, names) in [
            ("bucket-policy bucket=my-videos public-read=all", "Sid RemotionPublicRead."),
            ("bucket-policy bucket=my-videos tls-only", "Sid RemotionTlsOnly, RemotionPublicRead."),
            // Without what is public there, no site would load.
            ("bucket-policy bucket=remotionlambda-useast1-abcdefghij tls-only", "Sid RemotionTlsOnly."),
            // Remotion's own policy of its buckets lets anyone read everything.
            (
                "bucket-policy bucket=remotionlambda-useast1-abcdefghij public-read=sites",
                "Sid RemotionPublicRead, PublicReadGetObject.",
            ),
            ("lifecycle bucket=my-videos", "ID remotion-abort-uploads, remotion-expire-renders."),
        ] {
            assert_eq!(replaces(line), names, "{line} {format}");
        }
    }
}

#[test]
fn what_a_bucket_refuses_or_loses_stands_above_the_text() {
    for (line, code) in [
        ("bucket=my-videos public-read=all", "public-access-switches"),
        ("bucket=my-videos tls-only", ""),
        ("bucket=my-videos distribution=EDFDVBD632BHDS5 account-id=123456789012", ""),
        // Remotion turns the switches off in a bucket that it makes, and gives it a policy.
        ("bucket=remotionlambda-useast1-abcdefghij public-read=sites", "remotion-bucket-policy"),
    ] {
        let notes = built(&format!("bucket-policy {line}")).notes;
        let above: Vec<_> = notes.iter().filter(|note| note.is_above).map(|note| note.code).collect();
        assert_eq!(above.concat(), code, "{line}");
    }
}

#[test]
fn an_example_mends_also_what_contradicts_a_stand_in() {
    let call = call("key-policy kms-key-arn=alias/a reader=arn:aws-cn:iam::123456789012:role/reader");
    assert!(call.kind().is_ok_and(|kind| example(&call, kind).is_some()));
}

#[test]
fn a_rule_deletes_only_in_a_folder_that_is_named() {
    let text = built("lifecycle bucket=my-videos key-prefix=a expire-after-days=7").marked.text;
    assert!(text.contains("\"Prefix\": \"a/\"") && text.contains("\"Days\": 7"), "{text}");
    assert!(!built("lifecycle bucket=my-videos key-prefix=a").marked.text.contains("Expiration"));
    for (line, want) in [
        ("lifecycle bucket=my-videos expire-after-days=7", "keyPrefix required: the key prefix is missing"),
        (
            "lifecycle bucket=my-videos expire-after-days=7 key-prefix=/",
            "keyPrefix required: the key prefix is missing",
        ),
        (
            "lifecycle bucket=my-videos expire-after-days=0 key-prefix=a",
            "expireAfterDays days: `0` is not a number of days",
        ),
        (
            "lifecycle bucket=my-videos expire-after-days=1.5 key-prefix=a",
            "expireAfterDays days: `1.5` is not a number of days",
        ),
        ("key-policy", "kmsKeyArn required: the key is missing"),
    ] {
        assert_eq!(refused(line), [want], "{line}");
    }
}
