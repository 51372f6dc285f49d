//! Lines for screen readers, and for machines.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "unseen-line",
    what: "A line or a heading that only screen readers read, or nobody; what a closed dialogue says.",
    why: "It names what others see: where the article begins, what a picture's controls do. The markup must hide all of it from the eye, by a class or a style made for it, or hide this line alone over the text, and it must be short and in no table. A dialogue that is not open waits for a button.",
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
    let unseen = block.cell.is_none() && (block.spans.iter().all(|span| span.style.unseen) || is_hidden_alone(view, k));
    let in_dialog = || block.hidden && view.blocks().inside(block, &["dialog"]);
    usize::from(block.words <= LONGEST && unseen || in_dialog())
}

/// True over the text of all that an element holds which is not shown. In the text such a
/// line may be one of several that a script shows by turns.
fn is_hidden_alone(view: &View<'_>, k: usize) -> bool {
    let (block, blocks) = (view.block(k), view.blocks());
    let hidden = blocks.trail(block.owner).take_while(|(_, element)| element.hidden).last();
    block.hidden && view.is_over_text(k) && hidden.is_some_and(|(id, _)| view.page_blocks(id).len() == 1)
}
