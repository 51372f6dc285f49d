//! Text to a page: the tree and the head. The only room that names html5ever.
//!
//! html5ever has no limits of its own and its cost grows with the square of
//! the nesting depth, so a [`gate`] stands between its tokenizer and its tree
//! builder and holds the limits before a token can do harm.

mod attributes;
mod data;
mod gate;
mod head;
mod limits;

use std::time::Instant;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};

use crate::decode::Text;
pub use data::{DataBody, article_body, data_body};
pub(crate) use data::{json_ld_objects, json_ld_types};
use gate::Gate;
pub use head::{Head, Meta};
pub use limits::{Limit, Limits};

/// How much text the tokenizer gets at a time, in bytes: the clock is read in between.
const CHUNK: usize = 64 * 1024;

/// A parsed page.
#[derive(Debug)]
pub struct Page {
    /// The tree as html5ever built it.
    pub tree: Html,
    /// What the head and the data scripts say about the page.
    pub head: Head,
    /// The limit that cut the page short, if one did.
    pub limit: Option<Limit>,
}

/// Parses `text` within `limits`. Whatever the input, there is a page.
pub fn parse(text: &Text, limits: &Limits) -> Page {
    let started = Instant::now();
    let (input, mut limit) = cut(&text.content, limits.bytes);
    let input = attributes::thin_out(input, limits.attributes);
    let sink = HtmlTreeSink::new(Html::new_document());
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let tokenizer = Tokenizer::new(Gate::new(TreeBuilder::new(sink, options), limits), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest: &str = &input;
    while !rest.is_empty() && !tokenizer.sink.is_closed() {
        let (chunk, tail) = rest.split_at(floor_char_boundary(rest, CHUNK));
        queue.push_back(StrTendril::from_slice(chunk));
        // The only reason to stop early is a script to run; we run none.
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        rest = tail;
        if started.elapsed() > limits.time {
            tokenizer.sink.close(Limit::Time);
        }
    }
    tokenizer.end();
    limit = tokenizer.sink.limit().or(limit);
    let tree = tokenizer.sink.into_builder().sink.finish();
    let head = head::read(&tree);
    Page { tree, head, limit }
}

/// The first `bytes` bytes, cut at a character, and whether anything was cut.
pub fn cut(content: &str, bytes: usize) -> (&str, Option<Limit>) {
    if content.len() <= bytes {
        return (content, None);
    }
    (&content[..floor_char_boundary(content, bytes)], Some(Limit::Bytes))
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str, limits: &Limits) -> Page {
        parse(&crate::decode::decode(html.as_bytes(), Some("utf-8")), limits)
    }

    fn text(page: &Page) -> String {
        page.tree.root_element().text().collect()
    }

    #[test]
    fn deep_nesting_is_flattened_and_keeps_its_text() {
        let html = format!("{}deep{}<p>after", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let page = page(&html, &Limits::default());
        assert_eq!(text(&page), "deepafter");
        assert_eq!(page.limit, None);
    }

    #[test]
    fn too_many_nodes_give_a_limit_and_what_came_before() {
        let limits = Limits { nodes: 100, ..Limits::default() };
        let page = page(&"<p>word".repeat(1000), &limits);
        assert_eq!(page.limit, Some(Limit::Nodes));
        assert!(text(&page).starts_with("wordword"));
    }

    #[test]
    fn too_many_bytes_give_a_limit_at_a_character() {
        let limits = Limits { bytes: 5, ..Limits::default() };
        let page = page("\u{e9}\u{e9}\u{e9}\u{e9}", &limits);
        assert_eq!((text(&page).as_str(), page.limit), ("\u{e9}\u{e9}", Some(Limit::Bytes)));
    }
}
