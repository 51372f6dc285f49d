//! Text that was scraped before: its lines become blocks.

mod lines;
mod markup;

use super::block::{Block, Kind, Span, Style};
use super::element::{Element, ElementId, Names};
use super::{Blocks, Origin};
use crate::parse::{self, Budget, Limit, is_dense, measure};
use lines::{Breaks, lines, paragraphs};
pub use markup::looks_like_markup;

/// Turns plain text into blocks: one a line, or one a paragraph if lines were wrapped
/// or torn apart. If there are more than the budget has, so many stand together in a
/// block as are needed.
pub fn plain(text: &str, budget: Budget) -> Blocks {
    // Spans count bytes in 32 bits.
    let (text, cut) = parse::cut(text, budget.text().min(u32::MAX as usize));
    let mut names = Names::default();
    let tag = names.intern("body");
    let root = Element { parent: None, tag, tokens: Box::default(), id: None, depth: 0, hidden: false };
    let breaks = Breaks::of(text);
    let count = paragraphs(text, breaks).count();
    let together = count.div_ceil(budget.lines_of(text.len()).max(1)).max(1);
    let crowded = (together > 1).then_some(Limit::Lines);
    Blocks {
        blocks: blocks(paragraphs(text, breaks), count, together),
        elements: vec![root],
        names,
        links: Vec::new(),
        images: Vec::new(),
        origin: Origin::Plain,
        limit: cut.map(|_| Limit::Text).or(crowded),
        budget,
    }
}

/// `together` pieces a block.
fn blocks<'a>(mut pieces: impl Iterator<Item = &'a str>, count: usize, together: usize) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(count.div_ceil(together));
    while let Some(first) = pieces.next() {
        let mut text = collapse(first);
        for piece in pieces.by_ref().take(together - 1) {
            text.push('\n');
            text.push_str(&collapse(piece));
        }
        blocks.push(line_block(text));
    }
    blocks
}

/// The words of a paragraph. Where lines are joined, no space comes between signs of
/// scripts that have none, nor before a mark that was torn off.
fn collapse(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    for line in lines(paragraph).filter(|line| !line.text.is_empty()) {
        let dense = out.ends_with(is_dense) && line.text.starts_with(is_dense);
        let mut close = dense || line.is_torn_off();
        for word in line.text.split([' ', '\t']).filter(|word| !word.is_empty()) {
            if !out.is_empty() && !close {
                out.push(' ');
            }
            close = false;
            out.push_str(word);
        }
    }
    out
}

fn line_block(text: String) -> Block {
    let (words, chars) = measure(&text);
    Block {
        kind: Kind::Line,
        words,
        chars,
        link_chars: 0,
        spans: [Span::new(0..text.len(), Style::default(), None)].into(),
        text: text.into(),
        owner: ElementId(0),
        list: None,
        cell: None,
        hidden: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Limits;

    fn plain(text: &str) -> Blocks {
        super::plain(text, Budget::new(&Limits::default()))
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let line = "the quick brown fox jumps over the lazy dog and then it goes";
        let text = format!("{line}\n{line}\n{line}\n{line}\n{line}\nhome.\n\nNext one.");
        assert_eq!(plain(&text).blocks.len(), 2);
        assert_eq!(plain("One.\nTwo.\n\nThree.").blocks.len(), 3);
    }
}
