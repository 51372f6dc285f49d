//! Inputs to files: folders are walked, patterns are matched, lists are read.
//! The order is the same on every run and every machine.

use std::fs::File;
use std::io::{self, BufRead, BufReader, stdin};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::bytes::Bytes;
use super::store::Paths;
use super::{Failure, Shard};

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
    /// As it was named, `-` for standard input.
    pub name: Arc<str>,
    pub kind: Kind,
}

impl InputFile {
    fn new(path: &Path) -> Self {
        InputFile { name: path.to_string_lossy().into(), kind: kind(path) }
    }

    pub(super) fn named(name: &str) -> Self {
        InputFile::new(Path::new(name))
    }

    pub(super) fn open(&self) -> io::Result<Bytes> {
        if &*self.name == "-" {
            return Ok(Bytes::stream(Box::new(stdin())));
        }
        let file = File::open(&*self.name)?;
        let kind = file.metadata()?.file_type();
        if kind.is_dir() {
            return Err(io::Error::other("it is a folder; name it as an input, not in a list"));
        }
        // A pipe has a name too.
        Ok(if kind.is_file() { Bytes::file(file) } else { Bytes::stream(Box::new(file)) })
    }

    /// True if it can be read once only, and may let us wait.
    pub(super) fn is_a_stream(&self) -> bool {
        is_a_stream(Path::new(&*self.name))
    }

    /// Bytes of the file; 0 if they cannot be known.
    pub(super) fn size(&self) -> u64 {
        std::fs::metadata(&*self.name).map_or(0, |m| m.len())
    }
}

/// Files, one after the other.
pub(super) type Files = Box<dyn Iterator<Item = InputFile> + Send>;

/// All inputs. Their files can be gone through any number of times.
pub(super) struct Inputs {
    named: Vec<String>,
    lists: Vec<List>,
    /// What is written meanwhile.
    output: Paths,
}

enum List {
    File(PathBuf),
    /// Standard input can be read once only.
    Lines(Vec<String>),
}

impl Inputs {
    /// Reads the list on standard input, if one of `lists` is `-`.
    pub(super) fn new(named: &[String], lists: &[PathBuf], output: &Paths) -> Self {
        let list = |path: &PathBuf| match path.as_os_str() == "-" {
            true => List::Lines(lines(BufReader::new(stdin())).collect()),
            false => List::File(path.clone()),
        };
        Inputs { named: named.to_vec(), lists: lists.iter().map(list).collect(), output: output.clone() }
    }

    /// The files, in order.
    pub(super) fn files(&self) -> Result<Files, Failure> {
        let mut all: Files = Box::new(std::iter::empty());
        for input in &self.named {
            all = Box::new(all.chain(expand(input, &self.output)?));
        }
        for list in &self.lists {
            all = Box::new(all.chain(listed(list)?));
        }
        Ok(all)
    }

    /// True if pages come from standard input or a pipe, which can be read once only.
    pub(super) fn are_a_stream(&self) -> bool {
        self.named.iter().any(|i| is_a_stream(Path::new(i)))
    }

    /// True if the work is split by files, not by records: each machine then reads
    /// its own files only.
    pub(super) fn are_split_by_file(&self, shard: Shard) -> Result<bool, Failure> {
        let count = usize::try_from(shard.of).unwrap_or(usize::MAX);
        Ok(self.files()?.take(count).count() == count)
    }
}

fn is_a_stream(path: &Path) -> bool {
    path.as_os_str() == "-" || path.metadata().is_ok_and(|m| !m.is_file() && !m.is_dir())
}

fn expand(input: &str, output: &Paths) -> Result<Files, Failure> {
    let path = PathBuf::from(input);
    if input == "-" {
        return Ok(Box::new(std::iter::once(InputFile { name: "-".into(), kind: Kind::Unknown })));
    }
    if path.is_dir() {
        return Ok(Box::new(walk(&path, output)));
    }
    if path.exists() {
        return Ok(Box::new(std::iter::once(InputFile::new(&path))));
    }
    if !input.contains(['*', '?', '[']) {
        return Err(Failure::Input(format!("{input}: there is no such file or folder; check the name")));
    }
    let paths = glob::glob(input).map_err(|e| Failure::Input(format!("{input}: this is no valid pattern: {e}")))?;
    // A pattern's matches come in alphabetical order.
    let mut paths: Vec<PathBuf> = paths.flatten().filter(|path| !output.own(path)).collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::Input(format!("{input}: no file matches this pattern")));
    }
    let output = output.clone();
    Ok(Box::new(paths.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = InputFile> + Send> {
        if path.is_dir() { Box::new(walk(&path, &output)) } else { Box::new(std::iter::once(InputFile::new(&path))) }
    })))
}

/// Files of a folder that can hold pages, by their names, without the output. What cannot be looked at
/// is told when it is opened.
fn walk(folder: &Path, output: &Paths) -> impl Iterator<Item = InputFile> + Send + use<> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let output = output.clone();
    entries.filter_entry(move |entry| !output.own(entry.path())).filter_map(|entry| match entry {
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

fn listed(list: &List) -> Result<Files, Failure> {
    match list {
        List::Lines(lines) => Ok(Box::new(lines.clone().into_iter().map(|l| InputFile::named(&l)))),
        List::File(path) => {
            let name = path.display();
            let file = File::open(path).map_err(|e| Failure::Input(format!("{name}: the list cannot be read: {e}")))?;
            Ok(Box::new(lines(BufReader::new(file)).map(|l| InputFile::named(&l))))
        }
    }
}

fn lines(list: impl BufRead) -> impl Iterator<Item = String> {
    let lines = list.lines().map_while(Result::ok).map(|l| l.trim_end_matches('\r').to_owned());
    lines.filter(|l| !l.is_empty())
}

fn kind(path: &Path) -> Kind {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("warc" | "wet") => Kind::Warc,
        Some("jsonl" | "ndjson") => Kind::Jsonl,
        Some("html" | "htm" | "xhtml" | "shtml") => Kind::Page,
        _ => Kind::Unknown,
    }
}
