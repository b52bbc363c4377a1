//! `build()`, and parsing and `check()` as the pasted text grows, in bytes and in Statements. Each kind of text is also
//! read by serde_json, which decides nothing: the least that reading it can cost.

use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion, Throughput};
use remotion_policy_builder::{check, evaluate, CheckAnswer, CheckCall, EvaluateCall, Verdict};
use remotion_policy_builder_bench::{call, policy, text};
use std::hint::black_box;
use std::time::Duration;

const SIZES: [usize; 6] = [1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20];
/// Bytes of the texts that differ in how many Statements they are divided into.
const DIVIDED: usize = 64 << 10;
const STATEMENTS: [usize; 4] = [1, 10, 100, 500];

/// Each policy, and the longest of the forms, with what a reader types.
fn builds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    let typed = [("bucket", "acme-films"), ("region", "eu-central-1"), ("account-id", "123456789012")];
    for (policy, format) in [("user", "json"), ("role", "json"), ("destination", "json"), ("user", "pulumi")] {
        let call = call(&[&[("policy", policy), ("format", format)], &typed[..]].concat());
        group.throughput(Throughput::Bytes(text(&call).len() as u64));
        group.bench_function(BenchmarkId::new(policy, format), |bencher| {
            bencher.iter(|| remotion_policy_builder::build(black_box(&call)));
        });
    }
    group.finish();
}

fn texts(criterion: &mut Criterion, name: &str, texts: impl Iterator<Item = (usize, String)>) {
    let mut group = criterion.benchmark_group(name);
    for (parameter, text) in texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let checked = CheckCall {
            texts: vec![text.clone()],
            requirements: vec![call(&[("policy", "role"), ("region", "us-east-1")])],
            ..CheckCall::default()
        };
        let CheckAnswer::Checked(answer) = check(&checked) else { panic!("a call that is measured has no mistakes") };
        assert_eq!(answer.verdict, Verdict::Sufficient, "{name} {parameter}");
        let request = EvaluateCall {
            texts: vec![text.clone()],
            action: "s3:GetObject".into(),
            resource: "arn:aws:s3:::team-000000-a/b".into(),
            ..EvaluateCall::default()
        };
        assert_eq!(evaluate(&request), "allowed");
        group.bench_function(BenchmarkId::new("check", parameter), |bencher| {
            bencher.iter(|| check(black_box(&checked)));
        });
        group.bench_function(BenchmarkId::new("parse", parameter), |bencher| {
            bencher.iter(|| evaluate(black_box(&request)));
        });
        group.bench_function(BenchmarkId::new("serde_json", parameter), |bencher| {
            bencher.iter(|| serde_json::from_str::<serde_json::Value>(black_box(&text)));
        });
    }
    group.finish();
}

fn sizes(criterion: &mut Criterion) {
    texts(criterion, "sizes", SIZES.into_iter().map(|bytes| (bytes, policy(bytes, None))));
}

fn statements(criterion: &mut Criterion) {
    texts(criterion, "statements", STATEMENTS.into_iter().map(|count| (count, policy(DIVIDED, Some(count)))));
}

criterion_group! {
    name = growth;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800));
    targets = builds, sizes, statements
}
criterion_main!(growth);
