//! What the cut took from a row that it kept otherwise: the one heading that
//! fell just short, one paragraph among many, a heading between blocks that are
//! kept, the one question of an interview that is a link, the questions over
//! answers, which are buttons, the headings of a live blog's entries, which stand
//! in headers, the posts of a thread, a column's name in a table, an item of a
//! list, the small table that ends a text. Such a block follows its kin.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::features::{Context, PROSE_LINK_DENSITY};
use crate::lexicon::Hint;
use crate::segment::{Block, Element, ElementId, Kind};

/// So many of its kind must be main content before a block follows them.
const ENOUGH: usize = 2;

/// The text of an entry begins so soon after its heading, in blocks: name and
/// time stand between them.
const BYLINES: usize = 3;

/// Makes main content of headings and questions whose kin are, and that stand
/// right before main content, of prose between main content, and of all of a table
/// or list of which a third is main content.
pub(super) fn follow(context: &Context<'_>, main: &mut [bool]) {
    let blocks = &context.blocks.blocks;
    let kin = Kin::count(context, main);
    let out = (0..blocks.len()).filter(|i| !main[*i] && !blocks[*i].hidden);
    let found: Vec<usize> = out.filter(|i| kin.is_followed_by(context, main, *i)).collect();
    for i in found {
        main[i] = true;
    }
}

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
}

/// The kinds of blocks on a page.
#[derive(Default)]
struct Kin {
    headings: HashMap<u64, Count, RandomState>,
    /// Tables and lists.
    wholes: HashMap<ElementId, Count, RandomState>,
    rows: HashMap<(ElementId, u64), Count, RandomState>,
    /// Strong questions that are main content.
    questions: usize,
    asked: HashMap<u64, Asked, RandomState>,
}

/// True if one of the next `reach` blocks is main content.
fn soon_main(main: &[bool], i: usize, reach: usize) -> bool {
    main.iter().skip(i + 1).take(reach).any(|m| *m)
}

impl Kin {
    fn count(context: &Context<'_>, main: &[bool]) -> Kin {
        let mut kin = Kin::default();
        for (i, block) in context.blocks.blocks.iter().enumerate() {
            let signature = context.survey.signature[i];
            if let Some(whole) = whole(block) {
                kin.wholes.entry(whole).or_default().add(main[i]);
            }
            if let Some(row) = row(context, i) {
                kin.rows.entry(row).or_default().add(main[i]);
            }
            if matches!(block.kind, Kind::Heading(_)) {
                kin.headings.entry(signature).or_default().add(main[i]);
            } else {
                kin.questions += usize::from(main[i] && is_question(block));
            }
            if may_ask(context, i) {
                kin.asked.entry(signature).or_default().count(block.asks(), soon_main(main, i, 1));
            }
        }
        kin
    }

    /// True if block `i` goes with its kin.
    fn is_followed_by(&self, context: &Context<'_>, main: &[bool], i: usize) -> bool {
        let block = &context.blocks.blocks[i];
        let whole = whole(block).and_then(|w| self.wholes.get(&w));
        let row = row(context, i).and_then(|row| self.rows.get(&row));
        let most = whole.is_some_and(|whole| whole.kept * WHOLE > whole.all)
            || row.is_some_and(|row| row.kept >= ROW && row.kept * 10 >= row.all * 8);
        let lies_in_text =
            most || is_between(context, main, i) || is_listing(context, main, i) || is_of_quotation(context, main, i);
        lies_in_text
            || is_set_in(context, main, i)
            || context.is_thread && is_of_post(context, block)
            || self.leads_on(context, main, i)
    }

    /// True of a heading or a question over main content, as its kin are.
    fn leads_on(&self, context: &Context<'_>, main: &[bool], i: usize) -> bool {
        let (block, signature) = (&context.blocks.blocks[i], context.survey.signature[i]);
        let (soon, after) = (soon_main(main, i, 1), i.checked_sub(1).is_some_and(|before| main[before]));
        let answered = || self.asked.get(&signature).is_some_and(Asked::is_answered);
        if soon && (is_unfolded(context, i) || may_ask(context, i) && block.asks() && answered()) {
            return true;
        }
        if !matches!(block.kind, Kind::Heading(_)) {
            return self.questions >= ENOUGH && is_question(block) && soon && after;
        }
        let Count { kept, all } = self.headings.get(&signature).copied().unwrap_or_default();
        let kin = kept >= ENOUGH && kept * 3 >= all * 2 && soon;
        kin || soon && after && heads_next(context, i) || is_of_entry(context, block) && soon_main(main, i, BYLINES)
    }
}

/// True of prose, code and headings between two blocks that are main content and
/// stand in the same element, unless their own markup calls them something else.
fn is_between(context: &Context<'_>, main: &[bool], i: usize) -> bool {
    let block = &context.blocks.blocks[i];
    let Some(before) = i.checked_sub(1).filter(|before| main[*before] && soon_main(main, i, 1)) else { return false };
    let marked = matches!(block.kind, Kind::Heading(_) | Kind::Pre);
    if block.hidden || block.link_density() > PROSE_LINK_DENSITY || !marked && !says(context, i) {
        return false;
    }
    let [(above, before), (around, own), (below, after)] = [before, i, i + 1].map(|j| place(context, j));
    let tag = |id: Option<ElementId>| id.map(|id| context.blocks.tag(id));
    let alike = marked || tag(own) == tag(before) || tag(own) == tag(after);
    let named = |id: ElementId| !context.survey.hints[id.index()].is_empty();
    let mut inner = context.blocks.trail(block.owner).map(|(id, _)| id).take_while(|id| around != Some(*id));
    around == above && around == below && alike && !inner.any(named)
}

/// True of code between two blocks that are main content and stand in an element that
/// holds it too, whatever its frame is called and its buttons say.
fn is_listing(context: &Context<'_>, main: &[bool], i: usize) -> bool {
    let blocks = &context.blocks.blocks;
    let is_label = |j: &usize| !main[*j] && blocks[*j].words <= LABEL;
    if blocks[i].kind != Kind::Pre || blocks[i].hidden {
        return false;
    }
    let before = (0..i).rev().take(LABELS).find(|j| !is_label(j));
    let after = (i + 1..blocks.len()).take(LABELS).find(|j| !is_label(j));
    let Some((before, after)) = before.zip(after).filter(|(before, after)| main[*before] && main[*after]) else {
        return false;
    };
    let (above, below) = (place(context, before).0, place(context, after).0);
    let mut around = context.blocks.trail(blocks[i].owner).map(|(id, _)| id);
    above.is_some() && above == below && around.any(|id| Some(id) == above)
}

/// The table, the list of terms, the code or the quotation that the block is of. Posts
/// quote each other, which is no part of a text.
fn part(context: &Context<'_>, block: &Block) -> Option<ElementId> {
    let whole = whole(block).filter(|whole| block.cell.is_some() || context.blocks.tag(*whole) == "dl");
    let code = || (block.kind == Kind::Pre).then_some(block.owner);
    let quotation = || context.blocks.nearest(block.owner, "blockquote").filter(|_| !context.is_thread);
    whole.or_else(code).or_else(quotation).filter(|_| !block.hidden)
}

/// True of a table, a list of terms, code or a quotation right after a paragraph that is
/// main content, in the element of the text's paragraphs: one more part of the text,
/// perhaps the last. A heading may stand between them, and goes with the part.
fn is_set_in(context: &Context<'_>, main: &[bool], i: usize) -> bool {
    let blocks = &context.blocks.blocks;
    let heads =
        |i: usize| matches!(blocks[i].kind, Kind::Heading(2..)) && !blocks[i].hidden && blocks[i].link_chars == 0;
    let first = i + usize::from(heads(i));
    let Some(part) = blocks.get(first).and_then(|block| part(context, block)) else { return false };
    let sum = context.survey.sum(part);
    let is_linked = sum.link_chars as f32 > sum.chars as f32 * PROSE_LINK_DENSITY;
    if is_linked || first > i && sum.first != first {
        return false;
    }
    let heading = sum.first.checked_sub(1).filter(|before| heads(*before));
    let Some(text) = heading.unwrap_or(sum.first).checked_sub(1).and_then(|before| text_of(context, main, before))
    else {
        return false;
    };
    let named = |id: &ElementId| !context.survey.hints[id.index()].is_empty();
    let stands_there = |inner: ElementId| {
        let mut frames = context.blocks.trail(inner).map(|(id, _)| id).take(FRAMES).take_while(|id| !named(id));
        frames.any(|id| context.blocks.elements[id.index()].parent == Some(text))
    };
    stands_there(part) && heading.is_none_or(|at| stands_there(blocks[at].owner))
}

/// The element of a paragraph that is main content, if it holds prose enough for a text.
fn text_of(context: &Context<'_>, main: &[bool], i: usize) -> Option<ElementId> {
    let block = &context.blocks.blocks[i];
    if !main[i] || block.kind != Kind::Paragraph || !says(context, i) {
        return None;
    }
    let paragraph = context.blocks.nearest(block.owner, "p")?;
    let text = context.blocks.elements[paragraph.index()].parent?;
    (context.survey.sum(text).good >= TEXT).then_some(text)
}

/// True of a sentence, of what leads on to something, and of what is long enough for one.
fn says(context: &Context<'_>, i: usize) -> bool {
    let block = &context.blocks.blocks[i];
    context.survey.ends[i] || block.text.ends_with(':') || block.words >= PARAGRAPH
}

/// A table has at most so many elements around it, itself included.
const FRAMES: usize = 3;

/// An element with so many words of prose is one of text.
const TEXT: usize = 60;

/// Longest label of a button, in words, and most of them beside a listing.
const LABEL: usize = 3;
const LABELS: usize = 4;

/// True of who is quoted, in the footer of a quotation that is main content.
fn is_of_quotation(context: &Context<'_>, main: &[bool], i: usize) -> bool {
    let (blocks, block) = (context.blocks, &context.blocks.blocks[i]);
    let quoted = i > 0 && main[i - 1] && block.words <= SPEAKER && block.link_chars == 0 && !block.hidden;
    let quotation = |j: usize| blocks.nearest(blocks.blocks[j].owner, "blockquote");
    quoted && blocks.inside(block, &["footer"]) && quotation(i).is_some_and(|own| Some(own) == quotation(i - 1))
}

/// Longest name of a speaker with an office, in words.
const SPEAKER: usize = 15;

/// The least element that holds more than the block, and the greatest that does not.
fn place(context: &Context<'_>, i: usize) -> (Option<ElementId>, Option<ElementId>) {
    let mut own = None;
    for (id, _) in context.blocks.trail(context.blocks.blocks[i].owner) {
        if context.survey.sum(id).blocks > 1 {
            return (Some(id), own);
        }
        own = Some(id);
    }
    (None, own)
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
fn row(context: &Context<'_>, i: usize) -> Option<(ElementId, u64)> {
    let block = &context.blocks.blocks[i];
    let prose = block.kind == Kind::Paragraph && context.survey.ends[i] && block.link_density() < PROSE_LINK_DENSITY;
    if !prose || block.hidden {
        return None;
    }
    let paragraph = context.blocks.nearest(block.owner, "p")?;
    let parent = context.blocks.elements[paragraph.index()].parent?;
    Some((parent, context.survey.signature[i]))
}

/// True of a heading of the second rank or below that is no link and stands in the
/// same part of the text as the block after it.
fn heads_next(context: &Context<'_>, i: usize) -> bool {
    let (own, next) = (&context.blocks.blocks[i], context.blocks.blocks.get(i + 1));
    let near = |id| next.is_some_and(|next| context.blocks.trail(next.owner).take(PART).any(|(at, _)| at == id));
    let below = matches!(own.kind, Kind::Heading(2..)) && own.link_chars == 0;
    below && context.blocks.trail(own.owner).skip(1).take(PART).any(|(id, _)| near(id))
}

/// A part of the text is so many elements out.
const PART: usize = 3;

/// True of a paragraph in the text of a post, by its markup: no quotation of
/// another post, and no card of a link.
fn is_of_post(context: &Context<'_>, block: &Block) -> bool {
    if block.words < PARAGRAPH || block.link_density() > 0.5 || context.blocks.inside(block, &["blockquote"]) {
        return false;
    }
    let mut trail = context.blocks.trail(block.owner).take(POST);
    trail.any(|(id, _)| context.survey.hints[id.index()].has(Hint::Post))
}

/// A paragraph has so many words.
const PARAGRAPH: usize = 8;

/// The text of a post is at most so many elements out.
const POST: usize = 8;

/// True in an entry of a live blog, by its markup.
fn is_of_entry(context: &Context<'_>, block: &Block) -> bool {
    let mut trail = context.blocks.trail(block.owner).take(5);
    trail.any(|(id, _)| context.survey.hints[id.index()].has(Hint::LiveEntry))
}

/// True of a question that is a summary: who reads its answer has unfolded it.
fn is_unfolded(context: &Context<'_>, i: usize) -> bool {
    let block = &context.blocks.blocks[i];
    let summary = |(_, e): (ElementId, &Element)| context.blocks.names.get(e.tag) == "summary";
    block.asks() && block.words <= QUESTION && context.blocks.trail(block.owner).take(4).any(summary)
}

/// True of what may be a question over an answer: short, no link, and the only one of its text.
fn may_ask(context: &Context<'_>, i: usize) -> bool {
    let block = &context.blocks.blocks[i];
    !block.hidden && block.words <= QUESTION && block.link_chars == 0 && context.repeats(i) == 1
}

/// Longest question over an answer, in words.
const QUESTION: usize = 30;

/// Short blocks of one layout.
#[derive(Default)]
struct Asked {
    blocks: usize,
    /// Those that ask.
    questions: usize,
    /// Those that stand right before main content.
    before_main: usize,
}

impl Asked {
    fn count(&mut self, asks: bool, before_main: bool) {
        self.blocks += 1;
        self.questions += usize::from(asks);
        self.before_main += usize::from(before_main);
    }

    /// True for the questions of a list of questions and answers, the answers of which are kept.
    fn is_answered(&self) -> bool {
        let most = |n: usize| n >= ENOUGH && n * 3 >= self.blocks * 2;
        most(self.questions) && most(self.before_main)
    }
}

/// A question that is strong from end to end.
fn is_question(block: &Block) -> bool {
    block.asks() && block.spans.iter().all(|s| s.style.strong || block.piece(s).trim().is_empty())
}
