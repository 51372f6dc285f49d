//! What must hold for any input, as functions that panic where it does not.
//! The fuzz targets and the replay of their findings share them.

#![allow(dead_code, clippy::panic)]

mod grammar;
pub mod reference;
mod standing;
#[cfg(feature = "corpus")]
mod warc;

use std::collections::BTreeMap;

use bodycopy::write::{Format, Html, Json, Markdown};
use bodycopy::{Article, Input, Options, Status, decode, parse, segment};
use pulldown_cmark::{Event, Options as Extensions, Parser};

pub use grammar::page_of;
#[cfg(feature = "corpus")]
pub use warc::warc;

/// More `<` than this, and the page may nest so deeply that elements are
/// flattened: then the tree is not the one of the standard.
const SHALLOW: usize = 300;

/// An oracle by the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// One oracle for each target of `fuzz/`.
pub const TARGETS: &[Target] = &[
    ("clean", clean),
    ("text", text),
    ("decode", decode_only),
    ("data", data),
    ("markdown", markdown),
    ("html", html),
    ("grammar", grammar),
    #[cfg(feature = "corpus")]
    ("warc", warc),
];

fn cleaned(bytes: &[u8], input: Input) -> Article {
    Options::default().input(input).cleaner().clean(bytes)
}

/// Text without its white space and without what cannot be seen.
pub fn letters(text: &str) -> String {
    let unseen = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !c.is_whitespace() && !unseen(c)).collect()
}

/// How often each letter of a text stands in it.
fn counted(text: &str) -> BTreeMap<char, isize> {
    letters(text).chars().fold(BTreeMap::new(), |mut count, c| {
        *count.entry(c).or_default() += 1;
        count
    })
}

/// Panics if two texts are not made of the same letters, with those that differ.
fn same_letters(accounted: &str, visible: &str, what: &str) {
    let mut count = counted(visible);
    counted(accounted).into_iter().for_each(|(c, n)| *count.entry(c).or_default() -= n);
    count.retain(|_, n| *n != 0);
    assert!(count.is_empty(), "{what}; visible less accounted for: {count:?}");
}

/// What was kept and what was dropped, in the order of the page.
pub fn pieces(article: &Article) -> Vec<String> {
    let kept = article.blocks.iter().map(|b| (b.place, b.text()));
    let mut all: Vec<_> = kept.chain(article.ledger.iter().map(|d| (d.place, d.text.clone()))).collect();
    all.sort();
    all.into_iter().map(|(_, text)| text).collect()
}

fn kept(article: &Article) -> String {
    article.blocks.iter().map(|b| b.text()).collect()
}

/// Bytes of any kind: every word in one place, nothing invented, the text is
/// the blocks, the same bytes give the same article.
pub fn clean(bytes: &[u8]) {
    let article = cleaned(bytes, Input::Html);
    account_for_page(bytes, &article);
    consistent(&article);
    let again = cleaned(bytes, Input::Html);
    assert_eq!(json(&article), json(&again), "the same bytes gave another article");
}

/// Text that was scraped before.
pub fn text(bytes: &[u8]) {
    let article = cleaned(bytes, Input::Text);
    if !matches!(article.status, Status::NotText(_)) {
        let dropped: String = article.ledger.iter().map(|d| d.text.as_str()).collect();
        let page = decode::decode(bytes, None).content;
        let accounted = kept(&article) + &dropped;
        if told_in_markdown(&page) && counted(&accounted) != counted(&page) {
            holds(&accounted, &said_in_markdown(&page), "a word of the Markdown is lost");
            holds(&page, &accounted, "a word is no word of the Markdown");
        } else {
            same_letters(&accounted, &page, "kept and dropped are not the text");
        }
    }
    consistent(&article);
    json(&article);
}

/// Panics if `part` has a letter that `whole` has not, or has less often. Signs may be marks.
fn holds(whole: &str, part: &str, what: &str) {
    let whole = counted(whole);
    let missing = counted(part).into_iter().filter(|(c, _)| c.is_alphabetic());
    let missing: Vec<_> = missing.filter(|(c, n)| whole.get(c).is_none_or(|of| of < n)).collect();
    assert!(missing.is_empty(), "{what}: {missing:?}");
}

/// True of marks that addresses or emphasis could hide behind.
fn told_in_markdown(text: &str) -> bool {
    text.contains("](") || text.contains("]:") || text.contains(['*', '_', '`', '#', '|', '~'])
}

/// The words that Markdown shows, without what stands for pictures.
fn said_in_markdown(text: &str) -> String {
    let (mut said, mut pictures) = (String::new(), 0);
    for event in Parser::new_ext(text, Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => pictures += 1,
            Event::End(pulldown_cmark::TagEnd::Image) => pictures -= 1,
            Event::Text(piece) | Event::Code(piece) if pictures == 0 => said.push_str(&piece),
            _ => {}
        }
    }
    said
}

/// Decoding alone, with a charset label taken from the input.
pub fn decode_only(bytes: &[u8]) {
    let (label, rest) = bytes.split_at(bytes.len().min(12));
    let label = std::str::from_utf8(label).ok();
    for (hint, bytes) in [(None, bytes), (label, rest), (Some("utf-16"), bytes), (Some("gb18030"), bytes)] {
        let text = decode::decode(bytes, hint);
        assert!(text.content.len() <= 3 * bytes.len() + 3, "decoded text grew");
        assert!(encoding_rs::Encoding::for_label(text.encoding.as_bytes()).is_some(), "{}", text.encoding);
        let twice = text.source == decode::EncodingSource::TwiceEncoded;
        if !text.malformed && !twice && text.encoding == "UTF-8" {
            assert!(bytes.ends_with(text.content.as_bytes()), "valid UTF-8 was changed");
        }
    }
}

/// The input as the page's data: JSON-LD and a script's state.
pub fn data(bytes: &[u8]) {
    let script = String::from_utf8_lossy(bytes).replace('<', "\\u003c");
    let page = format!(
        "<title>T</title><script type='application/ld+json'>{script}</script>\
         <script id=__NEXT_DATA__ type='application/json'>{script}</script><p>Shown words.</p>"
    );
    clean(page.as_bytes());
}

/// Markdown is read again: no HTML, the same words, only harmless addresses.
pub fn markdown(bytes: &[u8]) {
    markdown_of(&cleaned(bytes, Input::Body));
}

/// HTML is read again: known elements, `href` alone, the same words.
pub fn html(bytes: &[u8]) {
    html_of(&cleaned(bytes, Input::Body));
}

/// A page from a grammar of tags and phrases, under all oracles.
pub fn grammar(bytes: &[u8]) {
    let page = page_of(bytes);
    clean(page.as_bytes());
    for input in [Input::Html, Input::Body] {
        let article = cleaned(page.as_bytes(), input);
        markdown_of(&article);
        html_of(&article);
    }
}

/// True if parts of the page may have been sent late (`<div hidden id="S:0">`), or stand
/// in slots: then a reader sees them in another order than the bytes have.
pub fn has_late_parts(page: &str) -> bool {
    let lower = page.to_ascii_lowercase();
    let late = page.contains("S:") && lower.contains("hidden") || lower.contains("shadowrootmode");
    late && lower.contains("<template")
}

/// The letters of the page, each once: kept or dropped.
fn account_for_page(bytes: &[u8], article: &Article) {
    if matches!(article.status, Status::NotText(_)) || bytes.iter().filter(|b| **b == b'<').count() > SHALLOW {
        return;
    }
    let text = decode::decode(bytes, None);
    if reference::swallows_an_end(&text.content) {
        return;
    }
    let mut visible = reference::visible_text(&text.content);
    let mut words = reference::words(&text.content);
    if article.notes.iter().any(|n| n.contains("page's data")) {
        let page = parse::parse(&text, &parse::Limits::default());
        let own = segment::segment(&page).own_words();
        let body = parse::data_body(&page, own).map(|b| b.html).unwrap_or_default();
        visible += &reference::visible_text(&body);
        words.extend(reference::words(&body));
    }
    let dropped: String = article.ledger.iter().map(|d| d.text.as_str()).collect();
    same_letters(&(kept(article) + &dropped), &visible, "kept and dropped are not the page");
    if has_late_parts(&text.content) {
        return;
    }
    in_order(&article.text, &visible);
    // Where words were cut from a block, one may end where they began.
    let cut = article.ledger.iter().any(|d| article.blocks.iter().any(|b| b.place == d.place));
    if !cut && !visible.contains(reference::OPEN) {
        for word in article.text.split_whitespace() {
            assert!(words.contains(word), "`{word}` is no word of the page");
        }
    }
}

/// The letters of the text are letters of the page, in its order.
fn in_order(text: &str, visible: &str) {
    let mut rest = visible.chars().filter(|c| !c.is_whitespace());
    for (at, c) in text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
        assert!(rest.any(|v| v == c), "the text is not in the page's order from its character {at}");
    }
}

fn consistent(article: &Article) {
    if article.status.has_article() {
        assert_eq!(letters(&article.text), letters(&kept(article)), "the text is not its blocks");
    } else {
        assert!(article.text.is_empty(), "text without an article");
    }
    assert!(!article.text.lines().any(|l| l.ends_with([' ', '\t'])), "trailing space");
    assert!((0.0..=1.0).contains(&article.confidence), "confidence {}", article.confidence);
}

/// JSON is one line that a parser reads back to the same text.
fn json(article: &Article) -> String {
    let json = Json { source: Some("page".to_owned()), ledger: true }.write(article);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
    assert_eq!(value["text"].as_str(), Some(article.text.as_str()), "JSON does not hold the text");
    assert!(!json.trim_end().contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']), "JSON of several lines");
    json
}

/// Panics if the article's Markdown holds anything but its words.
pub fn markdown_of(article: &Article) {
    let markdown = Markdown.write(article);
    let mut read = String::new();
    for event in Parser::new_ext(&markdown, Extensions::ENABLE_TABLES) {
        match event {
            Event::Text(piece) | Event::Code(piece) => read.push_str(&piece),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in Markdown: {html}"),
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => harmless_address(&dest_url),
            Event::Start(pulldown_cmark::Tag::Image { .. }) => panic!("an image in Markdown"),
            _ => {}
        }
    }
    if article.status.has_article() {
        assert_eq!(letters(&read), letters(&article.text), "Markdown does not hold the words");
        // An address without a sign of one is told from a word in brackets by nobody.
        let links = || article.blocks.iter().flat_map(|b| &b.inlines).filter_map(|i| i.href.as_deref());
        if links().all(|address| address.contains(['/', '#'])) {
            read_again(&markdown, &article.text);
        }
    }
}

/// Panics if text in Markdown that holds `words` is cleaned to others.
fn read_again(markdown: &str, words: &str) {
    // Marks that tell Markdown from text, whatever follows.
    let told = format!("## Told\n\n**so**\n\n{markdown}");
    let again = cleaned(told.as_bytes(), Input::Text);
    // The mark of an item that is alone is one of the text.
    let alphabetic = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let all: String = pieces(&again).iter().map(|text| alphabetic(text)).collect();
    assert_eq!(all, alphabetic(&format!("Told so {words}")), "Markdown that is read again does not hold the words");
}

/// Panics if the article's HTML could do anything but show its words.
pub fn html_of(article: &Article) {
    let html = Html.write(article);
    let read = reference::harmless_text(&html);
    if article.status.has_article() {
        assert_eq!(letters(&read), letters(&article.text), "HTML does not hold the words");
    }
}

fn harmless_address(address: &str) {
    let address: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let lower = address.to_ascii_lowercase();
    let scheme = lower.split([':', '/', '?', '#']).next().unwrap_or("");
    let bad = lower[scheme.len()..].starts_with(':') && !["http", "https", "mailto", "tel"].contains(&scheme);
    assert!(!bad, "dangerous address: {address}");
}
