//! Pulumi, in TypeScript: a whole program.

use super::braces::{self, single_quoted, TYPESCRIPT};
use super::{header, Deployment};

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    let document = braces::policy(&TYPESCRIPT, sheet.policy, "  ");
    let mut variable = sheet.made.id("");
    if let Some(first) = variable.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let values = [document.as_str(), &sheet.made.id("-"), &variable];
    let text = sheet.made.fill([MANAGED, INLINE, ROLE], single_quoted, values);
    [&header(sheet, "// "), "import * as aws from '@pulumi/aws';\n\n", &text].concat()
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
});
";
