//! Names as bylines write them: several in a string, with "by" before and
//! offices, degrees, addresses behind.

use std::collections::HashSet;

use super::text::clean;
use super::written;
use crate::lexicon::{NameWord, ends_in_update, normalise};
use crate::parse::first_bytes;

/// Longest name, in words.
const WORDS: usize = 6;

/// Longest name, in characters.
const CHARS: usize = 60;

/// No more of a string of names is read, in bytes.
const TEXT: usize = 4_000;

/// Longest abbreviation in brackets behind a name, in characters.
const INITIALS: usize = 6;

/// "And" stands between names of at most so many words.
const HALF: usize = 5;

/// The names in a string that is declared to be one or more, on a page in `language`.
pub(super) fn split(text: &str, language: &str) -> Vec<String> {
    let text = clean(first_bytes(text, TEXT));
    let text = text.trim_matches(|c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}') || c.is_whitespace());
    if is_address(text) {
        return Vec::new();
    }
    let text = without_date(text);
    let mut names = Vec::new();
    for line in lines(text) {
        // What follows a dash is an office or a place.
        let parts = line.split(" - ").flat_map(|p| p.split(" \u{2013} ")).flat_map(|p| p.split(" \u{2014} "));
        names.extend(parts.map(|p| in_part(p, language)).find(|n| !n.is_empty()).unwrap_or_default());
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.to_ascii_lowercase()));
    names
}

/// What stands between marks that no name holds. A middle dot between letters of
/// katakana is one inside a foreign name.
fn lines(text: &str) -> Vec<&str> {
    let marks = ['|', ';', '\n', '\u{2022}', '\u{b7}', '\u{2219}', '\u{25cf}', '\u{bb}', '\u{ab}'];
    let of_scripts = ['\u{3001}', '\u{ff0c}', '\u{30fb}', '\u{60c}', '\u{61b}'];
    let katakana = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'));
    let (mut lines, mut start) = (Vec::new(), 0);
    for (at, c) in text.char_indices().filter(|(_, c)| marks.contains(c) || of_scripts.contains(c)) {
        let end = at + c.len_utf8();
        let inside =
            c == '\u{30fb}' && katakana(text[..at].chars().next_back()) && katakana(text[end..].chars().next());
        if !inside {
            lines.push(&text[start..at]);
            start = end;
        }
    }
    lines.push(&text[start..]);
    lines
}

/// The names between commas, slashes and words for "and".
fn in_part(part: &str, language: &str) -> Vec<String> {
    let mut names = Vec::new();
    for list in without_by(part, language).split([',', '/']) {
        for one in split_and(list) {
            let name = tidy(without_by(&one, language));
            let key = normalise(&name);
            let none = NameWord::Nobody.is(&key) || NameWord::By.is_in(&key, language);
            if none || NameWord::Degree.is(key.trim_end_matches('.')) {
                continue;
            }
            // What follows an office belongs to it.
            if !names.is_empty() && has_role(&key) {
                return names;
            }
            if is_name(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// `Ada Quill and Ben Ream` is two names, `Centre for Pens and Ink` is one.
fn split_and(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // `Dan` is a name, `dan` is a word.
    let is_and =
        |w: &str| w == "&" || w == "+" || !w.starts_with(char::is_uppercase) && NameWord::And.is(&normalise(w));
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for (i, word) in words.iter().enumerate() {
        let before = parts.last().map_or(0, Vec::len);
        let joins = || {
            let after = words[i + 1..].iter().take_while(|w| !is_and(w)).count();
            let both = (2..=HALF).contains(&before) && (2..=HALF).contains(&after) && *word != "+";
            before == 0 || both && is_person(&words[i + 1..i + 1 + after])
        };
        if is_and(word) && joins() {
            if before > 0 {
                parts.push(Vec::new());
            }
        } else if let Some(part) = parts.last_mut() {
            part.push(word);
        }
    }
    parts.into_iter().map(|p| p.join(" ")).filter(|p| !p.is_empty()).collect()
}

/// Words of a person's name: those that are longer than a particle begin with a
/// capital, in scripts that have them.
fn is_person(words: &[&str]) -> bool {
    words.iter().all(|w| w.chars().count() <= 3 || !w.starts_with(char::is_lowercase))
}

/// Without "by", "written by", "text:" before the name, in the page's language.
fn without_by<'t>(text: &'t str, language: &str) -> &'t str {
    let mut text = text.trim();
    while let Some(rest) = without_one_by(text, language) {
        text = rest;
    }
    text
}

fn without_one_by<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let is_by = |by: &str| NameWord::By.is_in(normalise(by).trim(), language);
    let words = || text.match_indices(char::is_whitespace).map(|(at, _)| at).take(NameWord::LONGEST);
    // A colon ends what stands before a name.
    let first = &text[..words().last().unwrap_or(text.len())];
    if let Some((before, _)) = first.split_once([':', '\u{ff1a}']).filter(|(before, _)| is_by(before)) {
        let after = text[before.len()..].trim_start_matches([':', '\u{ff1a}']).trim();
        if !after.is_empty() {
            return Some(after);
        }
    }
    let end = words().filter(|at| is_by(&text[..*at])).last()?;
    let rest = text[end..].trim_start();
    // `von der Aue` and `De Niro` are names.
    let name = rest.contains(' ') && rest.starts_with(char::is_uppercase);
    (!rest.is_empty() && (!is_particle(&text[..end]) || name)).then_some(rest)
}

fn is_particle(word: &str) -> bool {
    NameWord::Particle.is(&normalise(word))
}

/// Whether it begins with a word that is the beginning of names too.
pub(super) fn begins_with_particle(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_particle)
}

/// Whether the text begins as a byline does.
pub(super) fn begins_with_by(text: &str, language: &str) -> bool {
    without_one_by(text.trim(), language).is_some()
}

/// Whether it begins with a phrase of several words, such as "written by".
pub(super) fn begins_with_phrase(text: &str, language: &str) -> bool {
    let text = text.trim();
    without_one_by(text, language)
        .is_some_and(|rest| text[..text.len() - rest.len()].trim().contains(char::is_whitespace))
}

/// Without what is no part of a name: an e-mail address, initials in brackets
/// behind it, an account's name, quotation marks.
fn tidy(name: &str) -> String {
    let words = name.split_whitespace().filter(|w| !w.contains('@') && !w.contains("://"));
    let mut name = words.collect::<Vec<_>>().join(" ");
    if let Some(open) = name.rfind('(').filter(|at| *at > 0) {
        let inner = name[open + 1..].trim_end_matches(')').chars().count();
        if name.ends_with(')') && inner <= INITIALS {
            name.truncate(open);
        }
    }
    let words: Vec<&str> = name.split(' ').collect();
    if let Some(at) = words.iter().skip(1).position(|w| NameWord::After.is(w)) {
        name = words[..=at].join(" ");
    }
    // In scripts without capitals the office stands behind the name.
    let office = |word: &str| !word.contains(char::is_lowercase) && NameWord::Role.is(word);
    while let Some((before, _)) = name.rsplit_once(' ').filter(|(_, last)| office(last)) {
        name.truncate(before.len());
    }
    let edge = |c: char| matches!(c, ',' | ':' | '-' | '\u{2013}' | '*' | '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    name.trim_matches(|c: char| edge(c) || c.is_whitespace()).to_owned()
}

/// The text before its first date, or after it if nothing stands before.
pub(super) fn without_date(text: &str) -> &str {
    let Some(date) = written::find(text, "").into_iter().next() else { return text };
    let (before, after) = (text[..date.start].trim(), text[date.end..].trim());
    if before.chars().any(char::is_alphabetic) { before } else { after }
}

/// What stands where a name would: an office, or a word such as "news".
pub(super) fn is_nobody(text: &str) -> bool {
    let key = normalise(text);
    NameWord::Nobody.is(&key) || has_role(&key)
}

/// A word of the text says what somebody does.
fn has_role(normalised: &str) -> bool {
    normalised.split([' ', '-']).any(|w| NameWord::Role.is(w.trim_matches(|c: char| !c.is_alphanumeric())))
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
    let capital = name.chars().next().is_some_and(|c| !c.is_lowercase());
    let plain = !name.contains(['?', '!', '#', '%', '\u{2026}']) && !name.chars().any(|c| c.is_ascii_digit());
    let words: Vec<&str> = name.split_whitespace().collect();
    is_name(name) && capital && plain && is_person(&words) && !has_role(&normalise(name)) && !name.ends_with('.')
        || is_name(name) && capital && plain && name.ends_with('.') && words.len() > 1 && words.len() < 4
}

/// The name of a person and no more: two or three words of letters, each with a
/// capital.
pub(super) fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_part = |w: &&str| {
        let plain = w.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-' | '.'));
        plain
            && !is_glued(w)
            && w.starts_with(char::is_uppercase)
            && (w.len() <= 3 || !w.chars().all(|c| !c.is_lowercase()))
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
    fn names_are_freed_of_what_stands_around_them() {
        for (written, names) in [
            ("By Ada Quill", vec!["Ada Quill"]),
            ("Written by: Ada Quill, Senior Editor, Harbour Post", vec!["Ada Quill"]),
            ("Ada Quill, MD, PhD", vec!["Ada Quill"]),
            ("Ada Quill (aq.)", vec!["Ada Quill"]),
            ("Ada Quill ada@example.org", vec!["Ada Quill"]),
            ("Ada Quill | May 9, 2025", vec!["Ada Quill"]),
            ("Ada Quill, Reuters", vec!["Ada Quill", "Reuters"]),
            ("dpa", vec!["dpa"]),
            ("https://social.example.org/ada", vec![]),
            ("admin", vec![]),
        ] {
            assert_eq!(split(written, ""), names, "{written}");
        }
    }

    #[test]
    fn several_names_are_told_apart_in_several_languages() {
        for written in [
            "Ada Quill and Ben Ream",
            "Von Ada Quill und Ben Ream",
            "Por Ada Quill y Ben Ream",
            "Av Ada Quill og Ben Ream",
            "Ada Quill, Ben Ream",
            "Ada Quill, and Ben Ream",
            "Ada Quill & Ben Ream",
            "Ada Quill; Ben Ream",
            "Ada Quill\u{60c} Ben Ream",
        ] {
            assert_eq!(split(written, ""), ["Ada Quill", "Ben Ream"], "{written}");
        }
        assert_eq!(split("Centre for Pens and Ink", "en"), ["Centre for Pens and Ink"]);
        let long = "Mar\u{ed}a P\u{e9}rez de la Cruz";
        assert_eq!(split(&format!("Ada Quill y {long}"), "es"), ["Ada Quill", long]);
    }

    #[test]
    fn first_names_are_no_word_for_by() {
        for (name, language) in [("Yazan Haddad", "en"), ("Na Young Kim", "en"), ("Per Erik Olsson", "sv")] {
            assert_eq!(split(name, language), [name]);
            assert!(!begins_with_by(name, language));
        }
        assert_eq!(split("Yazan Ada Quill", "tr"), ["Ada Quill"]);
    }

    #[test]
    fn offices_and_dots_of_other_scripts() {
        let (kim, lee) = ("\u{ae40}\u{cca0}\u{c218}", "\u{c774}\u{c601}\u{d76c}");
        assert_eq!(split(&format!("{kim}, {lee} \u{ae30}\u{c790}"), "ko"), [kim, lee]);
        let john = "\u{30b8}\u{30e7}\u{30f3}\u{30fb}\u{30b9}\u{30df}\u{30b9}";
        assert_eq!(split(john, "ja"), [john]);
        let two = "\u{7530}\u{4e2d}\u{82b1}\u{5b50}\u{30fb}\u{68ee}\u{4e00}";
        assert_eq!(split(two, "ja").len(), 2);
    }

    #[test]
    fn names_in_other_scripts() {
        assert_eq!(
            split("\u{7530}\u{4e2d}\u{82b1}\u{5b50}\u{3001}\u{68ee}\u{4e00}", "ja"),
            ["\u{7530}\u{4e2d}\u{82b1}\u{5b50}", "\u{68ee}\u{4e00}"]
        );
        assert_eq!(
            split(
                "\u{410}\u{432}\u{442}\u{43e}\u{440}: \u{418}\u{432}\u{430}\u{43d} \u{41f}\u{435}\u{440}\u{44c}\u{435}\u{432}",
                "ru"
            ),
            ["\u{418}\u{432}\u{430}\u{43d} \u{41f}\u{435}\u{440}\u{44c}\u{435}\u{432}"]
        );
        assert_eq!(
            split("\u{5de}\u{5d0}\u{5ea}: \u{5d3}\u{5e0}\u{5d4} \u{5db}\u{5d4}\u{5df}", "he"),
            ["\u{5d3}\u{5e0}\u{5d4} \u{5db}\u{5d4}\u{5df}"]
        );
    }

    #[test]
    fn accounts_are_told_from_names() {
        assert!(is_account("ada-quill") && is_account("aquill42") && !is_account("Ada Quill") && !is_account("AFP"));
    }
}
