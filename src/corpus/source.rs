//! The records of one file. A stream may be silent for hours: it is read in a
//! thread of its own, so that a run can be stopped meanwhile.

use std::io;

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use super::files::InputFile;
use super::reader::{Position, Raw, Reader, Record};

/// How often a stream that is silent is left to see whether the run was stopped.
const LOOK: Duration = Duration::from_millis(100);

/// A file that is open.
pub(super) enum Source {
    Here(Box<Reader>),
    /// The thread ends with the stream, or when nobody asks it any more.
    Apart(Receiver<Step>),
}

/// What one look into a file gives.
pub(super) struct Step {
    /// `None` at the end.
    pub found: Option<Record>,
    /// Where the next record begins.
    pub next: Position,
    /// Bytes of the file that were read.
    pub read: u64,
}

impl Source {
    /// Opens `file` at `from`; of a page at most `most` bytes are kept.
    ///
    /// # Errors
    /// If it cannot be read. What becomes of a stream is known later only.
    pub(super) fn open(file: &InputFile, from: Position, most: usize) -> io::Result<Self> {
        if !file.is_a_stream() {
            return Ok(Source::Here(Box::new(Reader::open(file, from, most)?)));
        }
        // One record more than the budget knows of.
        let (steps, found) = sync_channel(1);
        let file = file.clone();
        thread::Builder::new().spawn(move || read(&file, from, most, &steps))?;
        Ok(Source::Apart(found))
    }

    /// The next record; `None` if the run was to stop before it came.
    pub(super) fn step(&mut self, is_stopped: impl Fn() -> bool) -> Option<Step> {
        let steps = match self {
            Source::Here(reader) => return Some(step(reader)),
            Source::Apart(steps) => steps,
        };
        let step = wait(steps, is_stopped)?;
        Some(step.unwrap_or(Step { found: None, next: Position::default(), read: 0 }))
    }
}

/// What a thread sends; `None` if the run was to stop before it came.
///
/// # Errors
/// If the thread has ended and nothing will come.
pub(super) fn wait<T>(from: &Receiver<T>, is_stopped: impl Fn() -> bool) -> Option<Result<T, RecvTimeoutError>> {
    while !is_stopped() {
        match from.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            come => return Some(come),
        }
    }
    None
}

fn step(reader: &mut Reader) -> Step {
    let found = reader.next();
    Step { found, next: reader.next_position(), read: reader.read() }
}

fn read(file: &InputFile, from: Position, most: usize, steps: &SyncSender<Step>) {
    match Reader::open(file, from, most) {
        Ok(mut reader) => loop {
            let step = step(&mut reader);
            let at_end = step.found.is_none();
            if steps.send(step).is_err() || at_end {
                break;
            }
        },
        Err(error) => {
            let (record, next) = unread(file, from, &error);
            // If nobody listens, the run is over.
            let _ = steps.send(Step { found: Some(record), next, read: 0 });
        }
    }
}

/// A file that cannot be opened is a broken record.
pub(super) fn unread(file: &InputFile, at: Position, error: &io::Error) -> (Record, Position) {
    let raw = Raw::Broken(format!("the file cannot be read: {error}"));
    let next = Position { file: at.file + 1, ..Position::default() };
    (Record { source: file.name.clone(), at, raw }, next)
}
