//! Where the output goes, so that nothing is lost and nothing is there twice.
//!
//! Rows are written to a part under a temporary name. When the part is full it is
//! flushed to the disk and renamed; then the journal, which says where reading
//! goes on, is replaced in the same way. That last rename is the moment at which
//! the part counts: a run that is killed before it does the part again, one that
//! is killed after it goes on behind it. Where a part ends depends on the rows
//! alone, so a resumed run writes the same parts as one that was not killed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Failure;
use super::paths::{Paths, cannot_write, remove};
use super::reader::Position;
use super::row::Row;
use super::settings::Settings;
use super::sink::{Columns, Form, Sink, line};
use super::summary::Summary;

/// What a record that gives no row adds to the size of a part, so that a long
/// stretch without rows is committed too.
const NO_ROW: u64 = 64;

/// What is known of a run; it is all that resuming needs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// What was asked for, by name: a run can be resumed as it was begun only.
    pub settings: Settings,
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
