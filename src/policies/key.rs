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
    let function = inputs.function_role.as_ref();
    let account = account_of(inputs, key, function);
    let mut statements = vec![through_s3(
        inputs,
        key,
        account,
        Statement::of_resource(
            "RemotionRenderFunction",
            principal(inputs, account, "role/", function),
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
        let account = account_of(inputs, key, Some(&reader.name));
        let whom = principal(inputs, account, head, Some(&reader.name));
        let statement =
            Statement::of_resource("RemotionReader", whom, &[("kms:Decrypt", reason)], vec!["*".to_string()]);
        statements.push(through_s3(inputs, key, account, statement));
    }
    if let Some(distribution) = inputs.distribution_arn() {
        statements.push(read_by_cloudfront(distribution, "kms:Decrypt", "*".to_string()));
    }
    statements
}

/// The account of a role or user: that of its ARN, the reader's own, or the key's.
fn account_of<'a>(inputs: &'a Inputs, key: &'a KmsKey, whom: Option<&'a Role>) -> &'a str {
    let named = whom.and_then(|whom| whom.account.as_deref());
    named.or(inputs.account_id.as_deref()).unwrap_or(&key.account)
}

/// Those of them that are not the key's, whose own policies have to allow the use of the key too.
pub(super) fn other_accounts(inputs: &Inputs) -> Vec<&str> {
    let Some(key) = &inputs.kms_key else { return Vec::new() };
    let reader = inputs.reader().map(|reader| account_of(inputs, key, Some(&reader.name)));
    let mut accounts = vec![account_of(inputs, key, inputs.function_role.as_ref())];
    accounts.extend(reader.filter(|account| !accounts.contains(account)));
    accounts.retain(|account| *account != key.account);
    accounts
}

fn principal(inputs: &Inputs, account: &str, head: &str, role: Option<&Role>) -> Principal {
    let name = role.map_or_else(|| FUNCTION_ROLE.to_string(), |role| marked(&role.full_name()));
    Principal::Aws(fill("arn:{0}:iam::{1}:{2}{3}", &[inputs.partition.name(), &mark(account), head, &name]))
}

/// The key serves what S3 asks of it for principals of one account.
fn through_s3(inputs: &Inputs, key: &KmsKey, account: &str, statement: Statement) -> Statement {
    let suffix = if inputs.partition == Partition::AwsCn { ".cn" } else { "" };
    let service = ["s3.", &mark(&key.region), ".amazonaws.com", suffix].concat();
    statement.only_if("StringEquals", "kms:ViaService", vec![service]).only_if(
        "StringEquals",
        "kms:CallerAccount",
        vec![mark(account)],
    )
}
