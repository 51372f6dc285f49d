//! Title and standfirst: which blocks they are, by place and by what the page
//! says about itself.

use crate::article::{DroppedBy, Role};
use crate::lexicon::{Cue, Hint, Topic, beginning, squeeze};
use crate::parse::Head;
use crate::segment::{Block, Blocks, ElementId, Kind, Origin};

use super::Decision;
use super::view::Scene;

/// A title is shorter than this, in words.
const TITLE: usize = 45;

/// A heading of the first rank that the head does not name is a title if it is no
/// longer than this, in words.
const UNNAMED: usize = 25;

/// So many headings of the first rank, and the last before the text is none of the page.
const SECTIONS: usize = 4;

/// A line of fewer words is a name rather than a title.
const NAME: usize = 4;

/// A standfirst is shorter than this, in words.
const STANDFIRST: usize = 90;

/// How many blocks a standfirst may stand after the title.
const REACH: usize = 16;

/// How many blocks after the title a standfirst by its markup may stand.
const HINTED: usize = 8;

/// A description shorter than this, in bytes of letters and digits, is a label.
const DESCRIPTION: usize = 40;

/// A standfirst may begin with the author's name; so many words that do are a bio.
const BIO: usize = 40;

/// How many elements around a block may make it a box.
const BOX: usize = 4;

/// Boxes whose subtitle is no standfirst.
const APART: [Hint; 4] = [Hint::CallToAction, Hint::Donation, Hint::AuthorBio, Hint::Ui];

/// Gives title and standfirst their roles.
pub(super) fn assign(scene: &Scene<'_>, head: &Head, decisions: &mut [Decision]) {
    let judged = scene.judged;
    if judged.blocks.origin == Origin::Plain {
        assign_plain(scene, decisions);
        return;
    }
    let Some(title) = find_title(scene, head, decisions) else { return };
    decisions[title].role = Role::Title;
    if matches!(decisions[title].dropped, Some(DroppedBy::Judge(_))) || decisions[title].dropped.is_none() {
        decisions[title].dropped = Some(DroppedBy::Role(Role::Title));
    }
    if let Some(at) = find_standfirst(scene, head, title) {
        decisions[at] = Decision { role: Role::Standfirst, dropped: None };
    }
}

/// What the head calls the page, letters and digits only.
pub(super) fn titles(head: &Head) -> Vec<String> {
    said_titles(head).map(squeeze).filter(|t| t.len() > 3).collect()
}

/// The same as the head has it.
fn said_titles(head: &Head) -> impl Iterator<Item = &str> {
    let titles = [head.meta(&["og:title", "twitter:title"]).map(|m| m.content.as_str()), head.title.as_deref()];
    titles.into_iter().flatten().map(beginning)
}

/// What stands between a title and the names behind it.
const BARS: [&str; 8] = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{bb} ", " \u{b7} ", " :: ", " @ "];

/// What stands before such a title's first bar, letters and digits only.
fn first_parts(head: &Head) -> Vec<String> {
    let first = |title: &str| {
        let bar = BARS.iter().filter_map(|bar| title.find(bar)).min()?;
        title.get(..bar).map(squeeze)
    };
    said_titles(head).filter_map(first).filter(|part| !part.is_empty()).collect()
}

/// True of a few words that stand behind the last bar of the head's title, and not before it.
fn names_site(text: &str, head: &Head) -> bool {
    let Some(title) = head.title.as_deref().map(beginning) else { return false };
    let last = BARS.iter().filter_map(|bar| title.rfind(bar).map(|at| at + bar.len())).max();
    let last = last.and_then(|at| title.get(at..)).map(squeeze);
    text.split_whitespace().count() <= SITE && last.is_some_and(|last| last == squeeze(text))
}

/// Longest name of a site, in words.
const SITE: usize = 6;

/// Shorter parts of a title, in bytes, are sections.
const PART: usize = 10;

/// The last heading before the main content that is the title of the page's head, one
/// of the first rank if there is one; or else the last `h1`, or else a line that is
/// the title.
fn find_title(scene: &Scene<'_>, head: &Head, decisions: &[Decision]) -> Option<usize> {
    let (judged, named) = (scene.judged, &scene.titles);
    let first_long = decisions.iter().zip(&judged.blocks.blocks);
    let main = first_long.enumerate().position(|(_, (d, b))| d.dropped.is_none() && b.words > 20);
    let main = main.or_else(|| decisions.iter().position(|d| d.dropped.is_none()))?;
    let candidates = judged.blocks.blocks.iter().enumerate().take(main + 2);
    let headings =
        candidates.clone().filter(|(_, b)| matches!(b.kind, Kind::Heading(1..=3)) && b.words <= TITLE && !b.hidden);
    let headings = headings.filter(|(_, b)| !judged.blocks.inside(b, &["nav"]) && !leads_to_front(&judged.blocks, b));
    let parts = first_parts(head);
    let is_first = |b: &Block| parts.contains(&squeeze(&b.text));
    let is_named = |text: &str| {
        let text = squeeze(text);
        text.len() > 3 && named.iter().any(|n| *n == text || (n.contains(&text) && text.len() * 2 > n.len()))
    };
    // A link to the home page has the site's name, which may come first too.
    let leads_out = |b: &Block| judged.blocks.links_of(b).any(|link| !link.href.starts_with('#'));
    let is_part = |b: &Block| is_first(b) && b.text.len() >= PART && !leads_out(b);
    let headings: Vec<_> = headings.collect();
    // Teasers of the page and bars that stay on top say the title before it stands
    // over the text.
    let said = headings.iter().rev().filter(|(_, b)| is_named(&b.text) || is_part(b));
    let is_h1 = |b: &Block| b.kind == Kind::Heading(1);
    // What the head's title ends with is the site's name rather.
    let is_tail = |b: &Block| {
        let text = squeeze(&b.text);
        named.iter().all(|n| *n != text && !n.starts_with(&text))
    };
    // What it begins with may be a section, over the title or of a lower rank.
    let other = |one: &str, other: &str| !one.contains(other) && !other.contains(one);
    let last_other = |part: &String| {
        let mut named = headings.iter().rev().filter(|(_, b)| is_named(&b.text));
        named.find(|(_, b)| other(&squeeze(&b.text), part)).map(|(i, _)| *i)
    };
    let last_others: Vec<_> = parts.iter().map(last_other).collect();
    let is_over = |at: usize, b: &Block| {
        let part = parts.iter().position(|part| *part == squeeze(&b.text));
        part.and_then(|part| last_others[part]).is_some_and(|last| last > at)
    };
    let rank = |at: usize, b: &Block| match is_part(b) {
        true if is_over(at, b) => 2,
        part => u8::from(is_tail(b) || part && !is_h1(b)),
    };
    let exact = said.min_by_key(|(i, b)| (rank(*i, b), !is_h1(b)));
    let hinted = |b: &Block| judged.hints[b.owner.index()].has(Hint::Title);
    let h1s = || headings.iter().rev().filter(|(_, b)| is_h1(b) && b.words <= UNNAMED);
    // Where there are several, all but the first are headings of sections.
    let first = judged.blocks.blocks.iter().position(|b| is_h1(b) && !b.hidden);
    let several = judged.blocks.blocks.iter().filter(|b| is_h1(b) && !b.hidden).take(SECTIONS).count() == SECTIONS;
    let opening = || h1s().find(|(at, _)| *at < main).filter(|(at, _)| first == Some(*at));
    let last = || if several { opening() } else { h1s().next() };
    let h1 = || h1s().find(|(_, b)| hinted(b)).or_else(last);
    // Under the site's name stands what the head's title begins with.
    let below = |from: usize| headings.iter().find(move |(i, b)| *i > from && is_first(b) && !leads_out(b));
    let exact = exact.map(|found| {
        let site = is_tail(found.1) && names_site(&found.1.text, head);
        if site { below(found.0).unwrap_or(found) } else { found }
    });
    // Without headings, as in layouts of tables, a line may say what the head says.
    let is_line = |b: &Block| (NAME..=TITLE).contains(&b.words) && !b.hidden && !b.text.ends_with('.');
    let line = || candidates.clone().find(|(i, b)| *i < main && is_line(b) && is_named(&b.text));
    exact.or_else(h1).map(|(i, _)| *i).or_else(|| line().map(|(i, _)| i))
}

/// True of a link to the site's front page: its words are the site's name.
fn leads_to_front(blocks: &Blocks, block: &Block) -> bool {
    let is_home = |href: &str| {
        let path = href.split_once("://").map_or(href, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let path = path.trim_start_matches('/');
        !href.is_empty()
            && !href.starts_with('#')
            && (path.is_empty() || path.starts_with("index.") && !path.contains(['/', '?', '#']))
    };
    block.link_density() >= 1.0 && blocks.links_of(block).all(|link| is_home(&link.href))
}

/// The block soon after the title that the page's markup calls a standfirst, or
/// that says what the page's description says.
fn find_standfirst(scene: &Scene<'_>, head: &Head, title: usize) -> Option<usize> {
    let judged = scene.judged;
    let blocks = &judged.blocks;
    let description = head.meta(&["og:description", "description"]).map(|m| squeeze(beginning(&m.content)));
    let description = description.unwrap_or_default();
    // It may stand under a copy of the title.
    let heading = &blocks.blocks[title];
    let is_copy = |b: &Block| b.text == heading.text && !b.hidden && matches!(b.kind, Kind::Heading(_));
    let near = title.saturating_sub(REACH);
    let first = blocks.blocks[near..title].iter().position(is_copy).map_or(title, |at| near + at);
    (first + 1..(title + 1 + REACH).min(blocks.blocks.len())).find(|i| {
        let block = &blocks.blocks[*i];
        if block.hidden
            || block.text == heading.text
            || block.words < 4
            || block.words > STANDFIRST
            || block.link_density() > 0.4
            || is_dated(&block.text)
        {
            return false;
        }
        let mut around = blocks.trail(block.owner).take(2);
        let hinted = around.any(|(id, _)| judged.hints[id.index()].has(Hint::Standfirst));
        // What holds the title too is the article, whatever it is called.
        let whole = |id: ElementId| blocks.trail(blocks.blocks[title].owner).any(|(around, _)| around == id);
        let mut boxes = blocks.trail(block.owner).take(BOX).filter(|(id, _)| !whole(*id));
        if boxes.any(|(id, _)| APART.iter().any(|hint| judged.hints[id.index()].has(*hint))) {
            return false;
        }
        let hinted = hinted && *i < title + 1 + HINTED && !is_bio(block, &scene.authors);
        hinted || !judged.verdicts[*i].main && says(&squeeze(&block.text), &description)
    })
}

/// True of a few words with a year: a date is no standfirst.
fn is_dated(text: &str) -> bool {
    let year = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric()).parse::<u16>().is_ok_and(|n| (1900..2100).contains(&n))
    };
    text.split_whitespace().count() <= DATED && text.split_whitespace().any(year)
}

/// Longest date with what stands beside it, in words.
const DATED: usize = 6;

/// True of a long block that begins with the name of an author, or its first word.
fn is_bio(block: &Block, authors: &[String]) -> bool {
    block.words >= BIO && authors.iter().any(|name| speaks_of(&block.text, name))
}

/// True if the text begins with a name of several words, or with its first word
/// and that is a name: words such as articles also stand in lower case in a text.
pub(super) fn speaks_of(text: &str, name: &str) -> bool {
    let begins = |name: &str| text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_word = |first: &str| {
        let lower = first.to_lowercase();
        lower == first || text.split_whitespace().any(|word| word == lower)
    };
    let Some((first, _)) = name.split_once(' ') else { return false };
    begins(name) || begins(first) && !is_word(first)
}

/// True if the block says what the description says: a place or a name may go
/// before it, and pages cut long descriptions off.
fn says(text: &str, description: &str) -> bool {
    if description.len() < DESCRIPTION || text.len() < DESCRIPTION {
        return false;
    }
    let (shorter, longer) = if text.len() < description.len() { (text, description) } else { (description, text) };
    shorter.len() * 3 >= longer.len() * 2 && longer.contains(shorter)
}

/// Most steps of a path from the home page over the title, and words of each.
const STEPS: usize = 6;
const STEP: usize = 2;

/// In plain text the first line is the title if it reads as one, and a
/// sentence or two right under it the standfirst. The steps of a path may stand
/// over it.
fn assign_plain(scene: &Scene<'_>, decisions: &mut [Decision]) {
    let blocks = &scene.judged.blocks.blocks;
    let ends = |text: &str| text.ends_with(['.', '\u{3002}', '\u{964}']);
    let path = |cue: &Cue| matches!(cue.topic, Topic::Breadcrumb | Topic::Categories);
    let is_path = scene.cues(0).is_some_and(|cues| cues.iter().any(path));
    let steps = blocks.iter().take(STEPS).take_while(|b| b.words <= STEP).count();
    let headed = is_path && blocks.get(steps).is_some_and(|b| b.words > 2 * STEP && !ends(&b.text) && !b.asks());
    let at = if headed { steps } else { 0 };
    let Some(first) = blocks.get(at).filter(|b| b.words <= 30 && b.words >= 2 && !ends(&b.text)) else { return };
    let (after, next) = (&blocks[at + 1..], decisions.get_mut(at..));
    // A lone line is the text itself, and a title is followed by something longer.
    let longer = after.iter().take(6).any(|b| b.words > 2 * first.words);
    let Some([title, next @ ..]) = next.filter(|_| longer) else { return };
    title.role = Role::Title;
    let leads_on = after.get(1).is_some_and(|next| next.words <= 25 || ends(&next.text));
    let summary = after.first().filter(|b| (6..=60).contains(&b.words) && ends(&b.text) && leads_on && after.len() > 2);
    let Some(summary) = summary else { return };
    let long = after.iter().skip(1).take(6).any(|b| b.words > summary.words * 3 / 2);
    if let Some(standfirst) = next.first_mut().filter(|_| long) {
        standfirst.role = Role::Standfirst;
    }
}
