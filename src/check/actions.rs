//! What each action Remotion uses applies to: the resource types of the service authorization reference, required or not.
//!
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>,
//! `list_awslambda.html`, `list_awsidentityandaccessmanagementiam.html`, `list_amazoncloudwatchlogs.html`,
//! `list_servicequotas.html`, `list_awskeymanagementservice.html` beside it.

/// A resource type, and the form its ARNs have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
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
}

/// Sorted by service. An action that is not here is taken as it is asked for.
static ACTIONS: &[(Takes, &[&str])] = &[
    (Takes::Everything, &["s3:ListAllMyBuckets", "lambda:ListFunctions", "servicequotas:GetAWSDefaultServiceQuota"]),
    (
        Takes::Quota,
        &[
            "servicequotas:GetServiceQuota",
            "servicequotas:RequestServiceQuotaIncrease",
            "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
        ],
    ),
    (Takes::User, &["iam:GetUser"]),
    (Takes::Principal, &["iam:SimulatePrincipalPolicy"]),
    (Takes::Role, &["iam:PassRole"]),
    (Takes::Object, &["s3:GetObject", "s3:PutObject", "s3:PutObjectAcl", "s3:DeleteObject", "s3:AbortMultipartUpload"]),
    (
        Takes::Bucket,
        &[
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:ListBucket",
            "s3:GetBucketLocation",
            "s3:PutBucketAcl",
            "s3:PutBucketPolicy",
            "s3:PutBucketWebsite",
            "s3:DeleteBucketWebsite",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutLifecycleConfiguration",
        ],
    ),
    (
        Takes::Function,
        &[
            "lambda:GetFunction",
            "lambda:InvokeAsync",
            "lambda:InvokeFunction",
            "lambda:CreateFunction",
            "lambda:DeleteFunction",
            "lambda:PutFunctionEventInvokeConfig",
            "lambda:PutRuntimeManagementConfig",
            "lambda:TagResource",
        ],
    ),
    (Takes::LayerVersion, &["lambda:GetLayerVersion"]),
    (Takes::LogGroup, &["logs:CreateLogGroup", "logs:PutRetentionPolicy"]),
    // A refusal of CreateLogStream names the stream that would come to be, not its group.
    (Takes::LogStream, &["logs:CreateLogStream", "logs:PutLogEvents"]),
    (Takes::Key, &["kms:GenerateDataKey", "kms:Decrypt"]),
];

/// What an action applies to; `None` for one that Remotion does not use.
pub(crate) fn takes(action: &str) -> Option<Takes> {
    let row = ACTIONS.iter().find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(action)))?;
    Some(row.0)
}

impl Takes {
    /// The ARNs of the type after `arn:{partition}:`, as [`super::machine::Machine::add_shape`] reads them.
    pub(super) fn shapes(self) -> &'static [&'static str] {
        match self {
            Takes::Everything => &[],
            Takes::Bucket => &["s3:::B"],
            Takes::Object => &["s3:::B/O"],
            Takes::Function => &["lambda:R:A:function:W"],
            Takes::LayerVersion => &["lambda:R:A:layer:W:D"],
            Takes::LogGroup => &["logs:R:A:log-group:N"],
            Takes::LogStream => &["logs:R:A:log-group:N:log-stream:N"],
            Takes::User => &["iam::A:user/N"],
            Takes::Principal => &["iam::A:user/N", "iam::A:role/N"],
            Takes::Role => &["iam::A:role/N"],
            Takes::Quota => &["servicequotas:R:A:lambda/W"],
            Takes::Key => &["kms:R:A:key/R"],
        }
    }
}
