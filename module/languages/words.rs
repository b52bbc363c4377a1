//! Words of policies, and of code that makes them: where they stand and nothing has read them, a policy may be hidden.
//! The core looks for the same ones, in what no reader takes: `src/import/prose.rs`.

use crate::prelude::*;
use crate::Span;

/// Words that stand in policies, and in code that makes them, and nowhere else.
const STRONG: &[&str] = &[
    "deny",
    "denies",
    "notaction",
    "notactions",
    "not_actions",
    "notresource",
    "notresources",
    "not_resources",
    "notprincipal",
    "notprincipals",
    "policydocument",
    "policystatement",
    "permissionsboundary",
    "permissions_boundary",
    "managedpolicyarns",
    "policyarn",
    "managed_policy_arns",
    "managedpolicies",
    "managedpolicy",
    "fromawsmanagedpolicyname",
    "fromstatements",
    "addtopolicy",
    "addtorolepolicy",
    "addtoprincipalpolicy",
    "addstatements",
    "attachpermissions",
    "inlinepolicies",
    "iamrolestatements",
    "jsonencode",
];

/// Words that do, with a sign after them that gives them a value.
const WEAK: &[&str] = &[
    "effect",
    "action",
    "actions",
    "resource",
    "resources",
    "statement",
    "statements",
    "principal",
    "principals",
    "condition",
    "conditions",
    "permissions",
];

/// Whether a word speaks of a policy, with what follows it.
pub(crate) fn is(word: &str, after: &str) -> bool {
    // Base64 of JSON, or of what gzip makes.
    let is_base64 = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_');
    let encoded = ["ey", "ew", "W3", "Ww", "Wy", "H4s"].iter().any(|head| word.starts_with(head));
    if encoded && word.len() + after.as_bytes().iter().take(64).take_while(|b| is_base64(b)).count() >= 64 {
        return true;
    }
    if word.len() > 30 {
        return false;
    }
    let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    if is(STRONG) || word.starts_with("aws_iam_") {
        return true;
    }
    let mut next = after.trim_start_matches(['"', '\'', '`', '\\', ' ', '\t']).chars();
    let gives = match next.next() {
        Some(':' | '=' | '(' | '[' | '{') => true,
        Some('.') => next.next().is_some_and(|c| c.is_ascii_alphabetic()),
        _ => false,
    };
    gives && (is(WEAK) || word.starts_with("grant") && word.len() > 5)
}

/// Where such words begin in a part.
pub(crate) fn places(text: &str, part: &Span, places: &mut Vec<u32>) {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let inside = text.get(..part.end).unwrap_or_default();
    let mut at = part.start;
    while let Some(start) = inside.get(at..).and_then(|rest| rest.find(is_letter)) {
        let start = at + start;
        let rest = inside.get(start..).unwrap_or_default();
        at = start + rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        if let (Some(word), Some(after)) = (inside.get(start..at), text.get(at..)) {
            // `token.actions.githubusercontent.com` issues GitHub's tokens.
            let before = inside.get(..start).unwrap_or_default();
            let is_host = word == "actions" && before.ends_with("token.");
            if !is_host && is(word, after) {
                places.push(start as u32);
            }
        }
    }
}
