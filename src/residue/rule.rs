//! What a rule is.

use std::ops::Range;

use super::view::View;
use crate::article::Role;

/// A piece of a page for a rule's page and its test.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Example {
    /// The markup, between two paragraphs of an article.
    pub html: &'static str,
    /// The words in question.
    pub words: &'static str,
}

/// A named rule.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The name that ledgers and options use.
    pub id: &'static str,
    /// What it drops, in a sentence.
    pub what: &'static str,
    /// Why, and what keeps it from taking prose.
    pub why: &'static str,
    /// The role of what it drops.
    pub role: Role,
    /// What it drops.
    pub drops_this: Example,
    /// What looks alike and stays.
    pub spares_this: Example,
    /// What it takes.
    pub(super) drops: Drops,
}

impl Rule {
    /// True if it drops whole blocks, false if it cuts words out of them.
    pub fn drops_blocks(&self) -> bool {
        !matches!(self.drops, Drops::Words(_))
    }
}

/// What a rule takes when it is asked about the `k`-th block of the view.
#[derive(Clone, Copy, Debug)]
pub(super) enum Drops {
    /// So many blocks, that one first; 0 if it does not fire. Asked before all others, and of text
    /// without markup alone: what they ask about its first and last lines is about those that are left.
    Opening(fn(&View<'_>, usize) -> usize),
    /// The same, asked with most others.
    Blocks(fn(&View<'_>, usize) -> usize),
    /// The same, but asked when all others have spoken: of a text that stands twice, another
    /// may have taken one, and what is left alone shows only then.
    Leftovers(fn(&View<'_>, usize) -> usize),
    /// The same, asked both times: what others take may leave a heading with nothing under it.
    BlocksAndLeftovers(fn(&View<'_>, usize) -> usize),
    /// Words inside the block, which itself stays: ranges of its text, in order.
    Words(fn(&View<'_>, usize) -> Vec<Range<usize>>),
}

impl Drops {
    /// True if the rule is asked before all others.
    pub(super) fn open(&self) -> bool {
        matches!(self, Drops::Opening(_))
    }

    /// True if the rule is asked about whole blocks before anything is taken.
    pub(super) fn come_first(&self) -> bool {
        matches!(self, Drops::Blocks(_) | Drops::BlocksAndLeftovers(_))
    }

    /// True if it is asked about what the others have left.
    pub(super) fn come_last(&self) -> bool {
        matches!(self, Drops::Leftovers(_) | Drops::BlocksAndLeftovers(_))
    }
}
