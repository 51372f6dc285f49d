//! Which pages are meant, and work on all cores.

use std::fmt;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use crate::decode::PAGE_ENDINGS;

/// Ending of a page that was scraped before.
const TEXT: &str = "txt";

/// A page that is to be checked, or one whose snapshot is left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) page: PathBuf,
    /// It was asked for by name.
    pub(super) named: bool,
}

/// Why nothing can be checked.
#[derive(Debug)]
#[non_exhaustive]
pub enum CheckError {
    /// There is no such file or folder.
    NoSuchPath(PathBuf),
    /// A folder cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The folders hold neither pages nor snapshots.
    NoPages(Vec<PathBuf>),
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckError::NoSuchPath(path) => write!(f, "{}: there is no such file or folder", path.display()),
            CheckError::Unreadable(path, error) => write!(f, "{}: the folder cannot be read: {error}", path.display()),
            CheckError::NoPages(paths) => {
                let paths: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
                write!(
                    f,
                    "{}: there are no pages; pages are files called *.{}, *.{TEXT}",
                    paths.join(", "),
                    PAGE_ENDINGS.join(", *.")
                )
            }
        }
    }
}

impl std::error::Error for CheckError {}

/// The pages that `paths` name or hold, and those that have left a snapshot, each once, by name.
pub(super) fn pages(paths: &[PathBuf]) -> Result<Vec<Found>, CheckError> {
    let mut found = Vec::new();
    for path in paths {
        // The snapshot stands for its page; a folder may be called like one.
        let path = page_of(path).filter(|_| !path.is_dir()).unwrap_or_else(|| path.clone());
        if path.is_dir() {
            search(&path, &mut found)?;
        } else if path.exists() || super::with_suffix(&path, ".snap").exists() {
            found.push(Found { page: path, named: true });
        } else {
            return Err(CheckError::NoSuchPath(path));
        }
    }
    found.sort();
    found.dedup_by(|a, b| a.page == b.page);
    if found.is_empty() { Err(CheckError::NoPages(paths.to_vec())) } else { Ok(found) }
}

/// Walks the folders under `folder`; hidden ones are left alone, and links to folders are not followed.
fn search(folder: &Path, found: &mut Vec<Found>) -> Result<(), CheckError> {
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let unreadable = |error| CheckError::Unreadable(folder.clone(), error);
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
            match page_of(&path) {
                _ if is_folder && !hidden => open.push(path),
                _ if is_folder || hidden => {}
                Some(page) if is_page(&page) => found.push(Found { page, named: false }),
                None if is_page(&path) => found.push(Found { page: path, named: false }),
                _ => {}
            }
        }
    }
    Ok(())
}

/// The page of a snapshot.
fn page_of(path: &Path) -> Option<PathBuf> {
    path.extension().filter(|e| *e == "snap").map(|_| path.with_extension(""))
}

fn is_page(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|e| e == TEXT || PAGE_ENDINGS.contains(&e.as_str()))
}

/// Does `work` for every item on all cores; the results are in the order of the items.
pub(super) fn on_all_cores<I: Sync, O: Send>(items: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len()).max(1);
    let next = AtomicUsize::new(0);
    let worker = || {
        let claim = || {
            let i = next.fetch_add(1, Ordering::Relaxed);
            items.get(i).map(|item| (i, work(item)))
        };
        std::iter::from_fn(claim).collect::<Vec<_>>()
    };
    let mut results: Vec<(usize, O)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|w| w.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}
