//! Texts to try the check with, a click away. All but the faults in them are what `build` prints.

use rules::build::example;
use rules::diagnostics::fill;
use rules::search;
use rules::setup::{BuildCall, Kind, Text};

/// A text to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Example {
    Own,
    Older,
    Denied,
    Broken,
    Error,
}

pub(crate) const ALL: [Example; 5] = [Example::Own, Example::Older, Example::Denied, Example::Broken, Example::Error];

/// A version whose user policy and one whose role policy lacks something that came later.
const OLDER_USER: &str = "4.0.400";
const OLDER_ROLE: &str = "4.0.39";

pub(crate) fn named(button: &str) -> Option<Example> {
    ALL.into_iter().find(|example| example.button() == button)
}

impl Example {
    /// The `data-do` of its button.
    pub(crate) fn button(self) -> &'static str {
        match self {
            Example::Own => "example-own",
            Example::Older => "example-older",
            Example::Denied => "example-denied",
            Example::Broken => "example-broken",
            Example::Error => "example-error",
        }
    }

    pub(crate) fn label(self, call: &BuildCall) -> String {
        match self {
            Example::Own => "Remotion’s own".into(),
            Example::Older => fill("Made for {0}", &[older(call)]),
            Example::Denied => "With a Deny".into(),
            Example::Broken => "Broken JSON".into(),
            Example::Error => "An error".into(),
        }
    }

    /// For these inputs, whose policy is whose policies are checked.
    pub(crate) fn text(self, call: &BuildCall) -> String {
        let own = || printed(call.clone());
        match self {
            Example::Own => own(),
            Example::Older => printed(call.clone().with(Text::Version, older(call))),
            Example::Denied => before_end(&own(), DENY),
            Example::Broken => before_end(&own(), ","),
            Example::Error => ERROR.into(),
        }
    }
}

fn older(call: &BuildCall) -> &'static str {
    if call.text(Text::Policy) == Some("user") {
        OLDER_USER
    } else {
        OLDER_ROLE
    }
}

/// As JSON, which is what AWS shows, whatever form the page prints. A version or a field that is wrong does not stand in
/// the way of an example.
fn printed(mut call: BuildCall) -> String {
    call.set_text(Text::Format, None);
    let kind = call.kind().unwrap_or(Kind::User);
    example(&call, kind).map(|built| built.marked.text).unwrap_or_default()
}

const ERROR: &str = "AccessDenied: User: arn:aws:sts::123456789012:assumed-role/remotion-lambda-role/remotion-render-1 is \
                     not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::my-bucket/video.mp4\" because no \
                     identity-based policy allows the s3:PutObject action";

const DENY: &str = ",
    {
      \"Sid\": \"NoInvoking\",
      \"Effect\": \"Deny\",
      \"Action\": \"lambda:Invoke*\",
      \"Resource\": \"*\"
    }";

/// A policy with something after its last Statement.
fn before_end(policy: &str, more: &str) -> String {
    match search::cut(policy, "\n  ]") {
        Some((before, after)) => [before, more, "\n  ]", after].concat(),
        None => policy.to_string(),
    }
}
