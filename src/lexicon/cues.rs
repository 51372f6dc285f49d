//! Cue phrases of all languages, asked for at the start and the end of a block.

use std::fmt;
use std::sync::OnceLock;

use super::normalise::{after, half_width, normalise};
use super::prefixes::{Prefixes, head};
use super::sections::{Line, entries, numbered};
use super::topics::Topic;
use crate::parse::{first_bytes, is_comma, is_dense, is_sign, is_terminal, last_bytes};

/// How much of a block's start and end is looked at, in bytes of normalised
/// text: longer than any phrase.
const WINDOW: usize = 160;

/// Where in a block a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// The block is the phrase.
    Whole,
    /// The block begins with the phrase.
    Start,
    /// The block begins with the phrase and a colon.
    Colon,
    /// The block is the phrase, and links follow in further blocks.
    Heading,
    /// The block ends with the phrase.
    End,
}

impl Shape {
    fn parse(name: &str) -> Option<(Shape, bool)> {
        let (name, hazardous) = match name.strip_suffix('?') {
            Some(name) => (name, true),
            None => (name, false),
        };
        let shape = match name {
            "whole" => Shape::Whole,
            "start" => Shape::Start,
            "colon" => Shape::Colon,
            "heading" => Shape::Heading,
            "end" => Shape::End,
            _ => return None,
        };
        Some((shape, hazardous))
    }
}

/// A phrase found in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What it is a cue for.
    pub topic: Topic,
    /// How it stands in the block.
    pub shape: Shape,
    /// The phrase also stands in articles: more evidence is needed.
    pub hazardous: bool,
    /// Length of the phrase in characters of normalised text.
    pub length: usize,
}

impl Cue {
    /// What follows the phrase in the text that begins with it, whatever
    /// ornaments stand before.
    pub(crate) fn rest(self, text: &str) -> &str {
        after(text.trim_start_matches(is_ornament), self.length)
    }
}

/// A mistake in a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LexiconError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LexiconError {}

#[derive(Clone, Debug)]
struct Phrase {
    text: String,
    topic: Topic,
    shape: Shape,
    hazardous: bool,
}

/// All phrases.
#[derive(Debug)]
pub struct Lexicon {
    phrases: Vec<Phrase>,
    /// The phrases that blocks begin with, by their places in `phrases`.
    starts: Prefixes,
    /// The phrases that blocks end with, written backwards.
    ends: Prefixes,
}

impl Lexicon {
    /// The phrases that come with the crate.
    pub fn built_in() -> &'static Lexicon {
        static BUILT_IN: OnceLock<Lexicon> = OnceLock::new();
        BUILT_IN.get_or_init(|| Lexicon::build(built_in_phrases()))
    }

    /// The built-in phrases and those of `file`: sections headed by a topic in
    /// brackets, then a shape and a phrase a line; `docs/lexicon.md` tells all.
    ///
    /// ```
    /// let lexicon = bodycopy::Lexicon::with_file("[see-also]\nstart dig deeper\n")?;
    /// assert!(bodycopy::Lexicon::with_file("[poetry]").is_err());
    /// # Ok::<(), bodycopy::LexiconError>(())
    /// ```
    ///
    /// # Errors
    /// A section that is no topic, a line without a shape, a phrase outside a section,
    /// too long, or with a remark behind it.
    pub fn with_file(file: &str) -> Result<Lexicon, LexiconError> {
        let mut phrases = built_in_phrases();
        let mut topic = None;
        // Editors for Windows begin a file with a byte order mark.
        for (line, entry) in numbered(file.strip_prefix('\u{feff}').unwrap_or(file)) {
            match entry {
                Line::Section(name) => topic = Some(topic_named(name).ok_or_else(|| unknown_topic(line, name))?),
                Line::Entry(text) => {
                    let topic = topic.ok_or_else(|| LexiconError {
                        line,
                        message: "a phrase before the first section; start with a topic such as [see-also]".into(),
                    })?;
                    let phrase = phrase(topic, text).ok_or_else(|| no_shape(line, text))?;
                    check(&phrase, text).map_err(|message| LexiconError { line, message })?;
                    phrases.push(phrase);
                }
            }
        }
        Ok(Lexicon::build(phrases))
    }

    /// A phrase that one language marks as hazardous is hazardous in all: the
    /// language of a page is not known for sure.
    fn build(phrases: Vec<Phrase>) -> Lexicon {
        // Most differ in their first letters: as numbers, those are compared at once.
        let mut phrases: Vec<(u64, Phrase)> = phrases.into_iter().map(|p| (head(p.text.as_bytes()), p)).collect();
        let key = |p: &Phrase| (p.topic, p.shape, !p.hazardous);
        let whole = |a: &Phrase, b: &Phrase| a.text.cmp(&b.text).then_with(|| key(a).cmp(&key(b)));
        phrases.sort_by(|(head, a), (other, b)| head.cmp(other).then_with(|| whole(a, b)));
        let mut phrases: Vec<Phrase> = phrases.into_iter().map(|(_, phrase)| phrase).collect();
        phrases.dedup_by(|a, b| a.text == b.text && a.topic == b.topic && a.shape == b.shape);
        let of = |end: bool| phrases.iter().enumerate().filter(move |(_, p)| (p.shape == Shape::End) == end);
        let starts = Prefixes::new(of(false).map(|(n, p)| (p.text.as_bytes().into(), n)));
        let ends = Prefixes::new(of(true).map(|(n, p)| (p.text.bytes().rev().collect(), n)));
        Lexicon { phrases, starts, ends }
    }

    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// True if there are no phrases.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// All cues in a block's text, appended to `found`.
    pub fn find(&self, text: &str, found: &mut Vec<Cue>) {
        let full = normalise_ends(text);
        let text = full.trim_start_matches(is_ornament);
        let head = first_bytes(text, WINDOW);
        let bare = text.trim_end_matches(|c| is_ornament(c) || is_punctuation(c));
        for (number, end) in self.starts.of(head.as_bytes()) {
            let (phrase, rest) = (&self.phrases[number], &text[end..]);
            if stands_alone(rest, phrase) && fits(phrase, end >= bare.len(), rest) {
                found.push(phrase.cue());
            }
        }
        let tail = last_bytes(bare, WINDOW);
        let backwards: Vec<u8> = tail.bytes().rev().collect();
        let first = found.len();
        for (number, length) in self.ends.of(&backwards) {
            let (before, phrase) = (bare[..bare.len() - length].chars().next_back(), &self.phrases[number]);
            if before.is_none_or(|c| !c.is_alphabetic()) || phrase.text.starts_with(is_dense) {
                found.push(phrase.cue());
            }
        }
        // Long phrases first.
        found[first..].sort_by_key(|cue| std::cmp::Reverse(cue.length));
    }
}

impl Phrase {
    fn cue(&self) -> Cue {
        let Phrase { topic, shape, hazardous, .. } = *self;
        Cue { topic, shape, hazardous, length: self.text.chars().count() }
    }
}

/// Normalises a text, leaving out the middle of a long one: phrases stand at the ends.
fn normalise_ends(text: &str) -> String {
    if text.len() <= 4 * WINDOW {
        return normalise(text);
    }
    format!("{} \u{2026} {}", normalise(first_bytes(text, 2 * WINDOW)), normalise(last_bytes(text, 2 * WINDOW)))
}

/// Bullets, brackets, arrows and dashes that stand around a phrase.
fn is_ornament(c: char) -> bool {
    let c = half_width(c);
    c.is_whitespace()
        || matches!(
            c,
            '(' | '[' | '{' | ')' | ']' | '}' | '|' | '*' | '-' | '_' | '=' | '/' | '<' | '>' | '#' | '+' | '~'
        )
        || matches!(c, '\u{ab}' | '\u{bb}' | '\u{2010}'..='\u{2015}' | '\u{2022}' | '\u{2039}' | '\u{203a}'
            | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{b7}'
            | '\u{3008}'..='\u{3011}' | '\u{1f300}'..='\u{1faff}')
}

/// Punctuation behind a phrase.
fn is_punctuation(c: char) -> bool {
    is_terminal(c) || is_comma(c) || matches!(c, ':' | ';' | '\u{ff1a}')
}

/// A phrase ends where a word ends; scripts without spaces have no such place.
fn stands_alone(rest: &str, phrase: &Phrase) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    let last = phrase.text.chars().next_back().unwrap_or(' ');
    !next.is_alphanumeric() || !last.is_alphanumeric() || is_dense(last)
}

/// Colons of other scripts: Armenian, Ethiopic, Khmer.
const COLONS: [char; 6] = [':', '=', '\u{55d}', '\u{1361}', '\u{1366}', '\u{17d6}'];

/// What stands for a colon behind a Japanese, Chinese or Korean phrase.
const BARS: [char; 2] = ['/', '|'];

fn fits(phrase: &Phrase, covers: bool, rest: &str) -> bool {
    match phrase.shape {
        Shape::Whole | Shape::Heading => covers,
        Shape::Start => true,
        Shape::Colon => {
            let rest = rest.trim_start();
            covers || rest.starts_with(COLONS) || rest.starts_with(BARS) && phrase.text.ends_with(is_sign)
        }
        Shape::End => false,
    }
}

fn built_in_phrases() -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for topic in Topic::ALL {
        phrases.extend(entries(topic.file()).filter_map(|(_, text)| phrase(*topic, text)));
    }
    phrases
}

fn phrase(topic: Topic, line: &str) -> Option<Phrase> {
    let (shape, text) = line.split_once(' ')?;
    let (shape, hazardous) = Shape::parse(shape)?;
    // Most are written as they are compared.
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ' || b == b'\'';
    let text = text.trim();
    let text = if text.bytes().all(plain) && !text.contains("  ") {
        text.to_owned()
    } else {
        normalise(text).trim_start_matches(is_ornament).to_owned()
    };
    (!text.is_empty()).then_some(Phrase { text, topic, shape, hazardous })
}

/// An error for a phrase that could never be found.
fn check(phrase: &Phrase, line: &str) -> Result<(), String> {
    if line.contains(" # ") {
        return Err("a remark stands on a line of its own that begins with #".into());
    }
    match phrase.text.len() {
        0..=WINDOW => Ok(()),
        length => Err(format!("the phrase has {length} bytes; more than {WINDOW} are not compared")),
    }
}

fn topic_named(name: &str) -> Option<Topic> {
    Topic::ALL.iter().copied().find(|t| t.name() == name)
}

fn unknown_topic(line: usize, name: &str) -> LexiconError {
    let all: Vec<_> = Topic::ALL.iter().map(|t| t.name()).collect();
    LexiconError { line, message: format!("no topic is called [{name}]; the topics are {}", all.join(", ")) }
}

fn no_shape(line: usize, text: &str) -> LexiconError {
    let message = format!("`{text}` has no shape; write one of whole, start, colon, heading, end before the phrase");
    LexiconError { line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> Vec<(Topic, Shape)> {
        let mut found = Vec::new();
        Lexicon::built_in().find(text, &mut found);
        found.iter().map(|c| (c.topic, c.shape)).collect()
    }

    #[test]
    fn what_follows_a_cue_is_found_behind_ornaments_too() {
        for line in
            ["By Ada Example", "\u{ff08}By Ada Example", "\u{2014} By Ada Example", "\u{ab}BY\u{a0} Ada Example"]
        {
            let mut found = Vec::new();
            Lexicon::built_in().find(line, &mut found);
            let byline = found.iter().find(|c| c.topic == Topic::Byline).expect("a byline");
            assert_eq!(byline.rest(line).trim(), "Ada Example", "{line}");
        }
    }

    #[test]
    fn a_file_of_the_user_is_read_or_its_mistake_is_told() {
        let own = Lexicon::with_file("\u{feff}[see-also]\n# remark\nstart Dig  still deeper\n");
        let mut found = Vec::new();
        own.expect("a lexicon").find("Dig still deeper: the wall", &mut found);
        assert_eq!(found.iter().map(|c| c.topic).collect::<Vec<_>>(), [Topic::SeeAlso]);
        for line in ["start dig # remark".to_owned(), format!("start {}", "dig ".repeat(60))] {
            let error = Lexicon::with_file(&format!("[see-also]\n{line}\n")).expect_err("a mistake");
            assert_eq!(error.line, 2);
        }
    }

    #[test]
    fn every_topic_is_in_the_manual() {
        let manual = include_str!("../../docs/lexicon.md");
        for topic in Topic::ALL {
            assert!(manual.contains(&format!("| `{}` |", topic.name())), "{} is missing", topic.name());
        }
    }

    #[test]
    fn every_line_of_every_file_is_a_phrase() {
        for topic in Topic::ALL {
            let mut sections = 0;
            for (line, entry) in numbered(topic.file()) {
                match entry {
                    Line::Section(_) => sections += 1,
                    Line::Entry(text) => {
                        assert!(phrase(*topic, text).is_some(), "{}.txt:{line}: {text}", topic.name())
                    }
                }
            }
            assert!(sections >= 5, "{}.txt has only {sections} languages", topic.name());
        }
    }

    #[test]
    fn cues_are_found_at_the_start_the_end_and_in_whole() {
        assert!(cues("See also  A headline").contains(&(Topic::SeeAlso, Shape::Start)));
        assert!(cues("\u{bb} TAGS:").iter().any(|(t, _)| *t == Topic::Tags));
        assert!(!cues("Tagsüber bleibt es trocken").iter().any(|(t, _)| *t == Topic::Tags));
        assert!(cues("About 5 min read").contains(&(Topic::ReadingTime, Shape::End)));
    }

    #[test]
    fn a_file_of_the_user_adds_phrases_and_says_what_is_wrong() {
        let lexicon = Lexicon::with_file("[see-also]\nstart Dig Deeper\n").expect("a valid file");
        let mut found = Vec::new();
        lexicon.find("dig deeper: the story", &mut found);
        assert_eq!(found.first().map(|c| c.topic), Some(Topic::SeeAlso));
        let error = Lexicon::with_file("[see-also]\n\ndig deeper\n").expect_err("no shape");
        assert_eq!(error.line, 3);
        assert!(error.message.contains("whole, start"));
    }
}
