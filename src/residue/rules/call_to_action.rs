//! Boxes that sell.

use crate::article::Role;
use crate::lexicon::Hint;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "call-to-action",
    what: "A box that sends the reader to what the page's owner sells.",
    why: "It stands between paragraphs and is the same on many pages. Only what the markup calls so goes, and only short blocks; a box with two paragraphs of prose is part of the text. On a page that does not call itself an article such boxes are the text.",
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
    usize::from(
        view.is_article() && view.hinted(k, Hint::CallToAction) && block.words <= LONGEST && block.cell.is_none(),
    )
}
