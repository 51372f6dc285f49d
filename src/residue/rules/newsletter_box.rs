//! Sign-up boxes.

use crate::article::Role;
use crate::lexicon::Hint;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "newsletter-box",
    what: "A box that offers a newsletter or a subscription.",
    why: "It sells. Only what the markup calls a newsletter, sign-up or subscription box goes; in a paywall by its name, prose stays if the page's data or the name say that it is the text, and nothing in it sells.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="newsletter-signup"><h3>The morning letter</h3><p>All the news of the harbour in your mailbox.</p></div>"##,
        words: "The morning letter",
    },
    spares_this: Example {
        html: r##"<p>The newsletter of the fishing club was typed by hand until 1987, and nobody has a full set.</p>"##,
        words: "typed by hand",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let boxed = view.hinted(k, Hint::Newsletter) || view.hinted(k, Hint::Paywall);
    usize::from(boxed && view.block(k).words <= 120)
}
