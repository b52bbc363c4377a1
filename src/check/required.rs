//! What has to be allowed: the permissions that [`crate::remotion`] requires, with what is known of their requests.

use crate::mark::Marked;
use crate::partition::Partition;
use crate::policies::{source_of_tasks, trusted};
use crate::remotion::{self, Fact, Level, Required, ResourceType};
use crate::setup::{Inputs, Kind, Service, Text, Token};
use std::borrow::Cow;

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
    /// The reader chose the resource, and a part of the pattern may be all of it; but not what has one of these texts in it.
    pub(crate) readers_choice_but: &'static [&'static str],
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
        for facts in trust_facts(inputs) {
            for action in trusted(inputs).actions {
                needs.push(RequiredPermission {
                    action,
                    resource: "*".to_string(),
                    level: Level::Must,
                    reason: Some("A role works only for the principals that its trust policy names."),
                    applies_to: ResourceType::Everything,
                    readers_choice_but: &[],
                    is_by_region: false,
                    partition: inputs.partition,
                    facts: facts.clone(),
                });
            }
        }
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
            readers_choice_but: &[],
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

/// What is known of the requests that must be able to assume a role; where they can differ, of each.
///
/// Keys: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>
fn trust_facts(inputs: &Inputs) -> Vec<Vec<Fact>> {
    let mut facts = Vec::new();
    let mut known = |key: Cow<'static, str>, value: Option<&str>, why| {
        let text = value.map(|value| Marked::new(value).text);
        let is_pattern = text.as_deref().is_some_and(|text| crate::search::has(text, "*"));
        let values = text.into_iter().collect();
        facts.push(Fact { key, values, sometimes_absent: false, is_pattern, why });
    };
    let Some(token) = Token::of(inputs) else {
        match (inputs.service, inputs.account_id.as_deref()) {
            (Service::EcsTasks, Some(account)) => {
                let why = "ECS names your account and the task or cluster.";
                known("aws:SourceAccount".into(), Some(account), why);
                known("aws:SourceArn".into(), Some(&source_of_tasks(inputs, account)), why);
            }
            (Service::EksPodIdentity, _) => {
                for (key, value) in [
                    ("aws:RequestTag/kubernetes-namespace", inputs.claim(Text::Namespace)),
                    ("aws:RequestTag/kubernetes-service-account", inputs.claim(Text::ServiceAccount)),
                ] {
                    if value.is_some() {
                        known(key.into(), value, "EKS Pod Identity tags the session with it.");
                    }
                }
            }
            _ => {}
        }
        if let Some(id) = inputs.claim(Text::ExternalId) {
            known("sts:ExternalId".into(), Some(id), "It is the external ID you gave.");
        }
        return vec![facts];
    };
    let why = "The token that you described has it.";
    let key = |claim: &str| [&token.issuer, ":", claim].concat();
    if let Some(repository) = inputs.repository().filter(|_| inputs.service == Service::GithubActions) {
        known(key("repository").into(), Some(&repository.name()), why);
        if let Some(ids) = repository.ids() {
            let (owner, name) = crate::search::halves(ids, "/");
            known(key("repository_owner_id").into(), Some(crate::search::halves(owner, "@").1), why);
            known(key("repository_id").into(), Some(crate::search::halves(name, "@").1), why);
        }
        // The branch of a job with an environment is not known, and a job without one has no such claim.
        known(key("environment").into(), inputs.claim(Text::Environment), why);
        for (head, name) in [("refs/heads/", Text::Branch), ("refs/tags/", Text::Tag)] {
            if let Some(name) = inputs.claim(name) {
                known(key("ref").into(), Some(&[head, name].concat()), why);
            }
        }
    }
    let mut all = Vec::new();
    for subject in &token.subjects {
        for audience in &token.audiences {
            let mut facts = facts.clone();
            for (claim, value) in [("sub", subject), ("aud", audience)] {
                let text = Marked::new(value).text;
                let is_pattern = crate::search::has(&text, "*");
                facts.push(Fact {
                    key: key(claim).into(),
                    values: vec![text],
                    sometimes_absent: false,
                    is_pattern,
                    why,
                });
            }
            all.push(facts);
        }
    }
    all
}
