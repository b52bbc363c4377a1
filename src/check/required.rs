//! What has to be allowed: the permissions that [`crate::remotion`] requires, with what is known of their requests.

use crate::partition::Partition;
use crate::remotion::{self, Fact, Level, Required, ResourceType};
use crate::setup::{Inputs, Kind};

/// One action on one set of resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequiredPermission {
    /// `s3:PutObject`.
    pub(crate) action: &'static str,
    /// A pattern, or `*`. Only those resources in it that the action applies to are needed.
    pub(crate) resource: String,
    pub(crate) level: Level,
    /// Why it is needed, in a sentence for the reader.
    pub(crate) reason: Option<&'static str>,
    /// What the action applies to.
    pub(crate) applies_to: ResourceType,
    /// The reader chose the resource, and a part of the pattern may be all of it; but not what has this text in it.
    pub(crate) readers_choice_but: Option<&'static str>,
    /// The pattern has the region in a bucket's name, which buckets of Remotion's have since December 2022.
    pub(crate) is_by_region: bool,
    pub(crate) partition: Partition,
    /// What is known of the requests.
    pub(crate) facts: Vec<Fact>,
}

/// What a policy needs, in the order of its statements: for `trust`, that the principal may assume the role. Nothing for
/// `render-call`.
pub(crate) fn needs(inputs: &Inputs) -> Vec<RequiredPermission> {
    let mut needs = Vec::new();
    if inputs.kind == Kind::Trust {
        needs.push(RequiredPermission {
            action: "sts:AssumeRole",
            resource: "*".to_string(),
            level: Level::Must,
            reason: Some("A role works only for the principals that its trust policy names."),
            applies_to: ResourceType::Everything,
            readers_choice_but: None,
            is_by_region: false,
            partition: inputs.partition,
            facts: Vec::new(),
        });
    }
    for required in remotion::required(inputs) {
        needs.push(need(required, inputs));
    }
    needs
}

fn need(required: Required, inputs: &Inputs) -> RequiredPermission {
    let Required { action, resource, request, level } = required;
    let partition = inputs.partition;
    let Some(request) = request else {
        let applies_to = remotion::resource_type(action).unwrap_or(ResourceType::Unknown);
        return RequiredPermission {
            action,
            resource,
            level,
            reason: None,
            applies_to,
            readers_choice_but: None,
            is_by_region: false,
            partition,
            facts: Vec::new(),
        };
    };
    RequiredPermission {
        action,
        level,
        reason: Some(request.reason),
        applies_to: request.applies_to,
        readers_choice_but: request.readers_choice_but,
        is_by_region: inputs.region.is_some() && request.is_in_remotions_bucket(),
        partition,
        facts: request.facts(inputs, &resource),
        resource,
    }
}
