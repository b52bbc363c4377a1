//! What helps: which of our policies grants a request to whoever made it, ready to be built, and the smallest addition.

use super::advice;
use super::answer::{DeniedPrincipal, PrincipalType, Who};
use super::call::call_for;
use super::operations::known;
use super::read::{DenialField, Found};
use super::shapes::Topic;
use super::who::{part, Sign, CHOOSING};
use crate::addition::{addition, Addition, Permission};
use crate::check::beside::{self, Beside, Denied};
use crate::check::needs;
use crate::import::inventory::{self, Inventory};
use crate::mark::Marked;
use crate::partition::Partition;
use crate::policies;
use crate::policy::Statement;
use crate::remotion::{self, ResourceType};
use crate::search;
use crate::setup::calls;
use crate::setup::names::FUNCTION_PREFIX;
use crate::setup::names::FUNCTION_ROLE;
use crate::setup::names::{Bucket, KmsKey, Region, Role};
use crate::setup::{self, BuildCall, Flag, Input, Kind, Text};

/// One denied request, and what is known around it.
pub(super) struct DeniedRequest<'a> {
    pub(super) setup: &'a BuildCall,
    pub(super) found: &'a Found,
    pub(super) principal: Option<&'a DeniedPrincipal>,
    pub(super) who: Who,
    pub(super) sign: Sign,
    /// As AWS names it, or as a text of Remotion's does.
    pub(super) resource: Option<String>,
}

/// The name of a role or a user, where it is one: never an ARN.
fn role_name(name: &str) -> String {
    match Role::parse(Text::FunctionRole, name) {
        Ok(role) if role.account.is_none() => role.name,
        _ => String::new(),
    }
}

/// What a text says of a request, valid as if it were typed; empty where it says nothing or nothing valid.
impl DeniedRequest<'_> {
    fn arn(&self) -> &str {
        self.resource.as_deref().filter(|resource| resource.starts_with("arn:")).unwrap_or_default()
    }

    pub(super) fn bucket(&self) -> String {
        let of_arn = if part(self.arn(), 2) == "s3" { part(self.arn(), 5) } else { "" };
        let named = search::cut(of_arn, "/").map_or(of_arn, |(bucket, _)| bucket);
        let given = self.setup.text(Text::Bucket).unwrap_or_default();
        Bucket::parse(Text::Bucket, if named.is_empty() { given } else { named })
            .map_or_else(|_| String::new(), |bucket| bucket.name)
    }

    pub(super) fn region(&self) -> String {
        for typed in [part(self.arn(), 3), self.found.get(DenialField::Region).unwrap_or_default()] {
            if let Ok(region) = Region::parse(typed) {
                return region.name;
            }
        }
        String::new()
    }

    /// The reader's account: the principal's.
    pub(super) fn account(&self) -> String {
        self.principal.and_then(|principal| principal.account.clone()).unwrap_or_default()
    }

    /// The principal's name.
    pub(super) fn name(&self) -> String {
        self.principal.and_then(|principal| principal.name.as_deref()).map_or_else(String::new, role_name)
    }

    /// The role that was to be assumed or passed.
    pub(super) fn role_named(&self) -> String {
        let is_role = part(self.arn(), 2) == "iam";
        part(self.arn(), 5).strip_prefix("role/").filter(|_| is_role).map_or_else(String::new, role_name)
    }

    pub(super) fn function_role(&self) -> String {
        let typed = self.setup.text(Text::FunctionRole).unwrap_or(FUNCTION_ROLE);
        Role::parse(Text::FunctionRole, typed).map_or_else(|_| String::new(), |role| role.name)
    }

    fn partition(&self) -> Partition {
        let named = [self.arn(), self.principal.and_then(|one| one.arn.as_deref()).unwrap_or_default()];
        named.into_iter().find_map(|arn| Partition::named(part(arn, 1))).unwrap_or(Partition::Aws)
    }
}

/// What helps.
#[derive(Default)]
pub(super) struct Remedy {
    pub(super) policies: Vec<BuildCall>,
    pub(super) addition: Option<Addition>,
    /// The first policy grants no more than the addition.
    pub(super) is_all: bool,
}

/// Which policies each may have, the first that grants the request first.
const CHOICES: [(Who, &[Kind]); 3] = [
    (Who::RenderFunction, &[Kind::Role, Kind::Destination]),
    (Who::Caller, &[Kind::Caller, Kind::DestinationCaller]),
    (Who::Deployer, &[Kind::User, Kind::DestinationCaller]),
];

/// The calls of Remotion and commands that make a request as `who`; as anybody where that is not known.
pub(super) fn calls(who: Who, action: &str) -> Vec<String> {
    let mut policies: Vec<Kind> = Vec::new();
    for (_, kinds) in CHOICES.iter().filter(|(of, _)| who == *of || who == Who::Unknown) {
        policies.extend(*kinds);
    }
    calls::written_list(remotion::calls(action, &policies))
}

/// Whether policies of the principal have a say.
pub(super) fn is_about_permissions(topic: Topic) -> bool {
    use Topic::*;
    matches!(topic, Identity | IdentityDeny | NoReason | Bare | DenyBare) || advice::keeps_help(topic)
}

/// What the policies pasted with it make of a request, as far as AWS says which it was.
pub(super) fn beside(request: &DeniedRequest<'_>, pasted: &Inventory) -> Option<Beside> {
    let action = request.found.get(DenialField::Action)?;
    let takes_none = remotion::resource_type(action) == Some(ResourceType::Everything);
    // A masked account would be another account.
    let is_whole = |arn: &&str| is_plain_arn(arn) && (part(arn, 4).is_empty() || account(arn).is_some());
    let resource = if takes_none { "*" } else { Some(request.arn()).filter(is_whole)? };
    let principal = request.principal;
    let kind = match principal.map(|principal| principal.kind) {
        Some(PrincipalType::User) => Some(inventory::PrincipalKind::User),
        Some(PrincipalType::Role | PrincipalType::AssumedRole) => Some(inventory::PrincipalKind::Role),
        _ => None,
    };
    let name = principal.and_then(|principal| principal.name.as_deref()).filter(|_| kind.is_some());
    let account = principal.and_then(|principal| principal.account.as_deref());
    beside::beside(pasted, &Denied { action, resource, kind, name, account })
}

fn account(arn: &str) -> Option<String> {
    crate::setup::names::account_id(Text::AccountId, part(arn, 4)).ok()
}

pub(super) fn remedy(request: &DeniedRequest<'_>, topic: Topic) -> Remedy {
    use Topic::*;
    let mut remedy = Remedy::default();
    if topic == LambdaAssume {
        let mut trust = call_for(Kind::Trust, request.setup);
        trust.set_text(Text::Service, Some("lambda".into()));
        let role = Some(request.function_role()).filter(|role| role != FUNCTION_ROLE);
        trust.set_text(Text::AttachTo, role.map(|role| ["role/", &role].concat()));
        remedy.policies.push(trust);
        return remedy;
    }
    let helps = matches!(topic, Identity | NoReason | Bare) || advice::keeps_help(topic);
    let Some(action) = request.found.get(DenialField::Action).and_then(known).filter(|_| helps) else { return remedy };
    let mut permissions: Vec<Permission> = Vec::new();
    for (who, kinds) in CHOICES {
        if request.who != who && request.who != Who::Unknown {
            continue;
        }
        for kind in kinds {
            let Some(mut call) = prepare(request, *kind, action) else { continue };
            let resource = request.resource.as_deref();
            let mut granted = granted(&call, action, resource);
            if granted.is_empty() {
                (call, granted) = widened(call, action, resource);
            }
            if granted.is_empty() && *kind == Kind::Caller {
                (call, granted) = with_a_call(call, action, resource);
            }
            if !granted.is_empty() {
                if permissions.is_empty() {
                    permissions = granted;
                }
                remedy.policies.push(call);
                break;
            }
        }
    }
    if permissions.is_empty() {
        permissions = beyond(request, action);
    }
    let form =
        remedy.policies.first().cloned().or_else(|| {
            prepare(request, if request.who == Who::RenderFunction { Kind::Role } else { Kind::User }, action)
        });
    let inputs = form.and_then(|call| setup::check(&call, call.kind().ok()?).ok());
    let pairs =
        |statements: &[Statement]| statements.iter().map(|one| one.actions.len() * one.resources.len()).sum::<usize>();
    let all = inputs.as_ref().and_then(policies::draft).map(|draft| pairs(&draft.statements));
    remedy.is_all = !remedy.policies.is_empty() && all == Some(permissions.len());
    remedy.addition = inputs.and_then(|inputs| addition(&permissions, &[], &inputs));
    remedy
}

/// The policy without what narrows it to other objects or functions than the one that the text names.
fn widened(mut call: BuildCall, action: &'static str, resource: Option<&str>) -> (BuildCall, Vec<Permission>) {
    let typed = call.clone();
    for field in [Text::KeyPrefix, Text::FunctionPrefix, Text::FunctionName, Text::RemotionBucket] {
        call.set_text(field, None);
    }
    let granted = if call == typed { Vec::new() } else { granted(&call, action, resource) };
    (if granted.is_empty() { typed } else { call }, granted)
}

/// The policy of a caller that makes one more call, the first that makes such a request.
fn with_a_call(call: BuildCall, action: &'static str, resource: Option<&str>) -> (BuildCall, Vec<Permission>) {
    let calls = calls::known(call.raw(Text::Calls));
    for bit in 0..calls::OF_RENDERERS.trailing_ones() {
        let more = call.clone().with(Text::Calls, &calls::list(calls | 1 << bit).join(", "));
        let granted = granted(&more, action, resource);
        if !granted.is_empty() {
            return (more, granted);
        }
    }
    (call, Vec::new())
}

/// What the text of a policy grants of a request, as narrowly as the setup is known.
fn granted(call: &BuildCall, action: &'static str, resource: Option<&str>) -> Vec<Permission> {
    let is_it = |pattern: &str| resource.is_none_or(|resource| matches(pattern, resource));
    let mut granted = Vec::new();
    let inputs = call.kind().ok().and_then(|kind| setup::check(call, kind).ok());
    let Some(inputs) = inputs else { return granted };
    let Some(draft) = policies::draft(&inputs) else { return granted };
    for statement in draft.statements.iter().filter(|statement| statement.actions.contains(&action)) {
        for pattern in &statement.resources {
            let resource = Marked::new(pattern).text;
            if is_it(&resource) {
                granted.push(Permission { action, resource });
            }
        }
    }
    if granted.is_empty() {
        return granted;
    }
    // What Remotion requires is narrower than its texts, but may also go beyond them.
    let mut narrow = Vec::new();
    for need in needs(&inputs) {
        if need.action == action && is_it(&need.resource) {
            narrow.push(Permission { action, resource: need.resource });
        }
    }
    if narrow.is_empty() {
        return granted;
    }
    narrow
}

/// The call for a policy with what the text says filled in, as far as it is valid there.
fn prepare(request: &DeniedRequest<'_>, kind: Kind, action: &str) -> Option<BuildCall> {
    let mut call = call_for(kind, request.setup);
    let deletes = action == "s3:DeleteObject";
    for (flag, on) in [(Flag::Delete, deletes), (Flag::Download, kind == Kind::DestinationCaller && !deletes)] {
        if on && kind.takes(Input::Flag(flag)) {
            call.set_flag(flag, Some(true));
        }
    }
    let is_function = request.who == Who::RenderFunction;
    let name = request.name();
    let mut function_role = if is_function { name.clone() } else { String::new() };
    if action == "iam:PassRole" {
        function_role = request.role_named();
    }
    if function_role == FUNCTION_ROLE {
        function_role.clear();
    }
    let mut attach_to = String::new();
    if !name.is_empty() && !is_function && request.sign != Sign::SignedIn {
        let head = match request.principal.map(|principal| principal.kind) {
            Some(PrincipalType::User) => "user/",
            Some(PrincipalType::Role | PrincipalType::AssumedRole) => "role/",
            _ => "",
        };
        if !head.is_empty() {
            attach_to = [head, &name].concat();
            // In another partition than the usual one, only an ARN says so.
            if request.partition() != Partition::Aws {
                attach_to =
                    ["arn:", request.partition().name(), ":iam::", &request.account(), ":", &attach_to].concat();
            }
        }
    }
    // Which bucket the key is of, the error does not say; most buckets with one are the reader's own.
    let is_of_remotion = matches!(kind, Kind::User | Kind::Role);
    if is_of_remotion {
        call.set_text(Text::KmsKeyArn, None);
    }
    let key = if action.starts_with("kms:") && !is_of_remotion { request.arn() } else { "" };
    // The policy for several buckets already is about each of them. Any other bucket takes their place.
    let mut bucket = request.bucket();
    let inputs = setup::check(&call, kind).ok();
    let is_of = |inputs: &setup::Inputs| inputs.output_buckets().iter().position(|known| known.name == bucket);
    match inputs.as_ref().and_then(is_of) {
        Some(0) => {}
        Some(_) => bucket.clear(),
        None if bucket.is_empty() => {}
        None => call.set_text(Text::Buckets, None),
    }
    let acl = request.found.get(DenialField::Acl).filter(|acl| *acl == "private").unwrap_or_default();
    for (field, value) in [
        (Text::Bucket, bucket),
        (Text::KmsKeyArn, key.to_string()),
        (Text::Region, request.region()),
        (Text::AccountId, request.account()),
        (Text::FunctionRole, function_role),
        (Text::AttachTo, attach_to),
        (Text::Privacy, acl.to_string()),
    ] {
        if !value.is_empty() && kind.takes(Input::Text(field)) {
            // What the text says is about this request; the setup is about all.
            let given = call.text(field).map(str::to_string);
            call.set_text(field, Some(value));
            if setup::check(&call, kind).is_err() {
                call.set_text(field, given);
            }
        }
    }
    setup::check(&call, kind).is_ok().then_some(call)
}

/// What no policy of ours grants although a Remotion setup may need it: custom roles and layers, a VPC, keys.
fn beyond(request: &DeniedRequest<'_>, action: &'static str) -> Vec<Permission> {
    // Of the function's role, likewise.
    const NETWORK: [&str; 6] = [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ];
    const LAYERS: [&str; 2] = ["lambda:GetFunctionConfiguration", "lambda:UpdateFunctionConfiguration"];
    const KEY: [&str; 2] = ["kms:GenerateDataKey", "kms:Decrypt"];
    let arn = if is_plain_arn(request.arn()) { request.arn() } else { "" };
    let head = ["arn:", request.partition().name(), ":"].concat();
    let is_function = request.who == Who::RenderFunction;
    let (actions, resource): (&[&'static str], String) = match action {
        // https://www.remotion.dev/docs/lambda/deployfunction#customrolearn
        "iam:PassRole" if part(arn, 5).starts_with("role/") => (&["iam:PassRole"], arn.into()),
        "iam:CreateServiceLinkedRole" => {
            let role = "iam::*:role/aws-service-role/servicequotas.amazonaws.com/AWSServiceRoleForServiceQuotas";
            (&["iam:CreateServiceLinkedRole"], [&head, role].concat())
        }
        "lambda:GetLayerVersion" if part(arn, 5).starts_with("layer:") => {
            let version = super::who::last_part(arn);
            (&["lambda:GetLayerVersion"], [arn.get(..arn.len() - version.len()).unwrap_or_default(), "*"].concat())
        }
        _ if LAYERS.contains(&action) => (&LAYERS, [&head, "lambda:*:*:function:", FUNCTION_PREFIX, "*"].concat()),
        _ if KEY.contains(&action) && KmsKey::parse(arn).is_ok() => {
            (if is_function { &KEY } else { &["kms:Decrypt"] }, arn.into())
        }
        _ if is_function && NETWORK.contains(&action) => (&NETWORK, "*".into()),
        _ if !is_function && CHOOSING.contains(&action) => (&CHOOSING, "*".into()),
        _ => return Vec::new(),
    };
    actions.iter().map(|action| Permission { action, resource: resource.clone() }).collect()
}

/// An ARN that can stand in a policy as it is: no wildcard, no variable, nothing that is masked.
fn is_plain_arn(arn: &str) -> bool {
    let valid = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+=,.@/:".contains(&byte);
    Partition::named(part(arn, 1)).is_some() && arn.bytes().all(valid)
}

/// Whether a pattern of ours, with `*` only, is of this resource.
fn matches(pattern: &str, resource: &str) -> bool {
    let (mut pattern, mut rest) = (pattern, resource);
    let mut is_first = true;
    loop {
        let (piece, more) = match search::cut(pattern, "*") {
            Some((piece, more)) => (piece, Some(more)),
            None => (pattern, None),
        };
        match (is_first, more) {
            (true, None) => return piece == rest,
            (false, None) => return rest.ends_with(piece),
            (true, _) if !rest.starts_with(piece) => return false,
            _ => {}
        }
        let Some((_, after)) = search::cut(rest, piece) else { return false };
        rest = after;
        pattern = more.unwrap_or_default();
        is_first = false;
    }
}
