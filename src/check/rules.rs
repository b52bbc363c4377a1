//! The Statements that have a say in one action, made ready to be asked about resources.

use super::actions::Takes;
use super::condition::{met, Fact, Met};
use super::machine::{are_apart, Machine, Reading};
use super::pattern::{matches_action, read, Glob, Piece};
use crate::import::document::{Document, Effect, Item, Scope, Statement};
use crate::search;

/// A Statement that names the action, by the place of its document and its own.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) document: usize,
    pub(super) index: usize,
    pub(super) allow: bool,
    /// Which boundary it is part of.
    boundary: Option<usize>,
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
pub(crate) struct Decided {
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
pub(super) struct Asked<'a> {
    pub(super) action: &'a str,
    pub(super) takes: Option<Takes>,
    /// What Statements about other resources are left out by.
    pub(super) resource: &'a [Piece],
    pub(super) facts: &'a [Fact],
    /// The resource asked about is the caller, so that `user/${aws:username}` is whoever it is.
    pub(super) own_user: bool,
}

/// All rules of an action.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) rules: Vec<Rule>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) decided: Vec<Decided>,
    /// How many boundaries there are, whether or not they have a rule.
    boundaries: usize,
}

/// A pattern of a rule.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) rule: usize,
    pub(super) pieces: Vec<Piece>,
    reading: Reading,
    /// It has no variable of unknown value.
    sure: bool,
}

impl Rules {
    pub(super) fn gather(documents: &[Document], asked: &Asked<'_>) -> Rules {
        let mut rules = Rules::default();
        for (document, policy) in documents.iter().enumerate() {
            let boundary = policy.boundary.then_some(rules.boundaries);
            rules.boundaries += usize::from(policy.boundary);
            for (index, statement) in policy.statements.iter().enumerate() {
                if has_action(statement, asked.action) {
                    let rule = Rule {
                        document,
                        index,
                        allow: statement.effect == Effect::Allow,
                        boundary,
                        all_but: matches!(statement.resources, Scope::AllBut(_)),
                        sure: !statement.doubtful,
                        keys: Vec::new(),
                    };
                    rules.add(rule, policy, statement, asked);
                }
            }
        }
        rules
    }

    fn add(&mut self, mut rule: Rule, policy: &Document, statement: &Statement, asked: &Asked<'_>) {
        let (Scope::Only(items) | Scope::AllBut(items)) = &statement.resources;
        // The narrow reading of an Allow is the wide one of what it leaves out, and a Deny the other way round.
        let reading = if rule.allow == rule.all_but { Reading::Wide } else { Reading::Narrow };
        let mut patterns = Vec::new();
        for item in items {
            let text = meant(&item.text, asked);
            // Most are about something else, and need not be read to say so.
            if begins_apart(text, asked.resource) {
                continue;
            }
            let mut glob = resource(text, policy.variables, asked);
            if reading == Reading::Wide {
                glob.complete();
            }
            if !are_apart(&glob.pieces, asked.resource) {
                let sure = glob.unknown.is_empty();
                glob.unknown.into_iter().for_each(|key| rule.name(key));
                patterns.push(Pattern { rule: self.rules.len(), pieces: glob.pieces, reading, sure });
            }
        }
        if patterns.is_empty() && !rule.all_but {
            return;
        }
        for condition in &statement.conditions {
            let met = met(condition, policy.variables, asked.facts);
            let why = super::condition::fact(asked.facts, &condition.key).map_or("", |fact| fact.why);
            let mut decided = |met| {
                let Rule { document, index, allow, .. } = rule;
                self.decided.push(Decided { document, index, allow, key: condition.key.clone(), met, why });
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
    pub(super) fn compile(&self, machine: &mut Machine) {
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
    pub(super) fn applied(&self, machine: &Machine, offset: usize, state: &[u32]) -> Vec<u8> {
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
        self.rules.len() + self.boundaries
    }

    /// Whether a boundary alone stands in the way.
    pub(super) fn is_bounded(&self, applied: &[u8]) -> bool {
        let (allowed, bounds, _) = self.sides(applied);
        allowed > 0 && bounds == 0
    }

    /// How far it is allowed, let through by every boundary, and denied.
    fn sides(&self, applied: &[u8]) -> (u8, u8, u8) {
        let (mut allowed, mut denied) = (0, 0);
        let mut bounds = vec![0_u8; self.boundaries];
        for (rule, applies) in self.rules.iter().zip(applied) {
            let side = match rule.boundary {
                _ if !rule.allow => Some(&mut denied),
                None => Some(&mut allowed),
                Some(boundary) => bounds.get_mut(boundary),
            };
            if let Some(side) = side {
                *side = (*side).max(*applies);
            }
        }
        (allowed, bounds.into_iter().fold(2, u8::min), denied)
    }

    /// Leaves out the Allows that cannot add to one that covers everything asked for, which is given back.
    pub(super) fn shorten(&mut self, need: &[Piece]) -> Option<usize> {
        let enough = |pattern: &&Pattern| {
            let rule = self.rules.get(pattern.rule);
            let simple = rule.is_some_and(|rule| rule.allow && rule.sure && !rule.all_but && rule.boundary.is_none());
            // Most policies that are pasted are copies of Remotion's.
            simple
                && pattern.sure
                && (pattern.pieces == need || {
                    let mut one = Machine::default();
                    one.add(&pattern.pieces, pattern.reading);
                    one.run_all(need).iter().any(|place| one.owner(*place).1)
                })
        };
        let enough = self.patterns.iter().find(enough)?.clone();
        let rules = &self.rules;
        self.patterns.retain(|pattern| {
            pattern.rule != enough.rule
                && rules.get(pattern.rule).is_some_and(|rule| !rule.allow || rule.boundary.is_some())
        });
        for (at, rule) in self.rules.iter_mut().enumerate() {
            if rule.allow && rule.boundary.is_none() && at != enough.rule {
                (rule.sure, rule.all_but) = (true, false);
                rule.keys.clear();
            }
        }
        let rule = enough.rule;
        self.patterns.push(enough);
        Some(rule)
    }

    /// Whether a Deny or a boundary could take something back.
    pub(super) fn only_allow(&self) -> bool {
        self.boundaries == 0 && self.rules.iter().all(|rule| rule.allow)
    }
}

fn has_action(statement: &Statement, action: &str) -> bool {
    let allow = statement.effect == Effect::Allow;
    let named = |items: &[Item], wide| items.iter().any(|item| matches_action(&item.text, action, wide));
    match &statement.actions {
        Scope::Only(items) => named(items, !allow),
        Scope::AllBut(items) => !named(items, allow),
    }
}

/// The text of a resource as AWS takes it for the action.
fn meant<'a>(text: &'a str, asked: &Asked<'_>) -> &'a str {
    match asked.takes {
        // "Use the second version, with the trailing :*, to refer to the ARN when specifying permissions in IAM
        // policies": to a log group itself. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl
        Some(Takes::LogGroup) => log_group(text),
        // AWS's own example. https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html
        Some(Takes::Everything)
            if asked.action.eq_ignore_ascii_case("s3:ListAllMyBuckets")
                && text.starts_with("arn:")
                && text.ends_with(":s3:::*") =>
        {
            "*"
        }
        _ => text,
    }
}

/// Whether text and pattern differ before either has a wildcard or a variable.
fn begins_apart(text: &str, other: &[Piece]) -> bool {
    for (c, piece) in text.chars().zip(other) {
        match piece {
            Piece::Char(other) if !matches!(c, '*' | '?' | '$') => {
                if c != *other {
                    return true;
                }
            }
            _ => return false,
        }
    }
    false
}

fn resource(text: &str, variables: bool, asked: &Asked<'_>) -> Glob {
    let mut glob = read(text, variables, asked.facts);
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
