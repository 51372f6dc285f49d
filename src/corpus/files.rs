//! Inputs to files: folders are walked, patterns are matched, lists are read ([`super::list`]).
//! The order is the same on every run and every machine.

use std::fs::File;
use std::io::{self, stdin};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::bytes::Bytes;
use super::list::List;
use super::paths::{JOURNAL, Paths};
use super::summary::{Counts, count};
use super::{Failure, Shard};
use crate::decode::PAGE_ENDINGS;

/// What a file holds, as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    Warc,
    Jsonl,
    Page,
    /// The first bytes must tell.
    Unknown,
}

/// A file of the input.
#[derive(Clone, Debug)]
pub(super) struct InputFile {
    /// As it was named, `-` for standard input; what is not UTF-8 in it reads U+FFFD.
    pub name: Arc<str>,
    path: PathBuf,
    pub kind: Kind,
    /// A line of a list names it.
    listed: bool,
}

impl InputFile {
    pub(super) fn new(path: &Path) -> Self {
        InputFile { name: path.to_string_lossy().into(), path: path.to_owned(), kind: kind(path), listed: false }
    }

    /// A file that a list names.
    pub(super) fn listed(path: &Path) -> Self {
        InputFile { listed: true, ..InputFile::new(path) }
    }

    fn stdin() -> Self {
        InputFile { name: "-".into(), path: "-".into(), kind: Kind::Unknown, listed: false }
    }

    pub(super) fn named(name: &str) -> Self {
        InputFile::new(Path::new(name))
    }

    pub(super) fn open(&self) -> io::Result<Bytes> {
        if let Some(why) = self.why_misplaced() {
            return Err(io::Error::other(why));
        }
        if self.path.as_os_str() == "-" {
            return Ok(Bytes::stream(Box::new(stdin())));
        }
        let file = File::open(&self.path)?;
        let kind = file.metadata()?.file_type();
        // A pipe has a name too.
        Ok(if kind.is_file() { Bytes::file(file) } else { Bytes::stream(Box::new(file)) })
    }

    /// Why it cannot stand in a list, if it stands in one.
    fn why_misplaced(&self) -> Option<&'static str> {
        if !self.listed {
            return None;
        }
        if self.path.as_os_str() == "-" {
            return Some("a list cannot name standard input; give - as an input, or ./- for a file");
        }
        let is_pattern = || is_pattern(&self.name) && !self.path.exists();
        (self.path.is_dir() || is_pattern()).then_some("a list names files; give folders and patterns as inputs")
    }

    /// True if it can be read once only, and may let us wait.
    pub(super) fn is_a_stream(&self) -> bool {
        is_a_stream(&self.path) && self.why_misplaced().is_none()
    }

    /// Bytes of the file; 0 if they cannot be known.
    pub(super) fn size(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |m| m.len())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Files, one after the other.
pub(super) type Files = Box<dyn Iterator<Item = InputFile> + Send>;

/// All inputs. Their files can be gone through any number of times.
pub(super) struct Inputs {
    named: Vec<PathBuf>,
    lists: Vec<List>,
    /// Where the output goes: what it has written is no input.
    own: Paths,
}

impl Inputs {
    /// Reads those of `lists` that can be read once only: standard input, pipes. `None`
    /// if the run was stopped before they had come.
    pub(super) fn new(
        named: &[PathBuf],
        lists: &[PathBuf],
        own: Paths,
        stop: &AtomicBool,
    ) -> Result<Option<Self>, Failure> {
        if named.iter().chain(lists).filter(|path| path.as_os_str() == "-").count() > 1 {
            return Err(Failure::Input("-: standard input can be read once only; name it once".into()));
        }
        let lists = lists.iter().map(|path| List::new(path, stop)).collect::<Result<Option<_>, Failure>>()?;
        Ok(lists.map(|lists| Inputs { named: named.to_vec(), lists, own }))
    }

    /// The files that list others and can be read again.
    pub(super) fn lists(&self) -> impl Iterator<Item = &Path> {
        self.lists.iter().filter_map(List::path)
    }

    /// The files, in order.
    pub(super) fn files(&self) -> Result<Files, Failure> {
        let own = self.own.clone();
        Ok(Box::new(self.all()?.filter(move |file| !own.may_hold(&file.path) || !own.hold(&file.path))))
    }

    /// The files, and with them what the output has written into their folders.
    pub(super) fn all(&self) -> Result<Files, Failure> {
        let mut all: Files = Box::new(std::iter::empty());
        for input in &self.named {
            all = Box::new(all.chain(expand(input)?));
        }
        for list in &self.lists {
            all = Box::new(all.chain(list.files()?));
        }
        Ok(all)
    }

    /// True if pages come from standard input or a pipe, which can be read once only.
    pub(super) fn are_a_stream(&self) -> Result<bool, Failure> {
        Ok(self.files()?.any(|file| file.is_a_stream()))
    }

    /// True if the work is split by files, not by records: each machine then reads
    /// its own files only.
    pub(super) fn are_split_by_file(&self, shard: Shard) -> Result<bool, Failure> {
        let count = usize::try_from(shard.of).unwrap_or(usize::MAX);
        Ok(self.files()?.take(count).count() == count)
    }
}

/// Endings of the names of the files in `folders` that are not read, and how many have each.
pub(super) fn not_read(folders: &[PathBuf], own: &Paths) -> Counts {
    let mut counts = Counts::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let files = entries(folder).flatten().filter(|entry| entry.file_type().is_file());
        for path in files.map(|entry| entry.into_path()).filter(|path| kind(path) == Kind::Unknown) {
            if own.may_hold(&path) && own.hold(&path) {
                continue;
            }
            let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy().to_ascii_lowercase()));
            count(&mut counts, ending.as_deref().unwrap_or("no ending"), 1);
        }
    }
    counts
}

/// True of what can be read once only, and may let us wait.
pub(super) fn is_a_stream(path: &Path) -> bool {
    path.as_os_str() == "-" || path.metadata().is_ok_and(|m| !m.is_file() && !m.is_dir())
}

fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '['])
}

fn expand(path: &Path) -> Result<Files, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(std::iter::once(InputFile::stdin())));
    }
    if path.is_dir() {
        return Ok(Box::new(walk(path)));
    }
    if path.exists() {
        return Ok(Box::new(std::iter::once(InputFile::new(path))));
    }
    let input = &*path.to_string_lossy();
    if !is_pattern(input) {
        return Err(Failure::Input(format!("{input}: there is no such file or folder; check the name")));
    }
    let paths = glob::glob(input).map_err(|e| Failure::Input(format!("{input}: this is no valid pattern: {e}")))?;
    // A pattern's matches come in alphabetical order.
    let mut paths: Vec<PathBuf> = paths.flatten().collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::Input(format!("{input}: no file matches this pattern")));
    }
    Ok(Box::new(paths.into_iter().flat_map(|path| -> Box<dyn Iterator<Item = InputFile> + Send> {
        if path.is_dir() { Box::new(walk(&path)) } else { Box::new(std::iter::once(InputFile::new(&path))) }
    })))
}

/// Files of a folder that can hold pages, by their names. What cannot be looked at
/// is told when it is opened.
fn walk(folder: &Path) -> impl Iterator<Item = InputFile> + Send + use<> {
    entries(folder).filter_map(|entry| match entry {
        Ok(entry) => {
            (entry.file_type().is_file() && kind(entry.path()) != Kind::Unknown).then(|| InputFile::new(entry.path()))
        }
        // What a link leads back to is read already.
        Err(error) if error.loop_ancestor().is_some() => None,
        Err(error) => {
            let path = error.path()?;
            (path.is_dir() || kind(path) != Kind::Unknown).then(|| InputFile::new(path))
        }
    })
}

/// What stands in a folder, and in those inside of it.
fn entries(folder: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> + Send + use<> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    entries.filter_entry(|entry| !is_unfinished(entry.path()))
}

/// A folder in which a run keeps what it has not finished: no input of any run.
fn is_unfinished(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "unfinished") && path.join(JOURNAL).exists()
}

fn kind(path: &Path) -> Kind {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("warc" | "wet") => Kind::Warc,
        Some("jsonl" | "ndjson") => Kind::Jsonl,
        Some(ending) if PAGE_ENDINGS.contains(&ending) => Kind::Page,
        _ => Kind::Unknown,
    }
}
