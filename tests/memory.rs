//! Memory over all hostile families: at most twelve times the input and 16 MB.
//! An allocator counts; it is this binary's alone.
//!
//! Without optimisation the pages are small, for the sake of time; `cargo test
//! --release` takes larger ones, and `cargo bench --bench families` the largest.
//! `BODYCOPY_FAMILY_BYTES` sets the size of the pages; `BODYCOPY_SHOW` prints
//! the table.

#[path = "families/mod.rs"]
mod families;
#[path = "families/memory.rs"]
mod memory;

use bodycopy::Options;

#[global_allocator]
static COUNTING: memory::Counting = memory::Counting;

/// The size of each page, in bytes, if the environment does not say.
const SIZE: usize = if cfg!(debug_assertions) { 48 << 10 } else { 1 << 20 };

/// The promise: so many times the input …
const TIMES: usize = 12;

/// … and so many bytes.
const BYTES: usize = 16 << 20;

#[test]
fn peak_is_bounded_by_the_input() {
    let size = std::env::var("BODYCOPY_FAMILY_BYTES").ok().and_then(|n| n.parse().ok()).unwrap_or(SIZE);
    let cleaner = Options::default().cleaner();
    // What is built once for all pages is no page's.
    let _ = cleaner.clean(b"<p>Ready.</p>");
    let mut above = Vec::new();
    for (name, make) in families::all() {
        let page = make(size);
        let (article, peak) = memory::peak(|| cleaner.clean(&page));
        let times = peak as f64 / page.len() as f64;
        if std::env::var_os("BODYCOPY_SHOW").is_some() {
            eprintln!("{name:>26} {:>9} {peak:>11} {times:>6.1} {}", page.len(), article.status.name());
        }
        if peak > TIMES * page.len() + BYTES {
            above.push(format!("{name}: {peak} bytes for a page of {}, {times:.1} times as many", page.len()));
        }
    }
    assert!(above.is_empty(), "above the promise:\n{}", above.join("\n"));
}
