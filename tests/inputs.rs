//! Exactly where inputs change the answer: the last thing accepted, the first refused. What `cargo xtask mutants` found that
//! no other test looks at.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test may fail")]

use remotion_policy_builder::{build, BuildAnswer, BuildCall, Built, Partition, Problem, Text};

fn with(policy: &str, texts: &[(Text, &str)]) -> BuildCall {
    texts.iter().fold(BuildCall::new(policy), |call, (field, text)| call.with(*field, text))
}

#[track_caller]
fn built(policy: &str, texts: &[(Text, &str)]) -> Built {
    match build(&with(policy, texts)) {
        BuildAnswer::Built(built) => built,
        BuildAnswer::Refused(problems) => panic!("{policy} {texts:?}: {problems:?}"),
    }
}

/// The only thing wrong with it.
#[track_caller]
fn refused(policy: &str, texts: &[(Text, &str)]) -> Problem {
    match build(&with(policy, texts)) {
        BuildAnswer::Refused(mut problems) if problems.len() == 1 => problems.remove(0),
        other => panic!("{policy} {texts:?}: {other:?}"),
    }
}

#[test]
fn a_region_is_a_known_area_a_direction_and_a_number_and_nothing_less() {
    for (region, partition) in [
        ("us-east-1", Partition::Aws),
        ("ap-southeast-12", Partition::Aws),
        ("cn-north-1", Partition::AwsCn),
        ("us-gov-west-1", Partition::AwsUsGov),
        ("eusc-de-east-1", Partition::AwsEusc),
        ("us-iso-east-1", Partition::AwsIso),
        ("us-isob-east-1", Partition::AwsIsoB),
        ("eu-isoe-west-1", Partition::AwsIsoE),
        ("us-isof-south-1", Partition::AwsIsoF),
    ] {
        assert_eq!(Partition::of_region(region), Some(partition), "{region}");
    }
    for region in [
        "us-east-",
        "us-east-1x",
        "us-east-x",
        "us-est-1",
        "xx-east-1",
        "us-east",
        "us-gov-west-",
        "us-gov-west-1b",
        "us-gov-wst-1",
        "us-gov-wst-x",
        "us-gob-west-1",
        "us-gov-west-1-2",
    ] {
        assert_eq!(Partition::of_region(region), None, "{region}");
    }
}

#[test]
fn remotion_3_0_0_is_the_first_version_with_a_policy() {
    assert_eq!(built("user", &[(Text::Version, "3.0.0")]).version, "3.0.0");
    assert_eq!(refused("user", &[(Text::Version, "2.6.15")]).code, "version-too-old");
}

#[test]
fn remotion_4_0_510_is_the_first_version_that_knows_china() {
    let china = |version| [(Text::Version, version), (Text::Region, "cn-north-1")];
    assert!(built("role", &china("4.0.510")).marked.text.contains("arn:aws-cn:"));
    assert_eq!(refused("role", &china("4.0.509")).code, "version-before-china");
}

#[test]
fn the_console_is_that_of_the_partition() {
    let address = |texts: &[(Text, &str)]| built("user", texts).console.map(|link| link.url);
    let commercial = "https://console.aws.amazon.com/iamv2/home?#/policies";
    assert_eq!(address(&[]).as_deref(), Some(commercial));
    let china = "https://console.amazonaws.cn/iamv2/home?#/policies";
    assert_eq!(address(&[(Text::Region, "cn-north-1")]).as_deref(), Some(china));
}

#[test]
fn a_folder_in_an_address_is_pointed_out_and_a_file_is_not_one() {
    let more = |address: &str| -> Vec<String> {
        let built = built("destination", &[(Text::Bucket, address)]);
        let more = built.notes.iter().filter(|note| note.code == "bucket-address-names-more");
        more.map(|note| note.message.clone()).collect()
    };
    assert_eq!(more("s3://my-videos/2026/may/one.mp4"), ["the address you gave also contains the folder `2026/may/`"]);
    assert!(more("s3://my-videos/one.mp4").is_empty());
    assert!(more("s3://my-videos").is_empty());
}

#[test]
fn a_character_nobody_can_see_is_named_by_its_number() {
    for (name, shown) in [("my\u{a0}videos", "U+00A0"), ("my\u{7}videos", "U+0007"), ("my\u{200b}videos", "`\u{200b}`")]
    {
        let message = refused("destination", &[(Text::Bucket, name)]).message;
        assert_eq!(message, format!("a bucket name cannot contain {shown}"));
    }
}

#[test]
fn a_slip_is_guessed_at_when_two_letters_in_seven_are_wrong_and_not_from_a_single_letter() {
    let help = |field, typed| refused("destination", &[(Text::Bucket, "my-videos"), (field, typed)]).help;
    assert!(help(Text::Privacy, "no_acls").starts_with("did you mean `no-acl`?"));
    assert!(!help(Text::Privacy, "no_akls").starts_with("did you mean"));
    let service = refused("trust", &[(Text::Service, "l")]).help;
    assert!(service.starts_with("use one of"), "{service}");
    let service = refused("trust", &[(Text::Service, "la")]).help;
    assert!(service.starts_with("did you mean `lambda`?"), "{service}");
}

#[test]
fn several_services_share_a_statement_where_their_requests_are_alike_and_tokens_have_one_issuer() {
    let sids = |service: &str| -> Vec<(String, String)> {
        let text = built("trust", &[(Text::Service, service), (Text::AccountId, "123456789012")]).marked.text;
        let policy: serde_json::Value = serde_json::from_str(&text).unwrap();
        let of = |one: &serde_json::Value| (one["Sid"].as_str().unwrap().into(), one["Principal"].to_string());
        policy["Statement"].as_array().unwrap().iter().map(of).collect()
    };
    let both = r#"{"Service":["lambda.amazonaws.com","ec2.amazonaws.com"]}"#;
    assert_eq!(sids("lambda, ec2"), [("TrustService".to_string(), both.to_string())]);
    assert_eq!(sids("Lambda,ec2, lambda,"), sids("lambda, ec2"));
    let tasks = ("TrustEcsTasks".to_string(), r#"{"Service":"ecs-tasks.amazonaws.com"}"#.to_string());
    assert_eq!(sids("lambda,ecs-tasks")[1], tasks);
    assert_eq!(sids("ecs-tasks")[0].0, "TrustService");

    let texts = [(Text::AccountId, "123456789012"), (Text::Repository, "acme/films"), (Text::Branch, "main")];
    let two = refused("trust", &[texts.as_slice(), &[(Text::Service, "gitlab,github-actions")]].concat());
    assert_eq!((two.code, two.field), ("one-issuer", "service"));
    let wrong = refused("trust", &[(Text::Service, "lambda,ec3")]);
    assert_eq!((wrong.code, wrong.message.contains("`ec3`")), ("not-one-of", true));
    // Each of them needs what it needs alone.
    let role = refused("trust", &[(Text::Service, "lambda,role"), (Text::TrustedAccount, "123456789012")]);
    assert_eq!((role.code, role.field), ("required", "trustedRole"));
}

#[test]
fn the_id_of_a_key_is_hexadecimal_and_of_the_right_length() {
    let key = |id: &str| format!("arn:aws:kms:us-east-1:123456789012:key/{id}");
    let destination = |arn: &str| build(&with("destination", &[(Text::Bucket, "abc"), (Text::KmsKeyArn, arn)]));
    for id in ["1234abcd-12ab-34cd-56ef-1234567890ab", "mrk-1234abcd12ab34cd56ef1234567890ab"] {
        assert!(matches!(destination(&key(id)), BuildAnswer::Built(_)), "{id}");
    }
    for id in [
        "g234abcd-12ab-34cd-56ef-1234567890ab",
        "1234abc-12ab-34cd-56ef-1234567890ab",
        "1234abcd-12ab-34cd-56ef-1234567890abc",
        "mrk-g234abcd12ab34cd56ef1234567890ab",
        "mrk-1234abcd12ab34cd56ef1234567890a",
    ] {
        assert!(matches!(destination(&key(id)), BuildAnswer::Refused(_)), "{id}");
    }
}
