//! A page read by html5ever alone, without the library's parser, to compare with.

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink, Node};

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
    "br",
];

fn tree(html: &str) -> Html {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    // html5ever drops a byte order mark after every script too; the standard
    // drops one, at the start.
    let tokenizer = TokenizerOpts { discard_bom: false, ..Default::default() };
    let options = ParseOpts { tree_builder, tokenizer };
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    parse_document(HtmlTreeSink::new(Html::new_document()), options).one(html)
}

/// All text that no element hides from every reader.
pub fn visible_text(html: &str) -> String {
    text_of(&tree(html))
}

/// The same, of a tree that somebody else has built.
pub fn text_of(tree: &Html) -> String {
    let mut text = String::new();
    for node in tree.tree.root().descendants() {
        let Node::Text(piece) = node.value() else { continue };
        let silent = node.ancestors().any(|a| a.value().as_element().is_some_and(|e| SILENT.contains(&e.name())));
        if !silent {
            text.push_str(piece);
        }
    }
    text
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
                    assert_eq!(attribute, "href", "an attribute in HTML output");
                    super::harmless_address(value);
                }
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) => panic!("a comment in HTML output"),
            _ => {}
        }
    }
    text
}
