//! A bar on a terminal, a line now and then in a log.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use bodycopy::corpus;
use indicatif::{ProgressBar, ProgressStyle};

use super::super::messages::say;
use super::summary::{counted, number, time};

/// Time between two lines of a log.
const LINES: Duration = Duration::from_secs(30);

/// Time between two looks of the bar.
const LOOKS: Duration = Duration::from_millis(100);

/// The bar takes what the words leave of the line.
const KNOWN: &str = "{wide_bar} {msg}";
const UNKNOWN: &str = "{spinner} {msg}";

/// Shows how far a run is.
pub struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    /// When something was shown last.
    shown: Instant,
    known: bool,
    pass: Option<Pass>,
}

/// A pass over the input: when it began, and where. Its speed is that of this
/// run, not of what was resumed.
struct Pass {
    counting: bool,
    begun: Instant,
    from: u64,
}

impl Progress {
    pub fn new(quiet: bool, now: Instant) -> Self {
        let bar = !quiet && stderr().is_terminal();
        let bar = bar.then(|| ProgressBar::no_length().with_style(style(UNKNOWN)));
        Progress { bar, quiet, shown: now, known: false, pass: None }
    }

    pub fn show(&mut self, so_far: &corpus::Progress<'_>) {
        if self.pass.as_ref().is_none_or(|pass| pass.counting != so_far.counting) {
            self.pass = Some(Pass { counting: so_far.counting, begun: Instant::now(), from: so_far.read });
        }
        let wait = if self.bar.is_some() { LOOKS } else { LINES };
        if self.quiet || self.shown.elapsed() < wait {
            return;
        }
        self.shown = Instant::now();
        let Some(pass) = &self.pass else { return };
        let message = message(so_far, so_far.read.saturating_sub(pass.from), pass.begun.elapsed());
        let Some(bar) = &self.bar else {
            say(message.trim_start());
            return;
        };
        if let (false, Some(total)) = (self.known, so_far.total) {
            self.known = true;
            bar.set_length(total);
            bar.set_style(style(KNOWN));
        }
        bar.set_position(so_far.read);
        bar.set_message(message);
    }

    pub fn close(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How far it is, of which `read` bytes in the `elapsed` time; with a bar in 80 columns.
fn message(so_far: &corpus::Progress<'_>, read: u64, elapsed: Duration) -> String {
    let speed = read as f64 / elapsed.as_secs_f64().max(0.001);
    let mut parts = Vec::new();
    parts.push(match so_far.total {
        Some(total) => format!("{:>3} %", (so_far.read * 100).checked_div(total).unwrap_or(100).min(100)),
        None => format!("{} MB", number(so_far.read / 1_000_000)),
    });
    if so_far.counting {
        parts.push("first pass, counting blocks".to_owned());
    } else {
        let summary = so_far.summary;
        parts.push(format!("{} pages", number(summary.pages)));
        parts.push(format!("{:.0} % kept", summary.share_kept() * 100.0));
        parts.push(counted(summary.errors, "error"));
    }
    parts.push(format!("{:.1} MB/s", speed / 1e6));
    if let Some(total) = so_far.total.filter(|_| speed > 0.0) {
        parts.push(format!("{} left", time(total.saturating_sub(so_far.read) as f64 / speed)));
    }
    parts.join(" · ")
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_leave_room_for_a_bar() {
        let mut summary = corpus::Summary { pages: 1_234_567, errors: 123, words_kept: 2, ..Default::default() };
        summary.words_dropped.insert("judge".to_owned(), 1);
        let so_far = corpus::Progress { summary: &summary, counting: false, read: 120 << 30, total: Some(400 << 30) };
        let message = message(&so_far, 110 << 30, Duration::from_secs(7000));
        assert_eq!(message, " 30 % · 1,234,567 pages · 67 % kept · 123 errors · 16.9 MB/s · 4 h 56 min left");
        assert!(message.chars().count() < 80);
    }
}
