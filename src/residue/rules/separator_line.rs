//! Lines drawn under a text.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;
use crate::segment::{Block, Kind};

pub(super) const RULE: Rule = Rule {
    id: "separator-line",
    what: "A line of marks that sets apart what is gone.",
    why: "Papers draw it over a note that other rules take. It must be marks and nothing else, and stand at the end of the text, or before another such line that only residue parts from it. Code and cells stay.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<p>___</p><p>All rights reserved.</p>"##, words: "___" },
    spares_this: Example {
        html: r##"<p>___</p><p>The ferry sails again from Monday on, says the mayor, and so does the boat of the post.</p>"##,
        words: "___",
    },
    drops: Drops::Leftovers(drops),
};

/// Longest such line, in letters.
const LONGEST: usize = 80;

fn drops(view: &View<'_>, k: usize) -> usize {
    let drawn = |k: usize| view.get(k).is_some_and(is_drawn);
    let gap = || view.index(k + 1) > view.index(k) + 1;
    usize::from(drawn(k) && (k + 1 >= view.len() || drawn(k + 1) && gap()))
}

/// True of marks alone, a few of them or more.
fn is_drawn(block: &Block) -> bool {
    let drawn = |c: char| matches!(c, '_' | '-' | '*' | '=' | '~' | '\u{2010}'..='\u{2015}' | '\u{2500}'..='\u{2502}' | '\u{2e3a}' | '\u{2e3b}');
    let text = block.kind != Kind::Pre && block.cell.is_none() && block.chars <= LONGEST;
    text && block.text.chars().filter(|c| drawn(*c)).count() > 1
        && block.text.chars().all(|c| drawn(c) || c.is_whitespace())
}
