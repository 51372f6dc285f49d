//! One spelling for what is the same to a reader.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

use crate::parse::first_bytes;

/// Letters and digits only, lower case: markup, marks and white space make no
/// difference.
pub(crate) fn squeeze(text: &str) -> String {
    if !text.is_ascii() {
        let mut out = String::with_capacity(text.len());
        text.chars().filter(|c| is_alphanumeric(*c)).for_each(|c| push_lower(&mut out, c));
        return out;
    }
    let mut out = text.as_bytes().to_vec();
    out.retain(u8::is_ascii_alphanumeric);
    out.make_ascii_lowercase();
    String::from_utf8(out).unwrap_or_default()
}

/// What the standard library says, for what most texts are written with without a look
/// into its tables.
#[inline(always)]
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{e0}'..='\u{f6}' | '\u{430}'..='\u{44f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        c => c.is_alphanumeric(),
    }
}

/// Adds `c` in lower case, found as in [`is_alphanumeric`].
#[inline(always)]
fn push_lower(out: &mut String, c: char) {
    match c {
        '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
        // Small letters of Latin and Cyrillic, punctuation, and scripts without capitals.
        '\u{df}'..='\u{ff}' | '\u{430}'..='\u{45f}' | '\u{2000}'..='\u{20ff}' => out.push(c),
        '\u{5d0}'..='\u{109f}' | '\u{3001}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => out.push(c),
        c => out.extend(c.to_lowercase()),
    }
}

/// What [`squeeze`] gives, a character at a time.
pub(crate) fn squeezed(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| is_alphanumeric(*c)).flat_map(char::to_lowercase)
}

/// The first bytes of what [`squeeze`] gives, if it has so many.
pub(crate) fn squeeze_start<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (mut start, mut filled) = ([0; N], 0);
    for c in squeezed(text) {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).bytes();
        start.iter_mut().skip(filled).zip(bytes).for_each(|(to, byte)| {
            *to = byte;
            filled += 1;
        });
        if filled == N {
            return Some(start);
        }
    }
    None
}

/// So much of a title or a description says which one it is, in bytes.
const TITLE: usize = 4096;

/// The beginning of a title or a description: what every block is compared with
/// must not grow with the page.
pub(crate) fn beginning(text: &str) -> &str {
    first_bytes(text, TITLE)
}

/// Lower case, straight apostrophes, half-width punctuation, single spaces, letters and
/// their accents in one, no invisible characters.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut out, c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// What stands after so many characters of the normalised text.
pub(crate) fn after(text: &str, normalised: usize) -> &str {
    let (mut out, mut length) = (String::new(), 0);
    for (at, c) in text.char_indices() {
        if is_accent(c) {
            accent(&mut out, c);
            continue;
        }
        if length >= normalised {
            return &text[at..];
        }
        let before = out.len();
        push(&mut out, c);
        length += out[before..].chars().count();
    }
    ""
}

#[inline(always)]
fn push(out: &mut String, c: char) {
    match c {
        '`' => out.push('\''),
        ' ' | '\t'..='\r' => space(out),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' => {}
        '\u{2018}' | '\u{2019}' | '\u{2b9}'..='\u{2bc}' | '\u{b4}' => out.push('\''),
        '\u{201c}' | '\u{201d}' => out.push('"'),
        '\u{df}' => out.push_str("ss"),
        // Turkish: one would be two characters in lower case, the other stays without its dot.
        '\u{130}' | '\u{131}' => out.push('i'),
        '\u{3c2}' => out.push('\u{3c3}'),
        // Romanian has a comma below where old pages have a cedilla, as Turkish has.
        '\u{218}' | '\u{219}' => out.push('\u{15f}'),
        '\u{21a}' | '\u{21b}' => out.push('\u{163}'),
        // Capitals have no accents in Greek, and few write the two dots in Russian.
        '\u{386}' | '\u{3ac}' => out.push('\u{3b1}'),
        '\u{388}' | '\u{3ad}' => out.push('\u{3b5}'),
        '\u{389}' | '\u{3ae}' => out.push('\u{3b7}'),
        '\u{38a}' | '\u{3af}' => out.push('\u{3b9}'),
        '\u{38c}' | '\u{3cc}' => out.push('\u{3bf}'),
        '\u{38e}' | '\u{3cd}' => out.push('\u{3c5}'),
        '\u{38f}' | '\u{3ce}' => out.push('\u{3c9}'),
        '\u{401}' | '\u{451}' => out.push('\u{435}'),
        // In Arabic vowels and the lengthening of letters are written or not, as is what an alef carries.
        '\u{640}' | '\u{64b}'..='\u{652}' => {}
        '\u{622}' | '\u{623}' | '\u{625}' => out.push('\u{627}'),
        // Persian and Urdu have signs of their own for two of its letters, and many pages the Arabic ones.
        '\u{649}' | '\u{6cc}' => out.push('\u{64a}'),
        '\u{6a9}' => out.push('\u{643}'),
        // The dot under letters of Hindi and Bengali is a sign of its own, is in the letter or is left out.
        '\u{93c}' | '\u{9bc}' => {}
        '\u{958}'..='\u{95f}' | '\u{9dc}' | '\u{9dd}' | '\u{9df}' => out.push(without_dot(c)),
        '\u{e33}' => out.push_str("\u{e4d}\u{e32}"),
        '\u{ff01}'..='\u{ff5e}' => out.extend(half_width(c).to_lowercase()),
        c if is_accent(c) => accent(out, c),
        c if c.is_whitespace() => space(out),
        c => push_lower(out, c),
    }
}

/// An accent that is a character of its own, as files of macOS and Vietnamese keyboards have it.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Puts an accent on the letter before it. One that makes no letter with it is left out.
#[cold]
fn accent(out: &mut String, accent: char) {
    let Some(letter) = out.pop() else { return };
    push(out, compose(letter, accent).or_else(|| below(letter, accent)).unwrap_or(letter));
}

/// The letter with an `accent` more that comes before those it has in the order of Unicode:
/// the dot below of Vietnamese letters, which have one above.
fn below(letter: char, accent: char) -> Option<char> {
    let (mut bare, mut others) = (None, Vec::new());
    decompose_canonical(letter, |part| if bare.is_none() { bare = Some(part) } else { others.push(part) });
    let after = others.iter().position(|o| canonical_combining_class(*o) > canonical_combining_class(accent));
    others.insert(after?, accent);
    others.into_iter().try_fold(bare?, compose)
}

/// The letter that a dot was set under.
fn without_dot(c: char) -> char {
    match c {
        '\u{958}'..='\u{95a}' => char::from_u32(u32::from(c) - 0x43).unwrap_or(c),
        '\u{95b}' => '\u{91c}',
        '\u{95c}' => '\u{921}',
        '\u{95d}' => '\u{922}',
        '\u{95e}' => '\u{92b}',
        '\u{95f}' => '\u{92f}',
        '\u{9dc}' => '\u{9a1}',
        '\u{9dd}' => '\u{9a2}',
        '\u{9df}' => '\u{9af}',
        other => other,
    }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// The sign as wide as in Latin, if it has both widths.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{after, is_alphanumeric, normalise, push_lower};

    #[test]
    fn letters_are_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            let mut lower = String::new();
            push_lower(&mut lower, c);
            assert!(lower.chars().eq(c.to_lowercase()), "{c:?}");
        }
    }

    #[test]
    fn spellings_of_one_phrase_are_one() {
        assert_eq!(normalise("  See\u{a0}ALSO\u{ff1a} Author\u{2019}s\u{ad} "), "see also: author's");
        for (one, other) in [
            ("\u{38c}\u{3bb}\u{3b1}", "\u{39f}\u{39b}\u{391}"),
            ("YAZI", "yaz\u{131}"),
            ("CITE\u{15e}TE", "cite\u{219}te"),
            ("\u{435}\u{449}\u{451}", "\u{415}\u{429}\u{415}"),
            ("\u{623}\u{64a}\u{636}\u{64b}\u{627}", "\u{627}\u{64a}\u{636}\u{627}"),
            ("\u{6a9}\u{6cc}", "\u{643}\u{64a}"),
            ("\u{92a}\u{95d}\u{93c}", "\u{92a}\u{922}\u{93c}"),
            ("\u{958}\u{9df}", "\u{915}\u{93c}\u{9af}\u{9bc}"),
            ("\u{e04}\u{e33}", "\u{e04}\u{e4d}\u{e32}"),
            ("o\u{2bb}qi", "o'qi"),
            ("\u{0438}\u{306}", "\u{439}"),
            ("\u{3b1}\u{301}", "\u{391}"),
            ("I\u{307}", "\u{131}"),
            ("e\u{323}\u{302}", "\u{1ec6}"),
            ("\u{ea}\u{323}", "\u{1ec6}"),
        ] {
            assert_eq!(normalise(one), normalise(other));
        }
    }

    #[test]
    fn what_follows_a_phrase_is_found_in_the_text_as_it_is_written() {
        assert_eq!(after("See\u{a0}\u{ad} also: Stra\u{df}e", "see also:".len()), " Stra\u{df}e");
        assert_eq!(after("Stra\u{df}e 5", "strasse".len()), " 5");
        assert_eq!(after("e\u{323}\u{302}t: 5", 2), ": 5");
        assert_eq!(after("short", 9), "");
    }
}
