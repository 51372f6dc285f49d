//! The summary at the end of a run.

use std::io::{Write, stderr};
use std::path::Path;
use std::time::Duration;

use bodycopy::corpus::{Counts, Outcome, Summary};
use bodycopy::terminal::one_line;

use super::super::messages::say;

/// Names that are shown of a table.
const MOST: usize = 8;

/// Columns of a line, as terminals have them at least.
const WIDTH: usize = 80;

pub fn print(outcome: &Outcome, output: &Path, elapsed: Duration) {
    let summary = &outcome.summary;
    let (pages, errors) = (counted(summary.pages, "page"), counted(summary.errors, "error"));
    let (articles, time) = (number(summary.articles()), time(elapsed.as_secs_f64()));
    say(&format!("{pages}, {articles} with an article; {errors}; {time}"));
    let kept = format!("{} kept ({:.0} %)", number(summary.words_kept), summary.share_kept() * 100.0);
    let path = |path: &Path| vec![path.display().to_string()];
    let lines = [
        ("status", counts(&summary.statuses)),
        ("language", counts(&summary.languages)),
        ("no article", hosts(summary)),
        ("words", vec![kept]),
        ("dropped by", counts(&summary.words_dropped)),
        ("passed over", counts(&summary.passed_over)),
        ("not read", counts(&outcome.not_read)),
        ("output", if outcome.complete { path(output) } else { Vec::new() }),
        ("errors", outcome.errors.as_deref().map_or(Vec::new(), path)),
    ];
    let lines: String = lines.iter().map(|(name, items)| line(name, items)).collect();
    // Nothing can be done if standard error is closed.
    let _ = stderr().write_all(lines.as_bytes());
}

/// A name and what belongs to it, broken between items.
fn line(name: &str, items: &[String]) -> String {
    let Some((first, rest)) = items.split_first() else { return String::new() };
    let mut line = format!("  {name:<12} {}", one_line(first));
    let mut width = line.chars().count();
    for item in rest {
        let item = one_line(item);
        let more = 3 + item.chars().count();
        if width + more > WIDTH {
            line.push_str(&format!("\n{:15}{item}", ""));
            width = 12 + more;
        } else {
            line.push_str(&format!(" · {item}"));
            width += more;
        }
    }
    line.push('\n');
    line
}

/// The most frequent names.
fn counts(counts: &Counts) -> Vec<String> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    most(sorted.iter().map(|(name, count)| format!("{name} {}", number(**count))))
}

/// Hosts by the pages that gave no article.
fn hosts(summary: &Summary) -> Vec<String> {
    let mut failed: Vec<_> = summary.hosts.iter().filter(|(_, h)| h.failed > 0).collect();
    failed.sort_by_key(|(name, host)| (std::cmp::Reverse(host.failed), (*name).clone()));
    most(failed.iter().map(|(name, host)| format!("{name} {} of {}", number(host.failed), number(host.pages))))
}

fn most(items: impl ExactSizeIterator<Item = String>) -> Vec<String> {
    let more = items.len().saturating_sub(MOST);
    let mut shown: Vec<String> = items.take(MOST).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown
}

/// `1 error`, `2 errors`.
pub fn counted(count: u64, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {what}{s}", number(count))
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
        assert_eq!([0, 1, 2].map(|n| counted(n, "page")), ["0 pages", "1 page", "2 pages"]);
        assert_eq!([0.5, 12.3, 600.0, 7500.0].map(time), ["0.5 s", "12 s", "10 min", "2 h 5 min"]);
    }

    #[test]
    fn lines_are_broken_between_items() {
        let items: Vec<String> = (1..12).map(|i| format!("see-also {}", i * 1000)).collect();
        let line = line("dropped by", &items);
        assert!(line.lines().count() == 3 && line.lines().all(|l| l.chars().count() <= WIDTH), "{line}");
        assert_eq!(line.split_whitespace().filter(|w| *w == "see-also").count(), 11);
    }
}
