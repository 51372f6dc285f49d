//! Words around the names of authors.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::sections::kinds;
use super::{normalise, primary};

/// What a word is for the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameWord {
    /// Joins two names.
    And,
    /// Stands before a name.
    By,
    /// What an author does.
    Role,
    /// Stands after a name: a degree, a generation.
    Degree,
    /// Stands where a name would, and is none.
    Nobody,
    /// Stands before a name, and is also the beginning of names.
    Particle,
    /// Begins what follows a name: a place, a time.
    After,
    /// Stands before a colon and a name.
    Label,
    /// Stands before the name of whoever made the pictures.
    Picture,
    /// The name of a news agency.
    Agency,
}

impl NameWord {
    fn parse(kind: &str) -> Option<NameWord> {
        Some(match kind {
            "and" => NameWord::And,
            "by" => NameWord::By,
            "role" => NameWord::Role,
            "degree" => NameWord::Degree,
            "nobody" => NameWord::Nobody,
            "particle" => NameWord::Particle,
            "after" => NameWord::After,
            "label" => NameWord::Label,
            "picture" => NameWord::Picture,
            "agency" => NameWord::Agency,
            _ => return None,
        })
    }

    /// True if `text`, in normalised spelling, is such a word in any language.
    pub fn is(self, text: &str) -> bool {
        table().words.get(text).is_some_and(|kinds| kinds.iter().any(|(_, kind)| *kind == self))
    }

    /// True if it is such a word on a page in `language`, a BCP 47 tag: in that one or
    /// in English, in any if none are known in that one. A word of one language is a
    /// first name in another; a phrase, and a word in another script, is not.
    pub fn is_in(self, text: &str, language: &str) -> bool {
        let Table { words, languages } = table();
        let own = primary(language);
        let name = || languages.contains(&(own, self)) && !text.contains(' ') && text.chars().all(is_latin);
        let fits = |of: &str| of == own || of == "en" || !name();
        words.get(text).is_some_and(|kinds| kinds.iter().any(|(of, kind)| *kind == self && fits(of)))
    }

    /// Such words of several words are not longer than this.
    pub const LONGEST: usize = 4;
}

/// Letters of Latin script, and all that stands between letters.
fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)
}

#[derive(Default)]
struct Table {
    /// What each word is, and in which language.
    words: HashMap<String, Vec<(&'static str, NameWord)>, FixedState>,
    /// The languages that have words of a kind.
    languages: HashSet<(&'static str, NameWord)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (language, kind, word) in kinds(include_str!("data/names.txt")) {
            let read = NameWord::parse(kind).map(|kind| (primary(language), kind));
            table.words.entry(normalise(word)).or_default().extend(read);
            table.languages.extend(read);
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_a_kind_and_not_too_long() {
        for (language, kind, word) in kinds(include_str!("data/names.txt")) {
            let short = word.split(' ').count() <= NameWord::LONGEST;
            assert!(NameWord::parse(kind).is_some() && short, "[{language}] {kind} {word}");
        }
    }

    #[test]
    fn words_are_known_by_what_they_are() {
        assert!(NameWord::By.is("written by") && NameWord::And.is("and") && !NameWord::And.is("by"));
    }

    #[test]
    fn a_word_of_another_language_may_be_a_name() {
        let is_by = |word: &str, language: &str| NameWord::By.is_in(word, language);
        assert!(is_by("yazan", "tr-TR") && !is_by("yazan", "en") && is_by("by", "tr") && is_by("yazan", ""));
        assert!(is_by("per", "ca") && !is_by("per", "sv") && is_by("escrito por", "en"));
        assert!(is_by("\u{4f5c}\u{8005}", "en"));
    }
}
