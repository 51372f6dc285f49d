//! What an element is by its tag: asked once for each tag of a page.

use super::block::{Kind, Style};
use crate::parse::{is_inline, is_inline_in_text};

/// What the walk asks of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Traits {
    /// Its content is no text of the page.
    pub(super) skipped: bool,
    /// It stands in the line with the text around it. All others begin and end
    /// a block.
    pub(super) inline: bool,
    /// It is inline within a sentence and a control elsewhere.
    pub(super) inline_in_text: bool,
    /// Its text is one paragraph.
    pub(super) text_block: bool,
    /// Its id is made of its words: an anchor, not a name.
    pub(super) anchored: bool,
    pub(super) style: Style,
    pub(super) kind: OwnKind,
    pub(super) part: Part,
}

/// What a tag makes of the kind that the text around it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnKind {
    Same,
    /// A paragraph, where nothing else is said.
    Paragraph,
    Is(Kind),
}

/// What the walk does about a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Other,
    Break,
    Image,
    Anchor,
    Pre,
    Dialog,
    Noscript,
    Formula,
    List { ordered: bool },
    Item,
    Table,
    Row,
    Cell { header: bool },
}

impl Traits {
    pub(super) fn of(tag: &str) -> Traits {
        Traits {
            skipped: is_skipped(tag),
            inline: is_inline(tag),
            inline_in_text: is_inline_in_text(tag),
            text_block: is_text_block(tag),
            anchored: matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt"),
            style: style(tag),
            kind: own_kind(tag),
            part: part(tag),
        }
    }
}

fn style(tag: &str) -> Style {
    Style {
        emphasis: matches!(tag, "em" | "i" | "cite" | "dfn" | "var"),
        strong: matches!(tag, "strong" | "b"),
        code: matches!(tag, "code" | "kbd" | "samp" | "tt"),
        superscript: tag == "sup",
        subscript: tag == "sub",
        unseen: false,
        reading: matches!(tag, "rt" | "rtc"),
    }
}

fn own_kind(tag: &str) -> OwnKind {
    OwnKind::Is(match tag {
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "blockquote" => Kind::Quote,
        "figcaption" | "caption" => Kind::Caption,
        "td" | "th" => Kind::Cell,
        "li" | "dt" | "dd" => Kind::Item,
        "pre" | "listing" => Kind::Pre,
        "ul" | "ol" | "dl" | "table" | "section" | "article" | "aside" | "nav" | "header" | "footer" | "main"
        | "form" => Kind::Line,
        "p" => return OwnKind::Paragraph,
        _ => return OwnKind::Same,
    })
}

fn part(tag: &str) -> Part {
    match tag {
        "br" => Part::Break,
        "img" => Part::Image,
        "a" => Part::Anchor,
        "pre" | "listing" => Part::Pre,
        "dialog" => Part::Dialog,
        "noscript" => Part::Noscript,
        "math" => Part::Formula,
        "ul" | "ol" | "dl" | "menu" => Part::List { ordered: tag == "ol" },
        "li" | "dt" | "dd" => Part::Item,
        "table" => Part::Table,
        "tr" => Part::Row,
        "td" | "th" => Part::Cell { header: tag == "th" },
        _ => Part::Other,
    }
}

fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "head"
            | "script"
            | "style"
            | "template"
            | "title"
            | "svg"
            | "textarea"
            | "iframe"
            | "canvas"
            | "audio"
            | "video"
            | "object"
            | "embed"
            | "datalist"
            | "annotation"
            | "annotation-xml"
            | "rp"
            | "noembed"
            | "noframes"
            | "base"
            | "link"
            | "meta"
    )
}

fn is_text_block(tag: &str) -> bool {
    matches!(tag, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "dd" | "dt" | "td" | "th")
}
