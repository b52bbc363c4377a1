//! Pulumi, in TypeScript: a whole program.

use super::braces::{self, single_quoted, small, TYPESCRIPT};
use super::{header, Deployment, How};
use crate::diagnostics::fill;

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    let document = braces::policy(&TYPESCRIPT, sheet.policy, "  ");
    let made = &sheet.made;
    let (mut provided, mut last) = (String::new(), String::new());
    if let Some(provider) = sheet.provider() {
        let variable = small(&provider.id(""));
        provided = provider.fill(PROVIDER, single_quoted, ", ", [&provider.id("-"), &variable]);
        last = fill(AFTER_PROVIDER, &[&variable]);
    }
    // A role has no variable.
    let variable = if made.how == How::Role { last } else { small(&made.id("")) };
    let text = made.fill([MANAGED, INLINE, ROLE], single_quoted, [&document, &made.id("-"), &variable]);
    [&header(&sheet.header, "// "), "import * as aws from '@pulumi/aws';\n\n", &provided, &text].concat()
}

const MANAGED: &str = "const {5} = new aws.iam.Policy('{4}', {
  name: {0},
  policy: JSON.stringify({3}),
});

new aws.iam.{6}PolicyAttachment('{4}', {
  {1}: {2},
  policyArn: {5}.arn,
});
";

const INLINE: &str = "new aws.iam.{6}Policy('{4}', {
  name: {0},
  {1}: {2},
  policy: JSON.stringify({3}),
});
";

const ROLE: &str = "new aws.iam.Role('{4}', {
  name: {0},
  assumeRolePolicy: JSON.stringify({3}),
}{5});
";

const PROVIDER: &str = "const {4} = new aws.iam.OpenIdConnectProvider('{3}', {
  url: {0},
  clientIdLists: [{1}],
}, {retainOnDelete: true});

";

const AFTER_PROVIDER: &str = ", {dependsOn: {0}}";
