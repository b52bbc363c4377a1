//! What the widget knows and how a message changes it. No browser types: the page is told what to do by [`Task`]s.

mod link;

use super::message::{Message, Status, Step, Task};
use super::page::{ChangeDetail, Component};
use rules::api::{BuildAnswer, Built, Part};
use rules::build::{build_kind, example};
use rules::catalog::{self, Version};
use rules::diagnostics::{Note, Problem};
use rules::export::{Format, OF_POLICIES};
use rules::partition::Partition;
use rules::setup::calls::{self, Calls, PRESETS};
use rules::setup::names::{Address, Bucket};
use rules::setup::{self, attribute_name, BuildCall, Flag, Input, Kind, Text, FLAGS, TEXTS};
use rules::RESOURCES;

/// One widget: one policy.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) call: BuildCall,
    pub(crate) published: PublishedInputs,
    /// Where the page asks for [`SETUP`]: `only` here, and nothing else; `#` and an id, there; anything else, in each box.
    pub(crate) setup: String,
    pub(crate) kind: Kind,
    pub(crate) answer: BuildAnswer,
    /// Shown while there are problems: the text with stand-ins.
    pub(crate) example: Option<Built>,
    /// The field being typed in: its problems are not yet called errors.
    pub(crate) editing: Option<Text>,
    /// The address that was typed as the bucket, whose name has taken its place.
    pub(crate) address: Option<Address>,
    /// The part of a whole setup that is open: what it is called, and its place.
    part: Option<(&'static str, usize)>,
    /// The clipboard was given that part.
    is_part: bool,
    /// What the clipboard was given is still what is shown.
    is_copied: bool,
    /// What that names and the inputs do not.
    pub(super) named: Vec<Note>,
    /// What the last button press came to.
    pub(crate) status: Option<Status>,
    /// The box shows whom the text is for, the text and its version; all else is behind one disclosure.
    pub(crate) compact: bool,
    /// The page has a checker.
    pub(crate) has_checker: bool,
    /// What the link that led here was copied without, as [`Task::LeftOut`] has it.
    left_out: String,
    /// What boxes before this one say, as the page shows it: it is not said again.
    before: String,
    /// The inputs that are as a link has them.
    pub(crate) linked: Vec<Input>,
    /// Read aloud when it changes: what became of the text, once the reader has left a field of this box.
    pub(crate) said: String,
    /// That as it was before, which nobody needs to hear.
    heard: String,
}

/// What the page says between the element's tags, and of which version. It is no attribute and no field: it has line
/// ends, and no reader edits it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PublishedInputs {
    /// As the page's author wrote the attribute, which the reader may have changed since.
    pub(crate) version: String,
    pub(crate) policy: String,
}

/// The names of those two among the inputs. No attribute of HTML has a capital letter.
pub(crate) const PUBLISHED_VERSION: &str = "publishedVersion";
pub(crate) const PUBLISHED_POLICY: &str = "publishedPolicy";

/// Among the inputs when the page has a checker.
const HAS_CHECKER: &str = "hasChecker";

/// Among the inputs when other boxes of the page have notes and are before this one.
const SAID_BEFORE: &str = "saidBefore";

/// The attribute of a compact box. No field of a call: it is how one looks.
const COMPACT: &str = "compact";

impl PublishedInputs {
    pub(crate) fn of(inputs: &[(String, String)]) -> PublishedInputs {
        PublishedInputs { version: input(inputs, PUBLISHED_VERSION), policy: input(inputs, PUBLISHED_POLICY) }
    }

    /// For a checker, which stands beside it: a call that names no version is for this one, if it is the newest there is.
    pub(super) fn or_newest(&self, mut call: BuildCall) -> BuildCall {
        let is_newest = Version::parse(&self.version).is_some_and(|version| version > catalog::newest());
        if is_newest && call.text(Text::Version).is_none() {
            call.set_text(Text::Version, Some(self.version.clone()));
            self.put(&mut call);
        }
        call
    }

    /// Writes it into a call for that version, and takes it out of one for any other.
    fn put(&self, call: &mut BuildCall) {
        let same = call.text(Text::Version) == Some(self.version.trim());
        call.set_text(Text::PublishedPolicy, Some(self.policy.clone()).filter(|policy| same && !policy.is_empty()));
    }
}

/// The region and the bucket of the reader, which are one for all widgets of a page, and which a page can ask for in one
/// place. In the order of that place.
const SETUP: [Text; 6] =
    [Text::Region, Text::Bucket, Text::KeyPrefix, Text::Privacy, Text::ObjectOwnership, Text::KmsKeyArn];

/// Fields that are one for all widgets of a page: typed once, changed everywhere.
/// Not accounts and roles: a page may show policies for several.
fn is_shared(field: Text) -> bool {
    SETUP.contains(&field) || matches!(field, Text::Buckets | Text::Format | Text::Version)
}

/// Whether a policy keeps a field to itself, in both directions: what is public or deleted is said in its own box, and
/// Remotion's bucket has a key of its own.
/// `pkg/controller.js` has the other direction.
fn keeps_to_itself(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::BucketPolicy | Kind::Lifecycle | Kind::Setup => RESOURCES && matches!(field, "bucket" | "key-prefix"),
        // Elsewhere it is the key of the output bucket.
        Kind::User | Kind::Role => field == "kms-key-arn",
        _ => false,
    }
}

impl Component for Model {
    /// An unknown policy shows the problem that it is one, with an example.
    fn new(inputs: &[(String, String)]) -> Model {
        let (published, setup) = (PublishedInputs::of(inputs), input(inputs, "setup"));
        let answer = BuildAnswer::Refused(Vec::new());
        let (call, kind) = (BuildCall::default(), Kind::User);
        let mut model = Model {
            call,
            published,
            setup,
            kind,
            answer,
            example: None,
            editing: None,
            address: None,
            named: Vec::new(),
            part: None,
            is_part: false,
            is_copied: false,
            status: None,
            compact: is_on(inputs, COMPACT),
            has_checker: is_on(inputs, HAS_CHECKER),
            left_out: String::new(),
            before: input(inputs, SAID_BEFORE),
            linked: Vec::new(),
            said: String::new(),
            heard: String::new(),
        };
        if !model.take(call_of(inputs)) {
            model.build(model.call.kind());
        }
        model.heard = model.outcome();
        model
    }

    /// Takes all inputs anew. `true` when they differ from before; then what was said of the old ones no longer holds.
    fn set(&mut self, inputs: &[(String, String)]) -> bool {
        self.published = PublishedInputs::of(inputs);
        let call = call_of(inputs);
        if self.call.raw(Text::Bucket) != call.raw(Text::Bucket) {
            self.address = None;
        }
        self.has_checker = is_on(inputs, HAS_CHECKER);
        let changed = self.take(call);
        if changed {
            // Another box says it, where the reader is, or the page's author knows.
            self.heard = self.outcome();
        }
        let look = (input(inputs, SAID_BEFORE), input(inputs, "setup"), is_on(inputs, COMPACT));
        let is_same = (&self.before, &self.setup, self.compact) == (&look.0, &look.1, look.2);
        (self.before, self.setup, self.compact) = look;
        changed || !is_same
    }

    /// Takes a message in and says what the page must do about it, and whether an input is another now.
    fn update(&mut self, message: Message) -> (Vec<Task>, bool) {
        let (mut effects, changed) = self.take_in(message);
        self.unshare(&mut effects);
        (effects, changed)
    }

    /// Edits count at once, so that the field a reader types in is never set back; the attributes they become come
    /// back through [`Model::set`] and then change nothing, unless the page had another mind.
    fn apply(&mut self, effects: &[Task]) -> bool {
        let mut call = self.call.clone();
        for effect in effects {
            match effect {
                Task::Edit { attribute, value, .. } => {
                    call.set_attribute(attribute, value.as_deref());
                }
                Task::LeftOut(names) => self.left_out = names.clone(),
                _ => {}
            }
        }
        self.take(call)
    }

    fn follow(&self, pairs: &[(String, String)]) -> Vec<Task> {
        self.edits_of(pairs)
    }

    fn followed(&mut self, effects: &[Task]) {
        self.note_linked(effects);
    }

    fn lacks(&self) -> bool {
        setup::lacks(self.kind, &self.call)
    }

    fn told(&self) -> ChangeDetail<'_> {
        ChangeDetail {
            call: self.call.clone().only(|input| self.kind.takes(input)),
            more: Vec::new(),
            answer: &self.answer,
            verdict: None,
        }
    }
}

impl Model {
    /// The same for the form of a checker, which keeps no field to itself.
    pub(super) fn take_in(&mut self, message: Message) -> (Vec<Task>, bool) {
        let effects = self.answer_to(message);
        let changed = self.apply(&effects);
        if self.editing.is_none() {
            let outcome = self.outcome();
            if outcome != self.heard {
                self.said.clone_from(&outcome);
                self.heard = outcome;
            }
        }
        (effects, changed)
    }

    fn take(&mut self, call: BuildCall) -> bool {
        let kind = call.kind();
        let mut call = without_foreign_format(call, kind.as_ref().map_or(Kind::User, |kind| *kind));
        self.published.put(&mut call);
        if call == self.call {
            return false;
        }
        let before = &self.call;
        self.linked.retain(|input| match input {
            Input::Text(field) => call.raw(*field) == before.raw(*field),
            Input::Flag(flag) => call.flag(*flag) == before.flag(*flag),
        });
        self.call = call;
        // What was said, or is about to be, was said of another text.
        self.status = None;
        self.is_copied = false;
        self.build(kind);
        true
    }

    fn build(&mut self, kind: Result<Kind, Problem>) {
        (self.kind, self.answer) = match kind {
            Ok(kind) => (kind, build_kind(&self.call, kind)),
            Err(problem) => (Kind::User, BuildAnswer::Refused(vec![problem])),
        };
        self.example = match &self.answer {
            BuildAnswer::Built(_) => None,
            BuildAnswer::Refused(_) => example(&self.call, self.kind),
        };
        let named = self.address.as_ref().map(|address| {
            let mut notes = address.notes(self.call.text(Text::Region), self.call.text(Text::KeyPrefix));
            // A checker asks for no folder.
            if !self.kind.takes(Input::Text(Text::KeyPrefix)) {
                notes.retain(|note| note.mend.0 == Text::Region.name());
            }
            notes
        });
        self.named = named.unwrap_or_default();
    }

    /// Makes it another policy with the same inputs. `true` when it was not that one before.
    pub(super) fn set_policy(&mut self, name: &str) -> bool {
        let call = self.call.clone().with(Text::Policy, name);
        self.take(call)
    }

    /// The text on screen, finished or not.
    pub(crate) fn shown(&self) -> Option<&Built> {
        match &self.answer {
            BuildAnswer::Built(built) => Some(built),
            BuildAnswer::Refused(_) => self.example.as_ref(),
        }
    }

    /// What is noted of the text, once it is finished, and of the address that was typed; of a setup without a bucket,
    /// what would make any text useless. Not what the page has said before, unless it belongs above the text.
    #[inline(never)]
    pub(super) fn notes(&self) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.named.iter().collect();
        let is_finished = matches!(self.answer, BuildAnswer::Built(_));
        if let Some(built) = self.shown() {
            for note in &built.notes {
                let is_meant = match note.is_above {
                    true => is_finished || self.asks_only(),
                    false => is_finished && !self.is_said(&note.message),
                };
                if is_meant {
                    notes.push(note);
                }
            }
        }
        notes
    }

    /// Whether a box before this one says it. A page shows no backticks, and a capital letter at the start.
    #[inline(never)]
    pub(super) fn is_said(&self, text: &str) -> bool {
        let shown = rules::search::split(text, "`").concat();
        shown.get(1..).is_some_and(|rest| rules::search::has(&self.before, rest))
    }

    /// What became of the text, in a sentence. A field that is still empty is no news.
    #[inline(never)]
    fn outcome(&self) -> String {
        self.outcome_in_prose().replace('`', "")
    }

    fn outcome_in_prose(&self) -> String {
        let problems: &[Problem] = match &self.answer {
            BuildAnswer::Built(_) => &[],
            BuildAnswer::Refused(problems) => problems,
        };
        if let Some(problem) = problems.iter().find(|problem| problem.code != "required") {
            return [&problem.message, ": ", &problem.help].concat();
        }
        match self.notes().into_iter().find(|note| note.is_above) {
            Some(note) => note.message.clone(),
            None if self.asks_only() || !problems.is_empty() => String::new(),
            None => "The text is ready to copy.".to_string(),
        }
    }

    fn unshare(&self, effects: &mut [Task]) {
        // Of a policy that does not exist, it is not known what it keeps to itself.
        if self.call.kind().is_err() {
            return;
        }
        for effect in effects {
            if let Task::Edit { attribute, shared, .. } = effect {
                *shared &= !keeps_to_itself(self.kind, attribute);
            }
        }
    }

    fn answer_to(&mut self, message: Message) -> Vec<Task> {
        match message {
            Message::Typed { field, value, pasted } => {
                self.editing = (!pasted && setup::values(field).is_empty() && field != Text::Region).then_some(field);
                if field == Text::Bucket {
                    self.address = None;
                }
                self.status = None;
                // The choice is the first of them.
                let all =
                    if field == Text::Service { setup::with_first_service(&self.call, &value) } else { value.clone() };
                let mut effects = vec![edit(field, Some(all))];
                if pasted && field == Text::Bucket {
                    effects = self.take_address(&value).unwrap_or(effects);
                }
                effects
            }
            Message::Committed(field) => {
                self.editing = None;
                match self.call.text(Text::Bucket).map(str::to_string) {
                    Some(typed) if field == Text::Bucket => self.take_address(&typed).unwrap_or_default(),
                    _ => Vec::new(),
                }
            }
            Message::Ticked(flag, on) => {
                self.status = None;
                let value = on.then(String::new);
                vec![Task::Edit { attribute: attribute_name(flag.name()), value, shared: false }]
            }
            Message::Called(number) => {
                self.status = None;
                let number = number_of(&number);
                let preset = number.wrapping_sub(calls::names().len());
                let calls = PRESETS.get(preset).map_or(self.calls() ^ 1 << (number & 31), |preset| *preset);
                // No call is not the same as an attribute left out.
                let value = Some(calls::list(calls).join(", "));
                vec![Task::Edit { attribute: "calls".to_string(), value, shared: false }]
            }
            Message::Also(service) => {
                self.status = None;
                vec![edit(Text::Service, Some(setup::with_service(&self.call, &service)))]
            }
            Message::Added(extra, on) => {
                self.status = None;
                let typed = self.call.raw(Text::Extras).unwrap_or_default();
                vec![edit(Text::Extras, Some(setup::with_extra(typed, &extra, on)))]
            }
            Message::Chosen(format) => vec![edit(Text::Format, Some(format))],
            Message::Stepped(step) => {
                let formats = self.kind.formats();
                let chosen = self.format();
                let at = formats.iter().position(|format| *format == chosen).unwrap_or_default();
                let last = formats.len().saturating_sub(1);
                let to = match step {
                    Step::Next if at < last => at + 1,
                    Step::Next | Step::First => 0,
                    Step::Previous => at.checked_sub(1).unwrap_or(last),
                    Step::Last => last,
                };
                let format = formats.get(to).map(|format| edit(Text::Format, Some(format.name().to_string())));
                let mut effects = vec![Task::FocusOn("[aria-selected=true]")];
                if let Some(format) = format {
                    effects.insert(0, format);
                }
                effects
            }
            Message::Use(field) => {
                let mend = self.notes().into_iter().find(|note| note.mend.0 == field);
                match (text_named(&field), mend) {
                    // The button goes, and the focus with it: to the next one, or to what it stood in the way of.
                    (Some(field), Some(Note { mend: (name, value), .. })) => {
                        let next = match self.asks_only() {
                            true => Task::Focus(name),
                            false => Task::FocusOn("[data-do^=use-], [data-do=copy]"),
                        };
                        vec![edit(field, Some(value.clone())), next]
                    }
                    _ => Vec::new(),
                }
            }
            Message::Explain => {
                let text = self.call.text(Text::Bucket).unwrap_or_default().to_string();
                vec![edit(Text::Bucket, None), Task::Explain(text)]
            }
            Message::Copy => {
                (self.is_part, self.is_copied) = (false, true);
                self.finished(|built| Task::Copy(built.marked.text.clone()))
            }
            Message::Part(number) if RESOURCES => {
                self.status = None;
                let pressed = number_of(&number).wrapping_sub(1);
                let part = self.shown().and_then(|built| built.parts.get(pressed)).map(|part| (part.title, pressed));
                self.part = part.filter(|_| self.open_part() != Some(pressed));
                Vec::new()
            }
            Message::CopyPart if RESOURCES => {
                (self.is_part, self.is_copied) = (true, true);
                let Some(open) = self.open_part() else { return Vec::new() };
                let text = |built: &Built| built.parts.get(open).map(|part| part.marked.text.clone());
                self.finished(|built| Task::Copy(text(built).unwrap_or_default()))
            }
            Message::Part(_) | Message::CopyPart => Vec::new(),
            Message::Download => {
                let effects = self.finished(|built| Task::Download {
                    name: built.file_name.clone(),
                    text: ending_in_line_feed(&built.marked.text),
                });
                if self.status != Some(Status::NotReady) {
                    self.status = Some(Status::Downloaded);
                }
                effects
            }
            Message::CopyLink => {
                self.is_copied = true;
                vec![Task::CopyLink(self.link())]
            }
            // The browser took its time, and the text is another.
            Message::Answered { .. } if !self.is_copied => Vec::new(),
            Message::Answered { accepted, link } => {
                let is_part = RESOURCES && self.is_part;
                self.status = Some(match (accepted, link) {
                    (true, false) if is_part => Status::PartCopied,
                    (false, false) if is_part => Status::PartRefused,
                    (true, false) => Status::Copied,
                    (true, true) => Status::LinkCopied,
                    (false, false) => Status::CopyRefused,
                    (false, true) => Status::LinkRefused,
                });
                if accepted || link {
                    Vec::new()
                } else {
                    vec![Task::SelectText(if is_part { ".part-text" } else { ".snippet" })]
                }
            }
            Message::Forget => {
                self.status = None;
                Vec::new()
            }
            Message::Check(_) => Vec::new(),
        }
    }

    /// The calls that are chosen.
    pub(crate) fn calls(&self) -> Calls {
        calls::known(self.call.raw(Text::Calls))
    }

    /// The effect on a finished text; without one, the focus goes to the first field in the way.
    fn finished(&mut self, effect: impl Fn(&Built) -> Task) -> Vec<Task> {
        match &self.answer {
            BuildAnswer::Built(built) => {
                self.status = None;
                vec![effect(built)]
            }
            BuildAnswer::Refused(problems) => {
                self.editing = None;
                self.status = Some(Status::NotReady);
                let mut effects = Vec::new();
                if let Some(problem) = problems.first() {
                    effects.push(Task::Focus(problem.field));
                }
                effects
            }
        }
    }

    /// When an address was typed as the bucket, the bare name takes its place and the rest is offered. The partition
    /// must not get lost on the way: a region of another one is taken over at once, and an address that names a
    /// partition but no region stays.
    fn take_address(&mut self, typed: &str) -> Option<Vec<Task>> {
        let bucket = Bucket::parse(Text::Bucket, typed.trim()).ok()?;
        let chosen = self.call.text(Text::Region).map_or(Some(Partition::Aws), Partition::of_region);
        let elsewhere = bucket.partition().is_some_and(|partition| chosen != Some(partition));
        let address = bucket.address?;
        let mut effects = vec![edit(Text::Bucket, Some(bucket.name))];
        if elsewhere {
            if self.call.text(Text::Region).is_some() {
                return None;
            }
            effects.push(edit(Text::Region, Some(address.region.clone()?)));
        }
        self.address = Some(address);
        Some(effects)
    }

    /// The form shown: the chosen one, or the first where none was chosen or the choice is wrong.
    pub(crate) fn format(&self) -> Format {
        let typed = self.call.text(Text::Format).unwrap_or_default();
        let formats = self.kind.formats();
        let chosen = formats.iter().find(|format| format.name().eq_ignore_ascii_case(typed));
        chosen.or(formats.first()).copied().unwrap_or(Format::Json)
    }

    /// The place of the part that is open. A part that is another one's neighbour now is still the same.
    pub(crate) fn open_part(&self) -> Option<usize> {
        let (title, at) = self.part?;
        let parts = &self.shown()?.parts;
        let is_it = |part: &Part| part.title == title;
        if parts.get(at).is_some_and(is_it) {
            return Some(at);
        }
        parts.iter().position(is_it)
    }

    /// Whether the text is finished.
    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.answer, BuildAnswer::Built(_))
    }

    /// Whether it shows no text, and asks for the setup of the page's other widgets.
    pub(crate) fn asks_only(&self) -> bool {
        self.setup == "only"
    }

    /// Takes out of both lists the inputs that the page asks for in one place, and returns them.
    pub(crate) fn take_setup(&self, first: &mut Vec<Input>, more: &mut Vec<Input>) -> Vec<Text> {
        let mut taken = Vec::new();
        if !self.asks_only() && !self.setup.starts_with('#') {
            return taken;
        }
        for field in SETUP.into_iter().filter(|field| !keeps_to_itself(self.kind, &attribute_name(field.name()))) {
            for inputs in [&mut *first, &mut *more] {
                let before = inputs.len();
                inputs.retain(|input| *input != Input::Text(field));
                if inputs.len() < before {
                    taken.push(field);
                }
            }
        }
        taken
    }

    /// Whether the reader sees an input.
    fn shows(&self, input: Input) -> bool {
        if input == Input::Text(Text::Format) {
            return self.kind.formats().len() > 1;
        }
        let (first, more) = setup::visible(self.kind, &self.call);
        first.contains(&input) || more.contains(&input)
    }
}

fn edit(field: Text, value: Option<String>) -> Task {
    Task::Edit {
        attribute: attribute_name(field.name()),
        value: value.filter(|value| !value.is_empty()),
        shared: is_shared(field),
    }
}

/// A form is chosen once for a page, where one text may not have it: that text then shows its own, and the element's
/// attribute keeps the choice.
fn without_foreign_format(mut call: BuildCall, kind: Kind) -> BuildCall {
    let typed = call.text(Text::Format).unwrap_or_default();
    let is_typed = |format: &&Format| format.name().eq_ignore_ascii_case(typed);
    let formats = kind.formats();
    let foreign = OF_POLICIES.iter().chain(&[Format::TypeScript]).any(|format| is_typed(&format));
    if foreign && !formats.iter().any(|format| is_typed(&format)) {
        call.set_text(Text::Format, None);
    }
    call
}

/// The value of an attribute; empty without it.
pub(super) fn input(inputs: &[(String, String)], wanted: &str) -> String {
    let found = inputs.iter().find(|(name, _)| name == wanted);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

fn call_of(inputs: &[(String, String)]) -> BuildCall {
    let mut call = BuildCall::default();
    for (name, value) in inputs {
        call.set_attribute(name, Some(value));
    }
    call
}

/// Whether a flag that is no field of a call is set.
fn is_on(inputs: &[(String, String)], flag: &str) -> bool {
    inputs.iter().any(|(name, value)| name == flag && value != "false")
}

/// The field of that name, for an event that carries one.
pub(crate) fn text_named(name: &str) -> Option<Text> {
    TEXTS.iter().copied().find(|field| field.name() == name)
}

/// Likewise for a box.
pub(crate) fn flag_named(name: &str) -> Option<Flag> {
    FLAGS.iter().copied().find(|flag| flag.name() == name)
}

/// A number that the page wrote itself.
fn number_of(digits: &str) -> usize {
    digits.bytes().fold(0, |number, digit| number * 10 + usize::from(digit & 15))
}

/// A file ends in a line feed; the copied text is exactly what is on screen.
pub(super) fn ending_in_line_feed(text: &str) -> String {
    let mut text = text.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_the_fields_that_the_policy_takes_and_no_other() {
        let pair = |(name, value): (&str, &str)| (name.to_string(), value.to_string());
        let inputs =
            [("policy", "user"), ("region", "eu-west-1"), ("bucket", "acme-films"), ("download", "")].map(pair);
        let model = Model::new(&inputs);
        let call = serde_json::to_value(&model.told().call).expect("a call");
        assert_eq!(call, serde_json::json!({ "policy": "user", "region": "eu-west-1" }));
    }

    #[test]
    fn a_text_that_changes_before_the_browser_has_copied_it_is_not_called_copied() {
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        let mut model = Model::new(&[pair("policy", "destination"), pair("bucket", "acme-films")]);
        let answered = Message::Answered { accepted: true, link: false };
        model.update(Message::Copy);
        model.update(answered.clone());
        assert_eq!(model.status, Some(Status::Copied));
        model.update(Message::Copy);
        model.set(&[pair("policy", "destination"), pair("bucket", "acme")]);
        model.update(answered);
        assert_eq!(model.status, None);
    }

    #[test]
    fn a_box_of_an_extra_adds_to_what_is_there_and_takes_out_only_its_own() {
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        let mut model = Model::new(&[pair("policy", "user"), pair("extras", "vpc,lairs")]);
        let extras = |model: &Model| model.call.raw(Text::Extras).map(str::to_string);
        model.update(Message::Added("layers".into(), true));
        assert_eq!(extras(&model).as_deref(), Some("vpc, lairs, layers"));
        model.update(Message::Added("vpc".into(), false));
        assert_eq!(extras(&model).as_deref(), Some("lairs, layers"));
        model.set(&[pair("policy", "user"), pair("extras", "layers")]);
        model.update(Message::Added("layers".into(), false));
        assert_eq!(extras(&model), None);
    }

    #[test]
    fn the_key_of_remotions_bucket_is_no_other_boxs_key() {
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        for (policy, is_everybodys) in [("user", false), ("role", false), ("destination", true)] {
            let mut model = Model::new(&[pair("policy", policy)]);
            let typed = Message::Typed { field: Text::KmsKeyArn, value: "x".into(), pasted: false };
            let (effects, _) = model.update(typed);
            assert!(
                matches!(effects.as_slice(), [Task::Edit { shared, .. }] if *shared == is_everybodys),
                "{policy}: {effects:?}"
            );
        }
    }

    #[test]
    fn others_may_assume_the_role_besides_the_one_that_is_chosen() {
        let mut model = Model::new(&[("policy".to_string(), "trust".to_string())]);
        let service = |model: &Model| model.call.raw(Text::Service).unwrap_or_default().to_string();
        model.update(Message::Also("ec2".into()));
        assert_eq!(service(&model), "lambda, ec2");
        let choose = |value: &str| Message::Typed { field: Text::Service, value: value.to_string(), pasted: false };
        model.update(choose("gitlab"));
        assert_eq!(service(&model), "gitlab, ec2");
        model.update(choose("ec2"));
        assert_eq!(service(&model), "ec2");
        model.update(Message::Also("ecs-tasks".into()));
        model.update(Message::Also("ecs-tasks".into()));
        assert_eq!(service(&model), "ec2");
    }
}
