//! An input after decompression: plain, gzip (RFC 1952, any number of members)
//! or Zstandard (RFC 8878, any number of frames), with places to come back to.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use serde::{Deserialize, Serialize};
use zstd::stream::read::Decoder as ZstdDecoder;

use super::bytes::Bytes;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Bytes that are decompressed at once.
const CHUNK: usize = 64 << 10;

/// A place that reading can return to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// Offset of the gzip member or Zstandard frame; 0 in a plain file.
    pub member: u64,
    /// Bytes after it, decompressed.
    pub inner: u64,
}

impl Place {
    /// What people are told: where in the file to look.
    pub(super) fn offset(self) -> u64 {
        if self.member == 0 { self.inner } else { self.member }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Plain,
    Gzip,
    Zstd,
}

enum State {
    Between(Bytes),
    Plain(Bytes),
    Gzip(Box<GzDecoder<Bytes>>),
    Zstd(ZstdDecoder<'static, Bytes>),
}

/// A decompressed input.
pub(super) struct Stream {
    codec: Codec,
    /// Taken for a moment only, when a member ends.
    state: Option<State>,
    /// What is decompressed and not yet taken: `buffer[start..end]`, all of one
    /// member. The buffer does not shrink to it: it would be zeroed for each member.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Place of the first byte of the buffer.
    place: Place,
    /// Members so far, to tell whether two places are in the same.
    members: u64,
}

impl Stream {
    /// Reads `bytes` from `place`.
    ///
    /// # Errors
    /// If the source cannot be read, or does not reach so far.
    pub(super) fn new(mut bytes: Bytes, place: Place) -> io::Result<Self> {
        let codec = match bytes.peek(4)? {
            b if b.starts_with(GZIP) => Codec::Gzip,
            b if b.starts_with(ZSTD) => Codec::Zstd,
            _ => Codec::Plain,
        };
        let start = if codec == Codec::Plain { place.inner } else { place.member };
        bytes.go_to(start)?;
        let mut stream = Stream {
            codec,
            state: Some(State::Between(bytes)),
            buffer: Vec::new(),
            start: 0,
            end: 0,
            place: Place { member: place.member, inner: if codec == Codec::Plain { place.inner } else { 0 } },
            members: 0,
        };
        while stream.place().inner < place.inner {
            let here = stream.fill()?.len() as u64;
            if here == 0 || stream.place.member != place.member {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let left = place.inner - stream.place().inner;
            stream.take(usize::try_from(here.min(left)).unwrap_or(0));
        }
        Ok(stream)
    }

    /// The place of the next byte.
    pub(super) fn place(&self) -> Place {
        Place { member: self.place.member, inner: self.place.inner + self.start as u64 }
    }

    /// Bytes of the source that were read, for progress.
    pub(super) fn read(&self) -> u64 {
        match &self.state {
            Some(State::Between(bytes) | State::Plain(bytes)) => bytes.offset(),
            Some(State::Gzip(decoder)) => decoder.get_ref().offset(),
            Some(State::Zstd(decoder)) => decoder.get_ref().offset(),
            None => 0,
        }
    }

    /// A number that is the same for all bytes of a member.
    pub(super) fn member(&self) -> u64 {
        self.members
    }

    /// True if a record that begins at `place` ends with its member, as the
    /// standard asks of compressed WARC.
    pub(super) fn is_member_start(&self, place: Place) -> bool {
        self.codec != Codec::Plain && place.inner == 0
    }

    /// What is decompressed and not taken yet; empty at the end only. Goes on to
    /// the next member when one is used up.
    ///
    /// # Errors
    /// `InvalidData` for broken compression, `UnexpectedEof` if the file ends
    /// inside a member, and what the operating system reports.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        while self.start == self.end {
            if !self.refill()? {
                break;
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// The same, but empty at the end of a member too, where its checksum has been
    /// compared.
    pub(super) fn fill_member(&mut self) -> io::Result<&[u8]> {
        while self.start == self.end {
            if matches!(self.state, Some(State::Between(_))) || !self.refill()? {
                break;
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// Takes `count` bytes of what `fill` has shown.
    pub(super) fn take(&mut self, count: usize) {
        self.start = (self.start + count).min(self.end);
    }

    /// Puts bytes back that were taken from the same member.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        let place = self.place();
        self.place.inner = place.inner.saturating_sub(bytes.len() as u64);
        self.buffer = [bytes, &self.buffer[self.start..self.end]].concat();
        (self.start, self.end) = (0, self.buffer.len());
    }

    /// A line without its line break, of which at most `most` bytes are kept;
    /// false if it was longer. `None` at the end. A member that begins with `sign`
    /// begins a line, whatever stands before it.
    pub(super) fn line(&mut self, most: usize, sign: Option<&[u8]>) -> io::Result<Option<(Vec<u8>, bool)>> {
        let mut line = Vec::new();
        let mut whole = true;
        let mut member = None;
        loop {
            self.fill()?;
            let here = &self.buffer[self.start..self.end];
            let begins = member.is_some_and(|m| m != self.members) && sign.is_some_and(|s| here.starts_with(s));
            if here.is_empty() || begins {
                return Ok((!line.is_empty()).then_some((line, whole)));
            }
            member = Some(self.members);
            let end = memchr(b'\n', here);
            let piece = &here[..end.unwrap_or(here.len())];
            let room = most.saturating_sub(line.len());
            whole &= piece.len() <= room;
            line.extend_from_slice(&piece[..piece.len().min(room)]);
            let taken = piece.len() + usize::from(end.is_some());
            self.take(taken);
            if end.is_some() {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(Some((line, whole)));
            }
        }
    }

    /// Leaves a broken member behind and goes to the next that can be one.
    /// False if there is none.
    pub(super) fn skip_member(&mut self) -> io::Result<bool> {
        let Some(mut bytes) = self.close() else { return Ok(false) };
        let magic = if self.codec == Codec::Zstd { ZSTD } else { GZIP };
        // A decoder that fails at once has taken nothing of the member.
        if self.codec != Codec::Plain && bytes.offset() <= self.place.member {
            bytes.go_to(self.place.member + 1)?;
        }
        let found = self.codec != Codec::Plain && bytes.find(magic)?;
        self.state = Some(State::Between(bytes));
        Ok(found)
    }

    /// The source, with what was decompressed thrown away.
    fn close(&mut self) -> Option<Bytes> {
        self.place.inner += self.end as u64;
        (self.start, self.end) = (0, 0);
        self.state.take().map(|state| match state {
            State::Between(bytes) | State::Plain(bytes) => bytes,
            State::Gzip(decoder) => decoder.into_inner(),
            State::Zstd(decoder) => decoder.finish(),
        })
    }

    /// Decompresses the next chunk, or opens the next member; false at the end.
    fn refill(&mut self) -> io::Result<bool> {
        if let Some(State::Between(_)) = &self.state {
            return self.open();
        }
        self.place.inner += self.end as u64;
        (self.start, self.end) = (0, 0);
        self.buffer.resize(CHUNK, 0);
        let read = loop {
            let read = match &mut self.state {
                Some(State::Plain(bytes)) => bytes.read(&mut self.buffer),
                Some(State::Gzip(decoder)) => decoder.read(&mut self.buffer),
                Some(State::Zstd(decoder)) => decoder.read(&mut self.buffer),
                _ => Ok(0),
            };
            match read {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = read.map_err(as_broken)?;
        self.end = read;
        if read == 0 {
            if matches!(self.state, None | Some(State::Plain(_))) {
                return Ok(false);
            }
            let bytes = self.close();
            self.state = bytes.map(State::Between);
        }
        Ok(true)
    }

    fn open(&mut self) -> io::Result<bool> {
        let Some(State::Between(mut bytes)) = self.state.take() else { return Ok(false) };
        let magic: &[u8] = match self.codec {
            Codec::Plain => b"",
            Codec::Gzip => GZIP,
            Codec::Zstd => ZSTD,
        };
        // Tape and disk images pad the end of a file with zeros.
        while self.codec == Codec::Gzip && bytes.peek(1)? == [0] {
            bytes.consume(1);
        }
        let next = bytes.peek(magic.len().max(1))?;
        let (end, fits) = (next.is_empty(), next.starts_with(magic));
        if end || !fits {
            self.state = Some(State::Between(bytes));
            return if end { Ok(false) } else { Err(broken("no compressed data begins where the last has ended")) };
        }
        self.members += 1;
        if self.codec != Codec::Plain {
            self.place = Place { member: bytes.offset(), inner: 0 };
        }
        self.state = Some(match self.codec {
            Codec::Plain => State::Plain(bytes),
            Codec::Gzip => State::Gzip(Box::new(GzDecoder::new(bytes))),
            Codec::Zstd => State::Zstd(ZstdDecoder::with_buffer(bytes)?.single_frame()),
        });
        Ok(true)
    }
}

fn memchr(byte: u8, haystack: &[u8]) -> Option<usize> {
    haystack.iter().position(|b| *b == byte)
}

pub(super) fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// True if the data is at fault, not the disk.
pub(super) fn is_broken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

/// Decompressors report broken data in several kinds.
fn as_broken(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            io::Error::new(error.kind(), "the file ends in the middle of its compressed data; it was cut short")
        }
        _ if error.raw_os_error().is_some() => error,
        _ => broken(&format!("the compressed data is broken: {error}")),
    }
}
