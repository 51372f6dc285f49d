//! Codes for a discount.

use crate::article::Role;
use crate::lexicon::Topic;
use crate::residue::patterns::{CODE, SHOUTED};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "promo-code",
    what: "A line or box with a code for a discount.",
    why: "It sells. The block must be short, begin or end with a phrase or be labelled with it, and hold a word of capitals and figures, or of capitals alone if it is no sentence or has a colon; a phrase that reviews end with too must stand at an end; on a page with more than two of them they are what the page is about.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<div>Use code PIER2025 at checkout</div>"##, words: "PIER2025" },
    spares_this: Example {
        html: r##"<p>Use code books of the year 1925 to read the signals of the lighthouse, says the guide.</p>"##,
        words: "to read the signals",
    },
    drops: Drops::Blocks(drops),
};

/// Longest box, in words.
const LONGEST: usize = 25;

/// With more of them, in so many blocks before and after, the page is about them.
const NEAR: usize = 200;
const MOST: usize = 2;

fn drops(view: &View<'_>, k: usize) -> usize {
    let near = k.saturating_sub(NEAR)..(k + NEAR).min(view.len());
    usize::from(is_code(view, k) && near.filter(|k| is_code(view, *k)).take(MOST + 1).count() <= MOST)
}

fn is_code(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let told = view.cue(k, Topic::PromoCode).is_some_and(|cue| !cue.hazardous || view.at_an_end(k));
    // "Enter code ENTER to leave the menu."
    let shouted = || (view.is_label(k) || block.text.contains([':', '\u{ff1a}'])) && SHOUTED.is_in(&block.text);
    told && block.words <= LONGEST && block.cell.is_none() && (CODE.is_in(&block.text) || shouted())
}
