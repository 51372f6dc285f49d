//! What the first bytes tell: a declared charset, or that this is no text at all.

use encoding_rs::{Encoding, UTF_8};

use super::{BYTE_ORDER_MARK, hinted, is_utf_16, named};

/// How far the HTML standard looks for a `<meta>` charset, in bytes. Some real
/// pages put long comments in front, so we look a little further.
const META_WINDOW: usize = 4096;

/// How many bytes tell whether something is text.
const BINARY_WINDOW: usize = 4096;

/// A kind of file that is not a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binary {
    /// What it is, for people: `PDF`, `PNG image`, …
    pub name: &'static str,
}

const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"\x7fELF", "program"),
    (b"OggS", "Ogg media file"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"{\\rtf1", "RTF document"),
    (b"bplist00", "web archive (Safari)"),
    (b"%!PS-", "PostScript file"),
    // Not an encoding of the web: browsers read it as UTF-16 with a letter in two.
    (b"\xff\xfe\0\0", "text in UTF-32"),
    (b"\0\0\xfe\xff", "text in UTF-32"),
];

/// Recognises files that are not text: by signature, or by control bytes that
/// no text encoding of the web uses. `hint` is a charset label as for
/// [`decode`](super::decode()): in UTF-16 every other byte may be one.
pub fn sniff_binary(bytes: &[u8], hint: Option<&str>) -> Option<Binary> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(Binary { name });
    }
    if let Some(name) = by_more_than_its_start(bytes) {
        return Some(Binary { name });
    }
    let utf16 = hinted(bytes, hint).is_some_and(is_utf_16);
    if utf16 || Encoding::for_bom(bytes).is_some() || matches!(bytes, [b'<', 0, ..] | [0, b'<', ..]) {
        return None;
    }
    let window = &bytes[..bytes.len().min(BINARY_WINDOW)];
    let is_control = |b: &u8| *b < 0x09 || (0x0e..0x1b).contains(b) || (0x1c..0x20).contains(b);
    let controls = window.iter().filter(|b| is_control(b)).count();
    // A stray NUL in a page is common; one byte in ten is not text, nor is one
    // in thirty-two if the bytes are not UTF-8 either.
    let cut_off = |e: std::str::Utf8Error| e.error_len().is_none();
    let utf8 = std::str::from_utf8(window).map_or_else(cut_off, |_| true);
    let enough = if utf8 { 10 } else { 32 };
    (controls * enough > window.len()).then_some(Binary { name: "binary data" })
}

/// Recognises what holds pages and is none itself: web archives, feeds, and JSON, be it one
/// value or one a line.
pub(crate) fn sniff_records(bytes: &[u8]) -> Option<Binary> {
    // The version fills its line (ISO 28500).
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    let is_number = |v: &[u8]| !v.is_empty() && v.iter().all(|b| b.is_ascii_digit() || *b == b'.');
    let version = line.strip_prefix(b"WARC/").is_some_and(is_number);
    if version || bytes.starts_with(b"filedesc://") {
        return Some(Binary { name: "web archive (WARC)" });
    }
    if is_feed(bytes) {
        return Some(Binary { name: "feed" });
    }
    is_json(bytes).then_some(Binary { name: "JSON" })
}

/// True if the first element is that of a feed: RSS, in one version or another, or Atom (RFC 4287).
fn is_feed(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    // Declarations and comments may stand before it.
    while let Some(after) = [(&b"<?"[..], &b"?>"[..]), (b"<!--", b"-->")].into_iter().find_map(|(open, close)| {
        let inside = rest.strip_prefix(open)?;
        inside.get(find(&inside[..inside.len().min(META_WINDOW)], close)? + close.len()..)
    }) {
        rest = after.trim_ascii_start();
    }
    let named = |name: &[u8]| {
        let after = rest.get(name.len()).is_some_and(|b| b.is_ascii_whitespace() || *b == b'>');
        rest.starts_with(name) && after
    };
    [&b"<rss"[..], b"<feed", b"<rdf:RDF"].into_iter().any(named)
}

/// True if the first value is an object or a list, and behind it there is nothing, or another.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
    let opens = |text: &[u8]| text.starts_with(b"{") || text.starts_with(b"[");
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<serde_core::de::IgnoredAny>();
    if !opens(text) || values.next().is_none_or(|value| value.is_err()) {
        return false;
    }
    let rest = text[values.byte_offset()..].trim_ascii_start();
    // A note in a text: "[1] See there."
    rest.is_empty() || text.starts_with(b"{") && opens(rest)
}

/// What texts could begin with too.
fn by_more_than_its_start(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, length: usize| bytes.get(from..from + length).unwrap_or_default();
    match bytes {
        [b'R', b'I', b'F', b'F', ..] if at(8, 4) == b"WEBP" => Some("WebP image"),
        [b'B', b'Z', b'h', b'1'..=b'9', ..] if at(4, 6) == b"1AY&SY" => Some("bzip2 archive"),
        [b'I', b'D', b'3', 2..=4, ..] => Some("MP3 audio file"),
        [b'P', b'K', 3, 4, ..] => Some(packed(bytes)),
        _ if is_message(bytes) => Some("mail or web archive (MIME)"),
        _ => None,
    }
}

/// What a ZIP archive is: books and documents of OpenDocument say it in their first file, which
/// is not compressed; the documents of others begin with a list of what they hold.
fn packed(bytes: &[u8]) -> &'static str {
    let start = &bytes[..bytes.len().min(BINARY_WINDOW)];
    let says = |words: &[u8]| find(start, words).is_some();
    if says(b"mimetypeapplication/epub+zip") {
        "EPUB book"
    } else if says(b"mimetypeapplication/vnd.oasis.opendocument.") || says(b"[Content_Types].xml") {
        "Office document"
    } else {
        "ZIP archive"
    }
}

/// True of a message with its headers (RFC 5322), one of which says that its body has parts
/// or is encoded (RFC 2045): what browsers save as MHTML, too.
fn is_message(bytes: &[u8]) -> bool {
    let window = &bytes[..bytes.len().min(META_WINDOW)];
    let lines = window.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    // Over the headers of a message in a mailbox stands a line of its own (RFC 4155).
    let lines = lines.skip(usize::from(window.starts_with(b"From ")));
    let is_name = |name: &[u8]| !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    let header = |line: &&[u8]| {
        let colon = line.iter().position(|b| *b == b':');
        line.starts_with(b" ") || line.starts_with(b"\t") || colon.is_some_and(|at| is_name(&line[..at]))
    };
    let mut headers = lines.take_while(|line| !line.is_empty() && header(line));
    headers.any(|line| line.len() >= MIME.len() && line[..MIME.len()].eq_ignore_ascii_case(MIME))
}

/// The header that every such message has.
const MIME: &[u8] = b"MIME-Version:";

/// The charset named by a `<meta>` near the start, as the HTML standard's
/// prescan finds it (simplified: any `charset=` inside a `<meta …>`).
pub(super) fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = &bytes[..bytes.len().min(META_WINDOW)];
    let lower = window.to_ascii_lowercase();
    let mut rest = lower.as_slice();
    while let Some(start) = find(rest, b"<meta") {
        let tag = &rest[start..];
        let end = find(tag, b">").unwrap_or(tag.len());
        if let Some(encoding) = charset_in(&tag[..end]) {
            // The standard: a page whose ASCII could be read cannot be UTF-16.
            return Some(if is_utf_16(encoding) { UTF_8 } else { encoding });
        }
        rest = &tag[end..];
    }
    None
}

fn charset_in(tag: &[u8]) -> Option<&'static Encoding> {
    let after = &tag[find(tag, b"charset")? + b"charset".len()..];
    let value = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let is_end = |b: &u8| matches!(b, b'"' | b'\'' | b';' | b'>' | b'/') || b.is_ascii_whitespace();
    let end = value.iter().position(is_end).unwrap_or(value.len());
    named(&value[..end])
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_not_pages_are_named() {
        assert_eq!(sniff_binary(b"%PDF-1.7 ...", None).map(|b| b.name), Some("PDF"));
        assert_eq!(sniff_binary(b"\x1f\x8b\x08\x00", None).map(|b| b.name), Some("gzip archive"));
        assert_eq!(sniff_binary(&[1, 2, 3, 4, 5, 6, 7, 8], None).map(|b| b.name), Some("binary data"));
        assert_eq!(sniff_binary(b"<html>\0 a stray NUL is no reason", None), None);
        assert_eq!(sniff_binary(b"", None), None);
        let saved = b"From: <Saved by Blink>\r\nSubject: Boats\r\nMIME-Version: 1.0\r\n\r\n<p>=C3=A4";
        assert_eq!(sniff_binary(saved, None).map(|b| b.name), Some("mail or web archive (MIME)"));
        let packed = |first: &str| sniff_binary(format!("PK\x03\x04{}{first}", "\0".repeat(26)).as_bytes(), None);
        for (first, name) in [
            ("mimetypeapplication/epub+zipPK", "EPUB book"),
            ("mimetypeapplication/vnd.oasis.opendocument.textPK", "Office document"),
            ("[Content_Types].xml", "Office document"),
            ("pages/one.html", "ZIP archive"),
        ] {
            assert_eq!(packed(first).map(|b| b.name), Some(name), "{first}");
        }
        let mailbox = b"From ada@example.org Mon Mar 18 08:15:00 2024\nSubject: Boats\nMime-Version: 1.0\n\nBoats";
        assert_eq!(sniff_binary(mailbox, None).map(|b| b.name), Some("mail or web archive (MIME)"));
        for text in [
            "From here on it rains.\n\nMIME-Version: 1.0",
            "ID3 is a tag",
            "BZh is no word",
            "Boats: a list\n\nMIME-Version: 1.0",
            "MIME: what it is",
        ] {
            assert_eq!(sniff_binary(text.as_bytes(), None), None, "{text}");
        }
        // No signature, and one control byte in sixteen.
        let noise: Vec<u8> = (0..4096_u32).map(|i| if i % 16 == 0 { 1 } else { (i * 37 % 128) as u8 | 0x80 }).collect();
        assert_eq!(sniff_binary(&noise, None).map(|b| b.name), Some("binary data"));
    }

    #[test]
    fn what_holds_pages_is_none() {
        let name = |bytes: &str| sniff_records(bytes.as_bytes()).map(|found| found.name);
        assert_eq!(name("WARC/1.0\r\nWARC-Type: warcinfo\r\n"), Some("web archive (WARC)"));
        for json in ["{\"html\": \"<p>\"}\n{\"html\": \"\"}", " [{\"a\": 1}]\n", "\u{feff}{}"] {
            assert_eq!(name(json), Some("JSON"), "{json}");
        }
        for feed in ["<rss version=\"2.0\">", "<?xml version='1.0'?>\n<!-- a -->\n<feed xmlns='a'>", "<rdf:RDF>"] {
            assert_eq!(name(feed), Some("feed"), "{feed}");
        }
        for page in ["<?xml version='1.0'?><html>", "<!-- <rss> --><p>", "<feedback>", "<?", "<?xml ?>"] {
            assert_eq!(name(page), None, "{page}");
        }
        for text in
            ["[1] See there.", "{boats}", "{} is empty", "[Update] It rains.", "WARC/1.0 is a form", "WARC/", ""]
        {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn utf16_without_a_mark_is_text_if_somebody_knows() {
        let bytes: Vec<u8> = "The storm took the roof.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(sniff_binary(&bytes, None).is_some() && sniff_binary(&bytes, Some("utf-8")).is_some());
        assert_eq!(sniff_binary(&bytes, Some("utf-16le")), None);
    }

    #[test]
    fn http_equiv_counts_as_meta() {
        let page = b"<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">";
        assert_eq!(meta_charset(page).map(Encoding::name), Some("Shift_JIS"));
    }
}
