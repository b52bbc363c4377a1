//! Whose policies are judged, what each document counts as for them, and what keeps the answer open.

use crate::import::document::{Document, Item, PolicyType, Scope};
use crate::import::inventory::{Inventory, PrincipalKind, What};

/// What a document counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Nothing: it is another's, not in force, or of a kind that says nothing of permissions.
    Out,
    /// A policy of the principal.
    Grants,
    /// A boundary or session policy, which has to allow as well.
    Limits,
    /// A service control policy, likewise.
    Organization,
    /// A policy of a resource, for the principals it names.
    Resource,
    /// Likewise, of a KMS key, which has to allow as well.
    Key,
    /// Only what it denies counts.
    Denies,
    /// A trust policy, for the principals it names.
    Trusts,
}

/// A document, and what it counts as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub(crate) document: &'a Document,
    pub(crate) side: Side,
    /// It surely is in force for the principal.
    pub(crate) sure: bool,
}

/// Why an answer stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    /// There are several principals, and nobody says which is asked about.
    Choose,
    /// A role is asked about and the policies are a user's, or the reverse.
    OtherKind,
    /// Another name is asked about.
    OtherName,
    /// No policy of the principal is in force.
    NotInForce,
    /// What is attached by name only, by its place.
    Attached(usize),
    /// A part that was not read.
    Unread,
}

/// Who is judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Holder {
    pub(crate) kind: Option<PrincipalKind>,
    pub(crate) name: Option<String>,
    pub(crate) account: Option<String>,
    /// Whom its trust policy has to let in, as a Statement's principals are kept. Only that is asked about then.
    pub(crate) trusted: Option<String>,
}

/// Who is judged, by what.
#[derive(Debug, Clone)]
pub(crate) struct Judged<'a> {
    /// Among the principals; none when no text names one, or none is chosen.
    pub(crate) who: Option<usize>,
    pub(crate) holder: Holder,
    /// Whom the requirement names.
    pub(crate) wanted: Holder,
    /// All documents, by their places.
    pub(crate) documents: Vec<Counted<'a>>,
    pub(crate) open: Vec<Open>,
}

impl Judged<'_> {
    /// The kind of policies of a principal that is asked about.
    pub(crate) fn kind(&self) -> PolicyType {
        kind(&self.holder)
    }
}

fn kind(holder: &Holder) -> PolicyType {
    if holder.trusted.is_some() {
        PolicyType::Trust
    } else {
        PolicyType::Identity
    }
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Subject {
    /// Whom the reader chose: `role/name`, `user/name`, a name or an ARN.
    pub(crate) chosen: Option<String>,
    /// Whom the policy goes to. The account may be known when nothing else is.
    pub(crate) wanted: Holder,
    /// The name is not just the usual one.
    pub(crate) is_named: bool,
    /// Only such a principal can be it.
    pub(crate) only: Option<PrincipalKind>,
}

/// Finds out who is judged and by what.
pub(crate) fn judge<'a>(inventory: &'a Inventory, asked: &Subject) -> Judged<'a> {
    let trusts = asked.wanted.trusted.is_some();
    let candidates = candidates(inventory, kind(&asked.wanted));
    let mut open = Vec::new();
    let who = match (&asked.chosen, candidates.as_slice()) {
        (Some(chosen), _) => candidates.iter().copied().find(|at| is_chosen(inventory, *at, chosen)),
        (None, [one]) => Some(*one),
        (None, several) => several.iter().copied().find(|at| is_wanted(inventory, *at, &asked.wanted)),
    };
    if who.is_none() && !candidates.is_empty() {
        open.push(Open::Choose);
    }
    let principal = who.and_then(|who| inventory.principals.get(who));
    if let Some(principal) = principal {
        let fits = |only: PrincipalKind| {
            principal.kind == only || only == PrincipalKind::User && principal.kind == PrincipalKind::Group
        };
        if asked.only.is_some_and(|only| !fits(only)) {
            open.push(Open::OtherKind);
        } else if asked.is_named
            && asked.chosen.is_none()
            && !is_wanted(inventory, who.unwrap_or_default(), &asked.wanted)
        {
            open.push(Open::OtherName);
        }
    }
    let holder = match principal {
        Some(principal) => Holder {
            kind: Some(principal.kind),
            name: Some(principal.name.clone()),
            account: principal.account.clone().or_else(|| asked.wanted.account.clone()),
            trusted: asked.wanted.trusted.clone(),
        },
        None => asked.wanted.clone(),
    };
    let undecided = open.contains(&Open::Choose);
    let mine = |of: &[usize]| {
        let groups = principal.map(|principal| principal.groups.as_slice()).unwrap_or_default();
        who.is_some_and(|who| of.contains(&who)) || of.iter().any(|of| groups.contains(of))
    };
    // Whose name is filled in elsewhere may be anybody.
    let may_be = |of: &[usize]| {
        let is = |of: &usize| inventory.principals.get(*of).is_some_and(|one| crate::search::has(&one.name, "${"));
        of.iter().any(is)
    };
    let mut joined = vec![false; inventory.principals.len()];
    for group in inventory.principals.iter().flat_map(|principal| &principal.groups) {
        if let Some(joined) = joined.get_mut(*group) {
            *joined = true;
        }
    }
    let count = |document: &'a Document| {
        let (mut side, mut sure) = (Side::Out, !document.perhaps);
        if document.absent.is_none() && !undecided {
            let of = document.of.as_slice();
            // A group that nobody is said to be in.
            let group = of.iter().all(|of| {
                inventory.principals.get(*of).is_some_and(|of| of.kind == PrincipalKind::Group)
                    && joined.get(*of) == Some(&false)
            });
            let (own, loose) = (who.is_none() || mine(of), of.is_empty() || group || may_be(of));
            sure &= own || of.is_empty() && candidates.len() < 2;
            side = match document.kind {
                PolicyType::Trust if trusts && (own || of.is_empty()) => Side::Trusts,
                PolicyType::Rcp => Side::Denies,
                _ if trusts => Side::Out,
                PolicyType::Identity if own || loose => Side::Grants,
                PolicyType::Boundary | PolicyType::Session if own || of.is_empty() || may_be(of) => {
                    sure = !document.perhaps && (own || of.is_empty());
                    Side::Limits
                }
                PolicyType::Scp => Side::Organization,
                PolicyType::Bucket | PolicyType::Resource => Side::Resource,
                PolicyType::Key => Side::Key,
                _ => Side::Out,
            };
            if matches!(side, Side::Organization | Side::Denies | Side::Resource | Side::Key) {
                sure = !document.perhaps;
            }
        }
        Counted { document, side, sure }
    };
    let documents: Vec<Counted<'a>> = inventory.documents.iter().map(count).collect();
    for (at, attached) in inventory.attached.iter().enumerate().filter(|_| !trusts) {
        if !undecided && (attached.of.is_empty() || who.is_none() || mine(&attached.of) || may_be(&attached.of)) {
            open.push(Open::Attached(at));
        }
    }
    if !inventory.unread.is_empty() {
        open.push(Open::Unread);
    }
    let asked_about = if trusts { Side::Trusts } else { Side::Grants };
    if open.is_empty() && !documents.is_empty() && !documents.iter().any(|counted| counted.side == asked_about) {
        open.push(Open::NotInForce);
    }
    Judged { who, holder, wanted: asked.wanted.clone(), documents, open }
}

/// Principals that have a policy of a kind, or a part in what is only named.
pub(crate) fn candidates(inventory: &Inventory, kind: PolicyType) -> Vec<usize> {
    let mut has = vec![false; inventory.principals.len()];
    let documents = inventory.documents.iter().filter(|document| document.kind == kind);
    let named = inventory.attached.iter().filter(|_| kind == PolicyType::Identity);
    for of in documents.map(|document| &document.of).chain(named.map(|attached| &attached.of)) {
        for of in of {
            if let Some(has) = has.get_mut(*of) {
                *has = true;
            }
        }
    }
    if kind != PolicyType::Identity {
        return has.iter().enumerate().filter(|(_, has)| **has).map(|(at, _)| at).collect();
    }
    // A group counts with the user who is in it.
    for principal in &inventory.principals {
        if !principal.groups.is_empty() {
            for group in &principal.groups {
                if let Some(has) = has.get_mut(*group) {
                    *has = false;
                }
            }
        }
    }
    for (at, principal) in inventory.principals.iter().enumerate() {
        if !principal.groups.is_empty() {
            if let Some(has) = has.get_mut(at) {
                *has = true;
            }
        }
    }
    has.iter().enumerate().filter(|(_, has)| **has).map(|(at, _)| at).collect()
}

fn is_wanted(inventory: &Inventory, at: usize, wanted: &Holder) -> bool {
    inventory.principals.get(at).is_some_and(|principal| {
        wanted.kind == Some(principal.kind) && wanted.name.as_deref() == Some(principal.name.as_str())
    })
}

fn is_chosen(inventory: &Inventory, at: usize, chosen: &str) -> bool {
    let Some(principal) = inventory.principals.get(at) else { return false };
    let rest = chosen.rsplit(':').next().unwrap_or_default();
    match rest.split_once('/') {
        Some((kind, name)) => {
            kind == principal.kind.name()
                && (name == principal.name || name.rsplit('/').next() == Some(&principal.name))
        }
        None => rest == principal.name,
    }
}

/// How far a policy of a resource is about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Held {
    No,
    /// It is about the account, which leaves it to the principal's own policies.
    Account,
    Maybe,
    Yes,
}

impl Holder {
    /// Whether principals of a Statement are, or include, this one.
    pub(crate) fn is_in(&self, principals: Option<&Scope>, allow: bool) -> Held {
        match principals {
            None => Held::Maybe,
            Some(Scope::Only(items)) => items.iter().map(|item| self.is(item)).max().unwrap_or(Held::No),
            // "We strongly recommend that you do not use NotPrincipal": what it leaves out has to be listed exactly.
            Some(Scope::AllBut(items)) => {
                let named = items.iter().any(|item| self.is(item) > Held::No);
                if named || allow {
                    Held::Maybe
                } else {
                    Held::Yes
                }
            }
        }
    }

    fn is(&self, item: &Item) -> Held {
        let text = item.text.as_str();
        if let Some(trusted) = &self.trusted {
            return trusts(text, trusted);
        }
        if text == "*" {
            return Held::Yes;
        }
        if text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit()) {
            return self.in_account(text, Held::Account);
        }
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", _, service, _, account, path] = parts.as_slice() else {
            let other = text.starts_with("Service:") || text.starts_with("Federated:");
            return if other { Held::No } else { Held::Maybe };
        };
        if *path == "root" {
            return self.in_account(account, Held::Account);
        }
        let (Some(own), Some(name)) = (self.kind, &self.name) else { return Held::Maybe };
        let mut names = path.split('/');
        let kind = names.next();
        // One session of the role, whose name is not known, or the principal with the path before its name.
        let (kind, named, held) = match *service {
            "sts" => (Some(own.name()), names.next(), Held::Maybe),
            _ => (kind, names.next_back(), Held::Yes),
        };
        match named {
            Some(named) if crate::search::has(named, "\u{e000}") => Held::Maybe,
            _ if kind == Some(own.name()) && named == Some(name) => self.in_account(account, held),
            _ => Held::No,
        }
    }

    fn in_account(&self, account: &str, held: Held) -> Held {
        match &self.account {
            Some(own) if account.bytes().all(|b| b.is_ascii_digit()) && own != account => Held::No,
            _ => held,
        }
    }
}

/// Whether a principal of a trust policy lets another in, both as Statements keep them.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
fn trusts(text: &str, trusted: &str) -> Held {
    // A service, or an identity provider.
    let of_service = !trusted.starts_with("arn:");
    let account = |arn: &str| arn.split(':').nth(4).map(str::to_string);
    let whole = text.ends_with(":root") || !crate::search::has(text, ":");
    if text == trusted {
        Held::Yes
    } else if crate::search::has(text, "\u{e000}") {
        Held::Maybe
    } else if text == "*" {
        // Whether it includes services is not documented.
        if of_service {
            Held::Maybe
        } else {
            Held::Yes
        }
    } else if of_service || text.starts_with("Service:") || text.starts_with("Federated:") {
        Held::No
    } else if whole
        && (account(text).is_some() && account(text) == account(trusted) || account(trusted).as_deref() == Some(text))
    {
        // The account's own policies say who in it may; a part of an account is not all of it.
        if trusted.ends_with(":root") {
            Held::Yes
        } else {
            Held::Maybe
        }
    } else if trusted.ends_with(":root") {
        if account(text) == account(trusted) {
            Held::Maybe
        } else {
            Held::No
        }
    } else {
        Held::No
    }
}

impl Open {
    /// Whether what is not known may allow something.
    pub(crate) fn may_allow(self, inventory: &Inventory) -> bool {
        match self {
            Open::Attached(at) => inventory.attached.get(at).is_some_and(|attached| attached.what != What::Boundary),
            _ => true,
        }
    }
}
