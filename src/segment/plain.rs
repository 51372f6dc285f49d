//! Text that was scraped before: its lines become blocks.

use super::block::{Block, Kind, Span, Style, is_blank};
use super::builder::collapses;
use super::element::{Element, ElementId, Names};
use super::{Blocks, Origin};
use crate::parse::{self, Budget, Limit, is_html, measure};

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
    let root = Element { parent: None, tag, tokens: Box::default(), id: None, depth: 0, hidden: false };
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

/// True if `text` is marked up with HTML: it begins with a tag, or tags touch its words.
/// A tag that is only spoken of stands apart, as words do.
pub fn looks_like_markup(text: &str) -> bool {
    let first = text.trim_start();
    let begins = first.starts_with('<') && tag(first, 0).is_some();
    begins || text.match_indices('<').take(MARKS).any(|(at, _)| touches(text, at))
}

/// So many `<` are looked at.
const MARKS: usize = 10_000;

/// Longest tag that is looked at, in bytes.
const TAG: usize = 2_000;

/// Where the tag of an element of HTML ends that begins at `at`; a comment and a
/// declaration count as one.
fn tag(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let declared = ["!--", "!doctype", "!DOCTYPE", "?xml"].iter().any(|start| rest.starts_with(start));
    let after = name[length..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let known = after && length <= LONGEST && is_html(&name[..length].to_ascii_lowercase());
    if !declared && !known {
        return None;
    }
    let end = rest.bytes().take(TAG).position(|byte| byte == b'>')?;
    Some(at + 1 + end + 1)
}

/// The longest name of an element.
const LONGEST: usize = 10;

/// True if a tag begins at `at` that touches a word, fills its line, ends an element, or
/// has what a tag that is only spoken of has not.
fn touches(text: &str, at: usize) -> bool {
    let Some(end) = tag(text, at) else { return false };
    let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '>');
    let line_starts = before.is_none_or(|c| c == '\n');
    let line_ends = after.is_none_or(|c| matches!(c, '\r' | '\n'));
    let inside = &text[at + 1..end - 1];
    let written =
        inside.ends_with('/') || inside.contains("=\"") || inside.contains("='") || inside.starts_with("script");
    let closes = inside.starts_with('/') && before != Some('`');
    written
        || closes
        || before.is_some_and(is_word)
        || after.is_some_and(|c| c.is_alphanumeric() || c == '<')
        || line_starts && line_ends
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
        for fragment in [
            "<h3>Boats</h3>\n<p>Two",
            " \n<blockquote>Two",
            "Two<br>boats",
            "one <em>boat</em>",
            "one <br /> two",
            "a <b> bold </b> boat",
            "one\n<hr>\ntwo",
        ] {
            assert!(looks_like_markup(fragment), "{fragment}");
        }
        for text in
            ["Put it into a `<p>` element.", "the <b and y>", "Write <a@b.example> today", "A <figure> holds a picture"]
        {
            assert!(!looks_like_markup(text), "{text}");
        }
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let line = "the quick brown fox jumps over the lazy dog and then it goes";
        let text = format!("{line}\n{line}\n{line}\n{line}\n{line}\nhome.\n\nNext one.");
        assert_eq!(plain(&text).blocks.len(), 2);
        assert_eq!(plain("One.\nTwo.\n\nThree.").blocks.len(), 3);
    }
}
