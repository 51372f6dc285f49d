//! The images of the article, with their captions and credits.

use std::collections::HashSet;

use super::{Figure, Role, Sources};
use crate::lexicon::Hint;
use crate::segment::{Block, ElementId, Image};

/// How far up the tree a figure is looked for.
const FIGURE_DEPTH: usize = 6;

/// How many blocks after an image its caption and credit may stand.
const REACH: usize = 3;

/// Images between the first and the last block that was kept, with the caption
/// in the same figure or right beside.
pub(super) fn images(sources: &Sources<'_>) -> Vec<Figure> {
    let kept = |i: usize| sources.decisions[i].dropped.is_none();
    let count = sources.decisions.len();
    let (Some(first), Some(last)) = ((0..count).find(|i| kept(*i)), (0..count).rev().find(|i| kept(*i))) else {
        return Vec::new();
    };
    let images = sources.blocks.images.iter();
    let inside = images.filter(|i| i.before + REACH >= first && i.before <= last + 1 && !i.src.is_empty());
    let mut seen = HashSet::new();
    inside.filter(|image| seen.insert(&*image.src)).map(|image| figure(sources, image)).collect()
}

fn figure(sources: &Sources<'_>, image: &Image) -> Figure {
    let blocks = sources.blocks;
    let holder = blocks.trail(image.owner).take(FIGURE_DEPTH).find(|(_, e)| blocks.names.get(e.tag) == "figure");
    let holder = holder.map(|(id, _)| id);
    let near = image.before..(image.before + REACH).min(blocks.blocks.len());
    let beside: Vec<usize> = near.filter(|i| holder.is_none_or(|f| is_in(sources, *i, f))).collect();
    let is_credit = |i: &&usize| is_credit(sources, &blocks.blocks[**i]);
    let credit = beside.iter().find(|i| holder.is_some() && is_credit(i));
    let caption = beside.iter().find(|i| sources.decisions[**i].role == Role::Caption && !is_credit(i));
    Figure {
        src: image.src.to_string(),
        alt: image.alt.to_string(),
        caption: caption.map(|i| blocks.blocks[*i].text.to_string()),
        credit: credit.map(|i| blocks.blocks[*i].text.to_string()).or_else(|| sources.data.image_credit(&image.src)),
    }
}

fn is_in(sources: &Sources<'_>, at: usize, element: ElementId) -> bool {
    sources.blocks.trail(sources.blocks.blocks[at].owner).any(|(id, _)| id == element)
}

/// The element that holds the block calls it a credit.
fn is_credit(sources: &Sources<'_>, block: &Block) -> bool {
    sources.hints.get(block.owner.index()).is_some_and(|own| own.has(Hint::PhotoCredit))
}
