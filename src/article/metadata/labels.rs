//! Labels inside a line of names: who wrote, who took the pictures, who edited.

use crate::lexicon::{NameWord, normalise};
use crate::parse::is_sign;

/// Colons, and the bar that stands for one behind a Japanese, Chinese or Korean label.
pub(super) const COLONS: [char; 3] = [':', '\u{ff1a}', BAR];
pub(super) const BAR: char = '\u{ff0f}';

/// The parts of a line that are not told to be somebody else's: "Text: Ada Quill Photos: Ben
/// Ream" is "Ada Quill". A label that is not known stays where it is, and so does an author's
/// behind anything but another label: "Sort by:".
pub(super) fn parts<'t>(line: &'t str, language: &str) -> Vec<&'t str> {
    let (mut found, mut start, mut own) = (Vec::new(), 0, true);
    for (colon, sign) in line.match_indices(COLONS) {
        let end = colon + sign.len();
        if colon < start || is_of_time(line, colon, end) {
            continue;
        }
        let own_label = label(&line[start..colon], language);
        let opens = |at: usize| start > 0 || !line[..at].contains(char::is_alphanumeric);
        if let Some((label, of_author)) = own_label.filter(|(at, of_author)| !of_author || opens(*at)) {
            found.extend(Some(&line[start..start + label]).filter(|_| own));
            (start, own) = (end, of_author);
        }
    }
    found.extend(Some(&line[start..]).filter(|_| own));
    found
}

/// True if the line begins with labels, and one of them is an author's.
pub(super) fn tells_author(line: &str, language: &str) -> bool {
    let mut start = 0;
    for (colon, sign) in line.match_indices(COLONS).filter(|(at, sign)| !is_of_time(line, *at, at + sign.len())) {
        let Some((at, of_author)) = line.get(start..colon).and_then(|text| label(text, language)) else { return false };
        if start == 0 && line[..at].contains(char::is_alphanumeric) || of_author {
            return of_author && (start > 0 || !line[..at].contains(char::is_alphanumeric));
        }
        start = colon + sign.len();
    }
    false
}

/// A colon between figures, or of an address.
fn is_of_time(line: &str, colon: usize, end: usize) -> bool {
    let before = line[..colon].ends_with(|c: char| c.is_ascii_digit());
    before && line[end..].starts_with(|c: char| c.is_ascii_digit()) || line[end..].starts_with("//")
}

/// Where the label begins that ends `text`, the longest that is known, and whether it is an
/// author's.
fn label(text: &str, language: &str) -> Option<(usize, bool)> {
    let text = text.trim_end();
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].chars().next_back();
        c.is_alphabetic() && (is_sign(*c) || before.is_none_or(|b| !b.is_alphanumeric()))
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let first = starts.len().saturating_sub(LABEL);
    starts[first..].iter().find_map(|at| Some((*at, is_of_author(&text[*at..], language)?)))
}

/// Longest label, in words.
const LABEL: usize = 6;

/// Whether the label is an author's, if it is known: "Text", "Text und Fotos", not "Fotos".
fn is_of_author(label: &str, language: &str) -> Option<bool> {
    let label = normalise(label);
    let one = |word: &str| {
        let by = NameWord::By.is_in(word, language) || NameWord::Label.is(word);
        (by || NameWord::Picture.is(word) || NameWord::Nobody.is(word)).then_some(by)
    };
    one(&label).or_else(|| {
        let words =
            label.split(|c: char| c.is_whitespace() || matches!(c, '&' | '+' | '/' | '\u{b7}' | '\u{30fb}' | ','));
        let words: Vec<&str> = words.filter(|w| !w.is_empty() && !NameWord::And.is(w)).collect();
        let known: Option<Vec<bool>> = words.iter().map(|word| one(word)).collect();
        known.filter(|known| known.len() > 1).map(|known| known.contains(&true))
    })
}

/// True of "Photographs by Ben Ream": what begins with a word for pictures and tells whose
/// they are.
pub(super) fn is_of_pictures(part: &str, language: &str) -> bool {
    let mut words = part.split_whitespace().map(normalise);
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let caseless = !first.contains(char::is_lowercase);
    NameWord::Picture.is(&first) && (caseless || NameWord::By.is_in(&second, language))
}

/// What the brackets behind a name say of it: "Ben Ream (photos)" is no author.
pub(super) fn is_told_of_pictures(name: &str) -> bool {
    let told = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once('('));
    told.is_some_and(|(_, told)| NameWord::Picture.is(&normalise(told.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_parts_of_authors_are_read() {
        for (line, language, wanted) in [
            ("Text: Karin Berg Foto: Nils Berg", "sv", vec![" Karin Berg "]),
            ("Text och foto: Karin Berg", "sv", vec![" Karin Berg"]),
            ("Foto: Nils Berg Text: Karin Berg", "sv", vec![" Karin Berg"]),
            ("Ada Quill Photos: Ben Ream", "en", vec!["Ada Quill "]),
            ("Ada Quill: a life", "en", vec!["Ada Quill: a life"]),
            ("Sort by: Newest", "en", vec!["Sort by: Newest"]),
            ("Written by: Ada Quill 14:20", "en", vec![" Ada Quill 14:20"]),
        ] {
            let parts: Vec<&str> = parts(line, language).into_iter().filter(|p| !p.is_empty()).collect();
            assert_eq!(parts, wanted, "{line}");
        }
    }

    #[test]
    fn pictures_are_no_text() {
        assert!(!tells_author("Sort by: Newest", "en") && tells_author("Author: Ada Quill", "en"));
        assert!(tells_author("Foto: Nils Berg Text: Karin Berg", "sv") && !tells_author("Foto: Nils Berg", "sv"));
        assert!(is_of_pictures("Photographs by Ben Ream", "en") && !is_of_pictures("Words by Ada Quill", "en"));
        assert!(is_told_of_pictures("Ben Ream (photos)") && !is_told_of_pictures("Ben Ream (br)"));
    }
}
