//! Time and memory of the hostile families at five sizes, 64 KB to 16 MB:
//! `cargo bench --bench families -- [NAME…]`. Ends with 1 if the time per byte
//! of a family at some size is more than three times that at the smallest, or
//! if its memory is above the promise of `docs/guarantees.md`.
//!
//! Time is the thread's processor time where the system tells it, so that a
//! busy machine does not spoil the figures.

#[path = "../tests/families/mod.rs"]
mod families;
#[path = "../tests/families/memory.rs"]
mod memory;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use bodycopy::write::{Format, Html, Json, Markdown};
use bodycopy::{Cleaner, Limits, Options, Status};

#[global_allocator]
static COUNTING: memory::Counting = memory::Counting;

const SIZES: [usize; 5] = [64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20];

/// More than this, from the smallest to the largest size, is not linear.
const RATIO: f64 = 3.0;

/// A family that takes less at 16 MB is too fast for its ratio to mean anything,
/// in nanoseconds a byte.
const NOISE: f64 = 20.0;

/// Less processor time than this is not told from a tick, in seconds.
const ENOUGH: f64 = 0.1;

fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(line.split(' ').next()?.parse().ok()?))
}

fn seconds(work: impl FnOnce()) -> f64 {
    let (before, started) = (processor_time(), Instant::now());
    work();
    match (before, processor_time()) {
        (Some(before), Some(after)) => (after - before).as_secs_f64(),
        _ => started.elapsed().as_secs_f64(),
    }
}

struct Row {
    /// Nanoseconds a byte, one a size.
    times: Vec<f64>,
    /// Bytes of memory by bytes of input at the largest size.
    memory: f64,
    above: usize,
    status: Status,
}

fn measure(cleaner: &Cleaner, make: fn(usize) -> Vec<u8>) -> Row {
    let mut row = Row { times: Vec::new(), memory: 0.0, above: 0, status: Status::Empty };
    for size in SIZES {
        let page = make(size);
        let (mut time, mut runs) = (0.0, 0);
        // The system counts in ticks of some milliseconds.
        while runs == 0 || time < ENOUGH && size * runs < SIZES[4] {
            time += seconds(|| {
                let (article, peak) = memory::peak(|| cleaner.clean(&page));
                let written = Markdown.write(&article).len() + Html.write(&article).len();
                let json = Json { source: None, ledger: true }.write(&article).len();
                assert!(written + json > 0, "nothing was written");
                row.memory = peak as f64 / page.len() as f64;
                row.above = row.above.max(peak.saturating_sub(memory::promised(page.len())));
                row.status = article.status;
            });
            runs += 1;
        }
        row.times.push(time * 1e9 / (runs * page.len()) as f64);
    }
    row
}

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    // The bounds of size are the defaults; time is what is measured.
    let limits = Limits { time: Duration::from_secs(3600), ..Limits::default() };
    let cleaner = Options::default().limits(limits).cleaner();
    println!(
        "| family | ns/B at 64 KB | 256 KB | 1 MB | 4 MB | 16 MB | worst ratio | memory at 16 MB, × input | status |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut failed = Vec::new();
    for (name, make) in
        families::all().filter(|(n, _)| names.is_empty() || names.iter().any(|w| n.contains(w.as_str())))
    {
        let row = measure(&cleaner, *make);
        let ratio = row.times.iter().fold(0.0_f64, |most, t| most.max(t / row.times[0]));
        let times: Vec<String> = row.times.iter().map(|t| format!("{t:.1}")).collect();
        let status = match row.status {
            Status::LimitHit(limit) => format!("limit-hit: {limit}"),
            other => other.name().to_owned(),
        };
        println!("| {name} | {} | {ratio:.2} | {:.1} | {status} |", times.join(" | "), row.memory);
        if ratio > RATIO && row.times[4] > NOISE || row.above > 0 {
            failed.push(format!("{name}: ratio {ratio:.2}, {} bytes above the promise", row.above));
        }
    }
    for line in &failed {
        eprintln!("{line}");
    }
    ExitCode::from(u8::from(!failed.is_empty()))
}
