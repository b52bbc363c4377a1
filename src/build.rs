//! From a call to an answer.

mod plan;

use crate::api::{BuildAnswer, Built, RangeRow, Reason, RegionRow, ReleasesAnswer, Size};
use crate::attach;
use crate::catalog;
use crate::console;
use crate::diagnostics::{self, Note, Severity};
use crate::export::resource::{self, Resource, ResourceKind};
use crate::export::{self, render_call, Deployment, Format, How, IamResource};
use crate::mark::{self, Marked};
use crate::partition::Partition;
use crate::policies;
use crate::policy::{characters, Policy};
use crate::setup::names::Bucket;
use crate::setup::{self, BuildCall, Flag, Inputs, Kind, Service, Text};
use crate::{RESOURCES, SETUPS};

/// Builds one text.
///
/// # Errors
/// There are none: what is wrong with the inputs is the answer, every problem at once, in the order of the fields.
pub fn build(call: &BuildCall) -> BuildAnswer {
    match call.kind() {
        Ok(kind) => build_kind(call, kind),
        Err(problem) => BuildAnswer::Refused(vec![problem]),
    }
}

/// The same where the policy is known already.
pub fn build_kind(call: &BuildCall, kind: Kind) -> BuildAnswer {
    let built = setup::check(call, kind).and_then(|inputs| match kind {
        Kind::Setup if RESOURCES => plan::build(call, &inputs),
        _ => Ok(print(&inputs)),
    });
    match built {
        Ok(built) => BuildAnswer::Built(built),
        Err(problems) => BuildAnswer::Refused(problems),
    }
}

/// The same text with stand-ins for what is missing or wrong, to show what it will look like: `your-bucket-name`,
/// account `123456789012`. `None` only for a policy that this module lacks; a test tries every way to be wrong.
pub fn example(call: &BuildCall, kind: Kind) -> Option<Built> {
    let mut call = call.clone();
    // What is wrong, then what is missing without it, then what contradicts the stand-in.
    for _ in 0..4 {
        match build_kind(&call, kind) {
            BuildAnswer::Built(built) => return Some(built),
            BuildAnswer::Refused(problems) => problems.iter().for_each(|problem| mend(&mut call, problem)),
        }
    }
    None
}

fn mend(call: &mut BuildCall, problem: &diagnostics::Problem) {
    let Some(field) = crate::setup::TEXTS.iter().copied().find(|field| field.name() == problem.field) else {
        let is_tls_only = RESOURCES && problem.field == Flag::TlsOnly.name();
        return call.set_flag(if is_tls_only { Flag::TlsOnly } else { Flag::Download }, Some(true));
    };
    let missing = problem.code == diagnostics::REQUIRED.code();
    let stand_in = match field {
        Text::Bucket => Some(mark::BUCKET),
        // Not in place of one that an ARN contradicts.
        Text::AccountId | Text::TrustedAccount if problem.code != diagnostics::ACCOUNT_CONTRADICTS_ROLE.code() => {
            Some(mark::ACCOUNT)
        }
        Text::TrustedRole if missing => Some(mark::ROLE),
        _ if !SETUPS || !missing => None,
        Text::KmsKeyArn => Some(EXAMPLE_KEY),
        Text::Issuer => Some("https://oidc.eks.your-region.amazonaws.com/id/EXAMPLE"),
        _ => {
            let of_setups = [
                Text::Repository,
                Text::Branch,
                Text::Team,
                Text::Project,
                Text::Namespace,
                Text::ServiceAccount,
                Text::KeyPrefix,
            ];
            let at = of_setups.iter().position(|of| *of == field);
            at.and_then(|at| mark::OF_SETUPS.get(at)).copied()
        }
    };
    call.set_text(field, stand_in.map(str::to_string));
}

/// The example of AWS's docs.
const EXAMPLE_KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

fn print(inputs: &Inputs) -> Built {
    let Printed { text, stem, version, notes, reasons, size } = printed(inputs);
    Built {
        marked: Marked::new(&text),
        language: inputs.format.language(),
        file_name: [stem.as_str(), inputs.format.extension()].concat(),
        principal: principal(inputs),
        identity: identity(inputs),
        size,
        notes: worst_first(&notes),
        version,
        reasons,
        // The other forms go there by themselves.
        console: console::link(inputs).filter(|_| inputs.format == Format::Json),
        parts: Vec::new(),
    }
}

/// A text with its marks, and what belongs beside it.
struct Printed {
    text: String,
    /// Of the file to save it in.
    stem: String,
    version: String,
    notes: Vec<Note>,
    reasons: Vec<Reason>,
    size: Option<Size>,
}

fn printed(inputs: &Inputs) -> Printed {
    let (version, mut notes) = version(inputs);
    let mut text;
    let mut size = None;
    let mut reasons = Vec::new();
    let made = attach::made(inputs);
    let mut stem = made.as_ref().map_or_else(|| "render".to_string(), |made| made.id("-"));
    match policies::draft(inputs) {
        Some(draft) => {
            let (policy, mut more) = draft.into_policy();
            notes.append(&mut more);
            for statement in &policy.statements {
                for (action, reason) in statement.actions.iter().zip(&statement.reasons) {
                    let reason = Some(reason).filter(|reason| !reason.is_empty()).cloned();
                    reasons.push(Reason { sid: statement.sid, action, reason });
                }
            }
            text = policy.to_json();
            size = place(inputs.kind).map(|(place, limit)| Size {
                characters: characters(&Marked::new(&text).text),
                limit,
                place,
            });
            if let Some(resource) = of_resource(inputs, &policy) {
                stem = Marked::new(&resource.id("-")).text;
                if inputs.format != Format::Json {
                    text = resource::print(inputs.format, &resource);
                }
            } else if let Some(made) = made.filter(|_| inputs.format != Format::Json) {
                let provider = attach::provider(inputs);
                let provider = provider.as_ref();
                let header = header(inputs, &version, made.sentence(inputs.format, provider));
                let sheet = Deployment { policy: &policy, made, provider, partition: inputs.partition, header };
                text = export::print(inputs.format, &sheet);
            }
        }
        None => {
            inputs.bucket_notes(&mut notes);
            inputs.upload_notes(&mut notes);
            text = render_call::print(inputs);
        }
    }
    notes.extend(region_note(inputs));
    if let Some(size) = size {
        notes.extend(size_notes(inputs.kind, size));
    }
    Printed { text, stem, version, notes, reasons, size }
}

/// Passes instead of a sort, whose code would be one of the larger functions of the module.
fn worst_first(notes: &[Note]) -> Vec<Note> {
    let of = |severity| notes.iter().filter(move |note| note.severity == severity).cloned();
    Severity::ALL.into_iter().flat_map(of).collect()
}

/// What a form says above its text: which Remotion it is for and how old that knowledge is, whom it is for, what it does.
fn header(inputs: &Inputs, version: &str, what: String) -> Vec<String> {
    vec![source(inputs, version), diagnostics::fill("For {0}.", &[&principal(inputs)]), what]
}

fn source(inputs: &Inputs, version: &str) -> String {
    let source = match inputs.published {
        Some(_) => "For Remotion {0}, as the page that this comes from states it.",
        None => "For Remotion {0}, from data of {1}.",
    };
    diagnostics::fill(source, &[version, catalog::newest_date()])
}

/// What belongs to a bucket or a key, if it does.
fn of_resource<'a>(inputs: &Inputs, policy: &'a Policy) -> Option<Resource<'a>> {
    let kind = match inputs.kind {
        _ if !RESOURCES => return None,
        Kind::BucketPolicy => ResourceKind::BucketPolicy,
        Kind::KeyPolicy => ResourceKind::KeyPolicy,
        Kind::Lifecycle => ResourceKind::Lifecycle,
        _ => return None,
    };
    let bucket = inputs.bucket.as_ref();
    let named = bucket.and_then(Bucket::named_region).or(inputs.kms_key.as_ref().map(|key| key.region.as_str()));
    let region = match (inputs.region.as_ref().map(|region| region.name.as_str()).or(named), inputs.partition) {
        (Some(region), _) => Some(mark::mark(region)),
        (None, Partition::AwsCn) => Some("cn-north-1".to_string()),
        (None, _) => None,
    };
    let of = bucket.map(|bucket| &bucket.name).or(inputs.kms_key.as_ref().map(|key| &key.arn));
    Some(Resource {
        kind,
        policy,
        of: of.map(|of| mark::mark(of)).unwrap_or_default(),
        region: region.map(|region| [" --region ", &region].concat()),
        ours: policies::ours(inputs, policy),
        expiry: policies::expiry(inputs),
        principal: principal(inputs),
    })
}

/// A policy that goes beside another one of these inputs, in the form they ask for: inline, on the same identity.
pub(crate) fn print_beside(inputs: &Inputs, policy: &Policy) -> String {
    match attach::made(inputs) {
        Some(IamResource { how, to, .. }) if how != How::Role && inputs.format != Format::Json => {
            // One name for each text: additions of another day stay.
            let name = ["remotion-additions-", &export::hash(&policy.to_json())].concat();
            let made = IamResource { how: How::Inline, name, to };
            let header = header(inputs, &version(inputs).0, made.sentence(inputs.format, None));
            let sheet = Deployment { policy, made, provider: None, partition: inputs.partition, header };
            Marked::new(&export::print(inputs.format, &sheet)).text
        }
        _ => policy.to_json(),
    }
}

/// Limits: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub(crate) fn place(kind: Kind) -> Option<(&'static str, usize)> {
    match kind {
        Kind::User | Kind::Role | Kind::Caller => Some(("a managed policy", 6144)),
        Kind::Destination | Kind::DestinationCaller => Some(("all inline policies of a role together", 10_240)),
        Kind::Trust => Some(("a trust policy", 2048)),
        Kind::RenderCall | Kind::BucketPolicy | Kind::KeyPolicy | Kind::Lifecycle | Kind::Setup => None,
    }
}

/// The quota of all inline policies of a user together.
const USER_INLINE: usize = 2048;

fn size_notes(kind: Kind, size: Size) -> Option<Note> {
    if size.characters > size.limit {
        let values = [size.characters, size.limit].map(diagnostics::grouped);
        let [characters, limit] = &values;
        return Some(diagnostics::OVER_LIMIT.note(&[characters, size.place, limit]));
    }
    if kind != Kind::User {
        return None;
    }
    let limit = diagnostics::grouped(USER_INLINE);
    match USER_INLINE.checked_sub(size.characters) {
        Some(room) => Some(diagnostics::INLINE_ROOM.note(&[&diagnostics::grouped(room), &limit])),
        // Remotion's own text fits.
        None if SETUPS => Some(diagnostics::INLINE_FULL.note(&[&limit])),
        None => None,
    }
}

/// What the policy is attached to, as far as that is known.
fn identity(inputs: &Inputs) -> &'static str {
    match (&inputs.attach_to, inputs.kind) {
        (Some(to), _) if to.is_user => "user",
        (None, Kind::User | Kind::DestinationCaller) => "user or role",
        _ => "role",
    }
}

fn principal(inputs: &Inputs) -> String {
    let by_user = inputs.attach_to.as_ref().is_some_and(|to| to.is_user);
    match inputs.kind {
        Kind::User => diagnostics::fill("the {0} that deploys and renders", &[identity(inputs)]),
        Kind::Role | Kind::Destination => {
            diagnostics::fill("{0}, the role of the render function", &[inputs.function_role_name()])
        }
        Kind::Caller if by_user => "the user that calls Remotion".into(),
        Kind::Caller => "the role of the code that calls Remotion".into(),
        Kind::DestinationCaller => {
            diagnostics::fill("the {0} that fetches or deletes finished videos", &[identity(inputs)])
        }
        Kind::Trust => {
            let role = match inputs.service {
                _ if !inputs.more_services().is_empty() => "the role of several callers",
                Service::Lambda => "the execution role of a Lambda function",
                Service::Ec2 => "the role of an EC2 instance",
                Service::EcsTasks => "the task role of an ECS or Fargate task",
                Service::Account | Service::Role => "the role that is to be assumed",
                _ if !SETUPS => "",
                Service::GithubActions => "the role of a GitHub Actions job",
                Service::Gitlab => "the role of a GitLab job",
                Service::Vercel => "the role of a Vercel project",
                Service::EksPodIdentity | Service::EksIrsa => "the role of a Kubernetes service account",
            };
            match &inputs.attach_to {
                Some(to) => diagnostics::fill("{0}, {1}", &[&to.name.name, role]),
                None => role.into(),
            }
        }
        Kind::RenderCall => "the code that starts renders".into(),
        _ if !RESOURCES => String::new(),
        Kind::KeyPolicy => "the KMS key that encrypts the bucket".into(),
        Kind::Setup => {
            let by = if by_user { "the user that calls Remotion" } else { "the code that calls Remotion" };
            let both = diagnostics::fill(
                "{0} and for {1}, the role of the render function",
                &[by, inputs.function_role_name()],
            );
            match policies::public_files(inputs) {
                Some(_) => [&both, ", and for ", &of_bucket(inputs)].concat(),
                None => both,
            }
        }
        Kind::BucketPolicy | Kind::Lifecycle => of_bucket(inputs),
    }
}

/// What it makes public or deletes it says wherever it is named.
fn of_bucket(inputs: &Inputs) -> String {
    let (sentence, more) = match (policies::public_files(inputs), inputs.expire_after_days()) {
        (Some(files), _) => ("anyone on the internet: it makes {1} in bucket {0} public", files),
        (None, Some(days)) => ("bucket {0}, where it deletes every file under the key prefix after {1} days", days),
        (None, None) if inputs.distribution().is_some() => ("bucket {0}, which CloudFront reads", ""),
        (None, None) => ("bucket {0}", ""),
    };
    diagnostics::fill(sentence, &[inputs.bucket.as_ref().map_or("", |bucket| &bucket.name), more])
}

/// The version the text is for, and what to say when it is not exactly the one asked for.
pub(crate) fn version(inputs: &Inputs) -> (String, Vec<Note>) {
    let (asked, newest) = (inputs.version.text(), catalog::newest().text());
    let (command, found) = match inputs.kind {
        Kind::User => ("npx remotion lambda policies user", catalog::find_user(inputs.version, inputs.partition)),
        Kind::Role => ("npx remotion lambda policies role", catalog::find_role(inputs.version, inputs.partition)),
        _ if inputs.version > catalog::newest() => {
            let note = diagnostics::VERSION_UNCHECKED.note(&[&asked, &newest]);
            return (newest, vec![note]);
        }
        _ => return (asked, Vec::new()),
    };
    match found {
        catalog::Lookup::Known => (asked, Vec::new()),
        catalog::Lookup::Newer if inputs.published.is_some() => {
            let note = diagnostics::VERSION_PUBLISHED.note(&[&asked, &newest]);
            (asked, vec![note])
        }
        catalog::Lookup::Newer => {
            let note = diagnostics::VERSION_NEWER.note(&[&asked, &newest, command]);
            (newest, vec![note])
        }
        catalog::Lookup::Gap { after, before } => {
            let before = before.text();
            let note = diagnostics::VERSION_IN_GAP.note(&[&after.text(), &before, command]);
            (before, vec![note])
        }
    }
}

/// A region that Remotion does not list.
fn region_note(inputs: &Inputs) -> Option<Note> {
    let region = inputs.region.as_ref()?;
    let is_listed = catalog::regions().iter().any(|row| row.name == region.name);
    (!is_listed).then(|| diagnostics::REGION_UNSUPPORTED.note(&[&region.name, &catalog::newest().text()]))
}

/// The newest version, the day it came out, all ranges and all regions.
pub fn releases() -> ReleasesAnswer {
    ReleasesAnswer {
        newest: catalog::newest().text(),
        published: catalog::newest_date(),
        ranges: catalog::ranges()
            .map(|range| RangeRow {
                from: range.from.text(),
                to: range.to.text(),
                user: range.user,
                role: range.role,
                gap: range.gap,
            })
            .collect(),
        regions: catalog::regions()
            .iter()
            .map(|region| {
                let partition = Partition::of_region(region.name).unwrap_or(Partition::Aws);
                RegionRow {
                    name: region.name,
                    partition: partition.name(),
                    console: partition.console().unwrap_or_default(),
                    default: region.in_default,
                }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{example, size_notes, version, Kind, Size};
    use crate::setup::{BuildCall, Text};
    use crate::{diagnostics, setup};

    #[test]
    fn an_example_is_shown_even_where_the_policy_does_not_exist() {
        let users = example(&BuildCall::new("nonsense"), Kind::User).unwrap().marked.text;
        assert!(users.contains("iam:SimulatePrincipalPolicy"));
    }

    #[test]
    fn a_mistaken_role_is_left_out_of_an_example_and_a_missing_one_stands_in() {
        let trust = |role| BuildCall::new("trust").with(Text::Service, "role").with(Text::TrustedRole, role);
        assert!(example(&trust(""), Kind::Trust).unwrap().marked.text.contains("your-role-name"));
        let destination = BuildCall::new("destination").with(Text::FunctionRole, "not a role!");
        assert!(!example(&destination, Kind::Destination).unwrap().principal.contains("your-role-name"));
    }

    #[test]
    fn a_policy_that_fills_its_quota_still_fits() {
        let of = |characters| size_notes(Kind::Role, Size { characters, limit: 100, place: "a managed policy" });
        assert_eq!(of(99), None);
        assert_eq!(of(100), None);
        assert_eq!(of(101).map(|note| note.code), Some(diagnostics::OVER_LIMIT.note(&["", "", ""]).code));
    }

    #[test]
    fn a_role_policy_newer_than_the_data_names_the_command_that_prints_it() {
        let call = BuildCall::new("role").with(Text::Version, "99.0.0");
        let (_, notes) = version(&setup::check(&call, Kind::Role).unwrap());
        assert!(notes.iter().any(|note| note.help.contains("policies role") || note.message.contains("policies role")));
    }
}
