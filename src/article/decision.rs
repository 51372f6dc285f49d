//! What becomes of a block and of words in it.

use std::ops::Range;

use super::{DroppedBy, Role};

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// What the block is for the article.
    pub role: Role,
    /// Who dropped it; `None` if it is kept.
    pub dropped: Option<DroppedBy>,
}

/// Words that a rule took from a block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cut {
    /// The block, as the number of blocks before it.
    pub place: usize,
    /// Which bytes of its text.
    pub range: Range<usize>,
    /// What it was taken for.
    pub role: Role,
    /// The rule, by its id.
    pub by: &'static str,
}

/// The cuts of the block at `place`; `cuts` are in document order.
pub(crate) fn cuts_at(cuts: &[Cut], place: usize) -> &[Cut] {
    let first = cuts.partition_point(|c| c.place < place);
    let end = cuts.partition_point(|c| c.place <= place);
    &cuts[first..end]
}

/// What is left of `range` without the `cuts`, which are in order and apart.
pub(crate) fn left_of(range: &Range<usize>, cuts: &[Cut]) -> Vec<Range<usize>> {
    let mut start = range.start;
    let mut left = Vec::new();
    let first = cuts.partition_point(|c| c.range.end <= range.start);
    for cut in cuts[first..].iter().map(|c| &c.range).take_while(|c| c.start < range.end) {
        left.push(start..cut.start.max(start));
        start = cut.end.min(range.end);
    }
    left.push(start..range.end);
    left.retain(|r| !r.is_empty());
    left
}
