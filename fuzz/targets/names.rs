//! Any name, address or ARN: what is made of it is taken for the very same thing when it is typed.
//!
//! The first byte chooses the field, the rest is what is typed there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use remotion_policy_builder::{build, BuildAnswer, BuildCall, Text};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let typed = String::from_utf8_lossy(rest);
    let choices = [
        ("destination", Text::Bucket),
        ("destination-caller", Text::Bucket),
        ("render-call", Text::Bucket),
        ("destination", Text::KmsKeyArn),
        ("trust", Text::TrustedAccount),
        ("trust", Text::TrustedRole),
        ("caller", Text::FunctionName),
        ("caller", Text::RemotionBucket),
        ("caller", Text::Calls),
        ("user", Text::FunctionName),
        ("role", Text::RemotionBucket),
        ("user", Text::FunctionRole),
        ("caller", Text::Region),
    ];
    let (policy, field) = choices[usize::from(*choice) % choices.len()];
    let mut call = BuildCall::new(policy);
    if policy.starts_with("destination") {
        call = call.with(Text::Bucket, "my-videos");
    }
    if policy == "trust" {
        let service = if field == Text::TrustedRole { "role" } else { "account" };
        call = call
            .with(Text::Service, service)
            .with(Text::TrustedAccount, "123456789012")
            .with(Text::TrustedRole, "a-role");
    }
    let BuildAnswer::Built(once) = build(&call.clone().with(field, &typed)) else { return };
    // What came from the reader is marked, as it was understood.
    let typed_ranges = once.marked.ranges.iter().filter(|one| !one.is_stand_in);
    let mut understood: Vec<&str> = typed_ranges.filter_map(|one| once.marked.text.get(one.range.clone())).collect();
    understood.dedup();
    let [name] = understood.as_slice() else { return };
    // A bucket can be called like a host of S3, and that name, typed again, is an address without a bucket.
    if name.contains("amazonaws.com") {
        return;
    }
    if field == Text::TrustedRole || field == Text::KmsKeyArn || name.contains("${") {
        // A role's path and account, and an escaped prefix, are marked in parts of their own.
        return;
    }
    if field == Text::FunctionName && typed.trim().ends_with('*') {
        // How names begin is marked without the star.
        return;
    }
    // An address tells its partition, a name alone does not; and in China another region stands in for the reader's.
    if policy == "render-call" && once.marked.text.contains("'cn-north-1'") {
        return;
    }
    if once.marked.text.contains("arn:aws-cn:") && field != Text::Region {
        call = call.with(Text::Region, "cn-north-1");
    }
    match build(&call.with(field, name)) {
        BuildAnswer::Built(twice) => assert_eq!(once.marked.text, twice.marked.text, "{typed:?} {name:?}"),
        BuildAnswer::Refused(problems) => panic!("{typed:?} gives {name:?}, which is refused: {problems:?}"),
    }
});
