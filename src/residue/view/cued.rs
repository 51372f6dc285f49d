//! What a rule can ask about the phrases in a block.

use memchr::memchr;

use super::View;
use crate::lexicon::{Cue, Shape, Topic, normalise};
use crate::parse::{is_comma, is_dense, is_sign, is_terminal};
use crate::segment::{Block, QUESTION_MARKS, count_words};

impl View<'_> {
    fn cues(&self, k: usize) -> Option<&[Cue]> {
        self.order.get(k).and_then(|i| self.scene.cues(*i))
    }

    /// True if the block begins or ends with a phrase of any topic.
    pub(crate) fn has_cue(&self, k: usize) -> bool {
        self.cues(k).is_some_and(|cues| !cues.is_empty())
    }

    /// True if the block begins or ends with a phrase of any topic that is sure.
    pub(super) fn is_told(&self, k: usize) -> bool {
        self.cues(k).is_some_and(|cues| cues.iter().any(|cue| !cue.hazardous))
    }

    /// True if the block begins or ends with a phrase of `topic` that is sure.
    pub(crate) fn has_sure_cue(&self, k: usize, topic: Topic) -> bool {
        self.cue(k, topic).is_some_and(|cue| !cue.hazardous)
    }

    /// In plain text, true if the line before or after has a sure phrase of `topic`:
    /// without markup the lines of a box are told by each other.
    pub(crate) fn is_beside_cue(&self, k: usize, topic: Topic) -> bool {
        let mut beside = k.checked_sub(1).into_iter().chain([k + 1]);
        self.is_plain() && beside.any(|k| self.has_sure_cue(k, topic))
    }

    /// The cues of words that are only a part of a block.
    pub(crate) fn cues_of(&self, text: &str) -> Vec<Cue> {
        let mut found = Vec::new();
        self.scene.lexicon.find(text, &mut found);
        found
    }

    /// The longest cue of `topic` in the block.
    pub(crate) fn cue(&self, k: usize, topic: Topic) -> Option<Cue> {
        let found = self.cues(k)?.iter().filter(|c| c.topic == topic);
        found.max_by_key(|c| (!c.hazardous, c.length, c.shape == Shape::Colon)).copied()
    }

    /// The cue of `topic` that the block at this place on the page begins with.
    pub(crate) fn cue_at(&self, place: usize, topic: Topic) -> Option<Cue> {
        let found = self.scene.cues(place)?.iter().filter(|c| c.topic == topic && c.shape != Shape::End);
        found.max_by_key(|c| (!c.hazardous, c.length)).copied()
    }

    /// The longest cue of `topics` after a label: "Note: this post contains …".
    pub(crate) fn cue_after_label(&self, k: usize, topics: &[Topic]) -> Option<Cue> {
        self.cue_after(&self.block(k).text, LABEL, [':', '\u{ff1a}'], topics)
    }

    /// The longest cue of `topics` after a question: "Like this article? Subscribe …".
    pub(crate) fn cue_after_question(&self, k: usize, topics: &[Topic]) -> Option<Cue> {
        self.cue_after(&self.block(k).text, QUESTION, QUESTION_MARKS, topics)
    }

    fn cue_after<const N: usize>(&self, text: &str, most: usize, marks: [char; N], topics: &[Topic]) -> Option<Cue> {
        let found = self.cues_of(after_lead(text, most, marks)?).into_iter();
        let fits = |c: &Cue| topics.contains(&c.topic) && matches!(c.shape, Shape::Start | Shape::Colon | Shape::Whole);
        found.filter(fits).max_by_key(|c| c.length)
    }

    /// True if something beside the sure phrase that a block begins with tells what it is:
    /// a link, how it is set apart, that it is no sentence, or that the phrase is one; that
    /// it stands outside the text, not among its paragraphs, or begins a small box. A short
    /// phrase alone may begin a sentence of the article.
    pub(crate) fn is_borne_out(&self, k: usize, cue: Cue) -> bool {
        let block = self.block(k);
        let ending = cue.shape == Shape::End;
        let rest = if ending { "" } else { cue.rest(&block.text).trim_start() };
        // A sentence of the article may end with such words, and is no other paragraph for it.
        let set_apart = || self.is_label(k) || self.is_emphasised(k) || !ending && self.is_set_apart(k);
        self.tells_alone(k, cue)
            || block.links() > 0
            || rest.starts_with(|c| is_terminal(c) || matches!(c, ':' | '\u{ff1a}')) && !self.is_spoken_of(k, cue)
            || set_apart()
            || !ending && self.ends_with_cue(k, cue.topic)
            || self.rest_of_box(k, BOX) > 0
    }

    /// True if the phrase that the block begins with is so long that it begins no sentence of
    /// an article, and the article does not speak of it.
    pub(crate) fn tells_alone(&self, k: usize, cue: Cue) -> bool {
        is_long(cue, &self.block(k).text) && !self.is_spoken_of(k, cue)
    }

    /// True if the block begins with a phrase and goes on without a link as text that speaks
    /// of it: after a comma, as behind words that are quoted, or in a sentence more, which no
    /// phrase begins or ends.
    pub(crate) fn is_spoken_of(&self, k: usize, cue: Cue) -> bool {
        let block = self.block(k);
        if cue.shape == Shape::End || block.links() > 0 {
            return false;
        }
        let rest = cue.rest(&block.text).trim_start();
        let speaks = |sentence: &&str| count_words(sentence) >= SENTENCE && self.cues_of(sentence).is_empty();
        rest.starts_with(is_comma) || sentences(rest).skip(1).take(SENTENCES).any(|s| speaks(&s.trim()))
    }

    /// True outside the text, in another element than its paragraphs or beside a line with a
    /// sure phrase.
    fn is_set_apart(&self, k: usize) -> bool {
        if !self.is_outside(k) {
            return false;
        }
        let mut beside = k.checked_sub(1).into_iter().chain([k + 1]);
        self.nearest_paragraph(k).is_none_or(|at| !self.share_element(at, k)) || beside.any(|k| self.is_told(k))
    }

    /// The cue if the whole block is the phrase.
    pub(crate) fn whole(&self, k: usize, topic: Topic) -> Option<Cue> {
        let cues = self.cues(k)?.iter();
        let whole = cues.filter(|c| {
            c.topic == topic && matches!(c.shape, Shape::Whole | Shape::Heading | Shape::Colon | Shape::Start)
        });
        let whole = whole.filter(|c| covers(c, without_edit(self.block(k))));
        whole.max_by_key(|c| (!c.hazardous, c.length)).copied()
    }

    /// The cue if words that are only a part of a block are a phrase of one of `topics`,
    /// of the first that has one.
    pub(crate) fn phrase(&self, words: &str, topics: &[Topic]) -> Option<Cue> {
        let cues = self.cues_of(words);
        topics.iter().find_map(|topic| cues.iter().find(|c| c.topic == *topic && covers(c, words)).copied())
    }

    /// True of a phrase of `topic` after a number or before one in brackets: "3 comments",
    /// "Comments (3)".
    pub(crate) fn counts(&self, k: usize, topic: Topic) -> bool {
        let block = self.block(k);
        let text = block.text.trim();
        if block.words > COUNTED || block.list.is_some() || block.cell.is_some() {
            return false;
        }
        let number = |c: char| c.is_numeric() || matches!(c, '.' | ',');
        let closed = text.strip_suffix([')', ']', '\u{ff09}']);
        let bracketed = || unit(closed?)?.trim_end_matches(number).strip_suffix(['(', '[', '\u{ff08}']);
        let behind = || unit(text).filter(|t| t.len() < text.len()).map(|t| t.trim_end_matches(number));
        // "4. Comments" is the heading of a section.
        let counted = || text.split_once(' ').filter(|(n, _)| n.ends_with(char::is_numeric) && n.chars().all(number));
        let phrase = counted().map(|(_, phrase)| phrase).or_else(bracketed).or_else(behind).map(str::trim);
        let told = |phrase: &str| self.phrase(phrase, &[topic]).is_some();
        phrase.is_some_and(|phrase| told(phrase) || phrase.strip_prefix(is_sign).is_some_and(told))
    }

    /// True if a block ends with a phrase of `topic`.
    pub(crate) fn ends_with_cue(&self, k: usize, topic: Topic) -> bool {
        self.cues(k).is_some_and(|cues| cues.iter().any(|cue| cue.shape == Shape::End && cue.topic == topic))
    }
}

/// Longest label with its number, in words.
const COUNTED: usize = 4;

/// A text that ends with a number; where signs are words, one stands behind it for what is
/// counted.
fn unit(text: &str) -> Option<&str> {
    Some(text.trim_end_matches(is_sign)).filter(|t| t.ends_with(char::is_numeric))
}

/// What a block says, a heading without the link in square brackets behind it: "[edit]".
pub(in crate::residue) fn without_edit(block: &Block) -> &str {
    let whole: &str = &block.text;
    if !block.is_heading() || block.link_chars == 0 || !whole.ends_with(']') {
        return whole;
    }
    let Some((words, _)) = whole.rsplit_once('[') else { return whole };
    let linked = block.spans.iter().any(|span| span.link.is_some() && span.range().start > words.len());
    if linked && !words.trim().is_empty() { words.trim_end() } else { whole }
}

/// True if the phrase that `text` begins with is so long that it begins no sentence of
/// an article.
fn is_long(cue: Cue, text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    let in_signs = first.is_some_and(|c| is_sign(c) && is_dense(c));
    cue.length >= if in_signs { SIGNS } else { TELLING }
}

/// Letters of such a phrase, and signs where a sign is a syllable or a word.
const TELLING: usize = 22;
const SIGNS: usize = 8;

/// So many words are a sentence of a text, and so many sentences are looked at.
const SENTENCE: usize = 8;
const SENTENCES: usize = 8;

/// The sentences of a text, each with the marks that end it.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = |(at, c): &(usize, char)| {
            let behind = rest[at + c.len_utf8()..].chars().next();
            is_terminal(*c) && behind.is_none_or(|next| next.is_whitespace() || is_sign(next))
        };
        let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence).filter(|sentence| !sentence.is_empty())
    })
}

/// A small box holds no more than this share of the words.
const BOX: f32 = 0.2;

/// True if hardly a letter is left of `text` without the phrase.
fn covers(cue: &Cue, text: &str) -> bool {
    let text = normalise(text);
    cue.length + 2 >= text.trim_matches(|c: char| !c.is_alphanumeric()).chars().count()
}

/// Longest label before a phrase, in words.
const LABEL: usize = 3;

/// Longest question before a phrase, in words.
const QUESTION: usize = 16;

/// What follows the first of `marks`, if no more words than `most` stand before it.
fn after_lead<const N: usize>(text: &str, most: usize, marks: [char; N]) -> Option<&str> {
    // Most texts have no such mark, nor anything that begins with the same byte.
    let first = |mark: char| mark.encode_utf8(&mut [0; 4]).as_bytes()[0];
    if marks.iter().all(|mark| memchr(first(*mark), text.as_bytes()).is_none()) {
        return None;
    }
    let (mut words, mut space) = (0, true);
    for (at, c) in text.char_indices() {
        if marks.contains(&c) {
            let rest = text[at + c.len_utf8()..].trim_start();
            return Some(rest).filter(|rest| words > 0 && !rest.is_empty());
        }
        words += usize::from(space && !c.is_whitespace());
        space = c.is_whitespace();
        if words > most {
            // Whatever mark follows has too many words before it.
            return None;
        }
    }
    None
}
