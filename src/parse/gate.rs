//! The limits, held between html5ever's tokenizer and its tree builder.
//!
//! Flattening means: the start tag is not passed on, its text is, and neither
//! is the end tag that belongs to it. How deep the page is, the tree builder
//! knows best: the gate counts its open elements, though not at every tag.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::marker::PhantomData;

use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{LocalName, local_name};

use scraper::HtmlTreeSink;

use super::attribute::is_formatting;
use super::inline::{is_inline, is_inline_in_text};
use super::limits::{Limit, Limits};

/// Open formatting elements (`<b>`, `<font>`, …) beyond this many are flattened:
/// the tree builder opens all of them again in every following paragraph.
const FORMATTING: usize = 24;

/// A sink that tells how many nodes it has made: the tree builder opens
/// formatting elements again, so tokens alone do not tell.
pub(super) trait Counting: TreeSink {
    /// Nodes so far; 0 if the sink does not know.
    fn nodes(&self) -> usize;
}

/// Scraper's sink keeps its tree to itself.
impl Counting for HtmlTreeSink {
    fn nodes(&self) -> usize {
        0
    }
}

pub(super) struct Gate<S: Counting> {
    builder: TreeBuilder<S::Handle, S>,
    depth: usize,
    nodes: usize,
    nodes_left: Cell<usize>,
    limit: Cell<Option<Limit>>,
    /// A limit that was met and loses no text: the page goes on.
    mild: Cell<Option<Limit>>,
    attribute_bytes: usize,
    /// So many start tags may pass before the open elements are counted again.
    room: Cell<usize>,
    /// Whether a tag has passed since they were counted: it may have closed some.
    passed: Cell<bool>,
    flattened: RefCell<HashMap<LocalName, usize>>,
    formatting: Cell<usize>,
    /// Whether text has passed since the last break that stands for a tag.
    said: Cell<bool>,
}

impl<S: Counting> Gate<S> {
    pub(super) fn new(builder: TreeBuilder<S::Handle, S>, limits: &Limits) -> Self {
        Gate {
            builder,
            depth: limits.depth,
            nodes: limits.nodes,
            nodes_left: Cell::new(limits.nodes),
            limit: Cell::new(None),
            mild: Cell::new(None),
            attribute_bytes: limits.attribute_bytes,
            room: Cell::new(0),
            passed: Cell::new(true),
            flattened: RefCell::default(),
            formatting: Cell::new(0),
            said: Cell::new(false),
        }
    }

    pub(super) fn limit(&self) -> Option<Limit> {
        self.limit.get().or(self.mild.get())
    }

    /// From now on nothing passes.
    pub(super) fn close(&self, limit: Limit) {
        if self.limit.get().is_none() {
            self.limit.set(Some(limit));
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.limit.get().is_some()
    }

    pub(super) fn into_builder(self) -> TreeBuilder<S::Handle, S> {
        self.builder
    }

    fn spend_node(&self) -> bool {
        match self.nodes_left.get().checked_sub(1) {
            Some(left) if self.builder.sink.nodes() <= self.nodes => self.nodes_left.set(left),
            _ => self.close(Limit::Nodes),
        }
        !self.is_closed()
    }

    fn admits(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::StartTag => !self.is_closed() && self.admits_start(tag) && self.spend_node(),
            TagKind::EndTag => self.admits_end(&tag.name),
        }
    }

    fn admits_start(&self, tag: &Tag) -> bool {
        let name = &tag.name;
        if is_void(name) {
            return true;
        }
        let formatting = is_formatting(name);
        if is_cell(name) {
            self.formatting.set(0);
        }
        let deep = !self.has_room();
        if deep {
            self.meet(Limit::Depth);
        }
        if deep || (formatting && self.formatting.get() >= FORMATTING) {
            *self.flattened.borrow_mut().entry(name.clone()).or_default() += 1;
            // Raw text elements change how the tokenizer reads on: they always pass.
            return is_raw_text(name);
        }
        if formatting {
            self.formatting.set(self.formatting.get() + 1);
        }
        true
    }

    /// Whether one more element may be opened. A start tag opens three elements at
    /// most (`<td>` in a table), and formatting elements again, of which there are
    /// few: the tree is deeper than the limit by no more than what the tags of one
    /// count can add.
    fn has_room(&self) -> bool {
        if self.room.get() == 0 && self.passed.replace(false) {
            let open = Open { count: Cell::new(0), handle: PhantomData };
            self.builder.trace_handles(&open);
            self.room.set(self.depth.saturating_sub(open.count.get()));
        }
        let Some(room) = self.room.get().checked_sub(1) else { return false };
        self.room.set(room);
        self.passed.set(true);
        true
    }

    /// Where a block is flattened, its words stay apart from those around it.
    fn break_line(&self, line: u64) -> TokenSinkResult<S::Handle> {
        if self.is_closed() || !self.said.replace(false) || !self.spend_node() {
            return TokenSinkResult::Continue;
        }
        let name = local_name!("br");
        let tag = Tag {
            kind: TagKind::StartTag,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        self.builder.process_token(Token::TagToken(tag), line)
    }

    /// Notes a limit that costs no text.
    fn meet(&self, limit: Limit) {
        self.mild.set(self.mild.get().or(Some(limit)));
    }

    /// Attributes that are longer than allowed are taken for empty. Images inside
    /// the page's own source are long and nobody reads them: they do not count.
    fn shorten(&self, tag: &mut Tag) {
        for attribute in &mut tag.attrs {
            if attribute.value.len() > self.attribute_bytes {
                if !attribute.value.starts_with("data:") {
                    self.meet(Limit::AttributeBytes);
                }
                attribute.value.clear();
            }
        }
    }

    /// Formatting elements stay active when a block ends over them: only their
    /// own end tags, and the ends of cells, take them off the list.
    fn count_end(&self, name: &LocalName) {
        if is_formatting(name) {
            self.formatting.set(self.formatting.get().saturating_sub(1));
        } else if is_cell(name) {
            self.formatting.set(0);
        }
    }

    fn admits_end(&self, name: &LocalName) -> bool {
        let mut flattened = self.flattened.borrow_mut();
        // Most pages have nothing to flatten.
        if !flattened.is_empty()
            && let Some(count) = flattened.get_mut(name).filter(|count| **count > 0)
        {
            *count -= 1;
            return is_raw_text(name);
        }
        self.passed.set(true);
        self.count_end(name);
        true
    }
}

impl<S: Counting> TokenSink for Gate<S> {
    type Handle = S::Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if let Token::TagToken(tag) = &mut token {
            self.shorten(tag);
        }
        let passes = match &token {
            Token::TagToken(tag) => !self.is_closed() && self.admits(tag),
            Token::CharacterTokens(_) => !self.is_closed() && self.spend_node(),
            // Comments carry no text and cost a node each; errors cost a string.
            Token::CommentToken(_) | Token::ParseError(_) => false,
            Token::DoctypeToken(_) | Token::NullCharacterToken | Token::EOFToken => true,
        };
        if passes {
            self.said.set(self.said.get() || matches!(token, Token::CharacterTokens(_)));
            return self.builder.process_token(token, line);
        }
        match &token {
            Token::TagToken(tag) if breaks_line(&tag.name) => self.break_line(line),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the tree builder holds: its open elements, and a few besides.
struct Open<Handle> {
    count: Cell<usize>,
    handle: PhantomData<Handle>,
}

impl<Handle> Tracer for Open<Handle> {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.count.set(self.count.get() + 1);
    }
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
    )
}

/// True for an element that begins and ends a line wherever it stands.
fn breaks_line(name: &str) -> bool {
    !is_inline(name) && !is_inline_in_text(name)
}

fn is_cell(name: &LocalName) -> bool {
    matches!(*name, local_name!("td") | local_name!("th") | local_name!("caption"))
}
