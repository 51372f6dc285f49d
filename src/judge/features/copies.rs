//! Text that stands on the page more than once: a page may hold its article twice,
//! for two widths of a screen. The first copy is the text.

use std::collections::HashMap;
use std::num::NonZeroU32;

use foldhash::fast::RandomState;

use super::{Context, Group, ratio};
use crate::segment::{Block, Blocks};

pub(super) const GROUP: Group = Group {
    names: &[
        ("copies_before", "how often the same text stands before it on the page"),
        ("copies_after", "how often the same text stands after it on the page"),
        ("copy_away", "blocks back to the nearest copy, at most 400, -1 if it is the first"),
        ("shown_copies", "copies of it that are shown, itself not counted"),
        ("near_copied_before", "share of words, eight blocks on either side, in long blocks that stand before too"),
        ("near_copied_after", "share of words, eight blocks on either side, in long blocks that stand after too"),
    ],
    fill,
};

/// How far around a block copies count, in blocks.
const NEAR: usize = 8;

/// Shorter blocks are labels, which stand on a page more than once by themselves.
const LONG: usize = 6;

/// Further back is just far, in blocks.
const FAR: u32 = 400;

/// The copies of one block.
#[derive(Clone, Copy, Debug, Default)]
struct Copies {
    before: u32,
    after: u32,
    /// Blocks back to the nearest one.
    away: Option<NonZeroU32>,
    shown: u32,
}

pub(super) struct Copied {
    copies: Vec<Copies>,
    /// Running sums over long blocks: their words, and those of them that stand
    /// before and after too. One longer than the blocks.
    long: Vec<[u32; 3]>,
}

impl Copied {
    pub(super) fn new(blocks: &Blocks) -> Copied {
        let copies = copies(&blocks.blocks);
        let mut sum = [0_u32; 3];
        let mut long = vec![sum];
        long.extend(blocks.blocks.iter().zip(&copies).map(|(block, copies)| {
            let words = if block.words >= LONG { u32::try_from(block.words).unwrap_or(u32::MAX) } else { 0 };
            let counts = [true, copies.before > 0, copies.after > 0];
            sum = std::array::from_fn(|n| sum[n].saturating_add(if counts[n] { words } else { 0 }));
            sum
        }));
        Copied { copies, long }
    }

    /// How often the text of block `i` stands on the page.
    pub(super) fn repeats(&self, i: usize) -> u32 {
        self.copies.get(i).map_or(1, |copies| copies.before + copies.after + 1)
    }
}

fn copies(blocks: &[Block]) -> Vec<Copies> {
    #[derive(Default)]
    struct Text {
        seen: u32,
        shown: u32,
        last: u32,
    }
    let mut texts: Vec<Text> = Vec::new();
    let mut known: HashMap<&str, usize, RandomState> = HashMap::default();
    let mut copies: Vec<Copies> = Vec::with_capacity(blocks.len());
    let mut text_of: Vec<usize> = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let at = *known.entry(&block.text).or_insert(texts.len());
        if at == texts.len() {
            texts.push(Text::default());
        }
        text_of.push(at);
        let text = &mut texts[at];
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        let away = if text.seen > 0 { NonZeroU32::new((i - text.last).min(FAR)) } else { None };
        copies.push(Copies { before: text.seen, away, ..Copies::default() });
        text.seen += 1;
        text.shown += u32::from(!block.hidden);
        text.last = i;
    }
    for ((copies, text), block) in copies.iter_mut().zip(text_of).zip(blocks) {
        let text = &texts[text];
        copies.after = text.seen - copies.before - 1;
        copies.shown = text.shown - u32::from(!block.hidden);
    }
    copies
}

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let copied = &context.copied;
    let own = copied.copies[i];
    let (from, to) = (i.saturating_sub(NEAR), (i + NEAR + 1).min(copied.copies.len()));
    let near = |what: usize| (copied.long[to][what] - copied.long[from][what]) as usize;
    row.extend([
        own.before as f32,
        own.after as f32,
        own.away.map_or(-1.0, |away| away.get() as f32),
        own.shown as f32,
        ratio(near(1), near(0)),
        ratio(near(2), near(0)),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_counted_on_both_sides_shown_ones_apart() {
        let html = b"<p>Row, row.</p><p>A storm.</p><div hidden><p>Row, row.</p></div><p>Row, row.</p>";
        let text = crate::decode::decode(html, None);
        let page = crate::parse::parse(&text, &crate::parse::Limits::default());
        let blocks = crate::segment::segment(&page);
        let copied = Copied::new(&blocks);
        let found = copied.copies.iter().map(|c| (c.before, c.after, c.away.map(NonZeroU32::get), c.shown));
        assert_eq!(
            found.collect::<Vec<_>>(),
            [(0, 2, None, 1), (0, 0, None, 0), (1, 1, Some(2), 2), (2, 0, Some(1), 1)]
        );
    }
}
