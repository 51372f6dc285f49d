//! The article's title, said again.

use crate::article::Role;
use crate::lexicon::squeezed;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "repeated-title",
    what: "The title once more, in the text or above a picture.",
    why: "Templates print the title several times. Only a block that is the title, letter for letter, perhaps after the sign of an answer, goes.",
    role: Role::Title,
    drops_this: Example {
        html: r##"<div class="sticky">A title for the example page</div>"##,
        words: "A title for the example page",
    },
    spares_this: Example {
        html: r##"<p>A title for the example page was hard to find, said the editor.</p>"##,
        words: "was hard to find",
    },
    drops: Drops::Blocks(drops),
};

/// Longest sign of an answer before the title of a thread, in letters.
const ANSWER: usize = 3;

fn drops(view: &View<'_>, k: usize) -> usize {
    let title = view.title();
    let block = view.block(k);
    if view.is_plain() || title.len() < 8 || block.words > 45 {
        return 0;
    }
    let answer = block.text.split_once(':').filter(|(re, _)| re.chars().count() <= ANSWER);
    let is_title = |text: &str| squeezed(text).eq(title.chars());
    usize::from(is_title(&block.text) || answer.is_some_and(|(_, rest)| is_title(rest)))
}
