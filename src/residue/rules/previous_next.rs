//! The way to the posts before and after.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "previous-next",
    what: "Links to the previous and the next post.",
    why: "They are navigation. The block must be the phrase, or a link that begins with it; at the end of plain text the headline on the next line goes too.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p><a href="/1">Previous post: The storm</a></p>"##, words: "The storm" },
    spares_this: Example {
        html: r##"<p>The next post stands at the end of the pier, and the one after it is under water.</p>"##,
        words: "at the end of the pier",
    },
    drops: Drops::Blocks(drops),
};

/// In plain text both links stand among so many last lines.
const LAST: usize = 6;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > 40 {
        return 0;
    }
    if view.hinted(k, Hint::PreviousNext) {
        return usize::from(view.is_link(k) || block.words <= 4);
    }
    let Some(cue) = view.cue(k, Topic::PreviousNext).filter(|_| view.at_an_end(k)) else { return 0 };
    let whole = view.whole(k, Topic::PreviousNext).is_some();
    if whole && k > 0 && view.is_plain() && view.len() - k <= LAST && view.headlines_after(k, false) > 0 {
        return 2;
    }
    usize::from(view.is_link(k) || view.rest_is_link(k, cue) || whole && !cue.hazardous && !view.is_heading(k))
}
