//! The summary at the end of a run.

use std::io::{Write, stderr};
use std::path::Path;
use std::time::Duration;

use bodycopy::corpus::{Counts, Outcome, Summary};

use super::super::messages::{harmless, say};

/// Names that a line holds.
const MOST: usize = 8;

pub fn print(outcome: &Outcome, output: &Path, elapsed: Duration) {
    let summary = &outcome.summary;
    let passed_over: u64 = summary.passed_over.values().sum();
    say(&format!(
        "{} pages, {} with an article; {} records passed over, {} errors; {}",
        number(summary.pages),
        number(summary.articles()),
        number(passed_over),
        number(summary.errors),
        time(elapsed.as_secs_f64()),
    ));
    let mut lines = String::new();
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push_str(&format!("  {name:<12} {}\n", harmless(&value)));
        }
    };
    line("status", counts(&summary.statuses));
    line("language", counts(&summary.languages));
    line("no article", hosts(summary));
    let kept = format!("{} kept ({:.0} %)", number(summary.words_kept), summary.share_kept() * 100.0);
    line("words", kept);
    line("dropped by", counts(&summary.words_dropped));
    line("passed over", counts(&summary.passed_over));
    if outcome.complete {
        line("output", output.display().to_string());
    }
    line("errors", outcome.errors.as_ref().map_or(String::new(), |p| p.display().to_string()));
    // Nothing can be done if standard error is closed.
    let _ = stderr().write_all(lines.as_bytes());
}

/// The most frequent names.
fn counts(counts: &Counts) -> String {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    list(sorted.iter().map(|(name, count)| format!("{name} {}", number(**count))))
}

/// Hosts by the pages that gave no article.
fn hosts(summary: &Summary) -> String {
    let mut failed: Vec<_> = summary.hosts.iter().filter(|(_, h)| h.failed > 0).collect();
    failed.sort_by_key(|(name, host)| (std::cmp::Reverse(host.failed), (*name).clone()));
    list(failed.iter().map(|(name, host)| format!("{name} {} of {}", number(host.failed), number(host.pages))))
}

fn list(items: impl ExactSizeIterator<Item = String>) -> String {
    let more = items.len().saturating_sub(MOST);
    let mut shown: Vec<String> = items.take(MOST).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(" · ")
}

/// A number with commas.
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A time for people.
pub fn time(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..=9 => format!("{seconds:.1} s"),
        10..=119 => format!("{whole} s"),
        120..=7199 => format!("{} min", (whole + 30) / 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_times_are_for_people() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0.5, 12.3, 600.0, 7500.0].map(time), ["0.5 s", "12 s", "10 min", "2 h 5 min"]);
    }
}
