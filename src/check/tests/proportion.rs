//! Work in proportion to the text, whatever is in it.

use crate::work::counted;
use crate::{check, BuildCall, CheckAnswer, CheckCall, Text, Verdict};

fn policy(effect: &str, action: &str, key: &str, resource: &str, rest: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Action":{action},"{key}":{resource}{rest}}}]}}"#
    )
}

/// `count` different strings.
fn list(before: &str, after: &str, count: usize) -> String {
    let items = (0..count).map(|at| format!("\"{before}{at:06}{after}\""));
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn call(policy: &str, text: &str) -> CheckCall {
    let requirements = vec![BuildCall::new(policy).with(Text::Region, "us-east-1")];
    CheckCall { texts: vec![text.to_string()], requirements, merge: true, ..CheckCall::default() }
}

type Make = (&'static str, fn(usize) -> String);

/// Texts that grow with `n`, each of the kind that makes a naive matcher take the square of its length or worse.
const MAKERS: &[Make] = &[
    ("stars", |n| policy("Allow", "\"*\"", "Resource", &format!("\"arn:aws:s3:::{}b\"", "*a".repeat(n)), "")),
    ("stars that deny", |n| policy("Deny", "\"*\"", "Resource", &format!("\"arn:aws:s3:::{}b\"", "*a".repeat(n)), "")),
    ("stars without an ARN", |n| policy("Allow", "\"*\"", "Resource", &format!("\"{}b\"", "*a".repeat(n)), "")),
    ("question marks", |n| policy("Allow", "\"*\"", "Resource", &format!("\"arn:aws:s3:::{}b*\"", "?".repeat(n)), "")),
    ("both", |n| policy("Deny", "\"*\"", "Resource", &format!("\"arn:aws:s3:::{}b*\"", "*?".repeat(n)), "")),
    ("colons", |n| policy("Deny", "\"*\"", "Resource", &format!("\"arn:aws:s3:::{}b*\"", "*a:".repeat(n)), "")),
    ("many", |n| policy("Allow", "\"*\"", "Resource", &list("arn:aws:s3:::*", "*", n / 8), "")),
    ("many that deny", |n| policy("Deny", "\"*\"", "Resource", &list("arn:aws:s3:::*", "*", n / 8), "")),
    ("many for all services", |n| policy("Allow", "\"*\"", "Resource", &list("arn:aws:*", "*", n / 8), "")),
    ("many almost right", |n| {
        policy("Allow", "\"*\"", "Resource", &list("arn:aws:s3:::remotionlambda-", "/*", n / 8), "")
    }),
    ("many left out", |n| policy("Allow", "\"*\"", "NotResource", &list("arn:aws:s3:::*", "*", n / 8), "")),
    ("many variables", |n| policy("Allow", "\"*\"", "Resource", &list("arn:aws:s3:::${aws:", "}", n / 8), "")),
    ("different characters", |n| {
        let items =
            (0..n / 8).filter_map(|at| char::from_u32(0x4e00 + at as u32)).map(|c| format!("\"arn:aws:s3:::{c}*\""));
        policy("Allow", "\"*\"", "Resource", &format!("[{}]", items.collect::<Vec<_>>().join(",")), "")
    }),
    ("actions", |n| policy("Allow", &list("s3:*", "*", n / 8), "Resource", "\"arn:aws:s3:::*a\"", "")),
    ("one action", |n| policy("Allow", &format!("\"s3:{}b\"", "*t".repeat(n)), "Resource", "\"*\"", "")),
    ("condition keys", |n| {
        let items = (0..n / 8).map(|at| format!("\"aws:PrincipalTag/{at}\":\"x\""));
        let keys = items.collect::<Vec<_>>().join(",");
        policy("Allow", "\"*\"", "Resource", "\"*\"", &format!(r#","Condition":{{"StringEquals":{{{keys}}}}}"#))
    }),
    ("condition values", |n| {
        let values = list("*a*a*a*a", "", n / 8);
        policy(
            "Allow",
            "\"*\"",
            "Resource",
            "\"*\"",
            &format!(r#","Condition":{{"StringLike":{{"s3:x-amz-acl":{values}}}}}"#),
        )
    }),
    ("statements", |n| {
        let item = |at: usize| {
            let effect = if at % 2 == 0 { "Allow" } else { "Deny" };
            format!(r#"{{"Sid":"s{at}","Effect":"{effect}","Action":"*","Resource":"arn:aws:*:{at}*"}}"#)
        };
        format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, (0..n / 8).map(item).collect::<Vec<_>>().join(","))
    }),
    ("documents", |n| {
        (0..n / 8).map(|at| policy("Deny", "\"*\"", "Resource", &format!("\"arn:aws:*:{at}*\""), "")).collect()
    }),
];

/// What all walks of a check may look at together and each at least, of the user's 33 needs, a little rounded up.
const WALKS: usize = 1_900_000;

/// For reading the text and gathering what has a say. The worst kind takes 65.
const STEPS_A_BYTE: usize = 66;

#[test]
fn twice_the_text_is_about_twice_the_work() {
    for (name, make) in MAKERS {
        let steps = |text: &str| {
            let call = call("user", text);
            let steps = counted(|| {
                check(&call);
            });
            usize::try_from(steps).expect("no more than a machine can do")
        };
        let (short, long) = (make(8_000), make(16_000));
        let (small, large) = (steps(&short), steps(&long));
        assert!(small >= short.len(), "{name}: only {small} steps were counted");
        assert!(large <= small * 5 / 2, "{name}: {small} steps, then {large}");
        assert!(large <= WALKS + long.len() * STEPS_A_BYTE, "{name}: {large} steps for {} bytes", long.len());
    }
}

#[test]
fn what_is_too_long_to_look_at_is_left_open() {
    // Longer than may be looked at, and not enough.
    for key in ["Resource", "NotResource"] {
        for (effect, action) in [("Allow", "s3:*"), ("Deny", "servicequotas:*")] {
            let long = policy(effect, &format!("\"{action}\""), key, &list("*", "*x", 60_000), "");
            let CheckAnswer::Checked(checked) = check(&call("role", &long)) else { panic!("not checked") };
            assert_ne!(checked.verdict, Verdict::Sufficient, "{effect} {key}");
        }
        let long = policy("Allow", "\"s3:PutObject\"", key, &list("*", "*x", 60_000), "");
        let CheckAnswer::Checked(checked) = check(&call("role", &long)) else { panic!("not checked") };
        let put = checked.permissions.iter().find(|row| row.action == "s3:PutObject").expect("a row");
        assert_ne!(put.status.name(), "allowed", "{key}");
    }
}
