//! Blocks to verdicts: main content or boilerplate, by a learned model over
//! structural features, then a cut that fits the page.

mod cut;
pub mod features;
mod grounds;
mod hash;
mod kin;
mod menu;
mod model;
mod reason;

use crate::lexicon::Hints;
use crate::parse::{Head, Limit, Stage};
use crate::segment::{Block, Blocks, Origin};
use features::Context;

pub use grounds::Ground;
pub(crate) use grounds::{Grounds, grounds};
pub(crate) use kin::is_embed;
use model::Queue;
pub use model::{Model, ModelError};

/// What the judge thinks of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Probability that the block is main content, 0 to 1.
    pub probability: f32,
    /// Main content or not.
    pub main: bool,
    /// For boilerplate, why, in words.
    pub reason: &'static str,
}

/// Why a block is out that nobody has looked at.
const UNJUDGED: &str = "there was no time left to judge it";

/// How many blocks are judged before the clock is read.
const STEPS: usize = 512;

/// Blocks with their verdicts.
#[derive(Debug)]
pub struct Judged {
    /// The blocks.
    pub blocks: Blocks,
    /// For each element, what its own names hint at.
    pub hints: Vec<Hints>,
    /// One verdict a block.
    pub verdicts: Vec<Verdict>,
    /// Blocks of at least this probability are main content, and a few that go with them.
    pub threshold: f32,
    /// An estimate of the F1 of the choice, 0 to 1.
    pub confidence: f32,
    /// No visible text was good enough, so hidden text was judged as if shown.
    pub used_hidden: bool,
}

/// Judges every block. Text without markup has no structure to judge by: all of
/// it is main content, and the residue rules do the rest.
pub fn judge(mut blocks: Blocks, head: &Head, model: &Model) -> Judged {
    if blocks.origin != Origin::Page {
        let verdicts = vec![Verdict { probability: 1.0, main: true, reason: "" }; blocks.blocks.len()];
        let hints = features::hints(&blocks);
        return Judged { blocks, hints, verdicts, threshold: 0.0, confidence: 1.0, used_hidden: false };
    }
    let used_hidden = reveal(&mut blocks);
    let context = Context::new(&blocks, head, model.token_weights());
    let (probabilities, judged) = probabilities(&context, model);
    let words: Vec<usize> = blocks.blocks.iter().map(|b| b.words).collect();
    let cut = cut::choose(&probabilities, &words);
    let mut main: Vec<bool> = probabilities.iter().map(|p| *p >= cut.threshold && *p > 0.0).collect();
    unite(&blocks.blocks, &mut main);
    kin::follow(&context, &probabilities, &mut main);
    menu::leave_out(&blocks, &mut main);
    let reasons = reason::Reasons::new(&context);
    let verdicts = probabilities.iter().zip(main).enumerate().map(|(i, (p, main))| Verdict {
        probability: *p,
        main,
        reason: match main {
            true => "",
            false if i < judged => reasons.explain(i),
            false => UNJUDGED,
        },
    });
    let verdicts: Vec<Verdict> = verdicts.collect();
    let confidence = model.confidence(cut.expected);
    let hints = context.into_hints();
    if judged < blocks.blocks.len() {
        blocks.limit = Some(Limit::Time);
    }
    Judged { blocks, hints, verdicts, threshold: cut.threshold, confidence, used_hidden }
}

/// What only line breaks part is main content as a whole if a good part of it is: who
/// writes so parts a text, not a page.
fn unite(blocks: &[Block], main: &mut [bool]) {
    let mut start = 0;
    while start < blocks.len() {
        let end = start + 1 + blocks[start + 1..].iter().take_while(|block| block.continues).count();
        let words = |chosen: &[bool]| -> usize {
            blocks[start..end].iter().zip(chosen).filter(|(_, main)| **main).map(|(block, _)| block.words).sum()
        };
        let all: usize = blocks[start..end].iter().map(|block| block.words).sum();
        if words(&main[start..end]) * GOOD_PART >= all {
            main[start..end].fill(true);
        }
        start = end;
    }
}

/// One word in so many.
const GOOD_PART: usize = 3;

/// The probability of every block, and how many blocks there was time for.
fn probabilities(context: &Context<'_>, model: &Model) -> (Vec<f32>, usize) {
    let blocks = context.blocks.blocks.len();
    let (mut queue, mut row) = (Queue::new(model, blocks), Vec::new());
    for i in 0..blocks {
        if i > 0 && i % STEPS == 0 && context.blocks.budget.is_over(Stage::Judge) {
            return (queue.finish(), i);
        }
        context.fill(i, &mut row);
        queue.push(&row);
    }
    (queue.finish(), blocks)
}

/// The features of every block and the buckets of its tokens, for training.
pub fn training_rows(blocks: &mut Blocks, head: &Head, model: &Model) -> Vec<(Vec<f32>, Vec<Vec<u16>>)> {
    reveal(blocks);
    let context = Context::new(blocks, head, model.token_weights());
    let mut rows = Vec::new();
    for (i, block) in blocks.blocks.iter().enumerate() {
        let mut row = Vec::new();
        context.fill(i, &mut row);
        rows.push((row, features::hashed(blocks, block.owner)));
    }
    rows
}

/// Shorter blocks are no prose, in words.
const SENTENCE: usize = 12;

/// The link density from which on a block is no prose.
const PROSE_LINKS: f32 = 0.3;

/// A script reveals an article of more words than these,
const ARTICLE: usize = 100;

/// and of more than so many times what the page shows.
const MUCH_MORE: usize = 3;

/// A page that shows less prose than it hides has an article that a script
/// would reveal: then hidden counts as shown.
fn reveal(blocks: &mut Blocks) -> bool {
    let prose = |hidden: bool| -> usize {
        let blocks = blocks
            .blocks
            .iter()
            .filter(|b| b.hidden == hidden && b.words >= SENTENCE && b.link_density() < PROSE_LINKS);
        blocks.map(|b| b.words).sum()
    };
    let (shown, hidden) = (prose(false), prose(true));
    // Both figures are of the same kind; a hidden menu or dialogue has no prose.
    let reveals = hidden > ARTICLE && shown * MUCH_MORE < hidden;
    if reveals {
        for block in &mut blocks.blocks {
            block.hidden = false;
        }
    }
    reveals
}
