//! Who took a picture.

use crate::article::Role;
use crate::lexicon::{Hint, Shape, Topic};
use crate::residue::patterns::CREDIT;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "photo-credit",
    what: "A line such as Photo: A. Name / Agency.",
    why: "It belongs to a picture. It must be short, begin or end with a phrase of credits, and be no sentence; an uncertain phrase needs a picture beside it.",
    role: Role::Caption,
    drops_this: Example { html: r##"<p>Photo: Ada Example / Example Agency</p>"##, words: "Ada Example" },
    spares_this: Example {
        html: r##"<p>Photo shoots on the pier have been forbidden since the storm, says the harbour master.</p>"##,
        words: "have been forbidden",
    },
    drops: Drops::Blocks(drops),
};

/// Longest credit, in characters.
const LONGEST: usize = 120;

/// Longest credit whose phrase also begins the source of figures, in words: the
/// phrase, and a name without a number.
const NAME: usize = 5;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.is_heading(k) || block.chars > LONGEST {
        return 0;
    }
    if view.hinted(k, Hint::PhotoCredit) {
        return usize::from(block.words <= 25);
    }
    let Some(cue) = view.cue(k, Topic::PhotoCredit) else { return 0 };
    let beside = view.images_near(k, 2).next().is_some();
    let bracketed = CREDIT.matches(&block.text);
    let label = view.is_label(k) || bracketed || block.words <= 8;
    let sure = !cue.hazardous && matches!(cue.shape, Shape::Colon | Shape::Whole | Shape::End);
    let alone = block.list.is_none() && block.cell.is_none() && block.links() == 0;
    let told = cue.shape == Shape::Colon || cue.shape == Shape::Start && !cue.hazardous && block.words <= 5;
    let named = !cue.hazardous || view.is_plain() || block.words <= NAME && !block.text.contains(char::is_numeric);
    let line = told && alone && block.words <= 8 && named;
    usize::from(label && (sure || line || beside && block.words <= 16 || bracketed && !cue.hazardous))
}
