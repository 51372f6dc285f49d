//! Related articles.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "related-list",
    what: "A heading such as Related articles, with the links that belong to it.",
    why: "It stands at the end or in the middle of a text. It takes the links under it and stops where the article goes on.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<h3>Related articles</h3><ul><li><a href="/1">Harbour reopens</a></li><li><a href="/2">Mayor resigns</a></li></ul>"##,
        words: "Mayor resigns",
    },
    spares_this: Example {
        html: r##"<h2>Related work</h2><p>Others have measured the tide before us, most of them <a href="/x">with a stick</a> and patience.</p>"##,
        words: "have measured the tide",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Related) && (block.link_density() > 0.5 || block.words <= 6) {
        return 1;
    }
    let Some(cue) = view.whole(k, Topic::Related) else { return begun(view, k) };
    let links = if view.is_plain() { headlines_after(view, k) } else { view.links_after(k) };
    if links > 0 {
        return 1 + links;
    }
    usize::from(!cue.hazardous && block.words <= 8 && (view.at_the_end(k) || !view.is_heading(k)))
}

/// Longest label that begins with a phrase and goes on, in words: "More from
/// the island's council".
const LABEL: usize = 8;

/// A label that only begins with a phrase needs two links after it, or must
/// end the text with the one that is left.
fn begun(view: &View<'_>, k: usize) -> usize {
    let short = view.block(k).words <= LABEL && view.is_label(k) && !view.is_plain();
    if !short || view.cue(k, Topic::Related).is_none() {
        return 0;
    }
    let links = view.links_after(k);
    let last = k + 1 + links == view.len();
    if links > 1 || last { 1 + links } else { 0 }
}

/// In plain text, the headlines that follow at the end of the document.
fn headlines_after(view: &View<'_>, k: usize) -> usize {
    let headline = |k: &usize| view.is_label(*k) && (3..=20).contains(&view.block(*k).words);
    let n = (k + 1..view.len()).take_while(headline).count();
    if view.at_the_end(k) && n <= 8 { n } else { 0 }
}
