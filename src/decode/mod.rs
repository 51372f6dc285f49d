//! Bytes to text: which encoding, and how we know.
//!
//! The order is the one of the WHATWG Encoding and HTML standards: byte order
//! mark, the charset that came with the response, `<meta>`, and only then a
//! guess. One departure, made for scrapers: a page that names a legacy charset
//! in its `<meta>` and is nevertheless valid UTF-8 beyond ASCII is read as
//! UTF-8, because something on the way has transcoded it and left the label. Another
//! one: UTF-8 that was read as Latin-1 on the way and written as UTF-8 again is
//! read as it was before.

mod content_type;
mod sniff;

use std::borrow::Cow;

use encoding_rs::{CoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

pub use content_type::{PAGE_ENDINGS, content_type, is_page};
pub(crate) use sniff::sniff_records;
pub use sniff::{Binary, sniff_binary};

/// What some writers put before the first letter, in UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How the encoding of a page became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum EncodingSource {
    /// A byte order mark.
    ByteOrderMark,
    /// The charset hint of the caller, usually from the HTTP header.
    Hint,
    /// A `<meta charset>` or `<meta http-equiv>` near the start.
    Meta,
    /// The page was valid UTF-8, whatever its label said.
    ValidUtf8,
    /// The page was UTF-8 that somebody had read as Latin-1 and written as UTF-8
    /// once more (an apostrophe becomes three characters); that is undone.
    TwiceEncoded,
    /// A guess from the bytes (`chardetng`).
    Guess,
}

/// Decoded text and how it was decoded.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text. Malformed sequences have become U+FFFD. What is UTF-8 already is
    /// not copied.
    pub content: Cow<'a, str>,
    /// The WHATWG name of the encoding, such as `windows-1251`.
    pub encoding: &'static str,
    /// How the encoding became known.
    pub source: EncodingSource,
    /// True if some bytes were malformed in that encoding.
    pub malformed: bool,
}

/// True if a charset has that label, by the WHATWG Encoding Standard, and pages can be read in it.
pub fn is_charset(label: &str) -> bool {
    named(label.as_bytes()).is_some()
}

/// The encoding of a label. The standard reads some old charsets as one U+FFFD for the
/// whole page, to spare browsers an attack; a scraped page in one is better guessed at.
fn named(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(label).filter(|encoding| *encoding != REPLACEMENT)
}

/// The encoding that the caller names. Servers say UTF-16 of pages that are none: in one
/// that is, the markup, or white space at least, has a zero beside every letter.
fn hinted(bytes: &[u8], hint: Option<&str>) -> Option<&'static Encoding> {
    let is_possible = |encoding| !is_utf_16(encoding) || memchr::memchr(0, bytes).is_some();
    named(hint?.as_bytes()).filter(|encoding| is_possible(encoding))
}

fn is_utf_16(encoding: &Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Decodes `bytes`; `hint` is a charset label such as the one of an HTTP header.
pub fn decode<'a>(bytes: &'a [u8], hint: Option<&str>) -> Text<'a> {
    decode_all(bytes, hint, End::Whole)
}

/// Decodes the first `most` bytes like [`decode`]; and whether there are more. A character
/// that this cuts in two is left out.
pub fn decode_start<'a>(bytes: &'a [u8], hint: Option<&str>, most: usize) -> (Text<'a>, bool) {
    let (start, is_cut) = cut(bytes, most);
    (decode_all(start, hint, if is_cut { End::Cut } else { End::Whole }), is_cut)
}

/// How the bytes end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Whole,
    /// Perhaps inside a character.
    Cut,
}

fn decode_all<'a>(bytes: &'a [u8], hint: Option<&str>, end: End) -> Text<'a> {
    let text = decode_once(bytes, hint, end);
    let twice = text.encoding == UTF_8.name() && !text.malformed;
    match twice.then(|| encoded_once(&text.content, end)).flatten() {
        Some(content) => Text { content: content.into(), source: EncodingSource::TwiceEncoded, ..text },
        None => text,
    }
}

/// The text before it was encoded a second time. Text that has been has nothing
/// beyond Latin-1, has control characters of that (U+0080 to U+009F), which nobody
/// writes, and is UTF-8 as bytes.
fn encoded_once(text: &str, end: End) -> Option<String> {
    let controls = |pair: &[u8]| pair[0] == 0xc2 && pair[1] < 0xa0;
    if text.is_ascii() || !encoding_rs::mem::is_str_latin1(text) || !text.as_bytes().windows(2).any(controls) {
        return None;
    }
    let mut once = encoding_rs::mem::encode_latin1_lossy(text).into_owned();
    if let (End::Cut, Err(error)) = (end, std::str::from_utf8(&once))
        && error.error_len().is_none()
    {
        once.truncate(error.valid_up_to());
    }
    String::from_utf8(once).ok()
}

fn decode_once<'a>(bytes: &'a [u8], hint: Option<&str>, end: End) -> Text<'a> {
    let (encoding, source) = match declared(bytes, hint) {
        Some(declared) => declared,
        None => match (std::str::from_utf8(bytes), sniff::meta_charset(bytes)) {
            (Ok(text), label) if label == Some(UTF_8) || !is_escaped(text) => {
                let source = if label == Some(UTF_8) { EncodingSource::Meta } else { EncodingSource::ValidUtf8 };
                return Text { content: Cow::Borrowed(text), encoding: UTF_8.name(), source, malformed: false };
            }
            (_, Some(encoding)) => (encoding, EncodingSource::Meta),
            (_, None) => (guess(bytes, end), EncodingSource::Guess),
        },
    };
    let (content, malformed) = match end {
        End::Whole => {
            let (content, _, malformed) = encoding.decode(bytes);
            (content, malformed)
        }
        End::Cut => without_rest(encoding, bytes),
    };
    Text { content, encoding: encoding.name(), source, malformed }
}

/// Decodes bytes without what is left of a character at their end.
fn without_rest(encoding: &'static Encoding, bytes: &[u8]) -> (Cow<'static, str>, bool) {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut content = String::with_capacity(bytes.len());
    let (mut read, mut malformed) = (0, false);
    loop {
        let (result, more, broken) = decoder.decode_to_string(&bytes[read..], &mut content, false);
        read += more;
        malformed |= broken;
        if result == CoderResult::InputEmpty {
            return (content.into(), malformed);
        }
        content.reserve(bytes.len() - read + ROOM);
    }
}

/// No decoder needs more bytes than this for its next step.
const ROOM: usize = 64;

/// True of ISO-2022-JP, which is ASCII that switches to other signs by an escape (RFC 1468).
fn is_escaped(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"\x1b$").is_some() && text.is_ascii()
}

/// The first `most` bytes, without a character of UTF-8 that would be cut in
/// two, and whether anything was cut.
fn cut(bytes: &[u8], most: usize) -> (&[u8], bool) {
    if bytes.len() <= most {
        return (bytes, false);
    }
    let begins = |at: &usize| bytes[*at] & 0xc0 != 0x80;
    let end = (most.saturating_sub(3)..=most).rev().find(begins).unwrap_or(most);
    (&bytes[..end], true)
}

/// The encoding by what goes before the label in the page.
fn declared(bytes: &[u8], hint: Option<&str>) -> Option<(&'static Encoding, EncodingSource)> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some((encoding, EncodingSource::ByteOrderMark));
    }
    if let Some(encoding) = hinted(bytes, hint) {
        return Some((encoding, EncodingSource::Hint));
    }
    // A markup page in UTF-16 without a mark: every other byte of `<` is zero.
    match bytes {
        [b'<', 0, ..] => Some((UTF_16LE, EncodingSource::Guess)),
        [0, b'<', ..] => Some((UTF_16BE, EncodingSource::Guess)),
        _ => None,
    }
}

fn guess(bytes: &[u8], end: End) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, end == End::Whole);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_wins_over_the_hint() {
        let text = decode(b"\xEF\xBB\xBFna\xC3\xAFve", Some("windows-1252"));
        assert_eq!((&*text.content, text.source), ("na\u{ef}ve", EncodingSource::ByteOrderMark));
    }

    #[test]
    fn escapes_to_japanese_are_no_utf_8() {
        for page in [&b"<meta charset='iso-2022-jp'><p>\x1b$B9A$O\x1b(B"[..], b"<p>\x1b$B9A$O$9$G$KJD$8$i$l$?!#\x1b(B"]
        {
            let text = decode(page, None);
            assert_eq!(text.encoding, "ISO-2022-JP");
            assert!(text.content.contains("\u{6e2f}\u{306f}"), "{}", text.content);
        }
    }

    #[test]
    fn a_charset_that_nobody_reads_is_no_label() {
        for label in ["hz-gb-2312", "iso-2022-kr", "replacement"] {
            assert!(!is_charset(label), "{label}");
            let page = format!("<meta charset={label}><p>The storm \u{2013} of Monday");
            for hint in [None, Some(label)] {
                let text = decode(page.as_bytes(), hint);
                assert_eq!((&*text.content, text.source), (page.as_str(), EncodingSource::ValidUtf8), "{label}");
            }
        }
    }

    #[test]
    fn a_hint_at_utf_16_is_not_believed_of_other_bytes() {
        for label in ["utf-16", "utf-16be"] {
            let text = decode("<meta charset=utf-8><p>na\u{ef}ve".as_bytes(), Some(label));
            assert!(text.content.ends_with("na\u{ef}ve") && text.encoding == "UTF-8", "{}", text.content);
        }
        let bytes: Vec<u8> = "The storm".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes, Some("utf-16be")).content, "The storm");
    }

    #[test]
    fn meta_names_the_charset() {
        let page = b"<meta charset='windows-1251'><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        let text = decode(page, None);
        assert_eq!((text.encoding, text.source), ("windows-1251", EncodingSource::Meta));
        assert!(text.content.ends_with('\u{442}'));
    }

    #[test]
    fn a_transcoded_page_with_its_old_label_is_utf8() {
        let text = decode("<meta charset=windows-1251><p>\u{41f}".as_bytes(), None);
        assert_eq!((text.encoding, text.source), ("UTF-8", EncodingSource::ValidUtf8));
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        let bytes: Vec<u8> = "<p>hi".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes, None).content, "<p>hi");
    }

    #[test]
    fn what_was_encoded_twice_is_decoded_twice() {
        let once = "<p>It doesn\u{2019}t \u{2013} na\u{ef}ve";
        let twice: String = once.bytes().map(char::from).collect();
        let text = decode(twice.as_bytes(), Some("utf-8"));
        assert_eq!((&*text.content, text.source), (once, EncodingSource::TwiceEncoded));
        for page in ["<p>\u{c3}\u{a9} is how it looks", "<p>one \u{80} mark", "<p>\u{e2}\u{80}\u{99} \u{2014}"] {
            assert_eq!(decode(page.as_bytes(), None).content, page);
        }
    }

    #[test]
    fn no_encoding_has_half_a_character_where_a_page_is_cut() {
        let page = "<p>\u{6e2f}\u{306f}\u{3001}\u{5d50}\u{306e}\u{3042}\u{3068}\u{306b}";
        let utf_16: Vec<u8> = format!("{page}\u{1f6a2}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let shift_jis = encoding_rs::SHIFT_JIS.encode(page).0.into_owned();
        for (bytes, hint) in [(&utf_16, None), (&shift_jis, Some("shift_jis"))] {
            for most in 7..bytes.len() {
                let (text, is_cut) = decode_start(bytes, hint, most);
                let is_start = page.starts_with(&*text.content);
                assert!(is_cut && !text.malformed && is_start, "{hint:?} {most}: {}", text.content);
            }
        }
        let twice: String = "<p>It doesn\u{2019}t \u{2013} \u{2019}".bytes().map(char::from).collect();
        let (text, _) = decode_start(twice.as_bytes(), None, twice.len() - 1);
        assert_eq!((&*text.content, text.source), ("<p>It doesn\u{2019}t \u{2013} ", EncodingSource::TwiceEncoded));
    }

    #[test]
    fn a_truncated_character_does_not_lose_the_rest() {
        let text = decode(b"<meta charset=utf-8>caf\xC3", None);
        assert!(text.malformed && text.content.contains("caf"));
    }
}
