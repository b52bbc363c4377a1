//! AWS CLI in PowerShell: a script block, so that it can be pasted as a whole and leaves no variable behind.
//!
//! Windows PowerShell 5.1 takes the quotes out of arguments it gives to programs, so the JSON goes through a file. It
//! has no setting that stops at a program's failure either, and takes what one writes to standard error for a failure
//! of its own when that is redirected: hence the function around `aws`, and no redirection.

use super::aws_cli::region;
use super::{ascii, header, Deployment};
use crate::diagnostics::fill;

pub(super) fn print(sheet: &Deployment<'_>) -> String {
    let mut text = header(&sheet.header, "# ");
    text.push_str("& {\n  $ErrorActionPreference = 'Stop'\n  $policy = @'\n");
    text.push_str(&ascii(&sheet.policy.to_json()));
    text.push_str("\n'@\n");
    let region = region(sheet.partition);
    let first = sheet.provider().map_or_else(String::new, |provider| {
        provider.fill(PROVIDER, quote, ", ", [&quote(&provider.json_audiences()), ""])
    });
    let steps = sheet.made.fill([MANAGED, INLINE, ROLE], quote, [region, "", ""]);
    text.push_str(&fill(FRAME, &[region, &first, &steps]));
    text
}

const FRAME: &str = r#"
  function Invoke-Iam {
    aws iam @args{0}
    if ($LASTEXITCODE -ne 0) { throw "aws iam $($args[0]) failed, and nothing after it was done." }
  }

  $file = [IO.Path]::GetTempFileName()
  try {
{1}    [IO.File]::WriteAllText($file, $policy)
{2}  } finally {
    Remove-Item $file
  }
}
"#;

const MANAGED: &str = r#"    $name = {0}
    ${1} = {2}
    Invoke-Iam get-{1} "--{1}-name=${1}" | Out-Null
    $arn = Invoke-Iam list-policies --scope Local --query "Policies[?PolicyName=='$name'].Arn" --output text
    if (-not $arn) {
      $arn = Invoke-Iam create-policy --policy-name $name --policy-document "file://$file" --query Policy.Arn --output text
    } else {
      $was = Invoke-Iam list-policy-versions --policy-arn $arn --query 'Versions[?IsDefaultVersion].VersionId' --output text
      $text = Invoke-Iam get-policy-version --policy-arn $arn --version-id $was --query PolicyVersion.Document --output json
      if (($text -join "`n" -replace '\r?\n *') -cne ($policy -replace '\r?\n *')) {
        $old = Invoke-Iam list-policy-versions --policy-arn $arn --query 'Versions[?IsDefaultVersion==`false`].VersionId' --output text
        if ("$old".Split().Count -ge 4) {
          throw "Nothing was changed: $name has five versions, the most that IAM keeps. Delete one of $old with: aws iam delete-policy-version{3} --policy-arn $arn --version-id VERSION, and run this again."
        }
        "$name exists. This replaces its text, and keeps the old one as version $was. To go back:"
        "aws iam set-default-policy-version{3} --policy-arn $arn --version-id $was"
        Invoke-Iam create-policy-version --policy-arn $arn --policy-document "file://$file" --set-as-default | Out-Null
      }
    }
    Invoke-Iam attach-{1}-policy "--{1}-name=${1}" --policy-arn $arn
    "$arn is attached to {1} ${1}."
"#;

const INLINE: &str = r#"    $name = {0}
    ${1} = {2}
    Invoke-Iam put-{1}-policy "--{1}-name=${1}" --policy-name $name --policy-document "file://$file"
    "$name is on {1} ${1}."
"#;

/// Version 1 of the CLI would fetch an audience that is the address of a page, so it goes through the file too.
const PROVIDER: &str = r#"    $provider = {2}
    $found = Invoke-Iam list-open-id-connect-providers --query "OpenIDConnectProviderList[?Arn=='$provider'].Arn" --output text
    if (-not $found) {
      [IO.File]::WriteAllText($file, {3})
      Invoke-Iam create-open-id-connect-provider --url {0} --client-id-list "file://$file" | Out-Null
    } else {
      $known = Invoke-Iam get-open-id-connect-provider --open-id-connect-provider-arn $provider --query ClientIDList --output text
      foreach ($audience in {1}) {
        if ("$known".Split() -cnotcontains $audience) {
          [IO.File]::WriteAllText($file, $audience)
          Invoke-Iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn $provider --client-id "file://$file"
        }
      }
    }
"#;

const ROLE: &str = r#"    $role = {0}
    $found = Invoke-Iam list-roles --query "Roles[?RoleName=='$role'].RoleName" --output text
    if (-not $found) {
      Invoke-Iam create-role "--role-name=$role" --assume-role-policy-document "file://$file" | Out-Null
    } else {
      $text = Invoke-Iam get-role "--role-name=$role" --query Role.AssumeRolePolicyDocument --output json
      "Role $role exists. This replaces its trust relationship, which was:"
      $text
      Invoke-Iam update-assume-role-policy "--role-name=$role" --policy-document "file://$file"
    }
    "Role $role has this trust relationship."
"#;

/// In single quotes, where only `'` is special and is doubled.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = "'".to_string();
    for character in text.chars() {
        if character == '\'' {
            quoted.push('\'');
        }
        quoted.push(character);
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn powershell_reads_a_word_as_it_was() {
        for (text, want) in [("a-b", "'a-b'"), ("it's", "'it''s'"), ("$x `n \"", "'$x `n \"'")] {
            assert_eq!(quote(text), want);
        }
    }
}
