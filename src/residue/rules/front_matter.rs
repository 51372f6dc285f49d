//! What stands before a text in Markdown.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::FRONT_MATTER;

pub(super) const RULE: Rule = Rule {
    id: "front-matter",
    what: "What an author says of a text in Markdown before it begins: title, date, tags.",
    why: "It is for the program that makes a page of the text, and stands in the metadata. It must open the text and stand between two lines of marks, each line a key and a value; or name the page's address and end in the line that services put before the content.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: "---\ntitle: The mill\ndate: 2024-03-02\n---\n\nThe mill stood at the end of the lane for two hundred years, and nobody remembers who built it.\n\nIt was sold in the autumn, with the pond and the ducks, to a man who wanted neither of them.",
        words: "date: 2024-03-02",
    },
    spares_this: Example {
        html: "The mill stood at the end of the lane for two hundred years, and nobody remembers who built it.\n\n---\n\nOwner: the parish, as far as anybody knows, and before that a family from the coast.\n\n---\n\nIt was sold in the autumn, with the pond and the ducks, to a man who wanted neither of them.",
        words: "Owner: the parish",
    },
    drops: Drops::Opening(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    usize::from(view.blocks().tag(view.block(k).owner) == FRONT_MATTER)
}
