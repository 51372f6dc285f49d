//! Words around the names of authors.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::normalise;
use super::sections::kinds;

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
            _ => return None,
        })
    }

    /// True if `text`, in normalised spelling, is such a word in any language.
    pub fn is(self, text: &str) -> bool {
        table().get(text).is_some_and(|kinds| kinds.contains(&self))
    }

    /// Such words of several words are not longer than this.
    pub const LONGEST: usize = 4;
}

fn table() -> &'static HashMap<String, Vec<NameWord>> {
    static TABLE: OnceLock<HashMap<String, Vec<NameWord>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<String, Vec<NameWord>> = HashMap::new();
        for (_, kind, word) in kinds(include_str!("data/names.txt")) {
            table.entry(normalise(word)).or_default().extend(NameWord::parse(kind));
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
}
