//! What the names of elements hint at, as far as a rule may believe them.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::judge::Judged;
use crate::lexicon::{Hint, Hints};
use crate::segment::{Blocks, Element, ElementId, Kind, Symbol};

use super::view::Scene;

/// An element with more than this share of the words, in percent, is the
/// article itself or most of it: its names say nothing about one block.
const TOO_MUCH: usize = 30;

/// A hint over more than this share of the words, in percent, is no residue.
const MOST: usize = 50;

/// A body with fewer words is no article's.
const BODY: usize = 60;

/// Comments are the subject of a page that does not call itself an article if
/// they hold this share of the words, in percent.
const DISCUSSION: usize = 50;

/// Of another page this one, under what may be the first post of a thread …
const LOUD: usize = 90;

/// … which has fewer words than this.
const POST: usize = 200;

/// A shorter block is no sentence, in words.
const SENTENCE: usize = 12;

/// A block of this many words, mostly no link, is prose.
const PROSE: usize = 25;

/// What holds no prose: an element with a name such as these around a paragraph
/// has it for another reason, such as `text-to-speech` around what is read out.
const FURNITURE: &[Hint] = &[
    Hint::Share,
    Hint::Tags,
    Hint::Categories,
    Hint::Breadcrumb,
    Hint::PhotoCredit,
    Hint::DateLine,
    Hint::ReadingTime,
    Hint::Advert,
    Hint::MostRead,
    Hint::PreviousNext,
    Hint::AudioPlayer,
];

/// What a link's own names do not tell of the block: `sponsored` is about where
/// it leads, and `inline-link` about how it looks.
const NOT_OF_LINKS: &[Hint] = &[Hint::Advert, Hint::SeeAlso, Hint::CallToAction];

/// What stands on paragraphs and headings themselves is how the text goes on for
/// those who have paid; a box that sells is around them, and holds a few sentences.
const TEXT: [&str; 9] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"];

/// Most paragraphs of prose in a box that sells.
const PITCH: usize = 2;

/// For each block of `order`, what the names of the elements around it hint at.
/// `total` is the number of its words.
pub(super) fn hints(scene: &Scene<'_>, order: &[usize], total: usize) -> Vec<Hints> {
    let blocks = &scene.judged.blocks;
    let held = held(blocks, order);
    let mut inherited = vec![Hints::default(); blocks.elements.len()];
    for (at, element) in blocks.elements.iter().enumerate() {
        let above = element.parent.map_or(Hints::default(), |p| inherited[p.index()]);
        let mut own = scene.anchors.get(&at).copied().unwrap_or(scene.judged.hints[at]);
        // Names inside code are those of its colours; most say nothing anyway.
        if own.is_empty() || element.parent.is_some_and(|p| in_code(blocks, p)) {
            inherited[at] = above;
            continue;
        }
        let Held { words, prose } = held[at];
        let small = words * 100 <= total * TOO_MUCH;
        if prose > 0 {
            own = FURNITURE.iter().fold(own, |hints, hint| hints.without(*hint));
        }
        if prose > 1 {
            own = own.without(Hint::Caption);
        }
        if prose > PITCH {
            own = own.without(Hint::Donation);
        }
        if own.has(Hint::Paywall) && (prose > PITCH || TEXT.contains(&blocks.names.get(element.tag))) {
            own = own.without(Hint::Paywall);
        }
        if blocks.names.get(element.tag) == "a" {
            own = NOT_OF_LINKS.iter().fold(own, |hints, hint| hints.without(*hint));
        }
        // Under a short article, one comment may be most of the words.
        let own = match small {
            true => own,
            false if scene.comments_are_text => Hints::default(),
            false => own.only(Hint::Comments),
        };
        inherited[at] = above.with(own);
    }
    let of_block = |i: &usize| inherited.get(blocks.blocks[*i].owner.index()).copied().unwrap_or_default();
    // What most of the text is hinted at is the page's subject: the comments of a forum.
    let mut hinted = [0; Hint::ALL.len()];
    for (hints, words) in order.iter().map(|i| (of_block(i), blocks.blocks[*i].words)) {
        // Most blocks are hinted at by nothing.
        let all = if hints.is_empty() { &[] } else { Hint::ALL };
        hinted.iter_mut().zip(all).filter(|(_, hint)| hints.has(**hint)).for_each(|(sum, _)| *sum += words);
    }
    let common = Hint::ALL.iter().zip(hinted).filter(|(hint, hinted)| {
        if **hint == Hint::Comments { scene.comments_are_text } else { *hinted * 100 > total * MOST }
    });
    let common: Vec<Hint> = common.map(|(hint, _)| *hint).collect();
    order.iter().map(|i| common.iter().fold(of_block(i), |hints, hint| hints.without(*hint))).collect()
}

fn in_code(blocks: &Blocks, id: ElementId) -> bool {
    let mut around = blocks.trail(id).take(CODE);
    around.any(|(_, e)| matches!(blocks.names.get(e.tag), "pre" | "code"))
}

/// Code is at most so many elements out.
const CODE: usize = 4;

/// With so many headings that have their words for an id, ids are anchors.
const ANCHORS: usize = 3;

/// An anchor is at most so many elements out from its heading.
const SECTION: usize = 3;

/// What elements hint at by their names other than the anchor of their heading.
pub(super) type Anchors = HashMap<usize, Hints, RandomState>;

/// Elements that have the words of the heading inside of them for an id, as manuals
/// have, with what their other names hint at: `#cookies` is no cookie notice there.
pub(super) fn heading_anchors(blocks: &Blocks) -> Anchors {
    let mut anchors = Anchors::default();
    for block in blocks.blocks.iter().filter(|b| matches!(b.kind, Kind::Heading(_)) && b.text.len() <= ANCHOR) {
        let words: Vec<_> = block.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let slug = words.join("-").to_lowercase();
        for (id, element) in blocks.trail(block.owner).take(SECTION) {
            let is_slug = |token: &&Symbol| blocks.names.get(**token) == slug;
            if element.tokens.iter().any(|t| is_slug(&t)) {
                let others = element.tokens.iter().filter(|t| !is_slug(t)).map(|t| Hints::of(blocks.names.get(*t)));
                anchors.insert(id.index(), others.fold(Hints::default(), Hints::with));
            }
        }
    }
    if anchors.len() < ANCHORS { Anchors::default() } else { anchors }
}

/// Longest heading that makes an id, in bytes.
const ANCHOR: usize = 120;

/// What WordPress calls the list of comments under a post.
const UNDER_POST: [&str; 2] = ["commentlist", "comment-list"];

/// True if comments are the page's subject, as in a forum: they hold most of the
/// words of `order`; under an article or in WordPress's list far more of them, and
/// hardly more than a first post stands before them.
pub(super) fn comments_are_text(judged: &Judged, order: &[usize], says_article: bool) -> bool {
    let (blocks, own) = (&judged.blocks, &judged.hints);
    let mut inside = vec![false; blocks.elements.len()];
    for (at, element) in blocks.elements.iter().enumerate() {
        inside[at] = own[at].has(Hint::Comments) || element.parent.is_some_and(|p| inside[p.index()]);
    }
    let (mut before, mut commented, mut total) = (0, 0, 0);
    for block in order.iter().map(|i| &blocks.blocks[*i]) {
        total += block.words;
        if inside.get(block.owner.index()) == Some(&true) {
            commented += block.words;
        } else if commented == 0 && block.words >= SENTENCE && block.link_density() < 0.3 {
            before += block.words;
        }
    }
    let more_than = |share: usize| commented * 100 > total * share;
    let of_post = |e: &Element| e.tokens.iter().any(|t| UNDER_POST.contains(&blocks.names.get(*t)));
    let under_post = blocks.elements.iter().any(of_post);
    let first = before < PROSE || before < POST && !under_post;
    more_than(LOUD) && first || more_than(DISCUSSION) && !under_post && !says_article
}

/// What an element holds of some blocks.
#[derive(Clone, Copy, Default)]
struct Held {
    words: usize,
    /// Paragraphs of prose.
    prose: usize,
}

impl Held {
    fn add(&mut self, other: Held) {
        self.words += other.words;
        self.prose += other.prose;
    }
}

/// For each element, what it holds of the blocks of `order`.
fn held(blocks: &Blocks, order: &[usize]) -> Vec<Held> {
    let mut held = vec![Held::default(); blocks.elements.len()];
    for block in order.iter().map(|i| &blocks.blocks[*i]) {
        let prose = usize::from(block.words >= PROSE && block.link_density() < 0.3);
        if let Some(held) = held.get_mut(block.owner.index()) {
            held.add(Held { words: block.words, prose });
        }
    }
    for at in (0..held.len()).rev() {
        if let Some(parent) = blocks.elements[at].parent {
            let inner = held[at];
            held[parent.index()].add(inner);
        }
    }
    held
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
