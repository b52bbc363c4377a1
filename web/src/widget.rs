//! The handle given to JavaScript: a widget in a shadow root. It owns its nodes and listeners, turns events into
//! messages, and carries out what the model asks of the page.

mod arranged;
mod checker;
mod dom;
mod highlight;
mod labels;
mod message;
mod model;
mod page;
mod parts;
mod tree;
mod view;

pub(crate) use checker::Checker;
use dom::{Field, Live};
use message::{CheckerMessage, Message, Step, Task};
pub(crate) use model::Model;
pub(crate) use model::PUBLISHED_POLICY;
pub(crate) use page::ChangeDetail;
use page::View;
use rules::check::Verdict;
use rules::RESOURCES;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen::JsCast;

/// The style sheet of every widget.
pub const STYLE: &str = include_str!("widget/style.css");

/// What a whole setup has besides.
pub const PARTS_STYLE: &str = if RESOURCES { include_str!("widget/parts.css") } else { "" };

/// What a checker has besides.
pub const CHECKER_STYLE: &str = include_str!("widget/checker.css");

#[wasm_bindgen]
extern "C" {
    /// What the element around the widget does for it. See docs/architecture.md, "Between the element and its module".
    pub type Host;

    #[wasm_bindgen(method)]
    fn edit(this: &Host, name: &str, value: Option<String>, shared: bool);

    /// A function for others to call, whose panic is told apart from a fault of the page's own.
    #[wasm_bindgen(method)]
    fn guard(this: &Host, run: JsValue) -> JsValue;

    /// What the module of the readers makes of a text. Nothing while it is not there: then it is fetched, and the element
    /// says so when it is.
    #[wasm_bindgen(method)]
    fn read(this: &Host, text: &str) -> Option<String>;

    /// Puts an error into the page's checker.
    #[wasm_bindgen(method)]
    fn explain(this: &Host, text: &str);
    /// This module lacks what the inputs ask for: the larger one is fetched, and a widget of it takes the place of this one.
    #[wasm_bindgen(method)]
    fn more(this: &Host);

    #[wasm_bindgen(method)]
    fn changed(this: &Host, call: JsValue, answer: JsValue);
}

type Listener = Closure<dyn Fn(web_sys::Event)>;

/// Makes JavaScript objects, a call and its answer, of what the page around is told: the boundary's business.
pub(crate) type Encode = fn(&ChangeDetail<'_>) -> Result<(JsValue, JsValue), JsValue>;

/// A mounted widget. Dropping it takes its nodes and listeners away.
pub(crate) struct Widget<P: View> {
    state: Rc<State<P>>,
    listeners: Vec<(&'static str, Listener)>,
}

struct State<P> {
    window: web_sys::Window,
    document: web_sys::Document,
    host: Host,
    page: RefCell<P>,
    /// The root of what is shown. Apart from `shown`, so that it is there for handlers while the page is being written.
    frame: web_sys::Element,
    shown: RefCell<Live>,
    /// The model changed while the page was being written: taking a node away can run handlers.
    stale: Cell<bool>,
    /// The reader changed an input, and the page around has not been told yet.
    edited: Cell<bool>,
    encode: Encode,
    timer: Cell<Option<i32>>,
    /// Runs when the reader has stopped typing.
    pause: Cell<Option<i32>>,
    /// The verdict the page around was last told.
    told: Cell<Option<Verdict>>,
    weak: Weak<State<P>>,
}

thread_local! {
    /// The link that has spoken. It does so once, to the first widget it is meant for: a later one must not undo what was
    /// typed since.
    static FOLLOWED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Among the inputs of a widget that takes the place of another. It is not empty if that one has followed a link.
const HAS_FOLLOWED: &str = "hasFollowed";

/// How long the last button's outcome is shown, in milliseconds. Long enough to read the longest of the sentences.
const STATUS_TIME: i32 = 6000;

impl<P: View> Widget<P> {
    /// Renders into `root`, after what is there.
    pub(crate) fn new(
        root: &web_sys::ShadowRoot,
        inputs: &[(String, String)],
        host: Host,
        encode: Encode,
    ) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("there is no window")?;
        let document = root.owner_document().ok_or("there is no document")?;
        let page = P::new(inputs);
        let shown = dom::create(&document, &page.view())?;
        let frame: web_sys::Element = shown.node().clone().unchecked_into();
        root.append_child(&frame)?;
        let state = Rc::new_cyclic(|weak| State {
            window,
            document,
            host,
            page: RefCell::new(page),
            frame,
            shown: RefCell::new(shown),
            stale: Cell::new(false),
            edited: Cell::new(false),
            encode,
            timer: Cell::new(None),
            pause: Cell::new(None),
            told: Cell::new(None),
            weak: weak.clone(),
        });
        let mut widget = Widget { state, listeners: Vec::new() };
        widget.listen("input", |state, event| state.on_input(event))?;
        widget.listen("change", |state, event| state.on_leave(event))?;
        // A field typed back to what it was fires no change when it is left.
        widget.listen("focusout", |state, event| state.on_leave(event))?;
        widget.listen("click", |state, event| state.on_click(event))?;
        widget.listen("keydown", |state, event| state.on_key(event))?;
        match inputs.iter().find(|(name, _)| name == HAS_FOLLOWED) {
            None => widget.state.follow_link(true),
            // A link must not undo what the reader changed since.
            Some((_, link)) if !link.is_empty() => widget.state.follow_link(false),
            Some(_) => {}
        }
        widget.state.fetch_more();
        Ok(widget)
    }

    /// Takes the inputs of a link that the page has gone to, also of one that has spoken before.
    pub(crate) fn follow(&self) {
        FOLLOWED.take();
        self.state.follow_link(true);
    }

    /// Takes all inputs anew.
    pub(crate) fn update(&self, inputs: &[(String, String)]) -> Result<(), JsValue> {
        if self.state.page.borrow_mut().set(inputs) {
            self.state.render()?;
        }
        if self.state.edited.take() {
            self.state.tell()?;
        }
        Ok(())
    }

    /// The readers of other languages are there now.
    pub(crate) fn can_read(&self) {
        if let Some(message) = P::readings(None) {
            self.state.send(message);
        }
    }

    fn listen(&mut self, name: &'static str, handle: fn(&State<P>, &web_sys::Event)) -> Result<(), JsValue> {
        let state = Rc::downgrade(&self.state);
        let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            if let Some(state) = state.upgrade() {
                handle(&state, &event);
            }
        });
        self.state.frame.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())?;
        self.listeners.push((name, listener));
        Ok(())
    }
}

impl<P: View> Drop for Widget<P> {
    fn drop(&mut self) {
        self.state.stop_timer();
        self.state.stop_pause();
        let frame = &self.state.frame;
        for (name, listener) in &self.listeners {
            // Fails only for a listener that is not there.
            let _ = frame.remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        }
        frame.remove();
    }
}

impl<P: View> State<P> {
    /// Messages change the model first; then the page is written and the effects are carried out, with nothing borrowed,
    /// because both can run handlers that send messages of their own.
    fn send(&self, message: Message) {
        let (effects, changed) = self.page.borrow_mut().update(message);
        if changed {
            self.edited.set(true);
        }
        // A page that cannot be written any more has lost the widget's nodes; there is nobody left to tell.
        let _ = self.render();
        for effect in effects {
            let _ = self.perform(effect);
        }
        self.read();
    }

    /// Has read what readers of other languages may read.
    fn read(&self) {
        let texts = self.page.borrow_mut().unread();
        if texts.is_empty() {
            return;
        }
        let read = |text: String| self.host.read(&text).map(|reading| (text, reading));
        let readings: Option<Vec<(String, String)>> = texts.into_iter().map(read).collect();
        if let Some(message) = readings.and_then(|readings| P::readings(Some(readings))) {
            self.send(message);
        }
    }

    /// Has the larger module fetched where this one lacks what the inputs ask for.
    fn fetch_more(&self) {
        if self.page.borrow().lacks() {
            self.host.more();
        }
    }

    /// Tells the page around of the inputs and what they come to.
    fn tell(&self) -> Result<(), JsValue> {
        let (call, answer) = {
            let page = self.page.borrow();
            let told = page.told();
            self.told.set(told.verdict);
            (self.encode)(&told)?
        };
        self.host.changed(call, answer);
        Ok(())
    }

    /// The reader has stopped typing.
    fn settle(&self) {
        self.pause.set(None);
        self.send(Message::Check(CheckerMessage::Settle));
        let verdict = self.page.borrow().told().verdict;
        if verdict != self.told.get() {
            // A page that cannot be told has nobody left to hear it.
            let _ = self.tell();
        }
    }

    fn settle_in(&self, milliseconds: i32) -> Result<(), JsValue> {
        self.stop_pause();
        self.pause.set(Some(self.later(milliseconds, State::settle)?));
        Ok(())
    }

    /// Runs something after so many milliseconds, if the widget is still there; returns the timer.
    fn later(&self, milliseconds: i32, run: fn(&State<P>)) -> Result<i32, JsValue> {
        let state = self.weak.clone();
        let callback = move || {
            if let Some(state) = state.upgrade() {
                run(&state);
            }
        };
        // Not `once_into_js`: that one keeps itself alive until it is called, and most timers are stopped before.
        let callback = self.host.guard(Closure::<dyn Fn()>::new(callback).into_js_value());
        self.window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), milliseconds)
    }

    fn stop_pause(&self) {
        if let Some(pause) = self.pause.take() {
            self.window.clear_timeout_with_handle(pause);
        }
    }

    /// Writes what differs. Called while it is at work, it leaves the newer state to the call that is under way.
    fn render(&self) -> Result<(), JsValue> {
        self.stale.set(true);
        let Ok(mut shown) = self.shown.try_borrow_mut() else { return Ok(()) };
        while self.stale.take() {
            let tree = self.page.borrow().view();
            shown.patch::<P>(&self.document, &tree)?;
        }
        self.fetch_more();
        Ok(())
    }

    fn perform(&self, effect: Task) -> Result<(), JsValue> {
        match effect {
            Task::Edit { attribute, value, shared } => self.host.edit(&attribute, value, shared),
            Task::Copy(text) => self.copy(&text, false),
            Task::CopyLink(pairs) => {
                let location = self.window.location();
                let page = location.href()?;
                let page = rules::search::halves(&page, "#").0;
                let encode = |text: &str| String::from(js_sys::encode_uri_component(text));
                let mut link = page.to_string();
                let mut between = "#";
                for (name, value) in &pairs {
                    for part in [between, name, "=", &encode(value)] {
                        link.push_str(part);
                    }
                    between = "&";
                }
                self.copy(&link, true);
            }
            Task::Download { name, text } => {
                self.download(&name, &text)?;
                self.forget_later()?;
            }
            Task::SelectText(selector) => {
                let snippet = self.find(selector)?;
                if let (Some(selection), Some(snippet)) = (self.window.get_selection()?, snippet) {
                    selection.select_all_children(&snippet)?;
                }
            }
            Task::FocusOn(selector) => {
                if let Some(found) = self.find(selector)? {
                    found.unchecked_ref::<web_sys::HtmlElement>().focus()?;
                }
            }
            Task::Explain(text) => self.host.explain(&text),
            // The model has it.
            Task::LeftOut(_) => {}
            Task::Focus(name) => {
                // What is said now stays until the field is right.
                self.stop_timer();
                // Or to where the page asks for it.
                let link = self.find(".setup a")?;
                if let Some(field) = self.find(&["[name=", name, "]"].concat())?.or(link) {
                    if let Some(options) = field.closest("details")? {
                        options.set_attribute("open", "")?;
                    }
                    field.unchecked_ref::<web_sys::HtmlElement>().focus()?;
                }
            }
            Task::Select { area, start, end } => {
                if let Some(area) = self.find(&["textarea[name=", area, "]"].concat())? {
                    if let Some(around) = area.closest("details")? {
                        around.set_attribute("open", "")?;
                    }
                    dom::select(area.unchecked_ref(), start, end)?;
                }
            }
            Task::Fill { area, text } => {
                let name = area;
                if let Some(area) = self.find(&["textarea[name=", area, "]"].concat())? {
                    let field: &Field = area.unchecked_ref();
                    dom::fill(&self.document, field, &text)?;
                    // Whatever the browser made of it, line ends included. Most have said so themselves by now.
                    if let Some(message) = P::field_changed(name, field.value()) {
                        self.send(message);
                    }
                }
            }
            Task::SettleIn(milliseconds) => self.settle_in(milliseconds)?,
        }
        Ok(())
    }

    fn find(&self, selector: &str) -> Result<Option<web_sys::Element>, JsValue> {
        self.frame.query_selector(selector)
    }

    fn copy(&self, text: &str, link: bool) {
        let answer = |accepted| Message::Answered { accepted, link };
        match dom::write_clipboard(text) {
            Ok(written) => written.then(&self.callback(answer(true)), &self.callback(answer(false))),
            Err(_) => self.answered(answer(false)),
        }
    }

    /// A function for JavaScript to keep as long as it may call it, which can be longer than the widget lives.
    fn callback(&self, message: Message) -> JsValue {
        let state = self.weak.clone();
        let answered = move || {
            if let Some(state) = state.upgrade() {
                state.answered(message.clone());
            }
        };
        self.host.guard(Closure::<dyn Fn()>::new(answered).into_js_value())
    }

    fn answered(&self, message: Message) {
        self.send(message);
        let _ = self.forget_later();
    }

    fn forget_later(&self) -> Result<(), JsValue> {
        self.stop_timer();
        self.timer.set(Some(self.later(STATUS_TIME, State::forget)?));
        Ok(())
    }

    /// The last status has been shown long enough.
    fn forget(&self) {
        self.timer.set(None);
        self.send(Message::Forget);
    }

    fn stop_timer(&self) {
        if let Some(timer) = self.timer.take() {
            self.window.clear_timeout_with_handle(timer);
        }
    }

    fn download(&self, name: &str, text: &str) -> Result<(), JsValue> {
        let parts = js_sys::Array::of1(&text.into());
        let blob = web_sys::Blob::new_with_str_sequence(&parts)?;
        let url = web_sys::Url::create_object_url_with_blob(&blob)?;
        let anchor = self.document.create_element("a")?;
        anchor.set_attribute("href", &url)?;
        anchor.set_attribute("download", name)?;
        anchor.unchecked_ref::<web_sys::HtmlElement>().click();
        web_sys::Url::revoke_object_url(&url)
    }

    /// Takes what a link to this policy holds, if the page is at one; or only remembers what it holds.
    fn follow_link(&self, takes: bool) {
        let hash = self.window.location().hash().unwrap_or_default();
        let Some(fragment) = hash.strip_prefix('#').filter(|fragment| fragment.starts_with("remotion-policy=")) else {
            return;
        };
        let decode = |text: &str| js_sys::decode_uri_component(text).map(String::from).ok();
        let pair = |pair: &str| {
            let (name, value) = rules::search::halves(pair, "=");
            Some((decode(name)?, decode(value)?))
        };
        let mut pairs = Vec::new();
        for one in rules::search::split(fragment, "&") {
            pairs.extend(pair(one));
        }
        let effects = self.page.borrow().follow(&pairs);
        if effects.is_empty() || FOLLOWED.replace(hash.clone()) == hash {
            return;
        }
        if takes {
            self.page.borrow_mut().apply(&effects);
        }
        self.page.borrow_mut().followed(&effects);
        let _ = self.render();
        for effect in effects.into_iter().filter(|_| takes) {
            let _ = self.perform(effect);
        }
    }

    fn on_input(&self, event: &web_sys::Event) {
        let Some((name, field)) = named_field(event) else { return };
        if let Some(message) = P::field_changed(&name, field.value()) {
            self.send(message);
        } else if let Some(flag) = model::flag_named(&name) {
            self.send(Message::Ticked(flag, field.checked()));
        } else if name == "calls" {
            self.send(Message::Called(field.value()));
        } else if name == "also" {
            self.send(Message::Also(field.value()));
        } else if name == "extras" {
            self.send(Message::Added(field.value(), field.checked()));
        } else if let Some(text) = model::text_named(&name) {
            let kind = js_sys::Reflect::get(event, &"inputType".into()).ok().and_then(|kind| kind.as_string());
            let pasted = matches!(kind.as_deref(), Some("insertFromPaste" | "insertFromDrop"));
            self.send(Message::Typed { field: text, value: field.value(), pasted });
        }
    }

    fn on_leave(&self, event: &web_sys::Event) {
        let Some((name, _)) = named_field(event) else { return };
        if let Some(field) = model::text_named(&name) {
            self.send(Message::Committed(field));
        } else if let Some(message) = P::field_left(&name) {
            self.send(message);
        }
    }

    /// Keys of a tab list: <https://www.w3.org/WAI/ARIA/apg/patterns/tabs/#keyboardinteraction>
    fn on_key(&self, event: &web_sys::Event) {
        let on_tab = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_tab = on_tab.is_some_and(|target| target.get_attribute("role").as_deref() == Some("tab"));
        let get = |name: &str| js_sys::Reflect::get(event, &name.into());
        // With one of these, the key is a command of the browser, such as going back.
        let with = |name: &str| get(name).is_ok_and(|held| held.is_truthy());
        if !on_tab || with("altKey") || with("ctrlKey") || with("metaKey") {
            return;
        }
        let to = match get("key").ok().and_then(|key| key.as_string()).as_deref() {
            Some("ArrowRight") => Step::Next,
            Some("ArrowLeft") => Step::Previous,
            Some("Home") => Step::First,
            Some("End") => Step::Last,
            _ => return,
        };
        event.prevent_default();
        self.send(Message::Stepped(to));
    }

    fn on_click(&self, event: &web_sys::Event) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let button = target.and_then(|target| target.closest("[data-do]").ok().flatten());
        let message = match button.and_then(|button| button.get_attribute("data-do")).as_deref() {
            Some("copy") => Message::Copy,
            Some("download") => Message::Download,
            Some("copy-link") => Message::CopyLink,
            Some("explain") => Message::Explain,
            Some(other) => match rules::search::halves(other, "-") {
                ("format", format) => Message::Chosen(format.to_string()),
                ("use", field) => Message::Use(field.to_string()),
                ("part", number) if RESOURCES => Message::Part(number.to_string()),
                ("copy", "part") if RESOURCES => Message::CopyPart,
                ("calls", number) => Message::Called(number.to_string()),
                _ => match P::button_pressed(other) {
                    Some(message) => message,
                    None => return,
                },
            },
            None => return,
        };
        self.send(message);
    }
}

/// The field an event is about, and its name.
fn named_field(event: &web_sys::Event) -> Option<(String, Field)> {
    let target: web_sys::Element = event.target()?.unchecked_into();
    let name = target.get_attribute("name")?;
    Some((name, target.unchecked_into()))
}
