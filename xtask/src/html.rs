//! HTML as a browser takes it apart: our own pages, read to fill them and to make Markdown of them.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Error, HtmlString, StartTag, Token, Tokenizer};

pub(crate) type Piece = Token<usize>;

/// The attributes of a tag in their order: lower-case name, value without entities. The value of a flag is empty.
pub(crate) type Attributes = Vec<(String, String)>;

/// The tags, texts and comments of a page. What is in a script or a title is text.
pub(crate) fn pieces(html: &str) -> Result<Vec<Piece>, String> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut pieces = Vec::new();
    for Ok(piece) in Tokenizer::new_with_emitter(html, emitter) {
        match piece {
            Token::Error(error) if error.value == Error::EofInTag => {
                return Err("A tag has no end: look at its quotes.".into());
            }
            Token::Error(_) => {}
            piece => pieces.push(piece),
        }
    }
    Ok(pieces)
}

pub(crate) fn attributes(tag: &StartTag<usize>) -> Attributes {
    let mut found: Vec<_> = tag.attributes.iter().collect();
    found.sort_by_key(|(_, value)| value.span.start);
    found.into_iter().map(|(name, value)| (text(name), text(value))).collect()
}

pub(crate) fn text(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// A text as it stands in HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
