//! A file for each text, and an index of them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::lines::line;
use super::{Columns, Compressor, Output, Sink};
use crate::corpus::row::Row;

/// The index: rows without their text, with the name of its file.
const INDEX: &str = "index.jsonl";

pub(super) struct Texts {
    folder: PathBuf,
    ending: &'static str,
    index: Output,
    files: u64,
}

impl Texts {
    pub(super) fn create(folder: &Path, columns: Columns) -> io::Result<Self> {
        fs::create_dir(folder)?;
        let index = Output::create(&folder.join(INDEX), Compressor::None)?;
        let ending = if columns.markdown { "md" } else { "txt" };
        Ok(Texts { folder: folder.to_path_buf(), ending, index, files: 0 })
    }
}

impl Sink for Texts {
    fn write(&mut self, row: &Row) -> io::Result<()> {
        let mut fields = serde_json::to_value(row)?;
        let mut file = Value::Null;
        if !row.text.is_empty() {
            self.files += 1;
            let name = format!("{:06}.{}", self.files, self.ending);
            let mut out = File::create(self.folder.join(&name))?;
            out.write_all(row.text.as_bytes())?;
            out.write_all(b"\n")?;
            file = json!(name);
        }
        if let Value::Object(fields) = &mut fields {
            fields.remove(row.text_column());
            fields.insert("file".to_owned(), file);
        }
        self.index.write_all(line(&fields)?.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.index.finish()
    }
}
