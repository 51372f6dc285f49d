//! Text that was scraped before: its lines become blocks.

use super::block::{Block, Kind, Span, Style, count_words};
use super::element::{Element, ElementId, Names};
use super::{Blocks, Origin};
use crate::parse::{self, Budget, Limit};

/// Lines between these lengths, in characters, look as if wrapped by a machine.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=100;

/// Turns plain text into blocks: one a line, or one a paragraph if the lines
/// are hard-wrapped.
pub fn plain(text: &str, budget: Budget) -> Blocks {
    let (text, cut) = parse::cut(text, budget.text());
    let mut names = Names::default();
    let tag = names.intern("body");
    let root = Element { parent: None, tag, tokens: Vec::new(), depth: 0, hidden: false };
    let lines: Vec<&str> = text.lines().collect();
    let pieces = if is_hard_wrapped(&lines) { paragraphs(&lines) } else { single_lines(&lines) };
    Blocks {
        blocks: pieces.into_iter().map(line_block).collect(),
        elements: vec![root],
        names,
        links: Vec::new(),
        images: Vec::new(),
        origin: Origin::Plain,
        limit: cut.map(|_| Limit::Text),
        budget,
    }
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

fn single_lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|l| collapse(l)).filter(|l| !l.is_empty()).collect()
}

fn paragraphs(lines: &[&str]) -> Vec<String> {
    lines.split(|l| l.trim().is_empty()).map(|p| collapse(&p.join(" "))).filter(|p| !p.is_empty()).collect()
}

fn is_hard_wrapped(lines: &[&str]) -> bool {
    let mut wrapped = 0;
    let mut total = 0;
    for pair in lines.windows(2) {
        let (line, next) = (pair[0].trim(), pair[1].trim());
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
    line.split([' ', '\t', '\r', '\n', '\x0c']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn line_block(text: String) -> Block {
    let chars = text.chars().filter(|c| !c.is_whitespace()).count();
    Block {
        kind: Kind::Line,
        words: count_words(&text),
        chars,
        link_chars: 0,
        spans: vec![Span { range: 0..text.len(), style: Style::default(), link: None }],
        text,
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
