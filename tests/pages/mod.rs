//! The samples, for all tests that go through them.

use std::fs;
use std::path::{Path, PathBuf};

/// The samples of every folder that are of these kinds ("html", "txt"), in order.
///
/// # Panics
/// If there are hardly any: a test over no sample holds nothing.
pub fn samples(kinds: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders = fs::read_dir(root).expect("the samples").flatten().map(|entry| entry.path());
    let files = folders.filter(|path| path.is_dir()).flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let is_page = |path: &PathBuf| path.extension().is_some_and(|kind| kinds.iter().any(|k| kind == *k));
    let mut pages: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).filter(is_page).collect();
    assert!(pages.len() >= 20, "only {} samples", pages.len());
    pages.sort();
    pages
}
