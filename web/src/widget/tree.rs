//! A tree of nodes as the page should be: plain data, compared by [`super::dom`] and by tests.

use std::ops::{Deref, DerefMut};

/// An element or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ViewNode {
    Element(Element),
    Text(String),
}

/// An element, behind a pointer: the view hands each on a dozen times, and every time its fields would be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element(Box<Parts>);

/// What an element is made of; its attributes are in the order they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parts {
    pub(crate) tag: &'static str,
    pub(crate) attributes: Vec<(&'static str, String)>,
    /// Among its siblings, which then all have one: the node goes where its key goes. 0 for none, as most have.
    pub(crate) key: u32,
    /// What a field holds. A property of the live element, not an attribute: the reader changes it too.
    pub(crate) value: Option<String>,
    /// Whether a box is ticked, likewise.
    pub(crate) checked: Option<bool>,
    pub(crate) children: Vec<ViewNode>,
}

#[inline(never)] // as those below
pub(crate) fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, ..Parts::default() }))
}

impl Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Element {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Element {
    #[inline(never)] // called a hundred times: inlined, these five would be a tenth of the module
    pub(crate) fn attr(mut self, name: &'static str, value: &str) -> Element {
        self.attributes.push((name, value.to_string()));
        self
    }

    #[inline(never)]
    pub(crate) fn attr_if(self, condition: bool, name: &'static str, value: &str) -> Element {
        if condition {
            self.attr(name, value)
        } else {
            self
        }
    }

    pub(crate) fn class(self, name: &str) -> Element {
        self.attr("class", name)
    }

    #[inline(never)]
    pub(crate) fn text(mut self, text: &str) -> Element {
        self.children.push(ViewNode::Text(text.to_string()));
        self
    }

    #[inline(never)]
    pub(crate) fn child(mut self, child: Element) -> Element {
        self.children.push(ViewNode::Element(child));
        self
    }

    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(ViewNode::Element));
        self
    }

    /// Text in which `` `x` `` is code.
    pub(crate) fn prose(mut self, text: &str) -> Element {
        for (number, part) in rules::search::split(text, "`").into_iter().enumerate() {
            if number % 2 == 1 {
                self = self.child(el("code").text(part));
            } else if !part.is_empty() {
                self = self.text(part);
            }
        }
        self
    }
}
