//! What a rule can ask about the shape of a line: in plain text no link and no markup
//! tells what it is.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use memchr::memmem;

use super::View;
use crate::lexicon::{Cue, Topic};
use crate::parse::{CLOSING_QUOTES, is_comma, is_full_stop};
use crate::residue::dates::is_date;
use crate::segment::Block;

/// Lines over a scraped text that may file it.
const FIRST_LINES: usize = 2;

/// Words of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 3..=20;

/// Words of the headline of a cross-link; fewer are the next section's heading.
const CROSS_LINK: std::ops::RangeInclusive<usize> = 6..=20;

/// A paragraph has so many words.
const PARAGRAPH: usize = 15;

/// A sentence under a heading has so many words.
const SENTENCE: usize = 5;

/// A line that leads on to another has so many words; shorter ones are labels.
const LEAD: usize = 3;

/// Longest phrase that needs more than its colon, in letters.
const BARE: usize = 6;

/// Most headlines at the end of a plain text, under any label.
const MANY: usize = 8;

/// Most lines under a sure label after the last paragraph.
const LISTED: usize = 40;

/// So many dates apart from so many lines at either end are no publisher's.
const DATES: usize = 3;
const MARGIN: usize = 4;

/// A text of fewer paragraphs may be made of lines.
const PARAGRAPHS: usize = 3;

/// Longest of the words between commas that are an enumeration, in words.
const ENUMERATED: usize = 5;

/// Before the first paragraph stands at most one part in so many of the words.
const AHEAD: usize = 3;

/// So many lines may stand between a standfirst and the text.
const BYLINES: usize = 6;

/// So many items around one are looked at, and a step of instructions has so many words.
const NEAR: usize = 12;
const STEP: usize = 2;

/// What is asked for often, and costs a look at all blocks.
#[derive(Default)]
pub(super) struct Text {
    /// In plain text, how many blocks there are before the first paragraph, and up to the last.
    start: OnceCell<usize>,
    end: OnceCell<usize>,
    /// From the first paragraph to the last.
    paragraphs: OnceCell<Range<usize>>,
    /// In plain text, true if dates stand all through it.
    dated: OnceCell<bool>,
    /// All paragraphs, in lower case.
    prose: OnceCell<String>,
    /// What has been looked for in them, and whether it is there.
    said: RefCell<HashMap<String, bool, RandomState>>,
}

impl View<'_> {
    /// True of a paragraph that is not mostly links.
    pub(crate) fn is_prose(&self, k: usize) -> bool {
        self.get(k).is_some_and(|b| b.words >= PARAGRAPH && b.link_density() < 0.5)
    }

    /// True of a heading over a paragraph, or over a sentence beside it, that no phrase calls
    /// something else.
    pub(crate) fn heads_prose(&self, k: usize) -> bool {
        let Some(next) = self.get(k + 1).filter(|_| self.is_heading(k) && !self.is_told(k + 1)) else { return false };
        let sentence = || next.words >= SENTENCE && next.link_chars == 0 && !self.is_label(k + 1);
        next.words >= PARAGRAPH || sentence() && self.is_beside_next(k)
    }

    /// True of such a heading that shares its element with what it stands over: the label of
    /// a box has one of its own.
    pub(crate) fn heads_prose_beside(&self, k: usize) -> bool {
        self.heads_prose(k) && self.is_beside_next(k)
    }

    /// True of an item without a link of a list between two paragraphs, or among others that
    /// no phrase calls something else: a step of instructions may say what a button says. In
    /// markup buttons are items too, and have no full stop.
    pub(crate) fn is_item_of_text(&self, k: usize) -> bool {
        let says = self.is_plain() || self.block(k).text.ends_with(is_full_stop);
        self.is_plain_item(k) && (!self.is_outside(k) || says && self.is_among_items(k))
    }

    fn is_among_items(&self, k: usize) -> bool {
        let list = |k: usize| self.block(k).list.map(|list| list.element);
        let says = |other: usize| {
            self.block(other).words >= STEP
                && list(other) == list(k)
                && self.is_plain_item(other)
                && !self.has_cue(other)
        };
        (k.saturating_sub(NEAR)..(k + NEAR).min(self.len())).any(says)
    }

    /// True if these words, which are in lower case, stand in a paragraph, with whatever
    /// ending. There must not be many different ones: each costs a look at the text.
    pub(crate) fn says(&self, words: &str) -> bool {
        let prose = || (0..self.len()).filter(|k| self.is_prose(*k)).map(|k| self.block(k).text.to_lowercase());
        let prose = self.text.prose.get_or_init(|| prose().collect::<Vec<_>>().join("\n"));
        let mut said = self.text.said.borrow_mut();
        *said.entry(words.to_owned()).or_insert_with(|| memmem::find(prose.as_bytes(), words.as_bytes()).is_some())
    }

    /// In plain text, true if lines that are dates stand between its lines all through it:
    /// a programme, a log or a list of versions.
    pub(crate) fn is_dated(&self) -> bool {
        let inside = || (MARGIN..self.len().saturating_sub(MARGIN)).map(|k| self.block(k));
        let dates = || inside().filter(|b| b.words < PARAGRAPH && is_date(&b.text));
        self.is_plain() && *self.text.dated.get_or_init(|| dates().nth(DATES - 1).is_some())
    }

    /// True if the line before it leads on to it with a colon, and no phrase calls that a
    /// label: "The sign said:".
    pub(crate) fn is_led_to(&self, k: usize) -> bool {
        let before = k.checked_sub(1).filter(|before| self.index(*before) + 1 == self.index(k));
        before.is_some_and(|k| {
            self.block(k).leads_on() && self.block(k).words >= LEAD && self.is_apart(k) && !self.has_cue(k)
        })
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

    /// In plain text, the headlines that follow at the end of the document. After the last
    /// paragraph, under a label that is `sure`, all lines up to a sentence or to short
    /// lines with a phrase.
    pub(crate) fn headlines_after(&self, k: usize, sure: bool) -> usize {
        let after = k + 1..self.len();
        if sure && self.is_over(k) {
            let listed =
                |k: usize| self.block(k).words <= *HEADLINE.end() && self.is_label(k) && !is_spoken(self.block(k));
            let counted = |k: usize| self.counts(k, Topic::Comments);
            let belongs = |k: &usize| listed(*k) && (self.is_headline(*k) || !self.has_cue(*k)) && !counted(*k);
            return after.take(LISTED).take_while(belongs).count();
        }
        let n = after.take(MANY + 1).take_while(|k| self.is_headline(*k)).count();
        if self.at_the_end(k) && n <= MANY { n } else { 0 }
    }

    /// True before the first paragraph and after the last, but such as a phrase calls
    /// something else.
    pub(crate) fn is_outside(&self, k: usize) -> bool {
        !self.paragraphs().contains(&k)
    }

    /// True after the first paragraph.
    pub(crate) fn is_within_text(&self, k: usize) -> bool {
        self.paragraphs().start < k
    }

    /// True before the first paragraph.
    pub(crate) fn is_over_text(&self, k: usize) -> bool {
        k < self.paragraphs().start
    }

    /// Of a block before the first paragraph, that one, and of one after the last, that.
    pub(super) fn nearest_paragraph(&self, k: usize) -> Option<usize> {
        let Range { start, end } = self.paragraphs().clone();
        Some(if k < start { start } else { end.saturating_sub(1) }).filter(|_| start < end)
    }

    /// From the first paragraph to the last.
    fn paragraphs(&self) -> &Range<usize> {
        let is_text = |k: &usize| self.is_prose(*k) && !self.is_labelled_bio(*k);
        let is_paragraph = |k: &usize| is_text(k) && !self.has_cue(*k) && !self.is_heading(*k);
        self.text.paragraphs.get_or_init(|| {
            let first = (0..self.len()).find(is_paragraph).unwrap_or(0);
            first..(0..self.len()).rev().find(is_paragraph).map_or(0, |last| last + 1)
        })
    }

    /// In plain text of several paragraphs, true if none follows but such as a phrase calls
    /// something else.
    pub(crate) fn is_over(&self, k: usize) -> bool {
        self.is_plain() && k >= *self.text.end.get_or_init(|| self.paragraphs_end())
    }

    /// In plain text of several paragraphs, true before the first, if that is not far.
    pub(crate) fn is_ahead(&self, k: usize) -> bool {
        let ahead = || {
            let first = self.begun();
            let few = self.words_before(first) * AHEAD <= self.words_before(self.len());
            if few && (0..self.len()).filter(|k| self.is_prose(*k)).nth(PARAGRAPHS - 1).is_some() { first } else { 0 }
        };
        self.is_plain() && k < *self.text.start.get_or_init(ahead)
    }

    /// Where the first paragraph stands; one that is followed by a line, and soon by another
    /// paragraph, stands over the byline.
    fn begun(&self) -> usize {
        let first = self.paragraphs().start;
        let near = first + 1..(first + 1 + BYLINES).min(self.len());
        near.clone().find(|k| self.is_prose(*k)).filter(|k| *k > near.start).unwrap_or(first)
    }

    /// True of the paragraph under the label of a bio: it is no paragraph of the text.
    fn is_labelled_bio(&self, k: usize) -> bool {
        let label = k.checked_sub(1).and_then(|label| self.whole(label, Topic::AuthorBio));
        label.is_some_and(|cue| !cue.hazardous)
    }

    /// How many blocks there are up to the last paragraph, and the sentences that go on with
    /// it; all, if that is not most of the text: then lines are what it is made of.
    fn paragraphs_end(&self) -> usize {
        // Some scripts end no sentence with a mark.
        let is_long = |k: usize| self.block(k).words > *HEADLINE.end() * 2;
        let is_sentence =
            |k: &usize| (!self.is_label(*k) || is_spoken(self.block(*k)) || is_long(*k)) && !self.has_cue(*k);
        let is_paragraph = |k: &usize| self.is_prose(*k) && (is_sentence(k) || self.block(*k).asks());
        let last = (0..self.len()).rev().find(|k| is_paragraph(k) && !self.is_labelled_bio(*k));
        let end = last.and_then(|last| (last + 1..self.len()).find(|k| !is_sentence(k))).unwrap_or(self.len());
        let (before, all) = (self.words_before(end), self.words_before(self.len()));
        // Who tells of its author is an author.
        let several = (0..self.len()).filter(is_paragraph).nth(PARAGRAPHS - 1).is_some();
        if several && before * 2 >= all { end } else { self.len() }
    }

    /// In plain text, true of the label of a cross-link whose headline has a line of its
    /// own between it and a paragraph.
    pub(crate) fn heads_headline(&self, k: usize, cue: Cue) -> bool {
        let sure = !cue.hazardous || cue.length > BARE && self.block(k).text.ends_with([':', '\u{ff1a}']);
        let headline = self.get(k + 1).is_some_and(|b| CROSS_LINK.contains(&b.words)) && self.is_label(k + 1);
        // An advert or a heading may stand before the text goes on.
        let goes_on = |k: usize| self.is_prose(k) || (self.has_cue(k) || self.is_headline(k)) && self.is_prose(k + 1);
        sure && headline && k > 0 && goes_on(k + 2)
    }
}

/// True of what somebody exclaims, or says in quotation marks.
fn is_spoken(block: &Block) -> bool {
    let closed = block.text.ends_with(CLOSING_QUOTES);
    let bare =
        block.text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '!' | '\u{ff01}' | '\u{2026}'));
    let opened = block.text.starts_with(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{bb}', '\u{300c}', '\u{300e}']);
    opened && closed || bare.ends_with(['!', '\u{ff01}', '\u{2026}'])
}

/// Short words between commas, after the colon of a label.
pub(crate) fn is_enumeration(text: &str) -> bool {
    let Some((_, names)) = text.split_once([':', '\u{ff1a}']) else { return false };
    let names: Vec<usize> =
        names.split(|c| is_comma(c) || c == '|').map(|name| name.split_whitespace().count()).collect();
    names.len() > 1 && names.iter().all(|words| (1..=ENUMERATED).contains(words))
}

/// What the longest name is that `words` begin with, of at most `most` words, and how
/// many words that takes.
pub(crate) fn longest_name<T>(
    words: &[impl AsRef<str>],
    most: usize,
    told: impl Fn(&str) -> Option<T>,
) -> Option<(usize, T)> {
    let name = |n: usize| words[..n].iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" ");
    (1..=most.min(words.len())).rev().find_map(|n| Some((n, told(&name(n))?)))
}
