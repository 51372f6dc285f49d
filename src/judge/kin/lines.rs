//! Short paragraphs under a paragraph of the text: the lines of a poem, results, answers of
//! one word, who signs a letter.

use super::{Chosen, TEXT};
use crate::segment::Kind;

impl Chosen<'_> {
    /// True of a short paragraph in the element and in the layout of a paragraph that is main
    /// content, with none but such between the two.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let Some(around) = self.place(i).0.filter(|_| self.is_line(i)) else { return false };
        let signature = self.context.survey.signature[i];
        let is_alike = |j: &usize| self.context.survey.signature[*j] == signature && self.place(*j).0 == Some(around);
        let mut before = (i.saturating_sub(LINES)..i).rev().take_while(is_alike);
        let ends = before.find(|j| self.main[*j] || !self.is_line(*j));
        ends.is_some_and(|j| self.main[j]) && self.context.survey.sum(around).good >= TEXT
    }

    /// True of a short paragraph without links that may be main content.
    fn is_line(&self, i: usize) -> bool {
        let block = self.block(i);
        let plain = block.kind == Kind::Paragraph && !block.hidden && block.link_chars == 0;
        plain
            && block.words <= SHORT
            && block.text.contains(char::is_alphanumeric)
            && self.likelihood(i, i) >= POSSIBLE_LINE
            && self.context.blocks.nearest(block.owner, "p").is_some()
    }
}

/// Most words of such a line: longer ones are what the judge knows best.
const SHORT: usize = 12;

/// What the cut never goes below, on other pages.
const POSSIBLE_LINE: f64 = 0.3;

/// Most lines between a block and the text, one more.
const LINES: usize = 40;
