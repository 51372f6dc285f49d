//! Lists of files, one a line.

#[cfg(unix)]
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, stdin};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::Failure;
use super::files::{Files, InputFile, is_a_stream};
use super::source::wait;
use crate::decode::BYTE_ORDER_MARK;

pub(super) enum List {
    File(PathBuf),
    /// What can be read once only, and a run goes through its inputs several times.
    Lines(Vec<PathBuf>),
}

impl List {
    /// Reads the list if that can be done once only: standard input, a pipe. `None` if
    /// the run was stopped before it had come.
    pub(super) fn new(path: &Path, stop: &AtomicBool) -> Result<Option<Self>, Failure> {
        if !is_a_stream(path) {
            return Ok(Some(List::File(path.to_owned())));
        }
        let lines = read_once(path, stop).map_err(|e| unread(path, &e))?;
        Ok(lines.map(List::Lines))
    }

    /// The file that holds it, if it can be read again.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            List::File(path) => Some(path),
            List::Lines(_) => None,
        }
    }

    /// The files that it names.
    pub(super) fn files(&self) -> Result<Files, Failure> {
        match self {
            List::Lines(lines) => Ok(Box::new(lines.clone().into_iter().map(|l| InputFile::listed(&l)))),
            List::File(path) => {
                let file = File::open(path).map_err(|e| unread(path, &e))?;
                // A list that breaks off in the middle is a file that cannot be opened.
                let broken = InputFile::new(path);
                let lines = lines(BufReader::new(file));
                Ok(Box::new(lines.map(move |l| l.map_or_else(|_| broken.clone(), |l| InputFile::listed(&l)))))
            }
        }
    }
}

/// The lines of a list that is a stream. It may be silent for hours: it is read in a
/// thread of its own, which ends with it.
fn read_once(path: &Path, stop: &AtomicBool) -> io::Result<Option<Vec<PathBuf>>> {
    let (to_us, read) = sync_channel(1);
    let path = path.to_owned();
    thread::Builder::new().spawn(move || {
        let all = match path.as_os_str() == "-" {
            true => lines(BufReader::new(stdin())).collect(),
            false => File::open(path).and_then(|file| lines(BufReader::new(file)).collect()),
        };
        // If nobody listens, the run is over.
        let _ = to_us.send(all);
    })?;
    let Some(all) = wait(&read, || stop.load(Ordering::Relaxed)) else { return Ok(None) };
    all.map_err(io::Error::other)?.map(Some)
}

fn unread(path: &Path, error: &io::Error) -> Failure {
    Failure::Input(format!("{}: the list cannot be read: {error}", path.display()))
}

/// The lines of a list, as the system names files: they need not be UTF-8.
fn lines(list: impl BufRead) -> impl Iterator<Item = io::Result<PathBuf>> {
    let bare = |line: Vec<u8>| {
        let line = line.strip_suffix(b"\r").unwrap_or(&line);
        path(line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line))
    };
    let lines = list.split(b'\n').map(move |line| line.map(bare));
    lines.filter(|line| line.as_ref().map_or(true, |path| !path.as_os_str().is_empty()))
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    let name: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
    name.into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
