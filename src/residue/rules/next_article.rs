//! The article that comes after this one.

use crate::article::Role;
use crate::lexicon::squeeze;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{ElementId, Kind};

pub(super) const RULE: Rule = Rule {
    id: "next-article",
    what: "A second article that a page goes on with under the first.",
    why: "Papers load the next article below, so that a reader goes on scrolling. It must be an article element apart from the one with the title that the head names, with a first heading of its own, under an article of some length.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"</article><article><h1>The mayor of the inland town resigns</h1><p>He had been in office for as long as anybody could remember, and did not say why.</p>"##,
        words: "He had been in office",
    },
    spares_this: Example {
        html: r##"<section><h2>The mayor of the inland town</h2><p>He had been in office for as long as anybody could remember, and did not say why.</p></section>"##,
        words: "He had been in office",
    },
    drops: Drops::Blocks(drops),
};

/// The first article has at least so many words.
const ENOUGH: usize = 100;

/// Its heading is among the first blocks of an article.
const FIRST: usize = 12;

fn drops(view: &View<'_>, k: usize) -> usize {
    let place = view.index(k);
    let named = view.title_at().filter(|at| *at < place && view.is_title_named());
    let Some(title) = named.filter(|_| view.words_before(k) >= ENOUGH && view.is_article()) else { return 0 };
    let Some(id) = outermost(view, place) else { return 0 };
    if view.begun_by(id, k) == 0 || outermost(view, title).is_none_or(|first| first == id) {
        return 0;
    }
    let own_title = |at: usize| {
        let block = &view.blocks().blocks[at];
        block.kind == Kind::Heading(1) && squeeze(&block.text) != view.title()
    };
    if view.page_blocks(id).take(FIRST).any(own_title) { view.begun_by(id, k) } else { 0 }
}

/// The outermost article element around a block of the page.
fn outermost(view: &View<'_>, at: usize) -> Option<ElementId> {
    let owner = view.blocks().blocks.get(at)?.owner;
    view.blocks().trail(owner).filter(|(id, _)| view.blocks().tag(*id) == "article").map(|(id, _)| id).last()
}
