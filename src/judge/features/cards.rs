//! Layouts that repeat: teasers, comments, menu entries stand in rows of
//! siblings that look the same. What such a row holds tells a list of teasers
//! from a list in the text.

use super::{Context, Group, ratio};
use crate::segment::ElementId;

pub(super) const GROUP: Group = Group {
    names: &[
        ("card_up", "steps out to the nearest row of three or more alike elements, 10 if there is none"),
        ("card_count", "elements in the nearest row of alike elements"),
        ("card_words", "mean words of an element of the nearest row of alike elements"),
        ("card_blocks", "mean blocks of an element of the nearest row of alike elements"),
        ("card_density", "link density of the nearest row of alike elements"),
        ("card_headings", "mean headings of an element of the nearest row of alike elements"),
        ("card_good", "share of prose in the words of the nearest row of alike elements"),
        ("card_share", "share of the page's prose in the nearest row of alike elements"),
        ("deck_up", "steps out to the longest row of alike elements around the block, 10 if there is none"),
        ("deck_count", "elements in the longest row of alike elements"),
        ("deck_words", "mean words of an element of the longest row of alike elements"),
        ("deck_blocks", "mean blocks of an element of the longest row of alike elements"),
        ("deck_density", "link density of the longest row of alike elements"),
        ("deck_headings", "mean headings of an element of the longest row of alike elements"),
        ("deck_good", "share of prose in the words of the longest row of alike elements"),
        ("deck_share", "share of the page's prose in the longest row of alike elements"),
        ("deck_all", "share of the page's words in the longest row of alike elements, -1 if there is none"),
        ("deck_outside", "words of prose outside the longest row of alike elements, -1 if there is none"),
    ],
    fill,
};

/// How many steps out rows are looked for.
const REACH: usize = 10;

/// Fewer alike elements than this are no row.
const ROW: usize = 3;

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let owner = context.block(i).owner;
    let holds_text_only = |tag: &str| matches!(tag, "p" | "a" | "span" | "br" | "td" | "tr" | "h2" | "h3");
    let (mut near, mut most, mut longest) = (None, None, 0);
    for (up, (id, element)) in context.blocks.trail(owner).take(REACH).enumerate() {
        let elements = context.survey.siblings(id);
        if elements >= ROW && !holds_text_only(context.blocks.names.get(element.tag)) {
            near = near.or(Some((up, id)));
            if elements > longest {
                (most, longest) = (Some((up, id)), elements);
            }
        }
    }
    describe(context, near, row);
    describe(context, most, row);
    // A page that is a row of cards has no other text.
    let deck = most.map(|(_, id)| context.survey.group(id).sum);
    row.push(deck.as_ref().map_or(-1.0, |sum| ratio(sum.words, context.survey.total_words())));
    row.push(deck.map_or(-1.0, |sum| context.survey.total_good().saturating_sub(sum.good) as f32));
}

fn describe(context: &Context<'_>, found: Option<(usize, ElementId)>, row: &mut Vec<f32>) {
    let Some((up, id)) = found else {
        row.push(REACH as f32);
        row.extend([-1.0; 7]);
        return;
    };
    let group = context.survey.group(id);
    let sum = &group.sum;
    row.extend([
        up as f32,
        group.elements as f32,
        ratio(sum.words, group.elements),
        ratio(sum.blocks, group.elements),
        ratio(sum.link_chars, sum.chars),
        ratio(sum.headings, group.elements),
        ratio(sum.good, sum.words),
        ratio(sum.good, context.survey.total_good()),
    ]);
}
