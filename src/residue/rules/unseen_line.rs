//! Lines for screen readers.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "unseen-line",
    what: "A line or a heading that only screen readers read.",
    why: "It names what others see: where the article begins, what a picture's controls do. The markup must hide all of it from the eye, by a class or a style made for it, and it must be short and in no table.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<h2 class="visually-hidden">Article content</h2>"##, words: "Article content" },
    spares_this: Example {
        html: r##"<p class="visually-striking">Article content of the new treaty is secret, and stays so until the ministers have met.</p>"##,
        words: "Article content of the new treaty",
    },
    drops: Drops::Blocks(drops),
};

/// Most words of such a line.
const LONGEST: usize = 12;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    // In a table it is what a mark in the cell means.
    let unseen = block.cell.is_none() && block.spans.iter().all(|span| span.style.unseen);
    usize::from(block.words <= LONGEST && unseen)
}
