//! `trust`: the trust relationship of a role, which says who may assume it.

use crate::diagnostics::{self, Note};
use crate::mark::mark;
use crate::partition::Partition;
use crate::policy::{Principal, Statement};
use crate::setup::{Inputs, Service};

pub(super) fn statement(inputs: &Inputs, notes: &mut Vec<Note>) -> Statement {
    let partition = inputs.partition.name();
    let account = |known: Option<&String>| known.map(|account| mark(account)).unwrap_or_default();
    match inputs.service {
        Service::Lambda => service(
            "lambda.amazonaws.com",
            "The Lambda service assumes the role when it runs a function that has it as its execution role.",
        ),
        // In China, EC2 is one of the few services whose principal has the suffix of the partition; Lambda and ECS
        // tasks are `amazonaws.com` there as well. https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html
        Service::Ec2 => service(
            if inputs.partition == Partition::AwsCn { "ec2.amazonaws.com.cn" } else { "ec2.amazonaws.com" },
            "EC2 hands the role’s credentials to an instance through its instance profile.",
        ),
        Service::EcsTasks => service(
            "ecs-tasks.amazonaws.com",
            "ECS, on Fargate or EC2, hands the role’s credentials to a task that names it as its task role.",
        ),
        Service::Account => {
            notes.push(diagnostics::TRUST_ACCOUNT_WIDE.note(&[]));
            Statement::trust(
                "TrustAccount",
                Principal::Aws(
                    ["arn:", partition, ":iam::", &account(inputs.trusted_account.as_ref()), ":root"].concat(),
                ),
                "`root` stands for the whole account, not only for its root user: any principal there may assume the \
                 role if its own policies allow `sts:AssumeRole` on it.",
            )
        }
        Service::Role => {
            let role = inputs.trusted_role.as_ref();
            let number = account(role.and_then(|role| role.account.as_ref()).or(inputs.trusted_account.as_ref()));
            let name = role.map(|role| mark(&role.full_name())).unwrap_or_default();
            Statement::trust(
                "TrustRole",
                Principal::Aws(["arn:", partition, ":iam::", &number, ":role/", &name].concat()),
                "Code that runs with that role may assume this one. Its own policies must allow `sts:AssumeRole` on \
                 this role when the two are in different accounts.",
            )
        }
    }
}

fn service(principal: &str, reason: &'static str) -> Statement {
    Statement::trust("TrustService", Principal::Service(principal.to_string()), reason)
}
