//! Words for screen readers inside a block.

use std::ops::Range;

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Block;

pub(super) const RULE: Rule = Rule {
    id: "unseen-words",
    what: "Words inside a block that only screen readers read, such as what a link opens.",
    why: "They say what others see, and stand in the middle of a sentence. The markup must hide them from the eye, by a class or a style made for it, and they must be few.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p>The report of the harbour office can be <a href="/report" target="_blank">read here<span class="visually-hidden">, opens new tab</span></a>, on all of its forty pages.</p>"##,
        words: "opens new tab",
    },
    spares_this: Example {
        html: r##"<p>The link <a href="/report" target="_blank">to the report<span class="suffix">, which opens a new tab,</span></a> was the only thing on the page that worked.</p>"##,
        words: "which opens a new tab",
    },
    drops: Drops::Words(cuts),
};

/// Most words of one such remark.
const LONGEST: usize = 8;

fn cuts(view: &View<'_>, k: usize) -> Vec<Range<usize>> {
    let text = &view.block(k).text;
    let few = |range: &Range<usize>| text[range.clone()].split_whitespace().count() <= LONGEST;
    let found = runs(view.block(k)).filter(few).map(|range| apart(text, range));
    found.filter(|range| !range.is_empty()).collect()
}

/// Stretches of the text that cannot be seen.
fn runs(block: &Block) -> impl Iterator<Item = Range<usize>> {
    let runs = block.spans.chunk_by(|one, next| one.style.unseen == next.style.unseen);
    let unseen = runs.filter(|run| run.iter().any(|span| span.style.unseen));
    unseen.filter_map(|run| Some(run.first()?.range().start..run.last()?.range().end))
}

/// The range, less the space before it where the words around would be joined.
fn apart(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text[range.clone()].trim_start();
    let start = range.end - words.len();
    let goes_on = text[range.end..].chars().next().is_some_and(char::is_alphanumeric);
    if goes_on { start..range.end } else { text[..start].trim_end().len().max(range.start)..range.end }
}
