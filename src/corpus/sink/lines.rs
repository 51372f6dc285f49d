//! One JSON object a line.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::{Compressor, Output, Sink};
use crate::corpus::row::Row;
use crate::write::json;

pub(super) struct Lines {
    out: Output,
}

impl Lines {
    pub(super) fn create(path: &Path, compressor: Compressor) -> io::Result<Self> {
        Ok(Lines { out: Output::create(path, compressor)? })
    }
}

impl Sink for Lines {
    fn write(&mut self, row: &Row) -> io::Result<()> {
        self.out.write_all(line(row)?.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.finish()
    }
}

/// `value` as one line.
pub(in crate::corpus) fn line(value: &impl Serialize) -> io::Result<String> {
    Ok(json::line(serde_json::to_string(value)?))
}
