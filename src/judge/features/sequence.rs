//! The block among its neighbours: a row of paragraphs is an article, a row of
//! links is a menu.

use super::text::kind_number;
use super::{Context, Group, ratio};
use crate::segment::Block;

pub(super) const GROUP: Group = Group {
    names: &[
        ("place", "blocks before it by all blocks"),
        ("words_before", "words before it by all words"),
        ("good_before", "words of prose before it by all words of prose"),
        ("good_after", "words of prose after it by all words of prose"),
        ("prev_words", "words of the block before"),
        ("next_words", "words of the block after"),
        ("next_density", "link density of the block after"),
        ("prev_kind", "kind of the block before as a number, -1 without one"),
        ("next_kind", "kind of the block after as a number, -1 without one"),
        ("from_h1", "blocks since the last h1, or the first h1 that follows (negative)"),
        ("from_heading", "blocks since the last heading, at most 40"),
    ],
    fill,
};

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let survey = &context.survey;
    let blocks = &context.blocks.blocks;
    let (before, after) = (i.checked_sub(1).and_then(|j| blocks.get(j)), blocks.get(i + 1));
    let words = |block: Option<&Block>| block.map_or(-1.0, |b| b.words as f32);
    let kind = |block: Option<&Block>| block.map_or(-1.0, |b| kind_number(b.kind));
    row.extend([
        ratio(i, blocks.len()),
        ratio(survey.words_before[i], survey.total_words()),
        ratio(survey.good_before[i], survey.total_good()),
        ratio(survey.total_good() - survey.good_before[i + 1], survey.total_good()),
        words(before),
        words(after),
        after.map_or(-1.0, Block::link_density),
        kind(before),
        kind(after),
        context.page.since_h1(i),
        context.page.since_heading(i),
    ]);
}
