//! What a rule can ask about the text as a whole.

use std::cell::OnceCell;
use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::View;
use crate::segment::{Block, Blocks, Kind};

/// What is counted once over the blocks of a view.
#[derive(Default)]
pub(super) struct PageFacts {
    /// Words of prose outside links.
    prose: usize,
    /// Most of the text is links.
    linked: bool,
    /// Pieces of code.
    code: usize,
    /// Words of links that stand under every entry, once somebody has asked.
    pub(super) repeated_links: OnceCell<HashSet<String, RandomState>>,
}

impl PageFacts {
    pub(super) fn of<'b>(kept: impl Iterator<Item = &'b Block>) -> PageFacts {
        let mut facts = PageFacts::default();
        let (mut chars, mut link_chars) = (0, 0);
        for block in kept {
            facts.prose += prose_of(block);
            facts.code += usize::from(block.kind == Kind::Pre);
            chars += block.chars;
            link_chars += block.link_chars;
        }
        facts.linked = link_chars * 2 >= chars;
        facts
    }
}

impl View<'_> {
    /// True if the page is a thread.
    pub(crate) fn is_discussion(&self) -> bool {
        self.scene.comments_are_text
    }

    /// True if the page has panels about those who write on it.
    pub(crate) fn has_members(&self) -> bool {
        self.scene.has_members
    }

    /// True if members of a forum write on the page, whether or not that is all of it.
    pub(crate) fn is_forum(&self) -> bool {
        self.is_discussion() || self.has_members()
    }

    /// Words of prose outside links.
    pub(crate) fn prose(&self) -> usize {
        self.page.prose
    }

    /// True of a front page: most of its text is links, or it has next to no prose; both
    /// if it calls itself an article. There headlines and their labels are the text.
    pub(crate) fn is_front_page(&self) -> bool {
        let (linked, short) = (self.page.linked, self.page.prose < FRONT);
        !self.is_plain() && if self.is_article() { linked && short } else { linked || short }
    }

    /// True if the page is full of code and no discussion.
    pub(crate) fn is_manual(&self) -> bool {
        self.page.code >= CODE && !self.is_discussion()
    }
}

/// A page with so many pieces of code is a manual.
const CODE: usize = 3;

/// A page with fewer words of prose is a front page.
const FRONT: usize = 60;

/// A block of so many words is prose.
const PROSE: usize = 12;

/// The words of a block of prose that stand in no link.
fn prose_of(block: &Block) -> usize {
    let own = block.chars.saturating_sub(block.link_chars);
    if block.words < PROSE { 0 } else { block.words.saturating_mul(own).checked_div(block.chars).unwrap_or(0) }
}

/// For each block, whether the same text stands before it.
pub(super) fn copies(blocks: &Blocks, order: &[usize]) -> Vec<bool> {
    let mut seen: HashSet<&str, RandomState> = HashSet::default();
    order.iter().map(|i| !seen.insert(&*blocks.blocks[*i].text)).collect()
}
