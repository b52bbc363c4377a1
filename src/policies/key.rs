//! `key-policy`: statements to add to the policy of a KMS key. Never a whole one: a key whose policy forgets its
//! administrators is lost. <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>

use super::bucket::read_by_cloudfront;
use crate::diagnostics::fill;
use crate::mark::mark;
use crate::partition::Partition;
use crate::policy::{Principal, Statement};
use crate::setup::names::{marked, KmsKey, Role, FUNCTION_ROLE};
use crate::setup::Inputs;

pub(super) fn statements(inputs: &Inputs) -> Vec<Statement> {
    let Some(key) = &inputs.kms_key else { return Vec::new() };
    let account = inputs.account().unwrap_or(&key.account);
    let mut statements = vec![through_s3(
        inputs,
        key,
        Statement::of_resource(
            "RemotionRenderFunction",
            principal(inputs, account, "role/", inputs.function_role.as_ref()),
            &[
                ("kms:GenerateDataKey", "S3 encrypts what the render function uploads."),
                ("kms:Decrypt", "S3 decrypts what the render function reads, and the parts of a large upload."),
            ],
            vec!["*".to_string()],
        ),
    )];
    if let Some(reader) = inputs.reader() {
        let head = if reader.is_user { "user/" } else { "role/" };
        let reason = "S3 decrypts what `downloadMedia()` and links of `presignUrl()` read.";
        let whom = principal(inputs, account, head, Some(&reader.name));
        let statement =
            Statement::of_resource("RemotionReader", whom, &[("kms:Decrypt", reason)], vec!["*".to_string()]);
        statements.push(through_s3(inputs, key, statement));
    }
    if let Some(distribution) = inputs.distribution_arn() {
        statements.push(read_by_cloudfront(distribution, "kms:Decrypt", "*".to_string()));
    }
    statements
}

fn principal(inputs: &Inputs, account: &str, head: &str, role: Option<&Role>) -> Principal {
    let name = role.map_or_else(|| FUNCTION_ROLE.to_string(), |role| marked(&role.full_name()));
    let account = mark(role.and_then(|role| role.account.as_deref()).unwrap_or(account));
    Principal::Aws(fill("arn:{0}:iam::{1}:{2}{3}", &[inputs.partition.name(), &account, head, &name]))
}

/// The key serves what S3 asks of it for principals of one account.
fn through_s3(inputs: &Inputs, key: &KmsKey, statement: Statement) -> Statement {
    let suffix = if inputs.partition == Partition::AwsCn { ".cn" } else { "" };
    let account = inputs.account().unwrap_or(&key.account);
    let service = ["s3.", &mark(&key.region), ".amazonaws.com", suffix].concat();
    statement.only_if("StringEquals", "kms:ViaService", vec![service]).only_if(
        "StringEquals",
        "kms:CallerAccount",
        vec![mark(account)],
    )
}
