//! What stands between two blocks that are main content, or over one.

use super::questions::{is_code, is_strong};
use super::{Chosen, PROSE_LINK_DENSITY, whole};
use crate::segment::{ElementId, Kind};

impl Chosen<'_> {
    /// True of prose, code, commands, headings and lines in bold between two blocks that are main content and
    /// stand in the same element, unless their own markup calls them something else.
    pub(super) fn is_between(&self, i: usize) -> bool {
        let block = self.block(i);
        let Some(before) = i.checked_sub(1).filter(|before| self.main[*before] && self.is_soon(i, 1)) else {
            return false;
        };
        let marked = matches!(block.kind, Kind::Heading(_) | Kind::Pre) || is_code(block);
        let strong = is_strong(block);
        let says = marked || strong || self.says(i);
        if block.hidden || block.link_density() > PROSE_LINK_DENSITY || !says {
            return false;
        }
        let [(above, before), (around, own), (below, after)] = [before, i, i + 1].map(|j| self.place(j));
        let tag = |id: Option<ElementId>| id.map(|id| self.context.blocks.tag(id));
        let is_line = matches!(tag(own), Some("p" | "b" | "strong" | "font"));
        let alike = marked || strong && is_line || tag(own) == tag(before) || tag(own) == tag(after);
        around == above && around == below && alike && !self.is_apart_within(i, around)
    }

    /// True if an element around the block, and inside of `around`, says that it stands apart.
    fn is_apart_within(&self, i: usize, around: Option<ElementId>) -> bool {
        self.trail(self.block(i).owner).take_while(|id| around != Some(*id)).any(|id| self.is_apart(id))
    }

    /// True of a line that ends with a colon between main content, in the element of what
    /// follows: what it announces is part of the text, and so is the line.
    pub(super) fn announces(&self, i: usize) -> bool {
        let block = self.block(i);
        let announces = block.leads_on() && !block.hidden && block.link_chars == 0;
        // In a quotation it is who is quoted.
        if !announces || !self.is_after(i) || !self.is_soon(i, 1) || self.is_quoted(i) {
            return false;
        }
        let around = self.place(i).0;
        let next = self.block(i + 1).owner;
        around.is_some_and(|around| self.trail(next).any(|id| id == around)) && !self.is_apart_within(i, around)
    }

    fn is_quoted(&self, i: usize) -> bool {
        self.context.blocks.inside(self.block(i), &["blockquote"])
    }

    /// True of a heading of the second rank or below that is no link and stands in the
    /// same part of the text as the block, the list or the table after it.
    pub(super) fn heads_next(&self, i: usize) -> bool {
        let block = self.block(i);
        let Some(next) = self.context.blocks.blocks.get(i + 1) else { return false };
        let part = whole(next).unwrap_or(next.owner);
        let near = |id| self.trail(part).take(PART).any(|at| at == id);
        self.heads(i) && self.trail(block.owner).skip(1).take(PART - 1).any(near)
    }

    /// True of a heading after a box that is no main content, between paragraphs that are and
    /// stand in the element of the heading.
    pub(super) fn is_below_box(&self, i: usize) -> bool {
        let Some(around) = self.place(i).0 else { return false };
        let stands_there = |j: usize| self.place(j).0 == Some(around);
        let before = (0..i).rev().take(BOXED).find(|j| self.main[*j]);
        before.is_some_and(|before| stands_there(before) && stands_there(i + 1))
            && !self.is_apart_within(i, Some(around))
    }

    /// True of code between two blocks that are main content and stand in an element that
    /// holds it too, whatever its frame is called and its buttons say.
    pub(super) fn is_listing(&self, i: usize) -> bool {
        let blocks = &self.context.blocks.blocks;
        let is_label = |j: &usize| !self.main[*j] && blocks[*j].words <= LABEL;
        if blocks[i].kind != Kind::Pre || blocks[i].hidden {
            return false;
        }
        let before = (0..i).rev().take(LABELS).find(|j| !is_label(j));
        let after = (i + 1..blocks.len()).take(LABELS).find(|j| !is_label(j));
        let found = before.zip(after).filter(|(before, after)| self.main[*before] && self.main[*after]);
        let Some((before, after)) = found else { return false };
        let (above, below) = (self.place(before).0, self.place(after).0);
        above.is_some() && above == below && self.trail(blocks[i].owner).any(|id| Some(id) == above)
    }

    /// True of the caption right under code that is main content, in one figure.
    pub(super) fn captions(&self, i: usize) -> bool {
        let figure = |j: usize| self.context.blocks.nearest(self.block(j).owner, "figure");
        let below = self.block(i).kind == Kind::Caption && self.is_after(i);
        below && self.block(i - 1).kind == Kind::Pre && figure(i).is_some_and(|own| Some(own) == figure(i - 1))
    }

    /// True of who is quoted, under a quotation that is main content.
    pub(super) fn is_of_quotation(&self, i: usize) -> bool {
        let (blocks, block) = (self.context.blocks, self.block(i));
        let quoted = self.is_after(i) && block.words <= SPEAKER && block.link_chars == 0 && !block.hidden;
        let quotation = |j: usize| blocks.nearest(blocks.blocks[j].owner, "blockquote");
        quoted
            && blocks.inside(block, &["footer", "cite"])
            && quotation(i).is_some_and(|own| Some(own) == quotation(i - 1))
    }
}

/// A part of the text is so many elements out of what stands in it.
const PART: usize = 4;

/// Most blocks of a box in the text, and one.
const BOXED: usize = 6;

/// Longest label of a button, in words, and most of them beside a listing.
const LABEL: usize = 3;
const LABELS: usize = 4;

/// Longest name of a speaker with an office, in words.
const SPEAKER: usize = 15;
