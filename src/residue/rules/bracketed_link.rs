//! Cross-links in brackets, inside a paragraph.

use std::ops::Range;

use memchr::memchr2;

use crate::article::Role;
use crate::lexicon::{Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Block;

pub(super) const RULE: Rule = Rule {
    id: "bracketed-link",
    what: "A cross-link in brackets inside a paragraph, and links in square brackets after a heading.",
    why: "It sends the reader elsewhere in the middle of a thought. The brackets must hold a phrase of cross-links and, after it, nothing that is not link; the sentence around them stays.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>The ferry sails again from Monday on, says the mayor. (READ: <a href="/2">Harbour reopens after the storm</a>)</p>"##,
        words: "Harbour reopens",
    },
    spares_this: Example {
        html: r##"<p>The wall held (see <a href="/annex">the annex</a> for how it was measured), and so did the pier that the islanders had built.</p>"##,
        words: "the annex",
    },
    drops: Drops::Words(cuts),
};

/// Most words in such brackets.
const LONGEST: usize = 30;

/// Most words of the links after a heading: "edit", "edit source".
pub(super) const EDIT: usize = 6;

fn cuts(view: &View<'_>, k: usize) -> Vec<Range<usize>> {
    let block = view.block(k);
    let found = brackets(&block.text).filter(|range| {
        let inside = block.text[range.clone()].trim_matches(is_bracket);
        let words = inside.split_whitespace().count();
        let after_heading =
            range.start > 0 && range.end == block.text.len() && block.text[range.clone()].starts_with('[');
        words <= LONGEST && stands_apart(&block.text, range) && is_cross_link(view, block, range, inside)
            || view.is_heading(k) && after_heading && words <= EDIT && unlinked_letters(block, range) == 0
    });
    let found: Vec<_> = found.map(|range| with_space(&block.text, range)).collect();
    if found.is_empty() {
        return found;
    }
    let taken: usize = found.iter().filter_map(|r| block.text.get(r.clone())).map(letters).sum();
    // A block that is nothing but brackets is for the rules of blocks.
    if taken == letters(&block.text) { Vec::new() } else { found }
}

fn is_cross_link(view: &View<'_>, block: &Block, range: &Range<usize>, inside: &str) -> bool {
    let cue = view.cues_of(inside).into_iter().filter(|c| c.topic == Topic::SeeAlso).max_by_key(|c| c.length);
    let Some(cue) = cue else { return false };
    let unlinked = unlinked_letters(block, range);
    let linked = unlinked <= cue.length && unlinked < letters(inside);
    linked || view.is_plain() && cue.shape == Shape::Colon
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// True if no word and no mark touches the brackets from outside.
pub(super) fn stands_apart(text: &str, range: &Range<usize>) -> bool {
    let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    free(text[..range.start].chars().next_back()) && free(text[range.end..].chars().next())
}

/// Letters of the range that stand in no link.
pub(super) fn unlinked_letters(block: &Block, range: &Range<usize>) -> usize {
    let first = block.spans.partition_point(|s| s.range().end <= range.start);
    let spans = block.spans[first..].iter().take_while(|s| s.range().start < range.end);
    let unlinked = spans.filter(|s| s.link.is_none());
    let inside = unlinked.map(|s| s.range().start.max(range.start)..s.range().end.min(range.end));
    inside.filter_map(|r| block.text.get(r)).map(letters).sum()
}

pub(super) fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '\u{ff08}' | '\u{ff09}' | '\u{3010}' | '\u{3011}')
}

/// Brackets without brackets in them, with what they hold.
pub(super) fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    // Most texts have none; those of East Asia begin with these two bytes.
    let find = |one, other| memchr2(one, other, text.as_bytes()).unwrap_or(text.len());
    let first = find(b'(', b'[').min(find(0xe3, 0xef));
    let mut open = None;
    let found = text[first..].char_indices().filter(|(_, c)| is_bracket(*c));
    found.map(move |(at, c)| (first + at, c)).filter_map(move |(at, c)| {
        if matches!(c, '(' | '[' | '\u{ff08}' | '\u{3010}') {
            open = Some(at);
            return None;
        }
        open.take().map(|start| start..at + c.len_utf8())
    })
}

/// The range with the white space before it, so that what stays is apart by
/// the space that came after.
pub(super) fn with_space(text: &str, range: Range<usize>) -> Range<usize> {
    text[..range.start].trim_end().len()..range.end
}
