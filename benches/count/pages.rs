//! Cleans every page of a folder, for counting instructions (`count.sh`) and
//! for speed on one thread or several:
//!
//!     cargo run --release --example pages -- FOLDER [ROUNDS] [THREADS]

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use bodycopy::{Cleaner, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: pages FOLDER [ROUNDS] [THREADS]")?;
    let rounds: usize = args.next().as_deref().unwrap_or("1").parse()?;
    let threads: usize = args.next().as_deref().unwrap_or("1").parse()?;
    let pages = read(&folder);
    let cleaner = Options::default().cleaner();
    let started = Instant::now();
    let words: usize = std::thread::scope(|scope| {
        let shares = (0..threads).map(|first| {
            let (pages, cleaner) = (&pages, &cleaner);
            scope.spawn(move || (0..rounds).map(|_| clean(cleaner, pages, first, threads)).sum::<usize>())
        });
        shares.collect::<Vec<_>>().into_iter().map(|s| s.join().unwrap_or_default()).sum()
    });
    let (seconds, bytes) = (started.elapsed().as_secs_f64(), pages.iter().map(Vec::len).sum::<usize>() * rounds);
    let (megabytes, count) = (bytes as f64 / 1e6, (pages.len() * rounds) as f64);
    println!("{count} pages, {words} words, {:.1} MB/s, {:.3} ms a page", megabytes / seconds, 1e3 * seconds / count);
    Ok(())
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
