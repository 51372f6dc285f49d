//! When it was published or changed.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic, WrittenDate, written_dates};
use crate::parse::{is_comma, is_sign};
use crate::residue::dates::{is_date, is_day_and_time};
use crate::residue::patterns::{NAME_AND_DATE, TIME};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "date-line",
    what: "A line with the date of the article.",
    why: "It stays in the metadata. It must be short and hold a number, and the markup or a phrase must call it a date; a line that is nothing but a date goes at the ends of the article (not as an item of a list or under a heading of the text, whose date it is), as a heading only over the title, and in plain text only if dates do not stand all through it, a day without a year only with a time over an article; in a forum it goes wherever it stands. The days of a diary and of a letter stay, and those before there were pages.",
    role: Role::Date,
    drops_this: Example {
        html: r##"<p class="entry-date">Published 9 May 2025, 10:14</p>"##,
        words: "Published 9 May",
    },
    spares_this: Example {
        html: r##"<p>Published in 1925, the map still shows the pier.</p>"##,
        words: "the map still shows",
    },
    drops: Drops::Blocks(drops),
};

/// Longest date line, in words.
const LONGEST: usize = 14;

/// Or in letters and figures, for scripts in which two signs count as a word.
const LETTERS: usize = 40;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let number = || block.text.chars().any(char::is_numeric);
    // Over the title old themes have a heading with the day.
    let over_title = || view.title_at().is_some_and(|title| view.index(k) < title);
    let heading = view.is_heading(k) && !over_title();
    let long = block.words > LONGEST && block.chars > LETTERS;
    if long || heading || block.cell.is_some() || !number() {
        return 0;
    }
    // The name and the date in one line, each in an element of its own.
    let row = view.is_article() && view.is_over_text(k) && block.words <= LONGEST && view.is_label(k) && !block.asks();
    let announced = || view.cue(k, Topic::Byline).is_some();
    if row && view.holds_inline(k, Hint::DateLine) && !announced() && !written_dates(&block.text, "").is_empty() {
        return 1;
    }
    let timed = view.blocks().tag(block.owner) == "time";
    if timed || view.hinted(k, Hint::DateLine) && is_time(view, k) {
        // The dates of a list of events belong to them.
        return usize::from(view.at_an_end(k) || block.words <= 8 && (timed || block.list.is_none()));
    }
    let written = || is_bare(view, k);
    // Every post has its own.
    if view.has_members() && block.list.is_none() && !block.leads_on() && is_date(&block.text) {
        return 1;
    }
    // Links to further articles may follow at length.
    let at_end = view.at_an_end(k) || view.is_outside(k) && view.has_sure_cue(k, Topic::DateLine);
    let place = at_end && !is_headed(view, k) || view.is_plain() && k < HEAD;
    let led = view.is_plain() && k > 0 && view.block(k - 1).leads_on() && view.block(k - 1).words > SHORT;
    // A colon at the end hands over to what was said on that day.
    if !place || block.leads_on() || led || heads_entry(view, k) {
        return 0;
    }
    // "Sank two days ago" is a headline; "2 days ago" is a date.
    let ago = || block.words <= SHORT && block.text.starts_with(char::is_numeric);
    let cue = view.cue(k, Topic::DateLine).filter(|c| c.shape != Shape::End || ago());
    // "This page was last updated in May 2025." is a sentence with its date at the end.
    let dated = cue.is_some_and(|c| !c.hazardous) && block.text.trim_end_matches('.').ends_with(char::is_numeric);
    if !view.is_label(k) && !dated {
        return 0;
    }
    let bare =
        || !view.is_dated() && (written() || view.is_over_text(k) && view.is_article() && is_day_and_time(&block.text));
    usize::from(cue.is_some() || bare() || is_row(view, &block.text))
}

/// True of a line that is nothing but a date, perhaps with a time or a name.
fn is_bare(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    is_date(text) && !is_old(text) || NAME_AND_DATE.matches(text) || is_written(text, view.is_over_text(k))
}

/// True if the date is that of an entry in a diary, of which another stands near over text
/// of its own, or that of a letter, whose first words end with a comma.
fn heads_entry(view: &View<'_>, k: usize) -> bool {
    let heads = |k: usize| view.is_beside_next(k) && view.block(k + 1).link_chars == 0 && !view.is_label(k + 1);
    if !heads(k) {
        return false;
    }
    let next = view.block(k + 1);
    let near = k.saturating_sub(ENTRY)..view.len().min(k + ENTRY);
    let entry = |other: usize| view.block(other).words <= LONGEST && heads(other) && is_bare(view, other);
    next.words <= SALUTATION && next.text.ends_with(is_comma) || { near }
        .any(|other| view.block(other).text != view.block(k).text && entry(other))
}

/// Longest entry of a diary, in blocks.
const ENTRY: usize = 12;

/// Longest salutation of a letter, in words.
const SALUTATION: usize = 6;

/// True of a date before there were pages: a day that the text tells of, or that of an old
/// letter.
fn is_old(text: &str) -> bool {
    written_dates(text, "").first().is_some_and(|date| date.date.year() < OLDEST)
}

/// True of a date in any language of the lexicon, and behind it hardly more than a time.
/// Before it a weekday may stand if it is timed or stands over the text: "Hull, 3 May 1871"
/// is how a letter begins, and "Delivered: 12.11.2009" tells a fact.
fn is_written(text: &str, over_text: bool) -> bool {
    let dates = written_dates(text, "");
    let Some(date) = dates.first().filter(|_| !is_old(text)) else { return false };
    // "12 March 2024 (changed on 13 March 2024, 15:05)"
    let between = |last: &&WrittenDate| text.get(date.end..last.start).unwrap_or("");
    let last = dates.last().filter(|last| between(last).contains('(') && words(between(last)).len() <= CHANGED);
    let (before, after) = (words(&text[..date.start]), words(&text[last.unwrap_or(date).end..]));
    let short = |word: &&str| word.chars().count() <= ZONE && !word.contains(char::is_numeric) || is_clock(word);
    let timed = after.iter().any(|word| is_clock(word));
    let weekday = || before.len() <= WEEKDAY && !text[..date.start].contains(COLONS) && !text.contains(DEATH);
    let told = before.is_empty() || (timed || over_text) && weekday();
    let weekday_behind = || after.len() == 1 && after[0].chars().all(is_sign) && after[0].chars().count() <= SIGNS;
    told && after.len() <= TIMED && after.iter().all(short) && (after.is_empty() || timed || weekday_behind())
}

/// The words of `text`, without marks around them.
fn words(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}

/// True of a time of day: two numbers with a mark or a letter between them.
fn is_clock(word: &str) -> bool {
    word.split([':', '.', 'h']).filter(|part| (1..=2).contains(&part.chars().count())).count() > 1
        && word.starts_with(char::is_numeric)
}

/// The year of the first pages.
const OLDEST: i16 = 1990;

/// What a label ends with.
const COLONS: [char; 2] = [':', '\u{ff1a}'];

/// The sign before the day of a death.
const DEATH: char = '\u{2020}';

/// Words between a date and that of a change, in brackets.
const CHANGED: usize = 3;

/// Words before a date: "on Tuesday".
const WEEKDAY: usize = 2;

/// A weekday behind a date, in signs.
const SIGNS: usize = 3;

/// Words behind it, of so many letters: a time and its zone.
const TIMED: usize = 4;
const ZONE: usize = 5;

/// True if bars cut the line into a date and what stands beside it, each part by itself:
/// "By Ada Example | 4 March 2024 | 5 min read".
fn is_row(view: &View<'_>, text: &str) -> bool {
    let parts: Vec<&str> = text.split(BARS).map(str::trim).filter(|part| !part.is_empty()).collect();
    let dated = |part: &&str| is_date(part);
    let named = |part: &str| {
        let words = || part.split_whitespace();
        words().count() <= NAME && words().all(|word| word.starts_with(char::is_uppercase))
    };
    let told = |part: &str| {
        let about = |cue: &Cue| matches!(cue.topic, Topic::Byline | Topic::DateLine | Topic::ReadingTime);
        part.split_whitespace().count() <= PART && view.cues_of(part).iter().any(about)
    };
    parts.len() > 1 && parts.iter().any(dated) && parts.iter().all(|part| dated(part) || named(part) || told(part))
}

/// What stands between the parts of such a line.
const BARS: [char; 3] = ['|', '\u{b7}', '\u{2022}'];

/// Longest name in it, in words.
const NAME: usize = 4;

/// Longest part with a phrase, in words.
const PART: usize = 6;

/// True of an item, and under a heading or label of the text: the date is what it tells.
fn is_headed(view: &View<'_>, k: usize) -> bool {
    if view.is_over_text(k) && view.has_sure_cue(k, Topic::DateLine) {
        return false;
    }
    let title = || k > 0 && view.title_at() == Some(view.index(k - 1));
    view.block(k).list.is_some() || k > 0 && view.is_heading(k - 1) && !title()
}

/// True if the line holds a year, a time of day or a phrase of dates, or is so
/// short that its number must be one of them.
fn is_time(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let told = TIME.is_in(&block.text) || view.cue(k, Topic::DateLine).is_some();
    told || block.words <= SHORT && block.list.is_none()
}

/// In plain text captions and buttons stand between the title and the date.
const HEAD: usize = 12;

/// "3 hours ago" is short.
const SHORT: usize = 4;
