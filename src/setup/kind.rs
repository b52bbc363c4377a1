//! Which texts there are, and the fields each takes.

use super::fields::{Flag, Input, Text};
use crate::export::{Format, OF_POLICIES};
use crate::RESOURCES;

/// One of the texts that can be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For whoever deploys and renders: Remotion's own user policy.
    User,
    /// For the render function's role: Remotion's own role policy.
    Role,
    /// For code and commands that call Remotion: what these calls need.
    Caller,
    /// For the render function's role: the reader's own output bucket.
    Destination,
    /// For the caller: the same bucket.
    DestinationCaller,
    /// The trust relationship of a role.
    Trust,
    /// The `renderMediaOnLambda()` call that goes with them.
    RenderCall,
    /// Of a bucket: who may read it, and how.
    BucketPolicy,
    /// Statements to add to the policy of a KMS key.
    KeyPolicy,
    /// Rules by which a bucket deletes what is left over.
    Lifecycle,
    /// All that a caller and its render function need, part by part: see [`crate::Part`].
    Setup,
}

impl Kind {
    /// Every kind, in the order a reader meets them.
    pub const ALL: [Kind; 11] = [
        Kind::User,
        Kind::Role,
        Kind::Caller,
        Kind::Destination,
        Kind::DestinationCaller,
        Kind::Trust,
        Kind::RenderCall,
        Kind::BucketPolicy,
        Kind::KeyPolicy,
        Kind::Lifecycle,
        Kind::Setup,
    ];

    /// The name in a call.
    pub fn name(self) -> &'static str {
        match self {
            Kind::User => "user",
            Kind::Role => "role",
            Kind::Caller => "caller",
            Kind::Destination => "destination",
            Kind::DestinationCaller => "destination-caller",
            Kind::Trust => "trust",
            Kind::RenderCall => "render-call",
            Kind::BucketPolicy => "bucket-policy",
            Kind::KeyPolicy => "key-policy",
            Kind::Lifecycle => "lifecycle",
            Kind::Setup => "setup",
        }
    }

    /// The forms it can take; the first is the default.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Kind::RenderCall => &[Format::TypeScript],
            // A stack has no lifecycle rules but those of a bucket that it creates.
            Kind::Lifecycle => &[Format::Json, Format::AwsCli, Format::PowerShell, Format::Terraform, Format::Pulumi],
            // The other forms take a whole policy of a key.
            Kind::KeyPolicy => &[Format::Json, Format::AwsCli, Format::PowerShell],
            Kind::Setup => &[Format::Json, Format::AwsCli, Format::CloudFormation, Format::Terraform],
            _ => OF_POLICIES,
        }
    }

    /// Whether it is a policy that grants a user or role permissions.
    pub fn grants(self) -> bool {
        matches!(self, Kind::User | Kind::Role | Kind::Caller | Kind::Destination | Kind::DestinationCaller)
    }

    /// Whether it belongs to a bucket or a key, and not to a user or role.
    pub fn is_of_resource(self) -> bool {
        matches!(self, Kind::BucketPolicy | Kind::KeyPolicy | Kind::Lifecycle)
    }

    /// Whether only the larger module has it: see [`crate::RESOURCES`].
    pub fn is_apart(self) -> bool {
        self.is_of_resource() || self == Kind::Setup
    }

    /// Whether a call for it takes a field.
    pub fn takes(self, input: Input) -> bool {
        let (first, more) = self.inputs();
        match input {
            Input::Text(Text::Policy | Text::Format) => true,
            // What it takes is not known here.
            _ if !RESOURCES && self.is_apart() => true,
            Input::Text(Text::PublishedPolicy) => matches!(self, Kind::User | Kind::Role),
            _ => first.contains(&input) || more.contains(&input),
        }
    }

    /// The fields it takes besides `policy`, `format` and what the page states: those of the first screen, most telling first, then the rarer
    /// ones.
    pub fn inputs(self) -> (&'static [Input], &'static [Input]) {
        use Flag::*;
        use Input::{Flag as F, Text as T};
        use Text::*;
        match self {
            Kind::User => (
                &[T(Region), T(Version)],
                &[
                    T(AttachTo),
                    T(Extras),
                    T(FunctionRole),
                    T(FunctionName),
                    T(RemotionBucket),
                    T(KmsKeyArn),
                    T(AccountId),
                ],
            ),
            Kind::Role => (
                &[T(Region), T(Version)],
                &[
                    T(FunctionRole),
                    T(Extras),
                    T(FunctionName),
                    T(FunctionPrefix),
                    T(RemotionBucket),
                    T(KmsKeyArn),
                    T(AccountId),
                ],
            ),
            Kind::Caller => (
                &[T(Calls), T(Region), T(AccountId)],
                &[T(AttachTo), T(FunctionName), T(RemotionBucket), T(FunctionRole), T(Version)],
            ),
            Kind::Destination => (
                &[T(Bucket), T(Privacy), T(ObjectOwnership), T(KmsKeyArn), T(Region)],
                &[T(KeyPrefix), T(Buckets), F(WriteOnly), T(FunctionRole), T(AccountId), T(Version)],
            ),
            Kind::DestinationCaller => (
                &[T(Bucket), F(Download), F(Delete), T(KmsKeyArn), T(Region)],
                &[T(KeyPrefix), T(Buckets), T(AttachTo), T(AccountId), T(Version)],
            ),
            Kind::Trust => (
                &[
                    T(Service),
                    T(TrustedAccount),
                    T(TrustedRole),
                    T(AccountId),
                    T(Repository),
                    T(Branch),
                    T(Tag),
                    T(Team),
                    T(Project),
                    T(Environment),
                    T(Issuer),
                    T(Namespace),
                    T(ServiceAccount),
                    T(Region),
                ],
                &[T(Issuer), T(ExternalId), T(AttachTo)],
            ),
            Kind::RenderCall => {
                (&[T(Bucket), T(KeyPrefix), T(Privacy), T(Region)], &[T(ObjectOwnership), T(KmsKeyArn)])
            }
            _ if !RESOURCES => (&[], &[]),
            Kind::BucketPolicy => {
                (&[T(Bucket), T(PublicRead), T(KeyPrefix), T(Distribution), T(AccountId), F(TlsOnly)], &[T(Region)])
            }
            Kind::KeyPolicy => (&[T(KmsKeyArn), T(Reader), T(Distribution)], &[T(FunctionRole), T(AccountId)]),
            Kind::Lifecycle => (&[T(Bucket), T(KeyPrefix), T(ExpireAfterDays)], &[T(Region)]),
            // Where the code runs, what it calls, where videos go.
            Kind::Setup => (
                &[
                    T(Service),
                    T(TrustedAccount),
                    T(TrustedRole),
                    T(AccountId),
                    T(Repository),
                    T(Branch),
                    T(Tag),
                    T(Team),
                    T(Project),
                    T(Environment),
                    T(Issuer),
                    T(Namespace),
                    T(ServiceAccount),
                    T(Calls),
                    T(Bucket),
                    T(Privacy),
                    T(Region),
                ],
                &[
                    T(KeyPrefix),
                    T(ObjectOwnership),
                    T(KmsKeyArn),
                    T(PublicRead),
                    T(Distribution),
                    F(TlsOnly),
                    T(Issuer),
                    T(ExternalId),
                    T(AttachTo),
                    T(FunctionRole),
                    T(FunctionName),
                    T(RemotionBucket),
                    T(Version),
                ],
            ),
        }
    }
}
