//! What a pasted policy says, and where it says it: what `parse` gives and `evaluate` takes.

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
    /// It limits what the other documents allow instead of allowing anything: a permissions boundary.
    pub(crate) boundary: bool,
    /// `Version` is `2012-10-17`. Without it `${…}` is plain text.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
    pub(crate) variables: bool,
    /// In the order of the text.
    pub(crate) statements: Vec<Statement>,
}

/// One Statement, as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// From its `{` to its `}`.
    pub(crate) span: Span,
    pub(crate) sid: Option<String>,
    pub(crate) effect: Effect,
    pub(crate) actions: Scope,
    pub(crate) resources: Scope,
    /// All must be met.
    pub(crate) conditions: Vec<Condition>,
    /// A part of it could not be read (a `Principal`, an unknown element, a value of the wrong type): what it does is
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
