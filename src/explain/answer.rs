//! What comes out: [`ExplainAnswer`], a [`Denial`] for each that was read.

use crate::addition::Addition;
use crate::check::TextRange;
use crate::diagnostics::Problem;
use crate::export::Format;
use crate::setup::{BuildCall, Kind};
use serde::Serialize;

/// The denials of a text, or what is wrong with the setup given beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExplainAnswer {
    /// `ok: true`.
    Explained {
        /// In the order of the text; what a log repeats stands once.
        denials: Vec<Denial>,
        /// Parts that speak of an error in words that are not known.
        unread: Vec<TextRange>,
    },
    /// `ok: false`: problems with the setup, as `build` says them.
    Refused(Vec<Problem>),
}

/// Something AWS did not do, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Denial {
    /// Where the text says it.
    pub range: TextRange,
    /// Whose request it was, where the text says.
    pub principal: Option<DeniedPrincipal>,
    /// What that is in a Remotion setup.
    pub who: Who,
    /// `service:Name`: the IAM action, also where the text names a request.
    pub action: Option<String>,
    /// As AWS names it, without quotes and entities.
    pub resource: Option<String>,
    /// What denied.
    pub cause: Cause,
    /// Something denies, rather than nothing allows.
    pub explicit: bool,
    /// The policy that denies, where AWS names it.
    pub policy_arn: Option<String>,
    /// What policies in the same text make of the request; `None` where there are none, or the request is not known.
    pub pasted: Option<PastedDecision>,
    /// Calls of Remotion and commands that make this request.
    pub calls: Vec<String>,
    /// The policies that grant it to `who`, ready for `build()`: at most one for each who. Empty where no policy of ours
    /// helps.
    pub policies: Vec<BuildCall>,
    /// The smallest policy that grants it, where adding helps.
    pub addition: Option<Addition>,
    /// The first of these policies grants no more than that.
    #[serde(skip)]
    pub is_all: bool,
    /// Who was denied what, and why.
    pub message: String,
    /// The one thing to do.
    pub help: String,
    /// How, or what to look at, the most likely first.
    pub steps: Vec<String>,
    /// Where it is documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'static str>,
}

impl Denial {
    /// Whether only the addition can be offered in a format. What creates the policy of a caller replaces the one of
    /// that name, which may allow more; the addition goes beside it.
    pub fn takes_addition_only(&self, format: Format) -> bool {
        let is_caller = self.policies.first().is_some_and(|call| call.kind() == Ok(Kind::Caller));
        is_caller && self.addition.is_some() && format != Format::Json
    }
}

/// What policies pasted beside an error make of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastedDecision {
    /// As `evaluate()` answers.
    pub decision: &'static str,
    /// Where to look: the Statement that denies, or what nearly allows it.
    pub range: Option<TextRange>,
}

/// Whose request it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeniedPrincipal {
    /// As the text has it.
    pub arn: Option<String>,
    /// What it is.
    pub kind: PrincipalType,
    /// Of the user or role.
    pub name: Option<String>,
    /// 12 digits, unless they are masked.
    pub account: Option<String>,
}

/// What a principal is to AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PrincipalType {
    /// A user of IAM.
    User,
    /// A role, by its own ARN.
    Role,
    /// A session of a role.
    AssumedRole,
    /// A session of a federated user.
    FederatedUser,
    /// The root user of an account.
    Root,
    /// A service of AWS.
    Service,
    /// Anything else.
    Unknown,
}

/// What a principal is in a Remotion setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The render function's role.
    RenderFunction,
    /// The code that starts renders.
    Caller,
    /// Whoever deploys functions and sites.
    Deployer,
    /// Somebody whom Remotion's policies are not for.
    Other,
    /// The text does not say.
    Unknown,
}

/// What denied a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A policy of the principal.
    IdentityPolicy,
    /// The principal's permissions boundary.
    PermissionsBoundary,
    /// The policy a session was started with.
    SessionPolicy,
    /// A policy of the organization, on the account.
    ServiceControlPolicy,
    /// A policy of the organization, on its resources.
    ResourceControlPolicy,
    /// The policy of a bucket, layer or other resource.
    ResourcePolicy,
    /// The policy of a VPC endpoint.
    VpcEndpointPolicy,
    /// The trust relationship of a role.
    TrustPolicy,
    /// The policy of a KMS key.
    KeyPolicy,
    /// S3 Block Public Access.
    BlockPublicAccess,
    /// Object Ownership of the bucket.
    AclsDisabled,
    /// The bucket belongs to another account.
    BucketOwner,
    /// Keys or tokens that AWS does not accept.
    Credentials,
    /// A limit of the account.
    Quota,
    /// No matter of permissions.
    NotPermissions,
    /// The text does not say.
    Unknown,
}

const WHO: [&str; 5] = ["render-function", "caller", "deployer", "other", "unknown"];

const CAUSES: [&str; 16] = [
    "identity-policy",
    "permissions-boundary",
    "session-policy",
    "service-control-policy",
    "resource-control-policy",
    "resource-policy",
    "vpc-endpoint-policy",
    "trust-policy",
    "key-policy",
    "block-public-access",
    "acls-disabled",
    "bucket-owner",
    "credentials",
    "quota",
    "not-permissions",
    "unknown",
];

impl Serialize for Who {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(WHO.get(*self as usize).copied().unwrap_or_default())
    }
}

impl Serialize for Cause {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(CAUSES.get(*self as usize).copied().unwrap_or_default())
    }
}

impl Serialize for ExplainAnswer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        match self {
            ExplainAnswer::Explained { denials, unread } => {
                let mut answer = serializer.serialize_struct("ExplainAnswer", 3)?;
                answer.serialize_field("ok", &true)?;
                answer.serialize_field("denials", denials)?;
                answer.serialize_field("unread", unread)?;
                answer.end()
            }
            ExplainAnswer::Refused(problems) => {
                let mut answer = serializer.serialize_struct("ExplainAnswer", 2)?;
                answer.serialize_field("ok", &false)?;
                answer.serialize_field("problems", problems)?;
                answer.end()
            }
        }
    }
}
