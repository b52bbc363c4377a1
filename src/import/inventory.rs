//! What pasted texts hold: the documents, whose each is, what is attached by name only, and what was not read.
//!
//! Reading ends here and deciding begins: the check takes an [`Inventory`] and sees neither text nor values.

use super::document::{Absence, Document, Kind, Span};
use super::element::{by_name, Names};
use super::finding::Finding;

/// What a set of texts holds.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// In the order they were found.
    pub(crate) documents: Vec<Document>,
    /// Users, groups and roles that the texts name, each once.
    pub(crate) principals: Vec<Principal>,
    /// What has a say and is only named: the text does not show what it says.
    pub(crate) attached: Vec<Attached>,
    /// What may hold a policy and was not read.
    pub(crate) unread: Vec<Unread>,
    /// What a text is when it holds no policy.
    pub(crate) instead: Option<Instead>,
    /// In the order they were found; at most 101.
    pub(crate) findings: Vec<Finding>,
    /// Documents that calls of one log set, by principal and name.
    pub(super) set: Names,
    /// What such calls removed: by the same names, with how many documents there were before.
    pub(super) removed: Names,
    /// Managed policies they detached, with how many were attached before.
    pub(super) detached: Names,
}

/// A user, group or role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Principal {
    pub(crate) kind: Who,
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
pub(crate) enum Who {
    Role,
    User,
    Group,
}

impl Who {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Who::Role => "role",
            Who::User => "user",
            Who::Group => "group",
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
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

/// A part of a text that may hold a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) text: usize,
    pub(crate) span: Span,
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
        let refused = |finding: &Finding| finding.severity == crate::words::Severity::Error;
        let of_somebody = self.attached.iter().any(|attached| !attached.of.is_empty());
        self.documents.is_empty() && !of_somebody && self.unread.is_empty() && !self.findings.iter().any(refused)
    }

    /// Brings together what different parts of the texts say of the same principal or policy.
    pub(crate) fn settle(&mut self) {
        self.replay();
        self.merge_principals();
        self.link_documents();
        self.link_groups();
        self.show_administrators();
        self.drop_what_is_shown();
        self.doubt_what_nobody_has();
    }

    /// Of policies that calls set one after another, only the last is in force.
    fn replay(&mut self) {
        by_name(&mut self.set);
        by_name(&mut self.removed);
        by_name(&mut self.detached);
        let after = |names: &Names, name: &str, place: usize| {
            let at = names.partition_point(|(other, until)| (other.as_str(), *until) <= (name, place));
            names.get(at).is_some_and(|(other, _)| other == name)
        };
        for (at, (name, place)) in self.set.iter().enumerate() {
            let replaced = self.set.get(at + 1).is_some_and(|(other, _)| other == name);
            if let Some(document) = self.documents.get_mut(*place).filter(|document| document.absent.is_none()) {
                if after(&self.removed, name, *place) {
                    document.absent = Some(Absence::Deleted);
                } else if replaced {
                    document.absent = Some(Absence::OldVersion);
                }
            }
        }
        let detached = &self.detached;
        let mut place = 0;
        self.attached.retain(|attached| {
            place += 1;
            !after(detached, &attached.name, place - 1)
        });
    }

    /// Makes each principal one, however often it is named.
    fn merge_principals(&mut self) {
        // A template's own name for it -> its place, to follow references.
        let mut logical: Names = Vec::new();
        for (place, principal) in self.principals.iter().enumerate() {
            if let Some(name) = principal.logical.as_ref().filter(|name| **name != principal.name) {
                logical.push((name.clone(), place));
            }
        }
        by_name(&mut logical);
        let mut keys: Names = Vec::new();
        for (place, principal) in self.principals.iter().enumerate() {
            let target = principal.logical.as_deref().and_then(|name| find(&logical, name));
            let name = target.and_then(|at| self.principals.get(at)).map_or(&principal.name, |target| &target.name);
            keys.push(([principal.kind.name(), "/", name].concat(), place));
        }
        by_name(&mut keys);
        let mut first = vec![0; self.principals.len()];
        let mut last: Option<(&str, usize)> = None;
        for (key, place) in &keys {
            let leader = match last {
                Some((same, leader)) if same == key => leader,
                _ => *place,
            };
            last = Some((key, leader));
            if let Some(slot) = first.get_mut(*place) {
                *slot = leader;
            }
        }
        let mut kept: Vec<Principal> = Vec::new();
        let mut places = vec![0; first.len()];
        for (place, principal) in std::mem::take(&mut self.principals).into_iter().enumerate() {
            let leader = first.get(place).copied().unwrap_or(place);
            let at = if leader == place {
                kept.push(principal.clone());
                kept.len() - 1
            } else {
                places.get(leader).copied().unwrap_or_default()
            };
            if let Some(slot) = places.get_mut(place) {
                *slot = at;
            }
            if let Some(kept) = kept.get_mut(at) {
                kept.account = kept.account.take().or(principal.account);
                // Of a reference and what it refers to, the latter has the name.
                if principal.logical.as_ref().is_some_and(|logical| *logical != principal.name) {
                    kept.name = principal.name;
                }
            }
        }
        self.principals = kept;
        let all = self.documents.iter_mut().map(|document| &mut document.of);
        for of in all.chain(self.attached.iter_mut().map(|attached| &mut attached.of)) {
            for place in of.iter_mut() {
                *place = places.get(*place).copied().unwrap_or_default();
            }
            of.dedup();
        }
    }

    /// Gives managed policies to whom they are attached.
    fn link_documents(&mut self) {
        let mut arns: Names = Vec::new();
        for (place, document) in self.documents.iter().enumerate() {
            if let Some(arn) = document.arn.as_ref().filter(|arn| !arn.is_empty()) {
                arns.push((arn.clone(), place));
            }
        }
        by_name(&mut arns);
        // By the first of each ARN; the others get the same in the end.
        let first = |arn: &str| {
            let at = arns.partition_point(|(other, _)| other.as_str() < arn);
            arns.get(at).filter(|(other, _)| other == arn).map(|(_, place)| *place)
        };
        let mut bounds: Vec<Vec<usize>> = vec![Vec::new(); self.documents.len()];
        let documents = &mut self.documents;
        self.attached.retain(|attached| {
            let place = first(&attached.name);
            match (place.and_then(|place| documents.get_mut(place)), attached.what) {
                (Some(document), What::Managed) => document.of.extend(&attached.of),
                (Some(_), What::Boundary) => {
                    if let Some(of) = place.and_then(|place| bounds.get_mut(place)) {
                        of.extend(if attached.of.is_empty() { &[usize::MAX][..] } else { &attached.of[..] });
                    }
                }
                _ => return true,
            }
            false
        });
        for pair in arns.windows(2) {
            if let [(one, from), (other, to)] = pair {
                if one == other {
                    let of = self.documents.get(*from).map(|document| document.of.clone()).unwrap_or_default();
                    let bound = bounds.get(*from).cloned().unwrap_or_default();
                    if let (Some(document), Some(slot)) = (self.documents.get_mut(*to), bounds.get_mut(*to)) {
                        (document.of, *slot) = (of, bound);
                    }
                }
            }
        }
        for (place, of) in bounds.into_iter().enumerate().filter(|(_, of)| !of.is_empty()) {
            let of: Vec<usize> = of.into_iter().filter(|of| *of != usize::MAX).collect();
            let Some(document) = self.documents.get_mut(place) else { continue };
            // One that is attached as well is both.
            if document.of.is_empty() {
                (document.kind, document.of) = (Kind::Boundary, of);
            } else {
                let copy = Document { kind: Kind::Boundary, of, ..document.clone() };
                self.documents.push(copy);
            }
        }
        // `get-policy-version` does not say of which policy. As many as are attached are taken for them.
        let nameless = |document: &&Document| document.arn.as_deref() == Some("") && document.absent.is_none();
        let nameless = self.documents.iter().filter(nameless).count();
        let is_named = |attached: &&Attached| attached.what == What::Managed && !is_all(&attached.name);
        if nameless >= self.attached.iter().filter(is_named).count() {
            self.attached.retain(|attached| attached.what != What::Managed || is_all(&attached.name));
        }
    }

    /// The one managed policy that is known without its text.
    fn show_administrators(&mut self) {
        let documents = &mut self.documents;
        self.attached.retain(|attached| {
            let all = attached.what == What::Managed && is_all(&attached.name);
            if all {
                documents.push(Document::all(attached));
            }
            !all
        });
    }

    fn link_groups(&mut self) {
        let mut groups: Names = Vec::new();
        for (place, principal) in self.principals.iter().enumerate() {
            if principal.kind == Who::Group {
                groups.push((principal.name.clone(), place));
            }
        }
        by_name(&mut groups);
        let principals = &mut self.principals;
        self.attached.retain(|attached| {
            let Some(group) = find(&groups, &attached.name).filter(|_| attached.what == What::Group) else {
                return true;
            };
            for user in &attached.of {
                if let Some(user) = principals.get_mut(*user) {
                    user.groups.push(group);
                }
            }
            false
        });
    }

    /// Takes out the names of what is in the texts after all.
    fn drop_what_is_shown(&mut self) {
        let mut names: Names = Vec::new();
        for (place, document) in self.documents.iter().enumerate().filter(|(_, document)| document.absent.is_none()) {
            if let Some(name) = &document.name {
                names.push((name.clone(), place));
            }
        }
        by_name(&mut names);
        let boundary = self.documents.iter().any(|document| document.kind == Kind::Boundary && document.of.is_empty());
        self.attached.retain(|attached| match attached.what {
            What::Inline => find(&names, &attached.name).is_none(),
            What::Boundary => !boundary,
            _ => true,
        });
    }

    /// A managed policy that the text attaches to nobody is nobody's.
    fn doubt_what_nobody_has(&mut self) {
        self.documents.iter_mut().for_each(|document| document.of.dedup());
        if self.principals.is_empty() {
            return;
        }
        for document in self.documents.iter_mut().filter(|document| document.managed && document.of.is_empty()) {
            if document.arn.as_deref().is_some_and(|arn| arn.starts_with("arn:")) {
                document.absent = document.absent.or(Some(Absence::Unattached));
            } else {
                document.perhaps = true;
            }
        }
    }
}

/// Whether a managed policy allows everything: AWS's own, known by its ARN.
/// <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html>
pub(crate) fn is_all(arn: &str) -> bool {
    arn.strip_prefix("arn:aws").is_some_and(|rest| {
        let rest = rest.strip_prefix("-cn").or(rest.strip_prefix("-us-gov")).unwrap_or(rest);
        rest == ":iam::aws:policy/AdministratorAccess"
    })
}

/// The place of a name in a sorted list.
fn find(names: &Names, name: &str) -> Option<usize> {
    let at = names.binary_search_by(|(other, _)| other.as_str().cmp(name)).ok()?;
    names.get(at).map(|(_, place)| *place)
}
