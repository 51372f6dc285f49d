//! Dates: what pages call them, and which one to believe.

use serde_json::Value;

use super::{Found, Source, string};
use crate::lexicon::{Hint, Hints};
use crate::parse::Head;
use crate::segment::Blocks;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publish_date",
    "sailthru.date",
    "citation_publication_date",
    "og:published_time",
    "cxenseparse:recs:publishtime",
];
const MODIFIED: &[&str] =
    &["article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified"];

pub(super) fn published(head: &Head, data: &[&Value], blocks: &Blocks) -> Option<Found<String>> {
    let in_data = string(data, &["datePublished"]).filter(|f| iso(&f.value).is_some());
    in_data
        .or_else(|| from_meta(head, PUBLISHED))
        .or_else(|| string(data, &["dateCreated"]))
        .or_else(|| on_page(blocks))
        .or_else(|| in_time(head))
}

pub(super) fn modified(head: &Head, data: &[&Value]) -> Option<Found<String>> {
    string(data, &["dateModified"]).or_else(|| from_meta(head, MODIFIED))
}

fn from_meta(head: &Head, names: &[&str]) -> Option<Found<String>> {
    names.iter().find_map(|name| {
        let meta = head.meta.iter().find(|m| m.name == *name && iso(&m.content).is_some())?;
        Some(Found { value: meta.content.clone(), source: Source::Meta })
    })
}

/// The first `<time>` with a date for machines.
fn in_time(head: &Head) -> Option<Found<String>> {
    let value = head.times.iter().find(|t| iso(t).is_some())?.clone();
    Some(Found { value, source: Source::Page })
}

/// A date in a block that is called so, if it is written in figures.
fn on_page(blocks: &Blocks) -> Option<Found<String>> {
    let dated = blocks.blocks.iter().filter(|b| {
        b.words <= 14 && !b.hidden && {
            let tokens = blocks.trail(b.owner).take(3).flat_map(|(_, e)| e.tokens.iter());
            tokens.map(|t| Hints::of(blocks.names.get(*t))).any(|h| h.has(Hint::DateLine))
                || blocks.tag(b.owner) == "time"
        }
    });
    dated.filter_map(|b| iso(&b.text)).next().map(|value| Found { value, source: Source::Page })
}

/// The first `YYYY-MM-DD` (or with `/` or `.`) in a text.
fn iso(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(9)).find_map(|at| {
        let date = bytes.get(at..at + 10)?;
        let digits = |r: std::ops::Range<usize>| date[r].iter().all(u8::is_ascii_digit);
        let separated = matches!(date[4], b'-' | b'/' | b'.') && date[7] == date[4];
        if !(digits(0..4) && digits(5..7) && digits(8..10) && separated) {
            return None;
        }
        let number = |r: std::ops::Range<usize>| text.get(at + r.start..at + r.end)?.parse::<u32>().ok();
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let plausible = (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        plausible.then(|| format!("{year:04}-{month:02}-{day:02}"))
    })
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_in_figures_are_read() {
        assert_eq!(iso("on 2025-05-09T10:00").as_deref(), Some("2025-05-09"));
        assert_eq!(iso("2025/13/09"), None);
        assert_eq!(iso("1234567890"), None);
    }
}
