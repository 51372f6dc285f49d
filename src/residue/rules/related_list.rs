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
    let links = if view.is_plain() { headlines_after(view, k) } else { members(view, k) };
    if links > 0 {
        return 1 + links;
    }
    if view.is_plain() && block.words <= LONE && is_headline(view, k + 1) {
        return 1;
    }
    let alone = view.at_the_end(k) || !view.is_heading(k) || view.is_stranded(k);
    usize::from(!cue.hazardous && block.words <= 8 && alone)
}

/// The links after the label `k`, with a line that leads on to them: "You may
/// be interested in the following articles:".
fn members(view: &View<'_>, k: usize) -> usize {
    let leads_on = |k: usize| {
        let line = view.get(k).is_some_and(|b| b.words <= LEAD && b.link_chars == 0 && b.leads_on());
        line && !view.is_heading(k)
    };
    match view.links_after(k) {
        0 if leads_on(k + 1) && view.links_after(k + 1) > 0 => 1 + view.links_after(k + 1),
        0 if leads_on(k + 1) && view.is_stranded(k + 1) => 1,
        links => links,
    }
}

/// Longest line that leads on to the links, in words.
const LEAD: usize = 12;

/// Longest label that begins with a phrase and goes on, in words: "More from
/// the island's council".
const LABEL: usize = 8;

/// A label that only begins with a phrase needs two links after it, or one
/// that ends the text or stands before the next heading, or links that are gone.
fn begun(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let longest = if block.text.ends_with(':') { LEAD } else { LABEL };
    if block.words > longest || !view.is_label(k) || view.is_plain() {
        return 0;
    }
    // A line that is a cross-link's phrase and no more is for the rule of cross-links.
    let begins = view.cue(k, Topic::SeeAlso).is_some_and(|c| !c.hazardous) && view.whole(k, Topic::SeeAlso).is_none();
    let told = view.cue(k, Topic::Related).is_some() || begins;
    if !told || block.link_density() > 0.5 {
        return 0;
    }
    let links = members(view, k);
    let last = k + 1 + links == view.len();
    let closed = links > 0 && view.is_heading(k) && view.is_heading(k + 1 + links);
    let gone = view.is_stranded(k) || links == 1 && view.is_stranded(k + 1);
    if links > 1 || last || closed || gone || links == 0 && view.heads_nothing(k) { 1 + links } else { 0 }
}

/// Most headlines at the end of a plain text.
const MANY: usize = 8;

/// In plain text, the headlines that follow at the end of the document.
fn headlines_after(view: &View<'_>, k: usize) -> usize {
    let n = (k + 1..view.len()).take(MANY + 1).take_while(|k| is_headline(view, *k)).count();
    if view.at_the_end(k) && n <= MANY { n } else { 0 }
}

/// Longest label that goes alone in plain text, in words.
const LONE: usize = 4;

/// In plain text, a line that does not end as a sentence does.
fn is_headline(view: &View<'_>, k: usize) -> bool {
    view.get(k).is_some_and(|b| (3..=20).contains(&b.words)) && view.is_label(k)
}
