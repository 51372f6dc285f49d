//! What a rule can ask about the shape of a line: in plain text no link and no markup
//! tells what it is.

use super::View;
use crate::lexicon::Cue;

/// Lines over a scraped text that may file it.
const FIRST_LINES: usize = 2;

/// Words of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 3..=20;

/// Words of the headline of a cross-link; fewer are the next section's heading.
const CROSS_LINK: std::ops::RangeInclusive<usize> = 6..=20;

/// A paragraph has so many words.
const PARAGRAPH: usize = 15;

/// Longest phrase that needs more than its colon, in letters.
const BARE: usize = 6;

/// Most headlines at the end of a plain text.
const MANY: usize = 8;

/// Most lines under the label of a list after the last paragraph.
const LISTED: usize = 40;

/// Longest of the words between commas that are an enumeration, in words.
const ENUMERATED: usize = 5;

impl View<'_> {
    /// True of a paragraph that is not mostly links.
    pub(crate) fn is_prose(&self, k: usize) -> bool {
        self.get(k).is_some_and(|b| b.words >= PARAGRAPH && b.link_density() < 0.5)
    }

    /// True of a block that is no heading, no item of a list and no cell of a table.
    pub(crate) fn is_apart(&self, k: usize) -> bool {
        let block = self.block(k);
        block.list.is_none() && block.cell.is_none() && !self.is_heading(k)
    }

    /// Among the first lines of plain text.
    pub(crate) fn begins_plain(&self, k: usize) -> bool {
        self.is_plain() && k < FIRST_LINES
    }

    /// In plain text, a line that does not end as a sentence does.
    pub(crate) fn is_headline(&self, k: usize) -> bool {
        self.get(k).is_some_and(|b| HEADLINE.contains(&b.words)) && self.is_label(k)
    }

    /// In plain text, the headlines that follow at the end of the document; after its last
    /// paragraph, all lines that are no sentences and no other residue.
    pub(crate) fn headlines_after(&self, k: usize) -> usize {
        let after = k + 1..self.len();
        if self.is_over(k) {
            let exclaims = |k: usize| self.block(k).text.ends_with(['!', '\u{2026}', '\u{ff01}']);
            let listed = |k: usize| self.block(k).words <= *HEADLINE.end() && self.is_label(k) && !exclaims(k);
            return after
                .take(LISTED)
                .take_while(|k| listed(*k) && (self.is_headline(*k) || !self.has_cue(*k)))
                .count();
        }
        let n = after.take(MANY + 1).take_while(|k| self.is_headline(*k)).count();
        if self.at_the_end(k) && n <= MANY { n } else { 0 }
    }

    /// In plain text, true if no paragraph follows but such as a phrase calls something else.
    pub(crate) fn is_over(&self, k: usize) -> bool {
        self.is_plain() && k >= *self.over.get_or_init(|| self.paragraphs_end())
    }

    /// How many blocks there are up to the last paragraph, and the sentences that go on with it.
    fn paragraphs_end(&self) -> usize {
        // Some scripts end no sentence with a mark.
        let is_long = |k: usize| self.block(k).words > *HEADLINE.end() * 2;
        let is_sentence = |k: &usize| (!self.is_label(*k) || is_long(*k)) && !self.has_cue(*k);
        let last = (0..self.len()).rev().find(|k| self.is_prose(*k) && is_sentence(k));
        last.and_then(|last| (last..self.len()).find(|k| !is_sentence(k))).unwrap_or(self.len())
    }

    /// In plain text, true of the label of a cross-link whose headline has a line of its
    /// own between it and a paragraph.
    pub(crate) fn heads_headline(&self, k: usize, cue: Cue) -> bool {
        let sure = !cue.hazardous || cue.length > BARE && self.block(k).text.ends_with([':', '\u{ff1a}']);
        let headline = self.get(k + 1).is_some_and(|b| CROSS_LINK.contains(&b.words)) && self.is_label(k + 1);
        sure && headline && k > 0 && self.is_prose(k + 2)
    }
}

/// Short words between commas, after the colon of a label.
pub(crate) fn is_enumeration(text: &str) -> bool {
    let Some((_, names)) = text.split_once([':', '\u{ff1a}']) else { return false };
    let names: Vec<usize> = names.split([',', '\u{3001}', '|']).map(|name| name.split_whitespace().count()).collect();
    names.len() > 1 && names.iter().all(|words| (1..=ENUMERATED).contains(words))
}
