//! Where the text came from.

use crate::article::Role;
use crate::lexicon::Topic;
use crate::residue::patterns::{AGENCIES, PAPERS};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "source-line",
    what: "A line that names an agency or the paper where the text first stood.",
    why: "It is a credit. It must be a short line at the end that begins with a phrase or is one, or the last line and nothing but two names with a slash between them.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>With inputs from agencies</p>"##, words: "With inputs from" },
    spares_this: Example {
        html: r##"<p>Source of the river is a spring above the village that has never run dry, not even in the summer of 1976.</p>"##,
        words: "a spring above",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let agencies = AGENCIES.matches(&block.text) && view.at_the_end(k);
    let papers = k + 1 == view.len() && k > 0 && PAPERS.matches(&block.text);
    if (agencies || papers) && block.list.is_none() {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::Source).filter(|_| block.words <= 25 && !view.is_heading(k)) else { return 0 };
    let whole = view.whole(k, Topic::Source).is_some();
    let label = view.is_label(k) || block.links() > 0 || block.text.starts_with('(');
    let short = whole && (!cue.hazardous || view.at_the_end(k));
    let told = !cue.hazardous && view.at_the_end(k) && (label || block.words <= 12);
    let linked = cue.hazardous && view.at_the_end(k) && label && (view.rest_is_link(k, cue) || block.words <= 6);
    usize::from(short || told || linked)
}
