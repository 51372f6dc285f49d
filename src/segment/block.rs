//! The block: the one noun of this room.

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use super::element::ElementId;

/// What a block is by its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `h1` to `h6`, with its level.
    Heading(u8),
    /// `p`.
    Paragraph,
    /// The first block of a list item, a term or a definition.
    Item,
    /// A paragraph inside `blockquote`.
    Quote,
    /// Preformatted text; its white space counts.
    Pre,
    /// Part of a cell of a data table.
    Cell,
    /// `figcaption` or a table's `caption`.
    Caption,
    /// Text in no element of meaning: a `div`, a layout cell, a line of plain text.
    Line,
}

/// Inline style bits of a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// `em`, `i`, `cite`, …
    pub emphasis: bool,
    /// `strong`, `b`.
    pub strong: bool,
    /// `code`, `kbd`, `samp`, `tt`.
    pub code: bool,
    /// Only screen readers read it: it is on the page and cannot be seen.
    pub unseen: bool,
    /// `sup`.
    pub superscript: bool,
    /// `sub`.
    pub subscript: bool,
    /// `rt`: how the word before it is read, in small letters above it.
    pub reading: bool,
}

impl Style {
    /// All that either has.
    pub(super) fn with(self, other: Style) -> Style {
        Style {
            emphasis: self.emphasis || other.emphasis,
            strong: self.strong || other.strong,
            code: self.code || other.code,
            superscript: self.superscript || other.superscript,
            subscript: self.subscript || other.subscript,
            unseen: self.unseen || other.unseen,
            reading: self.reading || other.reading,
        }
    }
}

/// A stretch of a block's text with one style and at most one link. A page may
/// have one for every few of its bytes, so it is small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
    /// How it looks.
    pub style: Style,
    /// Its link, if it stands in one.
    pub link: Option<LinkId>,
}

impl Span {
    pub(super) fn new(range: Range<usize>, style: Style, link: Option<LinkId>) -> Span {
        let mut span = Span { start: 0, end: 0, style, link };
        span.set_range(range);
        span
    }

    /// Bytes of [`Block::text`].
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A page that is read has less than 2³² bytes.
    pub(super) fn set_range(&mut self, range: Range<usize>) {
        let small = |at| u32::try_from(at).unwrap_or(u32::MAX);
        (self.start, self.end) = (small(range.start), small(range.end));
    }
}

/// Question marks of all scripts.
pub(crate) const QUESTION_MARKS: [char; 4] = ['?', '\u{ff1f}', '\u{61f}', '\u{37e}'];

/// Which of a page's links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkId(NonZeroU32);

impl LinkId {
    /// That of the link with this index.
    pub(super) fn of(index: usize) -> LinkId {
        LinkId(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// As an index into [`Blocks::links`](super::Blocks::links).
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// An `<a href>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address as written.
    pub href: Arc<str>,
    /// `rel`, lower case.
    pub rel: Box<str>,
    /// It leads to the part of the page that it stands in.
    pub leads_here: bool,
}

/// Place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The `ul`, `ol` or `dl`.
    pub element: ElementId,
    /// Numbered or not.
    pub ordered: bool,
    /// 1 for an outermost list.
    pub depth: u8,
    /// 1 for the first item.
    pub index: u32,
    /// The number that stands beside the item if the list is numbered.
    pub number: u32,
}

/// Place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The `table`.
    pub table: ElementId,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0; spans are not counted.
    pub column: u32,
    /// `th`.
    pub header: bool,
}

/// An image; its `alt` is no text of the page, but a caption may repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Address as written: `src` or a lazy loader's stand-in.
    pub src: Box<str>,
    /// Alternative text.
    pub alt: Box<str>,
    /// The element that holds it.
    pub owner: ElementId,
    /// How many blocks stand before it.
    pub before: usize,
}

/// A run of text that a reader sees as one piece.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is by its markup.
    pub kind: Kind,
    /// The text, white space collapsed except in [`Kind::Pre`]; `\n` is a `<br>`.
    pub text: Box<str>,
    /// The spans; together they cover the text in order.
    pub spans: Box<[Span]>,
    /// The deepest element that holds all of the text.
    pub owner: ElementId,
    /// The list it stands in, if any.
    pub list: Option<List>,
    /// The table cell it stands in, if any.
    pub cell: Option<Cell>,
    /// Number of words (runs without white space; every Han, kana or Thai-like
    /// character that stands in for a word counts half).
    pub words: usize,
    /// Characters that are not white space.
    pub chars: usize,
    /// Those of them inside links.
    pub link_chars: usize,
    /// Inside an element that is not shown.
    pub hidden: bool,
    /// Only a line break stands between this block and the one before.
    pub continues: bool,
}

impl Block {
    /// True if it ends with a question mark, in any script; what nobody sees, such
    /// as the name of an icon, may stand after it.
    pub(crate) fn asks(&self) -> bool {
        let seen = self.spans.iter().rev().map(|s| (s.style.unseen, self.piece(s).trim_end()));
        let last = seen.into_iter().find(|(unseen, text)| !unseen && !text.is_empty());
        last.is_some_and(|(_, text)| text.ends_with(QUESTION_MARKS))
    }

    /// True of a heading of any rank.
    pub(crate) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading(_))
    }

    /// True if it ends with a colon: what follows belongs to it.
    pub(crate) fn leads_on(&self) -> bool {
        self.text.ends_with([':', '\u{ff1a}'])
    }

    /// Characters inside links by all characters, 0 to 1.
    pub fn link_density(&self) -> f32 {
        if self.chars == 0 { 0.0 } else { self.link_chars as f32 / self.chars as f32 }
    }

    /// Number of separate links.
    pub fn links(&self) -> usize {
        let (mut last, mut count) = (None, 0);
        for link in self.spans.iter().filter_map(|s| s.link) {
            count += usize::from(last.replace(link) != Some(link));
        }
        count
    }

    /// The links in order, each with its text.
    pub fn link_texts(&self) -> Vec<(LinkId, String)> {
        let mut texts: Vec<(LinkId, String)> = Vec::new();
        for span in self.spans.iter() {
            let Some(link) = span.link else { continue };
            match texts.last_mut() {
                Some((last, text)) if *last == link => text.push_str(self.piece(span)),
                _ => texts.push((link, self.piece(span).to_owned())),
            }
        }
        texts
    }

    /// The text before the first link.
    pub(crate) fn before_link(&self) -> Option<&str> {
        let link = self.spans.iter().find(|s| s.link.is_some())?;
        self.text.get(..link.range().start)
    }

    /// The text outside links.
    pub fn unlinked(&self) -> String {
        self.spans.iter().filter(|s| s.link.is_none()).map(|s| self.piece(s)).collect()
    }

    /// The text of one of its spans.
    pub fn piece(&self, span: &Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// True if nothing in the text can be seen: white space, and characters that only
/// say where a line may break, how letters join, and which way they run.
pub(super) fn is_blank(text: &str) -> bool {
    let unseen = |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().all(|c: char| c.is_whitespace() || unseen(c))
}

/// Words as [`Block::words`] counts them.
pub fn count_words(text: &str) -> usize {
    crate::parse::count_words(text)
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn what_cannot_be_seen_is_blank() {
        assert!(is_blank("\u{200d}") && is_blank(" \u{200b}\u{feff}\u{ad}\n") && is_blank(""));
        assert!(!is_blank("\u{200b}.") && !is_blank("\u{ad}-"));
    }
}
