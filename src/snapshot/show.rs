//! Outcomes for people, with the colours of a terminal (ECMA-48) or without.

use super::{Change, Kind, Outcome, Part, Report, State};
use crate::terminal::one_line;

pub(super) fn outcome(outcome: &Outcome, colour: bool) -> String {
    let paint =
        |code: &str, text: &str| if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() };
    let name = outcome.page.display().to_string();
    let says = match &outcome.state {
        State::Same => "as its snapshot says".to_owned(),
        State::Changed(_) => "changed".to_owned(),
        State::New => "new: it has no snapshot yet".to_owned(),
        State::Missing => "missing: its snapshot is there, the page is not".to_owned(),
        State::Orphaned => format!("orphaned: there is no page to {}", outcome.snapshot.display()),
        State::Unreadable(why) => why.clone(),
    };
    let mut out = format!("{}: {}", paint("1", &one_line(&name)), one_line(&says));
    if let State::Changed(changes) = &outcome.state {
        if changes.is_empty() {
            out.push_str(" in empty lines only");
        }
        for change in changes {
            out.push('\n');
            out.push_str(&line(change, colour));
        }
    }
    out
}

/// A changed line: words that differ stand out, by colour or in brackets.
fn line(change: &Change, colour: bool) -> String {
    let (sign, code, open, close) = match change.kind {
        Kind::Removed => ('-', "31", "[-", "-]"),
        Kind::Added => ('+', "32", "{+", "+}"),
    };
    let whole = change.pieces.iter().all(|p| p.differs == change.pieces[0].differs);
    let mut out = format!("  {sign} ");
    for piece in &change.pieces {
        let text = one_line(&piece.text);
        out.push_str(&match (colour, piece.differs && !whole) {
            (true, true) => format!("\u{1b}[{code};1;7m{text}\u{1b}[0m"),
            (true, false) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            (false, true) => format!("{open}{text}{close}"),
            (false, false) => text,
        });
    }
    if change.part == Part::Dropped {
        out.push_str(if change.kind == Kind::Removed { "  (was dropped)" } else { "  (is dropped)" });
    }
    if let Some(by) = &change.by {
        let by = one_line(by);
        let note = match change.kind {
            Kind::Removed => format!("now dropped by {by}"),
            Kind::Added => format!("no longer dropped by {by}"),
        };
        out.push_str(&if colour { format!("\n      \u{1b}[33m{note}\u{1b}[0m") } else { format!("\n      {note}") });
    }
    out
}

/// `31 pages: 28 same, 2 changed, 1 new`.
pub(super) fn counts(report: &Report) -> String {
    let counts: Vec<String> = report.counts().iter().map(|(name, n)| format!("{n} {name}")).collect();
    let s = if report.pages.len() == 1 { "" } else { "s" };
    format!("{} page{s}: {}", report.pages.len(), counts.join(", "))
}
