//! `trust`: the trust relationship of a role, which says who may assume it.

use crate::attach;
use crate::diagnostics::{self, Note};
use crate::mark::mark;
use crate::partition::Partition;
use crate::policy::{Principal, Statement};
use crate::search;
use crate::setup::names::Repository;
use crate::setup::{Inputs, Service, Text, Token};
use crate::SETUPS;

/// The Sid of services whose requests are all alike.
const SERVICE: &str = "TrustService";

/// One Statement for each principal; services that need no condition share one.
pub(super) fn statements(inputs: &Inputs, notes: &mut Vec<Note>) -> Vec<Statement> {
    let mut statements = vec![statement(inputs, inputs.service, notes)];
    if !SETUPS || inputs.more_services().is_empty() {
        return statements;
    }
    let is_plain = |one: &Statement| one.sid == SERVICE && one.conditions.0.is_empty() && one.actions.len() == 1;
    let named = |one: &mut Statement, service| {
        if one.sid == SERVICE && !is_plain(one) {
            one.sid = if service == Service::EcsTasks { "TrustEcsTasks" } else { "TrustEksPodIdentity" };
        }
    };
    statements.iter_mut().for_each(|first| named(first, inputs.service));
    for service in inputs.more_services() {
        let mut next = statement(inputs, *service, notes);
        named(&mut next, *service);
        if let Some(first) = statements.iter_mut().find(|one| is_plain(one) && is_plain(&next)) {
            if let (Some(Principal::Service(names)), Some(Principal::Service(more))) =
                (&mut first.principal, &mut next.principal)
            {
                names.0.append(&mut more.0);
            }
            for (reason, more) in first.reasons.iter_mut().zip(&next.reasons) {
                *reason = [reason.as_str(), " ", more].concat();
            }
        } else {
            statements.push(next);
        }
    }
    statements
}

/// For one of those who may assume the role.
pub(super) fn statement(inputs: &Inputs, service: Service, notes: &mut Vec<Note>) -> Statement {
    // The first alone can have one.
    if let Some(token) = Token::of(inputs).filter(|_| service == inputs.service) {
        return with_token(inputs, &token, notes);
    }
    let partition = inputs.partition.name();
    let account = |known: Option<&String>| known.map(|account| mark(account)).unwrap_or_default();
    match service {
        Service::Lambda => by_service(
            "lambda.amazonaws.com",
            "The Lambda service assumes the role when it runs a function that has it as its execution role.",
        ),
        // In China, EC2 is one of the few services whose principal has the suffix of the partition; Lambda and ECS
        // tasks are `amazonaws.com` there as well. https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html
        Service::Ec2 => {
            say(notes, &diagnostics::CREDENTIALS_SKIP, &["EC2"]);
            by_service(
                if inputs.partition == Partition::AwsCn { "ec2.amazonaws.com.cn" } else { "ec2.amazonaws.com" },
                "EC2 hands the role’s credentials to an instance through its instance profile.",
            )
        }
        Service::EcsTasks => {
            say(notes, &diagnostics::CREDENTIALS_SKIP, &["ECS"]);
            let statement = by_service(
                "ecs-tasks.amazonaws.com",
                "ECS, on Fargate or EC2, hands the role’s credentials to a task that names it as its task role.",
            );
            match inputs.account_id.as_ref().filter(|_| SETUPS) {
                // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
                Some(own) => statement.only_if("StringEquals", "aws:SourceAccount", vec![mark(own)]).only_if(
                    "ArnLike",
                    "aws:SourceArn",
                    vec![source_of_tasks(inputs, own)],
                ),
                None => statement,
            }
        }
        Service::EksPodIdentity if SETUPS => {
            say(notes, &diagnostics::CREDENTIALS_SKIP, &["EKS"]);
            // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
            let mut statement = by_service(
                "pods.eks.amazonaws.com",
                "EKS Pod Identity assumes the role for a pod whose service account is associated with it.",
            );
            statement.actions.push("sts:TagSession");
            statement.reasons.push("EKS Pod Identity tells who the pod is in session tags.".to_string());
            for (key, value) in [
                ("aws:RequestTag/kubernetes-namespace", Text::Namespace),
                ("aws:RequestTag/kubernetes-service-account", Text::ServiceAccount),
            ] {
                if let Some(value) = inputs.claim(value) {
                    statement = statement.only_if("StringEquals", key, vec![mark(value)]);
                }
            }
            statement
        }
        Service::Account => {
            say(notes, &diagnostics::TRUST_ACCOUNT_WIDE, &[]);
            let statement = Statement::trust(
                "TrustAccount",
                Principal::Aws(
                    ["arn:", partition, ":iam::", &account(inputs.trusted_account.as_ref()), ":root"].concat(),
                ),
                "`root` stands for the whole account, not only for its root user: any principal there may assume the \
                 role if its own policies allow `sts:AssumeRole` on it.",
            );
            with_external_id(inputs, statement)
        }
        Service::Role => {
            let role = inputs.trusted_role.as_ref();
            let number = account(role.and_then(|role| role.account.as_ref()).or(inputs.trusted_account.as_ref()));
            let name = role.map(|role| mark(&role.full_name())).unwrap_or_default();
            let statement = Statement::trust(
                "TrustRole",
                Principal::Aws(["arn:", partition, ":iam::", &number, ":role/", &name].concat()),
                "Code that runs with that role may assume this one. Its own policies must allow `sts:AssumeRole` on \
                 this role when the two are in different accounts.",
            );
            with_external_id(inputs, statement)
        }
        // These have tokens, or are not in this module.
        _ => by_service("", ""),
    }
}

fn by_service(principal: &str, reason: &'static str) -> Statement {
    Statement::trust(SERVICE, Principal::service(principal), reason)
}

/// What ECS says a request is for: anything of ECS in the account, and in the region if that is known.
pub(crate) fn source_of_tasks(inputs: &Inputs, account: &str) -> String {
    let region = inputs.region.as_ref().map_or_else(|| "*".to_string(), |region| mark(&region.name));
    ["arn:", inputs.partition.name(), ":ecs:", &region, ":", &mark(account), ":*"].concat()
}

fn with_external_id(inputs: &Inputs, statement: Statement) -> Statement {
    match inputs.claim(Text::ExternalId) {
        Some(id) => statement.only_if("StringEquals", "sts:ExternalId", vec![mark(id)]),
        None => statement,
    }
}

/// For jobs, functions and pods that come with a token.
fn with_token(inputs: &Inputs, token: &Token, notes: &mut Vec<Note>) -> Statement {
    let key = |claim: &str| [&token.issuer, ":", claim].concat();
    let operator = if token.is_pattern() { "StringLike" } else { "StringEquals" };
    let reason = "Whoever has a token of this issuer may assume the role, if it is for the audience and its subject \
                  is the one that is named.";
    let principal = Principal::Federated(token.provider(inputs));
    let statement = Statement::trust("TrustToken", principal, reason)
        .only_if("StringEquals", &key("aud"), token.audiences.clone())
        .only_if(operator, &key("sub"), token.subjects.clone());
    token_notes(inputs, token, notes);
    Statement { actions: vec!["sts:AssumeRoleWithWebIdentity"], ..statement }
}

#[inline(never)] // as small at each of its many calls as a call can be
fn say(notes: &mut Vec<Note>, sentence: &diagnostics::NoteMessage, values: &[&str]) {
    notes.push(sentence.note(values));
}

fn token_notes(inputs: &Inputs, token: &Token, notes: &mut Vec<Note>) {
    let role = attach::role_arn(inputs);
    let audience = diagnostics::joined(&token.audiences, &str::to_string, "` and `");
    for field in [Text::Branch, Text::Tag, Text::Environment, Text::Project] {
        // A preview is built from any branch.
        let name = inputs.claim(field).unwrap_or_default();
        if search::has(name, "*") || inputs.service == Service::Vercel && name == "preview" {
            say(notes, &diagnostics::TOKEN_PATTERN, &[name]);
        }
    }
    if let Some(name) = inputs.claim(Text::Environment).filter(|_| inputs.service == Service::GithubActions) {
        say(notes, &diagnostics::ENVIRONMENT_BRANCHES, &[name]);
    }
    if inputs.issuer().is_none_or(|issuer| issuer.account.is_none()) {
        say(notes, &diagnostics::IDENTITY_PROVIDER, &[&token.url(), &audience]);
    }
    let credentials = match inputs.service {
        Service::GithubActions => {
            let name = inputs.repository().map(Repository::name).unwrap_or_default();
            if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                say(notes, &diagnostics::REPOSITORY_CASE, &[&name]);
            }
            let has_ids = inputs.repository().is_some_and(Repository::has_ids);
            if !has_ids && !token.issuer.ends_with("/_services/token") {
                say(notes, &diagnostics::GITHUB_WITHOUT_IDS, &[]);
            }
            &diagnostics::CREDENTIALS_GITHUB
        }
        Service::Gitlab => &diagnostics::CREDENTIALS_GITLAB,
        Service::Vercel => &diagnostics::CREDENTIALS_VERCEL,
        _ => &diagnostics::CREDENTIALS_SKIP,
    };
    let values = if inputs.service == Service::EksIrsa { ["EKS", ""] } else { [&*role, &audience] };
    say(notes, credentials, &values);
    if inputs.partition == Partition::AwsCn && matches!(inputs.service, Service::Gitlab | Service::Vercel) {
        say(notes, &diagnostics::CHINA_UNTRIED, &[]);
    }
}
