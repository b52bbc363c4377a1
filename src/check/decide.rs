//! What the documents make of one need.

use super::inclusion::{ends, walk, Budget, Walked};
use super::nfa::Nfa;
use super::pattern::{read, Piece};
use super::required::RequiredPermission;
use super::rules::{log_group, Access, DecidedCondition, RequestSet, Rules};
use super::whose::{Counted, Holder};
use crate::remotion::ResourceType;
use serde::Serialize;

/// What a need comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PermissionStatus {
    /// All of it is allowed.
    Allowed,
    /// Nothing of it is allowed.
    Missing,
    /// A part of it is not allowed.
    Partly,
    /// Nothing of it is allowed, and a Deny takes at least a part of it back: an Allow more does not help.
    Denied,
    /// It depends on something that is not known.
    Conditional,
}

impl PermissionStatus {
    /// In the order of an answer, worst first.
    pub(crate) const ALL: [PermissionStatus; 5] = [
        PermissionStatus::Denied,
        PermissionStatus::Missing,
        PermissionStatus::Partly,
        PermissionStatus::Conditional,
        PermissionStatus::Allowed,
    ];

    /// As JavaScript knows it.
    pub fn name(self) -> &'static str {
        match self {
            PermissionStatus::Allowed => "allowed",
            PermissionStatus::Missing => "missing",
            PermissionStatus::Partly => "partly",
            PermissionStatus::Denied => "denied",
            PermissionStatus::Conditional => "conditional",
        }
    }
}

/// The answer for one need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: PermissionStatus,
    /// The Statements it is so by, as places of document and Statement, in the order of the texts.
    pub(crate) statements: Vec<(usize, usize)>,
    /// A resource that is not allowed, when it is missing, partly or denied.
    pub(crate) example: Option<String>,
    /// The condition keys and variables it depends on.
    pub(crate) condition_keys: Vec<String>,
    /// Conditions that were decided on the way.
    pub(crate) decided_conditions: Vec<DecidedCondition>,
    /// A permissions boundary does not let through what the other documents allow.
    pub(crate) blocked_by_boundary: bool,
}

/// What the resources of the need come to, all of them.
pub(crate) fn decide(
    documents: &[Counted<'_>],
    holder: &Holder,
    need: &RequiredPermission,
    effort: &mut Budget,
) -> Outcome {
    let pieces = pieces(need);
    let own_user = need.resource.ends_with(":user/${aws:username}");
    let (action, applies_to, facts) = (need.action, Some(need.applies_to), need.facts.as_slice());
    let partition = Some(need.partition);
    let asked = RequestSet {
        action,
        applies_to,
        resource: &pieces,
        facts,
        holder,
        partition,
        own_user,
        but: need.readers_choice_but,
    };
    let mut rules = Rules::gather(documents, &asked);
    if let Some(enough) = rules.enough(&pieces) {
        if let Some(rule) = rules.rule(enough).filter(|_| rules.only_allow()) {
            let place = (rule.document, rule.index);
            let mut outcome = outcome(PermissionStatus::Allowed, vec![place], Vec::new());
            outcome.decided_conditions = rules.decided;
            // What other Allows ask for does not matter any more; that a Deny never applies does.
            outcome.decided_conditions.retain(|decided| (decided.document, decided.index) == place || !decided.allow);
            return outcome;
        }
        rules.shorten(enough);
    }
    if rules.rules.is_empty() {
        if let Some(outcome) = nothing_said(need, &pieces, &rules) {
            return outcome;
        }
    }
    examine(need, &pieces, rules, effort)
}

/// No Statement has a say, so all of it is missing, and any resource shows it. `None` when none that looks real is part
/// of the need: then the walk finds one.
fn nothing_said(need: &RequiredPermission, pieces: &[Piece], rules: &Rules) -> Option<Outcome> {
    let (machine, shapes) = machine(need, pieces);
    let example = plausible(need, pieces).find(|text| ends(&machine, shapes, &machine.run(text)))?;
    let mut outcome = outcome(PermissionStatus::Missing, Vec::new(), Vec::new());
    outcome.example = Some(example);
    outcome.decided_conditions = rules.decided.clone();
    Some(outcome)
}

fn outcome(status: PermissionStatus, statements: Vec<(usize, usize)>, condition_keys: Vec<String>) -> Outcome {
    let (example, decided_conditions) = (None, Vec::new());
    Outcome { status, statements, example, condition_keys, decided_conditions, blocked_by_boundary: false }
}

/// The resource of a need. One that names the caller stands for every user name.
pub(super) fn pieces(need: &RequiredPermission) -> Vec<Piece> {
    match need.applies_to {
        // For want of resources, `*` is what is asked for.
        ResourceType::Everything => vec![Piece::Char('*')],
        ResourceType::LogGroup => read(log_group(&need.resource), true, &[]).pieces,
        _ => read(&need.resource, true, &[]).pieces,
    }
}

/// A machine of the need and the ARNs its action applies to; and how many these are.
pub(super) fn machine(need: &RequiredPermission, pieces: &[Piece]) -> (Nfa, usize) {
    let mut machine = Nfa::default();
    machine.add(pieces, super::nfa::WildcardReach::Narrow);
    let shapes = need.applies_to.shapes();
    for shape in shapes {
        let mut text = "arn:".to_string();
        text.push_str(need.partition.name());
        text.push(':');
        text.push_str(shape);
        machine.add_shape(&text);
    }
    (machine, shapes.len())
}

fn examine(need: &RequiredPermission, pieces: &[Piece], rules: Rules, effort: &mut Budget) -> Outcome {
    let (mut machine, shapes) = machine(need, pieces);
    let offset = shapes + 1;
    // By `Access`: a resource, and which rules had a part in it.
    let mut samples: [Option<String>; 4] = [None, None, None, None];
    let mut parts: Vec<[bool; 4]> = vec![[false; 4]; rules.rules.len()];
    let mut bounded = false;
    let (length, left) = (rules.length(), effort.share());
    // Patterns that are more than may be looked at are not even laid out.
    let is_laid_out = length < left;
    if is_laid_out {
        rules.compile(&mut machine);
    }
    let mut visit = |state: &[u32], text: &dyn Fn() -> String| {
        let applied = rules.applied(&machine, offset, state);
        let access = rules.access(&applied);
        for (part, applies) in parts.iter_mut().zip(&applied) {
            if let Some(part) = part.get_mut(access as usize) {
                *part |= *applies > 0;
            }
        }
        bounded |= access == Access::ImplicitDeny && rules.is_bounded(&applied);
        if let Some(sample) = samples.get_mut(access as usize).filter(|sample| sample.is_none()) {
            *sample = Some(text());
        }
        let [allowed, implicit, explicit, conditional] = &samples;
        // Nothing that follows can change this.
        (allowed.is_some() || conditional.is_some()) && (implicit.is_some() || explicit.is_some())
    };
    let walked = if is_laid_out {
        walk(&machine, shapes, rules.toll(), left - length, &mut visit)
    } else {
        Walked { complete: false, work: 0 }
    };
    effort.spend(length + walked.work);
    let [allowed, implicit, explicit, conditional] = samples;
    let some = allowed.is_some() || conditional.is_some();
    let none = implicit.is_some() || explicit.is_some();
    let status = match (some, none) {
        // Which of them the reader uses is not known here.
        (true, true) if !need.readers_choice_but.is_empty() => PermissionStatus::Conditional,
        (true, true) => PermissionStatus::Partly,
        _ if !walked.complete => PermissionStatus::Conditional,
        (false, _) if explicit.is_some() => PermissionStatus::Denied,
        (false, _) => PermissionStatus::Missing,
        (true, false) if conditional.is_some() => PermissionStatus::Conditional,
        (true, false) => PermissionStatus::Allowed,
    };
    let (mut statements, mut keys) = (Vec::new(), Vec::new());
    for (rule, [allowed, _, explicit, conditional]) in rules.rules.iter().zip(parts) {
        let counts = match status {
            PermissionStatus::Allowed => rule.allow && allowed,
            PermissionStatus::Missing => false,
            PermissionStatus::Denied => !rule.allow && explicit,
            PermissionStatus::Partly => rule.allow && (allowed || conditional) || !rule.allow && explicit,
            PermissionStatus::Conditional => conditional && (!rule.sure || !rule.keys.is_empty()),
        };
        if counts {
            statements.push((rule.document, rule.index));
            for key in rule.keys.iter().filter(|_| conditional) {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
    }
    let mut outcome = outcome(status, statements, keys);
    if status != PermissionStatus::Allowed && status != PermissionStatus::Conditional {
        let (access, sample) = match explicit {
            Some(sample) => (Access::ExplicitDeny, Some(sample)),
            None => (Access::ImplicitDeny, implicit),
        };
        let mut left = effort.share();
        let same = |text: &String| {
            let state = machine.run_within(text, &mut left);
            let state = state.filter(|state| ends(&machine, shapes, state));
            state.is_some_and(|state| rules.access(&rules.applied(&machine, offset, &state)) == access)
        };
        outcome.example = plausible(need, pieces).find(same).or(sample);
    }
    outcome.decided_conditions = rules.decided;
    outcome.blocked_by_boundary = bounded;
    outcome
}

/// Resources of the need that look like real ones.
fn plausible<'a>(need: &'a RequiredPermission, pieces: &'a [Piece]) -> impl Iterator<Item = String> + 'a {
    let china = need.partition == crate::partition::Partition::AwsCn;
    let regions = if china { ["cn-north-1", "cn-northwest-1"] } else { ["us-east-1", "eu-central-1"] };
    let names: &[&str] = match need.applies_to {
        ResourceType::Object => &["example.mp4", "example/example.mp4", "example"],
        ResourceType::LayerVersion => &["example:1", "1"],
        ResourceType::LogStream => &["example:log-stream:example", "example", "log-stream:example"],
        _ => &["example", "role/example"],
    };
    // Four of each name: with either region, and with either account.
    (0..names.len() * 4).filter_map(move |at| {
        let region = regions.get(at / 2 % 2)?;
        let account = ["123456789012", "111122223333"].get(at % 2)?;
        Some(fill(need, pieces, [region, account, names.get(at / 4)?]))
    })
}

fn fill(need: &RequiredPermission, pieces: &[Piece], [region, account, name]: [&str; 3]) -> String {
    let mut text = String::new();
    if pieces == [Piece::Many] {
        // All there is: the shape says how it looks.
        text.push_str("arn:");
        text.push_str(need.partition.name());
        text.push(':');
        for c in need.applies_to.shapes().first().copied().unwrap_or_default().chars() {
            match c {
                'R' => text.push_str(region),
                'A' => text.push_str(account),
                'W' | 'N' | 'O' | 'B' => text.push_str("example"),
                'D' => text.push('1'),
                _ => text.push(c),
            }
        }
        return text;
    }
    let mut segment = 0;
    for piece in pieces {
        match piece {
            Piece::Char(c) => {
                segment += usize::from(*c == ':');
                text.push(*c);
            }
            Piece::One => text.push('x'),
            Piece::Many => text.push_str(match segment {
                3 => region,
                4 => account,
                _ => name,
            }),
        }
    }
    text
}
