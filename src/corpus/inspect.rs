//! What stands in an input, opened as a job opens it, and not cleaned.

use std::io::{self, Read};

use super::bytes::Bytes;
use super::files::Kind;
use super::page::{self, Opened};
use super::reader::{Position, Reader};
use super::{Fields, stream};

/// A place in an input that may be compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Offset of the gzip member or Zstandard frame; 0 if the input is not compressed.
    pub member: u64,
    /// Bytes after it, decompressed.
    pub inner: u64,
}

impl From<stream::Place> for Place {
    fn from(place: stream::Place) -> Place {
        Place { member: place.member, inner: place.inner }
    }
}

/// A record of an input.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Inspected {
    /// Where it begins.
    pub start: Place,
    /// Where the next may begin; `None` after the last.
    pub end: Option<Place>,
    /// What it is.
    pub content: Content,
}

/// What a record turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A page, without transfer and content codings, cut soon after the most bytes
    /// that are wanted.
    Page(Vec<u8>),
    /// A record that holds no page by its nature, and which it is.
    PassedOver(String),
    /// Why it cannot be read.
    Broken(String),
}

/// The records of `input`: WARC, JSON lines or one page, compressed with gzip or
/// Zstandard or not, told by how it begins. Of a page little more than `max_bytes`
/// bytes are kept.
///
/// ```
/// use bodycopy::corpus::{Content, inspect};
/// let input = "{\"html\": \"<p>One\"}\n{\"html\": 2\n{\"html\": \"<p>Three\"}\n";
/// let contents: Vec<Content> = inspect(input.as_bytes(), 1 << 20)?.map(|record| record.content).collect();
/// assert_eq!(contents[0], Content::Page(b"<p>One".to_vec()));
/// assert!(matches!(&contents[1], Content::Broken(why) if why.starts_with("the line is no JSON")));
/// assert_eq!(contents.len(), 3);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// If the beginning of the input cannot be read. What is broken further on is a
/// record that says so.
pub fn inspect<R: Read + Send + 'static>(input: R, max_bytes: usize) -> io::Result<impl Iterator<Item = Inspected>> {
    let bytes = Bytes::stream(Box::new(input));
    let mut reader = Reader::over(bytes, "input".into(), Kind::Unknown, Position::default(), max_bytes)?;
    let fields = Fields::default();
    Ok(std::iter::from_fn(move || {
        let record = reader.next()?;
        let start = record.at.place.into();
        let next = reader.next_position();
        let end = (next.file == 0).then(|| next.place.into());
        let content = match page::open(record, &fields, max_bytes) {
            Opened::Page(page) => Content::Page(page.bytes),
            Opened::PassedOver(what) => Content::PassedOver(what),
            Opened::Broken { why, .. } => Content::Broken(why),
        };
        Some(Inspected { start, end, content })
    }))
}
