//! When it was published and changed: what machines are told, and what the
//! page shows where they are told nothing.

use jiff::{Timestamp, civil};
use memchr::memmem::Finder;

use super::iso::iso;
use super::shown::{changed, far, shown};
use super::{Candidates, Found, Source, Sources, hinted, written};
use crate::address::Address;
use crate::article::Role;
use crate::lexicon::{Hint, ends_in_update, normalise, without_weekday};
use crate::parse::{Head, Mark, Markup};

/// `<meta>` names of the date of publication, the best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "originalpublicationdate",
    "published",
    "published-date",
    "published_date",
    "published_at",
    "article.published",
    "article_date_original",
    "ms.date",
    "dc.created",
    "dc.issued",
    "dcterms.available",
    "created",
    "date",
];

/// Ends of names that publishers make up.
const ENDS: &[&str] =
    &["published-date", "publish-date", "published_date", "publish_date", "publishdate", "published_time", "pubdate"];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
];

const SHOWN: &str = "the page shows an earlier day than the one declared, which is that of a change or not that of the text's own markup";
const ORDER: &str = "what is declared for machines goes before what the page shows, and that before its address";

pub(super) fn published(sources: &Sources<'_>) -> Candidates {
    let mut found: Vec<Found<String>> = Vec::new();
    found.extend(in_data(sources, "datePublished", true));
    found.extend(in_data(sources, "datePosted", true));
    found.extend(in_meta(sources, PUBLISHED));
    // A question says when it was asked, and its comments when they were published.
    found.extend(in_marks(sources, &["datepublished", "datecreated"]));
    found.extend(in_data(sources, "datePublished", false));
    found.extend(in_own_meta(sources.head, sources.language));
    let shown = shown(sources);
    if let Some(shown) = shown.as_ref().filter(|s| s.sure && is_of_a_rebuild(sources, &found, &s.date)) {
        found.insert(0, shown.date.clone());
        return Candidates { found, why: SHOWN, same: same_day };
    }
    found.extend(in_data(sources, "dateCreated", true));
    let address = sources.url.and_then(in_address);
    // Figures that mean either of two days mean the one of the address.
    let turned = shown.as_ref().filter(|s| s.figures).and_then(|s| turned(&s.date.value));
    found.extend(address.clone().filter(|a| turned.as_ref() == Some(&a.value)));
    found.extend(shown.map(|s| s.date));
    found.extend(in_data(sources, "dateCreated", false));
    found.extend(in_data(sources, "uploadDate", false));
    found.extend(address);
    // On a product's page these are the days on which customers wrote.
    if !super::declares_product(sources.data) {
        found.extend(in_marks(sources, &["time"]));
        if found.is_empty() {
            found.extend(far(sources, false));
        }
    }
    // A page that is only told to have changed was published by then.
    if found.is_empty() {
        found.extend(modified(sources).found.into_iter().take(1));
    }
    if let Some(first) = found.first_mut() {
        at_home(sources, first);
    }
    Candidates { found, why: ORDER, same: same_day }
}

/// The moment as the clocks of the publisher show it, if a mark tells: machines
/// are often told the same moment by the clock of Greenwich.
fn at_home(sources: &Sources<'_>, chosen: &mut Found<String>) {
    let Some(told) = moment(&chosen.value).filter(|_| chosen.value.ends_with('Z')) else { return };
    let dates = sources.head.marks.iter().filter_map(|m| iso(m.value.as_deref()?, ""));
    if let Some(date) = dates.into_iter().find(|d| !d.ends_with('Z') && moment(d) == Some(told)) {
        chosen.value = date;
    }
}

/// True if the page shows an earlier day than the declared one, and that is none
/// before the last change (systems declare the day on which they last wrote the
/// page), or the markup of the text declares the one shown.
fn is_of_a_rebuild(sources: &Sources<'_>, declared: &[Found<String>], shown: &Found<String>) -> bool {
    let day = |f: &Found<String>| f.value.get(..10).map(str::to_owned);
    let Some((first, shown)) = declared.first().and_then(day).zip(day(shown)) else { return false };
    let marked = || declared.iter().any(|d| d.source == Source::Microdata && day(d).as_ref() == Some(&shown));
    let changed = || modified(sources).found.first().and_then(day);
    shown < first && (marked() || changed().is_none_or(|changed| first >= changed))
}

pub(super) fn modified(sources: &Sources<'_>) -> Candidates {
    let mut found: Vec<Found<String>> = Vec::new();
    found.extend(in_data(sources, "dateModified", true));
    found.extend(in_meta(sources, MODIFIED));
    found.extend(in_marks(sources, &["datemodified"]));
    found.extend(in_data(sources, "dateModified", false));
    found.extend(in_marks(sources, &["updated"]));
    found.extend(changed(sources));
    if found.is_empty() {
        found.extend(in_changes(sources));
    }
    if found.is_empty() {
        found.extend(far(sources, true));
    }
    Candidates { found, why: ORDER, same: same_day }
}

/// The other day that a day in figures may mean, if there is one: "03/10/2023".
fn turned(day: &str) -> Option<String> {
    let date: civil::Date = day.parse().ok().filter(|_| day.len() == DAY)?;
    let turned = civil::Date::new(date.year(), date.day(), date.month()).ok()?;
    (turned != date).then(|| turned.to_string())
}

/// A day in ISO 8601 has so many letters.
const DAY: usize = 10;

/// The moment that a date with its zone means.
fn moment(date: &str) -> Option<Timestamp> {
    date.parse().ok()
}

/// The same day, as far as both say it, or the same moment by two clocks.
fn same_day(one: &str, other: &str) -> bool {
    one.get(..DAY) == other.get(..DAY) || moment(one).is_some_and(|one| moment(other) == Some(one))
}

fn in_data(sources: &Sources<'_>, key: &str, article: bool) -> Option<Found<String>> {
    let found = if article { sources.data.article_string(&[key]) } else { sources.data.string(&[key]) };
    Some(Found::new(iso(&found?.value, sources.language)?, Source::JsonLd))
}

/// Names that say it with a publisher's own beginning: `w-published-date`.
fn in_own_meta(head: &Head, language: &str) -> Option<Found<String>> {
    let own = |own: &str| own.ends_with(['-', '_', '.', ':']) && !own.contains("last");
    let said = |name: &str| ENDS.iter().any(|end| name.strip_suffix(end).is_some_and(own));
    first_date(head, language, said)
}

fn in_meta(sources: &Sources<'_>, names: &[&str]) -> Option<Found<String>> {
    names.iter().find_map(|wanted| first_date(sources.head, sources.language, |name| name == *wanted))
}

/// The date of the first `<meta>` with one whose name is `wanted`: some of them
/// write it as readers of the page's language do.
fn first_date(head: &Head, language: &str, wanted: impl Fn(&str) -> bool) -> Option<Found<String>> {
    let mut metas = head.meta.iter().filter(|m| wanted(&m.name));
    metas.find_map(|m| Some(Found::new(iso(&m.content, language)?, Source::of_meta(&m.name))))
}

/// The first mark called one of `names` with a date for machines or readers.
fn in_marks(sources: &Sources<'_>, names: &[&str]) -> Option<Found<String>> {
    let is_own = |m: &&Mark| names.contains(&m.name.as_str()) && !is_of_others(sources, m);
    let marks = sources.head.marks.iter().filter(is_own);
    let source = |markup| if markup == Markup::Time { Source::Time } else { Source::Microdata };
    let mut dated = marks.filter_map(|m| {
        let date = m.value.as_deref().and_then(|v| iso(v, sources.language));
        Some(Found::new(date.or_else(|| iso(&m.text, sources.language))?, source(m.markup)))
    });
    dated.next()
}

/// The first `<time>` before which the page says that it is that of a change.
fn in_changes(sources: &Sources<'_>) -> Option<Found<String>> {
    let times = sources.head.marks.iter().filter(|m| is_time(m)).take(TIMES);
    let mut changes = times.filter(|m| tells_change(sources, m));
    changes.find_map(|m| Some(Found::new(iso(m.value.as_deref()?, sources.language)?, Source::Time)))
}

/// No more of them are looked for in the text.
const TIMES: usize = 20;

fn is_time(mark: &Mark) -> bool {
    mark.markup == Markup::Time && !mark.text.is_empty()
}

/// Whether the words before the mark, which is in the page's text, say so.
fn tells_change(sources: &Sources<'_>, mark: &Mark) -> bool {
    let (mut blocks, mark) = (sources.blocks.blocks.iter(), Finder::new(&mark.text));
    let before = blocks.find_map(|block| block.text.get(..mark.find(block.text.as_bytes())?));
    before.is_some_and(|before| ends_in_update(&normalise(without_weekday(before, sources.language))))
}

/// True if the mark is a `<time>` in a comment, a customer's review or a teaser, or if what
/// stands before it says that it is that of a change.
fn is_of_others(sources: &Sources<'_>, mark: &Mark) -> bool {
    let others = [Hint::Comments, Hint::Reviews, Hint::Related, Hint::MostRead];
    if !is_time(mark) {
        return false;
    }
    if mark.name == "time" && tells_change(sources, mark) {
        return true;
    }
    let (mut blocks, mark) = (sources.blocks.blocks.iter().zip(sources.decisions), Finder::new(&mark.text));
    let shown = blocks.find(|(block, _)| mark.find(block.text.as_bytes()).is_some());
    shown.is_some_and(|(block, decision)| {
        let near = hinted(sources.blocks, sources.hints, block.owner, HINT_DEPTH);
        decision.role == Role::Comment || others.iter().any(|h| near.has(*h))
    })
}

/// How far up the tree hints count.
const HINT_DEPTH: usize = 4;

/// `/2025/05/09/`, `/2025-05-09-title`, `/20250509/`.
fn in_address(address: &str) -> Option<Found<String>> {
    let path = Address::of(address).rest;
    let found = written::find(path, "").into_iter().next();
    let date = year_first(path).or_else(|| found.map(|w| w.date)).or_else(|| {
        let runs = path.split(|c: char| !c.is_ascii_digit()).filter(|r| r.len() == 8 && r.starts_with("20"));
        runs.filter_map(|r| r.parse::<civil::Date>().ok()).next()
    })?;
    Some(Found::new(date.to_string(), Source::Address))
}

/// `/25/05/09/`: in an address the year goes first, of this century.
fn year_first(path: &str) -> Option<civil::Date> {
    let has_year = path.split('/').any(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
    if has_year {
        return None;
    }
    let two = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() == 2);
    let parts: Vec<Option<i8>> = path.split('/').map(two).collect();
    parts.windows(3).find_map(|part| {
        let [Some(year), Some(month), Some(day)] = *part else { return None };
        civil::Date::new(2000 + i16::from(year), month, day).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_may_mean_two_days() {
        assert_eq!(turned("2023-03-10").as_deref(), Some("2023-10-03"));
        for day in ["2023-05-05", "2023-03-13", "2023-03-10T10:14:00Z"] {
            assert_eq!(turned(day), None, "{day}");
        }
    }

    #[test]
    fn a_moment_is_the_same_by_two_clocks() {
        assert!(same_day("2025-05-10T00:40:00+02:00", "2025-05-09T22:40:00Z"));
        assert!(same_day("2025-05-09", "2025-05-09T22:40:00Z"));
        assert!(!same_day("2025-05-10T00:40:00", "2025-05-09T22:40:00Z"));
    }

    #[test]
    fn publishers_have_names_of_their_own() {
        let day = |name: &str| {
            let meta = crate::parse::Meta { name: name.to_owned(), content: "2025-05-09".to_owned() };
            in_own_meta(&Head { meta: vec![meta], ..Head::default() }, "").map(|f| f.value)
        };
        assert_eq!(day("w-published-date").as_deref(), Some("2025-05-09"));
        assert_eq!(day("last-publish-date"), None);
        assert_eq!(day("unpublished-date"), None);
    }

    #[test]
    fn addresses_hold_dates() {
        let day = |a: &str| in_address(a).map(|f| f.value);
        for address in [
            "https://e.org/2025/05/09/pier",
            "https://e.org/news/2025-05-09-pier.html",
            "https://e.org/2025/may/09/pier",
            "https://e.org/20250509/pier",
        ] {
            assert_eq!(day(address).as_deref(), Some("2025-05-09"), "{address}");
        }
        assert_eq!(day("https://e.org/2025/05/pier"), None);
    }
}
