//! Which attributes anybody reads. The others are passed over while the tag is
//! read: most of a page's attributes are of no use to a reader.

use html5ever::{LocalName, local_name};

/// An attribute that is read. Whoever wants to read another one adds it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// `alt`, of images.
    Alt,
    /// `aria-hidden`.
    AriaHidden,
    /// `class`.
    Class,
    /// `content`, of `<meta>`.
    Content,
    /// `data-lazy-src`, of images.
    DataLazySrc,
    /// `data-original`, of images.
    DataOriginal,
    /// `data-src`, of images.
    DataSrc,
    /// `data-srcset`, of images.
    DataSrcset,
    /// `datetime`, of `<time>` and of elements that a script makes one of.
    Datetime,
    /// `hidden`.
    Hidden,
    /// `href`, of links and `<base>`.
    Href,
    /// `id`.
    Id,
    /// `itemprop`.
    Itemprop,
    /// `itemtype`.
    Itemtype,
    /// `lang`, of `<html>`.
    Lang,
    /// `name`, of `<meta>` and `<slot>`.
    Name,
    /// `open`, of `<dialog>`.
    Open,
    /// `property`, of `<meta>` and of elements with a date.
    Property,
    /// `rel`.
    Rel,
    /// `role`.
    Role,
    /// `shadowrootmode`, of `<template>`.
    ShadowRootMode,
    /// `slot`.
    Slot,
    /// `src`, of images.
    Src,
    /// `srcset`, of images.
    Srcset,
    /// `start`, of `<ol>`.
    Start,
    /// `style`.
    Style,
    /// `title`, of `<abbr>`.
    Title,
    /// `type`, of `<script>` and `<input>`.
    Type,
    /// `value`, of `<li>`.
    Value,
    /// `xml:lang`, of `<html>`.
    XmlLang,
}

impl Attribute {
    /// The attribute called `name`, which is in lower case.
    #[inline]
    pub(super) fn from_name(name: &[u8]) -> Option<Attribute> {
        Some(match name {
            b"alt" => Attribute::Alt,
            b"aria-hidden" => Attribute::AriaHidden,
            b"class" => Attribute::Class,
            b"content" => Attribute::Content,
            b"data-lazy-src" => Attribute::DataLazySrc,
            b"data-original" => Attribute::DataOriginal,
            b"data-src" => Attribute::DataSrc,
            b"data-srcset" => Attribute::DataSrcset,
            b"datetime" => Attribute::Datetime,
            b"hidden" => Attribute::Hidden,
            b"href" => Attribute::Href,
            b"id" => Attribute::Id,
            b"itemprop" => Attribute::Itemprop,
            b"itemtype" => Attribute::Itemtype,
            b"lang" => Attribute::Lang,
            b"name" => Attribute::Name,
            b"open" => Attribute::Open,
            b"property" => Attribute::Property,
            b"rel" => Attribute::Rel,
            b"role" => Attribute::Role,
            b"shadowrootmode" => Attribute::ShadowRootMode,
            b"slot" => Attribute::Slot,
            b"src" => Attribute::Src,
            b"srcset" => Attribute::Srcset,
            b"start" => Attribute::Start,
            b"style" => Attribute::Style,
            b"title" => Attribute::Title,
            b"type" => Attribute::Type,
            b"value" => Attribute::Value,
            b"xml:lang" => Attribute::XmlLang,
            _ => return None,
        })
    }

    /// True if somebody reads this attribute of an element called `tag`.
    #[inline]
    pub(super) fn is_read_of(self, tag: &LocalName) -> bool {
        match self {
            Attribute::AriaHidden
            | Attribute::Class
            // Of microdata too.
            | Attribute::Content
            | Attribute::Hidden
            | Attribute::Id
            | Attribute::Itemprop
            | Attribute::Itemtype
            | Attribute::Rel
            | Attribute::Role
            | Attribute::Slot
            | Attribute::Style => true,
            Attribute::Alt
            | Attribute::DataLazySrc
            | Attribute::DataOriginal
            | Attribute::DataSrc
            | Attribute::DataSrcset
            | Attribute::Src
            | Attribute::Srcset => {
                // The tree builder makes an `img` of an `image`.
                matches!(*tag, local_name!("img") | local_name!("image"))
            }
            Attribute::Name => *tag == local_name!("meta") || *tag == local_name!("slot"),
            // And what holds a date in RDFa.
            Attribute::Property => {
                matches!(*tag, local_name!("meta") | local_name!("span") | local_name!("div") | local_name!("time"))
            }
            Attribute::ShadowRootMode => *tag == local_name!("template"),
            // `relative-time` and others that a script makes one of.
            Attribute::Datetime => *tag == local_name!("time") || tag.ends_with("-time") || **tag == *"time-ago",
            Attribute::Href => matches!(*tag, local_name!("a") | local_name!("link") | local_name!("base")),
            Attribute::Lang | Attribute::XmlLang => *tag == local_name!("html"),
            Attribute::Open => *tag == local_name!("dialog"),
            Attribute::Start => *tag == local_name!("ol"),
            Attribute::Title => *tag == local_name!("abbr"),
            Attribute::Value => *tag == local_name!("li"),
            Attribute::Type => matches!(*tag, local_name!("script") | local_name!("input")),
        }
    }
}

/// Elements that the tree builder opens again after a block; `a` is not among
/// them, because a new one ends the last.
#[inline]
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// True for elements of which the tree builder itself compares or asks for
/// attributes: formatting elements (no more than three alike stay active) and
/// a few others. Of `a` only one can be active.
#[inline]
pub(super) fn tree_builder_reads(tag: &LocalName) -> bool {
    is_formatting(tag) || matches!(*tag, local_name!("annotation-xml") | local_name!("template"))
}
