//! What the first bytes tell: a declared charset, or that this is no text at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

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
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"\x7fELF", "program"),
    (b"OggS", "Ogg media file"),
    (b"ID3", "MP3 audio file"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
];

/// Recognises files that are not text: by signature, or by control bytes that
/// no text encoding of the web uses.
pub fn sniff_binary(bytes: &[u8]) -> Option<Binary> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(Binary { name });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Binary { name: "WebP image" });
    }
    if Encoding::for_bom(bytes).is_some() || matches!(bytes, [b'<', 0, ..] | [0, b'<', ..]) {
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
            let utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if utf16 { UTF_8 } else { encoding });
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
    Encoding::for_label(&value[..end])
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_not_pages_are_named() {
        assert_eq!(sniff_binary(b"%PDF-1.7 ...").map(|b| b.name), Some("PDF"));
        assert_eq!(sniff_binary(b"\x1f\x8b\x08\x00").map(|b| b.name), Some("gzip archive"));
        assert_eq!(sniff_binary(&[1, 2, 3, 4, 5, 6, 7, 8]).map(|b| b.name), Some("binary data"));
        assert_eq!(sniff_binary(b"<html>\0 a stray NUL is no reason"), None);
        assert_eq!(sniff_binary(b""), None);
        // No signature, and one control byte in sixteen.
        let noise: Vec<u8> = (0..4096_u32).map(|i| if i % 16 == 0 { 1 } else { (i * 37 % 128) as u8 | 0x80 }).collect();
        assert_eq!(sniff_binary(&noise).map(|b| b.name), Some("binary data"));
    }

    #[test]
    fn http_equiv_counts_as_meta() {
        let page = b"<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">";
        assert_eq!(meta_charset(page).map(Encoding::name), Some("Shift_JIS"));
    }
}
