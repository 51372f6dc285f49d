//! A heading with nothing under it.

use crate::article::Role;
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::View;

pub(super) const RULE: Rule = Rule {
    id: "empty-section",
    what: "A heading at the end of the text or of a box, under which nothing is left, and a line with a colon over a table of contents.",
    why: "What it stood over was a list of links or a box, and is gone. It is asked last, and only about the last block, headlines before it that are links, lines over three links or more to places on the page that are all gone, and headings in an aside of which no more is left.",
    role: Role::Boilerplate,
    drops_this: Example { html: r##"<h2>More from the harbour</h2>"##, words: "More from the harbour" },
    spares_this: Example {
        html: r##"<h2>What comes next</h2><p>The pier will be built anew in the spring, if the money is found by then.</p>"##,
        words: "What comes next",
    },
    drops: Drops::Blocks(drops),
};

/// Longest heading, in words: a longer one is a paragraph in the wrong element.
const LONGEST: usize = 14;

fn drops(view: &View<'_>, k: usize) -> usize {
    if leads_on_to_contents(view, k) {
        return 1;
    }
    let heading = k > 0 && view.is_heading(k) && view.is_label(k) && view.block(k).words <= LONGEST;
    if !heading || view.is_plain() {
        return 0;
    }
    // Headlines that are links, one after the other, lead away from the end.
    let headline = |k| view.is_heading(k) && view.is_link(k);
    let text = view.place(k).0 > MOST && (0..k).any(|k| view.block(k).words >= PROSE);
    let headlines = text && view.is_article() && (k..view.len()).all(headline);
    // A table of contents leaves its heading behind.
    let emptied = view.block(k).words <= LABEL && view.is_stranded(k) && view.heads_nothing(k) && !view.is_link(k);
    usize::from(k + 1 == view.len() || headlines || emptied || is_alone_in_aside(view, k))
}

/// A line with a colon over a table of contents that is gone.
fn leads_on_to_contents(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    let line = block.words <= LONGEST && block.leads_on() && !view.is_plain();
    line && (1..=ENTRIES).all(|n| view.is_gone(view.index(k) + n) && view.leads_within(view.index(k) + n))
}

/// Fewer links are no table of contents.
const ENTRIES: usize = 3;

/// Longest heading over links that are gone, in words.
const LABEL: usize = 4;

/// Headlines at the end have more than this share of the words before them: a
/// front page is nothing but headlines.
const MOST: f32 = 0.6;

/// A block of this many words is more than a headline.
const PROSE: usize = 25;

fn is_alone_in_aside(view: &View<'_>, k: usize) -> bool {
    let blocks = view.blocks();
    let aside = |k: Option<usize>| {
        let block = k.and_then(|k| view.get(k))?;
        blocks.nearest(block.owner, "aside")
    };
    let own = aside(Some(k));
    own.is_some() && own != aside(Some(k + 1)) && own != aside(k.checked_sub(1))
}
