//! Text that was scraped before: its lines become blocks.

use super::block::{Block, Kind, Span, Style, is_blank, measure};
use super::builder::collapses;
use super::element::{Element, ElementId, Names};
use super::{Blocks, Origin};
use crate::parse::{self, Budget, Limit};

/// Lines between these lengths, in characters, look as if wrapped by a machine.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=100;

/// Turns plain text into blocks: one a line, or one a paragraph if the lines
/// are hard-wrapped. If there are more than the budget has, so many stand together
/// in a block as are needed.
pub fn plain(text: &str, budget: Budget) -> Blocks {
    // Spans count bytes in 32 bits.
    let (text, cut) = parse::cut(text, budget.text().min(u32::MAX as usize));
    let mut names = Names::default();
    let tag = names.intern("body");
    let root = Element { parent: None, tag, tokens: Box::default(), depth: 0, hidden: false };
    let wrapped = is_hard_wrapped(text);
    let count = pieces(text, wrapped).count();
    let together = count.div_ceil(budget.lines_of(text.len()).max(1)).max(1);
    let crowded = (together > 1).then_some(Limit::Lines);
    Blocks {
        blocks: blocks(pieces(text, wrapped), count, together),
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

/// True if `text` has markup of HTML: a doctype or a known tag near its start,
/// or closing tags anywhere.
pub fn looks_like_markup(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "!--", "!doctype", "a", "article", "b", "body", "br", "div", "h1", "h2", "head", "html", "li", "main", "meta",
        "p", "script", "section", "span", "table", "td", "title", "ul",
    ];
    text.match_indices('<').take(200).any(|(at, _)| {
        let after: String = text[at + 1..].chars().take(12).collect::<String>().to_ascii_lowercase();
        let after = after.strip_prefix('/').unwrap_or(&after);
        let ends = |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        TAGS.iter().any(|tag| after.strip_prefix(tag).is_some_and(|rest| *tag == "!--" || ends(rest)))
    })
}

/// The lines or the paragraphs of a text, without those that have no character.
fn pieces(text: &str, wrapped: bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let piece = move || {
        let (mut end, mut next) = (0, 0);
        for line in rest.split_inclusive('\n') {
            next += line.len();
            if wrapped && line.trim().is_empty() {
                break;
            }
            end = next;
            if !wrapped {
                break;
            }
        }
        let piece = rest.get(..end).filter(|_| next > 0);
        rest = rest.get(next..).unwrap_or("");
        piece
    };
    std::iter::from_fn(piece).filter(|piece| !piece.bytes().all(collapses) && !is_blank(piece))
}

fn is_hard_wrapped(text: &str) -> bool {
    let mut wrapped = 0;
    let mut total = 0;
    for (line, next) in text.lines().zip(text.lines().skip(1)) {
        let (line, next) = (line.trim(), next.trim());
        if line.is_empty() || next.is_empty() {
            continue;
        }
        total += 1;
        let goes_on = next.starts_with(|c: char| c.is_lowercase()) && !line.ends_with(['.', '!', '?', ':']);
        wrapped += usize::from(goes_on && WRAPPED.contains(&line.chars().count()));
    }
    total >= 4 && wrapped * 2 >= total
}

fn collapse(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split([' ', '\t', '\r', '\n', '\x0c']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
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
    fn markup_is_told_from_text() {
        assert!(looks_like_markup("<!DOCTYPE html><p>x"));
        assert!(looks_like_markup("text with <b>no</b> page but a <p>paragraph</p>"));
        assert!(!looks_like_markup("if a < b and b > c then a<c"));
        assert!(!looks_like_markup("plain"));
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let line = "the quick brown fox jumps over the lazy dog and then it goes";
        let text = format!("{line}\n{line}\n{line}\n{line}\n{line}\nhome.\n\nNext one.");
        assert_eq!(plain(&text).blocks.len(), 2);
        assert_eq!(plain("One.\nTwo.\n\nThree.").blocks.len(), 3);
    }
}
