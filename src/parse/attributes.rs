//! A cap on the attributes of one tag, held before the tokenizer sees them.
//!
//! html5ever compares each new attribute with all earlier ones of its tag, so
//! a tag with a million attributes would take hours. Only tags that are long
//! enough to hold too many are looked at; all others cost one scan for `<`.

use std::borrow::Cow;

/// The shortest attribute with its separator: ` a`.
const SHORTEST: usize = 2;

/// Returns `text` without the attributes beyond the first `most` of each tag.
pub(super) fn thin_out(text: &str, most: usize) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = find(bytes, at, b'<') {
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let near = &bytes[at..bytes.len().min(at + most * SHORTEST)];
        if near.contains(&b'>') {
            continue;
        }
        let tag = scan_tag(bytes, at, most);
        if let Some(cut) = tag.cut {
            out.push_str(&text[copied..cut]);
            copied = tag.end;
        }
        at = tag.end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

struct Tag {
    /// Where attribute number `most` + 1 begins.
    cut: Option<usize>,
    /// The position of the closing `>`, or the end of the text.
    end: usize,
}

fn scan_tag(bytes: &[u8], start: usize, most: usize) -> Tag {
    let mut cut = None;
    let mut seen = 0;
    let mut at = start;
    let mut in_word = true;
    let mut after_equals = false;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => break,
            quote @ (b'"' | b'\'') if after_equals => {
                at = find(bytes, at + 1, quote).unwrap_or(bytes.len() - 1);
                after_equals = false;
                in_word = false;
            }
            b'=' => after_equals = true,
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => in_word = after_equals && in_word,
            _ if in_word || after_equals => {
                in_word = true;
                after_equals = false;
            }
            _ => {
                in_word = true;
                seen += 1;
                if seen > most && cut.is_none() {
                    cut = Some(at);
                }
            }
        }
        at += 1;
    }
    Tag { cut, end: at.min(bytes.len()) }
}

fn find(bytes: &[u8], from: usize, needle: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|b| *b == needle).map(|i| from + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_tags_are_left_alone() {
        let html = "<p class=\"a b\" id=x>1 < 2 <img alt='a > b'></p>";
        assert!(matches!(thin_out(html, 4), Cow::Borrowed(_)));
    }

    #[test]
    fn attributes_beyond_the_cap_go() {
        let html = format!("<p{}>text</p>", " a=1 b='x y'".repeat(1000));
        assert_eq!(thin_out(&html, 3), "<p a=1 b='x y' a=1 >text</p>");
    }

    #[test]
    fn a_tag_without_an_end_is_scanned_once() {
        let html = format!("<p {}", "a ".repeat(10_000));
        assert!(thin_out(&html, 8).len() < 40);
    }
}
