//! Whole corpora: WARC, JSONL, folders and lists of files in; JSONL, WARC, Parquet
//! and text files out; on all cores, in bounded memory, with nothing lost.
//!
//! ```text
//! inputs ─files→ files ─reader→ records ─pipeline→ rows ─store→ parts ─sink→ OUT
//!                                          ▲
//!                          page, cleaner, repeated (on all cores)
//! ```
//!
//! ```no_run
//! use std::sync::atomic::AtomicBool;
//! use bodycopy::corpus::{Form, Job};
//! let job = Job { inputs: vec!["crawl/*.warc.gz".into()], ..Job::new("articles.jsonl".into(), Form::default()) };
//! let outcome = job.run(&AtomicBool::new(false), &mut |_| {})?;
//! println!("{} pages", outcome.summary.pages);
//! # Ok::<(), bodycopy::corpus::Failure>(())
//! ```

mod bytes;
mod files;
mod http;
mod inspect;
mod json;
mod list;
mod lock;
mod page;
mod paths;
mod pipeline;
mod reader;
mod records;
mod repeated;
mod row;
mod run;
mod settings;
mod sink;
mod source;
mod store;
mod stream;
mod summary;
mod warc;
mod worker;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::Options;

pub use inspect::{Content, Inspected, Place, inspect};
pub use sink::{Compressor, Form};
pub use summary::{Counts, Host, Summary};

/// What to do.
#[derive(Clone, Debug)]
pub struct Job {
    /// Files, folders, patterns (`*`, `?`, `[…]`), or `-` for standard input.
    pub inputs: Vec<PathBuf>,
    /// Files that list further files, one a line, no folders or patterns; `-` for standard input.
    pub lists: Vec<PathBuf>,
    /// A file; or a folder for a file each part, if it is one or its name ends in a slash.
    pub output: PathBuf,
    /// The form of the output.
    pub form: Form,
    /// What to do with what is there already.
    pub existing: Existing,
    /// How pages are cleaned.
    pub options: Options,
    /// Bytes of a page that are read; the same as in the [limits](crate::Limits::bytes) of `options`.
    pub max_bytes: usize,
    /// Where JSON lines hold what.
    pub fields: Fields,
    /// Markdown instead of plain text.
    pub markdown: bool,
    /// Whether rows say what was dropped.
    pub ledger: bool,
    /// Whether blocks are dropped that stand on many pages of one host.
    pub dedup_boilerplate: bool,
    /// Rows as they are ready, not in the order of the input.
    pub unordered: bool,
    /// This machine's share.
    pub shard: Option<Shard>,
    /// Workers, at most [`Job::MOST_THREADS`]; 0 for as many as there are cores.
    pub threads: usize,
    /// Bytes of rows, before compression, after which a part is committed.
    pub part_size: u64,
}

impl Job {
    /// Bytes of rows in a part: for Parquet the size of a row group.
    pub const PART_SIZE: u64 = 64_000_000;

    /// Workers: more than any machine has cores, and few enough for any machine to start.
    pub const MOST_THREADS: usize = 1024;

    /// A job that writes `form` to `output`, without inputs yet.
    #[must_use]
    pub fn new(output: PathBuf, form: Form) -> Self {
        Job {
            inputs: Vec::new(),
            lists: Vec::new(),
            output,
            form,
            existing: Existing::default(),
            options: Options::default(),
            max_bytes: crate::Limits::default().bytes,
            fields: Fields::default(),
            markdown: false,
            ledger: false,
            dedup_boilerplate: false,
            unordered: false,
            shard: None,
            threads: 0,
            part_size: Job::PART_SIZE,
        }
    }
}

/// What to do with an output, finished or not, that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// Leave it alone and fail.
    #[default]
    Refuse,
    /// Go on with it; a finished output is left as it is.
    Resume,
    /// Remove it.
    Overwrite,
}

/// Names of the fields of JSON lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The page. Default: `html`.
    pub html: String,
    /// Text that was scraped before, read if there is no page. Default: `text`.
    pub text: String,
    /// The page's address. Default: `url`.
    pub url: String,
    /// A name for the record. Default: `id`.
    pub id: String,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { html: "html".into(), text: "text".into(), url: "url".into(), id: "id".into() }
    }
}

/// One of several machines that share the work.
///
/// With at least as many files as machines, a machine takes every so-manieth
/// file, else a share of the records of each file. All machines must see the same files.
///
/// ```
/// use bodycopy::corpus::Shard;
/// assert_eq!("2/5".parse(), Ok(Shard { index: 2, of: 5 }));
/// assert!("0/5".parse::<Shard>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub index: u32,
    /// Of how many.
    pub of: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match numbers {
            Some((index, of)) if index >= 1 && index <= of => Ok(Shard { index, of }),
            _ => Err(format!("`{text}` is no share; write 1/4 to 4/4 for four machines")),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

/// How far a run is.
#[derive(Debug)]
pub struct Progress<'a> {
    /// What was done.
    pub summary: &'a Summary,
    /// The first of two passes: blocks are counted, nothing is written.
    pub counting: bool,
    /// Bytes of the input, as they are on the disk, that were read.
    pub read: u64,
    /// Bytes of the input in all, if they are known by now.
    pub total: Option<u64>,
}

/// How a run has ended.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// What was done.
    pub summary: Summary,
    /// False if the run was stopped: what is done is committed, and the same job
    /// with [`Existing::Resume`] goes on.
    pub complete: bool,
    /// True if there was nothing left to do: the output was complete before.
    pub was_complete: bool,
    /// Where the errors are, if there are any.
    pub errors: Option<PathBuf>,
    /// Files in folders that were not read, since their names are none of pages or
    /// archives: the endings of the names, and how many have each.
    pub not_read: Counts,
}

/// Why a run could not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The inputs cannot be read, or are not what they were.
    Input(String),
    /// The output cannot be written, or is there already. What was committed stays.
    Output(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Input(why) | Failure::Output(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Failure {}
