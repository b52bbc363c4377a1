//! Which outcomes the resources of a need have: every resource there is, without listing them.
//!
//! One breadth-first walk over the states of a [`Nfa`] that holds the need, the ARNs its action applies to and the
//! patterns of all rules. States that were met are not met again, so it ends; it finds a shortest resource for each
//! outcome.

use super::nfa::{Nfa, Set};

/// What the walk found.
pub(super) struct Walked {
    /// Whether every state was seen.
    pub(super) complete: bool,
    /// Places looked at, as a measure of the work.
    pub(super) work: usize,
}

/// Places a walk may look at. About 10 ms in a slow browser.
const MOST: usize = 400_000;

/// Places that the walks of a whole check may look at, as long as each gets its least.
const TOGETHER: usize = 1_200_000;

/// What a walk may look at however much the others took. Policies that people write need a tenth of it.
const LEAST: usize = 20_000;

/// What is left of the places that a check may look at, so that it ends soon however many of its walks are long.
pub(crate) struct Budget(usize);

impl Budget {
    pub(crate) fn new() -> Budget {
        Budget(TOGETHER)
    }

    pub(super) fn share(&self) -> usize {
        self.0.clamp(LEAST, MOST)
    }

    pub(super) fn spend(&mut self, work: usize) {
        self.0 = self.0.saturating_sub(work);
    }
}

/// A state, and how it was reached.
struct Reached {
    /// Its part of the arena.
    from: usize,
    to: usize,
    parent: usize,
    by: char,
}

/// Is given a state and what tells a resource that leads there; says whether it has seen enough.
type Visit<'a> = dyn FnMut(&[u32], &dyn Fn() -> String) -> bool + 'a;

/// Calls `visit` with each state in which the need and one of its shapes end, and with a resource that leads there.
/// The first pattern of the machine is the need, the next `shapes` are the shapes. Ends when `visit` says so, or when
/// more than `budget` places were looked at; one visit is as much work as `toll` of them.
pub(super) fn walk(machine: &Nfa, shapes: usize, toll: usize, budget: usize, visit: &mut Visit<'_>) -> Walked {
    let mut arena = machine.start();
    let mut nodes = vec![Reached { from: 0, to: arena.len(), parent: 0, by: ' ' }];
    let mut seen = Seen::new();
    let (mut at, mut work) = (0, 0);
    let (mut state, mut after, mut characters) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(node) = nodes.get(at) {
        state.clear();
        state.extend_from_slice(arena.get(node.from..node.to).unwrap_or_default());
        if ends(machine, shapes, &state) {
            if visit(&state, &|| text(&nodes, at)) {
                return Walked { complete: true, work };
            }
            work += toll;
        }
        work += alphabet(machine, shapes, &state, &mut characters);
        for c in &characters {
            if work > budget {
                return Walked { complete: false, work };
            }
            machine.next(&state, Set::Char(*c), &mut after);
            work += state.len();
            if is_live(machine, shapes, &after) && seen.insert(&after, &nodes, &arena) {
                let from = arena.len();
                arena.extend_from_slice(&after);
                nodes.push(Reached { from, to: arena.len(), parent: at, by: *c });
            }
        }
        at += 1;
    }
    Walked { complete: true, work }
}

fn text(nodes: &[Reached], mut at: usize) -> String {
    let mut reversed = Vec::new();
    while let Some(node) = nodes.get(at).filter(|_| at > 0) {
        reversed.push(node.by);
        at = node.parent;
    }
    reversed.iter().rev().collect()
}

/// Whether the need, and one shape if there are any, end in the state.
pub(super) fn ends(machine: &Nfa, shapes: usize, state: &[u32]) -> bool {
    let ended = |owners: std::ops::RangeInclusive<usize>| {
        state.iter().any(|place| {
            let (owner, ended) = machine.owner(*place);
            ended && owners.contains(&owner)
        })
    };
    ended(0..=0) && (shapes == 0 || ended(1..=shapes))
}

/// Whether the need and one shape can still end.
fn is_live(machine: &Nfa, shapes: usize, state: &[u32]) -> bool {
    let mut owners = state.iter().map(|place| machine.owner(*place).0);
    owners.next() == Some(0) && (shapes == 0 || owners.any(|owner| (1..=shapes).contains(&owner)))
}

/// Characters that lead on from a state, one for each way they can differ: those that a pattern has there, and one of
/// each kind that none has. The first is the one that reads best.
fn alphabet(machine: &Nfa, shapes: usize, state: &[u32], characters: &mut Vec<char>) -> usize {
    const KINDS: [&str; 9] = ["exampl", "123456789", "EXAMPL", "-", "/", ".", ":", "_", "~ !ü"];
    characters.clear();
    let (mut need_is_open, mut shape_is_open, mut work) = (false, shapes == 0, 0);
    for place in state {
        let (step, stay) = machine.ways(*place);
        if let Set::Char(c) = step {
            // Looking one up is many times less work than a place, until there are very many.
            work += characters.len() / 32;
            crate::work::steps(1 + characters.len() / 32);
            if !characters.contains(&c) {
                characters.push(c);
            }
        }
        let open = stay != Set::Nothing || !matches!(step, Set::Char(_) | Set::Nothing);
        match machine.owner(*place).0 {
            0 => need_is_open |= open,
            owner if owner <= shapes => shape_is_open |= open,
            _ => {}
        }
    }
    if !need_is_open || !shape_is_open {
        return work;
    }
    let literals = characters.len();
    for kind in KINDS {
        let fresh = |c: &char| !characters.get(..literals).unwrap_or_default().contains(c);
        // All of a kind in use in one state takes as many patterns; then the rest of the kind stands in.
        let rest = match kind {
            "exampl" => "abcdfghijknoqrstuvwyz",
            "123456789" => "0",
            "EXAMPL" => "BCDFGHIJKNOQRSTUVWYZ",
            "~ !ü" => "ßäöéèáàâçñ|§",
            _ => "",
        };
        if let Some(c) = kind.chars().chain(rest.chars()).find(fresh) {
            characters.push(c);
        }
    }
    work
}

/// States that were met: an open hash table of node numbers.
struct Seen {
    slots: Vec<u32>,
    used: usize,
}

impl Seen {
    fn new() -> Seen {
        Seen { slots: vec![0; 256], used: 0 }
    }

    /// Notes the state that is about to become the next node; `false` when it is known.
    fn insert(&mut self, state: &[u32], nodes: &[Reached], arena: &[u32]) -> bool {
        if self.used * 2 >= self.slots.len() {
            let mut slots = vec![0; self.slots.len() * 2];
            for node in self.slots.iter().filter(|node| **node != 0) {
                let known = of(*node, nodes, arena);
                let slot = find(&slots, known, &[], &[]);
                if let Some(slot) = slots.get_mut(slot) {
                    *slot = *node;
                }
            }
            self.slots = slots;
        }
        let at = find(&self.slots, state, nodes, arena);
        match self.slots.get_mut(at) {
            Some(slot) if *slot == 0 => {
                *slot = nodes.len() as u32;
                self.used += 1;
                true
            }
            _ => false,
        }
    }
}

fn of<'a>(node: u32, nodes: &[Reached], arena: &'a [u32]) -> &'a [u32] {
    nodes.get(node as usize).and_then(|node| arena.get(node.from..node.to)).unwrap_or_default()
}

/// The slot of a state, or the free one where it belongs.
fn find(slots: &[u32], state: &[u32], nodes: &[Reached], arena: &[u32]) -> usize {
    let mask = slots.len() - 1;
    let mut at = state.iter().fold(0x811c_9dc5_u32, |hash, place| (hash ^ place).wrapping_mul(0x0100_0193)) as usize;
    at ^= at >> 15;
    loop {
        at &= mask;
        match slots.get(at) {
            Some(0) | None => return at,
            Some(node) if of(*node, nodes, arena) == state => return at,
            _ => at += 1,
        }
    }
}
