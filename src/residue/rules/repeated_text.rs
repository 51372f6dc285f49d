//! Text that stands on the page twice.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "repeated-text",
    what: "A paragraph that stands on the page a second time, letter for letter.",
    why: "Pages carry copies for telephones and dialogues, pull quotes, teasers of themselves. A short line goes only among other copies; cells, items and code say the same again for a reason, and so do manuals, which are full of code.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>It came from the sea without a warning, and the boats that were out had to wait for two days.</p>"##,
        words: "It came from the sea",
    },
    spares_this: Example {
        html: r##"<p>Row, row.</p><p>The storm has a name.</p><p>Row, row.</p>"##,
        words: "Row, row",
    },
    drops: Drops::Blocks(drops),
};

/// A paragraph of this many words does not stand twice by chance.
const LONG: usize = 10;

fn drops(view: &View<'_>, k: usize) -> usize {
    if !view.is_copy(k) || matches!(view.block(k).kind, Kind::Pre | Kind::Cell | Kind::Item) {
        return 0;
    }
    // Manuals say the same again where it is needed.
    if view.block(k).leads_on() || view.is_manual() {
        return 0;
    }
    // In plain text a copy of a heading may be the heading, and that before it in a list of contents.
    if view.is_plain() {
        return usize::from(view.block(k).words >= LONG);
    }
    let long = |k: usize| view.get(k).is_some_and(|b| b.words >= LONG) && view.is_copy(k);
    // A question over its answer says what a list of questions has said.
    let asks = |k: usize| view.is_heading(k) && view.block(k).asks();
    usize::from(long(k) && (!asks(k) || long(k + 1)) || k.checked_sub(1).is_some_and(long) && long(k + 1))
}
