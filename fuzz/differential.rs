//! Compares our tokenizer with html5ever's on real pages, then on mutated ones,
//! until the time is up or they differ:
//!
//!     cargo run --release --example differential --features reference -- SECONDS SEED FOLDER…
//!
//! Prints every difference, with the page; the exit code is 1 if there was one.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bodycopy::decode;
use bodycopy::parse::reference::{Mutation, difference};

/// After this many differences there is enough to look at.
const ENOUGH: usize = 10;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [seconds, seed, folders @ ..] = args.as_slice() else {
        eprintln!("usage: differential SECONDS SEED FOLDER...");
        return ExitCode::from(2);
    };
    let (Ok(seconds), Ok(seed)) = (seconds.parse(), seed.parse()) else {
        eprintln!("SECONDS and SEED are whole numbers");
        return ExitCode::from(2);
    };
    let pages = read(folders);
    let mut differences = 0;
    for (name, page) in &pages {
        if let Some(difference) = difference(page) {
            println!("{name}: {difference}");
            differences += 1;
        }
    }
    println!("{} pages, {differences} differences", pages.len());
    let pages: Vec<String> = pages.into_iter().map(|(_, page)| page).collect();
    let (started, mut mutation, mut count) = (Instant::now(), Mutation::new(seed), 0_u64);
    while started.elapsed() < Duration::from_secs(seconds) && differences < ENOUGH {
        let page = mutation.next(&pages);
        if let Some(difference) = difference(&page) {
            println!("{difference}\n{page:?}");
            differences += 1;
        }
        count += 1;
    }
    println!("{count} mutated pages, {differences} differences in all");
    ExitCode::from(u8::from(differences > 0))
}

fn read(folders: &[String]) -> Vec<(String, String)> {
    let (mut pages, mut open) = (Vec::new(), folders.iter().map(PathBuf::from).collect::<Vec<_>>());
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                pages.push((path.display().to_string(), decode::decode(&bytes, None).content.into_owned()));
            }
        }
    }
    pages.sort();
    pages
}
