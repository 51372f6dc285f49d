//! What is known about the article, and where each piece was found.

mod authors;
mod dates;
mod images;
mod topics;

use serde_json::Value;

use super::Role;
use crate::parse::{Head, json_ld_types};
use crate::residue::Decision;
use crate::segment::Blocks;

/// Where a piece of metadata was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Source {
    /// JSON-LD (<https://schema.org>).
    JsonLd,
    /// A `<meta>` element, Open Graph included.
    Meta,
    /// Another element of the head: `<title>`, `<link>`, `<html lang>`.
    Head,
    /// The visible page.
    Page,
    /// The caller's options.
    Options,
}

/// A value with the place it was found at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub source: Source,
}

impl<T> Found<T> {
    fn new(value: T, source: Source) -> Self {
        Found { value, source }
    }
}

/// An image of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Figure {
    /// Its address as written.
    pub src: String,
    /// Its alternative text.
    pub alt: String,
    /// Its caption, if it has one.
    pub caption: Option<String>,
}

/// What is known about the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Metadata {
    /// The headline.
    pub title: Option<Found<String>>,
    /// Names of the authors.
    pub authors: Vec<Found<String>>,
    /// When it was published, as ISO 8601 if the page says it so.
    pub published: Option<Found<String>>,
    /// When it was last changed.
    pub modified: Option<Found<String>>,
    /// The name of the site.
    pub site_name: Option<Found<String>>,
    /// The language, a BCP 47 tag.
    pub language: Option<Found<String>>,
    /// The canonical address.
    pub url: Option<Found<String>>,
    /// Description or summary.
    pub description: Option<Found<String>>,
    /// Tags.
    pub tags: Vec<Found<String>>,
    /// Categories or sections.
    pub categories: Vec<Found<String>>,
    /// Images inside the article, with captions.
    pub images: Vec<Figure>,
}

/// Reads the metadata from the head, its data, and the blocks that have a role.
pub(crate) fn read(head: &Head, blocks: &Blocks, decisions: &[Decision], address: Option<&str>) -> Metadata {
    let data = articles(head);
    let mut metadata = Metadata {
        title: title(head, &data, blocks, decisions),
        authors: authors::authors(head, &data, blocks, decisions),
        published: dates::published(head, &data, blocks),
        modified: dates::modified(head, &data),
        site_name: first([meta(head, &["og:site_name", "application-name"]), string(&data, &["publisher", "name"])]),
        language: language(head, &data),
        url: address_of(head, address),
        description: first([
            meta(head, &["og:description", "description", "twitter:description"]),
            string(&data, &["description"]),
        ]),
        tags: topics::tags(head, &data, blocks, decisions),
        categories: topics::categories(head, &data, blocks, decisions),
        images: images::images(blocks, decisions),
    };
    for list in [&mut metadata.authors, &mut metadata.tags, &mut metadata.categories] {
        dedup(list);
    }
    metadata
}

/// Names of the authors as the head or the page's data declare them.
pub(crate) fn declared_authors(head: &Head) -> Vec<String> {
    authors::declared(head, &articles(head)).into_iter().map(|found| found.value).collect()
}

/// True if the head or the page's data call the page an article, and not a
/// discussion.
pub(crate) fn declares_article(head: &Head) -> bool {
    let said = articles(head).into_iter().flat_map(kinds).any(|k| k.ends_with("Article") || k == "BlogPosting");
    said || head.meta(&["og:type"]).is_some_and(|m| m.content.eq_ignore_ascii_case("article"))
}

fn first<const N: usize>(options: [Option<Found<String>>; N]) -> Option<Found<String>> {
    options.into_iter().flatten().next()
}

fn meta(head: &Head, names: &[&str]) -> Option<Found<String>> {
    let meta = names.iter().find_map(|n| head.meta.iter().find(|m| m.name == *n && !m.content.is_empty()))?;
    Some(Found::new(meta.content.clone(), Source::Meta))
}

/// The JSON-LD objects that describe an article, most specific first.
fn articles(head: &Head) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = head.json_ld.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                if is_article(value) {
                    found.push(value);
                }
                open.extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|k| fields.get(*k)));
            }
            _ => {}
        }
    }
    found
}

fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().into_iter().flat_map(json_ld_types)
}

fn is_article(value: &Value) -> bool {
    let ends = ["Article", "Posting", "Report", "Review", "Recipe", "HowTo", "Question", "LiveBlogPosting"];
    kinds(value).any(|k| ends.iter().any(|e| k.ends_with(e)))
}

fn string(data: &[&Value], path: &[&str]) -> Option<Found<String>> {
    data.iter().find_map(|object| {
        let mut value = *object;
        for key in path {
            value = &value[*key];
            if let Value::Array(items) = value {
                value = items.first()?;
            }
        }
        let text = clean(value.as_str()?);
        (!text.is_empty()).then(|| Found::new(text, Source::JsonLd))
    })
}

/// JSON-LD often holds HTML entities, some of them escaped twice.
fn clean(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.contains('&') {
        return text;
    }
    let pairs = [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#8217;", "\u{2019}"),
    ];
    pairs.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

fn block_with(blocks: &Blocks, decisions: &[Decision], role: Role) -> Option<String> {
    let at = decisions.iter().position(|d| d.role == role)?;
    Some(blocks.blocks[at].text.replace('\n', " "))
}

fn title(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Option<Found<String>> {
    let on_page = block_with(blocks, decisions, Role::Title).map(|t| Found::new(t, Source::Page));
    let in_head = head.title.as_deref().map(|t| Found::new(without_site(t, head), Source::Head));
    first([
        on_page,
        string(data, &["headline"]),
        meta(head, &["og:title", "twitter:title"]).map(|f| Found::new(without_site(&f.value, head), f.source)),
        in_head.filter(|f| !f.value.is_empty()),
    ])
}

/// `Title - Site` and `Title | Section | Site` without what comes after the
/// separator, if that is the site's name or is short.
fn without_site(title: &str, head: &Head) -> String {
    let site = head.meta(&["og:site_name"]).map(|m| m.content.to_lowercase());
    for separator in [" | ", " - ", " \u{2013} ", " \u{2014} ", " :: ", " \u{b7} ", " \u{2022} "] {
        if let Some((before, after)) = title.rsplit_once(separator) {
            let named = site
                .as_ref()
                .is_some_and(|s| after.to_lowercase().contains(s.as_str()) || s.contains(&after.to_lowercase()));
            if named
                || separator == " | "
                || (after.split_whitespace().count() <= 3 && before.split_whitespace().count() >= 4)
            {
                return without_site_once(before);
            }
        }
    }
    title.trim().to_owned()
}

fn without_site_once(title: &str) -> String {
    title.split(" | ").next().unwrap_or(title).trim().to_owned()
}

fn language(head: &Head, data: &[&Value]) -> Option<Found<String>> {
    let tag = |l: &str| l.split([',', ';']).next().unwrap_or(l).trim().replace('_', "-");
    let html = head.language.as_deref().map(tag).filter(|l| !l.is_empty());
    first([
        html.map(|l| Found::new(l, Source::Head)),
        string(data, &["inLanguage"]),
        meta(head, &["og:locale", "content-language", "language"]).map(|f| Found::new(tag(&f.value), f.source)),
    ])
}

fn address_of(head: &Head, address: Option<&str>) -> Option<Found<String>> {
    first([
        head.canonical.clone().filter(|c| c.starts_with("http")).map(|c| Found::new(c, Source::Head)),
        meta(head, &["og:url"]).filter(|f| f.value.starts_with("http")),
        address.map(|a| Found::new(a.to_owned(), Source::Options)),
    ])
}

fn dedup(list: &mut Vec<Found<String>>) {
    let mut seen = Vec::new();
    list.retain(|f| {
        let key = f.value.to_lowercase();
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
}
