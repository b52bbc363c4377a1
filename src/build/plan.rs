//! A whole setup: which parts it has, in which order, and what each is for. The text of a part is that of the policy by
//! itself, because it comes from a call for that policy, which has the same fields.

use super::{of_resource, principal, printed, region_note, source, version, worst_first, Printed};
use crate::api::{Built, Part};
use crate::attach;
use crate::console;
use crate::diagnostics::{self, fill, Note, NoteMessage, Problem};
use crate::export::whole::{self, Made, Piece, Whole};
use crate::export::{credentials, extension, hash, id, Deployment, Format, Provider};
use crate::mark::{mark, Marked};
use crate::policies;
use crate::policy::Policy;
use crate::setup::calls::{DELETE_RENDER, DOWNLOAD_MEDIA, PRESIGN, RENDER, RENDER_CLI};
use crate::setup::names::{AttachTo, Bucket, Role, CALLER_ROLE, FUNCTION_PREFIX, FUNCTION_ROLE};
use crate::setup::{self, BuildCall, Flag, Input, Inputs, Kind, Service, Text};

/// A part: what it is, and the checked inputs of the policy whose text it has, or of the one that it goes with.
struct Step {
    kind: StepKind,
    inputs: Inputs,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StepKind {
    Provider,
    CallerRole,
    InstanceProfile,
    CallerPolicy,
    CallerBucket,
    FunctionRole,
    FunctionPolicy,
    FunctionBucket,
    BucketPolicy,
    KeyPolicy,
    RenderCall,
    Credentials,
}

/// The whole for checked inputs, and its parts.
pub(super) fn build(call: &BuildCall, inputs: &Inputs) -> Result<Built, Vec<Problem>> {
    let steps = steps(call, inputs)?;
    let (version, mut notes) = version(inputs);
    let (mut parts, mut reasons, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for step in &steps {
        let mut printed = printed(&step.inputs);
        let (text, language) = step.text(&printed);
        let (title, goes_to, mut what) = step.words();
        if step.kind == StepKind::Credentials && Marked::new(&text).ranges.iter().any(|one| one.is_stand_in) {
            what.push_str(". Replace the example values");
        }
        let is_policy = step.is_policy();
        parts.push(Part {
            policy: is_policy.then(|| step.inputs.kind.name()),
            title,
            goes_to: Marked::new(&goes_to).text,
            what: Marked::new(&what).text,
            marked: Marked::new(&text),
            language,
            file_name: step.file_name(&printed, language),
            size: printed.size.filter(|_| is_policy),
            console: console::link(&step.inputs).filter(|_| is_policy),
        });
        texts.push([what, text]);
        if is_policy {
            reasons.append(&mut printed.reasons);
            // All notes on a render call are about its output bucket, so without one they do not apply.
            if step.kind != StepKind::RenderCall || inputs.bucket.is_some() {
                notes.append(&mut printed.notes);
            }
        }
    }
    notes.append(&mut own_notes(call, inputs));
    let mut known: Vec<Note> = Vec::new();
    for note in notes {
        if !ANSWERED.iter().any(|answered| answered.code() == note.code) && !known.contains(&note) {
            known.push(note);
        }
    }
    let policies: Vec<Option<Policy>> = steps.iter().map(Step::policy).collect();
    let providers: Vec<Option<Provider>> = steps.iter().map(|step| attach::provider(&step.inputs)).collect();
    let mut pieces = Vec::new();
    for (at, (step, [what, text])) in steps.iter().zip(&texts).enumerate() {
        let policy = policies.get(at).and_then(Option::as_ref);
        let provider = providers.get(at).and_then(Option::as_ref);
        let (title, language) = parts.get(at).map(|part| (part.title, part.language)).unwrap_or_default();
        pieces.push(Piece { title, what, text, language, made: step.made(policy, provider) });
    }
    let header = vec![source(inputs, &version), fill("For {0}.", &[&principal(inputs)])];
    let name = name(inputs);
    let whole = Whole { name: &name, header, partition: inputs.partition, region: region(inputs), pieces };
    let (text, language, extension) = whole::print(inputs.format, whole);
    Ok(Built {
        marked: Marked::new(&text),
        language,
        file_name: [&name, extension].concat(),
        principal: principal(inputs),
        identity: super::identity(inputs),
        size: None,
        notes: worst_first(&known),
        version,
        reasons,
        console: None,
        parts,
    })
}

/// Notes beside a policy to which a part of the setup is the answer, or which are about a field that the setup gives to
/// another part.
const ANSWERED: [&NoteMessage; 10] = [
    &diagnostics::EXTRA_WITHOUT_EFFECT,
    &diagnostics::IDENTITY_PROVIDER,
    &diagnostics::CREDENTIALS_SKIP,
    &diagnostics::CREDENTIALS_GITHUB,
    &diagnostics::CREDENTIALS_GITLAB,
    &diagnostics::CREDENTIALS_VERCEL,
    &diagnostics::DELETE_ALSO_REMOTION,
    &diagnostics::DOWNLOAD_ALSO,
    &diagnostics::KMS_KEY_POLICY,
    &diagnostics::KEY_STATEMENTS,
];

/// Notes on what the parts do not have by themselves.
fn own_notes(call: &BuildCall, inputs: &Inputs) -> Vec<Note> {
    let mut notes: Vec<Note> = region_note(inputs).into_iter().collect();
    if inputs.bucket.is_none() {
        // Not those that only say how a video is uploaded.
        let public = call.text(Text::PublicRead).filter(|typed| !typed.eq_ignore_ascii_case("none"));
        let tls = Some(Flag::TlsOnly.name()).filter(|_| call.flag(Flag::TlsOnly));
        let of_bucket = [
            public.map(|_| Text::PublicRead.name()),
            call.text(Text::Distribution).map(|_| Text::Distribution.name()),
            call.text(Text::KmsKeyArn).map(|_| Text::KmsKeyArn.name()),
            tls,
        ];
        for name in of_bucket.into_iter().flatten() {
            notes.push(diagnostics::NEEDS_BUCKET.note(&[&fill("`{0}`", &[name])]));
        }
    }
    if let Some(prefix) = inputs.function_prefix.as_deref() {
        if !inputs.is_function_name && !prefix.starts_with(FUNCTION_PREFIX) {
            notes.push(diagnostics::CALL_FUNCTION_NAME.note(&[prefix]));
        }
    }
    if inputs.kms_key.is_some() && policies::public_files(inputs).is_some() {
        notes.push(diagnostics::KMS_WITH_SITES.note(&[]));
    }
    let caller = inputs.attach_to.as_ref();
    let name = caller.map_or(CALLER_ROLE, |to| &to.name.name);
    if caller.is_some_and(|to| to.name.exists() && !to.is_user) {
        notes.push(diagnostics::TRUST_STAYS.note(&[name]));
    }
    if inputs.services().iter().any(|service| matches!(service, Service::Account | Service::Role)) {
        notes.push(diagnostics::ASSUMING_SIDE.note(&[name]));
    }
    let role = inputs.function_role.as_ref().map(Role::full_name);
    if let Some(role) = role.filter(|role| role != FUNCTION_ROLE) {
        notes.push(diagnostics::CUSTOM_ROLE.note(&[&role]));
    }
    notes
}

/// What the whole is called: one for each bucket, and for each caller that is not the one of Remotion's guides, so that a
/// stack for one setup does not take the place of that for another.
fn name(inputs: &Inputs) -> String {
    let bucket = inputs.bucket.as_ref().map(|bucket| ["-", &bucket.name].concat()).unwrap_or_default();
    let is_other = |to: &&AttachTo| to.is_user || to.name.name != CALLER_ROLE;
    let caller = inputs.attach_to.as_ref().filter(is_other).map(|to| {
        // IAM has users and roles of the same name.
        ["-", &hash(&[if to.is_user { "user/" } else { "" }, &to.name.name].concat())].concat()
    });
    let caller = caller.unwrap_or_default();
    id(&["remotion-setup", &bucket, &caller].concat(), "-")
}

/// Where the bucket and the function are, as far as that is known.
fn region(inputs: &Inputs) -> Option<String> {
    let named = inputs.bucket.as_ref().and_then(Bucket::named_region);
    let of_key = inputs.kms_key.as_ref().map(|key| key.region.as_str());
    inputs.region.as_ref().map(|region| region.name.as_str()).or(named).or(of_key).map(mark)
}

/// All parts of a setup, in the order in which they are made: what others name comes before them.
fn steps(call: &BuildCall, inputs: &Inputs) -> Result<Vec<Step>, Vec<Problem>> {
    let mut steps = Vec::new();
    let attached = inputs.attach_to.as_ref();
    let caller = call.text(Text::AttachTo).map_or_else(|| ["role/", CALLER_ROLE].concat(), str::to_string);
    let is_user = attached.is_some_and(|to| to.is_user);
    let mut derived = Vec::new();
    let mut trust = of(call, Kind::Trust).with(Text::AttachTo, &caller);
    know_account(&mut trust, inputs);
    let trust = if is_user { None } else { Some(setup::check(&trust, Kind::Trust)?) };
    let is_there = attached.is_some_and(|to| to.name.exists());
    if let Some(trust) = trust.as_ref().filter(|_| !is_there) {
        if attach::provider(trust).is_some() {
            steps.push(Step { kind: StepKind::Provider, inputs: trust.clone() });
        }
        steps.push(Step { kind: StepKind::CallerRole, inputs: trust.clone() });
        if trust.services().contains(&Service::Ec2) {
            steps.push(Step { kind: StepKind::InstanceProfile, inputs: trust.clone() });
        }
    }
    derived.push((StepKind::CallerPolicy, of(call, Kind::Caller)));
    let has_bucket = inputs.bucket.is_some();
    let downloads = inputs.calls & (DOWNLOAD_MEDIA | PRESIGN) != 0;
    let deletes = inputs.calls & DELETE_RENDER != 0;
    if has_bucket && (downloads || deletes) {
        let mut of_caller = of(call, Kind::DestinationCaller);
        of_caller.set_flag(Flag::Download, Some(downloads));
        of_caller.set_flag(Flag::Delete, Some(deletes));
        derived.push((StepKind::CallerBucket, of_caller));
    }
    if !inputs.function_role.as_ref().is_some_and(Role::exists) {
        let mut role = call.clone().only(|input| input == Input::Text(Text::Region));
        role.set_text(Text::Policy, Some(Kind::Trust.name().to_string()));
        role.set_text(Text::AttachTo, call.text(Text::FunctionRole).map(|name| ["role/", name].concat()));
        derived.push((StepKind::FunctionRole, role));
    }
    let mut role = of(call, Kind::Role);
    // Of a setup, it is the key of the output bucket.
    role.set_text(Text::KmsKeyArn, None);
    derived.push((StepKind::FunctionPolicy, role));
    if has_bucket {
        derived.push((StepKind::FunctionBucket, of(call, Kind::Destination)));
    }
    if policies::public_files(inputs).is_some() || inputs.distribution().is_some() || inputs.tls_only() {
        let mut bucket = of(call, Kind::BucketPolicy);
        know_account(&mut bucket, inputs);
        derived.push((StepKind::BucketPolicy, bucket));
    }
    if inputs.kms_key.is_some() {
        let mut key = of(call, Kind::KeyPolicy);
        know_account(&mut key, inputs);
        key.set_text(Text::Reader, Some(caller).filter(|_| downloads));
        derived.push((StepKind::KeyPolicy, key));
    }
    for (kind, call) in derived {
        steps.push(Step { kind, inputs: setup::check(&call, call.kind().map_err(|problem| vec![problem])?)? });
    }
    if has_bucket || inputs.calls & (RENDER | RENDER_CLI) != 0 {
        // It has the names of function and bucket, which it does not take by itself.
        let mut call = inputs.clone();
        (call.kind, call.format) = (Kind::RenderCall, Format::TypeScript);
        steps.push(Step { kind: StepKind::RenderCall, inputs: call });
    }
    let who =
        trust.or_else(|| steps.iter().find(|step| step.kind == StepKind::CallerPolicy).map(|step| step.inputs.clone()));
    if let Some(who) = who {
        for inputs in who.by_service() {
            steps.push(Step { kind: StepKind::Credentials, inputs });
        }
    }
    Ok(steps)
}

/// The call for one policy with the fields that it takes. What a setup does not show is not looked at.
fn of(call: &BuildCall, kind: Kind) -> BuildCall {
    let is_seen = |input: Input| input == Input::Text(Text::Policy) || Kind::Setup.takes(input);
    let keep = |input: Input| kind.takes(input) && is_seen(input) && input != Input::Text(Text::Format);
    call.clone().only(keep).with(Text::Policy, kind.name())
}

/// An ARN of a field that the policy does not take may have the account that it needs.
fn know_account(call: &mut BuildCall, inputs: &Inputs) {
    let of_key = inputs.kms_key.as_ref().map(|key| key.account.as_str());
    let known = inputs.account().or(of_key.filter(|_| call.text(Text::Distribution).is_some()));
    call.set_text(Text::AccountId, known.map(str::to_string));
}

impl Step {
    /// What it is called; what it goes to; in a sentence what it is for and what to do with it.
    fn words(&self) -> (&'static str, String, String) {
        let inputs = &self.inputs;
        let made = attach::made(inputs);
        let policy = made.as_ref().map_or("", |made| &made.name);
        let to = made.as_ref().map(|made| fill("{0} `{1}`", &[made.to.kind(), &made.to.name])).unwrap_or_default();
        let bucket = inputs.bucket.as_ref().map_or("", |bucket| &bucket.name);
        let key = inputs.kms_key.as_ref().map_or("", |key| &key.arn);
        let in_bucket = fill("bucket `{0}`", &[bucket]);
        let (title, goes_to, what) = match self.kind {
            StepKind::Provider => (
                "Identity provider",
                "the identity providers of your account".to_string(),
                "Lets roles of your account trust the tokens of this issuer. In the IAM console, add an identity provider of type OpenID Connect with this URL and audience",
            ),
            StepKind::CallerRole => (
                "Role of the caller",
                to.clone(),
                "Says who may assume {0}. In the IAM console, create the role with this as its custom trust policy",
            ),
            StepKind::InstanceProfile => (
                "Instance profile of the caller",
                to.clone(),
                "Lets EC2 instances use {0}. Run these commands if the role has no instance profile",
            ),
            StepKind::CallerPolicy => (
                "Policy of the caller",
                to.clone(),
                "Allows the calls that you chose. Create it as managed policy `{1}` and attach it to {0}",
            ),
            StepKind::CallerBucket => (
                "Output bucket, for the caller",
                to.clone(),
                "Lets the caller fetch or delete finished videos. Add it to {0} as inline policy `{1}`",
            ),
            StepKind::FunctionRole => (
                "Role of the render function",
                to.clone(),
                "Lets Lambda run the render function with {0}. In the IAM console, create the role with this as its custom trust policy",
            ),
            StepKind::FunctionPolicy => (
                "Policy of the render function",
                to.clone(),
                "Grants what every render needs. Create it as managed policy `{1}` and attach it to {0}",
            ),
            StepKind::FunctionBucket => (
                "Output bucket, for the render function",
                to.clone(),
                "Lets the render function write videos to the bucket. Add it to {0} as inline policy `{1}`",
            ),
            StepKind::BucketPolicy => ("Bucket policy", in_bucket, match policies::public_files(inputs) {
                Some(_) => "For {2}. {3}",
                None if inputs.distribution().is_some() => "Lets CloudFront read the bucket. {3}",
                None => "Denies requests without TLS. {3}",
            }),
            StepKind::KeyPolicy => (
                "Statements for the key policy",
                fill("key `{0}`", &[key]),
                "Let the principals in them use the key. Add them to the Statements of the key's own policy, and keep those that are there, or you can lose control of the key",
            ),
            StepKind::RenderCall => (
                "Render call",
                "your code".to_string(),
                match inputs.bucket {
                    Some(_) => "Renders into your bucket, because `outName` is an object",
                    None => "Starts a render. The video goes to Remotion's bucket",
                },
            ),
            StepKind::Credentials => (credentials::title(inputs), credentials::place(inputs).to_string(), credentials::sentence(inputs)),
        };
        // Remotion's own bucket has a policy that lets anyone read every file.
        let replaces = policies::is_remotions_policy_replaced(inputs);
        let paste = [
            "Paste it under Bucket policy in the Permissions tab of the bucket. If there is a policy, add only these Statements to it",
            if replaces { ", and delete its Statement `PublicReadGetObject`" } else { "" },
        ]
        .concat();
        let what = fill(what, &[&to, policy, &principal(inputs), &paste]);
        (title, goes_to, what)
    }

    fn text(&self, printed: &Printed) -> (String, &'static str) {
        match self.kind {
            StepKind::Provider => (attach::provider(&self.inputs).map_or_else(String::new, |of| of.request()), "json"),
            StepKind::InstanceProfile => {
                let role = attach::made(&self.inputs).map(|made| made.name).unwrap_or_default();
                (whole::profile(&role, self.inputs.partition), "sh")
            }
            StepKind::Credentials => credentials::print(&self.inputs),
            _ => (printed.text.clone(), self.inputs.format.language()),
        }
    }

    /// Whether a policy of its kind is the part.
    fn is_policy(&self) -> bool {
        !matches!(self.kind, StepKind::Provider | StepKind::InstanceProfile | StepKind::Credentials)
    }

    fn file_name(&self, printed: &Printed, language: &str) -> String {
        let stem = match self.kind {
            StepKind::Provider => "identity-provider",
            StepKind::InstanceProfile => "instance-profile",
            StepKind::Credentials if self.inputs.kind == Kind::Trust => "credentials-",
            StepKind::Credentials => "credentials",
            _ => &printed.stem,
        };
        // Several callers have credentials each.
        let whose = if stem.ends_with('-') { self.inputs.service.name() } else { "" };
        [stem, whose, extension(language)].concat()
    }

    fn policy(&self) -> Option<Policy> {
        let draft = policies::draft(&self.inputs).filter(|_| self.is_policy())?;
        Some(draft.into_policy().0)
    }

    /// What a form makes of it.
    fn made<'a>(&self, policy: Option<&'a Policy>, provider: Option<&'a Provider>) -> Made<'a> {
        let inputs = &self.inputs;
        let Some(policy) = policy else {
            return match (self.kind, attach::made(inputs)) {
                (StepKind::Provider, _) => Made::WithNext,
                (StepKind::InstanceProfile, Some(made)) => Made::Profile(made),
                _ => Made::ByReader,
            };
        };
        match (of_resource(inputs, policy), attach::made(inputs)) {
            (Some(resource), _) => Made::Resource(resource),
            (None, Some(made)) => {
                let partition = inputs.partition;
                Made::Iam(Deployment { policy, made, provider, partition, header: Vec::new() })
            }
            (None, None) => Made::ByReader,
        }
    }
}
