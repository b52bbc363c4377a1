//! What holds for any text: a sentence that was composed is read back whatever is around it, nothing panics, places lie
//! in the text, and work grows with its length.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "a test may fail"
)]

use super::{explain, Cause, Denial, ExplainAnswer, ExplainCall};
use crate::work::counted;
use crate::{build, BuildAnswer};
use proptest::prelude::*;
use proptest::sample::select;

fn denials(text: &str) -> Vec<Denial> {
    let call = ExplainCall { text: text.to_string(), ..ExplainCall::default() };
    let ExplainAnswer::Explained { denials, unread } = explain(&call) else { panic!("there is no setup") };
    let length = text.encode_utf16().count();
    for range in denials.iter().map(|denial| denial.range).chain(unread) {
        assert!(range.start <= range.end && range.end <= length, "{range:?} of {length}");
    }
    denials
}

/// A sentence, and what was put into it.
#[derive(Debug, Clone)]
struct Sentence {
    principal: String,
    name: String,
    action: String,
    resource: Option<String>,
    quoted: bool,
    cause: Cause,
    explicit: bool,
    policy_arn: Option<String>,
    reason: String,
}

impl Sentence {
    fn text(&self) -> String {
        let mut text = format!("User: {} is not authorized to perform: {}", self.principal, self.action);
        if let Some(resource) = &self.resource {
            let quote = if self.quoted { "\"" } else { "" };
            text.push_str(&format!(" on resource: {quote}{resource}{quote}"));
        }
        text.push_str(&self.reason);
        text
    }
}

fn sentence() -> impl Strategy<Value = Sentence> {
    let name = "[A-Za-z][A-Za-z0-9_+=,.@-]{0,30}[A-Za-z0-9]";
    let principal = (select(vec!["aws", "aws-cn", "aws-us-gov"]), "[0-9]{12}", 0..4, name, name).prop_map(
        |(partition, account, kind, name, session)| {
            let arn = match kind {
                0 => format!("arn:{partition}:iam::{account}:user/{name}"),
                1 => format!("arn:{partition}:iam::{account}:user/team/{name}"),
                2 => format!("arn:{partition}:iam::{account}:role/{name}"),
                _ => format!("arn:{partition}:sts::{account}:assumed-role/{name}/{session}"),
            };
            (arn, name)
        },
    );
    let action =
        select(vec!["s3:PutObject", "lambda:InvokeFunction", "kms:Decrypt", "dynamodb:PutItem", "iam:PassRole"]);
    let resource = prop_oneof![
        Just(None),
        "arn:aws:lambda:[a-z]{2}-east-1:[0-9]{12}:function:[a-z0-9-]{1,60}[a-z0-9]".prop_map(|arn| Some((arn, false))),
        "arn:aws:s3:::[a-z0-9-]{3,20}/[a-z0-9/_(]{0,40}[a-z0-9]( [a-z0-9]{1,9}){0,3}[.]mp4"
            .prop_map(|arn| Some((arn, true))),
    ];
    let types = select(vec![
        ("an identity-based policy", Cause::IdentityPolicy),
        ("a permissions boundary", Cause::PermissionsBoundary),
        ("a session policy", Cause::SessionPolicy),
        ("a service control policy", Cause::ServiceControlPolicy),
        ("a resource control policy", Cause::ResourceControlPolicy),
        ("a VPC endpoint policy", Cause::VpcEndpointPolicy),
        ("a nebulous policy", Cause::Unknown),
    ]);
    let arn = prop_oneof![Just(None), "arn:aws:iam::[0-9]{12}:policy/[a-z]{1,20}".prop_map(Some)];
    (principal, action, resource, types, 0..3, arn).prop_map(
        |((principal, name), action, resource, (kind, cause), how, arn)| {
            let (article, bare) = kind.split_once(' ').unwrap();
            let arn = arn.filter(|_| how == 1 && cause != Cause::Unknown);
            let denier = arn.as_ref().map(|arn| format!(": {arn}")).unwrap_or_default();
            let (reason, cause) = match how {
                0 => (format!(" because no {bare} allows the {action} action"), cause),
                1 => (format!(" with an explicit deny in {article} {bare}{denier}"), cause),
                _ => (String::new(), Cause::Unknown),
            };
            let (resource, quoted) = resource.map_or((None, false), |(arn, quoted)| (Some(arn), quoted));
            Sentence {
                principal,
                name,
                action: action.into(),
                resource,
                quoted,
                cause,
                explicit: how == 1,
                policy_arn: arn,
                reason,
            }
        },
    )
}

/// Breaks a text into lines, between words or anywhere, each begun by `gutter`.
fn broken(text: &str, width: usize, gutter: &str, anywhere: bool) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    if anywhere {
        let characters: Vec<char> = text.chars().collect();
        lines = characters.chunks(width).map(|chunk| chunk.iter().collect()).collect();
    } else {
        for word in text.split(' ') {
            if lines.last().unwrap().len() + word.len() > width {
                lines.push(String::new());
            }
            let last = lines.last_mut().unwrap();
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.iter().map(|line| format!("{gutter}{line}\n")).collect()
}

fn wrapped(sentence: &Sentence, how: usize, width: usize) -> String {
    let text = sentence.text();
    let json = serde_json::to_string(&text).unwrap();
    // A key with spaces may have lost one where a line was broken.
    let breakable = !sentence.quoted;
    // Without words after it, nothing shows that a broken name goes on.
    let anywhere = breakable && !sentence.reason.is_empty() && sentence.policy_arn.is_none();
    match how {
        0 => format!("AccessDenied: {text}\n    at x (/var/task/index.js:1:1)"),
        1 => format!("An error occurred (AccessDenied) when calling the X operation: {text}"),
        2 => format!("operation error S3: X, https response error StatusCode: 403, api error AccessDenied: {text}"),
        3 => format!("{{\"errorType\":\"AccessDenied\",\"errorMessage\":{json},\"trace\":[{json}]}}"),
        4 => serde_json::to_string(&format!("{{\"message\":{json}}}")).unwrap(),
        5 => format!("<Error><Message>{}</Message></Error>", text.replace('"', "&quot;")),
        6 => format!("Resource handler returned message: \"{text} (Service: S3, Status Code: 403)\" (RequestToken: 0)"),
        7 => format!("\u{1b}[31mError\u{1b}[0m: \u{1b}[1m{text}\u{1b}[22m\n"),
        8 if breakable => broken(&text, width, "│ ", false),
        9 if anywhere => broken(&text, width, "", true),
        10 if anywhere => broken(&text, width, "│ ", true),
        11 => format!("{text}\nretry\n{text}\n"),
        12 => text.replace('"', "\\\""),
        _ => text,
    }
}

proptest! {
    #[test]
    fn a_sentence_is_read_back_whatever_is_around_it(sentence in sentence(), how in 0..14usize, width in 40..90usize) {
        let text = wrapped(&sentence, how, width);
        let denials = denials(&text);
        prop_assert_eq!(denials.len(), 1, "{}", text);
        let denial = &denials[0];
        let principal = denial.principal.as_ref().unwrap();
        prop_assert_eq!(principal.arn.as_ref(), Some(&sentence.principal), "{}", text);
        prop_assert_eq!(principal.name.as_ref(), Some(&sentence.name), "{}", text);
        prop_assert_eq!(denial.action.as_ref(), Some(&sentence.action), "{}", text);
        prop_assert_eq!(denial.resource.as_ref(), sentence.resource.as_ref(), "{}", text);
        prop_assert_eq!(denial.explicit, sentence.explicit, "{}", text);
        prop_assert_eq!(denial.policy_arn.as_ref(), sentence.policy_arn.as_ref(), "{}", text);
        prop_assert_eq!(denial.cause, sentence.cause, "{}", text);
        let helps = !denial.policies.is_empty() || denial.addition.is_some();
        let may = matches!(sentence.cause, Cause::IdentityPolicy) || sentence.reason.is_empty();
        prop_assert!(!helps || may && !sentence.explicit, "{:?}", denial);
        for policy in &denial.policies {
            prop_assert!(matches!(build(policy), BuildAnswer::Built(_)), "{:?}", policy);
        }
    }

    #[test]
    fn any_text_is_read_without_panic_and_every_place_lies_in_it(
        parts in prop::collection::vec(prop_oneof![
            select(vec![
                "User: ", "arn:aws:iam::123456789012:user/x", " is not authorized to perform", ": ", "s3:PutObject",
                " on resource: ", "\"", "because no ", "identity-based policy", " allows the ", " action", "with an explicit deny in ",
                "a ", "Access Denied", "AccessDenied", "\\", "\\\"", "\\u00e9", "&quot;", "&amp;", "\u{1b}[", "[31m", "│", "|", ">",
                "{", "}", "\"errorCode\":\"AccessDenied\"", "\"explicitDeny\":", "\"bucketName\":\"a", "Unable to access item \"",
                "\n", "\r\n", " ", "é", "𝒳", "\u{200b}", "%20not%20authorized", "%", "arn%3Aaws", "#/authorization-details/",
                "Encoded authorization failure message: ", "when calling the ", "operation error S3: ", "Command", "3 | ",
            ]).prop_map(str::to_string),
            any::<String>(),
        ], 0..40)
    ) {
        denials(&parts.concat());
    }
}

#[test]
fn names_that_are_none_reach_no_command_and_no_policy() {
    for name in ["$(touch x)", "a;b", "a b", "`id`", "a\nb", "a|b", "é"] {
        let role = format!("arn:aws:sts::123456789012:assumed-role/{name}/s");
        let bucket = format!("\"arn:aws:s3:::{name}/a.mp4\"");
        for text in [
            format!("User: {role} is not authorized to perform: lambda:InvokeFunction because no identity-based policy allows the lambda:InvokeFunction action"),
            format!("User: arn:aws:iam::123456789012:user/x is not authorized to perform: iam:PassRole on resource: \"arn:aws:iam::123456789012:role/{name}\" because no identity-based policy allows the iam:PassRole action"),
            format!("User: arn:aws:iam::123456789012:user/x is not authorized to perform: s3:GetObject on resource: {bucket} with an explicit deny in a resource-based policy"),
        ] {
            for denial in denials(&text) {
                for step in &denial.steps {
                    for command in step.split('`').filter(|part| part.starts_with("aws ")) {
                        assert!(!command.contains(name), "{command}");
                    }
                }
                assert!(!format!("{:?} {:?}", denial.policies, denial.addition).contains(name), "{name}: {denial:?}");
            }
        }
    }
}

#[test]
fn a_sentence_may_not_end_its_quotation() {
    let text = "User: arn:aws:iam::123456789012:user/x is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::a`b/c\"";
    let denial = &denials(text)[0];
    assert_eq!(denial.resource.as_deref(), Some("arn:aws:s3:::a`b/c"));
    assert!(denial.message.contains("`arn:aws:s3:::a b/c`"), "{}", denial.message);
}

#[test]
fn work_grows_with_the_text_whatever_is_in_it() {
    // A text that is always the same has 400 bytes after it looked through, twice: 41 steps a byte.
    const STEPS_A_BYTE: u64 = 64;
    let sentence = "User: arn:aws:iam::123456789012:user/x is not authorized to perform: s3:PutObject on resource: ";
    for part in [
        "x",
        " ",
        "\n",
        "{",
        "{\"errorCode\":\"AccessDenied\",",
        "\\",
        "&amp;",
        "[31m",
        "\"",
        "user:",
        "User: a is not authorized to perform",
        "not authorized to perform",
        "Access Denied ",
        "AccessDenied",
        "because no ",
        "\"errorCode\":",
        "Command",
        "when calling the ",
        "operation error ",
        "bucket owner mismatch ",
        "a\nb",
        "arn:aws:s3:::a/\n",
        sentence,
        "Unable to access item \"a\" ",
        "│",
        "Encoded authorization failure message",
        "#/authorization-details/a",
    ] {
        for size in [20_000, 80_000] {
            let text = part.repeat(size / part.len());
            let steps = counted(|| drop(denials(&text)));
            assert!(steps < STEPS_A_BYTE * size as u64, "{part:?}: {} steps a byte", steps / size as u64);
        }
    }
}
