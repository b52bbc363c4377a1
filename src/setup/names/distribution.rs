//! A CloudFront distribution.

use super::is_account_id;
use crate::diagnostics::{self, Problem};
use crate::partition::Partition;
use crate::setup::fields::Text;

/// By its ARN, `arn:{partition}:cloudfront::{account}:distribution/{id}`, or by its id alone.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Distribution {
    pub(crate) id: String,
    /// Known only from an ARN.
    pub(crate) account: Option<String>,
    /// Likewise.
    pub(crate) partition: Option<Partition>,
}

impl Distribution {
    /// A domain name does not hold the id, so it is no help.
    pub(crate) fn parse(typed: &str) -> Result<Distribution, Problem> {
        let parts: Vec<&str> = typed.splitn(6, ':').collect();
        let (id, account, partition) = match parts.as_slice() {
            ["arn", partition, "cloudfront", "", account, resource] => {
                (resource.strip_prefix("distribution/"), Some((*account).to_string()), Partition::named(partition))
            }
            _ => (Some(typed), None, None),
        };
        let id = id.filter(|id| id.len() > 7 && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        let known = account.as_ref().is_none_or(|account| is_account_id(account) && partition.is_some());
        match id {
            Some(id) if known => Ok(Distribution { id: id.to_string(), account, partition }),
            _ => Err(diagnostics::DISTRIBUTION.problem(Text::Distribution.name(), &[typed])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Distribution;

    #[test]
    fn an_arn_or_an_id_names_a_distribution_and_a_domain_does_not() {
        let parse = |typed| Distribution::parse(typed).map(|it| (it.id, it.account)).map_err(|problem| problem.code);
        let id = || "EDFDVBD632BHDS5".to_string();
        assert_eq!(parse("EDFDVBD632BHDS5"), Ok((id(), None)));
        assert_eq!(
            parse("arn:aws:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"),
            Ok((id(), Some("123456789012".to_string())))
        );
        for typed in [
            "d111111abcdef8.cloudfront.net",
            "edfdvbd632bhds5",
            "EDFD",
            "arn:aws:cloudfront::1234:distribution/EDFDVBD632BHDS5",
            "arn:nowhere:cloudfront::123456789012:distribution/EDFDVBD632BHDS5",
            "arn:aws:cloudfront::123456789012:function/EDFDVBD632BHDS5",
            "arn:aws:cloudfront::123456789012:distribution/*",
        ] {
            assert_eq!(parse(typed), Err("distribution"), "{typed}");
        }
    }
}
