//! What a release changes in Remotion's policies, in sentences for the change log.

use super::compact::Document;
use super::facts::Policies;

/// An action on a resource.
type Permission = (String, String);

/// One sentence for all that came to a policy, and one for all that went. None where both print the same.
pub(super) fn sentences(old: &Policies, new: &Policies) -> Result<Vec<String>, String> {
    let mut sentences = Vec::new();
    for (policy, old, new) in [("user", &old.user, &new.user), ("role", &old.role, &new.role)] {
        let mut said = Vec::new();
        for (partition, new) in new {
            let Some(old) = old.get(partition) else {
                sentences.push(format!("There is a {policy} policy for `{partition}`."));
                continue;
            };
            // What came to the policy of every partition is said once.
            let found: Vec<_> = difference(old, new)?.into_iter().filter(|sentence| !said.contains(sentence)).collect();
            let place = if partition == "aws" { String::new() } else { format!(" for `{partition}`") };
            sentences.extend(found.iter().map(|change| format!("The {policy} policy{place} {change}.")));
            said.extend(found);
        }
    }
    Ok(sentences)
}

fn difference(old: &str, new: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for (verb, names) in [("adds", added(old, new)?), ("no longer has", added(new, old)?)] {
        if !names.is_empty() {
            found.push(format!("{verb} {}", names.join(", ")));
        }
    }
    if found.is_empty() && old != new {
        found.push("is written in another way and grants the same".into());
    }
    Ok(found)
}

/// What the new text grants and the old one does not; code is between backticks.
pub(super) fn added(old: &str, new: &str) -> Result<Vec<String>, String> {
    let (before, after) = (permissions(old)?, permissions(new)?);
    let mut names: Vec<String> = Vec::new();
    for (action, resource) in after.iter().filter(|permission| !before.contains(permission)) {
        // Of an action that was there before, the news is the resource.
        let known = before.iter().any(|(known, _)| known == action);
        let name = if known { format!("`{action}` on `{resource}`") } else { format!("`{action}`") };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// Resources without `arn:{partition}:`, so that the same change in two partitions reads the same.
fn permissions(text: &str) -> Result<Vec<Permission>, String> {
    let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut permissions = Vec::new();
    for statement in &document.statement {
        for action in &statement.action {
            for resource in &statement.resource {
                let tail = resource.splitn(3, ':').nth(2).unwrap_or(resource);
                permissions.push((action.clone(), tail.to_owned()));
            }
        }
    }
    Ok(permissions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Policies whose role is empty and whose user has one Statement, in both partitions.
    fn policies(actions: &[&str], resources: &[&str]) -> Policies {
        let printed = |partition: &str, actions: &[&str], resources: &[&str]| {
            let resources: Vec<_> = resources.iter().map(|tail| format!("arn:{partition}:{tail}")).collect();
            let text = format!(
                r#"{{"Version": "2012-10-17", "Statement": [{{"Sid": "0", "Effect": "Allow", "Action": {actions:?},
                "Resource": {resources:?}}}]}}"#
            );
            (partition.to_owned(), text)
        };
        let user = ["aws", "aws-cn"].map(|partition| printed(partition, actions, resources));
        let role = ["aws", "aws-cn"].map(|partition| printed(partition, &[], &[]));
        Policies { user: BTreeMap::from(user), role: BTreeMap::from(role) }
    }

    #[test]
    fn policies_that_are_the_same_have_no_sentence() {
        let same = policies(&["s3:GetObject"], &["s3:::a"]);
        assert_eq!(sentences(&same, &same), Ok(vec![]));
    }

    #[test]
    fn a_new_action_is_named_without_its_resources_and_once_for_both_partitions() {
        let (old, new) = (policies(&["a:B"], &["s3:::a"]), policies(&["a:B", "a:C", "a:D"], &["s3:::a"]));
        assert_eq!(sentences(&old, &new), Ok(vec!["The user policy adds `a:C`, `a:D`.".into()]));
        assert_eq!(sentences(&new, &old), Ok(vec!["The user policy no longer has `a:C`, `a:D`.".into()]));
    }

    #[test]
    fn a_new_resource_of_a_known_action_is_named_with_it() {
        let (old, new) = (policies(&["a:B"], &["s3:::a"]), policies(&["a:B"], &["s3:::a", "s3:::b"]));
        assert_eq!(sentences(&old, &new), Ok(vec!["The user policy adds `a:B` on `s3:::b`.".into()]));
    }

    #[test]
    fn what_only_one_partition_has_is_said_of_it() {
        let old = policies(&["a:B"], &["s3:::a"]);
        let mut new = old.clone();
        let text = new.user["aws-cn"].replace("a:B", "a:C");
        new.user.insert("aws-cn".into(), text);
        let expected =
            ["The user policy for `aws-cn` adds `a:C`.", "The user policy for `aws-cn` no longer has `a:B`."];
        assert_eq!(sentences(&old, &new), Ok(expected.map(String::from).to_vec()));
    }

    #[test]
    fn another_order_is_not_passed_over() {
        let (old, new) = (policies(&["a:B", "a:C"], &["s3:::a"]), policies(&["a:C", "a:B"], &["s3:::a"]));
        let sentence = "The user policy is written in another way and grants the same.";
        assert_eq!(sentences(&old, &new), Ok(vec![sentence.into()]));
    }
}
