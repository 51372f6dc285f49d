//! A headline that is a link, alone between paragraphs.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "link-only",
    what: "A paragraph that is wholly a link to another page, between paragraphs of text.",
    why: "A cross-link without a phrase. It must be one link with the shape of a headline, with prose on both sides or a heading after it, or stand with others in one link, or be a heading in a link that has a box of its own; one that is all there is in brackets may be a sentence and needs prose only before it; questions of an interview, links that are sentences outside brackets, links to other sites, and links whose words the next paragraph takes up stay.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><a href="/2025/harbour">Harbour of the island reopens after the storm</a></p>"##,
        words: "Harbour of the island",
    },
    spares_this: Example {
        html: r##"<p><a href="/q"><strong>Did the storm change how you plan the harbour?</strong></a></p>"##,
        words: "Did the storm change",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if is_in_card(view, k) {
        return 1;
    }
    let row = headings_in_links(view, k);
    if row > 0 {
        return row;
    }
    if is_bracketed(&block.text) {
        let apart = block.list.is_none() && view.role(k) != Role::Standfirst && !view.leads_elsewhere(k);
        let told = apart && is_link_alone(view, k, 0.9) && k.checked_sub(1).is_some_and(|k| view.is_prose(k));
        return usize::from(told);
    }
    if !k.checked_sub(1).is_some_and(|before| view.is_prose(before)) || !is_headline(view, k) {
        return 0;
    }
    let between = view.is_prose(k + 1) && !is_taken_up(view, k);
    usize::from(between || closes(view, k) || k + 1 == view.len())
}

/// True of a line that is one link, but for a share of its letters, or arrows and the like.
fn is_link_alone(view: &View<'_>, k: usize, least: f32) -> bool {
    let block = view.block(k);
    let whole = || block.link_density() >= least || !block.unlinked().contains(char::is_alphanumeric);
    let alone = matches!(block.kind, Kind::Paragraph | Kind::Line | Kind::Item) && block.links() == 1;
    alone && whole() && (4..=30).contains(&block.words) && block.cell.is_none()
}

/// True of a link with the shape of a headline, to another page of the site.
fn is_headline(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let shaped = || view.is_label(k) && !block.asks() && !block.leads_on() && !is_address(&block.text);
    let alone = block.list.is_none() && !is_bracketed(&block.text) && is_link_alone(view, k, 0.98);
    let leads = || !view.leads_elsewhere(k) && !view.leads_within(view.index(k));
    alone && shaped() && view.role(k) != Role::Standfirst && leads()
}

/// True of the last line before the next heading.
fn closes(view: &View<'_>, k: usize) -> bool {
    view.block(k).words >= HEADLINE && view.is_heading(k + 1) && view.is_article()
}

/// A headline has at least so many words.
const HEADLINE: usize = 5;

/// True if one link holds the block and others: headline, picture and teaser of
/// another page.
fn is_in_card(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    if block.link_density() < 0.98 || block.words > CARD || block.cell.is_some() || !view.is_article() {
        return false;
    }
    let Some(link) = view.blocks().nearest(block.owner, "a") else { return false };
    let place = view.page_blocks(link);
    if !(2..=PARTS).contains(&place.len()) || view.has_twin(link) {
        return false;
    }
    let first = (0..=k).rev().find(|k| view.index(*k) < place.start);
    let next = (k..view.len()).find(|k| view.index(*k) >= place.end);
    first.is_some_and(|k| view.is_prose(k)) && next.is_none_or(|k| view.is_prose(k) || view.is_heading(k))
}

/// Most words of a block in a card.
const CARD: usize = 60;

/// A link around more blocks was never closed.
const PARTS: usize = 6;

/// How many headings follow on each other, each inside a link to another page, between
/// a paragraph and the next or a heading that is no link.
fn headings_in_links(view: &View<'_>, k: usize) -> usize {
    let wrapped = |k: usize| {
        view.is_heading(k)
            && view.is_link(k)
            && !view.leads_within(view.index(k))
            && view.blocks().nearest(view.block(k).owner, "a").is_some()
    };
    if !view.is_article() || !wrapped(k) || k == 0 || !view.is_prose(k - 1) {
        return 0;
    }
    let row = (k..view.len()).take_while(|k| wrapped(*k)).count();
    let closed = view.is_prose(k + row) || ROW.contains(&row) && view.is_heading(k + row);
    // A digest has a heading in a link over each of its parts.
    let only = || !(k.saturating_sub(NEAR)..(k + NEAR).min(view.len())).any(|other| other != k && wrapped(other));
    let alone = || row == 1 && view.is_prose(k + 1) && only() && is_alone_in_box(view, k) && !is_taken_up(view, k);
    if row > 1 && closed || alone() { row } else { 0 }
}

/// So many blocks around are looked at for another heading in a link.
const NEAR: usize = 30;

/// True of a headline of this site in a box that holds nothing else, and that no other box
/// looks like.
fn is_alone_in_box(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let Some(link) = blocks.nearest(view.block(k).owner, "a") else { return false };
    let around = blocks.elements[link.index()].parent.filter(|id| view.page_blocks(*id).len() == 1);
    let headline = view.block(k).words >= HEADLINE && view.is_label(k) && !view.leads_elsewhere(k);
    headline && around.is_some_and(|id| !view.has_twin(id))
}

/// Before another heading, two headings in links may be what the section is about, and
/// many are what the page is.
const ROW: std::ops::RangeInclusive<usize> = 3..=5;

/// A link that is all there is in brackets may be a sentence: "(Why the pier was moved.)".
fn is_bracketed(text: &str) -> bool {
    let inside = |open, close| text.strip_prefix(open).and_then(|t| t.strip_suffix(close));
    let inside = inside('(', ')').or_else(|| inside('[', ']')).or_else(|| inside('\u{ff08}', '\u{ff09}'));
    inside.is_some_and(|t| !t.contains(['(', ')', '[', ']']))
}

/// True if the next paragraph says again half of the link's longer words: it is
/// the heading of that paragraph.
fn is_taken_up(view: &View<'_>, k: usize) -> bool {
    let longer = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| w.chars().count() >= LONGER).map(str::to_lowercase).collect()
    };
    let next = view.get(k + 1).map(|b| longer(&b.text)).unwrap_or_default();
    let own = longer(&view.block(k).text);
    let again = own.iter().filter(|w| next.contains(w)).count();
    own.len() > 1 && again * 2 >= own.len()
}

/// Words of at least so many letters tell what a text is about.
const LONGER: usize = 5;

/// Addresses and file names are what an article may well show.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.is_ascii() && !text.contains(' ')
}
