//! Frames: the elements of the same look that a page builder puts around each section of
//! a text. The last of them often holds hardly any prose.

use super::{APART, Chosen, Count, ENOUGH, LIKELY, is_in_post, whole};
use crate::segment::ElementId;

/// Main content in the frames of a page.
pub(super) struct Frames {
    /// How many blocks before each are main content, and how many in all.
    before: Vec<usize>,
    /// Frames of each look that hold blocks, and how many of them are mostly main content.
    looks: Vec<Count>,
}

impl Frames {
    pub(super) fn count(chosen: &Chosen<'_>) -> Frames {
        let survey = &chosen.context.survey;
        let mut before = Vec::with_capacity(chosen.main.len() + 1);
        before.push(0);
        before.extend(chosen.main.iter().scan(0, |sum, main| {
            *sum += usize::from(*main);
            Some(*sum)
        }));
        let mut frames = Frames { before, looks: vec![Count::default(); survey.looks()] };
        for (sum, look) in survey.frames() {
            let kept = frames.main_in(sum.first, sum.last) * 2 > sum.blocks;
            frames.looks[look].add(kept);
        }
        frames
    }

    /// Blocks of a stretch that are main content.
    fn main_in(&self, first: usize, last: usize) -> usize {
        let at = |i: usize| self.before.get(i).copied().unwrap_or_default();
        at(last.saturating_add(1)).saturating_sub(at(first))
    }

    /// True of a block in one of several frames that look the same, when the others are
    /// main content, and the block right before the frame is.
    pub(super) fn hold(&self, chosen: &Chosen<'_>, i: usize) -> bool {
        let (block, blocks) = (chosen.block(i), chosen.context.blocks);
        // A link alone leads out of the section, unless it heads one.
        if whole(block).is_none() && !block.is_heading() && block.link_density() > ALL_LINK {
            return false;
        }
        let mut frames = chosen.trail(block.owner).take(REACH).take_while(|id| !chosen.is_named_otherwise(*id));
        frames.any(|id| self.is_last_of(chosen, id)) && !blocks.inside(block, &APART)
    }

    /// True of a heading of the second rank or below that opens an element, all the rest of
    /// which is main content.
    pub(super) fn heads_all(&self, chosen: &Chosen<'_>, i: usize) -> bool {
        let block = chosen.block(i);
        let heads = chosen.heads(i) && !is_in_post(chosen, block);
        let Some(around) = chosen.place(i).0.filter(|around| heads && !chosen.is_named_otherwise(*around)) else {
            return false;
        };
        let sum = chosen.context.survey.sum(around);
        sum.first == i && self.main_in(sum.first, sum.last) + 1 == sum.blocks
    }

    fn is_last_of(&self, chosen: &Chosen<'_>, id: ElementId) -> bool {
        let survey = &chosen.context.survey;
        let (sum, frames) = (survey.sum(id), survey.group(id));
        let is_frame = matches!(chosen.context.blocks.tag(id), "div" | "section") && frames.elements >= FRAMES;
        if !is_frame || sum.controls > 0 || chosen.is_linked(id) {
            return false;
        }
        let own = self.main_in(sum.first, sum.last);
        let mut others = survey.look(id).map_or(Count::default(), |look| self.looks[look]);
        others.take(own * 2 > sum.blocks);
        let before = sum.first.saturating_sub(1);
        let follows = own > 0 || self.main_in(before, before) > 0;
        follows && chosen.is_likely(id, LIKELY) && others.kept >= ENOUGH && others.kept * 10 >= others.all * MOST
    }
}

/// The link density from which on a block is a link and nothing else.
const ALL_LINK: f32 = 0.9;

/// A frame is at most so many elements out.
const REACH: usize = 12;

/// Fewer elements of one look are no frames.
const FRAMES: usize = 3;

/// So many tenths of the other frames are main content.
const MOST: usize = 9;
