//! Character references: `&amp;`, `&#38;`, `&#x26;` (13.2.5.72 and on).

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The one or two characters that a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chars(char, Option<char>);

impl Chars {
    /// What NUL becomes.
    pub(super) const REPLACEMENT: Chars = Chars(char::REPLACEMENT_CHARACTER, None);

    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        [Some(self.0), self.1].into_iter().flatten()
    }
}

/// Longest name of those that need no semicolon.
const LONGEST_BARE: usize = 6;

/// Longest name of all.
const LONGEST: usize = 32;

/// Reads the reference whose `&` stands before `at`: its characters, and where
/// it ends. `None` if the `&` is just that.
pub(super) fn read(bytes: &[u8], at: usize, in_attribute: bool) -> Option<(Chars, usize)> {
    match bytes.get(at)? {
        b'#' => numeric(bytes, at + 1),
        byte if byte.is_ascii_alphanumeric() => named(bytes, at, in_attribute),
        _ => None,
    }
}

/// The text with its references read, for text that was escaped before it was
/// put where it stands.
pub(in crate::parse) fn resolve(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        match read(rest.as_bytes(), at + 1, true) {
            Some((chars, end)) => {
                out.extend(chars.iter());
                rest = rest.get(end..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn numeric(bytes: &[u8], at: usize) -> Option<(Chars, usize)> {
    let (base, start) = if matches!(bytes.get(at)?, b'x' | b'X') { (16, at + 1) } else { (10, at) };
    let mut number: u32 = 0;
    let mut end = start;
    while let Some(digit) = bytes.get(end).and_then(|b| char::from(*b).to_digit(base)) {
        number = number.saturating_mul(base).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    if bytes.get(end) == Some(&b';') {
        end += 1;
    }
    let c = match number {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => C1_REPLACEMENTS[number as usize - 0x80].or(char::from_u32(number))?,
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((Chars(c, None), end))
}

fn named(bytes: &[u8], at: usize, in_attribute: bool) -> Option<(Chars, usize)> {
    let run = bytes[at..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    // A name with a semicolon ends where the letters end, and is the longest.
    if bytes.get(at + run) == Some(&b';')
        && let Some(chars) = common(&bytes[at..at + run]).or_else(|| look_up(&bytes[at..=at + run]))
    {
        return Some((chars, at + run + 1));
    }
    let (length, chars) = (2..=run.min(LONGEST_BARE)).rev().find_map(|n| Some((n, look_up(&bytes[at..at + n])?)))?;
    let end = at + length;
    // In addresses, `&copy=1` is a parameter.
    let goes_on = bytes.get(end).is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
    (!(in_attribute && goes_on)).then_some((chars, end))
}

/// Those that most references are.
fn common(name: &[u8]) -> Option<Chars> {
    let c = match name {
        b"amp" => '&',
        b"quot" => '"',
        b"nbsp" => '\u{a0}',
        b"lt" => '<',
        b"gt" => '>',
        _ => return None,
    };
    Some(Chars(c, None))
}

fn look_up(name: &[u8]) -> Option<Chars> {
    let (first, second) = *NAMED_ENTITIES.get(std::str::from_utf8(name).ok()?)?;
    // Beginnings of names are in the table too, with nothing to stand for.
    let first = char::from_u32(first).filter(|c| *c != '\0')?;
    Some(Chars(first, char::from_u32(second).filter(|c| *c != '\0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str, in_attribute: bool) -> Option<(String, &str)> {
        let (chars, end) = read(text.as_bytes(), 1, in_attribute)?;
        Some((chars.iter().collect(), &text[end..]))
    }

    #[test]
    fn the_longest_name_counts() {
        assert_eq!(resolved("&amp;x", false), Some(("&".into(), "x")));
        assert_eq!(resolved("&notit;", false), Some(("\u{ac}".into(), "it;")));
        assert_eq!(resolved("&notin;", false), Some(("\u{2209}".into(), "")));
        assert_eq!(resolved("&NotEqualTilde;", false), Some(("\u{2242}\u{338}".into(), "")));
        assert_eq!(resolved("&bogus;", false), None);
    }

    #[test]
    fn a_parameter_of_an_address_is_left_alone() {
        assert_eq!(resolved("&copy=1", true), None);
        assert_eq!(resolved("&copy=1", false), Some(("\u{a9}".into(), "=1")));
        assert_eq!(resolved("&copy;=1", true), Some(("\u{a9}".into(), "=1")));
    }

    #[test]
    fn numbers_that_are_no_characters_are_replaced() {
        assert_eq!(resolved("&#38;", false), Some(("&".into(), "")));
        assert_eq!(resolved("&#x26 ", false), Some(("&".into(), " ")));
        assert_eq!(resolved("&#x80;", false), Some(("\u{20ac}".into(), "")));
        assert_eq!(resolved("&#99999999999;", false), Some(("\u{fffd}".into(), "")));
        assert_eq!(resolved("&#xd800;", false), Some(("\u{fffd}".into(), "")));
        assert_eq!(resolved("&#;", false), None);
        assert_eq!(resolved("&#x;", false), None);
    }
}
