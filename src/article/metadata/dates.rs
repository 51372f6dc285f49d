//! When it was published and changed: what machines are told, and what the
//! page shows where they are told nothing.

use jiff::fmt::{rfc2822, temporal::Pieces};
use jiff::tz::Offset;
use jiff::{Timestamp, civil};

use super::zone::Line;
use super::{Candidates, Found, Source, Sources, written};
use crate::lexicon::{ends_in_update, normalise};
use crate::parse::{Head, Markup};

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

/// A line about the article has at most so many words besides its dates.
const BESIDE: usize = 12;

const SHOWN: &str = "what was declared is a day on which the page was made anew, and it shows an earlier one";
const ORDER: &str = "what is declared for machines goes before what the page shows, and that before its address";

pub(super) fn published(sources: &Sources<'_>) -> Candidates {
    let mut found: Vec<Found<String>> = Vec::new();
    found.extend(in_data(sources, "datePublished", true));
    found.extend(in_meta(sources.head, PUBLISHED));
    // A question says when it was asked, and its comments when they were published.
    found.extend(in_marks(sources, &["datepublished", "datecreated"]));
    found.extend(in_data(sources, "datePublished", false));
    let shown = shown(sources);
    if let Some((date, _)) = shown.as_ref().filter(|(date, sure)| *sure && is_of_a_rebuild(sources, &found, date)) {
        found.insert(0, date.clone());
        return Candidates { found, why: SHOWN, same: same_day };
    }
    found.extend(in_data(sources, "dateCreated", true));
    found.extend(shown.map(|(date, _)| date));
    found.extend(in_data(sources, "dateCreated", false));
    found.extend(in_data(sources, "uploadDate", false));
    found.extend(super::address_of(sources.head, sources.address).and_then(|a| in_address(&a.value)));
    found.extend(in_marks(sources, &["time"]));
    // A page that is only told to have changed was published by then.
    if found.is_empty() {
        found.extend(modified(sources).found.into_iter().take(1));
    }
    Candidates { found, why: ORDER, same: same_day }
}

/// True if the declared day is none before that of the last change, and the page
/// shows an earlier one: systems declare the day on which they last wrote the page.
fn is_of_a_rebuild(sources: &Sources<'_>, declared: &[Found<String>], shown: &Found<String>) -> bool {
    let day = |f: &Found<String>| f.value.get(..10).map(str::to_owned);
    let Some((declared, shown)) = declared.first().and_then(day).zip(day(shown)) else { return false };
    let changed = || modified(sources).found.first().and_then(day);
    shown < declared && changed().is_none_or(|changed| declared >= changed)
}

pub(super) fn modified(sources: &Sources<'_>) -> Candidates {
    let mut found: Vec<Found<String>> = Vec::new();
    found.extend(in_data(sources, "dateModified", true));
    found.extend(in_meta(sources.head, MODIFIED));
    found.extend(in_marks(sources, &["datemodified"]));
    found.extend(in_data(sources, "dateModified", false));
    found.extend(lines(sources).find(|(_, changed, _)| *changed).map(|(value, ..)| Found::new(value, Source::Page)));
    Candidates { found, why: ORDER, same: same_day }
}

/// The same day, as far as both say it.
fn same_day(one: &str, other: &str) -> bool {
    one.get(..10) == other.get(..10)
}

fn in_data(sources: &Sources<'_>, key: &str, article: bool) -> Option<Found<String>> {
    let found = if article { sources.data.article_string(&[key]) } else { sources.data.string(&[key]) };
    Some(Found::new(iso(&found?.value, sources.language)?, Source::JsonLd))
}

fn in_meta(head: &Head, names: &[&str]) -> Option<Found<String>> {
    names.iter().find_map(|name| {
        let metas = head.meta.iter().filter(|m| m.name == *name);
        metas.filter_map(|m| iso(&m.content, "")).next().map(|date| Found::new(date, Source::of_meta(name)))
    })
}

/// The first mark called one of `names` with a date for machines or readers.
fn in_marks(sources: &Sources<'_>, names: &[&str]) -> Option<Found<String>> {
    let marks = sources.head.marks.iter().filter(|m| names.contains(&m.name.as_str()));
    let source = |markup| if markup == Markup::Time { Source::Time } else { Source::Microdata };
    let mut dated = marks.filter_map(|m| {
        let date = m.value.as_deref().and_then(|v| iso(v, sources.language));
        Some(Found::new(date.or_else(|| iso(&m.text, sources.language))?, source(m.markup)))
    });
    dated.next()
}

/// The date that the page shows near its title, and whether the markup calls it one.
fn shown(sources: &Sources<'_>) -> Option<(Found<String>, bool)> {
    let dated: Vec<_> = lines(sources).filter(|(.., line)| !line.bio || !line.behind).collect();
    // Between title and text, before the title, behind the text; in each, one
    // that the page calls a date, then any.
    let hinted = |line: &Line| line.date || line.byline;
    let ranks: [&dyn Fn(&Line) -> bool; 5] = [
        &|l| hinted(l) && !l.before && !l.behind,
        &|l| !l.before && !l.behind,
        &|l| hinted(l) && l.before,
        &|l| l.before,
        &|l| l.behind,
    ];
    let (value, _, line) = ranks.iter().find_map(|rank| dated.iter().find(|(_, changed, l)| !changed && rank(l)))?;
    Some((Found::new(precise(sources, value, line), Source::Page), hinted(line)))
}

/// The dates in the lines about the article: the day, whether it is that of a
/// change, and the line.
fn lines<'a>(sources: &'a Sources<'_>) -> impl Iterator<Item = (String, bool, Line)> + 'a {
    sources.zone.lines.iter().flat_map(|line| {
        let block = &sources.blocks.blocks[line.at];
        let text = &*block.text;
        let found = written::find(text, sources.language);
        let hinted = line.date || line.byline;
        let of_dates = found.iter().map(|w| text[w.start..w.end].split_whitespace().count()).sum::<usize>();
        let beside = block.words.saturating_sub(of_dates);
        // "Begun by Ada Example, 26 May 2025." is no sentence.
        let dated = found.last().is_some_and(|w| w.end + 1 == text.len());
        let prose = text.ends_with(['.', '\u{3002}', '\u{964}', '?', '!']) && beside > 3 && !dated;
        let fits = if line.behind { hinted && beside <= BESIDE } else { hinted || beside <= BESIDE && !prose };
        let fits = fits && !(block.kind == crate::segment::Kind::Heading(1));
        let dates = found.into_iter().filter(move |_| fits);
        dates.map(|w| (w.date.to_string(), ends_in_update(&normalise(&text[..w.start])), *line)).collect::<Vec<_>>()
    })
}

/// A `<time>` whose text is in the line may know more than the day.
fn precise(sources: &Sources<'_>, day: &str, line: &Line) -> String {
    let text = &sources.blocks.blocks[line.at].text;
    let marks = sources.head.marks.iter().filter(|m| !m.text.is_empty() && text.contains(m.text.as_str()));
    let dates = marks.filter_map(|m| iso(m.value.as_deref()?, sources.language));
    dates.into_iter().find(|d| d.starts_with(day)).unwrap_or_else(|| day.to_owned())
}

/// `/2025/05/09/`, `/2025-05-09-title`, `/20250509/`.
fn in_address(address: &str) -> Option<Found<String>> {
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path)?;
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

/// A date of a machine as ISO 8601: a day, a day and a time, or both and a zone.
pub(super) fn iso(written_as: &str, language: &str) -> Option<String> {
    let text = written_as.trim().trim_matches('"').trim();
    let text = text.split(" (").next().unwrap_or(text);
    let date = pieces(text)
        .or_else(|| numbers(text))
        .or_else(|| mail(text))
        .or_else(|| written::find(text, language).first().map(|w| w.date.to_string()))?;
    let year: i16 = date.get(..4)?.parse().ok()?;
    // What a program writes for no date.
    let nothing = date.starts_with("1970-01-01");
    ((1800..2100).contains(&year) && !nothing).then_some(date)
}

/// RFC 3339 and its neighbours, also with a space before the zone.
fn pieces(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    if let Some(zone) = text.rfind([' ', '\u{a0}']).filter(|at| text[*at..].trim_start().starts_with(['+', '-', 'Z'])) {
        text = format!("{}{}", &text[..zone], text[zone..].trim_start());
    }
    let text = text.trim_end_matches("UTC").trim_end();
    let read = Pieces::parse(text).ok().or_else(|| Pieces::parse(text.get(..19)?).ok())?;
    let Some(time) = read.time() else { return Some(read.date().to_string()) };
    let time = format!("{}T{:02}:{:02}:{:02}", read.date(), time.hour(), time.minute(), time.second());
    Some(match read.to_numeric_offset() {
        Some(offset) => format!("{time}{}", zone(offset)),
        None => time,
    })
}

fn zone(offset: Offset) -> String {
    if offset.is_zero() {
        "Z".to_owned()
    } else {
        format!("{:+03}:{:02}", offset.seconds() / 3600, offset.seconds() / 60 % 60).replace(":-", ":")
    }
}

/// Seconds or milliseconds since 1970.
fn numbers(text: &str) -> Option<String> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let time = match text.len() {
        10 => Timestamp::from_second(number).ok()?,
        13 => Timestamp::from_second(number / 1000).ok()?,
        _ => return None,
    };
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// RFC 2822, as in mail and HTTP.
fn mail(text: &str) -> Option<String> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(format!("{}{}", zoned.datetime().strftime("%Y-%m-%dT%H:%M:%S"), zone(zoned.offset())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_machines_become_iso_8601() {
        for (written, wanted) in [
            ("2025-05-09", "2025-05-09"),
            ("2025-05-09T10:14:00Z", "2025-05-09T10:14:00Z"),
            ("2025-05-09T10:14:00.123+02:00", "2025-05-09T10:14:00+02:00"),
            ("2025-05-09T10:14:00-0330", "2025-05-09T10:14:00-03:30"),
            ("2025-05-09 10:14:00 +0000", "2025-05-09T10:14:00Z"),
            ("2025-05-09 10:14", "2025-05-09T10:14:00"),
            ("\"2025-05-09\"", "2025-05-09"),
            ("20250509", "2025-05-09"),
            ("Fri, 09 May 2025 10:14:00 GMT", "2025-05-09T10:14:00Z"),
            ("1746785640", "2025-05-09T10:14:00Z"),
            ("1746785640000", "2025-05-09T10:14:00Z"),
            ("May 9, 2025", "2025-05-09"),
            ("2025/05/09", "2025-05-09"),
        ] {
            assert_eq!(iso(written, "en").as_deref(), Some(wanted), "{written}");
        }
        for written in ["", "yesterday", "0", "0001-01-01T00:00:00Z", "1970-01-01", "2025-13-09"] {
            assert_eq!(iso(written, "en"), None, "{written}");
        }
    }

    #[test]
    fn addresses_hold_dates() {
        let day = |a: &str| in_address(a).map(|f| f.value);
        for address in
            ["https://e.org/2025/05/09/pier", "https://e.org/news/2025-05-09-pier.html", "https://e.org/20250509/pier"]
        {
            assert_eq!(day(address).as_deref(), Some("2025-05-09"), "{address}");
        }
        assert_eq!(day("https://e.org/2025/05/pier"), None);
    }
}
