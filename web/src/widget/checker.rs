//! The check of what the reader has: what it knows and how a message changes it. No browser types.
//!
//! The pasted texts live here and in their text areas, and nowhere else: never in an attribute, a link or an event,
//! because they hold account ids. All other inputs are attributes, as in any widget.

mod examples;
mod explained;
mod found;
mod permissions;
mod places;
mod upgrade;
pub(crate) mod view;

use super::message::{CheckerMessage, Message, Status, Task};
use super::model::{ending_in_line_feed, input, Model};
use super::page::{ChangeDetail, Component};
use rules::api::{BuildAnswer, Built};
use rules::build::build;
use rules::check::{check, CheckAnswer, CheckCall, Checked, PermissionStatus, TextRange, Verdict};
use rules::explain::{explain, Denial, ExplainAnswer, ExplainCall};
use rules::export::Format;
use rules::search;
use rules::setup::{BuildCall, Flag, Input, Kind, Text};
use upgrade::Upgrade;

/// Names of the fields that are not [`Text`]s, and of the attributes of the first two.
pub(crate) const WHOSE: &str = "for";
pub(crate) const FROM: &str = "from";
pub(crate) const TEXT: &str = "text";
pub(crate) const BOUNDARY: &str = "boundary";

/// Texts longer than this, in bytes, are checked when the typing stops: up to here a check is not felt.
const LONG: usize = 64 * 1024;

/// How long a pause is, in milliseconds. Shorter ones come between the words of a sentence spoken aloud.
const PAUSE: i32 = 600;

/// The checker.
pub(crate) struct Checker {
    /// The inputs it shares with the other widgets, as those keep them. Its policy is whose policies are checked.
    pub(crate) form: Model,
    /// The page or the reader says whose policies they are.
    pub(crate) is_said: bool,
    pub(crate) from: String,
    /// The version upgraded from is being typed.
    pub(crate) typing_from: bool,
    pub(crate) text: String,
    pub(crate) boundary: String,
    /// What the module of the readers made of both, for as long as they are the same.
    pub(crate) readings: Vec<(String, String)>,
    /// A text has parts that such a reader may read, and none was asked yet.
    unread: bool,
    /// Whose policies to judge, of those in the text, if the reader chose.
    pub(crate) principal: Option<String>,
    /// What the errors in the text mean.
    pub(crate) explained: Vec<Denial>,
    /// The one of these that the reader wants to see what to add for.
    chosen: usize,
    /// The policy that this asks for, as it is copied.
    policy: String,
    /// `None` while an input is wrong.
    pub(crate) checked: Option<Checked>,
    /// The text is too long to be checked on each key, and has not been checked as it stands.
    pub(crate) pending: bool,
    pub(crate) upgrade: Upgrade,
    /// The newest versions the text is enough for, in a sentence.
    pub(crate) enough_for: String,
    /// Read aloud when it changes: the verdict, once the typing stops.
    pub(crate) said: String,
    /// The snippet is the whole pasted text with the addition in it; of an error, only what was denied.
    pub(crate) whole: bool,
    pub(crate) status: Option<Status>,
}

impl Component for Checker {
    const KEYED: bool = true;

    fn new(inputs: &[(String, String)]) -> Checker {
        let mut checker = Checker {
            form: Model::new(&of_form(inputs)),
            is_said: kind(&input(inputs, WHOSE)).is_some(),
            from: input(inputs, FROM),
            typing_from: false,
            text: String::new(),
            boundary: String::new(),
            readings: Vec::new(),
            unread: false,
            principal: None,
            explained: Vec::new(),
            chosen: 0,
            policy: String::new(),
            checked: None,
            pending: false,
            upgrade: Upgrade::default(),
            enough_for: String::new(),
            said: String::new(),
            whole: false,
            status: None,
        };
        checker.check();
        checker
    }

    /// Takes all attributes anew. `true` when they differ from before.
    fn set(&mut self, inputs: &[(String, String)]) -> bool {
        let (is_said, from) = (kind(&input(inputs, WHOSE)).is_some(), input(inputs, FROM));
        let changed = self.form.set(&of_form(inputs)) || (is_said, &from) != (self.is_said, &self.from);
        if changed {
            (self.is_said, self.from) = (is_said, from);
            self.check();
            self.settle();
        }
        changed
    }

    /// Takes a message in and says what the page must do about it, and whether an input is another now.
    fn update(&mut self, message: Message) -> (Vec<Task>, bool) {
        match message {
            Message::Check(act) => self.act(act),
            Message::Copy => (self.finished(Task::Copy), false),
            Message::Download => {
                let name = self.file_name();
                let effects = self.finished(|text| Task::Download { name, text: ending_in_line_feed(&text) });
                self.status = Some(Status::Downloaded);
                (effects, false)
            }
            Message::Answered { accepted, .. } => {
                self.status = Some(if accepted { Status::Copied } else { Status::CopyRefused });
                (if accepted { Vec::new() } else { vec![Task::SelectText(".snippet")] }, false)
            }
            Message::Forget => {
                self.status = None;
                (Vec::new(), false)
            }
            Message::CopyLink => (Vec::new(), false),
            Message::Chosen(_) | Message::Stepped(_) => {
                let (effects, changed) = self.form.take_in(message);
                if changed {
                    self.check();
                }
                (effects, changed)
            }
            Message::Typed { .. }
            | Message::Committed(_)
            | Message::Ticked(..)
            | Message::Called(_)
            | Message::Also(_)
            | Message::Part(_)
            | Message::CopyPart
            | Message::Added(..)
            | Message::Use(_)
            | Message::Explain => {
                let used = matches!(message, Message::Use(_));
                let (mut effects, changed) = self.form.take_in(message);
                // Its Copy may not be there.
                if used && effects.pop().is_some() {
                    effects.push(Task::Focus(Text::Bucket.name()));
                }
                if changed {
                    self.check();
                    effects.push(Task::SettleIn(PAUSE));
                }
                (effects, changed)
            }
        }
    }

    /// Edits count at once; see [`Model::apply`].
    fn apply(&mut self, effects: &[Task]) -> bool {
        let mut changed = self.form.apply(effects);
        for effect in effects {
            let Task::Edit { attribute, value, .. } = effect else { continue };
            let value = value.clone().unwrap_or_default();
            if attribute == WHOSE {
                changed |= self.form.set_policy(whose(&value).name()) || !self.is_said;
                self.is_said = true;
            } else if attribute == FROM && self.from != value {
                self.from = value;
                changed = true;
            }
        }
        if changed {
            self.check();
        }
        changed
    }

    /// None leads here: no link could hold the text.
    fn follow(&self, _pairs: &[(String, String)]) -> Vec<Task> {
        Vec::new()
    }

    fn told(&self) -> ChangeDetail<'_> {
        let mut more = vec![(WHOSE, self.whose().name())];
        if !self.from.is_empty() {
            more.push((FROM, &self.from));
        }
        let (first, others) = self.inputs();
        let shown = |input| input == Input::Text(Text::Format) || first.contains(&input) || others.contains(&input);
        ChangeDetail {
            call: self.form.call.clone().only(shown),
            more,
            answer: &self.form.answer,
            verdict: if self.asks() { Some(Verdict::Conditional) } else { self.verdict() },
        }
    }

    fn unread(&mut self) -> Vec<String> {
        if std::mem::take(&mut self.unread) {
            vec![self.text.clone(), self.boundary.clone()]
        } else {
            Vec::new()
        }
    }

    fn readings(readings: Option<Vec<(String, String)>>) -> Option<Message> {
        Some(Message::Check(readings.map_or(CheckerMessage::CanRead, CheckerMessage::Readings)))
    }

    fn field_changed(name: &str, value: String) -> Option<Message> {
        let act = match name {
            WHOSE => CheckerMessage::Whose,
            FROM => CheckerMessage::From,
            TEXT => CheckerMessage::Text,
            BOUNDARY => CheckerMessage::Boundary,
            _ => return None,
        };
        Some(Message::Check(act(value)))
    }

    fn field_left(name: &str) -> Option<Message> {
        (name == FROM).then_some(Message::Check(CheckerMessage::FromLeft))
    }

    fn button_pressed(name: &str) -> Option<Message> {
        Some(Message::Check(CheckerMessage::Pressed(name.to_string())))
    }
}

/// Selects a part of a text, in its text area.
fn selects(text: usize, range: &TextRange) -> Task {
    let area = if text == 0 { TEXT } else { BOUNDARY };
    Task::Select { area, start: range.start as u32, end: range.end as u32 }
}

impl Checker {
    fn act(&mut self, act: CheckerMessage) -> (Vec<Task>, bool) {
        let edit = |attribute: &str, value: String| {
            let value = Some(value).filter(|value| !value.is_empty());
            vec![Task::Edit { attribute: attribute.into(), value, shared: false }]
        };
        let mut effects = match act {
            CheckerMessage::Whose(value) => edit(WHOSE, value),
            CheckerMessage::From(value) => {
                self.typing_from = true;
                edit(FROM, value)
            }
            CheckerMessage::FromLeft => {
                self.typing_from = false;
                return (Vec::new(), false);
            }
            CheckerMessage::Text(text) => {
                if text == self.text {
                    return (Vec::new(), false);
                }
                self.text = text;
                self.readings.clear();
                return (self.typed(), false);
            }
            CheckerMessage::Boundary(text) => {
                if text == self.boundary {
                    return (Vec::new(), false);
                }
                self.boundary = text;
                self.readings.clear();
                return (self.typed(), false);
            }
            CheckerMessage::Pressed(button) => match button.strip_prefix("whose-") {
                // The button goes; the field that says the same is there.
                Some(whose) => [edit(WHOSE, whose.to_string()), vec![Task::Focus(WHOSE)]].concat(),
                None => return (self.pressed(&button), false),
            },
            CheckerMessage::Readings(readings) => {
                self.readings = readings;
                self.check();
                return (vec![Task::SettleIn(PAUSE)], false);
            }
            CheckerMessage::CanRead => {
                self.unread = self.wants_readers();
                return (Vec::new(), false);
            }
            CheckerMessage::Settle => {
                if self.pending {
                    self.check();
                }
                self.settle();
                return (Vec::new(), false);
            }
        };
        let changed = self.apply(&effects);
        effects.push(Task::SettleIn(PAUSE));
        (effects, changed)
    }

    /// What is pasted is checked on each key while that is not felt, else when the typing stops.
    fn typed(&mut self) -> Vec<Task> {
        self.status = None;
        if self.text.len() + self.boundary.len() > LONG {
            self.pending = true;
        } else {
            self.check();
        }
        vec![Task::SettleIn(PAUSE)]
    }

    fn pressed(&mut self, button: &str) -> Vec<Task> {
        if let Some(example) = examples::named(button) {
            return vec![Task::Fill { area: TEXT, text: example.text(&self.form.call) }];
        }
        if let Some(number) = button.strip_prefix("judge-") {
            let principals = self.checked.iter().flat_map(|checked| &checked.principals);
            let chosen = number.parse().ok().and_then(|number| principals.into_iter().nth(number));
            self.principal = chosen.map(|row| row.principal.clone());
            self.check();
            return vec![Task::SettleIn(PAUSE)];
        }
        let places = self.checked.as_ref().and_then(|checked| found::place_of(checked, button));
        if let Some((text, range)) = places {
            return vec![selects(text, &range)];
        }
        if let Some((what, number)) = search::cut(button, "-").filter(|(what, _)| *what != "select") {
            return number.parse().map_or_else(|_| Vec::new(), |number| self.about_error(what, number));
        }
        if let Some(numbers) = button.strip_prefix("select-") {
            return self.selected(numbers).into_iter().collect();
        }
        match button {
            "whole" => {
                self.whole = !self.whole;
                self.check();
                Vec::new()
            }
            "replace" => {
                let merged = self.checked.as_ref().and_then(|checked| checked.merged.as_ref());
                let text = merged.map(|merged| merged.text.clone());
                self.whole = false;
                text.map(|text| Task::Fill { area: TEXT, text }).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a button beside an explanation does.
    fn about_error(&mut self, what: &str, number: usize) -> Vec<Task> {
        let Some(denial) = self.explained.get(number) else { return Vec::new() };
        let range = match what {
            "denial" => Some(denial.range),
            "beside" => denial.pasted.as_ref().and_then(|pasted| pasted.range),
            _ => None,
        };
        if let Some(range) = range {
            return vec![Task::Select { area: TEXT, start: range.start as u32, end: range.end as u32 }];
        }
        self.chosen = number;
        self.print_policy();
        Vec::new()
    }

    /// What a button of [`view::select`] does.
    fn selected(&self, numbers: &str) -> Option<Task> {
        let checked = self.checked.as_ref()?;
        let mut numbers = numbers.split('-').map(|number| number.parse::<usize>().ok());
        let first = numbers.next()??;
        let (text, range) = match numbers.next().flatten() {
            None => checked.findings.get(first).map(|finding| (finding.text_index, finding.range))?,
            Some(index) => {
                let mut deciding = checked.permissions.iter().flat_map(|row| &row.statements);
                let row = deciding.find(|row| (row.document_index, row.statement_index) == (first, index))?;
                (checked.documents.get(first)?.text_index, row.range)
            }
        };
        Some(selects(text, &range))
    }

    /// The effect on the snippet's text, if there is one.
    fn finished(&mut self, effect: impl FnOnce(String) -> Task) -> Vec<Task> {
        self.status = None;
        self.snippet().map(|text| effect(text.to_string())).into_iter().collect()
    }

    /// What there is to copy: what to add, or the pasted text with it. Without a text, what the upgrade adds.
    pub(crate) fn snippet(&self) -> Option<&str> {
        let checked = self.checked.as_ref()?;
        if let Some(denial) = self.helped().and_then(|at| self.explained.get(at)) {
            let addition = denial.addition.as_ref().map(|addition| addition.text.as_str());
            let alone = self.whole || self.policy.is_empty() || self.is_alone(denial);
            return addition.filter(|_| alone).or(Some(&self.policy));
        }
        if checked.verdict == Verdict::Empty {
            return self.upgrade.addition.as_ref().map(|addition| addition.text.as_str());
        }
        let addition = checked.addition.as_ref().map(|addition| addition.text.as_str());
        checked.merged.as_ref().filter(|_| self.whole).map(|merged| merged.text.as_str()).or(addition)
    }

    /// A name to save the snippet under. The pasted text is JSON, and with the addition in it still is.
    pub(crate) fn file_name(&self) -> String {
        let merged = self.whole && !self.is_error();
        let extension = if merged { Format::Json } else { self.form.format() }.extension();
        let stem = if merged { "remotion-merged-policy" } else { "remotion-additional-policy" };
        [stem, extension].concat()
    }

    pub(crate) fn whose(&self) -> Kind {
        self.form.kind
    }

    /// The inputs to show: those of the first screen, then the rarer ones.
    pub(crate) fn inputs(&self) -> (Vec<Input>, Vec<Input>) {
        let (text, flag) = (Input::Text, Input::Flag);
        let has_bucket = self.form.call.text(Text::Bucket).is_some();
        let calls = self.whose() != Kind::Role;
        let (is_caller, bucket) = (self.whose() == Kind::Caller, text(Text::Bucket));
        let mut first = vec![text(Text::Version), text(Text::Region), bucket];
        let mut more = Vec::new();
        if has_bucket && !calls {
            more.extend([text(Text::Privacy), text(Text::ObjectOwnership)]);
        }
        if has_bucket {
            more.extend([text(Text::KeyPrefix), text(Text::Buckets), text(Text::KmsKeyArn)]);
        }
        // Whom the addition goes to, in the forms that attach it.
        if calls {
            more.push(text(Text::AttachTo));
        }
        if is_caller {
            first.insert(0, text(Text::Calls));
        } else {
            more.push(text(Text::Extras));
        }
        more.extend([text(Text::FunctionName), text(Text::RemotionBucket)]);
        if rules::setup::visible(self.whose(), &self.form.call).1.contains(&text(Text::FunctionRole)) {
            more.push(text(Text::FunctionRole));
        }
        if self.whose() == Kind::Role {
            more.push(text(Text::FunctionPrefix));
        }
        more.push(text(Text::AccountId));
        if has_bucket && !calls {
            more.push(flag(Flag::WriteOnly));
        }
        if calls && has_bucket {
            more.extend([flag(Flag::Download), flag(Flag::Delete)]);
        }
        (first, more)
    }

    /// The inputs, with the version that the page states for this policy where the reader wants none in particular.
    pub(crate) fn call(&self) -> BuildCall {
        self.form.published.or_newest(self.form.call.clone())
    }

    /// The policies whose permissions are needed.
    pub(crate) fn requirements(&self) -> Vec<BuildCall> {
        let call = self.call();
        let of = |kind: Kind| {
            let mut call = call.clone().with(Text::Policy, kind.name());
            // It is the key of the output bucket, and not of Remotion's.
            if matches!(kind, Kind::User | Kind::Role) {
                call.set_text(Text::KmsKeyArn, None);
            }
            call
        };
        let mut calls = vec![of(self.whose())];
        if call.text(Text::Bucket).is_none() {
            return calls;
        }
        if self.whose() == Kind::Role {
            calls.push(of(Kind::Destination));
        } else if call.flag(Flag::Download) || call.flag(Flag::Delete) {
            calls.push(of(Kind::DestinationCaller));
        }
        calls
    }

    fn check(&mut self) {
        self.pending = false;
        // What was said was said of another text.
        self.status = None;
        self.explained.clear();
        if let ExplainAnswer::Explained { denials, .. } =
            explain(&ExplainCall { text: self.text.clone(), setup: self.call() })
        {
            self.explained = denials;
        }
        let requirements = self.requirements();
        let boundary = if self.boundary.trim().is_empty() { Vec::new() } else { vec![self.boundary.clone()] };
        let mut call = CheckCall {
            texts: vec![self.text.clone()],
            boundary,
            principal: self.principal.clone(),
            requirements,
            merge: true,
            readings: self.readings.clone(),
        };
        if !self.upgrade.is_of(&call.requirements, &self.from) {
            self.upgrade = Upgrade::new(&call.requirements, &self.from);
        }
        let mut answer = check(&call);
        // Who was chosen is no longer in the text.
        if matches!(&answer, CheckAnswer::Checked(checked) if checked.principal.is_none()) && self.principal.is_some() {
            (self.principal, call.principal) = (None, None);
            answer = check(&call);
        }
        match answer {
            CheckAnswer::Checked(checked) => {
                let is_empty = checked.verdict == Verdict::Empty;
                self.whole &= checked.merged.is_some() || is_empty && !self.explained.is_empty();
                self.checked = Some(checked);
                self.unread = self.wants_readers();
                self.form.answer = BuildAnswer::Built(Built::default());
            }
            CheckAnswer::Refused(problems) => {
                self.checked = None;
                self.form.answer = BuildAnswer::Refused(problems);
            }
        }
        if !self.explained.get(self.chosen).is_some_and(is_mended_by_adding) {
            self.chosen = self.explained.iter().position(is_mended_by_adding).unwrap_or_default();
        }
        self.print_policy();
    }

    fn print_policy(&mut self) {
        self.policy.clear();
        let policy = self.explained.get(self.chosen).and_then(|denial| denial.policies.first());
        if let Some(BuildAnswer::Built(built)) = policy.map(build) {
            self.policy = built.marked.text;
        }
    }

    /// There is an error and no policy, so nothing is said of what may be missing.
    pub(crate) fn is_error(&self) -> bool {
        self.verdict() == Some(Verdict::Empty) && !self.explained.is_empty()
    }

    /// The denial that the snippet mends: beside policies it is what the check adds.
    pub(crate) fn helped(&self) -> Option<usize> {
        let mended = self.explained.get(self.chosen).is_some_and(is_mended_by_adding);
        Some(self.chosen).filter(|_| mended && self.is_error())
    }

    fn wants_readers(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| checked.wants_readers)
    }

    fn settle(&mut self) {
        let shows = self.verdict().is_some_and(|verdict| !matches!(verdict, Verdict::Empty | Verdict::Invalid));
        let asked = shows && !self.asks() && self.whose() != Kind::Caller && self.text.len() <= LONG;
        self.enough_for = if asked {
            upgrade::newest_enough(self.whose(), |version| self.is_enough_for(version))
        } else {
            String::new()
        };
        self.said = match (self.explained.first(), &self.checked) {
            (Some(denial), _) => [denial.message.as_str(), " ", &denial.help].concat().replace('`', ""),
            (None, Some(_)) if self.asks() => QUESTION.into(),
            (None, Some(checked)) => checked.summary.clone(),
            (None, None) => String::new(),
        };
    }

    /// Whether the text allows what each `must` of a version asks.
    fn is_enough_for(&self, version: &str) -> bool {
        let requirements = vec![self.form.call.clone().with(Text::Version, version)];
        let boundary = if self.boundary.trim().is_empty() { Vec::new() } else { vec![self.boundary.clone()] };
        match check(&CheckCall {
            texts: vec![self.text.clone()],
            boundary,
            principal: self.principal.clone(),
            requirements,
            merge: false,
            readings: self.readings.clone(),
        }) {
            CheckAnswer::Checked(checked) => {
                let is_allowed = |row: &rules::check::PermissionRow| row.status == PermissionStatus::Allowed;
                checked.verdict == Verdict::Sufficient && checked.permissions.iter().all(is_allowed)
            }
            CheckAnswer::Refused(_) => false,
        }
    }

    /// See [`Denial::takes_addition_only`].
    pub(crate) fn is_alone(&self, denial: &Denial) -> bool {
        denial.takes_addition_only(self.form.format())
    }

    /// Nobody says whose policies these are, and they look like another's than the one whose they are taken for.
    pub(crate) fn asks(&self) -> bool {
        let found = |checked: &Checked| checked.findings.iter().any(|one| one.code == rules::check::OF_DEPLOYER);
        !self.is_said && self.shown().is_some_and(found)
    }

    /// What to show of the last check. Nothing while a longer text waits: its ranges would be those of another.
    pub(crate) fn shown(&self) -> Option<&Checked> {
        self.checked.as_ref().filter(|_| !self.pending)
    }

    pub(crate) fn verdict(&self) -> Option<Verdict> {
        self.checked.as_ref().map(|checked| checked.verdict)
    }
}

fn is_mended_by_adding(denial: &Denial) -> bool {
    !denial.policies.is_empty() || denial.addition.is_some()
}

/// Before the verdict.
const QUESTION: &str = "It depends on whose policies these are: they look like the deployer’s.";

fn whose(value: &str) -> Kind {
    kind(value).unwrap_or(Kind::Role)
}

fn kind(value: &str) -> Option<Kind> {
    match value.trim() {
        "user" => Some(Kind::User),
        "caller" => Some(Kind::Caller),
        "role" => Some(Kind::Role),
        _ => None,
    }
}

/// The attributes with whose policies are checked as the policy.
fn of_form(inputs: &[(String, String)]) -> Vec<(String, String)> {
    let policy = whose(&input(inputs, WHOSE)).name().to_string();
    let others = inputs.iter().filter(|(name, _)| name != "policy").cloned();
    others.chain([("policy".to_string(), policy)]).collect()
}

#[cfg(test)]
mod tests;
