//! Dates as people write them, in the languages of the lexicon.

use jiff::civil::Date;

use super::dates::era;
use super::persian::persian;
use super::{month, normalise, primary};

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The day that is meant.
    pub date: Date,
    /// Byte of the text at which it starts.
    pub start: usize,
    /// Byte behind its end.
    pub end: usize,
}

/// What has four figures and lies outside is no year that people write about by the day.
const YEARS: std::ops::Range<i32> = 1400..2100;

/// Two figures from here on are a year of the last century, as POSIX has it.
const LAST_CENTURY: i32 = 69;

/// Languages that write the year first in figures too (the short dates of CLDR).
const YEAR_FIRST: [&str; 7] = ["hu", "ja", "ko", "lt", "mn", "sv", "zh"];

/// The Thai solar calendar counts from so many years before.
const BUDDHIST: i32 = 543;

/// No more tokens are read.
const TOKENS: usize = 80;

/// A run of digits, of letters, or of anything else.
#[derive(Clone, Debug)]
enum Token {
    Number { value: i32, digits: usize },
    Word(String),
    Mark(char),
}

struct Placed {
    token: Token,
    start: usize,
    end: usize,
}

/// The dates in `text` that have a day, a month and a year, in order; `language` (a BCP 47
/// tag, or nothing) is for what is not written the same everywhere.
pub fn written_dates(text: &str, language: &str) -> Vec<WrittenDate> {
    if !text.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let read = figures(rest, language).or_else(|| ideographs(rest)).or_else(|| words(rest, language));
        if let Some((date, used)) = read {
            found.push(WrittenDate { date, start: tokens[at].start, end: end_of(&tokens[at + used - 1]) });
            at += used;
        } else {
            at += 1;
        }
    }
    found
}

fn tokens(text: &str) -> Vec<Placed> {
    let mut tokens: Vec<Placed> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if tokens.len() >= TOKENS {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let token = if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1);
            while let Some((at, d)) = chars.peek().and_then(|(at, c)| Some((at + c.len_utf8(), digit(*c)?))) {
                value = (value * 10 + d).min(100_000_000);
                digits += 1;
                end = at;
                chars.next();
            }
            Token::Number { value, digits }
        } else if is_letter(c) {
            while let Some((at, c)) =
                chars.peek().copied().filter(|(_, c)| is_letter(*c) || matches!(c, '\'' | '\u{2019}'))
            {
                end = at + c.len_utf8();
                chars.next();
                // Ideographs stand for themselves.
                if is_ideograph(c) {
                    break;
                }
            }
            Token::Word(normalise(&text[start..end]))
        } else {
            Token::Mark(c)
        };
        tokens.push(Placed { token, start, end });
    }
    tokens
}

/// Where the last part of a date ends: a sign for the day may have the next word's sign with it.
fn end_of(last: &Placed) -> usize {
    match &last.token {
        Token::Word(word) => match word.chars().next().filter(|c| DAY.contains(c)) {
            Some(sign) => last.start + sign.len_utf8(),
            None => last.end,
        },
        _ => last.end,
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Letters, and the vowel signs of scripts that write them apart.
pub(crate) fn is_letter(c: char) -> bool {
    let is_sign = || {
        matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}')
            || matches!(c, '\u{e31}' | '\u{e34}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ece}')
            || matches!(c, '\u{102b}'..='\u{1049}' | '\u{1056}'..='\u{109f}')
    };
    c.is_alphabetic() || is_sign() && !c.is_numeric()
}

/// Digits of scripts that have their own.
fn digit(c: char) -> Option<i32> {
    const ZEROS: [u32; 17] = [
        0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040,
        0x17e0, 0xff10,
    ];
    let code = u32::from(c);
    ZEROS.iter().find(|z| (**z..**z + 10).contains(&code)).and_then(|z| i32::try_from(code - z).ok())
}

fn number(tokens: &[Placed], at: usize) -> Option<(i32, usize)> {
    match tokens.get(at)?.token {
        Token::Number { value, digits } => Some((value, digits)),
        _ => None,
    }
}

fn mark(tokens: &[Placed], at: usize) -> Option<char> {
    match tokens.get(at)?.token {
        Token::Mark(c) => Some(c),
        _ => None,
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    if month > 12 {
        return persian(year, month - 12, day);
    }
    let year = if YEARS.contains(&(year - BUDDHIST)) && year > YEARS.end { year - BUDDHIST } else { year };
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    YEARS.contains(&i32::from(year)).then(|| Date::new(year, month, day).ok()).flatten()
}

/// The year that two figures mean.
fn century(year: i32) -> i32 {
    if year < LAST_CENTURY { 2000 + year } else { 1900 + year }
}

/// `2025-05-09`, `09.05.2025`, `5/9/25`: three numbers with one mark between.
fn figures(tokens: &[Placed], language: &str) -> Option<(Date, usize)> {
    let ((a, a_digits), (b, b_digits)) = (number(tokens, 0)?, number(tokens, 2)?);
    let (c, c_digits) = number(tokens, 4)?;
    let between = mark(tokens, 1)?;
    if !matches!(between, '-' | '/' | '.') || mark(tokens, 3) != Some(between) || b_digits > 2 {
        return None;
    }
    let primary = primary(language);
    if a_digits == 4 {
        let own = (primary == "fa").then(|| persian(a, b, c)).flatten();
        return Some((own.or_else(|| date(a, b, c)).filter(|_| c_digits <= 2)?, 5));
    }
    if a_digits == 2 && c_digits == 2 && YEAR_FIRST.contains(&primary) {
        return Some((date(century(a), b, c)?, 5));
    }
    // "12.3. 14:35" is a day with a time.
    let timed = mark(tokens, 5).is_some_and(|c| matches!(c, ':' | '.')) && is_close(tokens, 4, 6);
    let year = match c_digits {
        4 => c,
        _ if timed => return None,
        2 if a_digits == 2 || between == '/' => century(c),
        _ => return None,
    };
    let month_first = between == '/' && matches!(language, "" | "en" | "en-US" | "en-CA" | "en-PH");
    let (day, month) = if (month_first || b > 12) && a <= 12 { (b, a) } else { (a, b) };
    Some((date(year, month, day)?, 5))
}

/// True of two numbers with nothing but a mark between them.
fn is_close(tokens: &[Placed], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (tokens.get(one), tokens.get(other)) else { return false };
    matches!(other.token, Token::Number { digits: 2, .. }) && other.start == one.end + 1
}

/// Signs behind the number of a day.
const DAY: [char; 3] = ['\u{65e5}', '\u{c77c}', '\u{53f7}'];

/// A year, of an era or not, a month and a day, each with its sign behind.
fn ideographs(tokens: &[Placed]) -> Option<(Date, usize)> {
    const YEAR: [char; 2] = ['\u{5e74}', '\u{b144}'];
    const MONTH: [char; 2] = ['\u{6708}', '\u{c6d4}'];
    let signed = |at: usize, signs: &[char]| match &tokens.get(at + 1)?.token {
        Token::Word(word) if word.starts_with(signs) => Some(number(tokens, at)?.0),
        _ => None,
    };
    let before = match &tokens.first()?.token {
        Token::Word(word) => Some(era(word)?),
        _ => None,
    };
    let at = usize::from(before.is_some());
    let (year, month, day) = (signed(at, &YEAR)?, signed(at + 2, &MONTH)?, signed(at + 4, &DAY)?);
    Some((date(before.unwrap_or(0) + year, month, day)?, at + 6))
}

/// `9 May 2025`, `May 9th, 2025`, `9 de mayo de 2025`, `2025 May 9`.
fn words(tokens: &[Placed], language: &str) -> Option<(Date, usize)> {
    if let Some((month, used)) = month_at(tokens, 0, language) {
        let (day, at) = day_at(tokens, skip(tokens, used, &['.', ',']))?;
        let (year, end) = year_at(tokens, skip(tokens, at, &[',', '.', '/']))?;
        return Some((date(year, month, day)?, end));
    }
    let (first, digits) = number(tokens, 0)?;
    if digits == 4 {
        let at = filler(tokens, skip(tokens, 1, &[',', '.', '-', '/']), language);
        let at = skip(tokens, at, &['.']);
        let (month, used) = month_at(tokens, at, language)?;
        let (day, end) = day_at(tokens, skip(tokens, at + used, &['.', ',', '-', '/']))?;
        return Some((date(first, month, day)?, end));
    }
    let (day, at) = day_at(tokens, 0)?;
    let at = filler(tokens, skip(tokens, at, &['.', ',', '-', '/']), language);
    let (month, used) = month_at(tokens, at, language)?;
    // The Levant has other names of the months than the rest of the Arab world.
    let twice = mark(tokens, at + used) == Some('/');
    let twin = month_at(tokens, at + used + 1, language).filter(|(twin, _)| twice && *twin == month);
    let used = twin.map_or(used, |(_, more)| used + 1 + more);
    // Eras are abbreviated in two words.
    let at = filler(tokens, skip(tokens, at + used, &['.', ',', '-', '/']), language);
    let at = skip(tokens, filler(tokens, skip(tokens, at, &['.']), language), &['.', '\'', '\u{2019}']);
    let (year, end) = year_at(tokens, at)?;
    Some((date(year, month, day)?, end))
}

/// The place after one of `marks`, if it stands there.
fn skip(tokens: &[Placed], at: usize, marks: &[char]) -> usize {
    at + usize::from(mark(tokens, at).is_some_and(|c| marks.contains(&c)))
}

/// The place after a short word between the parts of a date, such as "of".
fn filler(tokens: &[Placed], at: usize, language: &str) -> usize {
    let short = matches!(tokens.get(at).map(|t| &t.token), Some(Token::Word(w)) if w.chars().count() <= 3);
    at + usize::from(short && month_at(tokens, at, language).is_none())
}

/// The month whose name stands at `at`, and how many tokens it is.
fn month_at(tokens: &[Placed], at: usize, language: &str) -> Option<(i32, usize)> {
    let Token::Word(one) = &tokens.get(at)?.token else { return None };
    let two = match tokens.get(at + 1).map(|t| &t.token) {
        Some(Token::Word(two)) => Some(format!("{one} {two}")),
        Some(Token::Number { value, .. }) => Some(format!("{one} {value}")),
        _ => None,
    };
    if let Some(found) = two.and_then(|two| month(&two, language)) {
        return Some((found.into(), 2));
    }
    // Abbreviations with full stops inside, and one of the language.
    if let (Some('.'), Some(Token::Word(two))) = (mark(tokens, at + 1), tokens.get(at + 2).map(|t| &t.token))
        && let Some(found) = month(&format!("{one}.{two}"), language)
    {
        return Some((found.into(), 3));
    }
    month(one, language).map(|m| (m.into(), 1))
}

/// A day of a month, with its ordinal ending.
fn day_at(tokens: &[Placed], at: usize) -> Option<(i32, usize)> {
    let (day, digits) = number(tokens, at)?;
    let ordinal = matches!(tokens.get(at + 1), Some(Placed { token: Token::Word(w), start, .. })
        if w.chars().count() <= 2 && *start == tokens[at].end);
    let ordinal = ordinal || mark(tokens, at + 1).is_some_and(|c| matches!(c, '\u{ba}' | '\u{aa}' | '\u{b0}'));
    ((1..=31).contains(&day) && digits <= 2).then_some((day, at + 1 + usize::from(ordinal)))
}

fn year_at(tokens: &[Placed], at: usize) -> Option<(i32, usize)> {
    let (year, digits) = number(tokens, at)?;
    let abbreviated = at > 0 && matches!(mark(tokens, at - 1), Some('\'' | '\u{2019}'));
    match digits {
        4 => Some((year, at + 1)),
        2 if abbreviated => Some((century(year), at + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: &str) -> Vec<String> {
        written_dates(text, language).iter().map(|w| w.date.to_string()).collect()
    }

    #[test]
    fn dates_are_read_in_many_languages() {
        for (text, language) in [
            ("Published May 9, 2025 at 10:14", "en"),
            ("9th of May 2025", "en"),
            ("Fri, 9 May 2025 10:14", "en"),
            ("9. Mai 2025", "de"),
            ("9 de mayo de 2025", "es"),
            ("9 maggio 2025", "it"),
            ("vendredi 9 mai 2025", "fr"),
            ("9 \u{43c}\u{430}\u{44f} 2025", "ru"),
            ("9 maja 2025", "pl"),
            ("2025\u{5e74}5\u{6708}9\u{65e5}", "ja"),
            ("2025\u{b144} 5\u{c6d4} 9\u{c77c}", "ko"),
            ("\u{669} \u{645}\u{627}\u{64a}\u{648} \u{662}\u{660}\u{662}\u{665}", "ar"),
            ("9 \u{e1e}\u{e24}\u{e29}\u{e20}\u{e32}\u{e04}\u{e21} 2568", "th"),
            ("2025-05-09", "en"),
            ("09.05.2025", "de"),
            ("9/5/2025", "fr"),
            ("5/9/2025", "en-US"),
            ("09.05.25", "de"),
            ("9 May '25", "en"),
            ("9 \u{5d1}\u{5de}\u{5d0}\u{5d9} 2025", "he"),
            ("2025 m. gegu\u{17e}\u{117}s 9 d.", "lt"),
            ("ng\u{e0}y 9 th\u{e1}ng 5 n\u{103}m 2025", "vi"),
            ("9 \u{e1e}\u{e24}\u{e29}\u{e20}\u{e32}\u{e04}\u{e21} \u{e1e}.\u{e28}. 2568", "th"),
            ("25-05-09", "sv-SE"),
            ("25.05.09", "ko"),
            (
                "\u{6f1}\u{6f9} \u{627}\u{631}\u{62f}\u{6cc}\u{628}\u{647}\u{634}\u{62a} \u{6f1}\u{6f4}\u{6f0}\u{6f4}",
                "fa",
            ),
            ("1404/02/19", "fa"),
            ("\u{4ee4}\u{548c}7\u{5e74}5\u{6708}9\u{65e5}", "ja"),
            ("\u{6c11}\u{570b}114\u{5e74}5\u{6708}9\u{65e5}", "zh"),
            ("9 \u{645}\u{627}\u{64a}\u{648}/\u{623}\u{64a}\u{627}\u{631} 2025", "ar"),
        ] {
            assert_eq!(read(text, language), ["2025-05-09"], "{text}");
        }
    }

    #[test]
    fn two_figures_are_no_year_that_is_far_ahead() {
        assert_eq!(read("09.05.98", "de"), ["1998-05-09"]);
        assert_eq!(read("09/05/99", "fr"), ["1999-05-09"]);
        assert_eq!(read("9/5/75", "fr"), ["1975-05-09"]);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "12.3. 14:35",
            "12. 3. 14.35",
            "Version 1.2.3",
            "31 February 2025",
            "May 2025",
            "In 1925 the pier",
            "10.000.000",
            "32.13.2025",
            "1/2",
        ] {
            assert_eq!(read(text, "en"), [""; 0], "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Posted on May 9, 2025 by Ada";
        let found = written_dates(text, "en");
        assert_eq!(&text[found[0].start..found[0].end], "May 9, 2025");
    }
}
