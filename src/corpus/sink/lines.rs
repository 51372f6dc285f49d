//! One JSON object a line.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::{Compressor, Output, Sink};
use crate::corpus::row::Row;

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
    let mut json = serde_json::to_string(value)?;
    // JSON allows these line separators in strings, but many programs that read
    // line by line would break the object at them.
    for c in ['\u{85}', '\u{2028}', '\u{2029}'] {
        if json.contains(c) {
            json = json.replace(c, &format!("\\u{:04x}", u32::from(c)));
        }
    }
    json.push('\n');
    Ok(json)
}
