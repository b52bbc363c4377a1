//! The checked inputs of one policy: which fields it looks at, and every problem in them at once.

use super::call::BuildCall;
use super::calls::{self, Calls, DEPLOY_FUNCTION};
use super::choices::{extras, named, one_of, services, Extra, Ownership, Privacy, PublicRead, Service};
use super::choices::{OWNERSHIPS, PRIVACIES, PUBLIC_READS, SERVICES};
use super::fields::{Flag, Input, Text, FLAGS, TEXTS};
use super::kind::Kind;
use super::names::{self, AttachTo, Bucket, Distribution, Issuer, KeyPrefix, KmsKey, Region, Repository, Role};
use super::names::{CALLER_ROLE, FUNCTION_PREFIX, FUNCTION_ROLE};
use crate::catalog::{self, Version};
use crate::diagnostics::{self, Note, Problem};
use crate::export::Format;
use crate::mark::mark;
use crate::partition::Partition;
use crate::published;
use crate::{RESOURCES, SETUPS};

/// The fields that are a text in a token or a request, and nothing else.
const CLAIMS: [Text; 8] = [
    Text::Branch,
    Text::Tag,
    Text::Environment,
    Text::Team,
    Text::Project,
    Text::Namespace,
    Text::ServiceAccount,
    Text::ExternalId,
];

/// What only a setup has for which [`SETUPS`] is needed.
#[derive(Debug, Clone)]
struct Apart {
    repository: Option<Repository>,
    issuer: Option<Issuer>,
    /// Who assumes the role besides [`Inputs::service`].
    more_services: Vec<Service>,
    /// See [`Inputs::claim`].
    claims: Vec<(Text, String)>,
    extras: Vec<Extra>,
    own_function: Option<OwnFunction>,
    of_resource: Option<OfResource>,
}

/// The reader's own name for a function, beside Remotion's.
#[derive(Debug, Clone)]
pub(crate) struct OwnFunction {
    pub(crate) name: String,
    /// Whether names only begin so.
    pub(crate) is_prefix: bool,
}

/// What only a policy that belongs to a bucket or a key has: see [`RESOURCES`].
#[derive(Debug, Clone)]
struct OfResource {
    public_read: PublicRead,
    distribution: Option<Distribution>,
    /// Whoever downloads files.
    reader: Option<AttachTo>,
    /// Of a whole setup, where [`Inputs::bucket`] is the output bucket.
    remotion_bucket: Option<Bucket>,
    expire_after_days: Option<String>,
    tls_only: bool,
}

/// Inputs that were checked.
#[derive(Debug, Clone)]
pub(crate) struct Inputs {
    pub(crate) kind: Kind,
    pub(crate) format: Format,
    pub(crate) version: Version,
    pub(crate) region: Option<Region>,
    pub(crate) partition: Partition,
    /// The output bucket; of `user`, `role` and `caller`, the one that is always passed as `forceBucketName`.
    pub(crate) bucket: Option<Bucket>,
    /// The output buckets besides that one.
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) key_prefix: Option<KeyPrefix>,
    pub(crate) privacy: Privacy,
    pub(crate) ownership: Ownership,
    pub(crate) kms_key: Option<KmsKey>,
    pub(crate) account_id: Option<String>,
    pub(crate) function_role: Option<Role>,
    pub(crate) attach_to: Option<AttachTo>,
    pub(crate) trusted_account: Option<String>,
    pub(crate) trusted_role: Option<Role>,
    pub(crate) function_prefix: Option<String>,
    /// Whether [`Self::function_prefix`] is the whole name.
    pub(crate) is_function_name: bool,
    /// None of a policy that does not depend on them.
    pub(crate) calls: Calls,
    pub(crate) service: Service,
    /// In a box, because there are none of it in most setups.
    apart: Option<Box<Apart>>,
    pub(crate) write_only: bool,
    pub(crate) download: bool,
    pub(crate) delete: bool,
    /// The policy as the page states it, where that text wins: see [`crate::published`].
    pub(crate) published: Option<String>,
}

/// The inputs to show: those of the kind, less the ones that another input makes pointless.
pub fn visible(kind: Kind, call: &BuildCall) -> (Vec<Input>, Vec<Input>) {
    let services = trusted(call);
    let takes = |field| services.iter().any(|service| service.takes(field));
    let (first, more) = kind.inputs();
    let has_trust = has_trust(kind);
    let keep = |inputs: &[Input], is_first: bool| {
        let mut kept = Vec::new();
        for input in inputs {
            let is_kept = match (kind, input) {
                // Where it has no default, it is not one of the rarer ones.
                (_, Input::Text(Text::Issuer)) if has_trust => {
                    takes(Text::Issuer) && is_needed_by(&services, Text::Issuer).is_some() == is_first
                }
                // Of a bucket that there is not.
                (Kind::Setup, input) if RESOURCES && call.text(Text::Bucket).is_none() && is_of_bucket(*input) => false,
                // The caller's policy looks at it too.
                (Kind::Setup, Input::Text(Text::AccountId)) if RESOURCES => true,
                (_, Input::Text(field)) if has_trust => takes(*field),
                // Elsewhere it would say that something is public, or deleted.
                (Kind::BucketPolicy, Input::Text(Text::KeyPrefix)) if RESOURCES => {
                    call.text(Text::PublicRead).is_some_and(|typed| typed.eq_ignore_ascii_case("prefix"))
                }
                // An ARN has it.
                (Kind::BucketPolicy, Input::Text(Text::AccountId)) if RESOURCES => {
                    call.text(Text::Distribution).is_some_and(|typed| !typed.starts_with("arn:"))
                }
                // Only a deployed function is given its role.
                (Kind::Caller, Input::Text(Text::FunctionRole)) => {
                    calls::known(call.raw(Text::Calls)) & DEPLOY_FUNCTION != 0
                }
                _ => true,
            };
            if is_kept {
                kept.push(*input);
            }
        }
        kept
    };
    (keep(first, true), keep(more, false))
}

/// Whether an input says something of the output bucket.
fn is_of_bucket(input: Input) -> bool {
    use Text::{Distribution, KeyPrefix, KmsKeyArn, ObjectOwnership, Privacy, PublicRead};
    match input {
        Input::Text(field) => {
            matches!(field, KeyPrefix | Privacy | ObjectOwnership | KmsKeyArn | PublicRead | Distribution)
        }
        Input::Flag(flag) => flag == Flag::TlsOnly,
    }
}

/// Whether the call asks for what this module does not have, and would leave out: see [`SETUPS`].
pub fn lacks(kind: Kind, call: &BuildCall) -> bool {
    lacking(kind, call).is_some()
}

/// The field that asks for it.
fn lacking(kind: Kind, call: &BuildCall) -> Option<Text> {
    if !RESOURCES && kind.is_apart() {
        return Some(Text::Policy);
    }
    if SETUPS {
        return None;
    }
    match kind {
        Kind::Trust => {
            let services = trusted(call);
            let is_given = |field| call.text(field).is_some() && services.iter().any(|service| service.takes(field));
            let is_apart = services.len() > 1 || services.iter().any(|service| service.is_apart());
            (is_apart || is_given(Text::ExternalId) || is_given(Text::AccountId)).then_some(Text::Service)
        }
        Kind::User | Kind::Role => ADDING.into_iter().find(|field| {
            // Whoever runs a function passes no role.
            let is_usual = |typed: &str| *field == Text::FunctionRole && (kind == Kind::Role || typed == FUNCTION_ROLE);
            call.text(*field).is_some_and(|typed| !is_usual(typed))
        }),
        _ => None,
    }
}

/// What adds Statements to Remotion's own policies.
const ADDING: [Text; 5] = [Text::Extras, Text::FunctionRole, Text::FunctionName, Text::RemotionBucket, Text::KmsKeyArn];

/// Whether it has the fields of a trust relationship.
fn has_trust(kind: Kind) -> bool {
    kind == Kind::Trust || RESOURCES && kind == Kind::Setup
}

/// The services of a trust relationship; the default where none is named that exists.
fn trusted(call: &BuildCall) -> Vec<Service> {
    let mut services = services(&call.list(Text::Service));
    if services.is_empty() {
        services.push(Service::Lambda);
    }
    services
}

/// Who may assume the role, by name; the first decides what the other fields mean.
pub fn services_of(call: &BuildCall) -> Vec<&'static str> {
    trusted(call).iter().map(|service| service.name()).collect()
}

/// Whether a service can be one of several: the tokens of two issuers cannot.
pub fn is_one_of_several(service: &str) -> bool {
    named(SERVICES, Service::name, service).is_some_and(|service| !service.has_tokens())
}

/// The first that cannot do without a field.
fn is_needed_by(services: &[Service], field: Text) -> Option<Service> {
    services.iter().copied().find(|service| service.takes(field) && service.needs(field))
}

/// Whether the policy cannot be built without the field, given that it is shown.
pub fn is_required(kind: Kind, call: &BuildCall, field: Text) -> bool {
    let (first, _) = kind.inputs();
    match field {
        // Remotion's own takes its place.
        Text::Bucket => first.contains(&Input::Text(field)) && !(RESOURCES && kind == Kind::Setup),
        _ if kind == Kind::Trust => is_needed_by(&trusted(call), field).is_some(),
        _ if !RESOURCES => false,
        Text::KmsKeyArn => kind == Kind::KeyPolicy,
        // It is shown only where an ID needs it.
        Text::AccountId if kind == Kind::BucketPolicy => true,
        Text::KeyPrefix => match kind {
            // Likewise, where it says what is public.
            Kind::BucketPolicy => true,
            Kind::Setup => call.text(Text::PublicRead).is_some_and(|typed| typed.eq_ignore_ascii_case("prefix")),
            Kind::Lifecycle => call.text(Text::ExpireAfterDays).is_some(),
            _ => false,
        },
        _ => kind == Kind::Setup && is_needed_by(&trusted(call), field).is_some(),
    }
}

/// Whether the policy cannot be built without the field, or one of some in its place.
pub fn is_needed(kind: Kind, call: &BuildCall, field: Text) -> bool {
    let is_reference = matches!(field, Text::Branch | Text::Tag | Text::Environment);
    let has_jobs = || trusted(call).iter().any(|service| service.takes(Text::Branch));
    is_required(kind, call, field) || SETUPS && has_trust(kind) && is_reference && has_jobs()
}

/// Collects problems while each field is read.
struct InputReader<'a> {
    call: &'a BuildCall,
    /// Only what the reader can see is checked, so that no hidden field stands in the way.
    visible: Vec<Input>,
    problems: Vec<Problem>,
}

impl InputReader<'_> {
    fn text(&self, field: Text) -> Option<&str> {
        self.call.text(field).filter(|_| self.visible.contains(&Input::Text(field)))
    }

    fn flag(&self, field: Flag) -> bool {
        self.call.flag(field) && self.visible.contains(&Input::Flag(field))
    }

    /// Parses a field; what fails is kept as a problem and reads as left out.
    fn read<T, P: Into<Problems>>(&mut self, field: Text, parse: impl Fn(&str) -> Result<T, P>) -> Option<T> {
        match self.text(field).map(parse)? {
            Ok(value) => Some(value),
            Err(problems) => {
                self.problems.extend(problems.into().0);
                None
            }
        }
    }

    fn one_of<T: Copy>(&mut self, field: Text, what: &str, set: &[T], name: fn(T) -> &'static str) -> Option<T> {
        self.read(field, |typed| one_of(field, what, typed, set, name))
    }

    fn require(&mut self, field: Text, what: &str, help: &str) {
        if self.text(field).is_none() {
            self.problems.push(diagnostics::REQUIRED.problem(field.name(), &[what, help]));
        }
    }
}

/// One problem or several.
struct Problems(Vec<Problem>);

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        Problems(vec![problem])
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Problems {
        Problems(problems)
    }
}

/// Checks every field the policy looks at.
pub(crate) fn check(call: &BuildCall, kind: Kind) -> Result<Inputs, Vec<Problem>> {
    let (mut shown, more) = visible(kind, call);
    shown.extend(more);
    let mut reader = InputReader { call, visible: shown, problems: Vec::new() };
    let format = match call.text(Text::Format) {
        Some(typed) => one_of(Text::Format, "format of this text", typed, kind.formats(), Format::name)
            .map_err(|problem| reader.problems.push(problem))
            .ok(),
        None => kind.formats().first().copied(),
    };

    let version = reader.read(Text::Version, version).unwrap_or_else(catalog::newest);
    let region = reader.read(Text::Region, Region::parse);
    if is_required(kind, call, Text::Bucket) {
        reader.require(Text::Bucket, "the bucket", "type the name of your bucket, or paste its address");
    }
    let (its_bucket, name) = match kind {
        Kind::Caller => (Text::RemotionBucket, Text::FunctionName),
        Kind::Setup if RESOURCES => (Text::Bucket, Text::FunctionName),
        Kind::User | Kind::Role => (Text::RemotionBucket, Text::FunctionPrefix),
        _ => (Text::Bucket, Text::FunctionPrefix),
    };
    let bucket = reader.read(its_bucket, |typed| Bucket::parse(its_bucket, typed));
    let buckets = more_buckets(&mut reader, bucket.as_ref());
    let key_prefix = reader.read(Text::KeyPrefix, KeyPrefix::parse).filter(|prefix| !prefix.key.is_empty());
    let privacy = reader.one_of(Text::Privacy, "privacy setting", PRIVACIES, Privacy::name).unwrap_or(Privacy::Public);
    let ownership = reader
        .one_of(Text::ObjectOwnership, "state of Object Ownership", OWNERSHIPS, Ownership::name)
        .unwrap_or(Ownership::Unknown);
    let kms_key = reader.read(Text::KmsKeyArn, KmsKey::parse);
    let account = |field| move |typed: &str| names::account_id(field, typed);
    let role = |field| move |typed: &str| Role::parse(field, typed);
    let account_id = reader.read(Text::AccountId, account(Text::AccountId));
    let function_role = reader.read(Text::FunctionRole, role(Text::FunctionRole));
    // Where code has the keys of a user, no service assumes a role.
    let only_role = kind == Kind::Trust || RESOURCES && kind == Kind::Setup && call.text(Text::Service).is_some();
    let attach_to = reader.read(Text::AttachTo, |typed| AttachTo::parse(Text::AttachTo, typed, only_role));
    let trusted_account = reader.read(Text::TrustedAccount, account(Text::TrustedAccount));
    let trusted_role = reader.read(Text::TrustedRole, role(Text::TrustedRole));
    let function_prefix = reader.read(name, |typed| names::function_prefix(name, typed));
    let is_function_name = name == Text::FunctionName && reader.text(name).is_some_and(|typed| !typed.ends_with('*'));
    let mut calls = 0;
    if reader.visible.contains(&Input::Text(Text::Calls)) {
        match calls::parse(call.raw(Text::Calls)) {
            Ok(known) => calls = known,
            Err(mut problems) => reader.problems.append(&mut problems),
        }
    }
    let (service, more_services) = one_issuer(&mut reader);
    let apart = apart(&mut reader, service, more_services, kind);
    if let Some(field) = lacking(kind, call) {
        reader.problems.push(diagnostics::NEEDS_SETUPS.problem(field.name(), &[]));
    }

    let mut named = vec![
        (Text::Region, "the region is", region.as_ref().map(|region| region.partition)),
        (its_bucket, "the bucket is", bucket.as_ref().and_then(Bucket::partition)),
        (Text::KmsKeyArn, "the key is", kms_key.as_ref().map(|key| key.partition)),
        (Text::FunctionRole, "the function's role is", function_role.as_ref().and_then(|role| role.partition)),
        (Text::AttachTo, "the role or user is", attach_to.as_ref().and_then(|to| to.name.partition)),
        (Text::TrustedRole, "the trusted role is", trusted_role.as_ref().and_then(|role| role.partition)),
    ];
    for bucket in &buckets {
        named.push((Text::Buckets, "the bucket is", bucket.partition()));
    }
    let partition = one_partition(&mut reader, apart.as_ref(), &named);
    if partition == Partition::AwsCn && version < catalog::CHINA_SINCE {
        let values = [version.text(), catalog::CHINA_SINCE.text()];
        let [version, since] = &values;
        reader.problems.push(diagnostics::VERSION_BEFORE_CHINA.problem(Text::Version.name(), &[version, since]));
    }
    let of_role = |role: &Option<Role>| role.as_ref().and_then(|role| role.account.clone());
    let attached = attach_to.as_ref().and_then(|to| to.name.account.clone());
    for (field, account, known, what) in [
        (Text::AccountId, &account_id, &of_role(&function_role), "the function's role"),
        (Text::AccountId, &account_id, &attached, "the role or user"),
        (Text::TrustedAccount, &trusted_account, &of_role(&trusted_role), "the trusted role"),
    ] {
        if let (Some(account), Some(known)) = (account, known) {
            if account != known {
                reader.problems.push(diagnostics::ACCOUNT_CONTRADICTS_ROLE.problem(field.name(), &[what, known]));
            }
        }
    }

    let mut inputs = Inputs {
        kind,
        format: format.unwrap_or(Format::Json),
        version,
        partition,
        region,
        bucket,
        buckets,
        key_prefix,
        privacy,
        ownership,
        kms_key,
        account_id,
        function_role,
        attach_to,
        trusted_account,
        trusted_role,
        function_prefix,
        is_function_name,
        calls,
        service,
        apart: apart.map(Box::new),
        write_only: reader.flag(Flag::WriteOnly),
        download: reader.flag(Flag::Download),
        delete: reader.flag(Flag::Delete),
        published: None,
    };
    inputs.published = stated(call, &inputs);
    require_enough(&mut reader, &mut inputs);

    // Fields are read in order, but a check across two fields comes when the later one is known.
    if reader.problems.is_empty() {
        Ok(inputs)
    } else {
        Err(in_field_order(&reader.problems))
    }
}

/// The output buckets besides the one that has its own field, each once. A problem names the one that it is about.
#[inline(never)]
fn more_buckets(reader: &mut InputReader<'_>, bucket: Option<&Bucket>) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = Vec::new();
    let field = Text::Buckets;
    let typed = if reader.visible.contains(&Input::Text(field)) { reader.call.list(field) } else { Vec::new() };
    for typed in typed {
        match Bucket::parse(field, typed) {
            Ok(more) => {
                let is_same = |other: &Bucket| other.name == more.name;
                if !buckets.iter().any(is_same) && !bucket.is_some_and(is_same) {
                    buckets.push(more);
                }
            }
            Err(mut problems) => {
                for problem in &mut problems {
                    problem.message = diagnostics::fill("`{0}`: {1}", &[typed, &problem.message]);
                }
                reader.problems.append(&mut problems);
            }
        }
    }
    buckets
}

/// Who assumes the role: the first, and the rest. The tokens of two issuers would share their fields.
fn one_issuer(reader: &mut InputReader<'_>) -> (Service, Vec<Service>) {
    let call = reader.call;
    let is_seen = reader.visible.contains(&Input::Text(Text::Service));
    let typed = if is_seen { call.list(Text::Service) } else { Vec::new() };
    let mut services = if typed.is_empty() { vec![Service::Lambda] } else { trusted(call) };
    for word in typed {
        if let Err(problem) = one_of(Text::Service, "service", word, SERVICES, Service::name) {
            reader.problems.push(problem);
        }
    }
    if let [first, second, ..] = services.as_slice() {
        if SETUPS && second.has_tokens() {
            reader.problems.push(diagnostics::ONE_ISSUER.problem(Text::Service.name(), &[first.name(), second.name()]));
        }
    }
    let first = services.first().copied().unwrap_or(Service::Lambda);
    if !SETUPS {
        return (first, Vec::new());
    }
    let rest = services.split_off(1);
    (first, rest)
}

fn apart(reader: &mut InputReader<'_>, service: Service, more_services: Vec<Service>, kind: Kind) -> Option<Apart> {
    if !SETUPS {
        return None;
    }
    let repository = reader.read(Text::Repository, |typed| Repository::parse(service, typed));
    let issuer = reader.read(Text::Issuer, Issuer::parse);
    let mut claims = Vec::new();
    for field in CLAIMS {
        if let Some(claim) = reader.read(field, |typed| names::claim(field, typed)) {
            claims.push((field, claim));
        }
    }
    let extras = reader.read(Text::Extras, extras).unwrap_or_default();
    // That of a caller is the only one.
    let own_function =
        if matches!(kind, Kind::Caller | Kind::Setup) { None } else { reader.read(Text::FunctionName, own_function) };
    Some(Apart {
        repository,
        issuer,
        more_services,
        claims,
        extras,
        own_function,
        of_resource: of_resource(reader, kind),
    })
}

fn own_function(typed: &str) -> Result<OwnFunction, Problem> {
    let name = names::function_prefix(Text::FunctionName, typed)?;
    Ok(OwnFunction { name, is_prefix: typed.ends_with('*') })
}

fn of_resource(reader: &mut InputReader<'_>, kind: Kind) -> Option<OfResource> {
    if !RESOURCES {
        return None;
    }
    let public_read = reader.one_of(Text::PublicRead, "scope", PUBLIC_READS, PublicRead::name);
    Some(OfResource {
        public_read: public_read.unwrap_or(PublicRead::None),
        distribution: reader.read(Text::Distribution, Distribution::parse),
        reader: reader.read(Text::Reader, |typed| AttachTo::parse(Text::Reader, typed, false)),
        remotion_bucket: match kind {
            Kind::Setup => reader.read(Text::RemotionBucket, |typed| Bucket::parse(Text::RemotionBucket, typed)),
            _ => None,
        },
        expire_after_days: reader.read(Text::ExpireAfterDays, names::days),
        tls_only: reader.flag(Flag::TlsOnly),
    })
}

/// The one partition of all that names one, the commercial one when nothing does. Two that differ are a problem of the
/// later field, and so is one Remotion does not run in, of the field that names it.
fn one_partition(
    reader: &mut InputReader<'_>,
    apart: Option<&Apart>,
    named: &[(Text, &str, Option<Partition>)],
) -> Partition {
    let apart = apart.filter(|_| SETUPS);
    let issuer = apart.and_then(|apart| apart.issuer.as_ref()?.partition);
    let of_resource = apart.and_then(|apart| apart.of_resource.as_ref()).filter(|_| RESOURCES);
    let distribution = of_resource.and_then(|of| of.distribution.as_ref()?.partition);
    let reads = of_resource.and_then(|of| of.reader.as_ref()?.name.partition);
    let named = named.iter().filter_map(|(field, what, partition)| Some((*field, *what, (*partition)?)));
    let named = named.chain(issuer.map(|partition| (Text::Issuer, "the issuer is", partition)));
    let named = named.chain(distribution.map(|partition| (Text::Distribution, "the distribution is", partition)));
    let named = named.chain(reads.map(|partition| (Text::Reader, "the reader is", partition)));
    let remotions = of_resource.and_then(|of| of.remotion_bucket.as_ref()?.partition());
    let remotions = remotions.map(|partition| (Text::RemotionBucket, "Remotion’s bucket is", partition));
    let mut named = named.chain(remotions);
    let Some((first, what, partition)) = named.next() else { return Partition::Aws };
    if !partition.has_remotion() {
        reader.problems.push(diagnostics::PARTITION_UNSUPPORTED.problem(first.name(), &[partition.name()]));
    }
    for (field, _, other) in named.filter(|(_, _, other)| *other != partition) {
        let values = [other.name(), what, partition.name()];
        reader.problems.push(diagnostics::OTHER_PARTITION.problem(field.name(), &values));
    }
    partition
}

fn in_field_order(problems: &[Problem]) -> Vec<Problem> {
    let names = TEXTS.iter().map(|field| field.name()).chain(FLAGS.iter().map(|field| field.name()));
    names.flat_map(|name| problems.iter().filter(move |problem| problem.field == name).cloned()).collect()
}

/// What one policy needs that the fields alone do not show.
fn require_enough(reader: &mut InputReader<'_>, inputs: &mut Inputs) {
    match inputs.kind {
        kind if has_trust(kind) => {
            let services = trusted(reader.call);
            for field in TEXTS.iter().copied() {
                let Some(service) = is_needed_by(&services, field) else { continue };
                let is_known = match field {
                    Text::TrustedAccount => inputs.trusted_role.as_ref().is_some_and(|role| role.account.is_some()),
                    Text::AccountId => inputs.account().is_some(),
                    _ => false,
                };
                if !is_known && reader.visible.contains(&Input::Text(field)) {
                    let (what, help) = missing(service, field);
                    reader.require(field, what, help);
                }
            }
            one_reference(reader, inputs.service);
            one_platform(reader, inputs);
            if RESOURCES && inputs.kind == Kind::Setup {
                require_enough_of_setup(reader, inputs);
            }
        }
        Kind::DestinationCaller if !inputs.download && !inputs.delete => {
            reader.problems.push(diagnostics::NOTHING_TICKED.problem(Flag::Download.name(), &[]));
        }
        kind if RESOURCES && kind.is_of_resource() => require_enough_of_resource(reader, inputs),
        _ => {}
    }
}

const PUBLIC_FOLDER: &str = "name the folder that anyone may read";

fn require_enough_of_resource(reader: &mut InputReader<'_>, inputs: &Inputs) {
    match inputs.kind {
        Kind::BucketPolicy => match inputs.public_read() {
            PublicRead::Prefix => require_folder(reader, inputs, PUBLIC_FOLDER),
            // What is typed wrong is not taken for nothing.
            PublicRead::None
                if !inputs.tls_only() && reader.problems.is_empty() && reader.text(Text::Distribution).is_none() =>
            {
                reader.problems.push(diagnostics::NO_STATEMENT.problem(Flag::TlsOnly.name(), &[]));
            }
            _ => {}
        },
        Kind::KeyPolicy => {
            reader.require(Text::KmsKeyArn, "the key", "paste the ARN of the key that encrypts the bucket")
        }
        _ if inputs.expire_after_days().is_some() => {
            require_folder(reader, inputs, "name the folder of the renders: without one, every file would be deleted");
        }
        _ => {}
    }
    require_owner(reader, inputs);
}

fn require_owner(reader: &mut InputReader<'_>, inputs: &Inputs) {
    if inputs.distribution().is_some() && inputs.distribution_arn().is_none() {
        let help = "type its 12 digits, or give the ARN of the distribution";
        reader.require(Text::AccountId, "the account of the distribution", help);
    }
}

fn require_enough_of_setup(reader: &mut InputReader<'_>, inputs: &Inputs) {
    if inputs.public_read() == PublicRead::Prefix {
        require_folder(reader, inputs, PUBLIC_FOLDER);
    }
    require_owner(reader, inputs);
    let function = inputs.function_role.as_ref();
    let attached = inputs.attach_to.as_ref();
    if let (Some(account), Some(known)) = (
        function.and_then(|role| role.account.as_ref()),
        attached.and_then(|to| to.name.account.as_ref()).filter(|_| inputs.account_id.is_none()),
    ) {
        if account != known {
            let problem = diagnostics::ACCOUNT_CONTRADICTS_ROLE;
            reader.problems.push(problem.problem(Text::FunctionRole.name(), &["the role or user", known]));
        }
    }
    // IAM does not tell the names of roles apart by their case.
    let caller = attached.map_or(CALLER_ROLE, |to| &to.name.name);
    let is_same = caller.eq_ignore_ascii_case(inputs.function_role_name()) && attached.is_none_or(|to| !to.is_user);
    let is_made = ![function, attached.map(|to| &to.name)].iter().all(|role| role.is_some_and(Role::exists));
    if is_same && is_made {
        let field = if attached.is_some() { Text::AttachTo } else { Text::FunctionRole };
        reader.problems.push(diagnostics::SAME_ROLE.problem(field.name(), &[caller]));
    }
}

/// A prefix that is only `/` is none, and would stand for the whole bucket.
fn require_folder(reader: &mut InputReader<'_>, inputs: &Inputs, help: &str) {
    let field = Text::KeyPrefix.name();
    if inputs.key_prefix.is_none() && reader.problems.iter().all(|problem| problem.field != field) {
        reader.problems.push(diagnostics::REQUIRED.problem(field, &["the key prefix", help]));
    }
}

/// What a trust relationship cannot do without, and what to do.
fn missing(service: Service, field: Text) -> (&'static str, &'static str) {
    match (field, service) {
        (Text::TrustedAccount, Service::Account) => {
            ("the trusted account", "type the 12 digits of the account that may assume the role")
        }
        (Text::TrustedAccount, _) => {
            ("the trusted account", "type the 12 digits of the account the trusted role is in")
        }
        (Text::TrustedRole, _) => {
            ("the trusted role", "type the name of the role that may assume this one, or paste its ARN")
        }
        _ if !SETUPS => ("", ""),
        (Text::AccountId, _) => ("your account ID", "type its 12 digits: the identity provider is in your account"),
        (Text::Repository, _) => ("the repository", "type `owner/name`, or paste its address"),
        (Text::Team, _) => ("the team", "type it as in `vercel.com/your-team`"),
        (Text::Project, _) => ("the project", "type its name"),
        (Text::Issuer, _) => {
            ("the issuer", "paste the OpenID Connect provider URL of the cluster from the EKS console")
        }
        (Text::Namespace, _) => ("the namespace", "type the namespace of the pods"),
        _ => ("the service account", "type the service account of the pods"),
    }
}

/// A token of a job names one of three.
fn one_reference(reader: &mut InputReader<'_>, service: Service) {
    if !SETUPS || !service.takes(Text::Branch) {
        return;
    }
    let all = [Text::Branch, Text::Tag, Text::Environment];
    let mut given = all.into_iter().filter(|field| reader.text(*field).is_some());
    match (given.next(), given.next()) {
        (None, _) => {
            let help = "type one of them. The branch `*` stands for every branch";
            reader.require(Text::Branch, "the branch, tag or environment", help);
        }
        (Some(_), Some(second)) => reader.problems.push(diagnostics::ONE_REFERENCE.problem(second.name(), &[])),
        _ => {}
    }
}

/// The issuer or the repository's host must be of the platform that was chosen, and the identity provider of the role's
/// account.
fn one_platform(reader: &mut InputReader<'_>, inputs: &Inputs) {
    if !SETUPS {
        return;
    }
    let (service, team) = (inputs.service, inputs.claim(Text::Team).unwrap_or_default());
    let host = inputs.repository().and_then(|repository| repository.host.as_deref());
    if let Some(issuer) = inputs.issuer() {
        let attached = inputs.attach_to.as_ref().and_then(|to| to.name.account.as_ref());
        for (field, account) in [(Text::AccountId, inputs.account_id.as_ref()), (Text::Issuer, attached)] {
            if let (Some(account), Some(known)) = (account, issuer.account.as_ref()) {
                if account != known {
                    let values = ["the identity provider", known];
                    reader.problems.push(diagnostics::ACCOUNT_CONTRADICTS_ROLE.problem(field.name(), &values));
                }
            }
        }
        let url = issuer.url.as_str();
        if !names::is_issuer_of(service, url, team) {
            reader.problems.push(diagnostics::OTHER_PLATFORM.problem(Text::Issuer.name(), &[url]));
        } else if let Some(host) = host.filter(|host| !names::issues_for(service, url, host)) {
            reader.problems.push(diagnostics::OTHER_ISSUER.problem(Text::Issuer.name(), &[url, host]));
        }
    }
    if let Some(host) = host.filter(|host| !names::is_host_of(service, host)) {
        reader.problems.push(diagnostics::OTHER_PLATFORM.problem(Text::Repository.name(), &[host]));
    }
}

/// What the page states, if it is for these inputs and newer than the data.
fn stated(call: &BuildCall, inputs: &Inputs) -> Option<String> {
    let text = call.text(Text::PublishedPolicy)?;
    let is_newer = inputs.version > catalog::newest() && inputs.kind.takes(Input::Text(Text::PublishedPolicy));
    let prefixes = inputs.function_prefix.as_deref().map(|prefix| (FUNCTION_PREFIX, prefix));
    is_newer.then(|| published::read(text, inputs.partition, prefixes))?
}

fn version(typed: &str) -> Result<Version, Problem> {
    let refuse =
        |sentence: &diagnostics::ProblemMessage, values: &[&str]| Err(sentence.problem(Text::Version.name(), values));
    match Version::parse(typed) {
        None => refuse(&diagnostics::VERSION_FORM, &[typed, &catalog::newest().text()]),
        Some(version) if version < catalog::OLDEST => refuse(&diagnostics::VERSION_TOO_OLD, &[&version.text()]),
        Some(version) => Ok(version),
    }
}

impl Inputs {
    /// The render function's role, by name.
    pub(crate) fn function_role_name(&self) -> &str {
        self.function_role.as_ref().map_or(FUNCTION_ROLE, |role| &role.name)
    }

    /// Whether the role is another than the one that Remotion's policy names. With a path, even one of that name is.
    pub(crate) fn has_own_role(&self) -> bool {
        self.function_role.as_ref().is_some_and(|role| role.full_name() != FUNCTION_ROLE)
    }

    /// Whether the text has the names of functions that begin so.
    pub(crate) fn names_in_text(&self, function: &OwnFunction) -> bool {
        function.name.starts_with(self.function_prefix.as_deref().unwrap_or(FUNCTION_PREFIX))
    }

    /// One of [`CLAIMS`], if it is given.
    pub(crate) fn claim(&self, field: Text) -> Option<&str> {
        self.apart()?.claims.iter().find(|(claim, _)| *claim == field).map(|(_, text)| text.as_str())
    }

    /// The repository whose jobs may assume the role.
    pub(crate) fn repository(&self) -> Option<&Repository> {
        self.apart()?.repository.as_ref()
    }

    /// Who assumes the role besides [`Self::service`]; none of them with a token.
    pub(crate) fn more_services(&self) -> &[Service] {
        self.apart().map(|apart| apart.more_services.as_slice()).unwrap_or_default()
    }

    /// Who issues the tokens, if the reader says so.
    pub(crate) fn issuer(&self) -> Option<&Issuer> {
        self.apart()?.issuer.as_ref()
    }

    /// What a bucket policy lets anyone read.
    pub(crate) fn public_read(&self) -> PublicRead {
        self.of_resource().map_or(PublicRead::None, |of| of.public_read)
    }

    /// The CloudFront distribution that reads the bucket.
    pub(crate) fn distribution(&self) -> Option<&Distribution> {
        self.of_resource()?.distribution.as_ref()
    }

    /// Whoever downloads files that a key encrypts.
    pub(crate) fn reader(&self) -> Option<&AttachTo> {
        self.of_resource()?.reader.as_ref()
    }

    /// After how many days a rule deletes renders, if it does.
    pub(crate) fn expire_after_days(&self) -> Option<&str> {
        self.of_resource()?.expire_after_days.as_deref()
    }

    /// Whether a bucket policy denies requests without TLS.
    pub(crate) fn tls_only(&self) -> bool {
        self.of_resource().is_some_and(|of| of.tls_only)
    }

    /// What Remotion's own policies get besides, also what adds nothing here.
    pub(crate) fn extras(&self) -> &[Extra] {
        self.apart().map_or(&[], |apart| &apart.extras)
    }

    /// The reader's own name for a function, which Remotion's own policies get beside Remotion's.
    pub(crate) fn own_function(&self) -> Option<&OwnFunction> {
        self.apart()?.own_function.as_ref()
    }

    fn of_resource(&self) -> Option<&OfResource> {
        self.apart()?.of_resource.as_ref().filter(|_| RESOURCES)
    }

    fn apart(&self) -> Option<&Apart> {
        self.apart.as_deref().filter(|_| SETUPS)
    }

    /// The reader's own account, as far as they named it.
    pub(crate) fn account(&self) -> Option<&str> {
        let function_role = self.function_role.as_ref().and_then(|role| role.account.as_deref());
        let attach_to = self.attach_to.as_ref().and_then(|to| to.name.account.as_deref());
        let provider = self.issuer().and_then(|issuer| issuer.account.as_deref());
        self.account_id.as_deref().or(function_role).or(attach_to).or(provider)
    }

    /// The ARN of the distribution, with the marks of what the reader typed. `None` when the account is not
    /// known.
    pub(crate) fn distribution_arn(&self) -> Option<String> {
        let distribution = self.distribution()?;
        let key = self.kms_key.as_ref().map(|key| key.account.as_str());
        let account = distribution.account.as_deref().or(self.account()).or(key)?;
        let (account, id) = (mark(account), mark(&distribution.id));
        Some(["arn:", self.partition.name(), ":cloudfront::", &account, ":distribution/", &id].concat())
    }

    /// All that renders go to.
    #[inline(never)]
    pub(crate) fn output_buckets(&self) -> Vec<&Bucket> {
        let mut buckets = Vec::from_iter(&self.bucket);
        buckets.extend(&self.buckets);
        buckets
    }

    /// Whether the bucket is one that Remotion made, as its name says; of several, each.
    #[inline(never)]
    pub(crate) fn is_remotions_bucket(&self) -> bool {
        self.bucket.is_some() && self.output_buckets().iter().all(|bucket| bucket.is_remotions_own())
    }

    /// Who uses the key of the bucket, as far as that is known.
    fn key_user(&self) -> &str {
        match &self.attach_to {
            _ if !matches!(self.kind, Kind::User | Kind::DestinationCaller) => self.function_role_name(),
            Some(to) => &to.name.name,
            None => "the caller",
        }
    }

    /// Notes that come with any use of the reader's own bucket and key.
    pub(crate) fn bucket_notes(&self, notes: &mut Vec<Note>) {
        let region = self.region.as_ref().map(|region| region.name.as_str());
        let account = self.account();
        let key_prefix = self.key_prefix.as_ref().map(|prefix| prefix.key.as_str());
        let (buckets, is_remotions) = (self.output_buckets(), self.is_remotions_bucket());
        let mut may_be_of_others = false;
        for bucket in &buckets {
            if is_remotions && self.kind == Kind::Destination {
                notes.push(diagnostics::BUCKET_ALREADY_COVERED.note(&[&bucket.name]));
            }
            may_be_of_others |= bucket.account_region.is_none() || account.is_none();
            let mut more = bucket.notes(region, account, key_prefix);
            if buckets.len() > 1 {
                // The region and the folder are those of all buckets.
                more.iter_mut().for_each(|note| note.mend.0 = "");
            }
            notes.append(&mut more);
        }
        // By the policies of a bucket, and Remotion's own, nothing is rendered into an output bucket.
        if may_be_of_others
            && !(RESOURCES && self.kind.is_of_resource() || matches!(self.kind, Kind::User | Kind::Role))
        {
            notes.push(diagnostics::BUCKET_SAME_ACCOUNT.note(&[]));
        }
        if self.key_prefix.as_ref().is_some_and(|prefix| prefix.had_slash) {
            notes.push(diagnostics::KEY_PREFIX_SLASH.note(&[]));
        }
        if let Some(key) = &self.kms_key {
            let mut of_bucket = None;
            for bucket in &buckets {
                // One that is elsewhere, if there is one.
                if of_bucket.is_none_or(|region| region == key.region) {
                    of_bucket = bucket.named_region().or(of_bucket);
                }
            }
            if let Some(region) = region.or(of_bucket).filter(|region| *region != key.region) {
                let note = diagnostics::KMS_OTHER_REGION.note(&[&key.region, region]);
                // A bucket that is elsewhere has another key.
                let can_mend = of_bucket.is_none_or(|region| region == key.region);
                notes.push(if can_mend { note.mended_by(Text::Region.name(), &key.region) } else { note });
            }
            match account.filter(|account| *account != key.account) {
                Some(_) => notes.push(diagnostics::KMS_OTHER_ACCOUNT.note(&[&key.account])),
                None => notes.push(diagnostics::KMS_KEY_POLICY.note(&[self.key_user()])),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_required, BuildCall, Kind, Text, TEXTS};

    #[test]
    fn only_a_bucket_and_whom_a_role_trusts_have_no_default() {
        let trust = BuildCall::new("trust").with(Text::Service, "role");
        for field in TEXTS.iter().copied() {
            assert_eq!(is_required(Kind::Destination, &trust, field), field == Text::Bucket, "{}", field.name());
            let named = [Text::TrustedAccount, Text::TrustedRole].contains(&field);
            let shown = super::visible(Kind::Trust, &trust).0.contains(&super::Input::Text(field));
            assert_eq!(shown && is_required(Kind::Trust, &trust, field), named, "{}", field.name());
        }
    }
}
