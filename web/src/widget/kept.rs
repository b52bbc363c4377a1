//! Parts of the tree that stay while what they show does: they are not made again, and not compared with the page.

use super::tree::Element;
use rules::api::Reason;
use std::cell::RefCell;

/// Those of a box. No field is among them: its value changes without the tree.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    /// Why each permission is there.
    reasons: RefCell<Option<(Vec<Reason>, Element)>>,
    /// The groups of regions.
    regions: RefCell<Vec<Element>>,
    /// The lines of the text in which the reader typed nothing, by their number.
    lines: RefCell<Vec<Option<(String, Element)>>>,
}

impl Kept {
    pub(crate) fn reasons(&self, reasons: &[Reason], make: fn(&[Reason]) -> Element) -> Element {
        let mut kept = self.reasons.borrow_mut();
        if let Some((_, element)) = kept.as_ref().filter(|(of, _)| of == reasons) {
            return element.clone();
        }
        let element = make(reasons);
        *kept = Some((reasons.to_vec(), element.clone()));
        element
    }

    pub(crate) fn regions(&self, make: fn() -> Vec<Element>) -> Vec<Element> {
        let mut kept = self.regions.borrow_mut();
        if kept.is_empty() {
            *kept = make();
        }
        kept.clone()
    }

    /// `line` with its line end, by which the last one differs from the others.
    pub(crate) fn line(&self, number: usize, line: &str, make: &dyn Fn() -> Element) -> Element {
        let mut kept = self.lines.borrow_mut();
        if kept.len() <= number {
            kept.resize(number + 1, None);
        }
        let Some(kept) = kept.get_mut(number) else { return make() };
        if let Some((_, element)) = kept.as_ref().filter(|(of, _)| of == line) {
            return element.clone();
        }
        let element = make();
        *kept = Some((line.to_string(), element.clone()));
        element
    }
}
