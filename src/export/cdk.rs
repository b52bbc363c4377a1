//! AWS CDK, version 2, in TypeScript: a whole app, so that `npx tsx` or `cdk deploy --app` runs it as it stands.
//!
//! Constructs of level 1, because those of level 2 would not leave the policy as it is: `PolicyDocument` sorts, merges
//! and takes the brackets off lists of one, and a `Role` takes no trust relationship as JSON.

use super::braces::{self, single_quoted, TYPESCRIPT};
use super::{header, Deployment};
use crate::diagnostics::fill;

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    let made = &sheet.made;
    let document = braces::policy(&TYPESCRIPT, sheet.policy, "  ");
    let head = fill(HEAD, &[made.pick(["ManagedPolicy", "Policy", "Role"]), &made.id("-"), &made.id("")]);
    let text = made.fill([MANAGED, INLINE, ROLE], single_quoted, [&document, "", ""]);
    [header(sheet, "// "), head, text].concat()
}

const HEAD: &str = "import {App, Stack} from 'aws-cdk-lib';
import {Cfn{0}} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), '{1}');

new Cfn{0}(stack, '{2}', {
";

const MANAGED: &str = "  managedPolicyName: {0},
  {1}s: [{2}],
  policyDocument: {3},
});
";

const INLINE: &str = "  policyName: {0},
  {1}s: [{2}],
  policyDocument: {3},
});
";

const ROLE: &str = "  roleName: {0},
  assumeRolePolicyDocument: {3},
});
";
