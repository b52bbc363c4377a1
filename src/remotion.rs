//! The catalogue of what Remotion asks of AWS: every request once, and everything that is said of it as a view.
//!
//! # The table
//!
//! [`requests`] holds one row per request, in the groups in which a policy grants them: action, resource (a template
//! over the setup), resource type, what is known of the request's context, when it is made, whether it is always
//! needed or only in a case that is named, and one sentence on why Remotion makes it. A row also has the calls that make
//! it, which the builder's module does not carry, and on the host where that was read.
//!
//! Nothing else in this crate says anything of an action. The views are:
//!
//! | view | function |
//! | --- | --- |
//! | statements of our own policies | [`statements`] |
//! | Remotion's own `user` and `role` texts with a reason per action | [`statements`] over [`crate::catalog`] |
//! | required permissions of the check, with their levels | [`required`] |
//! | what a permission of a text is for | [`request`] |
//! | the calls that make a request, for an error | [`calls`] |
//! | `docs/permissions.md` | `docs.rs`, on the host |
//!
//! # How it is read
//!
//! A [`Setup`] is what the table is read for: facts that a row's `when` asks about, and values for the gaps in its
//! resource. The same row has two resources. The one in a text is as wide as Remotion prints it; the one that is
//! required is about the region and the account of the reader, as far as they are known.
//!
//! Remotion's own texts come from its packages, byte for byte, and rows are found by action and resource. An action
//! that a new release brings without a row is required as the text has it and has no reason. It is a warning of the
//! tests, which names the line of `data/remotion.json`, and never an error.
//!
//! To add a request, add a row. To add a case that a reader can ask for, add a fact to `when` and set it in [`Setup`].

mod context;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod docs;
mod operations;
mod requests;
mod resource_type;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod unasked;
mod when;

pub(crate) use context::Fact;
pub(crate) use operations::OPERATIONS;
pub use requests::Necessity;
pub(crate) use requests::{Level, Request};
pub(crate) use resource_type::ResourceType;
pub(crate) use when::{BEFORE_WRITE_ONLY, FRAMES_SINCE, STREAM_SINCE, WRITE_ONLY_SINCE};

use crate::catalog;
use crate::diagnostics::fill;
use crate::mark::{mark, Marked};
use crate::partition::Partition;
use crate::policy::Statement;
use crate::published::{self, Granted};
use crate::search;
use crate::setup::calls::{Calls, BUCKET_CALL, OF_RENDERERS, SITES_RM};
use crate::setup::names::FUNCTION_ROLE;
use crate::setup::names::{FUNCTION_PREFIX, REMOTION_PREFIX};
use crate::setup::{Extra, Inputs, Kind, Privacy};
use crate::SETUPS;
use requests::{Group, EXTRAS, GROUPS, INSIGHTS_ACCOUNTS, PLACES};
use when::Facts;

/// What the table is read for.
pub(crate) struct Setup<'a> {
    inputs: &'a Inputs,
    facts: Facts,
    /// For the gaps of a template in a text, but the output bucket.
    values: [String; 10],
    /// Likewise of a row that is about names of the reader's own.
    own: [String; 10],
    /// The output buckets in a text; of a policy without one, an empty name.
    buckets: Vec<String>,
    /// The rows that the policy is about, as far as they hold, for each output bucket: with the bucket's place and the
    /// resource as a text has it.
    rows: Vec<(&'static Request, usize, String)>,
}

/// A permission that Remotion needs.
pub(crate) struct Required {
    pub(crate) action: &'static str,
    /// A pattern, or `*`.
    pub(crate) resource: String,
    /// `None` for an action of Remotion's texts that no row is about.
    pub(crate) request: Option<&'static Request>,
    pub(crate) level: Level,
}

impl<'a> Setup<'a> {
    /// To print a policy.
    pub(crate) fn of_text(inputs: &'a Inputs) -> Setup<'a> {
        Setup::new(inputs, facts(inputs), &str::to_string)
    }

    /// To ask for all that is needed, whichever policy grants it.
    fn asked(inputs: &'a Inputs) -> Setup<'a> {
        let china = if inputs.partition == Partition::AwsCn { when::HOSTED_LAYERS } else { 0 };
        let facts = facts(inputs) & !when::REMOTIONS_BUCKET | when::OTHER_BUCKET | china;
        Setup::new(inputs, facts, &str::to_string)
    }

    /// `written` makes a name what a text has.
    fn new(inputs: &'a Inputs, facts: Facts, written: &dyn Fn(&str) -> String) -> Setup<'a> {
        let mut buckets = Vec::new();
        for bucket in inputs.output_buckets() {
            buckets.push(written(&mark(&bucket.name)));
        }
        if buckets.is_empty() {
            buckets.push(String::new());
        }
        let (mut values, mut own) = (values(inputs, false), own_values(inputs, false));
        for value in values.iter_mut().chain(&mut own) {
            *value = written(value);
        }
        let known = rows(inputs, facts);
        let mut rows = Vec::new();
        for (at, bucket) in buckets.iter().enumerate() {
            for row in &known {
                rows.push((*row, at, resource(row, &values, &own, bucket)));
            }
        }
        Setup { inputs, facts, values, own, buckets, rows }
    }
}

fn holds(when: Facts, facts: Facts) -> bool {
    facts & when == when
}

fn facts(inputs: &Inputs) -> Facts {
    let remotions = inputs.is_remotions_bucket();
    let must_read = inputs.version < WRITE_ONLY_SINCE;
    let finds_bucket = inputs.bucket.is_none();
    let whole = inputs.kind != Kind::Caller;
    let is_china = inputs.partition == Partition::AwsCn;
    let has = |extra| inputs.extras().contains(&extra);
    let mut facts = 0;
    for (fact, holds) in [
        (when::DOWNLOAD, inputs.download),
        (when::DELETE, inputs.delete),
        (when::FINDS_BUCKET, finds_bucket),
        (when::PREFIX, inputs.key_prefix.is_some()),
        (when::ACL, inputs.privacy != Privacy::NoAcl),
        (when::READS, !inputs.write_only || must_read),
        (when::KEY, inputs.kms_key.is_some()),
        (when::REMOTIONS_BUCKET, remotions),
        (when::OTHER_BUCKET, !remotions),
        // Remotion's own text stays as it is, unless the reader wants more.
        (when::HOSTED_LAYERS, has(Extra::Layers) || is_china && !whole),
        (when::MUST_READ, must_read),
        (when::OLD_BUCKETS, !is_china),
        (when::BY_CALLS, !whole),
        (when::CREATES, whole || inputs.calls & BUCKET_CALL != 0),
        (when::REMOVES_SITES, finds_bucket && inputs.calls & SITES_RM != 0),
        (when::WHOLE_POLICY, whole),
        (when::INSIGHTS, has(Extra::Insights) && !insights_account(inputs).is_empty()),
        (when::VPC, has(Extra::Vpc)),
        (when::QUOTA_INCREASE, has(Extra::QuotaIncrease)),
        (when::OWN_ROLE, inputs.kind == Kind::User && inputs.has_own_role()),
        (when::OWN_FUNCTION, inputs.own_function().is_some_and(|function| !inputs.names_in_text(function))),
        (when::OWN_BUCKET, inputs.bucket.is_some() && !remotions),
    ] {
        if holds {
            facts |= fact;
        }
    }
    facts
}

/// Values for the gaps of a template, in the order of the constants in [`requests`]: as a text has them, with the marks
/// of what the reader typed; or `narrow`, as far as the setup is known.
fn values(inputs: &Inputs, narrow: bool) -> [String; 10] {
    let value = |known: Option<&str>, default: &str| match known {
        Some(known) if narrow => known.to_string(),
        Some(known) => mark(known),
        None => default.to_string(),
    };
    let region = inputs.region.as_ref().map(|region| region.name.as_str());
    // Remotion's texts and its bucket's name in a text are as wide as Remotion prints them: buckets made before their
    // names held the region would be locked out.
    let named = narrow || inputs.kind == Kind::Caller;
    let mut buckets = REMOTION_PREFIX.to_string();
    if let Some(region) = region.filter(|_| narrow) {
        for part in region.split('-') {
            buckets.push_str(part);
        }
        buckets.push('-');
    }
    buckets.push('*');
    let role = inputs.function_role.as_ref().filter(|_| named).map(|role| role.full_name());
    let bucket = inputs.bucket.as_ref().map(|bucket| bucket.name.as_str());
    let prefix = inputs.key_prefix.as_ref().map(|prefix| prefix.in_resource());
    let account = if narrow { inputs.account() } else { inputs.account_id.as_deref() };
    [
        inputs.partition.name().to_string(),
        value(bucket.filter(|_| inputs.kind == Kind::Caller), &buckets),
        value(region.filter(|_| named), "*"),
        value(account.filter(|_| named), "*"),
        value(inputs.function_prefix.as_deref(), FUNCTION_PREFIX),
        value(role.as_deref(), FUNCTION_ROLE),
        String::new(),
        value(prefix.as_deref(), ""),
        value(inputs.kms_key.as_ref().map(|key| key.arn.as_str()), ""),
        if inputs.is_function_name { "" } else { "*" }.to_string(),
    ]
}

/// The same with names of the reader's own in the place of Remotion's.
fn own_values(inputs: &Inputs, narrow: bool) -> [String; 10] {
    if !SETUPS || !matches!(inputs.kind, Kind::User | Kind::Role) {
        return [const { String::new() }; 10];
    }
    let mut all = values(inputs, narrow);
    let typed = |text: &str| if narrow { text.to_string() } else { mark(text) };
    let [_, _, _, account, function, role, _, insights, _, star] = &mut all;
    if let Some(known) = inputs.account() {
        *account = typed(known);
    }
    if let Some(own) = inputs.own_function() {
        *function = typed(&own.name);
        *star = if own.is_prefix { "*" } else { "" }.to_string();
    }
    if let Some(own) = &inputs.function_role {
        *role = typed(&own.full_name());
    }
    if let Some(region) = &inputs.region {
        *insights = [&typed(&region.name), ":", insights_account(inputs)].concat();
    }
    all
}

/// The account of AWS that has the layer of Lambda Insights in the region, where Remotion's text names another; empty
/// elsewhere.
pub(crate) fn insights_account(inputs: &Inputs) -> &'static str {
    let region = inputs.region.as_ref().map_or("", |region| region.name.as_str());
    search::line(INSIGHTS_ACCOUNTS, region)
}

/// The resource of a row, for one output bucket.
fn resource(request: &Request, values: &[String; 10], own: &[String; 10], bucket: &str) -> String {
    filled(request.resource, if SETUPS && request.is_own { own } else { values }, bucket)
}

/// A template with its gaps filled, for one output bucket.
fn filled(template: &str, values: &[String; 10], bucket: &str) -> String {
    let mut values = values.each_ref().map(String::as_str);
    if !bucket.is_empty() {
        values[6] = bucket;
    }
    fill(template, &values)
}

/// The rows of all policies.
fn groups() -> impl Iterator<Item = &'static Group> {
    GROUPS.iter().chain(if SETUPS { EXTRAS } else { &[] })
}

/// The statements of a policy, with a reason for each action. None for `trust` and `render-call`, which allow nothing
/// of this.
pub(crate) fn statements(setup: &Setup<'_>) -> Vec<Statement> {
    let mut statements = without_reasons(setup);
    for statement in &mut statements {
        statement.reasons = reasons(setup, statement);
    }
    statements
}

fn without_reasons(setup: &Setup<'_>) -> Vec<Statement> {
    match setup.inputs.kind {
        Kind::User | Kind::Role => {
            let mut statements = remotions_statements(setup);
            if SETUPS {
                statements.append(&mut own_statements(setup));
            }
            statements
        }
        Kind::Caller => by_place(setup),
        _ => own_statements(setup),
    }
}

/// The text of Remotion, or of the page.
fn remotions_statements(setup: &Setup<'_>) -> Vec<Statement> {
    let inputs = setup.inputs;
    let mut statements = Vec::new();
    if let Some(published) = &inputs.published {
        for Granted { sid, actions, resources } in published::granted(published) {
            statements.push(Statement::allow(sid, actions, resources));
        }
        return statements;
    }
    let rows = match inputs.kind {
        Kind::User => catalog::user(inputs.version, inputs.partition),
        _ => catalog::role(inputs.version, inputs.partition),
    };
    for row in rows {
        let mut resources = row.resources(inputs.partition);
        if let Some(prefix) = &inputs.function_prefix {
            for resource in &mut resources {
                if let Some((before, after)) = search::cut(resource, FUNCTION_PREFIX) {
                    *resource = [before, &mark(prefix), after].concat();
                }
            }
        }
        statements.push(Statement::allow(row.sid, row.actions(), resources));
    }
    statements
}

/// The groups with a Sid: for our own policies all they have, for Remotion's what is needed besides their texts.
pub(crate) fn own_statements(setup: &Setup<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for Group { policy, sid, only_if, requests } in groups() {
        if *policy != setup.inputs.kind || sid.is_empty() {
            continue;
        }
        let (mut actions, mut resources) = (Vec::new(), Vec::new());
        for request in requests.iter().filter(|request| holds(request.when, setup.facts)) {
            if !actions.contains(&request.action) {
                actions.push(request.action);
            }
            for bucket in &setup.buckets {
                let resource = resource(request, &setup.values, &setup.own, bucket);
                if !resources.contains(&resource) {
                    resources.push(resource);
                }
            }
        }
        if !actions.is_empty() {
            let statement = Statement::allow(sid, actions, resources);
            statements.push(match only_if {
                // What these keys have in China is not documented.
                Some([operator, key, value]) if SETUPS && setup.inputs.partition == Partition::Aws => {
                    statement.only_if(operator, key, vec![(*value).to_string()])
                }
                _ => statement,
            });
        }
    }
    statements
}

/// The rows of the calls that the reader names: a statement for each resource.
fn by_place(setup: &Setup<'_>) -> Vec<Statement> {
    let mut statements: Vec<(&'static str, Vec<&'static str>, String)> = Vec::new();
    for (template, sid) in PLACES {
        let text = filled(template, &setup.values, "");
        // Two places can be one, and are neighbours then.
        let (mut sid, mut actions) = (*sid, Vec::new());
        if statements.last().is_some_and(|(_, _, last)| *last == text) {
            (sid, actions, _) = statements.pop().unwrap_or_default();
        }
        for (request, ..) in &setup.rows {
            if request.resource == *template && !actions.contains(&request.action) {
                actions.push(request.action);
            }
        }
        if !actions.is_empty() {
            statements.push((sid, actions, text));
        }
    }
    statements.into_iter().map(|(sid, actions, text)| Statement::allow(sid, actions, vec![text])).collect()
}

/// The rows that a policy is about, as far as they hold.
fn rows(inputs: &Inputs, facts: Facts) -> Vec<&'static Request> {
    let Inputs { kind, calls, .. } = inputs;
    let mut rows = Vec::new();
    for group in groups() {
        for request in group.requests.iter().filter(|request| holds(request.when, facts)) {
            let is_asked_for = match kind {
                Kind::Caller => {
                    request.calls & calls != 0 && is_of_calls(group, request) && !request.level_in(facts).is_option()
                }
                _ => group.policy == *kind,
            };
            if is_asked_for {
                rows.push(request);
            }
        }
    }
    rows
}

/// Whether a row is about the calls of `caller`: those of the user policy are, but for objects it is wider.
fn is_of_calls(group: &Group, request: &Request) -> bool {
    group.policy == Kind::Caller || group.policy == Kind::User && request.applies_to != ResourceType::Object
}

fn reasons(setup: &Setup<'_>, statement: &Statement) -> Vec<String> {
    let mut reasons = Vec::new();
    for action in &statement.actions {
        // One action may be there for several resources, each for its own reason.
        let mut reason = String::new();
        for resource in &statement.resources {
            if let Some(request) = request(setup, action, resource) {
                if !search::has(&reason, request.reason) {
                    reason.push_str(if reason.is_empty() { "" } else { " " });
                    reason.push_str(request.reason);
                }
            }
        }
        reasons.push(reason);
    }
    reasons
}

/// The row behind an action on a resource, as a text has them. `None` when no row is about it.
pub(crate) fn request(setup: &Setup<'_>, action: &str, text: &str) -> Option<&'static Request> {
    request_at(setup, action, text).map(|(request, _)| request)
}

/// The same, and the place of its bucket among the output buckets.
fn request_at(setup: &Setup<'_>, action: &str, text: &str) -> Option<(&'static Request, usize)> {
    for (request, at, resource) in &setup.rows {
        // Some of Remotion's statements are on everything although the request is not.
        if request.action == action && (text == "*" || resource == text) {
            return Some((request, *at));
        }
    }
    None
}

/// Why an action on a resource is in a text, in a sentence. The resource is without marks.
pub(crate) fn reason(inputs: &Inputs, action: &str, text: &str) -> Option<&'static str> {
    let setup = Setup::new(inputs, facts(inputs), &|value| Marked::new(value).text);
    Some(request(&setup, action, text)?.reason)
}

/// All that the policy of `inputs` has to grant, in the order of its statements.
pub(crate) fn required(inputs: &Inputs) -> Vec<Required> {
    let setup = Setup::asked(inputs);
    let (narrow, own) = (values(inputs, true), own_values(inputs, true));
    let buckets = inputs.output_buckets();
    let statements = without_reasons(&setup);
    let mut all: Vec<Required> = Vec::new();
    for statement in &statements {
        for action in &statement.actions {
            for text in &statement.resources {
                let found = request_at(&setup, action, text);
                let request = found.map(|(request, _)| request);
                let (resource, level) = match found {
                    Some((request, at)) => {
                        let bucket = buckets.get(at).map_or("", |bucket| &bucket.name);
                        (resource(request, &narrow, &own, bucket), request.level_in(setup.facts))
                    }
                    None => (Marked::new(text).text, Level::Must),
                };
                if !all.iter().any(|other| other.action == *action && other.resource == resource) {
                    all.push(Required { action, resource, request, level });
                }
            }
        }
    }
    all
}

/// The calls and commands that make a request, of those whom these policies are for.
pub(crate) fn calls(action: &str, policies: &[Kind]) -> Calls {
    let mut calls = 0;
    for group in groups() {
        for request in group.requests.iter().filter(|request| request.action == action) {
            if policies.contains(&group.policy) {
                calls |= request.calls;
            } else if policies.contains(&Kind::Caller) && is_of_calls(group, request) {
                calls |= request.calls & OF_RENDERERS;
            }
        }
    }
    calls
}

/// Every action that a row is about; some several times.
pub(crate) fn actions() -> impl Iterator<Item = &'static str> {
    groups().flat_map(|group| group.requests).map(|request| request.action)
}

/// What an action applies to. `None` for one that no row is about.
pub(crate) fn resource_type(action: &str) -> Option<ResourceType> {
    for group in groups() {
        for request in group.requests {
            if request.action.eq_ignore_ascii_case(action) {
                return Some(request.applies_to);
            }
        }
    }
    None
}
