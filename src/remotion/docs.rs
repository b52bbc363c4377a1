//! `docs/permissions.md`, written from the table. `UPDATE_EXPECT=1 cargo test --lib permissions_page` rewrites it.

use super::requests::{Group, Request, EXTRAS, GROUPS, INSIGHTS_ACCOUNTS};
use super::unasked::UNASKED;
use super::when::{self, Facts};
use super::{is_of_calls, resource};
use crate::search;
use crate::setup::calls;
use crate::setup::Kind;
use expect_test::expect_file;

const HEAD: &str = "\
# The AWS permissions of Remotion Lambda

This page lists every AWS request of Remotion Lambda: which call makes it, which permission it needs and on which
resource, when and why it is needed, and the source. A test writes this page from `src/remotion/requests.rs`; do not edit
it.

- **Always** means that the call, or the task that the policy is for, fails without the permission. Any other entry names
  the one case that needs it.
- Sources are files under `packages/` of Remotion 4.0.527, or pages. *Recorded* means that we observed the request, and
  that the call failed when only this request was denied.
- In China, replace `arn:aws` with `arn:aws-cn`. Replace `{bucket}`, `{prefix}` and `{key}` with your output bucket, the
  folder that renders go to, and the ARN of the bucket's KMS key.
- Replace `{role}`, `{function}` and `{own bucket}` with names of your own, which the policies `user` and `role` take as
  `functionRole`, `functionName` and `remotionBucket`.
- Several calls request `sts:GetCallerIdentity`, which needs no permission. `getUserPolicy()`, `getRolePolicy()`,
  `getRegions()`, `estimatePrice()` and `speculateFunctionName()` send no request.
";

/// The sections: whose requests, and the policies that grant them.
const SECTIONS: &[(&str, &str, &[Kind])] = &[
    (
        "The caller",
        "Your own code, or a CI job: a Lambda function, an EC2 instance, an ECS task. The policy `caller` grants what the \
         calls need that you name in `calls`: the names below, without `()` and without `npx remotion lambda`. For your own \
         output bucket: `destination-caller`.",
        &[Kind::Caller, Kind::DestinationCaller],
    ),
    (
        "The render function",
        "The Lambda function that renders, with its role `remotion-lambda-role`. Policies `role` and, for your own output \
         bucket, `destination`.",
        &[Kind::Role, Kind::Destination],
    ),
    (
        "The deployer",
        "A person or a CI job that deploys functions and sites, and can also start renders. Policy `user`.",
        &[Kind::User],
    ),
];

const CONDITIONS: &[(Facts, &str)] = &[
    (when::DOWNLOAD, ""),
    (when::DELETE, "for `deleteRender()`"),
    (when::FINDS_BUCKET, "without `forceBucketName`"),
    (when::PREFIX, "with a key prefix"),
    (when::ACL, "unless `privacy` is `no-acl`"),
    (when::READS, "unless the function can only write"),
    (when::KEY, "with your own KMS key"),
    (when::REMOTIONS_BUCKET, "in Remotion’s own bucket"),
    (when::OTHER_BUCKET, ""),
    (when::HOSTED_LAYERS, "with `customLayerArns`, as in China"),
    (when::MUST_READ, "before Remotion 4.0.523"),
    (when::OLD_BUCKETS, ""),
    (when::BY_CALLS, ""),
    (when::CREATES, "when it creates the bucket"),
    (when::REMOVES_SITES, ""),
    (when::WHOLE_POLICY, ""),
    (when::INSIGHTS, "for Lambda Insights in af-south-1, ap-east-1, ap-northeast-3 and eu-south-1"),
    (when::VPC, "for a function in a VPC"),
    (when::QUOTA_INCREASE, "for the first request of an account"),
    (when::OWN_ROLE, "with `customRoleArn`"),
    (when::OWN_FUNCTION, "for a function with a name of your own"),
    (when::OWN_BUCKET, "with your own bucket instead of Remotion’s"),
];

fn conditions(facts: Facts) -> Vec<&'static str> {
    let holds = |(fact, words): &(Facts, &'static str)| (facts & fact != 0 && !words.is_empty()).then_some(*words);
    CONDITIONS.iter().filter_map(holds).collect()
}

fn needed(request: &Request, call: &str, facts: Facts) -> String {
    let level = request.level_in(facts);
    // The headings say what the caller uses.
    let mut parts = conditions(request.when & !when::DELETE);
    let quoted = ["`", call, "`"].concat();
    let is_the_case = |case: &&str| case.contains(&quoted) && !case.contains(&[&quoted, " with"].concat());
    let first = match level.needed_for().filter(|case| !is_the_case(case)) {
        Some(case) => ["for ", case].concat(),
        None if level == super::Level::Unused => "never".into(),
        None => "always".into(),
    };
    parts.insert(0, &first);
    let mut text = parts.join(", ");
    let must = conditions(request.must()).join(", ");
    if !must.is_empty() && first != "always" {
        text.push_str("; always ");
        text.push_str(&must);
    }
    let (head, tail) = text.split_at(1);
    [&head.to_uppercase(), tail].concat()
}

fn row(request: &Request, call: &str, facts: Facts) -> String {
    let names = [
        "aws",
        "remotionlambda-*",
        "*",
        "*",
        "remotion-render-",
        "remotion-lambda-role",
        "{bucket}",
        "{prefix}",
        "{key}",
        "*",
    ];
    let own = ["aws", "", "*", "*", "{function}", "{role}", "{own bucket}", "{region}:{account of AWS}", "{key}", ""];
    let on = resource(
        request,
        &names.map(str::to_string),
        &own.map(str::to_string),
        if request.is_own { "" } else { "{bucket}" },
    );
    let Request { action, reason, source, .. } = request;
    format!("| `{action}` | `{on}` | {} | {reason} | {source} |\n", needed(request, call, facts))
}

const COLUMNS: &str = "\n| Permission | On | Needed | Why | Source |\n| --- | --- | --- | --- | --- |\n";

fn page() -> String {
    let mut page = HEAD.to_string();
    for (title, about, policies) in SECTIONS {
        page += &format!("\n## {title}\n\n{about}\n");
        let is_caller = policies.contains(&Kind::Caller);
        let facts = if is_caller { when::BY_CALLS | when::REMOVES_SITES } else { 0 };
        let is_here = |group: &Group, request: &Request| {
            policies.contains(&group.policy)
                || is_caller && is_of_calls(group, request) && request.when & when::WHOLE_POLICY == 0
        };
        // No policy of the caller takes the extras.
        let extras = if is_caller { &[] } else { EXTRAS };
        let all =
            || GROUPS.iter().chain(extras).flat_map(|group| group.requests.iter().map(move |request| (group, request)));
        let requests = || all().filter(|(group, request)| is_here(group, request)).map(|(_, request)| request);
        for (at, names) in calls::names().into_iter().enumerate() {
            let names: Vec<String> = search::split(names, "|").into_iter().map(calls::written).collect();
            let mut made = requests().filter(|request| request.calls & 1 << at != 0).peekable();
            if made.peek().is_some() {
                page += &format!("\n### `{}`\n{COLUMNS}", names.join("`, `"));
                let first = names.first().map_or("", String::as_str);
                page.extend(made.map(|request| row(request, first, facts)));
            }
        }
        let unused: Vec<&Request> = requests().filter(|request| request.calls == 0).collect();
        if !unused.is_empty() && !is_caller {
            page += &format!("\n### Not used\n\nRemotion’s policies grant these permissions, but nothing in Remotion uses them.\n{COLUMNS}");
            page.extend(unused.into_iter().map(|request| row(request, "", 0)));
        }
        let more: Vec<_> = UNASKED.iter().filter(|more| policies.contains(&more.policy)).collect();
        if !more.is_empty() {
            page +=
                "\n### Other cases\n\nThese policies have no field for these cases: add the permissions yourself. The policy `user` adds some of them with `extras` and `kmsKeyArn`.\n\n\
                     | Permission | On | Needed for | Why | Source |\n| --- | --- | --- | --- | --- |\n";
        }
        for more in more {
            let actions: Vec<String> = more.actions.iter().map(|action| format!("`{action}`")).collect();
            page += &format!(
                "| {} | `{}` | {} | {} | {} |\n",
                actions.join(", "),
                more.resource,
                more.case,
                more.reason,
                more.source
            );
        }
    }
    page
}

#[test]
fn the_permissions_page_is_the_table() {
    expect_file!["../../docs/permissions.md"].assert_eq(&page());
}

#[test]
fn whatever_names_the_regions_of_lambda_insights_names_those_of_the_table() {
    let rows: Vec<(&str, &str)> = INSIGHTS_ACCOUNTS.lines().filter_map(|line| line.split_once('\t')).collect();
    assert_eq!(rows.len(), 4);
    let regions: Vec<&str> = rows.iter().map(|(region, _)| *region).collect();
    let (last, first) = regions.split_last().expect("a region");
    let sentence = |word: &str| [&first.join(", "), " ", word, " ", last].concat();
    let texts = [
        (include_str!("../policies/extras.rs"), sentence("and")),
        (include_str!("unasked.rs"), sentence("or")),
        (include_str!("../../pkg/types.d.ts"), sentence("and")),
    ];
    for (text, names) in &texts {
        let text: Vec<&str> = text.split_whitespace().filter(|word| !matches!(*word, "\\" | "*")).collect();
        assert!(text.join(" ").contains(names), "{names}");
    }
    let condition = CONDITIONS.iter().find(|(fact, _)| *fact == when::INSIGHTS).map(|(_, words)| *words);
    assert_eq!(condition, Some(["for Lambda Insights in ", &sentence("and")].concat().as_str()));
    assert!(rows.iter().all(|(_, account)| include_str!("unasked.rs").contains(account)));
}
