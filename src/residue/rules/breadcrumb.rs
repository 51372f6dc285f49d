//! The path from the home page to this one.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "breadcrumb",
    what: "A trail such as Home > News > Local.",
    why: "It is navigation. Only what the markup calls a breadcrumb, or a short row of links with arrows between them at the head, goes.",
    role: Role::Category,
    drops_this: Example {
        html: r##"<div class="breadcrumbs"><a href="/">Home</a> &rsaquo; <a href="/news">News</a></div>"##,
        words: "Home",
    },
    spares_this: Example {
        html: r##"<p>Press File &gt; Save as &gt; Text and give the file a name.</p>"##,
        words: "Press File",
    },
    drops: Drops::Blocks(drops),
};

/// Separators between the steps of a trail.
const ARROWS: [char; 6] = ['\u{203a}', '\u{bb}', '>', '/', '\u{2192}', '|'];

/// A trail stands among so many blocks at the head.
const HEAD: usize = 8;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Breadcrumb) {
        return usize::from(block.words <= 25);
    }
    // Without markup the label is all that tells.
    let label = view.is_plain() && k < HEAD && view.whole(k, Topic::Breadcrumb).is_some_and(|cue| !cue.hazardous);
    if label {
        return 1;
    }
    let arrows = block.unlinked().matches(ARROWS).count();
    let row = k < 5 && block.links() >= 2 && arrows + 1 >= block.links() && arrows > 0 && block.link_density() > 0.5;
    usize::from(row && block.words <= 25)
}
