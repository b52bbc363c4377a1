//! A customer managed KMS key.

use super::is_account_id;
use crate::diagnostics::{self, Problem};
use crate::partition::Partition;

/// The ARN of a key: `arn:{partition}:kms:{region}:{account}:key/{id}`.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KmsKey {
    pub(crate) arn: String,
    pub(crate) partition: Partition,
    pub(crate) region: String,
    pub(crate) account: String,
}

impl KmsKey {
    pub(crate) fn parse(typed: &str) -> Result<KmsKey, Problem> {
        if typed.starts_with("alias/") || crate::search::has(typed, ":alias/") {
            return Err(diagnostics::KMS_ALIAS.problem("kmsKeyArn", &[typed]));
        }
        Self::of_arn(typed).ok_or_else(|| diagnostics::KMS_NOT_AN_ARN.problem("kmsKeyArn", &[typed]))
    }

    fn of_arn(arn: &str) -> Option<KmsKey> {
        let mut parts = arn.split(':');
        let (head, partition, service) = (parts.next()?, Partition::named(parts.next()?)?, parts.next()?);
        let (region, account, key) = (parts.next()?, parts.next()?, parts.next()?);
        let id = key.strip_prefix("key/")?;
        let valid = head == "arn"
            && service == "kms"
            && parts.next().is_none()
            && Partition::of_region(region) == Some(partition)
            && is_account_id(account)
            && is_key_id(id);
        valid.then(|| KmsKey { arn: arn.into(), partition, region: region.into(), account: account.into() })
    }
}

/// A UUID, or `mrk-` and 32 hexadecimal digits for a multi-Region key.
fn is_key_id(id: &str) -> bool {
    let hex = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit());
    match id.strip_prefix("mrk-") {
        Some(digits) => hex(digits, 32),
        None => {
            let groups: Vec<&str> = id.split('-').collect();
            groups.len() == 5 && groups.iter().zip([8, 4, 4, 4, 12]).all(|(group, length)| hex(group, length))
        }
    }
}
