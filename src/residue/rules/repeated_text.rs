//! Text that stands on the page twice.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "repeated-text",
    what: "A paragraph that stands on the page a second time, letter for letter.",
    why: "Pages carry copies for telephones and dialogues, pull quotes, teasers of themselves. A short line goes only among other copies; cells, items and code say the same again for a reason, and so do manuals, which are full of code. In plain text, which may have refrains, a copy goes only over and under the paragraphs.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>It came from the sea without a warning, and the boats that were out had to wait for two days.</p>"##,
        words: "It came from the sea",
    },
    spares_this: Example {
        html: r##"<p>Row, row.</p><p>The storm has a name.</p><p>Row, row.</p>"##,
        words: "Row, row",
    },
    drops: Drops::Leftovers(drops),
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
    let long = |k: usize| view.get(k).is_some_and(|b| b.words >= LONG) && view.is_copy(k);
    // In plain text refrains, answers and entries come again, but not over and under the text.
    if view.is_plain() {
        let outside = view.is_over(k) || view.is_over_text(k);
        return usize::from(long(k) && outside && !is_entry(view, k));
    }
    // A question over its answer says what a list of questions has said.
    let asks = |k: usize| view.is_heading(k) && view.block(k).asks();
    usize::from(long(k) && (!asks(k) || long(k + 1)) || k.checked_sub(1).is_some_and(long) && long(k + 1))
}

/// In plain text, true of a line that begins with a mark, or follows a question or a label.
fn is_entry(view: &View<'_>, k: usize) -> bool {
    let marked = !view.block(k).text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '\u{201c}'));
    marked || k.checked_sub(1).is_some_and(|k| view.block(k).asks() || view.block(k).leads_on())
}
