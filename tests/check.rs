//! The check as a whole: what is pasted, what is needed, what is said.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{
    check, evaluate, BuildCall, CheckAnswer, CheckCall, EvaluateCall, Flag, Severity, Text, Verdict,
};
use support::{check_call, checked, destination, document};

mod support;

fn built(call: &BuildCall) -> String {
    support::built(call).marked.text
}

/// Every policy with permissions, with the inputs that make the most of it.
fn calls() -> Vec<BuildCall> {
    let bucket = |policy| BuildCall::new(policy).with(Text::Bucket, "my-videos");
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    vec![
        BuildCall::new("user"),
        BuildCall::new("user").with(Text::Version, "3.0.0"),
        BuildCall::new("role"),
        BuildCall::new("caller").with(Text::Calls, "renderMediaOnLambda, deleteRender, largeInputProps"),
        bucket("destination"),
        bucket("destination").with(Text::Privacy, "no-acl").with(Text::KmsKeyArn, key).with(Text::KeyPrefix, "out/"),
        bucket("destination").with_flag(Flag::WriteOnly),
        bucket("destination").with(Text::Buckets, "acme-films, acme-shorts").with(Text::KeyPrefix, "out/"),
        bucket("destination-caller").with_flag(Flag::Download).with_flag(Flag::Delete),
    ]
}

#[test]
fn a_policy_that_was_built_is_enough() {
    for call in calls() {
        let checked = checked(&[&built(&call)], std::slice::from_ref(&call));
        assert_eq!(checked.verdict, Verdict::Sufficient, "{call:?}");
        assert!(checked.permissions.iter().all(|row| row.status.name() == "allowed"), "{call:?}");
        assert_eq!((checked.findings, checked.addition), (Vec::new(), None), "{call:?}");
    }
}

/// Remotion's own text cannot name the layers that the reader hosts, without which nothing is deployed in China.
#[test]
fn in_china_the_user_policy_is_not_enough_without_layers_of_ones_own() {
    let call = BuildCall::new("user").with(Text::Region, "cn-north-1");
    let layers = |name: &str, account: &str| {
        let arn = format!("arn:aws-cn:lambda:cn-north-1:{account}:layer:{name}");
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"lambda:GetLayerVersion","Resource":"{arn}"}}]}}"#
        )
    };
    let own = built(&call);
    for (layers, verdict) in [
        (layers("*", "*"), Verdict::Sufficient),
        // Which layers the reader uses is not known here.
        (layers("chromium:*", "123456789012"), Verdict::Conditional),
        (layers("LambdaInsightsExtension*", "488211338238"), Verdict::Insufficient),
    ] {
        let checked = checked(&[&own, &layers], std::slice::from_ref(&call));
        assert_eq!(checked.verdict, verdict, "{layers}");
    }
    assert_eq!(checked(&[&own], &[call]).verdict, Verdict::Insufficient);
}

#[test]
fn what_is_to_be_added_makes_it_enough_beside_the_policy_and_merged_into_it() {
    let old = built(&BuildCall::new("user").with(Text::Version, "3.0.0"));
    for call in calls() {
        let before = checked(&[&old], std::slice::from_ref(&call));
        let Some(addition) = before.addition else { continue };
        let beside = checked(&[&old, &addition.text], std::slice::from_ref(&call));
        assert_eq!(beside.verdict, Verdict::Sufficient, "{call:?}");
        let merged = before.merged.map(|merged| merged.text).unwrap_or_default();
        assert_eq!(checked(&[&merged], &[call]).verdict, Verdict::Sufficient);
        assert!(merged.starts_with(old.trim_end_matches(['\n', '}', ']', ' '])), "{merged}");
    }
}

#[test]
fn a_policy_from_before_4_0_418_lacks_put_bucket_policy_and_is_told_so() {
    let old = built(&BuildCall::new("user").with(Text::Version, "4.0.400"));
    let checked = checked(&[&old], &[BuildCall::new("user").with(Text::Version, "4.0.527")]);
    let lacking: Vec<(&str, &str)> = checked
        .permissions
        .iter()
        .filter(|row| row.status.name() != "allowed")
        .map(|row| (row.action, row.status.name()))
        .collect();
    assert_eq!(lacking, [("s3:PutBucketPolicy", "missing")]);
    let added: Vec<&str> =
        checked.addition.iter().flat_map(|addition| addition.policy.statements[0].actions.clone()).collect();
    assert_eq!(added, ["s3:PutBucketPolicy"]);
}

#[test]
fn nothing_is_added_where_a_deny_stands_in_the_way() {
    let call = BuildCall::new("destination").with(Text::Bucket, "my-videos");
    let deny = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:Put*","Resource":"*"}]}"#;
    let checked = checked(&[&built(&call), deny], &[call]);
    assert_eq!(checked.verdict, Verdict::Insufficient);
    assert_eq!(checked.addition, None);
    let first = &checked.permissions[0];
    assert_eq!((first.action, first.status.name()), ("s3:PutObject", "denied"));
    assert_eq!((first.statements[0].document_index, first.statements[0].statement_index), (1, 0));
}

#[test]
fn a_boundary_holds_back_what_the_policies_allow() {
    let call = BuildCall::new("role");
    let boundary = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    let call = CheckCall {
        texts: vec![built(&call)],
        boundary: vec![boundary.into()],
        requirements: vec![call],
        ..CheckCall::default()
    };
    let checked = check_call(&call);
    let lambda = checked.permissions.iter().find(|row| row.action == "lambda:InvokeFunction");
    assert_eq!(lambda.map(|row| (row.status.name(), row.blocked_by_boundary)), Some(("missing", true)));
    assert_eq!(checked.addition, None);
}

#[test]
fn a_broken_text_is_kept_apart_from_a_policy_that_lacks_something() {
    let broken =
        "{\"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Effect\": \"Allow\" \"Action\": \"s3:*\"}\n]}";
    let checked = checked(&[broken], &[BuildCall::new("role")]);
    assert_eq!(checked.verdict, Verdict::Invalid);
    let first = &checked.findings[0];
    assert_eq!((first.severity, first.range.line, first.range.column), (Severity::Error, 3, 24));
}

#[test]
fn nothing_pasted_is_nothing_to_judge() {
    assert_eq!(checked(&["  \n"], &[BuildCall::new("user")]).verdict, Verdict::Empty);
}

#[test]
fn what_is_wrong_with_the_inputs_is_said_once() {
    let call = |policy| BuildCall::new(policy).with(Text::Region, "mars-1");
    let call = CheckCall {
        texts: vec![String::new()],
        requirements: vec![call("user"), call("role")],
        ..CheckCall::default()
    };
    let CheckAnswer::Refused(problems) = check(&call) else { panic!("checked") };
    assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["region"]);
}

#[test]
fn a_whole_setup_leaves_open_only_what_the_rest_of_the_key_policy_decides() {
    let key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let with = |policy: &str| {
        BuildCall::new(policy)
            .with(Text::Bucket, "my-videos")
            .with(Text::Region, "eu-central-1")
            .with(Text::KmsKeyArn, key)
    };
    for format in ["json", "aws-cli"] {
        let text = built(&with("setup").with(Text::Format, format));
        let needs = [with("destination"), BuildCall::new("role").with(Text::Region, "eu-central-1")];
        let checked = checked(&[&text], &needs);
        let codes: Vec<&str> = checked.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(checked.verdict, Verdict::Conditional, "{format}: {codes:?}");
        for row in &checked.permissions {
            assert_eq!(row.status.name() == "conditional", row.action.starts_with("kms:"), "{format}: {}", row.action);
        }
        assert!(codes.contains(&"statements-to-add"), "{format}: {codes:?}");
    }
    let statement = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    assert_eq!(checked(&[statement], &[destination()]).verdict, Verdict::Invalid);
    // No part of another policy: IAM takes a trust relationship as a whole.
    let trust = r#"{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}"#;
    for text in [trust.to_string(), format!("[{trust}]")] {
        assert_eq!(checked(&[&text], &[BuildCall::new("trust")]).verdict, Verdict::Invalid, "{text}");
    }
}

#[test]
fn each_of_several_output_buckets_is_needed() {
    let one = built(&destination());
    let both = destination().with(Text::Buckets, "acme-films");
    let checked = checked(&[&one], std::slice::from_ref(&both));
    assert_eq!(checked.verdict, Verdict::Insufficient);
    let addition = checked.addition.unwrap();
    let resources: Vec<&String> = addition.policy.statements.iter().flat_map(|one| &one.resources).collect();
    assert!(resources.iter().all(|resource| resource.contains(":::acme-films")), "{resources:?}");
    let text = addition.text;
    assert_eq!(support::checked(&[&one, &text], &[both]).verdict, Verdict::Sufficient, "{text}");
}

#[test]
fn a_bucket_that_is_one_of_several_is_not_taken_for_a_mistyped_one_of_remotions() {
    let statement = r#"{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::my-remotion-videos/*"}"#;
    let codes = |call: BuildCall| -> Vec<&str> {
        checked(&[&document(statement)], &[call]).findings.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(destination()), ["not-remotions-bucket"]);
    assert_eq!(codes(destination().with(Text::Buckets, "acme-films, my-remotion-videos")), [""; 0]);
    assert_eq!(codes(destination().with(Text::Buckets, "s3://my-remotion-videos/renders")), [""; 0]);
    assert_eq!(codes(destination().with(Text::Bucket, "arn:aws:s3:::my-remotion-videos")), [""; 0]);
}

#[test]
fn one_request_is_decided() {
    let policy = built(&BuildCall::new("destination").with(Text::Bucket, "my-videos"));
    let ask = |action: &str, resource: &str| {
        evaluate(&EvaluateCall {
            texts: vec![policy.clone()],
            action: action.into(),
            resource: resource.into(),
            ..EvaluateCall::default()
        })
    };
    assert_eq!(ask("s3:putobject", "arn:aws:s3:::my-videos/a.mp4"), "allowed");
    assert_eq!(ask("s3:PutObject", "arn:aws:s3:::my-videos"), "implicitDeny");
    assert_eq!(ask("s3:DeleteObject", "arn:aws:s3:::my-videos/a.mp4"), "implicitDeny");
}

#[test]
fn what_is_to_be_added_comes_in_the_form_asked_for() {
    let calls = [BuildCall::new("role").with(Text::Format, "terraform").with(Text::FunctionRole, "my-role")];
    let checked = checked(&["{\"Version\":\"2012-10-17\",\"Statement\":[]}"], &calls);
    let text = checked.addition.map(|addition| addition.text).unwrap_or_default();
    assert!(text.contains("resource \"aws_iam_role_policy\""), "{text}");
    assert!(text.contains("my-role") && text.contains("remotion-additions"), "{text}");
}

#[test]
fn what_is_attached_but_not_pasted_keeps_the_verdict_open() {
    let call = BuildCall::new("role");
    let details = format!(
        r#"{{"RoleDetailList":[{{"RoleName":"r","Arn":"arn:aws:iam::123456789012:role/r","RolePolicyList":[{{"PolicyName":"p","PolicyDocument":{}}}],"AttachedManagedPolicies":[{{"PolicyName":"m","PolicyArn":"arn:aws:iam::123456789012:policy/m"}}]}}]}}"#,
        built(&call)
    );
    let checked = checked(&[&details], &[call]);
    assert_eq!(checked.verdict, Verdict::Conditional, "{:?}", checked.findings);
    assert!(checked.findings.iter().any(|finding| finding.code == "attached-not-pasted"));
    assert!(checked.summary.contains("not all that is attached"), "{}", checked.summary);
}

#[test]
fn what_is_to_be_added_is_measured_against_the_quota_of_whom_it_goes_to() {
    let size = |call: BuildCall| checked(&[&document("")], &[call]).addition.unwrap().size;
    let user = size(BuildCall::new("user"));
    assert_eq!((user.limit, user.place), (2048, "all inline policies of a user together"));
    for call in [BuildCall::new("role"), destination(), BuildCall::new("user").with(Text::AttachTo, "role/deployer")] {
        let role = size(call);
        assert_eq!((role.limit, role.place), (10_240, "all inline policies of a role together"));
    }
    let caller = BuildCall::new("caller").with(Text::AttachTo, "user/ci");
    assert_eq!(size(caller).limit, 2048);
}

#[test]
fn what_is_to_be_added_takes_no_sid_that_is_taken() {
    let sids = |statements: &str| -> Vec<&str> {
        let addition = checked(&[&document(statements)], &[destination()]).addition.unwrap();
        addition.policy.statements.iter().map(|statement| statement.sid).collect()
    };
    assert_eq!(sids("")[0], "RemotionNeeds1");
    let taken = r#"{"Sid":"RemotionNeeds1","Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}"#;
    assert_eq!(sids(taken)[0], "RemotionNeeds2");
}

#[test]
fn a_request_is_left_open_where_a_text_cannot_be_read_unless_a_deny_settles_it() {
    let ask = |texts: &[&str]| {
        evaluate(&EvaluateCall {
            texts: texts.iter().map(|text| (*text).to_string()).collect(),
            action: "s3:GetObject".into(),
            resource: "arn:aws:s3:::my-videos/a".into(),
            ..EvaluateCall::default()
        })
    };
    let all = |effect: &str| document(&format!(r#"{{"Effect":"{effect}","Action":"s3:*","Resource":"*"}}"#));
    let (allow, deny, unread) = (all("Allow"), all("Deny"), "[".repeat(400));
    assert_eq!(ask(&[&allow]), "allowed");
    assert_eq!(ask(&[&document("")]), "implicitDeny");
    assert_eq!(ask(&[&allow, &unread]), "conditional");
    assert_eq!(ask(&[&document(""), &unread]), "conditional");
    assert_eq!(ask(&[&deny, &unread]), "explicitDeny");
}

#[test]
fn the_summary_counts_what_is_lacking_and_says_why() {
    let summary = |texts: &[&str], call: &BuildCall| checked(texts, std::slice::from_ref(call)).summary;
    let allow = |what: &str| document(&format!(r#"{{"Effect":"Allow","Action":{what},"Resource":"*"}}"#));
    let call = destination();
    assert_eq!(
        summary(&[&allow(r#""s3:PutObject""#)], &call),
        "Not enough: of the 2 permissions Remotion must have, 1 cannot be used."
    );
    let deny = document(r#"{"Effect":"Deny","Action":"s3:PutObjectAcl","Resource":"*"}"#);
    assert_eq!(
        summary(&[&allow(r#""s3:*""#), &deny], &call),
        "Not enough: of the 2 permissions Remotion must have, 1 cannot be used because of a Deny."
    );
    assert_eq!(
        summary(&[&deny], &call),
        "Not enough: of the 2 permissions Remotion must have, 2 cannot be used, 1 of them because of a Deny."
    );
    let enough = "Enough: all 2 permissions Remotion must have are allowed.";
    assert_eq!(summary(&[&allow(r#""s3:*""#)], &call), enough);
    assert_eq!(
        summary(&[&allow(r#"["s3:PutObject*", "s3:GetObject", "s3:ListBucket"]"#)], &call),
        format!("{enough} One more is not allowed, which is needed only in the case that is named below.")
    );
    assert_eq!(
        summary(&[&allow(r#""s3:PutObject*""#)], &call),
        format!("{enough} 3 more are not allowed, which are needed only in the cases that are named below.")
    );
    let conditional = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}"#;
    let caller = BuildCall::new("destination-caller").with(Text::Bucket, "my-videos").with_flag(Flag::Delete);
    assert_eq!(
        summary(&[&document(conditional)], &caller),
        "It depends: of the 1 permissions Remotion must have, 1 cannot be decided from what is pasted."
    );
}

#[test]
fn a_warning_neither_opens_the_verdict_nor_stands_in_the_way_of_merging() {
    let old = r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}"#;
    let lacking = checked(&[old], &[destination()]);
    let severities: Vec<Severity> = lacking.findings.iter().map(|finding| finding.severity).collect();
    assert!(!severities.is_empty() && !severities.contains(&Severity::Error), "{:?}", lacking.findings);
    assert!(lacking.merged.is_some());
    let whole = old.replace("s3:PutObject", "s3:*");
    assert_eq!(checked(&[&whole], &[destination()]).verdict, remotion_policy_builder::Verdict::Sufficient);
    let refused = old.replace("\"Resource\":\"*\"", "\"Resource\":\"*\",\"Colour\":\"red\"");
    let refused = checked(&[&refused], &[destination()]);
    assert!(refused.findings.iter().any(|finding| finding.severity == Severity::Error));
    assert!(refused.addition.is_some() && refused.merged.is_none(), "it has to be mended first");
}

#[test]
fn a_statement_next_to_its_bracket_is_followed_by_one_next_to_its_brace() {
    let text = "{\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": \"s3:GetObject\",\n    \"Resource\": \"*\"\n  }]\n}";
    let merged = checked(&[text], &[destination()]).merged.unwrap().text;
    assert!(merged.contains("\n  }, {\n    \"Sid\": \"RemotionNeeds1\",\n"), "{merged}");
}
