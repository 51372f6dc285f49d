//! Cleans every page of a folder, for counting instructions (`count.sh`) and
//! for speed on one thread or several:
//!
//!     cargo run --release --example pages -- FOLDER [ROUNDS] [THREADS] [scraper]
//!
//! With `scraper`, that crate parses the same pages in turn with us, as a
//! yardstick: the last line is how many times as fast we are.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use bodycopy::{Cleaner, Options};

/// As the command has it.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: pages FOLDER [ROUNDS] [THREADS]")?;
    let rounds: usize = args.next().as_deref().unwrap_or("1").parse()?;
    let threads: usize = args.next().as_deref().unwrap_or("1").parse()?;
    let pages = read(&folder);
    let cleaner = Options::default().cleaner();
    let yardstick = args.next().as_deref() == Some("scraper");
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let (mut words, mut best, mut parse_only) = (0, f64::INFINITY, f64::INFINITY);
    for _ in 0..rounds {
        let started = Instant::now();
        words = clean_all(&cleaner, &pages, threads);
        best = best.min(started.elapsed().as_secs_f64());
        if yardstick {
            let started = Instant::now();
            pages.iter().for_each(|p| drop(black_box(scraper::Html::parse_document(&String::from_utf8_lossy(p)))));
            parse_only = parse_only.min(started.elapsed().as_secs_f64());
        }
    }
    let (megabytes, count) = (bytes as f64 / 1e6, pages.len());
    println!("{count} pages, {megabytes:.1} MB, {words} words kept");
    println!("{:.1} MB/s, {:.3} ms a page in the best round", megabytes / best, 1e3 * best / count as f64);
    if yardstick {
        println!("scraper's parse alone {:.1} MB/s, ratio {:.2}", megabytes / parse_only, parse_only / best);
    }
    Ok(())
}

/// Cleans all pages; the number of words kept.
fn clean_all(cleaner: &Cleaner, pages: &[Vec<u8>], threads: usize) -> usize {
    std::thread::scope(|scope| {
        let shares = (0..threads).map(|first| scope.spawn(move || clean(cleaner, pages, first, threads)));
        shares.collect::<Vec<_>>().into_iter().map(|s| s.join().unwrap_or_default()).sum()
    })
}

/// Every page that falls to one of `threads`; the number of words kept.
fn clean(cleaner: &Cleaner, pages: &[Vec<u8>], first: usize, threads: usize) -> usize {
    pages.iter().skip(first).step_by(threads).map(|p| cleaner.clean(p).text.split_whitespace().count()).sum()
}

fn read(folder: &str) -> Vec<Vec<u8>> {
    let (mut files, mut open) = (Vec::new(), vec![PathBuf::from(folder)]);
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "html" || e == "htm") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().filter_map(|f| fs::read(f).ok()).collect()
}
