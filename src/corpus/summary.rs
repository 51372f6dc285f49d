//! What a run has done so far.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::article::{Article, DroppedBy};
use crate::segment::count_words;

/// Most names that a table holds; pages can write what they like into a language
/// tag, and a crawl has millions of hosts. What comes later is counted as other.
const MOST_NAMES: usize = 4096;

/// The name of what has no room of its own.
const OTHER: &str = "(other)";

/// Counts by name.
pub type Counts = BTreeMap<String, u64>;

/// Pages of a host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Its pages.
    pub pages: u64,
    /// Those without an article.
    pub failed: u64,
}

/// What a run has done: this and, if it was resumed, all before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Records that held a page: the rows of the output.
    pub pages: u64,
    /// Records that could not be read: the lines of the errors file.
    pub errors: u64,
    /// Records that hold no page by their nature, by what they are: `request`,
    /// `HTTP 404`, `image/png`.
    pub passed_over: Counts,
    /// Pages by status.
    pub statuses: Counts,
    /// Pages with an article by language; `(unknown)` without one.
    pub languages: Counts,
    /// Pages by host.
    pub hosts: BTreeMap<String, Host>,
    /// Words in the texts.
    pub words_kept: u64,
    /// Words that were dropped, by rule, `judge`, `page`, `role: …` or `repeated`.
    pub words_dropped: Counts,
}

/// What one page adds to the summary.
#[derive(Debug)]
pub(super) struct PageSummary {
    status: &'static str,
    has_text: bool,
    language: Option<String>,
    host: Option<String>,
    kept: u64,
    dropped: Vec<(String, u64)>,
}

impl PageSummary {
    pub(super) fn new(article: &Article, host: Option<&str>) -> Self {
        let words = |text: &str| count_words(text) as u64;
        let mut dropped = BTreeMap::new();
        for entry in &article.ledger {
            let by = match &entry.by {
                DroppedBy::Judge(_) => "judge".to_owned(),
                DroppedBy::Page(_) => "page".to_owned(),
                DroppedBy::Repeated(_) => "repeated".to_owned(),
                by => by.to_string(),
            };
            *dropped.entry(by).or_insert(0) += words(&entry.text);
        }
        let language = article.metadata.language.as_ref().map(|l| primary(&l.value));
        PageSummary {
            status: article.status.name(),
            has_text: article.has_text(),
            language,
            host: host.map(str::to_owned),
            kept: article.blocks.iter().map(|b| words(&b.text())).sum(),
            dropped: dropped.into_iter().collect(),
        }
    }
}

impl Summary {
    pub(super) fn add_page(&mut self, page: &PageSummary) {
        self.pages += 1;
        count(&mut self.statuses, page.status, 1);
        if page.has_text {
            count(&mut self.languages, page.language.as_deref().unwrap_or("(unknown)"), 1);
        }
        if let Some(host) = &page.host {
            let full = self.hosts.len() >= MOST_NAMES && !self.hosts.contains_key(host);
            let entry = self.hosts.entry(if full { OTHER.to_owned() } else { host.clone() }).or_default();
            entry.pages += 1;
            entry.failed += u64::from(!page.has_text);
        }
        self.words_kept += page.kept;
        for (by, words) in &page.dropped {
            count(&mut self.words_dropped, by, *words);
        }
    }

    pub(super) fn add_passed_over(&mut self, what: &str) {
        count(&mut self.passed_over, what, 1);
    }

    /// All records: pages, errors and what was passed over.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.pages + self.errors + self.passed_over.values().sum::<u64>()
    }

    /// The share of all words that were kept, 0 to 1; 0 if there were none.
    #[must_use]
    pub fn share_kept(&self) -> f64 {
        let dropped: u64 = self.words_dropped.values().sum();
        let all = self.words_kept + dropped;
        if all == 0 { 0.0 } else { self.words_kept as f64 / all as f64 }
    }

    /// Pages that have an article.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.languages.values().sum()
    }
}

pub(super) fn count(counts: &mut Counts, name: &str, more: u64) {
    match counts.get_mut(name) {
        Some(count) => *count += more,
        None => {
            let name = if counts.len() < MOST_NAMES { name } else { OTHER };
            *counts.entry(name.to_owned()).or_insert(0) += more;
        }
    }
}

/// `pt` of `pt-BR`.
fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_ascii_lowercase()
}

/// The host of an address, in lower case, without user and port.
pub(super) fn host(url: &str) -> Option<String> {
    let address = Address::of(url);
    let host = address.scheme.map(|_| address.host())?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_off_addresses() {
        let cases = [
            ("https://Example.ORG/x?y", Some("example.org")),
            ("http://me@example.org:8080", Some("example.org")),
            ("http://[::1]:80/", Some("::1")),
            ("urn:x", None),
            ("file:///x", None),
        ];
        for (url, expected) in cases {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn tables_have_a_bound() {
        let mut counts = Counts::new();
        for i in 0..2 * MOST_NAMES {
            count(&mut counts, &i.to_string(), 1);
        }
        assert_eq!(counts.len(), MOST_NAMES + 1);
        assert_eq!(counts.values().sum::<u64>(), 2 * MOST_NAMES as u64);
    }
}
