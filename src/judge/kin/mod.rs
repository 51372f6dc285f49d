//! What the cut took from a row that it kept otherwise: the one heading that
//! fell just short, one paragraph among many, a heading between blocks that are
//! kept, the one question of an interview that is a link, the questions over
//! answers, which are buttons, the headings of a live blog's entries, which stand
//! in headers, the posts of a thread, a column's name in a table, an item of a
//! list, the small table that ends a text, the last headline of many, the last of a
//! page's sections. Such a block follows its kin.

mod between;
mod frames;
mod lines;
mod parts;
mod questions;

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::features::{Context, PROSE_LINK_DENSITY};
use crate::lexicon::Hint;
use crate::segment::{Block, ElementId, Kind};
use frames::Frames;
pub(crate) use parts::is_embed;
use questions::{Asked, is_question, is_unfolded, may_ask};

/// So many of its kind must be main content before a block follows them.
const ENOUGH: usize = 2;

/// The text of an entry begins so soon after its heading, in blocks: name and
/// time stand between them.
const BYLINES: usize = 3;

/// A heading may follow the line that follows the list under it.
const ROUNDS: usize = 2;

/// Makes main content of headings and questions whose kin are, and that stand
/// right before main content, of prose between main content, of what ends a text,
/// and of all of a table or list of which a third is main content.
pub(super) fn follow(context: &Context<'_>, probabilities: &[f32], main: &mut [bool]) {
    let blocks = &context.blocks.blocks;
    let before = std::iter::once(0.0).chain(probabilities.iter().scan(0.0, |sum, p| {
        *sum += f64::from(*p);
        Some(*sum)
    }));
    let before: Vec<f64> = before.collect();
    // What follows a frame must not bring the next one.
    let frames = Frames::count(&Chosen::new(context, &before, main));
    for _ in 0..ROUNDS {
        let chosen = Chosen::new(context, &before, main);
        let kin = Kin::count(&chosen, &frames);
        let out = (0..blocks.len()).filter(|i| !chosen.main[*i] && !blocks[*i].hidden);
        let found: Vec<usize> = out.filter(|i| kin.is_followed_by(&chosen, *i)).collect();
        if found.is_empty() {
            break;
        }
        found.into_iter().for_each(|i| main[i] = true);
    }
}

/// The blocks of a page, and which of them are main content.
#[derive(Clone, Copy)]
struct Chosen<'c> {
    context: &'c Context<'c>,
    /// The sum of the probabilities of the blocks before each, and of all.
    before: &'c [f64],
    main: &'c [bool],
    /// The first of them that is main content.
    first: usize,
}

impl<'c> Chosen<'c> {
    fn new(context: &'c Context<'c>, before: &'c [f64], main: &'c [bool]) -> Chosen<'c> {
        let first = main.iter().position(|main| *main).unwrap_or(main.len());
        Chosen { context, before, main, first }
    }

    fn block(&self, i: usize) -> &Block {
        &self.context.blocks.blocks[i]
    }

    fn trail(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        self.context.blocks.trail(id).map(|(id, _)| id)
    }

    /// True if one of the next `reach` blocks is main content.
    fn is_soon(&self, i: usize, reach: usize) -> bool {
        self.main.iter().skip(i + 1).take(reach).any(|main| *main)
    }

    /// True if the block before is main content.
    fn is_after(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|before| self.main[before])
    }

    /// True of a heading of the second rank or below that is shown and no link.
    fn heads(&self, i: usize) -> bool {
        let block = self.block(i);
        matches!(block.kind, Kind::Heading(2..)) && !block.hidden && block.link_chars == 0
    }

    /// True if an element says by its names that it is no text, or by its tag that it stands apart.
    fn is_apart(&self, id: ElementId) -> bool {
        self.is_named_otherwise(id) || APART.contains(&self.context.blocks.tag(id))
    }

    /// True if what an element holds is at least so likely to be main content, on average.
    fn is_likely(&self, id: ElementId, least: f64) -> bool {
        let sum = self.context.survey.sum(id);
        self.likelihood(sum.first, sum.last) >= sum.blocks as f64 * least
    }

    /// The sum of the probabilities of the blocks from `first` to `last`.
    fn likelihood(&self, first: usize, last: usize) -> f64 {
        let at = |i: usize| self.before.get(i).copied().unwrap_or_default();
        at(last.saturating_add(1)) - at(first)
    }

    /// True if an element's own names say that it is no text.
    fn is_named_otherwise(&self, id: ElementId) -> bool {
        let hints = self.context.survey.hints[id.index()].without(Hint::Callout);
        hints != hints.only(Hint::Body)
    }

    /// True if more of what an element holds is links than prose has.
    fn is_linked(&self, id: ElementId) -> bool {
        let sum = self.context.survey.sum(id);
        sum.link_chars as f32 > sum.chars as f32 * PROSE_LINK_DENSITY
    }

    /// True of a sentence, of what leads on to something, and of what is long enough for one.
    fn says(&self, i: usize) -> bool {
        let block = self.block(i);
        self.context.survey.ends[i] || block.leads_on() || block.words >= PARAGRAPH
    }

    /// The least element that holds more than the block, and the greatest that does not.
    fn place(&self, i: usize) -> (Option<ElementId>, Option<ElementId>) {
        let mut own = None;
        for id in self.trail(self.block(i).owner) {
            if self.context.survey.sum(id).blocks > 1 {
                return (Some(id), own);
            }
            own = Some(id);
        }
        (None, own)
    }
}

/// What such an element holds stands beside the text, wherever it is.
const APART: [&str; 4] = ["aside", "nav", "footer", "form"];

/// Less likely parts of a page do not follow, whatever stands beside them.
const LIKELY: f64 = 0.2;

/// A list or a quotation under a heading of its own may be a box as well.
const HEADED: f64 = 0.35;

/// For tables, code and quotations without one, so much is enough.
const POSSIBLE: f64 = 0.05;

/// An element with so many words of prose is one of text.
const TEXT: usize = 40;

/// A paragraph has so many words.
const PARAGRAPH: usize = 8;

/// How many of a kind there are, and how many of them are main content.
#[derive(Clone, Copy, Default)]
struct Count {
    kept: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, kept: bool) {
        self.kept += usize::from(kept);
        self.all += 1;
    }

    /// Takes one out that has been added.
    fn take(&mut self, kept: bool) {
        self.kept = self.kept.saturating_sub(usize::from(kept));
        self.all = self.all.saturating_sub(1);
    }
}

/// The kinds of blocks on a page.
struct Kin<'f> {
    headings: HashMap<u64, Count, RandomState>,
    /// Tables and lists.
    wholes: HashMap<ElementId, Count, RandomState>,
    rows: HashMap<(ElementId, u64), Count, RandomState>,
    /// Strong questions that are main content.
    questions: usize,
    asked: HashMap<u64, Asked, RandomState>,
    frames: &'f Frames,
}

impl<'f> Kin<'f> {
    fn count(chosen: &Chosen<'_>, frames: &'f Frames) -> Kin<'f> {
        let mut kin = Kin {
            headings: HashMap::default(),
            wholes: HashMap::default(),
            rows: HashMap::default(),
            questions: 0,
            asked: HashMap::default(),
            frames,
        };
        for (i, block) in chosen.context.blocks.blocks.iter().enumerate() {
            let (signature, main) = (chosen.context.survey.signature[i], chosen.main[i]);
            if let Some(whole) = whole(block) {
                kin.wholes.entry(whole).or_default().add(main);
            }
            if let Some(row) = row(chosen, i) {
                kin.rows.entry(row).or_default().add(main);
            }
            if block.is_heading() {
                kin.headings.entry(signature).or_default().add(main);
            } else {
                kin.questions += usize::from(main && is_question(block));
            }
            if may_ask(chosen, i) {
                kin.asked.entry(signature).or_default().count(block.asks(), chosen.is_soon(i, 1));
            }
        }
        kin
    }

    /// True if block `i` goes with its kin.
    fn is_followed_by(&self, chosen: &Chosen<'_>, i: usize) -> bool {
        let block = chosen.block(i);
        let whole = whole(block).and_then(|w| self.wholes.get(&w));
        let row = row(chosen, i).and_then(|row| self.rows.get(&row));
        // Of lists of links a third may be what they are about.
        let third = |whole: &Count| whole.kept * WHOLE == whole.all && (block.cell.is_some() || whole.kept == 1);
        let most = whole.is_some_and(|whole| whole.kept * WHOLE > whole.all || third(whole) && block.link_chars == 0)
            || row.is_some_and(|row| row.kept >= ROW && row.kept * 10 >= row.all * 8);
        let lies_in_text = most
            || chosen.is_between(i)
            || chosen.is_listing(i)
            || chosen.is_of_quotation(i)
            || chosen.announces(i)
            || chosen.goes_on(i)
            || chosen.captions(i);
        lies_in_text
            || chosen.is_set_in(i)
            || self.frames.hold(chosen, i)
            || chosen.context.is_thread && is_of_post(chosen, block)
            || self.leads_on(chosen, i)
    }

    /// True of a heading or a question over main content, as its kin are.
    fn leads_on(&self, chosen: &Chosen<'_>, i: usize) -> bool {
        let (block, signature) = (chosen.block(i), chosen.context.survey.signature[i]);
        let (soon, after) = (chosen.is_soon(i, 1), chosen.is_after(i));
        let answered = || self.asked.get(&signature).is_some_and(Asked::is_answered);
        if soon && (is_unfolded(chosen, i) || may_ask(chosen, i) && block.asks() && answered()) {
            return true;
        }
        if !block.is_heading() {
            return self.questions >= ENOUGH && is_question(block) && soon && after;
        }
        let Count { kept, all } = self.headings.get(&signature).copied().unwrap_or_default();
        let kin = kept >= ENOUGH && kept * 3 >= all * 2 && soon;
        // The last of a list of headlines has nothing after it; one word may be a member's name.
        let headline = block.link_chars > 0 && block.words > 1 && !chosen.context.is_thread;
        let kin = kin || headline && after && kept >= ROW && kept * 10 >= all * 8;
        let below = || after || chosen.is_below_box(i);
        kin || soon && (chosen.heads_next(i) && below() || self.frames.heads_all(chosen, i))
            || is_of_entry(chosen, block) && chosen.is_soon(i, BYLINES)
    }
}

/// One of so many parts of a table or list, and the whole is main content.
const WHOLE: usize = 3;

/// The table or list that the block is a part of.
fn whole(block: &Block) -> Option<ElementId> {
    block.cell.map(|c| c.table).or(block.list.map(|l| l.element))
}

/// So many paragraphs are a row, of which the rest follows most.
const ROW: usize = 4;

/// The row that a paragraph of prose belongs to: those of its layout in one element.
fn row(chosen: &Chosen<'_>, i: usize) -> Option<(ElementId, u64)> {
    let (block, context) = (chosen.block(i), chosen.context);
    let prose = block.kind == Kind::Paragraph && context.survey.ends[i] && block.link_density() < PROSE_LINK_DENSITY;
    if !prose || block.hidden {
        return None;
    }
    let paragraph = context.blocks.nearest(block.owner, "p")?;
    let parent = context.blocks.elements[paragraph.index()].parent?;
    Some((parent, context.survey.signature[i]))
}

/// True of a paragraph in the text of a post, by its markup: no quotation of
/// another post, and no card of a link.
fn is_of_post(chosen: &Chosen<'_>, block: &Block) -> bool {
    if block.words < PARAGRAPH || block.link_density() > 0.5 || chosen.context.blocks.inside(block, &["blockquote"]) {
        return false;
    }
    is_in_post(chosen, block)
}

/// True in a post of a thread, by its markup.
fn is_in_post(chosen: &Chosen<'_>, block: &Block) -> bool {
    let mut trail = chosen.trail(block.owner).take(POST);
    trail.any(|id| chosen.context.survey.hints[id.index()].has(Hint::Post))
}

/// The text of a post is at most so many elements out.
const POST: usize = 8;

/// True in an entry of a live blog, by its markup.
fn is_of_entry(chosen: &Chosen<'_>, block: &Block) -> bool {
    let mut trail = chosen.trail(block.owner).take(ENTRY);
    trail.any(|id| chosen.context.survey.hints[id.index()].has(Hint::LiveEntry))
}

/// An entry is at most so many elements out.
const ENTRY: usize = 5;
