//! Names of requests, and the IAM action each needs.
//!
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html> and its neighbours.

use super::squeeze::{Gap, Squeezed};
use crate::remotion::{self, OPERATIONS};
use crate::search;

/// Actions of Remotion's neighbours: roles and keys of one's own, a function in a VPC.
static MORE: [&str; 12] = [
    "iam:CreateServiceLinkedRole",
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession",
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
];

fn actions() -> impl Iterator<Item = &'static str> {
    remotion::actions().chain(MORE)
}

/// Functions of Remotion that make one kind of request, as stacks name them (packages/lambda-client/src).
static FRAMES: &[(&str, &str)] = &[
    ("getallfunctions(", "lambda:ListFunctions"),
    ("callfunctionsyncimplementation(", "lambda:InvokeFunction"),
    ("calllambdasyncwithoutretry(", "lambda:InvokeFunction"),
    ("callfunctionasyncimplementation(", "lambda:InvokeFunction"),
    ("callfunctionwithstreamingimplementation(", "lambda:InvokeFunction"),
    ("lambdaheadfileimplementation(", "s3:GetObject"),
    ("lambdareadfileimplementation(", "s3:GetObject"),
    ("trylambdawritefile(", "s3:PutObject"),
    ("lambdawritefileimplementation(", "s3:PutObject"),
    ("lambdadeletefileimplementation(", "s3:DeleteObject"),
    ("lambdalsimplementation(", "s3:ListBucket"),
    ("createlcrules(", "s3:PutLifecycleConfiguration"),
    ("deletelcrules(", "s3:PutLifecycleConfiguration"),
];

/// The action a request needs: of the longest name that this one ends with, or is. Empty for an unknown one.
fn of_operation(name: &str, whole: bool) -> &'static str {
    let (mut longest, mut found) = (0, "");
    let mut consider = |known: &str, action: &'static str| {
        let known = search::cut(known, ":").map_or("", |(_, name)| name);
        if known.len() > longest && name.ends_with(known) && (!whole || name.len() == known.len()) {
            (longest, found) = (known.len(), action);
        }
    };
    OPERATIONS.iter().for_each(|(known, action)| consider(known, action));
    actions().for_each(|action| consider(action, action));
    found
}

/// `action` as AWS writes it, where it is known.
pub(super) fn known(action: &str) -> Option<&'static str> {
    actions().find(|known| known.eq_ignore_ascii_case(action))
}

/// What a text calls an action: `service:Name`, or the name of a request. Empty where it is neither.
pub(super) fn action(said: &str) -> String {
    if let Some(known) = known(said) {
        return known.into();
    }
    match search::cut(said, ":") {
        Some((service, name)) if !service.is_empty() && !name.is_empty() => {
            [&service.to_ascii_lowercase(), ":", name].concat()
        }
        _ => of_operation(said, true).into(),
    }
}

/// The action of an event of CloudTrail. Lambda's names end in the date of the API: `CreateFunction20150331v2`.
pub(super) fn of_event(source: &str, name: &str) -> String {
    let name = search::cut(name, "20").map_or(name, |(name, _)| name);
    let service = search::cut(source, ".").map_or("", |(service, _)| service);
    let known = of_operation(name, true);
    if !known.is_empty() && known.starts_with(service) {
        return known.into();
    }
    if service.is_empty() || name.is_empty() {
        return String::new();
    }
    [service, ":", name].concat()
}

/// Before the name of a request, in what the AWS command line, the SDKs for Go and those for JavaScript say.
const HEADS: [&str; 3] = ["whencallingthe", "operationerror", "command"];

/// What [`named_at`] looks for.
pub(super) fn phrases() -> impl Iterator<Item = &'static str> {
    HEADS.into_iter().chain(FRAMES.iter().map(|(frame, _)| *frame))
}

/// The action of the request that is named at a place; empty where none is.
pub(super) fn named_at(text: &Squeezed, at: usize) -> &'static str {
    let word = |start: usize| {
        let mut end = start;
        while end < start + 60
            && text.byte(end).is_ascii_alphanumeric()
            && (end == start || text.gap(end) == Gap::Nothing)
        {
            end += 1;
        }
        end
    };
    let [calling, failed, command] = HEADS;
    if let Some(start) = text.after(at, calling) {
        return of_operation(text.part(&(start..word(start))), true);
    }
    if let Some(start) = text.after(at, failed) {
        let colon = text.find(start..start + 30, ":").unwrap_or(start);
        return of_operation(text.part(&(colon + 1..word(colon + 1))), true);
    }
    if text.byte(at) == b'C' && text.is_at(at, command) {
        let mut start = at;
        while start > 0
            && at - start < 60
            && text.gap(start) == Gap::Nothing
            && text.byte(start - 1).is_ascii_alphanumeric()
        {
            start -= 1;
        }
        return of_operation(text.part(&(start..at)), false);
    }
    FRAMES.iter().find(|(frame, _)| text.is_at(at, frame)).map_or("", |(_, action)| action)
}
