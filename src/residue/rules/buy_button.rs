//! Buttons to shops.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::patterns::PRICE;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "buy-button",
    what: "A link to a shop: Check price, View deal.",
    why: "It sells what the text has described. The block must be links and nothing else and begin or end with a phrase, or a price beside a link that is paid for; a phrase that headings use too needs a button by its markup, and so does a price alone.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><a class="button" rel="sponsored" href="https://shop.example/1">Check price at Example Shop</a></p>"##,
        words: "Check price",
    },
    spares_this: Example {
        html: r##"<p>Check prices at the pier before you board: the <a href="/fares">fares</a> have changed twice since May.</p>"##,
        words: "have changed twice",
    },
    drops: Drops::Blocks(drops),
};

/// Longest button, in words.
const LONGEST: usize = 8;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let links = block.links();
    if links == 0 || !view.is_article() || view.is_plain() || view.is_heading(k) {
        return 0;
    }
    // Beside a link that is paid for, the price may be none.
    if block.words <= PRICED && block.cell.is_none() && is_paid(view, k) && PRICE.is_in(&block.text) {
        return 1;
    }
    if block.link_density() < 0.95 || block.words > LONGEST * links {
        return 0;
    }
    let button = is_button(view, k);
    let told = view.cue(k, Topic::Buy).is_some_and(|cue| !cue.hazardous || button && block.cell.is_none());
    usize::from(told || button && block.cell.is_none() && PRICE.is_in(&block.text))
}

/// Longest price with its link, in words.
const PRICED: usize = 10;

/// True if all links of the block are paid for.
fn is_paid(view: &View<'_>, k: usize) -> bool {
    view.blocks().links_of(view.block(k)).all(|link| link.rel.contains("sponsored"))
}

/// True if the markup calls the link a button, or says that it is paid for.
fn is_button(view: &View<'_>, k: usize) -> bool {
    let mut around = view.blocks().trail(view.block(k).owner).take(2);
    around.any(|(id, _)| view.names_hint(id, Hint::Button))
}
