//! Corpora that the tests make themselves, and runs of the program over them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

/// An empty folder for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(name);
    // A folder of an earlier run may or may not be there.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// A small article of its own words.
pub fn page(number: usize) -> String {
    format!(
        "<html lang=en><title>Storm {number}</title><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article>\
         <h1>Storm number {number} takes a roof</h1>\
         <p>The storm of Monday, the {number}th of its kind, took the roof of the old chapel, and nobody was hurt, said the mayor.</p>\
         <p>It came from the sea without a warning, and the {number} boats that were out had to wait until the morning.</p>\
         <p>The harbour stays closed until Friday, because the pier has lost {number} of its piles and the lamp at its end.</p>\
         </article></body></html>"
    )
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// One WARC record; `headers` are lines.
pub fn record(kind: &str, number: usize, headers: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n\
         WARC-Date: 2026-01-02T03:04:05Z\r\n{headers}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A record of type `response`: `headers` are lines of the HTTP head.
pub fn response(number: usize, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n");
    let address = format!("WARC-Target-URI: https://www.example.org/{number}\r\nContent-Type: application/http\r\n");
    record("response", number, &address, &[head.as_bytes(), body].concat())
}

/// `count` pages as JSON lines.
pub fn json_lines(count: usize) -> String {
    let line = |i| serde_json::json!({ "id": format!("page-{i}"), "url": format!("https://example.org/{i}"), "html": page(i) });
    (0..count).map(|i| format!("{}\n", line(i))).collect()
}

pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, bytes).expect("a file");
    path.display().to_string()
}

pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
    command.arg("corpus").args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program.
pub fn run(args: &[&str]) -> Output {
    command(args).output().expect("the program runs")
}

/// Runs the program, which must say that all is well.
pub fn done(args: &[&str]) -> String {
    let output = run(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
    err(&output)
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn rows(path: impl AsRef<Path>) -> Vec<Value> {
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()));
    assert!(text.is_empty() || text.ends_with('\n'), "half a line at the end of {}", path.as_ref().display());
    text.lines().map(|l| serde_json::from_str(l).expect("a JSON object a line")).collect()
}

pub fn column<'a>(rows: &'a [Value], name: &str) -> Vec<&'a str> {
    rows.iter().filter_map(|r| r[name].as_str()).collect()
}
