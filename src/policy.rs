//! A policy document, its one printer, and its size as IAM counts it.

use crate::json::Json;
use serde::{Serialize, Serializer};

/// A policy document of version `2012-10-17`.
/// Grammar: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Policy {
    pub(crate) version: &'static str,
    /// In the order they are printed.
    #[serde(rename = "Statement")]
    pub statements: Vec<Statement>,
    /// Printed in place of the statements, which have the reasons: what the page states, or what is no policy of its own.
    #[serde(skip)]
    pub(crate) text: Option<String>,
}

/// One statement. Elements print in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Statement {
    /// Letters and digits only, unique in the document.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub sid: &'static str,
    pub(crate) effect: &'static str,
    /// In a trust policy and in one of a bucket or key; an identity policy has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
    /// `service:Name`.
    #[serde(rename = "Action")]
    pub actions: Vec<&'static str>,
    /// ARNs, or `*`. Empty, and then not printed, only in a trust policy.
    #[serde(rename = "Resource", skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// What a request must be like.
    #[serde(rename = "Condition", skip_serializing_if = "Members::is_empty")]
    pub(crate) conditions: Conditions,
    /// Why each action is there, in the order of the actions; empty for one of which this is not known. Not printed.
    #[serde(skip)]
    pub reasons: Vec<String>,
}

/// Who may assume a role, read a bucket or use a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Principal {
    /// AWS services, such as `lambda.amazonaws.com`.
    Service(Values),
    /// The ARN of an account's root, of a role or of a user.
    #[serde(rename = "AWS")]
    Aws(String),
    /// The ARN of an identity provider.
    Federated(String),
    /// Everybody, also those whom nobody knows.
    #[serde(rename = "*")]
    Anyone,
}

/// Operators, the keys each is asked about, and the values it takes for them.
pub(crate) type Conditions = Members<Members<Values>>;

/// An object of JSON whose members keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Members<T>(pub(crate) Vec<(String, T)>);

/// One value is printed alone, several as an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values(pub(crate) Vec<String>);

impl<T> Members<T> {
    /// Without [`crate::SETUPS`] there are none.
    fn is_empty(&self) -> bool {
        !crate::SETUPS || self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Members<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

impl Principal {
    /// One AWS service.
    pub(crate) fn service(name: &str) -> Principal {
        Principal::Service(Values(vec![name.to_string()]))
    }
}

impl Statement {
    /// A statement of an identity policy, without reasons.
    pub(crate) fn allow(sid: &'static str, actions: Vec<&'static str>, resources: Vec<String>) -> Statement {
        let (conditions, reasons) = (Members(Vec::new()), Vec::new());
        Statement { sid, effect: "Allow", principal: None, actions, resources, conditions, reasons }
    }

    /// The statement of a trust policy: `principal` may assume the role.
    pub(crate) fn trust(sid: &'static str, principal: Principal, reason: &str) -> Statement {
        Statement {
            sid,
            effect: "Allow",
            principal: Some(principal),
            actions: vec!["sts:AssumeRole"],
            resources: Vec::new(),
            conditions: Members(Vec::new()),
            reasons: vec![reason.to_string()],
        }
    }

    /// A statement of a policy that belongs to a bucket or key: each action with its reason.
    pub(crate) fn of_resource(
        sid: &'static str,
        principal: Principal,
        actions: &[(&'static str, &str)],
        resources: Vec<String>,
    ) -> Statement {
        let (actions, reasons) = actions.iter().map(|(action, reason)| (*action, (*reason).to_string())).unzip();
        Statement { principal: Some(principal), reasons, ..Statement::allow(sid, actions, resources) }
    }
}

impl Statement {
    /// The same, if a key of the request has one of these values.
    #[must_use]
    pub(crate) fn only_if(mut self, operator: &str, key: &str, values: Vec<String>) -> Statement {
        let Members(operators) = &mut self.conditions;
        let member = (key.to_string(), Values(values));
        match operators.iter_mut().find(|(name, _)| name == operator) {
            Some((_, Members(keys))) => keys.push(member),
            None => operators.push((operator.to_string(), Members(vec![member]))),
        }
        self
    }
}

impl Policy {
    pub(crate) fn new(statements: Vec<Statement>) -> Policy {
        Policy { version: "2012-10-17", statements, text: None }
    }

    /// The text as `JSON.stringify(policy, null, 2)` prints it, which is how Remotion prints its own.
    ///
    /// One that has a text of its own is that text.
    pub fn to_json(&self) -> String {
        if let Some(text) = &self.text {
            return text.clone();
        }
        // Printing strings and sequences into memory has no way to fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The same for the forms that write it in another grammar.
    pub(crate) fn document(&self) -> Json {
        // There is no JSON printed here that cannot be read.
        Json::read(&self.to_json()).unwrap_or(Json::Bare(String::new()))
    }
}

/// Characters of a policy as IAM counts them against its quotas: white space is free.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii_whitespace()).count()
}
