//! What a policy needs beyond fields that are right one by one: that none is missing, and that none contradicts another.

use super::reader::InputReader;
use super::visible::{has_trust, needing, trusted};
use super::Inputs;
use crate::diagnostics;
use crate::setup::choices::{PublicRead, Service};
use crate::setup::fields::{Flag, Input, Text, TEXTS};
use crate::setup::kind::Kind;
use crate::setup::names::{self, Role, CALLER_ROLE};
use crate::{RESOURCES, SETUPS};

/// What one policy needs that the fields alone do not show.
pub(super) fn require_enough(reader: &mut InputReader<'_>, inputs: &Inputs) {
    match inputs.kind {
        kind if has_trust(kind) => {
            let services = trusted(reader.call);
            for field in TEXTS.iter().copied() {
                let Some(service) = needing(&services, field) else { continue };
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
