//! The checked inputs of one policy: which fields it looks at, and every problem in them at once.

mod enough;
mod notes;
mod reader;
mod visible;

use super::call::BuildCall;
use super::calls::{self, Calls};
use super::choices::{extras, one_of, Extra, Ownership, Privacy, PublicRead, Service};
use super::choices::{OWNERSHIPS, PRIVACIES, PUBLIC_READS, SERVICES};
use super::fields::{Flag, Input, Text, FLAGS, TEXTS};
use super::kind::Kind;
use super::names::{self, AttachTo, Bucket, Distribution, Issuer, KeyPrefix, KmsKey, Region, Repository, Role};
use super::names::{FUNCTION_PREFIX, FUNCTION_ROLE};
use crate::catalog::{self, Version};
use crate::diagnostics::{self, Problem};
use crate::export::Format;
use crate::mark::mark;
use crate::partition::Partition;
use crate::published;
use crate::{RESOURCES, SETUPS};
use enough::require_enough;
use reader::InputReader;
use visible::{lacking, trusted};

pub use visible::{
    is_needed, is_one_of_several, is_required, lacks, services_of, visible, with_first_service, with_service,
};

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
    let (service, more_services) = read_services(&mut reader);
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
    require_enough(&mut reader, &inputs);

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
fn read_services(reader: &mut InputReader<'_>) -> (Service, Vec<Service>) {
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

    /// Each that may assume the role.
    pub(crate) fn services(&self) -> Vec<Service> {
        [&[self.service], self.more_services()].concat()
    }

    /// The same inputs once for each that may assume the role, which is then [`Self::service`].
    pub(crate) fn by_service(&self) -> Vec<Inputs> {
        let mut all = Vec::new();
        for service in self.services() {
            let mut inputs = self.clone();
            inputs.service = service;
            all.push(inputs);
        }
        all
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

    /// The bucket in the place of Remotion's, of a whole setup. For policies of one, it is [`Self::bucket`].
    pub(crate) fn remotion_bucket(&self) -> Option<&Bucket> {
        self.of_resource()?.remotion_bucket.as_ref()
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
}
