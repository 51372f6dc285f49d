//! Dates as a line of their own.

use super::patterns::{DATE, DAY_AND_TIME};
use crate::lexicon::{month, normalise};

/// True of a date with its year, and hardly more: in figures, or with the name of a month.
/// "10 questions for 2025" is none.
pub(super) fn is_date(text: &str) -> bool {
    DATE.matches(text) && (is_in_figures(text) || names_month(text, 1))
}

/// True of a day and a month, in figures or by its name, with a time.
pub(super) fn is_day_and_time(text: &str) -> bool {
    let figures =
        || text.split([' ', ',']).any(|word| word.contains(['.', '/', '-']) && word.starts_with(char::is_numeric));
    DAY_AND_TIME.matches(text) && (!text.is_ascii() || figures() || names_month(text, SHORT))
}

/// Names of months between figures may be as short as words, in letters.
const SHORT: usize = 3;

/// True if a word of so many letters is the name of a month in any language.
fn names_month(text: &str, least: usize) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}');
    let words = words.map(|word| word.trim_matches(|c: char| c.is_ascii_digit()));
    words.filter(|word| word.chars().count() >= least).any(|word| month(&normalise(word), "").is_some())
}

/// True of two numbers with a mark between them, or a number with a sign behind it.
fn is_in_figures(text: &str) -> bool {
    text.match_indices(|c: char| c.is_ascii_digit()).any(|(at, _)| {
        let mut behind = text[at + 1..].chars();
        match behind.next() {
            Some('.' | '/' | '-') => behind.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit()),
            Some(c) => c.is_alphabetic() && !c.is_ascii(),
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_name_a_month_or_are_figures() {
        for line in [
            "9 May 2025",
            "Monday, 9 May 2025, 10:14",
            "May 9, 2025",
            "2025-05-09 10:14",
            "9. 5. 2025",
            "9. mai 2025 kl. 10:14",
            "2025\u{5e74}5\u{6708}9\u{65e5}",
            "9 \u{43c}\u{430}\u{44f} 2025",
        ] {
            assert!(is_date(line), "{line}");
        }
        for line in
            ["10 Questions for 2025", "7 Wonders of 2024", "Composition 8, 1923", "Apollo 11, 1969", "Top 10 2024"]
        {
            assert!(!is_date(line), "{line}");
        }
    }
}
