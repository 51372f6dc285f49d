//! Appeals for money.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "donation-appeal",
    what: "A box or line that asks the reader for money.",
    why: "It is about the publisher. It must be called so by the markup, or begin with a phrase at an end or with a link, and be a label, in a box, set apart or outside the text: sentences begin so too.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="donation-box"><p>If you like what we do, give what you can.</p></div>"##,
        words: "give what you can",
    },
    spares_this: Example {
        html: r##"<p>Support our boats, cried the fishermen, and the minister promised that he would.</p>"##,
        words: "cried the fishermen",
    },
    drops: Drops::Blocks(drops),
};

/// A box with an appeal holds no more than this share of the words.
const BOX: f32 = 0.2;

/// Longest appeal, in words.
const LONGEST: usize = 60;

/// An uncertain phrase asks for such a share of links, or for a label.
const LINKED: f32 = 0.3;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Donation) {
        return usize::from(block.words <= 120);
    }
    let asks =
        |hazardous: bool| !hazardous || view.at_the_end(k) && (block.link_density() > LINKED || view.is_label(k));
    let Some(cue) = view.cue(k, Topic::Donation).filter(|c| asks(c.hazardous)) else { return 0 };
    let place = view.at_an_end(k) || block.links() > 0 || !cue.hazardous && view.tells_alone(k, cue);
    if block.words > LONGEST || !place || !view.is_borne_out(k, cue) {
        return 0;
    }
    1 + if view.at_an_end(k) { view.rest_of_box(k, BOX) } else { 0 }
}
