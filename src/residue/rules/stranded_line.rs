//! Lines that stand alone among what has gone.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "stranded-line",
    what: "In plain text, lines over or under the paragraphs with nothing beside them but lines that other rules have taken.",
    why: "Boxes leave a name, a section or a headline behind when their labels go, and a text without markup says no more of them. It is asked last; the lines must be no sentences, few and short, over the text very short, hold no address, no number such as a telephone has and no list, and be no entries with the same label between them.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: "The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor on the pier.\n\nIt came from the sea without a warning, and the boats that were out had to wait for two days.\n\nThe harbour stays closed until Friday, because the pier has lost nine of its piles and the lamp at its end.\n\nTags: harbour, storm\n\nHarbour notes\n\nShare this article",
        words: "Harbour notes",
    },
    spares_this: Example {
        html: "Tags: harbour, storm\n\nThe storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor on the pier.\n\nIt came from the sea without a warning, and the boats that were out had to wait for two days.\n\nWhat comes next\n\nThe harbour stays closed until Friday, because the pier has lost nine of its piles and the lamp at its end.",
        words: "What comes next",
    },
    drops: Drops::Leftovers(drops),
};

/// Longest line under the text and over it, in words.
const UNDER: usize = 20;
const OVER: usize = 4;

/// Most lines that follow on each other: more are a list.
const MOST: usize = 2;

/// More digits are a number that somebody may want.
const DIGITS: usize = 4;

fn drops(view: &View<'_>, k: usize) -> usize {
    let is_gap_before = k > 0 && view.index(k - 1) + 1 < view.index(k) || k == 0 && view.index(k) > 0;
    if !view.is_plain() || !is_gap_before || !is_remnant(view, k) {
        return 0;
    }
    let follows = |k: &usize| view.index(*k) == view.index(*k - 1) + 1;
    let run = 1 + (k + 1..view.len()).take_while(follows).take(MOST).count();
    let ends_in_gap = k + run < view.len() || view.index(k + run - 1) + 1 < view.blocks().blocks.len();
    let stranded = run <= MOST && ends_in_gap && (k..k + run).all(|k| is_remnant(view, k));
    if stranded && !is_entry(view, k, run) { run } else { 0 }
}

/// True if the same label stands on both sides: it ends each entry of a list.
fn is_entry(view: &View<'_>, k: usize, run: usize) -> bool {
    let text = |place: Option<usize>| place.and_then(|place| view.blocks().blocks.get(place)).map(|b| &*b.text);
    let before = text(view.index(k).checked_sub(1));
    before.is_some() && before == text(Some(view.index(k + run - 1) + 1))
}

/// True of a short line over or under the text that is no sentence and no title.
fn is_remnant(view: &View<'_>, k: usize) -> bool {
    let text = &view.block(k).text;
    let longest = if view.is_over(k) { UNDER } else { OVER };
    let placed = view.is_over(k) || view.is_over_text(k);
    let named = matches!(view.role(k), Role::Title | Role::Standfirst);
    // "Director: Ada Example", a bibliography's year, an enumeration.
    let told = text.contains([':', ',', ';', '(', '@']) || text.chars().filter(char::is_ascii_digit).count() > DIGITS;
    placed && !named && !told && view.block(k).words <= longest && view.is_label(k)
}
