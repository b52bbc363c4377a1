//! What pasted texts hold: the documents, whose each is, what is attached by name only, and what was not read.
//!
//! Reading ends here and deciding begins: the check takes an [`Inventory`] and sees neither text nor values.

use super::document::{Absence, Document, Effect, Item, PolicyType, Scope, Span, Statement};
use super::element::{by_name, Names};
use super::finding::{Finding, Unread};
use serde::Serialize;

/// What a set of texts holds.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// In the order they were found.
    pub(crate) documents: Vec<Document>,
    /// Users, groups and roles that the texts name, each once.
    pub(crate) principals: Vec<NamedPrincipal>,
    /// What has a say and is only named: the text does not show what it says.
    pub(crate) attached: Vec<Attached>,
    /// What may hold a policy and was not read.
    pub(crate) unread: Vec<Unread>,
    /// What a text is when it holds no policy.
    pub(crate) instead: Option<Instead>,
    /// In the order they were found; at most 101.
    pub(crate) findings: Vec<Finding>,
    /// A command takes something from a variable or a file.
    pub(super) scripted: bool,
    /// Readers of other languages may read more of it, and are not there.
    pub(crate) wants_readers: bool,
    /// The text holds more than valid JSON, so the readers of other languages must read it too.
    pub(crate) has_more: bool,
    /// Calls of a log that set or removed a policy, by principal and name, in their order.
    pub(super) calls: Names,
}

/// A user, group or role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedPrincipal {
    pub(crate) kind: PrincipalKind,
    /// Its name, or what a template or a heading calls it.
    pub(crate) name: String,
    /// What a template calls it, for its references.
    pub(crate) logical: Option<String>,
    /// From its ARN.
    pub(crate) account: Option<String>,
    /// Of a user, by their places among the principals.
    pub(crate) groups: Vec<usize>,
    /// Where it is named first: the text, and the part of it.
    pub(crate) text: usize,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrincipalKind {
    Role,
    User,
    Group,
}

impl PrincipalKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            PrincipalKind::Role => "role",
            PrincipalKind::User => "user",
            PrincipalKind::Group => "group",
        }
    }
}

/// Something that is only named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attached {
    pub(crate) what: What,
    /// An ARN or a name.
    pub(crate) name: String,
    /// Whose, by their places among the principals; none when the text does not say.
    pub(crate) of: Vec<usize>,
    pub(crate) text: usize,
    pub(crate) span: Span,
}

impl Attached {
    /// A policy that allows everything, which is only named.
    pub(crate) fn allows_all(&self) -> Document {
        let all = || Scope::Only(vec![Item { text: "*".into(), span: self.span.clone() }]);
        let statement = Statement {
            span: self.span.clone(),
            sid: None,
            effect: Effect::Allow,
            principals: None,
            actions: all(),
            resources: all(),
            conditions: Vec::new(),
            doubtful: false,
        };
        Document {
            text: self.text,
            span: self.span.clone(),
            name: self.name.rsplit('/').next().map(str::to_string),
            kind: PolicyType::Identity,
            of: self.of.clone(),
            absent: None,
            perhaps: false,
            arn: Some(self.name.clone()),
            managed: true,
            call: None,
            variables: true,
            statements: vec![statement],
        }
    }
}

/// What something is that is only named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A managed policy.
    Managed,
    /// An inline policy.
    Inline,
    /// A group the user is in.
    Group,
    /// A permissions boundary, or another policy that limits.
    Boundary,
    /// A policy whose text comes to be when it is deployed.
    Unknown,
}

/// What a text is that holds no policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instead {
    /// An error message.
    Error,
    /// Names of policies.
    Names,
    /// What `aws iam simulate-principal-policy` prints.
    Simulation,
}

impl Inventory {
    /// Whether there is nothing in it that is a policy, names one of somebody, or may be one.
    pub(crate) fn holds_nothing(&self) -> bool {
        let refused = |finding: &Finding| finding.severity == crate::diagnostics::Severity::Error;
        let of_somebody = self.attached.iter().any(|attached| !attached.of.is_empty());
        self.documents.is_empty() && !of_somebody && self.unread.is_empty() && !self.findings.iter().any(refused)
    }

    /// Brings together what different parts of the texts say of the same principal or policy.
    pub(crate) fn settle(&mut self) {
        self.replay();
        self.merge_principals();
        self.link();
        let anybody = !self.principals.is_empty() || !self.attached.is_empty();
        for document in &mut self.documents {
            document.of.dedup();
            // A managed policy that the text attaches to nobody is nobody's.
            if anybody && document.managed && document.of.is_empty() {
                match &document.arn {
                    Some(arn) if arn.starts_with("arn:") => {
                        document.absent = document.absent.or(Some(Absence::Unattached))
                    }
                    _ => document.perhaps = true,
                }
            }
        }
    }

    /// Of policies that calls set one after another, only the last is in force.
    fn replay(&mut self) {
        by_name(&mut self.calls);
        let mut stale = vec![false; self.calls.len()];
        for pair in self.calls.windows(2) {
            if let [(name, earlier), (other, _)] = pair {
                if let Some(stale) = stale.get_mut(*earlier) {
                    *stale = name == other;
                }
            }
        }
        for document in &mut self.documents {
            if document.call.is_some_and(|call| stale.get(call) == Some(&true)) {
                document.absent = document.absent.or(Some(Absence::Replaced));
            }
        }
    }

    /// Makes each principal one, however often it is named: the first place stands for all.
    fn merge_principals(&mut self) {
        // A template's own name for it -> its place, to follow references.
        let logical =
            names(self.principals.iter().map(|one| one.logical.as_ref().filter(|name| **name != one.name)).collect());
        let key = |one: &NamedPrincipal| {
            let target = one.logical.as_deref().and_then(|name| self.principals.get(find(&logical, name)?));
            Some([one.kind.name(), "/", target.map_or(&one.name, |target| &target.name)].concat())
        };
        let keys: Vec<Option<String>> = self.principals.iter().map(key).collect();
        let keys = names(keys.iter().map(Option::as_ref).collect());
        let mut first = vec![0; keys.len()];
        let mut last: Option<&(String, usize)> = None;
        for one in &keys {
            let leader = last.filter(|last| last.0 == one.0).unwrap_or(one);
            last = Some(leader);
            if let Some(slot) = first.get_mut(one.1) {
                *slot = leader.1;
            }
            if leader.1 != one.1 {
                let account = self.principals.get(one.1).and_then(|principal| principal.account.clone());
                if let Some(principal) = self.principals.get_mut(leader.1) {
                    principal.account = principal.account.take().or(account);
                    // Of a reference and what it refers to, the latter has the name.
                    principal.name = leader.0.split_once('/').map(|(_, name)| name.to_string()).unwrap_or_default();
                }
            }
        }
        let all = self.documents.iter_mut().map(|document| &mut document.of);
        for of in all.chain(self.attached.iter_mut().map(|attached| &mut attached.of)) {
            for place in of.iter_mut() {
                *place = first.get(*place).copied().unwrap_or_default();
            }
        }
    }

    /// Gives what is only named to whom it is attached, where the texts show it after all.
    fn link(&mut self) {
        let in_force = |document: &&Document| document.absent.is_none();
        let arns = names(self.documents.iter().map(|one| one.arn.as_ref().filter(|_| in_force(&one))).collect());
        let inline = names(self.documents.iter().map(|one| one.name.as_ref().filter(|_| in_force(&one))).collect());
        let groups = names(
            self.principals.iter().map(|one| Some(&one.name).filter(|_| one.kind == PrincipalKind::Group)).collect(),
        );
        let order = names(self.attached.iter().map(|attached| Some(&attached.name)).collect());
        // `get-policy-version` does not say of which policy. As many as are attached are taken for them.
        let mut nameless = arns.iter().take_while(|(arn, _)| arn.is_empty()).count();
        let boundary = |document: &Document| document.kind == PolicyType::Boundary && document.of.is_empty();
        let boundary = self.documents.iter().any(boundary);
        let mut copy: Option<(usize, usize)> = None;
        let mut shown = vec![false; order.len()];
        for (name, at) in &order {
            let Some(attached) = self.attached.get(*at) else { continue };
            let place = find(&arns, name).filter(|_| !name.is_empty());
            let is_shown = match attached.what {
                What::Managed if is_all(name) => {
                    self.documents.push(attached.allows_all());
                    true
                }
                What::Managed => match place.and_then(|place| self.documents.get_mut(place)) {
                    Some(document) => {
                        document.of.extend(&attached.of);
                        true
                    }
                    None => {
                        let taken = nameless > 0;
                        nameless -= usize::from(taken);
                        taken
                    }
                },
                What::Boundary => match (place, copy) {
                    (Some(place), Some((of, copy))) if of == place => {
                        if let Some(document) = self.documents.get_mut(copy) {
                            document.of.extend(&attached.of);
                        }
                        true
                    }
                    (Some(place), _) => {
                        let document = self.documents.get(place).cloned();
                        copy = Some((place, self.documents.len()));
                        let of = attached.of.clone();
                        self.documents.extend(document.map(|document| Document {
                            kind: PolicyType::Boundary,
                            of,
                            ..document
                        }));
                        true
                    }
                    (None, _) => boundary,
                },
                What::Inline => find(&inline, name).is_some(),
                What::Group => match find(&groups, name) {
                    Some(group) => {
                        for user in &attached.of {
                            if let Some(user) = self.principals.get_mut(*user) {
                                user.groups.push(group);
                            }
                        }
                        true
                    }
                    None => false,
                },
                What::Unknown => false,
            };
            if let Some(slot) = shown.get_mut(*at) {
                *slot = is_shown;
            }
        }
        // Of two documents of one ARN, nobody knows which is in force.
        for pair in arns.windows(2) {
            if let [(one, _), (other, place)] = pair {
                if let Some(document) = self.documents.get_mut(*place).filter(|_| one == other && !one.is_empty()) {
                    document.arn = None;
                }
            }
        }
        let mut at = 0;
        self.attached.retain(|_| {
            at += 1;
            shown.get(at - 1) != Some(&true)
        });
    }
}

/// Whether a managed policy allows everything: AWS's own, known by its ARN.
/// <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html>
pub(crate) fn is_all(arn: &str) -> bool {
    // The partition may be left to the template.
    let partition = arn.strip_prefix("arn:").and_then(|rest| rest.strip_suffix(":iam::aws:policy/AdministratorAccess"));
    partition.is_some_and(|partition| partition.starts_with("aws") || partition.starts_with(super::value::OPEN))
}

/// Names with their places, sorted.
fn names(all: Vec<Option<&String>>) -> Names {
    let mut names: Names = Vec::with_capacity(all.len());
    for (place, name) in all.into_iter().enumerate() {
        if let Some(name) = name {
            names.push((name.clone(), place));
        }
    }
    by_name(&mut names);
    names
}

/// The place of the first of a name in a sorted list.
fn find(names: &Names, name: &str) -> Option<usize> {
    let at = names.partition_point(|(other, _)| other.as_str() < name);
    names.get(at).filter(|(other, _)| other == name).map(|(_, place)| *place)
}
