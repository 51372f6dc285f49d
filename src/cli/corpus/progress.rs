//! A bar on a terminal, a line now and then in a log.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use bodycopy::corpus;
use indicatif::{ProgressBar, ProgressStyle};

use super::super::messages::say;
use super::summary::number;

/// Time between two lines of a log.
const LINES: Duration = Duration::from_secs(30);

/// Time between two looks of the bar.
const LOOKS: Duration = Duration::from_millis(100);

const KNOWN: &str = "{bar:20} {percent:>3} % {msg} · {binary_bytes_per_sec} · {eta} left";
const UNKNOWN: &str = "{spinner} {binary_bytes} {msg} · {binary_bytes_per_sec}";

/// Shows how far a run is.
pub struct Progress {
    bar: Option<ProgressBar>,
    lines: bool,
    /// When something was shown last, and where the input was at the beginning of the pass.
    shown: Instant,
    known: bool,
    pass: Option<Pass>,
}

/// A pass over the input.
struct Pass {
    counting: bool,
    begun: Instant,
    from: u64,
}

impl Progress {
    pub fn new(quiet: bool, now: Instant) -> Self {
        let terminal = stderr().is_terminal();
        let bar = (!quiet && terminal).then(|| ProgressBar::no_length().with_style(style(UNKNOWN)));
        Progress { bar, lines: !quiet && !terminal, shown: now, known: false, pass: None }
    }

    pub fn show(&mut self, so_far: &corpus::Progress<'_>) {
        if self.pass.as_ref().is_none_or(|pass| pass.counting != so_far.counting) {
            self.pass = Some(Pass { counting: so_far.counting, begun: Instant::now(), from: so_far.read });
            if let Some(bar) = &self.bar {
                // The speed is of this run, not of what was resumed.
                bar.reset();
                bar.set_position(so_far.read);
                bar.reset_eta();
            }
        }
        let wait = if self.bar.is_some() { LOOKS } else { LINES };
        if self.shown.elapsed() < wait {
            return;
        }
        self.shown = Instant::now();
        if let Some(bar) = &self.bar {
            if let (false, Some(total)) = (self.known, so_far.total) {
                self.known = true;
                bar.set_length(total);
                bar.set_style(style(KNOWN));
            }
            bar.set_position(so_far.read);
            bar.set_message(message(so_far));
        } else if self.lines {
            say(&self.line(so_far));
        }
    }

    fn line(&self, so_far: &corpus::Progress<'_>) -> String {
        let Some(pass) = &self.pass else { return String::new() };
        let read = so_far.read.saturating_sub(pass.from) as f64;
        let seconds = pass.begun.elapsed().as_secs_f64().max(0.001);
        let mut line = format!("{}, {:.1} MB/s", message(so_far), read / seconds / 1e6);
        if let Some(total) = so_far.total.filter(|t| *t > so_far.read && read > 0.0) {
            let left = (total - so_far.read) as f64 / (read / seconds);
            line.push_str(&format!(", {} % read, {} left", so_far.read * 100 / total, super::summary::time(left)));
        }
        line
    }

    pub fn close(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn message(so_far: &corpus::Progress<'_>) -> String {
    if so_far.counting {
        return "first pass, counting blocks".to_owned();
    }
    let summary = so_far.summary;
    let kept = summary.share_kept() * 100.0;
    let (pages, errors) = (number(summary.pages), number(summary.errors));
    format!("{pages} pages, {kept:.0} % of words kept, {errors} errors")
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
