//! Questions: those of an interview, in bold, and those that unfold their answers.

use super::{Chosen, ENOUGH};
use crate::segment::{Block, Element, ElementId};

/// True of a question that is a summary: who reads its answer has unfolded it.
pub(super) fn is_unfolded(chosen: &Chosen<'_>, i: usize) -> bool {
    let (block, blocks) = (chosen.block(i), chosen.context.blocks);
    let summary = |(_, e): (ElementId, &Element)| blocks.names.get(e.tag) == "summary";
    block.asks() && block.words <= QUESTION && blocks.trail(block.owner).take(4).any(summary)
}

/// True of what may be a question over an answer: short, no link, and the only one of its text.
pub(super) fn may_ask(chosen: &Chosen<'_>, i: usize) -> bool {
    let block = chosen.block(i);
    !block.hidden && block.words <= QUESTION && block.link_chars == 0 && chosen.context.repeats(i) == 1
}

/// Longest question over an answer, in words.
const QUESTION: usize = 30;

/// Short blocks of one layout.
#[derive(Default)]
pub(super) struct Asked {
    blocks: usize,
    /// Those that ask.
    questions: usize,
    /// Those that stand right before main content.
    before_main: usize,
}

impl Asked {
    pub(super) fn count(&mut self, asks: bool, before_main: bool) {
        self.blocks += 1;
        self.questions += usize::from(asks);
        self.before_main += usize::from(before_main);
    }

    /// True for the questions of a list of questions and answers, the answers of which are kept.
    pub(super) fn is_answered(&self) -> bool {
        let most = |n: usize| n >= ENOUGH && n * 3 >= self.blocks * 2;
        most(self.questions) && most(self.before_main)
    }
}

/// A question that is strong from end to end.
pub(super) fn is_question(block: &Block) -> bool {
    block.asks() && is_strong(block)
}

/// True of a line that is strong from end to end, as headings are that are no headings.
pub(super) fn is_strong(block: &Block) -> bool {
    block.spans.iter().all(|s| s.style.strong || block.piece(s).trim().is_empty())
}

/// True of a line that is code from end to end, such as a command.
pub(super) fn is_code(block: &Block) -> bool {
    block.spans.iter().all(|s| s.style.code || block.piece(s).trim().is_empty())
}
