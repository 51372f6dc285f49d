//! Patterns of lines that need no words of a language: dates, hashtags,
//! copyright signs. The regex crate runs in time linear in its input, so no
//! line can make a pattern hang.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern, compiled when a text first begins as it does: on most pages, few are. A
/// test compiles all of them; one that did not compile would match nothing.
pub(super) struct Pattern {
    /// What all texts begin with that match; without any, they may begin with anything.
    begins: &'static [char],
    regex: LazyLock<Option<Regex>>,
}

impl Pattern {
    pub(super) fn matches(&self, text: &str) -> bool {
        self.is_in(text.trim())
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        let begins = self.begins.is_empty() || text.starts_with(self.begins);
        begins && self.regex.as_ref().is_some_and(|r| r.is_match(text))
    }
}

/// What `LETTERS` stands for in a pattern: letters by the blocks that they are in, without
/// the vowel signs of India, with which more than dates would be dates. The exact class
/// has 650 ranges, and to name it a few times costs as much as cleaning a small page.
const LETTERS: &str = r"A-Za-z\x{c0}-\x{8ff}\x{904}-\x{939}\x{985}-\x{9b9}\x{10a0}-\x{1fff}\x{2c00}-\x{2dff}\x{3040}-\x{d7ff}\x{f900}-\x{fdff}";

/// The same for `CAPITALS`, by the blocks that have most of them.
const CAPITALS: &str = r"A-Z\x{c0}-\x{de}\x{100}-\x{24f}\x{370}-\x{58f}\x{1e00}-\x{1fff}";

/// Letters for the currencies that most pages name (ISO 4217), and what people write for them.
const CURRENCY: &str = "(?:US|AU|AUD|CA|CAD|HK|HKD|NZ|NZD|EUR|USD|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|RUB|UAH|TRY|TL|INR|PKR|LKR|BDT|NPR|JPY|CNY|RMB|KRW|TWD|NT|SGD|MYR|RM|THB|IDR|PHP|VND|BRL|MXN|ARS|CLP|COP|PEN|ZAR|NGN|KES|GHS|EGP|MAD|AED|SAR|QAR|ILS|R|S|Rs|Rp|Fr)";

fn compile(pattern: &str) -> Option<Regex> {
    let pattern = pattern.replace("LETTERS", LETTERS).replace("CAPITALS", CAPITALS).replace("CURRENCY", CURRENCY);
    Regex::new(&pattern).ok()
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident($($begins:literal),*) = $pattern:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: Pattern =
            Pattern { begins: &[$($begins),*], regex: LazyLock::new(|| compile($pattern)) };)*

        #[cfg(test)]
        const ALL: &[(&str, &Pattern)] = &[$((stringify!($name), &$name)),*];
    };
}

patterns! {
    /// A date with its year, perhaps a weekday, a time before or after it, and how long
    /// the reading takes: at most three words of letters, the rest figures.
    /// `9 May 2025, 10:14`, `2025-05-09`, `09.05.2025`, `10:14 CET, May 9, 2025`, `9. 5. 2025 3 min`.
    DATE() = r"^(?:[0-9]{1,2}:[0-9]{2}(?:\s?[LETTERS]{1,5})?,?\s+)?(?:[LETTERS][LETTERS-]*[.,]?\s+){0,3}(?:[0-9]{1,2}(?:st|nd|rd|th)?[.,]?\s*(?:[LETTERS]+[.,]?\s*){1,3}(?:19|20)[0-9][0-9]|[LETTERS]+[.]?\s[0-9]{1,2},?\s(?:19|20)[0-9][0-9]|[0-9]{1,2}(?:[/-]|\.\s?)[0-9]{1,2}(?:[/-]|\.\s?)(?:19|20)?[0-9][0-9]|(?:19|20)[0-9][0-9][./-][0-9]{1,2}[./-][0-9]{1,2}|(?:19|20)[0-9][0-9][^\x00-\x7f]\s?[0-9]{1,2}[^\x00-\x7f]\s?[0-9]{1,2}[^\x00-\x7f])(?:[^0-9]{0,12}[0-9]{1,2}[:.h][0-9][0-9](?::[0-9][0-9])?(?:\s?[LETTERS]{1,5})?)?(?:\s+[0-9]{1,2}\s?[Mm]in[LETTERS]{0,5})?[\s.|,\x{b7}\x{2022}]*$";
    /// A date with its time, after a name without spaces or none and before another in
    /// brackets or none, in scripts whose signs for year, month and day are letters: `\u{6e21}\u{8fba}2025\u{5e74}1\u{6708}13\u{65e5} 21\u{6642}37\u{5206}`.
    NAME_AND_DATE() = r"^(?:[^\x00-\x7f]{2,10}\s?)?(?:19|20)[0-9]{2}[^\x00-\x7f]\s?[0-9]{1,2}[^\x00-\x7f]\s?[0-9]{1,2}[^\x00-\x7f]\s?[0-9]{1,2}[^\x00-\x39][0-9]{2}[^\x00-\x7f]?(?:\s?[(\x{ff08}][^()]{4,30}[)\x{ff09}])?$";
    /// A day and a month with a time, and no year: `12.3. 14:35`, `12 Mar, 02:35 PM`,
    /// `12/03 \u{e0}s 14h35`, `3\u{6708}12\u{65e5} 14\u{6642}35\u{5206}`.
    DAY_AND_TIME() = r"^(?:[LETTERS]{1,12}[.,]?\s+)?(?:[0-9]{1,2}[./-]\s?[0-9]{1,2}\.?|[0-9]{1,2}\.?\s+[LETTERS]{3,12}\.?|[LETTERS]{3,12}\.?\s+[0-9]{1,2}|[0-9]{1,2}[^\x00-\x7f]\s?[0-9]{1,2}[^\x00-\x7f]),?\s+(?:[LETTERS]{1,4}\.?\s+)?[0-9]{1,2}(?:[:.h]|[^\x00-\x7f])[0-9]{2}(?:[^\x00-\x7f]|\s?[AaPp]\.?[Mm]\.?|\s?[LETTERS]{1,5})?$";
    /// A row of hashtags, in any script.
    HASHTAGS('#') = r"^#[^\s#,.;:<>(){}=-]{2,}(?:[\s,]+#[^\s#,.;:<>(){}=-]{2,})+$";
    /// One hashtag, which is no number.
    HASHTAG('#') = r"^#[^\s#,.;:<>(){}=-]*[LETTERS][^\s#,.;:<>(){}=-]*$";
    /// The copyright sign at the start, or what stands for it and a year: items of lists begin with letters in brackets.
    COPYRIGHT('\u{a9}', '\u{24d2}', '\u{24b8}', '(', '\u{ff08}') = r"^(?:[\x{a9}\x{24d2}\x{24b8}]|\x{ff08}[cC\x{ff23}\x{ff43}]\x{ff09}|\([cC]\)\s?[^.0-9]{0,40}(?:19|20)[0-9]{2}(?-u:\b))";
    /// A year, a time of day, or a date in figures, also with signs that are letters.
    TIME() = r"(?-u:\b)(?:19|20)[0-9]{2}(?-u:\b)|(?-u:\b)[0-9]{1,2}[:.h][0-9]{2}(?-u:\b)|(?-u:\b)[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}|[0-9]{1,2}[\x{3040}-\x{d7ff}]\s?[0-9]{1,2}[\x{3040}-\x{d7ff}]";
    /// Codes of agencies and desks: `dpa/abc`, `(kna/epd)`.
    AGENCIES() = r"^[(\[]?[a-z]{2,4}(?:\s?/\s?(?:[a-z]{2,4}|[A-Z]{2,4})){1,3}[)\]]?$";
    /// An agency or initials in brackets: `(AFP)`, `(jg)`.
    INITIALS('(') = r"^\((?:[a-z]{2,4}|[A-Z]{2,5})\)$";
    /// A price: a currency's sign or letters beside a number.
    PRICE() = r"(?:\p{Sc}|(?-u:\b)CURRENCY)\s?[0-9]|[0-9]\s?(?:\p{Sc}|CURRENCY(?-u:\b)|kr(?-u:\b)|K\x{10d}|z\x{142}|[\x{5186}\x{5143}\x{c6d0}])";
    /// A code of capitals and figures, four or more of them: `PIER2025`.
    CODE() = r"(?-u:\b)[A-Z][A-Z0-9]{2,}[0-9][A-Z0-9]*(?-u:\b)";
    /// Five capitals or more: `SUMMER`.
    SHOUTED() = r"(?-u:\b)[A-Z]{5,}(?-u:\b)";
    /// A name of two words or more and its agency in capitals, in brackets at the end: `(Name Surname/AP)`,
    /// `(AFP / NAME SURNAME)`.
    CREDITED() = r"\((?:[CAPITALS][LETTERS.'-]*(?:\s[CAPITALS][LETTERS.'-]*){1,3}/\s?[A-Z]{2,8}|[A-Z]{2,8}\s?/\s?[CAPITALS][LETTERS.'-]*(?:\s[CAPITALS][LETTERS.'-]*){1,3})\)$";
    /// A plug-in's code with attributes in square brackets, or a template's in double braces.
    UNFILLED('[', '{') = r#"^(?:\[/?[A-Za-z][A-Za-z0-9_-]*(?:\s+[A-Za-z][A-Za-z0-9_-]*=(?:"[^"\]]*"|'[^'\]]*'|[^\s"'\]]+))+\s*/?\]|\{\{[^{}]{1,200}\}\})$"#;
    /// Pages of a manual, each with its section: `at(1), cron(8)`.
    MANUAL() = r"^[A-Za-z0-9_.:+-]+\([1-9][a-z]{0,3}\)(?:,\s+[A-Za-z0-9_.:+-]+\([1-9][a-z]{0,3}\))*[.,]?$";
    /// What closes the caption of a film: its date and its length. `18.04.2024 | 0:21 min`
    FILM() = r"(?:^|\s)[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)[0-9]{2}\s*[|\x{b7}]\s*[0-9]{1,3}:[0-9]{2}\s*min\.?$";
    /// Two numbers with a slash or a short word between them, after a word or none: `1 of 3`, `Page 2 / 3`.
    COUNTER() = r"^(?:(?:[LETTERS]{2,12}\s)?[0-9]{1,3}\s(?:/|[LETTERS]{1,4})\s[0-9]{1,3}|[LETTERS]{2,12}\s[0-9]{1,3}/[0-9]{1,3})$";
    /// What a player shows: minutes and seconds, perhaps of how many.
    LENGTH() = r"^[0-9]{1,2}:[0-9]{2}(?:\s?/\s?[0-9]{1,2}:[0-9]{2})?$";
    /// A line in brackets with a colon or an equals sign in it, or the slash that stands for one
    /// between signs: `(Foto: Name/dpa)`.
    CREDIT('(', '[', '\u{ff08}') = r"^[(\[\x{ff08}][^()]{1,80}[:\x{ff1a}=\x{ff1d}\x{ff0f}][^()]{2,80}[)\]\x{ff09}]$";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for (name, pattern) in ALL {
            assert!(pattern.regex.is_some(), "{name} does not compile");
        }
    }

    #[test]
    fn dates_are_told_from_prose() {
        for line in [
            "9 May 2025",
            "Monday, 9 May 2025, 10:14",
            "May 9, 2025",
            "2025-05-09 10:14",
            "09.05.2025",
            "9. mai 2025 kl. 10:14",
        ] {
            assert!(DATE.matches(line), "{line}");
        }
        for line in ["In May 2025 the pier was closed", "1999", "On 9 May 2025 the storm came", "10:14"] {
            assert!(!DATE.matches(line), "{line}");
        }
    }

    #[test]
    fn days_with_a_time_need_no_year() {
        for line in [
            "12.3. 14:35",
            "12 Mar, 02:35 PM",
            "12/03 \u{e0}s 14h35",
            "3\u{6708}12\u{65e5} 14\u{6642}35\u{5206}",
            "Di. 12.03. 14:35 Uhr",
        ] {
            assert!(DAY_AND_TIME.matches(line), "{line}");
        }
        for line in ["Monday 14:35", "12.3. in the harbour", "Version 1.2 14:35 and later", "14:35"] {
            assert!(!DAY_AND_TIME.matches(line), "{line}");
        }
    }

    #[test]
    fn codes_of_agencies_are_told_from_words() {
        assert!(AGENCIES.matches("dpa/abc"));
        assert!(AGENCIES.matches("(kna/epd/abc)") && AGENCIES.matches("aja/PAP"));
        assert!(!AGENCIES.matches("and/or, as they say"));
        assert!(!AGENCIES.matches("either/or"));
    }

    #[test]
    fn prices_and_codes_are_told_from_words() {
        for line in
            ["2025\u{5186}", "12 kr i m\u{e5}neden", "Just R20 a month", "1 \u{20ac} im Monat", "$4", "9,99 EUR"]
        {
            assert!(PRICE.is_in(line), "{line}");
        }
        assert!(!PRICE.is_in("In 1925 the pier was built"));
        assert!(CODE.is_in("Use PIER2025 today") && !CODE.is_in("Use the pier in 2025"));
    }

    #[test]
    fn names_without_spaces_stand_before_a_time() {
        assert!(NAME_AND_DATE.matches("\u{6e21}\u{8fba}2025\u{5e74}1\u{6708}13\u{65e5} 21\u{6642}37\u{5206}"));
        assert!(NAME_AND_DATE.matches(
            "2025\u{5e74}1\u{6708}14\u{65e5} 01\u{6642}28\u{5206} (1\u{6708}14\u{65e5} 01\u{6642}40\u{5206}\u{66f4}\u{65b0})"
        ));
        assert!(!NAME_AND_DATE.matches("\u{6e21}\u{8fba}2025\u{5e74}"));
    }

    #[test]
    fn names_with_agencies_close_a_caption() {
        assert!(CREDITED.is_in("The pier on Monday. (Ada Example/AP)"));
        assert!(CREDITED.is_in("The pier on Monday. (AFP / ADA EXAMPLE)"));
        for line in ["(Ada Example/AP) The pier", "Boots (Men's / Women's)", "Advice (Project Lead / Strategist)"] {
            assert!(!CREDITED.is_in(line), "{line}");
        }
    }

    #[test]
    fn a_date_and_a_length_close_the_caption_of_a_film() {
        assert!(FILM.is_in("The pier on Monday. 18.04.2024 | 0:21 min"));
        assert!(!FILM.is_in("She ran it in 1:49 min") && !FILM.is_in("18.04.2024 | 0:21 min, said the referee"));
    }

    #[test]
    fn codes_of_plug_ins_are_told_from_brackets() {
        for line in ["[form id=7]", "[gallery ids=\"1,2\" link='none']", "{{banner=\"/hire\"}}"] {
            assert!(UNFILLED.matches(line), "{line}");
        }
        for line in ["[sic]", "[x = 1]", "[form id=7] and more", "{a}", "[1] A source, p=7"] {
            assert!(!UNFILLED.matches(line), "{line}");
        }
    }

    #[test]
    fn hashtags_stand_alone() {
        assert!(HASHTAGS.matches("#storm #harbour"));
        assert!(!HASHTAGS.matches("#1 in the charts"));
    }
}
