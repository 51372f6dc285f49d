//! What is known about the article, and where each piece was found.
//!
//! Every field asks its sources in a fixed order and takes the first that
//! answers; where others say something else, a [`Disagreement`] tells what, and
//! why the choice fell as it did. `docs/output.md` has the orders.

mod authors;
mod byline;
mod data;
mod dates;
mod declared;
mod images;
mod iso;
mod labels;
mod language;
mod names;
mod shape;
mod shown;
mod site_name;
mod text;
mod title;
mod topics;
mod written;
mod zone;

use super::Role;
use crate::address::Address;
use crate::article::Decision;
use crate::lexicon::{Hints, Lexicon};
use crate::parse::Head;
use crate::segment::{Blocks, ElementId};
pub(crate) use data::{Data, is_free};
pub(crate) use declared::{declares_article, declares_discussion, declares_nothing, declares_product};
use text::{Seen, clean};
use zone::Zone;

/// Where a piece of metadata was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Source {
    /// JSON-LD (<https://schema.org>).
    JsonLd,
    /// Open Graph (<https://ogp.me>), or what follows its pattern: `og:`, `article:`, `twitter:`.
    OpenGraph,
    /// Dublin Core (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>).
    DublinCore,
    /// Another `<meta>` element.
    Meta,
    /// Microdata in the page: `itemprop`.
    Microdata,
    /// A link's `rel`.
    Rel,
    /// A `<time>` element.
    Time,
    /// Another element of the head: `<title>`, `<html lang>`.
    Head,
    /// The visible page: its heading, byline, date line, tags.
    Page,
    /// The page's address.
    Address,
    /// The article's text, for its language.
    Text,
    /// The caller's options.
    Options,
}

impl Source {
    /// The name, as JSON spells it.
    pub fn name(self) -> &'static str {
        match self {
            Source::JsonLd => "json-ld",
            Source::OpenGraph => "open-graph",
            Source::DublinCore => "dublin-core",
            Source::Meta => "meta",
            Source::Microdata => "microdata",
            Source::Rel => "rel",
            Source::Time => "time",
            Source::Head => "head",
            Source::Page => "page",
            Source::Address => "address",
            Source::Text => "text",
            Source::Options => "options",
        }
    }

    /// Which family the `<meta>` called `name` belongs to.
    fn of_meta(name: &str) -> Source {
        let begins = |prefix: &str| name.starts_with(prefix);
        if begins("og:") || begins("article:") || begins("twitter:") {
            Source::OpenGraph
        } else if begins("dc.") || begins("dcterms.") || begins("dc:") || begins("dcterms:") {
            Source::DublinCore
        } else {
            Source::Meta
        }
    }
}

/// What the elements from `owner` outwards hint at, so many of them.
fn hinted(blocks: &Blocks, hints: &[Hints], owner: ElementId, depth: usize) -> Hints {
    let own = blocks.trail(owner).take(depth).filter_map(|(id, _)| hints.get(id.index()));
    own.fold(Hints::default(), |all, own| all.with(*own))
}

/// A value with the place it was found at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
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

/// Sources that say something else than the one that was believed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Disagreement {
    /// The field of [`Metadata`].
    pub field: &'static str,
    /// Why the choice fell as it did.
    pub why: &'static str,
    /// What the others say.
    pub others: Vec<Found<String>>,
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
    /// Who made it or owns it, if the page says so.
    pub credit: Option<String>,
}

/// What is known about the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<Found<String>>,
    /// Names of the authors.
    pub authors: Vec<Found<String>>,
    /// When it was published: ISO 8601, a date or a date and a time, with the
    /// zone if the page gives one.
    pub published: Option<Found<String>>,
    /// When it was last changed, in the same form.
    pub modified: Option<Found<String>>,
    /// The name of the site.
    pub site_name: Option<Found<String>>,
    /// The language, a BCP 47 tag.
    pub language: Option<Found<String>>,
    /// The canonical address.
    pub url: Option<Found<String>>,
    /// Description or summary.
    pub description: Option<Found<String>>,
    /// The section of the site.
    pub section: Option<Found<String>>,
    /// Tags.
    pub tags: Vec<Found<String>>,
    /// Categories or sections.
    pub categories: Vec<Found<String>>,
    /// False if the publisher says that not everybody may read it all
    /// (<https://schema.org/isAccessibleForFree>).
    pub accessible_for_free: Option<Found<bool>>,
    /// The licence: its address, or its words.
    pub license: Option<Found<String>>,
    /// The image that stands for the article: its address as written.
    pub image: Option<Found<String>>,
    /// Images inside the article, with captions.
    pub images: Vec<Figure>,
    /// Where sources disagree, and why the choice fell as it did.
    pub disagreements: Vec<Disagreement>,
}

/// What the fields are read from.
#[derive(Clone, Copy)]
struct Sources<'a> {
    head: &'a Head,
    data: &'a Data<'a>,
    blocks: &'a Blocks,
    /// For each element, what its own names hint at.
    hints: &'a [Hints],
    decisions: &'a [Decision],
    zone: &'a Zone,
    lexicon: &'a Lexicon,
    /// The page's language, for reading dates.
    language: &'a str,
    /// The page's address.
    url: Option<&'a str>,
}

/// Reads the metadata from the head, its data, and the blocks that have a role.
///
/// `hints` are what each element's own names hint at.
pub(crate) fn read(
    head: &Head,
    blocks: &Blocks,
    hints: &[Hints],
    decisions: &[Decision],
    lexicon: &Lexicon,
    address: Option<&str>,
) -> Metadata {
    let data = Data::of(head);
    let zone = Zone::of(blocks, hints, decisions);
    let mut disagreements = Vec::new();
    let language = choose("language", language::candidates(head, &data, blocks, decisions), &mut disagreements);
    let tag = language.as_ref().map_or("", |l| l.value.as_str());
    let page = address_of(head, address);
    let url = page.as_ref().map(|page| page.value.as_str());
    let sources = Sources { head, data: &data, lexicon, blocks, hints, decisions, zone: &zone, language: tag, url };
    let authors = authors::authors(&sources, &mut disagreements);
    let images = images::images(&sources, &authors);
    let mut metadata = Metadata {
        title: choose("title", title::candidates(&sources, !authors.is_empty()), &mut disagreements),
        authors,
        published: choose("published", dates::published(&sources), &mut disagreements),
        modified: choose("modified", dates::modified(&sources), &mut disagreements),
        site_name: first([
            meta(head, &["og:site_name", "application-name"]),
            data.string(&["publisher", "name"]),
            data.site_name(),
        ]),
        url: None,
        description: first([
            meta(head, &["og:description", "description", "twitter:description", "dc.description"]),
            data.string(&["description"]),
        ]),
        section: topics::section(&sources),
        tags: topics::tags(&sources),
        categories: topics::categories(&sources),
        accessible_for_free: data.accessible_for_free().or_else(|| content_tier(head)),
        license: license(head, &data),
        image: first([meta(head, &["og:image", "og:image:url", "twitter:image"]), data.image()]),
        images,
        language: None,
        disagreements: Vec::new(),
    };
    dedup(&mut metadata.tags, None);
    // Breadcrumbs end in the page itself.
    dedup(&mut metadata.categories, metadata.title.as_ref());
    Metadata { url: page, language, disagreements, ..metadata }
}

/// A text has hardly more authors, and each of its short lines is compared with them.
const AUTHORS: usize = 100;

/// Names of the authors as the head or the page's data declare them.
pub(crate) fn declared_authors(data: &Data<'_>) -> Vec<String> {
    authors::declared(data).into_iter().map(|found| found.value).take(AUTHORS).collect()
}

/// What a field was found to be, in the order of belief, and why that order.
struct Candidates {
    found: Vec<Found<String>>,
    why: &'static str,
    /// True if two values say the same.
    same: fn(&str, &str) -> bool,
}

/// The first candidate; those that say something else are noted.
fn choose(field: &'static str, candidates: Candidates, notes: &mut Vec<Disagreement>) -> Option<Found<String>> {
    let mut found = candidates.found.into_iter();
    let chosen = found.next()?;
    let mut others: Vec<Found<String>> = Vec::new();
    for other in found.filter(|o| !(candidates.same)(&o.value, &chosen.value)) {
        if !others.iter().any(|o| (candidates.same)(&o.value, &other.value)) {
            others.push(other);
        }
    }
    if !others.is_empty() {
        notes.push(Disagreement { field, why: candidates.why, others });
    }
    Some(chosen)
}

fn first<T, const N: usize>(options: [Option<Found<T>>; N]) -> Option<Found<T>> {
    options.into_iter().flatten().next()
}

/// The first `<meta>` called one of `names` that says something.
fn meta(head: &Head, names: &[&str]) -> Option<Found<String>> {
    let meta = head.meta(names)?;
    let value = clean(&meta.content);
    (!value.is_empty()).then(|| Found::new(value, Source::of_meta(&meta.name)))
}

/// The licence in the data, in `rel=license`, or in Dublin Core's rights.
fn license(head: &Head, data: &Data<'_>) -> Option<Found<String>> {
    let marked = head.marks.iter().find(|m| m.name == "license").and_then(|m| m.value.clone());
    first([
        data.string(&["license"]),
        head.license.clone().map(|l| Found::new(l, Source::Rel)),
        marked.map(|l| Found::new(l, Source::Microdata)),
        meta(head, &["dcterms.license", "dc.rights", "dcterms.rights", "rights", "license"]),
    ])
}

/// `article:content_tier` of the Facebook publishers' vocabulary.
fn content_tier(head: &Head) -> Option<Found<bool>> {
    let tier = head.meta(&["article:content_tier"])?;
    let free = match tier.content.as_str() {
        "free" => true,
        "locked" | "metered" => false,
        _ => return None,
    };
    Some(Found::new(free, Source::OpenGraph))
}

fn address_of(head: &Head, address: Option<&str>) -> Option<Found<String>> {
    let base = head.base.as_deref().filter(|base| is_web(base)).or(address);
    let whole = |found: &str| absolute(found, base);
    first([
        head.canonical.as_deref().and_then(whole).map(|c| Found::new(c, Source::Rel)),
        meta(head, &["og:url"]).and_then(|f| Some(Found::new(whole(&f.value)?, f.source))),
        address.map(|a| Found::new(a.to_owned(), Source::Options)),
    ])
}

fn is_web(address: &str) -> bool {
    Address::of(address).scheme.is_some_and(|scheme| matches!(&*scheme.to_ascii_lowercase(), "http" | "https"))
}

/// The address with the scheme and the host of `base` where it has none.
fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    if is_web(address) {
        return Some(address.to_owned());
    }
    let Address { scheme, authority, .. } = Address::of(base.filter(|_| address.starts_with('/'))?);
    let start = if address.starts_with("//") { ":".to_owned() } else { format!("://{authority}") };
    Some(format!("{}{start}{address}", scheme?))
}

/// Takes out what says the same as what stands before it, or as `known`.
fn dedup(list: &mut Vec<Found<String>>, known: Option<&Found<String>>) {
    let mut seen = Seen::default();
    known.into_iter().for_each(|known| _ = seen.insert(&known.value));
    list.retain(|found| seen.insert(&found.value));
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn addresses_get_the_host_that_they_leave_out() {
        let whole = |address: &str| absolute(address, Some("https://e.example/a/b?c"));
        assert_eq!(whole("/pier").as_deref(), Some("https://e.example/pier"));
        assert_eq!(whole("//m.e.example/pier").as_deref(), Some("https://m.e.example/pier"));
        assert_eq!(whole("HTTP://e.example/").as_deref(), Some("HTTP://e.example/"));
        assert_eq!((whole("httpx://e"), whole("pier"), absolute("/pier", None)), (None, None, None));
    }
}
