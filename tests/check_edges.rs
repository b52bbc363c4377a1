//! The check where it changes its answer, as far as no other test looks there. What `cargo xtask mutants` found.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{
    check, compare, evaluate, BuildCall, Change, CheckAnswer, CheckCall, Checked, CompareAnswer, CompareCall,
    EvaluateCall, Flag, Severity, Text,
};

fn checked(texts: &[&str], requirements: &[BuildCall]) -> Checked {
    let texts = texts.iter().map(|text| (*text).to_string()).collect();
    let call = CheckCall { texts, requirements: requirements.to_vec(), merge: true, ..CheckCall::default() };
    match check(&call) {
        CheckAnswer::Checked(checked) => checked,
        CheckAnswer::Refused(problems) => panic!("{problems:?}"),
    }
}

fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

fn destination() -> BuildCall {
    BuildCall::new("destination").with(Text::Bucket, "my-videos")
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
fn what_two_policies_need_is_needed_as_much_as_the_one_that_needs_it_more() {
    let level = |calls: &[BuildCall]| {
        let rows = checked(&[&document("")], calls).permissions;
        let levels: Vec<&str> =
            rows.iter().filter(|row| row.action == "s3:GetObject").map(|row| row.level.name()).collect();
        assert_eq!(levels.len(), 1, "{rows:?}");
        levels[0]
    };
    let (should, must) = (destination(), destination().with(Text::Version, "4.0.522").with_flag(Flag::WriteOnly));
    assert_eq!(level(std::slice::from_ref(&should)), "case");
    assert_eq!(level(std::slice::from_ref(&must)), "must");
    assert_eq!(level(&[should.clone(), should.clone()]), "case");
    assert_eq!(level(&[should.clone(), must.clone()]), "must");
    assert_eq!(level(&[must, should]), "must");
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
fn what_two_versions_leave_in_doubt_is_said_once_for_both_and_once_each_otherwise() {
    let notes = |from: &str, to: &str| {
        let call = CompareCall { call: BuildCall::new("user"), from: Some(from.into()), to: Some(to.into()) };
        let CompareAnswer::Compared(compared) = compare(&call) else { panic!("refused") };
        compared.notes.into_iter().map(|note| note.code).collect::<Vec<_>>()
    };
    assert_eq!(notes("4.0.500", "4.0.500"), [""; 0]);
    assert_eq!(notes("4.0.60000", "4.0.60000"), ["version-newer"]);
    assert_eq!(notes("4.0.60000", "4.0.60001"), ["version-newer", "version-newer"]);
    assert_eq!(notes("4.0.500", "4.0.60001"), ["version-newer"]);
}

#[test]
fn an_example_of_what_is_missing_looks_like_a_real_resource() {
    let example = |call: BuildCall, action: &str| {
        let rows = checked(&[&document("")], &[call]).permissions;
        rows.into_iter().find(|row| row.action == action).and_then(|row| row.example).unwrap_or_default()
    };
    for (policy, action, resource) in [
        ("user", "lambda:GetFunction", "arn:aws:lambda:us-east-1:123456789012:function:remotion-render-example"),
        ("user", "lambda:GetLayerVersion", "arn:aws:lambda:us-east-1:678892195805:layer:remotion-binaries-example:1"),
        ("user", "iam:SimulatePrincipalPolicy", "arn:aws:iam::123456789012:user/example"),
        (
            "user",
            "servicequotas:RequestServiceQuotaIncrease",
            "arn:aws:servicequotas:us-east-1:123456789012:lambda/example",
        ),
        (
            "role",
            "logs:PutLogEvents",
            "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/remotion-render-example:log-stream:example",
        ),
        ("role", "s3:ListAllMyBuckets", "*"),
    ] {
        assert_eq!(example(BuildCall::new(policy), action), resource);
    }
    let china = BuildCall::new("user").with(Text::Region, "cn-north-1");
    assert_eq!(
        example(china, "lambda:GetFunction"),
        "arn:aws-cn:lambda:cn-north-1:123456789012:function:remotion-render-example"
    );
}

#[test]
fn patterns_too_many_to_decide_are_never_called_enough_and_never_called_missing() {
    let pattern = |at| format!("\"arn:aws:s3:::*{}b{}*c\"", "?".repeat(at), "?".repeat(40));
    let patterns = (0..40).map(pattern).collect::<Vec<_>>().join(",");
    let text = document(&format!(r#"{{"Effect":"Allow","Action":"s3:PutObject","Resource":[{patterns}]}}"#));
    let checked = checked(&[&text], &[destination()]);
    let row = checked.permissions.iter().find(|row| row.action == "s3:PutObject").unwrap();
    assert_eq!((row.status.name(), &row.example), ("conditional", &None));
}

/// `action: case` of what is needed in a case only, and `action` alone of what nothing uses; each once.
fn not_always(call: &BuildCall) -> String {
    let mut lines: Vec<String> = Vec::new();
    for row in checked(&[&document("")], std::slice::from_ref(call)).permissions {
        assert_eq!(row.needed_for.is_some(), row.level.name() == "case", "{row:?}");
        let line = match row.level.name() {
            "must" => continue,
            _ => format!("{}: {}", row.action, row.needed_for.unwrap_or("nothing")),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[test]
fn what_is_not_always_needed_names_its_case() {
    let calls = [
        BuildCall::new("user"),
        BuildCall::new("user").with(Text::Version, "3.0.0"),
        BuildCall::new("role"),
        BuildCall::new("role").with(Text::Version, "4.0.522"),
        BuildCall::new("caller"),
        BuildCall::new("caller").with_flag(Flag::Delete).with_flag(Flag::ForceBucketName),
        destination().with(Text::KeyPrefix, "final"),
        destination().with_flag(Flag::WriteOnly),
        destination().with(Text::Version, "4.0.522"),
        BuildCall::new("destination-caller").with(Text::Bucket, "my-videos").with_flag(Flag::Download),
    ];
    let all: Vec<String> = calls.iter().map(not_always).collect();
    expect_test::expect![[r#"
        servicequotas:GetServiceQuota: `npx remotion lambda quotas`
        servicequotas:GetAWSDefaultServiceQuota: `npx remotion lambda quotas`
        servicequotas:RequestServiceQuotaIncrease: `npx remotion lambda quotas`
        servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota: `npx remotion lambda quotas`
        iam:SimulatePrincipalPolicy: `npx remotion lambda policies validate`
        s3:PutBucketPolicy: a new bucket that nobody else can list
        s3:PutLifecycleConfiguration: `enableFolderExpiry`, and `npx remotion lambda sites rm` and `rmall`
        lambda:DeleteFunction: `deleteFunction()`, and `npx remotion lambda functions rm` and `rmall`
        lambda:PutRuntimeManagementConfig: a fixed runtime version
        lambda:TagResource: tags on functions
        lambda:GetLayerVersion: Lambda Insights
        s3:DeleteBucket: nothing
        lambda:InvokeAsync: nothing

        servicequotas:GetServiceQuota: `npx remotion lambda quotas`
        servicequotas:GetAWSDefaultServiceQuota: `npx remotion lambda quotas`
        servicequotas:RequestServiceQuotaIncrease: `npx remotion lambda quotas`
        servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota: `npx remotion lambda quotas`
        iam:GetUser: `npx remotion lambda policies validate`
        iam:SimulatePrincipalPolicy: `npx remotion lambda policies validate`
        lambda:DeleteFunction: `deleteFunction()`, and `npx remotion lambda functions rm` and `rmall`
        s3:DeleteBucket: nothing
        lambda:InvokeAsync: nothing

        s3:CreateBucket: a region that has no Remotion bucket yet, but it is not enough there
        s3:ListBucket: `enableCancellation`, and to tell a missing file from a denied one
        s3:PutBucketAcl: a region that has no Remotion bucket yet, but it is not enough there
        s3:DeleteObject: `renderStillOnLambda()` with large input props
        s3:GetBucketLocation: Remotion buckets made before December 2022
        logs:CreateLogGroup: Lambda Insights
        logs:CreateLogStream: logs in CloudWatch
        logs:CreateLogStream: Lambda Insights
        logs:PutLogEvents: logs in CloudWatch
        logs:PutLogEvents: Lambda Insights

        s3:CreateBucket: a region that has no Remotion bucket yet, but it is not enough there
        s3:PutBucketAcl: a region that has no Remotion bucket yet, but it is not enough there
        s3:DeleteObject: `renderStillOnLambda()` with large input props
        s3:GetBucketLocation: Remotion buckets made before December 2022
        logs:CreateLogGroup: Lambda Insights
        logs:CreateLogStream: logs in CloudWatch
        logs:CreateLogStream: Lambda Insights
        logs:PutLogEvents: logs in CloudWatch
        logs:PutLogEvents: Lambda Insights

        s3:GetObject: `cancelRenderOnLambda()`, `downloadMedia()`, and `getRenderProgress()` with `skipLambdaInvocation`
        s3:PutObject: `cancelRenderOnLambda()`, and input props over about 194 KB (stills: 5 MB)
        s3:PutObjectAcl: `cancelRenderOnLambda()`, and input props over about 194 KB (stills: 5 MB)
        s3:ListAllMyBuckets: input props over about 194 KB (stills: 5 MB)
        s3:GetBucketLocation: large input props, with a Remotion bucket made before December 2022

        s3:PutObject: `cancelRenderOnLambda()`, and input props over about 194 KB (stills: 5 MB)
        s3:PutObjectAcl: `cancelRenderOnLambda()`, and input props over about 194 KB (stills: 5 MB)

        s3:PutObject: files from `<Artifact>`, which are outside the key prefix
        s3:PutObjectAcl: files from `<Artifact>`, which are outside the key prefix
        s3:GetObject: an early error when the output file already exists
        s3:AbortMultipartUpload: cleaning up after a failed upload
        s3:ListBucket: an early error when the output file already exists
        s3:GetObject: nothing

        s3:AbortMultipartUpload: cleaning up after a failed upload

        s3:AbortMultipartUpload: cleaning up after a failed upload


    "#]]
    .assert_eq(&(all.join("\n\n") + "\n"));
}

#[test]
fn remotions_own_layers_are_needed_and_those_of_insights_only_with_it() {
    let layers = checked(&[&document("")], &[BuildCall::new("user")]).permissions;
    let layers: Vec<(&str, bool)> = layers
        .iter()
        .filter(|row| row.action == "lambda:GetLayerVersion")
        .map(|row| (row.level.name(), row.resource.contains("LambdaInsights")))
        .collect();
    assert_eq!(layers, [("must", false), ("case", true)]);
}

/// The row of an action where all is allowed on a condition: its status, and why each condition was decided.
fn on_condition(call: &BuildCall, action: &str, condition: &str) -> (&'static str, Vec<&'static str>) {
    let allow = format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#);
    let rows = checked(&[&document(&allow)], std::slice::from_ref(call)).permissions;
    let row = rows.iter().find(|row| row.action == action).unwrap();
    (row.status.name(), row.decided_conditions.iter().map(|decided| decided.why).collect())
}

#[test]
fn requests_that_aws_makes_for_remotion_need_not_be_over_https() {
    let condition = r#"{"Bool":{"aws:SecureTransport":"true"}}"#;
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    for (call, action, status) in [
        (BuildCall::new("role"), "logs:PutLogEvents", "conditional"),
        (BuildCall::new("role"), "s3:PutObject", "allowed"),
        (BuildCall::new("user"), "logs:CreateLogGroup", "allowed"),
        (destination().with(Text::KmsKeyArn, key), "kms:GenerateDataKey", "conditional"),
        (destination().with(Text::KmsKeyArn, key), "s3:PutObject", "allowed"),
    ] {
        assert_eq!(on_condition(&call, action, condition).0, status, "{action}");
    }
}

#[test]
fn a_condition_on_the_acl_is_decided_by_the_privacy() {
    let no_acl = destination().with(Text::Privacy, "no-acl");
    assert_eq!(
        on_condition(&no_acl, "s3:PutObject", r#"{"Null":{"s3:x-amz-acl":"true"}}"#),
        ("allowed", vec!["With the privacy you chose, Remotion sends no ACL."])
    );
    let public = r#"{"StringEquals":{"s3:x-amz-acl":"public-read"}}"#;
    assert_eq!(
        on_condition(&destination(), "s3:PutObjectAcl", public),
        ("allowed", vec!["Remotion sends the ACL of the privacy you chose."])
    );
    assert_eq!(on_condition(&destination(), "s3:PutObject", public), ("conditional", vec![]));
    let if_exists = r#"{"StringEqualsIfExists":{"s3:x-amz-acl":"public-read"}}"#;
    let (status, why) = on_condition(&destination(), "s3:PutObject", if_exists);
    assert_eq!((status, why.len()), ("allowed", 1));
    assert!(why[0].contains("not with the parts"), "{why:?}");
}

#[test]
fn only_outside_china_is_it_known_through_which_service_a_key_is_used() {
    let key = |arn: &str| destination().with(Text::KmsKeyArn, arn);
    let commercial = key("arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    let china = key("arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    let via = |service: &str| format!(r#"{{"StringEquals":{{"kms:ViaService":"{service}"}}}}"#);
    assert_eq!(on_condition(&commercial, "kms:Decrypt", &via("s3.us-east-1.amazonaws.com")).0, "allowed");
    assert_eq!(on_condition(&commercial, "kms:Decrypt", &via("s3.eu-west-1.amazonaws.com")).0, "missing");
    assert_eq!(on_condition(&commercial, "s3:PutObject", &via("s3.us-east-1.amazonaws.com")).0, "conditional");
    assert_eq!(on_condition(&china, "kms:Decrypt", &via("s3.cn-north-1.amazonaws.com")).0, "conditional");
}

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
fn a_statement_next_to_its_bracket_is_followed_by_one_next_to_its_brace() {
    let text = "{\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": \"s3:GetObject\",\n    \"Resource\": \"*\"\n  }]\n}";
    let merged = checked(&[text], &[destination()]).merged.unwrap().text;
    assert!(merged.contains("\n  }, {\n    \"Sid\": \"RemotionNeeds1\",\n"), "{merged}");
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

/// What came and went between the first version and 4.0.527, with the first words of each reason.
#[test]
fn every_action_that_came_or_went_has_a_reason_of_its_own() {
    let to = Some("4.0.527".into());
    let call = CompareCall { call: BuildCall::new("user"), from: Some("3.0.0".into()), to };
    let CompareAnswer::Compared(compared) = compare(&call) else { panic!("refused") };
    let lines = |changes: &[Change]| {
        let line = |change: &Change| {
            let words: Vec<&str> = change.reason.unwrap_or("no reason").split(' ').take(5).collect();
            format!("{} {}: {}", change.action, change.resource, words.join(" "))
        };
        changes.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    expect_test::expect![[r#"
        s3:PutBucketOwnershipControls arn:aws:s3:::remotionlambda-*: Enables ACLs in a new
        s3:PutBucketPublicAccessBlock arn:aws:s3:::remotionlambda-*: Turns off Block Public Access
        s3:PutBucketPolicy arn:aws:s3:::remotionlambda-*: Lets anyone read the files
        s3:PutLifecycleConfiguration arn:aws:s3:::remotionlambda-*: Sets or removes the lifecycle
        lambda:PutRuntimeManagementConfig arn:aws:lambda:*:*:function:remotion-render-*: Fixes the runtime version of
        lambda:TagResource arn:aws:lambda:*:*:function:remotion-render-*: Tags the functions it deploys.
        lambda:GetLayerVersion arn:aws:lambda:*:580247275435:layer:LambdaInsightsExtension*: Attaches AWS’s layer of Lambda

        iam:GetUser arn:aws:iam::*:user/${aws:username}: Older versions looked up which
        s3:PutBucketWebsite arn:aws:s3:::remotionlambda-*: Older versions used S3’s website
        s3:DeleteBucketWebsite arn:aws:s3:::remotionlambda-*: Older versions used S3’s website
    "#]].assert_eq(&format!("{}\n\n{}\n", lines(&compared.added), lines(&compared.removed)));
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

#[test]
fn a_boundary_holds_back_only_what_the_policies_allow() {
    let allow = |actions: &str, role: &str| {
        let all = format!(r#"{{"Effect":"Allow","Action":"{actions}","Resource":"*"}}"#);
        let role = format!(r#"{{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:role/{role}"}}"#);
        document(&[all, role].join(","))
    };
    let call = CheckCall {
        texts: vec![allow("lambda:*", "one")],
        boundary: vec![allow("s3:*", "another")],
        requirements: vec![BuildCall::new("user")],
        ..CheckCall::default()
    };
    let CheckAnswer::Checked(checked) = check(&call) else { panic!("inputs are wrong") };
    for (action, bounded) in [("lambda:GetFunction", true), ("s3:CreateBucket", false), ("iam:PassRole", false)] {
        let row = checked.permissions.iter().find(|row| row.action == action).unwrap();
        assert_eq!((row.status.name(), row.blocked_by_boundary), ("missing", bounded), "{action}");
    }
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
