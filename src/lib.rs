//! A scraped page goes in; the article's text comes out, and nothing else: no
//! navigation, tags, captions, "See also" lines, share bars, newsletter boxes,
//! author bios or comments.
//!
//! ```
//! let page = b"<html><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Storm</h1>
//!   <p>The storm of Monday took the roof of the <a href=/chapel>old chapel</a>, and nobody was hurt, said the mayor.</p>
//!   <p>See also: <a href=/2>Harbour reopens</a></p>
//!   <p>The harbour stays closed until Friday, because the pier has lost three of its piles and its lamp.</p>
//!   </article></body></html>";
//! let article = bodycopy::clean(page);
//! assert!(article.text.contains("the old chapel, and nobody"));
//! assert!(!article.text.contains("Harbour reopens"));
//! ```
//!
//! Every visible word is accounted for: it is in a block that was kept, or in
//! the [ledger](Article::ledger) with the name of the rule that dropped it.
//!
//! A program needs what stands here at the top, [`write`](mod@write), and [`article`],
//! [`explanation`] and [`report`] for what they return. The rooms that a page goes through
//! ([`decode`], [`parse`], [`segment`], [`judge`], [`lexicon`], [`residue`]) are public to be
//! measured and tested; they change in any version.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod address;
pub mod article;
mod cleaner;
#[cfg(feature = "corpus")]
pub mod corpus;
pub mod decode;
pub mod explanation;
pub mod fault;
pub mod judge;
pub mod lexicon;
mod options;
pub mod parse;
pub mod report;
pub mod residue;
pub mod segment;
mod selector;
#[cfg(feature = "snapshot")]
pub mod snapshot;
mod status;
pub mod terminal;
pub mod write;

pub use article::{Article, ArticleBlock, Dropped, DroppedBy, Metadata, Role, Status};
pub use cleaner::Cleaner;
pub use explanation::Explanation;
pub use lexicon::{Lexicon, LexiconError};
pub use options::{Input, Options, UnknownRule};
pub use parse::{Limit, Limits, UnknownLimit};
pub use residue::{RULES, Rule};
pub use selector::{Selector, SelectorError};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadMe;

/// Cleans a page with the default options.
#[must_use]
pub fn clean(html: &[u8]) -> Article {
    Cleaner::new(Options::default()).clean(html)
}
