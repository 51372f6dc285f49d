//! The result: the article, its metadata, and the ledger of what was dropped.

mod bound;
mod decision;
mod metadata;
mod role;
mod status;

use std::borrow::Cow;
use std::sync::Arc;

use crate::decode::EncodingSource;
use crate::segment::{Blocks, Kind, List, Style};

pub(crate) use bound::{bound, in_order};
pub use decision::{Cut, Decision};
pub(crate) use decision::{cuts_at, left_of};
pub(crate) use metadata::{
    Data, declared_authors, declares_article, declares_discussion, declares_nothing, declares_product, is_free,
    read as read_metadata,
};
pub use metadata::{Disagreement, Figure, Found, Metadata, Source};
pub use role::{Role, Roles};
pub use status::Status;

/// A stretch of text with one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Inline {
    /// The text, white space included.
    pub text: String,
    /// Emphasised.
    pub emphasis: bool,
    /// Strongly emphasised.
    pub strong: bool,
    /// Code.
    pub code: bool,
    /// Raised, as the power of a number is.
    pub superscript: bool,
    /// Lowered, as in the formula of water.
    pub subscript: bool,
    /// Where it links to, as written on the page.
    pub href: Option<Arc<str>>,
}

impl Inline {
    /// True if both stand in one link, or both in none.
    pub(crate) fn shares_link(&self, other: &Inline) -> bool {
        match (&self.href, &other.href) {
            (None, None) => true,
            // One link has one address: to compare its letters would take long.
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// Place of a block in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ListPlace {
    /// Numbered or not.
    pub ordered: bool,
    /// 1 for an outermost list.
    pub depth: u8,
    /// The item's number, 1 for the first unless a numbered list says otherwise; 0 for a
    /// block that continues its item.
    pub index: u32,
    /// Tells one list from the next.
    pub list: u32,
}

/// Place of a block in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CellPlace {
    /// Tells one table from the next.
    pub table: u32,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// A header cell.
    pub header: bool,
}

/// A block of the article that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ArticleBlock {
    /// What it is for the article.
    pub role: Role,
    /// 1 to 6 for headings, else 0.
    pub level: u8,
    /// Its text in pieces of one look each.
    pub inlines: Vec<Inline>,
    /// In a list, where.
    pub list: Option<ListPlace>,
    /// In a table, where.
    pub cell: Option<CellPlace>,
    /// Place on the page: the number of blocks before it.
    pub place: usize,
}

impl ArticleBlock {
    /// The text without its looks.
    pub fn text(&self) -> String {
        self.inlines.iter().map(|i| i.text.as_str()).collect()
    }
}

/// Who dropped a block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DroppedBy {
    /// A residue rule, by its id.
    Rule(&'static str),
    /// The judge, with its reason in words.
    Judge(Cow<'static, str>),
    /// The options: blocks of this role are not wanted.
    Role(Role),
    /// The page as a whole: it has no article, or has met a limit; in words.
    Page(Cow<'static, str>),
    /// The corpus: the block stands on many pages of one host.
    Repeated(Box<Repeated>),
}

/// On how many pages of a host a block stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Repeated {
    /// Pages of the host that hold the block.
    pub pages: u64,
    /// Pages of the host.
    pub of: u64,
    /// The host.
    pub host: String,
}

impl DroppedBy {
    /// Who it was in one word, as JSON spells it: `rule`, `judge`, `role`, `page` or `corpus`.
    pub fn name(&self) -> &'static str {
        match self {
            DroppedBy::Rule(_) => "rule",
            DroppedBy::Judge(_) => "judge",
            DroppedBy::Role(_) => "role",
            DroppedBy::Page(_) => "page",
            DroppedBy::Repeated(_) => "corpus",
        }
    }

    /// The rule's id, or the reason in words.
    pub fn reason(&self) -> String {
        match self {
            DroppedBy::Rule(id) => (*id).to_owned(),
            DroppedBy::Judge(reason) | DroppedBy::Page(reason) => reason.clone().into_owned(),
            DroppedBy::Role(role) => role.name().to_owned(),
            DroppedBy::Repeated(repeated) => {
                let Repeated { pages, of, host } = &**repeated;
                format!("repeated on {pages} of {of} pages of {host}")
            }
        }
    }
}

impl std::fmt::Display for DroppedBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DroppedBy::Rule(id) => f.write_str(id),
            DroppedBy::Judge(why) => write!(f, "judge: {why}"),
            DroppedBy::Role(role) => write!(f, "role: {role}"),
            DroppedBy::Page(_) | DroppedBy::Repeated(_) => f.write_str(&self.reason()),
        }
    }
}

/// An entry of the ledger: a block, or words of one, that are not in the text, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Dropped {
    /// Its text.
    pub text: String,
    /// What it was taken for.
    pub role: Role,
    /// Who dropped it.
    pub by: DroppedBy,
    /// Place on the page: the number of blocks before it.
    pub place: usize,
}

/// A cleaned page.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Article {
    /// Whether there is text to trust, and if not, why.
    pub status: Status,
    /// The text: paragraphs separated by an empty line. See [`write`](crate::write) for other forms.
    pub text: String,
    /// What the page says about itself, and where it says so.
    pub metadata: Metadata,
    /// An estimate of how good the text is, 0 to 1.
    pub confidence: f32,
    /// The blocks that the text is made of.
    pub blocks: Vec<ArticleBlock>,
    /// The blocks that were dropped, in document order.
    pub ledger: Vec<Dropped>,
    /// The encoding that the page was read in, by its WHATWG name.
    pub encoding: &'static str,
    /// How that encoding became known.
    pub encoding_source: EncodingSource,
    /// Remarks: text that came from data scripts, malformed bytes, hidden text that was used.
    pub notes: Vec<String>,
}

impl Article {
    /// True if there is a text. A page may meet a limit before its first word.
    ///
    /// ```
    /// let article = bodycopy::clean(b"<nav><a href=/>Home</a></nav>");
    /// assert!(!article.has_text() && article.status.name() == "only-furniture");
    /// ```
    #[must_use]
    pub fn has_text(&self) -> bool {
        !self.text.is_empty()
    }
}

impl ArticleBlock {
    /// The block at `place` without what its `cuts` take.
    pub(crate) fn new(blocks: &Blocks, place: usize, role: Role, cuts: &[Cut]) -> Self {
        let block = &blocks.blocks[place];
        let inlines = block.spans.iter().flat_map(|span| {
            let Style { emphasis, strong, code, superscript, subscript, .. } = span.style;
            let href = span.link.and_then(|l| blocks.links.get(l.index())).map(|l| l.href.clone());
            let left = left_of(&span.range(), cuts).into_iter().filter_map(|range| block.text.get(range));
            left.map(move |text| Inline {
                text: text.to_owned(),
                emphasis,
                strong,
                code,
                superscript,
                subscript,
                href: href.clone(),
            })
        });
        let list = block.list.map(|List { element, ordered, depth, number, .. }| ListPlace {
            ordered,
            depth,
            index: if block.kind == Kind::Item { number } else { 0 },
            list: element.0,
        });
        let cell = block.cell.filter(|_| role == Role::Table).map(|c| CellPlace {
            table: c.table.0,
            row: c.row,
            column: c.column,
            header: c.header,
        });
        let level = if let Kind::Heading(level) = block.kind { level } else { 0 };
        let mut inlines: Vec<Inline> = inlines.collect();
        // A vector that does not know its length begins with room for four.
        inlines.shrink_to_fit();
        ArticleBlock { role, level, inlines, list, cell, place }
    }
}
