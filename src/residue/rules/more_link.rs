//! The link under a teaser, which leads where its headline leads.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "more-link",
    what: "A short line that is wholly a link to where the heading above it leads.",
    why: "Heading, teaser and \"Learn more\" are the three parts of a card of another page. The heading must be a link too, stand just above, and lead to the same address; a link inside a sentence stays, and so does one that leads elsewhere.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<h3><a href="/ferry">The ferry to the island</a></h3><p>It sails every day but Sunday, and takes an hour and a half from the mainland to the pier.</p><p><a href="/ferry">See what the crossing costs</a>.</p>"##,
        words: "See what the crossing costs",
    },
    spares_this: Example {
        html: r##"<h3><a href="/ferry">The ferry to the island</a></h3><p>It sails every day but Sunday, and takes an hour and a half from the mainland to the pier.</p><p><a href="/fares">See what the crossing costs</a>.</p>"##,
        words: "See what the crossing costs",
    },
    drops: Drops::Blocks(drops),
};

/// Longest such line, in words.
const LONGEST: usize = 15;

/// The teaser, which is no link, has so many words.
const TEASER: usize = 6;

/// The heading stands at most so many blocks above.
const NEAR: usize = 4;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let teaser = k.checked_sub(1).is_some_and(|k| !view.is_link(k) && view.block(k).words >= TEASER);
    if !teaser || view.is_heading(k) || block.words > LONGEST || block.links() != 1 {
        return 0;
    }
    // A number may be the year of what is cited.
    if block.text.contains(char::is_numeric) || block.unlinked().contains(char::is_alphabetic) {
        return 0;
    }
    let heading = (k.saturating_sub(NEAR)..k).rev().find(|k| view.is_heading(*k));
    let Some(heading) = heading.filter(|h| view.is_link(*h)) else { return 0 };
    let target = leads_to(view, k).filter(|href| href.contains('/'));
    usize::from(target.is_some() && target == leads_to(view, heading))
}

fn leads_to<'a>(view: &'a View<'_>, k: usize) -> Option<&'a str> {
    view.blocks().links_of(view.block(k)).next().map(|link| &*link.href)
}
