//! What others read.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "most-read",
    what: "A list of the most read articles, with its heading.",
    why: "It is the same on every page. The heading must be the phrase, and links must follow, or headlines to the end of a plain text; or the markup must say so. On a front page such lists are the text.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<h4>Most read</h4><ul><li><a href="/1">Harbour reopens</a></li><li><a href="/2">Mayor resigns</a></li></ul>"##,
        words: "Mayor resigns",
    },
    spares_this: Example {
        html: r##"<p>The most read book in the village is the tide table.</p>"##,
        words: "the tide table",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    if view.is_front_page() {
        return 0;
    }
    if view.hinted(k, Hint::MostRead) && view.block(k).cell.is_none() {
        return usize::from(view.is_link(k) || view.block(k).words <= 5 && view.is_label(k));
    }
    let Some(cue) = view.whole(k, Topic::MostRead) else { return 0 };
    match if view.is_plain() { view.headlines_after(k, !cue.hazardous) } else { view.links_after(k) } {
        0 => usize::from(!cue.hazardous && view.at_the_end(k) && !view.heads_prose_beside(k)),
        links => 1 + links,
    }
}
