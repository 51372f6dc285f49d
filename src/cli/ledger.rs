//! The ledger for people: what was dropped, by whom, and how it begins.

use std::io::{Write, stderr};

use bodycopy::segment::count_words;
use bodycopy::terminal::one_line;
use bodycopy::{Article, DroppedBy};

use super::input::Input;
use super::messages::colour;

/// Width of a line without a terminal to ask.
const WIDTH: usize = 100;

pub fn print(input: &Input, article: &Article) {
    let words = |texts: &mut dyn Iterator<Item = String>| texts.map(|t| count_words(&t)).sum::<usize>();
    let kept = words(&mut article.blocks.iter().map(|b| b.text()));
    let dropped = words(&mut article.ledger.iter().map(|d| d.text.clone()));
    let mut out = format!("{}: {kept} words kept, {dropped} dropped\n", one_line(&input.name()));
    let longest = article.ledger.iter().map(|d| d.by.to_string().chars().count()).max().unwrap_or(0).min(44);
    let (on, off) = if colour() { ("\u{1b}[33m", "\u{1b}[0m") } else { ("", "") };
    for entry in &article.ledger {
        let by: String = match &entry.by {
            DroppedBy::Role(role) => format!("role: {role} (--include {role})"),
            by => by.to_string(),
        };
        let by: String = by.chars().take(44).collect();
        let room = WIDTH.saturating_sub(longest + 8).max(20);
        let text = one_line(&shorten(&entry.text, room));
        out.push_str(&format!("{:>5}  {on}{by:<longest$}{off}  {text}\n", entry.place));
    }
    // Nothing can be done if standard error is closed.
    let _ = stderr().write_all(out.as_bytes());
}

fn shorten(text: &str, room: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= room {
        return text;
    }
    format!("{}\u{2026}", text.chars().take(room.saturating_sub(1)).collect::<String>())
}
