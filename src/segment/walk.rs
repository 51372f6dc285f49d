//! The walk: a loop over the tree's steps with a stack of open elements.

use std::sync::Arc;

use super::anchors::{Anchor, Anchors};
use super::block::{Block, Cell, Image, Kind, Link, LinkId, List};
use super::builder::{Builder, Look};
use super::element::{Element, ElementId, Names, Symbol, Tokens, common_ancestor};
use super::hidden::{clips, is_hidden, is_unshown};
use super::tags::{OwnKind, Part, Traits};
use super::{Blocks, Origin, breaks, pictures, tables, unseen};
use crate::parse::{self, Attribute, Budget, Element as Source, Limit, Page, Stage, Step, Tree, push};

/// Most tokens of one attribute that are looked at.
const TOKENS: usize = 32;

/// Turns a page into blocks, in document order.
pub fn segment(page: &Page) -> Blocks {
    let mut walk = Walk::new(&page.tree, page.budget.text());
    let mut steps = page.tree.walk();
    let mut until_look = STEPS;
    while let (Some(step), None) = (steps.next(), walk.limit) {
        until_look -= 1;
        if until_look == 0 {
            until_look = STEPS;
            walk.limit = page.budget.is_over(Stage::Segment).then_some(Limit::Time);
        }
        match step {
            Step::Text(text) => walk.text(text),
            Step::Open(element) if walk.traits(element).skipped => steps.pass_over(),
            Step::Open(element) => walk.open(element),
            Step::Close(element) => walk.close(element),
        }
    }
    walk.limit = walk.limit.or(page.limit);
    walk.finish(page.budget)
}

/// So many elements around a link can be its heading or the section of that.
const AROUND: usize = 4;

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
    /// The number of the next item, for lists.
    next: u32,
    /// The last item that a block was made of, for lists.
    filled: u32,
    /// Number of cells seen so far, for rows.
    cells: u32,
    pre: bool,
    text_block: bool,
    /// In `noscript`: what it says stands beside the words around it.
    apart: bool,
    /// The name by which addresses lead here.
    anchor: Option<Anchor>,
    /// For screen readers only, by a name or a style made for it.
    unseen: bool,
}

#[derive(Default)]
struct Walk {
    /// For each tag of the page, what it is.
    traits: Vec<Traits>,
    /// For each tag of the page, its name among `names` once it has one.
    tags: Vec<Option<Symbol>>,
    /// For each of `names`, whether it is a token of what only screen readers read.
    unseen: Vec<bool>,
    blocks: Vec<Block>,
    elements: Vec<Element>,
    names: Names,
    tokens: Tokens,
    /// Serves the tokens of all elements.
    read: Vec<Symbol>,
    links: Vec<Link>,
    images: Vec<Image>,
    /// Which of them stand in the text of the block that is being read, and how many
    /// bytes of it before each.
    in_text: Vec<(usize, usize)>,
    open: Vec<Open>,
    builder: Builder,
    anchors: Anchors,
    /// Bytes of text that may still be read.
    room: usize,
    /// The limit that ends the walk.
    limit: Option<Limit>,
}

impl Walk {
    fn new(tree: &Tree, room: usize) -> Self {
        let traits: Vec<Traits> = tree.tag_names().map(Traits::of).collect();
        let elements = Vec::with_capacity(tree.element_count());
        Walk { tags: vec![None; traits.len()], traits, elements, room, ..Walk::default() }
    }

    fn traits(&self, source: Source<'_>) -> Traits {
        self.traits.get(source.tag().index()).copied().unwrap_or_else(|| Traits::of(source.name()))
    }

    fn text(&mut self, text: &str) {
        let Some(top) = self.open.last().copied() else { return };
        let (text, cut) = parse::cut(text, self.room);
        self.room -= text.len();
        self.limit = self.limit.or(cut.map(|_| Limit::Text));
        if top.pre {
            self.builder.push_verbatim(text, top.look);
        } else if top.apart && is_visible(text) {
            for piece in [" ", text, " "] {
                self.builder.push(piece, top.look);
            }
        } else {
            self.builder.push(text, top.look);
        }
        if is_visible(text) {
            self.builder.owner = Some(match self.builder.owner {
                None => top.id,
                Some(owner) => common_ancestor(&self.elements, owner, top.id),
            });
        }
    }

    fn open(&mut self, source: Source<'_>) {
        let traits = self.traits(source);
        match traits.part {
            Part::Break => return self.line_break(),
            Part::Image => self.image(source),
            _ => {}
        }
        let parent = self.open.last().copied();
        let in_text = parent.is_some_and(|p| p.text_block);
        let block = !(traits.inline || (in_text && traits.inline_in_text));
        if block {
            self.flush();
        }
        let id = self.add_element(source, traits, parent.map(|p| p.id));
        let mut top = self.open_state(source, traits, id, parent, block);
        top.unseen |= self.is_unseen(source);
        // A formula that is hidden is shown as a picture of it.
        let hides = || !block && self.elements[id.index()].hidden && is_unshown(source);
        let unshown = traits.part != Part::Formula && (top.look.style.unseen || hides());
        top.look.style.unseen = top.unseen || unshown;
        let unfolded = self.anchors.opens(top.anchor);
        if let Some(last) = self.blocks.last_mut().filter(|last| unfolded && last.is_heading()) {
            last.link_chars = 0;
        }
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

    /// The address, shared with the link before if that leads there too: a link
    /// that is never closed is opened again in every block.
    fn address(&self, href: &str) -> Arc<str> {
        let before = self.links.last().filter(|link| *link.href == *href);
        before.map_or_else(|| href.into(), |link| Arc::clone(&link.href))
    }

    fn open_state(
        &mut self,
        source: Source<'_>,
        traits: Traits,
        id: ElementId,
        parent: Option<Open>,
        block: bool,
    ) -> Open {
        let part = traits.part;
        let mut look = parent.map_or(Look::default(), |p| p.look);
        look.style = look.style.with(traits.style);
        let anchor = Anchor::of(source, part);
        if let Some(href) = source.attr(Attribute::Href).filter(|_| part == Part::Anchor) {
            look.link = Some(LinkId::of(self.links.len()));
            let around = self.open.iter().rev().take(AROUND).map(|open| open.anchor);
            let link = Link {
                href: self.address(href.trim()),
                rel: source.attr(Attribute::Rel).unwrap_or("").to_ascii_lowercase().into(),
                leads_here: self.anchors.leads_here(href.trim(), anchor, around),
            };
            push(&mut self.links, link);
        }
        Open {
            id,
            look,
            block,
            kind: kind(traits.kind, parent.map(|p| p.kind)),
            list: self.list_place(source, part, id, parent),
            cell: self.cell_place(part, id, parent),
            count: 0,
            next: if part == (Part::List { ordered: true }) {
                number(source, Attribute::Start).unwrap_or(1)
            } else {
                1
            },
            filled: 0,
            cells: 0,
            pre: part == Part::Pre || parent.is_some_and(|p| p.pre),
            apart: part == Part::Noscript || parent.is_some_and(|p| p.apart),
            anchor,
            unseen: parent.is_some_and(|p| p.unseen),
            text_block: traits.text_block || (!block && parent.is_some_and(|p| p.text_block)),
        }
    }

    fn list_place(&mut self, source: Source<'_>, part: Part, id: ElementId, parent: Option<Open>) -> Option<List> {
        let outer = parent.and_then(|p| p.list);
        match part {
            Part::List { ordered } => {
                let depth = outer.map_or(1, |l| l.depth.saturating_add(1));
                Some(List { element: id, ordered, depth, index: 0, number: 0 })
            }
            Part::Item => {
                let container = self.open.iter_mut().rev().find(|o| o.list.is_some_and(|l| l.element == o.id));
                let Some(container) = container else { return outer };
                container.count += 1;
                let number = number(source, Attribute::Value).unwrap_or(container.next);
                container.next = number.saturating_add(1);
                container.list.map(|l| List { index: container.count, number, ..l })
            }
            // A table inside an item starts afresh.
            Part::Table => None,
            _ => outer,
        }
    }

    fn cell_place(&mut self, part: Part, id: ElementId, parent: Option<Open>) -> Option<Cell> {
        let outer = parent.and_then(|p| p.cell);
        match part {
            Part::Table => Some(Cell { table: id, row: 0, column: 0, header: false }),
            Part::Row => {
                let table = self.open.iter_mut().rev().find(|o| o.cell.is_some_and(|c| c.table == o.id))?;
                table.count += 1;
                Some(Cell { table: table.id, row: table.count - 1, column: 0, header: false })
            }
            Part::Cell { header } => {
                let row = self.open.last_mut()?;
                row.cells += 1;
                row.cell.map(|c| Cell { column: row.cells - 1, header, ..c })
            }
            _ => outer,
        }
    }

    fn close(&mut self, source: Source<'_>) {
        let traits = self.traits(source);
        if traits.skipped || traits.part == Part::Break {
            return;
        }
        let Some(top) = self.open.last().copied() else { return };
        if top.block {
            self.flush();
        }
        self.open.pop();
    }

    fn image(&mut self, source: Source<'_>) {
        let Some(top) = self.open.last() else { return };
        let src = pictures::address(source);
        let alt = source.attr(Attribute::Alt).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        if !src.is_empty() || !alt.is_empty() {
            let image = Image { src: src.into(), alt: alt.into(), owner: top.id, before: self.blocks.len() };
            self.in_text.push((self.images.len(), self.builder.length()));
            push(&mut self.images, image);
        }
    }

    fn add_element(&mut self, source: Source<'_>, traits: Traits, parent: Option<ElementId>) -> ElementId {
        let id = ElementId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        let tag = match self.tags.get(source.tag().index()).copied().flatten() {
            Some(tag) => tag,
            None => {
                let tag = self.names.intern(source.name());
                self.tags.iter_mut().skip(source.tag().index()).take(1).for_each(|t| *t = Some(tag));
                tag
            }
        };
        self.read.clear();
        let mut name = None;
        let attributes = [Attribute::Class, Attribute::Id, Attribute::Role, Attribute::Itemprop, Attribute::Rel];
        for attribute in attributes.into_iter().filter(|a| !(traits.anchored && *a == Attribute::Id)) {
            let before = self.read.len();
            if let Some(value) = source.attr(attribute) {
                self.tokens.read(value, TOKENS, &mut self.names, &mut self.read);
            }
            if attribute == Attribute::Id {
                name = self.read.get(before).copied();
            }
        }
        let above = parent.map(|p| &self.elements[p.index()]);
        let hidden = above.is_some_and(|e| e.hidden) || is_hidden(source, traits);
        let depth = above.map_or(0, |e| e.depth.saturating_add(1));
        let tokens = self.read.as_slice().into();
        // The parser reads types of fields and of scripts alone, and those are passed over.
        let takes_address = source.attr(Attribute::Type).is_some_and(|kind| kind.trim().eq_ignore_ascii_case("email"));
        self.elements.push(Element { parent, tag, tokens, id: name, depth, hidden, takes_address });
        id
    }

    /// True if the element that was just added is for screen readers only.
    fn is_unseen(&mut self, source: Source<'_>) -> bool {
        self.unseen.extend(self.names.after(self.unseen.len()).map(unseen::is_unseen));
        let told = |token: &Symbol| self.unseen.get(token.index()).is_some_and(|unseen| *unseen);
        self.read.iter().any(told) || source.attr(Attribute::Style).is_some_and(clips)
    }

    fn flush(&mut self) {
        let Some(top) = self.open.last().copied() else { return };
        let Some(mut block) = self.builder.take(if top.pre { Kind::Pre } else { top.kind }) else {
            return self.in_text.clear();
        };
        block.hidden = self.elements[block.owner.index()].hidden;
        block.list = top.list.filter(|l| l.index > 0);
        block.cell = top.cell;
        let links = block.spans.iter().filter_map(|s| s.link).filter_map(|id| self.links.get(id.index()));
        if block.is_heading() && self.anchors.stays(links) {
            block.link_chars = 0;
        }
        if block.list.is_some_and(|list| self.goes_on(list)) && block.kind == Kind::Item {
            block.kind = Kind::Paragraph;
        }
        let mut pictures = std::mem::take(&mut self.in_text).into_iter().peekable();
        breaks::part(block, |start, block| {
            while let Some((image, _)) = pictures.next_if(|(_, offset)| *offset <= start) {
                self.images[image].before = self.blocks.len();
            }
            push(&mut self.blocks, block);
        });
        pictures.for_each(|(image, _)| self.images[image].before = self.blocks.len());
    }

    /// True if an item has a block already, which this one continues.
    fn goes_on(&mut self, item: List) -> bool {
        let list = self.open.iter_mut().rev().find(|o| o.id == item.element);
        list.is_some_and(|list| std::mem::replace(&mut list.filled, item.index) == item.index)
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
        if tables::settle(&mut blocks) {
            breaks::part_all(&mut blocks);
        }
        blocks
    }
}

/// The number that an attribute of a numbered list says.
fn number(source: Source<'_>, attribute: Attribute) -> Option<u32> {
    source.attr(attribute)?.trim().parse().ok().filter(|number| (1..=LARGEST).contains(number))
}

/// Markdown knows no larger number of an item.
const LARGEST: u32 = 999_999_999;

/// True if there is more than white space, a no-break space included.
fn is_visible(text: &str) -> bool {
    let first = text.bytes().find(|byte| !matches!(byte, b'\t'..=b'\r' | b' '));
    first.is_some_and(|byte| byte.is_ascii() || !text.trim_start().is_empty())
}

fn kind(own: OwnKind, outer: Option<Kind>) -> Kind {
    let outer = outer.unwrap_or(Kind::Line);
    match own {
        OwnKind::Is(kind) => kind,
        OwnKind::Paragraph if outer == Kind::Line => Kind::Paragraph,
        OwnKind::Paragraph | OwnKind::Same => outer,
    }
}
