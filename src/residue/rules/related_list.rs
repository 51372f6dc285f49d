//! Related articles.

use std::ops::Range;

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{ElementId, Kind};

pub(super) const RULE: Rule = Rule {
    id: "related-list",
    what: "A heading such as Related articles, with the links that belong to it.",
    why: "It stands at the end or in the middle of a text; on a front page such lists are the text. It takes the links under it, in plain text the headlines, and stops where the article goes on; and a card with a picture among its paragraphs that is labelled so or an article of its own. Without a phrase a few words between paragraphs go if all links under them have gone.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<h3>Related articles</h3><ul><li><a href="/1">Harbour reopens</a></li><li><a href="/2">Mayor resigns</a></li></ul>"##,
        words: "Mayor resigns",
    },
    spares_this: Example {
        html: r##"<h2>Related work</h2><p>Others have measured the tide before us, most of them <a href="/x">with a stick</a> and patience.</p>"##,
        words: "have measured the tide",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.is_front_page() {
        return 0;
    }
    let teased = block.words <= TEASED && view.is_article() && view.place(k).0 > LATE;
    if teased && view.hinted(k, Hint::Related) && leads_away(view, k) {
        return 1;
    }
    if view.hinted(k, Hint::Related) && (block.link_density() > 0.5 || block.words <= 6) {
        return 1;
    }
    if is_teaser(view, k) || is_in_card(view, k) {
        return 1;
    }
    if is_over_gone_links(view, k) {
        return 1;
    }
    if let Some(cue) = gone_label(view, k) {
        let links = cards(view, k - 1).max(view.links_after(k - 1));
        if !cue.hazardous || links > 1 {
            return links;
        }
    }
    let Some(cue) = view.whole(k, Topic::Related) else { return begun(view, k) };
    let links = if view.is_plain() { view.headlines_after(k, !cue.hazardous) } else { members(view, k) };
    // A linked heading over its own text: the list is what the article recommends.
    if links == 1 && view.is_heading(k + 1) && view.is_prose(k + 2) {
        return 0;
    }
    if links > 0 {
        return 1 + links;
    }
    if view.is_plain() && block.words <= LONE && view.is_headline(k + 1) {
        return if view.heads_headline(k, cue) { 2 } else { 1 };
    }
    let alone = view.at_the_end(k) || !view.is_heading(k) || view.is_stranded(k);
    usize::from(!cue.hazardous && block.words <= 8 && alone && !view.heads_prose_beside(k))
}

/// Under an article, what the markup calls related is a teaser up to so many words …
const TEASED: usize = 40;

/// … after this share of the text.
const LATE: f32 = 0.6;

/// The phrase of the label of the list that begins here, if the judge has dropped it.
fn gone_label(view: &View<'_>, k: usize) -> Option<Cue> {
    let label = view.index(k).checked_sub(1).filter(|at| k > 0 && view.is_gone(*at))?;
    let short = view.blocks().blocks[label].words <= LABEL;
    view.cue_at(label, Topic::Related).filter(|_| short)
}

/// True of a short line within the text whose links have gone: nothing else stands between
/// it and the paragraph where the text goes on. One that is strong may be a heading that a box
/// follows, and needs a colon; a question may be answered by that paragraph, and under a
/// quotation stands who said it.
fn is_over_gone_links(view: &View<'_>, k: usize) -> bool {
    let (block, at) = (view.block(k), view.index(k));
    let line = block.words <= STRANDED && view.is_apart(k) && block.links() == 0 && view.is_label(k) && !block.asks();
    if !line || view.is_plain() || !view.is_article() || !view.is_stranded(k) {
        return false;
    }
    let colon = block.text.ends_with([':', '\u{ff1a}']);
    let text = block.text.starts_with(char::is_alphanumeric) && matches!(block.kind, Kind::Paragraph | Kind::Line);
    let between = k > 0 && view.is_prose(k - 1) && view.block(k - 1).kind == Kind::Paragraph && view.is_prose(k + 1);
    if !text || !between || !colon && view.is_emphasised(k) {
        return false;
    }
    let gone = at + 1..view.index(k + 1);
    gone.len() <= LISTED && view.blocks().blocks[gone].iter().all(|b| b.link_density() > 0.5)
}

/// Longest such line, in words.
const STRANDED: usize = 6;

/// True if a link stands in the element that the markup calls related.
fn leads_away(view: &View<'_>, k: usize) -> bool {
    let Some(id) = view.nearest_hint(k, Hint::Related) else { return false };
    let place = view.page_blocks(id);
    place.len() <= LISTED && view.blocks().blocks[place].iter().any(|b| b.link_density() > 0.8 && b.words > 2)
}

/// Most blocks in a list of teasers.
const LISTED: usize = 60;

/// The beginning of another article, cut off, in a small box whose headline is gone.
fn is_teaser(view: &View<'_>, k: usize) -> bool {
    let text = view.block(k).text.trim_end_matches([']', ')', ' ']);
    let cut = text.ends_with("...") || text.ends_with('\u{2026}');
    if !cut || view.block(k).words < TEASER || view.is_plain() || !view.is_article() {
        return false;
    }
    let headline = |at: usize| {
        let block = &view.blocks().blocks[at];
        let heads = block.is_heading() || block.words > 2;
        view.is_gone(at) && heads && block.link_density() > 0.5
    };
    let mut cards = view.blocks().trail(view.block(k).owner).skip(1).take(3).map(|(id, _)| view.page_blocks(id));
    let small = |card: &Range<usize>| {
        card.len() <= PIECES && view.blocks().blocks[card.clone()].iter().map(|b| b.words).sum::<usize>() <= CARD
    };
    // What there is of a text for those who have not paid is cut off too.
    let other = view.prose() >= OTHER * view.block(k).words;
    other && cards.find(|card| card.len() > 1).filter(small).is_some_and(|mut card| card.any(headline))
}

/// A linked headline in a card among the paragraphs of the text, and what stands under it
/// beside a picture: the card is labelled so, or an article of its own in the text.
fn is_in_card(view: &View<'_>, k: usize) -> bool {
    if view.is_plain() || !view.is_article() || view.block(k).words > TEASED || view.block(k).cell.is_some() {
        return false;
    }
    let (at, all) = (view.index(k), &view.blocks().blocks);
    let headline = |at: usize| all[at].words > 2 && all[at].link_density() > 0.5 && !view.leads_within(at);
    // With nothing but the layout between them, the label stands in the line of the headline.
    let labelled = |at: usize| {
        let label = all[at].before_link().unwrap_or(&all[at].text);
        let short = (1..=LABEL).contains(&label.split_whitespace().count());
        short && view.phrase(label, &[Topic::Related, Topic::SeeAlso]).is_some()
    };
    let is_card = |id: ElementId, place: Range<usize>| {
        let Some(head) = (place.start..=at).rev().find(|at| headline(*at)) else { return false };
        let label = (place.start..=head).any(labelled);
        // What lies on another site may be what the text recommends, and one of a row its subject.
        let apart = view.blocks().tag(id) == "article" && !view.has_twin(id) && !view.is_elsewhere(&all[head]);
        (label || apart) && view.has_picture(id) && view.is_in_body(id)
    };
    let around = view.blocks().trail(view.block(k).owner).skip(1).take(3).map(|(id, _)| (id, view.page_blocks(id)));
    let mut small = around.take_while(|(_, place)| place.len() <= PARTS);
    small.any(|(id, place)| is_card(id, place))
}

/// Most blocks of such a card: label, headline, teaser, date and a word that leads on.
const PARTS: usize = 5;

/// A shorter beginning of an article is no teaser, in words.
const TEASER: usize = 12;

/// With the teaser the text has at least so many times its words: there is another.
const OTHER: usize = 2;

/// Most blocks of a teaser.
const PIECES: usize = 12;

/// Most words of a teaser with its headline.
const CARD: usize = 120;

/// The links after the label `k`, with a line that leads on to them: "You may
/// be interested in the following articles:".
fn members(view: &View<'_>, k: usize) -> usize {
    let leads_on = |k: usize| {
        let line = view.get(k).is_some_and(|b| b.words <= LEAD && b.link_chars == 0 && b.leads_on());
        line && !view.is_heading(k)
    };
    let cards = cards(view, k);
    if cards > 0 {
        return cards;
    }
    match view.links_after(k) {
        0 if leads_on(k + 1) && view.links_after(k + 1) > 0 => 1 + view.links_after(k + 1),
        0 if leads_on(k + 1) && view.is_stranded(k + 1) => 1,
        links => links,
    }
}

/// How many blocks of a list follow whose items all begin with a link: headlines
/// with their dates and the beginnings of their texts.
fn cards(view: &View<'_>, k: usize) -> usize {
    let list = |k: usize| view.get(k).and_then(|b| b.list);
    let Some(first) = list(k + 1).filter(|_| view.is_article()) else { return 0 };
    // An item is no label of its list.
    if list(k).is_some_and(|own| own.element == first.element) {
        return 0;
    }
    let inside = |k: &usize| list(*k).is_some_and(|l| l.element == first.element);
    let all = (k + 1..view.len()).take_while(inside);
    let (mut blocks, mut items, mut last) = (0, 0, 0);
    for at in all {
        let index = list(at).map_or(0, |l| l.index);
        let begins = index != last;
        if begins && !(view.is_link(at) && view.block(at).words > 2) || view.block(at).words > PARAGRAPH {
            return 0;
        }
        (blocks, items, last) = (blocks + 1, items + usize::from(begins), index);
    }
    if items > 1 { blocks } else { 0 }
}

/// Longest beginning of a text in a list of headlines, in words.
const PARAGRAPH: usize = 60;

/// Longest line that leads on to the links, in words.
const LEAD: usize = 12;

/// Longest label that begins with a phrase and goes on, in words: "More from
/// the island's council".
const LABEL: usize = 8;

/// A label that only begins with a phrase needs two links after it, or one
/// that ends the text or stands before the next heading, or links that are gone.
fn begun(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let longest = if block.text.ends_with(':') { LEAD } else { LABEL };
    if block.words > longest || !view.is_label(k) || view.is_plain() {
        return 0;
    }
    // A line that is a cross-link's phrase and no more is for the rule of cross-links.
    let begins = view.has_sure_cue(k, Topic::SeeAlso) && view.whole(k, Topic::SeeAlso).is_none();
    let told = view.cue(k, Topic::Related).is_some() || begins;
    if !told || block.link_density() > 0.5 {
        return 0;
    }
    // Where the list itself is gone, a heading is the next section's.
    let links = if view.is_stranded(k) && view.is_heading(k + 1) { 0 } else { members(view, k) };
    let last = k + 1 + links == view.len();
    let closed = links > 0 && view.is_heading(k) && view.is_heading(k + 1 + links);
    let gone = view.is_stranded(k) || links == 1 && view.is_stranded(k + 1);
    if links > 1 || last || closed || gone || links == 0 && view.heads_nothing(k) { 1 + links } else { 0 }
}

/// Longest label that goes alone in plain text, in words.
const LONE: usize = 4;
