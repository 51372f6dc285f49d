//! Memory over all hostile families: at most twelve times the input and 16 MB.
//! An allocator counts; it is this binary's alone.
//!
//! Pages have the size at which the fixed parts hide least: the 16 MB, and the
//! nodes and lines that every page may have. Those that come near the promise are
//! made once more, larger; `cargo bench --bench families` takes the largest.
//! `BODYCOPY_FAMILY_BYTES` sets the size of the pages; `BODYCOPY_SHOW` prints
//! the table.

#[path = "families/mod.rs"]
mod families;
#[path = "oracle/grammar.rs"]
#[allow(dead_code)]
mod grammar;
#[path = "families/memory.rs"]
mod memory;

use std::fs;
use std::path::Path;

use bodycopy::{Cleaner, Options};
use memory::promised;

#[global_allocator]
static COUNTING: memory::Counting = memory::Counting;

/// The size of each page, in bytes, if the environment does not say …
const SIZE: usize = 256 << 10;

/// … and of pages like those that used this share of what is promised, in percent.
const LARGER: usize = 1 << 20;
const NEAR: usize = 50;

/// The most memory that a page took; a line about it if that is above the promise.
fn measure(cleaner: &Cleaner, name: &str, page: &[u8], above: &mut Vec<String>) -> usize {
    let (article, peak) = memory::peak(|| cleaner.clean(page));
    let times = peak as f64 / page.len() as f64;
    if std::env::var_os("BODYCOPY_SHOW").is_some() {
        eprintln!("{name:>26} {:>9} {peak:>11} {times:>6.1} {}", page.len(), article.status.name());
    }
    if peak > promised(page.len()) {
        above.push(format!("{name}: {peak} bytes for a page of {}, {times:.1} times as many", page.len()));
    }
    peak
}

/// What fuzzing has found to take much, and seeds.
fn fuzzed() -> Vec<(String, Vec<u8>)> {
    let folders = ["seeds", "regressions"].map(|kind| Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(kind));
    let files = folders.iter().flat_map(|f| fs::read_dir(f.join("bounds")).into_iter().flatten().flatten());
    let mut paths: Vec<_> = files.map(|file| file.path()).collect();
    paths.sort();
    let grown = |path: &Path| grammar::grown(&fs::read(path).expect("a readable file")).into_bytes();
    paths.iter().map(|path| (path.display().to_string(), grown(path))).collect()
}

#[test]
fn peak_is_bounded_by_the_input() {
    let asked = std::env::var("BODYCOPY_FAMILY_BYTES").ok().and_then(|n| n.parse().ok());
    let size = asked.unwrap_or(SIZE);
    let cleaner = Options::default().cleaner();
    // What is built once for all pages is no page's.
    let _ = cleaner.clean(b"<p>Ready.</p>");
    let mut above = Vec::new();
    let mut near = 0;
    for (name, make) in families::all() {
        let page = make(size);
        let peak = measure(&cleaner, name, &page, &mut above);
        if asked.is_none() && peak * 100 > promised(page.len()) * NEAR {
            near += 1;
            measure(&cleaner, name, &make(LARGER), &mut above);
        }
    }
    for (name, page) in fuzzed() {
        measure(&cleaner, &name, &page, &mut above);
    }
    assert!(above.is_empty(), "above the promise:\n{}", above.join("\n"));
    assert!(asked.is_some() || near > 0, "no family comes near the promise: it could be less");
}
