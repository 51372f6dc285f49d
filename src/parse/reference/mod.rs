//! html5ever's own tokenizer, as the reference for ours: the same page must
//! give the same tokens, and the same tree in all that is read of it.

#[cfg(test)]
mod html5lib;
mod mutation;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::fmt::Write;

use ego_tree::iter::Edge;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{self as theirs, Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, TokenizerOpts};
use html5ever::tree_builder::TreeSink;
use html5ever::{LocalName, TokenizerResult, ns};
use scraper::{Html, HtmlTreeSink, Node};

use super::attribute::Attribute;
use super::gate::Gate;
use super::limits::Limits;
use super::tokenizer::{Keep, Tokenizer, is_unread, prepare};
use super::tree::{self, Step, Tree};
use super::{head, tree_builder};
pub use mutation::Mutation;

/// The first difference between what html5ever's tokenizer and ours make of
/// `html`; `None` if there is none.
pub fn difference(html: &str) -> Option<String> {
    let (expected, their_tree) = by_html5ever(html);
    let found = our_tokens(html);
    first_difference("token", &expected, &found)
        .or_else(|| first_difference("node", &read_of(&their_tree), &our_nodes(&our_tree(html))))
}

fn first_difference(what: &str, expected: &[String], found: &[String]) -> Option<String> {
    let at = expected.iter().zip(found).position(|(e, f)| e != f);
    let at = at.or((expected.len() != found.len()).then_some(expected.len().min(found.len())))?;
    let show = |list: &[String]| list.get(at).cloned().unwrap_or_else(|| "nothing".to_owned());
    Some(format!("{what} {at}: html5ever has {}, we have {}", show(expected), show(found)))
}

fn by_html5ever(html: &str) -> (Vec<String>, Html) {
    // html5ever would look for a byte order mark again after each `<meta charset>`.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = theirs::Tokenizer::new(Recorder::default(), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.into_parts()
}

fn our_tokens(html: &str) -> Vec<String> {
    let recorder = Recorder::default();
    let source = prepare(html);
    let mut tokenizer = Tokenizer::new(&source, &recorder, Keep::All, usize::MAX).strict();
    while tokenizer.step() {}
    recorder.into_parts().0
}

fn our_tree(html: &str) -> Tree {
    let gate = Gate::new(tree_builder(tree::Sink::default()), &Limits::default());
    let source = prepare(html);
    let mut tokenizer = Tokenizer::new(&source, &gate, Keep::Read, usize::MAX).strict();
    while tokenizer.step() {}
    gate.into_builder().sink.finish()
}

/// Writes tokens down on their way to the gate.
struct Recorder {
    gate: Gate<HtmlTreeSink>,
    tokens: RefCell<Vec<String>>,
    text: RefCell<String>,
}

impl Default for Recorder {
    fn default() -> Self {
        Recorder {
            gate: Gate::new(tree_builder(HtmlTreeSink::new(Html::new_document())), &Limits::default()),
            tokens: RefCell::default(),
            text: RefCell::default(),
        }
    }
}

impl Recorder {
    fn into_parts(self) -> (Vec<String>, Html) {
        (self.tokens.into_inner(), self.gate.into_builder().sink.finish())
    }

    /// Text may come in any number of pieces.
    fn record(&self, token: &Token) {
        match token {
            Token::CharacterTokens(text) => return self.text.borrow_mut().push_str(text),
            Token::ParseError(_) => return,
            _ => {}
        }
        let mut tokens = self.tokens.borrow_mut();
        let text = self.text.take();
        if !text.is_empty() {
            tokens.push(format!("text {text:?}"));
        }
        tokens.push(match token {
            Token::TagToken(tag) => show_tag(tag),
            Token::CommentToken(text) => format!("comment {:?}", &**text),
            Token::DoctypeToken(doctype) => show_doctype(doctype),
            token => format!("{token:?}"),
        });
    }
}

impl TokenSink for Recorder {
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        self.record(&token);
        self.gate.process_token(token, line)
    }

    fn end(&self) {
        self.gate.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.gate.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn show_tag(tag: &Tag) -> String {
    let mut shown = format!("{:?} {} {}", tag.kind, tag.name, tag.self_closing);
    // Attributes of end tags mean nothing.
    if tag.kind == TagKind::StartTag {
        for attribute in &tag.attrs {
            // Writing to a string cannot fail.
            let _ = write!(shown, " {}={:?}", attribute.name.local, &*attribute.value);
        }
    }
    shown
}

fn show_doctype(doctype: &Doctype) -> String {
    let parts = [&doctype.name, &doctype.public_id, &doctype.system_id].map(|p| p.as_deref());
    format!("doctype {parts:?} {}", doctype.force_quirks)
}

/// All of their tree that anybody reads, a line a node.
fn read_of(tree: &Html) -> Vec<String> {
    let mut lines = Vec::new();
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => lines.push(format!("<{}>{}", element.name(), attributes_of(element))),
                Node::Text(text) if !node.parent().is_some_and(|p| is_unread_element(p.value())) => {
                    lines.push(format!("{text:?}"));
                }
                _ => {}
            },
            Edge::Close(node) => lines.extend(node.value().as_element().map(|e| format!("</{}>", e.name()))),
        }
    }
    lines
}

fn is_unread_element(node: &Node) -> bool {
    let Node::Element(element) = node else { return false };
    let script = element.name() == "script";
    let data = script && head::DataKind::of(element.attr("type").unwrap_or(""), element.id()).is_some();
    element.name.ns == *ns!(html) && ((script && !data) || is_unread(&element.name.local))
}

fn attributes_of(element: &scraper::node::Element) -> String {
    // `xlink:href` of SVG is another attribute than `href`.
    let read = element.attrs.iter().filter(|(name, _)| name.ns == *ns!()).filter_map(|(name, value)| {
        let attribute = Attribute::from_name(name.local.as_bytes())?;
        attribute.is_read_of(&element.name.local).then(|| format!(" {attribute:?}={:?}", &**value))
    });
    sorted(read)
}

/// All of our tree, in the same form.
fn our_nodes(tree: &Tree) -> Vec<String> {
    let show = |step| match step {
        Step::Open(element) => {
            let name = LocalName::from(element.name());
            let read = element.attributes().filter(|(attribute, _)| attribute.is_read_of(&name));
            format!("<{name}>{}", sorted(read.map(|(attribute, value)| format!(" {attribute:?}={value:?}"))))
        }
        Step::Close(element) => format!("</{}>", element.name()),
        Step::Text(text) => format!("{text:?}"),
    };
    tree.walk().map(show).collect()
}

fn sorted(attributes: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = attributes.collect();
    all.sort();
    all.concat()
}
