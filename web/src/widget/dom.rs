//! Tree to page: makes nodes, compares trees by position, rows of tables by their key, and writes only what differs.
//! Nothing is ever parsed as HTML.

use super::page::Component;
use super::tree::{Element, ViewNode};
use wasm_bindgen::prelude::*;
use wasm_bindgen::JsCast;

#[wasm_bindgen]
extern "C" {
    /// An input or a select: whatever has a value.
    #[wasm_bindgen(js_name = HTMLInputElement)]
    pub(crate) type Field;

    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn value(this: &Field) -> String;

    #[wasm_bindgen(method, setter, structural)]
    fn set_value(this: &Field, value: &str);

    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn checked(this: &Field) -> bool;

    #[wasm_bindgen(method, setter, structural)]
    fn set_checked(this: &Field, checked: bool);

    #[wasm_bindgen(method, structural, js_name = setSelectionRange)]
    fn set_selection_range(this: &Field, start: u32, end: u32);

    #[wasm_bindgen(method, structural)]
    fn focus(this: &Field);

    #[wasm_bindgen(method, getter, structural, js_name = scrollHeight)]
    fn scroll_height(this: &Field) -> u32;

    #[wasm_bindgen(method, getter, structural, js_name = clientHeight)]
    fn client_height(this: &Field) -> u32;

    #[wasm_bindgen(method, setter, structural, js_name = scrollTop)]
    fn set_scroll_top(this: &Field, top: u32);

    #[wasm_bindgen(method, structural)]
    fn select(this: &Field);

    /// A document as far as it edits.
    type Editor;

    #[wasm_bindgen(method, structural, catch, js_name = execCommand)]
    fn exec_command(this: &Editor, name: &str, ui: bool, text: &str) -> Result<bool, JsValue>;

    /// Throws where there is no clipboard, as on a page without TLS.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    pub(crate) fn write_clipboard(text: &str) -> Result<Written, JsValue>;

    /// What the clipboard will answer.
    #[wasm_bindgen(js_name = Promise)]
    pub(crate) type Written;

    #[wasm_bindgen(method)]
    pub(crate) fn then(this: &Written, accepted: &JsValue, refused: &JsValue);
}

/// A live node and what was last written to it.
pub(crate) struct Live {
    node: web_sys::Node,
    shown: Shown,
}

enum Shown {
    Text(String),
    Element { tag: &'static str, key: u32, attributes: Vec<(&'static str, String)>, children: Vec<Live> },
}

/// Makes the nodes of a tree.
pub(crate) fn create(document: &web_sys::Document, element: &Element) -> Result<Live, JsValue> {
    let node = document.create_element(element.tag)?;
    for (name, value) in &element.attributes {
        node.set_attribute(name, value)?;
    }
    let mut children = Vec::with_capacity(element.children.len());
    for child in &element.children {
        let child = create_node(document, child)?;
        node.append_child(&child.node)?;
        children.push(child);
    }
    set_properties(&node, element);
    Ok(Live {
        node: node.into(),
        shown: Shown::Element { tag: element.tag, key: element.key, attributes: element.attributes.clone(), children },
    })
}

fn create_node(document: &web_sys::Document, node: &ViewNode) -> Result<Live, JsValue> {
    match node {
        ViewNode::Element(element) => create(document, element),
        ViewNode::Text(text) => {
            Ok(Live { node: document.create_text_node(text).into(), shown: Shown::Text(text.clone()) })
        }
    }
}

impl Live {
    pub(crate) fn node(&self) -> &web_sys::Node {
        &self.node
    }

    /// Makes the live element what `wanted` says. Anything equal is not touched. [`Component::KEYED`] spares the module
    /// without keys half a kilobyte.
    pub(crate) fn patch<P: Component>(
        &mut self,
        document: &web_sys::Document,
        wanted: &Element,
    ) -> Result<(), JsValue> {
        let Shown::Element { attributes, children, .. } = &mut self.shown else { return Ok(()) };
        let element: &web_sys::Element = self.node.unchecked_ref();
        if *attributes != wanted.attributes {
            for (name, _) in attributes.iter().filter(|(name, _)| wanted.attributes.iter().all(|(new, _)| new != name))
            {
                element.remove_attribute(name)?;
            }
            for pair in wanted.attributes.iter().filter(|pair| !attributes.contains(pair)) {
                element.set_attribute(pair.0, &pair.1)?;
            }
            attributes.clone_from(&wanted.attributes);
        }
        if P::KEYED && wanted.children.iter().any(|wanted| key_of(wanted) != 0) {
            bring_in_order(document, &self.node, children, &wanted.children)?;
        }
        for child in children.drain(wanted.children.len().min(children.len())..) {
            self.node.remove_child(&child.node)?;
        }
        for (child, wanted) in children.iter_mut().zip(&wanted.children) {
            let node = &self.node;
            match (&mut child.shown, wanted) {
                (Shown::Text(shown), ViewNode::Text(text)) => {
                    if shown != text {
                        child.node.set_text_content(Some(text));
                        shown.clone_from(text);
                    }
                }
                (Shown::Element { tag, .. }, ViewNode::Element(wanted)) if *tag == wanted.tag => {
                    child.patch::<P>(document, wanted)?
                }
                _ => {
                    let fresh = create_node(document, wanted)?;
                    node.replace_child(&fresh.node, &child.node)?;
                    *child = fresh;
                }
            }
        }
        for wanted in wanted.children.iter().skip(children.len()) {
            let fresh = create_node(document, wanted)?;
            self.node.append_child(&fresh.node)?;
            children.push(fresh);
        }
        set_properties(self.node.unchecked_ref(), wanted);
        Ok(())
    }
}

fn key_of(node: &ViewNode) -> u32 {
    match node {
        ViewNode::Element(element) => element.key,
        ViewNode::Text(_) => 0,
    }
}

/// Takes away the children whose keys are no longer wanted, moves or makes the others, so that each is in its place.
fn bring_in_order(
    document: &web_sys::Document,
    parent: &web_sys::Node,
    children: &mut Vec<Live>,
    wanted: &[ViewNode],
) -> Result<(), JsValue> {
    let is = |child: &Live, node: &ViewNode| matches!(child.shown, Shown::Element { key, .. } if key == key_of(node));
    // First, or each one after it would have to move.
    for child in std::mem::take(children) {
        if wanted.iter().any(|wanted| is(&child, wanted)) {
            children.push(child);
        } else {
            parent.remove_child(&child.node)?;
        }
    }
    for (at, wanted) in wanted.iter().enumerate() {
        let child = match children.iter().skip(at).position(|child| is(child, wanted)) {
            Some(0) => continue,
            Some(further) => children.remove(at + further),
            None => create_node(document, wanted)?,
        };
        parent.insert_before(&child.node, children.get(at).map(|next| &next.node))?;
        children.insert(at, child);
    }
    Ok(())
}

/// Values last, when a select has its options; and only when they differ, so that the caret stays.
fn set_properties(node: &web_sys::Element, element: &Element) {
    let field: &Field = node.unchecked_ref();
    if let Some(value) = &element.value {
        if field.value() != *value {
            field.set_value(value);
        }
    }
    if let Some(checked) = element.checked {
        if field.checked() != checked {
            field.set_checked(checked);
        }
    }
}

/// Selects a part of a text area, in UTF-16 units, and brings it into view.
pub(crate) fn select(area: &Field, start: u32, end: u32) -> Result<(), JsValue> {
    area.set_selection_range(start, end);
    area.focus();
    // Browsers do not scroll to a selection they did not make. Where lines are short, each is a row; where all is one
    // long line, rows are equally full. So the share of lines, or of the text, is the share of the height.
    let text = area.value();
    let (mut offset, mut line) = (0, 0);
    for character in text.chars() {
        if offset >= start {
            break;
        }
        offset += character.len_utf16() as u32;
        line += u32::from(character == '\n');
    }
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
    let length = text.len() as u32;
    let (part, whole) = if length / lines > LONG_LINES { (start, length) } else { (line, lines) };
    let height = u64::from(area.scroll_height());
    let top = u32::try_from(height * u64::from(part) / u64::from(whole.max(1))).unwrap_or_default();
    area.set_scroll_top(top.saturating_sub(area.client_height() / 3));
    Ok(())
}

/// Characters a line on average from which on lines no longer are rows.
const LONG_LINES: u32 = 120;

/// Replaces what a text area holds. The deprecated command is the one way that the browser can undo; the focus stays in
/// the text area, where its key for that works.
pub(crate) fn fill(document: &web_sys::Document, area: &Field, text: &str) -> Result<(), JsValue> {
    area.focus();
    area.select();
    let editor: &Editor = document.unchecked_ref();
    if !editor.exec_command("insertText", false, text).unwrap_or_default() {
        area.set_value(text);
    }
    area.set_selection_range(0, 0);
    Ok(())
}
