//! Resource types, in the words of the service authorization reference.
//!
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>,
//! `list_awslambda.html`, `list_awsidentityandaccessmanagementiam.html`, `list_amazoncloudwatchlogs.html`,
//! `list_servicequotas.html`, `list_awskeymanagementservice.html` beside it.

/// What an action applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResourceType {
    /// None: only `*` applies.
    Everything,
    Bucket,
    Object,
    Function,
    LayerVersion,
    LogGroup,
    LogStream,
    User,
    /// `iam:SimulatePrincipalPolicy` takes a user or a role, whoever calls.
    Principal,
    Role,
    /// Remotion asks about Lambda's only (packages/lambda/src/cli/commands/quotas).
    Quota,
    Key,
    /// Not known: of an action that no row is about.
    Unknown,
}

impl ResourceType {
    /// The ARNs of the type after `arn:{partition}:`, as [`crate::check`] reads them. None for [`Self::Unknown`]: the
    /// resource is taken as it is asked for.
    pub(crate) fn shapes(self) -> &'static [&'static str] {
        match self {
            ResourceType::Everything | ResourceType::Unknown => &[],
            ResourceType::Bucket => &["s3:::B"],
            ResourceType::Object => &["s3:::B/O"],
            ResourceType::Function => &["lambda:R:A:function:W"],
            ResourceType::LayerVersion => &["lambda:R:A:layer:W:D"],
            ResourceType::LogGroup => &["logs:R:A:log-group:N"],
            ResourceType::LogStream => &["logs:R:A:log-group:N:log-stream:N"],
            ResourceType::User => &["iam::A:user/N"],
            ResourceType::Principal => &["iam::A:user/N", "iam::A:role/N"],
            ResourceType::Role => &["iam::A:role/N"],
            ResourceType::Quota => &["servicequotas:R:A:lambda/W"],
            ResourceType::Key => &["kms:R:A:key/R"],
        }
    }
}
