//! Two versions of a policy: what came, what went, and what is in doubt.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{compare, BuildCall, Change, CompareAnswer, CompareCall};

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
