//! The folder of the bucket that renders go to.

use super::bucket::visible;
use crate::diagnostics::{self, Problem};

/// A key prefix that ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyPrefix {
    /// As it stands in a key.
    pub(crate) key: String,
    /// A `/` at the start was left out.
    pub(crate) had_slash: bool,
}

/// What Remotion lets a key start with, besides letters and digits: its check is not anchored at the end, so only the
/// first character counts (`validateOutname` in `packages/serverless-client/src`).
const FIRST: &str = "-!_.*'()/:&$@=;+,?";

impl KeyPrefix {
    pub(crate) fn parse(typed: &str) -> Result<KeyPrefix, Vec<Problem>> {
        let trimmed = typed.trim_start_matches('/');
        let mut key = trimmed.to_string();
        if !key.is_empty() && !key.ends_with('/') {
            key.push('/');
        }
        let mut problems = Vec::new();
        let mut refuse = |sentence: &diagnostics::ProblemMessage, value: &str| {
            problems.push(sentence.problem("keyPrefix", &[value]))
        };
        if let Some(first) =
            key.chars().next().filter(|c| !c.is_ascii_alphanumeric() && FIRST.chars().all(|one| one != *c))
        {
            refuse(&diagnostics::KEY_PREFIX_START, &visible(first));
        }
        // IAM accepts tab, line ends and U+0020 to U+00FF in a policy; control characters in a key are never meant.
        if let Some(character) = key.chars().find(|c| c.is_control() || u32::from(*c) > 0xFF) {
            refuse(&diagnostics::KEY_PREFIX_CHARACTER, &visible(character));
        }
        if key.len() >= 1024 {
            refuse(&diagnostics::KEY_PREFIX_LENGTH, &diagnostics::grouped(key.len()));
        }
        if problems.is_empty() {
            Ok(KeyPrefix { had_slash: trimmed.len() != typed.len(), key })
        } else {
            Err(problems)
        }
    }

    /// As it stands in a `Resource`: what IAM would read as a wildcard or a policy variable is escaped.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
    pub(crate) fn in_resource(&self) -> String {
        let mut escaped = String::with_capacity(self.key.len());
        let mut characters = self.key.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '*' => escaped.push_str("${*}"),
                '?' => escaped.push_str("${?}"),
                '$' if characters.peek() == Some(&'{') => escaped.push_str("${$}"),
                c => escaped.push(c),
            }
        }
        escaped
    }
}
