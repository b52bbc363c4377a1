//! That the table is whole and can be read one way only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use super::requests::{Group, Level, GROUPS, PLACES};
use super::{groups, is_of_calls, own_statements, request, statements, when, Setup};
use crate::catalog::{self, Version};
use crate::setup::calls;
use crate::setup::{self, BuildCall, Inputs, Kind, Text, FLAGS};
use std::io::Write as _;

/// The table was made from the texts up to this version. What a newer one brings is a warning until it has a row.
const READ: Version = Version::new(4, 0, 527);

fn inputs(call: &BuildCall) -> Inputs {
    let kind = call.kind().expect("a policy");
    setup::check(call, kind).expect("valid inputs")
}

/// A call for each text of Remotion's that was ever published.
fn published() -> Vec<(Version, BuildCall)> {
    let mut calls = Vec::new();
    for policy in ["user", "role"] {
        for region in ["us-east-1", "cn-north-1"] {
            for range in catalog::ranges() {
                let call = BuildCall::new(policy).with(Text::Version, &range.to.text()).with(Text::Region, region);
                if region == "us-east-1" || range.to >= catalog::CHINA_SINCE {
                    calls.push((range.to, call));
                }
            }
        }
    }
    calls
}

/// What a text has and no row is about.
fn unknown(inputs: &Inputs) -> Vec<String> {
    let setup = Setup::of_text(inputs);
    let mut unknown = Vec::new();
    for statement in statements(&setup) {
        for action in &statement.actions {
            for resource in &statement.resources {
                if request(&setup, action, resource).is_none() {
                    unknown.push([action, "` on `", resource].concat());
                }
            }
        }
    }
    unknown
}

/// The line of the data that names an action, from 1.
fn line(action: &str) -> usize {
    let quoted = ["\"", action.split('`').next().unwrap_or_default(), "\""].concat();
    let data = include_str!("../../data/remotion.json");
    1 + data.lines().position(|line| line.replace('\\', "").contains(&quoted)).unwrap_or_default()
}

#[test]
fn every_permission_of_every_published_text_has_a_row() {
    let mut warnings: Vec<String> = Vec::new();
    for (version, call) in published() {
        for unknown in unknown(&inputs(&call)) {
            let at = ["data/remotion.json:", &line(&unknown).to_string()].concat();
            let policy = call.text(Text::Policy).unwrap();
            let version_text = version.text();
            let said = format!("{at}: warning: `{unknown}` of the {policy} policy of {version_text} has no row in src/remotion/requests.rs\n");
            assert!(version > READ, "{said}");
            if !warnings.contains(&said) {
                warnings.push(said);
            }
        }
    }
    // Not by a macro, whose output is not shown of a test that passes.
    std::io::stderr().write_all(warnings.concat().as_bytes()).unwrap();
}

#[test]
fn the_line_of_an_action_is_where_the_data_names_it() {
    let data = include_str!("../../data/remotion.json");
    let named = data.lines().nth(line("s3:PutBucketPolicy` on `x") - 1).unwrap();
    assert!(named.contains("s3:PutBucketPolicy"), "{named}");
}

#[test]
fn every_row_for_remotions_texts_is_in_one_of_them() {
    let setups: Vec<Inputs> = published().iter().map(|(_, call)| inputs(call)).collect();
    for group in GROUPS.iter().filter(|group| group.sid.is_empty() && group.policy != Kind::Caller) {
        for row in group.requests {
            let is_used = setups.iter().filter(|inputs| inputs.kind == group.policy).any(|inputs| {
                let setup = Setup::of_text(inputs);
                let all = statements(&setup);
                let mut pairs = all.iter().flat_map(|one| one.resources.iter().map(move |resource| (one, resource)));
                pairs.any(|(one, resource)| {
                    one.actions.contains(&row.action)
                        && request(&setup, row.action, resource).is_some_and(|found| std::ptr::eq(found, row))
                })
            });
            assert!(is_used, "{} on {}", row.action, row.resource);
        }
    }
}

/// Calls with each combination of what rows ask about.
fn setups() -> Vec<Inputs> {
    let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for bits in 0..1_u32 << 8 {
            let on = |bit: u32| bits >> bit & 1 == 1;
            let mut call = BuildCall::new(kind.name())
                .with(Text::Bucket, if on(0) { "my-videos" } else { "remotionlambda-useast1-abc" })
                .with(Text::KeyPrefix, if on(1) { "final/" } else { "" })
                .with(Text::Privacy, if on(2) { "no-acl" } else { "" })
                .with(Text::KmsKeyArn, if on(3) { key } else { "" })
                .with(Text::Version, if on(4) { "4.0.522" } else { "" })
                .with(Text::RemotionBucket, if on(0) { "" } else { "my-remotion" })
                .with(Text::FunctionName, if on(1) { "" } else { "acme-render" })
                .with(Text::FunctionRole, if on(2) { "" } else { "render" })
                .with(Text::Extras, if on(5) { "layers insights vpc quota-increase" } else { "" })
                .with(Text::Region, if on(6) && kind == Kind::User { "eu-south-1" } else { "" });
            for (bit, flag) in (5..).zip(FLAGS) {
                if on(bit) {
                    call.set_flag(*flag, Some(true));
                }
            }
            // Each call by itself, and each with the one after it.
            if kind == Kind::Caller {
                let calls = 1 << (bits % 27) | if on(7) { 1 << ((bits + 1) % 27) } else { 0 };
                call.set_text(Text::Calls, Some(calls::list(calls).join(" ")));
            }
            if let Ok(inputs) = setup::check(&call, kind) {
                all.push(inputs);
            }
        }
    }
    assert!(all.len() > 1_000);
    all
}

/// A statement grants every action on every resource. If that were more than its rows ask for, it would be too wide.
#[test]
fn a_statement_grants_exactly_what_its_rows_ask_for() {
    for inputs in setups() {
        let setup = Setup::of_text(&inputs);
        let own = if inputs.kind == Kind::Caller { statements(&setup) } else { own_statements(&setup) };
        for statement in own {
            for action in &statement.actions {
                for resource in &statement.resources {
                    assert!(request(&setup, action, resource).is_some(), "{} {action} {resource}", statement.sid);
                }
            }
        }
    }
}

#[test]
fn an_action_applies_to_one_type_of_resource() {
    let rows = || groups().flat_map(|group| group.requests);
    for row in rows() {
        let other = rows().find(|other| other.action == row.action).unwrap();
        assert_eq!(row.applies_to, other.applies_to, "{}", row.action);
    }
}

#[test]
fn every_row_says_why_and_what_makes_it() {
    for Group { requests, .. } in groups() {
        for row in *requests {
            assert!(row.reason.ends_with('.') && !row.reason.contains("  "), "{}: {}", row.action, row.reason);
            let unused = row.level_in(0) == Level::Unused;
            assert_eq!(row.calls == 0, unused, "{}", row.action);
            assert_eq!(row.source.is_empty(), unused, "{}", row.action);
        }
    }
}

#[test]
fn a_row_of_ours_has_a_statement_in_some_setup() {
    let all: Vec<Inputs> = setups();
    for group in groups().filter(|group| !group.sid.is_empty()) {
        for row in group.requests {
            let is_used = all.iter().filter(|inputs| inputs.kind == group.policy).any(|inputs| {
                let setup = Setup::of_text(inputs);
                own_statements(&setup).iter().any(|one| one.sid == group.sid && one.actions.contains(&row.action))
            });
            assert!(is_used, "{} {}", group.sid, row.action);
        }
    }
    let callers: Vec<Setup<'_>> = all.iter().filter(|inputs| inputs.kind == Kind::Caller).map(Setup::of_text).collect();
    for row in GROUPS.iter().filter(|group| group.policy == Kind::Caller).flat_map(|group| group.requests) {
        let is_used = callers.iter().any(|setup| setup.rows.iter().any(|(used, ..)| std::ptr::eq(*used, row)));
        assert!(is_used, "{} {}", row.action, row.resource);
    }
}

#[test]
fn what_is_added_to_remotions_texts_has_sids_of_its_own() {
    for inputs in setups().iter().filter(|inputs| matches!(inputs.kind, Kind::User | Kind::Role)) {
        let mut sids: Vec<&str> = statements(&Setup::of_text(inputs)).iter().map(|one| one.sid).collect();
        let all = sids.len();
        sids.sort_unstable();
        sids.dedup();
        assert_eq!(sids.len(), all, "{:?}", inputs.extras());
    }
}

/// A row whose resource has no place would be in no statement.
#[test]
fn every_row_of_the_callers_has_a_place() {
    for group in GROUPS {
        for row in group.requests.iter().filter(|row| is_of_calls(group, row) && row.calls != 0) {
            let is_option = row.level_in(when::BY_CALLS).is_option();
            let only_older = row.when & when::WHOLE_POLICY != 0;
            let has_place = PLACES.iter().any(|(template, _)| *template == row.resource);
            assert!(has_place || is_option || only_older, "{} {}", row.action, row.resource);
        }
    }
}

#[test]
fn statements_of_a_caller_have_sids_of_their_own() {
    for inputs in setups().iter().filter(|inputs| inputs.kind == Kind::Caller) {
        let mut sids: Vec<&str> = statements(&Setup::of_text(inputs)).iter().map(|one| one.sid).collect();
        let all = sids.len();
        sids.sort_unstable();
        sids.dedup();
        assert_eq!((sids.len(), all > 0), (all, true), "{:b}", inputs.calls);
    }
}

#[test]
fn a_case_that_was_asked_for_is_always_needed() {
    let level = |call: &BuildCall, action: &str| {
        let all = super::required(&inputs(call));
        all.iter().find(|one| one.action == action).map(|one| one.level.necessity().name())
    };
    let calls = |calls: &str| BuildCall::new("caller").with(Text::Calls, calls);
    for (calls, action, expected) in [
        (BuildCall::new("caller"), "lambda:InvokeFunction", Some("must")),
        (BuildCall::new("caller"), "s3:GetObject", None),
        (calls("deleteFunction"), "lambda:DeleteFunction", Some("must")),
        (calls("quotas"), "servicequotas:GetServiceQuota", Some("must")),
        (calls("deployFunction"), "lambda:TagResource", Some("case")),
        (calls("getOrCreateBucket"), "s3:CreateBucket", Some("must")),
        (calls("getOrCreateBucket"), "s3:PutBucketPolicy", Some("case")),
        (calls("getOrCreateBucket"), "s3:PutLifecycleConfiguration", None),
        (calls("sites rm"), "s3:PutLifecycleConfiguration", Some("must")),
        (BuildCall::new("user"), "lambda:DeleteFunction", Some("case")),
    ] {
        assert_eq!(level(&calls, action), expected, "{calls:?} {action}");
    }
}
