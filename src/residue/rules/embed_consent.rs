//! Consent to content from elsewhere.

use crate::article::Role;
use crate::lexicon::{Hint, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "embed-consent",
    what: "What stands in for an embedded post or video until the reader agrees to load it.",
    why: "The content is not there, only the question. It must be called so by the markup or begin with a phrase, and be short, hold a link, be a quotation or stand apart: sentences begin so too.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>View this post on Instagram</p>"##, words: "View this post on Instagram" },
    spares_this: Example {
        html: r##"<p>View from the chapel: the content of the whole valley lies before you, and on clear days the sea.</p>"##,
        words: "lies before you",
    },
    drops: Drops::Blocks(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    if view.hinted(k, Hint::EmbedConsent) {
        return usize::from(block.words <= 90);
    }
    let Some(cue) = view.cue(k, Topic::EmbedConsent) else { return 0 };
    let told = block.links() > 0 || block.kind == Kind::Quote || !cue.hazardous && view.is_borne_out(k, cue);
    if block.words > if told { 60 } else { 6 } {
        return 0;
    }
    if cue.hazardous { 1 } else { box_of(view, k) }
}

/// How many blocks of a small box begin here: what it says is not told line by line.
fn box_of(view: &View<'_>, k: usize) -> usize {
    let around = view.blocks().trail(view.block(k).owner).take(AROUND);
    let boxes = around.take_while(|(id, _)| !OF_TEXT.contains(&view.blocks().tag(*id)));
    let several = boxes.map(|(id, _)| view.begun_by(id, k)).find(|kept| *kept > 1);
    // A button or a label closes it: what is no more than said near it is the text's.
    let several = several.filter(|kept| view.has_sure_cue(k + kept - 1, Topic::EmbedConsent));
    let words = |kept: usize| (k..k + kept).map(|k| view.block(k).words).sum::<usize>();
    several.filter(|kept| kept * SHARE <= view.len() && words(*kept) <= BOX).unwrap_or(1)
}

/// So many elements out the box may be.
const AROUND: usize = 4;

/// What holds the text, not a box in it.
const OF_TEXT: [&str; 7] = ["article", "main", "body", "section", "blockquote", "li", "td"];

/// The box is at most this part of the blocks.
const SHARE: usize = 2;

/// Longest box, in words.
const BOX: usize = 90;
