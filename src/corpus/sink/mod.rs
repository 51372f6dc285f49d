//! Rows to files. A sink writes one part; parts of one form join to one file.

mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod texts;
mod warc;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::row::Row;

pub(super) use lines::line;

/// Level of Zstandard: the library's own default.
const ZSTD_LEVEL: i32 = 3;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line (<https://jsonlines.org>).
    Jsonl(Compressor),
    /// Apache Parquet, compressed by Zstandard.
    #[cfg(feature = "parquet")]
    Parquet,
    /// WARC 1.1 records of type `conversion`; with gzip each is a member of its own.
    Warc {
        /// Whether records are compressed.
        gzip: bool,
    },
    /// A file for each text, in folders.
    Texts,
}

/// How lines are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compressor {
    /// Not at all.
    None,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// Writes rows to one part.
pub(super) trait Sink {
    fn write(&mut self, row: &Row) -> io::Result<()>;

    /// Writes what is left, down to the disk.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

impl Default for Form {
    fn default() -> Self {
        Form::Jsonl(Compressor::None)
    }
}

impl Form {
    /// All forms by name: endings of files, which are names for `--format` too.
    pub const NAMES: &'static [(&'static str, Form)] = &[
        ("jsonl", Form::Jsonl(Compressor::None)),
        ("jsonl.gz", Form::Jsonl(Compressor::Gzip)),
        ("jsonl.zst", Form::Jsonl(Compressor::Zstd)),
        #[cfg(feature = "parquet")]
        ("parquet", Form::Parquet),
        ("warc", Form::Warc { gzip: false }),
        ("warc.gz", Form::Warc { gzip: true }),
        ("text", Form::Texts),
    ];

    /// The form's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Form::NAMES.iter().find(|(_, form)| *form == self).map_or("", |(name, _)| name)
    }

    /// The form that a file name asks for by its ending.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Form> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let ends = |ending: &str| name.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'));
        Form::NAMES.iter().find(|(ending, _)| ends(ending)).map(|(_, form)| *form)
    }

    /// Begins a part at `path`.
    pub(super) fn create(self, path: &Path, columns: Columns) -> io::Result<Box<dyn Sink>> {
        Ok(match self {
            Form::Jsonl(compressor) => Box::new(lines::Lines::create(path, compressor)?),
            #[cfg(feature = "parquet")]
            Form::Parquet => Box::new(parquet::Table::create(path, columns)?),
            Form::Warc { gzip } => Box::new(warc::Conversions::create(path, gzip)?),
            Form::Texts => Box::new(texts::Texts::create(path, columns)?),
        })
    }

    /// Joins `parts` to one file. gzip members, Zstandard frames, lines and
    /// records may follow each other as they are.
    pub(super) fn join(self, parts: &[PathBuf], to: &Path, columns: Columns) -> io::Result<()> {
        if parts.is_empty() {
            return self.create(to, columns)?.finish();
        }
        #[cfg(feature = "parquet")]
        if self == Form::Parquet {
            return parquet::join(parts, to, columns);
        }
        let mut out = File::create(to)?;
        for part in parts {
            io::copy(&mut File::open(part)?, &mut out)?;
        }
        out.sync_all()
    }
}

/// Which columns are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub markdown: bool,
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub ledger: bool,
}

/// A file with or without compression.
pub(super) enum Output {
    Plain(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::stream::write::Encoder<'static, BufWriter<File>>),
}

impl Output {
    pub(super) fn create(path: &Path, compressor: Compressor) -> io::Result<Self> {
        let file = BufWriter::new(File::create(path)?);
        Ok(match compressor {
            Compressor::None => Output::Plain(file),
            Compressor::Gzip => Output::Gzip(GzEncoder::new(file, Compression::default())),
            Compressor::Zstd => {
                let mut encoder = zstd::stream::write::Encoder::new(file, ZSTD_LEVEL)?;
                encoder.include_checksum(true)?;
                Output::Zstd(encoder)
            }
        })
    }

    pub(super) fn finish(self) -> io::Result<()> {
        let file = match self {
            Output::Plain(file) => file,
            Output::Gzip(encoder) => encoder.finish()?,
            Output::Zstd(encoder) => encoder.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Plain(file) => file.write(bytes),
            Output::Gzip(encoder) => encoder.write(bytes),
            Output::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Plain(file) => file.flush(),
            Output::Gzip(encoder) => encoder.flush(),
            Output::Zstd(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_name_forms() {
        for (name, form) in Form::NAMES {
            assert_eq!(Form::of_path(Path::new(&format!("out/x.{name}"))), Some(*form), "{name}");
            assert_eq!(form.name(), *name);
        }
        assert_eq!(Form::of_path(Path::new("jsonl")), None);
        assert_eq!(Form::of_path(Path::new("out.csv")), None);
    }
}
