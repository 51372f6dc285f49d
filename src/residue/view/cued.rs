//! What a rule can ask about the phrases in a block.

use super::View;
use crate::lexicon::{Cue, Shape, Topic, normalise};
use crate::segment::QUESTION_MARKS;

impl View<'_> {
    fn cues(&self, k: usize) -> Option<&[Cue]> {
        self.order.get(k).and_then(|i| self.scene.cues(*i))
    }

    /// True if the block begins or ends with a phrase of any topic.
    pub(crate) fn has_cue(&self, k: usize) -> bool {
        self.cues(k).is_some_and(|cues| !cues.is_empty())
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
        let fits = |c: &Cue| topics.contains(&c.topic) && matches!(c.shape, Shape::Start | Shape::Colon);
        found.filter(fits).max_by_key(|c| c.length)
    }

    /// The cue if the whole block is the phrase.
    pub(crate) fn whole(&self, k: usize, topic: Topic) -> Option<Cue> {
        let cues = self.cues(k)?.iter();
        let whole = cues.filter(|c| {
            c.topic == topic && matches!(c.shape, Shape::Whole | Shape::Heading | Shape::Colon | Shape::Start)
        });
        let whole = whole.filter(|c| covers(c, &self.block(k).text));
        whole.max_by_key(|c| (!c.hazardous, c.length)).copied()
    }

    /// The cue if words that are only a part of a block are a phrase of `topic`.
    pub(crate) fn phrase(&self, words: &str, topic: Topic) -> Option<Cue> {
        self.cues_of(words).into_iter().find(|c| c.topic == topic && covers(c, words))
    }
}

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
    // A later mark has too many words before it.
    let (mut words, mut space) = (0, true);
    let mut near = text.char_indices().take_while(|(_, c)| {
        words += usize::from(space && !c.is_whitespace());
        space = c.is_whitespace();
        words <= most + 1
    });
    let (at, _) = near.find(|(_, c)| marks.contains(c))?;
    let mark = text[at..].chars().next().map_or(0, char::len_utf8);
    let words = text[..at].split_whitespace().take(most + 1).count();
    Some(text[at + mark..].trim_start()).filter(|rest| (1..=most).contains(&words) && !rest.is_empty())
}
