//! AWS CDK, version 2, in TypeScript: a whole app, so that `npx tsx` or `cdk deploy --app` runs it as it stands.
//!
//! Constructs of level 1, because those of level 2 would not leave the policy as it is: `PolicyDocument` sorts, merges
//! and takes the brackets off lists of one, and a `Role` takes no trust relationship as JSON.

use super::braces::{self, single_quoted, TYPESCRIPT};
use super::{header, Made, Sheet};
use crate::words::fill;

pub(super) fn print(sheet: &Sheet<'_>) -> String {
    let document = braces::policy(&TYPESCRIPT, sheet.policy, "  ");
    let (template, class, name, kind, to) = match &sheet.made {
        Made::Managed { name, to } => (POLICY, "ManagedPolicy", name, to.kind(), to.name()),
        Made::Inline { name, to } => (POLICY, "Policy", name, to.kind(), to.name()),
        Made::Role { name } => (ROLE, "Role", name, "", ""),
    };
    let property = if class == "ManagedPolicy" { "managedPolicyName" } else { "policyName" };
    let mut text = header(sheet, "// ");
    text.push_str(&fill(HEAD, &[class]));
    text.push_str(&fill(template, &[class, property, &single_quoted(name), kind, &single_quoted(to), &document]));
    text
}

const HEAD: &str = "import {App, Stack} from 'aws-cdk-lib';
import {Cfn{0}} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'RemotionPermissions');

";

const POLICY: &str = "new Cfn{0}(stack, 'RemotionPolicy', {
  {1}: {2},
  {3}s: [{4}],
  policyDocument: {5},
});
";

const ROLE: &str = "new Cfn{0}(stack, 'RemotionRole', {
  roleName: {2},
  assumeRolePolicyDocument: {5},
});
";
