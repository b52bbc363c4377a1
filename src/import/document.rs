//! What a pasted policy says, and where it says it: what `parse` gives and `evaluate` takes.

use serde::Serialize;
use std::ops::Range;

/// A part of a text, in bytes, on character boundaries.
pub(crate) type Span = Range<usize>;

/// A policy document, out of whatever it was wrapped in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// Which of the texts it stands in.
    pub(crate) text: usize,
    /// Where in that text.
    pub(crate) span: Span,
    /// What the wrapper calls it, such as the `PolicyName` of `get-role-policy`.
    pub(crate) name: Option<String>,
    pub(crate) kind: PolicyType,
    /// Whose it is, by places among the principals; none when the text does not say.
    pub(crate) of: Vec<usize>,
    /// Why it is not in force.
    pub(crate) absent: Option<Absence>,
    /// Whether it is in force is not known.
    pub(crate) perhaps: bool,
    /// Of a managed policy, to be found by whom it is attached to. Empty when the text does not give it.
    pub(crate) arn: Option<String>,
    /// It is attached to somebody by its name elsewhere, or to nobody.
    pub(crate) managed: bool,
    /// The call of a log that set it.
    pub(crate) call: Option<usize>,
    /// `Version` is `2012-10-17`. Without it `${…}` is plain text.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
    pub(crate) variables: bool,
    /// In the order of the text.
    pub(crate) statements: Vec<Statement>,
}

/// What a document is, which says what it can do.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#access_policy-types>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyType {
    /// Of a user, group or role.
    Identity,
    /// A permissions boundary.
    Boundary,
    /// Of a session.
    Session,
    /// The trust relationship of a role.
    Trust,
    /// Of a bucket.
    Bucket,
    /// Of a KMS key.
    Key,
    /// Of any other resource.
    Resource,
    /// A service control policy.
    Scp,
    /// A resource control policy.
    Rcp,
}

impl PolicyType {
    /// As JavaScript knows it.
    pub fn name(self) -> &'static str {
        match self {
            PolicyType::Identity => "identity-policy",
            PolicyType::Boundary => "permissions-boundary",
            PolicyType::Session => "session-policy",
            PolicyType::Trust => "trust-policy",
            PolicyType::Bucket => "bucket-policy",
            PolicyType::Key => "key-policy",
            PolicyType::Resource => "resource-policy",
            PolicyType::Scp => "service-control-policy",
            PolicyType::Rcp => "resource-control-policy",
        }
    }
}

impl Serialize for PolicyType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Why a document is not in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absence {
    /// Another version of the policy is the default.
    OldVersion,
    /// It is what the plan replaces.
    Before,
    /// A later call set another one, or deleted it.
    Replaced,
    /// It is deleted.
    Deleted,
    /// The call that should have set it failed.
    Failed,
    /// The account's details attach it to nobody.
    Unattached,
}

/// One Statement, as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// From its `{` to its `}`.
    pub(crate) span: Span,
    pub(crate) sid: Option<String>,
    pub(crate) effect: Effect,
    /// Of a policy of a resource: the principals it is about, `AWS` ones as they stand, others as `Service:…`.
    pub(crate) principals: Option<Scope>,
    pub(crate) actions: Scope,
    pub(crate) resources: Scope,
    /// All must be met.
    pub(crate) conditions: Vec<Condition>,
    /// A part of it could not be read (an unknown element, a value of the wrong type): what it does is
    /// unknown, so nothing may be called allowed because of it, nor be called free of its Deny.
    pub(crate) doubtful: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    Allow,
    Deny,
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Any of these patterns.
    Only(Vec<Item>),
    /// Everything but these patterns.
    AllBut(Vec<Item>),
}

/// A string in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// Without quotes and escapes.
    pub(crate) text: String,
    /// With its quotes.
    pub(crate) span: Span,
}

/// One operator and key of a `Condition` block: `"StringEquals": {"aws:RequestedRegion": ["us-east-1"]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// As written: `ForAnyValue:StringLikeIfExists`.
    pub(crate) operator: String,
    /// As written: `aws:RequestedRegion`.
    pub(crate) key: String,
    /// Booleans and numbers as their text.
    pub(crate) values: Vec<Item>,
    /// From the key to the end of the values.
    pub(crate) span: Span,
}
