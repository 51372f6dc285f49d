//! Times bodycopy and the peers written in Rust over the pages of a folder:
//! in memory, one thread, the best of a few rounds. A line each for `run`:
//! name, seconds a round. Where the system tells it (Linux), the seconds are
//! those that the thread had a processor: a busy machine counts less.

use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

/// A named way to read a page: how much text came of it.
type Peer = (&'static str, fn(&[u8]) -> usize);

const PEERS: &[Peer] = &[
    ("bodycopy", |page| bodycopy::clean(page).text.len()),
    ("scraper, parse only", |page| scraper::Html::parse_document(&String::from_utf8_lossy(page)).tree.values().count()),
    ("dom_smoothie", |page| {
        let page = String::from_utf8_lossy(page).into_owned();
        let article = dom_smoothie::Readability::new(page, None, None).and_then(|mut r| r.parse());
        article.map_or(0, |a| a.text_content.len())
    }),
    ("rs-trafilatura", |page| {
        rs_trafilatura::extract(&String::from_utf8_lossy(page)).map_or(0, |found| found.content_text.len())
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let pages = read(&args.next().ok_or("usage: peers FOLDER ROUNDS")?);
    let rounds: usize = args.next().as_deref().unwrap_or("3").parse()?;
    let mut best = vec![f64::INFINITY; PEERS.len()];
    // All in each round, so that a busy machine is busy for all.
    for _ in 0..rounds {
        for ((_, peer), best) in PEERS.iter().zip(&mut best) {
            let started = Clock::start();
            for page in &pages {
                black_box(peer(page));
            }
            *best = best.min(started.seconds());
        }
    }
    let bytes: usize = pages.iter().map(Vec::len).sum();
    println!("pages\t{}\nbytes\t{bytes}", pages.len());
    for ((name, _), seconds) in PEERS.iter().zip(best) {
        println!("{name}\t{seconds}");
    }
    Ok(())
}

/// A stop-watch for one thread.
enum Clock {
    Processor(f64),
    Wall(Instant),
}

impl Clock {
    fn start() -> Clock {
        processor_seconds().map_or_else(|| Clock::Wall(Instant::now()), Clock::Processor)
    }

    fn seconds(&self) -> f64 {
        match self {
            Clock::Processor(start) => processor_seconds().unwrap_or(f64::NAN) - start,
            Clock::Wall(start) => start.elapsed().as_secs_f64(),
        }
    }
}

fn processor_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
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
