//! The block among its neighbours: a row of paragraphs is an article, a row of
//! links is a menu. The best stretch of blocks follows Pasternack and Roth,
//! "Extracting article text from the web with maximum subsequence
//! segmentation" (2009).

use super::text::kind_number;
use super::{Context, Group, ratio};

pub(super) const GROUP: Group = Group {
    names: &[
        ("place", "blocks before it by all blocks"),
        ("words_before", "words before it by all words"),
        ("good_before", "words of prose before it by all words of prose"),
        ("good_after", "words of prose after it by all words of prose"),
        ("prev_words", "words of the block before"),
        ("prev_density", "link density of the block before"),
        ("prev2_words", "words of the second block before"),
        ("prev2_density", "link density of the second block before"),
        ("next_words", "words of the block after"),
        ("next_density", "link density of the block after"),
        ("next2_words", "words of the second block after"),
        ("next2_density", "link density of the second block after"),
        ("prev_kind", "kind of the block before as a number, -1 without one"),
        ("prev_ends", "1 if the block before ends a sentence"),
        ("next_kind", "kind of the block after as a number, -1 without one"),
        ("next_ends", "1 if the block after ends a sentence"),
        ("window3_good", "share of prose in the words of three blocks on either side"),
        ("window8_good", "share of prose in the words of eight blocks on either side"),
        ("before4_good", "share of prose in the words of the four blocks before"),
        ("after4_good", "share of prose in the words of the four blocks after"),
        ("to_prev_good", "blocks back to the nearest prose, at most 40"),
        ("to_next_good", "blocks on to the nearest prose, at most 40"),
        ("prev_alike", "1 if the block before has the same signature"),
        ("next_alike", "1 if the block after has the same signature"),
        ("from_h1", "blocks since the last h1, or the first h1 that follows (negative)"),
        ("from_heading", "blocks since the last heading, at most 40"),
    ],
    fill,
};

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let survey = &context.survey;
    let blocks = &context.blocks.blocks;
    let n = blocks.len();
    let neighbour =
        |at: Option<usize>| at.and_then(|j| blocks.get(j)).map_or([-1.0, -1.0], |b| [b.words as f32, b.link_density()]);
    let share = |from: usize, to: usize| {
        let (from, to) = (from.min(n), to.min(n));
        let good = survey.good_before[to] - survey.good_before[from];
        ratio(good, survey.words_before[to] - survey.words_before[from])
    };
    row.extend([
        ratio(i, n),
        ratio(survey.words_before[i], survey.total_words()),
        ratio(survey.good_before[i], survey.total_good()),
        ratio(survey.total_good() - survey.good_before[i + 1], survey.total_good()),
    ]);
    row.extend(neighbour(i.checked_sub(1)));
    row.extend(neighbour(i.checked_sub(2)));
    row.extend(neighbour(Some(i + 1)));
    row.extend(neighbour(Some(i + 2)));
    for near in [i.checked_sub(1), Some(i + 1)] {
        row.push(near.and_then(|j| blocks.get(j)).map_or(-1.0, |b| kind_number(b.kind)));
        row.push(f32::from(u8::from(near.and_then(|j| survey.ends.get(j)) == Some(&true))));
    }
    row.extend([share(i.saturating_sub(3), i + 4), share(i.saturating_sub(8), i + 9)]);
    row.extend([share(i.saturating_sub(4), i), share(i + 1, i + 5)]);
    let (back, on) = survey.to_good[i];
    let alike = |j: Option<usize>| {
        let same = j.and_then(|j| survey.signature.get(j)).is_some_and(|s| *s == survey.signature[i]);
        f32::from(u8::from(same))
    };
    row.extend([f32::from(back), f32::from(on), alike(i.checked_sub(1)), alike(Some(i + 1))]);
    row.extend([context.page.since_h1(i), context.page.since_heading(i)]);
}
