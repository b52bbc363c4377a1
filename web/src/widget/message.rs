//! What a reader does to a widget, and what the page does about it. Plain data, no browser types.

use rules::setup::{Flag, Text};

/// How a button press ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Copied,
    LinkCopied,
    Downloaded,
    /// The clipboard refused; the snippet is selected instead.
    CopyRefused,
    /// A part of a whole setup is in the clipboard.
    PartCopied,
    /// The clipboard refused it; its text is selected instead.
    PartRefused,
    /// The clipboard refused the link.
    LinkRefused,
    /// There is no finished text; the field in the way has the focus.
    NotReady,
}

/// What the reader did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message {
    /// A text field or a choice has a new value; `pasted` when it came as a whole.
    Typed {
        field: Text,
        value: String,
        pasted: bool,
    },
    /// A text field was left or Enter pressed.
    Committed(Text),
    /// A box was ticked or cleared.
    Ticked(Flag, bool),
    /// A box of a call was ticked or cleared, by its number; or a button of calls that go together was pressed, counted on.
    Called(String),
    /// A box of a further service that may assume the role was ticked or cleared, by its name.
    Also(String),
    /// A box of an extra was ticked or cleared, by its name.
    Added(String, bool),
    /// A tab was pressed: a form by its name.
    Chosen(String),
    /// A key on a tab.
    Stepped(Step),
    /// The button that mends a field, by its name.
    Use(String),
    /// The button that takes an error, typed as the bucket, to the page's checker.
    Explain,
    Copy,
    /// The part of a whole setup of that number, from 1, is to open, or to close.
    Part(String),
    CopyPart,
    Download,
    CopyLink,
    /// The clipboard has answered; `link` when it was asked to take a link.
    Answered {
        accepted: bool,
        link: bool,
    },
    /// The last status has been shown long enough.
    Forget,
    /// Something only the checker has.
    Check(CheckerMessage),
}

/// Which tab a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Next,
    Previous,
    First,
    Last,
}

/// What the page should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Task {
    /// Make an input an attribute of the element (`None` removes it), and of every other when `shared`.
    Edit {
        attribute: String,
        value: Option<String>,
        shared: bool,
    },
    Copy(String),
    /// The names and values of a link's fragment.
    CopyLink(Vec<(String, String)>),
    Download {
        name: String,
        text: String,
    },
    /// Select the text of the first that a selector finds.
    SelectText(&'static str),
    /// Put the focus onto the first that a selector finds.
    FocusOn(&'static str),
    /// Put an error into the page's checker.
    Explain(String),
    /// Put the focus into the field of that name.
    Focus(&'static str),
    /// Say which inputs a link was copied without: their names, each after a dot.
    LeftOut(String),
    /// Select a part of a text area, in UTF-16 units, and bring it into view.
    Select {
        area: &'static str,
        start: u32,
        end: u32,
    },
    /// Replace what is in a text area, so that the browser can undo it.
    Fill {
        area: &'static str,
        text: String,
    },
    /// Send [`CheckerMessage::Settle`] when nothing has asked for it again for so many milliseconds.
    SettleIn(i32),
}

/// Something only the checker has: what the reader did to it, or that it is time to settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CheckerMessage {
    /// Whose policies they are: `role`, `user` or `caller`.
    Whose(String),
    /// The version upgraded from.
    From(String),
    /// That field was left.
    FromLeft,
    /// The text area holds this now.
    Text(String),
    /// The other one, of the permissions boundary.
    Boundary(String),
    /// A button, by its `data-do`.
    Pressed(String),
    /// What the module of the readers made of both texts.
    Readings(Vec<(String, String)>),
    /// That module is there now.
    CanRead,
    /// Nothing was typed for a moment: do what is too slow for each key, and say aloud what it came to.
    Settle,
}
