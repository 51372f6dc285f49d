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
use html5ever::{TokenizerResult, ns};
use scraper::{Html, Node};

use super::attribute::Attribute;
use super::gate::Gate;
use super::limits::Limits;
use super::tokenizer::{Keep, Tokenizer, is_unread, prepare};
use super::{head, tree_builder};
pub use mutation::Mutation;

/// The first difference between what html5ever's tokenizer and ours make of
/// `html`; `None` if there is none.
pub fn difference(html: &str) -> Option<String> {
    let (expected, their_tree) = by_html5ever(html);
    let (found, _) = by_ours(html, Keep::All);
    first_difference("token", &expected, &found)
        .or_else(|| first_difference("node", &read_of(&their_tree), &read_of(&by_ours(html, Keep::Read).1)))
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

fn by_ours(html: &str, keep: Keep) -> (Vec<String>, Html) {
    let recorder = Recorder::default();
    let source = prepare(html);
    let mut tokenizer = Tokenizer::new(&source, &recorder, keep, usize::MAX);
    while tokenizer.step() {}
    recorder.into_parts()
}

/// Writes tokens down on their way to the gate.
struct Recorder {
    gate: Gate<scraper::HtmlTreeSink>,
    tokens: RefCell<Vec<String>>,
    text: RefCell<String>,
}

impl Default for Recorder {
    fn default() -> Self {
        Recorder {
            gate: Gate::new(tree_builder(), &Limits::default()),
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

/// All of a tree that anybody reads, a line a node.
fn read_of(tree: &Html) -> Vec<String> {
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                depth += 1;
                let in_unread =
                    node.parent().is_some_and(|p| matches!(p.value(), Node::Element(e) if is_unread_element(e)));
                match node.value() {
                    Node::Element(element) => lines.push(format!("{depth} {}", show_element(element))),
                    Node::Text(text) if !in_unread => lines.push(format!("{depth} {text:?}")),
                    Node::Doctype(doctype) => lines.push(format!("{depth} {doctype:?}")),
                    _ => {}
                }
            }
            Edge::Close(_) => depth -= 1,
        }
    }
    lines
}

fn is_unread_element(element: &scraper::node::Element) -> bool {
    let script = &*element.name.local == "script";
    let data = script && head::holds_data(element.attr("type").unwrap_or(""), element.id());
    element.name.ns == *ns!(html) && ((script && !data) || is_unread(&element.name.local))
}

fn show_element(element: &scraper::node::Element) -> String {
    let mut shown = format!("<{} {}>", element.name.local, &*element.name.ns);
    // `xlink:href` of SVG is another attribute than `href`.
    for (name, value) in element.attrs.iter().filter(|(name, _)| name.ns == *ns!()) {
        if Attribute::from_name(name.local.as_bytes()).is_some_and(|a| a.is_read_of(&element.name.local)) {
            let _ = write!(shown, " {}={:?}", name.local, &**value);
        }
    }
    shown
}
