//! Names of the months and of the days of the week, and words that stand before the date of
//! publication or of a change.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::sections::kinds;
use super::{normalise, primary};
use crate::parse::{is_dense, is_sign, last_bytes};

/// The number of the month called `word`, in normalised spelling. A name that
/// is not the same month in all languages is read in `language`, a BCP 47 tag.
/// Those of the Persian year have numbers from 13.
pub fn month(word: &str, language: &str) -> Option<u8> {
    let found = table().months.get(word)?;
    let own_language = primary(language);
    let own = found.iter().find(|(l, _)| primary(l) == own_language);
    own.or(found.first()).map(|(_, month)| *month)
}

/// The year before the first of the era called `word`.
pub fn era(word: &str) -> Option<i32> {
    table().eras.get(word).copied()
}

/// True if the normalised `text` ends with a word for a change, such as
/// "updated", or with one and a short word: "updated on".
pub fn ends_in_update(text: &str) -> bool {
    ends_in(text, &table().updated)
}

/// True if the normalised `text` ends likewise with a word for publication.
pub fn ends_in_publication(text: &str) -> bool {
    ends_in(text, &table().published)
}

/// True if it is such a word, alone or with a short one: "published on".
pub fn is_publication(text: &str) -> bool {
    is_one(text, &table().published)
}

fn is_one(text: &str, phrases: &[String]) -> bool {
    let text = trimmed(text);
    let (before, last) = text.rsplit_once(' ').unwrap_or((text, ""));
    let one = |text: &str| phrases.iter().any(|phrase| phrase == text);
    one(text) || last.chars().count() <= SHORT && one(trimmed(before))
}

/// True if it is a word for publication or a change, alone or with a short one.
pub fn is_date_label(text: &str) -> bool {
    let Table { updated, published, .. } = table();
    is_one(text, published) || is_one(text, updated)
}

/// True if the text, which follows a date, begins with a word for a change: scripts without
/// spaces have it behind the date, and nothing between.
pub fn begins_with_update(text: &str) -> bool {
    let after_clock = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ':' | '\u{a0}'));
    let own = |phrase: &&String| phrase.starts_with(is_dense) && after_clock.starts_with(phrase.as_str());
    let rest = table().updated.iter().filter(own).map(|phrase| &after_clock[phrase.len()..]);
    // A date behind the word is its own.
    rest.into_iter().any(|rest| !rest.contains(|c: char| c.is_alphanumeric()))
}

/// Longest name of a day of the week or label of a date, in words, with a short word behind it.
const LABEL: usize = 6;

/// So much of a text before a date is read, in bytes.
const TAIL: usize = 120;

/// `text`, which stands before a date, without the day of the week and the time at its end: "Last
/// updated 4:05 PM EST, Monday" is "Last updated".
pub fn without_weekday<'t>(text: &'t str, language: &str) -> &'t str {
    let mut text = trimmed(text);
    loop {
        let short = |at: usize| text[at..].chars().count() <= SHORT;
        let bare = |at: usize| is_weekday(&normalise(trimmed(&text[at..])), language);
        let joined = |at: usize| {
            let last = starts(text).last().filter(|last| *last > at && short(*last));
            last.is_some_and(|last| is_weekday(&normalise(trimmed(&text[at..last])), language))
        };
        let start = starts(text).find(|at| bare(*at) || joined(*at)).or_else(|| clock(text));
        let Some(start) = start else { return text };
        text = trimmed(&text[..start]);
    }
}

/// The same without the words for publication or a change: "Ada Quill, published on Monday" is
/// "Ada Quill".
pub fn without_label<'t>(text: &'t str, language: &str) -> &'t str {
    let mut text = without_weekday(text, language);
    while let Some(start) = starts(text).find(|at| is_date_label(&normalise(&text[*at..]))) {
        text = without_weekday(&text[..start], language);
    }
    text
}

/// Where the last words of a text begin, the first of them first; signs that are words each
/// have no space before them.
fn starts(text: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    let from = text.len() - last_bytes(text, TAIL).len();
    let begins = |at: usize, c: char| {
        let before = text[..at].chars().next_back();
        c.is_alphanumeric() && (is_sign(c) || before.is_none_or(|b| !b.is_alphanumeric() && !is_apostrophe(b)))
    };
    let few = |at: usize| text[at..].split_whitespace().count() <= LABEL;
    let found = text[from..].char_indices().map(move |(at, c)| (from + at, c));
    found.filter(move |(at, c)| begins(*at, *c) && few(*at)).map(|(at, _)| at)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Where a time begins that ends the text, with short words behind it: "4:05 PM EST".
fn clock(text: &str) -> Option<usize> {
    let mut end = text.len();
    for _ in 0..=CLOCK {
        let start = text[..end]
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let word = &text[start..end];
        let timed = word.split_once([':', '.', 'h']).is_some_and(|(hour, minute)| {
            let figures = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
            hour.len() <= 2 && figures(hour) == hour.len() && !hour.is_empty() && figures(minute) == 2
        });
        if timed {
            return Some(start);
        }
        if word.chars().count() > ZONE || start == 0 {
            return None;
        }
        end = text[..start].trim_end().len();
    }
    None
}

/// So many words stand behind a time, none of more letters: "p.m.", "Uhr", "(CEST)".
const CLOCK: usize = 2;
const ZONE: usize = 6;

/// Names of one language are words of another: "so", "mar".
fn is_weekday(word: &str, language: &str) -> bool {
    let own = primary(language);
    table().weekdays.get(word).is_some_and(|found| {
        let long = own.is_empty() && word.chars().count() > SHORT;
        long || found.iter().any(|of| *of == own || *of == "en")
    })
}

fn ends_in(text: &str, phrases: &[String]) -> bool {
    let text = trimmed(text);
    let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let short = last.chars().count() <= SHORT;
    ends_in_one(text, phrases) || short && ends_in_one(trimmed(before), phrases)
}

/// A word between "updated" and the date has at most so many letters.
const SHORT: usize = 3;

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '\u{ff1a}')
}

fn ends_in_one(text: &str, phrases: &[String]) -> bool {
    let stands = |phrase: &str| {
        let before = text[..text.len() - phrase.len()].chars().next_back();
        let dense = phrase.starts_with(is_dense);
        dense || before.is_none_or(|c| !c.is_alphabetic())
    };
    phrases.iter().any(|phrase| text.ends_with(phrase.as_str()) && stands(phrase))
}

#[derive(Default)]
struct Table {
    months: HashMap<String, Vec<(&'static str, u8)>, FixedState>,
    eras: HashMap<String, i32, FixedState>,
    /// The languages in which a name is one of a day of the week.
    weekdays: HashMap<String, Vec<&'static str>, FixedState>,
    updated: Vec<String>,
    published: Vec<String>,
}

/// The number of a month.
fn number(kind: &str) -> Option<u8> {
    let persian = kind.strip_prefix("persian-").and_then(|month| month.parse::<u8>().ok());
    persian.map(|month| month + 12).or_else(|| kind.parse().ok())
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (language, kind, word) in kinds(include_str!("data/dates.txt")) {
            if let Some(year) = kind.strip_prefix("era-").and_then(|year| year.parse().ok()) {
                table.eras.insert(normalise(word), year);
                continue;
            }
            match number(kind) {
                Some(month) => table.months.entry(normalise(word)).or_default().push((language, month)),
                None if kind == "weekday" => {
                    table.weekdays.entry(normalise(word)).or_default().push(primary(language));
                }
                None if kind == "published" => table.published.push(normalise(word)),
                None => table.updated.push(normalise(word)),
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_month_or_a_word_before_a_date() {
        for (language, kind, word) in kinds(include_str!("data/dates.txt")) {
            let word_kind = matches!(kind, "updated" | "published" | "weekday") || kind.starts_with("era-");
            let known = word_kind || number(kind).is_some_and(|month| (1..=24).contains(&month));
            assert!(known && !word.is_empty() && language.len() >= 2, "[{language}] {kind} {word}");
        }
    }

    #[test]
    fn months_are_read_in_the_language_of_the_page() {
        assert_eq!(month("september", ""), Some(9));
        assert_eq!((month("listopad", "pl-PL"), month("listopad", "hr")), (Some(11), Some(10)));
        assert_eq!(month("monday", "en"), None);
    }

    #[test]
    fn words_for_a_change_stand_alone() {
        assert!(ends_in_update("last updated: ") && ends_in_update("text: jo. updated on"));
        assert!(!ends_in_update("unupdated") && !ends_in_update("published"));
        assert!(ends_in_publication("date:") && ends_in_publication("posted on") && !ends_in_publication("candidate"));
        assert!(is_publication("published on:") && !is_publication("closing date"));
    }

    #[test]
    fn weekdays_and_times_stand_between_a_label_and_its_date() {
        for (text, language, rest) in [
            ("Aktualisiert am Montag, ", "de", "Aktualisiert am"),
            ("Updated 4:05 PM EST, ", "en", "Updated"),
            ("Last updated on Monday at 16.05, ", "en", "Last updated on"),
            ("Publié le dim. ", "fr", "Publié le"),
            ("Ada So", "en", "Ada So"),
            ("Domenica", "it", ""),
        ] {
            assert_eq!(without_weekday(text, language), rest, "{text}");
        }
    }

    #[test]
    fn labels_are_no_part_of_what_stands_before_them() {
        for (text, language, rest) in [
            ("Publicerad ", "sv", ""),
            ("Ada Quill, published on Monday, ", "en", "Ada Quill"),
            (
                "\u{ae40}\u{bbfc}\u{c218} \u{ae30}\u{c790} \u{c785}\u{b825} ",
                "ko",
                "\u{ae40}\u{bbfc}\u{c218} \u{ae30}\u{c790}",
            ),
            ("By Ada Quill | ", "en", "By Ada Quill"),
        ] {
            assert_eq!(without_label(text, language), rest, "{text}");
        }
        assert!(
            begins_with_update("\u{66f4}\u{65b0})")
                && !begins_with_update("\u{66f4}\u{65b0} 2024")
                && !begins_with_update(" updated")
        );
    }
}
