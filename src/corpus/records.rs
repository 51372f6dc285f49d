//! All files one after the other: the records of the whole input.

use std::hash::Hasher;
use std::iter::Peekable;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use siphasher::sip::SipHasher13;

use super::Shard;
use super::files::InputFile;
use super::reader::{Position, Record};
use super::source::{Source, Step, unread};

/// Which records are ours.
#[derive(Clone, Copy, Debug)]
pub(super) enum Share {
    All,
    /// Every so-manieth file.
    Files(Shard),
    /// A share of the records of each file.
    Records(Shard),
}

/// The records of the input from a position on, each with the position of the next.
pub(super) struct Records<'a> {
    files: Peekable<std::iter::Zip<std::ops::RangeFrom<u64>, Box<dyn Iterator<Item = InputFile> + Send>>>,
    from: Position,
    share: Share,
    most: usize,
    open: Option<(Source, u64)>,
    /// Bytes of files that are done.
    done: u64,
    read: &'a AtomicU64,
    /// Somebody wants the run to stop, or what takes the records has failed.
    stops: [&'a AtomicBool; 2],
}

impl<'a> Records<'a> {
    pub(super) fn new(
        files: Box<dyn Iterator<Item = InputFile> + Send>,
        from: Position,
        share: Share,
        most: usize,
        read: &'a AtomicU64,
        stops: [&'a AtomicBool; 2],
    ) -> Self {
        Records { files: (0..).zip(files).peekable(), from, share, most, open: None, done: 0, read, stops }
    }

    fn has(&self, at: Position) -> bool {
        let of = |shard: Shard, number: u64| number % u64::from(shard.of) == u64::from(shard.index) - 1;
        match self.share {
            Share::All => true,
            Share::Files(shard) => of(shard, at.file),
            // Not by turns: in many files requests and responses take turns.
            Share::Records(shard) => of(shard, scattered(at.number)),
        }
    }

    /// Opens the next file that is ours; a file that cannot be opened is a broken record.
    fn open_next(&mut self) -> Option<Result<(), (Record, Position)>> {
        let (index, file) = self.files.next()?;
        let start = if index == self.from.file { self.from } else { Position { file: index, ..Position::default() } };
        let skip = index < self.from.file || matches!(self.share, Share::Files(_)) && !self.has(start);
        let size = file.size();
        if skip {
            self.done += if index < self.from.file { size } else { 0 };
            return Some(Ok(()));
        }
        match Source::open(&file, start, self.most) {
            Ok(source) => {
                self.open = Some((source, size));
                Some(Ok(()))
            }
            Err(error) => {
                self.done += size;
                Some(Err(unread(&file, start, &error)))
            }
        }
    }
}

/// A number that does not follow the one it is made of; the same on every machine.
fn scattered(number: u64) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write_u64(number);
    hasher.finish()
}

impl Iterator for Records<'_> {
    type Item = (Record, Position);

    fn next(&mut self) -> Option<Self::Item> {
        let stops = self.stops;
        let is_stopped = || stops.iter().any(|stop| stop.load(Ordering::Relaxed));
        while !is_stopped() {
            let Some((source, size)) = &mut self.open else {
                match self.open_next()? {
                    Ok(()) => continue,
                    Err(broken) => return Some(broken),
                }
            };
            let Step { found, next, read } = source.step(is_stopped)?;
            match found {
                Some(record) => {
                    self.read.store(self.done + read, Ordering::Relaxed);
                    if self.has(record.at) {
                        return Some((record, next));
                    }
                }
                None => {
                    // The size of standard input is not known before.
                    self.done = (self.done + *size).max(self.read.load(Ordering::Relaxed));
                    self.read.store(self.done, Ordering::Relaxed);
                    self.open = None;
                }
            }
        }
        None
    }
}
