//! Paragraphs that only `<br>` parts: many editors and old pages write no others.

use std::ops::Range;

use super::Blocks;
use super::block::{Block, Kind, Span, is_blank};
use crate::parse::{count_words, ends_sentence, is_sign, measure, push};

/// A line of so many words that ends as a sentence does is a paragraph; verses and
/// addresses have shorter ones.
const PARAGRAPH: usize = 12;

/// Or of so many signs, where a sign is a syllable or a word.
const SIGNS: usize = 20;

/// A line of so few words over a paragraph is a label or a heading; lines that were
/// wrapped are longer.
const LABEL: usize = 8;

/// The same for a line that follows on a paragraph.
const HEADLINE: usize = 10;

/// Parts a block where a line ends that is a paragraph, or begins one under a label, and
/// gives each piece with the byte where it begins. What is no paragraph stays together.
pub(super) fn part(block: Block, mut take: impl FnMut(usize, Block)) {
    if !matches!(block.kind, Kind::Paragraph | Kind::Line) || block.words < LABEL || !block.text.contains('\n') {
        return take(0, block);
    }
    let (mut start, mut spans) = (0, 0);
    for (at, _) in block.text.match_indices('\n') {
        if is_between_paragraphs(&block.text[start..at], &block.text[at + 1..]) {
            spans = take_piece(&block, start..at, spans, &mut take);
            start = at + 1;
        }
    }
    if start == 0 {
        return take(0, block);
    }
    take_piece(&block, start..block.text.len(), spans, &mut take);
}

/// Parts what stood in cells until their table turned out to be a layout.
pub(super) fn part_all(blocks: &mut Blocks) {
    let whole = std::mem::take(&mut blocks.blocks);
    let mut places = Vec::with_capacity(whole.len() + 1);
    for block in whole {
        places.push(blocks.blocks.len());
        part(block, |_, piece| push(&mut blocks.blocks, piece));
    }
    places.push(blocks.blocks.len());
    for image in &mut blocks.images {
        image.before = places.get(image.before).copied().unwrap_or(image.before);
    }
}

fn is_between_paragraphs(before: &str, after: &str) -> bool {
    let last = before.rsplit('\n').next().unwrap_or(before);
    let next = after.split('\n').next().unwrap_or(after);
    if is_blank(last) || is_blank(next) {
        return true;
    }
    // A line that is drawn belongs to what it ends.
    if !next.contains(char::is_alphanumeric) {
        return false;
    }
    let long = |line: &str| count_words(line) >= PARAGRAPH || line.chars().filter(|c| is_sign(*c)).count() >= SIGNS;
    let is_paragraph = |line: &str| ends_sentence(line) && long(line);
    let label = if before.len() == last.len() { HEADLINE } else { LABEL };
    !next.starts_with(char::is_lowercase) && (is_paragraph(last) || is_paragraph(next) && count_words(last) <= label)
}

/// The stretch `range` of a block as one of its own; the spans before `first` end before
/// it. Returns the first that may reach beyond it.
fn take_piece(block: &Block, range: Range<usize>, first: usize, take: &mut impl FnMut(usize, Block)) -> usize {
    let within = |span: &Span| {
        let (start, end) = (span.range().start.max(range.start), span.range().end.min(range.end));
        (start < end).then(|| Span::new(start - range.start..end - range.start, span.style, span.link))
    };
    let reaching = block.spans[first..].iter().take_while(|span| span.range().start < range.end);
    let spans: Vec<Span> = reaching.filter_map(within).collect();
    let text: Box<str> = block.text[range.clone()].into();
    let (words, chars) = measure(&text);
    let link_chars = spans.iter().filter(|s| s.link.is_some()).map(|s| measure(&text[s.range()]).1).sum();
    let ended = block.spans[first..].iter().take_while(|span| span.range().end <= range.end).count();
    if !is_blank(&text) {
        let Block { kind, owner, list, cell, hidden, continues, .. } = *block;
        let continues = continues || range.start > 0;
        take(
            range.start,
            Block { kind, text, spans: spans.into(), owner, list, cell, words, chars, link_chars, hidden, continues },
        );
    }
    first + ended
}

#[cfg(test)]
mod tests {
    use crate::parse::{Limits, parse};
    use crate::segment::{Blocks, segment};

    fn read(html: &str) -> Blocks {
        segment(&parse(&crate::decode::decode(html.as_bytes(), None), &Limits::default()))
    }

    fn texts(blocks: &Blocks) -> Vec<&str> {
        blocks.blocks.iter().map(|b| &*b.text).collect()
    }

    #[test]
    fn a_line_that_is_a_paragraph_is_a_block() {
        let (one, two) = (
            "The storm of Monday took the roof of the old chapel, and nobody was hurt.",
            "It came from the sea without a warning, and all boats had to wait.",
        );
        let html =
            format!("<p>Port, Monday<br>{one}<br><a href=/x>{two}<br>All rights</a> reserved<br>\u{a0}<br>End</p>");
        let blocks = read(&html);
        assert_eq!(texts(&blocks), ["Port, Monday", one, two, "All rights reserved", "End"]);
        let linked: Vec<usize> = blocks.blocks.iter().map(|b| b.link_chars).collect();
        assert_eq!(linked, [0, 0, two.replace(' ', "").len(), 9, 0]);
    }

    #[test]
    fn verses_addresses_and_wrapped_lines_stay_together() {
        for html in [
            "<p>The sea took the boat,<br>the wind took the sail,<br>and nobody wrote<br>to the men of the whale.</p>",
            "<p>Harbour Office<br>12 Pier Road<br>Port</p>",
            "<p>The storm of Monday took the roof of the old chapel that had stood over<br>the harbour since the year of the great flood, and nobody was hurt.</p>",
        ] {
            assert_eq!(read(html).blocks.len(), 1, "{html}");
        }
    }

    #[test]
    fn pictures_stand_between_the_pieces_that_they_stood_between() {
        let line = "The storm of Monday took the roof of the old chapel, and nobody was hurt.";
        let blocks =
            read(&format!("<p><img src=0>{line}<br>{line}<br><img src=2>{line} <img src=3></p><p><img src=4>x"));
        let before: Vec<usize> = blocks.images.iter().map(|i| i.before).collect();
        assert_eq!((blocks.blocks.len(), before), (4, vec![0, 2, 3, 3]));
    }
}
