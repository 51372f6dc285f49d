//! Title and standfirst: which blocks they are, by place and by what the page
//! says about itself.

mod title;

use crate::article::{Decision, DroppedBy, Role};
use crate::lexicon::{Cue, Hint, Shape, Topic, beginning, squeeze};
use crate::parse::{Head, is_full_stop};
use crate::segment::{Block, ElementId, FRONT_MATTER, Kind, Origin};

use super::view::Scene;
use title::find_title;

/// A title is shorter than this, in words.
const TITLE: usize = 45;

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

/// The block soon after the title that the page's markup calls a standfirst, or
/// that says what the page's description says.
fn find_standfirst(scene: &Scene<'_>, head: &Head, title: usize) -> Option<usize> {
    let judged = scene.judged;
    let blocks = &judged.blocks;
    let description = head.meta(&["og:description", "description"]).map(|m| squeeze(beginning(&m.content)));
    let description = description.unwrap_or_default();
    // It may stand under a copy of the title.
    let heading = &blocks.blocks[title];
    let is_copy = |b: &Block| b.text == heading.text && !b.hidden && b.is_heading();
    let near = title.saturating_sub(REACH);
    let first = blocks.blocks[near..title].iter().position(is_copy).map_or(title, |at| near + at);
    let mut pictures = Vec::new();
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
        let hint = |id: &ElementId| judged.hints[id.index()].has(Hint::Standfirst);
        let lead = blocks.trail(block.owner).take(2).map(|(id, _)| id).find(hint);
        // What holds the title too is the article, whatever it is called.
        let whole = |id: ElementId| blocks.trail(blocks.blocks[title].owner).any(|(around, _)| around == id);
        let mut boxes = blocks.trail(block.owner).take(BOX).filter(|(id, _)| !whole(*id));
        if boxes.any(|(id, _)| APART.iter().any(|hint| judged.hints[id.index()].has(*hint))) {
            return false;
        }
        let mut hinted = lead.is_some() && *i < title + 1 + HINTED && !is_bio(block, &scene.authors);
        // What leads is the picture, if its caption stands there.
        if hinted && (pictures.contains(&lead) || is_caption(scene, *i, whole)) {
            pictures.push(lead);
            hinted = false;
        }
        hinted || !judged.verdicts[*i].main && says(&squeeze(&block.text), &description)
    })
}

/// True of what stands under a picture or names who took it, whatever the box of both is
/// called; `whole` are elements that hold the title as well.
fn is_caption(scene: &Scene<'_>, at: usize, whole: impl Fn(ElementId) -> bool) -> bool {
    let (judged, block) = (scene.judged, &scene.judged.blocks.blocks[at]);
    let blocks = &judged.blocks;
    let figure = || blocks.nearest(block.owner, "figure").is_some_and(|figure| !whole(figure));
    let own = judged.hints[block.owner.index()].has(Hint::Standfirst);
    let in_figure = || !own && figure() && !block.is_heading();
    let mut around = blocks.trail(block.owner).take(2).filter(|(id, _)| !whole(*id));
    let hinted = |id: ElementId| [Hint::Caption, Hint::PhotoCredit].iter().any(|h| judged.hints[id.index()].has(*h));
    let credit = || scene.cues(at).is_some_and(|cues| cues.iter().any(|cue| cue.topic == Topic::PhotoCredit));
    block.kind == Kind::Caption && figure() || in_figure() || around.any(|(id, _)| hinted(id)) || credit()
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
    let page = &scene.judged.blocks;
    let is_front = |block: &&Block| page.tag(block.owner) == FRONT_MATTER;
    let front = page.blocks.iter().take_while(is_front).count();
    let blocks = &page.blocks[front..];
    let ends = |text: &str| text.ends_with(is_full_stop);
    let path = |cue: &Cue| matches!(cue.topic, Topic::Breadcrumb | Topic::Categories);
    let is_path = scene.cues(front).is_some_and(|cues| cues.iter().any(path));
    let steps = blocks.iter().take(STEPS).take_while(|b| b.words <= STEP).count();
    let headed = is_path && blocks.get(steps).is_some_and(|b| b.words > 2 * STEP && !ends(&b.text) && !b.asks());
    let at = if headed { steps } else { 0 };
    let Some(first) = blocks.get(at).filter(|b| b.words <= 30 && b.words >= 2 && !ends(&b.text)) else { return };
    let (after, next) = (&blocks[at + 1..], decisions.get_mut(front + at..));
    // A lone line is the text itself, and a title is followed by something longer.
    let longer = after.iter().take(6).any(|b| b.words > 2 * first.words);
    let Some([title, next @ ..]) = next.filter(|_| longer) else { return };
    title.role = Role::Title;
    let leads_on = after.get(1).is_some_and(|next| next.words <= 25 || ends(&next.text));
    // A notice may stand there, too.
    let told = scene.cues(front + at + 1).is_some_and(|cues| cues.iter().any(is_notice));
    let summary = after.first().filter(|_| !told);
    let summary = summary.filter(|b| (6..=60).contains(&b.words) && ends(&b.text) && leads_on && after.len() > 2);
    let Some(summary) = summary else { return };
    let long = after.iter().skip(1).take(6).any(|b| b.words > summary.words * 3 / 2);
    if let Some(standfirst) = next.first_mut().filter(|_| long) {
        standfirst.role = Role::Standfirst;
    }
}

/// True of a sure phrase that a notice of the page begins with.
fn is_notice(cue: &Cue) -> bool {
    let topics = [Topic::CookieNotice, Topic::Javascript, Topic::Paywall, Topic::Newsletter, Topic::SkipLink];
    topics.contains(&cue.topic) && cue.shape != Shape::End && !cue.hazardous
}
