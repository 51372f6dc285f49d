//! The blocks of a text while it is read.

use crate::parse::{Limit, push};
use crate::segment::block::{Block, Cell, Image, Kind, Link, LinkId, List};
use crate::segment::builder::{Builder, Look};
use crate::segment::element::{Element, ElementId, Names};

/// What has been read of a text.
pub(super) struct Draft {
    pub(super) blocks: Vec<Block>,
    pub(super) elements: Vec<Element>,
    pub(super) names: Names,
    pub(super) links: Vec<Link>,
    pub(super) images: Vec<Image>,
    /// The limit that some blocks stand together for.
    pub(super) limit: Option<Limit>,
    builder: Builder,
    /// How many blocks, links, pictures and styles there is room for, each; for elements
    /// a quarter of it.
    room: usize,
    styles: usize,
    /// So many paragraphs stand together in a block; so many of them have been added.
    together: usize,
    waiting: usize,
    /// At so many blocks, twice as many paragraphs stand together from then on.
    crowded_at: usize,
}

/// What a block is, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) kind: Kind,
    pub(super) owner: ElementId,
    pub(super) list: Option<List>,
    pub(super) cell: Option<Cell>,
}

/// The element that holds all of a text.
const BODY: ElementId = ElementId(0);

impl Setting {
    /// A line of a text.
    pub(super) const LINE: Setting = Setting { kind: Kind::Line, owner: BODY, list: None, cell: None };
}

impl Draft {
    /// Nothing yet, with room for so many blocks, links and the like, for a text of
    /// `paragraphs` paragraphs.
    pub(super) fn new(room: usize, paragraphs: usize) -> Draft {
        let room = room.max(1);
        let together = paragraphs.div_ceil(room).max(1);
        let limit = (together > 1).then_some(Limit::Lines);
        let mut names = Names::default();
        let tag = names.intern("body");
        let body = Element {
            parent: None,
            tag,
            tokens: Box::default(),
            id: None,
            depth: 0,
            hidden: false,
            takes_address: false,
        };
        let (builder, elements) = (Builder::default(), vec![body]);
        Draft {
            blocks: vec![],
            elements,
            names,
            links: vec![],
            images: vec![],
            limit,
            builder,
            room,
            styles: 0,
            together,
            waiting: 0,
            crowded_at: room,
        }
    }

    /// Adds words, between which white space collapses.
    pub(super) fn words(&mut self, text: &str, look: Look, owner: ElementId) {
        self.builder.push(text, look);
        self.builder.owner.get_or_insert(owner);
    }

    /// Adds text in which white space counts.
    pub(super) fn verbatim(&mut self, text: &str, owner: ElementId) {
        self.builder.push_verbatim(text, Look::default());
        self.builder.owner.get_or_insert(owner);
    }

    /// Ends the line; true at the second such end in a row.
    pub(super) fn line_break(&mut self) -> bool {
        self.builder.line_break()
    }

    /// Makes a block of what was added. Where there is no room for so many, what comes
    /// next stands on a line of the same block.
    pub(super) fn flush(&mut self, setting: Setting) {
        if self.builder.owner.is_none() {
            return;
        }
        self.waiting += 1;
        if self.waiting < self.together {
            self.builder.line_break();
            return;
        }
        self.end(setting);
        // The fewer places are left, the more go into one: none grows without end.
        if self.blocks.len() >= self.crowded_at {
            self.limit = Some(Limit::Lines);
            self.together = self.together.saturating_mul(2);
            self.crowded_at += self.room.div_ceil(8);
        }
    }

    /// Makes the last block.
    pub(super) fn end(&mut self, Setting { kind, list, cell, .. }: Setting) {
        self.waiting = 0;
        if let Some(block) = self.builder.take(kind) {
            push(&mut self.blocks, Block { list, cell, ..block });
        }
    }

    /// A new element of the name `tag`; where there is no room, the one around it.
    pub(super) fn element(&mut self, tag: &str, parent: ElementId) -> ElementId {
        let depth = self.elements.get(parent.index()).map_or(0, |above| above.depth.saturating_add(1));
        let Some(id) = u32::try_from(self.elements.len()).ok().filter(|_| self.elements.len() * 4 < self.room) else {
            return parent;
        };
        if usize::from(depth) > DEPTH {
            return parent;
        }
        let tag = self.names.intern(tag);
        let element = Element {
            parent: Some(parent),
            tag,
            tokens: Box::default(),
            id: None,
            depth,
            hidden: false,
            takes_address: false,
        };
        push(&mut self.elements, element);
        ElementId(id)
    }

    /// A link to `address`, if there is room for it.
    pub(super) fn link(&mut self, address: &str) -> Option<LinkId> {
        let id = LinkId::of(self.links.len());
        let link = Link { href: address.into(), rel: Box::default(), leads_here: false };
        (self.links.len() < self.room).then(|| push(&mut self.links, link)).map(|()| id)
    }

    /// True if words may be emphasised once more.
    pub(super) fn has_room_for_style(&mut self) -> bool {
        self.styles += 1;
        self.styles <= self.room
    }

    /// A picture that stands here, if there is room for it.
    pub(super) fn image(&mut self, src: &str, alt: &str, owner: ElementId) {
        let before = self.blocks.len() + usize::from(self.builder.owner.is_some());
        if self.images.len() < self.room {
            push(&mut self.images, Image { src: src.into(), alt: alt.trim().into(), owner, before });
        }
    }
}

/// Elements in elements beyond this are none of their own.
const DEPTH: usize = 64;
