//! Boxes that sell.

use crate::article::Role;
use crate::lexicon::Hint;
use crate::residue::patterns::PRICE;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, ElementId, Kind};

pub(super) const RULE: Rule = Rule {
    id: "call-to-action",
    what: "A box that sends the reader to what the page's owner sells.",
    why: "It stands between paragraphs and is the same on many pages. Only what the markup calls so goes, and only short blocks, or a small box among the paragraphs of the text whose last words are a button that is gone; a larger box is part of the text, and so is one of a row. On a page that does not call itself an article such boxes are the text.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="cta-box"><h5>Tide tables for every pier</h5><p>Try our planner for a month.</p><a href="/buy">Start now</a></div>"##,
        words: "Try our planner",
    },
    spares_this: Example {
        html: r##"<div class="actions"><p>Try our planner, said the harbour master, and put it back on the shelf where it had been for a month.</p></div>"##,
        words: "said the harbour master",
    },
    drops: Drops::Blocks(drops),
};

/// Longest block of such a box, in words.
const LONGEST: usize = 40;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if !view.is_article() || block.cell.is_some() {
        return 0;
    }
    if view.hinted(k, Hint::CallToAction) && block.words <= LONGEST {
        return 1;
    }
    pitch(view, k)
}

/// How many blocks of a box begin here that ends in a button and is a box apart:
/// "Not sure how much it costs? Tell us what you need. [Get a price]".
fn pitch(view: &View<'_>, k: usize) -> usize {
    if view.is_plain() {
        return 0;
    }
    let around = view.blocks().trail(view.block(k).owner).take(AROUND);
    let boxes = around.take_while(|(id, _)| !OF_TEXT.contains(&view.blocks().tag(*id)));
    let boxes = boxes.filter(|(id, _)| !PARTS.contains(&view.blocks().tag(*id)));
    let small = boxes.take_while(|(id, _)| view.page_blocks(*id).len() <= PIECES);
    let found = small.map(|(id, _)| (id, view.begun_by(id, k))).take_while(|(_, kept)| *kept > 0);
    found.filter(|(id, kept)| sells(view, *id, k, *kept)).map(|(_, kept)| kept).next().unwrap_or(0)
}

/// So many elements out the box may be.
const AROUND: usize = 6;

/// What holds a part of the text, and what holds a part of a box.
const OF_TEXT: [&str; 10] = ["li", "td", "th", "dd", "figure", "blockquote", "form", "article", "main", "body"];
const PARTS: [&str; 8] = ["p", "h2", "h3", "h4", "h5", "h6", "a", "span"];

/// Most blocks of a box whose button is gone.
const PIECES: usize = 12;

/// Most words of a box whose button is gone.
const BOX: usize = 80;

/// Most links of a box whose button is gone.
const LINKS: usize = 3;

/// A price stands in a block of so many bytes.
const PRICED: usize = 1_000;

/// Longest button, in words.
const BUTTON: usize = 5;

fn sells(view: &View<'_>, id: ElementId, k: usize, kept: usize) -> bool {
    let place = view.page_blocks(id);
    let blocks = &view.blocks().blocks[place.clone()];
    let asks = || blocks.iter().any(Block::asks);
    // What a button without an address does belongs to the box.
    let button = blocks.last().is_some_and(|b| {
        let pressed = || b.link_chars == 0 && view.blocks().inside(b, &["button"]) && asks();
        let followed = || b.link_density() > 0.8 && !view.leads_within(place.end - 1);
        (1..=BUTTON).contains(&b.words) && (followed() || pressed())
    });
    let words: usize = blocks.iter().map(|b| b.words).sum();
    let links: usize = blocks.iter().map(|b| b.links()).sum();
    let titled =
        blocks.iter().any(|b| b.kind == Kind::Heading(1)) || view.title_at().is_some_and(|at| place.contains(&at));
    let speaks = (k..k + kept).any(|k| !view.is_label(k) || view.block(k).asks());
    button
        && view.is_gone(place.end - 1)
        && words <= BOX
        && links <= LINKS
        && !titled
        && speaks
        && !blocks.iter().any(|b| b.text.len() <= PRICED && PRICE.is_in(&b.text))
        && !blocks.iter().any(|b| b.kind == Kind::Pre)
        && !view.has_twin(id)
        && view.is_in_body(id)
}
