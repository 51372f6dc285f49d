//! A few words about the author.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "author-bio",
    what: "The author's bio under the article.",
    why: "It is about the author, not the subject. It must be what the markup calls so, or stand at the end and begin with a phrase.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="author-bio"><p>Ada Example writes about harbours and the people in them.</p></div>"##,
        words: "writes about harbours",
    },
    spares_this: Example {
        html: r##"<p>Ada Example writes about harbours in her new book, and the critics have not been kind.</p>"##,
        words: "in her new book",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::AuthorBio) {
        return usize::from(block.words <= 150);
    }
    if begins_with_author(view, k) {
        return 1;
    }
    let Some(cue) = view.cue(k, Topic::AuthorBio) else { return 0 };
    if !view.at_the_end(k) || cue.hazardous && block.words > 40 {
        return 0;
    }
    if view.whole(k, Topic::AuthorBio).is_some() {
        let bio = view.get(k + 1).is_some_and(|b| b.words <= 120) && k + 2 >= view.len();
        return 1 + usize::from(bio);
    }
    usize::from(block.words <= 80)
}

/// One of the last blocks begins with the author's full name: it is about the author.
fn begins_with_author(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    let named = |name: &String| name.contains(' ') && text.starts_with(name.as_str());
    let last = k + 4 >= view.len() && view.at_the_end(k) && !view.is_heading(k);
    last && view.block(k).words <= 70 && view.authors().iter().any(named)
}
