//! Pulumi, in TypeScript: a whole program.

use super::braces::{self, single_quoted, TYPESCRIPT};
use super::{header, Made, Sheet};
use crate::words::fill;

pub(super) fn print(sheet: &Sheet<'_>) -> String {
    let document = braces::policy(&TYPESCRIPT, sheet.policy, "  ");
    let (template, name, class, kind, to) = match &sheet.made {
        Made::Managed { name, to } => (MANAGED, name, to.type_name(), to.kind(), to.name()),
        Made::Inline { name, to } => (INLINE, name, to.type_name(), to.kind(), to.name()),
        Made::Role { name } => (ROLE, name, "", "", ""),
    };
    let mut text = header(sheet, "// ");
    text.push_str("import * as aws from '@pulumi/aws';\n\n");
    text.push_str(&fill(template, &[class, &single_quoted(name), kind, &single_quoted(to), &document]));
    text
}

const MANAGED: &str = "const policy = new aws.iam.Policy('remotion-policy', {
  name: {1},
  policy: JSON.stringify({4}),
});

new aws.iam.{0}PolicyAttachment('remotion-policy-attachment', {
  {2}: {3},
  policyArn: policy.arn,
});
";

const INLINE: &str = "new aws.iam.{0}Policy('remotion-policy', {
  name: {1},
  {2}: {3},
  policy: JSON.stringify({4}),
});
";

const ROLE: &str = "new aws.iam.Role('remotion-role', {
  name: {1},
  assumeRolePolicy: JSON.stringify({4}),
});
";
