//! An input after decompression: plain, gzip (RFC 1952, any number of members)
//! or Zstandard (RFC 8878, any number of frames), with places to come back to.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use memchr::memchr;
use serde::{Deserialize, Serialize};
use zstd::stream::read::Decoder as ZstdDecoder;

use super::bytes::Bytes;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Bytes that are decompressed at once.
const CHUNK: usize = 64 << 10;

/// Bytes that are read a second time: so many, and so many for each byte of the
/// source. A file that is broken everywhere, on purpose, takes no longer than that.
const AGAIN: u64 = 256 << 20;
const AGAIN_EACH: u64 = 16;

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
    /// Bytes that were read a second time.
    again: u64,
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
        let mut stream = Stream {
            codec,
            state: Some(State::Between(bytes)),
            buffer: Vec::new(),
            start: 0,
            end: 0,
            place: Place::default(),
            members: 0,
            again: 0,
        };
        stream.go_to(place)?;
        Ok(stream)
    }

    /// Opens the source anew at `place`.
    fn go_to(&mut self, place: Place) -> io::Result<()> {
        let Some(mut bytes) = self.close() else { return Ok(()) };
        let (start, inner) = if self.codec == Codec::Plain { (place.inner, place.inner) } else { (place.member, 0) };
        let went = bytes.go_to(start);
        self.state = Some(State::Between(bytes));
        self.place = Place { member: place.member, inner };
        went?;
        while self.place().inner < place.inner {
            let here = self.fill()?.len() as u64;
            if here == 0 || self.place.member != place.member {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let left = place.inner - self.place().inner;
            self.take(usize::try_from(here.min(left)).unwrap_or(0));
        }
        Ok(())
    }

    /// The place of the next byte.
    pub(super) fn place(&self) -> Place {
        Place { member: self.place.member, inner: self.place.inner + self.start as u64 }
    }

    fn source(&self) -> Option<&Bytes> {
        match self.state.as_ref()? {
            State::Between(bytes) | State::Plain(bytes) => Some(bytes),
            State::Gzip(decoder) => Some(decoder.get_ref()),
            State::Zstd(decoder) => Some(decoder.get_ref()),
        }
    }

    /// Bytes of the source that were read, for progress.
    pub(super) fn read(&self) -> u64 {
        self.source().map_or(0, Bytes::offset)
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

    /// The next `count` bytes of the member at least, not taken; fewer where it ends.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.end - self.start < count && !matches!(self.state, Some(State::Between(_))) {
            self.buffer.copy_within(self.start..self.end, 0);
            self.place.inner += self.start as u64;
            (self.start, self.end) = (0, self.end - self.start);
            if !self.more()? {
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

    /// Goes back to `place`, after which `count` bytes were taken, of which `kept`
    /// are the first. False if the source cannot, or has done it too often.
    pub(super) fn go_back(&mut self, place: Place, count: u64, kept: &[u8]) -> io::Result<bool> {
        let is_kept = place.member == self.place.member && kept.len() as u64 == count;
        let (start, before) = if self.codec == Codec::Plain { (place.inner, 0) } else { (place.member, place.inner) };
        let can = is_kept || self.source().is_some_and(|bytes| bytes.earliest() <= start);
        if !can || !self.may_read_again(if is_kept { count } else { before + count }) {
            return Ok(false);
        }
        if is_kept {
            self.put_back(kept);
        } else {
            self.go_to(place)?;
        }
        Ok(true)
    }

    fn may_read_again(&mut self, count: u64) -> bool {
        let again = self.again.saturating_add(count);
        let may = again <= AGAIN.saturating_add(AGAIN_EACH.saturating_mul(self.read()));
        if may {
            self.again = again;
        }
        may
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

    /// Leaves a broken member behind and goes to the next that can be one: a
    /// decoder runs on into the members behind the one that was cut, so they are
    /// looked for from its beginning on. False if there is none.
    pub(super) fn skip_member(&mut self) -> io::Result<bool> {
        let is_open = !matches!(self.state, Some(State::Between(_)));
        let end = self.read();
        let from = self.source().map_or(0, Bytes::earliest).max(self.place.member + 1);
        let taken = end.saturating_sub(from).saturating_add(self.place.inner);
        let goes_back = self.codec != Codec::Plain && is_open && (end < from || self.may_read_again(taken));
        let Some(mut bytes) = self.close() else { return Ok(false) };
        if goes_back {
            bytes.go_to(from)?;
        }
        let magic = if self.codec == Codec::Zstd { ZSTD } else { GZIP };
        let found = self.codec != Codec::Plain && bytes.find(magic)?;
        if self.codec != Codec::Plain {
            self.place = Place { member: bytes.offset(), inner: 0 };
        }
        self.state = Some(State::Between(bytes));
        Ok(found)
    }

    /// The source, with what was decompressed thrown away.
    fn close(&mut self) -> Option<Bytes> {
        self.place.inner += self.end as u64;
        (self.start, self.end) = (0, 0);
        self.leave()
    }

    /// The source without its decoder.
    fn leave(&mut self) -> Option<Bytes> {
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
        self.more()
    }

    /// Decompresses a chunk behind what the buffer holds; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        self.buffer.resize(self.end + CHUNK, 0);
        let room = &mut self.buffer[self.end..];
        let read = loop {
            let read = match &mut self.state {
                Some(State::Plain(bytes)) => bytes.read(room),
                Some(State::Gzip(decoder)) => decoder.read(room),
                Some(State::Zstd(decoder)) => decoder.read(room),
                _ => Ok(0),
            };
            match read {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = read.map_err(as_broken)?;
        self.end += read;
        if read == 0 {
            if matches!(self.state, None | Some(State::Plain(_))) {
                return Ok(false);
            }
            self.state = self.leave().map(State::Between);
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
        self.place.inner += self.end as u64;
        (self.start, self.end) = (0, 0);
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
