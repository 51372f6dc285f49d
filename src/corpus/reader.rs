//! Files to records: what is read from the disk, before anything is cleaned.

use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::files::{InputFile, Kind};
use super::stream::{Place, Stream, is_broken};
use super::warc::{self, Found};
use crate::decode::BYTE_ORDER_MARK;

/// A JSON line may be this many times as long as a page: a control character, which is
/// one byte, takes six in it, and so does any byte where a writer escapes all.
const ESCAPED: usize = 6;

/// Room for the head of a stored HTTP response.
const HEAD: usize = 64 << 10;

/// A place in the whole input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// Files before this one.
    pub file: u64,
    /// Where in the file.
    pub place: Place,
    /// Records before it in the file.
    pub number: u64,
    /// What the file holds, once that is known.
    pub kind: Option<Kind>,
}

/// Bytes that may hold a page.
#[derive(Debug)]
pub(super) enum Raw {
    Warc(warc::Record),
    Line(Vec<u8>),
    Page(Vec<u8>),
    /// Why there is no record.
    Broken(String),
}

impl Raw {
    /// Bytes that it takes in memory.
    pub(super) fn size(&self) -> usize {
        match self {
            Raw::Warc(record) => record.block.len(),
            Raw::Line(bytes) | Raw::Page(bytes) => bytes.len(),
            Raw::Broken(why) => why.len(),
        }
    }
}

/// A record and where it was found.
#[derive(Debug)]
pub(super) struct Record {
    /// The file's name.
    pub source: Arc<str>,
    /// Where it begins.
    pub at: Position,
    pub raw: Raw,
}

/// The records of one file.
pub(super) struct Reader {
    source: Arc<str>,
    kind: Kind,
    next: Position,
    /// `None` once the file is at its end.
    stream: Option<Stream>,
    most: usize,
}

impl Reader {
    /// Opens `file` at `from`; of a page at most `most` bytes are kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(super) fn open(file: &InputFile, from: Position, most: usize) -> io::Result<Self> {
        Reader::over(file.open()?, file.name.clone(), file.kind, from, most)
    }

    /// Reads `bytes`, which hold what `kind` says, from `from`.
    ///
    /// # Errors
    /// If they cannot be read; `Unsupported` if they are of no kind that we read.
    pub(super) fn over(bytes: Bytes, source: Arc<str>, kind: Kind, from: Position, most: usize) -> io::Result<Self> {
        let mut stream = Stream::new(bytes, from.place)?;
        let kind = match (from.kind, kind) {
            (Some(kind), _) => kind,
            (None, Kind::Unknown) => sniff(&mut stream)?,
            (None, kind) => kind,
        };
        let next = Position { kind: Some(kind), ..from };
        Ok(Reader { source, kind, next, stream: Some(stream), most })
    }

    /// Where the next record begins, or the file ends.
    pub(super) fn next_position(&self) -> Position {
        self.next
    }

    /// Bytes of the file that were read.
    pub(super) fn read(&self) -> u64 {
        self.stream.as_ref().map_or(0, Stream::read)
    }

    /// Bad data is a record that says so; what cannot be read ends the file with
    /// such a record.
    fn raw(&mut self) -> Option<(Place, Raw)> {
        let stream = self.stream.as_mut()?;
        let before = stream.place();
        let found = match self.kind {
            Kind::Warc => warc::next(stream, self.most.saturating_add(HEAD)).map(|found| {
                found.map(|(place, found)| match found {
                    Found::Record(record) => (place, Raw::Warc(record)),
                    Found::Broken(why) => (place, Raw::Broken(why)),
                })
            }),
            Kind::Jsonl | Kind::Unknown => line(stream, self.most.saturating_mul(ESCAPED)),
            Kind::Page => page(stream, self.most).map(Some),
        };
        match found {
            Ok(Some(found)) => {
                if self.kind == Kind::Page {
                    self.stream = None;
                }
                Some(found)
            }
            Ok(None) => {
                self.stream = None;
                // A download that failed leaves an empty file.
                let is_empty = self.kind == Kind::Warc && self.next.number == 0;
                is_empty.then(|| (before, Raw::Broken("the file holds no record".to_owned())))
            }
            Err(error) => {
                // Lines go on behind a broken member; a page has only one chance.
                let goes_on = self.kind != Kind::Page
                    && is_broken(&error)
                    && self.stream.as_mut().is_some_and(|s| s.skip_member().unwrap_or(false));
                if !goes_on {
                    self.stream = None;
                }
                let why = if is_broken(&error) { error.to_string() } else { format!("cannot be read on: {error}") };
                Some((before, Raw::Broken(why)))
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let (place, raw) = self.raw()?;
        let at = Position { place, ..self.next };
        let end = self.stream.as_ref().map(Stream::place);
        self.next = match end {
            Some(place) => Position { place, number: at.number + 1, ..at },
            None => Position { file: at.file + 1, ..Position::default() },
        };
        Some(Record { source: self.source.clone(), at, raw })
    }
}

/// How files begin that hold pages in a way that we do not read, and what helps.
const UNREAD: [(&[u8], &str); 5] = [
    (b"BZh", "it is compressed with bzip2; unpack it first: `bzcat FILE | bodycopy corpus -`"),
    (b"\xfd7zXZ\0", "it is compressed with xz; unpack it first: `xzcat FILE | bodycopy corpus -`"),
    (b"PK\x03\x04", "it is a ZIP archive; unpack it first"),
    (b"filedesc://", "it is an ARC file; make a WARC file of it first"),
    (b"[{", "it is a JSON array; write an object a line first: `jq -c '.[]' FILE | bodycopy corpus -`"),
];

/// How an object of JSON begins, without spaces; Python writes dicts in a like way, which
/// is an error a line. Templates of pages begin with `{%` and `{{`.
const OBJECT: [&[u8]; 3] = [b"{\"", b"{}", b"{'"];

/// What a file without a telling name holds.
fn sniff(stream: &mut Stream) -> io::Result<Kind> {
    // An error comes again when the first record is read.
    let start = stream.fill().unwrap_or_default();
    let start = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start).trim_ascii_start();
    let signs: Vec<u8> = start.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(16).collect();
    if let Some((_, why)) = UNREAD.iter().find(|(sign, _)| signs.starts_with(sign)) {
        return Err(io::Error::new(io::ErrorKind::Unsupported, *why));
    }
    Ok(match start {
        s if s.starts_with(b"WARC/") => Kind::Warc,
        _ if signs == b"{" || OBJECT.iter().any(|sign| signs.starts_with(sign)) => Kind::Jsonl,
        _ => Kind::Page,
    })
}

fn line(stream: &mut Stream, most: usize) -> io::Result<Option<(Place, Raw)>> {
    loop {
        stream.fill()?;
        let place = stream.place();
        match stream.line(most, None)? {
            None => return Ok(None),
            Some((line, true)) if line.trim_ascii().is_empty() => {}
            Some((line, true)) => return Ok(Some((place, Raw::Line(line)))),
            Some((_, false)) => {
                let why = format!("the line is longer than {most} bytes; raise --max-bytes");
                return Ok(Some((place, Raw::Broken(why))));
            }
        }
    }
}

/// The whole file as one page; what is over the limit is not read.
fn page(stream: &mut Stream, most: usize) -> io::Result<(Place, Raw)> {
    let place = stream.place();
    let mut bytes = Vec::new();
    // One byte more than is allowed tells the cleaner that something was cut.
    while bytes.len() <= most {
        let here = stream.fill()?;
        let count = here.len().min((most - bytes.len()).saturating_add(1));
        if count == 0 {
            break;
        }
        bytes.extend_from_slice(&here[..count]);
        stream.take(count);
    }
    Ok((place, Raw::Page(bytes)))
}
