//! Where the output goes, so that nothing is lost and nothing is there twice.
//!
//! Rows are written to a part under a temporary name. When the part is full it is
//! flushed to the disk and renamed; then the journal, which says where reading
//! goes on, is replaced in the same way. That last rename is the moment at which
//! the part counts: a run that is killed before it does the part again, one that
//! is killed after it goes on behind it. Where a part ends depends on the rows
//! alone, so a resumed run writes the same parts as one that was not killed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::reader::Position;
use super::row::Row;
use super::sink::{Columns, Form, Sink, line};
use super::summary::Summary;
use super::{Failure, lock};

/// How the names of parts begin.
const PART: &str = "part-";

/// The file that says how far a run is.
pub(super) const JOURNAL: &str = "journal.json";

/// What a record that gives no row adds to the size of a part, so that a long
/// stretch without rows is committed too.
const NO_ROW: u64 = 64;

/// What is known of a run; it is all that resuming needs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Which run has written it. A later one takes over, and this one must see it.
    #[serde(default)]
    pub run: String,
    /// What was asked for, by name: a run can be resumed as it was begun only.
    pub settings: BTreeMap<String, String>,
    /// Parts with rows, and with errors, that are committed.
    pub parts: u64,
    pub error_parts: u64,
    /// Number and place of the first record that is not committed.
    pub number: u64,
    pub position: Position,
    /// Number, name and size of the file of the last record.
    pub file: Option<(u64, String, u64)>,
    /// Later records that are committed already: only with `unordered`.
    pub ahead: Vec<u64>,
    pub summary: Summary,
    /// All is read; what remains is to join the parts.
    pub complete: bool,
}

/// A record that could not be read: a line of the errors file.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    pub source: String,
    pub offset: u64,
    pub number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub reason: String,
}

/// Names of all files.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    /// As the user named it, without a slash at the end.
    pub output: PathBuf,
    /// Parts stay in a folder, or are joined to one file.
    pub folder: bool,
    /// Beside the output: the journal, and parts that are not yet where they belong.
    pub work: PathBuf,
    pub errors: PathBuf,
}

impl Paths {
    pub(super) fn new(output: &Path, form: Form) -> Self {
        let name = output.as_os_str().to_string_lossy().into_owned();
        let folder = form == Form::Texts || output.is_dir() || name.ends_with(['/', std::path::MAIN_SEPARATOR]);
        let name = name.trim_end_matches(['/', std::path::MAIN_SEPARATOR]);
        Paths {
            output: PathBuf::from(name),
            folder,
            work: PathBuf::from(format!("{name}.unfinished")),
            errors: PathBuf::from(format!("{name}.errors.jsonl")),
        }
    }

    fn journal(&self) -> PathBuf {
        self.work.join(JOURNAL)
    }

    fn part(&self, number: u64, form: Form) -> PathBuf {
        let name = match form {
            Form::Texts => format!("{PART}{number:05}"),
            form => format!("{PART}{number:05}.{}", form.name()),
        };
        if self.folder { self.output.join(name) } else { self.work.join(name) }
    }

    fn error_part(&self, number: u64) -> PathBuf {
        self.work.join(format!("errors-{number:05}.jsonl"))
    }

    /// The journal of an unfinished run.
    pub(super) fn read_journal(&self) -> Result<Option<Journal>, Failure> {
        let path = self.journal();
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|e| {
                Failure::Output(format!(
                    "{}: the journal cannot be read: {e}; add --overwrite to begin again",
                    path.display()
                ))
            }),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(cannot_write(&path, &e)),
        }
    }

    /// True if a finished output is there.
    pub(super) fn is_there(&self) -> bool {
        if !self.folder {
            return self.output.exists();
        }
        fs::read_dir(&self.output).is_ok_and(|mut entries| entries.any(|e| e.is_ok_and(|e| is_part(&e.path()))))
    }

    /// True if `file` is of an output that is there: it would be removed or replaced.
    pub(super) fn hold(&self, file: &Path) -> bool {
        let Ok(file) = file.canonicalize() else { return false };
        let real = |path: &Path| path.canonicalize().ok();
        let part = |folder: PathBuf| {
            let first = file.strip_prefix(&folder).ok().and_then(|rest| rest.components().next());
            first.is_some_and(|first| is_part(&folder.join(first)))
        };
        let in_output = |output: PathBuf| if self.folder { part(output) } else { file == output };
        real(&self.output).is_some_and(in_output)
            || real(&self.errors).is_some_and(|errors| file == errors)
            || real(&self.work).is_some_and(|work| file.starts_with(work))
    }

    /// The same by the name alone: false for nearly all files, and at no cost.
    pub(super) fn may_hold(&self, file: &Path) -> bool {
        let own = [&self.output, &self.errors, &self.work].map(|path| path.file_name());
        let is_own = |name: &OsStr| own.contains(&Some(name)) || name.to_string_lossy().starts_with(PART);
        file.components().any(|part| is_own(part.as_os_str()))
    }

    /// True if an earlier run has left something beside the output.
    pub(super) fn has_work(&self) -> bool {
        let mut entries = fs::read_dir(&self.work).into_iter().flatten().flatten();
        entries.any(|entry| entry.file_name() != lock::NAME)
    }

    /// Removes what a finished run could not.
    pub(super) fn clear_work(&self) -> Result<(), Failure> {
        for entry in fs::read_dir(&self.work).into_iter().flatten().flatten() {
            if entry.file_name() != lock::NAME {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes all that an earlier run has left, and nothing else.
    pub(super) fn clear(&self) -> Result<(), Failure> {
        self.clear_work()?;
        remove(&self.errors)?;
        if !self.folder {
            return remove(&self.output);
        }
        for entry in fs::read_dir(&self.output).into_iter().flatten().flatten() {
            if is_part(&entry.path()) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

/// Writes and commits parts.
pub(super) struct Store {
    paths: Paths,
    form: Form,
    columns: Columns,
    part_size: u64,
    pub journal: Journal,
    /// The journal as it will be with the open part.
    pub summary: Summary,
    sink: Option<Box<dyn Sink>>,
    errors: Option<BufWriter<File>>,
    size: u64,
}

impl Store {
    /// Goes on from `journal`, or begins with it.
    pub(super) fn open(
        paths: Paths,
        form: Form,
        columns: Columns,
        part_size: u64,
        journal: Journal,
    ) -> Result<Self, Failure> {
        for folder in [Some(&paths.work), paths.folder.then_some(&paths.output)].into_iter().flatten() {
            fs::create_dir_all(folder).map_err(|e| cannot_write(folder, &e))?;
        }
        let summary = journal.summary.clone();
        let store = Store { paths, form, columns, part_size, journal, summary, sink: None, errors: None, size: 0 };
        store.remove_rest()?;
        store.write_journal()?;
        Ok(store)
    }

    fn temporary(&self) -> PathBuf {
        self.paths.work.join("part.tmp")
    }

    fn temporary_errors(&self) -> PathBuf {
        self.paths.work.join("errors.tmp")
    }

    /// What a killed run has written and not committed.
    fn remove_rest(&self) -> Result<(), Failure> {
        let next = self.paths.part(self.journal.parts, self.form);
        let next_errors = self.paths.error_part(self.journal.error_parts);
        for path in [self.temporary(), self.temporary_errors(), next, next_errors] {
            remove(&path)?;
        }
        Ok(())
    }

    pub(super) fn write_row(&mut self, row: &Row) -> Result<(), Failure> {
        let path = self.temporary();
        let sink = match &mut self.sink {
            Some(sink) => sink,
            none => none.insert(self.form.create(&path, self.columns).map_err(|e| cannot_write(&path, &e))?),
        };
        sink.write(row).map_err(|e| cannot_write(&path, &e))?;
        self.size += row.size() as u64;
        Ok(())
    }

    pub(super) fn write_problem(&mut self, problem: &Problem) -> Result<(), Failure> {
        let path = self.temporary_errors();
        let mut write = || -> io::Result<u64> {
            let errors = match &mut self.errors {
                Some(errors) => errors,
                none => none.insert(BufWriter::new(File::create(&path)?)),
            };
            let line = line(problem)?;
            errors.write_all(line.as_bytes())?;
            Ok(line.len() as u64)
        };
        self.size += write().map_err(|e| cannot_write(&path, &e))?;
        Ok(())
    }

    pub(super) fn pass_over(&mut self) {
        self.size += NO_ROW;
    }

    /// True if the part is full.
    pub(super) fn is_full(&self) -> bool {
        self.size >= self.part_size
    }

    /// Commits the open part; the journal's position must be set before.
    pub(super) fn commit(&mut self) -> Result<(), Failure> {
        if let Some(sink) = self.sink.take() {
            let part = self.paths.part(self.journal.parts, self.form);
            sink.finish().and_then(|()| fs::rename(self.temporary(), &part)).map_err(|e| cannot_write(&part, &e))?;
            sync_folder(&part);
            self.journal.parts += 1;
        }
        if let Some(errors) = self.errors.take() {
            let part = self.paths.error_part(self.journal.error_parts);
            let flush = || errors.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all();
            flush().and_then(|()| fs::rename(self.temporary_errors(), &part)).map_err(|e| cannot_write(&part, &e))?;
            self.journal.error_parts += 1;
        }
        self.size = 0;
        self.journal.summary = self.summary.clone();
        self.write_journal()
    }

    fn write_journal(&self) -> Result<(), Failure> {
        let (path, temporary) = (self.paths.journal(), self.paths.work.join("journal.tmp"));
        let write = || -> io::Result<()> {
            let mut file = File::create(&temporary)?;
            serde_json::to_writer(&mut file, &self.journal)?;
            file.sync_all()?;
            fs::rename(&temporary, &path)
        };
        write().map_err(|e| cannot_write(&path, &e))?;
        sync_folder(&path);
        Ok(())
    }

    /// Brings everything where it belongs. Can be done again if it is killed.
    pub(super) fn close(mut self) -> Result<Summary, Failure> {
        if !self.journal.complete {
            self.journal.complete = true;
            self.commit()?;
        }
        if !self.paths.folder {
            let parts: Vec<PathBuf> = (0..self.journal.parts).map(|i| self.paths.part(i, self.form)).collect();
            let whole = self.paths.work.join("whole.tmp");
            are_there(&parts)?;
            let done =
                self.form.join(&parts, &whole, self.columns).and_then(|()| fs::rename(&whole, &self.paths.output));
            done.map_err(|e| cannot_write(&self.paths.output, &e))?;
            sync_folder(&self.paths.output);
        }
        if self.journal.error_parts > 0 {
            let parts: Vec<PathBuf> = (0..self.journal.error_parts).map(|i| self.paths.error_part(i)).collect();
            let whole = self.paths.work.join("errors.tmp");
            are_there(&parts)?;
            let lines = Form::Jsonl(super::Compressor::None);
            let done = lines.join(&parts, &whole, self.columns).and_then(|()| fs::rename(&whole, &self.paths.errors));
            done.map_err(|e| cannot_write(&self.paths.errors, &e))?;
        }
        // Without its journal the rest of the folder means nothing, so that goes first.
        let journal = self.paths.journal();
        fs::remove_file(&journal).map_err(|e| cannot_write(&journal, &e))?;
        self.paths.clear_work()?;
        Ok(self.journal.summary)
    }
}

/// True if a file of this name is one that a run has written; other programs call
/// theirs `part-…` too.
fn is_part(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(name) = name.strip_prefix(PART) else { return false };
    let ending = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_known = |ending: &str| ending == "parquet" || Form::NAMES.iter().any(|(name, _)| *name == ending);
    name.len() - ending.len() >= 5 && ending.strip_prefix('.').map_or(ending.is_empty() && path.is_dir(), is_known)
}

/// Removes a file or a folder, if it is there.
fn remove(path: &Path) -> Result<(), Failure> {
    match if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) } {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(cannot_write(path, &e)),
        _ => Ok(()),
    }
}

/// An error if somebody has removed a part that was committed.
fn are_there(parts: &[PathBuf]) -> Result<(), Failure> {
    parts.iter().find(|part| !part.exists()).map_or(Ok(()), |part| {
        let part = part.display();
        Err(Failure::Output(format!("{part}: this part of the output is gone; add --overwrite to begin again")))
    })
}

/// A rename is on the disk when its folder is. Not all systems can do it, and
/// without it only a power cut can undo the last part.
fn sync_folder(path: &Path) {
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        let _ = folder.sync_all();
    }
}

pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::Output(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!("{path}: the disk is full; make room and run the same command with --resume")
        }
        io::ErrorKind::PermissionDenied => format!("{path}: you may not write here; check the folder's permissions"),
        io::ErrorKind::NotFound => format!("{path}: the folder is not there; make it first"),
        _ => format!("{path}: cannot be written: {error}"),
    })
}
