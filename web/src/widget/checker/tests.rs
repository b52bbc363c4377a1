//! The checker without a browser: messages in, a tree out.

use super::*;
use crate::widget::page::View;
use crate::widget::tree::{Element, ViewNode};

fn checker(attributes: &[(&str, &str)]) -> Checker {
    let pair = |(name, value): &(&str, &str)| ((*name).to_string(), (*value).to_string());
    Checker::new(&attributes.iter().map(pair).collect::<Vec<_>>())
}

fn press(checker: &mut Checker, button: &str) -> Vec<Task> {
    checker.update(Message::Check(CheckerMessage::Pressed(button.into()))).0
}

/// Presses an example and takes its text in, as the text area does.
fn try_example(checker: &mut Checker, example: &str) -> String {
    let effects = press(checker, example);
    let [Task::Fill { area: TEXT, text }] = effects.as_slice() else { panic!("{effects:?}") };
    paste(checker, text);
    text.clone()
}

fn paste(checker: &mut Checker, text: &str) -> Vec<Task> {
    checker.update(Message::Check(CheckerMessage::Text(text.into()))).0
}

fn words(element: &Element) -> String {
    let mut text = String::new();
    for child in &element.children {
        match child {
            ViewNode::Text(more) => text.push_str(more),
            ViewNode::Element(element) => text.push_str(&words(element)),
        }
    }
    text
}

fn all<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    found.push(element);
    for child in &element.children {
        if let ViewNode::Element(element) = child {
            all(element, found);
        }
    }
}

/// The elements of a class.
fn of_class(tree: &Element, class: &str) -> Vec<Element> {
    let mut found = Vec::new();
    all(tree, &mut found);
    let is = |element: &&&Element| {
        element.attributes.iter().any(|(name, value)| *name == "class" && value.split(' ').any(|one| one == class))
    };
    found.iter().filter(is).map(|element| (*element).clone()).collect()
}

#[test]
fn each_example_comes_to_its_own_verdict() {
    for whose in ["role", "user", "caller"] {
        let mut checker = checker(&[("for", whose)]);
        assert_eq!(checker.verdict(), Some(Verdict::Empty), "{whose}");
        try_example(&mut checker, "example-own");
        assert_eq!(checker.verdict(), Some(Verdict::Sufficient), "{whose}");
        try_example(&mut checker, "example-denied");
        assert_eq!(checker.verdict(), Some(Verdict::Insufficient), "{whose}");
        try_example(&mut checker, "example-broken");
        assert_eq!(checker.verdict(), Some(Verdict::Invalid), "{whose}");
        if whose != "caller" {
            try_example(&mut checker, "example-older");
            // What older roles lack is nothing a render needs.
            let lacks = |row: &rules::check::PermissionRow| row.status.name() == "missing";
            assert!(checker.checked.is_some_and(|checked| checked.permissions.iter().any(lacks)), "{whose}");
        }
    }
}

#[test]
fn an_example_is_json_whatever_form_is_chosen_on_the_page() {
    let mut checker = checker(&[("for", "user"), ("format", "cloudformation")]);
    assert!(try_example(&mut checker, "example-own").starts_with('{'));
    assert_eq!(checker.verdict(), Some(Verdict::Sufficient));
}

#[test]
fn the_policy_of_an_old_version_shows_its_age_when_the_typing_stops() {
    let mut checker = checker(&[("for", "user"), ("version", "4.0.527")]);
    try_example(&mut checker, "example-older");
    assert_eq!((checker.enough_for.as_str(), checker.said.as_str()), ("", ""));
    checker.update(Message::Check(CheckerMessage::Settle));
    assert!(checker.enough_for.contains("4.0.417"), "{}", checker.enough_for);
    assert!(checker.said.ends_with("needed only in the case that is named below."), "{}", checker.said);
}

#[test]
fn what_is_added_makes_the_pasted_policy_enough_when_it_replaces_it() {
    let mut checker = checker(&[("for", "user")]);
    try_example(&mut checker, "example-older");
    assert!(checker
        .snippet()
        .is_some_and(|text| text.contains("s3:PutBucketPolicy") && !text.contains("iam:PassRole")));
    press(&mut checker, "whole");
    assert!(checker.snippet().is_some_and(|text| text.contains("s3:PutBucketPolicy") && text.contains("iam:PassRole")));
    let effects = press(&mut checker, "replace");
    let [Task::Fill { text, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    paste(&mut checker, text);
    assert_eq!((checker.verdict(), checker.snippet()), (Some(Verdict::Sufficient), None));
}

#[test]
fn a_table_says_what_its_columns_are() {
    let heads = |checker: &Checker| {
        let (tree, mut found) = (checker.view(), Vec::new());
        all(&tree, &mut found);
        found.iter().filter(|element| element.tag == "th").map(|head| words(head)).collect::<Vec<_>>()
    };
    let mut checker = checker(&[("for", "user")]);
    assert_eq!(heads(&checker)[..3], ["Level", "Permission", "Why"]);
    try_example(&mut checker, "example-older");
    assert_eq!(heads(&checker)[..3], ["Status", "Permission", "Why"]);
}

#[test]
fn what_is_saved_is_named_for_the_form_it_is_in() {
    let mut checker = checker(&[("for", "user")]);
    try_example(&mut checker, "example-older");
    let saved = |checker: &mut Checker| match checker.update(Message::Download).0.as_slice() {
        [Task::Download { name, .. }] => name.clone(),
        others => panic!("{others:?}"),
    };
    assert_eq!(saved(&mut checker), "remotion-additional-policy.json");
    checker.update(Message::Chosen("terraform".into()));
    assert_eq!(saved(&mut checker), "remotion-additional-policy.tf");
    press(&mut checker, "whole");
    assert_eq!(saved(&mut checker), "remotion-merged-policy.json", "a pasted policy is JSON, whatever form is chosen");
}

#[test]
fn copied_is_said_of_the_text_that_was_copied_and_of_no_later_one() {
    let mut checker = checker(&[("for", "user")]);
    try_example(&mut checker, "example-older");
    checker.update(Message::Answered { accepted: true, link: false });
    assert_eq!(checker.status, Some(Status::Copied));
    checker.set(&[("for".into(), "user".into()), ("format".into(), "cdk".into())]);
    assert_eq!(checker.status, None);
}

#[test]
fn the_text_is_in_no_effect_but_the_one_that_was_asked_for() {
    let mut checker = checker(&[]);
    let effects = paste(&mut checker, "{\"Statement\": []} 111122223333");
    assert_eq!(effects, [Task::SettleIn(PAUSE)]);
    checker.update(Message::Check(CheckerMessage::Settle));
    let effects = checker.update(Message::Check(CheckerMessage::Whose("user".into()))).0;
    assert!(!format!("{effects:?}").contains("1111"), "{effects:?}");
    assert!(effects.iter().any(|effect| matches!(effect, Task::Edit { attribute, .. } if attribute == "for")));
}

#[test]
fn no_tree_writes_the_value_of_a_text_area() {
    let mut checker = checker(&[]);
    try_example(&mut checker, "example-own");
    let tree = checker.view();
    let mut found = Vec::new();
    all(&tree, &mut found);
    let areas: Vec<_> = found.iter().filter(|element| element.tag == "textarea").collect();
    assert_eq!(areas.len(), 2);
    assert!(areas.iter().all(|area| area.value.is_none() && area.children.is_empty()));
}

#[test]
fn a_statement_in_the_way_is_a_button_that_selects_it() {
    let mut checker = checker(&[("for", "user")]);
    let text = try_example(&mut checker, "example-denied");
    let tree = checker.view();
    let deciding = of_class(&tree, "deciding");
    let Some(ViewNode::Element(button)) = deciding.first().and_then(|one| one.children.first()) else { panic!("none") };
    assert!(words(button).contains("NoInvoking"), "{}", words(button));
    let action = button.attributes.iter().find(|(name, _)| *name == "data-do").map(|(_, value)| value.clone());
    let effects = press(&mut checker, &action.unwrap_or_default());
    let [Task::Select { area: TEXT, start, end }] = effects.as_slice() else { panic!("{effects:?}") };
    let selected = &text[*start as usize..*end as usize];
    assert!(selected.starts_with('{') && selected.contains("NoInvoking") && selected.ends_with('}'), "{selected}");
}

#[test]
fn a_button_of_the_boundary_selects_in_the_boundary_and_that_of_a_finding_what_it_is_about() {
    let mut checker = checker(&[("for", "user")]);
    try_example(&mut checker, "example-own");
    let boundary = r#" {"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"},
        {"Sid":"No","Effect":"Deny","action":"iam:PassRole","Action":"iam:PassRole","Resource":"*"}]}"#;
    checker.update(Message::Check(CheckerMessage::Boundary(boundary.into())));
    let selected = |checker: &mut Checker, button: &str| match press(checker, button).as_slice() {
        [Task::Select { area, start, end }] => {
            (*area, boundary.get(*start as usize..*end as usize).map(str::to_string))
        }
        others => panic!("{others:?}"),
    };
    let (area, text) = selected(&mut checker, "select-1-1");
    assert_eq!(area, BOUNDARY);
    assert!(text.is_some_and(|text| text.starts_with(r#"{"Sid":"No""#) && text.ends_with('}')));
    let number =
        checker.checked.as_ref().and_then(|checked| checked.findings.iter().position(|one| one.text_index == 1));
    let number = number.expect("the wrong case is a finding");
    let (area, text) = selected(&mut checker, &format!("select-{number}"));
    assert_eq!((area, text.as_deref()), (BOUNDARY, Some(r#""action""#)));
    assert!(press(&mut checker, "select-77").is_empty(), "what is no longer there selects nothing");
    assert!(press(&mut checker, "select-0-77").is_empty());
}

#[test]
fn the_page_is_told_a_verdict_by_the_name_that_check_gives_it() {
    use Verdict::*;
    for verdict in [Sufficient, Conditional, Insufficient, Invalid, Empty] {
        assert_eq!(serde_json::to_value(verdict).expect("a name"), verdict.name());
    }
}

#[test]
fn the_page_is_told_whose_policies_they_are_and_the_inputs_on_screen() {
    let attributes =
        [("for", "user"), ("from", "4.0.400"), ("bucket", "acme-films"), ("service", "ec2"), ("policy", "trust")];
    let checker = checker(&attributes);
    let told = checker.told();
    assert_eq!(told.more, [("for", "user"), ("from", "4.0.400")]);
    let call = serde_json::to_value(&told.call).expect("a call");
    assert_eq!(call, serde_json::json!({ "bucket": "acme-films" }));
}

#[test]
fn a_long_text_waits_for_a_pause_and_shows_nothing_of_the_one_before() {
    let mut checker = checker(&[]);
    let own = try_example(&mut checker, "example-older");
    assert!(!of_class(&checker.view(), "missing").is_empty());
    let long = [own.as_str(), &" ".repeat(LONG)].concat();
    paste(&mut checker, &long);
    assert!(checker.pending && of_class(&checker.view(), "missing").is_empty());
    checker.update(Message::Check(CheckerMessage::Settle));
    assert!(!checker.pending && !of_class(&checker.view(), "missing").is_empty());
}

#[test]
fn a_bucket_brings_its_own_permissions_and_an_input_that_is_wrong_keeps_the_text() {
    let mut checker = checker(&[]);
    try_example(&mut checker, "example-own");
    checker.apply(&[Task::Edit { attribute: "bucket".into(), value: Some("my-videos".into()), shared: true }]);
    assert_eq!(checker.verdict(), Some(Verdict::Insufficient));
    checker.apply(&[Task::Edit { attribute: "bucket".into(), value: Some("My_Videos".into()), shared: true }]);
    assert_eq!(checker.verdict(), None);
    assert!(words(&checker.view()).contains("A bucket name cannot have capital letters"));
    checker.apply(&[Task::Edit { attribute: "bucket".into(), value: None, shared: true }]);
    assert_eq!(checker.verdict(), Some(Verdict::Sufficient));
}

#[test]
fn every_input_that_the_answer_hangs_on_has_its_field() {
    for whose in ["role", "user", "caller"] {
        for others in [
            &[][..],
            &[("bucket", "acme-films")],
            &[("bucket", "acme-films"), ("download", "")],
            &[("calls", "deployFunction")],
        ] {
            let checker = checker(&[&[("for", whose)], others].concat());
            let (first, more) = checker.inputs();
            assert!(more.contains(&Input::Text(Text::AccountId)), "a check is about the account, whoever it is for");
            for call in checker.requirements() {
                let (wanted, rarer) = rules::setup::visible(call.kind().unwrap(), &call);
                for input in wanted.iter().chain(&rarer) {
                    // The key in these fields is that of the output bucket.
                    if !call.kind().is_ok_and(|kind| kind == Kind::Destination || kind == Kind::DestinationCaller)
                        && *input == Input::Text(Text::KmsKeyArn)
                    {
                        assert_eq!(call.text(Text::KmsKeyArn), None);
                        continue;
                    }
                    assert!(first.contains(input) || more.contains(input), "{whose}, {others:?}: {input:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_fetched_from_remotions_own_bucket_is_asked_for_by_its_name() {
    let bucket = ("bucket", "remotionlambda-euwest1-a1b2c3d4e5");
    let checker = checker(&[("for", "user"), bucket, ("download", "")]);
    assert_eq!((checker.requirements().len(), checker.verdict()), (2, Some(Verdict::Empty)));
}

#[test]
fn an_upgrade_says_what_came_and_offers_it_without_a_text() {
    let checker = checker(&[("for", "user"), ("from", "4.0.400")]);
    let tree = checker.view();
    let changes = of_class(&tree, "changes").iter().map(words).collect::<String>();
    assert!(changes.contains("s3:PutBucketPolicy") && changes.contains("Since 4.0.418."), "{changes}");
    assert!(checker.snippet().is_some_and(|text| text.contains("s3:PutBucketPolicy")));
}

#[test]
fn a_version_to_come_from_is_not_wrong_until_it_is_left() {
    let mut checker = checker(&[]);
    checker.update(Message::Check(CheckerMessage::From("four".into())));
    assert!(of_class(&checker.view(), "error").is_empty());
    checker.update(Message::Check(CheckerMessage::FromLeft));
    assert_eq!(of_class(&checker.view(), "error").len(), 1);
}

#[test]
fn of_several_principals_one_can_be_chosen_until_it_is_gone() {
    let mut checker = checker(&[("for", "role")]);
    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let of = |name: &str| format!(r#"{{"RoleName":"{name}","PolicyName":"p","PolicyDocument":{all}}}"#);
    paste(&mut checker, &[of("a"), of("b")].concat());
    assert_eq!(checker.verdict(), Some(Verdict::Conditional));
    let view = words(&checker.view());
    assert!(
        view.contains("Whose policies? ") && view.contains("Check role/a") && view.contains("Check role/b"),
        "{view}"
    );
    press(&mut checker, "judge-1");
    assert_eq!((checker.verdict(), checker.principal.as_deref()), (Some(Verdict::Sufficient), Some("role/b")));
    let view = words(&checker.view());
    assert!(view.contains("Checked: role/b") && !view.contains("Check role/b"), "{view}");
    paste(&mut checker, &of("a"));
    assert_eq!((checker.verdict(), checker.principal.as_deref()), (Some(Verdict::Sufficient), None));
}

#[test]
fn what_was_found_is_listed_with_its_places() {
    let mut checker = checker(&[("for", "role")]);
    assert!(is_hidden(&checker.view(), "found"));
    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let of =
        |kind: &str, name: &str| format!("{{\"{kind}\":\"{name}\",\"PolicyName\":\"p\",\"PolicyDocument\":{all}}}\n");
    let (role, user) = (of("RoleName", "remotion-lambda-role"), of("UserName", "me"));
    let attached = r#"{"RoleName":"remotion-lambda-role","AttachedPolicies":[{"PolicyName":"x","PolicyArn":"arn:aws:iam::123456789012:policy/x"}]}"#;
    paste(&mut checker, &[role.as_str(), &role, &user, attached].concat());
    let list = words(&of_class(&checker.view(), "found")[0]);
    assert!(list.contains("Policy of role/remotion-lambda-role: Line 1, column 70, Line 2, column 70"), "{list}");
    assert!(list.contains("Policy of user/me (not used): Line 3"), "{list}");
    assert!(
        list.contains("Named, but not shown: arn:aws:iam::123456789012:policy/x of role/remotion-lambda-role"),
        "{list}"
    );
    let effects = press(&mut checker, "document-2");
    let start = role.len() * 2 + user.find(all).unwrap();
    let expected = Task::Select { area: TEXT, start: start as u32, end: (start + all.len()) as u32 };
    assert_eq!(effects, [expected]);
    assert_eq!(press(&mut checker, "document-9"), []);
    // One policy of whom nobody is named needs no list.
    paste(&mut checker, all);
    assert!(is_hidden(&checker.view(), "found"));
}

fn is_hidden(tree: &Element, class: &str) -> bool {
    let found = of_class(tree, class);
    assert!(!found.is_empty(), "{class}");
    found.iter().all(|element| element.attributes.iter().any(|(name, _)| *name == "hidden"))
}

#[test]
fn an_error_alone_is_explained_and_nothing_is_called_missing() {
    let mut checker = checker(&[("for", "role"), ("format", "json")]);
    assert!(is_hidden(&checker.view(), "explained"));
    try_example(&mut checker, "example-error");
    checker.update(Message::Check(CheckerMessage::Settle));
    let tree = checker.view();
    assert!(is_hidden(&tree, "verdict") && is_hidden(&tree, "needs") && !is_hidden(&tree, "explained"));
    let said = "AWS names remotion-lambda-role. That is the role of the render function.";
    assert!(checker.said.starts_with(said), "{}", checker.said);
    assert!(words(&of_class(&tree, "denial")[0]).contains("What to do: Add the policy destination"));
    // The whole policy first, then only what was denied, in the reader's form.
    let whole = checker.snippet().unwrap_or_default().to_string();
    assert!(whole.contains("AbortMultipartUpload") && whole.contains("my-bucket"), "{whole}");
    press(&mut checker, "whole");
    let only = checker.snippet().unwrap_or_default().to_string();
    assert!(only.contains("s3:PutObject") && !only.contains("AbortMultipartUpload"), "{only}");
    assert!(!is_hidden(&checker.view(), "addition"));
    // A policy in its place is checked as ever.
    try_example(&mut checker, "example-own");
    assert_eq!(checker.verdict(), Some(Verdict::Sufficient));
    assert!(is_hidden(&checker.view(), "explained") && !is_hidden(&checker.view(), "verdict"));
}

#[test]
fn an_error_beside_policies_is_explained_before_the_verdict() {
    let mut checker = checker(&[]);
    let error = try_example(&mut checker, "example-error");
    let policy = try_example(&mut checker, "example-own");
    let text = [error.as_str(), "\n\n", &policy].concat();
    paste(&mut checker, &text);
    let tree = checker.view();
    assert!(!is_hidden(&tree, "explained") && !is_hidden(&tree, "verdict"));
    let [Task::Select { area: TEXT, start: 14, end }] = press(&mut checker, "denial-0")[..] else { panic!() };
    assert_eq!(end as usize, error.len());
    let [Task::Select { start, .. }] = press(&mut checker, "beside-0")[..] else { panic!() };
    assert!(start as usize > error.len());
}

#[test]
fn what_adding_does_not_mend_has_nothing_to_copy() {
    let mut checker = checker(&[]);
    paste(&mut checker, "AccessControlListNotSupported: The bucket does not allow ACLs");
    let tree = checker.view();
    assert!(!is_hidden(&tree, "explained") && is_hidden(&tree, "addition"));
    assert_eq!(checker.snippet(), None);
}

#[test]
fn of_several_denials_the_reader_chooses_whose_policy_to_see() {
    let mut checker = checker(&[]);
    let denied = |who: &str, action: &str| {
        format!("User: arn:aws:iam::123456789012:{who} is not authorized to perform: {action} because no identity-based policy allows the {action} action\n")
    };
    let (first, second) = (
        denied("role/remotion-lambda-role", "s3:ListAllMyBuckets"),
        denied("user/remotion-user", "lambda:CreateFunction"),
    );
    paste(&mut checker, &[first, second].concat());
    let role = checker.snippet().unwrap_or_default().to_string();
    press(&mut checker, "add-1");
    let user = checker.snippet().unwrap_or_default().to_string();
    assert!(!role.contains("lambda:CreateFunction") && user.contains("lambda:CreateFunction"));
}

#[test]
fn calls_are_chosen_one_by_one_or_together_and_none_is_a_thing_to_do() {
    let mut checker = checker(&[("for", "caller")]);
    let calls = |checker: &Checker| checker.form.call.raw(Text::Calls).map(str::to_string);
    let mut press = |number: &str| {
        let (effects, changed) = checker.update(Message::Called(number.into()));
        let edits = effects.iter().filter(|effect| matches!(effect, Task::Edit { shared: false, .. })).count();
        assert_eq!((edits, changed), (1, true), "{number}");
        (calls(&checker), of_class(&checker.view(), "error").len())
    };
    let first = "renderMediaOnLambda, renderStillOnLambda, getCompositionsOnLambda";
    assert_eq!(press("3"), (Some(first.into()), 0));
    assert_eq!(press("29"), (Some("sites create".into()), 0));
    assert_eq!(press("16"), (Some(String::new()), 1));
    assert_eq!(press("16"), (Some("sites create".into()), 0));
}

#[test]
fn what_goes_to_a_caller_by_a_script_is_beside_its_policies_and_in_place_of_none() {
    let error = "User: arn:aws:iam::123456789012:user/web is not authorized to perform: s3:DeleteObject on resource: \
                 \"arn:aws:s3:::remotionlambda-useast1-abcde12345/renders/a/out.mp4\" because no identity-based policy \
                 allows the s3:DeleteObject action";
    for format in ["json", "aws-cli", "terraform"] {
        let mut checker = checker(&[("format", format)]);
        paste(&mut checker, error);
        let text = checker.snippet().unwrap_or_default();
        assert!(text.contains("s3:DeleteObject"), "{text}");
        assert!(!text.contains("remotion-executionrole-policy"), "{format}: {text}");
        let inline = text.contains("remotion-additions-") || text.contains("aws_iam_user_policy");
        assert_eq!(inline, format != "json", "{format}: {text}");
    }
}

/// What a newer version needs is not in these texts.
const VERSION: (&str, &str) = ("version", "4.0.527");

/// A deployer's policy, as Remotion prints it.
fn of_user() -> String {
    let mut deployer = checker(&[("for", "user"), VERSION]);
    try_example(&mut deployer, "example-own")
}

#[test]
fn a_deployers_policy_is_not_called_enough_for_the_role_until_somebody_says_whose_it_is() {
    let mut checker = checker(&[VERSION]);
    paste(&mut checker, &of_user());
    let tree = checker.view();
    let verdict = of_class(&tree, "verdict").iter().map(words).collect::<String>();
    assert!(verdict.contains("whose policies these are") && !verdict.contains("Enough"), "{verdict}");
    assert_eq!(checker.told().verdict, Some(Verdict::Conditional));
    assert!(is_hidden(&tree, "needs") && is_hidden(&tree, "addition") && is_hidden(&tree, "upgrade"));
    let effects = press(&mut checker, "whose-user");
    assert!(effects.contains(&Task::Focus(WHOSE)), "{effects:?}");
    assert_eq!((checker.whose(), checker.told().verdict), (Kind::User, Some(Verdict::Sufficient)));
    press(&mut checker, "whose-role");
    assert_eq!((checker.whose(), checker.told().verdict), (Kind::Role, Some(Verdict::Sufficient)));
    let verdict = of_class(&checker.view(), "verdict").iter().map(words).collect::<String>();
    assert!(verdict.contains("Enough") && !verdict.contains("whose policies these are"), "{verdict}");
    let findings = of_class(&checker.view(), "findings").iter().map(words).collect::<String>();
    assert!(findings.contains("the policy of the deployer"), "{findings}");
}

#[test]
fn whose_policies_is_asked_of_policies_that_nobody_says_it_of_alone() {
    for whose in ["role", "user"] {
        let mut checker = checker(&[("for", whose), VERSION]);
        paste(&mut checker, &of_user());
        assert!(!checker.asks(), "{whose}");
    }
    let mut checker = checker(&[]);
    try_example(&mut checker, "example-own");
    assert!(!checker.asks());
    // The text says whose they are.
    let text = ["{\"RoleName\":\"r\",\"PolicyName\":\"p\",\"PolicyDocument\":", &of_user(), "}"].concat();
    paste(&mut checker, &text);
    assert!(!checker.asks());
}

#[test]
fn no_version_is_named_that_a_text_is_enough_for_while_a_part_of_it_is_not_shown() {
    let mut checker = checker(&[("for", "user"), VERSION]);
    let attached =
        r#"{"UserName":"u","AttachedPolicies":[{"PolicyName":"x","PolicyArn":"arn:aws:iam::123456789012:policy/x"}]}"#;
    let own = of_user();
    let pasted = ["{\"UserName\":\"u\",\"PolicyName\":\"p\",\"PolicyDocument\":", &own, "}"].concat();
    for (text, is_named) in [(pasted.clone(), true), ([&pasted, attached].concat(), false)] {
        paste(&mut checker, &text);
        checker.update(Message::Check(CheckerMessage::Settle));
        assert_eq!(!checker.enough_for.is_empty(), is_named, "{}", checker.enough_for);
    }
}

#[test]
fn an_upgrade_says_whether_the_pasted_text_allows_what_came() {
    let mut checker = checker(&[("for", "user"), ("from", "4.0.400"), VERSION]);
    let said = |checker: &Checker| of_class(&checker.view(), "upgrade").iter().map(words).collect::<String>();
    assert!(said(&checker).contains("new permissions are needed"), "{}", said(&checker));
    try_example(&mut checker, "example-own");
    assert!(said(&checker).contains("and they are allowed here"), "{}", said(&checker));
    try_example(&mut checker, "example-older");
    assert!(said(&checker).contains("not all of them are allowed here"), "{}", said(&checker));
    let attached =
        r#"{"UserName":"u","AttachedPolicies":[{"PolicyName":"x","PolicyArn":"arn:aws:iam::123456789012:policy/x"}]}"#;
    let own = ["{\"UserName\":\"u\",\"PolicyName\":\"p\",\"PolicyDocument\":", &of_user(), "}", attached].concat();
    paste(&mut checker, &own);
    assert!(said(&checker).contains(": new permissions."), "{}", said(&checker));
}

#[test]
fn an_error_alone_is_not_asked_whose_policies_they_are() {
    let mut checker = checker(&[]);
    let is_asked = |checker: &Checker| {
        let (tree, mut found) = (checker.view(), Vec::new());
        all(&tree, &mut found);
        let labels =
            |element: &&Element| element.attributes.iter().any(|(name, value)| *name == "for" && value == WHOSE);
        let field = |element: &&&Element| {
            element.children.iter().any(|child| matches!(child, ViewNode::Element(child) if labels(&child)))
        };
        found.iter().find(field).is_some_and(|field| !field.attributes.iter().any(|(name, _)| *name == "hidden"))
    };
    assert!(is_asked(&checker));
    try_example(&mut checker, "example-error");
    assert!(!is_asked(&checker));
}
