//! One run at a time on one output: a second one would do the same parts and
//! remove those of the first.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::Failure;
use super::paths::{Paths, cannot_write};

/// The file that is locked, in the folder beside the output.
pub(super) const NAME: &str = "lock";

/// How often the folder may go, with the run that had it, while we come.
const TRIES: usize = 5;

/// The right to write an output. The system takes it back however the run ends.
pub(super) struct Lock {
    work: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes it, or says who has it.
    pub(super) fn take(paths: &Paths) -> Result<Lock, Failure> {
        let path = paths.work.join(NAME);
        for _ in 0..TRIES {
            let file = match fs::create_dir_all(&paths.work).and_then(|()| File::create(&path)) {
                Err(e) if e.kind() == ErrorKind::NotFound => continue,
                file => file.map_err(|e| cannot_write(&paths.work, &e))?,
            };
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => break,
                // Not all file systems have locks; without, all is as if nobody else were there.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            // What was opened may be the lock of a run that has ended since, and what stands
            // there now that of another one.
            if is_at(&file, &path) {
                return Ok(Lock { work: paths.work.clone(), _file: file });
            }
        }
        Err(Failure::Output(format!(
            "{}: another run is writing it; wait until that has ended, or name another output",
            paths.output.display()
        )))
    }
}

/// True if `path` leads to the file that was opened.
fn is_at(file: &File, path: &Path) -> bool {
    let opened = file.try_clone().and_then(Handle::from_file);
    opened.is_ok_and(|opened| Handle::from_path(path).is_ok_and(|there| there == opened))
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The folder stays if there is something to resume.
        let _ = fs::remove_file(self.work.join(NAME));
        let _ = fs::remove_dir(&self.work);
    }
}
