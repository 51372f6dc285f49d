//! What the names of elements hint at, as far as a rule may believe them.

use crate::judge::Judged;
use crate::lexicon::{Hint, Hints};

use super::view::Scene;

/// An element with more than this share of the words, in percent, is the
/// article itself or most of it: its names say nothing about one block.
const TOO_MUCH: usize = 30;

/// A hint over more than this share of the words, in percent, is no residue.
const MOST: usize = 50;

/// A body with fewer words is no article's.
const BODY: usize = 60;

/// Under a page that calls itself an article there may be so many more comments.
const LOUD: usize = 90;

/// Comments are the subject of a page that does not call itself an article if
/// they hold this share of the words, in percent.
const DISCUSSION: usize = 35;

/// For each block of `order`, what the names of the elements around it hint at.
/// `total` is the number of its words.
pub(super) fn hints(scene: &Scene<'_>, order: &[usize], total: usize) -> Vec<Hints> {
    let blocks = &scene.judged.blocks;
    let mut words = vec![0_usize; blocks.elements.len()];
    for i in order {
        if let Some(sum) = words.get_mut(blocks.blocks[*i].owner.index()) {
            *sum += blocks.blocks[*i].words;
        }
    }
    for at in (0..words.len()).rev() {
        if let Some(parent) = blocks.elements[at].parent {
            words[parent.index()] += words[at];
        }
    }
    let mut inherited = vec![Hints::default(); blocks.elements.len()];
    for (at, element) in blocks.elements.iter().enumerate() {
        let above = element.parent.map_or(Hints::default(), |p| inherited[p.index()]);
        let small = words[at] * 100 <= total * TOO_MUCH;
        inherited[at] = if small { above.with(scene.judged.hints[at]) } else { above };
    }
    let of_block = |i: &usize| inherited.get(blocks.blocks[*i].owner.index()).copied().unwrap_or_default();
    // What most of the text is hinted at is the page's subject: the comments of a forum.
    let common = Hint::ALL.iter().copied().filter(|hint| {
        let hinted = order.iter().filter(|i| of_block(i).has(*hint)).map(|i| blocks.blocks[*i].words);
        let most = match (hint, scene.says_article) {
            (Hint::Comments, true) => LOUD,
            (Hint::Comments, false) => DISCUSSION,
            _ => MOST,
        };
        hinted.sum::<usize>() * 100 > total * most
    });
    let common: Vec<Hint> = common.collect();
    order.iter().map(|i| common.iter().fold(of_block(i), |hints, hint| hints.without(*hint))).collect()
}

/// True if an article's body by its markup stands on the page apart from all
/// comments.
pub(super) fn has_body_apart(judged: &Judged, order: &[usize]) -> bool {
    let (blocks, own) = (&judged.blocks, &judged.hints);
    // An element around comments is a wrapper of everything.
    let mut around_comments = vec![false; own.len()];
    for (at, element) in blocks.elements.iter().enumerate().rev() {
        if let Some(parent) = element.parent.filter(|_| around_comments[at] || own[at].has(Hint::Comments)) {
            around_comments[parent.index()] = true;
        }
    }
    let in_body = |i: &&usize| {
        let trail = || blocks.trail(blocks.blocks[**i].owner);
        let comment = trail().any(|(id, _)| own[id.index()].has(Hint::Comments));
        !comment && trail().any(|(id, _)| own[id.index()].has(Hint::Body) && !around_comments[id.index()])
    };
    order.iter().filter(in_body).map(|i| blocks.blocks[*i].words).sum::<usize>() >= BODY
}
