//! Parts of a text that are no prose, and stand beside its paragraphs.

use super::questions::is_code;
use super::{Chosen, HEADED, LIKELY, POSSIBLE, TEXT, is_in_post, whole};
use crate::address::Address;
use crate::lexicon::Hint;
use crate::segment::{Block, Blocks, ElementId, Kind};

impl Chosen<'_> {
    /// The callout, table, list, code, quotation or answer that the block is of. Posts quote
    /// each other, which is no part of a text; and what unfolds alone may be anything.
    fn part(&self, block: &Block) -> Option<ElementId> {
        let (blocks, is_of_thread) = (self.context.blocks, self.context.is_thread || is_in_post(self, block));
        // Its sign says nothing.
        let callout = self.trail(block.owner).take(CALLOUT).filter(|id| self.is_callout(*id)).last();
        let callout = callout.filter(|_| block.text.contains(char::is_alphanumeric));
        let code = || (block.kind == Kind::Pre || is_code(block)).then_some(block.owner);
        let quotation = || blocks.nearest(block.owner, "blockquote").filter(|_| !is_of_thread);
        let several = |id: &ElementId| self.context.survey.siblings(*id) > 1 || self.is_likely(*id, HEADED);
        let answer = || blocks.nearest(block.owner, "details").filter(several);
        let part = callout.or_else(|| whole(block)).or_else(code).or_else(quotation).or_else(answer);
        part.filter(|_| !block.hidden)
    }

    fn is_callout(&self, id: ElementId) -> bool {
        self.context.survey.hints[id.index()].has(Hint::Callout)
    }

    /// True of a part right after a paragraph that is main content, in the element of the
    /// text's paragraphs: one more part of the text, perhaps the last. A heading, or a line
    /// that announces it, may stand between them, and goes with the part.
    pub(super) fn is_set_in(&self, i: usize) -> bool {
        let first = i + usize::from(self.heads(i) || self.is_label(i));
        let Some(block) = self.context.blocks.blocks.get(first) else { return false };
        let Some(part) = self.part(block) else { return false };
        let sum = self.context.survey.sum(part);
        if is_embed(self.context.blocks, block) {
            return first == i && self.is_embedded(part);
        }
        let over = sum.first.checked_sub(1);
        let heading = over.filter(|before| self.heads(*before));
        let labelled = over.filter(|before| self.is_label(*before));
        let label = labelled.filter(|before| !self.main[*before]);
        let is_whole = matches!(self.context.blocks.tag(part), "table" | "pre");
        let is_list = matches!(self.context.blocks.tag(part), "ul" | "ol" | "details");
        let linked = self.is_linked(part);
        let recommends = linked && heading.or(labelled).is_some() && self.leads_out(part);
        let least = match heading {
            _ if recommends => POSSIBLE,
            Some(_) if !is_whole => HEADED,
            None if !is_list => POSSIBLE,
            _ => LIKELY,
        };
        if linked && !recommends || !self.is_likely(part, least) || first > i && sum.first != first {
            return false;
        }
        // Under a heading the text goes on even if an advert stands before it.
        let start = heading.or(label).unwrap_or(sum.first);
        let reach = if heading.is_some() { ADVERT } else { 1 };
        let before = (0..start).rev().take(reach).find(|before| self.main[*before]);
        let stands_in = |before: usize| {
            let Some(text) = self.text_of(before) else { return false };
            let stands = self.stands_in(part, text) || self.is_framed_as(before, part, text);
            stands && heading.or(label).is_none_or(|at| self.stands_in(self.block(at).owner, text))
        };
        before.is_some_and(stands_in) || heading.or(label).is_none() && self.is_set_before(part)
    }

    /// True of a line without links that ends with a colon.
    fn is_label(&self, i: usize) -> bool {
        let label =
            |block: &Block| block.leads_on() && !block.hidden && block.link_chars == 0 && whole(block).is_none();
        self.context.blocks.blocks.get(i).is_some_and(label)
    }

    /// True of a list of a few links to several other sites: what a text recommends, while a
    /// site's own list leads to its own pages.
    fn leads_out(&self, part: ElementId) -> bool {
        let (sum, blocks) = (self.context.survey.sum(part), self.context.blocks);
        if sum.blocks > RECOMMENDED {
            return false;
        }
        let links = (sum.first..=sum.last).flat_map(|i| blocks.links_of(self.block(i)));
        let mut sites: Vec<Address<'_>> = Vec::new();
        for address in links.map(|link| Address::of(&link.href)) {
            let is_own = self.context.address.is_some_and(|own| Address::of(own).is_of_site(address.host()));
            if address.host().is_empty() || is_own {
                return false;
            }
            if !sites.iter().any(|site| site.is_of_site(address.host())) {
                sites.push(address);
            }
        }
        sites.len() >= SITES
    }

    /// True of a table or code between main content and a paragraph of the text. Lists may
    /// be menus, and quotations those of another text.
    fn is_set_before(&self, part: ElementId) -> bool {
        let sum = self.context.survey.sum(part);
        let opens = !matches!(self.context.blocks.tag(part), "ul" | "ol" | "blockquote" | "details");
        let after = Some(sum.last + 1).filter(|_| opens && self.first < sum.first);
        after.and_then(|after| self.text_of(after)).is_some_and(|text| self.stands_in(part, text))
    }

    /// True of a post of elsewhere beside a paragraph of the text. It may be hardly more
    /// than links.
    fn is_embedded(&self, post: ElementId) -> bool {
        let sum = self.context.survey.sum(post);
        let beside = [sum.first.checked_sub(1), Some(sum.last + 1)].into_iter().flatten();
        beside.filter_map(|at| self.text_of(at)).any(|text| self.stands_in(post, text))
    }

    /// True if there are few elements between the two, and none says that it stands apart.
    /// Around lists there is none: what has a list in a box of its own is rarely a text.
    fn stands_in(&self, part: ElementId, text: ElementId) -> bool {
        let frames = if matches!(self.context.blocks.tag(part), "ul" | "ol") { 1 } else { FRAMES };
        let mut frames = self.trail(part).take(frames).take_while(|id| !self.is_apart(*id));
        frames.any(|id| self.context.blocks.elements[id.index()].parent == Some(text))
    }

    /// True if the part has a frame of its own in the text, as the paragraph before it has.
    fn is_framed_as(&self, before: usize, part: ElementId, text: ElementId) -> bool {
        let parent = |id: &ElementId| self.context.blocks.elements[id.index()].parent == Some(text);
        let frame = self.trail(part).take(FRAMES).find(parent).filter(|id| *id != part);
        let look = |id: ElementId| self.context.survey.look(id);
        let own = self.place(before).1.filter(|own| Some(*own) != self.trail(self.block(before).owner).next());
        frame.zip(own).is_some_and(|(frame, own)| look(frame) == look(own) && !self.is_apart(part))
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

/// A callout is at most so many elements out.
const CALLOUT: usize = 4;

/// Most entries of a list of what a text recommends, and the fewest sites that they lead to.
const RECOMMENDED: usize = 40;
const SITES: usize = 2;

/// The advert is in at most so many blocks, one less.
const ADVERT: usize = 4;

/// A part has at most so many elements around it, itself included.
const FRAMES: usize = 3;

/// True in a post of a social network that is set into the page.
pub(crate) fn is_embed(blocks: &Blocks, block: &Block) -> bool {
    const EMBEDS: [&str; 5] = ["twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"];
    // Names are looked at on quotations alone: a page may have many elements around each block.
    let mut quotations = blocks.trail(block.owner).filter(|(id, _)| blocks.tag(*id) == "blockquote");
    quotations.any(|(_, e)| e.tokens.iter().any(|t| EMBEDS.contains(&blocks.names.get(*t))))
}
