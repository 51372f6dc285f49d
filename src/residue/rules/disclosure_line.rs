//! Notes about commissions.

use crate::article::Role;
use crate::lexicon::Topic;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "disclosure-line",
    what: "A note that the publisher earns money with the links of the text.",
    why: "It is about the publisher and stands in every text of the site. It must be a block of its own that begins with a phrase, perhaps after a label, or ends with one; a phrase that articles use too must stand at an end.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><em>This post contains affiliate links. If you buy a tide table through one of them, we earn a little.</em></p>"##,
        words: "contains affiliate links",
    },
    spares_this: Example {
        html: r##"<p>The blog lived on affiliate links until the law of March, when every post that contains affiliate links had to say so in its first line.</p>"##,
        words: "had to say so",
    },
    drops: Drops::Blocks(drops),
};

/// Longest note, in words.
const LONGEST: usize = 90;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if block.words > LONGEST || view.is_heading(k) {
        return 0;
    }
    let cue = view.cue(k, Topic::Disclosure).or_else(|| view.cue_after_label(k, &[Topic::Disclosure]));
    usize::from(cue.is_some_and(|cue| !cue.hazardous || view.at_an_end(k)))
}
