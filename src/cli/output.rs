//! Writing: articles in their form, to standard output or files.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write, stdout};
use std::ops::ControlFlow;
use std::path::Path;

use bodycopy::Article;
use bodycopy::terminal::{lines, one_line};
use bodycopy::write::{Format, Html, Json, Markdown, Text};

use super::args::{Clean, Form};
use super::exit::Exit;
use super::input::Input;
use super::messages::say;
use super::targets::Target;

/// Why an article is not written.
#[derive(Debug)]
pub enum Unwritten {
    /// Its file cannot be; those of others perhaps can.
    One(String),
    /// No other can be written either.
    All(String),
    /// Nobody reads standard output any more.
    Unread,
}

impl Unwritten {
    fn file(path: &Path, error: &io::Error, shared: bool) -> Self {
        use io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let why = unwritten(path, error);
        match error.kind() {
            StorageFull | QuotaExceeded | ReadOnlyFilesystem => Unwritten::All(why),
            _ if shared => Unwritten::All(why),
            _ => Unwritten::One(why),
        }
    }
}

/// Writes articles one after the other.
pub struct Sink {
    form: Form,
    ledger: bool,
    several: bool,
    /// All go into one file.
    shared: bool,
    /// Where the last one went.
    last: Option<Target>,
}

impl Sink {
    pub fn new(args: &Clean, targets: &[Target]) -> Self {
        let shared = targets.windows(2).any(|pair| pair[0] == pair[1]);
        Sink { form: args.form(), ledger: args.ledger, several: targets.len() > 1, shared, last: None }
    }

    /// JSON has a field for the ledger.
    pub fn holds_ledger(&self) -> bool {
        self.form == Form::Json
    }

    fn format(&self, input: &Input) -> Box<dyn Format> {
        match self.form {
            Form::Text => Box::new(Text),
            Form::Markdown => Box::new(Markdown),
            Form::Html => Box::new(Html),
            Form::Json => Box::new(Json { source: Some(input.name()), ledger: self.ledger }),
        }
    }

    /// Writes one article.
    pub fn write(&mut self, input: &Input, target: &Target, article: &Article) -> Result<(), Unwritten> {
        // JSON tells of inputs without an article too; other forms have nothing to say.
        if !article.has_text() && self.form != Form::Json {
            without_article(target);
            return Ok(());
        }
        let content = self.format(input).write(article);
        let last = self.last.replace(target.clone());
        let (path, written) = match target {
            Target::Stdout => {
                let written = to_stdout(&format!("{}{content}", self.header(input, last.is_none())));
                return match written.map_err(Unwritten::All)? {
                    ControlFlow::Continue(()) => Ok(()),
                    ControlFlow::Break(()) => Err(Unwritten::Unread),
                };
            }
            Target::File(path) if last.as_ref() == Some(target) => (path, append(path, &content)),
            Target::File(path) => (path, fs::write(path, &content)),
        };
        written.map_err(|error| Unwritten::file(path, &error, self.shared))
    }

    /// Several texts on standard output are told apart as `head` does it.
    fn header(&self, input: &Input, first: bool) -> String {
        if !self.several || self.form == Form::Json {
            return String::new();
        }
        let gap = if first { "" } else { "\n" };
        format!("{gap}==> {} <==\n", one_line(&input.name()))
    }
}

/// What stands there may be of an earlier run, or somebody's own: that is told, and it stays.
fn without_article(target: &Target) {
    match target {
        Target::File(path) if path.is_file() => say(&format!(
            "{}: not written, for there is no article; the file that stands there is older, perhaps of an earlier run",
            path.display()
        )),
        _ => {}
    }
}

/// Writes `content` to the file at `path`.
pub fn to_file(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|e| unwritten(path, &e))
}

fn append(path: &Path, content: &str) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.write_all(content.as_bytes())
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {error}", path.display())
}

fn to_stdout(content: &str) -> Result<ControlFlow<()>, String> {
    if stdout().is_terminal() { write_out(&lines(content)) } else { write_out(content) }
}

/// Breaks off once the reader has seen enough. That is no error; what else is to be done, and
/// how the program ends, does not depend on it.
fn write_out(content: &str) -> Result<ControlFlow<()>, String> {
    let mut out = stdout().lock();
    match out.write_all(content.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(format!("standard output cannot be written: {error}")),
    }
}

/// Prints `content` on standard output.
pub fn print(content: &str) -> Result<Exit, String> {
    to_stdout(content).map(|_| Exit::Done)
}

/// Prints `content`, which holds colours of ours and no control characters of a page; breaks
/// off if nobody reads it.
pub fn print_coloured(content: &str) -> Result<ControlFlow<()>, String> {
    write_out(content)
}
