//! Dates in a text on which an article on the web can have been published.

use std::ops::Range;

use crate::lexicon::{WrittenDate, written_dates};

/// No article on the web is older, and none is from that far ahead.
const YEARS: Range<i16> = 1990..2100;

/// The dates in `text`, in order; `language` is that of the page.
pub(super) fn find(text: &str, language: &str) -> Vec<WrittenDate> {
    let mut found = written_dates(text, language);
    found.retain(|written| YEARS.contains(&written.date.year()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_the_web_is_no_date_of_publication() {
        assert!(find("9 May 1925", "en").is_empty() && find("9/5/75", "fr").is_empty());
        assert_eq!(find("9 May 1995", "en").len(), 1);
    }
}
