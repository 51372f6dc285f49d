//! Where articles go: standard output, one file, or a folder.

use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use bodycopy::Article;
use bodycopy::write::{Format, Html, Json, Markdown, Text};

use super::args::{Clean, Form};
use super::exit::Exit;
use super::input::Input;
use super::messages::{harmless, one_line};

/// Where to, and in which form.
pub struct Output {
    form: Form,
    place: Place,
    ledger: bool,
    several: bool,
}

enum Place {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

impl Output {
    pub fn new(args: &Clean, inputs: usize) -> Result<Output, String> {
        let place = match &args.output {
            None => Place::Stdout,
            Some(path) if is_folder(path, inputs) => {
                let name = path.display();
                fs::create_dir_all(path).map_err(|e| format!("{name}: the folder cannot be made: {e}"))?;
                Place::Folder(path.clone())
            }
            Some(path) => Place::File(path.clone()),
        };
        Ok(Output { form: args.format, place, ledger: args.ledger, several: inputs > 1 })
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
}

fn is_folder(path: &Path, inputs: usize) -> bool {
    path.is_dir() || inputs > 1 || path.as_os_str().to_string_lossy().ends_with('/')
}

/// Writes articles one after the other.
pub struct Sink<'a> {
    output: &'a Output,
    names: HashSet<PathBuf>,
    first: bool,
}

impl<'a> Sink<'a> {
    pub fn new(output: &'a Output) -> Self {
        Sink { output, names: HashSet::new(), first: true }
    }

    /// Writes one article; an error ends the program.
    pub fn write(&mut self, input: &Input, article: &Article) -> Result<(), String> {
        let format = self.output.format(input);
        let content = format.write(article);
        // JSON tells of inputs without an article too; other forms have nothing to say.
        if !article.status.has_article() && self.output.form != Form::Json {
            return Ok(());
        }
        match &self.output.place {
            Place::Stdout => {
                let header = self.header(input);
                to_stdout(&format!("{header}{content}"))
            }
            Place::File(path) => to_file(path, &content),
            Place::Folder(folder) => {
                let path = self.free_name(folder, &input.stem(), format.extension());
                to_file(&path, &content)
            }
        }
    }

    /// Several texts on standard output are told apart as `head` does it.
    fn header(&mut self, input: &Input) -> String {
        if !self.output.several || self.output.form == Form::Json {
            return String::new();
        }
        let gap = if std::mem::take(&mut self.first) { "" } else { "\n" };
        format!("{gap}==> {} <==\n", one_line(&input.name()))
    }

    fn free_name(&mut self, folder: &Path, stem: &str, extension: &str) -> PathBuf {
        let mut path = folder.join(format!("{stem}.{extension}"));
        let mut number = 2;
        while !self.names.insert(path.clone()) {
            path = folder.join(format!("{stem}-{number}.{extension}"));
            number += 1;
        }
        path
    }
}

/// Writes `content` to the file at `path`.
pub fn to_file(path: &Path, content: &str) -> Result<(), String> {
    fs::write(path, content).map_err(|e| format!("{}: cannot be written: {e}", path.display()))
}

fn to_stdout(content: &str) -> Result<(), String> {
    if stdout().is_terminal() { write_out(&harmless(content)) } else { write_out(content) }
}

fn write_out(content: &str) -> Result<(), String> {
    let mut out = stdout().lock();
    match out.write_all(content.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        // The reader has seen enough: that is success.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(format!("standard output cannot be written: {error}")),
    }
}

/// Prints `content` on standard output.
pub fn print(content: &str) -> Result<Exit, String> {
    to_stdout(content).map(|()| Exit::Done)
}

/// Prints `content`, which holds colours of ours and no control characters of a page.
pub fn print_coloured(content: &str) -> Result<Exit, String> {
    write_out(content).map(|()| Exit::Done)
}
