//! The limits, held between html5ever's tokenizer and its tree builder.
//!
//! Flattening means: the start tag is not passed on, its text is, and neither
//! is the end tag that belongs to it. To know the depth, the gate keeps a small
//! model of the tree builder's stack of open elements, in which the elements
//! with optional end tags close each other as they do in real markup.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{LocalName, local_name};

use scraper::HtmlTreeSink;

use super::attribute::is_formatting;
use super::limits::{Limit, Limits};

/// Open formatting elements (`<b>`, `<font>`, …) beyond this many are flattened:
/// the tree builder opens all of them again in every following paragraph.
const FORMATTING: usize = 24;

/// How far up an end tag looks for its start tag.
const LOOK_UP: usize = 64;

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
    open: RefCell<Vec<LocalName>>,
    flattened: RefCell<HashMap<LocalName, usize>>,
    formatting: Cell<usize>,
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
            open: RefCell::default(),
            flattened: RefCell::default(),
            formatting: Cell::new(0),
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
        if is_void(name) || tag.self_closing {
            return true;
        }
        let mut open = self.open.borrow_mut();
        if let Some(is_barrier) = implied_end(name) {
            let mut inner = open.iter().rev().take(LOOK_UP).enumerate();
            if let Some((p, found)) = inner.find(|(_, n)| *n == name || is_barrier(n))
                && found == name
            {
                let keep = open.len() - p - 1;
                open.truncate(keep);
            }
        }
        let formatting = is_formatting(name);
        if is_cell(name) {
            self.formatting.set(0);
        }
        if open.len() >= self.depth {
            self.meet(Limit::Depth);
        }
        if open.len() >= self.depth || (formatting && self.formatting.get() >= FORMATTING) {
            *self.flattened.borrow_mut().entry(tag.name.clone()).or_default() += 1;
            // Raw text elements change how the tokenizer reads on: they always pass.
            return is_raw_text(name);
        }
        if formatting {
            self.formatting.set(self.formatting.get() + 1);
        }
        open.push(tag.name.clone());
        true
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
        let mut open = self.open.borrow_mut();
        // The end of an element that is not special does not reach over one that is.
        let ordinary = !is_special(name) && !is_formatting(name) && *name != local_name!("a");
        let reached = open.iter().rev().take(LOOK_UP).take_while(|n| !ordinary || !is_special(n));
        if let Some(p) = reached.into_iter().position(|n| n == name) {
            let at = open.len() - p - 1;
            // The blocks inside a formatting element stay open after its end.
            if is_formatting(name) || *name == local_name!("a") {
                open.remove(at);
            } else {
                open.truncate(at);
            }
        }
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
        if passes { self.builder.process_token(token, line) } else { TokenSinkResult::Continue }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements that a start tag of the same name closes, and what shields them. What
/// is taken for closed and is not makes the tree deeper than the gate knows.
fn implied_end(name: &LocalName) -> Option<fn(&LocalName) -> bool> {
    Some(match *name {
        local_name!("p") => is_special,
        local_name!("li") | local_name!("dd") | local_name!("dt") => {
            |n| is_special(n) && !matches!(*n, local_name!("address") | local_name!("div") | local_name!("p"))
        }
        local_name!("option") | local_name!("optgroup") => {
            |n| !matches!(*n, local_name!("option") | local_name!("optgroup"))
        }
        local_name!("tr")
        | local_name!("td")
        | local_name!("th")
        | local_name!("tbody")
        | local_name!("thead")
        | local_name!("tfoot") => {
            |n| matches!(*n, local_name!("table") | local_name!("template") | local_name!("svg") | local_name!("math"))
        }
        _ => return None,
    })
}

/// The special elements of the standard (HTML Living Standard, 13.2.4.2) that may
/// hold others, and the roots of foreign content.
fn is_special(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("button")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("colgroup")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("frameset")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("html")
            | local_name!("iframe")
            | local_name!("li")
            | local_name!("listing")
            | local_name!("main")
            | local_name!("marquee")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("object")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("plaintext")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("select")
            | local_name!("summary")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("template")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
            | local_name!("ul")
            | local_name!("xmp")
            | local_name!("applet")
    )
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

fn is_cell(name: &LocalName) -> bool {
    matches!(*name, local_name!("td") | local_name!("th") | local_name!("caption"))
}
