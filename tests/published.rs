//! The page's own text wins: a policy from the future, as the page around an element states it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use expect_test::expect_file;
use remotion_policy_builder::{build, compare, releases, BuildCall, CheckCall, CompareAnswer, CompareCall, Text};
use std::path::PathBuf;
use support::{built, check_call};

mod support;

/// New actions, a new statement and resource, changed Sids, a Condition, elements nobody has heard of, single values for
/// lists of one, and another layout than Remotion's.
const FUTURE: &str = include_str!("published/user.json");

const FORMS: [(&str, &str); 6] = [
    ("aws-cli", "sh"),
    ("aws-cli-powershell", "ps1"),
    ("cloudformation", "yaml"),
    ("terraform", "tf"),
    ("cdk", "cdk.ts"),
    ("pulumi", "pulumi.ts"),
];

fn stated(policy: &str, text: &str) -> BuildCall {
    BuildCall::new(policy).with(Text::Version, "99.0.0").with(Text::PublishedPolicy, text)
}

fn wins(call: &BuildCall) -> bool {
    let built = built(call);
    let noted = built.notes.iter().any(|note| note.code == "version-published");
    assert_eq!(built.version == "99.0.0", noted);
    noted
}

#[test]
fn it_is_the_json_form_byte_for_byte() {
    for text in [FUTURE.to_string(), FUTURE.replace('\n', "\r\n\t"), FUTURE.replace('\n', " ")] {
        let built = built(&stated("user", &["\n  ", &text, "\n"].concat()));
        assert_eq!(built.marked.text, text.trim());
        assert_eq!(built.version, "99.0.0");
        assert!(!built.notes.iter().any(|note| note.code == "version-newer"));
    }
}

#[test]
fn every_form_is_exactly_this() {
    for (format, ending) in FORMS {
        let built = built(&stated("user", FUTURE).with(Text::Format, format));
        let name = format!("tests/published/user.{ending}");
        expect_file![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)].assert_eq(&built.marked.text);
    }
}

#[test]
fn a_text_that_remotion_prints_already_is_printed_as_ever() {
    // So that the two ways to a form can never part.
    for policy in ["user", "role"] {
        let known = built(&BuildCall::new(policy));
        for (format, _) in FORMS {
            let tail = |call: BuildCall| {
                let text = built(&call.with(Text::Format, format)).marked.text;
                text.split_once("\n").unwrap().1.replace(
                    "For Remotion 99.0.0, as the page that this comes from states it.",
                    &format!("For Remotion {}, from data of {}.", releases().newest, releases().published),
                )
            };
            let ours = BuildCall::new(policy).with(Text::Version, &releases().newest);
            let (ours, theirs) = (tail(ours), tail(stated(policy, &known.marked.text)));
            let without_first = |text: &str| text.split_once("For ").unwrap().1.to_string();
            assert_eq!(ours.len(), theirs.len(), "{format}");
            assert_eq!(without_first(&ours), without_first(&theirs), "{format}");
        }
        assert_eq!(built(&stated(policy, &known.marked.text)).reasons, known.reasons);
    }
}

#[test]
fn what_is_known_says_why_and_the_rest_shows_without_a_reason() {
    let reasons = built(&stated("user", FUTURE)).reasons;
    let has = |sid: &str, action: &str| {
        let found = reasons.iter().find(|reason| (reason.sid, reason.action) == (sid, action));
        found.unwrap_or_else(|| panic!("{sid} {action}")).reason.is_some()
    };
    assert!(has("Quotas2", "servicequotas:GetServiceQuota"));
    assert!(has("LambdaInvokation", "iam:PassRole"));
    assert!(has("Storage", "s3:PutObject"));
    assert!(!has("Storage", "s3:PutObjectTagging"));
    assert!(!has("RenderQueue", "sqs:SendMessage"));
    assert_eq!(reasons.len(), 7);
}

#[test]
fn it_wins_only_where_it_can_be_nothing_but_the_policy_of_that_version() {
    let call = stated("user", FUTURE);
    assert!(wins(&call));
    assert!(wins(&call.clone().with(Text::Region, "eu-central-1")));
    assert!(wins(&stated("role", FUTURE)));
    let newest = releases().newest;
    for version in ["", &newest, "4.0.417", "3.0.0"] {
        let call = call.clone().with(Text::Version, version);
        assert_eq!(built(&call), built(&BuildCall::new("user").with(Text::Version, version)), "{version}");
    }
    assert!(!wins(&call.clone().with(Text::Region, "cn-north-1")));
    let china = FUTURE.replace("arn:aws:", "arn:aws-cn:");
    assert!(!wins(&stated("user", &china)));
    assert!(wins(&stated("user", &china).with(Text::Region, "cn-north-1")));
    assert!(!wins(&stated("user", &FUTURE.replacen("arn:aws:", "arn:aws-cn:", 1))));
    let everywhere = FUTURE.replace("arn:aws:", "urn:");
    assert!(wins(&stated("user", &everywhere)));
    assert!(!wins(&stated("user", &everywhere).with(Text::Region, "cn-north-1")));
    // Another policy has no such text, and is what it is without it.
    for policy in ["caller", "trust"] {
        let own = BuildCall::new(policy).with(Text::Version, "99.0.0");
        assert_eq!(build(&stated(policy, FUTURE)), build(&own), "{policy}");
    }
}

#[test]
fn what_is_no_policy_for_an_identity_does_not_win() {
    let statement = r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"#;
    let policy = |statement: &str| format!(r#"{{"Version":"2012-10-17","Statement":{statement}}}"#);
    assert!(wins(&stated("user", &policy(statement))));
    assert!(wins(&stated("user", &policy(&format!("[{statement}]")))));
    for text in [
        "The policy is shown when JavaScript is on.",
        "null",
        statement,
        &policy("[]"),
        &policy(r#""x""#),
        &policy(&format!("[{statement}, 1]")),
        &policy(&statement.replace("Allow", "Deny")),
        &policy(&statement.replace("Allow", "allow")),
        &policy(&statement.replace("Action", "Actions")),
        &policy(&statement.replace(r#""s3:GetObject""#, "[]")),
        &policy(&statement.replace(r#""s3:GetObject""#, "[1]")),
        &policy(&statement.replace("Resource", "Principal")),
        &policy(&statement.replace(r#"{"#, r#"{"Principal":"*","#)),
        &policy(&statement.replace(r#"{"#, r#"{"NotAction":"s3:*","#)),
        &policy(statement).replace("2012-10-17", "2008-10-17"),
        &policy(statement).replace("Version", "version"),
        &FUTURE[..FUTURE.len() - 3],
        &[FUTURE, FUTURE].concat(),
        &["// the policy\n", FUTURE].concat(),
        &FUTURE.replace("Storage", "St\u{200b}orage"),
        &FUTURE.replace("Storage", "\u{e000}Storage\u{e001}"),
    ] {
        assert!(!wins(&stated("user", text)), "{text}");
    }
}

#[test]
fn the_readers_function_prefix_stands_in_it_as_in_any_text() {
    let call = stated("role", FUTURE).with(Text::FunctionPrefix, "acme-");
    let built = built(&call);
    assert_eq!(built.marked.text, FUTURE.trim().replace("remotion-render-", "acme-"));
    assert_eq!(built.marked.ranges.len(), 1);
}

#[test]
fn the_check_asks_for_what_the_page_states() {
    let checked = |text: &str| {
        let call =
            CheckCall { texts: vec![text.into()], requirements: vec![stated("user", FUTURE)], ..CheckCall::default() };
        check_call(&call)
    };
    let old = checked(&built(&BuildCall::new("user")).marked.text);
    let status = |action: &str| {
        let rows: Vec<_> = old.permissions.iter().filter(|row| row.action == action).collect();
        assert_eq!(rows.len(), 1, "{action}");
        (rows[0].status.name(), rows[0].reason.is_some())
    };
    assert_eq!(status("sqs:SendMessage"), ("missing", false));
    assert_eq!(status("s3:PutObjectTagging"), ("missing", false));
    assert_eq!(status("s3:PutObject"), ("allowed", true));
    assert!(old.permissions.iter().all(|row| row.action != "logs:CreateLogGroup"), "only what it has");
    assert!(old.addition.unwrap().text.contains("sqs:SendMessage"));
    // Not before somebody has the new permissions.
    let new = FUTURE.replace(
        r#""Effect": "Deny", "NotAction": ["s3:*"], "NotResource": ["*"]"#,
        r#""Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*""#,
    );
    let row = |text: &str| {
        checked(text).permissions.iter().find(|row| row.action == "sqs:SendMessage").unwrap().status.name()
    };
    // Nobody knows what an element does that nobody has heard of.
    assert_eq!(row(&new), "conditional");
    let (before, after) = new.split_once(",\n      \"Unheard\"").unwrap();
    assert_eq!(row(&[before, after.split_once("]\n").unwrap().1].concat()), "allowed");
}

#[test]
fn what_a_policy_says_by_exception_is_asked_for_as_everything() {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}}"#;
    let call = CheckCall {
        texts: vec![built(&BuildCall::new("user")).marked.text],
        requirements: vec![stated("user", text)],
        ..CheckCall::default()
    };
    let checked = check_call(&call);
    let row = checked.permissions.iter().find(|row| row.action == "*").unwrap();
    assert_eq!(row.status.name(), "missing");
}

#[test]
fn an_upgrade_to_it_is_compared_with_what_the_page_states() {
    let newest = releases().newest;
    let compared = |from: &str, to: Option<&str>| {
        let call = BuildCall::new("user").with(Text::PublishedPolicy, FUTURE);
        match compare(&CompareCall { call, from: Some(from.into()), to: to.map(str::to_string) }) {
            CompareAnswer::Compared(compared) => compared,
            CompareAnswer::Refused(problems) => panic!("{problems:?}"),
        }
    };
    let upgrade = compared("4.0.417", Some("99.0.0"));
    let change = upgrade.added.iter().find(|change| change.action == "sqs:SendMessage").unwrap();
    assert_eq!((change.after.as_str(), change.since.as_str(), change.reason), (newest.as_str(), "99.0.0", None));
    assert!(upgrade.removed.iter().any(|change| change.action == "lambda:CreateFunction"));
    assert!(compared(&newest, None).added.is_empty());
}

#[test]
fn a_call_takes_it_and_no_attribute_does() {
    let mut call = BuildCall::new("user");
    assert!(!call.set_attribute("published-policy", Some("x")));
    assert!(!call.set_attribute("publishedPolicy", Some("x")));
}
