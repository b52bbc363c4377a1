//! What a page shows without scripts: the policy itself, put inside each `<remotion-policy>` that is left empty.
//!
//! This reads our own pages, not any page: tag names in lower case, and every element closed.

/// An element's attributes, as a browser would read them: lower-case name, value without entities.
pub(crate) type Attributes = Vec<(String, String)>;

/// Puts `text_for` an element's attributes, as a block of code, into each `<remotion-policy>` that holds nothing.
pub(crate) fn fill(html: &str, text_for: impl Fn(&Attributes) -> Result<String, String>) -> Result<String, String> {
    let mut filled = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from_tag) = rest.split_at(start);
        filled.push_str(before);
        let (tag, after) = from_tag.split_at(tag_length(from_tag));
        filled.push_str(tag);
        rest = after;
        let element = tag.strip_prefix("<remotion-policy");
        let Some(element) = element.filter(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>')) else {
            continue;
        };
        let attributes = attributes(element).ok_or(format!("The tag `{tag}` cannot be read: look at its quotes."))?;
        let end = "</remotion-policy>";
        let (inside, _) = rest.split_once(end).ok_or(format!("The element `{tag}` needs its end tag, `{end}`."))?;
        if inside.trim().is_empty() {
            let text = text_for(&attributes).map_err(|error| format!("`{tag}`: {error}"))?;
            filled.push_str(&format!("<pre>{}</pre>", escape(&text)));
            rest = rest.trim_start();
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

/// How much, from a `<`, is one tag, one comment, one element whose content is not markup, or just that sign.
fn tag_length(html: &str) -> usize {
    let opens_nothing = |c: char| !(c.is_ascii_alphabetic() || c == '/' || c == '!');
    if html.strip_prefix('<').is_some_and(|after| after.starts_with(opens_nothing)) {
        return 1;
    }
    let through = |end: &str| html.find(end).map_or(html.len(), |start| start + end.len());
    if html.starts_with("<!--") {
        return through("-->");
    }
    for name in ["script", "style", "textarea", "title"] {
        let opens = html.strip_prefix('<').and_then(|html| html.strip_prefix(name));
        if opens.is_some_and(|after| after.starts_with(['>', ' ', '\n'])) {
            return through(&format!("</{name}>"));
        }
    }
    let mut quote = None;
    for (at, character) in html.char_indices() {
        match (quote, character) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The attributes of a tag, given what follows its name.
fn attributes(mut rest: &str) -> Option<Attributes> {
    let mut found = Attributes::new();
    loop {
        rest = rest.trim_start();
        if rest == ">" {
            return Some(found);
        }
        let (name, after_name) = rest.split_at(rest.find(|c: char| c.is_whitespace() || "=>".contains(c))?);
        let (value, after) = match after_name.trim_start().strip_prefix('=') {
            None => ("", after_name),
            Some(value) => value_of(value.trim_start())?,
        };
        found.push((name.to_ascii_lowercase(), unescape(value)));
        rest = after;
    }
}

/// A value, in quotes or bare, and what follows it.
fn value_of(rest: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = rest.strip_prefix(quote) {
            return quoted.split_once(quote);
        }
    }
    Some(rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>')?))
}

/// A text as it stands in HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescape(text: &str) -> String {
    let quotes = text.replace("&quot;", "\"").replace("&#39;", "'");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
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
        let refused = fill("<remotion-policy></remotion-policy>", |_| Err("No.".into()));
        assert_eq!(refused, Err("`<remotion-policy>`: No.".into()));
    }
}
