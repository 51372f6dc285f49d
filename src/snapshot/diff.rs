//! What differs, by lines and by words, and which rule is behind it.

use std::collections::{HashMap, HashSet};

use similar::{ChangeTag, TextDiff};

use super::content::{Content, line, start};
use crate::article::{Article, DroppedBy};

/// Lines shorter than this, in characters, are not looked for inside others.
const TELLING: usize = 20;

/// Longer stretches, in bytes, are told by lines only: comparing words takes the
/// square of their number.
const BY_WORDS: usize = 64 << 10;

/// Lines that have changed are looked for inside others as long as that many bytes
/// suffice. Beyond it there are more changes than anyone reads.
const SEARCHED: usize = 64 << 20;

/// Which part of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Status, title, authors and the like.
    Head,
    /// The article.
    Text,
    /// What rules have dropped.
    Dropped,
}

/// Gone or come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of the snapshot that cleaning no longer gives.
    Removed,
    /// A line that the snapshot does not have.
    Added,
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// True for the words that differ from the line's counterpart.
    pub differs: bool,
}

/// A line that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub part: Part,
    /// Gone or come.
    pub kind: Kind,
    /// The line in pieces.
    pub pieces: Vec<Piece>,
    /// For a line that is gone, who drops it now; for one that has come, the
    /// rule that no longer drops it. `None` if no rule has to do with it.
    pub by: Option<String>,
}

impl Change {
    /// The line.
    pub fn line(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }
}

/// All lines that differ; `article` is what cleaning gives now.
pub(super) fn changes(before: &Content, now: &Content, article: &Article) -> Vec<Change> {
    let mut changes = differing(Part::Head, &before.head, &now.head);
    let mut text = differing(Part::Text, &before.text, &now.text);
    let (mut dropped_now, dropped_before) = (DroppedNow::new(article), dropped_before(&before.dropped));
    for change in &mut text {
        change.by = match change.kind {
            Kind::Removed => dropped_now.by(change),
            Kind::Added => dropped_before.get(start(&change.line()).as_str()).map(|rule| (*rule).to_owned()),
        };
    }
    changes.append(&mut text);
    // A line that went from the text to the rules, or back, has been told.
    let told: HashSet<String> = changes.iter().filter(|c| c.by.is_some()).map(|c| start(&c.line())).collect();
    let dropped = differing(Part::Dropped, &before.dropped, &now.dropped).into_iter();
    changes.extend(dropped.filter(|c| !text_of(&c.line()).is_some_and(|text| told.contains(text))));
    changes
}

/// The lines in which `before` and `now` differ.
fn differing(part: Part, before: &str, now: &str) -> Vec<Change> {
    // A last line without an end would differ from the same line with one.
    let (before, now) = (format!("{before}\n"), format!("{now}\n"));
    let diff = TextDiff::from_lines(&before, &now);
    let mut changes = Vec::new();
    for op in diff.ops() {
        let size: usize = diff.iter_changes(op).map(|line| line.value().len()).sum();
        if size > BY_WORDS {
            let lines = diff.iter_changes(op).map(|line| (line.tag(), vec![(true, line.value())]));
            changes.extend(lines.filter_map(|(tag, pieces)| change(part, tag, pieces)));
            continue;
        }
        // With a deadline the same files would not always say the same.
        for line in diff.iter_inline_changes_deadline(op, None) {
            changes.extend(change(part, line.tag(), line.values().to_vec()));
        }
    }
    changes
}

/// A line in pieces, each with whether it differs; `None` if the line does not.
fn change(part: Part, tag: ChangeTag, pieces: Vec<(bool, &str)>) -> Option<Change> {
    let kind = match tag {
        ChangeTag::Equal => return None,
        ChangeTag::Delete => Kind::Removed,
        ChangeTag::Insert => Kind::Added,
    };
    let pieces = pieces.into_iter();
    let pieces = pieces.map(|(differs, text)| Piece { text: text.trim_end_matches('\n').to_owned(), differs });
    let pieces: Vec<Piece> = pieces.filter(|p| !p.text.is_empty()).collect();
    // Paragraphs come and go with the empty line between them.
    (!pieces.is_empty()).then_some(Change { part, kind, pieces, by: None })
}

/// What is dropped now, to be asked line by line.
struct DroppedNow<'a> {
    entries: Vec<(String, &'a DroppedBy)>,
    /// For each text, the first entry that has it.
    whole: HashMap<String, usize>,
    bytes: usize,
    /// Bytes that may still be searched.
    left: usize,
}

impl<'a> DroppedNow<'a> {
    fn new(article: &'a Article) -> Self {
        let ledger = article.ledger.iter().map(|d| (line(&d.text), &d.by));
        let entries: Vec<(String, &DroppedBy)> = ledger.filter(|(text, _)| !text.is_empty()).collect();
        let mut whole = HashMap::new();
        for (i, (text, _)) in entries.iter().enumerate() {
            whole.entry(text.clone()).or_insert(i);
        }
        let bytes = entries.iter().map(|(text, _)| text.len()).sum();
        DroppedNow { entries, whole, bytes, left: SEARCHED }
    }

    /// Who drops a line, or the words that are gone from it.
    fn by(&mut self, change: &Change) -> Option<String> {
        let whole = line(&change.line());
        let gone: String = change.pieces.iter().filter(|p| p.differs).map(|p| p.text.as_str()).collect();
        let gone = line(&gone);
        let found = self.whole.get(&whole).or_else(|| self.whole.get(&gone)).copied();
        let entry = found.or_else(|| self.search(&whole, &gone))?;
        self.entries.get(entry).map(|(_, by)| by.to_string())
    }

    /// The first entry around the line, or inside it.
    fn search(&mut self, whole: &str, gone: &str) -> Option<usize> {
        self.left = self.left.checked_sub(self.bytes + self.entries.len() * whole.len())?;
        let find = |fits: &dyn Fn(&str) -> bool| self.entries.iter().position(|(text, _)| fits(text));
        let telling = |text: &str| text.chars().count() >= TELLING;
        let around = |text: &str| text.contains(whole);
        let inside = |text: &str| telling(text) && whole.contains(text) && (gone.is_empty() || gone.contains(text));
        telling(whole).then(|| find(&around)).flatten().or_else(|| find(&inside))
    }
}

/// The rule that had dropped each beginning of a text, by the snapshot.
fn dropped_before(dropped: &str) -> HashMap<&str, &str> {
    let mut rules = HashMap::new();
    for entry in dropped.lines() {
        let rule = entry.strip_prefix('[').and_then(|entry| entry.split_once(']'));
        if let (Some(text), Some((rule, _))) = (text_of(entry), rule) {
            rules.entry(text).or_insert(rule);
        }
    }
    rules
}

/// The text of a line of what rules have dropped.
fn text_of(entry: &str) -> Option<&str> {
    entry.split_once("] ").map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(before: &str, now: &str) -> Vec<Change> {
        let article = |text: &str| crate::Cleaner::default().clean(text.as_bytes());
        let (before, now) = (article(before), article(now));
        changes(&Content::of(&before), &Content::of(&now), &now)
    }

    const TEXT: &str = "The storm took the roof of the old chapel.\n\nNobody was hurt, said the mayor.";

    #[test]
    fn a_changed_word_is_told_from_its_line() {
        let changes = both(TEXT, &TEXT.replace("Nobody", "Hardly anybody"));
        let differs = |c: &Change| c.pieces.iter().filter(|p| p.differs).map(|p| p.text.clone()).collect::<String>();
        let text: Vec<(Kind, String)> = changes.iter().map(|c| (c.kind, differs(c))).collect();
        assert_eq!(text, [(Kind::Removed, "Nobody".to_owned()), (Kind::Added, "Hardly anybody".to_owned())]);
    }

    #[test]
    fn long_stretches_are_told_by_lines() {
        let text = |word: &str| -> String { (0..3000).map(|i| format!("{word} {i} took the old roof.\n")).collect() };
        let lines = differing(Part::Text, &text("Storm"), &text("Wave"));
        assert!(lines.len() == 6000 && lines.iter().all(|c| c.pieces.len() == 1 && c.pieces[0].differs));
    }

    #[test]
    fn the_rule_behind_a_line_is_named_in_both_directions() {
        let with = Content::of(&crate::Options::default().rule_off("reading-time").map_or_else(
            |_| unreachable!("the rule exists"),
            |o| o.cleaner().clean(format!("{TEXT}\n\n5 min read").as_bytes()),
        ));
        let article = crate::Cleaner::default().clean(format!("{TEXT}\n\n5 min read").as_bytes());
        let without = Content::of(&article);
        let text =
            |changes: Vec<Change>| -> Vec<Change> { changes.into_iter().filter(|c| c.part != Part::Head).collect() };
        let gone = text(changes(&with, &without, &article));
        assert_eq!((gone.len(), gone[0].kind, gone[0].by.as_deref()), (1, Kind::Removed, Some("reading-time")));
        let come = text(changes(&without, &with, &article));
        assert_eq!((come.len(), come[0].kind, come[0].by.as_deref()), (1, Kind::Added, Some("reading-time")));
    }
}
