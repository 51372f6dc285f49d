//! Names as bylines write them: several in a string, with "by" before and
//! offices, degrees, addresses behind.

use std::collections::HashSet;

use super::shape::{has_role, is_address, is_agency, is_name, is_person};
use super::text::clean;
use super::{labels, written};
use crate::lexicon::{NameWord, is_letter, normalise, without_label};
use crate::parse::{first_bytes, is_sign};

/// No more of a string of names is read, in bytes.
const TEXT: usize = 4_000;

/// Longest abbreviation in brackets behind a name, in characters.
const INITIALS: usize = 6;

/// "And" stands between names of at most so many words.
const HALF: usize = 5;

/// No more dates of a text are passed over.
const DATES: usize = 4;

/// The names in a string that is declared to be one or more, on a page in `language`.
pub(super) fn split(text: &str, language: &str) -> Vec<String> {
    split_lines(&clean(first_bytes(text, TEXT)), language)
}

/// The names in a text of the page, which may have several lines.
pub(super) fn split_lines(text: &str, language: &str) -> Vec<String> {
    let cleaned: Vec<String> = first_bytes(text, TEXT).split('\n').map(clean).collect();
    let text = cleaned.join("\n");
    let text = text.trim_matches(|c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}') || c.is_whitespace());
    if is_address(text) {
        return Vec::new();
    }
    let text = without_date(text, language);
    let mut names = Vec::new();
    let mut announced = false;
    for line in text.split(['\n', '|', ';']) {
        // Under "By Ada Quill" stands her office, her paper, or another such line.
        let begins = begins_with_by(line, language);
        if announced && !begins {
            continue;
        }
        announced = begins && text.contains('\n');
        for part in labels::parts(line, language).into_iter().flat_map(lines) {
            names.extend(around_dash(part, language));
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.to_ascii_lowercase()));
    names
}

/// The names before a dash: what follows is an office or a place. In scripts without capitals
/// one word before it is the place.
fn around_dash(part: &str, language: &str) -> Vec<String> {
    let parts = part.split(" - ").flat_map(|p| p.split(" \u{2013} ")).flat_map(|p| p.split(" \u{2014} "));
    let mut found = parts.map(|p| in_part(p, language)).filter(|n| !n.is_empty());
    let Some(first) = found.next() else { return Vec::new() };
    let caseless = |name: &String| !name.contains(char::is_lowercase) && !name.contains(char::is_uppercase);
    let is_place = |name: &String| caseless(name) && !name.contains(' ');
    if !first.iter().all(is_place) {
        return first;
    }
    let next = found.next().filter(|next| next.iter().all(|name| caseless(name) && name.contains(' ')));
    next.unwrap_or(first)
}

/// What stands between marks that no name holds. A middle dot between letters of
/// katakana is one inside a foreign name.
fn lines(text: &str) -> Vec<&str> {
    let marks = ['\u{2022}', '\u{b7}', '\u{2219}', '\u{25cf}', '\u{bb}', '\u{ab}'];
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
    if labels::is_of_pictures(part, language) {
        return names;
    }
    // What follows a bar is where it was written.
    let part = part.split(labels::BAR).next().unwrap_or(part);
    for list in without_by(part, language).split([',', '/']) {
        for one in split_and(list, language).into_iter().filter(|one| !labels::is_told_of_pictures(one)) {
            let name = tidy(without_by(&one, language));
            let name = without_sign(&name).unwrap_or(&name).to_owned();
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
fn split_and(text: &str, language: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitals = !text.contains(char::is_lowercase);
    // `Dan` is a name, `dan` is a word.
    let is_and = |w: &str| {
        let joined = || capitals && NameWord::And.is_in(&normalise(w), language);
        w == "&" || w == "+" || !w.starts_with(char::is_uppercase) && NameWord::And.is(&normalise(w)) || joined()
    };
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for (i, word) in words.iter().enumerate() {
        let before = parts.last().map_or(0, Vec::len);
        let joins = || {
            let after = words[i + 1..].iter().take_while(|w| !is_and(w)).count();
            let both = (2..=HALF).contains(&before) && (2..=HALF).contains(&after) && *word != "+";
            let next = &words[i + 1..i + 1 + after];
            before == 0 || both && is_person(next) || before > 1 && after == 1 && is_agency(next[0])
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
    if let Some((before, _)) = first.split_once(labels::COLONS).filter(|(before, _)| is_by(before)) {
        let after = text[before.len()..].trim_start_matches(labels::COLONS).trim();
        if !after.is_empty() {
            return Some(after);
        }
    }
    let end = words().filter(|at| is_by(&text[..*at])).last()?;
    let rest = text[end..].trim_start();
    // `von der Aue` and `De Niro` are names.
    let name = rest.contains(' ') && rest.starts_with(char::is_uppercase);
    (!rest.is_empty() && (!is_particle(&text[..end]) || name || is_agency(rest))).then_some(rest)
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

/// "ByAda Quill" without its first word: themes set the two apart by a margin.
pub(super) fn without_glued_by<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let first = text.split_whitespace().next()?;
    let small = |c: char| c.is_lowercase();
    let (at, _) = first.char_indices().skip(1).find(|(at, c)| c.is_uppercase() && first[..*at].ends_with(small))?;
    let by = normalise(&first[..at]);
    (NameWord::By.is_in(&by, language) && !NameWord::Particle.is(&by)).then(|| &text[at..])
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
    // Behind an address the name stands in brackets.
    if let Some(inner) = name.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        name = inner.to_owned();
    }
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
    let words: Vec<&str> = name.split(' ').collect();
    if let Some(at) = words.iter().skip(1).position(|word| is_caseless_office(word)) {
        name = words[..=at].join(" ");
    }
    let edge = |c: char| {
        matches!(c, ',' | ':' | '-' | '\u{2013}' | '*' | '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
            || matches!(c, '\u{3010}' | '\u{3011}' | '[' | ']')
    };
    name.trim_matches(|c: char| edge(c) || c.is_whitespace()).to_owned()
}

/// Without "reporter" right before a name, as in scripts without spaces.
fn without_sign(name: &str) -> Option<&str> {
    let signs = name.chars().count();
    let starts = name.char_indices().map(|(at, _)| at).skip(2).take(NameWord::LONGEST);
    let is_name = |rest: &&str| (2..=LONGEST_IN_SIGNS).contains(&rest.chars().count());
    let by = |at: usize| NameWord::By.is(&name[..at]).then_some(&name[at..]);
    (signs > LONGEST_IN_SIGNS && name.chars().all(is_sign)).then(|| starts.filter_map(by).find(is_name)).flatten()
}

/// Names in Chinese and Japanese have at most so many signs.
const LONGEST_IN_SIGNS: usize = 4;

fn is_caseless_office(word: &str) -> bool {
    !word.contains(char::is_lowercase) && NameWord::Role.is(word.trim_matches(|c: char| !is_letter(c)))
}

/// Whether an office ends the text, as it does behind a name in scripts without capitals.
pub(super) fn ends_in_office(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| !word.contains('@'));
    let is_own = |word: &str| !word.is_ascii() && is_caseless_office(word) && !NameWord::Nobody.is(word);
    words.next_back().is_some_and(is_own) && words.next().is_some()
}

/// The text before its first date and the date's label, or after it if nothing stands before.
pub(super) fn without_date<'t>(text: &'t str, language: &str) -> &'t str {
    let mut rest = text;
    for _ in 0..DATES {
        // The day of the week may stand behind the last date.
        let whole = rest.len() == text.len();
        let last = || if whole { rest } else { without_label(rest, language) };
        let Some(date) = written::find(rest, language).into_iter().next() else { return last() };
        let before = without_label(&rest[..date.start], language);
        if before.chars().any(char::is_alphabetic) {
            return before.trim_start();
        }
        rest = rest[date.end..].trim();
    }
    rest
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
}
