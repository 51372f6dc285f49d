//! What is known about the article, and where each piece was found.

use serde_json::Value;

use super::Role;
use crate::lexicon::{Hint, Hints};
use crate::parse::Head;
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
        authors: authors(head, &data, blocks, decisions),
        published: dates::published(head, &data, blocks),
        modified: dates::modified(head, &data),
        site_name: first([
            meta(head, &["og:site_name", "application-name"]),
            string(&data, &["publisher", "name"]),
        ]),
        language: language(head, &data),
        url: address_of(head, address),
        description: first([meta(head, &["og:description", "description", "twitter:description"]), string(&data, &["description"])]),
        tags: tags(head, &data, blocks, decisions),
        categories: categories(head, &data, blocks, decisions),
        images: images(blocks, decisions),
    };
    for list in [&mut metadata.authors, &mut metadata.tags, &mut metadata.categories] {
        dedup(list);
    }
    metadata
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

fn is_article(value: &Value) -> bool {
    let kinds = match &value["@type"] {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let ends = ["Article", "Posting", "Report", "Review", "Recipe", "HowTo", "Question", "LiveBlogPosting"];
    kinds.iter().any(|k| ends.iter().any(|e| k.ends_with(e)))
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
    let pairs = [("&amp;", "&"), ("&quot;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&#8217;", "\u{2019}")];
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
            let named = site.as_ref().is_some_and(|s| after.to_lowercase().contains(s.as_str()) || s.contains(&after.to_lowercase()));
            if named || separator == " | " || (after.split_whitespace().count() <= 3 && before.split_whitespace().count() >= 4) {
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

fn authors(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Vec<Found<String>> {
    for object in data {
        let names = names_of(&object["author"]);
        if !names.is_empty() {
            return names.into_iter().map(|n| Found::new(n, Source::JsonLd)).collect();
        }
    }
    let named = head.meta.iter().filter(|m| matches!(m.name.as_str(), "author" | "article:author" | "byl" | "parsely-author" | "dc.creator" | "sailthru.author" | "citation_author"));
    let in_meta: Vec<_> = named.flat_map(|m| split_names(&m.content)).filter(|n| is_name(n)).collect();
    if !in_meta.is_empty() {
        return in_meta.into_iter().map(|n| Found::new(n, Source::Meta)).collect();
    }
    let bylines = decisions.iter().zip(&blocks.blocks).filter(|(d, _)| d.role == Role::Byline);
    let linked = bylines.clone().flat_map(|(_, b)| b.spans.iter().filter(|s| s.link.is_some()).map(|s| b.text[s.range.clone()].trim().to_owned()));
    let linked: Vec<_> = linked.filter(|n| is_name(n)).collect();
    let names = if linked.is_empty() { bylines.flat_map(|(_, b)| split_names(without_cue(&b.text))).filter(|n| is_name(n)).collect() } else { linked };
    let hinted = || hinted_names(blocks);
    let names = if names.is_empty() { hinted() } else { names };
    names.into_iter().map(|n| Found::new(n, Source::Page)).collect()
}

fn names_of(value: &Value) -> Vec<String> {
    let one = |v: &Value| match v {
        Value::String(name) => split_names(name),
        Value::Object(_) => match &v["name"] {
            Value::String(name) => split_names(name),
            Value::Array(names) => names.iter().filter_map(Value::as_str).flat_map(split_names).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    match value {
        Value::Array(items) => items.iter().flat_map(one).filter(|n| is_name(n)).collect(),
        other => one(other).into_iter().filter(|n| is_name(n)).collect(),
    }
}

fn split_names(text: &str) -> Vec<String> {
    clean(text).split([',', ';', '|', '/', '\u{3001}']).flat_map(|p| p.split(" & ")).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect()
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=6).contains(&words) && name.chars().count() <= 60 && !name.contains("://") && !name.contains('@') && name.chars().any(char::is_alphabetic)
}

/// A byline begins with a word in lower case or with one before the name.
fn without_cue(text: &str) -> &str {
    text.split_once(':').map_or(text, |(_, rest)| rest).trim()
}

fn hinted_names(blocks: &Blocks) -> Vec<String> {
    let named = blocks.blocks.iter().filter(|b| {
        b.words <= 6 && blocks.trail(b.owner).take(2).any(|(_, e)| {
            e.tokens.iter().any(|t| matches!(blocks.names.get(*t), "author" | "author-name" | "byline-name" | "fn"))
        })
    });
    named.map(|b| b.text.clone()).filter(|n| is_name(n)).take(1).collect()
}

fn tags(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = linked_words(blocks, decisions, Role::Tag);
    let in_meta = head.meta.iter().filter(|m| m.name == "article:tag").map(|m| Found::new(m.content.clone(), Source::Meta));
    found.extend(in_meta);
    if found.is_empty() {
        let keywords = data.iter().flat_map(|o| match &o["keywords"] {
            Value::String(all) => all.split(',').map(|k| clean(k.trim())).collect(),
            Value::Array(items) => items.iter().filter_map(|v| v.as_str().or(v["name"].as_str())).map(clean).collect(),
            _ => Vec::new(),
        });
        found.extend(keywords.filter(|k| !k.is_empty()).map(|k| Found::new(k, Source::JsonLd)));
    }
    if found.is_empty() {
        let keywords = meta(head, &["news_keywords", "keywords"]).into_iter();
        found.extend(keywords.flat_map(|f| f.value.split(',').map(|k| Found::new(k.trim().to_owned(), Source::Meta)).collect::<Vec<_>>()));
    }
    found.retain(|f| !f.value.is_empty());
    found
}

fn categories(head: &Head, data: &[&Value], blocks: &Blocks, decisions: &[Decision]) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = data.iter().flat_map(|o| match &o["articleSection"] {
        Value::String(one) => vec![clean(one)],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(clean).collect(),
        _ => Vec::new(),
    }).map(|c| Found::new(c, Source::JsonLd)).collect();
    found.extend(meta(head, &["article:section"]));
    found.extend(linked_words(blocks, decisions, Role::Category));
    found
}

/// Texts of the links in blocks of a role.
fn linked_words(blocks: &Blocks, decisions: &[Decision], role: Role) -> Vec<Found<String>> {
    let of_role = decisions.iter().zip(&blocks.blocks).filter(|(d, _)| d.role == role);
    let links = of_role.flat_map(|(_, b)| {
        let mut texts: Vec<(usize, String)> = Vec::new();
        for span in &b.spans {
            let Some(link) = span.link else { continue };
            match texts.last_mut() {
                Some((last, text)) if *last == link => text.push_str(&b.text[span.range.clone()]),
                _ => texts.push((link, b.text[span.range.clone()].to_owned())),
            }
        }
        texts
    });
    let texts = links.map(|(_, t)| t.trim().trim_start_matches('#').trim_end_matches(',').trim().to_owned());
    texts.filter(|t| !t.is_empty() && t.chars().count() <= 60).map(|t| Found::new(t, Source::Page)).collect()
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

/// Images between the first and the last block that was kept, with the caption
/// in the same figure or right beside.
fn images(blocks: &Blocks, decisions: &[Decision]) -> Vec<Figure> {
    let kept = |d: &Decision| d.dropped.is_none();
    let (Some(first), Some(last)) = (decisions.iter().position(kept), decisions.iter().rposition(kept)) else { return Vec::new() };
    let inside = blocks.images.iter().filter(|i| i.before + 3 >= first && i.before <= last + 1 && !i.src.is_empty());
    let mut figures: Vec<Figure> = Vec::new();
    for image in inside {
        if figures.iter().any(|f| f.src == image.src) {
            continue;
        }
        let figure = blocks.trail(image.owner).take(6).find(|(_, e)| blocks.names.get(e.tag) == "figure").map(|(id, _)| id);
        let caption = (image.before..(image.before + 3).min(blocks.blocks.len())).find(|i| {
            decisions[*i].role == Role::Caption
                && figure.is_none_or(|f| blocks.trail(blocks.blocks[*i].owner).any(|(id, _)| id == f))
        });
        figures.push(Figure { src: image.src.clone(), alt: image.alt.clone(), caption: caption.map(|i| blocks.blocks[i].text.clone()) });
    }
    figures
}

/// Dates: what pages call them, and which one to believe.
pub(crate) mod dates {
    use super::{Blocks, Found, Head, Hint, Hints, Source, Value, string};

    const PUBLISHED: &[&str] = &[
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "dcterms.created", "dc.date",
        "parsely-pub-date", "pubdate", "publish-date", "publish_date", "sailthru.date", "citation_publication_date", "og:published_time", "cxenseparse:recs:publishtime",
    ];
    const MODIFIED: &[&str] = &["article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified"];

    pub(super) fn published(head: &Head, data: &[&Value], blocks: &Blocks) -> Option<Found<String>> {
        let in_data = string(data, &["datePublished"]).filter(|f| iso(&f.value).is_some());
        in_data.or_else(|| from_meta(head, PUBLISHED)).or_else(|| string(data, &["dateCreated"])).or_else(|| on_page(blocks))
    }

    pub(super) fn modified(head: &Head, data: &[&Value]) -> Option<Found<String>> {
        string(data, &["dateModified"]).or_else(|| from_meta(head, MODIFIED))
    }

    fn from_meta(head: &Head, names: &[&str]) -> Option<Found<String>> {
        names.iter().find_map(|name| {
            let meta = head.meta.iter().find(|m| m.name == *name && iso(&m.content).is_some())?;
            Some(Found { value: meta.content.clone(), source: Source::Meta })
        })
    }

    /// A date in a block that is called so, if it is written in figures.
    fn on_page(blocks: &Blocks) -> Option<Found<String>> {
        let dated = blocks.blocks.iter().filter(|b| b.words <= 14 && !b.hidden && {
            let tokens = blocks.trail(b.owner).take(3).flat_map(|(_, e)| e.tokens.iter());
            tokens.map(|t| Hints::of(blocks.names.get(*t))).any(|h| h.has(Hint::DateLine)) || blocks.tag(b.owner) == "time"
        });
        dated.filter_map(|b| iso(&b.text)).next().map(|value| Found { value, source: Source::Page })
    }

    /// The first `YYYY-MM-DD` (or with `/` or `.`) in a text.
    pub(crate) fn iso(text: &str) -> Option<String> {
        let bytes = text.as_bytes();
        (0..bytes.len().saturating_sub(9)).find_map(|at| {
            let date = bytes.get(at..at + 10)?;
            let digits = |r: std::ops::Range<usize>| date[r].iter().all(u8::is_ascii_digit);
            let separated = matches!(date[4], b'-' | b'/' | b'.') && date[7] == date[4];
            if !(digits(0..4) && digits(5..7) && digits(8..10) && separated) {
                return None;
            }
            let number = |r: std::ops::Range<usize>| text.get(at + r.start..at + r.end)?.parse::<u32>().ok();
            let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
            let plausible = (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
            plausible.then(|| format!("{year:04}-{month:02}-{day:02}"))
        })
    }

    #[cfg(test)]
    mod tests {
        use super::iso;

        #[test]
        fn dates_in_figures_are_read() {
            assert_eq!(iso("on 2025-05-09T10:00").as_deref(), Some("2025-05-09"));
            assert_eq!(iso("2025/13/09"), None);
            assert_eq!(iso("1234567890"), None);
        }
    }
}
