//! Dates that the page shows to its readers: in lines about the article.

use std::collections::HashSet;
use std::sync::Arc;

use super::iso::iso;
use super::zone::{Line, Place};
use super::{Found, Role, Source, Sources, written};
use crate::lexicon::{
    WrittenDate, begins_with_update, ends_in_publication, ends_in_update, is_publication, normalise, without_weekday,
};
use crate::parse::{Head, Markup, is_terminal, json_ld_objects};
use crate::segment::{Kind, count_words};

/// A line about the article has at most so many words besides its dates.
const BESIDE: usize = 12;

/// A date has a line for itself if no more words stand beside it: "Published".
const ALONE: usize = 1;

/// Longest label of a value, in words.
const LABEL: usize = 4;

/// Properties of schema.org with the days of what an article is about.
const CONTENT: [&str; 7] =
    ["startDate", "endDate", "doorTime", "birthDate", "deathDate", "validThrough", "foundingDate"];

/// The date that the page shows near its title.
pub(super) struct Shown {
    pub(super) date: Found<String>,
    /// It can be nothing else: the markup calls it one, or it has the line for itself.
    pub(super) sure: bool,
    /// It is written in figures.
    pub(super) figures: bool,
}

pub(super) fn shown(sources: &Sources<'_>) -> Option<Shown> {
    let of_author = |line: &Line| line.bio && line.place == Place::Behind;
    let title = sources.decisions.iter().position(|d| d.role == Role::Title);
    let of_site = |line: &Line| line.place == Place::Before && is_in_head_of_site(sources, line.at, title);
    let dated = lines(sources, &sources.zone.lines).filter(|d| !of_author(&d.line) && !of_site(&d.line));
    let dated: Vec<_> = dated.collect();
    // Between title and text, before the title, behind the text; in each, one
    // that the page calls a date, then any.
    let between = |l: &Line| matches!(l.place, Place::UnderTitle | Place::Begun);
    let ranks: [&dyn Fn(&Dated) -> bool; 6] = [
        &|d| hinted(&d.line) && between(&d.line),
        &|d| d.called && between(&d.line),
        &|d| between(&d.line),
        &|d| hinted(&d.line) && d.line.place == Place::Before,
        &|d| d.line.place == Place::Before,
        &|d| d.line.place == Place::Behind,
    ];
    let best = |rank: &&dyn Fn(&Dated) -> bool| dated.iter().find(|d| !d.changed && rank(d));
    let best = ranks.iter().find_map(best)?;
    let one_day = || dated.iter().filter(|d| between(&d.line)).all(|d| d.day == best.day);
    let sure = hinted(&best.line) || best.alone && best.line.place == Place::UnderTitle && one_day();
    let date = Found::new(precise(sources, &best.day, &best.line), Source::Page);
    Some(Shown { date, sure, figures: best.figures })
}

/// True of a line in the site's head, where today's date stands: in a `<header>` or a `<nav>`
/// that the title is not in.
fn is_in_head_of_site(sources: &Sources<'_>, at: usize, title: Option<usize>) -> bool {
    let blocks = sources.blocks;
    let trail = |at: usize| blocks.trail(blocks.blocks[at].owner);
    let head = trail(at).find(|(_, e)| matches!(blocks.names.get(e.tag), "header" | "nav"));
    head.is_some_and(|(head, _)| title.is_some_and(|title| trail(title).all(|(id, _)| id != head)))
}

/// The one day that the lines far from the title tell, if they tell one only:
/// several are those of comments or of other articles.
pub(super) fn far(sources: &Sources<'_>, changed: bool) -> Option<Found<String>> {
    let far = sources.zone.far(sources.blocks, sources.hints, sources.decisions);
    let mut days = lines(sources, &far).filter(|d| d.changed == changed);
    let first = days.next()?;
    let found = Found::new(precise(sources, &first.day, &first.line), Source::Page);
    days.all(|d| d.day == first.day).then_some(found)
}

/// True if the markup or the wording says that the line tells a date or a name.
fn hinted(line: &Line) -> bool {
    line.date || line.byline
}

/// A date in a line about the article.
struct Dated {
    day: String,
    /// The day of a change.
    changed: bool,
    /// The words before it say that it is the day of publication.
    called: bool,
    /// A word beside it, or none.
    alone: bool,
    figures: bool,
    line: Line,
}

/// The dates in `lines`.
fn lines<'a>(sources: &'a Sources<'_>, lines: &'a [Line]) -> impl Iterator<Item = Dated> + 'a {
    let content = days_of_content(sources.head);
    lines.iter().flat_map(move |line| {
        let block = &sources.blocks.blocks[line.at];
        let text = &*block.text;
        let found = written::find(text, sources.language);
        let of_dates = found.iter().map(|w| count_words(&text[w.start..w.end])).sum::<usize>();
        let beside = block.words.saturating_sub(of_dates);
        // "Begun by Ada Example, 26 May 2025." is no sentence.
        let dated = found.last().is_some_and(|w| w.end + 1 == text.len());
        let prose = text.ends_with(is_terminal) && beside > 3 && !dated;
        let label = label(sources, line.at);
        let before = |w: &WrittenDate| match label.filter(|_| w.start == 0) {
            Some(label) => normalise(label),
            None => normalise(without_weekday(&text[..w.start], sources.language)),
        };
        let updated = |w: &WrittenDate| {
            let called = || ends_in_update(&before(w)) || begins_with_update(&normalise(&text[w.end..]));
            called() || is_called_change(sources, &text[w.start..w.end])
        };
        let fits = match line.place {
            Place::Behind => hinted(line) && beside <= BESIDE,
            Place::Far => {
                beside <= ALONE || beside <= BESIDE && !prose && (hinted(line) || found.first().is_some_and(updated))
            }
            _ => hinted(line) || beside <= BESIDE && !prose,
        };
        let fits = fits && !(block.kind == Kind::Heading(1)) && label.is_none_or(tells_of_publication);
        let fits = fits && !is_of_card(sources, line.at);
        let told = |w: &WrittenDate| !content.contains(&w.date.to_string()) && !is_fact(text, w.start);
        let dates = found.into_iter().filter(|w| fits && told(w));
        let dated = |w: WrittenDate| Dated {
            day: marked(sources, &text[w.start..w.end]).unwrap_or_else(|| w.date.to_string()),
            changed: updated(&w),
            called: ends_in_publication(&before(&w)),
            alone: beside <= ALONE,
            figures: !text[w.start..w.end].contains(char::is_alphabetic),
            line: *line,
        };
        dates.map(dated).collect::<Vec<_>>()
    })
}

/// True if the line is in a link with a headline that is not the page's: it is the day of
/// another article.
fn is_of_card(sources: &Sources<'_>, at: usize) -> bool {
    let (blocks, all) = (sources.blocks, &sources.blocks.blocks);
    let Some(own) = blocks.links_of(&all[at]).next() else { return false };
    let beside = at.checked_sub(1).into_iter().chain(Some(at + 1).filter(|next| *next < all.len()));
    let headline = |beside: usize| {
        let titled = sources.decisions[beside].role == Role::Title;
        let same = || blocks.links_of(&all[beside]).any(|link| Arc::ptr_eq(&link.href, &own.href));
        !titled && all[beside].words > HEADLINE && same()
    };
    beside.into_iter().any(headline)
}

/// A headline has more words.
const HEADLINE: usize = 3;

/// The day that a `<time>` tells of which these figures are all the text: they may mean two.
fn marked(sources: &Sources<'_>, written: &str) -> Option<String> {
    let figures = !written.contains(char::is_alphabetic);
    let mut marks = sources.head.marks.iter().filter(|mark| figures && mark.text == written);
    marks.find_map(|mark| iso(mark.value.as_deref()?, "")?.get(..DAY).map(str::to_owned))
}

/// True if the only elements with this text are called the time of a change.
fn is_called_change(sources: &Sources<'_>, written: &str) -> bool {
    let mut same =
        sources.head.marks.iter().filter(|m| m.markup == Markup::Time && m.text.contains(written)).peekable();
    same.peek().is_some() && same.all(|m| m.name == "updated")
}

/// A `<time>` whose text is in the line may know more than the day.
fn precise(sources: &Sources<'_>, day: &str, line: &Line) -> String {
    let text = &sources.blocks.blocks[line.at].text;
    let marks = sources.head.marks.iter().filter(|m| !m.text.is_empty() && text.contains(m.text.as_str()));
    let dates = marks.filter_map(|m| iso(m.value.as_deref()?, sources.language));
    dates.into_iter().find(|d| d.starts_with(day)).unwrap_or_else(|| day.to_owned())
}

/// The days that the page's data give as those of an event, a life, an offer.
fn days_of_content(head: &Head) -> HashSet<String> {
    let said = json_ld_objects(head).flat_map(|o| CONTENT.iter().filter_map(|key| o.get(*key)?.as_str()));
    said.filter_map(|date| date.get(..DAY)).map(str::to_owned).collect()
}

/// A day in ISO 8601 has so many letters.
const DAY: usize = 10;

/// What the block is called by the term of its definition, or by the first cell of
/// its row.
fn label<'a>(sources: &Sources<'a>, at: usize) -> Option<&'a str> {
    let blocks = sources.blocks;
    let (before, block) = (&blocks.blocks[at.checked_sub(1)?], &blocks.blocks[at]);
    let defined = || blocks.inside(block, &["dd"]) && blocks.inside(before, &["dt"]);
    let row = |cell: Option<crate::segment::Cell>| cell.map(|c| (c.table, c.row));
    let in_row = block.cell.is_some_and(|c| !c.header && c.column == 1) && row(block.cell) == row(before.cell);
    (before.words <= LABEL && (in_row || defined())).then_some(&*before.text)
}

/// True if the date at `at` is one of several facts, a line each, and its own label
/// does not say that it is about the article: "Joined: 30 Aug 2002".
fn is_fact(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let label = text[start..at].trim_end();
    text.contains('\n') && label.ends_with([':', '\u{ff1a}']) && !tells_of_publication(label)
}

fn tells_of_publication(label: &str) -> bool {
    let label = normalise(label);
    is_publication(&label) || ends_in_update(&label)
}

/// The day of the last change that a line tells.
pub(super) fn changed(sources: &Sources<'_>) -> Option<Found<String>> {
    let line = lines(sources, &sources.zone.lines).find(|d| d.changed);
    line.map(|d| Found::new(precise(sources, &d.day, &d.line), Source::Page))
}
