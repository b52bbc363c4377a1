//! Reads an error that AWS or Remotion gave: who was denied what, by which kind of policy, and what to do about it.
//!
//! # From the text to the answer
//!
//! 1. [`squeeze`] takes out what tools put around and between words: white space, gutters, colours, escapes, entities.
//!    Each byte that is left knows where it was pasted.
//! 2. [`read`](read::read) walks over that once and keeps what it finds, as [`read::Found`].
//! 3. [`who`] says what the principal is in a Remotion setup, [`advice`] what a topic comes down to, [`remedy`] which
//!    policy of ours grants the action, asking the permissions that the check asks about.
//!
//! # The core sentence
//!
//! ```text
//! User: {principal} is not authorized to perform: {action}[ on resource: {resource}][ {reason}]
//! reason   = because no {type} allows the {action} action
//!          | with an explicit deny[ in a|an|the {type}[: {policy ARN}]]
//!          | because … {setting} setting …                              Block Public Access
//! type     = POLICY_TYPES of [`shapes`]
//! resource = an ARN, in quotes where S3 says it
//! ```
//!
//! Any part may be missing, and each word may be broken by a line. A type or a reason that is not in the tables is
//! [`Cause::Unknown`], with what could be read, and the part is in `unread`. Texts that are always the same, Remotion's
//! own among them, are rows of [`shapes::SHAPES`]. `Access Denied` and its like count only where nothing near says
//! more; the request is then taken from what the wrapper calls it, or from the stack. Records of CloudTrail and decoded
//! authorization messages are JSON objects with a key that gives them away.
//!
//! # What goes out
//!
//! Everything in a text is somebody's. A name enters a step, a call or an addition only after it was parsed as one that
//! was typed; anything else is quoted, cut, and never part of a command.

mod advice;
mod answer;
mod call;
mod operations;
mod read;
mod remedy;
mod shapes;
mod squeeze;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod who;

pub use answer::{Cause, Denial, DeniedPrincipal, ExplainAnswer, PastedDecision, PrincipalType, Who};
pub use call::ExplainCall;
pub use who::is_signed_in;

use crate::check::beside::{self, Beside, Look};
use crate::check::{Access, TextRange};
use crate::diagnostics::fill;
use crate::import::finding::cut;
use crate::import::inventory::Inventory;
use crate::import::span::Positions;
use crate::partition::Partition;
use crate::search;
use crate::setup::names::Bucket;
use crate::setup::names::FUNCTION_PREFIX;
use crate::setup::Text;
use read::{DenialField, Found};
use remedy::{DeniedRequest, Remedy};
use shapes::Topic;
use squeeze::Squeezed;
use who::{part, Sign};

/// What the errors in a text say, and what to do.
///
/// # Errors
/// There are none: what is wrong with the setup is the answer.
pub fn explain(call: &ExplainCall) -> ExplainAnswer {
    let problems = call.problems();
    if !problems.is_empty() {
        return ExplainAnswer::Refused(problems);
    }
    let text = Squeezed::new(&call.text);
    let reading = read::read(&text);
    let places = Positions::new(&call.text);
    let range = |part| TextRange::new(&places, &text.span(part));
    let pasted = if reading.found.is_empty() { None } else { beside::pasted(&call.text) };
    let mut denials: Vec<Denial> = Vec::new();
    for found in &reading.found {
        // Each is decided against all policies of the text.
        let pasted = pasted.as_ref().filter(|_| denials.len() < MOST_BESIDE);
        denials.push(denial(call, found, range(&found.part), pasted, &places));
    }
    let mut unread: Vec<TextRange> = reading.unread.iter().map(range).collect();
    if denials.is_empty() && text.len() > 0 {
        unread.push(range(&(0..text.len())));
    }
    ExplainAnswer::Explained { denials, unread }
}

fn denial(
    call: &ExplainCall,
    found: &Found,
    range: TextRange,
    inventory: Option<&Inventory>,
    places: &Positions<'_>,
) -> Denial {
    let setup = &call.setup;
    let principal = found.get(DenialField::Principal).map(who::principal);
    let mut request = DeniedRequest {
        setup,
        found,
        principal: principal.as_ref(),
        who: found.who.unwrap_or(Who::Unknown),
        sign: Sign::None,
        resource: resource(found),
    };
    if let Some(principal) = &principal {
        let name = setup.text(Text::FunctionName).or(setup.text(Text::FunctionPrefix)).unwrap_or(FUNCTION_PREFIX);
        let prefix = name.strip_suffix('*').unwrap_or(name);
        (request.who, request.sign) = who::who(principal, found, &request.function_role(), prefix);
    }
    let topic = match (found.topic, found.get(DenialField::Action)) {
        (Topic::Head, _) if !found.by_role && principal.is_none() => {
            request.who = Who::Caller;
            Topic::Presign
        }
        (Topic::NoReason, Some("sts:AssumeRoleWithWebIdentity")) => Topic::WebIdentity,
        (Topic::NoReason, Some("sts:AssumeRole")) => Topic::Assume,
        (topic, _) => topic,
    };
    let beside =
        inventory.filter(|_| remedy::is_about_permissions(topic)).and_then(|all| remedy::beside(&request, all));
    let is_allowed = beside.as_ref().is_some_and(|beside| beside.access == Access::Allowed && beside.others.is_none());
    let is_settled = is_allowed || beside.as_ref().is_some_and(|beside| beside.access == Access::ExplicitDeny);
    let Remedy { policies, addition, is_all } =
        if is_settled { Remedy::default() } else { remedy::remedy(&request, topic) };
    let said = Said::new(&request, topic);
    let advice = advice::of(topic);

    let mut message = said.who();
    if !message.is_empty() {
        message.push(' ');
    }
    message.push_str(&said.fill(advice.is));
    let mut help = said.fill(advice.help);
    let mut steps: Vec<String> = Vec::new();
    if found.encoded {
        steps.push(DECODE.into());
    }
    if !found.details.is_empty() {
        steps.push(fill(DETAILS, &[&found.details]));
    }
    if let Sign::Platform(platform) = request.sign {
        help = fill(PLATFORM, &[platform]);
        steps.extend(PLATFORM_STEPS.iter().map(|step| fill(step, &[platform])));
    } else {
        let mut kinds = String::new();
        for policy in &policies {
            if !kinds.is_empty() {
                kinds.push_str("`, `");
            }
            kinds.push_str(policy.text(Text::Policy).unwrap_or_default());
        }
        // S3 gives a reason where a policy of the same account is missing, so that other things come first.
        let is_upload = matches!(found.get(DenialField::Action), None | Some("s3:PutObject" | "s3:PutObjectAcl"));
        let is_bare_upload = topic == Topic::Bare && is_upload;
        let mut add: Vec<&str> = Vec::new();
        if topic != Topic::LambdaAssume {
            let first = match (policies.len(), addition.is_some(), advice.cause) {
                (0, false, _) => "",
                (0, true, _) => ADD_STATEMENT,
                (1, _, Cause::Unknown) => ADD_POLICY_LIKELY,
                (1, ..) => ADD_POLICY,
                _ => ADD_BY_PRINCIPAL,
            };
            if is_bare_upload || advice::keeps_help(topic) {
                add.push(first);
            } else if !first.is_empty() {
                help = said.with(first, &kinds);
            }
            if policies.len() == 1 && !is_all {
                add.push(MORE);
            }
            if !policies.is_empty() && addition.is_some() && !is_all {
                add.push(ALONE);
            }
        }
        // What lists the policies stands with the pasted ones.
        let of_topic = if is_allowed { &[] } else { advice.steps };
        let look = of_topic.iter().chain(if is_bare_upload { advice::UPLOAD } else { &[] }).copied();
        let mut all: Vec<&str> = look.collect();
        let place = if is_bare_upload { all.len() } else { 0 };
        all.splice(place..place, add);
        steps.extend(all.into_iter().filter_map(|step| said.step(step, &kinds)));
    }
    let mut pasted = None;
    if let Some(Beside { access, decision, others, look }) = beside {
        let range = look.as_ref().map(|(span, _)| TextRange::new(places, span));
        let line =
            range.map_or_else(String::new, |range| fill("Line {0}: ", &[&crate::diagnostics::digits(range.line)]));
        let (sentence, value) = match look {
            Some((_, Look::Deny)) => (PASTED_DENIES, String::new()),
            Some((_, Look::Action(action))) => {
                help = said.with(PASTED_WRITE, &quoted(&action));
                (PASTED_ACTION, quoted(&action))
            }
            Some((_, Look::Resource(resource))) if request.resource.is_some() => (PASTED_RESOURCE, quoted(&resource)),
            Some((_, Look::Resource(resource))) => (PASTED_EVERYTHING, quoted(&resource)),
            Some((_, Look::Limit)) => (PASTED_LIMIT, String::new()),
            None => match access {
                Access::Allowed => (PASTED_ALLOWS, String::new()),
                Access::Conditional => (PASTED_CONDITIONAL, String::new()),
                _ => (PASTED_NOT, String::new()),
            },
        };
        let mut first = vec![[line.as_str(), &said.with(sentence, &value)].concat()];
        if let Some(others) = &others {
            first.push(said.with(PASTED_OTHERS, &quoted(others)));
        }
        if is_settled {
            help = said.with(if is_allowed { PASTED_FIND } else { PASTED_REMOVE }, "");
        }
        if is_allowed {
            first.extend(advice::BESIDE.iter().filter_map(|step| said.step(step, "")));
        }
        steps.splice(0..0, first);
        pasted = Some(PastedDecision { decision, range });
    }
    let (who, resource) = (request.who, request.resource);
    Denial {
        pasted,
        range,
        who,
        action: found.get(DenialField::Action).map(str::to_string),
        resource,
        cause: advice.cause,
        explicit: found.explicit,
        policy_arn: found.get(DenialField::PolicyArn).map(str::to_string),
        calls: remedy::calls(who, found.get(DenialField::Action).unwrap_or_default()),
        policies,
        addition,
        is_all,
        message,
        help,
        steps,
        link: (!advice.link.is_empty()).then_some(advice.link),
        principal,
    }
}

/// What a request was about: as AWS names it, or from the bucket and key that a text names.
fn resource(found: &Found) -> Option<String> {
    if let Some(resource) = found.get(DenialField::Resource) {
        return Some(resource.to_string());
    }
    let bucket = Bucket::parse(Text::Bucket, found.get(DenialField::Bucket)?).ok()?;
    let principal = found.get(DenialField::Principal).unwrap_or_default();
    let by_region = found.get(DenialField::Region).and_then(Partition::of_region);
    let partition = by_region.or(Partition::named(part(principal, 1))).unwrap_or(Partition::Aws);
    let mut arn = ["arn:", partition.name(), ":s3:::", &bucket.name].concat();
    if let Some(key) = found.get(DenialField::Key).filter(|_| found.get(DenialField::Action) != Some("s3:ListBucket")) {
        arn.push('/');
        arn.push_str(key);
    }
    Some(arn)
}

const DECODE: &str = "Decode the message: `aws sts decode-authorization-message --encoded-message MESSAGE --query \
                      DecodedMessage --output text`. That needs `sts:DecodeAuthorizationMessage`. Paste the result here.";
const DETAILS: &str =
    "AWS keeps the details for at least a day, under the id `{0}`. Sign in to the account and open the \
                       link in the message.";
const ADD_POLICY: &str = "Add the policy `{9}` to {0}.";
const ADD_POLICY_LIKELY: &str = "Most often a policy is missing. Add the policy `{9}` to {0}.";
const ADD_BY_PRINCIPAL: &str = "Find out who asks, then add the policy for it: `{9}`.";
const ADD_STATEMENT: &str = "Add a Statement to {0} that allows {1}.";
const MORE: &str = "The policy `{9}` also grants what Remotion asks for next.";
const ALONE: &str = "Or add only the Statement for {1}.";
// With policies pasted beside the error.
/// Denials that are held against them.
const MOST_BESIDE: usize = 10;
const PASTED_ALLOWS: &str = "The pasted policies allow {1}{2}.";
const PASTED_CONDITIONAL: &str =
    "The pasted policies may allow {1}{2}: it depends on a condition, or on what is not here.";
const PASTED_NOT: &str = "The pasted policies do not allow {1}{2}.";
const PASTED_DENIES: &str = "This Statement denies {1}{2}.";
const PASTED_ACTION: &str = "{9} does not allow {1}.";
const PASTED_RESOURCE: &str = "{1} is allowed on {9}, and not{2}.";
const PASTED_EVERYTHING: &str = "{1} is allowed on {9}, and applies to `*` only.";
const PASTED_LIMIT: &str = "The policies allow {1}{2}, and this one limits them.";
const PASTED_OTHERS: &str = "The pasted policies are those of {9}. AWS names {0}.";
const PASTED_WRITE: &str = "Write {1} in place of {9} in the pasted policies.";
const PASTED_FIND: &str = "Do not add to the policies. Find out why AWS does not use the pasted ones.";
const PASTED_REMOVE: &str = "Change the Deny in the pasted policies. No Allow is stronger.";
const PLATFORM: &str = "Give your code keys of your own. A role of {0} is not yours to change.";
const PLATFORM_STEPS: [&str; 3] = [
    "Set `REMOTION_AWS_ACCESS_KEY_ID` and `REMOTION_AWS_SECRET_ACCESS_KEY`, and for temporary keys \
     `REMOTION_AWS_SESSION_TOKEN`, in the project's environment variables, and deploy again. Remotion takes them before \
     the keys of {0}.",
    "Do not set `REMOTION_SKIP_AWS_CREDENTIALS_CHECK`: with it these variables are ignored.",
    "The user or role of these keys needs the policy `caller`.",
];

/// What is put into the gaps of sentences.
struct Said<'a> {
    request: &'a DeniedRequest<'a>,
    values: [String; 9],
}

impl<'a> Said<'a> {
    fn new(request: &'a DeniedRequest<'a>, topic: Topic) -> Said<'a> {
        let found = request.found;
        let kind = request.principal.map_or(PrincipalType::Unknown, |principal| principal.kind);
        let name = request.principal.and_then(|principal| principal.name.as_deref()).unwrap_or_default();
        let is_role = matches!(kind, PrincipalType::Role | PrincipalType::AssumedRole);
        let (noun, named) = match (request.sign, request.who) {
            (Sign::SignedIn, _) => ("the permission set ", who::permission_set(name).unwrap_or(name)),
            _ if is_role => ("the role ", name),
            _ if kind == PrincipalType::User => ("the user ", name),
            _ if !name.is_empty() => ("", name),
            _ if kind == PrincipalType::Root => ("the root user", ""),
            (_, Who::RenderFunction) => ("the role of the render function", ""),
            (_, Who::Caller) => ("the user or role of your code", ""),
            (_, Who::Deployer) => ("the user or role that deploys", ""),
            _ => ("whoever asks", ""),
        };
        let valid = request.name();
        let mut list = String::new();
        if (is_role || kind == PrincipalType::User) && !valid.is_empty() && request.sign != Sign::SignedIn {
            let command =
                "`aws iam list-attached-{0}-policies --{0}-name {1}`, `aws iam list-{0}-policies --{0}-name {1}`";
            list = fill(command, &[if is_role { "role" } else { "user" }, &valid]);
        }
        let mut role = request.role_named();
        if role.is_empty() {
            role = if topic == Topic::LambdaAssume { request.function_role() } else { valid };
            if !is_role && topic != Topic::LambdaAssume {
                role.clear();
            }
        }
        let or = |value: String, stand_in: &str| if value.is_empty() { stand_in.to_string() } else { value };
        let values = [
            [noun, &quoted(named)].concat(),
            or(quoted(found.get(DenialField::Action).unwrap_or_default()), "this request"),
            request.resource.as_deref().map_or_else(String::new, |resource| [" on ", &quoted(resource)].concat()),
            list,
            quoted(found.get(DenialField::PolicyArn).unwrap_or_default()),
            or(request.bucket(), "BUCKET"),
            request.region(),
            role,
            or(request.account(), "ACCOUNT_ID"),
        ];
        Said { request, values }
    }

    fn fill(&self, template: &str) -> String {
        self.with(template, if self.request.found.explicit { "denies" } else { "does not allow" })
    }

    #[inline(never)]
    fn with(&self, template: &str, last: &str) -> String {
        let mut values: Vec<&str> = self.values.iter().map(String::as_str).collect();
        values.push(last);
        let mut sentence = fill(template, &values);
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence
    }

    /// `None` where a gap has no value.
    fn step(&self, template: &str, kinds: &str) -> Option<String> {
        for (at, value) in self.values.iter().enumerate() {
            // There may be no resource to name.
            if value.is_empty()
                && at != 2
                && search::has(template, &["{", &crate::diagnostics::digits(at), "}"].concat())
            {
                return None;
            }
        }
        (!template.is_empty()).then(|| self.with(template, kinds))
    }

    /// Who AWS names, and what that is.
    fn who(&self) -> String {
        let Some(name) = self.request.principal.and_then(|principal| principal.name.as_deref()) else {
            return String::new();
        };
        let mut platform = "";
        let what = match (self.request.sign, self.request.who) {
            (Sign::FunctionRole, _) => " That is the role of the render function.",
            (Sign::FunctionSession, _) => {
                " Its session is named like a render function, so it is probably the role of the render function."
            }
            (Sign::SetupUser, _) => " That is the user that deploys and renders, not the render function.",
            (Sign::SignedIn, _) => " That is somebody who signed in with IAM Identity Center, not the render function.",
            (Sign::Platform(of), _) => {
                platform = of;
                " That is a role of {1}, which your code uses because it has no keys of its own."
            }
            (Sign::None, Who::Caller) => " That is your own code, not the render function.",
            (Sign::None, Who::Deployer) => " That is whoever deploys, not the render function.",
            (Sign::None, _) => "",
        };
        fill(&["AWS names {0}.", what].concat(), &[&quoted(name), platform])
    }
}

/// The reader's own text in a sentence: on one line, and without what would end the quotation. Empty for nothing.
#[inline(never)] // called all over
fn quoted(text: &str) -> String {
    // ARNs of functions and files are long, and what the reader compares.
    const LONGEST: usize = 300;
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::from("`");
    let short = if text.len() > LONGEST { &cut(text) } else { text };
    for character in short.chars() {
        out.push(if character == '`' || character.is_control() { ' ' } else { character });
    }
    out.push('`');
    out
}
