//! What a text must look like to be a name.

use crate::lexicon::{NameWord, ends_in_update, is_date_label, is_letter, normalise};

/// Longest name, in words.
const WORDS: usize = 6;

/// Longest name, in characters.
const CHARS: usize = 60;

/// What stands where a name would: an office, or a word such as "news".
pub(super) fn is_nobody(text: &str) -> bool {
    let key = normalise(text);
    NameWord::Nobody.is(&key) || has_role(&key)
}

/// A word of the text says what somebody does.
pub(super) fn has_role(normalised: &str) -> bool {
    normalised.split([' ', '-']).any(|w| NameWord::Role.is(w.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// An agency's name, which may begin with a small letter.
pub(super) fn is_agency(name: &str) -> bool {
    NameWord::Agency.is(&normalise(name))
}

/// Web addresses and the names of files are no names of people.
pub(super) fn is_address(text: &str) -> bool {
    let dotted = || !text.contains(' ') && text.contains('/') && text.contains('.');
    text.contains("://") || text.starts_with("www.") || text.starts_with('/') || dotted()
}

/// A name, of a person or of an agency.
pub(super) fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let opens_code = name.contains(['{', '}', '<', '>', '=', '$', '\\', ':', '\u{2026}']);
    let brackets = name.matches('(').count() == name.matches(')').count() && !name.starts_with('(');
    (1..=WORDS).contains(&words)
        && name.chars().count() <= CHARS
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !opens_code
        && brackets
        && !is_address(name)
        && !is_date(name)
        && !NameWord::Nobody.is(&normalise(name))
}

/// Figures at both ends: a day, and a year that no calendar of ours has.
fn is_date(name: &str) -> bool {
    let figures = |word: Option<&str>| word.is_some_and(|word| word.chars().all(char::is_numeric));
    let mut words = name.split_whitespace();
    figures(words.next()) && figures(words.next_back())
}

/// A name as a byline in the page has it: no figures, no sentence, no office.
pub(super) fn is_written_name(name: &str) -> bool {
    let capital = name.chars().next().is_some_and(|c| !c.is_lowercase()) || is_agency(name);
    let plain = !name.contains(['?', '!', '#', '%', '\u{2026}']) && !name.chars().any(|c| c.is_ascii_digit());
    let words: Vec<&str> = name.split_whitespace().collect();
    let key = normalise(name);
    let plain = plain && !is_date_label(&key);
    is_name(name) && capital && plain && is_person(&words) && !has_role(&key) && !name.ends_with('.')
        || is_name(name) && capital && plain && name.ends_with('.') && words.len() > 1 && words.len() < 4
}

/// Words of a person's name: those that are longer than a particle begin with a
/// capital, in scripts that have them.
pub(super) fn is_person(words: &[&str]) -> bool {
    words.iter().all(|w| w.chars().count() <= 3 || !w.starts_with(char::is_lowercase))
}

/// The name of a person and no more: two or three words of letters, each with a
/// capital where the script has them.
pub(super) fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_part = |w: &&str| {
        let plain = w.chars().all(|c| is_letter(c) || matches!(c, '\'' | '\u{2019}' | '-' | '.'));
        plain
            && !is_glued(w)
            && w.chars().next().is_some_and(|c| !c.is_lowercase())
            && (w.len() <= 3 || w.contains(char::is_lowercase) || !w.contains(char::is_uppercase))
    };
    let update = ends_in_update(&normalise(name));
    (2..=3).contains(&words.len()) && !update && words.iter().all(is_part) && is_written_name(name)
}

/// A label and a value without a space between: "PlaceThe". `MacDonald` is a name.
fn is_glued(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let begins = |w: &[char]| w[0].is_lowercase() && w[1].is_uppercase() && w[2].is_lowercase();
    letters.windows(3).skip(PREFIX).any(begins)
}

/// Names have a capital after at most so many letters: `FitzGerald`.
const PREFIX: usize = 4;

/// The name of an account rather than of a person: `ada-quill`, `aquill42`.
pub(super) fn is_account(name: &str) -> bool {
    !name.contains(' ')
        && name.is_ascii()
        && (name.contains(['-', '_', '.']) && name.chars().all(|c| !c.is_uppercase())
            || name.ends_with(|c: char| c.is_ascii_digit())
            || name.chars().all(|c| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_told_from_names() {
        assert!(is_account("ada-quill") && is_account("aquill42") && !is_account("Ada Quill") && !is_account("AFP"));
    }

    #[test]
    fn full_names_are_those_of_people() {
        for name in ["Ada Quill", "Marta D\u{2019}Angelo", "\u{5d0}\u{5d1}\u{5d9} \u{5db}\u{5d4}\u{5df}"] {
            assert!(is_full_name(name), "{name}");
        }
        for other in ["Ada", "ada quill", "MORE NEWS", "Published on", "Ada Quill 3"] {
            assert!(!is_full_name(other), "{other}");
        }
    }
}
