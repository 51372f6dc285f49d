//! Share buttons.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic, squeeze, squeezed};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "share-bar",
    what: "Buttons and lines that ask the reader to share.",
    why: "They are the same on every page. The block must be short, no term that is explained, and be the phrase, as a heading not over prose, or stand among share buttons, or in what the markup calls so; on a page that is no article that must hold a link, a button or a word of sharing, since companies have shares. A step among others of instructions stays.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<div class="sharedaddy"><span>Share this:</span></div>"##, words: "Share this" },
    spares_this: Example {
        html: r##"<p>Share this recipe with a neighbour, and she will ask for the name of the fish.</p>"##,
        words: "with a neighbour",
    },
    drops: Drops::Blocks(drops),
};

/// Longest line of one button, in words: "Click to share on … (opens in new window)".
const LINE: usize = 12;

/// The title stands among so many lines.
const HEAD: usize = 24;

/// In plain text, true if the title follows the phrase and its colon.
fn titles(view: &View<'_>, k: usize, cue: Cue) -> bool {
    let rest = squeeze(cue.rest(&view.block(k).text));
    let is_title = |at: usize| at != k && squeezed(&view.block(at).text).eq(rest.chars());
    view.is_plain() && cue.shape == Shape::Colon && rest.len() > LINE && (0..view.len().min(HEAD)).any(is_title)
}

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.is_defined(k) {
        return 0;
    }
    if view.hinted(k, Hint::Share) {
        return usize::from(block.words <= 15 && (view.is_article() || is_bar(view, k)));
    }
    if view.is_item_of_text(k) {
        return 0;
    }
    if let Some(cue) = view.whole(k, Topic::Share) {
        let follows = (k + 1..view.len()).take(8).take_while(|k| is_button(view, *k)).count();
        let button = !cue.hazardous && !view.heads_prose(k)
            || follows > 0
            || block.link_density() > 0.8
            || view.at_an_end(k) && !view.is_heading(k)
            || view.is_stranded(k);
        return if button { 1 + follows } else { 0 };
    }
    let Some(cue) = view.cue(k, Topic::Share) else { return 0 };
    let sure = !cue.hazardous && matches!(cue.shape, Shape::Start | Shape::Colon);
    let placed = || view.at_an_end(k) || view.is_beside_cue(k, Topic::Share);
    let line = block.words <= LINE && (block.link_density() > 0.5 || sure && placed());
    usize::from(view.is_label(k) && (line || sure && titles(view, k, cue)))
}

/// True if what the markup calls so holds a link, a button or a word of sharing: a company's
/// page speaks of its shares.
fn is_bar(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let told = |at: usize| {
        let cue = |topic| view.cue_at(at, topic).is_some();
        let block = &blocks.blocks[at];
        block.link_chars > 0 || blocks.inside(block, &["button"]) || cue(Topic::Share) || cue(Topic::Network)
    };
    let Some(bar) = view.nearest_hint(k, Hint::Share) else { return true };
    let held = view.page_blocks(bar);
    held.len() <= FEW || held.take(BAR).any(told)
}

/// So many blocks of a bar are looked at, and of so many nothing is asked.
const BAR: usize = 12;
const FEW: usize = 2;

fn is_button(view: &View<'_>, k: usize) -> bool {
    let network = || !view.is_heading(k) && view.whole(k, Topic::Network).is_some_and(|cue| !cue.hazardous);
    let told = || view.whole(k, Topic::Share).is_some() || network();
    view.get(k).is_some_and(|b| b.words <= 3) && (view.is_link(k) || told())
}
