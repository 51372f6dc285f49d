//! Consent to cookies.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "cookie-notice",
    what: "A notice about cookies, with its buttons.",
    why: "The law wants it, the reader does not. What the markup calls so goes; a phrase goes only as a short line at an end.",
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
    let cue = view.cue(k, Topic::CookieNotice).filter(|c| !c.hazardous);
    let button = cue.is_some() && view.whole(k, Topic::CookieNotice).is_some();
    usize::from(
        button || cue.is_some() && view.at_an_end(k) && (block.words <= 15 || block.links() > 0 && block.words <= 60),
    )
}
