//! A page to blocks: one walk over the tree, after which the tree is gone.
//!
//! A block is a run of text that a reader sees as one piece: a paragraph, a
//! heading, a list item, a table cell. It owns its text and inline spans, and
//! points to the element that holds it; the elements form a compact tree of
//! their own ([`Element`]), which is all that later rooms know of the markup.

mod anchors;
mod block;
mod breaks;
mod builder;
mod element;
mod hidden;
mod pictures;
mod plain;
mod tables;
mod tags;
mod unseen;
mod walk;

pub(crate) use block::QUESTION_MARKS;
pub use block::{Block, Cell, Image, Kind, Link, LinkId, List, Span, Style, count_words};
pub use element::{Element, ElementId, Names, Symbol};
pub(crate) use element::{STYLE, kebab};
pub(crate) use plain::{ADDRESSES, FRONT_MATTER};
pub use plain::{looks_like_markup, markdown, plain};
pub use walk::segment;

use crate::parse::{Budget, Limit};

/// Where the blocks came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A page with markup.
    Page,
    /// Markup that is main content already.
    Body,
    /// Text from the page's data.
    Data,
    /// Plain text: blocks are lines, and there are no elements to look at.
    Plain,
}

/// All blocks of a page in document order, and what remains of its tree.
#[derive(Debug)]
pub struct Blocks {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The elements; a parent stands before its children.
    pub elements: Vec<Element>,
    /// Tag names and class tokens.
    pub names: Names,
    /// Links; spans refer to them by index.
    pub links: Vec<Link>,
    /// Images in document order.
    pub images: Vec<Image>,
    /// Where the blocks came from.
    pub origin: Origin,
    /// The limit that cut the page short, if one did.
    pub limit: Option<Limit>,
    /// What the stages after this one may spend.
    pub budget: Budget,
}

impl Blocks {
    /// The element `id` and its ancestors, from the inside out.
    pub fn trail(&self, id: ElementId) -> impl Iterator<Item = (ElementId, &Element)> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next?;
            let element = self.elements.get(id.index())?;
            next = element.parent;
            Some((id, element))
        })
    }

    /// Words outside of links, hidden ones included: what the page itself says.
    pub fn own_words(&self) -> usize {
        let own = |b: &Block| b.words.saturating_mul(b.chars.saturating_sub(b.link_chars)).checked_div(b.chars);
        self.blocks.iter().filter_map(own).sum()
    }

    /// All elements, parents before their children.
    pub(crate) fn ids(&self) -> impl Iterator<Item = ElementId> + use<> {
        (0..u32::try_from(self.elements.len()).unwrap_or(u32::MAX)).map(ElementId)
    }

    /// Adds what each element has to its parent's, from the innermost outwards.
    pub(crate) fn carry_up<T: Clone>(&self, of: &mut [T], add: impl Fn(&mut T, T)) {
        for (at, element) in self.elements.iter().enumerate().rev() {
            if let Some(parent) = element.parent {
                let own = of[at].clone();
                add(&mut of[parent.index()], own);
            }
        }
    }

    /// What `of` says of each tag name, by symbol; nothing for names that are none.
    pub(crate) fn of_tags<T: Clone + Default>(&self, of: impl Fn(&str) -> T) -> Vec<T> {
        let mut found: Vec<Option<T>> = vec![None; self.names.len()];
        for element in &self.elements {
            if let Some(found @ None) = found.get_mut(element.tag.index()) {
                *found = Some(of(self.names.get(element.tag)));
            }
        }
        found.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// The links of a block, one for each of its spans that stands in one.
    pub(crate) fn links_of<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = &'a Link> {
        block.spans.iter().filter_map(|s| s.link).map(|at| &self.links[at.index()])
    }

    /// The tag name of an element.
    pub fn tag(&self, id: ElementId) -> &str {
        self.elements.get(id.index()).map_or("", |e| self.names.get(e.tag))
    }

    /// The innermost element called `tag` around what `owner` holds, itself included.
    pub fn nearest(&self, owner: ElementId, tag: &str) -> Option<ElementId> {
        self.trail(owner).find(|(_, e)| self.names.get(e.tag) == tag).map(|(id, _)| id)
    }

    /// The innermost element around both.
    pub(crate) fn common_ancestor(&self, one: ElementId, other: ElementId) -> ElementId {
        element::common_ancestor(&self.elements, one, other)
    }

    /// True if the block stands inside an element called one of `tags`.
    pub fn inside(&self, block: &Block, tags: &[&str]) -> bool {
        self.trail(block.owner).any(|(_, e)| tags.contains(&self.names.get(e.tag)))
    }
}
