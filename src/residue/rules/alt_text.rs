//! A picture's alternative text, shown as text.

use crate::article::Role;
use crate::lexicon::squeeze;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "alt-text",
    what: "A line that repeats the alternative text of a picture beside it.",
    why: "Scrapers and lazy loaders print it. The line must be the alternative text, letter for letter, of the picture before it; the label of an icon is shorter, and the title of a chart stands above it.",
    role: Role::Caption,
    drops_this: Example {
        html: r##"<p><img src="a.jpg" alt="Boats in the harbour after the storm"></p><p>Boats in the harbour after the storm</p>"##,
        words: "Boats in the harbour",
    },
    spares_this: Example {
        html: r##"<p><img src="a.jpg" alt="Boats"></p><p>Boats lay in the harbour for a week after the storm.</p>"##,
        words: "Boats lay",
    },
    drops: Drops::Blocks(drops),
};

/// A text with fewer words of prose may be a row of cards.
const PROSE: usize = 200;

/// Shortest such line, in words.
const SHORTEST: usize = 4;

fn drops(view: &View<'_>, k: usize) -> usize {
    let block = view.block(k);
    let listed = block.list.is_some() || block.leads_on() || block.cell.is_some();
    // The title of a card says what its picture shows.
    if view.prose() < PROSE && view.blocks().nearest(block.owner, "a").is_some() {
        return 0;
    }
    if view.is_plain() || !(SHORTEST..=60).contains(&block.words) || view.is_heading(k) || listed {
        return 0;
    }
    let mut before = view.images_near(k, 1).filter(|image| image.before <= view.index(k)).peekable();
    if before.peek().is_none() {
        return 0;
    }
    let key = squeeze(&block.text);
    usize::from(before.any(|image| squeeze(&image.alt) == key))
}
