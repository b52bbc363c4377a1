//! AWS CDK, version 2, in TypeScript: a whole app, so that `npx tsx` or `cdk deploy --app` runs it as it stands.
//!
//! Constructs of level 1, because those of level 2 would not leave the policy as it is: `PolicyDocument` sorts, merges
//! and takes the brackets off lists of one, and a `Role` takes no trust relationship as JSON.

use super::braces::{self, single_quoted, small, TYPESCRIPT};
use super::{header, Deployment};
use crate::diagnostics::fill;

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    let made = &sheet.made;
    let document = braces::policy(&TYPESCRIPT, sheet.policy, "  ");
    let (mut provided, mut imports, mut last) = (String::new(), ["", ""], String::new());
    if let Some(provider) = sheet.provider() {
        let variable = provider.id("");
        provided = provider.fill(PROVIDER, single_quoted, ", ", [&variable, &small(&variable)]);
        (imports, last) = (["RemovalPolicy, ", "CfnOIDCProvider, "], fill(AFTER_PROVIDER, &[&small(&variable)]));
    }
    let class = made.pick(["ManagedPolicy", "Policy", "Role"]);
    let [library, iam] = imports;
    let head = fill(HEAD, &[class, &made.id("-"), &made.id(""), library, iam, &provided]);
    let text = made.fill([MANAGED, INLINE, ROLE], single_quoted, [&document, &last, ""]);
    [header(&sheet.header, "// "), head, text].concat()
}

const HEAD: &str = "import {App, {3}Stack} from 'aws-cdk-lib';
import {{4}Cfn{0}} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), '{1}');

{5}new Cfn{0}(stack, '{2}', {
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
}){4};
";

const PROVIDER: &str = "const {4} = new CfnOIDCProvider(stack, '{3}', {
  url: {0},
  clientIdList: [{1}],
});
{4}.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

";

const AFTER_PROVIDER: &str = ".addDependency({0})";
