//! Saved pages as snapshot tests: what cleaning gives is kept in files beside
//! the pages, and any change of it is seen. `bodycopy check` does it at the
//! command line, [`assert_pages!`](crate::assert_pages) in a test.
//!
//! The snapshot of `story.html` is `story.html.snap`, in the format of
//! [insta](https://insta.rs), so that `cargo insta review` opens it too.
//!
//! ```
//! use bodycopy::Cleaner;
//! use bodycopy::snapshot::{State, check};
//! # let folder = std::env::temp_dir().join(format!("bodycopy-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("story.txt"), "The storm took the roof of the old chapel.")?;
//! let report = check(&[folder.clone()], &Cleaner::default())?;
//! assert_eq!(report.pages[0].state, State::New);
//! report.pages[0].accept()?;
//! assert!(check(&[folder.clone()], &Cleaner::default())?.is_same());
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod content;
mod diff;
mod folder;
mod show;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Cleaner;
use crate::fault::{Fault, guarded};
pub use diff::{Change, Kind, Part, Piece};
pub use folder::CheckError;

/// What has become of a page since its snapshot was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// Nothing.
    Same,
    /// Its cleaning gives something else.
    Changed(Vec<Change>),
    /// There is no snapshot of it yet.
    New,
    /// The page was asked for by name and is gone; its snapshot is there.
    Missing,
    /// There is a snapshot of this program in the folder, but no page to it.
    Orphaned,
    /// Page or snapshot cannot be read; why.
    Unreadable(String),
}

impl State {
    /// The name, as reports spell it.
    pub fn name(&self) -> &'static str {
        match self {
            State::Same => "same",
            State::Changed(_) => "changed",
            State::New => "new",
            State::Missing => "missing",
            State::Orphaned => "orphaned",
            State::Unreadable(_) => "unreadable",
        }
    }
}

/// A page and its snapshot.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The page.
    pub page: PathBuf,
    /// Its snapshot.
    pub snapshot: PathBuf,
    /// What has become of it.
    pub state: State,
    /// The file that the snapshot would be now; `None` without a page.
    file: Option<String>,
}

impl Outcome {
    /// Takes the new result: writes the snapshot, or removes it if its page is gone.
    ///
    /// # Errors
    /// If the file cannot be written or removed.
    pub fn accept(&self) -> io::Result<()> {
        match (&self.state, &self.file) {
            (State::Changed(_) | State::New, Some(file)) => fs::write(&self.snapshot, file),
            (State::Missing | State::Orphaned, _) => fs::remove_file(&self.snapshot),
            _ => return Ok(()),
        }?;
        self.withdraw()
    }

    /// Leaves the new result beside the snapshot, as `*.snap.new`, for `cargo insta review`.
    ///
    /// # Errors
    /// If the file cannot be written or removed.
    pub fn propose(&self) -> io::Result<()> {
        match (&self.state, &self.file) {
            (State::Changed(_) | State::New, Some(file)) => fs::write(self.pending(), file),
            _ => self.withdraw(),
        }
    }

    /// Removes what an earlier run has proposed.
    fn withdraw(&self) -> io::Result<()> {
        match fs::remove_file(self.pending()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn pending(&self) -> PathBuf {
        with_suffix(&self.snapshot, ".new")
    }

    /// For people: the state and, of a change, the differing lines by words, with
    /// the colours of a terminal or without.
    pub fn show(&self, colour: bool) -> String {
        show::outcome(self, colour)
    }
}

/// What a check has found, in the order of the pages' names.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// The pages.
    pub pages: Vec<Outcome>,
}

impl Report {
    /// True if every page is as its snapshot says, and there is a page to every snapshot.
    pub fn is_same(&self) -> bool {
        self.pages.iter().all(|p| p.state == State::Same)
    }

    /// How many pages are in each state: name and number, the states that occur.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        const NAMES: [&str; 6] = ["same", "changed", "new", "missing", "orphaned", "unreadable"];
        let count = |name: &'static str| (name, self.pages.iter().filter(|p| p.state.name() == name).count());
        NAMES.into_iter().map(count).filter(|(_, n)| *n > 0).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for page in self.pages.iter().filter(|p| p.state != State::Same) {
            writeln!(f, "{}", page.show(false))?;
        }
        f.write_str(&show::counts(self))
    }
}

/// Cleans pages on all cores and compares each with its snapshot. A path is a
/// page, or a folder whose pages are meant, those of its folders included. The
/// order is that of the names, with any number of cores.
///
/// # Errors
/// If a path is neither, or if there is no page.
pub fn check(paths: &[PathBuf], cleaner: &Cleaner) -> Result<Report, CheckError> {
    let pages = folder::pages(paths)?;
    let outcomes = folder::on_all_cores(&pages, |found| {
        guarded(|| compare(found, cleaner)).unwrap_or_else(|fault| Some(failed(found, fault)))
    });
    let report = Report { pages: outcomes.into_iter().flatten().collect() };
    if report.pages.is_empty() { Err(CheckError::NoPages(paths.to_vec())) } else { Ok(report) }
}

/// For [`assert_pages!`](crate::assert_pages): checks, and leaves what is new
/// for review, except on a server that sets `CI`. `BODYCOPY_ACCEPT=1` takes
/// everything. What differs, for people; empty if nothing does.
#[doc(hidden)]
pub fn differences(root: &str, path: &str, cleaner: &Cleaner) -> String {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0" && v != "false");
    let report = match check(&[Path::new(root).join(path)], cleaner) {
        Ok(report) => report,
        Err(error) => return error.to_string(),
    };
    let written = match (set("BODYCOPY_ACCEPT"), set("CI")) {
        (true, _) => report.pages.iter().try_for_each(Outcome::accept),
        (false, false) => report.pages.iter().try_for_each(Outcome::propose),
        (false, true) => Ok(()),
    };
    let unreadable = report.pages.iter().any(|p| matches!(p.state, State::Unreadable(_)));
    match written {
        Err(error) => format!("a snapshot cannot be written: {error}"),
        Ok(()) if report.is_same() || (set("BODYCOPY_ACCEPT") && !unreadable) => String::new(),
        Ok(()) => format!(
            "{report}\nreview: `cargo insta review`, or `bodycopy check {path} --review`; take all: BODYCOPY_ACCEPT=1 cargo test"
        ),
    }
}

/// Fails a test if the cleaning of saved pages is not what their snapshots say.
///
/// The path is a page or a folder, relative to the package that the test is in.
/// A second argument is a [`Cleaner`], for other options than the defaults.
///
/// ```no_run
/// #[test]
/// # fn hidden() {}
/// fn pages_are_cleaned_as_before() {
///     bodycopy::assert_pages!("tests/pages");
/// }
/// ```
#[macro_export]
macro_rules! assert_pages {
    ($path:expr) => {
        $crate::assert_pages!($path, $crate::Cleaner::default())
    };
    ($path:expr, $cleaner:expr) => {{
        let differences = $crate::snapshot::differences(env!("CARGO_MANIFEST_DIR"), $path, &$cleaner);
        assert!(differences.is_empty(), "{differences}");
    }};
}

fn failed(found: &folder::Found, fault: Fault) -> Outcome {
    let (page, snapshot) = (found.page.clone(), with_suffix(&found.page, ".snap"));
    Outcome { page, snapshot, state: State::Unreadable(fault.to_string()), file: None }
}

/// `None` for another program's snapshot in the folder, without a page to it.
fn compare(found: &folder::Found, cleaner: &Cleaner) -> Option<Outcome> {
    let page = &found.page;
    let snapshot = with_suffix(page, ".snap");
    let outcome = |state, file| Some(Outcome { page: page.to_owned(), snapshot: snapshot.clone(), state, file });
    let foreign = || outcome(State::Unreadable("its snapshot is of another program".to_owned()), None);
    let before = match fs::read_to_string(&snapshot) {
        Ok(before) => Some(before),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return outcome(State::Unreadable(format!("its snapshot cannot be read: {error}")), None),
    };
    let bytes = match fs::read(page) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound && before.is_some() => {
            return match (before.is_some_and(|file| content::Content::is_ours(&file)), found.named) {
                (true, true) => outcome(State::Missing, None),
                (true, false) => outcome(State::Orphaned, None),
                (false, true) => foreign(),
                (false, false) => None,
            };
        }
        Err(error) => return outcome(State::Unreadable(format!("cannot be read: {error}")), None),
    };
    let article = cleaner.clean(&bytes);
    let now = content::Content::of(&article);
    let file = now.file(page);
    let Some(before) = before else { return outcome(State::New, Some(file)) };
    match content::Content::read(&before) {
        Err(why) => {
            outcome(State::Unreadable(format!("its snapshot is damaged: {why}; remove it to take a new one")), None)
        }
        Ok(_) if !content::Content::is_ours(&before) => foreign(),
        Ok(before) if before == now => outcome(State::Same, Some(file)),
        Ok(before) => outcome(State::Changed(diff::changes(&before, &now, &article)), Some(file)),
    }
}

/// `story.html` with `.snap` is `story.html.snap`.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
