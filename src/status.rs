//! Whether what was found is an article, and if not, what the page is.

mod error_page;

use crate::address::Address;
use crate::article::{Article, ArticleBlock, Dropped, DroppedBy, Metadata, Role, Status, in_order, is_free};
use crate::decode::EncodingSource;
use crate::judge::Judged;
use crate::lexicon::{Hint, Hints, Lexicon};
use crate::parse::{Head, Limit, json_ld_objects};
use crate::segment::{Blocks, Origin, count_words};

/// Fewer words than this are no article.
const SHORTEST: usize = 12;

/// More of the characters in links than this, in percent, is no article.
const LINKS: usize = 85;

/// Scripts and hardly any word: a shell.
const SHELL_WORDS: usize = 80;

/// The elements that every page has: `html` and `body`. A page that has more, and no
/// word and no picture, waits for a script from elsewhere.
const BARE: usize = 2;

/// What there is to judge by.
pub(crate) struct Evidence<'a> {
    /// The text that was found.
    pub(crate) blocks: &'a [ArticleBlock],
    pub(crate) judged: &'a Judged,
    pub(crate) head: &'a Head,
    pub(crate) metadata: &'a Metadata,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) limit: Option<Limit>,
}

/// The status of a page.
pub(crate) fn of(evidence: &Evidence<'_>) -> Status {
    let Evidence { blocks, judged, head, metadata, limit, .. } = *evidence;
    let words = words(blocks);
    let all: usize = judged.blocks.blocks.iter().map(|b| b.words).sum();
    if let Some(limit) = limit.filter(|l| !l.keeps_text()) {
        return Status::LimitHit(limit);
    }
    if all == 0 && head.scripts == 0 {
        return match judged.blocks.elements.len() > BARE {
            _ if shows_something(&judged.blocks) => Status::OnlyFurniture,
            true => Status::NeedsJavascript,
            false => Status::Empty,
        };
    }
    let plain = judged.blocks.origin != Origin::Page;
    if !plain && error_page::is_error_page(evidence, words) {
        return Status::ErrorPage;
    }
    if words == 0 || (words < SHORTEST && !plain) {
        return match (head.scripts > 0 && all < SHELL_WORDS, words) {
            (true, _) => Status::NeedsJavascript,
            (false, 0) => Status::OnlyFurniture,
            (false, _) => Status::TooShort,
        };
    }
    if metadata.url.as_ref().is_some_and(|url| Address::of(&url.value).is_front()) && is_links(judged, blocks) {
        return Status::OnlyFurniture;
    }
    if is_paid(head, metadata) && (is_hinted(&judged.blocks, Hint::Paywall) || breaks_off(blocks)) {
        return Status::Paywalled;
    }
    limit.map_or(Status::Ok, Status::LimitHit)
}

/// The words of the text, counted no further than anybody asks.
fn words(blocks: &[ArticleBlock]) -> usize {
    let mut words = 0;
    for block in blocks {
        words += count_words(&block.text());
        if words >= error_page::MOST {
            break;
        }
    }
    words
}

/// Pictures, or frames with other pages.
fn shows_something(blocks: &Blocks) -> bool {
    !blocks.images.is_empty() || blocks.names.iter().any(|name| matches!(name, "frameset" | "frame"))
}

/// What was found is links: headlines of a front page, or a menu.
fn is_links(judged: &Judged, blocks: &[ArticleBlock]) -> bool {
    let found = blocks.iter().filter_map(|b| judged.blocks.blocks.get(b.place));
    let (chars, linked) = found.fold((0, 0), |(c, l), b| (c + b.chars, l + b.link_chars));
    judged.blocks.origin == Origin::Page && linked * 100 > chars * LINKS
}

/// The page, a part of it or its head says that it is not free to read.
fn is_paid(head: &Head, metadata: &Metadata) -> bool {
    let told = || metadata.accessible_for_free.as_ref().is_some_and(|free| !free.value);
    json_ld_objects(head).any(|object| is_free(object) == Some(false)) || told()
}

/// The text ends with an ellipsis: what follows is for those who pay.
fn breaks_off(blocks: &[ArticleBlock]) -> bool {
    let last = blocks.last().map(ArticleBlock::text).unwrap_or_default();
    last.ends_with('\u{2026}') || last.ends_with("...")
}

/// A tag, class or id of the page hints at it.
fn is_hinted(blocks: &Blocks, hint: Hint) -> bool {
    Hints::of_names(&blocks.names).iter().any(|hints| hints.has(hint))
}

/// Without an article there is no text: what was found goes to the ledger.
pub(crate) fn give_up(blocks: &mut Vec<ArticleBlock>, ledger: &mut Vec<Dropped>, status: &Status) {
    ledger.reserve_exact(blocks.len());
    for block in blocks.drain(..) {
        let by = DroppedBy::Page(format!("no article: {}", status.name()).into());
        ledger.push(Dropped { text: block.text(), role: Role::Boilerplate, by, place: block.place });
    }
    in_order(ledger);
}

/// The article of an input that is no text.
pub(crate) fn without_text(status: Status) -> Article {
    Article {
        status,
        text: String::new(),
        metadata: Metadata::default(),
        confidence: 0.0,
        blocks: Vec::new(),
        ledger: Vec::new(),
        encoding: "",
        encoding_source: EncodingSource::Guess,
        notes: Vec::new(),
    }
}
