//! What differs, by lines and by words, and which rule is behind it.

use similar::{ChangeTag, TextDiff};

use super::content::{Content, line, start};
use crate::article::{Article, DroppedBy};

/// Lines shorter than this, in characters, are not looked for inside others.
const TELLING: usize = 20;

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
    for change in &mut text {
        change.by = match change.kind {
            Kind::Removed => dropped_now(change, article),
            Kind::Added => dropped_before(&change.line(), &before.dropped),
        };
    }
    changes.append(&mut text);
    // A line that went from the text to the rules, or back, has been told.
    let told: Vec<String> = changes.iter().filter(|c| c.by.is_some()).map(|c| start(&c.line())).collect();
    let dropped = differing(Part::Dropped, &before.dropped, &now.dropped).into_iter();
    changes.extend(dropped.filter(|c| !told.iter().any(|t| text_of(&c.line()).is_some_and(|text| text == t))));
    changes
}

/// The lines in which `before` and `now` differ.
fn differing(part: Part, before: &str, now: &str) -> Vec<Change> {
    // A last line without an end would differ from the same line with one.
    let (before, now) = (format!("{before}\n"), format!("{now}\n"));
    let diff = TextDiff::from_lines(&before, &now);
    let lines = diff.ops().iter().flat_map(|op| diff.iter_inline_changes(op));
    let changes = lines.filter_map(|inline| {
        let kind = match inline.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete => Kind::Removed,
            ChangeTag::Insert => Kind::Added,
        };
        let pieces = inline.iter_strings_lossy();
        let pieces = pieces.map(|(differs, text)| Piece { text: text.trim_end_matches('\n').to_owned(), differs });
        let pieces: Vec<Piece> = pieces.filter(|p| !p.text.is_empty()).collect();
        // Paragraphs come and go with the empty line between them.
        (!pieces.is_empty()).then_some(Change { part, kind, pieces, by: None })
    });
    changes.collect()
}

/// Who drops a line, or the words that are gone from it.
fn dropped_now(change: &Change, article: &Article) -> Option<String> {
    let whole = line(&change.line());
    let gone: String = change.pieces.iter().filter(|p| p.differs).map(|p| p.text.as_str()).collect();
    let gone = line(&gone);
    let ledger = article.ledger.iter().map(|d| (line(&d.text), &d.by));
    let entries: Vec<(String, &DroppedBy)> = ledger.filter(|(text, _)| !text.is_empty()).collect();
    let find = |fits: &dyn Fn(&str) -> bool| entries.iter().find(|(text, _)| fits(text)).map(|(_, by)| by.to_string());
    let telling = |text: &str| text.chars().count() >= TELLING;
    find(&|text| text == whole)
        .or_else(|| find(&|text| !gone.is_empty() && text == gone))
        .or_else(|| find(&|text| telling(&whole) && text.contains(&whole)))
        .or_else(|| find(&|text| telling(text) && (whole.contains(text) && (gone.is_empty() || gone.contains(text)))))
}

/// The rule that had dropped a line, by the snapshot.
fn dropped_before(added: &str, dropped: &str) -> Option<String> {
    let begins = start(added);
    let entry = dropped.lines().find(|entry| text_of(entry).is_some_and(|text| text == begins));
    entry.and_then(|entry| entry.strip_prefix('[')?.split_once(']')).map(|(rule, _)| rule.to_owned())
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
