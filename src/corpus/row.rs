//! A row of the output: what is known of one record. `docs/corpus.md` lists the
//! columns.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::page::Page;
use super::reader::Position;
use crate::article::{Article, Dropped, Found};
use crate::judge::Model;
use crate::write::{Format, Markdown, json};

/// The version of the program, in the column `bodycopy`.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a row takes beside its strings, about.
const OVERHEAD: usize = 256;

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    pub id: String,
    pub url: Option<String>,
    pub status: &'static str,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub text: String,
    pub tags: Vec<String>,
    pub categories: Vec<String>,
    pub confidence: f64,
    pub encoding: &'static str,
    pub fetched: Option<String>,
    pub source: Arc<str>,
    pub offset: u64,
    pub number: u64,
    /// `None` if it is not wanted.
    pub ledger: Option<Vec<Dropped>>,
    pub markdown: bool,
}

impl Row {
    pub(super) fn new(
        article: Article,
        page: Page,
        source: &Arc<str>,
        at: Position,
        markdown: bool,
        ledger: bool,
    ) -> Self {
        let text = match markdown {
            true => Markdown.write(&article).trim_end().to_owned(),
            false => article.text,
        };
        let metadata = article.metadata;
        let one = |found: Option<Found<String>>| found.map(|f| f.value);
        let many = |found: Vec<Found<String>>| found.into_iter().map(|f| f.value).collect();
        Row {
            id: page.id.unwrap_or_else(|| format!("{source}#{}", at.number)),
            url: page.url.or(one(metadata.url)),
            status: article.status.name(),
            title: one(metadata.title),
            authors: many(metadata.authors),
            published: one(metadata.published),
            language: one(metadata.language),
            text,
            tags: many(metadata.tags),
            categories: many(metadata.categories),
            confidence: (f64::from(article.confidence) * 1000.0).round() / 1000.0,
            encoding: article.encoding,
            fetched: page.fetched,
            source: source.clone(),
            offset: at.place.offset(),
            number: at.number,
            ledger: ledger.then_some(article.ledger),
            markdown,
        }
    }

    /// Bytes that it takes, about: the same for the same row.
    pub(super) fn size(&self) -> usize {
        let one = |s: &Option<String>| s.as_ref().map_or(0, String::len);
        let many = |s: &[String]| s.iter().map(String::len).sum::<usize>();
        let ledger = self.ledger.iter().flatten().map(|d| d.text.len() + OVERHEAD).sum::<usize>();
        let lists = many(&self.authors) + many(&self.tags) + many(&self.categories);
        OVERHEAD + self.id.len() + one(&self.url) + one(&self.title) + lists + self.text.len() + ledger
    }

    /// The name of the column that holds the text.
    pub(super) fn text_column(&self) -> &'static str {
        if self.markdown { "markdown" } else { "text" }
    }
}

/// The model's name, in the column `model`.
pub(super) fn model() -> &'static str {
    Model::built_in_name()
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("url", &self.url)?;
        map.serialize_entry("status", self.status)?;
        map.serialize_entry("title", &self.title)?;
        map.serialize_entry("authors", &self.authors)?;
        map.serialize_entry("published", &self.published)?;
        map.serialize_entry("language", &self.language)?;
        map.serialize_entry(self.text_column(), &self.text)?;
        map.serialize_entry("tags", &self.tags)?;
        map.serialize_entry("categories", &self.categories)?;
        map.serialize_entry("confidence", &self.confidence)?;
        map.serialize_entry("encoding", self.encoding)?;
        map.serialize_entry("fetched", &self.fetched)?;
        map.serialize_entry("source", &*self.source)?;
        map.serialize_entry("offset", &self.offset)?;
        map.serialize_entry("number", &self.number)?;
        map.serialize_entry("bodycopy", VERSION)?;
        map.serialize_entry("model", model())?;
        if let Some(ledger) = &self.ledger {
            map.serialize_entry("ledger", &ledger.iter().map(json::dropped).collect::<Vec<_>>())?;
        }
        map.end()
    }
}
