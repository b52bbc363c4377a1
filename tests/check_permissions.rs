//! What is needed: how much, on which resources, and what each permission is called.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{BuildCall, CheckCall, Flag, Text};
use support::{check_call, checked, destination, document};

mod support;

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
        BuildCall::new("caller").with(Text::Calls, "deployFunction, getOrCreateBucket, getSites"),
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



        lambda:PutRuntimeManagementConfig: a fixed runtime version
        lambda:TagResource: tags on functions
        s3:GetObject: the version of each site, and `compatibleOnly`
        s3:PutBucketPolicy: a new bucket that nobody else can list
        s3:GetBucketLocation: Remotion buckets made before December 2022

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
    let checked = check_call(&call);
    for (action, bounded) in [("lambda:GetFunction", true), ("s3:CreateBucket", false), ("iam:PassRole", false)] {
        let row = checked.permissions.iter().find(|row| row.action == action).unwrap();
        assert_eq!((row.status.name(), row.blocked_by_boundary), ("missing", bounded), "{action}");
    }
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
