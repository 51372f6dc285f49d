//! What stands under a page that a browser in a terminal has written.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::ADDRESSES;

pub(super) const RULE: Rule = Rule {
    id: "link-addresses",
    what: "The addresses of a page's links that a browser in a terminal lists under its text.",
    why: "They are the markup of the page. They must end the text, each with its number, from the first on, and marks before words in the text must lead to them in order: the numbers of notes stand behind words.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: "The mill stood at the end of the [1]lane for two hundred years, and nobody remembers who built it.\n\nIt was sold in the autumn, with the [2]pond and the ducks, to a man who wanted neither of them.\n\nReferences\n\n   1. https://example.org/lane\n   2. https://example.org/pond",
        words: "example.org/pond",
    },
    spares_this: Example {
        html: "The mill stood at the end of the lane for two hundred years [1], and nobody remembers who built it.\n\nIt was sold in the autumn, with the pond and the ducks [2], to a man who wanted neither of them.\n\nReferences\n\n   1. https://example.org/lane\n   2. https://example.org/pond",
        words: "example.org/pond",
    },
    drops: Drops::Opening(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    usize::from(view.blocks().tag(view.block(k).owner) == ADDRESSES)
}
