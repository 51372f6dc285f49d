//! The word over an advert.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "advert-label",
    what: "A label such as Advertisement, and what the markup calls an advert.",
    why: "The advert is gone, the label is left. The block must be the phrase and no more than a number, and no heading beside the prose under it, or short and inside an advert.",
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
    if is_numbered(view, k) {
        return 1;
    }
    let Some(cue) = view.whole(k, Topic::Advert).filter(|_| block.words <= 12) else { return 0 };
    let sure = !cue.hazardous && (view.tells_alone(k, cue) || !view.heads_prose_beside(k));
    usize::from(sure || !view.is_heading(k) && view.get(k + 1).is_some_and(|b| b.words >= 3))
}

/// "Advertisement 2": the phrase and a number.
fn is_numbered(view: &View<'_>, k: usize) -> bool {
    let text = view.block(k).text.trim_end();
    let label = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let told = |cue: &Cue| cue.topic == Topic::Advert && cue.shape == Shape::Whole && !cue.hazardous;
    label.len() < text.len() && view.block(k).words <= 3 && view.cues_of(label).iter().any(told)
}
