//! Consent to cookies.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::{View, longest_name};

pub(super) const RULE: Rule = Rule {
    id: "cookie-notice",
    what: "A notice about cookies, with its buttons.",
    why: "The law wants it, the reader does not. What the markup calls so goes; a phrase goes only as a short line at an end, if no comma and no other sentence speaks of it, or as some sentences that end with another, or with a link or, in plain text, beside a button.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="cookie-notice"><p>We use cookies to make this page better for you.</p></div>"##,
        words: "We use cookies",
    },
    spares_this: Example {
        html: r##"<p>We use cookies in this recipe because plain biscuits crumble too fast for the filling, and because the children like them.</p>"##,
        words: "crumble too fast",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::CookieNotice) {
        return usize::from(block.words <= 120);
    }
    let beside = || view.is_beside_cue(k, Topic::CookieNotice);
    let Some(cue) = view.cue(k, Topic::CookieNotice).filter(|c| !c.hazardous) else {
        return usize::from(beside() && is_row(view, k));
    };
    let button = view.whole(k, Topic::CookieNotice).is_some();
    let closed = || view.ends_with_cue(k, Topic::CookieNotice) || beside() || is_row(view, k + 1);
    let longest = if block.links() > 0 || closed() { NOTICE } else { LINE };
    usize::from(button || !view.is_spoken_of(k, cue) && view.at_an_end(k) && block.words <= longest)
}

/// Longest notice of one sentence, and of several with a link, another phrase or beside its buttons, in words.
const LINE: usize = 15;
const NOTICE: usize = 60;

/// In plain text, true of a line that is a row of the notice's buttons, of which each may
/// have a mark in brackets before it.
fn is_row(view: &View<'_>, k: usize) -> bool {
    let Some(row) = view.get(k).filter(|b| view.is_plain() && b.words <= ROW) else { return false };
    let is_mark = |word: &&str| word.starts_with(['(', '[']) && word.ends_with([')', ']']);
    let words: Vec<&str> = row.text.split_whitespace().filter(|word| !is_mark(word)).collect();
    let button = |name: &str| view.phrase(name, &[Topic::CookieNotice]).filter(|cue| !cue.hazardous);
    let (mut at, mut buttons) = (0, 0);
    while let Some((words, _)) = longest_name(&words[at..], BUTTON, button) {
        at += words;
        buttons += 1;
    }
    buttons > 0 && at == words.len()
}

/// Longest row of buttons and longest name of one, in words.
const ROW: usize = 12;
const BUTTON: usize = 4;
