//! Who wrote it.

use crate::article::Role;
use crate::lexicon::{Cue, Hint, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "byline-line",
    what: "A line with the name of the author.",
    why: "It stays in the metadata. It must be short and at an end of the article, and the markup or a phrase must call it a byline.",
    role: Role::Byline,
    drops_this: Example {
        html: r##"<div class="byline">By <a href="/ada">Ada Example</a></div>"##,
        words: "Ada Example",
    },
    spares_this: Example { html: r##"<p>By noon the harbour was empty.</p>"##, words: "By noon" },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let place = view.at_an_end(k) && !view.is_heading(k);
    if view.hinted(k, Hint::Byline) {
        let line = block.text.lines().map(|l| l.split_whitespace().count()).max().unwrap_or(0);
        return usize::from(line <= 25 && place || block.words <= 6);
    }
    let Some(cue) = view.cue(k, Topic::Byline).filter(|_| place && block.words <= 12) else { return 0 };
    let shaped = matches!(cue.shape, Shape::Colon) || is_name(&block.text, cue) || view.rest_is_link(k, cue);
    usize::from(shaped && view.is_label(k))
}

/// After the phrase, every longer word begins with a capital: a name, in
/// scripts that have capitals.
fn is_name(text: &str, cue: Cue) -> bool {
    let rest: String = text.chars().skip(cue.length).collect();
    let long: Vec<&str> = rest.split_whitespace().filter(|w| w.chars().count() > 3).collect();
    !long.is_empty() && long.iter().all(|w| w.starts_with(char::is_uppercase))
}
