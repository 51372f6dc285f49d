//! A file read forwards, with its offset known and a look ahead.

use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;

/// Bytes that a stream keeps of what was taken, at least, to go back to.
const KEPT: usize = 256 << 10;

/// A file, or what can be read once only.
enum Source {
    File(File),
    Stream(Box<dyn Read + Send>),
}

/// A buffered source that knows its offset.
pub(super) struct Bytes {
    source: Source,
    buffer: Vec<u8>,
    start: usize,
    /// Offset of the end of the buffer.
    read: u64,
}

impl Bytes {
    pub(super) fn file(file: File) -> Self {
        Bytes { source: Source::File(file), buffer: Vec::new(), start: 0, read: 0 }
    }

    pub(super) fn stream(stream: Box<dyn Read + Send>) -> Self {
        Bytes { source: Source::Stream(stream), buffer: Vec::new(), start: 0, read: 0 }
    }

    /// Offset of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.read - (self.buffer.len() - self.start) as u64
    }

    /// Offset of the first byte of the buffer.
    fn held(&self) -> u64 {
        self.read - self.buffer.len() as u64
    }

    /// The first offset that can be gone back to.
    pub(super) fn earliest(&self) -> u64 {
        match self.source {
            Source::File(_) => 0,
            Source::Stream(_) => self.held(),
        }
    }

    /// Goes to `offset`: a file is sought, a stream is read.
    pub(super) fn go_to(&mut self, offset: u64) -> io::Result<()> {
        let held = self.held();
        if let Some(start) = offset.checked_sub(held).filter(|_| offset <= self.read) {
            self.start = usize::try_from(start).unwrap_or(self.buffer.len());
            return Ok(());
        }
        match &mut self.source {
            Source::File(file) => {
                file.seek(SeekFrom::Start(offset))?;
                (self.start, self.read) = (0, offset);
                self.buffer.clear();
                Ok(())
            }
            Source::Stream(_) if offset < held => Err(io::ErrorKind::NotSeekable.into()),
            Source::Stream(_) => {
                while self.offset() < offset {
                    let here = self.fill_buf()?.len();
                    if here == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    let left = offset - self.offset();
                    self.consume(here.min(usize::try_from(left).unwrap_or(here)));
                }
                Ok(())
            }
        }
    }

    /// The next `count` bytes without taking them; fewer at the end.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.start < count && self.more()? > 0 {}
        let end = self.buffer.len().min(self.start + count);
        Ok(&self.buffer[self.start..end])
    }

    /// Takes bytes until `magic` comes; false at the end.
    pub(super) fn find(&mut self, magic: &[u8]) -> io::Result<bool> {
        loop {
            self.peek(magic.len())?;
            let here = &self.buffer[self.start..];
            if let Some(at) = memchr::memmem::find(here, magic) {
                self.start += at;
                return Ok(true);
            }
            // The last bytes may be the beginning of what is looked for.
            self.start = self.buffer.len() - here.len().min(magic.len().saturating_sub(1));
            if self.more()? == 0 {
                self.start = self.buffer.len();
                return Ok(false);
            }
        }
    }

    /// Reads a chunk behind what the buffer holds.
    fn more(&mut self) -> io::Result<usize> {
        let (past, step) = match self.source {
            Source::File(_) => (0, 0),
            // Not for each chunk, since what stays is moved.
            Source::Stream(_) => (KEPT, KEPT),
        };
        let gone = self.start.saturating_sub(past);
        if gone >= step {
            self.buffer.drain(..gone);
            self.start -= gone;
        }
        let held = self.buffer.len();
        self.buffer.resize(held + CHUNK, 0);
        let result = loop {
            let read = match &mut self.source {
                Source::File(file) => file.read(&mut self.buffer[held..]),
                Source::Stream(stream) => stream.read(&mut self.buffer[held..]),
            };
            match read {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = *result.as_ref().unwrap_or(&0);
        self.buffer.truncate(held + read);
        self.read += read as u64;
        result
    }
}

impl Read for Bytes {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let here = self.fill_buf()?;
        let count = here.len().min(out.len());
        out[..count].copy_from_slice(&here[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Bytes {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.buffer.len() {
            self.more()?;
        }
        Ok(&self.buffer[self.start..])
    }

    fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.buffer.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_across_chunks() {
        for before in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK - 2] {
            let data = [vec![b'x'; before], b"<<>>rest".to_vec()].concat();
            let mut bytes = Bytes::stream(Box::new(io::Cursor::new(data)));
            assert!(bytes.find(b"<<>>").expect("memory"), "{before}");
            assert_eq!(bytes.offset(), before as u64);
            assert_eq!(bytes.peek(100).expect("memory"), b"<<>>rest");
            assert!(!bytes.find(b"<<<>").expect("memory"));
        }
    }

    #[test]
    fn a_stream_goes_back_a_little() {
        let data: Vec<u8> = (0..=255).cycle().take(20 * CHUNK).collect();
        let mut bytes = Bytes::stream(Box::new(io::Cursor::new(data.clone())));
        let mut all = vec![0; 15 * CHUNK];
        bytes.read_exact(&mut all).expect("memory");
        assert!(bytes.buffer.len() <= 2 * KEPT + 2 * CHUNK, "{} bytes are kept", bytes.buffer.len());
        for offset in [15 * CHUNK - KEPT, 15 * CHUNK - 3, 16 * CHUNK + 7] {
            bytes.go_to(offset as u64).expect("it is kept");
            assert_eq!(bytes.peek(9).expect("memory"), &data[offset..offset + 9]);
        }
        assert!(bytes.go_to(1).is_err() && bytes.earliest() > 1);
    }
}
