//! The texts taken apart: each action, resource and Statement once, everything else a list of numbers.
//!
//! The table ends up in a module that readers of a documentation page wait for, so it holds no text twice. Texts of
//! different versions share nearly all Statements, and those of different partitions differ in little more than the
//! head of their ARNs, so a resource is kept without `arn:{partition}:`.

use super::facts::{Facts, Policies};
use semver::Version;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything in the order it first appears, oldest version first.
#[derive(Debug, Default)]
pub(super) struct Compact {
    pub(super) actions: Vec<String>,
    /// `*`, or an ARN from its service on: `s3:::remotionlambda-*`.
    pub(super) resources: Vec<String>,
    pub(super) statements: Vec<Row>,
    /// Places in `statements`.
    pub(super) policies: Vec<Vec<u8>>,
    pub(super) aws: Vec<Span>,
    pub(super) aws_cn: Vec<Span>,
}

/// A Statement. Every one of Remotion's allows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) sid: String,
    /// Places in `actions`.
    pub(super) actions: Vec<u8>,
    /// Places in `resources`.
    pub(super) resources: Vec<u8>,
}

/// Versions that print the same in one partition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Version,
    pub(super) to: Version,
    /// Place in `policies`.
    pub(super) user: u8,
    pub(super) role: u8,
}

/// A policy as Remotion prints it. Reading one refuses whatever else there might be in it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(super) struct Document {
    version: String,
    pub(super) statement: Vec<Statement>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(super) struct Statement {
    pub(super) sid: String,
    pub(super) effect: String,
    pub(super) action: Vec<String>,
    pub(super) resource: Vec<String>,
}

impl Compact {
    pub(super) fn new(facts: &Facts) -> Result<Compact, String> {
        let mut compact = Compact::default();
        for (version, policies) in &facts.samples {
            let named = |problem| format!("Remotion {version}: {problem}");
            let aws = compact.span(version, policies, "aws").map_err(named)?;
            extend(&mut compact.aws, aws.ok_or_else(|| named("nothing for aws".into()))?);
            match compact.span(version, policies, "aws-cn").map_err(named)? {
                Some(span) => extend(&mut compact.aws_cn, span),
                None if compact.aws_cn.is_empty() => {}
                None => return Err(named("aws-cn, which an older version knows, is gone".into())),
            }
            let mut partitions = policies.user.keys().chain(policies.role.keys());
            if let Some(other) = partitions.find(|name| *name != "aws" && *name != "aws-cn") {
                return Err(named(format!("there is no place for the partition {other}")));
            }
        }
        Ok(compact)
    }

    /// `None` when the version does not know the partition.
    fn span(&mut self, version: &Version, policies: &Policies, partition: &str) -> Result<Option<Span>, String> {
        let text = |printed: &BTreeMap<String, String>| printed.get(partition).cloned();
        match (text(&policies.user), text(&policies.role)) {
            (Some(user), Some(role)) => Ok(Some(Span {
                from: version.clone(),
                to: version.clone(),
                user: self.policy(&user, partition)?,
                role: self.policy(&role, partition)?,
            })),
            (None, None) => Ok(None),
            _ => Err(format!("only one of its policies is for {partition}")),
        }
    }

    /// Takes a text apart, and makes sure that putting it together gives the same bytes.
    fn policy(&mut self, text: &str, partition: &str) -> Result<u8, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut rows = Vec::new();
        for statement in document.statement {
            let mut row = Row { sid: statement.sid, actions: Vec::new(), resources: Vec::new() };
            for action in statement.action {
                row.actions.push(place(&mut self.actions, action)?);
            }
            for resource in statement.resource {
                row.resources.push(place(&mut self.resources, headless(&resource, partition)?)?);
            }
            rows.push(place(&mut self.statements, row)?);
        }
        let policy = place(&mut self.policies, rows)?;
        match self.text(policy, partition) {
            Some(again) if again == text => Ok(policy),
            _ => Err("its text has a form the table cannot give back".into()),
        }
    }

    /// The text of a policy, put together from its parts.
    fn text(&self, policy: u8, partition: &str) -> Option<String> {
        let statement = |row: &u8| {
            let row = at(&self.statements, row)?;
            let actions = row.actions.iter().map(|action| at(&self.actions, action).cloned());
            let resources = row.resources.iter().map(|resource| {
                Some(match at(&self.resources, resource)?.as_str() {
                    "*" => "*".into(),
                    tail => format!("arn:{partition}:{tail}"),
                })
            });
            Some(Statement {
                sid: row.sid.clone(),
                effect: "Allow".into(),
                action: actions.collect::<Option<_>>()?,
                resource: resources.collect::<Option<_>>()?,
            })
        };
        let rows = at(&self.policies, &policy)?;
        let statements = rows.iter().map(statement).collect::<Option<_>>()?;
        let document = Document { version: "2012-10-17".into(), statement: statements };
        serde_json::to_string_pretty(&document).ok()
    }
}

/// A resource without `arn:{partition}:`.
fn headless(resource: &str, partition: &str) -> Result<String, String> {
    if resource == "*" {
        return Ok("*".into());
    }
    let tail = resource.strip_prefix(&format!("arn:{partition}:"));
    tail.map(String::from).ok_or_else(|| format!("{resource} is not of the partition {partition}"))
}

fn at<'a, T>(list: &'a [T], place: &u8) -> Option<&'a T> {
    list.get(usize::from(*place))
}

/// Where in the list the item is, after putting it at the end of a list that lacks it.
fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> Result<u8, String> {
    let place = list.iter().position(|known| *known == item).unwrap_or(list.len());
    if place == list.len() {
        list.push(item);
    }
    u8::try_from(place).map_err(|_| "there are more than 256 of something the table counts with one byte".into())
}

fn extend(spans: &mut Vec<Span>, span: Span) {
    match spans.last_mut() {
        Some(last) if (last.user, last.role) == (span.user, span.role) => last.to = span.to,
        _ => spans.push(span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of one version that prints `user` for aws, and a policy without Statements for the role.
    fn compact(user: &str) -> Result<Compact, String> {
        let printed = |text: &str| BTreeMap::from([("aws".to_string(), text.to_string())]);
        let role = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": []\n}";
        let policies = Policies { user: printed(user), role: printed(role) };
        let samples = BTreeMap::from([(Version::new(4, 0, 1), policies)]);
        Compact::new(&Facts { samples, ..Facts::default() })
    }

    const GOOD: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "0",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::a/*",
        "*"
      ]
    }
  ]
}"#;

    #[test]
    fn an_arn_loses_its_head_and_a_star_stays() {
        assert_eq!(compact(GOOD).unwrap().resources, ["s3:::a/*", "*"]);
    }

    #[test]
    fn what_the_table_cannot_give_back_is_refused() {
        let refused = |from: &str, to: &str| compact(&GOOD.replace(from, to)).unwrap_err();
        let form = "Remotion 4.0.1: its text has a form the table cannot give back";
        assert_eq!(refused("Allow", "Deny"), form);
        assert_eq!(refused("2012", "2008"), form);
        assert_eq!(refused("  ", "\t"), form);
        assert_eq!(
            refused("      \"Effect\": \"Allow\",\n", "").split(" at line").next(),
            Some("Remotion 4.0.1: missing field `Effect`")
        );
        assert!(refused("\"Sid\": \"0\"", "\"Sid\": \"0\", \"Condition\": {}").contains("unknown field `Condition`"));
        assert!(refused("[\n        \"s3:GetObject\"\n      ]", "\"s3:GetObject\"").contains("expected a sequence"));
        assert_eq!(
            refused("arn:aws:", "arn:aws-cn:"),
            "Remotion 4.0.1: arn:aws-cn:s3:::a/* is not of the partition aws"
        );
    }
}
