//! AWS CLI in a POSIX shell: a script for `sh`, handed over in a here-document.
//!
//! So it can be pasted into any shell: `sh` runs it whatever the reader's own shell makes of comments, and `set -eu`
//! ends that `sh` and no window. Nothing in a quoted here-document is special but the line that ends it, which no line
//! of JSON can be.
//!
//! A policy of that name is looked for in a list, and not by asking for it and taking any failure for its absence: what
//! else can fail, such as missing rights, then stops the script with the CLI's own words. The policy is looked for by
//! name, because its ARN holds an account id that nobody typed.
//!
//! What a script replaces it says before it does so, and keeps: a managed policy's text as a version of it, of which IAM
//! has five; a trust relationship by printing it, by way of a variable because the CLI would open a pager. An inline
//! policy of that name is one of ours, and the comment at the head says that it goes. A text that is in force already
//! is not replaced, and makes no version: the CLI prints JSON as [`crate::policy`] does, but with four spaces.
//!
//! IAM is one for all regions, so `--region` is written for China only: the one IAM endpoint there is found from it.

use super::{ascii, header, Deployment};
use crate::diagnostics::fill;
use crate::partition::Partition;

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    [BEGIN, &header(&sheet.header, "# "), STRICT, &commands(sheet), END].concat()
}

/// What begins a script, and what ends it; between its comment and its commands.
pub(super) const BEGIN: &str = "sh <<'SCRIPT'\n";
pub(super) const STRICT: &str = "set -eu\n\n";
pub(super) const END: &str = "SCRIPT\n";

pub(super) fn commands(sheet: &Deployment<'_>) -> String {
    let region = region(sheet.partition);
    let mut text = "policy() {\n  cat <<'POLICY'\n".to_string();
    text.push_str(&ascii(&sheet.policy.to_json()));
    text.push_str("\nPOLICY\n}\n\n");
    if let Some(provider) = sheet.provider() {
        text.push_str(&provider.fill(PROVIDER, quote, " ", [region, &quote(&provider.json_audiences())]));
    }
    text.push_str(&sheet.made.fill([MANAGED, INLINE, ROLE], quote, [region, "", ""]));
    text
}

/// Makes the instance profile of a role, unless it has one.
pub(super) fn instance_profile(role: &str, partition: Partition) -> String {
    fill(PROFILE, &[&quote(role), region(partition)])
}

/// As an option, with the space before it.
pub(super) fn region(partition: Partition) -> &'static str {
    match partition {
        Partition::AwsCn => " --region cn-north-1",
        _ => "",
    }
}

const MANAGED: &str = r#"name={0}
{1}={2}
aws iam get-{1}{3} --{1}-name="${1}" >/dev/null

arn=$(aws iam list-policies{3} --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text)
if [ -z "$arn" ]; then
  arn=$(aws iam create-policy{3} --policy-name "$name" --policy-document "$(policy)" --query Policy.Arn --output text)
else
  was=$(aws iam list-policy-versions{3} --policy-arn "$arn" --query 'Versions[?IsDefaultVersion].VersionId' --output text)
  text=$(aws iam get-policy-version{3} --policy-arn "$arn" --version-id "$was" --query PolicyVersion.Document --output json)
  if [ "$(printf '%s\n' "$text" | sed 's/^ *//')" != "$(policy | sed 's/^ *//')" ]; then
    old=$(aws iam list-policy-versions{3} --policy-arn "$arn" --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text)
    if [ "$(echo "$old" | wc -w)" -ge 4 ]; then
      echo "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version{3} --policy-arn $arn --version-id VERSION, and run this again." >&2
      exit 1
    fi
    echo "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
    echo "aws iam set-default-policy-version{3} --policy-arn $arn --version-id $was"
    aws iam create-policy-version{3} --policy-arn "$arn" --policy-document "$(policy)" --set-as-default >/dev/null
  fi
fi
aws iam attach-{1}-policy{3} --{1}-name="${1}" --policy-arn "$arn"
echo "$arn is attached to {1} ${1}."
"#;

const INLINE: &str = r#"name={0}
{1}={2}
aws iam put-{1}-policy{3} --{1}-name="${1}" --policy-name "$name" --policy-document "$(policy)"
echo "$name is on {1} ${1}."
"#;

/// One that exists keeps its other audiences. Version 1 of the CLI would fetch an audience that is the address of a page,
/// and takes its text in place of it; in JSON it does not.
const PROVIDER: &str = r#"provider={2}
found=$(aws iam list-open-id-connect-providers{3} --query "OpenIDConnectProviderList[?Arn=='$provider'].Arn" --output text)
if [ -z "$found" ]; then
  aws iam create-open-id-connect-provider{3} --url {0} --client-id-list {4} >/dev/null
else
  for audience in {1}; do
    known=$(aws iam get-open-id-connect-provider{3} --open-id-connect-provider-arn "$provider" --query "ClientIDList[?@=='$audience']" --output text)
    [ -n "$known" ] || aws iam add-client-id-to-open-id-connect-provider{3} --cli-input-json "{\"OpenIDConnectProviderArn\": \"$provider\", \"ClientID\": \"$audience\"}"
  done
fi

"#;

/// The CLI itself compares the two as JSON: what is typed may have characters that it prints otherwise.
const ROLE: &str = r#"role={0}
found=$(aws iam list-roles{3} --query "Roles[?RoleName=='$role'].RoleName" --output text)
if [ -z "$found" ]; then
  aws iam create-role{3} --role-name="$role" --assume-role-policy-document "$(policy)" >/dev/null
else
  same=$(aws iam get-role{3} --role-name="$role" --query "Role.AssumeRolePolicyDocument == \`$(policy | sed 's/`/\\`/g')\`" --output text)
  if [ "$same" != True ]; then
    text=$(aws iam get-role{3} --role-name="$role" --query Role.AssumeRolePolicyDocument --output json)
    printf '%s\n' "Role $role exists. This replaces its trust relationship, which was:" "$text"
    aws iam update-assume-role-policy{3} --role-name="$role" --policy-document "$(policy)"
  fi
fi
echo "Role $role has this trust relationship."
"#;

const PROFILE: &str = r#"role={0}
found=$(aws iam list-instance-profiles-for-role{1} --role-name="$role" --query 'InstanceProfiles[].InstanceProfileName' --output text)
if [ -z "$found" ]; then
  found=$(aws iam list-instance-profiles{1} --query "InstanceProfiles[?InstanceProfileName=='$role'].InstanceProfileName" --output text)
  [ -n "$found" ] || aws iam create-instance-profile{1} --instance-profile-name="$role" >/dev/null
  aws iam add-role-to-instance-profile{1} --instance-profile-name="$role" --role-name="$role"
fi
echo "Role $role has an instance profile."
"#;

/// A word in single quotes. The names that come here hold none ([`crate::setup::names`]), but a grammar is kept whole.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = "'".to_string();
    for character in text.chars() {
        match character {
            '\'' => quoted.push_str("'\\''"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_shell_reads_a_word_as_it_was() {
        for (text, want) in [("a-b", "'a-b'"), ("it's", r"'it'\''s'"), ("$x `y` \\ \"", r#"'$x `y` \ "'"#)] {
            assert_eq!(quote(text), want);
        }
    }
}
