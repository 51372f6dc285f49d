//! Sections and kickers.

use crate::article::Role;
use crate::lexicon::{Hint, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::{View, is_enumeration};

pub(super) const RULE: Rule = Rule {
    id: "category-marker",
    what: "The name of a section over the title, or a row of categories under the text.",
    why: "It files the article. It must be a short label that the markup or a phrase calls a category; of several headings over prose that the markup calls so, all are those of the article's sections.",
    role: Role::Category,
    drops_this: Example { html: r##"<p>Filed under: <a href="/c/local">Local news</a></p>"##, words: "Local news" },
    spares_this: Example {
        html: r##"<p>The papers were filed under the name of the ship, and nobody looked there.</p>"##,
        words: "the name of the ship",
    },
    drops: Drops::Blocks(drops),
};

/// More links than this are no categories.
const MANY: usize = 100;

/// Longer blocks are no footer of a post, in words.
const FOOTER: usize = 60;

/// More of the footer than this is link …
const FILED: f32 = 0.4;

/// … or its phrase, of more letters than this, tells what it is.
const TELLING: usize = 16;

/// True of a heading over prose, one of several that the markup names alike: the names are
/// those of the article's sections.
fn is_section(view: &View<'_>, k: usize) -> bool {
    let near = k.saturating_sub(NEAR)..(k + NEAR).min(view.len());
    let like = |other: &usize| view.heads_prose(*other) && view.hinted(*other, Hint::Categories);
    let text = &view.block(k).text;
    view.heads_prose(k) && near.filter(like).any(|other| view.block(other).text != *text)
}

/// The next section of an article is at most so many blocks away.
const NEAR: usize = 60;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Categories) {
        if is_section(view, k) || block.cell.is_some() {
            return 0;
        }
        return usize::from(block.words <= 6 && view.is_label(k) || block.link_density() > 0.7);
    }
    let Some(cue) = view.cue(k, Topic::Categories) else { return 0 };
    if let Some(cue) = view.whole(k, Topic::Categories) {
        let links = view.links_after(k);
        let short = links <= MANY && (k + 1..=k + links).all(|k| view.block(k).words <= 8);
        let shouted = view.is_plain() && !view.block(k).text.chars().any(char::is_lowercase) && view.at_an_end(k);
        let label = links > 0 && short
            || view.is_stranded(k)
            || !cue.hazardous && view.at_an_end(k) && !view.is_heading(k)
            || shouted;
        return if label { 1 + if short { links } else { 0 } } else { 0 };
    }
    let listed = matches!(cue.shape, Shape::Colon)
        && (view.is_plain() || is_enumeration(&block.text))
        && (view.at_the_end(k) || view.begins_plain(k))
        && block.words <= 12
        && block.list.is_none()
        && view.is_label(k);
    // The sentence that themes write under a post.
    let labelled = view.at_the_end(k) && view.is_label(k);
    let filed = block.link_density() > FILED || cue.length > TELLING || labelled;
    let place = k > 0 && filed && (!cue.hazardous || view.at_the_end(k));
    let footer = matches!(cue.shape, Shape::Start) && place && block.links() > 0 && block.words <= FOOTER;
    usize::from(view.rest_is_link(k, cue) || listed || footer)
}
