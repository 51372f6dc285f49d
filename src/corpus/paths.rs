//! Where an output and what belongs to it stand.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::sink::Form;
use super::store::Journal;
use super::{Failure, lock};

/// How the names of parts begin.
const PART: &str = "part-";

/// The same of what could not be read.
const ERRORS: &str = "errors-";

/// The ending of what is not yet whole.
const UNFINISHED: &str = ".tmp";

/// The file that says what many pages of a host repeat.
pub(super) const REPEATED: &str = "repeated";

/// The file that says how far a run is.
pub(super) const JOURNAL: &str = "journal.json";

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
        let last = output.as_os_str().as_encoded_bytes().last();
        let named = last.is_some_and(|last| std::path::is_separator(char::from(*last)));
        // Without what stands at the end of a folder's name.
        let output: PathBuf = output.components().collect();
        let beside = |ending: &str| {
            let mut name = output.clone().into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        Paths {
            folder: form == Form::Texts || output.is_dir() || named,
            work: beside(".unfinished"),
            errors: beside(".errors.jsonl"),
            output,
        }
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.work.join(JOURNAL)
    }

    pub(super) fn part(&self, number: u64, form: Form) -> PathBuf {
        let name = match form {
            Form::Texts => format!("{PART}{number:05}"),
            form => format!("{PART}{number:05}.{}", form.name()),
        };
        if self.folder { self.output.join(name) } else { self.work.join(name) }
    }

    pub(super) fn error_part(&self, number: u64) -> PathBuf {
        self.work.join(format!("{ERRORS}{number:05}.jsonl"))
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
            Err(e) => Err(Failure::Output(format!("{}: the journal cannot be read: {e}", path.display()))),
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
            if is_work(&entry.path()) {
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

/// True if a file of this name is one that a run has written; other programs call
/// theirs `part-…` too.
fn is_part(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(name) = name.strip_prefix(PART) else { return false };
    let ending = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_known = |ending: &str| ending == "parquet" || Form::NAMES.iter().any(|(name, _)| *name == ending);
    name.len() - ending.len() >= 5 && ending.strip_prefix('.').map_or(ending.is_empty() && path.is_dir(), is_known)
}

/// True if a file beside an output is one that a run has put there.
fn is_work(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let error_part = name.strip_prefix(ERRORS).and_then(|rest| rest.strip_suffix(".jsonl"));
    let numbered = error_part.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    name == JOURNAL || name == REPEATED || name.ends_with(UNFINISHED) || numbered || is_part(path)
}

/// Removes a file or a folder, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    match if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) } {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(cannot_write(path, &e)),
        _ => Ok(()),
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

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn what_others_have_put_there_is_not_ours() {
        for (name, own) in [
            ("journal.json", true),
            ("repeated", true),
            ("whole.tmp", true),
            ("part-00012.jsonl", true),
            ("errors-00001.jsonl", true),
            ("errors-of-mine.jsonl", false),
            ("notes.txt", false),
            ("lock", false),
        ] {
            assert_eq!(is_work(Path::new(name)), own, "{name}");
        }
    }

    #[test]
    fn what_stands_beside_an_output_has_its_name_whatever_its_bytes() {
        let paths = |name: &[u8]| Paths::new(Path::new(OsStr::from_bytes(name)), Form::default());
        let odd = paths(b"out\xff.jsonl");
        assert_eq!(odd.output.as_os_str().as_bytes(), b"out\xff.jsonl");
        assert_eq!(odd.errors.as_os_str().as_bytes(), b"out\xff.jsonl.errors.jsonl");
        let folder = paths(b"no-such-folder//");
        assert!(folder.folder && folder.work == Path::new("no-such-folder.unfinished"));
    }
}
