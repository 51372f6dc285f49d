//! The path from the home page to this one.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "breadcrumb",
    what: "A trail such as Home > News > Local.",
    why: "It is navigation. Only what the markup calls a breadcrumb, or a short row of links with arrows between them at the head, goes; in plain text the home page with the short lines under it.",
    role: Role::Category,
    drops_this: Example {
        html: r##"<div class="breadcrumbs"><a href="/">Home</a> &rsaquo; <a href="/news">News</a></div>"##,
        words: "Home",
    },
    spares_this: Example {
        html: r##"<p>Press File &gt; Save as &gt; Text and give the file a name.</p>"##,
        words: "Press File",
    },
    drops: Drops::Blocks(drops),
};

/// Separators between the steps of a trail.
const ARROWS: [char; 6] = ['\u{203a}', '\u{bb}', '>', '/', '\u{2192}', '|'];

/// A trail stands among so many blocks at the head.
const HEAD: usize = 8;

/// Longest trail, in words.
const ROW: usize = 25;

/// Most steps below the home page.
const STEPS: usize = 4;

/// Longest name of a step, in words; a title is longer.
const STEP: usize = 2;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::Breadcrumb) {
        return usize::from(block.words <= ROW);
    }
    // Without markup the label is all that tells.
    if view.is_plain() && k < HEAD {
        return lines(view, k);
    }
    if k >= 5 || block.words > ROW {
        return 0;
    }
    // "fn name() -> Kind" is code.
    let code = block.text.contains("->") && block.text.contains('(');
    let arrows = if code { 0 } else { block.unlinked().matches(ARROWS).count() };
    usize::from(block.links() >= 2 && arrows + 1 >= block.links() && arrows > 0 && block.link_density() > 0.5)
}

/// A trail in plain text: the home page and what stands under it, a line each or all
/// in one line.
fn lines(view: &View<'_>, k: usize) -> usize {
    let Some(cue) = view.whole(k, Topic::Breadcrumb) else {
        return usize::from(view.begins_plain(k) && is_trail(view, k));
    };
    let is_step = |k: &usize| view.block(*k).words <= STEP && view.is_label(*k);
    let steps = (k + 1..view.len()).take(STEPS).take_while(is_step).count();
    let title = k + 1 + steps;
    let titled = view.get(title).is_some_and(|b| b.words > 2 * STEP) && view.is_label(title);
    let text = || (title + 1..view.len()).take(HEAD).any(|k| view.is_prose(k));
    if k == 0 && steps > 0 && titled && text() { 1 + steps } else { usize::from(!cue.hazardous) }
}

/// Longest name of a step in a line, and of the last one, which may be the title, in words.
const NAME: usize = 4;
const TITLE: usize = 12;

/// The home page, an arrow, and names of steps.
fn is_trail(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    let steps: Vec<&str> = text.split(ARROWS).map(str::trim).filter(|step| !step.is_empty()).collect();
    let [home, middle @ .., last] = steps.as_slice() else { return false };
    let short =
        |step: &str, most: usize| step.split_whitespace().count() <= most && !step.contains(|c: char| c.is_numeric());
    let named =
        middle.iter().all(|step| short(step, NAME)) && short(last, if middle.is_empty() { NAME } else { TITLE });
    // "Home / Office" may be the title.
    let titled = !middle.is_empty() || view.get(k + 1).is_some_and(|next| next.words > NAME);
    named && titled && view.is_label(k) && view.phrase(home, &[Topic::Breadcrumb]).is_some()
}
