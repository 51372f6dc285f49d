//! WARC 0.17 to 1.1 (ISO 28500:2017): one record after the other, and after a
//! broken one the next that can be found.
//!
//! Well-kept crates read WARC too; none of them says at which member of the file
//! a record begins and goes on behind a broken one, which is what resuming and
//! losing nothing need.

use std::io;

use super::stream::{Place, Stream, is_broken};

/// Longest header of a record; real ones have about one KB.
const LONGEST_HEADER: usize = 64 << 10;

/// What every record begins with; its number follows.
const VERSION: &[u8] = b"WARC/";

/// As many bytes as show that a record begins.
const SIGN: usize = 32;

/// A record, its block cut at the limit.
#[derive(Debug)]
pub(super) struct Record {
    headers: Vec<(String, String)>,
    pub block: Vec<u8>,
}

/// What stands at a place in the file.
#[derive(Debug)]
pub(super) enum Found {
    Record(Record),
    /// Why what stands there is no record.
    Broken(String),
}

impl Record {
    /// The value of a header, by its name in any case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

/// The next record of `stream`; its block is cut after `most` bytes. `None` at the end.
///
/// # Errors
/// If the source cannot be read any further.
pub(super) fn next(stream: &mut Stream, most: usize) -> io::Result<Option<(Place, Found)>> {
    let mut place = stream.place();
    match attempt(stream, most, &mut place) {
        Ok(found) => Ok(found.map(|found| (place, found))),
        Err(error) if is_broken(&error) => {
            stream.skip_member()?;
            Ok(Some((place, Found::Broken(error.to_string()))))
        }
        Err(error) => Err(error),
    }
}

fn attempt(stream: &mut Stream, most: usize, place: &mut Place) -> io::Result<Option<Found>> {
    let mut member;
    let (line, whole) = loop {
        stream.fill()?;
        (*place, member) = (stream.place(), stream.member());
        match stream.line(LONGEST_HEADER, Some(VERSION))? {
            None => return Ok(None),
            Some((line, _)) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if version_at(&line) != Some(0) {
        if !give_back(stream, member, *place, &line, whole) {
            to_next_record(stream)?;
        }
        return Ok(Some(Found::Broken("no WARC record begins here".to_owned())));
    }
    let Some(headers) = headers(stream)? else {
        to_next_record(stream)?;
        return Ok(Some(Found::Broken(format!("the header is longer than {LONGEST_HEADER} bytes or has no end"))));
    };
    let mut record = Record { headers, block: Vec::new() };
    let length = match record.header("content-length").map(str::parse::<u64>) {
        Some(Ok(length)) => length,
        wrong => {
            let why = if wrong.is_none() { "has no Content-Length" } else { "has a Content-Length that is no number" };
            to_next_record(stream)?;
            return Ok(Some(Found::Broken(format!("the record {why}"))));
        }
    };
    // A record that begins its member ends with it.
    let within = stream.is_member_start(*place);
    let begin = stream.place();
    let read = block(stream, length, most, within, &mut record.block)?;
    let mut why = if read < length {
        format!("the record is cut short: {read} of the {length} bytes that its Content-Length says")
    } else if ends(stream)? {
        // A member's checksum is compared when its end is read.
        return Ok(Some(Found::Record(record)));
    } else {
        "the record does not end where its Content-Length says".to_owned()
    };
    // A record that the wrong length has swallowed comes back.
    if !stream.go_back(begin, read, &record.block)? {
        why.push_str(&format!("; {read} bytes behind its header are passed over"));
    }
    to_next_record(stream)?;
    Ok(Some(Found::Broken(why)))
}

/// Where in a line a record begins: with its version, which ends the line.
fn version_at(line: &[u8]) -> Option<usize> {
    let at = line.windows(VERSION.len()).rposition(|w| w == VERSION)?;
    let number = line[at + VERSION.len()..].trim_ascii_end();
    let is_number = !number.is_empty() && number.iter().all(|b| b.is_ascii_digit() || *b == b'.');
    is_number.then_some(at)
}

/// Header lines, continued ones joined; `None` if there are too many bytes of them.
fn headers(stream: &mut Stream) -> io::Result<Option<Vec<(String, String)>>> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut room = LONGEST_HEADER;
    while let Some((line, whole)) = stream.line(room, Some(VERSION))? {
        if !whole || line.len() >= room {
            return Ok(None);
        }
        if line.is_empty() {
            return Ok(Some(headers));
        }
        room -= line.len();
        let text = String::from_utf8_lossy(&line);
        match (text.starts_with([' ', '\t']), headers.last_mut(), text.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(text.trim());
            }
            (_, _, Some((name, value))) => headers.push((name.trim().to_owned(), value.trim().to_owned())),
            _ => {}
        }
    }
    Ok(None)
}

/// Reads `length` bytes, keeps at most `most`, and stays `within` its member if so
/// told. How many there were.
fn block(stream: &mut Stream, length: u64, most: usize, within: bool, block: &mut Vec<u8>) -> io::Result<u64> {
    let mut read = 0;
    while read < length {
        let here = if within { stream.fill_member()? } else { stream.fill()? };
        if here.is_empty() {
            break;
        }
        let count = here.len().min(usize::try_from(length - read).unwrap_or(here.len()));
        let kept = count.min(most.saturating_sub(block.len()));
        block.extend_from_slice(&here[..kept]);
        stream.take(count);
        read += count as u64;
    }
    Ok(read)
}

/// True if the block ends here: with its member, with the file, or with the two
/// line breaks that the standard wants, which are taken.
fn ends(stream: &mut Stream) -> io::Result<bool> {
    let here = stream.peek(SIGN)?;
    let breaks = here.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let lines = here[..breaks].iter().filter(|b| **b == b'\n').count();
    let ends = lines >= 2 || breaks == here.len() || here[breaks..].starts_with(VERSION);
    if ends {
        stream.take(breaks);
    }
    Ok(ends)
}

/// Takes bytes until a record begins.
fn to_next_record(stream: &mut Stream) -> io::Result<()> {
    while !stream.fill()?.is_empty() {
        let here = stream.peek(SIGN)?;
        if let Some(at) = record_in(here) {
            stream.take(at);
            break;
        }
        // The last bytes may be the beginning of a sign, unless the member ends.
        let taken = if here.len() < SIGN { here.len() } else { here.len() - (SIGN - 1) };
        stream.take(taken);
    }
    Ok(())
}

/// Where a record begins: with its version, which ends a line. What stands before
/// it in the line is a record that was cut there.
fn record_in(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, VERSION).find(|at| {
        let number = &bytes[at + VERSION.len()..];
        let digits = number.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let end = &number[digits..];
        digits > 0 && (end.starts_with(b"\r\n") || end.starts_with(b"\n"))
    })
}

/// Puts back the end of a line that was taken at `place`, from where a record
/// begins in it; false if none does, or if not all of the line is there.
fn give_back(stream: &mut Stream, member: u64, place: Place, line: &[u8], whole: bool) -> bool {
    let at = version_at(line).filter(|_| whole && stream.member() == member);
    let Some(at) = at else { return false };
    // Exactly what was taken goes back, so that places stay true.
    let taken = stream.place().inner - place.inner;
    let end: &[u8] = match taken.saturating_sub(line.len() as u64) {
        0 => b"",
        1 => b"\n",
        _ => b"\r\n",
    };
    stream.put_back(&[&line[at..], end].concat());
    true
}
