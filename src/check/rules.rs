//! The Statements that have a say in one action, made ready to be asked about resources.

use super::condition::{met, Met};
use super::nfa::{are_apart, is_arn, Nfa, WildcardReach};
use super::pattern::{covers, matches_action, read, Glob, Piece};
use super::whose::{Counted, Held, Holder, Side};
use crate::import::document::{Document, Effect, Scope, Statement};
use crate::import::value::OPEN;
use crate::partition::Partition;
use crate::remotion::{Fact, ResourceType};
use crate::search;

/// A Statement that names the action, by the place of its document and its own.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) document: usize,
    pub(super) index: usize,
    pub(super) allow: bool,
    /// An Allow that lets the principal do something.
    grants: bool,
    /// The document, of those that have to allow as well, that it is part of.
    limit: Option<usize>,
    /// It is about everything but its patterns.
    all_but: bool,
    /// Nothing but the resource stands between it and its effect.
    pub(super) sure: bool,
    /// The keys that do, those of variables included.
    pub(super) keys: Vec<String>,
}

/// Keys that are named of one Statement. The largest policy that AWS takes has room for fewer than this.
const NAMED: usize = 300;

impl Rule {
    fn name(&mut self, key: String) {
        crate::work::steps(1 + self.keys.len() / 32);
        if self.keys.len() < NAMED && !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }
}

/// What a request comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Allowed,
    ImplicitDeny,
    ExplicitDeny,
    /// It depends on something that is not known.
    Conditional,
}

/// A condition that what is known of the request decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecidedCondition {
    pub(crate) document: usize,
    pub(crate) index: usize,
    /// Whether the Statement allows.
    pub(crate) allow: bool,
    pub(crate) key: String,
    pub(crate) met: bool,
    /// In a sentence for the reader.
    pub(crate) why: &'static str,
}

/// The request, or requests, the rules are gathered for.
pub(super) struct RequestSet<'a> {
    pub(super) action: &'a str,
    pub(super) applies_to: Option<ResourceType>,
    /// What Statements about other resources are left out by.
    pub(super) resource: &'a [Piece],
    pub(super) facts: &'a [Fact],
    /// Whom policies of resources may name.
    pub(super) holder: &'a Holder,
    /// Where resources of the action have no partition in them, the one asked about.
    pub(super) partition: Option<Partition>,
    /// The resource asked about is the caller, so that `user/${aws:username}` is whoever it is.
    pub(super) own_user: bool,
    /// A resource with this text in it is something else.
    pub(super) but: &'static [&'static str],
}

/// All rules of an action.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) rules: Vec<Rule>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) decided: Vec<DecidedCondition>,
    /// The documents that have to allow as well, whether or not they have a rule; whether each is an organisation's, of
    /// which one may allow for another.
    limits: Vec<bool>,
}

/// A pattern of a rule.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) rule: usize,
    pub(super) pieces: Vec<Piece>,
    reading: WildcardReach,
    /// It has no variable of unknown value.
    sure: bool,
}

impl Rules {
    pub(super) fn gather(documents: &[Counted<'_>], asked: &RequestSet<'_>) -> Rules {
        let mut rules = Rules::default();
        for (document, counted) in documents.iter().enumerate().filter(|(_, counted)| counted.side != Side::Out) {
            let policy = counted.document;
            let limits = match counted.side {
                Side::Limits => true,
                // Without an Allow it is one that only denies, beside one that is not shown.
                Side::Organization => policy.statements.iter().any(|one| one.effect == Effect::Allow),
                Side::Key => asked.action.get(..4).is_some_and(|service| service.eq_ignore_ascii_case("kms:")),
                _ => false,
            };
            let limit = limits.then_some(rules.limits.len());
            if limits {
                rules.limits.push(counted.side == Side::Organization);
            }
            for (index, statement) in policy.statements.iter().enumerate() {
                let allow = statement.effect == Effect::Allow;
                if !has_action(statement, asked.action) {
                    continue;
                }
                let (grants, sure) = match counted.side {
                    Side::Grants => (true, true),
                    Side::Resource | Side::Key | Side::Denies | Side::Trusts => {
                        let held = asked.holder.is_in(statement.principals.as_ref(), allow);
                        let account = held == Held::Account;
                        let left = held == Held::No
                            || allow && counted.side == Side::Denies
                            || allow && account && counted.side == Side::Resource;
                        if left {
                            continue;
                        }
                        (!account, held != Held::Maybe)
                    }
                    _ => (false, true),
                };
                let rule = Rule {
                    document,
                    index,
                    allow,
                    grants,
                    limit,
                    all_but: matches!(statement.resources, Scope::AllBut(_)),
                    sure: sure && counted.sure && !statement.doubtful,
                    keys: Vec::new(),
                };
                rules.add(rule, policy, statement, asked);
            }
        }
        rules
    }

    fn add(&mut self, mut rule: Rule, policy: &Document, statement: &Statement, asked: &RequestSet<'_>) {
        let (Scope::Only(items) | Scope::AllBut(items)) = &statement.resources;
        // The narrow reading of an Allow is the wide one of what it leaves out, and a Deny the other way round.
        let reading = if rule.allow == rule.all_but { WildcardReach::Wide } else { WildcardReach::Narrow };
        let mut patterns = Vec::new();
        for item in items {
            let text = meant(&item.text, asked);
            // Most are about something else, and need not be read to say so.
            if begins_apart(text, asked.resource) || asked.but.iter().any(|other| search::has(text, other)) {
                continue;
            }
            let mut glob = resource(text, policy.variables, asked);
            let short = glob.complete(reading == WildcardReach::Wide);
            if !are_apart(&glob.pieces, asked.resource) {
                let sure = glob.unknown.is_empty() && !(short && reading == WildcardReach::Narrow);
                glob.unknown.into_iter().for_each(|key| rule.name(key));
                patterns.push(Pattern { rule: self.rules.len(), pieces: glob.pieces, reading, sure });
            }
        }
        if patterns.is_empty() && !rule.all_but {
            return;
        }
        for condition in &statement.conditions {
            let met = met(condition, policy.variables, asked.facts);
            let why = Fact::of(&condition.key, asked.facts).map_or("", |fact| fact.why);
            let mut decided = |met| {
                let Rule { document, index, allow, .. } = rule;
                self.decided.push(DecidedCondition { document, index, allow, key: condition.key.clone(), met, why });
            };
            match met {
                Met::Always => decided(true),
                Met::Never => {
                    decided(false);
                    return;
                }
                // Of requests that all have to pass, one that is denied is enough.
                Met::Sometimes if !rule.allow => decided(true),
                Met::Sometimes | Met::Unknown => {
                    rule.sure = false;
                    rule.name(condition.key.clone());
                }
            }
        }
        self.rules.push(rule);
        self.patterns.extend(patterns);
    }

    /// Adds every pattern to a machine; the number of the first is `offset`.
    pub(super) fn compile(&self, machine: &mut Nfa) {
        for pattern in &self.patterns {
            machine.add(&pattern.pieces, pattern.reading);
        }
    }

    /// Places of all patterns.
    pub(super) fn length(&self) -> usize {
        self.patterns.iter().map(|pattern| pattern.pieces.len()).sum()
    }

    /// How far each rule applies where `state` ends: 0 not, 1 perhaps, 2 surely. `offset` is the number of the first
    /// pattern in the machine.
    pub(super) fn applied(&self, machine: &Nfa, offset: usize, state: &[u32]) -> Vec<u8> {
        crate::work::steps(self.toll() + state.len());
        let mut applied = vec![0_u8; self.rules.len()];
        for place in state {
            let (owner, ended) = machine.owner(*place);
            let pattern = owner.checked_sub(offset).filter(|_| ended).and_then(|owner| self.patterns.get(owner));
            if let Some((pattern, slot)) = pattern.and_then(|pattern| Some((pattern, applied.get_mut(pattern.rule)?))) {
                *slot = (*slot).max(1 + u8::from(pattern.sure));
            }
        }
        for (rule, slot) in self.rules.iter().zip(&mut applied) {
            if rule.all_but {
                *slot = 2 - *slot;
            }
            if !rule.sure {
                *slot = (*slot).min(1);
            }
        }
        applied
    }

    /// What rules that apply that far come to: an explicit Deny before all, then an Allow, by the boundary as well.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
    pub(super) fn access(&self, applied: &[u8]) -> Access {
        let (allowed, bounds, denied) = self.sides(applied);
        match (allowed.min(bounds), denied) {
            (_, 2) => Access::ExplicitDeny,
            (0, _) => Access::ImplicitDeny,
            (2, 0) => Access::Allowed,
            _ => Access::Conditional,
        }
    }

    /// How much work it is to say what one state comes to, in places looked at.
    pub(super) fn toll(&self) -> usize {
        self.rules.len() + self.limits.len()
    }

    /// Whether a boundary alone stands in the way.
    pub(super) fn is_bounded(&self, applied: &[u8]) -> bool {
        let (allowed, bounds, _) = self.sides(applied);
        allowed > 0 && bounds == 0
    }

    /// How far it is allowed, let through by every boundary, and denied.
    fn sides(&self, applied: &[u8]) -> (u8, u8, u8) {
        let (mut allowed, mut denied) = (0, 0);
        let mut limits = vec![0_u8; self.limits.len()];
        for (rule, applies) in self.rules.iter().zip(applied) {
            let raise = |side: &mut u8| *side = (*side).max(*applies);
            if !rule.allow {
                raise(&mut denied);
                continue;
            }
            if rule.grants {
                raise(&mut allowed);
            }
            if let Some(limit) = rule.limit.and_then(|limit| limits.get_mut(limit)) {
                raise(limit);
            }
        }
        let (mut bounds, mut least, mut most) = (2, 2, 0);
        for (organization, allows) in self.limits.iter().zip(limits) {
            if *organization {
                // Which of them are attached to the same level, where one is enough, is not known.
                (least, most) = (allows.min(least), allows.max(most));
            } else {
                bounds = allows.min(bounds);
            }
        }
        if self.limits.contains(&true) {
            bounds = bounds.min(if least == 2 { 2 } else { most.min(1) });
        }
        (allowed, bounds, denied)
    }

    /// The place of a pattern of an Allow that covers everything asked for, if there is one.
    pub(super) fn enough(&self, need: &[Piece]) -> Option<usize> {
        let enough = |pattern: &Pattern| {
            let rule = self.rules.get(pattern.rule);
            let simple = rule
                .is_some_and(|rule| rule.grants && rule.allow && rule.sure && !rule.all_but && rule.limit.is_none());
            // Most policies that are pasted are copies of Remotion's.
            simple && pattern.sure && (pattern.pieces == need || is_arn(&pattern.pieces) && includes(pattern, need))
        };
        self.patterns.iter().position(enough)
    }

    /// Leaves out the Allows that cannot add to a pattern that is enough.
    pub(super) fn shorten(&mut self, enough: usize) {
        let Some(rule) = self.patterns.get(enough).map(|pattern| pattern.rule) else { return };
        let rules = &self.rules;
        let mut at = 0;
        self.patterns.retain(|pattern| {
            at += 1;
            at == enough + 1
                || pattern.rule != rule
                    && rules.get(pattern.rule).is_some_and(|rule| !rule.allow || rule.limit.is_some())
        });
        for (at, other) in self.rules.iter_mut().enumerate() {
            if other.allow && other.limit.is_none() && at != rule {
                (other.sure, other.all_but) = (true, false);
                other.keys.clear();
            }
        }
    }

    /// The rule of a pattern.
    pub(super) fn rule(&self, pattern: usize) -> Option<&Rule> {
        self.rules.get(self.patterns.get(pattern)?.rule)
    }

    /// Whether a Deny or a boundary could take something back.
    pub(super) fn only_allow(&self) -> bool {
        self.limits.is_empty() && self.rules.iter().all(|rule| rule.allow)
    }
}

/// Whether all that is needed is in an ARN with wildcards.
fn includes(pattern: &Pattern, need: &[Piece]) -> bool {
    covers(&pattern.pieces, need).unwrap_or_else(|| {
        let mut one = Nfa::default();
        one.add(&pattern.pieces, pattern.reading);
        one.run_all(need).iter().any(|place| one.owner(*place).1)
    })
}

pub(super) fn has_action(statement: &Statement, action: &str) -> bool {
    let (Scope::Only(items) | Scope::AllBut(items)) = &statement.actions;
    let all_but = matches!(statement.actions, Scope::AllBut(_));
    let wide = (statement.effect == Effect::Allow) == all_but;
    for item in items {
        if matches_action(&item.text, action, wide) {
            return !all_but;
        }
    }
    all_but
}

/// The text of a resource as AWS takes it for the action.
fn meant<'a>(text: &'a str, asked: &RequestSet<'_>) -> &'a str {
    match asked.applies_to {
        // "Use the second version, with the trailing :*, to refer to the ARN when specifying permissions in IAM
        // policies": to a log group itself. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl
        Some(ResourceType::LogGroup) => log_group(text),
        // AWS's own example. https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html
        Some(ResourceType::Everything)
            if asked.action.eq_ignore_ascii_case("s3:ListAllMyBuckets") && is_all_buckets(text, asked.partition) =>
        {
            "*"
        }
        _ => text,
    }
}

/// `arn:aws:s3:::*`, of the partition asked about.
fn is_all_buckets(text: &str, partition: Option<Partition>) -> bool {
    let part = text.strip_prefix("arn:").and_then(|rest| rest.strip_suffix(":s3:::*"));
    part.is_some_and(|part| {
        let any = part == "*" || part.starts_with(OPEN);
        any || partition.map_or_else(|| Partition::named(part).is_some(), |own| own.name() == part)
    })
}

/// Whether text and pattern differ before either has a wildcard or a variable.
fn begins_apart(text: &str, other: &[Piece]) -> bool {
    for (c, piece) in text.chars().zip(other) {
        match piece {
            Piece::Char(other) if !matches!(c, '*' | '?' | '$' | OPEN) => {
                if c != *other {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

fn resource(text: &str, variables: bool, asked: &RequestSet<'_>) -> Glob {
    // "You can use policy variables in the Resource element only in the resource portion of the ARN": after its fifth colon.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    let early = search::find(text, "${").is_some_and(|at| text.bytes().take(at).filter(|b| *b == b':').count() < 5);
    let mut glob = read(text, variables, if early { &[] } else { asked.facts });
    if asked.own_user
        && text.ends_with(":user/${aws:username}")
        && search::cut(text, "${").is_some_and(|(_, rest)| !search::has(rest, "${"))
    {
        glob.unknown.clear();
    }
    glob
}

/// The ARN of a log group without the `:*` that may end it.
pub(super) fn log_group(text: &str) -> &str {
    text.strip_suffix(":*").filter(|text| search::has(text, ":log-group:")).unwrap_or(text)
}
