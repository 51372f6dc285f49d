//! Parts of a text that are no prose, and stand beside its paragraphs.

use super::{Chosen, whole};
use crate::segment::{Block, Blocks, ElementId, Kind};

impl Chosen<'_> {
    /// The table, list, code, quotation or unfolded part that the block is of. Posts
    /// quote each other, which is no part of a text.
    fn part(&self, block: &Block) -> Option<ElementId> {
        let blocks = self.context.blocks;
        let code = || (block.kind == Kind::Pre).then_some(block.owner);
        let quotation = || blocks.nearest(block.owner, "blockquote").filter(|_| !self.context.is_thread);
        let unfolded = || blocks.nearest(block.owner, "details");
        whole(block).or_else(code).or_else(quotation).or_else(unfolded).filter(|_| !block.hidden)
    }

    /// True of a part right after a paragraph that is main content, in the element of the
    /// text's paragraphs: one more part of the text, perhaps the last. A heading may stand
    /// between them, and goes with the part. Tables and the like may also stand before a
    /// paragraph, but not lists, which may be menus; and a post of elsewhere is hardly more
    /// than links.
    pub(super) fn is_set_in(&self, i: usize) -> bool {
        let first = i + usize::from(self.heads(i));
        let Some(block) = self.context.blocks.blocks.get(first) else { return false };
        let Some(part) = self.part(block) else { return false };
        let (sum, post) = (self.context.survey.sum(part), is_embed(self.context.blocks, block));
        if self.is_linked(part) && !post || first > i && sum.first != first {
            return false;
        }
        let heading = sum.first.checked_sub(1).filter(|before| self.heads(*before));
        let before = heading.unwrap_or(sum.first).checked_sub(1).and_then(|before| self.text_of(before));
        let stands_in = |text: ElementId| {
            self.stands_in(part, text) && heading.is_none_or(|at| self.stands_in(self.block(at).owner, text))
        };
        let opens = post || !matches!(self.context.blocks.tag(part), "ul" | "ol" | "blockquote");
        let after = || Some(sum.last + 1).filter(|_| opens).and_then(|after| self.text_of(after));
        before.is_some_and(stands_in) || after().is_some_and(stands_in)
    }

    fn heads(&self, i: usize) -> bool {
        let block = self.block(i);
        matches!(block.kind, Kind::Heading(2..)) && !block.hidden && block.link_chars == 0
    }

    /// True if there are few elements between the two, and none says what it is.
    fn stands_in(&self, part: ElementId, text: ElementId) -> bool {
        let mut frames = self.trail(part).take(FRAMES).take_while(|id| !self.is_named(*id));
        frames.any(|id| self.context.blocks.elements[id.index()].parent == Some(text))
    }

    /// The element of a paragraph that is main content, if it holds prose enough for a text.
    fn text_of(&self, i: usize) -> Option<ElementId> {
        let block = self.context.blocks.blocks.get(i).filter(|_| self.main[i])?;
        if !matches!(block.kind, Kind::Paragraph | Kind::Line) || !self.says(i) {
            return None;
        }
        self.place(i).0.filter(|text| self.context.survey.sum(*text).good >= TEXT)
    }
}

/// A part has at most so many elements around it, itself included.
const FRAMES: usize = 3;

/// An element with so many words of prose is one of text.
const TEXT: usize = 40;

/// True in a post of a social network that is set into the page.
pub(crate) fn is_embed(blocks: &Blocks, block: &Block) -> bool {
    const EMBEDS: [&str; 5] = ["twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"];
    blocks.trail(block.owner).any(|(_, e)| e.tokens.iter().any(|t| EMBEDS.contains(&blocks.names.get(*t))))
}
