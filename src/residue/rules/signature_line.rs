//! What forums set under a line of underscores at the end of each post.

use std::ops::Range;

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, Kind};

pub(super) const RULE: Rule = Rule {
    id: "signature-line",
    what: "What a post ends with under a line of underscores: its writer's signature.",
    why: "It stands under every post of that member. The page must be a forum, the line nothing but underscores, what follows short, and another post near must end in the same way; code and cells stay.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div itemscope itemtype="https://schema.org/DiscussionForumPosting"></div><p>The pump hums but the shaft does not turn, and I have had the cover off twice.<br>_________________<br>Boats I have sunk: three.</p><p>Check the capacitor first, since it fails long before the copper does.<br>_________________<br>A rope is a rope.</p>"##,
        words: "Boats I have sunk",
    },
    spares_this: Example {
        html: r##"<p>Sign here, and send the form to the harbour office before the end of May:<br>_________________<br>Name of the owner</p>"##,
        words: "Name of the owner",
    },
    drops: Drops::Words(cuts),
};

/// Longest signature, in words.
const LONGEST: usize = 60;

/// Shortest line that is drawn.
const DRAWN: usize = 8;

/// The next post is at most so many blocks away.
const NEAR: usize = 20;

fn cuts(view: &View<'_>, k: usize) -> Vec<Range<usize>> {
    let Some(signature) = signature(view.block(k)).filter(|_| view.is_forum()) else { return Vec::new() };
    let near = k.saturating_sub(NEAR)..(k + NEAR).min(view.len());
    let again = { near }.any(|other| other != k && is_signed(view, other));
    if again { vec![signature] } else { Vec::new() }
}

fn is_signed(view: &View<'_>, k: usize) -> bool {
    view.get(k).is_some_and(|block| signature(block).is_some())
}

/// The end of a block from its last drawn line on, with what is before that.
fn signature(block: &Block) -> Option<Range<usize>> {
    if block.kind == Kind::Pre || block.cell.is_some() {
        return None;
    }
    let (mut start, mut at) = (None, 0);
    for line in block.text.split_inclusive('\n') {
        let drawn = line.trim_end();
        if at > 0 && drawn.len() >= DRAWN && drawn.bytes().all(|b| b == b'_') {
            start = Some(at);
        }
        at += line.len();
    }
    let start = start?;
    let words = block.text[start..].split_whitespace().count();
    (words <= LONGEST).then(|| block.text[..start].trim_end().len()..block.text.len())
}
