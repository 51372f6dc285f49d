//! An HTTP/1 response (RFC 9112) as a crawler stored it: head, chunks, content
//! codings. Crawlers differ in what they undo before they store, so a header
//! that the body contradicts is passed over.

use std::io::{self, Read};

/// A response.
#[derive(Debug)]
pub(super) struct Response<'a> {
    /// The status code; 200 if the head does not say.
    pub status: u16,
    headers: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Splits head and body; `None` if there is no HTTP head.
    pub(super) fn parse(block: &'a [u8]) -> Option<Self> {
        if !block.starts_with(b"HTTP/") {
            return None;
        }
        let (head, body) = split_head(block);
        let head = head.utf8_chunks().next().map_or("", |c| c.valid());
        let mut lines = head.lines();
        let status = lines.next().and_then(|l| l.split_whitespace().nth(1)).and_then(|s| s.parse().ok());
        let headers = lines.filter_map(|l| l.split_once(':')).map(|(n, v)| (n.trim(), v.trim())).collect();
        Some(Response { status: status.unwrap_or(200), headers, body })
    }

    /// The value of a header, by its name in any case.
    pub(super) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| *v)
    }

    /// The body without its codings, cut soon after `most` bytes.
    ///
    /// # Errors
    /// If it breaks in the middle.
    pub(super) fn body(&self, most: usize) -> Result<Vec<u8>, String> {
        let chunked = self.header("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
        let mut body = match chunked.then(|| without_chunks(self.body)).flatten() {
            Some(whole) => whole,
            None => self.body.to_vec(),
        };
        // The coding that was applied last stands last.
        let codings = self.header("content-encoding").unwrap_or("").to_ascii_lowercase();
        for coding in codings.split(',').map(str::trim).filter(|c| !c.is_empty() && *c != "identity").rev() {
            body = decode(coding, body, most)?;
        }
        // One byte more than is allowed tells the cleaner that something was cut.
        body.truncate(most + 1);
        Ok(body)
    }
}

/// The media type and the charset of a Content-Type.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let essence = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|p| {
        let (name, value) = p.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (essence, charset)
}

fn split_head(block: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(line) = block[at..].iter().position(|b| *b == b'\n') {
        let end = at + line + 1;
        if matches!(&block[at..end], b"\n" | b"\r\n") {
            return (&block[..at], &block[end..]);
        }
        at = end;
    }
    (block, &[])
}

/// The chunks joined; `None` if the body is not in chunks after all. A body that
/// was cut keeps what is there.
fn without_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut rest = body;
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let Some(line) = rest.iter().position(|b| *b == b'\n') else { return (!whole.is_empty()).then_some(whole) };
        let size = rest[..line].split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
        let size = std::str::from_utf8(size).ok().and_then(|s| usize::from_str_radix(s, 16).ok())?;
        rest = &rest[line + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

fn decode(coding: &str, body: Vec<u8>, most: usize) -> Result<Vec<u8>, String> {
    let result = match coding {
        "gzip" | "x-gzip" => read(flate2::read::MultiGzDecoder::new(body.as_slice()), most),
        // "deflate" is zlib by the standard and bare deflate by habit.
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => {
            read(flate2::read::ZlibDecoder::new(body.as_slice()), most)
        }
        "deflate" => read(flate2::read::DeflateDecoder::new(body.as_slice()), most),
        "br" => read(brotli_decompressor::Decompressor::new(body.as_slice(), 4096), most),
        "zstd" => match zstd::stream::read::Decoder::new(body.as_slice()) {
            Ok(decoder) => read(decoder, most),
            Err(error) => (Vec::new(), Some(error)),
        },
        _ => return Err(format!("the body is in the content coding `{coding}`, which is not known")),
    };
    match result {
        (decoded, None) => Ok(decoded),
        // Stored without its coding, with the header left in place.
        (decoded, Some(_)) if decoded.is_empty() && is_text(&body) => Ok(body),
        (decoded, Some(error)) => Err(format!("the {coding} body breaks after {} bytes: {error}", decoded.len())),
    }
}

fn is_text(body: &[u8]) -> bool {
    let start = &body[..body.len().min(512)];
    start.iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace())
}

/// What a decoder gives, and the error that ended it. A bomb ends at `most`.
fn read(decoder: impl Read, most: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut body = Vec::new();
    let error = decoder.take(most as u64 + 1).read_to_end(&mut body).err();
    (body, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_bodies_that_are_not_in_chunks_stay() {
        assert_eq!(without_chunks(b"4\r\nHarb\r\n3;x=y\r\nour\r\n0\r\n\r\n").as_deref(), Some(&b"Harbour"[..]));
        assert_eq!(without_chunks(b"9\r\nHarb").as_deref(), Some(&b"Harb"[..]));
        assert_eq!(without_chunks(b"<html>\n<p>Harbour"), None);
    }

    #[test]
    fn heads_are_read_with_any_line_break() {
        for block in ["HTTP/1.1 404 Not\r\nA: b\r\nContent-Type: x\r\n\r\nbody", "HTTP/1.0 404\ncontent-type:x\n\nbody"]
        {
            let response = Response::parse(block.as_bytes()).expect("a head");
            assert_eq!(
                (response.status, response.header("CONTENT-TYPE"), response.body),
                (404, Some("x"), &b"body"[..])
            );
        }
        assert!(Response::parse(b"<html>").is_none());
        assert_eq!(Response::parse(b"HTTP/1.1 200 OK\r\nA: b").map(|r| r.body.len()), Some(0));
    }

    #[test]
    fn a_coding_that_was_undone_is_passed_over_and_a_broken_one_is_told() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>Harbour";
        assert_eq!(Response::parse(block).expect("a head").body(99).as_deref(), Ok(&b"<p>Harbour"[..]));
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00";
        assert!(Response::parse(block).expect("a head").body(99).is_err_and(|e| e.contains("gzip")));
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: lzw\r\n\r\nx";
        assert!(Response::parse(block).expect("a head").body(99).is_err_and(|e| e.contains("lzw")));
    }

    #[test]
    fn the_charset_is_read_in_quotes_and_without() {
        assert_eq!(content_type("Text/HTML; Charset=\"utf-8\""), ("text/html".into(), Some("utf-8".into())));
        assert_eq!(content_type("text/html;x=y;charset=koi8-r"), ("text/html".into(), Some("koi8-r".into())));
        assert_eq!(content_type("text/html; charset="), ("text/html".into(), None));
    }
}
