//! The walk: a loop over the tree's edges with a stack of open elements.

use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element as Source;

use super::block::{Block, Cell, Image, Kind, Link, List, Style};
use super::builder::{Builder, Look};
use super::element::{Element, ElementId, Names, kebab};
use super::{Blocks, Origin, tables, tags};
use crate::parse::{self, Budget, Limit, Page, Stage};

/// Turns a page into blocks, in document order.
pub fn segment(page: &Page) -> Blocks {
    let mut walk = Walk { room: page.budget.text(), ..Walk::default() };
    let mut skip_until = None;
    for (step, edge) in page.tree.tree.root().traverse().enumerate() {
        if step % STEPS == STEPS - 1 && page.budget.is_over(Stage::Segment) {
            walk.limit = Some(Limit::Time);
        }
        if walk.limit.is_some() {
            break;
        }
        match edge {
            Edge::Open(node) if skip_until.is_none() => match node.value() {
                Node::Text(text) => walk.text(text),
                Node::Element(element) if tags::is_skipped(element.name()) => skip_until = Some(node.id()),
                Node::Element(element) => walk.open(element),
                _ => {}
            },
            Edge::Close(node) if skip_until == Some(node.id()) => skip_until = None,
            Edge::Close(node) if skip_until.is_none() => {
                if let Node::Element(element) = node.value() {
                    walk.close(element);
                }
            }
            _ => {}
        }
    }
    walk.limit = walk.limit.or(page.limit);
    walk.finish(page.budget)
}

/// How many steps are made before the clock is read.
const STEPS: usize = 1 << 14;

/// What the walk knows about an open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    id: ElementId,
    look: Look,
    /// Breaks the line at its start and end.
    block: bool,
    /// The kind that text in here has, if nothing inside says otherwise.
    kind: Kind,
    list: Option<List>,
    cell: Option<Cell>,
    /// Number of items or rows seen so far, for lists and tables.
    count: u32,
    /// Number of cells seen so far, for rows.
    cells: u32,
    pre: bool,
    text_block: bool,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    elements: Vec<Element>,
    names: Names,
    links: Vec<Link>,
    images: Vec<Image>,
    open: Vec<Open>,
    builder: Builder,
    /// Bytes of text that may still be read.
    room: usize,
    /// The limit that ends the walk.
    limit: Option<Limit>,
}

impl Walk {
    fn text(&mut self, text: &str) {
        let Some(top) = self.open.last().copied() else { return };
        let (text, cut) = parse::cut(text, self.room);
        self.room -= text.len();
        self.limit = cut.map(|_| Limit::Text);
        if top.pre {
            self.builder.push_verbatim(text, top.look);
        } else {
            self.builder.push(text, top.look);
        }
        if !text.trim().is_empty() {
            self.builder.owner = Some(match self.builder.owner {
                None => top.id,
                Some(owner) => self.common_ancestor(owner, top.id),
            });
        }
    }

    fn common_ancestor(&self, mut a: ElementId, mut b: ElementId) -> ElementId {
        while a != b {
            let (one, other) = (&self.elements[a.index()], &self.elements[b.index()]);
            let deeper = if one.depth >= other.depth { (&mut a, one.parent) } else { (&mut b, other.parent) };
            match deeper.1 {
                Some(parent) => *deeper.0 = parent,
                None => break,
            }
        }
        a
    }

    fn open(&mut self, source: &Source) {
        let tag = source.name();
        if tag == "br" {
            self.line_break();
            return;
        }
        if tag == "img" {
            self.image(source);
        }
        let parent = self.open.last().copied();
        let in_text = parent.is_some_and(|p| p.text_block);
        let block = !(tags::is_inline(tag) || (in_text && tags::is_inline_in_text(tag)));
        if block {
            self.flush();
        }
        let id = self.add_element(source, parent.map(|p| p.id));
        let top = self.open_state(source, id, parent, block);
        self.open.push(top);
    }

    fn line_break(&mut self) {
        let Some(top) = self.open.last().copied() else { return };
        if top.pre {
            self.builder.push_verbatim("\n", top.look);
        } else if self.builder.line_break() {
            self.flush();
        }
    }

    fn open_state(&mut self, source: &Source, id: ElementId, parent: Option<Open>, block: bool) -> Open {
        let tag = source.name();
        let mut look = parent.map_or(Look::default(), |p| p.look);
        apply_style(tag, &mut look.style);
        if let Some(href) = source.attr("href").filter(|_| tag == "a") {
            look.link = Some(self.links.len());
            self.links
                .push(Link { href: href.trim().into(), rel: source.attr("rel").unwrap_or("").to_ascii_lowercase() });
        }
        let kind = own_kind(tag, parent.map(|p| p.kind));
        Open {
            id,
            look,
            block,
            kind,
            list: self.list_place(tag, id, parent),
            cell: self.cell_place(tag, id, parent),
            count: 0,
            cells: 0,
            pre: tag == "pre" || tag == "listing" || parent.is_some_and(|p| p.pre),
            text_block: tags::is_text_block(tag) || (!block && parent.is_some_and(|p| p.text_block)),
        }
    }

    fn list_place(&mut self, tag: &str, id: ElementId, parent: Option<Open>) -> Option<List> {
        let outer = parent.and_then(|p| p.list);
        match tag {
            "ul" | "ol" | "dl" | "menu" => Some(List {
                element: id,
                ordered: tag == "ol",
                depth: outer.map_or(1, |l| l.depth.saturating_add(1)),
                index: 0,
            }),
            "li" | "dt" | "dd" => {
                let container = self.open.iter_mut().rev().find(|o| o.list.is_some_and(|l| l.element == o.id));
                let Some(container) = container else { return outer };
                container.count += 1;
                container.list.map(|l| List { index: container.count, ..l })
            }
            // A table or a section inside an item starts afresh.
            "table" => None,
            _ => outer,
        }
    }

    fn cell_place(&mut self, tag: &str, id: ElementId, parent: Option<Open>) -> Option<Cell> {
        let outer = parent.and_then(|p| p.cell);
        match tag {
            "table" => Some(Cell { table: id, row: 0, column: 0, header: false }),
            "tr" => {
                let table = self.open.iter_mut().rev().find(|o| o.cell.is_some_and(|c| c.table == o.id))?;
                table.count += 1;
                Some(Cell { table: table.id, row: table.count - 1, column: 0, header: false })
            }
            "td" | "th" => {
                let row = self.open.last_mut()?;
                row.cells += 1;
                row.cell.map(|c| Cell { column: row.cells - 1, header: tag == "th", ..c })
            }
            _ => outer,
        }
    }

    fn close(&mut self, source: &Source) {
        if source.name() == "br" {
            return;
        }
        let Some(top) = self.open.last().copied() else { return };
        if top.block {
            self.flush();
        }
        self.open.pop();
    }

    fn image(&mut self, source: &Source) {
        let Some(top) = self.open.last() else { return };
        let lazy = ["data-src", "data-lazy-src", "data-original"].iter().find_map(|a| source.attr(a));
        let src = source.attr("src").filter(|s| !s.starts_with("data:")).or(lazy).unwrap_or("");
        let alt = source.attr("alt").unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        if !src.is_empty() || !alt.is_empty() {
            let before = self.blocks.len() + usize::from(!self.builder.is_empty());
            self.images.push(Image { src: src.trim().to_owned(), alt, owner: top.id, before });
        }
    }

    fn add_element(&mut self, source: &Source, parent: Option<ElementId>) -> ElementId {
        let id = ElementId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        let tag = self.names.intern(source.name());
        let mut tokens = Vec::new();
        // The id of a heading is made of its words: an anchor, not a name.
        let heading = matches!(source.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let attributes = ["class", "id", "role", "itemprop", "rel"].into_iter();
        for attribute in attributes.filter(|a| !(heading && *a == "id")) {
            let value = source.attr(attribute).unwrap_or("");
            for token in value.split_ascii_whitespace().take(32).filter_map(kebab) {
                tokens.push(self.names.intern(&token));
            }
        }
        let above = parent.map(|p| &self.elements[p.index()]);
        let hidden = above.is_some_and(|e| e.hidden) || is_hidden(source);
        let depth = above.map_or(0, |e| e.depth.saturating_add(1));
        self.elements.push(Element { parent, tag, tokens, depth, hidden });
        id
    }

    fn flush(&mut self) {
        let Some(top) = self.open.last().copied() else { return };
        let Some(mut block) = self.builder.take(if top.pre { Kind::Pre } else { top.kind }) else { return };
        block.hidden = self.elements[block.owner.index()].hidden;
        block.list = top.list.filter(|l| l.index > 0);
        block.cell = top.cell;
        let repeats = |b: &Block| b.list.is_some() && b.list == block.list && b.cell == block.cell;
        if block.kind == Kind::Item && self.blocks.last().is_some_and(repeats) {
            block.kind = Kind::Paragraph;
        }
        self.blocks.push(block);
    }

    fn finish(mut self, budget: Budget) -> Blocks {
        self.flush();
        let mut blocks = Blocks {
            blocks: self.blocks,
            elements: self.elements,
            names: self.names,
            links: self.links,
            images: self.images,
            origin: Origin::Page,
            limit: self.limit,
            budget,
        };
        tables::settle(&mut blocks);
        blocks
    }
}

fn apply_style(tag: &str, style: &mut Style) {
    match tag {
        "em" | "i" | "cite" | "dfn" | "var" => style.emphasis = true,
        "strong" | "b" => style.strong = true,
        "code" | "kbd" | "samp" | "tt" => style.code = true,
        _ => {}
    }
}

fn own_kind(tag: &str, outer: Option<Kind>) -> Kind {
    let outer = outer.unwrap_or(Kind::Line);
    match tag {
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "blockquote" => Kind::Quote,
        "figcaption" | "caption" => Kind::Caption,
        "td" | "th" => Kind::Cell,
        "li" | "dt" | "dd" => Kind::Item,
        "pre" | "listing" => Kind::Pre,
        "p" => match outer {
            Kind::Line => Kind::Paragraph,
            other => other,
        },
        "ul" | "ol" | "dl" | "table" | "section" | "article" | "aside" | "nav" | "header" | "footer" | "main"
        | "form" => Kind::Line,
        _ => outer,
    }
}

fn is_hidden(source: &Source) -> bool {
    if source.attr("hidden").is_some() || source.attr("aria-hidden").is_some_and(|v| v.trim() == "true") {
        return true;
    }
    if source.name() == "dialog" && source.attr("open").is_none() {
        return true;
    }
    source.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style.split(';').any(|d| d == "display:none" || d == "visibility:hidden" || d.starts_with("display:none!"))
    })
}
