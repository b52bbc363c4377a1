//! What a page shows without scripts: the policy itself, put inside each `<remotion-policy>` that is left empty.

use crate::html::{attributes, escape, pieces, Attributes};
use html5gum::Token;

/// Puts `text_for` an element's attributes, as a block of code, into each `<remotion-policy>` that holds nothing.
pub(crate) fn fill(html: &str, text_for: impl Fn(&Attributes) -> Result<String, String>) -> Result<String, String> {
    let mut filled = String::with_capacity(html.len());
    let mut done = 0;
    let all = pieces(html)?;
    for (at, piece) in all.iter().enumerate() {
        let Token::StartTag(tag) = piece else { continue };
        if tag.name != b"remotion-policy" {
            continue;
        }
        // It asks for inputs and has no text.
        if attributes(tag).iter().any(|(name, value)| name == "setup" && value == "only") {
            continue;
        }
        let written = html.get(tag.span.start..tag.span.end).unwrap_or_default();
        let is_blank = |piece: &&_| matches!(piece, Token::String(text) if text.trim_ascii().is_empty());
        let is_end = |piece: &&_| matches!(piece, Token::EndTag(end) if end.name == tag.name);
        let mut inside = all.iter().skip(at + 1);
        let end = "</remotion-policy>";
        let next = inside.clone().find(|piece| !is_blank(piece));
        inside.find(is_end).ok_or(format!("The element `{written}` needs its end tag, `{end}`."))?;
        if let Some(Token::EndTag(end)) = next.filter(is_end) {
            let text = text_for(&attributes(tag)).map_err(|error| format!("`{written}`: {error}"))?;
            filled.push_str(html.get(done..tag.span.end).unwrap_or_default());
            filled.push_str(&format!("<pre>{}</pre>", escape(&text)));
            done = end.span.start;
        }
    }
    filled.push_str(html.get(done..).unwrap_or_default());
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::fill;

    /// Fills with a text that tells which attributes were read.
    fn filled(html: &str) -> Result<String, String> {
        fill(html, |attributes| {
            let all: Vec<_> = attributes.iter().map(|(name, value)| format!("{name}=[{value}]")).collect();
            Ok(all.join(" "))
        })
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(filled(html).as_deref(), Ok(expected));
    }

    #[test]
    fn fills_what_is_empty_and_only_that() {
        check(
            "<p>it's a < b's</p>\n<remotion-policy policy=\"user\"></remotion-policy>\n",
            "<p>it's a < b's</p>\n<remotion-policy policy=\"user\"><pre>policy=[user]</pre></remotion-policy>\n",
        );
        check(
            "<remotion-policy policy=a>\n </remotion-policy><remotion-policy></remotion-policy>",
            "<remotion-policy policy=a><pre>policy=[a]</pre></remotion-policy>\
             <remotion-policy><pre></pre></remotion-policy>",
        );
        check("<remotion-policy>own</remotion-policy>", "<remotion-policy>own</remotion-policy>");
        check("<remotion-policy setup=only></remotion-policy>", "<remotion-policy setup=only></remotion-policy>");
        check("<remotion-policy-list></remotion-policy-list>", "<remotion-policy-list></remotion-policy-list>");
    }

    #[test]
    fn reads_attributes_as_a_browser_does() {
        check(
            "<remotion-policy\n  Policy='a b'\n  write-only KEY-prefix = \"x &gt; &quot;y&quot; &amp;lt;>\" q=1></remotion-policy>",
            "<remotion-policy\n  Policy='a b'\n  write-only KEY-prefix = \"x &gt; &quot;y&quot; &amp;lt;>\" q=1>\
             <pre>policy=[a b] write-only=[] key-prefix=[x &gt; \"y\" &amp;lt;&gt;] q=[1]</pre></remotion-policy>",
        );
    }

    #[test]
    fn leaves_what_is_not_markup() {
        for html in [
            "<!-- <remotion-policy></remotion-policy> -->",
            "<script type=module>'<remotion-policy></remotion-policy>'</script>",
            "<title><remotion-policy></remotion-policy></title>",
            "<a title='<remotion-policy></remotion-policy>'>",
            "<pre>&lt;remotion-policy>&lt;/remotion-policy></pre>",
        ] {
            check(html, html);
        }
    }

    #[test]
    fn says_which_element_is_wrong() {
        let error = filled("<remotion-policy a=b>");
        assert_eq!(error, Err("The element `<remotion-policy a=b>` needs its end tag, `</remotion-policy>`.".into()));
        assert_eq!(filled("<remotion-policy a=\"b>"), Err("A tag has no end: look at its quotes.".into()));
        let refused = fill("<remotion-policy></remotion-policy>", |_| Err("No.".into()));
        assert_eq!(refused, Err("`<remotion-policy>`: No.".into()));
    }
}
