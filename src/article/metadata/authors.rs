//! The authors' names.

use serde_json::Value;

use super::data::{Data, MOST, items, kinds};
use super::zone::{Line, Place};
use super::{Disagreement, Found, Role, Source, Sources, meta, names, squeezed_same, written};
use crate::lexicon::{Leads, NameWord, normalise, squeeze};
use crate::parse::{Head, Markup};
use crate::segment::{Block, LinkId};

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
    "authors",
    "twitter:creator:name",
];

/// Class tokens of an element that holds a name and no more.
const TOKENS: &[&str] = &[
    "author",
    "authors",
    "author-name",
    "author-link",
    "author-url",
    "byline-name",
    "byline-author",
    "post-author",
    "post-author-name",
    "entry-author",
    "entry-author-name",
    "article-author",
    "article-author-name",
    "fn",
    "p-author",
    "username",
    "user-name",
    "message-name",
    "poster",
    "topic-author",
    "creator",
    "contributor-name",
    "bigusername",
    "authorname",
    "the-author",
];

/// Ends of tokens that say so in a module's own names: `hero-author-name`.
const SUFFIXES: &[&str] =
    &["author", "author-name", "authorname", "byline-name", "username", "user-name", "the-author"];

/// Longest byline, in words.
const BYLINE: usize = 25;

/// A block that is hinted to be a name and no more has at most so many words.
const NAME: usize = 8;

/// "by" and an account's name are at most so many words.
const ACCOUNT: usize = 3;

/// How far apart the blocks of one byline may stand.
const APART: usize = 2;

const ORDER: &str = "names declared for machines go before the byline on the page";
const WEAK: &str = "the others name the site itself or an account";

/// A source, and its names.
struct Group {
    names: Vec<Found<String>>,
    /// The names of the site or of accounts: somebody else may know better.
    weak: bool,
}

/// Names that JSON-LD or `<meta>` declare.
pub(super) fn declared(head: &Head, data: &Data<'_>) -> Vec<Found<String>> {
    let sites = site_names(head, data, None);
    let groups = [in_data(data, &sites), in_meta(head, &sites)];
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
    let sites = site_names(sources.head, sources.data, sources.address);
    let groups = [
        in_data(sources.data, &sites),
        in_meta(sources.head, &sites),
        in_marks(sources.head, &sites),
        on_page(sources, &sites),
        beside_date(sources, &sites),
        first_poster(sources, &sites),
    ];
    let strong = groups.iter().position(|g| !g.weak && !g.names.is_empty());
    let Some(best) = strong.or_else(|| groups.iter().position(|g| !g.names.is_empty())) else { return Vec::new() };
    let why = if groups[..best].iter().any(|g| !g.names.is_empty()) { WEAK } else { ORDER };
    let mut groups = groups.map(|g| g.names);
    let chosen = std::mem::take(&mut groups[best]);
    let known = |f: &Found<String>| chosen.iter().any(|c| squeezed_same(&c.value, &f.value));
    let mut others: Vec<Found<String>> = Vec::new();
    for other in groups.into_iter().flatten().filter(|f| !known(f)) {
        if !others.iter().any(|o| squeezed_same(&o.value, &other.value)) {
            others.push(other);
        }
    }
    if !others.is_empty() {
        notes.push(Disagreement { field: "authors", why, others });
    }
    chosen
}

fn group(names: Vec<String>, source: Source, sites: &[String], accounts: bool) -> Group {
    let is_site = |n: &str| sites.iter().any(|s| is_site(n, s));
    let strong: Vec<&String> = names.iter().filter(|n| !is_site(n)).collect();
    let weak = strong.iter().all(|n| !accounts && names::is_account(n));
    // The site is no author beside a name.
    let keep = |n: &String| weak || strong.is_empty() || !is_site(n);
    let mut unique: Vec<Found<String>> = Vec::new();
    for name in names.iter().filter(|n| keep(n)) {
        if !unique.iter().any(|u| squeezed_same(&u.value, name)) {
            unique.push(Found::new(name.clone(), source));
        }
    }
    Group { names: unique, weak }
}

/// The names that the page gives its site.
fn site_names(head: &Head, data: &Data<'_>, address: Option<&str>) -> Vec<String> {
    let host = super::address_of(head, address).map(|f| {
        let rest = f.value.split_once("://").map_or(f.value.clone(), |(_, rest)| rest.to_owned());
        rest.split('/').next().unwrap_or("").trim_start_matches("www.").to_owned()
    });
    let label = host.as_deref().and_then(|h| h.split('.').next()).map(str::to_owned);
    let named = [
        meta(head, &["og:site_name"]).map(|f| f.value),
        data.string(&["publisher", "name"]).map(|f| f.value),
        data.site_name().map(|f| f.value),
        host,
        label,
    ];
    named.into_iter().flatten().map(|n| squeeze(&n)).filter(|n| n.len() > 1).collect()
}

fn is_site(name: &str, site: &str) -> bool {
    let squeezed = squeeze(name);
    let first = name.split_whitespace().next().map(squeeze).unwrap_or_default();
    squeezed == site || first == site || site.len() >= 5 && squeezed.contains(site) || {
        squeezed.len() >= 5 && site.starts_with(&squeezed)
    }
}

fn in_data(data: &Data<'_>, sites: &[String]) -> Group {
    let forum = data.kinds().any(|k| k == "DiscussionForumPosting" || k == "Question" || k == "SocialMediaPosting");
    for object in &data.articles {
        for key in ["author", "creator"] {
            let names = object.get(key).map_or(Vec::new(), |v| names_of(data, v));
            if !names.is_empty() {
                return group(names, Source::JsonLd, sites, forum);
            }
        }
    }
    Group { names: Vec::new(), weak: true }
}

fn names_of<'a>(data: &Data<'a>, value: &'a Value) -> Vec<String> {
    let mut found = Vec::new();
    for item in items(value).iter().take(MOST) {
        let item = data.resolve(item);
        match item.get("name").unwrap_or(item) {
            // The name of an organisation may hold a comma or an "and".
            Value::String(name) if kinds(item).any(|k| k == "Organization" || k == "NewsMediaOrganization") => {
                found.push(super::clean(name));
            }
            Value::String(name) => found.extend(names::split(name)),
            Value::Array(list) => found.extend(list.iter().filter_map(Value::as_str).flat_map(names::split)),
            _ => {}
        }
    }
    found.retain(|n| names::is_name(n));
    found
}

fn in_meta(head: &Head, sites: &[String]) -> Group {
    for name in META {
        let metas = head.meta.iter().filter(|m| m.name == *name);
        let found: Vec<String> = if *name == "citation_author" {
            metas.map(|m| turned(&m.content)).collect()
        } else {
            metas.flat_map(|m| names::split(&m.content)).collect()
        };
        let group = group(found, Source::of_meta(name), sites, false);
        if !group.names.is_empty() && (!group.weak || *name == META[META.len() - 1]) {
            return group;
        }
    }
    let weak =
        META.iter().flat_map(|n| head.meta.iter().filter(move |m| m.name == *n)).flat_map(|m| names::split(&m.content));
    group(weak.collect(), Source::Meta, sites, false)
}

/// `Quill, Ada`, as catalogues write it, is `Ada Quill`.
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
        _ => name.trim().to_owned(),
    }
}

fn in_marks(head: &Head, sites: &[String]) -> Group {
    for markup in [Markup::Microdata, Markup::Rel] {
        let marked = head.marks.iter().filter(|m| m.markup == markup && (m.name == "author" || m.name == "creator"));
        // Comments have authors too: those of the article come first.
        let first = marked.map(|m| names::split(&m.text)).find(|n| n.iter().any(|n| names::is_name(n)));
        if let Some(names) = first {
            let source = if markup == Markup::Rel { Source::Rel } else { Source::Microdata };
            return group(names, source, sites, markup == Markup::Microdata);
        }
    }
    Group { names: Vec::new(), weak: true }
}

/// The names in the byline: the first line about the article that has one, and
/// those right after it.
fn on_page(sources: &Sources<'_>, sites: &[String]) -> Group {
    let mut found: Vec<String> = Vec::new();
    let mut last: Option<usize> = None;
    for line in &sources.zone.lines {
        if last.is_some_and(|l| line.at < l || line.at > l + APART) {
            break;
        }
        let names = in_line(sources, line);
        if !names.is_empty() {
            found.extend(names);
            last = Some(line.at);
        }
    }
    group(found, Source::Page, sites, true)
}

/// A name and a date in one line or in two that stand together, where nothing
/// calls them byline and date line.
fn beside_date(sources: &Sources<'_>, sites: &[String]) -> Group {
    let blocks = &sources.blocks.blocks;
    let titles: Vec<String> = sources.head.title.iter().map(|t| squeeze(t)).collect();
    let is_date = |at: usize| {
        blocks.get(at).is_some_and(|b| b.words <= NAME && !written::find(&b.text, sources.language).is_empty())
    };
    let lines = sources.zone.lines.iter().filter(|l| l.place != Place::Behind && blocks[l.at].words <= NAME);
    let lines = lines.filter(|l| !matches!(sources.decisions[l.at].role, Role::Title | Role::Category | Role::Tag));
    let name = lines.into_iter().find_map(|line| {
        let block = &blocks[line.at];
        let text = names::without_date(&block.text);
        let beside = text.len() < block.text.len() || is_date(line.at + 1) || line.at > 0 && is_date(line.at - 1);
        let whole = text.trim_matches(|c: char| !c.is_alphanumeric());
        let titled = titles.iter().any(|t| t.contains(&squeeze(whole)));
        (beside && block.link_chars == 0 && names::is_full_name(whole) && !titled).then(|| whole.to_owned())
    });
    group(name.into_iter().collect(), Source::Page, sites, true)
}

/// Who began a thread: the first name of an account after the title, on a page
/// that is no article.
fn first_poster(sources: &Sources<'_>, sites: &[String]) -> Group {
    let nobody = Group { names: Vec::new(), weak: true };
    if super::declares_article(sources.head) {
        return nobody;
    }
    let blocks = &sources.blocks.blocks;
    let title = sources.decisions.iter().position(|d| d.role == Role::Title).unwrap_or(0);
    let accounts = blocks[title.min(blocks.len())..].iter().filter(|b| !b.hidden && b.words <= ACCOUNT);
    let first = accounts.into_iter().find(|b| is_called_author(sources, b) && !names::split(&b.text).is_empty());
    first.map_or(nobody, |b| group(names::split(&b.text), Source::Page, sites, true))
}

fn in_line(sources: &Sources<'_>, line: &Line) -> Vec<String> {
    let block = &sources.blocks.blocks[line.at];
    if block.words > BYLINE || matches!(block.kind, crate::segment::Kind::Heading(1 | 2)) {
        return Vec::new();
    }
    let written =
        |names: Vec<String>| -> Vec<String> { names.into_iter().filter(|n| names::is_written_name(n)).collect() };
    let called = is_called_author(sources, block);
    let linked = linked(sources, block);
    let text = names::without_date(&block.text);
    let begins = names::begins_with_by(text);
    let announced = line.at > 0 && {
        let before = sources.blocks.blocks[line.at - 1].text.as_ref();
        is_label(before)
    };
    let labelled = after_label(block);
    if !linked.is_empty() && (line.byline || begins || called || announced || labelled.is_some()) {
        return linked;
    }
    // After the text there are other bylines too: this one says what it is.
    let behind = line.place == Place::Behind;
    if behind && !(begins && (line.byline || line.bio || names::begins_with_phrase(text))) {
        return if line.bio && called && block.words <= NAME { whole(block) } else { Vec::new() };
    }
    if begins && text.split_whitespace().count() <= ACCOUNT {
        return names::split(text);
    }
    if begins || announced && block.words <= NAME {
        return written(names::split(text));
    }
    if let Some(name) = labelled {
        return written(names::split(name));
    }
    if called && block.words <= NAME {
        return whole(block);
    }
    // What links elsewhere in a byline is a section.
    let plain = line.byline && block.words <= NAME && block.link_chars == 0;
    if plain { written(names::split(&block.text)) } else { Vec::new() }
}

/// What stands after a piece that is a label and no more, such as "By": themes
/// set the two apart by a margin, so that no space need be between them.
fn after_label(block: &Block) -> Option<&str> {
    let label = block.spans.first().map(|span| block.piece(span))?;
    let name = block.text.get(label.len()..).filter(|name| !name.trim().is_empty())?;
    is_label(label).then_some(name)
}

/// The text is what stands before a name, such as "By", and no more.
fn is_label(text: &str) -> bool {
    NameWord::By.is(normalise(text.trim()).trim_end_matches(':'))
}

/// The block is a name: of a person, an account, a team.
fn whole(block: &Block) -> Vec<String> {
    names::split(&block.text)
}

/// The block is, by its class, a name.
fn is_called_author(sources: &Sources<'_>, block: &Block) -> bool {
    let names = &sources.blocks.names;
    let mut around = sources.blocks.trail(block.owner).take(2);
    around.any(|(_, e)| e.tokens.iter().any(|t| calls_author(names.get(*t))))
}

/// The token is one of [`TOKENS`], or ends in one after the name of a module.
fn calls_author(token: &str) -> bool {
    TOKENS.contains(&token)
        || SUFFIXES.iter().any(|s| token.ends_with(s) && token[..token.len() - s.len()].ends_with('-'))
}

/// The texts of links that lead to an author.
fn linked(sources: &Sources<'_>, block: &Block) -> Vec<String> {
    let leads = |link: LinkId| {
        let target = sources.blocks.links.get(link.index());
        target.is_some_and(|t| t.rel.split_whitespace().any(|r| r == "author") || Leads::ToAuthor.by(&t.href))
    };
    let texts = block.link_texts().into_iter().filter(|(link, _)| leads(*link));
    texts.flat_map(|(_, t)| names::split(&t)).filter(|n| names::is_written_name(n)).collect()
}
