//! How long a text is and how it ends, in any script.

/// The words of a text, and its characters that are not white space.
pub(crate) fn measure(text: &str) -> (usize, usize) {
    let (mut words, mut chars, mut dense, mut in_word) = (0, 0, 0, false);
    let mut rest = text.as_bytes();
    while let Some(byte) = rest.first() {
        if byte.is_ascii() {
            rest = &rest[1..];
            // Of ASCII, these are white space: 9 to 13, and 32.
            let space = matches!(byte, b'\t'..=b'\r' | b' ');
            words += usize::from(!space && !in_word);
            chars += usize::from(!space);
            in_word = !space;
            continue;
        }
        let Some(c) = text[text.len() - rest.len()..].chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        let (space, is_dense) = (c.is_whitespace(), is_dense(c));
        words += usize::from(!space && !is_dense && !in_word);
        chars += usize::from(!space);
        dense += usize::from(is_dense);
        in_word = !space && !is_dense;
    }
    (words + dense / 2 + dense % 2, chars)
}

/// The words of a text, as [`measure`] counts them.
pub(crate) fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return measure(text).0;
    }
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let bytes = text.as_bytes();
    let first = usize::from(bytes.first().is_some_and(|byte| !is_space(byte)));
    first + bytes.iter().zip(bytes.iter().skip(1)).filter(|(a, b)| is_space(a) & !is_space(b)).count()
}

/// Characters of scripts that are written without spaces: Thai and Lao, Burmese, Khmer,
/// Japanese and Chinese.
pub(crate) fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}') || is_kana_or_han(c)
}

/// Signs that are a syllable or a word each: Japanese, Chinese and Korean.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}') || is_kana_or_han(c)
}

fn is_kana_or_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// True if the text ends as a sentence does, in any script.
pub(crate) fn ends_sentence(text: &str) -> bool {
    without_closing(text).ends_with(is_terminal)
}

/// The text without what closes a quotation or a bracket at its end, in any language.
pub(crate) fn without_closing(text: &str) -> &str {
    let closes = |c: char| CLOSING_QUOTES.contains(&c) || matches!(c, '\'' | '\u{2019}' | ')' | ']' | '\u{ff09}' | ' ');
    text.trim_end_matches(closes)
}

/// What closes a quotation in one language or another.
pub(crate) const CLOSING_QUOTES: [char; 7] = ['"', '\u{201d}', '\u{201c}', '\u{bb}', '\u{ab}', '\u{300d}', '\u{300f}'];

/// How many sentences end in a text: a mark after a word, not after an initial, and
/// before white space, a bracket or a sign.
pub(crate) fn count_sentences(text: &str) -> usize {
    let (mut count, mut letters) = (0, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = is_terminal(c)
            && letters > 1
            && chars
                .peek()
                .is_none_or(|next| next.is_whitespace() || matches!(next, '(' | '\u{ff08}') || is_sign(*next));
        count += usize::from(ends);
        letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
    }
    count
}

/// Punctuation that ends a sentence, in any script.
#[inline]
pub(crate) fn is_terminal(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '.' | '!' | '?');
    }
    is_full_stop(c) || matches!(c, '\u{2026}' | '\u{ff01}' | '\u{ff1f}' | '\u{61f}')
}

/// What ends a sentence that neither asks nor exclaims, in any script.
pub(crate) fn is_full_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '\u{3002}'
            | '\u{ff0e}'
            | '\u{ff61}'
            | '\u{964}'
            | '\u{6d4}'
            | '\u{589}'
            | '\u{1362}'
            | '\u{17d4}'
            | '\u{104b}'
    )
}

/// Commas of any script.
pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '\u{3001}' | '\u{60c}' | '\u{ff0c}')
}

/// The first `bytes` bytes, fewer where that would part a character.
pub(crate) fn first_bytes(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last `bytes` bytes, fewer where that would part a character.
pub(crate) fn last_bytes(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::{count_words, measure};

    #[test]
    fn two_signs_count_as_a_word_where_words_have_no_spaces() {
        assert_eq!(measure("two words"), (2, 8));
        for text in ["", " two\t words\n", "\u{a0}two words"] {
            assert_eq!(count_words(text), measure(text).0, "{text}");
        }
        assert_eq!(measure("\u{6e2f}\u{306f}\u{9589}\u{307e} GPS"), (3, 7));
    }
}
