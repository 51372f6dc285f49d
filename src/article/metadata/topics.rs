//! Tags and categories: what the article is filed under.

use super::data::MOST;
use super::text::clean;
use super::{Found, Role, Source, Sources, first, hinted, meta};
use crate::address::Address;
use crate::article::DroppedBy;
use crate::lexicon::{Hint, Leads, Shape, Topic};
use crate::parse::Head;
use crate::segment::{Block, Link};

/// Longest tag, in characters.
const LONGEST: usize = 80;

/// How many blocks before the title and after the text tags may stand.
const BEFORE: usize = 3;
const BEHIND: usize = 30;

/// A block of tags is all links, but for what stands between.
const ALL_LINKS: f32 = 0.7;

/// Longest block of tags, in words.
const LINE: usize = 60;

/// Tags by nothing but where they lead have at most so many words each.
const SHORT: usize = 5;

/// And stand no farther apart.
const APART: usize = 2;

/// How far up the tree hints count.
const HINT_DEPTH: usize = 4;

/// Tags in the order of belief: news keywords, the data's, `article:tag`, what a
/// system calls tags in a name of its own, those on the page, keywords and subjects of
/// the head, what the data says it is about.
pub(super) fn tags(sources: &Sources<'_>) -> Vec<Found<String>> {
    let data = || in_data(sources, "keywords");
    let groups: [&dyn Fn() -> Vec<Found<String>>; 8] = [
        &|| in_meta(sources.head, &["news_keywords"]),
        &data,
        &|| in_meta(sources.head, &["article:tag", "og:article:tag"]),
        &|| in_called_meta(sources.head),
        &|| on_page(sources),
        &|| in_meta(sources.head, &["keywords"]),
        &|| in_meta(sources.head, &["dc.subject", "dcterms.subject"]),
        &|| in_data(sources, "about"),
    ];
    groups.iter().map(|g| g()).find(|g| !g.is_empty()).unwrap_or_default()
}

/// The `<meta>` elements of the first name with tags whose last word is `tags` or
/// `keywords`, such as `parsely-tags`; `keywords` alone are for search engines.
fn in_called_meta(head: &Head) -> Vec<Found<String>> {
    let called = |name: &str| {
        let last = name.rsplit_once(|c: char| !c.is_alphanumeric());
        last.is_some_and(|(_, last)| matches!(last, "tags" | "keywords"))
    };
    let mut metas = head.meta.iter().filter(|m| called(&m.name));
    let first = metas.find(|m| !keywords(vec![clean(&m.content)]).is_empty());
    first.map_or(Vec::new(), |m| in_meta(head, &[&m.name]))
}

/// The tags that the page shows with its article: blocks that are nothing but
/// links, and the markup or where they lead says that they are tags.
fn on_page(sources: &Sources<'_>) -> Vec<Found<String>> {
    let blocks = sources.blocks;
    let title = sources.decisions.iter().position(|d| d.role == Role::Title);
    let kept = |i: &usize| sources.decisions[*i].dropped.is_none();
    let first = title.or_else(|| (0..sources.decisions.len()).find(kept)).unwrap_or(0);
    let last = (0..sources.decisions.len()).rev().find(kept).unwrap_or(0);
    let near = first.saturating_sub(BEFORE)..(last + BEHIND).min(blocks.blocks.len());
    let called = near.clone().filter(|i| {
        let block = &blocks.blocks[*i];
        let mixed = || !block.hidden && block.words <= LINE && is_mixed(sources, block);
        sources.decisions[*i].role == Role::Tag || is_tag(sources, *i, By::Markup) || mixed()
    });
    let found = link_texts(sources, called, Filed::Tag);
    if !found.is_empty() {
        return found;
    }
    // A link alone may lead to a tag's page and be a button.
    let row = |by: By| {
        let unmarked = near.clone().filter(|i| may_be_tag(sources, *i) && is_tag(sources, *i, by));
        let unmarked: Vec<usize> = unmarked.collect();
        let row = unmarked.chunk_by(|a, b| b - a <= APART).find(|row| row.len() > 1 || links(sources, row[0]) > 1);
        row.map(<[usize]>::to_vec)
    };
    let row = row(By::Folder).or_else(|| row(By::Slug));
    link_texts(sources, row.unwrap_or_default().into_iter(), Filed::Tag)
}

/// True unless the block is part of the text, or a rule knows it for something else.
fn may_be_tag(sources: &Sources<'_>, at: usize) -> bool {
    let decision = &sources.decisions[at];
    matches!(decision.dropped, Some(DroppedBy::Judge(_))) || matches!(decision.role, Role::Tag | Role::Category)
}

/// What says that a link leads to a tag's page.
#[derive(Clone, Copy, PartialEq)]
enum By {
    /// The markup around it.
    Markup,
    /// The folder that its address lies in.
    Folder,
    /// The address ends in its words.
    Slug,
}

fn links(sources: &Sources<'_>, at: usize) -> usize {
    sources.blocks.blocks[at].links()
}

/// The block is all links, and they are tags by `by`.
fn is_tag(sources: &Sources<'_>, at: usize, by: By) -> bool {
    let blocks = sources.blocks;
    let block = &blocks.blocks[at];
    let links = || block.spans.iter().filter_map(|s| blocks.links.get(s.link?.index()));
    if block.hidden || block.link_density() < ALL_LINKS || block.words > LINE || links().next().is_none() {
        return false;
    }
    let marked = |l: &Link| l.rel.split_whitespace().any(|r| r == "tag");
    let short = block.words <= SHORT * block.links();
    let leads = |l: &Link| match by {
        By::Markup => true,
        By::Folder => short && Leads::ToTag.by(&l.href),
        By::Slug => short && (Leads::ToTag.by(&l.href) || block.links() == 1 && is_slug(&block.text, &l.href)),
    };
    if !links().all(leads) {
        return false;
    }
    let near = hinted(blocks, sources.hints, block.owner, HINT_DEPTH);
    let elsewhere = [Hint::Related, Hint::MostRead, Hint::Navigation, Hint::Breadcrumb, Hint::Comments];
    let is_tag = by != By::Markup || links().all(marked) || near.has(Hint::Tags);
    is_tag && !elsewhere.iter().any(|h| near.has(*h)) && !blocks.inside(block, &["nav", "footer", "header", "aside"])
}

pub(super) fn categories(sources: &Sources<'_>) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> =
        sources.data.strings("articleSection").into_iter().map(|c| Found::new(c, Source::JsonLd)).collect();
    found.extend(meta(sources.head, &["article:section"]));
    let crumbs = sources.data.breadcrumbs(sources.url);
    found.extend(crumbs.into_iter().filter(|crumb| !is_front(sources, &crumb.value)));
    let filed = |i: &usize| {
        let block = &sources.blocks.blocks[*i];
        sources.decisions[*i].role == Role::Category || !block.hidden && block.words <= LINE && is_mixed(sources, block)
    };
    found.extend(link_texts(sources, (0..sources.decisions.len()).filter(filed), Filed::Category));
    found
}

/// The first of the sections.
pub(super) fn section(sources: &Sources<'_>) -> Option<Found<String>> {
    let data = sources.data.strings("articleSection").into_iter().next().map(|s| Found::new(s, Source::JsonLd));
    first([data, meta(sources.head, &["article:section", "og:article:section", "section", "parsely-section"])])
}

fn in_data(sources: &Sources<'_>, key: &str) -> Vec<Found<String>> {
    keywords(sources.data.strings(key)).into_iter().map(|k| Found::new(k, Source::JsonLd)).collect()
}

/// The `<meta>` elements with the first of `names` that there is.
fn in_meta(head: &Head, names: &[&str]) -> Vec<Found<String>> {
    for name in names {
        let all = head.meta.iter().filter(|m| m.name == *name).map(|m| clean(&m.content)).collect();
        let found = keywords(all);
        if !found.is_empty() {
            return found.into_iter().map(|k| Found::new(k, Source::of_meta(name))).collect();
        }
    }
    Vec::new()
}

/// The keywords in strings that are one each, or a list with commas.
fn keywords(strings: Vec<String>) -> Vec<String> {
    let separators: &[char] = &[',', ';', '|', '\u{3001}', '\u{60c}', '\u{ff0c}'];
    let one = strings.len() == 1;
    // A list of strings may hold commas of its own; one string is a list.
    let split = strings.iter().flat_map(|s| s.split(|c| separators.contains(&c) && (one || c == ',')));
    let split: Vec<&str> =
        split.map(|k| k.trim().trim_start_matches('#').trim()).filter(|k| is_keyword(k)).take(MOST).collect();
    let paths = split.len() > 1 && split.iter().all(|k| k.contains('/'));
    split.into_iter().map(|k| if paths { k.rsplit('/').next().unwrap_or(k) } else { k }.to_owned()).collect()
}

/// The address ends in the text itself: the page of what the text names.
fn is_slug(text: &str, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let Some((folders, slug)) = path.rsplit_once('/') else { return false };
    let letters = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
    let mut rest = slug.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase()));
    let all = text.chars().filter(|c| c.is_alphanumeric()).count();
    // Letters of other scripts are written in one or two.
    let fits = slug.len() >= all && slug.len() <= all * 2 && text.chars().any(|c| c.is_ascii_alphabetic());
    fits && folders.contains('/') && letters.into_iter().all(|c| rest.any(|r| r == c))
}

/// Not an identifier, and not one of a key and a value.
fn is_keyword(keyword: &str) -> bool {
    let uuid = keyword.len() == 36 && keyword.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let host = !keyword.contains(' ')
        && keyword
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.len() > 1 && end.bytes().all(|b| b.is_ascii_lowercase()));
    let letters = keyword.chars().any(char::is_alphanumeric);
    let pair = keyword.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_ ".contains(&b))
    });
    letters && !uuid && !host && !pair && keyword.chars().count() <= LONGEST
}

/// What a link's `rel` says of where it leads: WordPress calls a category
/// `category tag` and a tag `tag`.
#[derive(Clone, Copy, PartialEq)]
enum Filed {
    Category,
    Tag,
}

fn filed(link: &Link) -> Option<Filed> {
    let has = |rel: &str| link.rel.split_whitespace().any(|r| r == rel);
    if has("category") { Some(Filed::Category) } else { has("tag").then_some(Filed::Tag) }
}

/// True if the block has links of both kinds: "Posted in News, tagged pier, storm".
fn is_mixed(sources: &Sources<'_>, block: &Block) -> bool {
    let has = |kind: Filed| sources.blocks.links_of(block).any(|link| filed(link) == Some(kind));
    has(Filed::Category) && has(Filed::Tag)
}

/// True if the text is what stands before tags or categories: "Categories" may lead
/// to a list of them all.
fn is_label(sources: &Sources<'_>, text: &str) -> bool {
    let mut cues = Vec::new();
    sources.lexicon.find(text, &mut cues);
    cues.iter().any(|cue| cue.shape == Shape::Whole && matches!(cue.topic, Topic::Categories | Topic::Tags))
}

/// True if the text is what the front page is called: "Home".
fn is_front(sources: &Sources<'_>, text: &str) -> bool {
    let mut cues = Vec::new();
    sources.lexicon.find(text, &mut cues);
    cues.iter().any(|cue| cue.shape == Shape::Whole && cue.topic == Topic::Breadcrumb)
}

/// False of a link to another site, unless it says that it files the article, to a place in
/// the page, which is an entry of its contents, and to the front page, where breadcrumbs begin.
fn is_of_site(sources: &Sources<'_>, link: &Link) -> bool {
    let (files, link) = (filed(link).is_some(), Address::of(&link.href));
    if files || link.rest.starts_with('#') || link.is_front() {
        return files;
    }
    link.host().is_empty() || sources.url.is_none_or(|url| Address::of(url).is_of_site(link.host()))
}

/// Texts of the links in `places`, of those of one kind where a block has both.
fn link_texts(sources: &Sources<'_>, places: impl Iterator<Item = usize>, kind: Filed) -> Vec<Found<String>> {
    let mut found = Vec::new();
    for block in places.map(|at| &sources.blocks.blocks[at]) {
        let edge = |c: char| matches!(c, ',' | '#' | ':' | '-' | '|') || c.is_whitespace();
        let mixed = is_mixed(sources, block);
        let of_kind = |link: &Link| is_of_site(sources, link) && (!mixed || filed(link) == Some(kind));
        let texts =
            block.link_texts().into_iter().filter(|(id, _)| sources.blocks.links.get(id.index()).is_some_and(of_kind));
        let texts = texts.map(|(_, t)| t.trim_matches(edge).to_owned());
        let fits = |t: &String| !t.is_empty() && t.chars().count() <= LONGEST && !is_label(sources, t);
        found.extend(texts.filter(fits).map(|t| Found::new(t, Source::Page)));
        if found.len() > MOST {
            break;
        }
    }
    found
}
