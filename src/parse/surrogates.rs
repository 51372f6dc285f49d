//! Halves of surrogate pairs in JSON: writers that cut a text at a length leave them.

/// `\uXXXX` is so many bytes.
const ESCAPE: usize = 6;

/// What stands for a half without the other.
const REPLACEMENT: &str = "\\ufffd";

/// The JSON text with U+FFFD for each half of a pair that stands alone (RFC 8259,
/// section 8.2).
pub(super) fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, escaped) = rest.split_at(at);
        out.push_str(before);
        let length = match (half(escaped), half(escaped.get(ESCAPE..).unwrap_or(""))) {
            (Some(Half::High), Some(Half::Low)) => 2 * ESCAPE,
            (Some(_), _) => {
                out.push_str(REPLACEMENT);
                rest = &escaped[ESCAPE..];
                continue;
            }
            // The backslash and what it escapes.
            (None, _) => 1 + escaped.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = escaped.split_at(length);
        out.push_str(escape);
        rest = after;
    }
    out.push_str(rest);
    out
}

enum Half {
    High,
    Low,
}

/// Which half `text` begins with, if it begins with one.
fn half(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..ESCAPE - 2)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn halves_alone_are_replaced_and_pairs_stay() {
        assert_eq!(mend(r#""cut \ud83d""#), r#""cut \ufffd""#);
        assert_eq!(mend(r"\ud83d\ud83d\ude00\ude00"), r"\ufffd\ud83d\ude00\ufffd");
        for whole in [r#""\\ud83d \u00e9 \" \n""#, "no escape", "\\", "\\u", "\\\u{e9}", r"\u+123"] {
            assert_eq!(mend(whole), whole);
        }
    }
}
