//! What `build` writes is read back: the same Statements and the same verdict in every form.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;

use crate::attach::made;
use crate::build::build;
use crate::check::{check, CheckAnswer, CheckCall, Checked, Verdict};
use crate::import::document::{Document, Item, PolicyType, Scope, Statement};
use crate::import::inventory::Inventory;
use crate::import::{read, Pasted};
use crate::mark::Marked;
use crate::setup;
use crate::{BuildAnswer, BuildCall, Text, FLAGS};

#[path = "../../../tests/snapshots/cases.rs"]
pub(super) mod cases;

const FORMATS: [&str; 7] = ["json", "aws-cli", "aws-cli-powershell", "cloudformation", "terraform", "cdk", "pulumi"];

/// As the modules read it together.
fn inventory(text: &str) -> Inventory {
    let parts = Some(remotion_policy_languages::read(text));
    read(&[Pasted { text, parts, ..Pasted::default() }])
}

fn checked(text: &str, requirement: &BuildCall) -> Checked {
    let reading = remotion_policy_languages::pack(&remotion_policy_languages::read(text));
    let call = CheckCall {
        texts: vec![text.to_string()],
        requirements: vec![requirement.clone()],
        readings: vec![(text.to_string(), reading)],
        ..CheckCall::default()
    };
    match check(&call) {
        CheckAnswer::Checked(checked) => checked,
        CheckAnswer::Refused(problems) => panic!("{problems:?}"),
    }
}

/// A Statement without its places.
fn said(statement: &Statement) -> String {
    let texts = |items: &[Item]| items.iter().map(|item| item.text.clone()).collect::<Vec<_>>();
    let scope = |scope: &Scope| match scope {
        Scope::Only(items) => format!("{:?}", texts(items)),
        Scope::AllBut(items) => format!("not {:?}", texts(items)),
    };
    let conditions: Vec<_> = statement
        .conditions
        .iter()
        .map(|one| format!("{} {} {:?}", one.operator, one.key, texts(&one.values)))
        .collect();
    format!(
        "{:?} {:?} {} {} {conditions:?} {:?} {}",
        statement.sid,
        statement.effect,
        scope(&statement.actions),
        scope(&statement.resources),
        statement.principals.as_ref().map(scope),
        statement.doubtful
    )
}

fn statements(documents: &[Document], kind: PolicyType) -> Vec<String> {
    let own = documents.iter().filter(|document| document.kind == kind && document.absent.is_none());
    own.flat_map(|document| &document.statements).map(said).collect()
}

/// Whom the forms of a call name: `role a-role`. For a trust relationship, the role that has it.
fn named(call: &BuildCall) -> String {
    let kind = crate::Kind::ALL.into_iter().find(|kind| call.text(Text::Policy) == Some(kind.name())).unwrap();
    let to = made(&setup::check(call, kind).unwrap()).unwrap().to;
    Marked::new(&format!("{} {}", to.kind(), to.name)).text
}

/// Whose a document is.
fn owners(found: &Inventory, document: &Document) -> String {
    let owner = |at: &usize| format!("{} {}", found.principals[*at].kind.name(), found.principals[*at].name);
    document.of.iter().map(owner).collect::<Vec<_>>().join(", ")
}

/// What is wrong with how the forms of a call are read.
fn faults(call: &BuildCall) -> Vec<String> {
    let text = |format: &str| match build(&call.clone().with(Text::Format, format)) {
        BuildAnswer::Built(built) => built.marked.text,
        BuildAnswer::Refused(problems) => panic!("{problems:?}"),
    };
    let json = text("json");
    let kind = if call.text(Text::Policy) == Some("trust") { PolicyType::Trust } else { PolicyType::Identity };
    let (own, wanted) = (statements(&inventory(&json).documents, kind), checked(&json, call));
    let mut faults = Vec::new();
    for format in FORMATS {
        let text = text(format);
        let found = inventory(&text);
        let mut say = |what: &str| faults.push(format!("{format}: {what}\n{text}"));
        if !found.unread.is_empty() {
            let unread: Vec<_> = found.unread.iter().map(|one| &text[one.span.clone()]).collect();
            say(&format!("unread: {unread:?}"));
        }
        if statements(&found.documents, kind) != own {
            say(&format!("{:#?}\nand not {own:#?}", statements(&found.documents, kind)));
        }
        let own = found.documents.iter().filter(|document| document.kind == kind && document.absent.is_none());
        let whose: Vec<String> = own.map(|document| owners(&found, document)).collect();
        if format != "json" && whose != [named(call)] {
            say(&format!("of {whose:?} and not {}", named(call)));
        }
        let checked = checked(&text, call);
        let rows = |checked: &Checked| {
            let row = |row: &crate::PermissionRow| (row.action, row.resource.clone(), row.status);
            checked.permissions.iter().map(row).collect::<Vec<_>>()
        };
        if (checked.verdict, rows(&checked)) != (wanted.verdict, rows(&wanted)) {
            say(&format!("{:?} {} and not {:?}", checked.verdict, checked.summary, wanted.verdict));
        }
    }
    faults
}

#[test]
fn every_form_of_every_policy_is_read_back() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for case in cases::all().filter(|case| case.call().kind().is_ok_and(|kind| kind.grants() || kind.name() == "trust"))
    {
        wrong.extend(faults(&case.call()).into_iter().map(|fault| format!("{}/{} {fault}", case.policy, case.name)));
        count += 1;
    }
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n----\n"));
    assert!(count > 40, "{count}");
}

#[test]
fn the_forms_of_one_page_are_read_together() {
    let page = [
        "policy=trust service=lambda",
        "policy=trust service=ec2",
        "policy=user",
        "policy=role",
        "policy=caller",
        "policy=destination bucket=acme-films",
        "policy=destination bucket=acme.films",
        "policy=destination-caller bucket=acme-films download",
        "policy=destination-caller bucket=acme.films download",
    ];
    let calls = page.map(|line| {
        let mut call = BuildCall::default();
        for word in line.split(' ') {
            let (field, value) = word.split_once('=').unwrap_or((word, ""));
            assert!(call.set_attribute(field, Some(value)));
        }
        call
    });
    let read = |found: &Inventory| {
        let one = |document: &Document| {
            let own: Vec<String> = document.statements.iter().map(said).collect();
            format!("{} {own:?}", owners(found, document))
        };
        found.documents.iter().filter(|document| document.absent.is_none()).map(one).collect::<Vec<_>>()
    };
    for format in FORMATS.into_iter().filter(|format| *format != "json") {
        let mut texts: Vec<String> = calls.iter().map(|call| built(call, format).unwrap()).collect();
        for _ in 0..2 {
            // CloudFormation has one template a file; the others can be in one.
            let alone: Vec<String> = texts.iter().flat_map(|text| read(&inventory(text))).collect();
            assert_eq!(alone.len(), page.len(), "{format}: {alone:#?}");
            if format != "cloudformation" {
                assert_eq!(read(&inventory(&texts.concat())), alone, "{format}");
            }
            texts.reverse();
        }
    }
}

/// Kinds whose verdict is about Statements that allow, with everything an output bucket's key can hold.
fn calls() -> impl Strategy<Value = BuildCall> {
    let kind = prop::sample::select(vec!["user", "role", "caller", "destination", "destination-caller"]);
    let region = prop::sample::select(vec!["", "eu-central-1", "cn-north-1"]);
    // Remotion takes no other characters in a key, and IAM none above U+00FF in a policy.
    let prefix = r#"([a-z*?$'"\\{}%#!:&~`@^+, -]|\$\{|%\{|\{\{|#\{|é|ÿ){0,12}"#;
    let flags = proptest::collection::vec(prop::sample::select(FLAGS.to_vec()), 0..3);
    (kind, region, prefix, flags).prop_map(|(kind, region, prefix, flags)| {
        let call = BuildCall::new(kind)
            .with(Text::Bucket, "my-videos")
            .with(Text::Region, region)
            .with(Text::KeyPrefix, &prefix);
        flags.into_iter().fold(call, |call, flag| call.with_flag(flag))
    })
}

fn built(call: &BuildCall, format: &str) -> Option<String> {
    match build(&call.clone().with(Text::Format, format)) {
        BuildAnswer::Built(built) => Some(built.marked.text),
        BuildAnswer::Refused(_) => None,
    }
}

/// Places of the lines that name one action: in every form each has its own.
fn action_lines(text: &str) -> Vec<usize> {
    let is_action = |line: &str| {
        let word = line.trim().trim_start_matches("- ").trim_matches(['"', '\'', ',']);
        let (service, name) = word.split_once(':').unwrap_or_default();
        !service.is_empty()
            && service.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && name.starts_with(|c: char| c.is_ascii_uppercase())
    };
    text.lines().enumerate().filter(|(_, line)| is_action(line)).map(|(at, _)| at).collect()
}

/// The text with other actions in these lines, which nobody asks for.
fn without(text: &str, gone: &[usize]) -> String {
    let line = |(at, line): (usize, &str)| {
        let (before, name) = line.split_once(':').unwrap_or_default();
        let service = before.trim_start_matches(|c: char| !c.is_ascii_lowercase());
        match gone.contains(&at) {
            true => [before.strip_suffix(service).unwrap_or_default(), "sqs:", name, "\n"].concat(),
            false => [line, "\n"].concat(),
        }
    };
    text.lines().enumerate().map(line).collect()
}

/// A Deny of everything, in forms that are read and in some that are not.
const DENIES: &[&str] = &[
    "Version: '2012-10-17'\nStatement:\n  - Effect: Deny\n    Action: '*'\n    Resource: '*'\n",
    "  - Effect: Deny\n    Action: '*'\n    Resource: '*'\n",
    "      Effect: Deny\n      Action: '*'\n",
    "statement {\n  effect = \"Deny\"\n  actions = [\"*\"]\n  resources = [\"*\"]\n}\n",
    "policy = jsonencode({ Statement = [{ Effect = \"Deny\", Action = \"*\", Resource = \"*\" }] })\n",
    "new PolicyStatement({effect: Effect.DENY, actions: ['*'], resources: ['*']})\n",
    "iam.PolicyStatement(effect=iam.Effect.DENY, actions=['*'], resources=['*'])\n",
    "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}\n",
    "{Effect: 'Deny', Action: '*', Resource: '*'}\n",
    "<Effect>Deny</Effect>\n",
    "{&quot;Effect&quot;: &quot;Deny&quot;}\n",
    "$deny = @{ Effect = 'Deny'; Action = '*'; Resource = '*' }\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_every_form_is_read_back(call in calls()) {
        prop_assume!(built(&call, "json").is_some());
        let wrong = faults(&call);
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn taking_an_allow_away_makes_nothing_sufficient(
        call in calls(),
        format in prop::sample::select(FORMATS.to_vec()),
        gone in proptest::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let Some(text) = built(&call, format) else { return Ok(()) };
        let lines = action_lines(&text);
        prop_assert!(!lines.is_empty(), "{format}\n{text}");
        let gone: Vec<usize> = gone.iter().map(|index| *index.get(&lines)).collect();
        let mut sufficient = checked(&text, &call).verdict == Verdict::Sufficient;
        for count in 1..=gone.len() {
            let less = without(&text, &gone[..count]);
            let now = checked(&less, &call).verdict == Verdict::Sufficient;
            prop_assert!(sufficient || !now, "{format}\n{less}");
            sufficient = now;
        }
    }

    #[test]
    fn a_deny_in_any_form_leaves_nothing_sufficient(
        call in calls(),
        format in prop::sample::select(FORMATS.to_vec()),
        deny in prop::sample::select(DENIES.to_vec()),
        line in any::<prop::sample::Index>(),
        place in 0..3,
    ) {
        let Some(text) = built(&call, format) else { return Ok(()) };
        let lines: Vec<&str> = text.lines().collect();
        // At the end, at the beginning, or after any line that is at no one's inside.
        let at = match place {
            0 => 0,
            1 => lines.len(),
            _ => {
                let outside: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].is_empty()).collect();
                prop_assume!(!outside.is_empty());
                *line.get(&outside)
            }
        };
        let with = [&lines[..at].join("\n"), "\n", deny, &lines[at..].join("\n"), "\n"].concat();
        prop_assert!(checked(&with, &call).verdict != Verdict::Sufficient, "{format}\n{with}");
    }
}

/// Where a policy of a bucket or key is read, and of which kind.
fn kinds(text: &str) -> Vec<PolicyType> {
    inventory(text).documents.iter().map(|document| document.kind).collect()
}

#[test]
fn policies_of_a_bucket_or_key_are_read_back_as_such_and_make_no_role_sufficient() {
    let mut count = 0;
    for case in cases::all() {
        let kind = match case.policy {
            "bucket-policy" => PolicyType::Bucket,
            "key-policy" => PolicyType::Key,
            _ => continue,
        };
        let BuildAnswer::Built(answer) = build(&case.call()) else { panic!("{}", case.attributes) };
        let text = answer.marked.text;
        assert_eq!(kinds(&text), [kind], "{text}");
        assert_eq!(inventory(&text).unread.len(), 0, "{text}");
        let sids: Vec<_> = answer.reasons.iter().map(|reason| reason.sid).collect();
        let read = inventory(&text);
        let read: Vec<_> = read.documents[0].statements.iter().filter_map(|one| one.sid.clone()).collect();
        assert!(sids.iter().all(|sid| read.iter().any(|one| one == sid)), "{sids:?} {read:?}");
        let destination = BuildCall::new("destination").with(Text::Bucket, "my-videos");
        for requirement in [BuildCall::new("role"), BuildCall::new("user"), destination] {
            let verdict = checked(&text, &requirement).verdict;
            assert!(!matches!(verdict, Verdict::Sufficient), "{verdict:?} {text}");
        }
        // Beside the policy of the role, what a bucket denies is nothing that Remotion does. Statements of a key are to be
        // added to others, and the reader is told so.
        let role = BuildCall::new("destination").with(Text::Bucket, "my-videos").with(Text::Privacy, "no-acl");
        let Some(own) = built(&role, "json") else { panic!("{role:?}") };
        let checked = checked(&[own, text.clone()].join("\n"), &role);
        let alone = checked.findings.iter().any(|finding| finding.code == "statements-to-add");
        assert_eq!((checked.verdict, alone), (Verdict::Sufficient, kind == PolicyType::Key), "{text}");
        count += 1;
    }
    assert!(count > 8, "{count}");
}
