//! The same link line under every entry, or one that begins in the same way.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "repeated-link",
    what: "A short link with the same words under every entry of a list: Read the review.",
    why: "It is a button of each entry. Its words must stand on the page three times or more, leading to as many places, each time after prose; or its first word, if each time it ends a section and goes on with what the section's heading names, and leads to another site.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>The first pier stood for a hundred years, and the storm took it in one night of March.</p><p><a href="/1">Read the chapter</a></p><p>The second pier was built of stone, and the town paid for it until the next war came.</p><p><a href="/2">Read the chapter</a></p><p>The third pier is a bridge of steel, which the council has painted green for the visitors.</p><p><a href="/3">Read the chapter</a></p>"##,
        words: "Read the chapter",
    },
    spares_this: Example {
        html: r##"<p><a href="/1">Read the chapter</a></p><p>The first pier stood for a hundred years, and the storm took it in one night of March.</p>"##,
        words: "Read the chapter",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    usize::from(view.is_article() && !view.is_plain() && view.is_repeated_link(k))
}
