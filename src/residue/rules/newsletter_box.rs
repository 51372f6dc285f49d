//! Sign-up boxes.

use crate::article::Role;
use crate::lexicon::Hint;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{ElementId, Kind};

pub(super) const RULE: Rule = Rule {
    id: "newsletter-box",
    what: "A box that offers a newsletter or a subscription.",
    why: "It sells. Only what the markup calls a newsletter, sign-up or subscription box goes, or a small box among the paragraphs of the text with a field for an e-mail address; in a paywall by its name, prose stays if the page's data or the name say that it is the text, and nothing in it sells.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<div class="newsletter-signup"><h3>The morning letter</h3><p>All the news of the harbour in your mailbox.</p></div>"##,
        words: "The morning letter",
    },
    spares_this: Example {
        html: r##"<p>The newsletter of the fishing club was typed by hand until 1987, and nobody has a full set.</p>"##,
        words: "typed by hand",
    },
    // Another rule may have taken its first line.
    drops: Drops::BlocksAndLeftovers(drops),
};

fn drops(view: &View<'_>, k: usize) -> usize {
    let boxed = view.hinted(k, Hint::Newsletter) || view.hinted(k, Hint::Paywall);
    if boxed && view.block(k).words <= 120 { 1 } else { sign_up(view, k) }
}

/// So many elements out the box may be.
const AROUND: usize = 6;

/// What holds a part of the text.
const OF_TEXT: [&str; 8] = ["li", "td", "th", "dd", "blockquote", "article", "main", "body"];

/// Most blocks of a box without a name.
const PIECES: usize = 12;

/// Most words of such a box, and of a block in it.
const BOX: usize = 80;
const LONGEST: usize = 45;

/// How many blocks of a small box begin here that stands among the paragraphs of the text
/// and asks for the reader's address: what is said before and behind the field sells it.
fn sign_up(view: &View<'_>, k: usize) -> usize {
    // A manual may show such a field.
    if view.is_plain() || view.is_manual() {
        return 0;
    }
    let around = view.blocks().trail(view.block(k).owner).take(AROUND).map(|(id, _)| id);
    let boxes = around.take_while(|id| !OF_TEXT.contains(&view.blocks().tag(*id)));
    let small = boxes.take_while(|id| view.page_blocks(*id).len() <= PIECES);
    let mut begun = small.map(|id| (id, view.begun_by(id, k))).take_while(|(_, kept)| *kept > 0);
    let found = begun.find(|(id, _)| view.takes_address(*id));
    found.filter(|(id, _)| is_offer(view, *id)).map_or(0, |(_, kept)| kept)
}

/// True of a box with so few words that it holds no part of the text.
fn is_offer(view: &View<'_>, id: ElementId) -> bool {
    let place = view.page_blocks(id);
    let blocks = &view.blocks().blocks[place.clone()];
    let titled = view.title_at().is_some_and(|at| place.contains(&at));
    let short = blocks.iter().all(|b| b.words <= LONGEST && b.kind != Kind::Heading(1) && b.kind != Kind::Pre);
    !titled && short && blocks.iter().map(|b| b.words).sum::<usize>() <= BOX && view.is_in_body(id)
}
