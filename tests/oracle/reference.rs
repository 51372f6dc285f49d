//! A page read by html5ever alone, without the library's parser, to compare with.

use std::collections::HashSet;

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::standing::tree;

/// Elements whose text no reader sees.
const SILENT: &[&str] = &[
    "head",
    "script",
    "style",
    "template",
    "title",
    "svg",
    "textarea",
    "iframe",
    "canvas",
    "audio",
    "video",
    "object",
    "embed",
    "datalist",
    "annotation",
    "rp",
    "noembed",
    "noframes",
    "base",
    "link",
    "meta",
];

/// True of such an element; of a template, unless it holds a shadow root.
fn is_silent(element: &Element) -> bool {
    let mode = element.attr("shadowrootmode").map(str::to_ascii_lowercase);
    let shown = element.name() == "template" && matches!(mode.as_deref(), Some("open" | "closed"));
    SILENT.contains(&element.name()) && !shown
}

/// What the writer of HTML may use.
const KNOWN: &[&str] = &[
    "html",
    "head",
    "body",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "a",
    "em",
    "strong",
    "code",
    "sup",
    "sub",
    "br",
];

/// All text that no element hides from every reader.
pub fn visible_text(html: &str) -> String {
    text_of(&tree(html))
}

/// True if raw text goes on over the end of a `<noscript>`, which ends it for us
/// and for browsers that run scripts, but not for the standard where none run.
pub fn swallows_an_end(html: &str) -> bool {
    let tree = tree(html);
    let mut texts = tree.tree.root().descendants().filter_map(|n| n.value().as_text());
    texts.any(|text| text.to_ascii_lowercase().contains("</noscript"))
}

/// The text of a tree that somebody else has built.
pub fn text_of(tree: &Html) -> String {
    let mut text = String::new();
    for node in tree.tree.root().descendants() {
        let Node::Text(piece) = node.value() else { continue };
        let silent = node.ancestors().any(|a| a.value().as_element().is_some_and(is_silent));
        if !silent {
            text.push_str(piece);
        }
    }
    text
}

/// Elements that stand in the line with the text around them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Stands at an element of neither kind, where words may be joined or not.
pub const OPEN: char = '\u{fdd0}';

/// Most pieces of a word that elements of neither kind separate.
const PIECES: usize = 12;

fn is_in_noscript(node: ego_tree::NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == "noscript"))
}

/// All words that a reader of the page could see.
pub fn words(html: &str) -> HashSet<String> {
    let tree = tree(html);
    let mut text = String::new();
    for edge in tree.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        // What nobody sees begins and ends no line either.
        let mut around = node.ancestors().filter_map(|a| a.value().as_element());
        if around.any(is_silent) {
            continue;
        }
        match node.value() {
            Node::Text(piece) if opens => {
                // What a noscript says stands beside the words around it.
                let apart = if is_in_noscript(node) { "\u{fdd0}" } else { "" };
                text.extend([apart, &**piece, apart]);
            }
            Node::Element(element) if BLOCKS.contains(&element.name()) => text.push('\n'),
            Node::Element(element) if !INLINE.contains(&element.name()) => text.push(OPEN),
            _ => {}
        }
    }
    let mut words = HashSet::new();
    for word in text.split_whitespace() {
        let pieces: Vec<&str> = word.split(OPEN).filter(|p| !p.is_empty()).collect();
        for first in 0..pieces.len() {
            for end in first + 1..=pieces.len().min(first + PIECES) {
                words.insert(pieces[first..end].concat());
            }
        }
    }
    words
}

/// Panics if an element is not where a browser would keep it: lists hold items alone,
/// and nothing else does.
fn is_in_its_place(node: ego_tree::NodeRef<'_, Node>) {
    let name = |node: ego_tree::NodeRef<'_, Node>| node.value().as_element().map(|e| e.name().to_owned());
    let (own, above) = (name(node), node.parent().and_then(name));
    let in_list = matches!(above.as_deref(), Some("ul" | "ol"));
    assert_eq!(own.as_deref() == Some("li"), in_list, "{own:?} in {above:?}");
}

/// The text of HTML output; panics at whatever could do more than show it.
pub fn harmless_text(html: &str) -> String {
    let tree = tree(html);
    let mut text = String::new();
    for node in tree.tree.root().descendants() {
        match node.value() {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(element) => {
                assert!(KNOWN.contains(&element.name()), "<{}> in HTML output", element.name());
                for (attribute, value) in element.attrs() {
                    match (element.name(), attribute) {
                        ("li", "value") => assert!(value.parse::<u32>().is_ok(), "an item's number: {value}"),
                        (_, "href") => super::harmless_address(value),
                        _ => panic!("the attribute {attribute} in HTML output"),
                    }
                }
                is_in_its_place(node);
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) => panic!("a comment in HTML output"),
            _ => {}
        }
    }
    text
}
