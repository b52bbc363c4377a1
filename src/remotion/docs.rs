//! `docs/permissions.md`, written from the table. `UPDATE_EXPECT=1 cargo test --lib permissions_page` rewrites it.

use super::requests::{Group, Request, CALLS, GROUPS};
use super::resource;
use super::unasked::UNASKED;
use super::when::{self, Facts};
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
- Several calls request `sts:GetCallerIdentity`, which needs no permission. `getUserPolicy()`, `getRolePolicy()`,
  `getRegions()`, `estimatePrice()` and `speculateFunctionName()` send no request.
";

/// The sections: whose requests, and the policies that grant them.
const SECTIONS: &[(&str, &str, &[Kind])] = &[
    (
        "The caller",
        "Your own code that starts renders: a Lambda function, an EC2 instance, an ECS task, a CI job. Policies `caller` \
         and, for your own output bucket, `destination-caller`.",
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
    (when::CHINA, "in China"),
    (when::MUST_READ, "before Remotion 4.0.523"),
    (when::OLD_BUCKETS, ""),
];

fn conditions(facts: Facts) -> Vec<&'static str> {
    let holds = |(fact, words): &(Facts, &'static str)| (facts & fact != 0 && !words.is_empty()).then_some(*words);
    CONDITIONS.iter().filter_map(holds).collect()
}

fn needed(request: &Request, call: &str) -> String {
    let level = request.level_in(0);
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

fn row(request: &Request, call: &str) -> String {
    let names = [
        "aws",
        "remotionlambda-",
        "*",
        "*",
        "remotion-render-",
        "remotion-lambda-role",
        "{bucket}",
        "{prefix}",
        "{key}",
    ];
    let on = resource(request.resource, &names.map(str::to_string));
    let Request { action, reason, source, .. } = request;
    format!("| `{action}` | `{on}` | {} | {reason} | {source} |\n", needed(request, call))
}

const COLUMNS: &str = "\n| Permission | On | Needed | Why | Source |\n| --- | --- | --- | --- | --- |\n";

fn page() -> String {
    let mut page = HEAD.to_string();
    for (title, about, policies) in SECTIONS {
        page += &format!("\n## {title}\n\n{about}\n");
        let groups = || GROUPS.iter().filter(|group: &&Group| policies.contains(&group.policy));
        for (at, call) in CALLS.iter().enumerate() {
            let makes_it = |request: &&Request| request.calls() & 1 << at != 0;
            let mut requests = groups().flat_map(|group| group.requests).filter(makes_it).peekable();
            if requests.peek().is_some() {
                page += &format!("\n### `{call}`\n{COLUMNS}");
                page.extend(requests.map(|request| row(request, call)));
            }
        }
        let unused: Vec<&Request> =
            groups().flat_map(|group| group.requests).filter(|request| request.calls() == 0).collect();
        if !unused.is_empty() {
            page += &format!("\n### Not used\n\nRemotion’s policies grant these permissions, but nothing in Remotion uses them.\n{COLUMNS}");
            page.extend(unused.into_iter().map(|request| row(request, "")));
        }
        let more: Vec<_> = UNASKED.iter().filter(|more| policies.contains(&more.policy)).collect();
        if !more.is_empty() {
            page +=
                "\n### Other cases\n\nNo policy here has a field for these cases. Add the permissions yourself.\n\n\
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
