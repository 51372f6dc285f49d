//! What the names of elements hint at, as far as a rule may believe them.

use crate::judge::Judged;
use crate::lexicon::{Hint, Hints};
use crate::segment::{Blocks, Element, ElementId};

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

/// What holds the page's title too is what the page is about, such as an advert in a paper.
const SUBJECT: [Hint; 3] = [Hint::Advert, Hint::Share, Hint::Tags];

/// Most paragraphs of prose in a box that sells.
const PITCH: usize = 2;

/// For each block of `order`, what the names of the elements around it hint at.
/// `total` is the number of its words, `title` the place of the title.
pub(super) fn hints(scene: &Scene<'_>, order: &[usize], total: usize, title: Option<usize>) -> Vec<Hints> {
    let blocks = &scene.judged.blocks;
    let titled: Vec<ElementId> =
        title.into_iter().flat_map(|title| blocks.trail(blocks.blocks[title].owner)).map(|(id, _)| id).collect();
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
        let small = held[at].words * 100 <= total * TOO_MUCH;
        own = believed(scene, at, own, held[at].prose);
        if titled.iter().any(|id| id.index() == at) {
            own = SUBJECT.iter().fold(own, |hints, hint| hints.without(*hint));
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

/// What the names of an element hint at, as far as it may be with so many paragraphs of
/// prose in it.
fn believed(scene: &Scene<'_>, at: usize, mut own: Hints, prose: usize) -> Hints {
    let blocks = &scene.judged.blocks;
    let tag = blocks.names.get(blocks.elements[at].tag);
    if prose > 0 {
        own = FURNITURE.iter().fold(own, |hints, hint| hints.without(*hint));
    }
    if prose > 1 {
        own = own.without(Hint::Caption);
    }
    if prose > PITCH {
        own = own.without(Hint::Donation);
    }
    let is_text = || prose > PITCH || TEXT.contains(&tag) || prose > 0 && scene.is_metered(at) && !scene.sells(at);
    if own.has(Hint::Paywall) && is_text() {
        own = own.without(Hint::Paywall);
    }
    if tag == "a" {
        own = NOT_OF_LINKS.iter().fold(own, |hints, hint| hints.without(*hint));
    }
    own
}

fn in_code(blocks: &Blocks, id: ElementId) -> bool {
    let mut around = blocks.trail(id).take(CODE);
    around.any(|(_, e)| matches!(blocks.names.get(e.tag), "pre" | "code"))
}

/// Code is at most so many elements out.
const CODE: usize = 4;

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
    blocks.carry_up(&mut held, Held::add);
    held
}

/// True if an article's body by its markup stands on the page apart from all
/// comments.
pub(super) fn has_body_apart(judged: &Judged, order: &[usize]) -> bool {
    let (blocks, own) = (&judged.blocks, &judged.hints);
    // An element around comments is a wrapper of everything.
    let comments = |at: usize| own[at].has(Hint::Comments);
    let mut holds_comments: Vec<bool> = (0..own.len()).map(comments).collect();
    blocks.carry_up(&mut holds_comments, |outer, own| *outer |= own);
    let in_body = |i: &&usize| {
        let trail = || blocks.trail(blocks.blocks[**i].owner);
        let comment = trail().any(|(id, _)| own[id.index()].has(Hint::Comments));
        !comment && trail().any(|(id, _)| own[id.index()].has(Hint::Body) && !holds_comments[id.index()])
    };
    order.iter().filter(in_body).map(|i| blocks.blocks[*i].words).sum::<usize>() >= BODY
}
