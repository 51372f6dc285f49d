//! The word over an advert.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "advert-label",
    what: "A label such as Advertisement, and what the markup calls an advert.",
    why: "The advert is gone, the label is left. The block must be the phrase and no more, or short and inside an advert.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<div><span>Advertisement</span></div>"##, words: "Advertisement" },
    spares_this: Example {
        html: r##"<p>Advertisement is what the harbour lacks, says the mayor.</p>"##,
        words: "what the harbour lacks",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Advert) {
        return usize::from(block.words <= 12 || block.link_density() > 0.5);
    }
    let cue = view.whole(k, Topic::Advert).filter(|_| block.words <= 12);
    usize::from(
        cue.is_some_and(|c| !c.hazardous || !view.is_heading(k) && view.get(k + 1).is_some_and(|b| b.words >= 3)),
    )
}
