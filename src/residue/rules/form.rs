//! The labels of a form's fields, and the words around them.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::ElementId;

pub(super) const RULE: Rule = Rule {
    id: "form",
    what: "What stands in a form: labels of its fields, notes on how to fill them in; and what can be chosen from a list.",
    why: "It asks for words and gives none. The form must have labels, be a small part of the text and hold no prose: some systems put the whole page into one, or each comment.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<form action="/post"><p><input name="n"><label>Name (required)</label></p><p>Tell us what you think.</p><textarea name="t"></textarea></form>"##,
        words: "Name (required)",
    },
    spares_this: Example {
        html: r##"<form action="/page.aspx"><p>The old lighthouse of the island was sold on Monday to a man who wants to live in it, and nobody knows why he does.</p></form>"##,
        words: "lighthouse of the island",
    },
    // Another rule may have taken its first lines.
    drops: Drops::BlocksAndLeftovers(drops),
};

/// Longest of the things to choose from, in words.
const CHOICE: usize = 12;

/// A block of this many words is prose.
const PROSE: usize = 25;

/// A form with more of the text than this is the page itself.
const MOST: f32 = 0.3;

fn drops(view: &View<'_>, k: usize) -> usize {
    if view.block(k).words <= CHOICE && view.blocks().inside(view.block(k), &["select"]) {
        return 1;
    }
    let form = form_around(view, k);
    if form.is_none() || k > 0 && form_around(view, k - 1) == form {
        return 0;
    }
    let inside = (k..view.len()).take_while(|k| form_around(view, *k) == form).count();
    let prose = (k..k + inside).any(|k| view.block(k).words >= PROSE);
    let share = 1.0 - view.place(k).0 - view.place(k + inside - 1).1;
    let labels = (k..k + inside).any(|k| view.blocks().inside(view.block(k), &["label"]));
    if labels && !prose && share <= MOST { inside } else { 0 }
}

fn form_around(view: &View<'_>, k: usize) -> Option<ElementId> {
    view.blocks().nearest(view.block(k).owner, "form")
}
