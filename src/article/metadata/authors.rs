//! The authors' names.

use serde_json::Value;

use super::data::{Data, MOST, items, kinds, may_be_name};
use super::zone::Place;
use super::{Disagreement, Found, Role, Seen, Source, Sources, byline, hinted, meta, names, shape, written};
use crate::address::Address;
use crate::lexicon::{Hint, NameWord, normalise, squeeze};
use crate::parse::{Head, Markup, is_sign};
use crate::segment::{Block, count_words};

/// What pages call a `<meta>` with an author's name.
const META: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.name",
    "citation_author",
    "citation_authors",
    "authors",
    "twitter:creator:name",
];

/// How far up the tree hints count.
const HINT_DEPTH: usize = 4;

const ORDER: &str = "names declared for machines go before the byline on the page";
const WEAK: &str = "the others name the site itself, a desk or an account";

/// A source, and its names.
struct Group {
    names: Vec<Found<String>>,
    /// The names of the site, of desks or of accounts: somebody else may know better.
    weak: bool,
    /// They are of desks.
    desk: bool,
}

impl Group {
    fn none() -> Group {
        Group { names: Vec::new(), weak: true, desk: false }
    }
}

/// Names that JSON-LD or `<meta>` declare.
pub(super) fn declared(data: &Data<'_>) -> Vec<Found<String>> {
    let head = data.head;
    let url = super::address_of(head, None).map(|found| found.value);
    let (sites, language) = (site_names(head, data, url.as_deref()), head.language.as_deref().unwrap_or_default());
    let groups = [in_data(data, &sites, language), in_meta(head, &sites, language)];
    let strong = groups.iter().position(|g| !g.weak && !g.names.is_empty());
    let best = strong.or_else(|| groups.iter().position(|g| !g.names.is_empty()));
    let [data, meta] = groups;
    match best {
        Some(0) => data.names,
        Some(_) => meta.names,
        None => Vec::new(),
    }
}

pub(super) fn authors(sources: &Sources<'_>, notes: &mut Vec<Disagreement>) -> Vec<Found<String>> {
    let sites = site_names(sources.head, sources.data, sources.url);
    let groups = [
        in_data(sources.data, &sites, sources.language),
        in_meta(sources.head, &sites, sources.language),
        in_marks(sources, &sites),
        group(byline::names(sources), Source::Page, &sites, true),
        beside_date(sources, &sites),
        first_poster(sources, &sites),
    ];
    // Nothing less than a whole name is better than a desk.
    let desk = groups.iter().any(|g| g.desk);
    let is_whole = |name: &Found<String>| name.value.contains(' ') || name.value.contains(is_sign);
    let is_told = |g: &Group| !g.weak && !g.names.is_empty() && (!desk || g.names.iter().any(is_whole));
    let strong = groups.iter().position(is_told);
    let Some(best) = strong.or_else(|| groups.iter().position(|g| !g.names.is_empty())) else { return Vec::new() };
    let why = if groups[..best].iter().any(|g| !g.names.is_empty()) { WEAK } else { ORDER };
    let mut groups = groups.map(|g| g.names);
    let chosen = std::mem::take(&mut groups[best]);
    let mut seen = Seen::default();
    for name in &chosen {
        seen.insert(&name.value);
    }
    let others: Vec<Found<String>> = groups.into_iter().flatten().filter(|f| seen.insert(&f.value)).collect();
    if !others.is_empty() {
        notes.push(Disagreement { field: "authors", why, others });
    }
    chosen
}

fn group(names: Vec<String>, source: Source, sites: &[Site], accounts: bool) -> Group {
    let is_site = |n: &str| sites.iter().any(|s| is_site(n, s));
    let strong: Vec<&String> = names.iter().filter(|n| !is_site(n)).collect();
    let desk = strong.iter().any(|n| shape::is_nobody(n));
    let weak = strong.iter().all(|n| shape::is_nobody(n) || !accounts && shape::is_account(n));
    // The site is no author beside a name.
    let keep = |n: &String| weak || strong.is_empty() || !is_site(n);
    let mut seen = Seen::default();
    let unique = names.iter().filter(|n| keep(n) && seen.insert(n));
    Group { names: unique.map(|n| Found::new(n.clone(), source)).collect(), weak, desk }
}

/// A name of the site, squeezed.
struct Site {
    name: String,
    /// It is the first part of the host: a word of a person's name may be the same.
    label: bool,
}

/// The names that the page gives its site.
fn site_names(head: &Head, data: &Data<'_>, url: Option<&str>) -> Vec<Site> {
    let host = url.map(|url| Address::of(url).short_host().to_owned());
    let label = host.as_deref().and_then(|h| h.split('.').next()).map(str::to_owned);
    let named = [
        (meta(head, &["og:site_name"]).map(|f| f.value), false),
        (data.string(&["publisher", "name"]).map(|f| f.value), false),
        (data.site_name().map(|f| f.value), false),
        (host, false),
        (label, true),
    ];
    let named = named.into_iter().filter_map(|(name, label)| Some(Site { name: squeeze(&name?), label }));
    named.filter(|site| site.name.len() > 1).collect()
}

fn is_site(name: &str, site: &Site) -> bool {
    let (squeezed, site, label) = (squeeze(name), &site.name, site.label);
    // `Post Staff` is the `Post`; `Ada Quill` is not `ada.example.org`.
    let staff = |(first, rest): (&str, &str)| squeeze(first) == *site && shape::is_nobody(rest);
    squeezed == *site
        || name.split_once(' ').is_some_and(staff)
        || !label && site.len() >= 5 && squeezed.contains(site)
        || squeezed.len() >= 5 && site.starts_with(&squeezed)
}

fn in_data(data: &Data<'_>, sites: &[Site], language: &str) -> Group {
    let forum = data.kinds().any(|k| k == "DiscussionForumPosting" || k == "Question" || k == "SocialMediaPosting");
    for object in &data.articles {
        for key in ["author", "creator"] {
            let names = object.get(key).map_or(Vec::new(), |v| names_of(data, v, key, language));
            if !names.is_empty() {
                return group(names, Source::JsonLd, sites, forum);
            }
        }
    }
    Group::none()
}

/// The names in the value of the property `key`.
fn names_of<'a>(data: &Data<'a>, value: &'a Value, key: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    for item in items(value).iter().take(MOST) {
        let item = data.resolve(item);
        // A role holds the property again, and in it the one who has the role.
        let item = item.get(key).and_then(|held| items(held).first()).map_or(item, |held| data.resolve(held));
        let is = |kind: &str| kinds(item).any(|k| k == kind);
        let part = |key: &str| item.get(key).and_then(Value::as_str).filter(|p| may_be_name(p)).map(super::clean);
        if let (None, Some(given), Some(family)) = (item.get("name"), part("givenName"), part("familyName")) {
            found.push(format!("{given} {family}"));
            continue;
        }
        let name = item.get("name").unwrap_or(item);
        let strings = items(name).iter().take(MOST).map(|n| n.get("@value").unwrap_or(n)).filter_map(Value::as_str);
        for name in strings.filter(|name| may_be_name(name)) {
            // The name of an organisation may hold a comma or an "and".
            let whole = is("Organization") || is("NewsMediaOrganization");
            if whole || is("Person") && names::begins_with_particle(name) {
                found.push(super::clean(name));
            } else {
                found.extend(names::split(name, language));
            }
        }
    }
    found.retain(|n| shape::is_name(n));
    found
}

fn in_meta(head: &Head, sites: &[Site], language: &str) -> Group {
    for name in META {
        let metas = head.meta.iter().filter(|m| m.name == *name);
        let names = |content: &str| match *name {
            "citation_author" => vec![catalogued(content)],
            "citation_authors" if content.contains(';') => content.split(';').map(catalogued).collect(),
            "citation_authors" | "dc.creator" | "dcterms.creator" | "dc.creator.name" => {
                catalogued_only(content).map_or_else(|| names::split(content, language), |name| vec![name])
            }
            _ => names::split(content, language),
        };
        let found = metas.flat_map(|m| names(&m.content)).collect();
        let group = group(found, Source::of_meta(name), sites, false);
        if !group.names.is_empty() && (!group.weak || *name == META[META.len() - 1]) {
            return group;
        }
    }
    if let Some(told) = labelled(head, language) {
        return group(told, Source::OpenGraph, sites, false);
    }
    let weak = META.iter().flat_map(|n| head.meta.iter().filter(move |m| m.name == *n));
    let weak = weak.flat_map(|m| names::split(&m.content, language));
    group(weak.collect(), Source::Meta, sites, false)
}

/// The names of a card's line that is labelled "Written by" (`twitter:label1`, `twitter:data1`).
fn labelled(head: &Head, language: &str) -> Option<Vec<String>> {
    let meta = |name: &str| head.meta.iter().find(|m| m.name == name).map(|m| &*m.content);
    [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")].into_iter().find_map(|(label, data)| {
        let told = NameWord::By.is_in(&normalise(meta(label)?), language);
        Some(names::split(meta(data)?, language)).filter(|names| told && !names.is_empty())
    })
}

/// `Quill, Ada`, as catalogues write it, is `Ada Quill`.
fn catalogued(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
        _ => name.trim().to_owned(),
    }
}

/// The one name in a string in which others write a list: a family name stands
/// before its comma, not a whole name.
fn catalogued_only(text: &str) -> Option<String> {
    let (last, _) =
        text.split_once(',').filter(|(_, first)| !first.trim().is_empty() && !first.contains([',', ';']))?;
    (!last.trim().contains(' ') || last.starts_with(char::is_lowercase)).then(|| catalogued(text))
}

fn in_marks(sources: &Sources<'_>, sites: &[Site]) -> Group {
    let split = |text: &str| names::split(text, sources.language);
    for markup in [Markup::Microdata, Markup::Rel] {
        let marked =
            sources.head.marks.iter().filter(|m| m.markup == markup && (m.name == "author" || m.name == "creator"));
        // Comments have authors too: those of the article come first.
        let first = marked.map(|m| split(&m.text)).find(|n| n.iter().any(|n| shape::is_name(n)));
        if let Some(names) = first {
            let source = if markup == Markup::Rel { Source::Rel } else { Source::Microdata };
            return group(names, source, sites, markup == Markup::Microdata);
        }
    }
    Group::none()
}

/// Names and a date in one line or in two that stand together, where nothing calls
/// them byline and date line.
fn beside_date(sources: &Sources<'_>, sites: &[Site]) -> Group {
    let blocks = &sources.blocks.blocks;
    let titles: Vec<String> = sources.head.title.iter().map(|t| squeeze(t)).collect();
    let is_date = |at: usize| byline::is_date(sources, at);
    let lines = sources.zone.lines.iter().filter(|l| l.place != Place::Behind);
    let lines = lines.filter(|l| !matches!(sources.decisions[l.at].role, Role::Title | Role::Category | Role::Tag));
    let names = lines.into_iter().find_map(|line| {
        let block = &blocks[line.at];
        let text = names::without_date(&block.text, sources.language);
        let beside = text.len() < block.text.len() || is_date(line.at + 1) || line.at > 0 && is_date(line.at - 1);
        let of_dates = written::find(&block.text, sources.language);
        let of_dates: usize = of_dates.iter().map(|d| count_words(&block.text[d.start..d.end])).sum();
        if !beside || block.link_chars > 0 || block.words > byline::NAME + of_dates {
            return None;
        }
        // Under a name stands an office or a place.
        let line_of_name = text.trim().lines().next().unwrap_or_default();
        let whole = line_of_name.trim_matches(|c: char| !c.is_alphanumeric());
        let titled = titles.iter().any(|t| t.contains(&squeeze(whole)));
        // Where there are no capitals, nothing tells a name from a section's.
        let told = whole.contains(char::is_uppercase);
        (!titled && told).then(|| only_names(whole, sources.language)).flatten()
    });
    group(names.unwrap_or_default(), Source::Page, sites, true)
}

/// The full names in a text that says nothing else: "Ada Quill and Ben Ream", "Ada Quill, dpa".
fn only_names(text: &str, language: &str) -> Option<Vec<String>> {
    let names = if shape::is_full_name(text) { vec![text.to_owned()] } else { names::split(text, language) };
    let words = |text: &str| text.split_whitespace().count();
    let named: usize = names.iter().map(|name| words(name)).sum();
    let is_first = names.first().is_some_and(|name| shape::is_full_name(name));
    let is_one = |name: &String| shape::is_full_name(name) || shape::is_agency(name);
    let whole = is_first && words(text) < named + names.len() && names.iter().all(is_one);
    whole.then_some(names)
}

/// Who began a thread: the first name of an account after the title, on a page
/// that is no article.
fn first_poster(sources: &Sources<'_>, sites: &[Site]) -> Group {
    let nobody = Group::none();
    if super::declares_article(sources.data) {
        return nobody;
    }
    let blocks = &sources.blocks.blocks;
    let title = sources.decisions.iter().position(|d| d.role == Role::Title).unwrap_or(0);
    let account = |b: &Block| !b.hidden && b.words <= byline::ACCOUNT && byline::is_called_author(sources, b);
    // Under a text there are those who remark on it.
    let text = sources.decisions.iter().position(|d| d.dropped.is_none()).unwrap_or(blocks.len());
    let of_remark = |at: usize| {
        let near = hinted(sources.blocks, sources.hints, blocks[at].owner, HINT_DEPTH);
        at > text && !near.has(Hint::UserPanel) && [Hint::Comments, Hint::Reviews].iter().any(|h| near.has(*h))
    };
    let accounts = (title..blocks.len()).filter(|at| account(&blocks[*at]) && !of_remark(*at));
    let first = accounts.map(|at| &blocks[at]).find(|b| !byline::whole(sources, b).is_empty());
    first.map_or(nobody, |b| group(byline::whole(sources, b), Source::Page, sites, true))
}
