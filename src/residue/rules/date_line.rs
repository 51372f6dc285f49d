//! When it was published or changed.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::patterns::DATE;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "date-line",
    what: "A line with the date of the article.",
    why: "It stays in the metadata. It must be short and hold a number, and the markup or a phrase must call it a date; a line that is nothing but a date goes at the ends of the article.",
    role: Role::Date,
    drops_this: Example {
        html: r##"<p class="entry-date">Published 9 May 2025, 10:14</p>"##,
        words: "Published 9 May",
    },
    spares_this: Example {
        html: r##"<p>Published in 1925, the map still shows the pier.</p>"##,
        words: "the map still shows",
    },
    drops: Drops::Blocks(drops),
};

/// Longest date line, in words.
const LONGEST: usize = 14;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let number = block.text.chars().any(char::is_numeric);
    if block.words > LONGEST || !number || view.is_heading(k) || block.cell.is_some() {
        return 0;
    }
    if view.hinted(k, Hint::DateLine) || view.blocks().tag(block.owner) == "time" {
        return usize::from(view.at_an_end(k) || block.words <= 8);
    }
    let told = view.cue(k, Topic::DateLine).is_some_and(|c| !c.hazardous || view.at_an_end(k));
    usize::from(view.at_an_end(k) && view.is_label(k) && (told || DATE.matches(&block.text)))
}
