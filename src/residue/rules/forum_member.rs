//! What a forum tells of a member beside each post.

use crate::article::Role;
use crate::lexicon::Hint;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "forum-member",
    what: "Rank and figures of a forum's member beside a post, its number, and the lines that all posts are signed with.",
    why: "They say nothing about the thread. The markup must call them so, in a thread: a page that says that it is one, or has a member's panel more than once.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div itemscope itemtype="https://schema.org/DiscussionForumPosting"></div><div class="signature"><p>Boats I have sunk: three.</p></div>"##,
        words: "Boats I have sunk",
    },
    spares_this: Example {
        html: r##"<div id="signature"><p>The treaty was signed on the pier, in the rain, with a pen that the mayor had lent.</p></div>"##,
        words: "signed on the pier",
    },
    drops: Drops::Blocks(drops),
};

/// A longer block is no signature, in words.
const LONGEST: usize = 60;

/// A longer block is no rank or figure, in words.
const PANEL: usize = 15;

fn drops(view: &View<'_>, k: usize) -> usize {
    let words = view.block(k).words;
    let signed = words <= LONGEST && view.is_forum() && view.hinted(k, Hint::Signature);
    let panel = words <= PANEL && view.is_forum() && view.hinted(k, Hint::UserPanel);
    usize::from(signed || panel || view.is_forum() && (is_number_of_post(view, view.index(k)) || is_poster(view, k)))
}

/// True of a link such as "#12": the number of a post, which leads to it.
fn is_number_of_post(view: &View<'_>, place: usize) -> bool {
    let Some(block) = view.blocks().blocks.get(place) else { return false };
    let number = block.text.strip_prefix('#').unwrap_or_default();
    block.link_density() > 0.9 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// True of a name right before the number of a post: of the one who has written it.
fn is_poster(view: &View<'_>, k: usize) -> bool {
    let set_apart = view.is_emphasised(k) || view.is_link(k);
    let name = set_apart && view.block(k).words <= NAME && view.is_label(k) && !view.is_heading(k);
    name && is_number_of_post(view, view.index(k) + 1)
}

/// Longest name, in words.
const NAME: usize = 2;
