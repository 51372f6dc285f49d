//! Records to pages: which hold a page at all, in which encoding, from where.

use super::http::Response;
use super::json::strings;
use super::reader::{Raw, Record};
use super::{Fields, warc};
use crate::Input;
use crate::decode::{content_type, is_page};

/// The type of what `--markdown` writes as WARC.
pub(super) const MARKDOWN: &str = "text/markdown";

/// A page, ready to be cleaned.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub id: Option<String>,
    pub url: Option<String>,
    /// When it was fetched, as the record says.
    pub fetched: Option<String>,
    pub charset: Option<String>,
    /// What it is, if the record says that it is no HTML.
    pub input: Input,
    /// True if the end of the page was not stored.
    pub is_cut: bool,
    pub bytes: Vec<u8>,
}

/// What a record turns out to be.
#[derive(Debug)]
pub(super) enum Opened {
    Page(Page),
    /// A record that holds no page by its nature, and which it is.
    PassedOver(String),
    /// Why a record that should hold a page cannot be read, and its address.
    Broken {
        url: Option<String>,
        why: String,
    },
}

fn broken(url: Option<String>, why: impl Into<String>) -> Opened {
    Opened::Broken { url, why: why.into() }
}

/// Opens a record; of a page little more than `most` bytes are kept.
pub(super) fn open(record: Record, fields: &Fields, most: usize) -> Opened {
    match record.raw {
        Raw::Broken(why) => broken(None, why),
        Raw::Page(bytes) => Opened::Page(Page { id: Some(record.source.to_string()), bytes, ..Page::default() }),
        Raw::Line(line) => json(&line, fields, most).unwrap_or_else(|why| broken(None, why)),
        Raw::Warc(record) => warc(record, most),
    }
}

fn json(line: &[u8], fields: &Fields, most: usize) -> Result<Opened, String> {
    let [id, url, html, text] = strings(line, [&fields.id, &fields.url, &fields.html, &fields.text])?;
    let (content, input) = match (html, text) {
        (Some(html), text) if text.is_none() || !html.trim().is_empty() => (html, Input::Auto),
        (_, Some(text)) => (text, Input::Text),
        _ => {
            let (html, text) = (&fields.html, &fields.text);
            return Err(format!(
                "the object has no string `{html}` or `{text}`; name the field with --html-field or --text-field"
            ));
        }
    };
    // A JSON string is text already, whatever the page says about its encoding.
    let charset = Some("utf-8".to_owned());
    let mut bytes = content.into_bytes();
    // One byte more than is allowed tells the cleaner that something was cut.
    bytes.truncate(most.saturating_add(1));
    Ok(Opened::Page(Page { id, url, fetched: None, charset, input, bytes, ..Page::default() }))
}

fn warc(record: warc::Record, most: usize) -> Opened {
    let header = |name: &str| record.header(name).map(str::to_owned);
    let kind = header("warc-type").unwrap_or_default().to_ascii_lowercase();
    // Some writers put the address in angle brackets.
    let url = header("warc-target-uri").map(|u| u.trim_start_matches('<').trim_end_matches('>').to_owned());
    // A page in segments is read as far as its first one goes.
    let is_cut = ["warc-truncated", "warc-segment-number"].into_iter().any(|name| record.header(name).is_some());
    let mut page = Page { id: header("warc-record-id"), url, fetched: header("warc-date"), is_cut, ..Page::default() };
    match kind.as_str() {
        "response" => response(&record, page, most),
        "conversion" => {
            let kind = header("content-type");
            let is_markdown = kind.as_deref().is_some_and(|kind| content_type(kind).0 == MARKDOWN);
            page.input = if is_markdown { Input::Markdown } else { Input::Text };
            typed(page, kind.as_deref(), record.block)
        }
        "resource" => typed(page, header("content-type").as_deref(), record.block),
        "" => broken(page.url, "the record has no WARC-Type"),
        _ => Opened::PassedOver(kind),
    }
}

fn response(record: &warc::Record, mut page: Page, most: usize) -> Opened {
    let Some(response) = Response::parse(&record.block) else {
        // Crawlers store DNS and FTP as responses too.
        let kind = record.header("content-type").unwrap_or_default().to_ascii_lowercase();
        return match page.url.as_deref().and_then(|u| u.split_once(':')) {
            Some((scheme, _)) if !scheme.starts_with("http") => Opened::PassedOver(format!("{scheme} response")),
            _ if kind.starts_with("application/http") => broken(page.url, "the response has no HTTP head"),
            _ => typed(page, Some(&kind), record.block.clone()),
        };
    };
    if !(200..300).contains(&response.status) {
        return Opened::PassedOver(format!("HTTP {}", response.status));
    }
    let (essence, _) = content_type(response.header("content-type").unwrap_or_default());
    if !is_page(&essence) {
        return Opened::PassedOver(essence);
    }
    match response.body(most) {
        Ok(body) => {
            page.is_cut |= body.is_cut || response.is_a_part();
            typed(page, response.header("content-type"), body.bytes)
        }
        Err(why) => broken(page.url, why),
    }
}

fn typed(mut page: Page, kind: Option<&str>, bytes: Vec<u8>) -> Opened {
    let (essence, charset) = content_type(kind.unwrap_or_default());
    if !is_page(&essence) && page.input != Input::Markdown {
        return Opened::PassedOver(essence);
    }
    // RFC 9309: rules for robots, in text/plain.
    if page.url.as_deref().is_some_and(|u| u.ends_with("/robots.txt")) {
        return Opened::PassedOver("robots.txt".to_owned());
    }
    page.charset = charset;
    page.bytes = bytes;
    Opened::Page(page)
}
