//! The docs page as MDX, for a site that has its own header, table of contents and style: docs/without-iam.mdx,
//! made from www/index.html so that there is one text.
//!
//! Only what that page uses has a form here; anything else is an error that names it.

use crate::files::{read_text, write};
use crate::html::{self, Attributes};
use crate::process::root;
use crate::site;
use html5gum::Token;
use std::path::PathBuf;

/// Links into Remotion's docs are of the same site there.
const DOCS: &str = "https://www.remotion.dev/docs/";

enum Node {
    Text(String),
    Element(Element),
}

#[derive(Default)]
struct Element {
    name: String,
    attributes: Attributes,
    children: Vec<Node>,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All elements below with that name.
    fn all<'a>(&'a self, name: &'a str) -> Vec<&'a Element> {
        let below = self.elements().flat_map(|element| {
            let own = Some(element).filter(|element| element.name == name);
            own.into_iter().chain(element.all(name))
        });
        below.collect()
    }
}

pub(crate) fn path() -> PathBuf {
    root().join("docs/without-iam.mdx")
}

/// Writes the file anew.
pub(crate) fn save() -> Result<(), String> {
    write(&path(), page()?)
}

/// What the file should be.
fn page() -> Result<String, String> {
    let html = site::with_growth(&read_text(&root().join("www/index.html"))?)?;
    let (_, article) = html.split_once("<article").ok_or("www/index.html has no <article>.")?;
    let (article, _) = article.split_once("</article>").ok_or("www/index.html has no </article>.")?;
    convert(&format!("<article{article}</article>")).map_err(|problem| format!("www/index.html: {problem}"))
}

fn convert(article: &str) -> Result<String, String> {
    let article = parse(article)?;
    let title = article.elements().find(|element| element.name == "h1").ok_or("there is no <h1>")?;
    let title = inline(&title.children)?;
    let mut components: Vec<String> = article.all("remotion-policy").iter().map(|element| component(element)).collect();
    components.sort();
    components.dedup();
    let mut parts = vec![
        format!("---\ntitle: {title}\n---"),
        format!("import {{{}}} from 'remotion-policy-builder/react';", components.join(", ")),
    ];
    if !article.all("remotion-policy-checker").is_empty() {
        parts.push("import {PolicyChecker} from 'remotion-policy-builder/checker/react';".into());
    }
    parts.extend(blocks(&article)?);
    Ok(parts.join("\n\n").replacen("/react';\n\nimport", "/react';\nimport", 1) + "\n")
}

fn parse(html: &str) -> Result<Element, String> {
    let mut open = vec![Element::default()];
    for piece in html::pieces(html)? {
        match piece {
            Token::StartTag(tag) => {
                let (name, attributes) = (html::text(&tag.name), html::attributes(&tag));
                open.push(Element { name, attributes, children: Vec::new() });
                if tag.self_closing {
                    close(&mut open);
                }
            }
            Token::EndTag(tag) => {
                let name = html::text(&tag.name);
                if open.last().is_none_or(|element| element.name != name) {
                    return Err(format!("</{name}> ends another element than the last one"));
                }
                close(&mut open);
            }
            Token::String(text) => {
                if let Some(element) = open.last_mut() {
                    element.children.push(Node::Text(html::text(&text)));
                }
            }
            _ => {}
        }
    }
    let article = open.pop().and_then(|mut top| top.children.pop());
    match article {
        Some(Node::Element(article)) if open.is_empty() => Ok(article),
        _ => Err("there is no one element around all".into()),
    }
}

fn close(open: &mut Vec<Element>) {
    if let (Some(done), Some(parent)) = (open.pop(), open.last_mut()) {
        parent.children.push(Node::Element(done));
    }
}

/// The blocks in an element, each without an empty line around it.
fn blocks(parent: &Element) -> Result<Vec<String>, String> {
    let mut blocks = Vec::new();
    for child in &parent.children {
        match child {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(text) => return Err(format!("`{}` stands between blocks", text.trim())),
            Node::Element(element) => blocks.extend(block(element)?),
        }
    }
    Ok(blocks)
}

fn block(element: &Element) -> Result<Vec<String>, String> {
    let one = |block: String| Ok(vec![block]);
    let children = &element.children;
    match element.name.as_str() {
        // The title, and the table of contents that a docs site makes itself.
        "h1" => Ok(Vec::new()),
        "details" if element.has_class("toc-mobile") => Ok(Vec::new()),
        "h2" | "h3" | "h4" => {
            let level = element.name.trim_start_matches('h').parse().unwrap_or_default();
            let id = element.attribute("id").ok_or("a heading has no id")?;
            one(format!("{} {} {{#{id}}}", "#".repeat(level), inline(children)?))
        }
        // Nothing there says which format was chosen.
        "p" if element.has_class("by-code") => Ok(Vec::new()),
        "p" => one(inline(children)?),
        "ul" | "ol" => {
            let mark = if element.name == "ul" { "-" } else { "1." };
            let item = |item: &Element| Ok(format!("{mark} {}", inline(&item.children)?));
            one(element.elements().map(item).collect::<Result<Vec<_>, String>>()?.join("\n"))
        }
        "pre" => one(format!("```\n{}\n```", raw(element))),
        "dl" => element.elements().collect::<Vec<_>>().chunks(2).map(fault).collect(),
        "div" if element.has_class("table-scroll") => one(table(element)?),
        "div" if element.has_class("alert") => {
            let kind = ["warning", "info"].into_iter().find(|kind| element.has_class(&format!("alert--{kind}")));
            let kind = kind.ok_or("an alert is of no kind that has a form")?;
            let (heading, rest): (Vec<_>, Vec<_>) =
                element.elements().partition(|part| part.has_class("alert__heading"));
            let title = heading.first().map(|heading| inline(&heading.children)).transpose()?.unwrap_or_default();
            let rest = rest.into_iter().map(block).collect::<Result<Vec<_>, _>>()?.concat().join("\n\n");
            one(format!(":::{kind}[{title}]\n\n{rest}\n\n:::"))
        }
        // A browser with scripts takes what is in it for text.
        "noscript" => {
            let inside = parse(raw(element).trim())?;
            one(format!("<noscript>\n\n{}\n\n</noscript>", blocks(&inside)?.join("\n\n")))
        }
        // A docs site lists the headings of its text.
        "details" if element.has_class("case") => {
            let inside = element.elements().map(|part| if part.name == "summary" { blocks(part) } else { block(part) });
            Ok(inside.collect::<Result<Vec<_>, _>>()?.concat())
        }
        "details" => {
            let (summary, rest): (Vec<_>, Vec<_>) = element.elements().partition(|part| part.name == "summary");
            let summary =
                summary.first().map(|summary| inline(&summary.children)).ok_or("details have no summary")??;
            let rest = rest.into_iter().map(block).collect::<Result<Vec<_>, _>>()?.concat().join("\n\n");
            // Nothing there opens what a reader's choice opens on a page of ours.
            let open = if element.attribute("data-for").is_some_and(|of| !of.is_empty()) { " open" } else { "" };
            one(format!("<details{open}>\n  <summary>{summary}</summary>\n\n{rest}\n\n</details>"))
        }
        "remotion-policy" => {
            let attribute = |(name, value): &(String, String)| match (name.as_str(), value.as_str()) {
                // What follows a choice on a page of ours follows none there.
                ("policy" | "data-follows", _) => String::new(),
                (name, "") => format!(" {name}"),
                (name, value) => format!(" {name}=\"{value}\""),
            };
            let attributes: String = element.attributes.iter().map(attribute).collect();
            let name = component(element);
            if element.elements().next().is_some() {
                return one(format!("<{name}{attributes}>\n\n{}\n\n</{name}>", blocks(element)?.join("\n\n")));
            }
            one(format!("<{name}{attributes} />"))
        }
        "remotion-policy-checker" => {
            let attribute = |(name, value): &(String, String)| format!(" {name}=\"{value}\"");
            let attributes: String = element.attributes.iter().map(attribute).collect();
            one(format!("<PolicyChecker{attributes}>\n\n{}\n\n</PolicyChecker>", blocks(element)?.join("\n\n")))
        }
        other => Err(format!("<{other}> as a block has no form in MDX here")),
    }
}

/// `DestinationCallerPolicy` of `destination-caller`; `RenderCall`, `Lifecycle` and `Setup` are no policies.
fn component(element: &Element) -> String {
    let policy = element.attribute("policy").unwrap_or_default();
    let mut name: String = policy.split('-').map(capitalised).collect();
    if !name.ends_with("Policy") && !matches!(policy, "render-call" | "lifecycle" | "setup") {
        name.push_str("Policy");
    }
    name
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// A cause, or what to do about it.
fn fault(pair: &[&Element]) -> Result<String, String> {
    match pair {
        [term, text] => Ok(format!("**{}:** {}", inline(&term.children)?, inline(&text.children)?)),
        _ => Err("a term of a list has no text".into()),
    }
}

fn table(element: &Element) -> Result<String, String> {
    let mut lines = Vec::new();
    for row in element.all("tr") {
        let cells = row.elements().map(|cell| inline(&cell.children)).collect::<Result<Vec<_>, _>>()?;
        if cells.iter().any(|cell| cell.contains('|')) {
            return Err("a cell holds `|`".into());
        }
        let count = cells.len();
        lines.push(format!("| {} |", cells.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(count)));
        }
    }
    Ok(lines.join("\n"))
}

/// Text within a block, on one line.
fn inline(nodes: &[Node]) -> Result<String, String> {
    let mut text = String::new();
    for node in nodes {
        text.push_str(&match node {
            Node::Text(plain) => escape(plain),
            Node::Element(element) => {
                let inside = inline(&element.children);
                match element.name.as_str() {
                    "code" if raw(element).contains('`') => return Err("code holds a backtick".into()),
                    "code" => format!("`{}`", raw(element)),
                    "strong" => format!("**{}**", inside?),
                    "em" => format!("*{}*", inside?),
                    "a" => match element.attribute("href") {
                        // A page of ours fills these in from the reader's region and bucket.
                        None => inside?,
                        Some(link) => format!("[{}]({})", inside?, link.replacen(DOCS, "/docs/", 1)),
                    },
                    "span" if element.has_class("alert__icon") => String::new(),
                    "span" if element.has_class("scripted") => inside?,
                    other => return Err(format!("<{other}> within a text has no form in MDX here")),
                }
            }
        });
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text of an element as it stands.
fn raw(element: &Element) -> String {
    let text = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => raw(element),
    };
    element.children.iter().map(text).collect()
}

/// A text in which nothing is taken for Markdown or JSX.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_{}[]<>".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let page = convert(&format!("<article><h1>T</h1>{html}</article>")).unwrap();
        let (_, body) = page.split_once("/react';\n\n").unwrap();
        assert_eq!(body, expected);
    }

    #[test]
    fn the_file_is_what_the_docs_page_makes_it() {
        let fresh = page().unwrap();
        if read_text(&path()).unwrap_or_default() != fresh {
            write(&path(), fresh).unwrap();
            panic!("docs/without-iam.mdx was not what www/index.html makes it. It has been written anew: commit it.");
        }
    }

    #[test]
    fn blocks_and_texts_have_the_form_of_markdown() {
        check(
            "<h2 id=\"a\">A <code>b_c</code></h2><p>d\n  <strong>e*</strong> &lt;f&gt; {g} <a href=\"#a\">h</a></p>",
            "## A `b_c` {#a}\n\nd **e\\*** \\<f\\> \\{g\\} [h](#a)\n",
        );
        check("<p class=\"by-code\">a</p><p>b</p>", "b\n");
        check("<ul><li>a</li> <li>b</li></ul><ol><li>c</li></ol>", "- a\n- b\n\n1. c\n");
        check("<pre><code>a {b}\nc</code></pre>", "```\na {b}\nc\n```\n");
        check("<dl><dt>Cause</dt><dd>a</dd><dt>Cure</dt><dd>b</dd></dl>", "**Cause:** a\n\n**Cure:** b\n");
        check(
            "<p><a href=\"https://www.remotion.dev/docs/lambda\">a</a> <a data-console=\"b\">c</a></p>",
            "[a](/docs/lambda) c\n",
        );
    }

    #[test]
    fn elements_become_components() {
        check(
            "<details><summary>a</summary><remotion-policy policy=\"destination-caller\" download service=\"b\"></remotion-policy></details>",
            "<details>\n  <summary>a</summary>\n\n<DestinationCallerPolicy download service=\"b\" />\n\n</details>\n",
        );
        check("<remotion-policy policy=\"render-call\"></remotion-policy>", "<RenderCall />\n");
    }

    #[test]
    fn what_has_no_form_is_named() {
        let refused = convert("<article><h1>T</h1><video></video></article>");
        assert_eq!(refused, Err("<video> as a block has no form in MDX here".into()));
    }
}
