//! The names a reader brings: each is parsed once, forgivingly, and valid ever after.
//!
//! A `parse` takes what was typed or pasted and gives the name, or every problem found. Forgiving means that a longer
//! form which plainly holds the name (an S3 address, an ARN, an account id with dashes) is taken for it.

mod address;
mod bucket;
mod closest;
mod distribution;
mod key_prefix;
mod kms_key;
mod token;

pub use address::Address;
pub use bucket::{Bucket, REMOTION_PREFIX};
pub(crate) use closest::closest;
pub(crate) use distribution::Distribution;
pub(crate) use key_prefix::KeyPrefix;
pub(crate) use kms_key::KmsKey;
pub(crate) use token::{claim, github_issuer, is_host_of, is_issuer_of, issues_for, Issuer, Repository};

use super::fields::Text;
use crate::diagnostics::{self, Problem};
use crate::mark::mark;
use crate::partition::Partition;
use crate::RESOURCES;

/// The render function's role in every Remotion setup (`ROLE_NAME` in `suggested-policy.ts`).
pub(crate) const FUNCTION_ROLE: &str = "remotion-lambda-role";

/// The role of the code that starts renders, where the reader names none. Remotion's docs leave it open; this one goes
/// with the name of its policy.
pub(crate) const CALLER_ROLE: &str = "remotion-executionrole";

/// The name of a role or user with the mark of what the reader typed, unless it is one that is everybody's.
pub(crate) fn marked(name: &str) -> String {
    if RESOURCES && [FUNCTION_ROLE, CALLER_ROLE].contains(&name) {
        name.to_string()
    } else {
        mark(name)
    }
}

/// Remotion's own prefix of function names (`RENDER_FN_PREFIX`).
pub(crate) const FUNCTION_PREFIX: &str = "remotion-render-";

/// A region, and the partition it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) name: String,
    pub(crate) partition: Partition,
}

impl Region {
    /// Takes a region of any partition, in any case; a region that Remotion knows and that is close is suggested.
    pub(crate) fn parse(typed: &str) -> Result<Region, Problem> {
        let name = typed.to_ascii_lowercase();
        if let Some(partition) = Partition::of_region(&name) {
            return Ok(Region { name, partition });
        }
        let known = crate::catalog::regions().iter().map(|region| region.name);
        Err(match closest(&name, &mut { known }) {
            Some(region) => diagnostics::REGION_DID_YOU_MEAN.problem("region", &[typed, region]),
            None => diagnostics::REGION_UNKNOWN.problem("region", &[typed]),
        })
    }
}

/// Twelve digits; the dashes the console shows are left out.
pub(crate) fn account_id(field: Text, typed: &str) -> Result<String, Problem> {
    let digits: String = typed.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if is_account_id(&digits) {
        Ok(digits)
    } else {
        Err(diagnostics::ACCOUNT_ID.problem(field.name(), &[typed]))
    }
}

fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The name of a role, `[\w+=,.@-]{1,64}`; the ARN of a role gives its name, and the account it is in.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) name: String,
    /// The path of a role's ARN, as `service-role/`; empty without one.
    pub(crate) path: String,
    /// Known only from an ARN.
    pub(crate) account: Option<String>,
    /// Likewise.
    pub(crate) partition: Option<Partition>,
}

impl Role {
    /// As it stands in an ARN, after `role/`.
    pub(crate) fn full_name(&self) -> String {
        [self.path.as_str(), &self.name].concat()
    }

    /// Whether the reader says that it is there: only then it has an ARN.
    pub(crate) fn exists(&self) -> bool {
        self.account.is_some()
    }

    pub(crate) fn parse(field: Text, typed: &str) -> Result<Role, Problem> {
        Role::read(typed, "role/").ok_or_else(|| diagnostics::ROLE_NAME.problem(field.name(), &[typed]))
    }

    /// A bare name, or an ARN whose resource begins with `head`: users are named as roles are.
    fn read(typed: &str, head: &str) -> Option<Role> {
        let parts: Vec<&str> = typed.splitn(6, ':').collect();
        let (arn, full) = match parts.as_slice() {
            ["arn", partition, "iam", "", account, resource] => {
                let full = resource.strip_prefix(head)?;
                let partition = Partition::named(partition).filter(|_| is_account_id(account))?;
                (Some((partition, (*account).to_string())), full)
            }
            _ => (None, typed),
        };
        let (path, name) = match full.rsplit_once('/') {
            Some((path, name)) if arn.is_some() => ([path, "/"].concat(), name),
            Some(_) => return None,
            None => (String::new(), full),
        };
        let valid = |c: u8| c.is_ascii_alphanumeric() || b"_+=,.@-".contains(&c);
        if (1..=64).contains(&name.len()) && name.bytes().all(valid) && path.bytes().all(|c| c == b'/' || valid(c)) {
            let (partition, account) = arn.unzip();
            Some(Role { name: name.to_string(), path, account, partition })
        } else {
            None
        }
    }
}

/// Whom a policy is attached to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AttachTo {
    pub(crate) is_user: bool,
    /// Its name, and what an ARN says besides. Users are named as roles are.
    pub(crate) name: Role,
}

impl AttachTo {
    /// `role/` or `user/` and a name, or an ARN; `only_role` where a user cannot be. A bare name could be either.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    pub(crate) fn parse(field: Text, typed: &str, only_role: bool) -> Result<AttachTo, Problem> {
        let read = |head: &str| {
            let name = match typed.strip_prefix(head) {
                Some(name) => name,
                None if typed.starts_with("arn:") => typed,
                None => return None,
            };
            Role::read(name, head)
        };
        let role = read("role/").map(|name| AttachTo { is_user: false, name });
        let user = || read("user/").filter(|_| !only_role).map(|name| AttachTo { is_user: true, name });
        role.or_else(user).ok_or_else(|| {
            let sentence = match (only_role, Role::read(typed, "role/").is_some()) {
                (false, true) => diagnostics::ATTACH_TO_BARE,
                (true, true) => diagnostics::ATTACH_TO_BARE_ROLE,
                (false, false) => diagnostics::ATTACH_TO,
                (true, false) => diagnostics::ATTACH_TO_ROLE,
            };
            sentence.problem(field.name(), &[typed])
        })
    }
}

/// Days until a lifecycle rule deletes: a whole number from 1, without zeros before it.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html>
pub(crate) fn days(typed: &str) -> Result<String, Problem> {
    // S3 takes a 32-bit integer; ten years are far from it.
    let valid = (1..=4).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit()) && !typed.starts_with('0');
    if valid {
        Ok(typed.to_string())
    } else {
        Err(diagnostics::DAYS.problem(Text::ExpireAfterDays.name(), &[typed]))
    }
}

/// What a Lambda function's name starts with; a `*` at the end is left out, the policy adds it.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>
pub(crate) fn function_prefix(field: Text, typed: &str) -> Result<String, Problem> {
    let prefix = typed.strip_suffix('*').unwrap_or(typed);
    let valid = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_');
    if (1..=64).contains(&prefix.len()) && prefix.bytes().all(valid) {
        Ok(prefix.to_string())
    } else {
        Err(diagnostics::FUNCTION_PREFIX.problem(field.name(), &[typed]))
    }
}
