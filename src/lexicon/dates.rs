//! Names of the months, and words that stand before the date of publication or of a change.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::sections::kinds;
use super::{normalise, primary};
use crate::parse::is_dense;

/// The number of the month called `word`, in normalised spelling. A name that
/// is not the same month in all languages is read in `language`, a BCP 47 tag.
pub fn month(word: &str, language: &str) -> Option<u8> {
    let found = table().months.get(word)?;
    let own_language = primary(language);
    let own = found.iter().find(|(l, _)| primary(l) == own_language);
    own.or(found.first()).map(|(_, month)| *month)
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
    let text = trimmed(text);
    let (before, last) = text.rsplit_once(' ').unwrap_or((text, ""));
    let one = |text: &str| table().published.iter().any(|phrase| phrase == text);
    one(text) || last.chars().count() <= SHORT && one(trimmed(before))
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
    updated: Vec<String>,
    published: Vec<String>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (language, kind, word) in kinds(include_str!("data/dates.txt")) {
            match kind.parse() {
                Ok(month) => table.months.entry(normalise(word)).or_default().push((language, month)),
                Err(_) if kind == "published" => table.published.push(normalise(word)),
                Err(_) => table.updated.push(normalise(word)),
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
            let known =
                kind == "updated" || kind == "published" || kind.parse().is_ok_and(|m: u8| (1..=12).contains(&m));
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
}
