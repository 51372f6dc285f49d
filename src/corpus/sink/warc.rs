//! WARC 1.1 (ISO 28500:2017) records of type `conversion`, as Common Crawl's WET
//! files hold them: the text of every record that has one.

use std::hash::Hasher;
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use siphasher::sip128::{Hasher128, SipHasher13};

use super::{Compressor, Output, Sink};
use crate::corpus::page::MARKDOWN;
use crate::corpus::row::{Row, VERSION};

/// The standard wants a date; a record from a page without one says this.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

pub(super) struct Conversions {
    out: Output,
    gzip: bool,
}

impl Conversions {
    pub(super) fn create(path: &Path, gzip: bool) -> io::Result<Self> {
        Ok(Conversions { out: Output::create(path, Compressor::None)?, gzip })
    }
}

impl Sink for Conversions {
    fn write(&mut self, row: &Row) -> io::Result<()> {
        if row.text.is_empty() {
            return Ok(());
        }
        let record = record(row);
        if !self.gzip {
            return self.out.write_all(&record);
        }
        let mut member = GzEncoder::new(&mut self.out, Compression::default());
        member.write_all(&record)?;
        member.finish()?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.finish()
    }
}

fn record(row: &Row) -> Vec<u8> {
    let mut head = "WARC/1.1\r\nWARC-Type: conversion\r\n".to_owned();
    let mut header = |name: &str, value: &str| {
        // A line break in a value would begin another header.
        head.extend([name, ": ", &value.replace(['\r', '\n'], " "), "\r\n"]);
    };
    header("WARC-Record-ID", &id(row));
    header("WARC-Date", row.fetched.as_deref().unwrap_or(NO_DATE));
    if let Some(url) = &row.url {
        header("WARC-Target-URI", url);
    }
    if row.id.starts_with("<urn:") {
        header("WARC-Refers-To", &row.id);
    }
    if let Some(title) = &row.title {
        header("Bodycopy-Title", title);
    }
    header("Bodycopy-Version", VERSION);
    header("Content-Type", if row.markdown { MARKDOWN } else { "text/plain" });
    header("Content-Length", &(row.text.len() + 1).to_string());
    let pieces: [&[u8]; 4] = [head.as_bytes(), b"\r\n", row.text.as_bytes(), b"\n\r\n\r\n"];
    pieces.concat()
}

/// A UUID of version 8 (RFC 9562) from where the record comes from and what its
/// text is: the same on every run.
fn id(row: &Row) -> String {
    let mut hasher = SipHasher13::new();
    for piece in [row.source.as_bytes(), &row.number.to_le_bytes(), row.text.as_bytes()] {
        hasher.write_u64(piece.len() as u64);
        hasher.write(piece);
    }
    let hash = hasher.finish128().as_u128();
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | (8 << 76) | (2 << 62);
    let hex = format!("{hash:032x}");
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
