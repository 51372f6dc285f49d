//! A heading with nothing under it.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "empty-section",
    what: "A heading at the end of the text, under which nothing is left.",
    why: "What it stood over was a list of links or a box, and is gone. It is asked last, and only about the last block.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<h2>More from the harbour</h2>"##, words: "More from the harbour" },
    spares_this: Example {
        html: r##"<h2>What comes next</h2><p>The pier will be built anew in the spring, if the money is found by then.</p>"##,
        words: "What comes next",
    },
    drops: Drops::Blocks(drops),
};

/// Longest heading, in words: a longer one is a paragraph in the wrong element.
const LONGEST: usize = 14;

fn drops(view: &View<'_>, k: usize) -> usize {
    let last = k > 0 && k + 1 == view.len() && !view.is_plain();
    usize::from(last && view.is_heading(k) && view.is_label(k) && view.block(k).words <= LONGEST)
}
