//! The block against the elements that might be the article's: how far away in
//! the tree, inside or not, before or after. This is where most of the signal is.

use memchr::memchr_iter;

use super::survey::{Sums, Survey};
use super::{Context, Group, ratio};
use crate::lexicon::Hint;
use crate::parse::is_comma;
use crate::segment::{Blocks, ElementId};

pub(super) const GROUP: Group = Group {
    names: &[
        ("main_up", "main container: steps up from the block to the nearest common ancestor"),
        ("main_down", "main container: steps down from there to the container"),
        ("main_side", "main container: -1 before it, 0 in its stretch of blocks, 1 after it"),
        ("main_share", "main container: its share of the page's prose"),
        ("top_up", "top-scored container: steps up from the block to the nearest common ancestor"),
        ("top_down", "top-scored container: steps down from there to the container"),
        ("top_side", "top-scored container: -1 before it, 0 in its stretch of blocks, 1 after it"),
        ("top_share", "top-scored container: its share of the page's prose"),
        ("best_up", "container of the best stretch: steps up to the nearest common ancestor"),
        ("best_down", "container of the best stretch: steps down from there to the container"),
        ("best_side", "best stretch of blocks: -1 before it, 0 in it, 1 after it"),
        ("best_share", "best stretch of blocks: its share of the page's prose"),
        ("named_up", "container named as an article's body: steps up to the nearest common ancestor"),
        ("named_down", "container named as an article's body: steps down to the container"),
        ("named_side", "container named as an article's body: -1 before, 0 in its stretch, 1 after"),
        ("named_share", "container named as an article's body: its share of the page's prose"),
        ("article_up", "article or main element with most prose: steps up to the nearest common ancestor"),
        ("article_down", "article or main element with most prose: steps down to the element"),
        ("article_side", "article or main element with most prose: -1 before, 0 in its stretch, 1 after"),
        ("article_share", "article or main element with most prose: its share of the page's prose"),
        ("framed_up", "element around the main container's frames: steps up to the nearest common ancestor"),
        ("framed_down", "element around the main container's frames: steps down to the element"),
        ("framed_side", "element around the main container's frames: -1 before, 0 in its stretch, 1 after"),
        ("framed_share", "element around the main container's frames: its share of the page's prose"),
        ("titled_up", "least element with the title and some prose: steps up to the nearest common ancestor"),
        ("titled_down", "least element with the title and some prose: steps down to the element"),
        ("titled_side", "least element with the title and some prose: -1 before, 0 in its stretch, 1 after"),
        ("titled_share", "least element with the title and some prose: its share of the page's prose"),
    ],
    fill,
};

/// The main container is the deepest element with this share of the prose, in percent.
const MAIN_SHARE: usize = 45;

/// What a block costs the best stretch, in words: a stretch crosses a few short
/// blocks between paragraphs, but not a menu.
const TOLL: i64 = 9;

/// Further than this is just far.
const FAR: f32 = 12.0;

/// An element that might be the article's, with its stretch of blocks.
pub(super) struct Candidate {
    /// Its ancestors, itself first.
    trail: Vec<ElementId>,
    /// For each element, the depth of the nearest ancestor that it shares.
    meets: Vec<u16>,
    first: usize,
    last: usize,
    good: usize,
}

impl Candidate {
    fn new(blocks: &Blocks, trail: Vec<ElementId>, (first, last): (usize, usize), good: usize) -> Candidate {
        let mut candidate = Candidate { trail, meets: Vec::new(), first, last, good };
        if !candidate.trail.is_empty() {
            candidate.meets.reserve(blocks.elements.len());
            for (id, element) in blocks.ids().zip(&blocks.elements) {
                let above = element.parent.and_then(|parent| candidate.meets.get(parent.index()).copied());
                let meets = if candidate.holds(id, element.depth) { element.depth } else { above.unwrap_or(NOWHERE) };
                candidate.meets.push(meets);
            }
        }
        candidate
    }

    /// Whether the element at that depth is the container or around it.
    pub(super) fn holds(&self, id: ElementId, depth: u16) -> bool {
        // The trail ends at the root, at depth 0.
        let at = self.trail.len().checked_sub(1 + usize::from(depth));
        at.is_some_and(|at| self.trail[at] == id)
    }

    /// Steps up from an element to the nearest common ancestor, and down from there.
    fn distance(&self, blocks: &Blocks, from: ElementId) -> (f32, f32) {
        let meets = self.meets.get(from.index()).copied().filter(|depth| *depth != NOWHERE);
        let (Some(meets), Some(from)) = (meets, blocks.elements.get(from.index())) else { return (FAR, FAR) };
        let (up, down) = (from.depth - meets, self.trail.len() - 1 - usize::from(meets));
        (f32::from(up).min(FAR), (down as f32).min(FAR))
    }
}

/// A depth at which no element is.
const NOWHERE: u16 = u16::MAX;

/// The elements that might be the article's, each found in its own way.
pub(super) struct Containers {
    pub(super) main: Candidate,
    top: Candidate,
    pub(super) best: Candidate,
    named: Candidate,
    article: Candidate,
    framed: Candidate,
    titled: Candidate,
}

pub(super) fn candidates(blocks: &Blocks, survey: &Survey, title: Option<usize>) -> Containers {
    let stretch = best_stretch(blocks, survey);
    let of = |id: Option<ElementId>| {
        let sum = id.map_or_else(Sums::default, |id| survey.sum(id));
        let trail = id.map(|id| trail(blocks, id)).unwrap_or_default();
        Candidate::new(blocks, trail, (sum.first, sum.last), sum.good)
    };
    let best = stretch.map_or_else(
        || of(None),
        |(first, last)| {
            let good = survey.good_before[last + 1] - survey.good_before[first];
            Candidate::new(blocks, shared_trail(blocks, first, last), (first, last), good)
        },
    );
    let main = main(blocks, survey);
    Containers {
        main: of(main),
        framed: of(main.map(|id| framed(blocks, survey, id))),
        top: of(top(blocks, survey)),
        best,
        named: of(named(blocks, survey)),
        article: of(article(blocks, survey)),
        titled: of(titled(blocks, survey, title)),
    }
}

fn trail(blocks: &Blocks, id: ElementId) -> Vec<ElementId> {
    blocks.trail(id).map(|(id, _)| id).collect()
}

/// The deepest element with [`MAIN_SHARE`] of the prose.
fn main(blocks: &Blocks, survey: &Survey) -> Option<ElementId> {
    let total = survey.total_good();
    let enough = |id: &ElementId| total > 0 && survey.sum(*id).good * 100 >= total * MAIN_SHARE;
    blocks.ids().filter(enough).max_by_key(|id| (blocks.elements[id.index()].depth, std::cmp::Reverse(*id)))
}

/// The element around a container and its like: a page made of sections has its text in
/// all of them, and prose hardly in the last.
fn framed(blocks: &Blocks, survey: &Survey, container: ElementId) -> ElementId {
    let shares = |id: &ElementId| survey.group(*id).sum.good > survey.sum(*id).good;
    let frame = blocks.trail(container).map(|(id, _)| id).take(FRAMES).filter(shares).last();
    frame.and_then(|id| blocks.elements[id.index()].parent).unwrap_or(container)
}

/// A frame is at most so many elements out of the container in it.
const FRAMES: usize = 5;

/// The element that a scoring in the manner of Arc90's Readability (2009) puts first.
fn top(blocks: &Blocks, survey: &Survey) -> Option<ElementId> {
    let mut scores = vec![0_u64; blocks.elements.len()];
    for (i, block) in blocks.blocks.iter().enumerate() {
        if survey.good[i] == 0 {
            continue;
        }
        let score = 100 + 100 * commas(&block.text).min(10) + 10 * block.words.min(60);
        let holders = blocks.trail(block.owner).filter(|(_, e)| !is_text_tag(blocks.names.get(e.tag)));
        for ((id, _), divisor) in holders.zip([1, 2, 6]) {
            scores[id.index()] += (score / divisor) as u64;
        }
    }
    let weigh = |id: &ElementId| {
        let sum = survey.sum(*id);
        let unlinked = (sum.chars - sum.link_chars.min(sum.chars)) as u64;
        scores[id.index()] * unlinked / (sum.chars.max(1) as u64)
    };
    blocks.ids().filter(|id| scores[id.index()] > 0).max_by_key(|id| (weigh(id), std::cmp::Reverse(*id)))
}

/// Commas of any script.
fn commas(text: &str) -> usize {
    if text.is_ascii() { memchr_iter(b',', text.as_bytes()).count() } else { text.matches(is_comma).count() }
}

fn is_text_tag(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "span" | "a" | "b" | "strong" | "em" | "i" | "font" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

/// The stretch of blocks with the greatest sum of prose minus toll (Pasternack and
/// Roth, "Extracting article text from the web with maximum subsequence
/// segmentation", 2009).
fn best_stretch(blocks: &Blocks, survey: &Survey) -> Option<(usize, usize)> {
    let (mut best, mut best_range) = (0_i64, None);
    let (mut sum, mut start) = (0_i64, 0);
    for i in 0..blocks.blocks.len() {
        if sum <= 0 {
            (sum, start) = (0, i);
        }
        sum += i64::try_from(survey.good[i]).unwrap_or(0) - TOLL;
        if sum > best {
            (best, best_range) = (sum, Some((start, i)));
        }
    }
    best_range
}

fn shared_trail(blocks: &Blocks, first: usize, last: usize) -> Vec<ElementId> {
    let owners = blocks.blocks[first..=last].iter().map(|block| block.owner);
    owners.reduce(|shared, owner| blocks.common_ancestor(shared, owner)).map_or_else(Vec::new, |id| trail(blocks, id))
}

/// The deepest element that calls itself an article's body and holds prose.
fn named(blocks: &Blocks, survey: &Survey) -> Option<ElementId> {
    let total = survey.total_good();
    let fits = |id: &ElementId| survey.hints[id.index()].has(Hint::Body) && survey.sum(*id).good * 5 >= total.max(1);
    blocks.ids().filter(fits).max_by_key(|id| (blocks.elements[id.index()].depth, std::cmp::Reverse(*id)))
}

/// The least element around the title that holds prose: on a page with several
/// articles, the one that the page is about.
fn titled(blocks: &Blocks, survey: &Survey, title: Option<usize>) -> Option<ElementId> {
    let owner = blocks.blocks.get(title?)?.owner;
    let enough = (survey.total_good() / 10).clamp(30, 150);
    blocks.trail(owner).map(|(id, _)| id).find(|id| survey.sum(*id).good >= enough)
}

fn article(blocks: &Blocks, survey: &Survey) -> Option<ElementId> {
    let fits = |id: &ElementId| matches!(blocks.tag(*id), "article" | "main");
    blocks
        .ids()
        .filter(fits)
        .max_by_key(|id| (survey.sum(*id).good, blocks.elements[id.index()].depth, std::cmp::Reverse(*id)))
}

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let owner = context.block(i).owner;
    let all = &context.containers;
    for candidate in [&all.main, &all.top, &all.best, &all.named, &all.article, &all.framed, &all.titled] {
        if candidate.trail.is_empty() {
            row.extend([-1.0; 4]);
            continue;
        }
        let (up, down) = candidate.distance(context.blocks, owner);
        let side = if i < candidate.first {
            -1.0
        } else if i > candidate.last {
            1.0
        } else {
            0.0
        };
        row.extend([up, down, side, ratio(candidate.good, context.survey.total_good())]);
    }
}
