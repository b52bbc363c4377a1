//! Near misses: what a policy allows that no request of Remotion is, although it looks as if it were meant to be.

use super::whose::{Counted, Side};
use crate::catalog;
use crate::import::document::{Effect, Item, Scope, Statement};
use crate::import::finding::{self, Finding, FindingMessage, MOST};
use crate::remotion::{actions, OPERATIONS};
use crate::search;
use crate::setup::{BuildCall, Kind};

/// The code of the finding that policies look like the deployer's.
pub const OF_DEPLOYER: &str = finding::DEPLOYERS.code;

/// What every policy of a deployer allows, and no policy of a render function's role has to.
const DEPLOYS: [&str; 2] = ["iam:PassRole", "lambda:CreateFunction"];

/// Where policies that are checked as the render function's look like the deployer's.
pub(super) fn of_deployer(documents: &[Counted<'_>], requirements: &[BuildCall]) -> Option<Finding> {
    let is_role = |call: &BuildCall| matches!(call.kind(), Ok(Kind::Role | Kind::Destination));
    if requirements.is_empty() || !requirements.iter().all(is_role) {
        return None;
    }
    for counted in documents.iter().filter(|counted| counted.side == Side::Grants) {
        for statement in &counted.document.statements {
            let (Scope::Only(actions), Effect::Allow) = (&statement.actions, statement.effect) else { continue };
            let own = |item: &&Item| DEPLOYS.iter().any(|action| action.eq_ignore_ascii_case(&item.text));
            if let Some(item) = actions.iter().find(own) {
                return Some(finding::DEPLOYERS.finding(counted.document.text, item.span.clone(), &[&item.text]));
            }
        }
    }
    None
}

/// Actions that take no resource.
const EVERYTHING: [&str; 2] = ["s3:ListAllMyBuckets", "lambda:ListFunctions"];

/// The near misses of the policies that count, as findings; of trust policies, whom else they trust. `buckets` are those
/// that the check is about, by name.
pub(super) fn near(documents: &[Counted<'_>], buckets: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, counted) in
        documents.iter().enumerate().filter(|(_, counted)| matches!(counted.side, Side::Grants | Side::Trusts))
    {
        for (index, statement) in counted.document.statements.iter().enumerate() {
            let mut say = |sentence: &FindingMessage, item: &Item, values: &[&str]| {
                if found.len() < MOST {
                    let mut finding = sentence.finding(counted.document.text, item.span.clone(), values);
                    finding.document = Some(at);
                    finding.path = crate::diagnostics::fill("Statement[{0}]", &[&crate::diagnostics::digits(index)]);
                    found.push(finding);
                }
            };
            if counted.side == Side::Trusts {
                super::tokens::of(statement, &mut say);
            } else {
                of(statement, buckets, &mut say);
            }
        }
    }
    found
}

fn of(statement: &Statement, buckets: &[&str], say: &mut dyn FnMut(&FindingMessage, &Item, &[&str])) {
    let (Scope::Only(actions), Scope::Only(resources)) = (&statement.actions, &statement.resources) else { return };
    for item in actions {
        let text = item.text.as_str();
        if let Some((_, action)) = OPERATIONS.iter().find(|(call, _)| call.eq_ignore_ascii_case(text)) {
            say(&finding::CALL_AS_ACTION, item, &[text, action]);
        } else if let Some(action) = misspelt(text) {
            say(&finding::MISSPELT_ACTION, item, &[text, action]);
        }
        if text.split_once(':').is_some_and(|(service, _)| search::is_wild(service)) {
            say(&finding::WILDCARD_SERVICE, item, &[text]);
        }
        if statement.effect == Effect::Allow && !search::is_wild(text) {
            misplaced(item, resources, say);
        }
    }
    if statement.effect == Effect::Allow {
        for item in resources {
            resource(item, buckets, say);
        }
    }
}

/// The action that a text is but for one letter more, less, or other, or two that have changed places. AWS has no two
/// actions that are as near and one of which Remotion needs.
fn misspelt(text: &str) -> Option<&'static str> {
    if text.contains(['*', '?']) || actions().any(|action| action.eq_ignore_ascii_case(text)) {
        return None;
    }
    actions().find(|action| is_one_slip(text.as_bytes(), action.as_bytes()))
}

fn is_one_slip(a: &[u8], b: &[u8]) -> bool {
    let is_same = |(x, y): &(&u8, &u8)| x.eq_ignore_ascii_case(y);
    let begun = a.iter().zip(b).take_while(is_same).count();
    let (a, b) = (a.get(begun..).unwrap_or_default(), b.get(begun..).unwrap_or_default());
    let ended = a.iter().rev().zip(b.iter().rev()).take_while(is_same).count();
    match (a.get(..a.len() - ended), b.get(..b.len() - ended)) {
        (Some([x, y]), Some([v, w])) => x.eq_ignore_ascii_case(w) && y.eq_ignore_ascii_case(v),
        (Some(a), Some(b)) => a.len() <= 1 && b.len() <= 1,
        _ => false,
    }
}

/// An action on resources that it does not apply to.
fn misplaced(action: &Item, resources: &[Item], say: &mut dyn FnMut(&FindingMessage, &Item, &[&str])) {
    let text = action.text.as_str();
    let all = |fits: &dyn Fn(&str) -> bool| !resources.is_empty() && resources.iter().all(|item| fits(&item.text));
    if EVERYTHING.iter().any(|name| name.eq_ignore_ascii_case(text)) {
        if all(&|arn| arn != "*" && !arn.ends_with(":s3:::*")) {
            say(&finding::TAKES_NO_RESOURCE, action, &[text]);
        }
        return;
    }
    let Some(name) = text.strip_prefix("s3:") else { return };
    let bucket = search::has(name, "Bucket");
    let is_s3 = |arn: &str| search::has(arn, ":s3:::");
    if bucket && all(&|arn| is_s3(arn) && search::has(arn, "/")) {
        say(&finding::BUCKET_ACTION, action, &[text]);
    } else if !bucket
        && search::has(name, "Object")
        && all(&|arn| is_s3(arn) && !search::is_wild(arn) && !search::has(arn, "/"))
    {
        say(&finding::OBJECT_ACTION, action, &[text]);
    }
}

fn resource(item: &Item, buckets: &[&str], say: &mut dyn FnMut(&FindingMessage, &Item, &[&str])) {
    let parts: Vec<&str> = item.text.splitn(6, ':').collect();
    let ["arn", _, service, _, _, name] = parts.as_slice() else { return };
    match *service {
        _ if search::is_wild(service) => say(&finding::WILDCARD_SERVICE, item, &[&item.text]),
        "lambda" if !name.starts_with('*') && !search::has(name, ":") => {
            say(&finding::FUNCTION_LEFT_OUT, item, &[&item.text]);
        }
        "s3" if search::has(name, "remotion") => {
            let bucket = name.split('/').next().unwrap_or_default();
            if !may_be_remotions(bucket) && !buckets.contains(&bucket) {
                say(&finding::NOT_REMOTIONS_BUCKET, item, &[bucket]);
            }
        }
        _ => {}
    }
}

/// Whether a pattern can match a bucket that Remotion makes: `remotionlambda-`, the region without dashes, and ten
/// characters; before December 2022 without the region (packages/serverless-client/src/make-bucket-name.ts).
fn may_be_remotions(pattern: &str) -> bool {
    let end = pattern.find(['*', '?', '$', crate::import::value::OPEN]).unwrap_or(pattern.len());
    let (head, whole) = (pattern.get(..end).unwrap_or_default(), end == pattern.len());
    const PREFIX: &str = "remotionlambda-";
    let Some(rest) = head.strip_prefix(PREFIX) else { return !whole && PREFIX.starts_with(head) };
    let old = if whole { rest.len() == 10 } else { rest.len() <= 10 };
    let regions = catalog::regions().iter().map(|region| {
        let mut begins: String = region.name.bytes().filter(|b| *b != b'-').map(char::from).collect();
        begins.push('-');
        begins
    });
    old && rest.bytes().all(|b| b.is_ascii_alphanumeric())
        || regions.into_iter().any(|begins| rest.starts_with(&begins) || !whole && begins.starts_with(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_with_one_slip_is_found_and_one_of_its_own_is_not() {
        for (text, meant) in [
            ("s3:ListAllMyBucket", Some("s3:ListAllMyBuckets")),
            ("s3:listallmybucket", Some("s3:ListAllMyBuckets")),
            ("s3:PutObjects", Some("s3:PutObject")),
            ("s3:GetObejct", Some("s3:GetObject")),
            ("lambda:InvokeFuncton", Some("lambda:InvokeFunction")),
            ("lamda:InvokeFunction", Some("lambda:InvokeFunction")),
            ("s3:GetObject", None),
            ("s3:getobject", None),
            ("s3:GetObjectTagging", None),
            ("s3:GetBucketAcl", None),
            ("logs:GetLogEvents", None),
            ("kms:Encrypt", None),
            ("s3:PutObjec*", None),
            ("s3:", None),
            ("", None),
        ] {
            assert_eq!(misspelt(text), meant, "{text}");
        }
    }

    #[test]
    fn a_pattern_that_no_bucket_of_remotions_fits_is_told_apart() {
        for (pattern, may) in [
            ("remotionlambda-*", true),
            ("remotionlambda-useast1-*", true),
            ("remotionlambda-useast1-abcde12345", true),
            ("remotionlambda-us*", true),
            ("remotionlambda-abcde12345", true),
            ("remotion*", true),
            ("*", true),
            ("remotion-*", false),
            ("remotionlambda", false),
            ("remotionlambda-us-east-1-*", false),
            ("remotionlambda-myapp", false),
            ("remotionlambda-my-app-*", false),
            ("my-remotion-videos", false),
        ] {
            assert_eq!(may_be_remotions(pattern), may, "{pattern}");
        }
    }
}
