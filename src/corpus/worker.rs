//! What is done with each record, on all cores at once.

use std::sync::Arc;

use super::Job;
use super::page::{self, Opened, Page};
use super::pipeline::Footprint;
use super::reader::Record;
use super::repeated::{Repeated, Sighting};
use super::row::Row;
use super::store::Problem;
use super::summary::{PageSummary, host};
use crate::article::{Article, Status};
use crate::fault::guarded;
use crate::{Cleaner, Input, Limit};

/// What became of a record.
pub(super) enum Made {
    Row(Box<Row>, Box<PageSummary>),
    PassedOver(String),
    Problem(Problem),
}

/// What became of a record, and the file it stands in.
pub(super) struct Written {
    pub made: Made,
    pub file: u64,
    pub source: Arc<str>,
}

impl Footprint for Written {
    fn size(&self) -> usize {
        match &self.made {
            Made::Row(row, _) => row.size(),
            Made::PassedOver(_) | Made::Problem(_) => 0,
        }
    }
}

impl Footprint for Sighting {
    fn size(&self) -> usize {
        Sighting::size(self)
    }
}

/// What all workers share.
pub(super) struct Worker<'a> {
    job: &'a Job,
    cleaner: Cleaner,
    /// For what a record says is text that was scraped before, or Markdown.
    text: Cleaner,
    markdown: Cleaner,
    /// What the first pass has counted.
    pub repeated: Repeated,
}

impl<'a> Worker<'a> {
    pub(super) fn new(job: &'a Job) -> Self {
        // What the user says goes before what a record says.
        let of = |input: Input| {
            let options = job.options.clone();
            if options.input == Input::Auto { options.input(input) } else { options }.cleaner()
        };
        let [cleaner, text, markdown] = [Input::Auto, Input::Text, Input::Markdown].map(of);
        Worker { job, cleaner, text, markdown, repeated: Repeated::default() }
    }

    fn cleaner(&self, page: &Page) -> Cleaner {
        let cleaner = match page.input {
            Input::Text => &self.text,
            Input::Markdown => &self.markdown,
            Input::Auto | Input::Html | Input::Body => &self.cleaner,
        };
        cleaner.for_page(page.charset.as_deref(), page.url.as_deref())
    }

    /// Cleans a page; an error if the program has failed on it.
    fn clean(&self, page: &mut Page) -> Result<Article, String> {
        let bytes = std::mem::take(&mut page.bytes);
        let cleaner = self.cleaner(page);
        let mut article = guarded(|| cleaner.clean(&bytes)).map_err(|fault| fault.to_string())?;
        // The same to the reader: somebody has stopped reading the page.
        if page.is_cut && article.status == Status::Ok {
            article.status = Status::LimitHit(Limit::Bytes);
        }
        Ok(article)
    }

    /// For the first pass.
    pub(super) fn sight(&self, record: Record) -> Sighting {
        guarded(|| self.seen(record)).unwrap_or_default()
    }

    fn seen(&self, record: Record) -> Sighting {
        let Opened::Page(mut page) = page::open(record, &self.job.fields, self.job.max_bytes) else {
            return Sighting::default();
        };
        let Ok(article) = self.clean(&mut page) else { return Sighting::default() };
        host_of(&page, &article).map_or_else(Sighting::default, |host| Sighting::new(&article, &host))
    }

    /// For the pass that writes.
    pub(super) fn write(&self, record: Record) -> Written {
        let (source, at) = (record.source.clone(), record.at);
        let problem = |url: Option<String>, reason: String| {
            let (offset, number) = (at.place.offset(), at.number);
            Made::Problem(Problem { source: source.to_string(), offset, number, url, reason })
        };
        // Without an answer the writer would wait for this record for ever.
        let made = guarded(|| self.make(record, &problem)).unwrap_or_else(|fault| problem(None, fault.to_string()));
        Written { made, file: at.file, source }
    }

    fn make(&self, record: Record, problem: &impl Fn(Option<String>, String) -> Made) -> Made {
        let (source, at) = (record.source.clone(), record.at);
        match page::open(record, &self.job.fields, self.job.max_bytes) {
            Opened::Broken { url, why } => problem(url, why),
            Opened::PassedOver(what) => Made::PassedOver(what),
            Opened::Page(mut page) => match self.clean(&mut page) {
                Err(why) => problem(page.url, why),
                Ok(mut article) => {
                    let host = host_of(&page, &article);
                    if let Some(host) = &host {
                        self.repeated.drop_from(&mut article, host);
                    }
                    let summary = PageSummary::new(&article, host.as_deref());
                    let row = Row::new(article, page, &source, at, self.job.markdown, self.job.ledger);
                    Made::Row(Box::new(row), Box::new(summary))
                }
            },
        }
    }
}

fn host_of(page: &Page, article: &Article) -> Option<String> {
    let address = page.url.as_deref().or(article.metadata.url.as_ref().map(|u| u.value.as_str()))?;
    host(address)
}
