//! Where policies are sufficient that are narrowed to some regions or accounts, when the reader named none.

use super::answer::Place;
use super::decide::{decide, Outcome, PermissionStatus};
use super::inclusion::Budget;
use super::whose::{Judged, Side};
use super::{JudgedRequirement, Wanted};
use crate::catalog;
use crate::import::document::Scope;
use crate::partition::Partition;
use crate::remotion::Level;
use crate::search;
use crate::setup::names::REMOTION_PREFIX;
use crate::setup::{BuildCall, Text};

/// More than a few regions or accounts in one policy are no narrowing that anybody means.
const MOST: usize = 4;

/// What is needed in a place, and what the documents make of it.
pub(super) struct PlaceOutcomes {
    pub(super) wanted: Vec<Wanted>,
    /// One for each.
    pub(super) outcomes: Vec<Outcome>,
}

impl PlaceOutcomes {
    pub(super) fn new(judged: &[Judged<'_>], wanted: Vec<Wanted>, effort: &mut Budget) -> PlaceOutcomes {
        let mut outcomes = Vec::with_capacity(wanted.len());
        for (need, at) in &wanted {
            let Some(judged) = judged.get(*at) else { continue };
            outcomes.push(decide(&judged.documents, &judged.holder, need, effort));
        }
        PlaceOutcomes { wanted, outcomes }
    }

    /// Whether everything that is always needed is allowed.
    fn is_sufficient(&self) -> bool {
        let mut all = self.wanted.iter().zip(&self.outcomes);
        all.all(|((need, _), outcome)| need.level != Level::Must || outcome.status == PermissionStatus::Allowed)
    }
}

/// The widest places where the policies are sufficient although they are not everywhere, with what was decided in the
/// first of them.
pub(super) fn find(
    judged: &[Judged<'_>],
    asked: &[JudgedRequirement<'_>],
    everywhere: PlaceOutcomes,
    effort: &mut Budget,
) -> (PlaceOutcomes, Vec<Place>) {
    let mut places = Vec::new();
    if everywhere.is_sufficient() {
        return (everywhere, places);
    }
    let mut lacking = Vec::new();
    for ((need, _), outcome) in everywhere.wanted.iter().zip(&everywhere.outcomes) {
        if outcome.status != PermissionStatus::Allowed {
            lacking.push(need.action);
        }
    }
    let open = |field: Text| asked.iter().any(|asked| asked.call.text(field).is_none());
    let (regions, accounts) = named(judged);
    let regions = if open(Text::Region) { regions } else { Vec::new() };
    let accounts = if open(Text::AccountId) { accounts } else { Vec::new() };
    let mut decided = None;
    // An account is wider than a region of it.
    for (by_region, by_account) in [(false, true), (true, false), (true, true)] {
        let regions = if by_region { regions.clone() } else { vec![String::new()] };
        let accounts = if by_account { accounts.clone() } else { vec![String::new()] };
        for region in &regions {
            for account in &accounts {
                let Some(wanted) = wanted_in(asked, region, account) else { continue };
                // What is allowed everywhere is allowed there; the rest is looked at first, and ends most attempts.
                let lacks = |(need, at): &Wanted| {
                    let judged =
                        judged.get(*at).filter(|_| need.level == Level::Must && lacking.contains(&need.action));
                    judged.is_some_and(|judged| {
                        decide(&judged.documents, &judged.holder, need, effort).status != PermissionStatus::Allowed
                    })
                };
                if wanted.iter().any(lacks) {
                    continue;
                }
                let here = PlaceOutcomes::new(judged, wanted, effort);
                if here.is_sufficient() {
                    let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
                    places.push(Place { region: known(region), account_id: known(account) });
                    decided = decided.or(Some(here));
                }
            }
        }
        if let Some(decided) = decided {
            return (decided, places);
        }
    }
    (everywhere, places)
}

/// What is needed in a place; `None` where the calls cannot be meant.
fn wanted_in(asked: &[JudgedRequirement<'_>], region: &str, account: &str) -> Option<Vec<Wanted>> {
    let mut calls: Vec<BuildCall> = asked.iter().map(|asked| asked.call.clone()).collect();
    for call in &mut calls {
        for (field, value) in [(Text::Region, region), (Text::AccountId, account)] {
            if call.text(field).is_none() && !value.is_empty() {
                call.set_text(field, Some(value.to_string()));
            }
        }
    }
    let mut there = super::asked(&calls).ok()?;
    for (there, JudgedRequirement { at, .. }) in there.iter_mut().zip(asked) {
        there.at = *at;
    }
    Some(super::wanted(&there))
}

/// The regions and accounts that the documents name.
fn named(judged: &[Judged<'_>]) -> (Vec<String>, Vec<String>) {
    let (mut regions, mut accounts) = (Vec::new(), Vec::new());
    let add = |list: &mut Vec<String>, text: &str| {
        if list.len() < MOST && !list.iter().any(|other| other == text) {
            list.push(text.to_string());
        }
    };
    let documents = judged.iter().flat_map(|judged| &judged.documents).filter(|counted| counted.side != Side::Out);
    for statement in documents.flat_map(|counted| &counted.document.statements) {
        let (Scope::Only(resources) | Scope::AllBut(resources)) = &statement.resources;
        for resource in resources {
            let parts: Vec<&str> = resource.text.splitn(6, ':').collect();
            let [_, _, service, region, account, name] = parts.as_slice() else { continue };
            if *service == "s3" {
                let region = name.strip_prefix(REMOTION_PREFIX).and_then(region_in_name);
                region.iter().for_each(|region| add(&mut regions, region));
            } else if Partition::of_region(region).is_some() {
                add(&mut regions, region);
            }
            // Layers and keys may be of another account.
            let own = matches!(*service, "lambda" | "logs" | "iam") && !name.starts_with("layer:");
            if own && account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) {
                add(&mut accounts, account);
            }
        }
        for condition in &statement.conditions {
            if condition.key.eq_ignore_ascii_case("aws:RequestedRegion") {
                for value in &condition.values {
                    if Partition::of_region(&value.text).is_some() {
                        add(&mut regions, &value.text);
                    }
                }
            }
        }
    }
    (regions, accounts)
}

/// The region in a bucket's name, after Remotion's prefix: `useast1-abcdefghij`.
fn region_in_name(rest: &str) -> Option<&'static str> {
    let (word, _) = search::cut(rest, "-")?;
    catalog::regions().iter().map(|row| row.name).find(|name| name.split('-').collect::<String>() == word)
}
