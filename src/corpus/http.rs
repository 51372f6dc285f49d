//! An HTTP/1 response (RFC 9112) as a crawler stored it: head, chunks, content
//! codings. Crawlers differ in what they undo before they store, so a header
//! that the body contradicts is passed over.

use std::io::{self, Read};

/// A response.
#[derive(Debug)]
pub(super) struct Response<'a> {
    /// The status code; 200 if the head does not say.
    pub status: u16,
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

/// A body without its codings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub bytes: Vec<u8>,
    /// True if its end was not stored.
    pub is_cut: bool,
}

impl<'a> Response<'a> {
    /// Splits head and body; `None` if there is no HTTP head.
    pub(super) fn parse(block: &'a [u8]) -> Option<Self> {
        let mut response = Response::first(block)?;
        // What a server says before its answer (RFC 9110, 15.2) may be stored with it.
        while (100..200).contains(&response.status) {
            let Some(next) = Response::first(response.body) else { break };
            response = next;
        }
        Some(response)
    }

    fn first(block: &'a [u8]) -> Option<Self> {
        if !block.starts_with(b"HTTP/") {
            return None;
        }
        let (head, body) = split_head(block);
        // Headers may hold bytes of any encoding; those that matter are ASCII.
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next().and_then(|l| l.split_whitespace().nth(1)).and_then(|s| s.parse().ok());
        let header = |line: &str| line.split_once(':').map(|(n, v)| (n.trim().to_owned(), v.trim().to_owned()));
        Some(Response { status: status.unwrap_or(200), headers: lines.filter_map(header).collect(), body })
    }

    /// The value of a header, by its name in any case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// True if it is a range of the page (RFC 9110, 15.3.7), and not all of it.
    pub(super) fn is_a_part(&self) -> bool {
        self.status == 206 && !self.header("content-range").is_some_and(is_whole)
    }

    /// The body without its codings, cut soon after `most` bytes.
    ///
    /// # Errors
    /// If it breaks in the middle.
    pub(super) fn body(&self, most: usize) -> Result<Body, String> {
        let is_chunked = self.header("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
        let joined = if is_chunked { without_chunks(self.body)? } else { None };
        let Body { mut bytes, mut is_cut } = joined.unwrap_or_else(|| {
            let length = self.header("content-length").and_then(|v| v.parse::<u64>().ok());
            Body { bytes: self.body.to_vec(), is_cut: length.is_some_and(|l| l > self.body.len() as u64) }
        });
        // The coding that was applied last stands last.
        let codings = self.header("content-encoding").unwrap_or("").to_ascii_lowercase();
        for coding in codings.split(',').map(str::trim).filter(|c| !c.is_empty() && *c != "identity").rev() {
            match decode(coding, &bytes, most)? {
                Some(decoded) => bytes = decoded,
                // The length was that of the body with the coding.
                None => is_cut = false,
            }
        }
        // One byte more than is allowed tells the cleaner that something was cut.
        bytes.truncate(most.saturating_add(1));
        Ok(Body { bytes, is_cut })
    }
}

/// True of a range from the first byte to the last: `bytes 0-99/100`.
fn is_whole(range: &str) -> bool {
    let numbers = range.strip_prefix("bytes 0-").and_then(|numbers| numbers.split_once('/'));
    let ends = numbers.and_then(|(last, all)| Some((last.parse::<u64>().ok()?.checked_add(1)?, all.parse().ok()?)));
    ends.is_some_and(|(end, all): (u64, u64)| end == all)
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
///
/// # Errors
/// If a chunk does not end where its size says.
fn without_chunks(body: &[u8]) -> Result<Option<Body>, String> {
    let mut rest = body;
    let mut bytes = Vec::with_capacity(body.len());
    loop {
        let Some(line) = rest.iter().position(|b| *b == b'\n') else {
            return Ok((rest.len() < body.len()).then_some(Body { bytes, is_cut: true }));
        };
        let end: &[u8] = if rest[..line].ends_with(b"\r") { b"\r\n" } else { b"\n" };
        let size = rest[..line].split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
        let size = std::str::from_utf8(size).ok().and_then(|s| usize::from_str_radix(s, 16).ok());
        let is_first = rest.len() == body.len();
        rest = &rest[line + 1..];
        match size {
            Some(0) => return Ok(Some(Body { bytes, is_cut: false })),
            Some(size) => {
                let (chunk, after) = rest.split_at(size.min(rest.len()));
                bytes.extend_from_slice(chunk);
                if matches!(after, b"" | b"\r") {
                    return Ok(Some(Body { bytes, is_cut: true }));
                }
                match after.strip_prefix(end) {
                    Some(next) => rest = next,
                    None => return Err(wrong_chunk(bytes.len())),
                }
            }
            None if is_first => return Ok(None),
            None => return Err(wrong_chunk(bytes.len())),
        }
    }
}

fn wrong_chunk(good: usize) -> String {
    format!("the chunked body breaks after {good} bytes: a chunk does not end where its size says")
}

/// The body without a coding; `None` if it does not have it: stored without, with
/// the header left in place, or a header that names no coding.
fn decode(coding: &str, body: &[u8], most: usize) -> Result<Option<Vec<u8>>, String> {
    let result = match coding {
        "gzip" | "x-gzip" => gzip(body, most),
        // "deflate" is zlib by the standard and bare deflate by habit.
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => read(flate2::read::ZlibDecoder::new(body), most),
        "deflate" => read(flate2::read::DeflateDecoder::new(body), most),
        "br" => read(brotli_decompressor::Decompressor::new(body, 4096), most),
        "zstd" => match zstd::stream::read::Decoder::new(body) {
            Ok(decoder) => read(decoder, most),
            Err(error) => (Vec::new(), Some(error)),
        },
        _ if is_text(body) => return Ok(None),
        _ => return Err(format!("the body is in the content coding `{coding}`, which is not known")),
    };
    match result {
        (decoded, None) => Ok(Some(decoded)),
        (decoded, Some(_)) if decoded.is_empty() && is_text(body) => Ok(None),
        (decoded, Some(error)) => Err(format!("the {coding} body breaks after {} bytes: {error}", decoded.len())),
    }
}

/// All members; what follows the first and begins no other is padding.
fn gzip(body: &[u8], most: usize) -> (Vec<u8>, Option<io::Error>) {
    let all = read(flate2::bufread::MultiGzDecoder::new(body), most);
    if all.1.is_none() {
        return all;
    }
    let mut decoder = flate2::bufread::GzDecoder::new(body);
    let first = read(&mut decoder, most);
    let is_padded = first.1.is_none() && !decoder.into_inner().starts_with(b"\x1f\x8b");
    if is_padded { first } else { all }
}

fn is_text(body: &[u8]) -> bool {
    let start = &body[..body.len().min(512)];
    start.iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace())
}

/// What a decoder gives, and the error that ended it. A bomb ends at `most`.
fn read(decoder: impl Read, most: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut body = Vec::new();
    let error = decoder.take((most as u64).saturating_add(1)).read_to_end(&mut body).err();
    (body, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_bodies_that_are_not_in_chunks_stay() {
        let body = |bytes: &[u8], is_cut| Ok(Some(Body { bytes: bytes.to_vec(), is_cut }));
        assert_eq!(without_chunks(b"4\r\nHarb\r\n3;x=y\r\nour\r\n0\r\n\r\n"), body(b"Harbour", false));
        for cut in ["9\r\nHarb", "4\r\nHarb", "4\r\nHarb\r", "4\r\nHarb\r\n", "4\r\nHarb\r\n3"] {
            assert_eq!(without_chunks(cut.as_bytes()), body(b"Harb", true), "{cut:?}");
        }
        assert_eq!(without_chunks(b"<html>\n<p>Harbour"), Ok(None));
        for wrong in
            ["3\r\nHarb\r\n3\r\nour\r\n0\r\n\r\n", "5\r\nHarb\r\n3\r\nour\r\n0\r\n\r\n", "4\r\nHarb\r\nx\r\nour\r\n"]
        {
            assert!(without_chunks(wrong.as_bytes()).is_err_and(|e| e.contains("breaks after")), "{wrong:?}");
        }
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
        let block = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-Author: J\xf8rgen\r\nContent-Type: text/css\r\n\r\nbody";
        let response = Response::parse(block).expect("a head");
        assert_eq!((response.status, response.header("content-type")), (200, Some("text/css")));
    }

    #[test]
    fn a_coding_that_was_undone_is_passed_over_and_a_broken_one_is_told() {
        let body = |bytes: &str, is_cut| Ok(Body { bytes: bytes.as_bytes().to_vec(), is_cut });
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>Harbour";
        assert_eq!(Response::parse(block).expect("a head").body(99), body("<p>Harbour", false));
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00";
        assert!(Response::parse(block).expect("a head").body(99).is_err_and(|e| e.contains("gzip")));
        let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: lzw\r\n\r\n\x01x";
        assert!(Response::parse(block).expect("a head").body(99).is_err_and(|e| e.contains("lzw")));
        for coding in ["utf-8", "none", "binary"] {
            let block = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n<p>Harbour");
            assert_eq!(Response::parse(block.as_bytes()).expect("a head").body(99), body("<p>Harbour", false));
        }
    }

    #[test]
    fn a_body_that_is_shorter_than_its_length_is_cut() {
        for (headers, is_cut) in [("10", false), ("11", true), ("9", false), ("many", false)] {
            let block = format!("HTTP/1.1 200 OK\r\nContent-Length: {headers}\r\n\r\n<p>Harbour");
            assert_eq!(Response::parse(block.as_bytes()).expect("a head").body(99).map(|b| b.is_cut), Ok(is_cut));
        }
        let undone = b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\nContent-Encoding: gzip\r\n\r\n<p>Harbour";
        assert_eq!(Response::parse(undone).expect("a head").body(99).map(|b| b.is_cut), Ok(false));
    }

    #[test]
    fn padding_behind_a_gzip_body_is_no_part_of_it() {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"<p>Harbour").expect("memory");
        let member = encoder.finish().expect("memory");
        let two = [member.as_slice(), &member].concat();
        assert_eq!(decode("gzip", &two, 99), Ok(Some(b"<p>Harbour<p>Harbour".to_vec())));
        assert_eq!(decode("gzip", &[&member, &b"\0\0\0\n"[..]].concat(), 99), Ok(Some(b"<p>Harbour".to_vec())));
        assert!(decode("gzip", &two[..two.len() - 9], 99).is_err());
    }
}
