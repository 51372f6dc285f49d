//! The slowest page of a folder, against the median: `cargo bench --bench
//! slowest -- FOLDER…`. Time is processor time by byte of page, limits are the
//! defaults. Ends with 1 if a page takes more than twenty times the median of
//! its folder, or meets a limit.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bodycopy::{Options, Status};

/// So many times the median is too slow.
const TIMES: f64 = 20.0;

fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(line.split(' ').next()?.parse().ok()?))
}

/// Seconds of processor time that `work` takes, the least of three runs: the
/// clock of the wall where the system's ticks are too coarse.
fn seconds(work: impl Fn()) -> f64 {
    let run = || {
        let (before, started) = (processor_time(), Instant::now());
        work();
        let wall = started.elapsed();
        let spent = before.zip(processor_time()).map(|(before, after)| after - before);
        spent.filter(|s| *s > Duration::from_millis(50)).unwrap_or(wall).as_secs_f64()
    };
    (0..3).map(|_| run()).fold(f64::MAX, f64::min)
}

fn pages(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    found.retain(|p| p.is_file());
    found.sort();
    found
}

fn main() -> ExitCode {
    let folders: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let cleaner = Options::default().cleaner();
    let mut failed = false;
    for folder in &folders {
        let mut rows: Vec<(f64, usize, PathBuf)> = Vec::new();
        for path in pages(folder) {
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let article = cleaner.clean(&bytes);
            if let Status::LimitHit(limit) = article.status {
                println!("{}: the limit on {limit} was met", path.display());
                failed = true;
            }
            let time = seconds(|| drop(cleaner.clean(&bytes)));
            rows.push((time * 1e9 / bytes.len().max(1) as f64, bytes.len(), path));
        }
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (Some(median), Some(slowest)) = (rows.get(rows.len() / 2), rows.last()) else {
            println!("{folder}: no pages");
            continue;
        };
        let times = slowest.0 / median.0;
        println!(
            "{folder}: {} pages, median {:.1} ns/B; slowest {:.1} ns/B, {times:.1} times the median: {} ({} bytes)",
            rows.len(),
            median.0,
            slowest.0,
            slowest.2.display(),
            slowest.1
        );
        failed |= times > TIMES;
    }
    ExitCode::from(u8::from(failed))
}
