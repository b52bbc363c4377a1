//! What a widget shows: one text to build, or the check of what the reader has. Plain data, no browser types.

use super::message::{Message, Task};
use super::tree::Element;
use rules::api::BuildAnswer;
use rules::check::Verdict;
use rules::setup::BuildCall;

/// State of a widget, and what becomes of it. `inputs` are attributes: name and value.
pub(crate) trait Component: Sized + 'static {
    /// Whether rows of its tree have keys.
    const KEYED: bool = false;

    fn new(inputs: &[(String, String)]) -> Self;

    /// Takes all inputs anew. `true` when they differ from before.
    fn set(&mut self, inputs: &[(String, String)]) -> bool;

    /// Takes a message in and says what the page must do about it, and whether an input is another now.
    fn update(&mut self, message: Message) -> (Vec<Task>, bool);

    /// Takes the edits of a link in. `true` when they change anything.
    fn apply(&mut self, effects: &[Task]) -> bool;

    /// The edits a link asks for, if it is one to this page.
    fn follow(&self, pairs: &[(String, String)]) -> Vec<Task>;

    /// These came from a link, and somebody else may have written it.
    fn followed(&mut self, _effects: &[Task]) {}

    /// What the page around is told.
    fn told(&self) -> ChangeDetail<'_>;

    /// The texts that readers of other languages should read, if there are any now.
    fn unread(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// Whether this module lacks what the inputs ask for, and a larger one has it.
    fn lacks(&self) -> bool {
        false
    }

    /// The message of these texts and what was made of each; or that the readers are there now.
    fn readings(_readings: Option<Vec<(String, String)>>) -> Option<Message> {
        None
    }

    /// The message that a field of this page alone has another value now. Fields of inputs are read by [`super`].
    fn field_changed(_name: &str, _value: String) -> Option<Message> {
        None
    }

    /// Likewise, that the field was left.
    fn field_left(_name: &str) -> Option<Message> {
        None
    }

    /// Likewise, that a button was pressed, by its `data-do`.
    fn button_pressed(_name: &str) -> Option<Message> {
        None
    }
}

/// A page as it is shown. Apart, so that what a page knows does not depend on how it looks.
pub(crate) trait View: Component {
    fn view(&self) -> Element;
}

/// What the page around is told of the inputs and what they come to.
pub(crate) struct ChangeDetail<'a> {
    /// With the fields of this page alone.
    pub(crate) call: BuildCall,
    /// Fields of the call that are not those of a [`BuildCall`].
    pub(crate) more: Vec<(&'static str, &'a str)>,
    pub(crate) answer: &'a BuildAnswer,
    /// In place of the answer, when there is one: a check is told by its verdict alone, and nothing of its text.
    pub(crate) verdict: Option<Verdict>,
}
