//! Names as bylines write them: several in a string, with "by" before and
//! offices, degrees, addresses behind.

use super::text::clean;
use super::written;
use crate::lexicon::{NameWord, ends_in_update, normalise};

/// Longest name, in words.
const WORDS: usize = 6;

/// Longest name, in characters.
const CHARS: usize = 60;

/// No more of a string of names is read, in bytes.
const TEXT: usize = 4_000;

/// Longest abbreviation in brackets behind a name, in characters.
const INITIALS: usize = 6;

/// The names in a string that is declared to be one or more.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut end = text.len().min(TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = clean(&text[..end]);
    let text = text.trim_matches(|c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}') || c.is_whitespace());
    if is_address(text) {
        return Vec::new();
    }
    let text = without_date(text);
    let mut names = Vec::new();
    for line in text.split([
        '|', ';', '\n', '\u{2022}', '\u{b7}', '\u{3001}', '\u{ff0c}', '\u{30fb}', '\u{bb}', '\u{ab}', '\u{2219}',
        '\u{25cf}',
    ]) {
        // What follows a dash is an office or a place.
        let mut parts = line.split(" - ").flat_map(|p| p.split(" \u{2013} ")).flat_map(|p| p.split(" \u{2014} "));
        names.extend(parts.find_map(|p| Some(in_part(without_by(p))).filter(|n| !n.is_empty())).unwrap_or_default());
    }
    let mut unique: Vec<String> = Vec::new();
    for name in names {
        if !unique.iter().any(|u| u.eq_ignore_ascii_case(&name)) {
            unique.push(name);
        }
    }
    unique
}

/// The names between commas, slashes and words for "and".
fn in_part(part: &str) -> Vec<String> {
    let mut names = Vec::new();
    for list in part.split([',', '/']) {
        for one in split_and(list) {
            let name = tidy(without_by(&one));
            let key = normalise(&name);
            if NameWord::Degree.is(key.trim_end_matches('.')) || NameWord::Nobody.is(&key) || NameWord::By.is(&key) {
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
        let after = words[i + 1..].iter().take_while(|w| !is_and(w)).count();
        let both = (2..=4).contains(&before) && (2..=4).contains(&after) && *word != "+";
        if is_and(word) && (before == 0 || both && is_person(&words[i + 1..i + 1 + after])) {
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

/// Without "by", "written by", "text:" before the name, in any language.
pub(super) fn without_by(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = without_one_by(text) {
        text = rest;
    }
    text
}

fn without_one_by(text: &str) -> Option<&str> {
    // A colon ends what stands before a name.
    if let Some((before, after)) = text.split_once([':', '\u{ff1a}'])
        && !after.trim().is_empty()
        && NameWord::By.is(normalise(before).trim())
    {
        return Some(after.trim());
    }
    let ends = text.match_indices(char::is_whitespace).map(|(at, _)| at).take(NameWord::LONGEST);
    let end = ends.filter(|at| NameWord::By.is(&normalise(&text[..*at]))).last()?;
    let rest = text[end..].trim_start();
    let by = &text[..end];
    // `von der Aue` and `De Niro` are names.
    let particle = NameWord::Particle.is(&normalise(by));
    let name = rest.contains(' ') && rest.starts_with(char::is_uppercase);
    (!rest.is_empty() && (!particle || name)).then_some(rest)
}

/// Whether the text begins as a byline does.
pub(super) fn begins_with_by(text: &str) -> bool {
    without_one_by(text.trim()).is_some()
}

/// Whether it begins with a phrase of several words, such as "written by".
pub(super) fn begins_with_phrase(text: &str) -> bool {
    let text = text.trim();
    without_one_by(text).is_some_and(|rest| text[..text.len() - rest.len()].trim().contains(char::is_whitespace))
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
    let edge = |c: char| matches!(c, ',' | ':' | '-' | '\u{2013}' | '*' | '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    name.trim_matches(|c: char| edge(c) || c.is_whitespace()).to_owned()
}

/// The text before its first date, or after it if nothing stands before.
pub(super) fn without_date(text: &str) -> &str {
    let Some(date) = written::find(text, "").into_iter().next() else { return text };
    let (before, after) = (text[..date.start].trim(), text[date.end..].trim());
    if before.chars().any(char::is_alphabetic) { before } else { after }
}

/// A word of the text says what somebody does.
pub(super) fn has_role(normalised: &str) -> bool {
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
        && !NameWord::Nobody.is(&normalise(name))
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
        plain && w.starts_with(char::is_uppercase) && (w.len() <= 3 || !w.chars().all(|c| !c.is_lowercase()))
    };
    let update = ends_in_update(&normalise(name));
    (2..=3).contains(&words.len()) && !update && words.iter().all(is_part) && is_written_name(name)
}

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
            assert_eq!(split(written), names, "{written}");
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
        ] {
            assert_eq!(split(written), ["Ada Quill", "Ben Ream"], "{written}");
        }
        assert_eq!(split("Centre for Pens and Ink"), ["Centre for Pens and Ink"]);
    }

    #[test]
    fn names_in_other_scripts() {
        assert_eq!(
            split("\u{7530}\u{4e2d}\u{82b1}\u{5b50}\u{3001}\u{68ee}\u{4e00}"),
            ["\u{7530}\u{4e2d}\u{82b1}\u{5b50}", "\u{68ee}\u{4e00}"]
        );
        assert_eq!(
            split(
                "\u{410}\u{432}\u{442}\u{43e}\u{440}: \u{418}\u{432}\u{430}\u{43d} \u{41f}\u{435}\u{440}\u{44c}\u{435}\u{432}"
            ),
            ["\u{418}\u{432}\u{430}\u{43d} \u{41f}\u{435}\u{440}\u{44c}\u{435}\u{432}"]
        );
        assert_eq!(
            split("\u{5de}\u{5d0}\u{5ea}: \u{5d3}\u{5e0}\u{5d4} \u{5db}\u{5d4}\u{5df}"),
            ["\u{5d3}\u{5e0}\u{5d4} \u{5db}\u{5d4}\u{5df}"]
        );
    }

    #[test]
    fn accounts_are_told_from_names() {
        assert!(is_account("ada-quill") && is_account("aquill42") && !is_account("Ada Quill") && !is_account("AFP"));
    }
}
